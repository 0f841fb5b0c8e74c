# The same few verbs everywhere: on a laptop, in CI and in CONTRIBUTING.
PYTHON ?= python3
PORT ?= 8000
QUADS ?= 1000000
SECONDS ?= 300
VENV := .venv
BIN := $(VENV)/bin
# Every file that the package is made of: a new one is invisible to a strict editable install until it runs again.
PACKAGED := $(sort $(shell find kg loaders ontology queries server -type f ! -name '*.pyc'))
FILES := build/.files
INSTALL := flock build/.lock $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

.DEFAULT_GOAL := help
.PHONY: help run dev demo test check lint types terms translations docs screenshots bench benchmark wheel clean system clients FORCE

help: ## Show these verbs
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 13

$(FILES): FORCE
	@mkdir -p build
	@printf '%s\n' $(PACKAGED) | cmp -s - $@ || printf '%s\n' $(PACKAGED) > $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("claimgraph needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Python has no venv module. On Debian: apt-get install python3-venv; then try again.' >&2; exit 1; }

build/.run: $(BIN)/python pyproject.toml $(FILES)
	@echo 'Installing claimgraph and what it needs into $(VENV) ...'
	@$(INSTALL) .
	@touch $@

build/.dev: $(BIN)/python pyproject.toml $(FILES)
	@echo 'Installing claimgraph and its development tools into $(VENV) ...'
	@$(INSTALL) '.[dev]'
	@touch build/.run $@

run: build/.run ## Install claimgraph into .venv

dev: build/.dev ## Install claimgraph with its development tools

demo: run ## Build the graph of the example texts and serve it (PORT=8000)
	@$(BIN)/claimgraph build examples/*.txt --store demo-store --prune
	@echo
	@echo 'Now serving http://127.0.0.1:$(PORT) (Ctrl-C stops it). Try next:'
	@echo '  the actor network        http://127.0.0.1:$(PORT)/network'
	@echo '  canned queries           http://127.0.0.1:$(PORT)/queries/'
	@echo '  your own SPARQL          http://127.0.0.1:$(PORT)/sparql'
	@echo '  on the command line      $(BIN)/claimgraph query --store demo-store --name most-quoted'
	@echo '  your own texts           $(BIN)/claimgraph build FOLDER --store my-store'
	@echo
	@$(BIN)/claimgraph serve --store demo-store --port $(PORT)

test: dev system clients check ## Lint, types and all tests, with coverage
	$(BIN)/python -m pytest --quiet tests/quality
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --ignore=tests/quality

check: lint types

lint: dev ## Style, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m claimgraph.ontology.generate --check

types: dev ## Type checking, tests included
	$(BIN)/mypy -p claimgraph
	$(BIN)/mypy tests tools

terms: dev ## Generate the Python names and the reference page from the vocabulary
	$(BIN)/python -m claimgraph.ontology.generate

translations: dev ## Gather new messages of the pages into the catalogues of their translations
	$(BIN)/python -m tools.translations

screenshots: dev system ## Take the pictures of docs/images, of the graph of examples/
	$(BIN)/python -m tools.screenshots

bench: dev ## Measure speed and memory of annotate and build
	$(BIN)/python tools/bench.py

benchmark: dev build/peers/.installed ## Measure the endpoint beside other servers and under load, and write docs/benchmarks.md (QUADS, SECONDS)
	$(BIN)/python -m tools.bench_endpoint --quads $(QUADS) --json build/benchmark/large.json
	$(BIN)/python -m tools.bench_endpoint --quads 90000 --json build/benchmark/small.json
	-$(BIN)/python -m tools.load_endpoint --seconds $(SECONDS) --json build/benchmark/load.json
	$(BIN)/python -m tools.bench_report build/benchmark/large.json build/benchmark/small.json --load build/benchmark/load.json

build/peers/.installed:
	@echo 'Installing other SPARQL servers of PyPI into build/peers ...'
	@$(PYTHON) -m venv build/peers
	@build/peers/bin/pip install --quiet --disable-pip-version-check oxigraph 'rdflib-endpoint[cli]'
	@command -v virtuoso-t >/dev/null || echo 'Virtuoso is left out; on Debian: apt-get install virtuoso-opensource'
	@touch $@

wheel: dev ## Build sdist and wheel into dist/
	$(BIN)/python -m build

system: ## Install what tests want from the system (Java, Chromium, Node.js), or say how
	@sh tools/system.sh

clients: build/clients/.installed ## Install SPARQL clients of npm, which the tests let ask the server

build/clients/.installed: tests/server/clients/package.json tests/server/clients/package-lock.json
	@mkdir -p build/clients
	@cp $^ build/clients
	@if ! command -v npm >/dev/null; then echo 'npm is not installed: tests with its clients will be skipped.'; \
	elif echo 'Installing SPARQL clients of npm into build/clients ...' && cd build/clients && npm ci --silent --ignore-scripts --no-audit --no-fund; then touch .installed; \
	else echo 'npm could not install them: tests with them will be skipped.'; rm -rf node_modules; fi

clean: ## Remove build products, but not the environment
	rm -rf build/lib build/clients build/peers dist
