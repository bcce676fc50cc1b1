"""Names are found as people write them, and never guessed."""

from __future__ import annotations

import pytest

from knowledge.resolve.index import Ambiguous, Match, NameIndex, NoMatch


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("data anlyst", "role", "Data analyst"),
        ("Data Analysts", "role", "Data analyst"),
        ("data analyst jobs", "role", "Data analyst"),
        ("dataanalyst", "role", "Data analyst"),
        ("registerd nurse", "role", "Registered nurse"),
        ("RNs", "role", "Registered nurse"),
        ("project manger", "role", "Project manager"),
        ("front end dev", "role", "Front-end developer"),
        ("data engineering", "role", "Data engineer"),
        ("pmp", "credential", "Project Management Professional (PMP)"),
        ("the aws saa one", "credential", "AWS Certified Solutions Architect – Associate"),
        ("az900", "credential", "Microsoft Certified: Azure Fundamentals"),
        ("the google data analitics cert", "credential", "Google Data Analytics Professional Certificate"),
        ("shrm cp", "credential", "SHRM Certified Professional"),
        ("security +", "credential", "CompTIA Security+"),
        ("sec plus", "credential", "CompTIA Security+"),
        ("powerbi", "skill", "Power BI"),
        ("excell", "skill", "Microsoft Excel"),
        ("kubernets", "skill", "Kubernetes"),
        ("c#", "skill", "C#"),
        ("R", "skill", "R"),
        ("cyber security", "field", "Cybersecurity"),
        ("human resourses", "field", "Human resources"),
        ("IT", "field", "IT support and networking"),
        ("nursing", "field", "Nursing and clinical care"),
        ("finance jobs", "field", "Finance and accounting"),
    ],
)
def test_one_name_is_recognised_however_it_is_written(index: NameIndex, words: str, kind: str, name: str) -> None:
    found = index.resolve(words)
    assert isinstance(found, Match), found
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("PM", {"Project manager", "Product manager"}),
        ("aws", {"Amazon Web Services", "American Welding Society"}),
        ("security", {"Cybersecurity", "Security guard"}),
        ("cna", {"Nursing assistant", "Cisco Certified Network Associate"}),
        ("analyst", {"Data analyst", "Business analyst", "Financial analyst"}),
        ("project management", {"Project management"}),
        ("google", {"Google"}),
    ],
)
def test_words_with_several_meanings_come_back_as_candidates(index: NameIndex, words: str, among: set[str]) -> None:
    found = index.resolve(words)
    assert isinstance(found, Ambiguous), found
    assert among <= {candidate.name for candidate in found.candidates}


@pytest.mark.parametrize("words", ["basket weaving", "underwater archaeology", "", "?!", "qwertyuiop", "the"])
def test_unknown_names_are_not_matched(index: NameIndex, words: str) -> None:
    assert isinstance(index.resolve(words), NoMatch)


def test_the_kind_asked_for_settles_a_name_of_several_kinds(index: NameIndex) -> None:
    for kind in ("field", "skill"):
        found = index.resolve("project management", kinds=(kind,))
        assert isinstance(found, Match)
        assert found.kind == kind


def test_two_short_names_are_not_slips_of_each_other(index: NameIndex) -> None:
    assert not isinstance(index.resolve("ui designer"), Match)


def names(index: NameIndex, text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.name) for mention in index.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I want to go into it and excel at what I do",
        "I have access to care and it is my target",
        "can you help us plan, please go on",
        "that is a plus for me",
        "I work remotely and work full time",
    ],
)
def test_ordinary_words_are_no_names(index: NameIndex, text: str) -> None:
    assert names(index, text) == []


def test_ordinary_words_are_names_where_the_case_or_the_neighbours_say_so(index: NameIndex) -> None:
    assert names(index, "i know sql, r and go") == [("sql", "SQL"), ("r", "R"), ("go", "Go")]
    assert names(index, "I use C# and R daily") == [("C#", "C#"), ("R", "R")]
    assert names(index, "learn access") == [("access", "Microsoft Access")]
    assert names(index, "A+, Network+ and Security+") == [
        ("A+", "CompTIA A+"),
        ("Network+", "CompTIA Network+"),
        ("Security+", "CompTIA Security+"),
    ]


def test_the_longest_name_wins_and_brackets_repeat_it(index: NameIndex) -> None:
    assert names(index, "Project Management Professional (PMP)") == [
        ("Project Management Professional (PMP", "Project Management Professional (PMP)")
    ]
    assert names(index, "google's it support certificate") == [("google's it support", "Google IT Support Professional Certificate")]


def test_a_mention_gives_all_readings_of_its_words(index: NameIndex) -> None:
    (mention,) = index.mentions("project management")
    assert {candidate.kind for candidate in mention.candidates} == {"field", "skill"}
    (mention,) = index.mentions("Google")
    assert {candidate.kind for candidate in mention.candidates} == {"issuer", "employer"}


def test_the_words_around_settle_an_ambiguous_name(index: NameIndex) -> None:
    (aws, *_) = index.mentions("aws for welding shops")
    assert (aws.name, aws.ambiguous) == ("American Welding Society", False)
    (aws, *_) = index.mentions("aws solutions in the cloud")
    assert (aws.name, aws.ambiguous) == ("Amazon Web Services", False)


def test_the_noun_of_another_job_changes_the_name(index: NameIndex) -> None:
    assert not any(mention.name == "Registered nurse" for mention in index.mentions("I want to be a nurse recruiter"))


def test_a_cue_beside_the_name_tells_its_kind(index: NameIndex) -> None:
    assert index.mentions("PMP certification")[0].cue == "credential"
    assert index.mentions("nursing jobs")[0].cue == "role"
