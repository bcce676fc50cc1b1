"""What holds for every reply, and the small parts of conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from actions.bootstrap import Knowledge
from actions.common.references import usual_cost_usd
from actions.common.turn import Turn
from actions.common.wording import utterance
from actions.comparison import Compare
from actions.conversation import Continue, NotUnderstood, SmallTalk
from actions.evaluation import AskRecognition, EvaluateCredential
from actions.goals import Recommend
from actions.options import Details, ExplainExclusion, ExplainOption, Refine, ShowMore, WhatIf
from actions.pathway import ShowPathway
from actions.plan import SavePlan
from actions.posting import JobPosting
from bot.cards.models import AnyCard
from bot.cards.text import as_text
from tests.unit.actions.talk import Talk, act, tracker

CARDS: TypeAdapter[Any] = TypeAdapter(AnyCard)
POSTING = """Data Analyst, Acme Corp

Responsibilities
- Build dashboards

Requirements
- SQL
- Tableau

Preferred
- Python
- Security+ certification
"""
TURNS: list[tuple[str, str, Action]] = [
    ("go on", "inform", Recommend()),
    ("tell me about the first one", "ask_details", Details()),
    ("compare the first two", "compare_options", Compare()),
    ("why the first one", "explain_option", ExplainOption()),
    ("why not PMP", "explain_exclusion", ExplainExclusion()),
    ("what if I had 20 dollars", "what_if", WhatIf()),
    ("who recognises Security+", "ask_recognition", AskRecognition()),
    ("is Security+ worth it", "evaluate_credential", EvaluateCredential()),
    ("is the Foobar Guild badge worth it", "evaluate_credential", EvaluateCredential()),
    ("where does Security+ lead", "ask_pathway", ShowPathway()),
    ("cheaper", "refine", Refine()),
    ("another issuer", "refine", Refine()),
    ("show more", "show_more", ShowMore()),
    (POSTING, "share_job_posting", JobPosting()),
    ("save my plan", "save_plan", SavePlan()),
    ("I have 300 dollars", "inform", Continue()),
    ("asdf", "nlu_fallback", NotUnderstood()),
]


def test_every_reply_stands_alone() -> None:
    """GIVEN a conversation that uses everything WHEN it is held THEN each reply is whole."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"])
    for text, intent, action in TURNS:
        reply = talk.say(text, intent, action)
        assert reply.messages, text
        for message in reply.messages:
            assert message["text"].strip(), text
            assert "\n\n" not in message["text"], text
            assert not {"None", "null"} & set(message["text"].split()), text
            assert "{" not in message["text"], text
            assert len(message["buttons"]) <= 5, text
            assert all(button["title"] and button["payload"] for button in message["buttons"]), text
        for card in reply.cards:
            CARDS.validate_python(card)
        json.dumps(reply.events, allow_nan=False)


def test_a_shortlist_names_its_options_in_the_order_shown() -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"])
    reply = talk.say("go on", "inform", Recommend())
    card = reply.cards[0]
    assert [option["id"] for option in card["options"]] == talk.slots["shown_options"]
    assert as_text(CARDS.validate_python(card)) in reply.messages[0]["text"]


def test_cheaper_is_measured_in_dollars(knowledge: Knowledge) -> None:
    shown = [key for key, one in sorted(knowledge.catalogue.credentials.items()) if one.cost.currency != "USD" and one.cost_total][:2]
    talk = Talk(goal="skill_gap", target_skills=["SQL"], shown_options=shown)
    talk.say("cheaper please", "refine", Refine())
    rates = {"INR": 0.0135, "JPY": 0.0085}
    dearest = max(knowledge.catalogue.credentials[key].cost_total or 0 for key in shown)
    assert talk.slots["narrowed"]["max_cost"] < dearest * max(2, *rates.values())
    assert talk.slots["narrowed"]["max_cost"] == max(usual_cost_usd(knowledge.catalogue.credentials[key]) or 0 for key in shown) - 1
    assert talk.slots.get("max_cost") is None  # what was told stays as it was told


def test_what_a_supposition_changes_stays_supposed() -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"], max_cost=500.0)
    talk.say("go on", "inform", Recommend())
    before = {name: talk.slots.get(name) for name in ("max_cost", "target_skills", "goal")}
    talk.say("what if I had nothing to spend", "what_if", WhatIf())
    assert {name: talk.slots.get(name) for name in before} == before


def test_said_texts_take_turns(knowledge: Knowledge) -> None:
    turn = Turn(CollectingDispatcher(), tracker(), knowledge)
    texts = [turn.words("utter_thanks").text for _ in range(4)]
    assert len(set(texts[:3])) == 3
    assert texts[3] == texts[0]


def test_what_is_said_never_has_a_blank_line(knowledge: Knowledge) -> None:
    """Rasa's REST channel would cut the message there."""
    turn = Turn(CollectingDispatcher(), tracker(), knowledge)
    turn.say("utter_unknown_name", name="my\n\n  \nname")
    turn.tell("one\r\n\r\ntwo\n")
    assert [message["text"].count("\n") for message in turn.dispatcher.messages] == [1, 1]


# --- another language -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("es", "inglés"),
        ("zh", "英语"),
        ("ar", "الإنجليزية"),
        ("tl", "Ingles"),
        ("pl", "I only work in English"),
        (None, "I only work in English"),
    ],
)
def test_another_language_is_answered_in_that_language(code: str | None, told: str) -> None:
    """GIVEN what NLU says of the language WHEN there is a line in it THEN it is said, else the English one."""
    entities = [{"entity": "language", "value": code}] if code else []
    reply = act(SmallTalk(), tracker("…", "other_language", entities=entities))
    assert told in reply.text


def test_the_privacy_answer_names_every_store() -> None:
    """GIVEN the stores that a conversation fills THEN the answer about privacy names each, and how to see, copy and delete them."""
    told = utterance("utter_faq_privacy", 0).text
    assert "two things" not in told
    assert all(store in told for store in ("this talk", "profile", "receipt", "others said", "your case", "contact"))
    assert all(f'"{words} my data"' in told for words in ("export", "delete"))
