"""How the goal is found, what is asked, and how often."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Action

from actions.bootstrap import Knowledge
from actions.common.profile import likely_goal
from actions.common.told_goals import two_goals
from actions.common.turn import Turn
from actions.conversation import Continue, NotUnderstood
from actions.goals import QUESTION_ACTIONS, CareerChangeForm, ExplorationForm, GoalForm
from actions.posting import JobPosting
from tests.unit.actions.talk import Reply, Talk, act, tracker


def question(slot: str) -> Action:
    """The action that asks for a slot."""
    return next(action for action in QUESTION_ACTIONS if action.slot == slot)()  # type: ignore[attr-defined, no-any-return]


def asked_by(talk: Talk, form: GoalForm) -> Reply:
    """What a form that has just been started asks."""
    decided = act(form, tracker("anything", slots=talk.slots))
    return act(question(decided.slots["requested_slot"]), tracker("anything", slots=decided.slots))


@pytest.mark.parametrize(
    ("slots", "goal"),
    [
        ({"target_role": "Data analyst", "current_role": "Store manager"}, "career_change"),
        ({"field": "Cybersecurity", "current_role": "Registered nurse"}, "career_change"),
        ({"target_skills": ["SQL"]}, "skill_gap"),
        ({"field": "UX and design"}, "exploration"),
        ({"held_credentials": ["Bachelor's degree in biology"]}, "complement"),
        ({"held_credentials": ["Project Management Professional (PMP)"], "words": "PMP since 2015"}, "currency"),
    ],
)
def test_the_goal_follows_from_the_facts(knowledge: Knowledge, slots: dict[str, Any], goal: str) -> None:
    words = slots.pop("words", "")
    assert likely_goal(slots, knowledge.catalogue, words) == (goal, True)


def test_an_inferred_goal_is_said(knowledge: Knowledge) -> None:
    """GIVEN nothing WHEN a field alone is told THEN the goal is taken, and told with the next question."""
    talk = Talk()
    talk.say("UX design", "inform", Continue())
    assert talk.slots["goal"] == "exploration"
    assert "explore a field" in asked_by(talk, ExplorationForm()).text


def test_the_goal_is_asked_twice_at_most() -> None:
    """GIVEN somebody who never says what it is for WHEN he goes on THEN the likeliest goal is taken after two questions."""
    talk = Talk()
    replies = [talk.say(text, "affirm", Continue()) for text in ("yes", "sure", "ok")]
    assert [bool(reply.buttons) for reply in replies] == [True, True, False]
    assert replies[0].text != replies[1].text
    assert talk.slots["goal"] == "exploration"


@pytest.mark.parametrize(("text", "goal"), [("explore", "exploration"), ("show currency", "currency"), ("career change", "career_change")])
def test_a_goal_can_be_typed_like_its_button(text: str, goal: str) -> None:
    talk = Talk()
    talk.say(text, "nlu_fallback", NotUnderstood())
    assert talk.slots["goal"] == goal


def test_a_guessed_goal_gives_way_to_one_that_is_told() -> None:
    talk = Talk(goal="exploration", goal_guessed=True, field="UX and design", requested_slot="max_cost")
    talk.say("I want to change career", "goal_career_change")
    assert (talk.slots["goal"], talk.slots["field"]) == ("career_change", "UX and design")


def test_no_slot_is_asked_for_a_third_time() -> None:
    """GIVEN a question asked twice WHEN the answer is another fact THEN the next question is another one."""
    talk = Talk(goal="career_change", field="Human resources", requested_slot="target_role", ask_counts={"target_role": 2})
    talk.say("I'm a nurse", "inform", CareerChangeForm())
    assert talk.slots["requested_slot"] != "target_role"


def test_typical_jobs_of_the_field_are_offered(knowledge: Knowledge) -> None:
    talk = Talk(goal="career_change", field="Human resources", requested_slot="target_role")
    reply = talk.say("human resources", "inform", question("target_role"))
    titles = [button["title"] for button in reply.buttons]
    assert len(titles) == 5
    assert all(knowledge.catalogue.roles[title].field == "hr" for title in titles[:3])


def test_a_question_given_up_is_told_in_one_line() -> None:
    """GIVEN a name asked for twice WHEN it is unknown again THEN it is left open, and not asked to be said differently."""
    talk = Talk(goal="career_change", requested_slot="target_role", ask_counts={"target_role": 2})
    talk.say("zorgling", "inform", CareerChangeForm())
    reply = act(question(talk.slots["requested_slot"]), tracker("zorgling", slots=talk.slots))
    assert "differently" not in reply.text
    assert "leave that open" in reply.text


def test_nothing_understood_is_owned_up_to() -> None:
    """GIVEN a shortlist WHEN something is said that means nothing here THEN that is said, with readings to choose from."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"], receipt="r", shown_options=["cs50-databases-sql"])
    reply = talk.say("I'm in Texas", "inform", Continue())
    assert "not sure" in reply.text
    assert len(reply.buttons) == 3
    assert len({button["title"] for button in reply.buttons}) == 3


