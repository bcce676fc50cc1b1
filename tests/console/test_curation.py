"""The catalogue in the console: looking, editing, reviewing, publishing, and the work list; by plain forms."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from bot.console.accounts.model import Role
from bot.console.curation.routes import Desk, link_to
from knowledge.curation.settings import curation_settings
from knowledge.store.demand import Demand
from knowledge.store.entries import Address
from knowledge.store.evidence import Evidence
from knowledge.store.repository import load_snapshot
from tests.console.conftest import World
from tests.console.page import Browser

SECPLUS = Address("cybersecurity", "credential", "comptia-security-plus")
PAGE = {"page.title": "CompTIA's store", "page.url": "https://store.comptia.org/security", "page.seen": "2026-11-20", "page.by": "issuer"}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_TODAY", "2026-11-29")


def desk_of(world: World) -> Desk:
    desk: Desk = world.inner.state.curation
    return desk


def form_of(browser: Browser) -> dict[str, list[str]]:
    """All that stands in the fields of the entry's form, text areas and selects included."""
    html = re.search(r'<form method="post" action="/console/catalogue/(?:edit|add).*?</form>', browser.page.text, re.DOTALL)
    assert html, browser.text[:300]
    fields: dict[str, list[str]] = {}
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html[0], re.DOTALL):
        fields[name] = [text.replace("&#39;", "'").replace("&amp;", "&")]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html[0], re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(r'<option value="([^"]*)"', options)
        fields[name] = [chosen[1] if chosen else ""]
    return fields


async def save(browser: Browser, path: str, **changes: Any) -> None:
    """Open a form, change some fields, and send it."""
    await browser.get(path)
    await browser.send(path, **{**form_of(browser), **PAGE, **changes})


async def published_price(world: World) -> float | None:
    return load_snapshot(desk_of(world).engine).credentials[SECPLUS.key].cost.exam


async def test_a_price_is_edited_tried_and_published(world: World, curator: Browser) -> None:
    """GIVEN a curator WHEN a price is changed, tried and published THEN the history tells who, where it was read, and what changed."""
    before = await published_price(world)
    await curator.get("/console/catalogue?q=security%2B")
    assert "CompTIA Security+" in curator.text
    await save(curator, link_to(SECPLUS, "edit"), **{"cost.exam": "439", "facts.cost": "*"})
    assert curator.path.startswith("/console/review/"), curator.text[:500]
    assert "439" in curator.text
    assert await published_price(world) == before
    change = curator.path
    await curator.send(f"{change}/preview")
    for _ in range(200):
        await curator.get(change)
        if "Tried on" in curator.text:
            break
    assert "Tried on" in curator.text
    await curator.send(f"{change}/publish")
    assert await published_price(world) == 439
    assert curator.account
    assert f"By {curator.account.name}" in curator.text
    assert "CompTIA's store" in curator.text
    assert "from the next message on" in curator.notice


async def test_a_form_sent_unchanged_says_so_and_changes_nothing(world: World, curator: Browser) -> None:
    """GIVEN forms of every kind WHEN they are sent as they stand THEN what comes back is what was there."""
    view = desk_of(world).curation.view()
    for kind in ("credential", "recognition", "role", "skill", "issuer", "employer", "occupation", "stack", "source", "field"):
        for address in [at for at in view.entries if at.kind == kind][:: 40 if kind != "field" else 1][:6]:
            await save(curator, link_to(address, "edit"))
            assert curator.page.status_code == 422, address
            assert "Nothing has been changed." in curator.text, (address, curator.text[:800])


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(world: World, curator: Browser) -> None:
    path = link_to(SECPLUS, "edit")
    await save(curator, path, **{"cost.exam": "a lot", "skills": "Network security\nSLQ", "summary": "My own <b>words</b>"})
    assert curator.page.status_code == 422
    assert "This has to be a number" in curator.text
    assert 'value="a lot"' in curator.page.text
    assert "My own &lt;b&gt;words&lt;/b&gt;" in curator.page.text
    await save(curator, path, skills="Network security\nSLQ")
    assert "Unknown skill 'SLQ'" in curator.text


async def test_the_page_that_was_read_is_needed(curator: Browser) -> None:
    await save(curator, link_to(SECPLUS, "edit"), **{"cost.exam": "439", "page.title": "", "page.url": "javascript:alert(1)"})
    assert curator.page.status_code == 422
    assert "This is no web address" in curator.text or "has to begin with https" in curator.text


