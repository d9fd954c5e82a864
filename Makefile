# Two commands matter: `make run` and `make test`. Everything they need beyond Rust, Node, npm and
# Debian's package manager they bring themselves.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

TOOLS := $(CURDIR)/.tools
PNPM := $(TOOLS)/node_modules/.bin/pnpm
PNPM_VERSION := 12.21.0
export PATH := $(TOOLS)/node_modules/.bin:$(PATH)
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
STAGE := scripts/stage

.PHONY: help run check test test-pg e2e prove bench web web-check packages tools api wasm

help:
	@echo "make run      build everything, open ./data, start the server with the demo chain"
	echo "make check    format, lints, architecture, tests on SQLite"
	echo "make test     everything, on both engines and in the browser"
	echo "make test-pg  the tests on both engines"
	echo "make e2e      the browser stories"
	echo "make prove    the laws in full (hours)"
	echo "make bench    measure against pgbench, write docs/bench.md"
	echo "make api      write docs/api/openapi.json from the code and the TypeScript types from it"
	echo "make wasm     build the pricing engine for browsers, with its types, into web/packages/pricing"

run: web
	cargo build --release --bin huitong
	exec target/release/huitong serve --demo

check:
	$(STAGE) fmt cargo fmt --all --check
	$(STAGE) clippy cargo clippy --workspace --all-targets --quiet -- -D warnings
	$(STAGE) tidy cargo xtask tidy
	$(STAGE) "tests on SQLite" cargo test --workspace --quiet

test: packages tools
	@scripts/stage --begin
	$(STAGE) fmt cargo fmt --all --check
	$(STAGE) clippy cargo clippy --workspace --all-targets --quiet -- -D warnings
	$(STAGE) tidy cargo xtask tidy
	$(STAGE) "web install" $(PNPM) --dir web install --frozen-lockfile
	$(STAGE) "web lint, types, tests" $(MAKE) --no-print-directory web-check
	$(STAGE) "web build" $(PNPM) --dir web run build
	$(STAGE) "tests on SQLite and PostgreSQL" cargo xtask postgres -- cargo test --workspace --quiet
	$(STAGE) "browser stories" $(MAKE) --no-print-directory e2e
	scripts/stage --end

test-pg: packages
	cargo xtask postgres -- cargo test --workspace --quiet

# The selection of `make test`: another one would unify features otherwise and build all anew.
e2e: packages tools
	cargo test --workspace --quiet --no-run
	scripts/e2e

prove: packages
	HUITONG_CASES=full cargo xtask postgres --flushed -- cargo test --workspace --release

bench: packages
	cargo build --release --bin huitong
	cargo run --quiet --release --package xtask -- bench settle

web: tools
	$(PNPM) --dir web install --frozen-lockfile
	$(PNPM) --dir web run build

web-check: tools
	$(PNPM) --dir web run lint
	$(PNPM) --dir web run typecheck
	$(PNPM) --dir web run test

api: tools
	$(PNPM) --dir web install --frozen-lockfile
	cargo run --quiet --bin huitong -- api docs/api
	$(PNPM) --dir web run gen

wasm:
	cargo xtask wasm

packages:
	@scripts/packages

tools: $(PNPM)

$(PNPM):
	npm install --silent --prefix $(TOOLS) --ignore-scripts --no-audit --no-fund pnpm@$(PNPM_VERSION)
