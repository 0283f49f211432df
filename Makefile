# make demo   install and show a record of the pages that come with khabar
# make test   lint, types, all tests and, where the reference data is there, the gold gate
# make lint   ruff and mypy alone            make gold   the gold gate alone
# make browser   the reading room in Debian's chromium, where there is one
# make bench  speed and memory, peers too    make snapshots   write the whole-record snapshots anew
# make slow   the tests that take long: kills of builds and workers, every locale, a Ray cluster
# make readme write the outputs shown in README anew   make dictionary  write docs/data-dictionary.md anew
# make lock   write locks/ anew             make licences  write docs/licences.md anew
# make sbom   write dist/khabar.cdx.json: what a user installs, with versions and licences
# make offline  install khabar in empty environments and run it with the network cut
# make notebook  run docs/notebook.ipynb and keep what it shows
# make clean  remove all that was made here
#
# LOCKED=1 before any of these installs what locks/ names, file by file, instead of what the ranges allow today.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
# Reference data that a clone does not hold.
GOLD ?= ../shared
# The first Python here that is new enough.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED ?=
# What a user may install, and what tests need; `train` and `bench` are for who trains or measures, and heavy.
USER_EXTRAS := web mcp parquet pandas polars deep engine ray
DEV_EXTRAS := dev browser
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

# axe-core, which reads the pages for faults of access; without npm those tests say why they are skipped.
AXE := $(VENV)/axe/node_modules/axe-core

.PHONY: demo test lint gold slow browser bench readme dictionary notebook snapshots lock licences sbom offline clean

demo: $(RUN)
	$(BIN)/khabar demo -o demo-out

test: lint
	$(BIN)/python -m pytest -q -n 2 -m "not (long or slow or gold or browser)"
	$(BIN)/python -m pytest -q -n 2 -m "(long or slow) and not (gold or browser)"
	@$(MAKE) --no-print-directory browser
	@$(MAKE) --no-print-directory gold

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gold: $(DEV)
	@if [ -d "$(GOLD)" ]; then KHABAR_GOLD="$(GOLD)" $(BIN)/python -m pytest -q -m gold -rs -s; \
	else echo "gold gate skipped: no reference data in $(GOLD)"; fi

slow: $(DEV)
	$(PIP) install --editable '.[ray]' || echo "Ray cannot be installed here"
	$(BIN)/python -m pytest -q -m slow -rs

browser: $(VENV)/.installed-browser
	@# 5: no test was found, which is so where playwright cannot be had.
	KHABAR_AXE="$(AXE)" $(BIN)/python -m pytest -q -m browser -rs || [ $$? = 5 ]

# Without the reference data the pages of the demo, which are few, are measured.
bench: $(DEV)
	$(PIP) install --editable '.[bench]'
	@if [ -d "$(GOLD)" ]; then \
	$(BIN)/python benchmarks/read.py "$(GOLD)/corpus" && \
	$(BIN)/python benchmarks/read.py "$(GOLD)/corpus" 200 --deep && \
	$(BIN)/python benchmarks/peers.py "$(GOLD)/corpus" && \
	$(BIN)/python benchmarks/timex.py "$(GOLD)/timex/time_examples.tsv"; \
	else $(BIN)/python benchmarks/read.py src/khabar/data/demo && \
	$(BIN)/python benchmarks/read.py src/khabar/data/demo --deep && \
	$(BIN)/python benchmarks/peers.py src/khabar/data/demo; fi
	$(BIN)/python benchmarks/large.py

readme: $(DEV)
	$(BIN)/python tasks/readme.py

dictionary: $(DEV)
	$(BIN)/python tasks/dictionary.py

notebook: $(DEV)
	$(BIN)/python tasks/notebook.py

snapshots: $(DEV)
	$(BIN)/python -m pytest -q tests/test_snapshots.py --snapshots

lock: $(VENV)/.installed-supply
	@mkdir -p locks
	$(LOCK) $(USER_EXTRAS:%=--extra %) pyproject.toml -o locks/user.txt
	$(LOCK) $(DEV_EXTRAS:%=--extra %) pyproject.toml locks/build.in -o locks/dev.txt

licences: $(DEV)
	$(BIN)/python tasks/licences.py

# Of what a user may install, as it is found installed: versions, licences, what needs what.
sbom: $(VENV)/.installed-supply
	@rm -rf dist/env && mkdir -p dist && $(BIN)/python -m venv --without-pip dist/env
	$(BIN)/uv pip install --quiet --python dist/env/bin/python --require-hashes -r locks/user.txt
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON \
	-o dist/khabar.cdx.json dist/env/bin/python
	@rm -rf dist/env

offline: $(VENV)/pyvenv.cfg
	$(BIN)/python tasks/offline.py

clean:
	rm -rf $(VENV) demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/pyvenv.cfg:
	@if [ -z "$(PYTHON)" ]; then echo "khabar needs Python 3.11 or later; none found"; exit 1; fi
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN): pyproject.toml $(VENV)/pyvenv.cfg
	$(PIP) install --editable '.[deep]'
	@touch $@

$(DEV): pyproject.toml $(VENV)/pyvenv.cfg
	@if [ -n "$(LOCKED)" ]; then \
	$(PIP) install --require-hashes -r locks/dev.txt && $(PIP) install --no-deps --no-build-isolation --editable . && \
	$(PIP) check || \
	{ echo "locks/dev.txt cannot be installed here: taking what the ranges allow"; $(PIP) install --editable '.[dev]'; } \
	else $(PIP) install --editable '.[dev]'; fi
	@touch $(RUN) $@

$(VENV)/.installed-supply: pyproject.toml $(VENV)/pyvenv.cfg
	$(PIP) install 'uv>=0.5,<1' 'cyclonedx-bom>=5,<9'
	@touch $@

$(VENV)/.installed-browser: $(DEV)
	$(PIP) install --editable '.[browser]' || echo "playwright cannot be installed here"
	npm install --silent --no-audit --no-fund --prefix $(VENV)/axe axe-core@4 || echo "axe-core cannot be installed here"
	@touch $@
