"""A pasted job posting is told from a message, and read for what it asks."""

from __future__ import annotations

from knowledge.resolve.index import NameIndex
from knowledge.resolve.posting import read_posting
from knowledge.resolve.posting_signs import is_link, is_posting

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


def test_remains_of_html_are_read_as_text(index: NameIndex) -> None:
    """GIVEN a posting copied with its tags WHEN it is read THEN items are lines, entities are letters, and scripts are nothing."""
    html = "<h1>Data Analyst</h1><p><b>Company:</b> Larkfield&nbsp;Foods</p><h2>Requirements</h2><ul><li>SQL &amp; Tableau</li></ul><script>var x = 'Python';</script>"
    posting = read_posting(html, index)
    assert posting.role == "Data analyst"
    assert set(posting.required_skills) == {"SQL", "Tableau"}
    assert posting.employer == "Larkfield Foods"


def test_a_link_is_no_posting_and_is_known_for_a_link() -> None:
    assert is_link("https://www.linkedin.com/jobs/view/38237812")
    assert is_link("is this any good? www.indeed.com/viewjob?jk=1")
    assert not is_link("I want to learn SQL")
    assert not is_link(POSTING + "\nApply at https://example.org/jobs")


def test_of_two_jobs_the_first_is_read_and_the_other_is_told(index: NameIndex) -> None:
    text = "Position 1: Data Analyst\nRequirements: SQL, Tableau, 2 years of experience\n\nPosition 2: Registered Nurse\nRequirements: RN license, 4 years of experience"
    posting = read_posting(text, index)
    assert posting.role == "Data analyst"
    assert posting.other_roles == ("Registered nurse",)
    assert posting.experience_years == 2
    assert posting.licences == ()


def test_subjects_of_a_degree_are_no_skills(index: NameIndex) -> None:
    text = "Data Analyst\nRequirements\n- Bachelor's degree in economics, machine learning or a related field\n- SQL"
    assert read_posting(text, index).required_skills == ("SQL",)


def test_a_clearance_is_asked_for_like_a_licence(index: NameIndex) -> None:
    assert "Security clearance" in read_posting("Data Analyst\nMust have: active Secret clearance, SQL", index).licences


def test_a_licence_that_is_preferred_is_not_required(index: NameIndex) -> None:
    posting = read_posting("Care coordinator\nRequired: Tableau\nPreferred qualifications:\n- RN license", index)
    assert posting.licences == ()
    assert len(posting.preferred_licences) == 1


def test_postings_of_many_shapes_are_known_for_postings() -> None:
    emoji = (
        "🚀 We're hiring! Marketing Coordinator @ Pinecone 🌲\nHere's the gig:\n✅ Run our social channels and email\n✅ Set up campaigns\nYou've got:\n👉 1-2 yrs in marketing\n"
        "👉 SEO and writing\n👉 certs = big plus\nPerks: dog-friendly office, gear discount, $52k-$60k. Apply at the page below, we can't wait to meet you and show you around."
    )
    labelled = (
        "Job title: Planner\nCompany: Ironwood\nDescription: plan inventory and production for two plants\nExperience: 3-5 years in planning\n"
        "Education: Bachelor's in business; equivalent work experience accepted\nSkills: forecasting, SAP, advanced Excel\nTravel: 10%, some weekends, able to lift 20 lbs"
    )
    assert is_posting(emoji)
    assert is_posting(labelled)


def test_experience_in_place_of_a_degree_and_the_last_day_to_apply_are_read(index: NameIndex) -> None:
    # GIVEN a posting that takes experience for the degree and names a last day WHEN it is read THEN both are kept
    found = read_posting(f"{POSTING}\nApplication deadline: June 5, 2027", index)
    assert (found.experience_instead, found.degree_required, found.apply_by) == (True, False, "June 5, 2027")
    # AND a project's deadline is none
    other = read_posting("Data analyst. Requirements: SQL, Bachelor's degree in statistics. You will meet tight deadlines by May 3.", index)
    assert (other.experience_instead, other.apply_by) == (False, None)
