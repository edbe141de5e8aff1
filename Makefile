# `make demo` and `make test` do all their set-up; `make help` lists the rest.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header

.PHONY: template help demo install test test-long pictures test-ftm test-spark check format bench bench-long lock reference migration messages bundle clean debian

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20

demo: $(STAMPS)/desk ## open the sample case in a throwaway workspace; with CHECK=1 without a person
	@$(BIN)/isthmus demo $(if $(CHECK),--check)

install: $(STAMPS)/install ## install everything that runs

test: debian $(STAMPS)/test check ## check, then run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --database=postgresql tests/store tests/actions tests/web
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-long: debian $(STAMPS)/test ## run the tests that take long: attacks, browsers' profiles, crawls after every judgement
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --long

pictures: debian $(STAMPS)/test ## keep a picture of every page of the desk, as the browser tests see it, in screenshots/
	ISTHMUS_TESTS_PICTURES=1 $(BIN)/python -m pytest -n 2 --dist loadfile tests/e2e

test-ftm: $(STAMPS)/ftm $(STAMPS)/test ## hold the files of FollowTheMoney in the tests against the real validator
	$(BIN)/python -m pytest tests/ftm

test-spark: $(STAMPS)/spark ## link on Spark, on this machine, and find the same people as on DuckDB
	@bootstrap/debian-packages java
	$(VENV)-spark/bin/python -m pytest --durations=0 --durations-min=1 tests/spark

check: $(STAMPS)/test ## lint, format, types, layers, rules of the source, documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house/test_source_rules.py tests/house/test_requirements.py tests/house/test_docs.py

format: $(STAMPS)/test ## let ruff fix what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(STAMPS)/test ## print every benchmark as a table
	$(BIN)/python -m benchmarks

bench-long: test-long ## the tests and the benchmarks that take long, too
	$(BIN)/python -m benchmarks --long

lock: $(STAMPS)/test ## compile the locked requirements again from pyproject.toml; smaller sets follow from the whole
	$(UV_COMPILE) pyproject.toml --extra desk --extra letters --extra link --extra estimate --extra tables --extra documents --group build --group test --group check -o requirements/test.txt
	$(UV_COMPILE) pyproject.toml --extra desk --extra letters --extra link --extra estimate --extra tables --extra documents --extra spark --group build --group test --group check -c requirements/test.txt -o requirements/spark.txt
	$(UV_COMPILE) pyproject.toml --extra ftm -o requirements/ftm.txt
	$(BIN)/python -m tests.house.locks

reference: $(STAMPS)/test ## write the generated pages of the reference again: commands, and the sheets of a workbook
	$(BIN)/python -m tests.house.commands
	$(BIN)/python -m tests.files.workbook.reference

template: $(STAMPS)/test ## make the empty workbook that is shipped again from the definition of its sheets
	$(BIN)/python -m tests.house.template

migration: $(STAMPS)/test ## write the migrations again from the models: until a release there is one each
	$(BIN)/python -m tests.house.migration

bundle: ## build the page of letters again from browser/; needs node and npm, and nothing else does
	cd browser && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent bundle

messages: $(STAMPS)/test ## collect every text to translate into build/isthmus.pot
	$(BIN)/python -m tests.house.extraction

clean: ## remove the environment and every cache
	rm -rf $(VENV) $(VENV)-ftm $(VENV)-spark .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache screenshots build dist

# The validator of FollowTheMoney compiles for minutes and pins what we do not: it has an environment of its own.
$(STAMPS)/ftm: requirements/ftm.txt $(STAMPS)/venv
	@bootstrap/debian-packages compiler
	@echo "Installing requirements/ftm.txt: this compiles, and takes two or three minutes" >&2
	@$(BIN)/python -m venv $(VENV)-ftm
	@$(VENV)-ftm/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r $<
	@touch $@

# Spark weighs as much as all the rest: it has an environment of its own, so that the other one stays lean.
$(STAMPS)/spark: requirements/spark.txt pyproject.toml $(STAMPS)/venv
	@echo "Installing requirements/spark.txt" >&2
	@$(BIN)/python -m venv $(VENV)-spark
	@$(VENV)-spark/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r $<
	@$(VENV)-spark/bin/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --editable .
	@touch $@

debian:
	@bootstrap/debian-packages

$(STAMPS)/venv: bootstrap/find-python
	@python=$$(bootstrap/find-python) && { [ -x $(BIN)/python ] || "$$python" -m venv $(VENV); }
	@mkdir -p $(STAMPS) && touch $@

# Each set installs from hashes alone; then the project itself is linked in, without a network.
$(STAMPS)/%: requirements/%.txt pyproject.toml $(STAMPS)/venv
	@echo "Installing requirements/$*.txt" >&2
	@$(PIP) install -qq --require-hashes -r $<
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@
