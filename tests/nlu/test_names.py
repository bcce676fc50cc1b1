"""The masking of names, amounts and durations."""

import pytest

from bot.rasa.names import Names

NAMES = Names(
    {
        "credential": ["PMP", "CompTIA A+", "Google Data Analytics", "CMA"],
        "issuer": ["Google", "CompTIA", "Epic"],
        "role": ["Data analyst", "Nurse", "CMA"],
        "skill": ["Python", "Research", "Data", "C#"],
        "gadget": ["Abacus"],
    }
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("is the comptia a+ worth it?", "is the pmp worth it?"),
        ("who recognizes google data analytics, google?", "who recognizes pmp, google?"),
        ("from data analysts to a nurse", "from accountant to a accountant"),
        ("python, c#", "excel, excel"),
        ("a cma exam", "a pmp exam"),
        ("an abacus", "an abacus"),
        ("", ""),
    ],
)
def test_names_are_replaced_by_one_of_their_kind(text: str, masked: str) -> None:
    assert NAMES.mask(text) == masked


@pytest.mark.parametrize("text", ["what do you do with my data", "the epicentre of the quake", "where is research done"])
def test_common_words_and_parts_of_words_are_no_names(text: str) -> None:
    assert NAMES.mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("under $1,500 please", "under $100 please"),
        ("about 200 dollars", "about $100"),
        ("i have 3 months", "i have six weeks"),
        ("10-15 hours a week", "six weeks"),
        ("number 3", "number 3"),
        ("the first one", "the first one"),
    ],
)
def test_amounts_and_durations_are_replaced_too(text: str, masked: str) -> None:
    assert Names({}).mask(text) == masked


def test_without_a_file_there_are_no_names(tmp_path) -> None:
    assert Names.read(tmp_path / "missing.json").names == {}


def test_words_of_talking_with_an_adviser_stay_though_the_catalogue_has_them_as_names() -> None:
    # GIVEN a catalogue in which "Scratch" is a skill and a career counselor a job
    names = Names({"skill": ["Scratch", "Tableau"], "role": ["Career counselor", "Actuary"]})
    # WHEN they are words about the conversation THEN they stay, and other names are masked as ever
    assert names.mask("start from scratch with a career counselor") == "start from scratch with a career counselor"
    assert names.mask("tableau for an actuary") == "excel for an accountant"
