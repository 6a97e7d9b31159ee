# Two commands on a fresh machine with Python 3.11: `make demo` and `make test`.
# Each sets up what it needs in .venv from wheels and then runs.

PYTHON ?= python3
BIN := .venv/bin
DEMO ?= demo

.PHONY: demo test lint bench all clean reference-tool

demo: .venv/run
	$(BIN)/tellers demo "$(DEMO)"

test: .venv/dev
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/peers
	$(BIN)/python -m benchmarks

all: lint test bench

# The reference implementation of the protocol, which some tests run beside ours (Debian only).
reference-tool:
	.ci/reference-tool .reference

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tellers needs Python 3.11 or newer; try: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/dev: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/run

# Other counters: some tests count with them, benchmarks are measured beside them.
.venv/peers: .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[peers]'
	touch $@

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache
