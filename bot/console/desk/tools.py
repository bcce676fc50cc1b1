"""What the desk's routes work with, and how its steps are taken: in a thread, what can't be done told in a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from bot.console.access import Advisor
from bot.console.accounts.model import Account, NotDone
from bot.console.console import Console, Running
from bot.console.desk.facts import Facts, facts_of
from bot.console.desk.live import News
from bot.console.desk.notify import Notifier
from bot.gateway.gateway import Gateway
from cases.corrections import Corrections
from cases.desk import Desk
from cases.model import Case, CaseError
from cases.presence import Presences
from cases.reminders import Reminders
from cases.settings import SettingsError
from knowledge.store.database import database_url

SEEN_AGAIN = timedelta(hours=1)
"""Who reads a case several times within this is noted once."""


@dataclass(frozen=True, slots=True)
class DeskTools:
    """The desk and what stands around it."""

    desk: Desk
    presences: Presences
    corrections: Corrections
    reminders: Reminders
    facts: Facts
    news: News
    wake: Callable[[], None]
    """Has the gateway bring at once what was done here."""


async def do[**P, T](step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Take a step of the desk; raise NotDone with its sentence where it can't be taken."""
    try:
        return await asyncio.to_thread(step, *args, **kwargs)
    except (CaseError, SettingsError) as error:
        raise NotDone(str(error)) from None


@asynccontextmanager
async def running(app: FastAPI, gateway: Gateway) -> AsyncIterator[None]:
    """Open what the desk works with, and tell of cases that wait too long, until the end."""
    desk, news, facts = gateway.desk, News(), facts_of(database_url())
    gateway.hub.add(news)
    reminders = Reminders(desk.engine, desk.rules)
    app.state.case_desk = DeskTools(desk, Presences(desk.engine), Corrections(desk.engine), reminders, facts, news, gateway.advisors.wake)
    notifier = Notifier(reminders, app.state.settings.ways, gateway.meters)
    notifier.start()
    try:
        yield
    finally:
        news.close()
        await notifier.close()


def tools_of(request: Request) -> DeskTools:
    """Return what the desk works with."""
    tools: DeskTools = request.app.state.case_desk
    return tools


Tools = Annotated[DeskTools, Depends(tools_of)]


def is_with(case: Case, account: Account) -> bool:
    """Tell whether the account talks with the user now."""
    return case.state == "with_advisor" and case.advisor == account.id


async def note(console: Console, account: Account, what: str, case_id: str, **details: str) -> None:
    """Write a step into the audit log; nothing of what was said."""
    await console.audit.record(account, f"case.{what}", case_id, **details)


async def case_read(advisor: Advisor, console: Running, tools: Tools, case_id: str) -> Case:
    """Give the case that a page shows, and note who has read it: its user may ask."""
    case = await do(tools.desk.get, case_id)
    history = await asyncio.to_thread(tools.desk.history, case.id)
    since = tools.desk.now() - SEEN_AGAIN
    if not any(event.what == "read" and event.who == advisor.id and event.at > since for event in history):
        await asyncio.to_thread(tools.desk.saw, case.id, advisor.id)
        await note(console, advisor, "viewed", case.id)
    return case


CaseRead = Annotated[Case, Depends(case_read)]
"""Every page of a case takes it so: what shows a case is noted."""
