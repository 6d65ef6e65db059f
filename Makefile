# Every command of Offing. Needs python3 (3.9 or newer), make, git and the package registries; no root, no Docker.
# All that is installed lies in .venv, .tools, console/node_modules; local stacks live in .offing.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory

PYTHON3 ?= python3
BIN := .venv/bin
OFFING := $(BIN)/offing
NAME ?= main
STAGE ?= dev
STACKED := "emulator or engine or browser"
QUICK := "not emulator and not engine and not browser"
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup demo up down status check test unit e2e bench bench-match synth deploy openapi lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything that is missing or out of date
	@$(PYTHON3) shared/offing/local/bootstrap.py

demo: setup ## A day at the border on this machine: stack, 40 flights, a console to look at (NAME=main)
	@$(OFFING) demo --name $(NAME)

up: setup ## Start a local stack and print its addresses (NAME=main)
	@$(OFFING) up --name $(NAME)

down: ## Stop a local stack and remove all it left (NAME=main)
	@if [ -x $(OFFING) ]; then $(OFFING) down --name $(NAME); else echo "Nothing is installed, so nothing runs."; fi

status: setup ## Counts, queues and addresses of a local stack
	@$(OFFING) status --name $(NAME)

check: setup ## Style, formatting, types, direction of imports; the console's too
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@cd console && npm run --silent lint

unit: setup ## Tests that need neither network nor emulator
	@cd console && npm run --silent test
	@$(BIN)/pytest -n 2 -m $(QUICK) $(ARGS)

e2e: setup ## The suite on a local stack of its own
	@$(OFFING) up --name e2e
	@status=0; OFFING_STACK=e2e $(BIN)/pytest -m $(STACKED) $(ARGS) || status=$$?; \
	  $(OFFING) down --quiet --name e2e; exit $$status

test: check unit ## Everything: check, all tests, the end-to-end suite on a local stack of its own
	@$(OFFING) up --name test
	@status=0; OFFING_STACK=test $(BIN)/pytest -m $(STACKED) $(ARGS) || status=$$?; \
	  $(OFFING) down --quiet --name test; exit $$status

bench: setup ## The speed table
	@$(BIN)/python -m bench $(ARGS)

bench-match: setup ## Matching alone: speed, size, recall, beside rapidfuzz
	@$(BIN)/python -m bench matching

synth: setup ## Synthesise the templates of a stage into cdk.out (STAGE=dev)
	@$(BIN)/python -m offing.local.assembly $(STAGE) cdk.out

deploy: ## Deploy a stage into the AWS account of your credentials (STAGE=dev)
	@$(PYTHON3) shared/offing/local/bootstrap.py cdk
	@OFFING_STAGE=$(STAGE) $(BIN)/npx --no-install cdk deploy --all -c stage=$(STAGE) $(ARGS)
	@$(BIN)/python -m infra.publish_console $(STAGE)

openapi: setup ## Write the OpenAPI descriptions of the APIs and the schemas of the events
	@OFFING_STAGE=local AWS_DEFAULT_REGION=us-east-1 $(BIN)/python -m functions.openapi

lock: setup ## Lock all dependencies anew, with hashes and without host names
	@for in in requirements-*.in layers/*/requirements.in; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes \
	    --no-emit-index-url --no-header -o "$${in%.in}.txt" "$$in" || exit 1; echo "locked $${in%.in}.txt"; done
	@$(BIN)/python -m offing.local.search_jars lock
	@for folder in . console; do \
	  (cd $$folder && npm install --package-lock-only --no-audit --no-fund) || exit 1; done

clean: ## Stop all local stacks and remove all that was installed or built
	@if [ -x $(OFFING) ]; then $(OFFING) down --all; fi
	@rm -rf .venv .tools .offing cdk.out node_modules console/node_modules console/dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
