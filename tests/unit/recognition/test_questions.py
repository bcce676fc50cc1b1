"""The other eight recognition questions."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.model import Catalogue, Cost, Credential, Finding, Profile, Role, RoleRequirement, Source
from knowledge.recognition import QUESTIONS, examine
from tests.unit.recognition.small import OLD_PAGE, PAGE, TODAY, catalogue, credential, need, row, stack

ANALYST = Profile(goal="skill_gap", target_role="Data analyst")


def ask(question: str, profile: Profile, one: Credential, world: Catalogue | None = None) -> Finding:
    findings = examine(profile, one, world or catalogue([one]), TODAY)
    assert [finding.id for finding in findings] == list(QUESTIONS)
    return next(finding for finding in findings if finding.id == question)


# --- matches_requirement ----------------------------------------------------------------------------------------------


def test_it_names_the_skills_that_match_and_those_that_are_missing() -> None:
    finding = ask("matches_requirement", ANALYST, credential("c", skills=("SQL", "Statistics")))
    assert finding.verdict == "yes"
    assert "SQL" in finding.because
    assert "leaves out Data visualization" in finding.because


def test_only_what_is_listed_is_said_to_be_covered_and_a_near_skill_is_told_as_near() -> None:
    # GIVEN a wish for the whole, or for a part WHEN a credential teaches only the other THEN it is related, and does not cover it
    wants = Profile(goal="skill_gap", target_skills=("Data visualization",))
    part = ask("matches_requirement", wants, credential("c", skills=("Tableau",)))
    assert (part.verdict, "related to Data visualization" in part.because, "covers" in part.because) == ("partly", True, False)
    whole = ask("matches_requirement", wants.but(target_skills=("Tableau",)), credential("c", skills=("Data visualization",)))
    assert (whole.verdict, "related to Tableau" in whole.because) == ("partly", True)
    assert ask("matches_requirement", wants, credential("d", skills=("SQL",))).verdict == "no"


def test_what_teaches_the_whole_by_one_part_of_it_does_not_come_near_the_other_parts() -> None:
    # GIVEN a course on data visualization with Power BI WHEN Tableau is wanted THEN it does not match
    rival = credential("c", skills=("Data visualization", "Power BI"))
    assert ask("matches_requirement", Profile(goal="skill_gap", target_skills=("Tableau",)), rival).verdict == "no"


def test_a_job_is_no_recogniser_its_postings_are() -> None:
    told = row("r", "c", recogniser_kind="role", recogniser="Data analyst", basis="preferred_in_postings")
    one = credential("c")
    finding = ask("recognised_by_targets", ANALYST, one, catalogue([one], [told]))
    assert "on record from postings for data analyst work" in finding.because


def test_the_field_of_the_credential_itself_tells_how_such_credentials_are_seen() -> None:
    # GIVEN a data analyst's aim WHEN a credential of another field is examined THEN not the culture of data is told of it
    finding = ask("field_culture", ANALYST.but(held_credentials=("BA in history",)), credential("c", field="health"))
    assert "data and analytics" not in finding.because


# --- field_culture ----------------------------------------------------------------------------------------------------


def test_a_licensed_role_wants_its_licence_first() -> None:
    nurse = Profile(goal="career_change", target_role="Telehealth nurse")
    finding = ask("field_culture", nurse, credential("c", field="health", skills=("Telehealth",)))
    assert finding.verdict == "no"
    assert "law requires" in finding.because


@pytest.mark.parametrize(
    "shown", [{"current_role": "Registered nurse"}, {"held_credentials": ("RN",)}, {"held_credentials": ("Registered nurse license",)}]
)
def test_who_holds_the_licence_may_add_to_it(shown: dict[str, object]) -> None:
    nurse = Profile(goal="skill_gap", target_role="Telehealth nurse", **shown)  # type: ignore[arg-type]
    assert ask("field_culture", nurse, credential("c", field="health", skills=("Telehealth",))).verdict == "yes"


def test_a_degree_focused_field_looks_at_the_degree() -> None:
    aimed = Profile(goal="skill_gap", field="Public policy")
    one = credential("c", field="policy", roles=())
    assert ask("field_culture", aimed, one).verdict == "partly"
    assert ask("field_culture", aimed.but(held_credentials=("BA in history",)), one).verdict == "yes"


# --- issuer_reputation ------------------------------------------------------------------------------------------------


def test_reputation_comes_from_others_word_about_any_credential_of_the_issuer() -> None:
    one, other = credential("c"), credential("d")
    rows = [row("r1", "d"), row("r2", "d", recogniser="Beta Bank")]
    assert ask("issuer_reputation", ANALYST, one, catalogue([one, other], rows)).verdict == "yes"
    assert ask("issuer_reputation", ANALYST, one, catalogue([one, other], rows[:1])).verdict == "partly"
    claims = [row("r1", "d", basis="issuer_claim"), row("r2", "d", basis="issuer_claim", recogniser="X")]
    assert ask("issuer_reputation", ANALYST, one, catalogue([one, other], claims)).verdict == "unknown"


# --- adds_to_what_you_have --------------------------------------------------------------------------------------------


def test_what_a_held_credential_stands_above_adds_nothing() -> None:
    low, high = credential("low"), credential("high", name="High Certificate", level="advanced", skills=("SQL", "Statistics"))
    world = catalogue([low, high], stacks=[stack("low", "required_before", "high")])
    finding = ask("adds_to_what_you_have", ANALYST.but(held_credentials=("high",)), low, world)
    assert finding.verdict == "no"
    assert "High Certificate" in finding.because


def test_new_skills_add_and_known_ones_do_not() -> None:
    knows = ANALYST.but(current_skills=("SQL",))
    assert ask("adds_to_what_you_have", knows, credential("c")).verdict == "no"
    assert ask("adds_to_what_you_have", knows, credential("d", skills=("SQL", "Statistics"))).verdict == "yes"


def test_nothing_known_of_the_user_is_unknown_with_a_question() -> None:
    finding = ask("adds_to_what_you_have", ANALYST, credential("c"))
    assert finding.verdict == "unknown"
    assert finding.ask


# --- shows_applied_skill ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"applied_work": "project"}, "yes"),
        ({"applied_work": None, "assessment": ("practical",)}, "yes"),
        ({"applied_work": "none", "assessment": ("exam",)}, "no"),
        ({"applied_work": None, "assessment": ("exam",)}, "unknown"),
        ({"applied_work": None, "assessment": ()}, "unknown"),
    ],
)
def test_applied_work(changes: dict[str, object], verdict: str) -> None:
    assert ask("shows_applied_skill", ANALYST, credential("c", **changes)).verdict == verdict


# --- stacks -----------------------------------------------------------------------------------------------------------


def test_a_credit_recommendation_is_partly_and_sends_to_the_registrar() -> None:
    one = credential("c")
    world = catalogue([one], stacks=[stack("c", "credit_recommendation", toward="college credit", detail="ACE recommends 12 credits")])
    finding = ask("stacks", ANALYST, one, world)
    assert finding.verdict == "partly"
    assert "registrar" in (finding.ask or "")
    assert "registrar" in finding.because


def test_a_sourced_stack_is_a_yes_and_an_unsourced_one_partly() -> None:
    one, two = credential("c"), credential("d")
    sourced = catalogue([one, two], stacks=[stack("c", "counts_toward", "d")])
    unsourced = catalogue([one, two], stacks=[stack("c", "counts_toward", "d", source=None)])
    assert ask("stacks", ANALYST, one, sourced).verdict == "yes"
    assert ask("stacks", ANALYST, one, unsourced).verdict == "partly"
    assert ask("stacks", ANALYST, two, sourced).verdict == "unknown"


# --- is_current -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "verdict", "said"),
    [
        ({"updated": date(2026, 1, 1)}, "yes", "January 2026"),
        ({"updated": date(2019, 1, 1)}, "partly", "out of date"),
        ({"status": "retiring"}, "no", "withdrawn"),
        ({"status": "retired"}, "no", "no longer"),
        ({"validity_months": 36, "renewal": "60 credits"}, "partly", "3 years"),
        ({"facts": {}}, "unknown", "on record"),
    ],
)
def test_currency(changes: dict[str, object], verdict: str, said: str) -> None:
    finding = ask("is_current", ANALYST, credential("c", **changes))
    assert finding.verdict == verdict
    assert said in finding.because


def test_rules_read_long_ago_carry_their_date() -> None:
    finding = ask("is_current", ANALYST, credential("c", validity_months=24, facts={"validity": OLD_PAGE}))
    assert "January 2022" in finding.because


# --- fits_constraints -------------------------------------------------------------------------------------------------


def test_hours_a_week_decide_how_long_it_takes() -> None:
    one = credential("c", hours=(40.0, 60.0))
    assert ask("fits_constraints", ANALYST.but(hours_per_week=6, max_weeks=12), one).verdict == "yes"
    slow = ask("fits_constraints", ANALYST.but(hours_per_week=2, max_weeks=12), one)
    assert slow.verdict == "no"
    assert "2 hours a week" in slow.because


def test_an_unknown_price_under_a_budget_does_not_fit() -> None:
    finding = ask("fits_constraints", ANALYST.but(max_cost=300), credential("c", cost=Cost()))
    assert finding.verdict == "no"
    assert "not on record" in finding.because
    assert finding.ask


def test_another_currency_is_converted_and_said_so() -> None:
    one = credential("c", cost=Cost(currency="EUR", learning=200, exam=0))
    assert ask("fits_constraints", ANALYST.but(max_cost=260), one).verdict == "yes"
    finding = ask("fits_constraints", ANALYST.but(max_cost=210), one)
    assert finding.verdict == "no"
    assert "€200" in finding.because


def test_a_prerequisite_that_may_be_lacking_must_be_checked() -> None:
    one = credential("c", prerequisites=(need("degree", name="Bachelor's degree"),))
    assert ask("fits_constraints", ANALYST, one).verdict == "partly"
    assert ask("fits_constraints", ANALYST.but(held_credentials=("BSc in biology",)), one).verdict == "yes"
    assert ask("fits_constraints", ANALYST.but(held_credentials=("High school diploma",)), one).verdict == "no"


def test_a_newcomer_is_taken_to_have_no_prerequisites() -> None:
    one = credential("c", prerequisites=(need("experience", months=24, name="data work"),))
    assert ask("fits_constraints", Profile(goal="exploration", field="Data and analytics"), one).verdict == "no"


def test_years_in_a_job_known_by_name_only_are_no_experience_elsewhere() -> None:
    # GIVEN a florist of ten years WHEN a change into data work asks for experience THEN those years are not it
    one = credential("c", prerequisites=(need("experience", months=24, name="data work"),))
    changing = ANALYST.but(goal="career_change", experience_years=10)
    assert ask("fits_constraints", changing.but(current_role=None), one).verdict == "yes"
    assert ask("fits_constraints", changing.but(current_role="Florist"), one).verdict == "no"


def test_an_old_price_carries_its_date() -> None:
    one = replace(credential("c"), facts={"cost": OLD_PAGE, "duration": PAGE})
    assert "January 2022" in ask("fits_constraints", ANALYST, one).because


# --- what was read in no source ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "changes", "mark"),
    [
        ("fits_constraints", {}, "not verified: time, price, delivery"),
        ("fits_constraints", {"facts": {"cost": PAGE}}, "not verified: time, delivery"),
        ("shows_applied_skill", {"applied_work": "project"}, "not verified: assessment"),
        ("shows_applied_skill", {"applied_work": None, "assessment": ("exam",)}, "not verified: assessment"),
        ("is_current", {"validity_months": 36, "cost": Cost(renewal=50)}, "not verified: validity, price"),
        ("is_current", {"updated": date(2026, 1, 1), "never_expires": True, "facts": {"validity": PAGE}}, "not verified: last revision"),
        ("is_current", {"status": "retired"}, "not verified: that it is withdrawn"),
    ],
)
def test_a_finding_names_the_facts_it_tells_that_were_read_in_no_source(question: str, changes: dict[str, object], mark: str) -> None:
    # GIVEN facts without a source WHEN a finding tells them THEN it ends with the mark, which names no others
    assert ask(question, ANALYST, credential("c", **({"facts": {}} | changes))).because.endswith(f"; {mark}.")


def test_facts_read_in_a_source_carry_no_mark() -> None:
    groups = ("cost", "duration", "validity", "assessment", "delivery", "updated")
    one = credential("c", validity_months=36, updated=date(2026, 1, 1), facts=dict.fromkeys(groups, PAGE))
    for question in ("fits_constraints", "shows_applied_skill", "is_current"):
        assert "not verified" not in ask(question, ANALYST, one).because


def test_what_it_counts_for_besides_is_marked_where_no_source_says_so() -> None:
    # GIVEN two relations, one of them without a source WHEN told THEN the one without is marked, and only that one
    one, two, three = credential("c"), credential("second-step"), credential("third-step")
    led = [stack("c", "counts_toward", "second-step"), stack("c", "bundle", "third-step", source=None)]
    because = ask("stacks", ANALYST, one, catalogue([one, two, three], stacks=led)).because
    assert "counts for Third Step (not verified)" in because
    assert because.count("not verified") == 1


def test_reputation_that_rests_on_an_unread_row_says_so() -> None:
    # GIVEN a row without a source, in the field or in another WHEN reputation rests on it THEN it says that no source was read
    one, other = credential("c"), credential("d", field="health")
    for about in ("c", "d"):
        finding = ask("issuer_reputation", ANALYST, one, catalogue([one, other], [row("r", about, source=None)]))
        assert finding.verdict == "partly"
        assert "not verified in a source" in finding.because


@pytest.mark.parametrize(("source", "marks"), [(PAGE, 0), (None, 1)])
def test_what_the_law_asks_for_is_marked_where_nobody_read_it(source: Source | None, marks: int) -> None:
    # GIVEN a licence with a source, or without WHEN it speaks against a course THEN only the one without is marked
    pilot = Role("Pilot", "53-2011.00", "health", "entry", {"Telehealth": 3}, licence=RoleRequirement("legal", "Pilot licence", source))
    one = credential("c", field="health", skills=("Telehealth",), roles=())
    world = catalogue([one], roles=[pilot])
    for question in ("field_culture", "recognised_by_targets"):
        because = ask(question, Profile(goal="career_change", target_role="Pilot"), one, world).because
        assert because.count("not verified in a source") == marks


# --- degrees in their subject -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "verdict"),
    [("BA in English", "no"), ("Bachelor's degree in nursing", "yes"), ("Bachelor's degree", "partly"), ("Bachelor of engineering", "no")],
)
def test_a_degree_counts_in_the_subject_that_is_asked_for(held: str, verdict: str) -> None:
    """GIVEN a licence that asks for a degree in nursing WHEN another degree is held THEN it cannot be earned with it."""
    licence = credential("rn", prerequisites=(need("degree", name="Associate or bachelor's degree in nursing"),))
    finding = ask("fits_constraints", ANALYST.but(held_credentials=(held,)), licence)
    assert finding.verdict == verdict, finding.because


def test_a_degree_in_any_field_takes_all() -> None:
    safety = credential("asp", prerequisites=(need("degree", name="Bachelor's degree in any field or an associate degree in safety"),))
    assert ask("fits_constraints", ANALYST.but(held_credentials=("BA in English",)), safety).verdict != "no"


def test_a_higher_degree_of_another_subject_makes_none_needless() -> None:
    """GIVEN a bachelor in biology WHEN an associate degree in nursing is examined THEN it is not superseded."""
    nursing = credential("adn", name="Associate Degree in Nursing (ADN)", kind="degree", skills=("Patient care",))
    assert (
        "stands above" not in ask("adds_to_what_you_have", ANALYST.but(held_credentials=("Bachelor's degree in biology",)), nursing).because
    )


def test_what_work_taught_is_no_proof_in_another_job_or_of_being_current() -> None:
    """GIVEN a skill known by word alone WHEN one wants to show that he is current THEN a dated proof of it adds something."""
    current = Profile(goal="currency", current_role="Data analyst", current_skills=("SQL",))
    finding = ask("adds_to_what_you_have", current, credential("c", level="intermediate"))
    assert finding.verdict == "partly"
    assert "proof" in finding.because


def test_an_issuer_known_elsewhere_is_not_known_here() -> None:
    """GIVEN recognisers in the credential's own field WHEN another field is aimed at THEN the issuer's name there is no more than part of an answer."""
    one, other = credential("c"), credential("d")
    rows = [row("r1", "d"), row("r2", "d", recogniser="Beta Bank")]
    nurse = Profile(goal="career_change", target_role="Telehealth nurse")
    assert ask("issuer_reputation", nurse, one, catalogue([one, other], rows)).verdict == "partly"
