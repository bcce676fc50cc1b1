"""Signing in and out."""

from __future__ import annotations

from bot.console.accounts.model import Role
from tests.console.conftest import World

PASSWORD = "plenty of words in a row"


async def test_who_signs_in_lands_on_the_first_page_for_them(world: World) -> None:
    # GIVEN an admin with a password
    await world.console.accounts.create(None, "Ada@Example.edu", "Ada", [Role.ADMIN], PASSWORD, PASSWORD)
    browser = world.browser()
    # WHEN they open the console THEN they are asked who they are
    await browser.get("/console/")
    assert browser.path == "/console/sign-in"
    # WHEN they sign in, whatever the case of the address
    await browser.send("/console/sign-in", email="ADA@example.edu", password=PASSWORD)
    # THEN they see their first page
    assert browser.path == "/console/cases"
    assert "Ada" in browser.page.text
    # WHEN they sign out THEN the page is closed again
    await browser.send("/console/sign-out")
    assert browser.notice == "You are signed out."
    await browser.get("/console/admin/accounts")
    assert browser.path == "/console/sign-in"