def test_a_credentials_name_alone_is_asked_about() -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"], receipt="r", shown_options=["cs50-databases-sql"])
    reply = talk.say("aphr", "inform", Continue())
    assert [button["payload"].split("{")[0] for button in reply.buttons[:2]] == ["/evaluate_credential", "/inform"]


def test_what_is_known_is_said_to_be() -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"], receipt="r", shown_options=["cs50-databases-sql"], max_cost=300.0)
    assert "budget: up to $300" in talk.say("my budget is 300 dollars", "inform", Continue()).text


def test_a_name_is_quoted_without_the_words_around_it() -> None:
    talk = Talk(goal="exploration", requested_slot="field")
    talk.say("show me bioinformatics ones", "inform")
    assert talk.slots["heard"]["unknown"] == ["bioinformatics"]


def test_what_is_no_posting_tells_facts() -> None:
    """GIVEN facts that were taken for a posting WHEN they are read THEN they count, and no posting is asked for."""
    talk = Talk()
    reply = talk.say("paraprofessional sounds good, what do I need for that", "share_job_posting", JobPosting())
    assert talk.slots["target_role"] == "Teaching assistant"
    assert "Paste" not in reply.text


def test_a_degree_that_a_posting_asks_for_is_set_against_the_one_held() -> None:
    posting = "Data Analyst - Acme Corp\nRequirements: SQL, Excel, Tableau, Bachelor's degree"
    held = Talk(held_credentials=["Bachelor's degree in business"]).say(posting, "share_job_posting", JobPosting())
    none = Talk().say(posting, "share_job_posting", JobPosting())
    assert "Bachelor's degree (you have it)" in held.text
    assert "you have it" not in none.text


@pytest.mark.parametrize(("confidence", "goal"), [(0.3, "skill_gap"), (0.8, "complement")])
def test_only_a_plain_goal_replaces_the_one_at_work(confidence: float, goal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Turn, "confidence", property(lambda _: confidence))
    talk = Talk(goal="skill_gap", target_skills=["SQL"], target_role="Data analyst", receipt="r", shown_options=["cs50-databases-sql"])
    talk.say("I'd like a certificate with a name that HR knows", "goal_complement")
    assert talk.slots["goal"] == goal


def test_plain_words_decide_between_two_near_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Turn, "confidence", property(lambda _: 0.42))
    ranking = [{"name": "goal_exploration", "confidence": 0.42}, {"name": "goal_skill_gap", "confidence": 0.32}]
    talk = Talk()
    talk.say("I want to learn more about telehealth", "goal_exploration", intent_ranking=ranking)
    assert talk.slots["goal"] == "skill_gap"


