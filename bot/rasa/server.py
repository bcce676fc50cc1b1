"""Run the Rasa server on the loopback interface: the REST channel, and the API behind the token.

Usage: python -m bot.rasa.server MODEL

Rasa's own command line would do the same, but shows the token to all users of the machine (`ps`), and imports
what only training needs.
"""

import ctypes
import logging
import sys
from typing import Any

from rasa.core.run import serve_application
from rasa.core.utils import AvailableEndpoints
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog

from bot import settings
from bot.rasa import answered_once, fast_actions, replies, sessions, stepping_aside


def serve(model: str) -> None:
    """Serve a model until stopped."""
    level = max(settings.log_level(), logging.INFO)  # on DEBUG, which is its default, Rasa logs every word of every user
    configure_structlog(level)
    configure_logging_and_warnings(level)
    fast_actions.install()
    replies.install()
    answered_once.install()
    stepping_aside.install()
    sessions.install()
    serve_application(
        model,
        interface=settings.LOOPBACK,
        port=settings.port("CREDWISE_RASA_PORT"),
        credentials=str(settings.ROOT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(settings.ROOT / "endpoints.yml")),
        enable_api=True,
        auth_token=settings.rasa_token(),
        server_listeners=[(warm_up, "after_server_start")],
    )


async def warm_up(app: Any, _: Any) -> None:
    """Load what is loaded at first use, so that the first user does not wait for it."""
    await app.ctx.agent.parse_message("hello")
    if sys.platform == "linux":  # gives back what was needed only to load: some 60 MB
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    settings.run(lambda: serve(sys.argv[1]))
