"""Questions about one side of an option, about which of several, and about what no catalogue has: short answers to what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from actions.bootstrap import Knowledge
from actions.common.asides import aside_of
from actions.common.profile import profile_of
from actions.common.references import References, references
from actions.common.standing import standing, supporters
from actions.comparison import Compare
from actions.conversation import Continue, NotUnderstood, OutOfScope
from actions.evaluation import AskRecognition, EvaluateCredential
from actions.faq import AnswerFaq
from actions.goals import Recommend
from actions.options import Details, ExplainExclusion, ExplainOption, Refine, WhatIf
from knowledge.recognition.case import Case
from knowledge.recommend.constraints import barred
from tests.unit.actions.talk import Reply, Talk

LONGEST_ANSWER = 450
LONGEST_COMPARISON = 1200


@pytest.fixture
def shortlist() -> Talk:
    """GIVEN a shortlist of several."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"], max_cost=500.0)
    talk.say("go on", "inform", Recommend())
    assert len(talk.slots["shown_options"]) > 2
    return talk


def of(key: str, text: str, intent: str = "ask_details", **slots: Any) -> Reply:
    """WHEN something is asked of the credential talked about."""
    return Talk(focus=key, **slots).say(text, intent, Details() if intent == "ask_details" else AskRecognition())


# --- one side ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "can i do it on my phone",
        "is there an age limit for it",
        "can i do it at 16",
        "do i need a degree for it",
        "is it in Spanish",
        "do I get a certificate at the end of it",
        "is it a job or a course",
        "is it required",
        "does it count for CEU",
        "how many questions does it have and can I retake it",
        "is it hard",
        "where do I sign up for it",
        "what will I learn in it",
        "is it offered in Canada",
        "can I get my money back if I quit it",
        "does it come with a textbook",
    ],
)
def test_a_side_is_told_shortly_with_the_rest_as_an_offer(knowledge: Knowledge, question: str) -> None:
    for key in ("comptia-security-plus", "servsafe-manager", "google-data-analytics"):
        reply = of(key, question)
        assert knowledge.catalogue.credentials[key].name in reply.text, question
        assert len(reply.text) < LONGEST_ANSWER, (question, reply.text)
        assert not reply.cards, question
        assert "All the details" in [button["title"] for button in reply.buttons], question


def test_all_the_details_are_all(knowledge: Knowledge) -> None:
    reply = Talk().press('/ask_details{"credential": "servsafe-manager"}', "ask_details", Details(), credential="servsafe-manager")
    assert reply.cards[0]["id"] == "servsafe-manager"


def test_what_is_on_record_is_told_and_what_is_not_is_said_not_to_be(knowledge: Knowledge) -> None:
    credentials = knowledge.catalogue.credentials.values()
    with_age = next(one for one in credentials if any(need.type == "age" and need.years for need in one.prerequisites))
    years = next(need.years for need in with_age.prerequisites if need.type == "age")
    assert str(years) in of(with_age.id, "can I do it at 14").text
    without = next(one for one in credentials if not one.prerequisites and not one.source_of("prerequisites"))
    told = of(without.id, "can I do it at 14").text
    assert "nothing on record about a minimum age" in told
    assert without.url in told


def test_the_language_asked_for_is_answered(knowledge: Knowledge) -> None:
    spanish = next(one for one in knowledge.catalogue.credentials.values() if "Spanish" in one.languages)
    english = next(one for one in knowledge.catalogue.credentials.values() if one.languages == ("English",))
    assert not of(spanish.id, "is it in Spanish").text.startswith("Not in Spanish")
    assert of(english.id, "is it in Spanish").text.startswith("Not in Spanish")


def test_a_question_for_all_is_answered_for_all_shown(shortlist: Talk, knowledge: Knowledge) -> None:
    reply = shortlist.say("can I do it on my phone", "nlu_fallback", NotUnderstood())
    assert "online" in reply.text
    assert [button["title"] for button in reply.buttons][:1] == [
        knowledge.catalogue.credentials[shortlist.slots["shown_options"][0]].name[:60]
    ]


