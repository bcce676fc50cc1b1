import pytest

from tests.dialogue.talk import Talk

HTML = """<div><h1>Data Analyst II</h1><p><b>Company:</b> Larkfield Foods&nbsp;Inc.</p><h2>Requirements</h2><ul><li>Bachelor&#39;s degree in statistics,
economics or a related field, or equivalent experience</li><li>3+ years of experience with <b>SQL</b> &amp; Excel</li><li>Tableau dashboards</li></ul>
<h2>Preferred</h2><ul><li>Python</li></ul><script>var x = "Java, Kubernetes";</script><h2>Benefits</h2><p>Medical, dental. $78,000 &ndash; $92,000.</p></div>"""
PROSE = """St. Brendan's Medical Center is hiring a Medical Coder for our revenue cycle team. In this role you will review charts and assign ICD-10-CM and CPT codes
for outpatient visits and work denials with the billing team. You must hold an active CPC credential and have at least two years of outpatient coding experience.
Knowledge of HIPAA rules is essential; experience with Epic is preferred. This is a remote, full-time position with a salary range of $24.50-$33.00 an hour."""
TRADE = """Now hiring: Journeyman Electrician

We need a licensed journeyman electrician for commercial work in the metro area. You'll run conduit, read blueprints and troubleshoot. Must have a current
journeyman license, 4 years of experience, own hand tools and OSHA 10. $34-$42/hour, health insurance after 60 days, paid holidays. Text your resume to Dan."""
EMOJI = """🚀 We're hiring! Digital Marketing Coordinator @ Pinecone Outdoors 🌲
Are you a storyteller who loves data? Here's the gig:
✅ Run our social channels + email (Mailchimp)
✅ Set up Google Ads & Meta campaigns
✅ Report in Google Analytics
You've got:
👉 1-2 yrs in digital marketing
👉 Canva skillz
Perks: dog-friendly office, gear discount, $52k-$60k. Apply at the page below."""
BARE = """Bookkeeper wanted for a busy family business

We are looking for a friendly bookkeeper to join our team in Spokane. You will report to the owner, work in a small office and be part of a company that has
served the community for 40 years. Full-time, Monday to Friday. We offer competitive pay, health insurance and paid time off. To apply, send your resume."""
TWO = """Two openings at the Marlow County Library System

Position 1: Data Analyst
Requirements: SQL, Excel, Tableau; bachelor's degree; 2 years of experience.

Position 2: Database Administrator
Requirements: PostgreSQL administration, backup and recovery, Linux; 4 years of experience.

Both positions are full-time with county benefits. We are an equal opportunity employer."""


@pytest.mark.parametrize(
    ("posting", "role", "asked", "first"),
    [
        pytest.param(HTML, "Data analyst", {"SQL", "Microsoft Excel", "Tableau", "Python"}, ["3 years"], id="HTML"),
        pytest.param(PROSE, "Medical coder", {"ICD-10 coding", "CPT coding"}, ["CPC", "2 years"], id="prose"),
        pytest.param(TRADE, "Electrician", {"Blueprint reading"}, ["licence", "4 years", "OSHA"], id="a licensed trade"),
        pytest.param(EMOJI, None, {"Google Ads", "Google Analytics", "Canva"}, ["1 year"], id="emoji"),
    ],
)
def test_what_is_asked_for_is_told_first_and_skill_by_skill(
    talk: Talk, posting: str, role: str | None, asked: set[str], first: list[str]
) -> None:
    # GIVEN a new conversation
    # WHEN a posting is pasted
    talk.say(posting)
    # THEN its job, needs and skills are on the card, and what no course replaces stands before the skills
    card = talk.now("posting")
    assert card["role"] == role, str(talk)
    assert asked <= {skill["name"] for skill in card["skills"]}, str(talk)
    assert not {"Java", "Kubernetes", "Economics"} & {skill["name"] for skill in card["skills"]}, str(talk)
    text = talk.texts[0]
    for need in first:
        assert -1 < text.find(need) < text.find("kills:"), str(talk)
    # AND a shortlist follows
    assert talk.now("options"), str(talk)


def test_what_closes_the_gap_for_least_money_and_time_is_told(talk: Talk) -> None:
    # GIVEN somebody who has one of the skills, and a job that brings another
    talk.say("I know Excel and I'm a bookkeeper")
    # WHEN a posting is pasted
    talk.say(HTML)
    # THEN what is there is told with whence, and the best by each measure with what it covers
    card = talk.now("posting")
    skills = {skill["name"]: skill for skill in card["skills"]}
    assert skills["Microsoft Excel"]["covered"], str(talk)
    assert not skills["SQL"]["covered"], str(talk)
    assert {best["measure"] for best in card["best"]} & {"free", "per_dollar"}, str(talk)
    assert "per_week" in {best["measure"] for best in card["best"]}, str(talk)
    assert talk.tells("missing skill"), str(talk)
    # AND each option says what share it covers, for each 100 dollars and week where price and time are known
    options = talk.now("options")["options"]
    assert any(option["cover"] for option in options), str(talk)
    for option in options:
        if cover := option["cover"]:
            assert (cover["per_100_usd"] is not None) == bool(cover["cost_usd"]), str(talk)
            assert set(cover["skills"]) <= {skill["name"] for skill in card["skills"] if not skill["covered"]}, str(talk)


def test_a_posting_without_requirements_goes_by_what_such_work_asks_for(talk: Talk) -> None:
    talk.say(BARE)
    assert talk.now("posting")["usual"], str(talk)
    assert talk.tells("usually asks for"), str(talk)


def test_of_two_jobs_one_is_read_and_the_other_is_named(talk: Talk) -> None:
    talk.say(TWO)
    card = talk.now("posting")
    assert card["role"] == "Data analyst", str(talk)
    assert not {"Linux", "PostgreSQL"} & {skill["name"] for skill in card["skills"]}, str(talk)
    assert talk.tells("database administrator"), str(talk)


def test_a_posting_in_the_middle_of_a_question_is_taken_up(talk: Talk) -> None:
    # GIVEN a question of the assistant's, for another goal
    talk.say("I want to become a bookkeeper, I'm a cashier now")
    assert talk.requested_slot, str(talk)
    # WHEN a posting is pasted instead of an answer
    talk.say(PROSE)
    # THEN it is read, the question is let go, and what was known is kept
    assert talk.now("posting"), str(talk)
    assert talk.requested_slot is None, str(talk)
    assert talk.slots["current_role"] == "Cashier", str(talk)


def test_a_posting_after_a_shortlist_makes_a_new_one(shortlist: Talk) -> None:
    # GIVEN a shortlist under a budget
    # WHEN a posting is pasted
    shortlist.say(HTML)
    # THEN the new list keeps to the budget, and details of the new list can be asked for
    assert shortlist.now("options")["options"], str(shortlist)
    shortlist.say("tell me more about the first one")
    assert shortlist.tells(shortlist.shown[0].name), str(shortlist)


def test_what_is_had_after_all_counts_at_the_next_look(talk: Talk) -> None:
    # GIVEN a posting that asks for a degree
    talk.say(TWO)
    # WHEN the user says that he has it
    talk.say("I have a bachelor's degree in economics")
    # THEN it is kept
    assert talk.slots["held_credentials"], str(talk)


@pytest.mark.parametrize("link", ["https://www.linkedin.com/jobs/view/38237812", "what about this? https://example.org/careers/123"])
def test_a_link_alone_is_not_opened(talk: Talk, link: str) -> None:
    talk.say(link)
    assert talk.tells("paste", "text"), str(talk)
    assert not talk.cards, str(talk)
