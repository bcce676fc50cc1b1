"""Signing in to the console and managing accounts, in a browser, with axe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.console.accounts.model import Role
from bot.console.visit import STRANGER
from tests.browser.accessibility import check_accessibility, check_width
from tests.browser.console import PASSWORD, Office, open_office, sign_in, texts
from tests.console.provider import running_provider
from tests.support.assistant import free_ports

WINDOWS = {"desktop": (1280, 860), "phone": (320, 640), "zoomed 400 %": (320, 215)}


@pytest.fixture
async def office(browser: Browser, built: None, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(browser, free_ports(1)[0], tmp_path) as office:
        yield office


async def look(page: Page, state: str) -> None:
    """Judge the page as it is now, in every window."""
    for name, (width, height) in WINDOWS.items():
        await page.set_viewport_size({"width": width, "height": height})
        await check_accessibility(page, f"{state}, {name}")
        await check_width(page, f"{state}, {name}")
    await page.set_viewport_size({"width": 1280, "height": 860})


async def test_from_the_invitation_to_the_first_page(office: Office, screenshots: Path) -> None:
    # GIVEN an admin, who signs in by keyboard alone
    await office.person(Role.ADMIN, name="Ada Admin", email="ada@example.edu")
    admin = await office.window()
    await expect(admin).to_have_title("Sign in · Credwise")
    await look(admin, "sign-in")
    await admin.screenshot(path=screenshots / "console-sign-in.png")
    await admin.keyboard.press("Tab")
    await expect(admin.get_by_role("link", name="Skip to the content")).to_be_focused()
    await admin.get_by_label("E-mail address").focus()
    await admin.keyboard.type("ada@example.edu")
    await admin.keyboard.press("Tab")
    await admin.keyboard.type("not the password")
    office.expected.append("422")
    await admin.keyboard.press("Enter")
    # WHEN the password is wrong THEN that is told, and the address stays
    await expect(admin.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong.")
    await expect(admin.get_by_role("alert")).to_be_focused()
    await expect(admin.get_by_label("E-mail address")).to_have_value("ada@example.edu")
    await look(admin, "wrong password")
    await admin.get_by_label("Password").fill(PASSWORD)
    await admin.keyboard.press("Enter")
    await expect(admin.get_by_role("heading", level=1)).to_have_text("Cases")

    # WHEN they invite somebody whose name is markup
    await admin.get_by_role("link", name="Accounts").click()
    await admin.get_by_label("E-mail address").fill("noor@example.edu")
    await admin.get_by_label("Name", exact=True).fill("<b>Noor</b> نور")
    await admin.get_by_label("advisor").check()
    await admin.get_by_role("button", name="Make an invitation link").click()
    link = await admin.get_by_label("Link", exact=True).and_(admin.locator("input")).input_value()
    await look(admin, "a link")
    # AND that person opens the link in a browser of their own
    noor = await office.window(link.removeprefix(office.url))
    await look(noor, "welcome")
    await noor.get_by_label("New password", exact=True).fill(PASSWORD)
    await noor.get_by_label("New password again").fill(PASSWORD)
    await noor.get_by_role("button", name="Set password").click()
    # THEN they are in, and no admin's page is offered or open to them
    await expect(noor.get_by_role("status").filter(has_text="Your password is set.")).to_be_visible()
    await noor.goto(f"{office.url}/console/account")
    await expect(noor.locator("dd").first).to_have_text("<b>Noor</b> نور")
    await look(noor, "one's own account")
    await expect(noor.get_by_role("link", name="Audit log")).to_have_count(0)
    office.expected.append("403")
    await noor.goto(f"{office.url}/console/admin/audit")
    await expect(noor.get_by_role("heading", level=1)).to_have_text("This is not open to you")
    await look(noor, "forbidden")

    # WHEN the admin opens their account and shuts them out THEN their next step leads to sign-in
    await admin.goto(f"{office.url}/console/admin/accounts")
    await admin.screenshot(path=screenshots / "console-accounts.png", full_page=True)
    await admin.get_by_role("link", name="<b>Noor</b> نور").click()
    await look(admin, "one account")
    await admin.get_by_role("button", name="Shut out").click()
    await expect(admin.get_by_role("status")).to_contain_text("The account is shut out.")
    await noor.goto(f"{office.url}/console/account")
    await expect(noor).to_have_title("Sign in · Credwise")
    await expect(noor.get_by_role("status")).to_contain_text("You were signed out")
    # AND the log tells it, in the reader's own time
    await admin.get_by_role("link", name="Audit log").click()
    await expect(admin.locator("tbody tr").first).to_contain_text("account deactivated")
    assert "UTC" not in await admin.locator("tbody time").first.inner_text()
    await look(admin, "audit log")
    await admin.screenshot(path=screenshots / "console-audit.png")


async def test_shortcuts_are_listed_pressed_and_switched_off(office: Office) -> None:
    ada = await office.person(Role.ADMIN, name="Ada", email="ada@example.edu")
    page = await office.signed_in(ada, "/console/account")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    # WHEN "?" is pressed THEN all shortcuts of this page are listed
    await page.keyboard.press("?")
    await expect(keys).to_be_visible()
    listed = texts(await keys.locator("tbody tr").all_inner_texts())
    assert "g then u Accounts" in listed
    assert "g then l Audit log" in listed
    assert "? Show this list" in listed
    await check_accessibility(page, "shortcuts")
    await page.keyboard.press("Escape")
    await expect(keys).to_be_hidden()
    # WHEN one is pressed THEN it leads there
    await page.keyboard.press("g")
    await page.keyboard.press("l")
    await expect(page).to_have_url(f"{office.url}/console/admin/audit")
    # AND what is typed into a field is text
    await page.get_by_label("To what (id)").fill("")
    await page.get_by_label("To what (id)").press_sequentially("g u ?")
    await expect(page.get_by_label("To what (id)")).to_have_value("g u ?")
    await expect(page).to_have_url(f"{office.url}/console/admin/audit")
    # WHEN they are switched off THEN they do nothing, on other pages too
    await page.get_by_role("button", name="Keys").click()
    await page.get_by_label("Use these keys in this browser").uncheck()
    await page.get_by_role("button", name="Close").click()
    await page.goto(f"{office.url}/console/account")
    for key in ("?", "g", "l"):
        await page.keyboard.press(key)
    await expect(keys).to_be_hidden()
    await expect(page).to_have_url(f"{office.url}/console/account")


async def test_htmx_sends_the_token_and_shows_what_is_refused(office: Office) -> None:
    noor = await office.person(Role.ADVISOR, name="Noor", email="noor@example.edu")
    page = await office.signed_in(noor, "/console/account")
    ask = "path => htmx.ajax('POST', path, {source: document.querySelector('main'), target: '#main'})"
    # WHEN htmx asks for what is not this account's THEN the words stand in the notices, and the page stays
    office.expected += ["403", "Response Status Error"]
    await page.evaluate(ask, "/console/admin/accounts/x/unlock")
    await expect(page.locator("#notices")).to_have_text(
        "This is not open to you. Your account does not have the role that this page needs. An admin can give it to you."
    )
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    # WHEN it asks for something that is THEN the token is there, and it is done
    async with page.expect_response("**/sign-out-everywhere") as answer:
        await page.evaluate(ask, "/console/account/sign-out-everywhere")
    assert (await answer.value).status == 303
    # AND the next thing leads the whole window to sign-in
    office.expected.append("401")
    await page.evaluate("htmx.ajax('GET', '/console/account', '#main')")
    await expect(page).to_have_url(f"{office.url}/console/sign-in")


@pytest.mark.xfail(strict=False, reason="fails since the parts of the console and the welcome were put together; to be looked into")
async def test_single_sign_on(browser: Browser, built: None, tmp_path: Path) -> None:
    with running_provider() as provider:
        variables = {
            "CREDWISE_OIDC_ISSUER": provider.issuer,
            "CREDWISE_OIDC_CLIENT_ID": "console",
            "CREDWISE_OIDC_CLIENT_SECRET": "a secret",
            "CREDWISE_OIDC_LABEL": "Example University",
            "CREDWISE_OIDC_CLAIM": "groups",
            "CREDWISE_OIDC_ROLES": "it-staff=admin",
        }
        async with open_office(browser, free_ports(1)[0], tmp_path, **variables) as office:
            # GIVEN somebody of the university's IT, and a page of the console that they were sent
            provider.people("ivy", email="ivy@example.edu", email_verified=True, name="Ivy", groups=["it-staff"])
            page = await office.window("/console/admin/audit")
            await look(page, "sign-in with single sign-on")
            # WHEN they sign in at the university
            await page.get_by_role("link", name="Sign in with Example University").click()
            await page.locator("input[name=sub]").fill("ivy")
            await page.locator("input[name=sub]").press("Enter")
            # THEN they are on that page
            await expect(page).to_have_url(f"{office.url}/console/admin/audit")
            await expect(page.get_by_role("link", name="Ivy")).to_be_visible()
            # AND signing out works
            await page.get_by_role("button", name="Sign out").click()
            await expect(page.get_by_role("status")).to_contain_text("You are signed out.")
            assert {str(cookie.get("value"))[:2] for cookie in await page.context.cookies()} == {STRANGER}


async def test_it_works_without_scripts(office: Office) -> None:
    await office.person(Role.ADMIN, name="Ada", email="ada@example.edu")
    page = await office.window(java_script_enabled=False)
    await sign_in(page, "ada@example.edu")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    await page.get_by_role("link", name="Ada").first.click()
    await page.get_by_label("Password that you have now").fill(PASSWORD)
    await page.get_by_label("New password", exact=True).fill("another row of words")
    await page.get_by_label("New password again").fill("another row of words")
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_role("status")).to_contain_text("Your password is changed.")
