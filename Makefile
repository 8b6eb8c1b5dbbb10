# make run, make test. Needs Python 3.11 or later; uv is used where it is on the PATH, pip otherwise.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Tests wait for processes and databases about a third of their time: half as many workers again as processors.
WORKERS ?= $(shell echo $$(( ($$($(PYTHON) -c 'import os; print(os.cpu_count() or 1)') * 3 + 1) / 2 )))
STAMP := $(VENV)/.chibo-installed
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types bench fuzz rules catalogues screenshots format constraints clean

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

setup: $(STAMP)  ## make .venv with Chibo and what it is developed with

run: setup  ## the whole way once, on the sample sites
	$(BIN)/chibo demo

test: setup lint types  ## lint, types and all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: setup  ## style, and which room may import which
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/lint-imports

types: setup  ## mypy --strict on schema, extract and db
	$(BIN)/python -m mypy

bench: setup  ## how fast it reads, beside two general tools
	$(BIN)/python -m pytest tests/bench -o python_files='bench_*.py' -o python_functions='bench_*' -q -s

fuzz: setup  ## broken and slow texts, lives of verdicts: an hour, less by FUZZ="--size 0" FUZZ_VERDICTS="--count 500"
	$(BIN)/python -m tests.fuzz.hunt $(FUZZ)
	$(BIN)/python -m tests.fuzz.verdicts $(FUZZ_VERDICTS)

rules: setup  ## write docs/rules.md: what each rule reads, and how right it is
	$(BIN)/python -m scripts.write_rules

catalogues: setup  ## bring the texts of the web application into its two catalogues
	$(BIN)/python -m scripts.write_catalogues

screenshots: setup  ## docs/screenshots/ and docs/desk.md: every page of the desk in Chromium, checked by axe-core
	$(BIN)/python -m scripts.screenshots

format: setup  ## lay the code out as lint wants it
	$(BIN)/python -m ruff check --select I --fix
	$(BIN)/python -m ruff format

constraints:  ## choose the releases of constraints.txt anew (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --upgrade \
	  --strip-extras --no-header --no-annotate --no-emit-index-url --quiet --output-file constraints.txt

clean:  ## remove what was made here, .venv too; var/ is kept
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Chibo needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
ifneq ($(UV),)
	@test -x $(BIN)/python || uv venv --quiet --python "$$(command -v $(PYTHON))" $(VENV)
	uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --group dev --editable .
else
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable .
endif
	@touch $@
