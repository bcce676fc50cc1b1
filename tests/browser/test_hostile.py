"""Whatever is written, it stays text."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import Website

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


async def test_hostile_text_is_shown_as_it_is_and_does_nothing(visit: Visit) -> None:
    chat = await (await visit()).open()
    for kind, text in HOSTILE.items():
        # WHEN it is sent
        await chat.say(text)
        # THEN it is shown letter for letter, and is neither an element nor a link
        said = chat.said.last.locator(".bubble")
        assert (await said.evaluate("bubble => bubble.textContent")).split() == text.split(), kind
        assert await said.evaluate("bubble => bubble.querySelectorAll(':not(p)').length") == 0, kind
        # AND nothing around it is moved: the panel keeps its width, what stands beside keeps its direction
        await chat.fits()
        assert await chat.panel.locator(".head h2").evaluate("title => getComputedStyle(title).direction") == "ltr"
    # AND nothing was loaded, no link leads anywhere but to the web, the conversation goes on
    assert chat.elsewhere == []
    links = await chat.panel.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if not link.startswith("http")] == []
    await chat.say("hello")
    await chat.check("hostile")


async def test_a_message_beyond_every_limit_is_not_sent(visit: Visit) -> None:
    chat = await (await visit()).open()
    await chat.field.fill("y" * 12_001)
    await expect(chat.panel.get_by_text("That is too long.")).to_be_visible()
    await expect(chat.panel.get_by_role("button", name="Send")).to_be_disabled()


async def test_a_long_posting_is_taken_whole(visit: Visit) -> None:
    chat = await (await visit()).open()
    posting = (
        "Data Analyst at a hospital\nRequirements:\n- SQL\n- Excel\n- statistics\nPreferred:\n- Python\n- Tableau\n"
        "Responsibilities:\n- Build reports for our nursing teams\nAbout us\n" + "We care for patients and their families. " * 110
    )
    assert 4_000 < len(posting) < 12_000
    assert "SQL" in await chat.say(posting)


async def test_hostile_values_of_the_tag_are_harmless(visit: Visit, website: Website) -> None:
    website.tag = """data-title='"><img src=x onerror=alert(1)>' data-greeting="<script>alert(2)</script> Hi" data-color="red;background:url(//evil.example)" data-position="><" data-language="<x>" """
    try:
        chat = await (await visit(website.url)).open()
    finally:
        website.tag = ""
    await expect(chat.panel.locator(".head h2")).to_have_text('"><img src=x onerror=alert(1)>')
    await expect(chat.replies.first).to_contain_text("<script>alert(2)</script> Hi")
    assert chat.elsewhere == []
