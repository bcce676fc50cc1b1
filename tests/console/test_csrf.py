"""Only forms that the console made for this browser change anything."""

from __future__ import annotations

import pytest

from bot.console.accounts.model import Role
from tests.console.conftest import ORIGIN, World
from tests.console.page import Browser

CHANGE = "/console/account/sign-out-everywhere"


async def is_signed_in(browser: Browser) -> bool:
    return (await browser.get("/console/account")).url.path == "/console/account"


async def test_a_form_of_the_page_counts(advisor: Browser) -> None:
    await advisor.get("/console/account")
    await advisor.send(CHANGE)
    assert not await is_signed_in(advisor)


async def test_the_header_of_htmx_counts_too(advisor: Browser) -> None:
    await advisor.get("/console/account")
    await advisor.client.post(CHANGE, headers={"X-CSRF-Token": advisor.token})
    assert not await is_signed_in(advisor)


async def test_without_a_token_nothing_is_changed(advisor: Browser) -> None:
    for form in ({}, {"csrf_token": ""}, {"csrf_token": "0" * 64}, {"csrf_token": "ä"}):
        answer = await advisor.client.post(CHANGE, data=form)
        assert answer.status_code == 403
        assert "too old" in answer.text
    assert await is_signed_in(advisor)


async def test_another_sessions_token_is_of_no_use(world: World, advisor: Browser) -> None:
    # GIVEN an attacker who has an account, and their token
    attacker = await world.signed_in(Role.ADVISOR)
    await attacker.get("/console/account")
    # WHEN they have the advisor's browser send it
    answer = await advisor.client.post(CHANGE, data={"csrf_token": attacker.token})
    # THEN it does not count
    assert answer.status_code == 403
    assert await is_signed_in(advisor)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:8111", "https://localhost:8110", f"{ORIGIN}.evil.example", ""]
)
async def test_another_origin_is_refused_even_with_the_token(origin: str, advisor: Browser) -> None:
    await advisor.get("/console/account")
    answer = await advisor.client.post(CHANGE, data={"csrf_token": advisor.token}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert await is_signed_in(advisor)


async def test_where_the_browser_tells_no_origin_its_page_counts(advisor: Browser) -> None:
    await advisor.get("/console/account")
    token = advisor.token
    del advisor.client.headers["Origin"]
    for referer, status in ((None, 403), ("https://evil.example/console/account", 403), (f"{ORIGIN}/console/account", 303)):
        headers = {"Referer": referer} if referer else {}
        answer = await advisor.client.post(CHANGE, data={"csrf_token": token}, headers=headers)
        assert answer.status_code == status, referer


async def test_nobody_can_be_signed_in_by_another_site(world: World) -> None:
    # GIVEN an account of an attacker's, and a victim's browser
    await world.console.accounts.create(
        None, "mallory@example.edu", "Mallory", [Role.ADVISOR], "correct horse battery", "correct horse battery"
    )
    victim = world.browser()
    # WHEN the attacker's page signs it in THEN that does not count
    form = {"email": "mallory@example.edu", "password": "correct horse battery"}
    answer = await victim.client.post("/console/sign-in", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    answer = await victim.client.post("/console/sign-in", data=form)
    assert answer.status_code == 403
    assert not await is_signed_in(victim)