async def test_of_two_curators_the_second_is_told_and_loses_no_words(world: World) -> None:
    ann, bob = await world.signed_in(Role.CURATOR), await world.signed_in(Role.CURATOR)
    path = link_to(SECPLUS, "edit")
    await ann.get(path)
    await bob.get(path)
    await ann.send(path, **{**form_of(ann), **PAGE, "summary": "Ann's summary."})
    await bob.send(path, **{**form_of(bob), **PAGE, "summary": "Bob's summary."})
    assert bob.page.status_code == 409
    assert ann.account
    assert f"{ann.account.name} has changed this entry meanwhile" in bob.text
    assert "Ann's summary." in bob.text
    await bob.send(path, **{**form_of(bob), **PAGE})
    assert bob.path.startswith("/console/review/")
    assert "Bob's summary." in bob.text


async def test_a_new_credential_with_rows_of_the_ledger(world: World, curator: Browser) -> None:
    await curator.get("/console/catalogue/add?kind=credential&folder=data")
    path = "/console/catalogue/add/data/credential"
    assert curator.path == path
    fields = {
        "id": "night-sql", "name": "Night School SQL", "aliases": "NS-SQL", "kind": "certificate", "issuer": "Coursera", "level": "entry",
        "summary": "Evenings.", "skills": "SQL", "roles": "Data analyst", "duration.weeks.0": "6", "cost.learning": "0", "cost.exam": "0",
        "prerequisites.0.type": "age", "prerequisites.0.need": "required", "prerequisites.0.years": "18", "url": "https://example.org/n",
        "delivery": ["online"], "facts.cost": "*",
    }  # fmt: skip
    await curator.send(path, **{**form_of(curator), **PAGE, **fields})
    assert curator.path.startswith("/console/review/"), curator.text[:900]
    await curator.send(f"{curator.path}/publish")
    address = Address("data", "credential", "night-sql")
    assert curator.path == link_to(address)
    row = "/console/catalogue/add/data/recognition"
    await curator.get(f"{row}?credential=night-sql")
    told = {"recogniser.kind": "employer", "recogniser.name": "Google", "basis": "endorsed", "statement": "It is listed.", "source": "*"}
    await curator.send(row, **{**form_of(curator), **PAGE, **told})
    await curator.send(f"{curator.path}/publish")
    found = load_snapshot(desk_of(world).engine)
    credential = found.credentials["night-sql"]
    assert (credential.weeks, credential.cost_total, credential.prerequisites[0].years) == ((6, 6), 0, 18)
    assert [one.statement for one in found.ledger_of["night-sql"]] == ["It is listed."]
    await curator.get(link_to(address))
    assert "It is listed." in curator.text


async def test_one_more_row_can_be_asked_for_without_losing_what_was_typed(curator: Browser) -> None:
    path = link_to(SECPLUS, "edit")
    await curator.get(path)
    rows = len(re.findall(r'name="prerequisites\.\d+\.type"', curator.page.text))
    await curator.send(path, **{**form_of(curator), "summary": "Half typed", "more": "prerequisites"})
    assert len(re.findall(r'name="prerequisites\.\d+\.type"', curator.page.text)) == rows + 1
    assert "Half typed" in curator.page.text


async def test_reverting_retiring_and_rejecting(world: World, curator: Browser) -> None:
    entry = link_to(SECPLUS)
    await save(curator, link_to(SECPLUS, "edit"), summary="One.")
    await curator.send(f"{curator.path}/publish")
    await curator.send(link_to(SECPLUS, "revert"), to="0")
    await curator.send(f"{curator.path}/publish")
    assert load_snapshot(desk_of(world).engine).credentials[SECPLUS.key].summary != "One."
    await curator.get(entry)
    await curator.send(link_to(SECPLUS, "retire"), note="It is closed.")
    assert curator.page.status_code in (200, 422)
    if curator.page.status_code == 422:
        assert "This was not done." in curator.text
    await save(curator, link_to(SECPLUS, "edit"), summary="Two.")
    await curator.send(f"{curator.path}/reject", note="No.")
    assert curator.notice.startswith("It is rejected")
    assert load_snapshot(desk_of(world).engine).credentials[SECPLUS.key].summary != "Two."


