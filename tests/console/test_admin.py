"""What admins do with accounts, and links that set a password."""

from __future__ import annotations

import asyncio
import re
from html import unescape

from bot.console.accounts.model import Role
from bot.console.audit.log import Wanted
from tests.console.conftest import ORIGIN, World
from tests.console.page import Browser

LIST = "/console/admin/accounts"
PASSWORD = "plenty of words in a row"


def link_in(browser: Browser) -> str:
    """The path of the link that the page shows once."""
    found = re.search(r'id="link" readonly value="([^"]+)"', browser.page.text)
    assert found, browser.text
    address = unescape(found[1])
    assert address.startswith(f"{ORIGIN}/console/welcome/")
    return address.removeprefix(ORIGIN)


async def invite(
    admin: Browser, email: str = "new@example.edu", name: str = "Noor", roles: tuple[str, ...] = ("advisor", "curator")
) -> str:
    await admin.get(LIST)
    await admin.send(f"{LIST}/invite", email=email, name=name, roles=list(roles))
    assert admin.page.status_code == 200, admin.text
    return link_in(admin)


async def sign_in(browser: Browser, email: str, password: str = PASSWORD) -> Browser:
    await browser.get("/console/sign-in")
    await browser.send("/console/sign-in", email=email, password=password)
    return browser


async def test_who_is_invited_sets_a_password_and_is_in(world: World, admin: Browser) -> None:
    # GIVEN a link that an admin has made
    link = await invite(admin)
    await admin.get(LIST)
    assert "new@example.edu" in admin.text
    assert link not in admin.page.text
    # WHEN the invited person opens it and sets a password
    browser = world.browser()
    await browser.get(link)
    assert "new@example.edu" in browser.page.text
    await browser.send(link, name="Noor Haddad", new=PASSWORD, again=PASSWORD)
    # THEN they are signed in, with the roles that were given
    await browser.get("/console/account")
    assert "Noor Haddad" in browser.text
    assert "advisor, curator" in browser.text
    # AND the link is used up
    other = world.browser()
    assert (await other.get(link)).status_code == 404
    assert "used already" in other.text
    # AND the log tells it all, without the address
    entries = await world.console.audit.find(Wanted(action="account"))
    assert [entry.action for entry in entries] == ["account.link_used", "account.invited"]
    assert "example.edu" not in str(entries)


async def test_a_link_is_used_once_however_many_try(world: World, admin: Browser) -> None:
    link = await invite(admin)
    browsers = [world.browser() for _ in range(4)]
    for browser in browsers:
        await browser.get(link)
    form = {"name": "Noor", "new": PASSWORD, "again": PASSWORD}
    answers = await asyncio.gather(*(b.client.post(link, data={**form, "csrf_token": b.token}) for b in browsers))
    assert sorted(answer.status_code for answer in answers)[0] == 303
    assert sum(answer.status_code == 303 for answer in answers) == 1
    assert len([one for one in await world.console.accounts.store.all() if one.email == "new@example.edu"]) == 1


async def test_a_bad_password_does_not_use_the_link_up(world: World, admin: Browser) -> None:
    link, browser = await invite(admin), world.browser()
    await browser.get(link)
    for new, again in (("short", "short"), (PASSWORD, PASSWORD + "x"), ("new@example.edu", "new@example.edu")):
        await browser.send(link, new=new, again=again)
        assert browser.page.status_code == 422
    await browser.send(link, new=PASSWORD, again=PASSWORD)
    await browser.get("/console/account")
    assert browser.path == "/console/account"


async def test_links_end(world: World, admin: Browser) -> None:
    stranger = world.browser()
    # by time
    link = await invite(admin)
    world.clock.pass_(hours=73)
    assert (await stranger.get(link)).status_code == 404
    # by a newer one (the admin's own session is over as well by then)
    admin = await world.signed_in(Role.ADMIN)
    first, second = await invite(admin), await invite(admin)
    assert (await stranger.get(first)).status_code == 404
    assert (await stranger.get(second)).status_code == 200
    # by being taken back
    await admin.get(LIST)
    await admin.send(f"{LIST}/take-back")
    assert (await stranger.get(second)).status_code == 404
    # and one that was guessed never was one
    assert (await stranger.get("/console/welcome/x")).status_code == 404


async def test_an_invitation_needs_an_address_a_name_and_a_role(world: World, admin: Browser) -> None:
    await world.account(Role.ADVISOR, email="taken@example.edu")
    for email, name, roles, said in (
        ("no address", "Noor", ["advisor"], "no e-mail address"),
        ("new@example.edu", "", ["advisor"], "1 to 80"),
        ("new@example.edu", "Noor", [], "at least one role"),
        ("new@example.edu", "Noor", ["king"], "no such role"),
        ("TAKEN@example.edu", "Noor", ["advisor"], "already"),
    ):
        await admin.get(LIST)
        await admin.send(f"{LIST}/invite", email=email, name=name, roles=roles)
        assert admin.page.status_code == 422
        assert said in admin.text
        assert f'value="{email}"' in admin.page.text  # what was typed stays


