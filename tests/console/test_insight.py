"""The page of insight: who sees which pictures, what stands in them, ranges and files."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.console.audit.log import Wanted
from bot.console.insight.pictures import SPECS, wording
from bot.gateway.conversations.tables import tallies
from cases.tables import CaseRow
from knowledge.store.database import writing
from tests.console.conftest import ORIGIN, World
from tests.console.page import Browser
from tests.support.gateway import Caller
from tests.support.stand_in_rasa import Replies, by_first_word, stand_in

TODAY = date(2026, 11, 29)
HERE = "/console/insight"
TITLES = {key: str(words["title"]) for key, words in wording()["pictures"].items()}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_TODAY", TODAY.isoformat())


async def counted(world: World, kind: str, days_ago: int = 3, **counts: int) -> None:
    """Put numbers into the store; ``hour`` and ``channel`` are the usual ones unless they are named as a kind."""
    values = [
        {
            "kind": kind,
            "what": what,
            "day": TODAY - timedelta(days=days_ago),
            "hour": 10,
            "channel": "web",
            "goal": "",
            "field": "",
            "count": count,
        }
        for what, count in counts.items()
    ]
    await world.gateway.store.database.write(lambda connection: connection.execute(tallies.insert(), values))


async def begun(world: World, *, channel: str = "web", hour: int = 10, count: int) -> None:
    value: dict[str, Any] = {"kind": "stage", "what": "begun", "day": TODAY - timedelta(days=3), "goal": "", "field": ""}
    value |= {"hour": hour, "channel": channel, "count": count}
    await world.gateway.store.database.write(lambda connection: connection.execute(tallies.insert(), [value]))


async def table(browser: Browser, key: str, query: str = "") -> list[list[str]]:
    """The file of a picture."""
    answer = await browser.get(f"{HERE}/{key}.csv?{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def section(browser: Browser, key: str) -> str:
    """What the page shows of a picture, markup and all."""
    return next(part for part in browser.page.text.split("<section") if f'id="{key}-title"' in part)


# --- from a conversation to the page
def answer(message: str) -> Replies:
    told = {"goal": "career_change", "field": "Data and analytics", "unmet": ["Juggling"]}
    return [{**reply, "counted": told} for reply in by_first_word(message)]


@pytest.fixture
async def web(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """Visitors of the website, before a server that answers as Rasa does; what they say today is looked at tomorrow."""
    monkeypatch.setenv("CREDWISE_TODAY", (datetime.now(UTC) + timedelta(days=1)).date().isoformat())
    async with stand_in(answer) as rasa, httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url=ORIGIN) as client:
        monkeypatch.setenv("CREDWISE_RASA_URL", rasa.url)
        yield client


async def test_what_visitors_did_today_stands_on_the_page_tomorrow(world: World, web: httpx.AsyncClient, advisor: Browser) -> None:
    # GIVEN twenty conversations: ten get to a shortlist, five of them to a plan
    for number in range(20):
        caller = await Caller.begin(web)
        for text in ["hello", *["options, please"] * (number < 10), *["plan, save it"] * (number < 5)]:
            await caller.ask(text)
    # WHEN an advisor looks the day after
    page = await advisor.get(f"{HERE}?days=7")
    assert page.status_code == 200
    # THEN the funnel, the goal and the wanted skill are there, in the picture and in the file
    for words in ("First message", "20 · 100 %", "10 · 50 %", "5 · 25 %"):
        assert words in section(advisor, "funnel"), words
    assert (await table(advisor, "funnel", "days=7"))[1:] == [
        ["First message", "20", "100 %"],
        ["Shortlist or advice", "10", "50 %"],
        ["Plan saved", "5", "25 %"],
    ]
    assert ["Change career", "20"] in await table(advisor, "goals", "days=7")
    assert ["Juggling", "20"] in await table(advisor, "skills", "days=7")
    assert ["Website", "20"] in await table(advisor, "channels", "days=7")


# --- nobody is found
async def test_small_numbers_stand_nowhere(world: World, advisor: Browser) -> None:
    # GIVEN a skill that three people wanted, a field of two, and seven conversations of another field
    await counted(world, "unmet", Falconry=3, SQL=41)
    await counted(world, "field", Zoology=2, Nursing=7)
    await advisor.get(HERE)
    # THEN neither the numbers nor the rare names are on the page or in the files
    for key, rare, often in (("skills", "Falconry", ["SQL", "40"]), ("fields", "Zoology", ["Nursing", "5"])):
        rows = await table(advisor, key)
        assert rows[1:] == [often, ["All others", "under 5"]]
        assert rare not in str(rows)
    await advisor.get(HERE)
    assert "Falconry" not in advisor.page.text
    assert "Zoology" not in advisor.page.text


async def test_rare_names_together_are_shown_where_they_are_enough(world: World, advisor: Browser) -> None:
    await counted(world, "unmet", Falconry=3, Juggling=4, Origami=4)
    assert (await table(advisor, "skills"))[1:] == [["All others", "10"]]


async def test_two_pictures_that_would_tell_of_each_other_are_withheld(world: World, advisor: Browser) -> None:
    # GIVEN eight conversations of the website, four at one hour and four at another: who sees 10 in all and two hours under five knows both
    await begun(world, hour=9, count=4)
    await begun(world, hour=10, count=4)
    for hour in range(24):  # all other hours are told to have had many, so that nothing else is open
        if hour not in (9, 10):
            await begun(world, channel="slack", hour=hour, count=12)
    # THEN neither picture is shown, and the funnel does not tell the sum
    await advisor.get(HERE)
    for key in ("channels", "hours"):
        assert wording()["nothing"] in section(advisor, key)
        assert "<svg" not in section(advisor, key)
    assert [(await table(advisor, key))[1:] for key in ("channels", "hours")] == [[], []]
    assert (await table(advisor, "funnel"))[1][:2] == ["First message", "under 5"]


async def test_the_first_number_of_the_funnel_is_the_sum_of_what_is_shown(world: World, advisor: Browser) -> None:
    """GIVEN a channel that is hidden THEN no total tells of it."""
    await begun(world, count=41)
    await begun(world, channel="slack", hour=11, count=3)
    assert (await table(advisor, "channels"))[1:3] == [["Website", "40"], ["Slack", "under 5"]]
    assert (await table(advisor, "funnel"))[1][:2] == ["First message", "40"]


async def test_a_share_of_a_hidden_number_is_told_as_a_bound(world: World, advisor: Browser) -> None:
    await counted(world, "turn", days_ago=3, answered=98, not_understood=2)
    await counted(world, "turn", days_ago=2, answered=75, not_understood=25)
    rows = {row[0]: row[1:] for row in await table(advisor, "understood", "days=7")}
    assert rows["Nov 26"] == ["100", "under 5", "under 5 %"]
    assert rows["Nov 27"] == ["100", "25", "25 %"]
    assert rows["Nov 25"] == ["under 5", "under 5", "not told"]


async def test_cases_are_counted_by_reason_and_outcome(world: World, advisor: Browser) -> None:
    # GIVEN cases of these days, and one that was opened before them, in the office's time
    def opened(at: datetime, reason: str, outcome: str | None) -> CaseRow:
        state = "closed" if outcome else "waiting"
        return CaseRow(id=f"{len(made):016}", state=state, triage="soon", reason=reason, outcome=outcome, opened=at, tags=[])

    made: list[CaseRow] = []
    for _ in range(11):
        made.append(opened(datetime(2026, 11, 24, 15, tzinfo=UTC), "asked_for", "answered"))
    for _ in range(6):
        made.append(opened(datetime(2026, 11, 22, 6, tzinfo=UTC), "appeal", None))  # one in the morning in New York
    made.append(opened(datetime(2026, 11, 22, 4, tzinfo=UTC), "appeal", None))  # the evening before
    with writing(world.gateway.desk.engine) as session:
        session.add_all(made)
    reasons = dict((await table(advisor, "handoffs", "days=7"))[1:])
    assert (reasons["asked for a person"], reasons["appeal"], reasons["distress"]) == ("10", "5", "under 5")
    assert (await table(advisor, "outcomes", "days=7"))[1:] == [["answered", "10"], ["waiting", "5"], ["All others", "under 5"]]


# --- days
async def test_only_the_days_asked_for_count(world: World, advisor: Browser) -> None:
    for days_ago in (0, 1, 7, 8, 40):
        await counted(world, "unmet", days_ago, **{f"{days_ago} days ago": 20})
    seen = {
        query: [row[0] for row in await table(advisor, "skills", query)][1:-1]
        for query in ("days=7", "days=90", "since=2026-11-01&until=2026-11-22")
    }
    assert seen["days=7"] == ["1 days ago", "7 days ago"]
    assert seen["days=90"] == ["1 days ago", "40 days ago", "7 days ago", "8 days ago"]
    assert seen["since=2026-11-01&until=2026-11-22"] == ["7 days ago", "8 days ago"]


async def test_days_that_cannot_be_shown_are_told_in_words(advisor: Browser) -> None:
    page = await advisor.get(f"{HERE}?since=2026-11-25&until=2026-11-27")
    assert page.status_code == 422
    assert "Choose at least 7 days" in advisor.text


async def test_an_empty_page_says_so(advisor: Browser) -> None:
    page = await advisor.get(HERE)
    assert page.status_code == 200
    assert advisor.text.count(wording()["nothing"]) == len(SPECS)


# --- who
async def test_advisors_and_admins_see_all_and_curators_the_skills(advisor: Browser, admin: Browser, curator: Browser) -> None:
    for browser, keys in ((advisor, set(SPECS)), (admin, set(SPECS)), (curator, {"skills"})):
        await browser.get(HERE)
        assert {key for key, title in TITLES.items() if f">{title}</h2>" in browser.page.text} == keys
        for key in SPECS:
            assert (await browser.get(f"{HERE}/{key}.csv")).status_code == (200 if key in keys else 404)


async def test_a_stranger_is_led_to_sign_in(stranger: Browser) -> None:
    for path in (HERE, f"{HERE}/goals.csv"):
        answer = await stranger.client.get(path)
        assert answer.headers["location"].startswith("/console/sign-in")


async def test_who_takes_a_file_stands_in_the_audit_log(world: World, advisor: Browser) -> None:
    await table(advisor, "goals")
    (entry,) = await world.console.audit.find(Wanted(action="insight.downloaded"), None, 5)
    assert advisor.account
    assert (entry.account, entry.subject) == (advisor.account.id, "goals")


async def test_a_picture_has_words_for_who_does_not_see_it(world: World, advisor: Browser) -> None:
    await begun(world, count=20)
    await advisor.get(HERE)
    shown = section(advisor, "channels")
    assert 'role="img" aria-labelledby="channels-title channels-says"' in shown
    assert "Website: 20." in shown
    assert "<table>" in shown
    assert "style=" not in advisor.page.text, "the policy forbids it"
