# Every line is thin: the work is in the programs it names. GNU make 3.81 and bash 3.2 are enough.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
UV := $(firstword $(wildcard $(VENV)/bin/uv) uv)
PRESET := draft
OUT := film.mp4
MINUTES := 10
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
TOGETHER = $(MAKE) -s -j$(CORES) $(if $(filter output-sync,$(.FEATURES)),-Otarget)
# one process more than there are cores: many tests wait
SPREAD = -n $$(($(CORES) + 1)) --dist worksteal
# the processes share the cores already: a library works on one unless it is told how many, and its threads wait asleep
ALONE = OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
unexport PYTHONDONTWRITEBYTECODE  # here hundreds of Pythons start; without it each of them compiles every library anew
LOCK := pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q
FRONTEND_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1@/' | awk -F@ '{printf "  make %-14s %s\n", $$1, $$2}'

# --- what is installed; a stamp each, so that the second time costs nothing
$(VENV)/.run: infra/locks/run.txt infra/bootstrap.sh
	@bash infra/bootstrap.sh venv $(VENV) infra/locks/run.txt && touch $@

$(VENV)/.test: infra/locks/test.txt $(VENV)/.run
	@bash infra/bootstrap.sh venv $(VENV) infra/locks/test.txt && touch $@

$(VENV)/.engines: infra/locks/engines.txt $(VENV)/.run
	@bash infra/bootstrap.sh engines $(VENV) infra/locks/engines.txt && touch $@

$(VENV)/.infra: infra/locks/infra.txt $(VENV)/.test
	@bash infra/bootstrap.sh venv $(VENV) infra/locks/infra.txt && touch $@

$(VENV)/.painter: infra/bootstrap.sh $(VENV)/.run
	@bash infra/bootstrap.sh painter $(VENV)  # told again at every start until it can paint
	@if $(PY) -c 'import skia' 2>/dev/null; then touch $@; fi

$(VENV)/.voices: renderers/media/speech/assets.py renderers/media/speech/dot_products.py renderers/media/speech/flite_assets.py $(VENV)/.run
	@$(PY) -m renderers.media.speech && touch $@

frontend/node_modules/.done: frontend/package-lock.json
	@bash infra/bootstrap.sh node frontend && touch $@

frontend/dist/.done: frontend/node_modules/.done $(FRONTEND_SOURCES)
	@cd frontend && npm run --silent build -- --logLevel warn && touch dist/.done

setup: $(VENV)/.run $(VENV)/.painter $(VENV)/.voices frontend/dist/.done  ## install everything a studio needs, start nothing

# --- the studio
run: setup  ## the studio in the browser; Ctrl-C stops everything (PORT=8080, ARGS=--check)
	@exec $(PY) -m studio.embedded $(ARGS)

backup: $(VENV)/.run  ## the studio of `make run` with all its films: make backup FOLDER=/backups/studio; later `make restore`
	@$(PY) -m studio.embedded.copies save $(FOLDER)

restore: $(VENV)/.run
	@$(PY) -m studio.embedded.copies bring $(FOLDER)

film: $(VENV)/.run $(VENV)/.painter $(VENV)/.voices  ## a film without browser or account: make film SCRIPT=a.fountain OUT=a.mp4
	@$(PY) -m renderers $(SCRIPT) --preset $(PRESET) -o $(OUT)

engines: $(VENV)/.engines  ## the libraries of engines with weights (torch, diffusers ...); then: manage.py models list

gpu-acceptance: $(VENV)/.engines  ## every engine with weights once, on this machine's card: seconds and memory
	@$(PY) -m infra.gpu_acceptance gpu-acceptance

# --- what keeps it right
test:  ## everything: Python, frontend, browser
	+@$(TOGETHER) setup $(VENV)/.infra frontend-test frontend-lint
	+@$(TOGETHER) types lint imports infra-check $(VENV)/.engines
	+@$(MAKE) -s -j2 python-test browser-test  # a studio in a browser leaves most of two cores idle

