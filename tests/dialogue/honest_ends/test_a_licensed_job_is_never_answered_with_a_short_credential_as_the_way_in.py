import pytest

from tests.dialogue.talk import Talk

WAYS_IN = {"licence", "degree", "apprenticeship"}
SHORT = {"micro_credential", "certificate", "professional_certificate", "digital_badge", "industry_certification"}


@pytest.mark.parametrize(
    "first",
    [
        "I want to become a nurse",
        "I'd like to be a high school teacher, I have a degree in physics",
        "I want to become an electrician, I have 200 dollars and 2 months",
        "How do I become a lawyer? I'm a paralegal",
        "I want to become a truck driver, $300",
        "I want to become a CPA, I work as a bookkeeper",
        "I want to be a doctor, I'm an EMT, 1000 dollars, 1 year",
        "I want to switch to nursing from retail but I only have 3 months and $500",
    ],
)
def test_a_licensed_job_is_never_answered_with_a_short_credential_as_the_way_in(talk: Talk, first: str) -> None:
    # GIVEN somebody who wants a job that the law keeps for licence holders
    talk.say(first)
    # WHEN the answer comes
    card = talk.answer()
    # THEN the licence or degree comes first, and the text says so
    assert card["advice"] == "licence_or_degree_first", str(talk)
    assert talk.tells("licen", "degree"), str(talk)
    # AND a short credential on the list is called a preparation
    for option, credential in zip(card["options"], talk.shown, strict=True):
        if credential.kind in SHORT:
            assert not option["reason"].startswith("A way in") or credential.kind == "industry_certification", str(talk)


@pytest.mark.parametrize(
    "question", ["can I become a CPA with just a micro-credential?", "is there a badge that lets me work as a nurse without a licence?"]
)
def test_no_badge_gets_round_a_licence(talk: Talk, question: str) -> None:
    # GIVEN somebody who hopes for a short cut
    # WHEN it is asked for
    talk.say(question)
    if talk.requested_slot:
        talk.answer()
    # THEN the answer is that the licence cannot be replaced
    assert talk.tells("licen"), str(talk)
    assert not talk.buttons_offer_readings, str(talk)
