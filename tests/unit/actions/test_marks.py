"""Short answers that tell facts say which of them nobody has read in a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.bootstrap import Knowledge
from actions.common.standing import supporters
from actions.comparison import Compare
from actions.evaluation import EvaluateCredential
from actions.options import Details
from actions.plan import SavePlan
from knowledge.model import Credential
from tests.unit.actions.talk import Talk


def some(knowledge: Knowledge, holds: Callable[[Credential], bool]) -> Credential:
    """A credential with a known price, time and assessment of which this holds."""
    known = knowledge.catalogue.credentials.values()
    return next(one for one in known if one.cost_total is not None and one.weeks and one.assessment and holds(one))


def unread(one: Credential) -> bool:
    return not (one.source_of("cost") or one.source_of("duration") or one.source_of("assessment"))


def read(one: Credential) -> bool:
    return all(one.source_of(group) for group in ("cost", "duration", "assessment"))


def mark(text: str) -> str:
    """What the marks of a text name."""
    return " ".join(part.split(".")[0] for part in text.casefold().split("not verified: ")[1:])


@pytest.mark.parametrize(
    ("question", "named"),
    [("what is it", "price, time, assessment"), ("is it hard", "time, assessment")],
)
def test_a_short_answer_about_one_names_what_it_tells_that_nobody_read(knowledge: Knowledge, question: str, named: str) -> None:
    # GIVEN a credential without sources, and one with WHEN asked what it is or how hard THEN the first answer is marked, the second not
    assert mark(Talk(focus=some(knowledge, unread).id).say(question, "ask_details", Details()).text) == named
    assert mark(Talk(focus=some(knowledge, read).id).say(question, "ask_details", Details()).text) == ""


def test_the_rules_of_an_exam_come_with_where_the_assessment_was_read(knowledge: Knowledge) -> None:
    asked = "how many questions does it have and can I retake it"
    assert "Not verified in a source." in Talk(focus=some(knowledge, unread).id).say(asked, "ask_details", Details()).text
    assert "Source: " in Talk(focus=some(knowledge, read).id).say(asked, "ask_details", Details()).text


def test_an_answer_leaves_no_gap_where_there_is_nothing_to_mark(knowledge: Knowledge) -> None:
    for question in ("what is it", "is it hard", "how long is it valid"):
        for one in (some(knowledge, read), some(knowledge, unread)):
            assert "  " not in Talk(focus=one.id).say(question, "ask_details", Details()).text


def test_a_verdict_names_what_it_tells_that_nobody_read(knowledge: Knowledge) -> None:
    reply = Talk(focus=some(knowledge, unread).id).say("is it worth it", "evaluate_credential", EvaluateCredential())
    facts = next(line for line in reply.text.splitlines() if line.startswith("Cost: "))
    assert mark(facts) == "price, time"
    assert reply.cards[0]["verified"]["cost"] is False


def test_the_cheapest_is_told_with_its_mark(knowledge: Knowledge) -> None:
    ids = [one.id for one in knowledge.catalogue.credentials.values() if unread(one) and one.cost_total][:2]
    assert mark(Talk(shown_options=ids).say("which one is cheapest", "compare_options", Compare()).text).startswith("price")


def test_a_plan_names_what_it_tells_that_nobody_read(knowledge: Knowledge) -> None:
    # GIVEN a credential without sources WHEN its plan is saved THEN the day that rests on its time is marked, and its facts are in the file
    key = some(knowledge, unread).id
    reply = Talk(goal="skill_gap", target_skills=["SQL"], shown_options=[key], focus=key).say("save my plan", "save_plan", SavePlan())
    assert mark(reply.text).startswith("time")
    facts = [line for line in reply.cards[0]["markdown"].splitlines() if line.startswith(("- Cost:", "- Time:"))][:2]
    assert [line.endswith("(not verified)") for line in facts] == [True, True]


def test_who_recognises_it_is_marked_where_nobody_has_read_that(knowledge: Knowledge) -> None:
    # GIVEN rows of the ledger with and without a source WHEN those who recognise it are named THEN those without are marked
    known = knowledge.catalogue
    row = next(one for one in known.ledger if one.verified and one.basis == "endorsed")
    other = replace(row, id="x", recogniser="Beta Bank", source=None)
    again = replace(row, id="y", source=None)
    names = supporters(replace(known, ledger=(row, other, again)), known.credentials[row.credential])
    assert set(names) == {row.recogniser, "Beta Bank (not verified)"}


def test_the_card_of_a_comparison_tells_what_was_read(knowledge: Knowledge) -> None:
    pair = [some(knowledge, unread).id, some(knowledge, read).id]
    card = Talk(shown_options=pair).say("compare them", "compare_options", Compare()).cards[0]
    assert [column["verified"]["cost"] for column in card["columns"]] == [False, True]
    assert next(row["groups"] for row in card["rows"] if row["label"] == "Time") == ["duration"]