async def test_a_reset_ends_the_old_password_and_all_sessions(world: World, admin: Browser) -> None:
    # GIVEN somebody who is signed in
    account = await world.console.accounts.create(None, "bo@example.edu", "Bo", [Role.ADVISOR], PASSWORD, PASSWORD)
    browser = await sign_in(world.browser(), "bo@example.edu")
    assert browser.path == "/console/cases"
    # WHEN an admin resets their password
    place = f"{LIST}/{account.id}"
    await admin.get(place)
    await admin.send(f"{place}/reset")
    link = link_in(admin)
    # THEN they are out, and the old password is dead
    await browser.get("/console/account")
    assert browser.path == "/console/sign-in"
    assert "is wrong" in (await sign_in(world.browser(), "bo@example.edu")).text
    # WHEN they use the link THEN they have another password, and their name and roles as before
    await browser.get(link)
    assert 'name="name"' not in browser.page.text
    await browser.send(link, new="quite another sentence", again="quite another sentence", name="Somebody else")
    await browser.get("/console/account")
    assert "Bo" in browser.text
    assert (await sign_in(world.browser(), "bo@example.edu", "quite another sentence")).path == "/console/cases"


async def test_a_link_of_an_account_that_was_shut_out_is_dead(world: World, admin: Browser) -> None:
    account = await world.account(Role.ADVISOR)
    place = f"{LIST}/{account.id}"
    await admin.get(place)
    await admin.send(f"{place}/reset")
    link = link_in(admin)
    await admin.send(f"{place}/deactivate")
    assert (await world.browser().get(link)).status_code == 404


async def test_the_last_admin_stays(world: World, admin: Browser) -> None:
    assert admin.account
    await world.account(Role.ADMIN, active=False)
    place = f"{LIST}/{admin.account.id}"
    await admin.get(place)
    for action, fields in (("deactivate", {}), ("roles", {"roles": ["advisor"]})):
        await admin.send(f"{place}/{action}", **fields)
        assert admin.page.status_code == 422
        assert "last admin" in admin.text
    assert (await admin.get(LIST)).status_code == 200
    # AND with a second one they may go
    await world.account(Role.ADMIN)
    await admin.get(place)
    await admin.send(f"{place}/deactivate")
    assert admin.path == "/console/sign-in"


async def test_an_admin_unlocks_an_account(world: World, admin: Browser) -> None:
    account = await world.console.accounts.create(None, "bo@example.edu", "Bo", [Role.ADVISOR], PASSWORD, PASSWORD)
    browser = world.browser()
    for _ in range(6):
        await sign_in(browser, "bo@example.edu", "wrong")
    place = f"{LIST}/{account.id}"
    await admin.get(LIST)
    assert "waits after wrong tries" in admin.text
    await admin.get(place)
    await admin.send(f"{place}/unlock")
    assert "waits" not in admin.text
    assert (await sign_in(browser, "bo@example.edu")).path == "/console/cases"


async def test_an_account_that_is_not_there(world: World, admin: Browser) -> None:
    assert (await admin.get(f"{LIST}/nobody")).status_code == 404
    await admin.get(LIST)
    for action in ("roles", "reset", "unlock", "activate", "deactivate"):
        await admin.post(f"{LIST}/nobody/{action}", roles="advisor")
        assert admin.page.status_code in (404, 422), action


async def test_the_log_is_filtered_and_downloaded(world: World, admin: Browser) -> None:
    assert admin.account
    advisor = await world.account(Role.ADVISOR, name="Ana")
    await world.console.audit.record(advisor, "case.viewed", "CASE1")
    world.clock.pass_(days=2)
    admin = await world.signed_in(account=admin.account)
    await world.console.audit.record(advisor, "case.closed", "CASE1", outcome='=HYPERLINK("http://evil.example")')
    await world.console.audit.record(None, "sign_in.refused", "=cmd")
    log = "/console/admin/audit"
    await admin.get(log)
    assert "case closed" in admin.text
    for query, there, not_there in (
        (f"account={advisor.id}", "case viewed CASE1", "no account cmd"),
        ("action=case.viewed", "case viewed CASE1", "case closed CASE1"),
        ("subject=CASE1", "case closed CASE1", "=cmd"),
        ("account=nobody", "=cmd", "CASE1"),
        ("since=2026-11-25", "case closed CASE1", "case viewed CASE1"),
        ("until=2026-11-24", "case viewed CASE1", "case closed CASE1"),
    ):
        await admin.get(f"{log}?{query}")
        text = re.sub(r"^.*Lines of the log|^.*More ", "", admin.text)
        assert there in text, query
        assert not_there not in text, query
    assert (await admin.get(f"{log}?since=yesterday")).status_code == 422
    # AND the file holds the same, with nothing that a spreadsheet would run
    answer = await admin.client.get(f"{log}/file?subject=CASE1")
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "number,at,account,action,subject,details"
    assert len(lines) == 3
    assert "case.closed,CASE1" in lines[1]
    answer = await admin.client.get(f"{log}/file?account=nobody")
    assert "'=cmd" in answer.text
    # AND that it was taken is a line as well
    assert (await world.console.audit.find(Wanted(action="audit.downloaded")))[0].account == admin.account.id


async def test_a_long_log_is_shown_in_pages(world: World, admin: Browser) -> None:
    for number in range(130):
        await world.console.audit.record(admin.account, "case.viewed", f"CASE{number:03}")
    await admin.get("/console/admin/audit?action=case.viewed")
    assert "CASE129" in admin.text
    assert "CASE029" not in admin.text
    earlier = re.search(r'href="([^"]*before=[^"]*)"', admin.page.text)
    assert earlier
    await admin.get(unescape(earlier[1]))
    assert "CASE029" in admin.text
    assert "CASE030" not in admin.text
    assert "before=" not in admin.page.text
