"""The page of insight, and a file for each of its pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response

from bot.console.access import require
from bot.console.accounts.model import Account, Role
from bot.console.console import Running
from bot.console.insight import ranges
from bot.console.insight.charts import chart
from bot.console.insight.pictures import SPECS, Insight, wording
from bot.console.insight.ranges import Range
from bot.console.pages import csv_response
from bot.console.parts import Entry, Part
from bot.console.settings import PREFIX
from bot.gateway.gateway import Gateway
from knowledge.clock import now

router = APIRouter(prefix="/insight")
HERE = f"{PREFIX}/insight"
READERS = (Role.ADVISOR, Role.CURATOR)
Reader = Annotated[Account, Depends(require(*READERS))]


@asynccontextmanager
async def running(app: FastAPI, gateway: Gateway) -> AsyncIterator[None]:
    """Read what the gateway has counted, and the desk's cases."""
    app.state.insight, app.state.insight_zone = Insight(gateway.store, gateway.desk), ZoneInfo(gateway.desk.rules.office.time_zone)
    yield


def part() -> Part:
    """Describe this part."""
    return Part(router, (Entry("Insight", HERE, READERS, key="i"),), running)


def insight_of(request: Request) -> Insight:
    """Return what makes the pictures."""
    insight: Insight = request.app.state.insight
    return insight


def range_of(request: Request, days: str = "", since: str = "", until: str = "") -> Range:
    """Return the days that are asked for, in the office's time."""
    today: datetime = now().astimezone(request.app.state.insight_zone)
    return ranges.chosen(today.date(), days.strip()[:4], since.strip()[:10], until.strip()[:10])


Numbers = Annotated[Insight, Depends(insight_of)]
Days = Annotated[Range, Depends(range_of)]


@router.get("")
async def page(request: Request, reader: Reader, console: Running, insight: Numbers, days: Days) -> Response:
    """Show the pictures that are for the account."""
    pictures = await insight.pictures(reader, days)
    return console.pages.render(
        request,
        "insight/page.html",
        charts=[(picture, chart(picture)) for picture in pictures],
        days=days,
        presets=ranges.PRESETS,
        nothing=wording()["nothing"],
        zone=str(request.app.state.insight_zone),
    )


@router.get("/{key}.csv")
async def file(key: str, request: Request, reader: Reader, console: Running, insight: Numbers, days: Days) -> Response:
    """Give the numbers of one picture, as they are shown; that somebody took them is a line of the audit log."""
    if key not in SPECS or not reader.may(*SPECS[key].roles):
        raise HTTPException(404)
    picture = await insight.picture(key, days)
    await console.audit.record(reader, "insight.downloaded", key)
    name = f"credwise-{key}-{days.since}-{days.until}.csv"
    return csv_response(name, picture.words["columns"], [(line.label, *line.cells) for line in picture.lines])