def test_more_particular_words_win() -> None:
    assert "costs" not in of("comptia-security-plus", "how much experience do I need for it").text
    assert of("comptia-security-plus", "do I need experience for it").text.count("you need") == 1


def test_one_body_is_asked_about_and_one_is_told() -> None:
    talk = Talk()
    reply = talk.say("does Security+ meet DoD 8140", "ask_recognition", AskRecognition())
    assert "8140" in reply.text
    assert len(reply.text) < LONGEST_ANSWER
    reply = talk.say("do banks recognise it", "ask_recognition", AskRecognition())
    assert "nothing on record from banks" in reply.text
    assert "US Department of Defense" in reply.text


# --- which one --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["which would you pick", "what would you do in my place", "which is best for me", "if you were me, which one"]
)
@pytest.mark.parametrize(
    "action", [Compare(), ExplainOption(), Continue(), OutOfScope(), NotUnderstood()], ids=lambda one: type(one).__name__
)
def test_the_pick_is_number_one_with_its_reason(shortlist: Talk, knowledge: Knowledge, question: str, action: Any) -> None:
    first = knowledge.catalogue.credentials[shortlist.slots["shown_options"][0]]
    reply = shortlist.say(question, "nlu_fallback", action)
    assert f"number 1, {first.name}" in reply.text
    assert "Covers" in reply.text


def test_the_pick_has_a_reason_even_if_the_profile_has_changed(shortlist: Talk) -> None:
    shortlist.slots["issuer_types"] = ["government"]
    reply = shortlist.say("which would you pick", "compare_options", Compare())
    assert "Covers" in reply.text


def test_a_word_for_its_kind_names_no_other(shortlist: Talk) -> None:
    reply = shortlist.say("is it a license", "ask_details", Details())
    assert "do you mean" not in reply.text


def test_a_credential_named_beside_a_list_is_not_answered_with_the_list(shortlist: Talk) -> None:
    reply = shortlist.say("would you go for the CAPM if you were me", "evaluate_credential", EvaluateCredential())
    assert "(CAPM)" in reply.text


@pytest.mark.parametrize(
    "text", ["what's the cheapest of these", "what's the shortest", "which is the easiest", "which of these is most recognised"]
)
def test_properties_pick_one_of_the_list(shortlist: Talk, knowledge: Knowledge, text: str) -> None:
    reply = shortlist.say(text, "out_of_scope", OutOfScope())
    names = [knowledge.catalogue.credentials[key].name for key in shortlist.slots["shown_options"]]
    assert any(name in reply.text for name in names), reply.text


def test_the_ledgers_are_compared(knowledge: Knowledge) -> None:
    talk = Talk()
    talk.say("compare PMP and CAPM", "compare_options", Compare())
    reply = talk.say("which is better known with employers", "compare_options", Compare())
    pmp, capm = (knowledge.catalogue.credentials[key] for key in ("pmi-pmp", "pmi-capm"))
    assert standing(knowledge.catalogue, pmp) > standing(knowledge.catalogue, capm)
    assert f"{pmp.name} has more behind it" in reply.text
    assert supporters(knowledge.catalogue, capm)[0] in reply.text


def test_a_comparison_begins_with_a_verdict_and_is_short(shortlist: Talk, knowledge: Knowledge) -> None:
    reply = shortlist.say("compare the first and the third", "compare_options", Compare())
    keys = shortlist.slots["shown_options"]
    names = [knowledge.catalogue.credentials[key].name for key in (keys[0], keys[2])]
    assert reply.text.startswith("For you")
    assert any(name in reply.text.splitlines()[0] for name in names)
    assert all(name in reply.text for name in names)
    assert len(reply.text) < LONGEST_COMPARISON
    assert sum(bool(row["brief"]) for row in reply.cards[0]["rows"]) <= 5
    assert len(reply.cards[0]["rows"]) > 10  # the card has them all