async def test_with_the_four_eyes_rule_somebody_else_publishes(world: World, curator: Browser) -> None:
    curation = desk_of(world).curation
    curation.settings = curation_settings().model_copy(update={"four_eyes": True})
    await save(curator, link_to(SECPLUS, "edit"), summary="Other words.")
    change = curator.path
    assert "somebody else has to publish it" in curator.text
    await curator.post(f"{change}/publish")
    assert curator.page.status_code == 422
    other = await world.signed_in(Role.CURATOR)
    await other.get(change)
    await other.send(f"{change}/publish")
    assert load_snapshot(curation.engine).credentials[SECPLUS.key].summary == "Other words."


async def test_the_work_list_is_by_demand(world: World, curator: Browser) -> None:
    demand, day = Demand(desk_of(world).engine), date(2026, 11, 28)
    for _ in range(3):
        demand.count("name", "foobar guild badge", day)
        demand.count("recognition", SECPLUS.key, day, "SOC analyst")
    demand.count("name", "asked once", day)
    await curator.get("/console/work-list")
    assert "foobar guild badge" in curator.text
    assert "SOC analyst" in curator.text
    assert "asked once" not in curator.text
    await curator.post("/console/work-list/demand", kind="name", subject="foobar guild badge")
    await curator.get("/console/work-list")
    assert "foobar guild badge" not in curator.text


async def test_a_report_is_accepted_through_review_and_its_user_stays_unknown(world: World, curator: Browser) -> None:
    evidence = Evidence(desk_of(world).engine)
    report = evidence.log("talk-4711", SECPLUS.key, "employer", "Acme", "conditions", "only with two years, said Jane", date(2026, 11, 20))
    await curator.get("/console/work-list")
    assert "only with two years, said Jane" in curator.text
    assert "talk-4711" not in curator.page.text
    accept = f"/console/work-list/reports/{report.id}/accept"
    await curator.send(accept)
    assert curator.page.status_code == 422
    await curator.send(accept, statement="An employer takes it with two years of work.")
    assert curator.path.startswith("/console/review/")
    assert evidence.seen_by(None) == ()
    await curator.send(f"{curator.path}/publish")
    assert [row.statement for row in evidence.seen_by(None)] == ["An employer takes it with two years of work."]
    await curator.get("/console/work-list")
    assert "Jane" not in curator.page.text


async def test_every_step_stands_in_the_audit_log_without_words(world: World, curator: Browser) -> None:
    await save(curator, link_to(SECPLUS, "edit"), summary="Secret words.")
    await curator.send(f"{curator.path}/publish")
    admin = await world.signed_in(Role.ADMIN)
    await admin.get("/console/admin/audit?action=catalogue")
    assert "catalogue proposed" in admin.text
    assert "catalogue published" in admin.text
    assert "Secret words" not in admin.text


@pytest.mark.parametrize(
    "path",
    [
        "/console/catalogue/entry/data/credential/nothing",
        "/console/catalogue/entry/nowhere/credential/nothing",
        "/console/catalogue/entry/data/password/nothing",
        "/console/catalogue/edit/data/credential/nothing",
        "/console/catalogue/add/nowhere/credential",
        "/console/catalogue/add/data/field",
        "/console/review/nothing",
        f"/console/catalogue/entry/data/skill/{quote('<script>alert(1)</script>', safe='')}",
    ],
)
async def test_what_is_not_there_is_not_found(curator: Browser, path: str) -> None:
    await curator.get(path)
    assert curator.page.status_code == 404
    assert "<script>alert" not in curator.page.text


@pytest.mark.parametrize(
    "query", ["?kind=all&state=published&page=3", "?kind=all&stale=1", "?q=%3Cscript%3E", "?kind=source&field=data", "?state=in_review"]
)
async def test_every_filter_gives_a_page(curator: Browser, query: str) -> None:
    await curator.get(f"/console/catalogue{query}")
    assert curator.page.status_code == 200
    assert "<script>" not in curator.page.text.split("<main", 1)[1]


async def test_htmx_gets_the_lines_alone(curator: Browser) -> None:
    await curator.get("/console/catalogue?q=pmp", headers={"HX-Request": "true"})
    assert "Project Management Professional" in curator.page.text
    assert "<main" not in curator.page.text
