# Every target works on a fresh machine with Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := Wijkteams moeten de toegang tot de jeugdhulp vormen

.PHONY: help install demo lint test check-all benchmark train-dutch train-statements train-search clean

help:
	@echo 'make demo         install, read the sample documents, show a timeline (first time: minutes)'
	@echo 'make install      make the environment in $(VENV) and install policytext and its tools into it'
	@echo 'make test         style, types, layers and all tests but the slow ones'
	@echo 'make check-all    the same with the slow tests'
	@echo 'make lint         style, types and layers only'
	@echo 'make benchmark    speed of ingest and queries, as ratios'
	@echo 'make train-dutch  train the Dutch pipelines anew from TREEBANKS and SILVER (most of an hour)'
	@echo 'make train-statements  train the classifier of statements anew from ANNOTATIONS and DOCUMENTS (an hour)'
	@echo 'make train-search  learn the order of hits anew from the judged queries (minutes)'
	@echo 'make clean        remove the environment and caches; documents and index stay'

# Bytecode is made at once: where Python is told to write none (PYTHONDONTWRITEBYTECODE), each command would compile anew
# what it imports.
$(VENV)/.installed: pyproject.toml constraints.txt
	@echo 'Installing into $(VENV); the first time takes minutes and says little.'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q policytext
	touch $@

install: $(VENV)/.installed

demo: install
	@echo 'Reading twenty documents and encoding their sentences; this takes a minute or more.'
	$(BIN)/policytext ingest corpus/
	$(BIN)/policytext documents
	$(BIN)/policytext evolve "$(DEMO)"
	@echo
	@echo 'Now type:  source $(BIN)/activate  and see README.md or  policytext --help'

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A worker holds the models: some two gigabytes. Tests of one file share what it makes.
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test: lint
	OMP_NUM_THREADS=1 $(PYTEST) -m "not slow"

check-all: lint
	OMP_NUM_THREADS=1 $(PYTEST)

benchmark: install
	$(BIN)/python -m tests.benchmarks.run
	$(BIN)/python -m tests.benchmarks.reading

# Treebanks in CoNLL-U form (docs/models/dutch.md says which), and documents whose text is parsed for the fast pipeline.
TREEBANKS ?= ../shared/ud
SILVER ?= ../shared/realdocs

train-dutch: install
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[training]'
	$(BIN)/python -m policytext.training.dutch --data $(TREEBANKS) --write
	$(BIN)/python -m policytext.training.dutch.fast --data $(TREEBANKS) --silver $(SILVER)
	$(BIN)/python -m policytext.training.dutch.measure --data $(TREEBANKS) --sample tests/statements/frames.conllu --write
	$(BIN)/python -m tests.docs.write_model_figures

# A folder with statements.tsv, and the documents that policytext/training/acts/read_labels.tsv names.
ANNOTATIONS ?= ../shared/annotations
DOCUMENTS ?= ../shared/realdocs

train-statements: install
	$(BIN)/python -m policytext.training.acts --annotations $(ANNOTATIONS) --documents $(DOCUMENTS) --validate --write
	$(BIN)/python -m tests.docs.write_model_figures

# An index of the documents that policytext/training/search/judged.tsv names, and of others beside them.
SEARCH_INDEX ?= index/search-training

train-search: install
	$(BIN)/policytext ingest $(DOCUMENTS) --index $(SEARCH_INDEX) || true # some of the documents are damaged
	$(BIN)/python -m policytext.training.search.adapter --annotations $(ANNOTATIONS) --write
	$(BIN)/python -m policytext.training.search --index $(SEARCH_INDEX) --write
	$(BIN)/python -m tests.docs.write_model_figures

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build