python-test: $(VENV)/.engines $(VENV)/.infra setup
	@$(ALONE) STUDIO_TEST_ENGINES=1 $(PY) -m pytest -q $(SPREAD) --ignore tests/e2e $(ARGS)

browser-test: $(VENV)/.test setup
	@BROWSER_BIN="$$(bash infra/bootstrap.sh browser $(VENV))" $(PY) -m pytest -q -n 0 -p no:asyncio -W "ignore:Unknown config option" -m e2e tests/e2e

check:  ## lint, types, contracts and the fast tests: under 3 minutes
	+@$(TOGETHER) setup $(VENV)/.test types frontend-test frontend-lint lint imports
	@$(ALONE) $(PY) -m pytest -q $(SPREAD) -m "not slow" --ignore tests/e2e $(ARGS)

lint: $(VENV)/.test  ## ruff
	@$(PY) -m ruff check -q . && $(PY) -m ruff format -q --check .

types: $(VENV)/.test  ## mypy, strict
	@$(PY) -m mypy --no-error-summary .

imports: $(VENV)/.test  ## who may import whom
	@$(VENV)/bin/lint-imports --no-logo 2>/dev/null || $(VENV)/bin/lint-imports

infra-check: $(VENV)/.infra  ## images, compose file, chart, rules and dashboard, by the tools they are made for
	@$(PY) -m infra.checks

frontend-test: frontend/node_modules/.done
	@cd frontend && npm run --silent test

frontend-lint: frontend/node_modules/.done | frontend/dist/.done  # both ask tsc: one after the other
	@cd frontend && npm run --silent lint

api: setup  ## the API's schema and the frontend's client
	@$(PY) manage.py spectacular --validate --fail-on-warn --format openapi-json --file frontend/src/api/openapi.json
	@cd frontend && npm run --silent api

chaos: setup $(VENV)/.test  ## a farm under fire: kills, freezes, crashes (MINUTES=10 ARGS="--workers 4 --seed 7")
	@$(PY) -m tests.chaos.storm --minutes $(MINUTES) $(ARGS)

gallery: $(VENV)/.run $(VENV)/.painter  ## the pictures of infra/docs/gallery.md, and the sample film's storyboard
	@$(PY) -m renderers.painting.gallery infra/docs
	@$(PY) -m renderers renderers/screenplay/sample/the-last-lamp.fountain --storyboard infra/docs/gallery/the-last-lamp.webp

docs: $(VENV)/.run  ## infra/docs/engines.md from the engines' cards
	@$(PY) -m infra.engine_page infra/docs/engines.md

golden-update: $(VENV)/.test  ## write the golden files anew; read the difference before you commit it
	@$(PY) -m pytest -q -n 0 --golden-update tests

bench: setup $(VENV)/.test  ## the benchmarks of infra/bench
	@for file in infra/bench/[a-z]*.py; do echo "== $$file"; $(PY) -m "$$(echo $${file%.py} | tr / .)" || exit 1; done

lock:  ## infra/locks from pyproject.toml (needs uv)
	@$(UV) $(LOCK) pyproject.toml -o infra/locks/run.txt
	@$(UV) $(LOCK) --group test -c infra/locks/run.txt --overrides infra/locks/opencv-apart.in pyproject.toml -o infra/locks/test.txt
	@$(UV) $(LOCK) --extra engines -c infra/locks/run.txt --overrides infra/locks/torch-apart.in pyproject.toml -o infra/locks/engines.txt
	@$(UV) $(LOCK) --group infra -c infra/locks/test.txt -o infra/locks/infra.txt

clean:  ## remove what was installed and built, and the data folder with every film in it
	@if [ -x $(PY) ]; then $(PY) -m studio.embedded.clean; fi
	@rm -rf $(VENV) frontend/node_modules frontend/dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.PHONY: help setup run backup restore film test check lint types imports frontend-test frontend-lint python-test browser-test infra-check api golden-update docs engines gpu-acceptance bench chaos gallery lock clean
