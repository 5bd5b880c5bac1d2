# The project's commands. `make run` to use it, `make test` to trust it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup test check bench lock clean
.DEFAULT_GOAL := run

run: setup                ## demo province on http://127.0.0.1:8000
	@OCOP_DEMO=1 $(BIN)/ocop up

setup: $(VENV)/installed  ## everything before serving: database, law, units, demo data
	@OCOP_DEMO=1 $(BIN)/ocop setup

test: $(VENV)/installed-dev  ## every check and every test, on SQLite and on PostgreSQL
	@bash tests/run_all.sh

check: $(VENV)/installed-dev  ## format, lint, types, layers, migrations, templates, translations
	@bash tests/run_checks.sh

bench: $(VENV)/installed-dev  ## speed as ratios against named comparators
	@$(BIN)/python -m bench

lock:                     ## lock the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra postgres --group install --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q --upgrade -o requirements.txt
	uv pip compile pyproject.toml --extra postgres --group install --group dev -c requirements.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q --upgrade -o requirements-dev.txt

clean:                    ## remove the virtual environment and caches, never the data in var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Cài các thư viện (chỉ lần đầu)…"
	@$(BIN)/pip install -q --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@$(BIN)/pip install -q --require-hashes -r requirements-dev.txt
	@touch $@