def test_what_is_out_of_reach_is_not_the_verdict(shortlist: Talk, knowledge: Knowledge) -> None:
    first, pmp = (knowledge.catalogue.credentials[key] for key in (shortlist.slots["shown_options"][0], "pmi-pmp"))
    reply = shortlist.say("compare the first with the PMP", "compare_options", Compare())
    assert first.name in reply.text.splitlines()[0]
    stop = barred(Case(profile_of(shortlist.slots, knowledge.catalogue), knowledge.catalogue, knowledge.today()), pmp)
    assert stop
    assert f"{pmp.name}: it costs" in reply.text, "each reason names the credential that it is about"


def test_two_skills_are_weighed_for_the_job() -> None:
    reply = Talk(target_role="Data analyst").say("so which one first, SQL or Power BI?", "compare_options", Compare())
    assert reply.text.startswith(("SQL first", "Power BI first", "SQL and Power BI", "Power BI and SQL"))


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "intent", "action"),
    [
        ("the second", "inform", Continue()),
        ("why the second", "explain_option", ExplainOption()),
        ("compare the first and the third", "compare_options", Compare()),
        ("what does the second cost", "ask_details", Details()),
        ("why not number 3", "explain_exclusion", ExplainExclusion()),
        ("is the second worth it", "evaluate_credential", EvaluateCredential()),
    ],
)
def test_a_place_that_the_list_does_not_have_is_said_not_to_be_there(knowledge: Knowledge, text: str, intent: str, action: Any) -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"], shown_options=["cs50-databases-sql"])
    reply = talk.say(text, intent, action)
    assert "only one" in reply.text, reply.text
    assert knowledge.catalogue.credentials["cs50-databases-sql"].name in reply.text


def test_a_second_language_is_no_place() -> None:
    reply = Talk(focus="pmi-pmp", shown_options=["pmi-pmp"]).say("English is my second language, is it hard?", "faq", AnswerFaq())
    assert "only one" not in reply.text


@pytest.mark.parametrize("text", ["2", "#2", "the second", "number 2"])
def test_a_bare_number_after_a_list_is_that_option(shortlist: Talk, knowledge: Knowledge, text: str) -> None:
    reply = shortlist.say(text, "nlu_fallback", NotUnderstood())
    assert reply.text.startswith(knowledge.catalogue.credentials[shortlist.slots["shown_options"][1]].name)
    assert len(reply.text) < LONGEST_COMPARISON


# --- names that are not there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "intent", "action"),
    [
        ("what does CCRP need", "CCRP", "out_of_scope", OutOfScope()),
        ("what does CCRP need", "CCRP", "ask_details", Details()),
        ("why didn't you suggest the Zanzibar Institute Data Wizard badge?", "Zanzibar", "explain_exclusion", ExplainExclusion()),
        ("who recognises the Blue Lantern Guild Master Badge?", "Blue Lantern", "ask_recognition", AskRecognition()),
    ],
)
def test_an_unknown_name_is_owned_up_to_in_a_line(text: str, name: str, intent: str, action: Any) -> None:
    for focus in (None, "comptia-security-plus"):  # not even what was talked about stands in for it
        reply = Talk(focus=focus).say(text, intent, action)
        assert name in reply.text
        assert "Security+" not in reply.text
        assert len(reply.text) < 200
        assert [button["title"] for button in reply.buttons] == ["How to check it"]


@pytest.mark.parametrize(("text", "name"), [("is CCRP worth it", "CCRP"), ("is nptel good", "nptel")])
def test_the_worth_of_an_unknown_name_is_answered_with_the_questions_to_check_it_by(text: str, name: str) -> None:
    """GIVEN a name that is not in the catalogue WHEN its worth is asked THEN the checklist comes at once."""
    talk = Talk(focus="comptia-security-plus")
    reply = talk.say(text, "evaluate_credential", EvaluateCredential())
    assert name in reply.text
    assert "Security+" not in reply.text
    assert [card["type"] for card in reply.cards] == ["checklist"]


