"""What an expert counsellor would not say, and what one would add."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.model import Cost, Profile, Recommendation
from knowledge.recommend import recommend
from tests.unit.recognition.small import TODAY, catalogue, credential, need, row, stack
from tests.unit.recommend.real import TODAY as NOW
from tests.unit.recommend.real import world


def ids(answer: Recommendation) -> list[str]:
    return [option.credential.id for option in answer.options]


def rules(answer: Recommendation) -> dict[str, str]:
    return {one.credential.id: one.rule for one in answer.excluded}


def advised(**profile: Any) -> Recommendation:
    """The answer of the real catalogue."""
    return recommend(Profile(**profile), world(), NOW)


# --- degrees and licences that nobody has told of


@pytest.mark.parametrize(("degree", "rule"), [("Master's degree in nursing", "prerequisite"), ("Bachelor's degree", None)])
def test_a_graduate_degree_that_is_not_told_is_not_taken_for_granted(degree: str, rule: str | None) -> None:
    # GIVEN somebody who tells a job and no degree, and a credential that asks for one
    world_ = catalogue([credential("c", prerequisites=(need("degree", name=degree),))])
    # WHEN recommending THEN a graduate degree keeps it out with its reason, a bachelor's is a thing to check
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL",), current_role="Data analyst"), world_, TODAY)
    assert rules(answer).get("c") == rule


def test_a_licence_shows_the_degree_that_opens_it_and_no_higher_one() -> None:
    # GIVEN a registered nurse, by the job or by the licence WHEN nurse practitioner is wanted
    for told in ({"current_role": "Registered nurse"}, {"held_credentials": ("state-rn-license",)}):
        answer = advised(goal="career_change", target_role="Nurse practitioner", **told)
        # THEN the associate degree lies behind, and the bachelor's, which the licence does not show, is a step
        assert rules(answer)["adn-degree"] == "redundant"
        assert "bsn-degree" in ids(answer)


def test_who_meets_what_a_licence_asks_for_needs_no_lower_step() -> None:
    # GIVEN a nursing degree from abroad WHEN the nurse's licence is wanted THEN no practical nurse's course and no nurse aide's is shown
    answer = advised(goal="skill_gap", target_role="Registered nurse", held_credentials=("nursing degree from the Philippines",))
    assert "state-rn-license" in ids(answer)
    assert not {"state-lpn-license", "state-nurse-aide-certification"} & set(ids(answer))


def test_a_degree_of_another_subject_is_no_way_in() -> None:
    # GIVEN a police officer WHEN the job of a security manager is wanted THEN no law or social work degree is called a way in
    for years in (None, 12.0):
        answer = advised(goal="career_change", current_role="Police officer", target_role="Security manager", experience_years=years)
        assert ids(answer)[0] in ("asis-app", "asis-cpp")
        assert all(option.credential.kind != "degree" for option in answer.options)
        assert "bachelor's degree" in answer.because


def test_the_certificate_that_will_do_is_the_way_in() -> None:
    answer = advised(goal="career_change", current_role="Legal secretary", target_role="Paralegal")
    assert ids(answer)[0] == "aba-approved-paralegal-certificate"
    assert "notary-public-commission" not in ids(answer)


# --- levels and proof


def test_a_specialty_of_ones_own_work_adds_proof_beside_the_licence_and_beginners_papers() -> None:
    # GIVEN an intensive care nurse with the licence and the resuscitation courses
    held = ("state-rn-license", "aha-acls-provider", "aha-bls-provider")
    # WHEN a complement is sought THEN the specialty certification leads
    answer = advised(goal="complement", current_role="Critical care nurse", held_credentials=held, experience_years=5, max_cost=400)
    assert ids(answer)[0] == "aacn-ccrn"


def test_beginners_papers_are_left_out_beside_those_of_ones_own_level() -> None:
    # GIVEN an experienced analyst, and the same skill taught for beginners and for the experienced
    pair = [
        credential("belt-white", level="entry", skills=("Statistics",)),
        credential("belt-green", level="intermediate", skills=("Statistics",), kind="industry_certification"),
    ]
    profile = Profile(goal="skill_gap", target_skills=("Statistics",), current_role="Data analyst", experience_years=8)
    # WHEN it is asked for THEN the one for beginners is not shown, unless there is no other
    assert ids(recommend(profile, catalogue(pair), TODAY)) == ["belt-green"]
    assert ids(recommend(profile, catalogue(pair[:1]), TODAY)) == ["belt-white"]


def test_nothing_is_below_the_highest_paper_of_ones_own_work() -> None:
    # GIVEN a medical assistant of eight years with nothing to show WHEN something current is wanted
    answer = advised(goal="currency", current_role="Medical assistant", experience_years=8)
    # THEN the certification of that work comes, and none of another profession is called a near miss
    assert ids(answer)[0] in ("aama-cma", "nha-ccma")
    assert "CCRN" not in answer.because


# --- what is asked for, and what would serve better


def test_what_is_asked_for_by_the_employers_aimed_at_is_no_repetition() -> None:
    # GIVEN somebody who knows a skill, and a credential for it that the employer aimed at asks for in its postings
    asked = row("r", "c", recogniser="Acme Hospital", statement="Acme Hospital requires it.", basis="required_in_postings")
    profile = Profile(goal="skill_gap", target_skills=("SQL",), current_skills=("SQL",))
    # WHEN that employer is named THEN it is worth having, else a piece of work says more
    assert recommend(profile, catalogue([credential("c")]), TODAY).advice == "portfolio_instead"
    world_ = catalogue([credential("c")], [asked])
    assert recommend(profile.but(target_employers=("Acme Hospital",)), world_, TODAY).advice != "portfolio_instead"


def test_what_one_limit_alone_keeps_out_and_serves_far_better_is_told() -> None:
    # GIVEN a weak match within the budget and a strong one above it
    weak = credential("weak", skills=("Data visualization", "Communication"), roles=())
    strong = credential("strong", skills=("SQL", "Statistics", "Data visualization"), cost=Cost(learning=0, exam=900), level="entry")
    world_ = catalogue([weak, strong], [row("r", "strong", roles=("Data analyst",))])
    # WHEN the job is aimed at with that budget THEN the strong one is told, with what it takes
    answer = recommend(Profile(goal="career_change", target_role="Data analyst", max_cost=800), world_, TODAY)
    assert ids(answer) == ["weak"]
    assert "Strong: it would take a budget of $900, $100 more than you named" in answer.because


def test_a_skill_asked_for_is_taught_though_little_speaks_for_the_course() -> None:
    # GIVEN a salesman of ten years WHEN negotiation is to be brought up to date THEN he is told where it is taught
    answer = advised(
        goal="currency", current_role="Account executive", experience_years=10, target_skills=("Sales negotiation",), max_cost=250
    )
    assert ids(answer)


def test_what_counts_toward_renewal_is_no_step_below() -> None:
    answer = advised(goal="complement", current_role="HR generalist", held_credentials=("shrm-cp",), target_skills=("HR analytics",))
    assert "aihr-people-analytics" in ids(answer)


# --- what does not belong


def test_a_single_duty_gives_no_picture_of_a_field() -> None:
    # GIVEN a card for one duty that hardly any job of the field asks for, and a first course
    world_ = catalogue([credential("duty", skills=("Telehealth",)), credential("taste", skills=("SQL", "Statistics"))])
    # WHEN the field is tried out THEN only the course gives a taste of it
    assert ids(recommend(Profile(goal="exploration", field="Data and analytics"), world_, TODAY)) == ["taste"]


def test_a_degree_is_not_complemented_by_a_card_for_manual_work() -> None:
    answer = advised(
        goal="complement", current_role="Mechanical engineer", held_credentials=("Bachelor's degree in mechanical engineering",)
    )
    assert not {"forklift-operator-certification", "nims-machining-level-1"} & set(ids(answer))


def test_in_a_licensed_field_what_opens_another_job_is_not_shown_beside_what_opens_this_one() -> None:
    assert ids(advised(goal="career_change", current_role="Retail salesperson", target_role="Dental assistant")) == ["danb-cda"]


def test_custom_without_a_way_to_the_degree_leaves_what_can_be_earned() -> None:
    # GIVEN a job for which nearly every employer wants a degree that no credential on record leads to
    world_ = catalogue([credential("c", field="policy", skills=("Policy analysis",), roles=("Policy analyst",))])
    # WHEN it is aimed at THEN the short credential is shown, and that a degree is usual is told
    answer = recommend(Profile(goal="career_change", target_role="Policy analyst"), world_, TODAY)
    assert ids(answer) == ["c"]
    assert "bachelor's degree" in answer.because


def test_the_lowest_degree_a_licence_asks_for_is_implied_by_it() -> None:
    # GIVEN a licence that asks for an associate degree, and two degrees that open it
    licence = credential(
        "licence", kind="licence", field="health", name="State registered nurse licence", roles=("Registered nurse",),
        prerequisites=(need("degree", name="Associate degree in nursing"),),
    )  # fmt: skip
    lower = credential("lower", kind="degree", field="health", name="Associate Degree in Nursing", skills=("Nursing practice",))
    higher = credential("higher", kind="degree", field="health", name="Bachelor of Science in Nursing", skills=("Nursing practice",))
    world_ = catalogue(
        [licence, lower, higher], (), [stack("lower", "counts_toward", "licence"), stack("higher", "counts_toward", "licence")]
    )
    # WHEN the licence is held THEN only the lower one is had already
    answer = recommend(Profile(goal="skill_gap", target_skills=("Nursing practice",), held_credentials=("licence",)), world_, TODAY)
    assert rules(answer).get("lower") == "redundant"
    assert rules(answer).get("higher") is None
