# Everything a person does with this checkout. `make` alone lists it.
# It needs Python 3.11 or newer, make, and the network the first time; the rest it installs into .venv.

VENV ?= .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip --disable-pip-version-check -qq install --require-hashes --no-deps
STUDIO := server/static/studio/index.html
STUDIO_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/tests/*' 2>/dev/null)
LOCK := $(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--generate-hashes --no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run film test quick check lint bench cluster cluster-chaos soak chaos machine lock tables hooks studio system-packages clean
.DELETE_ON_ERROR:

help: ## list these targets
	@echo "Miri: a song becomes a film, by talking."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/core.stamp ## install what is needed, build the studio, start Miri and print its address
	@$(MAKE) --no-print-directory studio || echo "Going on without the page: everything else works."
	@exec $(PY) -m server serve

film: $(VENV)/core.stamp ## one song to one film, unattended: [SONG=a.mp3 LYRICS=a.txt OUT=a.mp4 FILM_LANG=he BUDGET=5 SHAPE=9:16]
	@$(PY) -m server film $(if $(SONG),--song "$(SONG)") $(if $(LYRICS),--lyrics "$(LYRICS)") \
		$(if $(OUT),--out "$(OUT)") $(if $(FILM_LANG),--lang "$(FILM_LANG)") $(if $(BUDGET),--budget "$(BUDGET)") \
		$(if $(SHAPE),--shape "$(SHAPE)")

test: $(VENV)/test.stamp system-packages studio ## install what the tests need and run them all: [ARGS="-k sung_line"]
	@$(PY) -m pytest -n auto --maxprocesses 8 --dist loadfile $(ARGS)

quick: $(VENV)/test.stamp ## the unit and contract tests alone
	@$(PY) -m pytest -q -n auto --maxprocesses 8 --dist loadfile -m "not slow" tests/unit tests/contract $(ARGS)

check: lint ## lint, format, types, layers, the house's own rules
	@$(PY) -m pyright
	@$(PY) -m pytest -q tests/house
	@$(PY) deploy/build_studio.py --check

cluster: $(VENV)/core.stamp ## two servers and two workers here, with Redis and Firestore's emulator; Ctrl-C stops all of it
	@exec $(PY) deploy/cluster.py

cluster-chaos: $(VENV)/test.stamp ## kill -9 in the turns of two workers, 200 clients that come and go: [SEEDS=50 CLIENTS=200]
	@CLUSTER_SEEDS=$(or $(SEEDS),50) CLUSTER_CLIENTS=$(or $(CLIENTS),200) $(PY) -m pytest -q -s tests/chaos/test_cluster.py $(ARGS)

lint: $(VENV)/test.stamp ## the checks that take seconds: lint, format, layers
	@$(PY) -m ruff check --output-format concise .
	@$(PY) -m ruff format --check --quiet .
	@$(VENV)/bin/lint-imports --no-logo

bench: $(VENV)/test.stamp ## the figures, side by side in one run: [ARGS=...]
	@$(PY) -m tests.bench $(ARGS)

soak: $(VENV)/test.stamp ## a film made while the server is killed again and again: [KILLS=12 SEED=1]
	@$(PY) -m tests.chaos.soak $(or $(KILLS),12) $(or $(SEED),1)

chaos: $(VENV)/test.stamp ## a SIGKILL at every named place, owners that stand still, a store away for 30 s, a stop with 200 watching
	@CRASH_POINTS=all $(PY) -m pytest -q -s tests/chaos/test_crash_points.py \
		tests/chaos/test_gray_failures.py tests/chaos/test_told_to_stop.py $(ARGS)

machine: $(VENV)/test.stamp ## paid work where anything may happen, against a model, by chance: [TIMES=20]
	@MACHINE_EXAMPLES_TIMES=$(or $(TIMES),20) $(PY) -m pytest -q tests/chaos/test_job_machine.py

lock: $(VENV)/test.stamp ## write the locks again from pyproject.toml: [UPGRADE=1 takes newer releases]
	$(LOCK) --extra dev -o requirements-test.lock > /dev/null
	$(LOCK) -c requirements-test.lock -o requirements.lock > /dev/null

tables: $(VENV)/test.stamp ## write the generated tables in docs/ again
	@$(PY) -m tests.house.tables

hooks: ## let git call the checks before a commit and a push
	@git config core.hooksPath .githooks
	@echo "git now checks lint and layers before a commit, everything quick before a push."

studio: $(VENV)/core.stamp ## build the studio page, if its source is newer than the built one
	@if [ ! -f web/package.json ]; then echo "The studio's source is not in this checkout; Miri runs without its page."; \
	else $(MAKE) --silent --no-print-directory $(STUDIO); fi

$(STUDIO): $(STUDIO_SOURCES) deploy/build_studio.py
	@$(PY) deploy/build_studio.py && touch $@

system-packages: ## install what tests need outside Python, where that is allowed (root on Debian)
	@sh deploy/system-packages.sh

clean: ## remove what was built; films and projects stay
	rm -rf $(VENV) web/node_modules server/static/studio .pytest_cache .ruff_cache .import_linter_cache

$(PY):
	@python=$$(sh deploy/find-python.sh) && echo "Making $(VENV) with $$($$python --version)" && $$python -m venv $(VENV)

$(VENV)/core.stamp: requirements.lock | $(PY)
	@echo "Installing what Miri needs into $(VENV) (once; a minute or two)"
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/core.stamp
	@echo "Installing what the tests need into $(VENV) (once; a minute or two)"
	@$(PIP_INSTALL) -r requirements-test.lock
	@touch $@
