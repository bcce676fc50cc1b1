"""Distress and other languages: what is beyond doubt, and what only sounds like it."""

import pytest

from bot.rasa.guards import intent_of


def told(text: str) -> str:
    return intent_of(text, text.lower()) or "open"


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "im going to kill my self",
        "i wanna die",
        "I just want to die.",
        "I don't want to live anymore",
        "dont want to live",
        "I’m suicidal",
        "i've been thinking about suicide",
        "my brother is suicidal",
        "thinking of ending my life",
        "nobody would miss me",
        "there is no reason to live",
        "I don't want to wake up tomorrow",
        "my husband hits me",
        "my dad keeps hitting me",
        "i was raped",
        "I feel like cutting myself",
        "I wish I was dead",
        "everyone is better off without me",
        "I want to kill myself because I failed the exam",
        "life isn't worth living",
        "I self harm",
    ],
)
def test_distress_is_heard(text: str) -> None:
    assert told(text) == "distress"


@pytest.mark.parametrize(
    "text",
    [
        "I'm dying to learn Python",
        "you're killing it",
        "this exam is killing me",
        "I'm killing myself trying to finish this course",
        "which course teaches suicide risk assessment",
        "I work with suicidal patients",
        "I volunteer at a suicide hotline",
        "self-harm awareness course",
        "overdose response training",
        "I hurt myself at work and need a desk job",
        "my dad beats me at chess",
        "I was beaten by another candidate",
        "my phone is going to die",
        "I don't want to live in Ohio",
        "I don't want to wake up early",
        "I want to die laughing",
        "shooting myself in the foot with this choice",
        "no reason to pay for it",
        "tired of living paycheck to paycheck",
        "what's the point of a certificate",
        "I want to work with abused children",
        "how do I kill a process in linux",
    ],
)
def test_what_only_sounds_like_distress_is_left_open(text: str) -> None:
    assert told(text) == "open"


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "我想学 SQL",
        "Привет, хочу курс",
        "أريد شهادة",
        "मुझे मदद चाहिए",
        "quiero aprender python",
        "hola, necesito ayuda con mi carrera",
        "je cherche un cours de SQL",
        "ich möchte Projektmanager werden",
        "wie viel kostet PMP",
        "preciso de ajuda",
        "vorrei imparare excel",
    ],
)
def test_other_scripts_and_five_languages_are_recognised(text: str) -> None:
    assert told(text) == "other_language"


@pytest.mark.parametrize(
    "text",
    [
        "I need Spanish for my job",
        "bachelor's from Universidad de los Andes",
        "hola hello",
        "café manager at Starbucks",
        "pro bono work for a non profit",
        "no no no",
        "do a data analyst",
        "I took a curso in Mexico",
        "Six Σ green belt",
        "👍",
        "42",
        "",
    ],
)
def test_english_with_foreign_words_or_signs_is_english(text: str) -> None:
    assert told(text) == "open"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.linkedin.com/jobs/view/3823",
        "what about this one? www.indeed.com/viewjob?jk=12",
        "Barista wanted. Location: Erie, PA. Pay: $14/hr. Part-time, evening shifts. Must have 6 months of experience, a food handler card and "
        "weekend availability. Espresso skills a plus. Benefits: free coffee. Apply today, we are an equal opportunity employer and hire all year.",
    ],
)
def test_postings_and_links_are_recognised(text: str) -> None:
    assert told(text) == "share_job_posting"


@pytest.mark.parametrize(
    "text",
    [
        "I saw an ad for a data analyst, what would I need?",
        "I have a degree and 3 years of experience in retail, I want to move to HR, I like people and I'd need it by March, my budget is $300, "
        "I can do evenings and weekends, and my wife says I should look at a certification that employers ask for in job postings near us.",
        "is coursera.org any good",
    ],
)
def test_what_speaks_of_postings_is_none(text: str) -> None:
    assert told(text) == "open"