@pytest.mark.parametrize("text", ["what even is a micro-credential?", "what is a nanodegree", "whats a microcredental", "what are CEUs"])
def test_a_word_for_credentials_in_general_is_no_name(text: str) -> None:
    assert "catalogue" not in Talk().say(text, "out_of_scope", OutOfScope()).text.replace("credential to earn", "")


def test_another_one_named_in_passing_is_shown_whole() -> None:
    reply = Talk(focus="google-data-analytics").say("and the IBM one?", "ask_details", Details())
    assert reply.cards[0]["issuer"] == "IBM"


def test_the_questions_come_in_full_once() -> None:
    talk = Talk()
    press = {"payload": '/evaluate_credential{"credential": "another"}', "intent": "evaluate_credential", "credential": "another"}
    first = talk.press(action=EvaluateCredential(), **press)
    second = talk.press(action=EvaluateCredential(), **press)
    assert first.cards[0]["type"] == "checklist"
    assert not second.cards
    assert len(second.text) < len(first.text) / 2


def test_an_issuer_is_told_with_what_it_awards() -> None:
    for focus in (None, "comptia-security-plus"):
        reply = Talk(focus=focus).say("whats APICS", "ask_details", Details())
        assert "Association for Supply Chain Management is an issuer" in reply.text
        assert "(CSCP)" in reply.text


def test_the_short_name_of_a_licensed_job_is_its_licence() -> None:
    reply = Talk().say("why not RN", "explain_exclusion", ExplainExclusion())
    assert "Registered Nurse (state licence)" in reply.text
    assert "not in my catalogue" not in reply.text


def test_an_issuers_credential_talked_about_is_the_one_meant() -> None:
    for key in ("cipd-level-3", "cipd-level-5"):
        talk = Talk(goal="currency", current_role="HR generalist", focus=key)
        talk.say("why not CIPD", "explain_exclusion", ExplainExclusion())
        assert talk.slots["focus"] == key
    reply = Talk(focus="pmi-pmp").say("why not CIPD", "explain_exclusion", ExplainExclusion())
    assert "CIPD credential" in reply.text or "several for CIPD" in reply.text
    assert len(reply.buttons) > 1


def meant(text: str, knowledge: Knowledge, **slots: Any) -> References:
    from rasa_sdk.executor import CollectingDispatcher

    from actions.common.turn import Turn
    from tests.unit.actions.talk import tracker

    return references(Turn(CollectingDispatcher(), tracker(text, "ask_details", slots=slots), knowledge))


def test_it_beside_another_name_is_what_was_talked_about(knowledge: Knowledge) -> None:
    for text in ("does Microsoft accept it", "is it good for jobs at Google", "can I do it in Texas"):
        assert meant(text, knowledge, focus="pmi-pmp").ids == ("pmi-pmp",), text


# --- why not ----------------------------------------------------------------------------------------------------------


def test_why_not_of_what_is_on_the_list_tells_what_speaks_against_it(shortlist: Talk) -> None:
    for intent, action in (("explain_exclusion", ExplainExclusion()), ("explain_option", ExplainOption())):
        reply = shortlist.say("why not the first", intent, action)
        assert "on your list, as number 1" in reply.text
        assert "against it" in reply.text


def test_what_is_no_way_in_may_count_beside_it() -> None:
    talk = Talk(goal="career_change", target_role="Electrician", current_role="Cashier")
    reply = talk.say("why not OSHA 30", "explain_exclusion", ExplainExclusion())
    assert "is not a way to it" in reply.text
    assert "State of Nevada (required by law)" in reply.text


# --- what no catalogue has --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("how much do they make", "pay"),
        ("whats the pay", "pay"),
        ("what would I earn", "pay"),
        ("what's the salary of a welder", "pay"),
        ("Can you guarantee me a job if I do PMP", "guarantee"),
        ("how do apprenticeships work", "apprenticeship"),
        ("can I get paid while learning", "paid_learning"),
        ("do i need to be good at math", "math"),
        ("I have a felony, can i still", "record"),
        ("give me the answers to the security+ exam", "cheating"),
        ("who made you", "maker"),
        ("how much do I pay for the exam", None),
        ("who pays for it, my employer?", None),
        ("does a certificate raise my salary", None),
        ("will I make it in time", None),
        ("I work at a jail", None),
        ("how do I earn the PMP", None),
        ("keep a record of my plan", None),
    ],
)
def test_asides_are_told_from_the_rest(text: str, aside: str | None) -> None:
    assert aside_of(text) == aside


