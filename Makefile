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
	touch $@

$(DEV): requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $(RUNTIME) $@

.PHONY: dev
dev: $(DEV)
