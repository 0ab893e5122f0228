# make run and make test need Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
NAME   ?=

ON_ALL_CORES := --numprocesses=auto --maxprocesses=4 --dist=worksteal

.PHONY: run test test-endurance test-desktop lint bench screenshots clean help

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/.run ## make .venv, install, open the window (with no display: clip a sample page here)
	@$(BIN)/python -m clipper.start

test: $(VENV)/.test ## make .venv, install, run the tests
	@$(BIN)/python -m pytest $(ON_ALL_CORES)

test-endurance: $(VENV)/.test ## the long forms: kills, failing disks, damage, many at once
	@$(BIN)/python -m pytest $(ON_ALL_CORES) --endurance tests/endurance tests/test_kill.py

test-desktop: $(VENV)/.test ## drive the real window with a real browser under Xvfb
	@$(BIN)/python -m pytest tests/desktop

lint: $(VENV)/.lint ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check clipper packaging tests
	@$(BIN)/ruff format --check clipper packaging tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(VENV)/.bench ## print the benchmarks' tables (one of them: NAME=extract)
	@set -e; for file in tests/benchmarks/$(or $(NAME),[a-z]*).py; do $(BIN)/python $$file $(ARGS); done

screenshots: $(VENV)/.test ## pictures of the window in every state, into build/screenshots
	@$(BIN)/python tests/desktop/screenshots.py build/screenshots

clean: ## remove all that was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else "Clipper needs Python 3.11 or newer; this is %d.%d. Name another with: make run PYTHON=python3.12" % v[:2])'
	@echo "Making $(VENV) and installing what Clipper needs (once, a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.%: $(VENV)/.run
	@echo "Installing what '$*' needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group $*
	@touch $@
