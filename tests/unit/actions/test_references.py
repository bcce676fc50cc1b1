"""Which of the options shown, or of the catalogue, a message is about."""

from __future__ import annotations

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.bootstrap import Knowledge
from actions.common.references import References, placed_in_list, references, unknown_name, usual_cost_usd
from actions.common.turn import Turn
from knowledge.model import Catalogue, Credential
from tests.unit.actions.talk import tracker


@pytest.fixture(scope="module")
def shown(knowledge: Knowledge) -> list[str]:
    """Five credentials of different issuers, one of them Google's; the costs and times differ, and exactly one is free."""
    ranked = sorted(knowledge.catalogue.credentials.values(), key=lambda one: one.id)
    google = next(one for one in ranked if one.issuer == "Google" and usual_cost_usd(one) and one.weeks)
    picked: list[Credential] = [google]
    for wants_free in (False, True, False, False):
        picked.append(next(one for one in ranked if one.is_free == wants_free and _stands_apart(one, picked)))
    return [one.id for one in picked]


def _stands_apart(one: Credential, others: list[Credential]) -> bool:
    if not one.weeks or usual_cost_usd(one) is None or (not one.is_free and one.cost.currency != "USD"):
        return False
    return all(
        one.issuer != other.issuer and usual_cost_usd(one) != usual_cost_usd(other) and (other.weeks or [0])[0] != one.weeks[0]
        for other in others
    )


def meant(
    knowledge: Knowledge, text: str, shown: list[str], focus: str | None = None, intent: str = "ask_details", **more: str
) -> References:
    entities = [{"entity": name, "value": value} for name, value in more.items()]
    given = tracker(text, intent, slots={"shown_options": shown, "focus": focus}, entities=entities)
    return references(Turn(CollectingDispatcher(), given, knowledge))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("tell me about the first one", [1]),
        ("the second", [2]),
        ("what about number 3?", [3]),
        ("#4 please", [4]),
        ("option five", [5]),
        ("3", [3]),
        ("2 and 4", [2, 4]),
        ("1, 2 and 5", [1, 2, 5]),
        ("the last one", [5]),
        ("the last two", [4, 5]),
        ("compare the first two", [1, 2]),
        ("compare the first and the third", [1, 3]),
        ("the third and the first", [3, 1]),
        ("compare all of them", [1, 2, 3, 4, 5]),
        ("your top pick", [1]),
        ("number 9", []),
    ],
)
def test_by_place_in_the_list(knowledge: Knowledge, shown: list[str], text: str, places: list[int]) -> None:
    assert list(meant(knowledge, text, shown).ids) == [shown[place - 1] for place in places]


def test_both_are_the_two_shown(knowledge: Knowledge, shown: list[str]) -> None:
    for text in ("both", "compare both", "tell me about both of them"):
        assert list(meant(knowledge, text, shown[:2]).ids) == shown[:2], text


def test_more_than_there_are_is_what_there_is(knowledge: Knowledge, shown: list[str]) -> None:
    assert list(meant(knowledge, "the last two", shown[:1]).ids) == shown[:1]
    assert list(meant(knowledge, "the first three", shown[:2]).ids) == shown[:2]


def test_by_cost_and_time(knowledge: Knowledge, shown: list[str]) -> None:
    credentials = [knowledge.catalogue.credentials[key] for key in shown]
    cheapest, dearest = (pick(credentials, key=lambda one: usual_cost_usd(one) or 0).id for pick in (min, max))
    shortest = min(credentials, key=lambda one: one.weeks[0] if one.weeks else 0).id
    assert meant(knowledge, "the cheap one", shown).ids == (cheapest,)
    assert meant(knowledge, "the cheapest", shown).ids == (cheapest,)
    assert meant(knowledge, "the most expensive one", shown).ids == (dearest,)
    assert meant(knowledge, "why the shortest one?", shown).ids == (shortest,)
    assert meant(knowledge, "the free one", shown).ids == tuple(one.id for one in credentials if one.is_free)


def test_prices_in_other_currencies_are_compared_in_dollars(knowledge: Knowledge) -> None:
    """5,000 rupees are less than 100 dollars."""
    catalogue = knowledge.catalogue
    rupees = _with_cost(catalogue, "INR", 5000)
    dollars = _with_cost(catalogue, "USD", 100, but=rupees)
    priced = {**catalogue.credentials, rupees.id: rupees, dollars.id: dollars}
    world = type(catalogue)(**{**{name: getattr(catalogue, name) for name in catalogue.__dataclass_fields__}, "credentials": priced})
    assert placed_in_list("the cheapest one", [dollars.id, rupees.id], world) == [rupees.id]
    assert placed_in_list("the most expensive one", [rupees.id, dollars.id], world) == [dollars.id]


def _with_cost(catalogue: Catalogue, currency: str, amount: float, but: Credential | None = None) -> Credential:
    from dataclasses import replace

    from knowledge.model import Cost

    one = next(one for one in catalogue.credentials.values() if but is None or one.id != but.id)
    return replace(one, cost=Cost(currency, amount, exam=0))


def test_by_issuer_among_those_shown(knowledge: Knowledge, shown: list[str]) -> None:
    assert meant(knowledge, "tell me more about the Google one", shown).ids == (shown[0],)


def test_by_name_whatever_is_shown(knowledge: Knowledge, shown: list[str]) -> None:
    other = next(
        one for key, one in knowledge.catalogue.credentials.items() if key not in shown and one.name.startswith("CompTIA Security+")
    )
    assert meant(knowledge, "is Security+ worth it", shown).ids == (other.id,)
    assert meant(knowledge, "is Security+ worth it", []).ids == (other.id,)


def test_a_name_and_a_place_together(knowledge: Knowledge, shown: list[str]) -> None:
    assert meant(knowledge, "compare the second with Security+", shown).ids[1:] == (shown[1],)


def test_it_is_what_was_talked_about_last(knowledge: Knowledge, shown: list[str]) -> None:
    assert meant(knowledge, "how long does it take", shown, focus=shown[2]).ids == (shown[2],)
    assert meant(knowledge, "how long does it take", shown[:1]).ids == (shown[0],)
    assert meant(knowledge, "how long does it take", shown).ids == ()


def test_a_pressed_button_names_its_credential(knowledge: Knowledge, shown: list[str]) -> None:
    assert meant(knowledge, "/ask_details{…}", shown, credential=shown[3]).ids == (shown[3],)
    assert meant(knowledge, "/ask_details{…}", shown, credential="no-such") == References(unknown="no-such")


def test_without_a_list_places_mean_nothing(knowledge: Knowledge) -> None:
    assert meant(knowledge, "the second one", []).ids == ()


def test_what_left_the_catalogue_is_not_shown_any_more(knowledge: Knowledge, shown: list[str]) -> None:
    assert meant(knowledge, "the first one", ["gone-since-yesterday", *shown]).ids == (shown[0],)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("is the Foobar Guild badge worth it", "Foobar Guild"),
        ("is it worth it", ""),
        ("What about the ZXQ-9000 exam?", "ZXQ-9000"),
        ("How long does it take?", ""),
    ],
)
def test_words_that_look_like_a_name(text: str, name: str) -> None:
    assert unknown_name(text) == name
