"""Single sign-on, with a real provider."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from bot.console.accounts.model import Role
from bot.console.audit.log import Wanted
from bot.console.settings import SingleSignOn
from tests.console.conftest import Open, World
from tests.console.page import Browser
from tests.console.provider import Provider, running_provider, without

GROUPS = {"career-advisors": Role.ADVISOR, "librarians": Role.CURATOR, "it": Role.ADMIN}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


def told(provider: Provider, claim: str = "groups") -> SingleSignOn:
    return SingleSignOn(
        provider.issuer, "console", "a secret", "Example University", "openid email profile", claim, GROUPS if claim else {}
    )


@pytest.fixture
async def world(open_world: Open, provider: Provider) -> World:
    return await open_world(single_sign_on=told(provider))


async def leave(browser: Browser, next: str = "") -> str:
    """Go to the provider; return the address where the browser is led."""
    answer = await browser.client.get("/console/single-sign-on", params={"next": next} if next else {})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def come_back(browser: Browser, address: str) -> Browser:
    """Come back from the provider by the address that it leads to."""
    await browser.get(address)
    return browser


async def sign_in(world: World, provider: Provider, subject: str, next: str = "") -> Browser:
    browser = world.browser()
    return await come_back(browser, provider.agree(await leave(browser, next), subject))


async def test_who_is_in_a_group_gets_its_role_and_an_account(world: World, provider: Provider) -> None:
    # GIVEN a librarian at the provider, who has no account here
    provider.people("lib-1", email="Lin@Example.edu", email_verified=True, name="Lin Li", groups=["librarians", "staff"])
    # WHEN they sign in there
    browser = await sign_in(world, provider, "lib-1", next="/console/account")
    # THEN they are signed in here, where they wanted to go
    assert browser.path == "/console/account"
    assert "Lin Li" in browser.text
    assert "curator" in browser.text
    # AND they were sent with state, nonce and a proof key
    assert provider.asked["code_challenge_method"] == "S256"
    assert len(provider.asked["state"]) >= 20
    assert len(provider.asked["nonce"]) >= 20
    # AND the log says so
    account = await world.console.accounts.store.by_email("lin@example.edu")
    assert account
    assert account.roles == {Role.CURATOR}
    assert not account.has_password
    entries = await world.console.audit.find(Wanted(subject=account.id))
    assert [entry.action for entry in entries] == ["sign_in.single_sign_on", "account.created"]


async def test_the_page_offers_it(world: World) -> None:
    browser = world.browser()
    await browser.get("/console/account")
    assert "Sign in with Example University" in browser.text
    assert 'href="/console/single-sign-on?next=/console/account"' in browser.page.text


async def test_an_address_that_was_not_checked_opens_nothing(world: World, provider: Provider) -> None:
    await world.account(Role.ADMIN, email="boss@example.edu")
    for subject, verified in (("mal-1", False), ("mal-2", None), ("mal-3", "no"), ("mal-4", 1)):
        claims = {} if verified is None else {"email_verified": verified}
        provider.people(subject, email="boss@example.edu", name="Mallory", groups=["it"], **claims)
        browser = await sign_in(world, provider, subject)
        assert "has not checked your e-mail address" in browser.text, verified
        await browser.get("/console/admin/accounts")
        assert browser.path == "/console/sign-in"


async def test_without_a_group_that_counts_there_is_no_account(world: World, provider: Provider) -> None:
    for subject, groups in (("stu-1", ["students"]), ("stu-2", None), ("stu-3", {"it": True}), ("stu-4", ["it "]), ("stu-5", [["it"]])):
        provider.people(subject, email=f"{subject}@example.edu", email_verified=True, name="Stu", groups=groups)
        browser = await sign_in(world, provider, subject)
        assert "have no role here" in browser.text, groups
    assert await world.console.accounts.store.all() == []


async def test_roles_follow_the_provider_at_each_sign_in(world: World, provider: Provider) -> None:
    # GIVEN an advisor who came from the provider
    provider.people("adv-1", email="ana@example.edu", email_verified=True, name="Ana", groups="career-advisors")
    first = await sign_in(world, provider, "adv-1")
    # WHEN they change to the library, there
    provider.people("adv-1", email="ana@example.edu", email_verified=True, name="Ana", groups=["librarians"])
    await sign_in(world, provider, "adv-1")
    # THEN their next sign-in changes their role, in all of their sessions
    account = await world.console.accounts.store.by_email("ana@example.edu")
    assert account
    assert account.roles == {Role.CURATOR}
    # WHEN they are in no group any more THEN they are let in nowhere
    provider.people("adv-1", email="ana@example.edu", email_verified=True, name="Ana", groups=[])
    browser = await sign_in(world, provider, "adv-1")
    assert "have no role here" in browser.text
    await first.get("/console/account")
    assert first.path == "/console/sign-in"


async def test_an_account_is_found_by_its_checked_address_and_then_by_who_it_is(world: World, provider: Provider) -> None:
    # GIVEN an account here, and its owner at the provider
    account = await world.account(Role.ADVISOR, name="Bo", email="bo@example.edu")
    provider.people("bo-1", email="BO@example.edu", email_verified=True, name="Bo", groups=["career-advisors"])
    await sign_in(world, provider, "bo-1")
    # WHEN their address changes there THEN they are the same account here
    provider.people("bo-1", email="bo.new@example.edu", email_verified=True, name="Bo", groups=["career-advisors"])
    browser = await sign_in(world, provider, "bo-1")
    await browser.get("/console/account")
    assert "bo@example.edu" in browser.text
    assert [one.id for one in await world.console.accounts.store.all()] == [account.id]
    # WHEN the old address is given to somebody else there THEN that is not the same account
    provider.people("bo-2", email="bo@example.edu", email_verified=True, name="Another Bo", groups=["it"])
    browser = await sign_in(world, provider, "bo-2")
    assert "may not sign in here" in browser.text


async def test_who_was_shut_out_here_stays_out(world: World, provider: Provider) -> None:
    await world.account(Role.ADVISOR, email="ex@example.edu", active=False)
    provider.people("ex-1", email="ex@example.edu", email_verified=True, name="Ex", groups=["it"])
    browser = await sign_in(world, provider, "ex-1")
    assert "may not sign in here" in browser.text
    assert browser.path != "/console/account"


async def test_a_name_of_theirs_is_cleaned(world: World, provider: Provider) -> None:
    provider.people("bad-1", email="bad@example.edu", email_verified=True, name="\u202eevil\u0000 <b>Name</b>" + "x" * 300, groups=["it"])
    browser = await sign_in(world, provider, "bad-1")
    account = await world.console.accounts.store.by_email("bad@example.edu")
    assert account
    assert account.name.startswith("evil <b>Name</b>")
    assert len(account.name) == 80
    assert "<b>Name" not in browser.page.text


async def test_where_roles_are_given_here_an_invitation_is_needed(open_world: Open, provider: Provider) -> None:
    # GIVEN a console whose admins give the roles
    world = await open_world(single_sign_on=told(provider, claim=""))
    provider.people("new-1", email="new@example.edu", email_verified=True, name="New", groups=["it"])
    assert "have no role here" in (await sign_in(world, provider, "new-1")).text
    # WHEN an admin invites the address THEN its owner can come by single sign-on
    token = await world.console.accounts.invite(None, "new@example.edu", "New One", [Role.ADVISOR])
    await sign_in(world, provider, "new-1")
    account = await world.console.accounts.store.by_email("new@example.edu")
    assert account
    assert account.roles == {Role.ADVISOR}
    # AND the link is used up by it
    assert await world.console.accounts.links.look(token) is None


# --- attacks
async def test_a_way_back_that_was_begun_elsewhere_does_not_count(world: World, provider: Provider) -> None:
    # GIVEN an attacker who has signed in at the provider and kept the way back
    provider.people("mal-9", email="mal@example.edu", email_verified=True, name="Mallory", groups=["career-advisors"])
    attacker = world.browser()
    back = provider.agree(await leave(attacker), "mal-9")
    # WHEN a victim follows it, whether or not they have begun to sign in themselves
    victim = world.browser()
    await come_back(victim, back)
    assert "did not work" in victim.text
    await leave(victim)
    await come_back(victim, back)
    # THEN they are not signed in as the attacker
    assert "did not work" in victim.text
    await victim.get("/console/account")
    assert victim.path == "/console/sign-in"


async def test_a_way_back_counts_once(world: World, provider: Provider) -> None:
    provider.people("one-1", email="one@example.edu", email_verified=True, name="One", groups=["it"])
    browser = world.browser()
    address = await leave(browser)
    cookies = dict(browser.client.cookies)
    back = provider.agree(address, "one-1")
    await come_back(browser, back)
    assert browser.path == "/console/cases"
    # WHEN somebody finds address and cookie later THEN neither is of use
    thief = world.browser()
    for name, value in cookies.items():
        thief.client.cookies.set(name, value)
    await come_back(thief, back)
    assert "did not work" in thief.text


@pytest.mark.parametrize("name", ["state", "code"])
async def test_what_was_changed_on_the_way_does_not_count(name: str, world: World, provider: Provider) -> None:
    provider.people("two-1", email="two@example.edu", email_verified=True, name="Two", groups=["it"])
    for value in ("", "another"):
        browser = world.browser()
        back = provider.agree(await leave(browser), "two-1")
        await come_back(browser, without(back, name, value))
        assert "did not work" in browser.text
        await browser.get("/console/account")
        assert browser.path == "/console/sign-in"


async def test_a_code_is_of_no_use_to_another_sign_in(world: World, provider: Provider) -> None:
    # GIVEN a code that was given to a victim's browser, and an attacker who has begun to sign in
    provider.people("vic-1", email="vic@example.edu", email_verified=True, name="Vic", groups=["it"])
    stolen = provider.agree(await leave(world.browser()), "vic-1")
    attacker = world.browser()
    own = provider.agree(await leave(attacker), "vic-2")
    # WHEN the attacker puts the code into their own way back
    refused, code = provider.refused, next(part for part in urlsplit(stolen).query.split("&") if part.startswith("code="))
    await come_back(attacker, without(own, "code", code.removeprefix("code=")))
    # THEN the provider misses the key
    assert provider.refused == refused + 1
    assert "did not work" in attacker.text


async def test_who_says_no_there_is_told_so_here(world: World, provider: Provider) -> None:
    browser = world.browser()
    await leave(browser)
    await come_back(browser, "/console/single-sign-on/back?error=access_denied&error_description=<b>no</b>")
    assert "did not work" in browser.text
    assert "<b>no" not in browser.page.text


async def test_it_leads_to_no_other_site(world: World, provider: Provider) -> None:
    provider.people("go-1", email="go@example.edu", email_verified=True, name="Go", groups=["it"])
    browser = await sign_in(world, provider, "go-1", next="https://evil.example/")
    assert browser.path == "/console/cases"


async def test_a_provider_that_is_down_is_told_in_a_sentence(open_world: Open) -> None:
    down = SingleSignOn("http://localhost:9", "console", "secret", "Example", "openid", "", {})
    world = await open_world(single_sign_on=down)
    browser = world.browser()
    answer = await browser.get("/console/single-sign-on")
    assert answer.status_code == 422
    assert "can't be reached" in browser.text


async def test_a_provider_that_calls_itself_by_another_name_is_not_believed(
    world: World, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "calls_itself", "evil.example")
    browser = world.browser()
    answer = await browser.get("/console/single-sign-on")
    assert answer.status_code == 422
    assert "can't be reached" in browser.text
    # AND it is asked anew as soon as it is set right
    monkeypatch.undo()
    assert (await leave(browser)).startswith(provider.issuer)


async def test_without_a_provider_there_is_no_such_page(open_world: Open) -> None:
    browser = (await open_world()).browser()
    assert (await browser.get("/console/single-sign-on")).status_code == 404
    await browser.get("/console/sign-in")
    assert "single-sign-on" not in browser.page.text
