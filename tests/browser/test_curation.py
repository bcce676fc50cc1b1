"""A curator in a real browser: finds an entry, edits it, tries the change, publishes it; by keyboard, on a phone, and as axe sees it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from knowledge.store.database import open_database
from knowledge.store.demand import Demand
from knowledge.store.evidence import Evidence
from knowledge.store.repository import load_snapshot
from scripts.console import run as fetch_htmx
from tests.browser.accessibility import check_accessibility, check_width
from tests.support.assistant import ROOT, free_ports
from tests.support.gateway import SECRET, process

SECPLUS = "comptia-security-plus"
PHONE: dict[str, object] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
PREVIEW_MS = 60_000


@dataclass(frozen=True)
class Place:
    """A gateway with its console and a database of its own, and the link that makes the first account."""

    url: str
    database: str
    link: str


@pytest.fixture(scope="module")
def place(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    fetch_htmx()
    folder, (port,) = tmp_path_factory.mktemp("console"), free_ports(1)
    own = {
        "CREDWISE_DATABASE_URL": f"sqlite:///{folder / 'credwise.sqlite'}",
        "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
        "CREDWISE_GATEWAY_DB": f"sqlite:///{folder / 'gateway.sqlite'}",
        "CREDWISE_CONSOLE_DB": f"sqlite:///{folder / 'console.sqlite'}",
        "CREDWISE_TODAY": "2026-11-29",
        "CREDWISE_SECRET": SECRET,
        "CREDWISE_PORT": str(port),
        "CREDWISE_RASA_URL": "http://127.0.0.1:9",
    }
    engine = open_database(own["CREDWISE_DATABASE_URL"])
    for _ in range(3):
        Demand(engine).count("name", "foobar guild badge", date(2026, 11, 28))
        Demand(engine).count("recognition", "cs50-databases-sql", date(2026, 11, 28), "Data analyst")
    Evidence(engine).log("talk-1", SECPLUS, "employer", "Acme", "conditions", "yes, with two years of work", date(2026, 11, 20))
    engine.dispose()
    command = [sys.executable, "-m", "bot.console", "admin", "--link", "--email", "dana@example.edu", "--name", "Dana Curator"]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, check=True)
    with process(port, folder / "gateway.log", **own):
        found = re.search(r"/console/welcome/\S+", made.stdout)
        assert found, made.stdout
        yield Place(f"http://localhost:{port}", own["CREDWISE_DATABASE_URL"], found[0])


@pytest.fixture(scope="module")
async def state(browser: Browser, place: Place) -> dict[str, object]:
    """The cookies of whoever has made the account."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(place.url + place.link)
    for field in await page.locator("input[type=password]").all():
        await field.fill("a long pass phrase of mine")
    await page.locator("main button").first.click()
    await expect(page.locator("header .who")).to_be_visible()
    kept: dict[str, object] = await context.storage_state()  # type: ignore[assignment]
    await context.close()
    return kept


@pytest.fixture
async def page(browser: Browser, state: dict[str, object]) -> AsyncIterator[Page]:
    context = await browser.new_context(storage_state=state, viewport={"width": 1280, "height": 860}, reduced_motion="reduce")  # type: ignore[arg-type]
    opened, faults = await context.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda told: faults.append(told.text) if told.type == "error" and "422" not in told.text else None)
    yield opened
    await context.close()
    assert faults == []


async def test_a_curator_edits_tries_and_publishes(page: Page, place: Place, screenshots: Path) -> None:
    """GIVEN a curator at the catalogue WHEN a price is found, edited, tried and published THEN it is in use, and every page is clean."""
    await page.goto(f"{place.url}/console/catalogue")
    await check_accessibility(page, "catalogue")
    await page.keyboard.press("/")
    await page.keyboard.type("security+")
    await expect(page.get_by_role("link", name="CompTIA Security+", exact=True)).to_be_visible()
    await expect(page.locator("#lines tbody tr")).not_to_have_count(50)
    await page.screenshot(path=screenshots / "curation-catalogue.png")
    await page.get_by_role("link", name="CompTIA Security+", exact=True).click()
    await check_accessibility(page, "entry")
    await page.screenshot(path=screenshots / "curation-entry.png")
    await page.keyboard.press("e")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Edit")
    await check_accessibility(page, "form")
    await page.get_by_label("Exam", exact=True).fill("a lot")
    await page.get_by_role("button", name="Save for review").click()
    await expect(page.locator("#error")).to_be_focused()
    await expect(page.get_by_text("This has to be a number")).to_be_visible()
    await check_accessibility(page, "form with errors")
    await page.screenshot(path=screenshots / "curation-errors.png", full_page=False)
    await page.get_by_label("Exam", exact=True).fill("3000")
    await page.get_by_label("Cost", exact=True).select_option("*")
    await page.get_by_label("Title (needed)").fill("CompTIA's store")
    await page.get_by_label("Web address (needed)").last.fill("https://store.comptia.org/security")
    await page.get_by_role("button", name="Save for review").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Change of")
    await page.get_by_role("button", name="Try it").click()
    await expect(page.get_by_text("Tried on")).to_be_visible(timeout=PREVIEW_MS)
    await expect(page).to_have_url(re.compile("/console/review/[0-9a-f]+$"))
    await check_accessibility(page, "change with preview")
    await page.screenshot(path=screenshots / "curation-preview.png", full_page=True)
    await page.get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("from the next message on")).to_be_visible()
    await expect(page.get_by_text("Step 2: published")).to_be_visible()
    await check_accessibility(page, "entry with history")
    engine = open_database(place.database)
    assert load_snapshot(engine).credentials[SECPLUS].cost.exam == 3000
    engine.dispose()


async def test_the_work_list_and_the_review_are_clean(page: Page, place: Place, screenshots: Path) -> None:
    await page.goto(f"{place.url}/console/work-list")
    await expect(page.get_by_text("foobar guild badge")).to_be_visible()
    await check_accessibility(page, "work list")
    await page.screenshot(path=screenshots / "curation-work-list.png")
    await page.get_by_label("What everybody may read").first.fill("An employer takes it with two years of work.")
    await page.get_by_role("button", name="Accept the report of Acme").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Acme")
    await page.keyboard.press("g")
    await page.keyboard.press("v")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    await expect(page.get_by_text("1 waiting")).to_be_visible()
    await check_accessibility(page, "review")


@pytest.mark.parametrize(
    "path",
    [
        "catalogue",
        f"catalogue/entry/cybersecurity/credential/{SECPLUS}",
        f"catalogue/edit/cybersecurity/credential/{SECPLUS}",
        "catalogue/add/data/recognition?credential=google-data-analytics",
        "work-list",
        "review",
    ],
)
async def test_every_page_fits_a_phone(browser: Browser, state: dict[str, object], place: Place, path: str, screenshots: Path) -> None:
    context = await browser.new_context(storage_state=state, **PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"{place.url}/console/{path}")
    await check_width(page, path)
    await check_accessibility(page, f"{path} on a phone")
    if "/edit/" in path:
        await page.screenshot(path=screenshots / "curation-phone.png")
    await context.close()
