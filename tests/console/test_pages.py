"""What all pages have: the frame, notices, error pages, scripts, and no failure that lets its trace out."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from bot.console.access import SignedIn
from bot.console.accounts.model import Role
from bot.console.app import create_app
from bot.console.pages import TEMPLATES
from bot.console.parts import Part
from tests.console.conftest import Open, World
from tests.console.page import HTMX, Browser


async def test_nothing_stands_in_a_page_that_a_strict_policy_forbids(world: World, admin: Browser, stranger: Browser) -> None:
    for browser, path in (
        (stranger, "/console/sign-in"),
        (admin, "/console/account"),
        (admin, "/console/admin/accounts"),
        (admin, "/console/admin/audit"),
        (admin, "/console/nothing"),
    ):
        html = (await browser.get(path)).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|hx-on", html), path
        for address in re.findall(r'(?:href|src)="(/console/static/[^"]*)"', html):
            if "htmx" not in address:  # it is fetched at set-up
                assert (await browser.client.get(address)).status_code == 200, address


def test_no_template_switches_escaping_off() -> None:
    for file in TEMPLATES.rglob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape\s+false|Markup", file.read_text("utf-8")), file


async def test_the_navigation_holds_what_a_role_may_use(world: World, admin: Browser, advisor: Browser) -> None:
    await admin.get("/console/account")
    await advisor.get("/console/account")
    assert "/console/admin/accounts" in admin.page.text
    assert "/console/admin" not in advisor.page.text
    await admin.get("/console/admin/audit")
    assert re.search(r'href="/console/admin/audit" aria-current="page"', admin.page.text)


async def test_a_notice_is_shown_once_and_only_where_it_is_ours(world: World, admin: Browser) -> None:
    other = await world.account(Role.ADVISOR)
    await admin.get(f"/console/admin/accounts/{other.id}")
    await admin.send(f"/console/admin/accounts/{other.id}/roles", roles=["curator"])
    assert admin.notice == "The roles are changed."
    await admin.get("/console/account")
    assert admin.notice == ""
    admin.client.cookies.set("credwise_notice", "forged", domain="localhost.local", path="/console")
    await admin.get("/console/account")
    assert admin.page.status_code == 200
    assert admin.notice == ""


async def test_error_pages_say_in_plain_words_what_is_wrong(advisor: Browser) -> None:
    for path, status, words in (
        ("/console/nothing", 404, "There is no page at this address"),
        ("/console/admin/accounts", 403, "does not have the role"),
        ("/console/static/../app.py", 404, "no page"),
        ("/console/static/nothing.js", 404, "no page"),
    ):
        answer = await advisor.get(path)
        assert answer.status_code == status
        assert words in advisor.text
        assert "Go to the start" in advisor.text
    # AND htmx gets the words alone, for the notices of the page that is shown
    answer = await advisor.client.get("/console/admin/accounts", headers=HTMX)
    assert answer.status_code == 403
    assert answer.headers["hx-retarget"] == "#notices"
    assert answer.text.strip().startswith('<p class="error">This is not open to you.')
    assert "<html" not in answer.text


async def test_a_failure_is_told_without_its_trace_and_counted(open_world: Open, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    # GIVEN a page that fails with a user's words in its error
    router = APIRouter()

    @router.get("/broken")
    async def broken(account: SignedIn) -> PlainTextResponse:
        raise ValueError("the words of a user")

    monkeypatch.setattr(create_app, "__defaults__", ((Part(router),),))
    world = await open_world()
    browser = await world.signed_in(Role.ADVISOR)
    # WHEN it is opened
    answer = await browser.get("/console/broken")
    # THEN the page says so, and neither page nor log tells the words
    assert answer.status_code == 500
    assert "Something went wrong on our side" in browser.text
    assert "ValueError" not in answer.text
    assert "the words of a user" not in answer.text + capsys.readouterr().out
    assert world.app.meters.errors.labels("console")._value.get() == 1


async def test_a_database_that_is_gone_is_told_as_a_failure(world: World, advisor: Browser, tmp_path: Path) -> None:
    await world.console.sessions._database.close()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"console.sqlite{ending}").unlink(missing_ok=True)
    answer = await advisor.get("/console/account")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text


async def test_a_part_opens_what_it_needs_and_closes_it(open_world: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def running(app: Any, gateway: Any) -> Any:
        app.state.shelf = "open"
        seen.append("opened")
        yield
        seen.append("closed")

    monkeypatch.setattr(create_app, "__defaults__", ((Part(APIRouter(), running=running),),))
    world = await open_world()
    assert world.inner.state.shelf == "open"
    assert seen == ["opened"]


async def test_the_console_is_no_part_of_the_public_document(world: World) -> None:
    assert not [path for path in world.app.api.openapi()["paths"] if "console" in path]
    for path in ("/console/docs", "/console/openapi.json", "/console/redoc"):
        assert (await world.browser().get(path)).status_code == 404
