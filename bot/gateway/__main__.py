"""Run the gateway: python -m bot.gateway."""

import logging
import os

import uvicorn

from bot import settings
from bot.gateway.app import create_app


def main() -> None:
    """Serve until stopped."""
    # The loopback interface unless a deployment says otherwise; nothing is public by accident.
    host = os.environ.get("CREDWISE_HOST", settings.LOOPBACK)
    logging.basicConfig(level=settings.log_level(), format=settings.LOG_FORMAT)
    uvicorn.run(create_app(), host=host, port=settings.port("CREDWISE_PORT"), log_level=settings.log_level())


if __name__ == "__main__":
    settings.run(main)
