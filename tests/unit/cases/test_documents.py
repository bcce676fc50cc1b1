"""The brief in its four forms."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from cases.brief import Line, Why
from cases.desk import Desk
from cases.documents import as_json, as_markdown, as_page, as_pdf
from tests.unit.cases.briefs import brief, full_brief

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) # head | *b* Łukasz Ж العربية 你好 😀"
PARTS = [
    "can I talk to someone", "the user asked for a person", "routine", "change career", "inferred", "I want to become a data analyst", "Store manager",
    "I run a clothing store", "up to $300", "300 bucks", "SQL Basics", "$30", "4 weeks", "Nothing is on record.", "Ask a recruiter at Mayo.", "abc234",
    "Big Bootcamp", "It costs more than your budget.", "Hours a week: not told yet", "employers aimed at", "Hi there", "hello",
]  # fmt: skip


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_brief_is_in_markdown_and_page(desk: Desk, part: str) -> None:
    case = desk.open("talk", full_brief())
    assert part in plain(as_markdown(case))
    assert part in plain(Words(as_page(case)).text)


def test_what_was_said_since_is_in_all(desk: Desk) -> None:
    case = desk.open("talk", full_brief())
    desk.claim(case.id, "ann")
    desk.user_said("talk", "is the exam hard")
    messages = desk.messages(case.id)
    assert "is the exam hard" in as_markdown(case, messages)
    assert "is the exam hard" in as_page(case, messages)
    assert json.loads(as_json(case, messages))["messages"][0]["text"] == "is the exam hard"


def test_the_json_is_the_case_whole(desk: Desk) -> None:
    case = desk.open("talk", full_brief())
    told = json.loads(as_json(case))
    assert told["case"]["brief"] == json.loads(full_brief().model_dump_json())
    assert told["case"]["id"] == case.id


def test_what_hostile_users_write_stays_words(desk: Desk) -> None:
    hostile = full_brief(why=Why(reason="asked_for", told="x", words=HOSTILE), transcript=(Line(author="user", text=HOSTILE),))
    case = desk.open("talk", hostile)
    page = Words(as_page(case))
    assert HOSTILE in page.text
    assert not {"script", "a", "img", "link", "iframe"} & page.tags
    markdown = as_markdown(case)
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", markdown)
    assert as_pdf(case).startswith(b"%PDF")


def test_the_page_asks_for_nothing_from_elsewhere(desk: Desk) -> None:
    page = as_page(desk.open("talk", full_brief()))
    assert "default-src 'none'" in page
    assert not {"link", "script", "img"} & Words(page).tags


def test_the_pdf_is_the_same_each_time_and_of_several_pages_where_it_is_long(desk: Desk) -> None:
    long = full_brief(transcript=tuple(Line(author="user", text=f"message {number} " * 20) for number in range(60)))
    case = desk.open("talk", long)
    pdf = as_pdf(case)
    assert pdf == as_pdf(case)
    assert pdf.count(b"/Type /Page\n") >= 3


def test_a_brief_with_little_in_it_has_no_empty_parts(desk: Desk) -> None:
    told = as_markdown(desk.open("talk", brief()))
    assert "Shortlist" not in told
    assert "Profile" not in told


def test_a_deleted_case_says_so(desk: Desk) -> None:
    case = desk.open("talk", full_brief())
    desk.forget("talk")
    assert "had all that was said deleted" in as_markdown(desk.get(case.id))
