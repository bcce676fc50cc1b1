"""On somebody else's website: its policy, its styles, its own script, its visitors' bandwidth."""

from __future__ import annotations

import gzip

from playwright.async_api import expect

from scripts.widget import BUILT
from tests.browser.conftest import Visit
from tests.browser.servers import Website

MOST_BYTES = 30 * 1024


def test_the_widget_is_one_small_file(built: None) -> None:
    assert [path.name for path in BUILT.parent.iterdir() if path.suffix not in ("",)] == ["widget.js"]
    assert len(gzip.compress(BUILT.read_bytes(), 9)) <= MOST_BYTES


async def test_it_works_from_another_origin_under_a_strict_policy(visit: Visit, website: Website) -> None:
    # GIVEN a website of another origin whose policy forbids whatever can be forbidden
    chat = await (await visit(website.url)).open()
    # WHEN its visitor talks to the assistant
    await chat.reach_options("I want to learn SQL for my job, I have 300 dollars and four months")
    # THEN it works, and nobody else is asked for anything (violations of the policy fail the test by themselves)
    await chat.check("embedded")
    assert chat.elsewhere == []


async def test_neither_style_reaches_the_other(visit: Visit, website: Website) -> None:
    # GIVEN a website whose style is hostile to everything
    plain = await (await visit(website.url)).open()
    wanted = await plain.panel.bounding_box()
    style = "family => [...document.querySelectorAll('body > :not(credwise-chat)')].map(part => getComputedStyle(part).fontFamily).join()"
    before = await plain.page.evaluate(style)
    website.style = (
        "* { letter-spacing: 9px !important; text-transform: uppercase; font-size: 40px; color: hotpink } "
        "html { font-size: 62.5% } button, section { display: none !important } credwise-chat { direction: ltr; font-size: 3px; line-height: 5 }"
    )
    try:
        chat = await (await visit(website.url)).open()
    finally:
        website.style = ""
    # THEN the widget is as it was
    assert await chat.panel.bounding_box() == wanted
    looks = "part => (({letterSpacing, textTransform, fontSize, color, display}) => [letterSpacing, textTransform, fontSize, color, display])(getComputedStyle(part))"
    assert await chat.replies.first.locator("p").first.evaluate(looks) == await plain.replies.first.locator("p").first.evaluate(looks)
    # AND the page without that style is as it was without the widget open
    assert await plain.page.evaluate(style) == before


async def test_the_tag_says_how_it_looks(visit: Visit, website: Website) -> None:
    website.tag = 'data-title="Ask Dr. Who" data-color="#ffe600" data-position="left" data-greeting="Welcome to Example Valley."'
    try:
        chat = await visit(website.url)
    finally:
        website.tag = ""
    await expect(chat.launcher).to_contain_text("Ask Dr. Who")
    box = await chat.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    await chat.open()
    await expect(chat.replies.first).to_contain_text("Welcome to Example Valley.")
    await expect(chat.choices.first).to_be_visible()
    await chat.check("yellow")


async def test_the_pages_own_script_can_use_it(visit: Visit) -> None:
    # GIVEN a page that listens
    chat = await visit()
    await expect(chat.launcher).to_be_visible()
    await chat.page.evaluate(
        """() => { window.heard = []; for (const name of ["open", "close", "message"]) Credwise.on(name, detail => heard.push([name, detail?.author, detail?.text])); }"""
    )
    # WHEN it opens the chat, says something for the user, and closes it
    await chat.page.evaluate("Credwise.open()")
    await chat.greeted()
    before = await chat.replies.count()
    await chat.page.evaluate("Credwise.send('I want to learn SQL')")
    await chat.answer(before)
    await chat.page.evaluate("Credwise.close()")
    await expect(chat.panel).to_have_count(0)
    # THEN it has heard of all that
    heard = await chat.page.evaluate("heard")
    assert [name for name, *_ in heard if name != "message"] == ["open", "close"]
    assert ["message", "user", "I want to learn SQL"] in heard
    assert heard[-2][:2] == ["message", "assistant"]


async def test_an_answer_that_comes_while_the_panel_is_closed_is_counted_on_the_button(visit: Visit) -> None:
    chat = await (await visit()).open()
    await chat.page.evaluate("Credwise.send('I want to learn SQL'); Credwise.close()")
    await expect(chat.launcher.locator("b")).to_have_text("1 new message")
    await chat.check("unread")
    await chat.open()
    await chat.page.keyboard.press("Escape")
    await expect(chat.launcher.locator("b")).to_have_count(0)


async def test_it_is_there_soon_and_opens_no_line_before_it_is_opened(visit: Visit) -> None:
    chat = await visit()
    await expect(chat.launcher).to_be_visible()
    entries = await chat.page.evaluate("performance.getEntriesByType('resource').map(entry => [entry.name, entry.encodedBodySize])")
    assert [size for name, size in entries if name.endswith("/widget.js") and 0 < size <= MOST_BYTES]
    assert not [name for name, _ in entries if "socket.io" in name or "/api/" in name]
    assert await chat.page.evaluate("localStorage.length") == 0
