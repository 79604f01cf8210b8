# Folkmoot: `make run` starts a site to try, `make test` tests everything. `make help` lists the rest.
# Everything is installed into .venv, from the pinned requirements, with their hashes checked.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-fast test-postgresql test-browser fuzz lint check conformance oracle bench lock screenshots tools clean

PYTHON ?=
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.installed-runtime
TOOLS := $(VENV)/.installed-tools
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
PYTEST := $(BIN)/python -m pytest

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(RUNTIME) ## start a seeded site on http://127.0.0.1:8000 (PORT=... for another port)
	@$(BIN)/folkmoot demo --port $(PORT)

test: test-postgresql test-browser test-fast ## run every test: on PostgreSQL, in a real browser, on SQLite

test-fast: $(TOOLS) ## run the tests that need neither a browser nor PostgreSQL
	$(PYTEST) -q -n $(JOBS) --ignore tests/browser tests

test-postgresql: tools ## run the site's tests on a throw-away PostgreSQL
	$(BIN)/python scripts/with_postgresql.py --optional -- $(PYTEST) -q -n $(JOBS) tests/web

test-browser: tools ## run the tests in a real browser
	$(PYTEST) -q -n $(JOBS) --dist loadfile tests/browser

fuzz: $(TOOLS) ## try new examples of every property, other ones each time
	FOLKMOOT_EXAMPLES=seeking $(PYTEST) -q -n $(JOBS) --ignore tests/browser -m hypothesis tests

lint: $(TOOLS) ## formatting, lint, types, the import contracts, the templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint src/folkmoot/web

check: lint test ## everything that must hold before a change lands

conformance: $(TOOLS) ## compare with DiscussionTools' and MediaWiki's own tests, if they are there
	@cd tests && ../$(BIN)/python -m conformance

oracle: $(TOOLS) ## render real talk pages with Debian's MediaWiki and with us, if both are there, and compare
	@cd tests && ../$(BIN)/python -m conformance.oracle --show 5

bench: $(TOOLS) ## run the benchmarks and print their tables
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

screenshots: tools ## take pictures of every page into build/screenshots
	$(BIN)/python scripts/screenshots.py build/screenshots

lock: $(TOOLS) ## pin the newest allowed versions of all requirements again
	scripts/lock

tools: $(TOOLS)
	@$(BIN)/python scripts/system_packages.py

$(BIN)/python:
	@python=$$(scripts/find_python $(PYTHON)) && echo "Making $(VENV) with $$($$python --version)" && $$python -m venv $(VENV)

$(RUNTIME): requirements/build.txt requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing Folkmoot and what it needs into $(VENV)"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src/folkmoot
	@touch $@

$(TOOLS): $(RUNTIME) requirements/test.txt
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/test.txt
	@touch $@

clean: ## remove everything that was made here
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +
