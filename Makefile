# Two commands: `make site` builds the site, `make test` runs all tests. Both set up what they need below this folder.
PYTHON ?= python3
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
BIN := .venv/bin
# The one date that a build may know: that of the last commit, so that a checkout always gives the same site.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)

.DEFAULT_GOAL := site
.PHONY: site serve check test setup lint types unit browser lock benchmark clean

site: setup
	$(BIN)/taizhang build --jobs $(JOBS)
	@echo "The site is in site/ : serve that folder, or open it with: $(BIN)/python -m http.server -d site"

serve: setup
	$(BIN)/taizhang serve --jobs $(JOBS)

check: setup
	$(BIN)/taizhang check --jobs $(JOBS)

setup: .venv/.bytecode

test: lint types .venv/.bytecode node_modules/.test
	$(BIN)/python .ci/browser.py
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

# The parts of `make test`, for whoever changes the program.
lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python .ci/lines.py
	$(BIN)/python .ci/messages.py --check

types: .venv/.test
	$(BIN)/mypy

unit: .venv/.test
	$(BIN)/pytest -m "not browser and not site and not slow"

browser: .venv/.test node_modules/.test
	$(BIN)/python .ci/browser.py
	$(BIN)/pytest -n $(JOBS) --dist loadgroup -m browser

benchmark: .venv/.test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.scale --jobs $(JOBS) --write docs/reference/benchmarks.md

# Locks are universal (any Python from 3.11 on, any system), carry hashes and name no download host.
lock: .venv/.test
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate pyproject.toml --group build -o locks/site.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate pyproject.toml --group build --group test -c locks/site.txt -o locks/test.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --group node -o locks/node.txt
	$(BIN)/python .ci/npm.py install --package-lock-only
	$(BIN)/python .ci/licences.py

.venv/.site: locks/site.txt pyproject.toml | .venv/bin/pip
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r locks/site.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# As pip does for packages: where Python writes none (a container, another user), each command would compile the program.
.venv/.bytecode: .venv/.site $(shell find builder -name '*.py')
	$(BIN)/python -m compileall -q builder
	@touch $@

.venv/.test: locks/test.txt .venv/.site
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r locks/test.txt
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || $(PYTHON) -m virtualenv -q .venv 2>/dev/null || { rm -rf .venv; \
	  echo "This Python cannot make virtual environments. As root: apt-get install python3-venv; without root: $(PYTHON) -m pip install --user virtualenv"; exit 1; }

# What tests of the site need from the npm registry. Where there is no npm, a PyPI package brings one.
node_modules/.test: package-lock.json | .venv/.test
	$(BIN)/python .ci/npm.py ci --no-progress --loglevel=error
	@touch $@

# What was built is removed by the program, which proves that it is its own; the rest is what `setup` brought.
clean:
	@test ! -x $(BIN)/taizhang || $(BIN)/taizhang clean
	rm -rf node_modules .venv build taizhang.egg-info
