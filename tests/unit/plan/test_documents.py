"""The Markdown and the page: every fact with its source, and no words that turn into markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from knowledge.plan.documents import documents
from knowledge.plan.model import Plan
from tests.unit.plan.plans import PAGE, SQL, TO_DATA, changed, plan

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></main><iframe src=//evil.example>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "<https://evil.example> &lt;b&gt; *bold* `code`",
    "${7*7} <% import os %> {{7*7}}",
    "one\n\n# two\n- three\nBEGIN:VEVENT\r\nSUMMARY:four",
)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """The elements of a page, and whether they are nested as they should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def page(made: Plan) -> Page:
    return Page(documents(made).html)


def kinds(made: Plan) -> list[str]:
    """The elements of the page, but for how many there are of each."""
    return sorted({tag for tag, _ in page(made).elements})


def rendered(made: Plan) -> str:
    """The Markdown as a viewer that lets HTML through shows it."""
    return str(MarkdownIt("commonmark").render(documents(made).markdown))


@pytest.mark.parametrize("words", HOSTILE)
def test_what_the_user_typed_stays_words(words: str) -> None:
    # GIVEN markup among what the user holds WHEN the plan is written
    made = plan(replace(SQL, held_credentials=(words,)))
    # THEN the page has the same elements as for plain words, and the Markdown shows none of it as markup
    plain = plan(replace(SQL, held_credentials=("A degree",)))
    assert kinds(made) == kinds(plain)
    assert " ".join(words.split()) in " ".join(page(made).words.split())
    shown = rendered(made)
    assert not re.search(r"<(?:script|img|iframe|em|strong>bold|code)|href=\"(?!https?://)|evil\.example\"", shown)
    assert shown.count("<h1>") == 1
    assert "49" not in documents(made).html.split("What you told me")[1].split("</section>")[0]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_the_catalogue_says_stays_words(words: str) -> None:
    # GIVEN markup in a name, an issuer, and a source of the catalogue WHEN written THEN it is shown as it is
    source = replace(PAGE, title=words)
    made = plan(SQL, ["saylor-databases"], changed("saylor-databases", name=words, issuer=words, facts={"cost": source}))
    assert set(kinds(made)) <= set(kinds(plan(TO_DATA)))
    assert not re.search(r"<(?:script|img|iframe|code)|href=\"(?!https?://)", rendered(made))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<b>x</b>", 'https://example.org/"><script>', "https://example.org/a> b"]
)
def test_an_address_is_a_link_only_where_it_leads_to_the_web(url: str) -> None:
    facts = {"cost": replace(PAGE, url=url)}
    made = plan(SQL, ["saylor-databases"], changed("saylor-databases", url=url, facts=facts))
    links = [attributes["href"] or "" for tag, attributes in page(made).elements if tag == "a"]
    assert all(link.startswith(("https://", "http://")) for link in links)
    assert "<script" not in documents(made).html
    assert not re.search(r"<script|href=\"data:text", rendered(made))
    assert not re.search(r"<(?:javascript|data):", documents(made).markdown)


@pytest.mark.parametrize("profile", [SQL, TO_DATA], ids=["one step", "several steps"])
def test_every_fact_has_its_source_with_address_and_day_or_the_mark(profile: object) -> None:
    # GIVEN a plan WHEN written THEN behind each fact stands the page it was read in with its day, or that nobody has read it
    made = plan(profile)  # type: ignore[arg-type]
    written = documents(made)
    facts = [fact for step in made.steps for fact in (*step.facts, *step.recognised)]
    facts += [fact for other in made.alternatives for fact in other.facts]
    lines = iter(re.sub(r"\\(?=\W)", "", written.markdown).splitlines())
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", written.html)
    assert len(rows) == len(facts)
    for fact, row in zip(facts, rows, strict=True):
        line = next(line for line in lines if line.startswith(f"- {fact.label}: {' '.join(fact.told.split())}"))
        if fact.source:
            assert fact.source.title in line
            assert fact.source.as_of.isoformat() in line
            assert f"<time>{fact.source.as_of.isoformat()}</time>" in row
            assert f'href="{fact.source.url.replace("&", "&amp;")}"' in row
        else:
            assert ("not verified" in line) == ("not verified" in row) == fact.is_unverified


@pytest.mark.parametrize("words", ["# Free money", "1. Pay", "- Pay", "=====", "+ Pay"])
def test_a_sentence_that_begins_like_a_heading_or_a_list_is_a_sentence(words: str) -> None:
    # GIVEN a name that opens a line of the Markdown WHEN written THEN it opens no heading and no list there
    note = f"{words} was kept off your shortlist."
    shown = str(MarkdownIt("commonmark").render(documents(replace(plan(SQL), notes=(note,))).markdown))
    assert f"<p>{note}</p>" in shown


def test_the_receipt_the_day_and_the_limits_are_told() -> None:
    written = documents(plan(TO_DATA))
    for text in (written.markdown, Page(written.html).words):
        assert "Made on 22 November 2026" in text
        assert plan(TO_DATA).receipt in text
        assert "within 60 weeks, which is by 16 January 2028" in text
        assert "up to $600" in text
        assert "6 hours a week" in text


def test_the_markdown_has_the_headings_of_the_page() -> None:
    # GIVEN a plan of several steps WHEN both are read THEN they have the same headings, but for those that the page has as captions
    made = plan(TO_DATA)
    told = re.findall(r"<h([1-3])>(.*?)</h\1>", rendered(made))
    shown = re.findall(r"<(h[1-3]|caption)[^>]*>(.*?)</\1>", documents(made).html)
    assert [words for level, words in told if level in "12"] == [words for tag, words in shown if tag in ("h1", "h2")]
    assert {words for level, words in told if level == "3"} <= {words for tag, words in shown if tag in ("h3", "caption")}


def test_the_page_stands_alone_and_can_be_read_aloud_and_printed() -> None:
    # GIVEN a plan of several steps WHEN written as a page
    elements = page(plan(TO_DATA)).elements
    tags = [tag for tag, _ in elements]
    # THEN it asks for nothing from elsewhere
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(tags)
    assert not re.search(r"url\(|@import", documents(plan(TO_DATA)).html)
    # AND has a language, one title and main part, headings without gaps, and tables with captions and scopes
    assert dict(elements)["html"] == {"lang": "en"}
    assert [tags.count(tag) for tag in ("title", "main", "h1")] == [1, 1, 1]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in elements if tag == "th")
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    # AND knows how to be printed
    assert "@media print" in documents(plan(TO_DATA)).html


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert documents(plan(TO_DATA)) == documents(plan(TO_DATA))


def test_the_files_are_written_as_they_are_and_again(tmp_path: Path) -> None:
    # GIVEN a plan WHEN written twice into a folder that is not there THEN the three files hold it to the byte
    written = documents(plan(SQL))
    for _ in range(2):
        paths = written.write(tmp_path / "some" / "folder")
    assert [path.name for path in paths] == ["plan.md", "plan.html", "plan.ics"]
    assert [path.read_bytes().decode() for path in paths] == [written.markdown, written.html, written.ics]


def test_where_only_its_issuer_speaks_for_it_the_plan_says_so() -> None:
    alone = next(key for key in sorted(changed("saylor-databases").credentials) if key not in changed("saylor-databases").ledger_of)
    assert "Nothing is on record of anybody but its issuer" in documents(plan(SQL, [alone])).markdown
