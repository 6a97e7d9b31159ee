# Two commands on a fresh machine with Python 3.11: `make demo` and `make test`.
# Each sets up what it needs in .venv from wheels and then runs.

PYTHON ?= python3
BIN := .venv/bin
DEMO ?= demo

# The arithmetic of Ed25519 in bulk is in Rust (rust/). It is built where Rust 1.89 or newer is, as an installer of its
# own or Debian's put it; without it, or where it does not build, all works, and takes longer.
export PATH := $(PATH):$(HOME)/.cargo/bin
RUST := $(shell PATH='$(PATH)' cargo --version 2>/dev/null | awk '{split($$2, v, "."); if (v[1] > 1 || v[2] >= 89) print $$2}')
NATIVE := $(if $(RUST),try-native)
CLIPPY := $(if $(shell PATH='$(PATH)' command -v cargo-clippy),clippy --all-targets,rustc --lib)

.PHONY: demo test lint bench bench-large native try-native all clean reference-tool

demo: .venv/run
	$(BIN)/tellers demo "$(DEMO)"

test: .venv/dev
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
ifneq ($(RUST),)
	cd rust && cargo fmt --check && cargo $(CLIPPY) --quiet --release --locked -- -D warnings
endif

bench: .venv/peers $(NATIVE)
	$(BIN)/python -m benchmarks

# A hundred thousand ballots too; then a leader's contest of half a million ranked ballots, with a tenth of it beside. Made
# and verified in about an hour; 3 GB on disk. `make bench-large N="5000 50000"` makes smaller contests.
bench-large: .venv/dev $(NATIVE)
	$(BIN)/python -m benchmarks.ballots --large
	$(BIN)/python -m benchmarks.large $(N)

native: .venv/native

try-native:
	@$(MAKE) --no-print-directory .venv/native || echo "tellers-native does not build here; libsodium computes the same, more slowly" >&2

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

.venv/native: .venv/bin/python rust/Cargo.toml rust/Cargo.lock rust/pyproject.toml rust/.cargo/config.toml $(wildcard rust/src/*.rs)
	@echo "building tellers-native with Rust $(RUST): the first time takes a minute or two"
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall ./rust
	touch $@

# Other counters: some tests count with them, benchmarks are measured beside them.
.venv/peers: .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[peers]'
	touch $@

clean:
	rm -rf .venv rust/target demo .mypy_cache .ruff_cache .pytest_cache
