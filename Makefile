# Two commands: `make run` (install, index the examples, answer one question, serve the chat) and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOME_DIR ?= .zhice
HOST ?= 127.0.0.1
PORT ?= 7860
QUESTION ?= 九江国家级开发区亩均税收要求是多少？
BASELINE := evals/data/example_baseline
INSTALLED := $(VENV)/.installed

.PHONY: run install test lint bench gate baseline lock clean

run: install
	$(BIN)/zhice --home $(HOME_DIR) ingest examples/corpus
	$(BIN)/zhice --home $(HOME_DIR) ask "$(QUESTION)"
	$(BIN)/zhice --home $(HOME_DIR) serve --host $(HOST) --port $(PORT)

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本，可用 make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

test: install
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m evals.benchmarks.run

# The example corpus, indexed in a temporary home: no figure may fall by more than a point against the baseline kept here.
gate: install
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	$(BIN)/zhice --home "$$home" ingest examples/corpus && \
	$(BIN)/zhice --home "$$home" eval gate examples/questions.jsonl --baseline $(BASELINE) --max-drop 1pt

# Makes the baseline anew, after a change of answers that is wanted.
baseline: install
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	$(BIN)/zhice --home "$$home" ingest examples/corpus && \
	$(BIN)/zhice --home "$$home" eval answers examples/questions.jsonl --run "$$home/example_baseline" && \
	rm -rf $(BASELINE) && mkdir -p $(dir $(BASELINE)) && cp -R "$$home/example_baseline" $(BASELINE)

# Resolves pyproject.toml afresh in an environment of its own and pins what came out.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --editable '.[dev]'
	build/lock/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' > requirements.lock

clean:
	rm -rf $(VENV) $(HOME_DIR) build *.egg-info
