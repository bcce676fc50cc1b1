"""Whatever is written, it stays text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit

HOSTILE = {
    "html": '<img src="https://evil.example/x.png" onerror="alert(1)"><b>bold</b>',
    "script": "</textarea></bdi><script>alert(document.cookie)</script><svg onload=alert(1)>",
    "markdown": "[your plan](javascript:alert(1)) ![x](https://evil.example/y.png) <javascript:alert(2)>",
    "bidirectional": "pay \u202ereversed\u2066 \u2067 here \u200f\u061c https://bank.example\u202egro.live",
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 7*7 %>",
    "emoji": "\U0001f600" * 4000,
    "zero width": "a\u200b\u200d\ufeff" * 300 + "a",
    "one long word": "x" * 3900,
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_shown_as_it_is_and_does_nothing(kind: str, visit: Visit) -> None:
    chat = await (await visit()).open()
    text = HOSTILE[kind]
    # WHEN it is sent
    await chat.say(text)
    # THEN it is shown letter for letter, is no element, no link, and loads nothing
    said = chat.said.last.locator(".bubble")
    assert (await said.evaluate("bubble => bubble.textContent")).split() == text.split()
    assert await said.evaluate("bubble => bubble.querySelectorAll(':not(p)').length") == 0
    assert [
        link for link in await chat.panel.locator("a").evaluate_all("links => links.map(link => link.href)") if not link.startswith("http")
    ] == []
    assert chat.elsewhere == []
    # AND nothing around it is moved: the panel keeps its width, what stands beside keeps its direction
    await chat.fits()
    assert await chat.panel.locator(".head h2").evaluate("title => getComputedStyle(title).direction") == "ltr"
    # AND the conversation goes on
    await chat.say("hello")
    await chat.check(kind)


async def test_a_message_beyond_every_limit_is_not_sent(visit: Visit) -> None:
    chat = await (await visit()).open()
    await chat.field.fill("y" * 12_001)
    await expect(chat.panel.get_by_text("That is too long.")).to_be_visible()
    await expect(chat.panel.get_by_role("button", name="Send")).to_be_disabled()


async def test_a_long_posting_is_taken_whole(visit: Visit) -> None:
    chat = await (await visit()).open()
    posting = (
        "Data Analyst at a hospital. Required: SQL, Excel, statistics. Preferred: Python, Tableau. "
        + "We care for patients and their families. " * 110
    )
    assert 4_000 < len(posting) < 12_000
    assert "SQL" in await chat.say(posting)


async def test_hostile_values_of_the_tag_and_the_page_are_harmless(visit: Visit, website: object) -> None:
    from tests.browser.servers import Website

    assert isinstance(website, Website)
    website.tag = """data-title='"><img src=x onerror=alert(1)>' data-greeting="<script>alert(2)</script> Hi" data-color="red;background:url(//evil.example)" data-position="><" data-language="<x>" """
    try:
        chat = await (await visit(website.url)).open()
    finally:
        website.tag = ""
    await expect(chat.panel.locator(".head h2")).to_have_text('"><img src=x onerror=alert(1)>')
    await expect(chat.replies.first).to_contain_text("<script>alert(2)</script> Hi")
    assert chat.elsewhere == []
