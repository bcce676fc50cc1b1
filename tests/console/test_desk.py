"""The case desk in a browser without a screen: the queue, a case from its claim to its end, two advisors, and what the user gets of it."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml

from bot.console.access import routes_of
from bot.console.accounts.model import Role
from bot.console.desk.tools import DeskTools
from cases.brief import Line
from cases.desk import Desk
from cases.model import Case
from tests.console.conftest import World
from tests.console.page import HTMX, Browser
from tests.unit.cases.briefs import brief, full_brief
from tests.unit.cases.test_what_if import VALUES

CASES = "/console/cases"


@pytest.fixture(scope="session")
def catalogue_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One catalogue for all tests: it takes seconds to load."""
    return f"sqlite:///{tmp_path_factory.mktemp('catalogue') / 'credwise.sqlite'}"


@pytest.fixture
def settings(settings: object, catalogue_database: str, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("CREDWISE_DATABASE_URL", catalogue_database)
    return settings


@pytest.fixture
def desk(world: World) -> Desk:
    return world.gateway.desk


@pytest.fixture
def case(desk: Desk) -> Case:
    said = ("Hi, I'm Ann Lee, and want to become a data analyst", "only 60 dollars")
    return desk.open("web-talk", full_brief(values=VALUES, transcript=tuple(Line(author="user", text=text) for text in said)))


@pytest.fixture
async def dana(world: World) -> Browser:
    return await world.signed_in(account=await world.account(Role.ADVISOR, name="Dana"))


@pytest.fixture
async def robin(world: World) -> Browser:
    return await world.signed_in(account=await world.account(Role.ADVISOR, name="Robin"))


def tools(world: World) -> DeskTools:
    found: DeskTools = world.inner.state.case_desk
    return found


async def held(browser: Browser, case: Case) -> None:
    """Have the browser's advisor take a case, and open it."""
    await browser.get(f"{CASES}/{case.id}")
    await browser.send(f"{CASES}/{case.id}/claim")


def rows(html: str) -> list[str]:
    return re.findall(r'<a id="open-(C-\w+)"', html)


# --- the queue
async def test_the_queue_shows_the_most_pressing_first_and_what_is_asked_for(world: World, desk: Desk, dana: Browser) -> None:
    routine, urgent = desk.open("a", full_brief()), desk.open("b", brief("urgent", "distress"))
    desk.tag(routine.id, "x", "Financial aid")
    assert rows((await dana.get(CASES)).text) == [urgent.id, routine.id]
    assert "2 cases wait, 1 of them urgent" in " ".join(dana.page.text.split())
    for query, found in (
        ("level=urgent", [urgent.id]),
        ("field=Data+and+analytics", [routine.id]),
        ("tag=aid", [routine.id]),
        ("whose=mine", []),
        ("whose=unassigned", [urgent.id, routine.id]),
        ("state=closed", []),
        ("state=nonsense&level=x&whose=y", [urgent.id, routine.id]),
    ):
        assert rows((await dana.get(f"{CASES}?{query}")).text) == found, query
    await held(dana, routine)
    assert rows((await dana.get(f"{CASES}?whose=mine")).text) == [routine.id]
    assert rows((await dana.get(f"{CASES}/list?state=waiting")).text) == [urgent.id]


# --- taking a case
async def test_of_two_who_take_a_case_at_once_one_gets_it_and_the_other_is_told_who(
    world: World, desk: Desk, dana: Browser, robin: Browser, case: Case
) -> None:
    for browser in (dana, robin):
        await browser.get(f"{CASES}/{case.id}")
    await asyncio.gather(*(browser.send(f"{CASES}/{case.id}/claim") for browser in (dana, robin)))
    winner, loser = (dana, robin) if desk.get(case.id).advisor == dana.account.id else (robin, dana)  # type: ignore[union-attr]
    assert "The case is yours" in winner.page.text
    assert f"{winner.account.name} has it already" in loser.page.text  # type: ignore[union-attr]
    assert f'action="{CASES}/{case.id}/reply"' not in loser.page.text
    # AND whoever sends the form once more gets the same answer, not the case
    await loser.post(f"{CASES}/{case.id}/claim")
    assert desk.get(case.id).advisor == winner.account.id  # type: ignore[union-attr]


async def test_the_page_has_the_brief_and_says_who_has_it(dana: Browser, robin: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    html = unescape(dana.page.text)
    for told in ("Why it is here", "300 bucks", "What nobody has on record", "Big Bootcamp", "SQL Basics", "inferred from what they told"):
        assert told in html
    assert "It is with you" in " ".join(html.split())
    await robin.get(f"{CASES}/{case.id}")
    assert "Dana" in robin.page.text
    assert 'id="reply-text"' not in robin.page.text
    # AND who has read it is noted, once
    await robin.get(f"{CASES}/{case.id}")
    assert [event.who for event in desk.history(case.id) if event.what == "read"] == [dana.account.id, robin.account.id]  # type: ignore[union-attr]


# --- talking
async def test_what_is_said_goes_to_the_user_under_the_advisors_name_once(dana: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    form = {"text": "Hello, how can I help?"}
    page = dana.page
    await dana.send(f"{CASES}/{case.id}/reply", **form)
    dana.page = page  # the form is sent a second time, as by a double click
    await dana.send(f"{CASES}/{case.id}/reply", **form)
    (said,) = desk.for_user("web-talk")
    assert (said.name, said.text) == ("Dana", "Hello, how can I help?")
    assert "Hello, how can I help?" in dana.page.text


def news_of(html: str, case: Case) -> str:
    """The address at which a page asks for what has come since."""
    found = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" id="(after|have|standing)" name="\w+" value="([^"]*)"', html)
    }
    return f"{CASES}/{case.id}/news?{urlencode(found)}"


async def test_news_come_as_a_piece_and_only_where_there_are_any(dana: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    address = news_of(dana.page.text, case)
    desk.user_said("web-talk", "<b>are you there</b>", "m1")
    got = await dana.get(address, headers=HTMX)
    assert "&lt;b&gt;are you there&lt;/b&gt;" in got.text
    assert got.text.count("<li") == 1
    again = news_of(got.text, case)
    assert (await dana.get(again, headers=HTMX)).status_code == 204
    # WHEN somebody else moves the case THEN the page is loaded anew
    desk.assign(case.id, None, "x")
    moved = await dana.get(again, headers=HTMX)
    assert (moved.status_code, moved.headers["HX-Refresh"]) == (204, "true")


async def test_after_a_reply_by_htmx_the_page_asks_for_its_news(dana: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    address = news_of(dana.page.text, case)
    desk.user_said("web-talk", "one thing more", "m1")
    got = await dana.client.post(
        f"{CASES}/{case.id}/reply", data={"text": "Yes?", "key": "k1"}, headers={**HTMX, "X-CSRF-Token": dana.token}
    )
    assert got.headers["HX-Trigger"] == "said"
    assert 'id="key"' in got.text
    news = (await dana.get(address, headers=HTMX)).text
    assert "one thing more" in news
    assert "Yes?" in news


async def test_who_does_not_have_the_case_can_say_nothing(dana: Browser, robin: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    refused = await robin.post(f"{CASES}/{case.id}/reply", text="hello")
    assert refused.status_code == 422
    assert "with Dana" in refused.text
    assert desk.for_user("web-talk") == []
    assert (await dana.post(f"{CASES}/{case.id}/reply", text="  ")).status_code == 422


async def test_a_canned_answer_is_put_into_the_reply_with_its_places_filled(dana: Browser, case: Case) -> None:
    await held(dana, case)
    await dana.send(f"{CASES}/{case.id}/reply", text="Hi.", does="insert", answer="Greeting")
    draft = unescape(re.search(r'<textarea id="reply-text"[^>]*>(.*?)</textarea>', dana.page.text, re.S)[1])  # type: ignore[index]
    assert draft.startswith("Hi.\n\nHello, I'm Dana from the career center.")


async def test_a_fault_in_the_answers_is_told_and_keeps_nobody_from_answering(
    dana: Browser, case: Case, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "answers.yml").write_text("- {title: One, text: 'Hello {user}'}")
    monkeypatch.setenv("CREDWISE_ANSWERS", str(tmp_path / "answers.yml"))
    await held(dana, case)
    assert "has {user}, but there are only" in unescape(dana.page.text)
    await dana.send(f"{CASES}/{case.id}/reply", text="Hello")
    assert len(desk.for_user("web-talk")) == 1


async def test_a_credential_is_looked_up_and_sent_as_a_card_with_its_sources(dana: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    found = await dana.client.post(
        f"{CASES}/{case.id}/reply", data={"does": "search", "words": "scrum master"}, headers={**HTMX, "X-CSRF-Token": dana.token}
    )
    assert "Scrum" in found.text
    id_ = re.search(r'name="id" value="([^"]+)"', found.text)[1]  # type: ignore[index]
    await dana.post(f"{CASES}/{case.id}/credential", id=id_, text="This one fits you.")
    (said,) = desk.for_user("web-talk")
    assert said.card is not None
    assert (said.card["type"], said.card["id"]) == ("credential", id_)
    assert len(said.card["findings"]) == 9
    assert said.text.startswith("This one fits you.\n")
    assert said.card["title"] in said.text
    assert (await dana.post(f"{CASES}/{case.id}/credential", id="no-such")).status_code == 422


async def test_typing_is_shown_to_the_user(world: World, dana: Browser, robin: Browser, case: Case) -> None:
    await held(dana, case)
    assert (await robin.post(f"{CASES}/{case.id}/typing")).status_code == 204
    assert not tools(world).presences.of(case.id)["advisor"].writes
    assert (await dana.post(f"{CASES}/{case.id}/typing")).status_code == 204
    assert tools(world).presences.of(case.id)["advisor"].writes
    await dana.post(f"{CASES}/{case.id}/reply", text="there")
    assert not tools(world).presences.of(case.id)["advisor"].writes


# --- the other steps
async def test_a_case_goes_its_whole_way(world: World, dana: Browser, robin: Browser, case: Case, desk: Desk) -> None:
    here = f"{CASES}/{case.id}"
    await held(dana, case)
    await dana.send(f"{here}/note", text="Looks like a licence matter")
    await dana.post(f"{here}/tag", tag="licence")
    assert desk.get(case.id).tags == ("licence",)
    await dana.post(f"{here}/tag", off="licence")
    assert desk.get(case.id).tags == ()
    # WHEN it is given to a colleague THEN only they can take it
    await dana.get(here)
    await dana.send(f"{here}/assign", to=robin.account.id)  # type: ignore[union-attr]
    assert "waits for Robin" in dana.page.text
    await dana.post(f"{here}/claim")
    assert "Robin is to take it" in unescape(dana.page.text)
    await held(robin, case)
    # WHEN it is closed without an outcome THEN that is refused; with one it is closed, and can be opened again
    assert (await robin.post(f"{here}/close", outcome="somehow")).status_code == 422
    await robin.get(here)
    await robin.send(f"{here}/close", outcome="answered", text="All the best.")
    assert (desk.get(case.id).state, desk.for_user("web-talk")[-1].text) == ("closed", "All the best.")
    await robin.send(f"{here}/reopen")
    assert desk.get(case.id).state == "waiting"
    await held(robin, case)
    await robin.send(f"{here}/hand-back", text="The assistant can go on.")
    assert desk.get(case.id).outcome == "handed back"
    # AND all of it is in the audit log, without a word that was said
    log = await world.console.audit.find(_everything())
    done = {entry.action for entry in log}
    assert {
        "case.viewed",
        "case.claimed",
        "case.assigned",
        "case.noted",
        "case.tagged",
        "case.closed",
        "case.reopened",
        "case.handed_back",
    } <= done
    assert "licence matter" not in json.dumps([entry.details for entry in log])


def _everything() -> object:
    from bot.console.audit.log import Wanted

    return Wanted()


async def test_where_the_user_has_left_the_advisor_reads_that_and_nothing_else(dana: Browser, case: Case, desk: Desk) -> None:
    await held(dana, case)
    desk.user_said("web-talk", "my secret", "m1")
    desk.forget("web-talk")
    html = (await dana.get(f"{CASES}/{case.id}")).text
    assert "The user has left, and had everything deleted" in html
    assert "my secret" not in html
    assert "300 bucks" not in unescape(html)
    refused = await dana.post(f"{CASES}/{case.id}/reopen")
    assert "its user has left" in unescape(refused.text)


@pytest.mark.parametrize(
    ("form", "kind"), [("json", "application/json"), ("html", "text/html"), ("md", "text/markdown"), ("pdf", "application/pdf")]
)
async def test_the_brief_can_be_downloaded(dana: Browser, case: Case, form: str, kind: str) -> None:
    got = await dana.get(f"{CASES}/{case.id}/brief.{form}")
    assert got.headers["content-type"].startswith(kind)
    assert got.headers["content-disposition"] == f'attachment; filename="{case.id}.{form}"'
    assert len(got.content) > 500
    assert (await dana.get(f"{CASES}/{case.id}/brief.exe")).status_code == 422


async def test_a_case_that_there_is_not_is_told(dana: Browser) -> None:
    got = await dana.get(f"{CASES}/C-000000")
    assert got.status_code == 422
    assert "There is no case C-000000" in got.text


# --- what if
async def test_another_profile_is_tried_and_its_list_sent(dana: Browser, case: Case, desk: Desk) -> None:
    """GIVEN a small budget WHEN the advisor tries a larger one THEN both lists are seen, and the new one is sent as the assistant's card."""
    await held(dana, case)
    here = f"{CASES}/{case.id}/what-if"
    await dana.get(here)
    assert 'value="60"' in dana.page.text
    await dana.send(here, goal="career_change", delivery="", max_cost="2000")
    html = unescape(dana.page.text)
    assert "With the changes" in html
    assert '<span class="tag">new</span>' in html
    await dana.send(f"{here}/send", text="With more money you could do this.")
    (said,) = desk.for_user("web-talk")
    assert said.card is not None
    assert said.card["type"] == "options"
    assert said.card["options"]
    assert said.text.startswith("With more money you could do this.")
    assert all(option["title"] in said.text for option in said.card["options"])
    # AND the receipt goes with the user's data
    assert desk.receipts("web-talk") == {said.card["receipt"]}


async def test_a_name_that_is_not_known_is_told_beside_what_was_typed(dana: Browser, case: Case) -> None:
    await held(dana, case)
    here = f"{CASES}/{case.id}/what-if"
    await dana.get(here)
    await dana.send(here, goal="career_change", delivery="", target_role="zxqv")
    assert dana.page.status_code == 422
    assert "called zxqv" in dana.page.text
    assert 'value="zxqv"' in dana.page.text


# --- corrections
async def test_a_correction_is_made_looked_at_and_handed_out(dana: Browser, case: Case) -> None:
    here = f"{CASES}/{case.id}/correction"
    await dana.get(here)
    says = unescape(re.search(r'<textarea id="says"[^>]*>(.*?)</textarea>', dana.page.text, re.S)[1])  # type: ignore[index]
    assert says.splitlines() == ["Hi, I'm NAME, and want to become a data analyst", "only 60 dollars"]
    # WHEN something is missing THEN it is told, and what was typed is still there
    refused = await dana.send(here, because="It needs a licence", says=says)
    assert refused.status_code == 422
    assert "It needs a licence" in refused.text
    await dana.send(here, because="It needs a licence", says=says, advice="licence_or_degree_first", not_shown="Certified ScrumMaster")
    made = re.search(r"R-[0-9a-f]{8}", dana.page.text)[0]  # type: ignore[index]
    assert (await dana.post("/console/corrections/file")).status_code == 422
    await dana.get("/console/corrections")
    await dana.send(f"/console/corrections/{made}", state="accepted")
    file = await dana.post("/console/corrections/file")
    (test,) = yaml.safe_load(file.text)
    assert test["turns"][-1]["expect"]["advice"] == ["licence_or_degree_first"]
    assert "Ann" not in file.text
    assert "exported" in (await dana.get("/console/corrections?state=exported")).text


# --- who has read it
async def test_every_page_that_shows_a_case_notes_who_has_read_it(world: World, case: Case, desk: Desk) -> None:
    """GIVEN all routes that show a case WHEN an advisor asks for one, twice THEN it is noted once that they have read it."""
    shown = [route.path for route in routes_of(world.inner) if "GET" in (route.methods or ()) and "{case_id}" in (route.path or "")]
    assert len(shown) >= 6
    for path in shown:
        reader = await world.signed_in(account=await world.account(Role.ADVISOR, name="Reader"))
        for _ in range(2):
            # Events are asked for as a page would, which gives none: a stream would not end.
            await reader.get("/console" + path.replace("{case_id}", case.id).replace("{form}", "md"))
        read = [event for event in desk.history(case.id) if event.what == "read" and event.who == reader.account.id]  # type: ignore[union-attr]
        assert len(read) == 1, path


# --- live
async def test_who_is_no_advisor_any_more_hears_no_more(world: World, dana: Browser, desk: Desk) -> None:
    """GIVEN a page that listens WHEN its account is an advisor's no more, but still signed in THEN it is told nothing, and its stream ends."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in dana.client.cookies.jar)
    heard = asyncio.Queue[str]()

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, object]:
        for message in asked:
            return message
        await asyncio.sleep(3600)
        return {}

    async def send(message: dict[str, object]) -> None:
        heard.put_nowait(bytes(message.get("body", b"")).decode())  # type: ignore[call-overload]

    scope = {
        "type": "http", "method": "GET", "path": f"{CASES}/events", "raw_path": b"", "query_string": b"have=old", "root_path": "",
        "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1), "server": ("localhost", 8110), "asgi": {"version": "3.0"},
        "headers": [(b"cookie", cookie.encode()), (b"accept", b"text/event-stream"), (b"host", b"localhost:8110")],
    }  # fmt: skip
    listening = asyncio.create_task(world.app(scope, receive, send))  # type: ignore[arg-type]
    try:
        assert await asyncio.wait_for(_until(heard, "news"), 5)
        console = world.inner.state.console
        await console.accounts.store.set_access(dana.account.id, roles=[Role.CURATOR])  # type: ignore[union-attr]
        desk.open("another", brief())
        tools(world).news.wake()
        await asyncio.wait_for(listening, 5)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert not any("news" in heard.get_nowait() for _ in range(heard.qsize()))


async def test_a_page_is_told_at_once_and_not_after_its_session(world: World, dana: Browser, case: Case, desk: Desk) -> None:
    """GIVEN a page that listens WHEN the user says something THEN it is told; who signs out hears no more."""
    await held(dana, case)
    page, heard = tools(world), asyncio.Queue[str]()

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, object]:
        for message in asked:
            return message
        await asyncio.sleep(3600)
        return {}

    async def send(message: dict[str, object]) -> None:
        heard.put_nowait(bytes(message.get("body", b"")).decode())  # type: ignore[call-overload]

    cookie = "; ".join(f"{one.name}={one.value}" for one in dana.client.cookies.jar)
    scope = {
        "type": "http", "method": "GET", "path": f"{CASES}/{case.id}/events", "raw_path": b"", "query_string": b"have=old", "root_path": "",
        "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1), "server": ("localhost", 8110), "asgi": {"version": "3.0"},
        "headers": [(b"cookie", cookie.encode()), (b"accept", b"text/event-stream"), (b"host", b"localhost:8110")],
    }  # fmt: skip
    listening = asyncio.create_task(world.app(scope, receive, send))  # type: ignore[arg-type]
    try:
        assert await _until(heard, "news")
        desk.user_said("web-talk", "hello", "m1")
        page.news.wake()
        assert await asyncio.wait_for(_until(heard, "news"), 0.9)
        # AND its user sees that the advisor is there
        assert page.presences.of(case.id)["advisor"].here
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def _until(heard: asyncio.Queue[str], what: str) -> bool:
    while what not in await heard.get():
        pass
    return True


async def test_who_asks_for_events_as_a_page_gets_none(dana: Browser) -> None:
    assert (await dana.get(f"{CASES}/events")).status_code == 406
