"""A pasted job posting is told from a message, and read for what it asks."""

from __future__ import annotations

from knowledge.resolve.index import NameIndex
from knowledge.resolve.posting import read_posting
from knowledge.resolve.posting_signs import is_posting

POSTING = """Senior Data Analyst - Kaiser Permanente

What you'll do
- Build dashboards in Tableau and Power BI

Requirements
• Bachelor's degree in statistics or related field, or equivalent experience
• 5+ years of experience in data analysis
• Strong SQL and Python skills

Preferred qualifications
• Master's degree
• Machine learning
• Google Data Analytics Certificate or PL-300 is a plus

Benefits
Dental, vision, 401k, tuition reimbursement for PMP.
We are an equal opportunity employer."""

PROSE = (
    "Mercy General Hospital is hiring a Registered Nurse (RN) for our telehealth team. You will provide remote patient care by phone and video. "
    "Must have an active RN license. 2 years of acute care experience required. BSN preferred. Python is nice to have. Apply today!"
)


def test_a_posting_is_told_from_a_life_story() -> None:
    assert is_posting(POSTING)
    assert is_posting(PROSE)
    assert not is_posting(
        "I am a nurse with 5 years of experience and I want to move into data because my job requirements have changed. " * 4
    )
    assert not is_posting("data analyst")


def test_required_and_preferred_are_kept_apart(index: NameIndex) -> None:
    posting = read_posting(POSTING, index)
    assert posting.role == "Data analyst"
    assert posting.employer == "Kaiser Permanente"
    assert {"SQL", "Python", "Tableau", "Power BI", "Data analysis"} <= set(posting.required_skills)
    assert posting.preferred_skills == ("Machine learning",)
    assert posting.required_credentials == ()
    assert posting.preferred_credentials == ("google-data-analytics", "microsoft-pl-300")
    assert posting.degree == "Bachelor's degree in statistics"
    assert not posting.degree_required
    assert posting.experience_years == 5


def test_a_posting_in_prose_gives_its_licence(index: NameIndex) -> None:
    posting = read_posting(PROSE, index)
    assert posting.role == "Registered nurse"
    assert posting.licences == ("Registered Nurse licence",)
    assert posting.experience_years == 2
    assert posting.preferred_skills == ("Python",)
    assert posting.employer == "Mercy General Hospital"
