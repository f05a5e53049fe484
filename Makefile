# The two commands of a newcomer are `make demo` and `make test`; everything they need is set up by themselves.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(DEV): requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $(RUNTIME) $@

.PHONY: dev
dev: $(DEV)

COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host

# Pin anew what pyproject.toml asks for. The lock files hold versions and hashes, no download addresses.
.PHONY: lock
lock: $(DEV)
	$(COMPILE) --extra build --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