def test_pay_is_answered_with_where_it_is_to_be_found() -> None:
    for action, intent in ((OutOfScope(), "out_of_scope"), (Details(), "ask_details"), (Continue(), "inform")):
        reply = Talk().say("what's the pay like?", intent, action)
        assert "bls.gov/ooh" in reply.text


def faq(text: str, topic: str, **slots: Any) -> Reply:
    talk = Talk(**slots)
    return talk.say(text, "faq", AnswerFaq())


def test_a_jobs_licence_is_told_before_generalities() -> None:
    assert "plumber licence" in faq("do I need a license", "prerequisites", target_role="Plumber").text
    told = faq("what do plumbers need", "prerequisites").text
    assert "plumber licence" in told
    assert "apprenticeship" in told
    assert "nurse licence" in faq("can I be a nurse with an online certificate", "replace_degree").text
    assert "state licence as a counselor" in faq("can I be a therapist with an online certificate", "online_or_in_person").text
    assert "licensed by the states" in faq("can I be a vet with an online certificate", "online_or_in_person").text
    assert "haven't read that in a source" in faq("do I need a license to be a physician", "prerequisites").text
    assert "No licence is on record" in faq("does a data analyst need a license", "prerequisites").text


def test_a_person_is_offered_only_where_it_helps(shortlist: Talk) -> None:
    reply = shortlist.say("I have 400 dollars", "inform", Recommend())
    assert "/talk_to_advisor" not in [button["payload"] for button in reply.buttons]


@pytest.mark.parametrize(
    ("asked", "licence", "source"),
    [
        ("do optometrists need a license", "optometry licence", "Bureau of Labor Statistics"),
        ("can I become a psychologist with an online certificate", "psychology licence", "Bureau of Labor Statistics"),
        ("do dentists need a license", "dental licence", "Bureau of Labor Statistics"),
        ("can I be a vet without college", "veterinary licence", "Vault"),
        ("what license does a couples therapist need", "marriage and family therapist", "Bureau of Labor Statistics"),
        ("do chiropractors need a license", "chiropractic licence", None),
        ("do I need a license to be an oral surgeon", "dental licence", None),
    ],
)
def test_a_licence_of_a_job_known_by_name_only_is_told_with_its_source_or_as_unread(asked: str, licence: str, source: str | None) -> None:
    # GIVEN a job that states license, and of which the catalogue has no credentials
    # WHEN somebody asks for its licence
    told = faq(asked, "prerequisites").text
    # THEN the licence is told, and where that was read, or that it was not
    assert "licensed by the states" in told
    assert licence in told
    assert ("Source: " in told) == bool(source)
    assert (source or "haven't read that in a source") in told


def test_of_a_job_without_a_licence_on_record_nothing_is_said() -> None:
    assert "licensed by the states" not in faq("do I need a license to be a florist", "prerequisites").text


# --- both sides of a comparison ---------------------------------------------------------------------------------------


def test_it_is_compared_with_the_one_named(shortlist: Talk) -> None:
    """GIVEN a credential talked about WHEN "is it better than the second?" is asked THEN that one is a side of the comparison."""
    shown = shortlist.slots["shown_options"]
    shortlist.slots["focus"] = "google-data-analytics"
    shortlist.say("is it better than the second one", "compare_options", Compare())
    assert shortlist.slots["compared"] == ["google-data-analytics", shown[1]]


