# Byline: `make help` says what there is. PYTHON=/path/to/python3.12 names another interpreter.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check format style lint types imports quality bench conformance soak endpoint docs lock clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The locks name every package, so that nothing is left to resolve: a newer release of one changes nothing.
INSTALL := $(PIP) install -qq --no-deps --require-hashes --requirement
JOBS ?= 2

help:  ## Say what there is
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(BIN)/.run  ## Build the graph of the two seed articles and ask it which sources report casualty figures
	@scripts/demo

test: $(BIN)/.dev $(BIN)/.clients  ## Run the tests
	@$(BIN)/pytest --numprocesses $(JOBS)

check: $(BIN)/.dev $(BIN)/.clients  ## Run everything that must pass: format, lint, types, import contracts, tests with their coverage floor
	@$(MAKE) --no-print-directory style lint types imports
	COVERAGE_CORE=sysmon $(BIN)/pytest --numprocesses $(JOBS) --cov=kg --cov-report=term:skip-covered

style: $(BIN)/.dev
	$(BIN)/ruff format --check .

format: $(BIN)/.dev  ## Format the source
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(BIN)/.dev
	$(BIN)/ruff check .

types: $(BIN)/.dev
	$(BIN)/mypy

imports: $(BIN)/.dev
	$(BIN)/lint-imports

quality: $(BIN)/.dev  ## Measure the extraction (needs the development data; see benchmarks/)
	$(BIN)/python -m benchmarks.quality

bench: $(BIN)/.dev  ## Measure speed, memory and size
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.size

conformance: $(BIN)/.dev  ## Run the W3C's tests of SPARQL and its protocol (SUITES=FOLDER; skipped where they are not)
	$(BIN)/python -m benchmarks.conformance $(if $(SUITES),--suites $(SUITES))

soak: $(BIN)/.dev  ## Ask a server all that is good, slow, huge and hostile for MINUTES (3) while documents are added
	$(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),3)

endpoint: $(BIN)/.dev  ## Measure the server beside its peers, those that are installed
	$(BIN)/python -m benchmarks.endpoint

docs: $(BIN)/.run  ## Write the page of questions anew
	$(BIN)/python -m kg.cli.pages > docs/questions.md

lock: $(BIN)/.dev  ## Pin all dependencies anew, with their hashes
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCKED) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --group build --group dev --constraint requirements.lock $(LOCKED) \
	    --output-file requirements-dev.lock

LOCKED := --quiet --universal --python-version 3.12 --generate-hashes --no-annotate --no-emit-index-url \
    --custom-compile-command "make lock"

clean:  ## Remove the virtual environment and what was built
	rm -rf $(VENV) demo.kg dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage

# One stamp for each state of the virtual environment; a changed lock file or pyproject.toml makes it anew.
$(BIN)/python:
	@$$(scripts/python $(PYTHON)) -m venv $(VENV)

$(BIN)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing Byline and its pinned dependencies into $(VENV) ..."
	@$(INSTALL) requirements.lock
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.dev: requirements-dev.lock $(BIN)/.run
	@echo "installing the tools that test it ..."
	@$(INSTALL) requirements-dev.lock
	@touch $@

# Clients in JavaScript that the server is tested with. Without npm, or offline, their tests are skipped and say so.
$(BIN)/.clients: tests/serve/clients/package.json | $(BIN)/.dev
	@if command -v npm >/dev/null; then \
	    echo "installing the JavaScript clients that the server is tested with ..."; \
	    cd tests/serve/clients && npm install --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 \
	        && touch "$(CURDIR)/$@" || echo "npm cannot install them: their tests will be skipped"; \
	fi