@pytest.mark.parametrize(
    ("answer", "field"), [("hr", "Human resources"), ("finance", "Finance and accounting"), ("idk, any", "Human resources")]
)
def test_one_of_several_readings_is_chosen(answer: str, field: str) -> None:
    """GIVEN a name that may be several fields WHEN one is named in short, or left open THEN it is that one, or the likeliest."""
    asked = {"slot": "field", "quote": "office", "candidates": ["Human resources", "Finance and accounting"]}
    talk = Talk(current_role="Warehouse worker", heard={"ambiguous": [asked]})
    talk.say(answer, "inform")
    assert talk.slots["field"] == field


def test_no_to_one_thing_leaves_the_question_for_another_open(knowledge: Knowledge) -> None:
    """GIVEN the question for a field WHEN the answer only says that there is no degree THEN the field is asked for again."""
    talk = Talk(goal="exploration", requested_slot="field", ask_counts={"field": 1})
    talk.say("I don't have a degree", "deny", ExplorationForm())
    assert talk.slots["requested_slot"] == "field"


def test_fields_near_to_what_was_told_are_offered(knowledge: Knowledge) -> None:
    talk = Talk(goal="career_change", current_role="Registered nurse", requested_slot="field")
    reply = talk.say("hm, let me think", "inform", question("field"))
    titles = [button["title"] for button in reply.buttons]
    assert "Health informatics and administration" in titles
    assert titles[-1] == "I'm not sure yet"


def test_a_licence_is_told_as_soon_as_the_job_is_named(knowledge: Knowledge) -> None:
    talk = Talk(goal="career_change", requested_slot="max_cost")
    reply = talk.say("I want to be an electrician", "goal_career_change", question("max_cost"))
    assert "by law" in reply.text


@pytest.mark.parametrize("text", ["ohio", "I'm in Dayton, Ohio"])
def test_a_place_is_owned_up_to(knowledge: Knowledge, text: str) -> None:
    """GIVEN any question WHEN the answer is a place THEN it is said that nothing is looked up by place."""
    reply = Talk(goal="skill_gap", target_skills=["SQL"], requested_slot="max_cost").say(text, "inform", question("max_cost"))
    assert "place" in reply.text


# --- two goals at once ------------------------------------------------------------------------------------------------

BOTH = "I need to learn SQL for my job. I also want to become a UX designer one day"


def test_two_goals_are_asked_about_and_the_other_is_kept(knowledge: Knowledge) -> None:
    """GIVEN a message with two goals WHEN it is read THEN the first is taken up alone, and it is asked which shall come first."""
    talk = Talk()
    talk.say(BOTH, "goal_skill_gap")
    assert (talk.slots["goal"], talk.slots["target_skills"]) == ("skill_gap", ["SQL"])
    assert not talk.slots.get("target_role"), "the second goal's aim is not mixed into the first"
    reply = act(question("max_cost"), tracker(BOTH, "goal_skill_gap", slots=talk.slots))
    assert [button["payload"] for button in reply.buttons] == ["/goal_skill_gap", "/goal_career_change"]


def test_the_other_goal_can_come_first(knowledge: Knowledge) -> None:
    """GIVEN two goals WHEN the second is chosen THEN its aim counts, and the first one waits."""
    talk = Talk()
    talk.say(BOTH, "goal_skill_gap")
    talk.say("/goal_career_change", "goal_career_change")
    assert (talk.slots["goal"], talk.slots["target_role"]) == ("career_change", "UX designer")
    assert not talk.slots.get("target_skills")
    assert talk.slots["later_goal"]["goal"] == "skill_gap"


@pytest.mark.parametrize(
    "text",
    [
        "I want to learn SQL and Python for my job",
        "I want to become a data analyst. I also need to learn it cheaply",
        "I want to change careers and become a nurse",
    ],
)
def test_one_goal_in_two_sentences_stays_one(text: str) -> None:
    found = two_goals(text)
    assert found is None or {one.goal for one in found} != {"career_change"}