def test_a_side_that_is_not_in_the_catalogue_is_owned_up_to(shortlist: Talk) -> None:
    reply = shortlist.say("compare PMP with the Wombat Handler Certificate", "compare_options", Compare())
    assert "Wombat Handler" in reply.text
    assert "catalogue" in reply.text
    assert not reply.cards


def test_a_name_that_two_bear_brings_both() -> None:
    talk = Talk()
    talk.say("Compare AZ-104 and AWS Solutions Architect", "compare_options", Compare())
    assert talk.slots["compared"][0] == "microsoft-azure-administrator"
    assert len(talk.slots["compared"]) >= 2
    assert talk.slots["compared"][1].startswith("aws-solutions-architect")


def test_a_name_of_several_is_that_of_the_field_in_question(knowledge: Knowledge) -> None:
    """GIVEN an accountant WHEN "CMA" is named THEN no medical assistant is meant."""
    talk = Talk(goal="currency", current_role="Accountant", receipt="r")
    talk.say("why not the CMA?", "explain_exclusion", ExplainExclusion())
    assert knowledge.catalogue.credentials[talk.slots["focus"]].field == "finance-accounting"


@pytest.mark.parametrize(("text", "amount"), [("what if I had 300", "$300"), ("and if i could spend double", "$400")])
def test_a_supposed_sum_needs_no_currency(shortlist: Talk, text: str, amount: str) -> None:
    shortlist.slots["max_cost"] = 200.0
    reply = shortlist.say(text, "what_if", WhatIf())
    assert amount in reply.text
    assert shortlist.slots["max_cost"] == 200.0


def test_the_cheaper_one_is_an_option(shortlist: Talk) -> None:
    """GIVEN a shortlist WHEN "what about the cheaper one?" is asked THEN one option is told of and the list stays."""
    before = list(shortlist.slots["shown_options"])
    shortlist.say("what about the cheaper one", "refine", Refine())
    assert shortlist.slots["shown_options"] == before
    assert shortlist.slots["focus"] in before


def test_whom_to_ask_about_what_is_open(shortlist: Talk) -> None:
    """GIVEN a credential talked about WHEN "who would I ask?" comes THEN its open questions are told, each with whom to put it to."""
    shortlist.say("is the Google Data Analytics certificate worth it for hospital jobs", "evaluate_credential", EvaluateCredential())
    reply = shortlist.say("who would I ask", "nlu_fallback", NotUnderstood())
    assert reply.text.count("\n- ") >= 1
    assert "?" in reply.text or ":" in reply.text


@pytest.mark.parametrize(("text", "told"), [("anything cheaper?", "cheap"), ("something shorter", "short")])
def test_where_nothing_is_narrower_it_is_said(text: str, told: str) -> None:
    """GIVEN a list of what is free and short WHEN cheaper or shorter is asked for THEN it is said that there is none, and the list stays."""
    shown = ["ibm-skillsbuild-cybersecurity-fundamentals"]
    talk = Talk(goal="exploration", field="Cybersecurity", receipt="r", shown_options=shown)
    reply = talk.say(text, "refine", Refine())
    assert told in reply.text
    assert talk.slots["shown_options"] == shown


def test_who_closes_the_talk_takes_no_supposition_over(shortlist: Talk) -> None:
    """GIVEN a what-if WHEN "perfect, that's all" follows THEN the profile stays as it was."""
    shortlist.slots["max_cost"] = 50.0
    shortlist.say("what if I could spend $5000", "what_if", WhatIf())
    shortlist.say("perfect, that's all", "affirm", Continue())
    assert shortlist.slots["max_cost"] == 50.0


def test_staying_current_leaves_what_was_aimed_at_before(shortlist: Talk) -> None:
    """GIVEN a shortlist for another job WHEN the user turns to staying current in his own THEN the old aim is gone."""
    shortlist.slots["target_role"] = "Warehouse supervisor"
    shortlist.say("I'm a phlebotomist and I need something recent on my resume", "goal_currency")
    assert shortlist.slots["goal"] == "currency"
    assert not shortlist.slots.get("target_role")
    assert shortlist.slots["current_role"] == "Phlebotomist"
