"""The page of insight in a browser: with axe, on a phone, at 400 %, and its picture for the documents."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.console.accounts.model import Role
from bot.gateway.conversations.store import open_store
from bot.gateway.conversations.tables import tallies
from cases.database import open_database
from cases.tables import CaseRow
from knowledge.store.database import writing
from tests.browser.accessibility import check_accessibility, check_width
from tests.browser.console import Office, open_office
from tests.support.assistant import TODAY, free_ports

WINDOWS = {"desktop": (1280, 860), "phone": (320, 640), "zoomed 400 %": (320, 215)}
HERE = "/console/insight"


def autumn() -> list[dict[str, object]]:
    """Numbers of an invented term, always the same."""
    chance, today, values = random.Random(7), date.fromisoformat(TODAY), []
    goals = ("skill_gap", "career_change", "exploration", "complement", "currency")
    fields = ("Data and analytics", "Nursing", "Information technology", "Skilled trades", "Education", "Zoology")
    for days_ago in range(1, 90):
        for hour, count in ((9, 2), (11, 4), (14, 5), (17, 3), (21, 2)):
            at = {"day": today - timedelta(days=days_ago), "hour": hour}
            goal, field = chance.choices(goals, (6, 5, 3, 2, 1))[0], chance.choices(fields, (8, 6, 5, 3, 2, 0.2))[0]
            for kind, what, number in (
                ("stage", "begun", count),
                ("stage", "shortlist", chance.randint(1, count)),
                ("stage", "plan", chance.randint(0, 1)),
                ("goal", goal, count),
                ("field", field, count),
                ("turn", "answered", 9 * count),
                ("turn", "not_understood", chance.randint(0, 2)),
                ("unmet", chance.choice(("Kubernetes", "Welding inspection", "Sign language", "Falconry")), chance.randint(0, 1)),
                ("thumb", chance.choice(("up", "up", "up", "down")), 1),
            ):
                if number:
                    values.append({"kind": kind, "what": what, "channel": "web", "goal": "", "field": "", "count": number, **at})
    return values


def cases() -> list[CaseRow]:
    """Cases of that term."""
    opened = datetime(2026, 11, 10, 15, tzinfo=UTC)
    became = (
        [("asked_for", "answered")] * 21
        + [("costly_decision", "appointment made")] * 9
        + [("asked_for", None)] * 6
        + [("distress", "answered")] * 2
    )
    return [
        CaseRow(
            id=f"{at:016}", state="closed" if outcome else "waiting", triage="soon", reason=reason, outcome=outcome, opened=opened, tags=[]
        )
        for at, (reason, outcome) in enumerate(became)
    ]


@pytest.fixture
async def office(browser: Browser, built: None, tmp_path: Path) -> AsyncIterator[Office]:
    store = await open_store(f"sqlite:///{tmp_path / 'gateway.sqlite'}")
    await store.database.write(lambda connection: connection.execute(tallies.insert(), autumn()))
    await store.close()
    engine = open_database(f"sqlite:///{tmp_path / 'cases.sqlite'}")
    with writing(engine) as session:
        session.add_all(cases())
    engine.dispose()
    async with open_office(browser, free_ports(1)[0], tmp_path, CREDWISE_TODAY=TODAY) as office:
        yield office


async def test_the_page_can_be_used_by_everybody(office: Office, screenshots: Path) -> None:
    advisor = await office.person(Role.ADVISOR, name="Ann Advisor", email="ann@example.edu")
    page = await office.signed_in(advisor, f"{HERE}?days=90")
    # GIVEN the pictures of a term THEN each has its words, also on a phone and at 400 %, with its table open
    await expect(page.get_by_role("heading", level=1)).to_have_text("Insight")
    await expect(page.get_by_role("img", name="Conversations by goal")).to_be_visible()
    await page.evaluate("document.fonts.ready")
    await page.screenshot(path=screenshots / "console-insight.png", full_page=True, animations="disabled")
    for summary in await page.locator("summary").all():
        await summary.click()
    for name, (width, height) in WINDOWS.items():
        await page.set_viewport_size({"width": width, "height": height})
        await check_accessibility(page, name)
        await check_width(page, name)
    # WHEN other days are chosen by keyboard THEN they are shown, and the choice stays in the form
    await page.get_by_label("First day").focus()
    await page.get_by_label("First day").fill("2026-10-05")
    await page.get_by_label("Last day").fill("2026-10-18")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("October 5, 2026 to October 18, 2026")).to_be_visible()
    await expect(page.get_by_label("First day")).to_have_value("2026-10-05")
    # AND a file of one picture can be had
    await page.locator("section", has_text="Conversations by goal").locator("summary").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name=re.compile("Download as CSV.*Conversations by goal")).click()
    path = await (await download.value).path()
    lines = (await asyncio.to_thread(path.read_text, "utf-8-sig")).splitlines()
    assert lines[0] == "Goal,Conversations"


async def test_a_curator_is_led_to_the_skills_alone(office: Office) -> None:
    curator = await office.person(Role.CURATOR, name="Cy Curator", email="cy@example.edu")
    page = await office.signed_in(curator, HERE)
    await expect(page.locator("main h2")).to_have_text(["Wanted skills without a good option"])
