# Everything is set up at first use: two Python environments under .venv/, a trained model under models/.
# Ports: CREDWISE_PORT (8000), CREDWISE_RASA_PORT (5005), CREDWISE_ACTIONS_PORT (5055).

MAKEFLAGS += --no-print-directory
PYTHON ?= python3
N ?= 500
APP := .venv/app/bin/python
RASA := .venv/rasa/bin/python
SCRIPT = $(PYTHON) scripts

.DEFAULT_GOAL := help
.PHONY: help run chat train widget test check format bench evaluate simulate review accept transcripts screenshots demo-cases admin console stats lint lock clean app rasa

help:  ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run:  ## Start the assistant with a demo page, and say where to open it
	@$(SCRIPT)/ports.py run
	@$(MAKE) train widget console
	@$(APP) scripts/processes.py run

chat:  ## Talk to the assistant in this terminal
	@$(SCRIPT)/ports.py chat
	@$(MAKE) train
	@$(APP) scripts/processes.py chat

train: app rasa  ## Train the model, where what it is made of has changed
	@$(SCRIPT)/train.py

widget:  ## Build the website widget, where its sources have changed
	@$(SCRIPT)/widget.py

test: check train widget console  ## Check the code and run every test
	@$(SCRIPT)/widget.py test
	@$(RASA) -m pytest tests/nlu
	@$(APP) -m pytest --ignore tests/nlu

check: app  ## Check style (ruff, biome) and types (mypy, tsc)
	@$(SCRIPT)/widget.py check
	@$(APP) -m ruff check .
	@$(APP) -m ruff format --check .
	@$(APP) -m mypy

format: app  ## Bring the code into its usual form
	@$(APP) -m ruff check --fix .
	@$(APP) -m ruff format .

bench: train  ## Measure speed and memory, side by side with Rasa's own defaults
	@$(APP) -m bench.latency
	@$(APP) -m bench.recommend
	@$(APP) -m bench.names
	@$(APP) -m bench.long_session
	@$(APP) -m bench.gateway
	@$(APP) -m bench.overhead
	@$(APP) -m bench.widget

evaluate: train  ## Measure understanding, conversations and advice, and write docs/evaluation.md
	@$(APP) -m tests.evaluation

review: app  ## Show messages that were not understood, and write them into a file to decide on
	@$(APP) -m learning_loop review

accept: app  ## Move what was accepted in the review file to data/nlu
	@$(APP) -m learning_loop accept

simulate: train  ## Hold 500 conversations with simulated people, or N of them, and write docs/simulation.md
	@$(APP) -m tests.simulation --count $(N)

transcripts: train  ## Hold the sample conversations again and write docs/transcripts
	@$(APP) scripts/transcripts.py

admin: app  ## Make an account of the advisors' console that may do all, such as the first one
	@$(APP) -m bot.console admin

console:  ## Fetch htmx for the advisors' console
	@$(SCRIPT)/console.py

demo-cases: train  ## Put a few cases into the case store, to try the advisors' side on
	@$(APP) scripts/demo_cases.py

screenshots: train widget console  ## Make docs/screenshots anew, by the browser tests
	@CREDWISE_SCREENSHOTS=docs/screenshots $(APP) -m pytest tests/browser

stats:  ## Count what the catalogue holds
	@./credwise stats

lint:  ## Look for faults in the catalogue
	@./credwise lint

lock: app  ## Lock the requirements anew, after a change of requirements/*.in
	@scripts/lock.sh

clean:  ## Remove what was made, all but conversations: environments, models, logs
	rm -rf .venv models var/log var/lock var/training var/learned var/vocabulary.* .mypy_cache .ruff_cache .pytest_cache

app rasa:
	@$(SCRIPT)/environments.py $@
