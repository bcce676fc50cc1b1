"""Attacks on sign-in and sessions."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import Any

import pytest
from argon2.profiles import CHEAPEST
from limits import parse_many

from bot.console.accounts.model import Account, Role
from bot.console.accounts.passwords import Passwords
from bot.console.audit.log import Wanted
from bot.console.pages import safe_next
from bot.console.visit import SESSION, cookie_name
from tests.console.conftest import ORIGIN, Open, World
from tests.console.page import HTMX, Browser

PASSWORD = "plenty of words in a row"
HOSTILE = "<script>alert(1)</script><b>x</b>"


async def make(world: World, *roles: Role, email: str = "ada@example.edu", name: str = "Ada") -> Account:
    return await world.console.accounts.create(None, email, name, roles or [Role.ADVISOR], PASSWORD, PASSWORD)


async def try_to_sign_in(browser: Browser, password: str, email: str = "ada@example.edu", **more: str) -> str:
    """Try; return what the page says, or where it leads."""
    await browser.get("/console/sign-in")
    answer = await browser.send("/console/sign-in", follow=False, email=email, password=password, **more)
    return answer.headers["location"] if answer.status_code == 303 else browser.text


def cookie_of(browser: Browser) -> str:
    return next(cookie.value or "" for cookie in browser.client.cookies.jar if cookie.name == "credwise_console")


# --- guessing
async def test_after_a_few_wrong_passwords_each_try_waits_longer(world: World) -> None:
    await make(world)
    browser, waits = world.browser(), []
    # WHEN somebody tries one password after the other, as fast as they are let
    for _ in range(14):
        said = await try_to_sign_in(browser, "wrong")
        if found := re.search(r"Please wait (\d+) (seconds|minutes)", said):
            seconds = int(found[1]) * (60 if found[2] == "minutes" else 1)
            waits.append(seconds)
            # THEN the right password is of no use before the wait is over
            assert "too many wrong tries" in await try_to_sign_in(browser, PASSWORD)
            world.clock.pass_(seconds=seconds)
        else:
            assert "is wrong" in said
    # AND the waits grow
    assert waits == sorted(waits)
    assert waits[-1] >= 4 * waits[0]
    # WHEN the owner comes after the wait THEN they are let in, and the count begins anew
    assert await try_to_sign_in(browser, PASSWORD) == "/console/"
    assert "is wrong" in await try_to_sign_in(world.browser(), "wrong")


async def test_the_wait_has_an_end_and_wrong_tries_are_forgotten(world: World) -> None:
    lockout = world.console.accounts.lockout
    await make(world)
    for _ in range(40):
        await lockout.admit("ada@example.edu")
        world.clock.pass_(hours=1)
    assert await lockout.locked(["ada@example.edu"]) == set()
    await lockout.admit("ada@example.edu")
    assert await lockout.locked(["ada@example.edu", "bob@example.edu"]) == {"ada@example.edu"}
    world.clock.pass_(days=1, minutes=1)
    for _ in range(4):
        await lockout.admit("ada@example.edu")
    assert await lockout.locked(["ada@example.edu"]) == set()


async def test_many_tries_at_once_are_counted_one_by_one(world: World) -> None:
    await make(world)
    browser = world.browser()
    await browser.get("/console/sign-in")
    form = {"email": "ada@example.edu", "password": "wrong", "csrf_token": browser.token}
    answers = await asyncio.gather(*(browser.client.post("/console/sign-in", data=form) for _ in range(20)))
    assert Counter(answer.status_code for answer in answers) == {422: 5, 429: 15}


async def test_nothing_tells_whether_there_is_an_account(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN an account with a password, one without, one that was shut out, and a name without an account
    await make(world)
    await world.account(Role.ADVISOR, email="sso@example.edu", issuer="https://id.example.edu", subject="1")
    out = await make(world, email="out@example.edu", name="Olga")
    await world.console.accounts.set_active(await world.account(Role.ADMIN), out.id, False)
    names = ["ada@example.edu", "sso@example.edu", "out@example.edu", "nobody@example.edu", "no address", "x" * 280]
    work: dict[str, list[Any]] = {}
    verify = Passwords._verify

    def counted(self: Passwords, kept: str, password: str) -> bool:
        work[name].append(kept.split("$")[1:4])
        return verify(self, kept, password)

    monkeypatch.setattr(Passwords, "_verify", counted)
    said: dict[str, list[str]] = {}
    for name in names:
        work[name], said[name] = [], []
        # WHEN somebody tries each of them again and again
        for _ in range(7):
            password = PASSWORD if name == "out@example.edu" else "wrong"
            said[name].append((await try_to_sign_in(world.browser(), password, email=name)).replace(name, ""))
    # THEN they hear the same, in the same order, and the same hashing is done for each
    assert all(said[name] == said[names[0]] for name in names), said
    assert all(work[name] == work[names[0]] for name in names), work
    assert len(work[names[0]]) == 5


async def test_one_address_can_not_try_many_names(open_world: Open) -> None:
    world = await open_world(rates={"sign_in_address": parse_many("10/minute")})
    browser = world.browser()
    answers = [await try_to_sign_in(browser, "wrong", email=f"name{number}@example.edu") for number in range(12)]
    assert sum("is wrong" in said for said in answers) == 10
    assert "That was a lot in a short time" in answers[-1]
    assert browser.page.status_code == 429
    assert browser.page.headers["retry-after"]


async def test_a_hash_with_too_little_work_is_made_anew_at_sign_in(open_world: Open) -> None:
    # GIVEN a password that was hashed with less work than is usual now
    world = await open_world()
    account = await make(world)
    before = await world.console.accounts.store.password(account.id)
    harder = await open_world(
        hashing=CHEAPEST.__class__(**{**{slot: getattr(CHEAPEST, slot) for slot in CHEAPEST.__slots__}, "time_cost": 2})
    )
    # WHEN its owner signs in
    assert await try_to_sign_in(harder.browser(), PASSWORD) == "/console/"
    # THEN it is hashed with as much as is usual
    after = await harder.console.accounts.store.password(account.id)
    assert before
    assert after
    assert "t=1," in before
    assert "t=2," in after
    assert await try_to_sign_in(harder.browser(), PASSWORD) == "/console/"


async def test_neither_password_nor_id_is_kept_as_it_is(world: World, tmp_path: Any) -> None:
    await make(world)
    browser = world.browser()
    await try_to_sign_in(browser, PASSWORD)
    token = cookie_of(browser).removeprefix(SESSION)
    link = await world.console.accounts.invite(None, "new@example.edu", "New", [Role.ADVISOR])
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("console.sqlite*"))
    assert b"ada@example.edu" in stored
    for secret in (PASSWORD, token, link):
        assert secret.encode() not in stored


# --- sessions
async def test_an_id_that_an_attacker_has_set_is_not_the_sessions(world: World) -> None:
    # GIVEN a victim's browser in which an attacker has set a cookie
    await make(world)
    for planted in (f"{SESSION}planted-by-an-attacker", "v.planted-by-an-attacker"):
        victim = world.browser()
        victim.client.cookies.set("credwise_console", planted, domain="localhost.local", path="/console")
        # WHEN the victim signs in
        assert await try_to_sign_in(victim, PASSWORD) == "/console/"
        await victim.get("/console/account")
        assert victim.path == "/console/account"
        # THEN the attacker's cookie opens nothing
        attacker = world.browser()
        attacker.client.cookies.set("credwise_console", planted, domain="localhost.local", path="/console")
        await attacker.get("/console/account")
        assert attacker.path == "/console/sign-in"


async def test_signing_in_over_a_session_ends_it(world: World) -> None:
    # GIVEN a victim's browser in which an attacker has put their own session
    await make(world)
    attacker, victim = await world.signed_in(Role.ADVISOR), world.browser()
    victim.client.cookies.set("credwise_console", cookie_of(attacker), domain="localhost.local", path="/console")
    await victim.get("/console/account")
    # WHEN the victim signs in in it, as from a page that was open before
    form = {"email": "ada@example.edu", "password": PASSWORD, "csrf_token": victim.token}
    assert (await victim.client.post("/console/sign-in", data=form)).status_code == 303
    # THEN theirs is another one, and the attacker's is over
    assert cookie_of(victim) != cookie_of(attacker)
    await victim.get("/console/account")
    assert "ada@example.edu" in victim.text
    await attacker.get("/console/account")
    assert attacker.path == "/console/sign-in"


async def test_a_session_that_was_stolen_is_of_no_use_after_sign_out(world: World, advisor: Browser) -> None:
    await advisor.get("/console/account")
    thief = world.browser()
    thief.client.cookies.set("credwise_console", cookie_of(advisor), domain="localhost.local", path="/console")
    assert (await thief.get("/console/account")).url.path == "/console/account"
    await advisor.send("/console/sign-out")
    await thief.get("/console/account")
    assert thief.path == "/console/sign-in"
    # AND the page says that a session is over, and that it can be begun anew
    assert "You were signed out" in thief.notice


async def test_a_session_ends_after_a_while_idle(world: World, advisor: Browser) -> None:
    for _ in range(4):
        world.clock.pass_(minutes=50)
        assert (await advisor.get("/console/account")).url.path == "/console/account"
    world.clock.pass_(minutes=61)
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"
    assert "nothing was done for a while" in advisor.notice
    assert advisor.page.url.params["next"] == "/console/account"


async def test_a_page_that_asks_for_news_by_itself_keeps_no_session_alive(world: World, advisor: Browser) -> None:
    for _ in range(7):
        world.clock.pass_(minutes=10)
        await advisor.client.get("/console/account", headers={"X-Credwise-Background": "1"})
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"


async def test_a_session_ends_in_any_case_after_a_days_work(world: World, advisor: Browser) -> None:
    for _ in range(14):
        world.clock.pass_(minutes=50)
        assert (await advisor.get("/console/account")).url.path == "/console/account"
    world.clock.pass_(minutes=21)
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"


async def test_htmx_is_led_to_sign_in_as_a_whole(world: World, advisor: Browser) -> None:
    await advisor.get("/console/account")
    world.clock.pass_(hours=2)
    answer = await advisor.client.get("/console/account", headers=HTMX)
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/console/sign-in"
    assert answer.text == ""


async def test_a_form_of_an_ended_session_changes_nothing(world: World, advisor: Browser) -> None:
    await advisor.get("/console/account")
    world.clock.pass_(hours=2)
    answer = await advisor.send("/console/account/sign-out-everywhere", follow=False)
    assert answer.status_code == 403
    assert "too old" in advisor.text


async def test_signing_out_everywhere_ends_all_sessions_of_the_account_and_no_other(world: World, advisor: Browser) -> None:
    assert advisor.account
    second, other = await world.signed_in(account=advisor.account), await world.signed_in(Role.ADVISOR)
    await advisor.get("/console/account")
    await advisor.send("/console/account/sign-out-everywhere")
    for browser, path in ((advisor, "/console/sign-in"), (second, "/console/sign-in"), (other, "/console/account")):
        await browser.get("/console/account")
        assert browser.path == path


async def test_a_changed_password_ends_all_other_sessions(world: World) -> None:
    account = await make(world)
    browser, thief = world.browser(), await world.signed_in(account=account)
    await try_to_sign_in(browser, PASSWORD)
    before = cookie_of(browser)
    await browser.get("/console/account")
    # WHEN the old password is wrong, or the new one won't do THEN nothing changes
    for old, new, again, said in (
        ("wrong", "some other words in a row", "some other words in a row", "not that one"),
        (PASSWORD, "too short", "too short", "12 to 200 characters"),
        (PASSWORD, "some other words in a row", "some other words in a raw", "not the same"),
        (PASSWORD, "ada@example.edu", "ada@example.edu", "easy to guess"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "easy to guess"),
        (PASSWORD, "password12345!", "password12345!", "easy to guess"),
    ):
        await browser.send("/console/account/password", old=old, new=new, again=again)
        assert said in browser.text, new
    # WHEN it is changed
    await browser.send("/console/account/password", old=PASSWORD, new="some other words in a row", again="some other words in a row")
    # THEN this browser goes on under another id, and no other does
    assert "is changed" in browser.notice
    assert cookie_of(browser) != before
    await thief.get("/console/account")
    assert thief.path == "/console/sign-in"
    assert "is wrong" in await try_to_sign_in(world.browser(), PASSWORD)
    assert await try_to_sign_in(world.browser(), "some other words in a row") == "/console/"


async def test_who_has_a_stolen_session_can_not_guess_the_password_in_it(world: World) -> None:
    account = await make(world)
    thief = await world.signed_in(account=account)
    await thief.get("/console/account")
    for _ in range(6):
        await thief.send("/console/account/password", old="guess", new="some other words in a row", again="some other words in a row")
    assert "too many wrong tries" in thief.text


async def test_a_role_that_is_taken_away_is_gone_at_once(world: World, admin: Browser) -> None:
    await world.account(Role.ADMIN)
    other = await world.signed_in(Role.ADMIN)
    assert other.account
    assert (await other.get("/console/admin/accounts")).status_code == 200
    # WHEN an admin makes them a curator
    await admin.get(f"/console/admin/accounts/{other.account.id}")
    await admin.send(f"/console/admin/accounts/{other.account.id}/roles", roles=["curator"])
    # THEN their open browser reaches an admin's page no more, and no form of one counts
    assert (await other.get("/console/admin/accounts")).status_code == 403
    assert "Accounts" not in other.page.text
    answer = await other.client.post("/console/admin/accounts/x/reset", headers={"X-CSRF-Token": other.token})
    assert answer.status_code == 403


async def test_an_account_that_is_shut_out_loses_its_sessions_at_once(world: World, admin: Browser, advisor: Browser) -> None:
    assert advisor.account
    place = f"/console/admin/accounts/{advisor.account.id}"
    await admin.get(place)
    await admin.send(f"{place}/deactivate")
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"
    # AND they do not come back by being let in again
    await admin.send(f"{place}/activate")
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"


async def test_a_session_of_an_account_that_is_not_active_never_counts(world: World, advisor: Browser) -> None:
    # GIVEN a session that was begun in the very moment in which its account was shut out
    assert advisor.account
    await world.account(Role.ADMIN)
    await world.console.accounts.store.set_access(advisor.account.id, active=False)
    await advisor.get("/console/account")
    assert advisor.path == "/console/sign-in"


# --- cookies, headers, addresses
async def test_the_cookie_is_kept_from_scripts_and_from_the_open_net(open_world: Open) -> None:
    for origin, name, parts in (
        (ORIGIN, "credwise_console", {"httponly", "samesite=lax", "path=/console"}),
        ("https://chat.example.edu", "__Host-credwise", {"httponly", "samesite=lax", "path=/", "secure"}),
    ):
        world = await open_world(origins=(origin,))
        assert cookie_name(world.console.settings) == name
        browser = world.browser()
        answer = await browser.client.get("/console/sign-in")
        told, *rest = answer.headers["set-cookie"].lower().split("; ")
        assert told.startswith(f"{name.lower()}=")
        assert set(rest) == parts


async def test_every_answer_has_the_strict_headers(world: World, advisor: Browser) -> None:
    for path in ("/console/sign-in", "/console/account", "/console/nothing", "/console/admin/accounts", "/console/static/console.css"):
        answer = await advisor.client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers.get_list("cache-control") == ["no-cache" if "static" in path else "no-store"]
        assert len(answer.headers.get_list("content-security-policy")) == 1


async def test_what_a_proxy_is_said_to_tell_is_not_believed(world: World) -> None:
    browser = world.browser()
    told = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example", "Host": "evil.example"}
    for path in ("/console", "/console/", "/console/account", "/console/admin/accounts/"):
        answer = await browser.client.get(path, headers=told)
        assert "evil" not in answer.headers.get("location", "") + answer.text, path


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/console//evil.example", "/console/../..//evil.example", "javascript:alert(1)",
    "http:/console/", "/consolevil", "/console/\n//evil", "/console/%0d%0aSet-Cookie:x", "/%09/evil.example", "console/account", "/console/\u202e", "/console/" + "a" * 600,
]  # fmt: skip


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_signing_in_leads_to_no_other_site(where: str, world: World) -> None:
    await make(world)
    browser = world.browser()
    await browser.get("/console/sign-in", params={"next": where})
    led = await try_to_sign_in(browser, PASSWORD, next=where)
    if "%0d" in where:
        assert led == where  # still of this console, and still encoded
    elif len(where) > 500:
        assert browser.page.status_code == 422
    else:
        assert led == "/console/"
    # AND neither does the page of one who is signed in
    answer = await (await world.signed_in(Role.ADVISOR)).client.get("/console/sign-in", params={"next": where})
    assert answer.headers["location"].startswith("/console/")


def test_a_page_of_the_console_is_gone_back_to() -> None:
    for path in ("/console/desk/ABC?tab=notes&x=1", "/console/admin/audit?account=&action=case.viewed", "/console/"):
        assert safe_next(path) == path


async def test_names_with_markup_are_shown_as_text(world: World, admin: Browser) -> None:
    # GIVEN an account whose name was put there by some other way than our forms
    account = await world.account(Role.ADVISOR, name=HOSTILE, email='"><script>alert(2)</script>@example.edu')
    await world.console.audit.record(account, "case.viewed", HOSTILE, more=HOSTILE)
    other = await world.signed_in(account=account)
    for browser, path in (
        (admin, "/console/admin/accounts"),
        (admin, f"/console/admin/accounts/{account.id}"),
        (admin, "/console/admin/audit"),
        (other, "/console/account"),
    ):
        await browser.get(path)
        assert browser.page.status_code == 200
        assert "<script>alert" not in browser.page.text
        assert "<b>x" not in browser.page.text
        assert "&lt;script&gt;" in browser.page.text
    # AND what is typed into a form comes back as text
    answer = await try_to_sign_in(world.browser(), "x", email=HOSTILE)
    assert "is wrong" in answer


async def test_names_that_turn_text_round_or_hide_signs_are_not_taken(world: World, admin: Browser) -> None:
    for name in ("\u202eadmin", "zero\u200bwidth", "bell\x07", "\u2066x\u2069", "", "   ", "x" * 81):
        await admin.get("/console/admin/accounts")
        await admin.send("/console/admin/accounts/invite", email="new@example.edu", name=name, roles=["advisor"])
        assert admin.page.status_code == 422, ascii(name)
    assert await world.console.accounts.links.open() == []


async def test_wrong_tries_are_in_the_log_without_what_was_typed(world: World, tmp_path: Any) -> None:
    account = await make(world)
    await try_to_sign_in(world.browser(), "wrong")
    await try_to_sign_in(world.browser(), "my secret", email="my password by mistake")
    entries = await world.console.audit.find(Wanted(action="sign_in"))
    assert [(entry.account, entry.subject) for entry in entries] == [(None, "unknown"), (None, account.id)]
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("console.sqlite*"))
    assert b"by mistake" not in stored


async def test_bodies_that_are_no_forms_are_refused(world: World, advisor: Browser) -> None:
    await advisor.get("/console/account")
    token = {"X-CSRF-Token": advisor.token}
    for kind, body, status in (
        ("application/json", b'{"old": "x"}', 422),
        ("multipart/form-data", b"--x\r\nbroken", 400),
        ("application/x-www-form-urlencoded", b"old=" + b"x" * 5000, 422),
        ("application/x-www-form-urlencoded", b"old=" + b"x" * 300_000, 413),
    ):
        answer = await advisor.client.post("/console/account/password", content=body, headers={"Content-Type": kind, **token})
        assert answer.status_code == status, kind
        assert "Traceback" not in answer.text
