# Every set-up step is done by the targets themselves; nothing here needs more than Python 3.11+ with venv, pip and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet

.PHONY: run demo test lint types check bench lock browser clean

PORT ?= 8501
run: .venv/run.stamp
	$(BIN)/chiso766 run --port $(PORT)

# A made-up province in a folder of its own, made once; the office's own figures are not touched.
DEMO ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/chiso766/minh-hoa
demo: .venv/run.stamp
	test -f "$(DEMO)/settings.toml" || $(BIN)/chiso766 sample --out "$(DEMO)"
	CHISO766_DATA="$(DEMO)" $(BIN)/chiso766 run --port $(PORT)

test: .venv/dev.stamp browser
	$(BIN)/python -m pytest -n 2 --dist loadscope

check: lint types test

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

bench: .venv/dev.stamp
	$(BIN)/python -m tests.bench

# exact versions with hashes, then the checkout itself with the build backend of the lock
.venv/run.stamp: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

# Chromium is no registry package: the system's is used, Debian's is installed where that is allowed.
browser:
	@sh tests/browser/chromium.sh

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet \
	  pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet \
	  pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
