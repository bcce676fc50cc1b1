"""Runs the action server on loopback: ``python -m actions.server``."""

from __future__ import annotations

import logging

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.bootstrap import knowledge, tools
from bot import settings
from cases.settings import SettingsError
from cases.settings import settings as handoff_settings
from knowledge.clock import DayError
from knowledge.store.files import CatalogueError


def main() -> None:
    """Load the catalogue first, so that the first user does not wait for it, then serve until stopped."""
    logging.basicConfig(level=settings.log_level(), format=settings.LOG_FORMAT)
    try:
        knowledge().today()
        handoff_settings()
    except (CatalogueError, DayError, SettingsError) as error:
        raise settings.SettingError(str(error)) from None
    tools().live.follow()
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor)
    app.run(host=settings.LOOPBACK, port=settings.port("CREDWISE_ACTIONS_PORT"), single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    settings.run(main)
