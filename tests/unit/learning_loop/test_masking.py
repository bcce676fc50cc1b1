"""Nothing that tells who wrote a message is left in it; what the message is about is."""

from __future__ import annotations

import pytest

from learning_loop.masking import masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write me at jane.doe+jobs@mail.example.co.uk please", "write me at EMAIL please"),
        ("jane dot doe is jane@example.org.", "jane dot doe is EMAIL."),
        ("mail jane_doe at gmail dot com", "mail EMAIL"),
        ("see https://www.linkedin.com/in/jane-doe-123 for my cv", "see LINK for my cv"),
        ("linkedin.com/in/janedoe", "LINK"),
        ("i'm @janedoe on slack", "i'm HANDLE on slack"),
        ("call 555-123-4567 after 5", "call PHONE after 5"),
        ("call (555) 123 4567", "call PHONE"),
        ("my number: +44 20 7946 0958", "my number: PHONE"),
        ("+1 (555) 123-4567 is mine", "PHONE is mine"),
        ("555-1234", "PHONE"),
        ("student id 20231187", "student id NUMBER"),
        ("ssn 123-45-6789", "ssn NUMBER"),
        ("license RN1234567", "license NUMBER"),
        ("my name is Jane Doe and I want SQL", "my name is NAME and I want SQL"),
        ("my name is jane doe, nurse", "my name is NAME, nurse"),
        ("My name's José and I weld", "My name's NAME and I weld"),
        ("hi, I'm called Mary Jane Watson. python?", "hi, I'm called NAME. python?"),
        ("call me Ishmael", "call me NAME"),
        ("I'm Maria, a nurse", "I'm NAME, a nurse"),
        ("I am Maria Lopez and I weld", "I am NAME and I weld"),
        ("this is Ahmed, is that free?", "this is NAME, is that free?"),
        ("ask Dr. Smith", "ask Dr. NAME"),
        ("I live at 12 Old Mill Road", "I live at ADDRESS"),
    ],
)
def test_personal_data_is_masked(text, left):
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "I want SQL and node.js, ASP.NET too",
        "$1,200 at most, 10 hours a week, until 2027",
        "between $1000 and $2000, from 2019 to 2024",
        "15000 dollars",
        "I'm a nurse with 12 years",
        "call me a beginner",
        "I'm called in for an interview",
        "SC-900 or AZ-104, A+ 220-1101?",
        "ISO 27001 or CISSP",
        "I'm CNA certified",
        "AWS Certified Cloud Practitioner CLF-C02",
    ],
)
def test_what_a_message_is_about_stays(text):
    assert masked(text) == text


def test_a_message_is_one_line_without_marks():
    assert masked("I know\n [SQL](current_skills)  now") == "I know (SQL)(current_skills) now"
