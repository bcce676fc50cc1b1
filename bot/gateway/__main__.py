"""Run the gateway: python -m bot.gateway."""

import os

import uvicorn

from bot import settings
from bot.gateway import logs
from bot.gateway.app import create_app


def main() -> None:
    """Serve until stopped."""
    logs.configure(settings.log_level())
    app = create_app()
    uvicorn.run(
        app,
        # The loopback interface unless a deployment says otherwise; nothing is public by accident.
        host=os.environ.get("CREDWISE_HOST", settings.LOOPBACK),
        port=settings.port("CREDWISE_PORT"),
        log_config=None,  # nor a level: it would undo what logs.py holds back
        access_log=False,  # it would hold addresses
        server_header=False,
        proxy_headers=bool(app.settings.proxies),
        forwarded_allow_ips=list(app.settings.proxies),
        ws="websockets-sansio",
        ws_max_size=app.settings.body_limit,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    settings.run(main)
