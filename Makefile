# `make demo` and `make test` need Python >= 3.11, make and a package index; each sets itself up in .venv.
PYTHON ?= python3
BIN := .venv/bin
# nbgrader calls `alembic` by name, so the environment's programs come first on the path.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup demo test test-browser bench lab build site lock clean
help:
	@echo "make demo   a sample class: released, handed in, autograded, feedback written, results shown"
	@echo "make test   every test"
	@echo "make test-browser  only those that drive JupyterLab in Chromium; pictures in artefacts/"
	@echo "make bench  the engine beside nbgrader: speed, memory, cost by layer, in some minutes"
	@echo "make lab    JupyterLab on the course, with nbgrader's extensions"
	@echo "make setup  only the environment, in .venv"
	@echo "make build  the notebooks and known paths from their sources (grader build)"
	@echo "make site   the course as a static site, in site/ (grader site)"
	@echo "make lock   requirements.lock from pyproject.toml"
	@echo "make clean  removes .venv (never gradebook/)"

setup: .venv/ready
.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": make PYTHON=/path/to/python3.11 setup")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@
.venv/ready: .venv/locked pyproject.toml $(wildcard grader/jupyter/*)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/grader demo

test: setup
	$(BIN)/grader build --check
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -n 2 -m "not browser and not alone"
	@# File by file: the site is built once, and each process has one server and one browser.
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "browser or alone"

test-browser: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser --durations 5

bench: setup
	$(BIN)/python tests/bench/engine.py

lab: setup
	$(BIN)/jupyter lab

build: setup
	$(BIN)/grader build

site: setup
	$(BIN)/grader site

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv
