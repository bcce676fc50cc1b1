"""Run the gateway: python -m bot.gateway."""

import os

import uvicorn

from bot import settings
from bot.gateway.app import create_app

if __name__ == "__main__":
    # The loopback interface unless a deployment says otherwise; nothing is public by accident.
    host = os.environ.get("CREDWISE_HOST", settings.LOOPBACK)
    uvicorn.run(create_app(), host=host, port=settings.port("CREDWISE_PORT"), log_level="warning")
