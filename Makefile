# The same few verbs everywhere: on a laptop, in CI and in CONTRIBUTING.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := build/.dev-stamp
# Every file that the package is made of: a new one is invisible to a strict editable install until it runs again.
PACKAGED := $(sort $(shell find kg loaders ontology queries server -type f ! -name '*.pyc'))
FILE_LIST := build/.dev-files

.PHONY: dev demo test lint types terms docs wheel clean bench FORCE

dev: $(STAMP)

$(FILE_LIST): FORCE
	@mkdir -p build
	@printf '%s\n' $(PACKAGED) | cmp -s - $@ || printf '%s\n' $(PACKAGED) > $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("claimgraph needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo 'No venv module: apt-get install python3-venv, then try again' >&2; exit 1; }

$(STAMP): $(BIN)/python pyproject.toml $(FILE_LIST)
	@mkdir -p build
	@echo 'Installing claimgraph and what it needs into $(VENV) ...'
	@flock build/.dev-lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

lint: dev
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: dev
	$(BIN)/mypy -p claimgraph
	$(BIN)/mypy tests

terms: dev
	$(BIN)/python -m claimgraph.ontology.generate

clean:
	rm -rf build/lib dist
