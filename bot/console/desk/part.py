"""The case desk as a part of the console."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.accounts.model import Role
from bot.console.desk import case, corrections, queue, steps, what_if
from bot.console.desk.tools import running
from bot.console.parts import Entry, Part
from bot.console.settings import PREFIX


def part() -> Part:
    """Describe this part."""
    router = APIRouter()
    # Addresses of one word under /cases come before those of a case.
    for routes in (queue.router, what_if.router, corrections.router, steps.router, case.router):
        router.include_router(routes)
    navigation = (Entry("Cases", f"{PREFIX}/cases", (Role.ADVISOR,), key="c"), corrections.entry(Role.ADVISOR))
    return Part(router, navigation, running)
