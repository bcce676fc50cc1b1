"""Runs the action server on loopback: ``python -m actions.server``."""

from __future__ import annotations

import logging
import os

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.bootstrap import knowledge
from bot.settings import LOOPBACK, port


def main() -> None:
    """Load the catalogue first, so that the first user does not wait for it, then serve until stopped."""
    logging.basicConfig(level=os.environ.get("CREDWISE_LOG_LEVEL", "WARNING"), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    knowledge()
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor)
    app.run(host=LOOPBACK, port=port("CREDWISE_ACTIONS_PORT"), single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
