"""Everybody can use it: by keyboard, by ear, in large print, on a small screen, from right to left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import Website

WISH = "I run a clothing store and want to become a data analyst. $300, six months, 8 hours a week. I know Excel, no degree."
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "zoomed 400 %": {"viewport": {"width": 320, "height": 215}},  # what is left of 1280 x 860
}


async def test_the_demo_page_itself_has_no_fault(visit: Visit, screenshots: Path) -> None:
    chat = await visit()
    await expect(chat.launcher).to_be_visible()
    await chat.check("closed")
    await chat.shoot(screenshots, "demo", whole=True)


async def test_by_keyboard_alone(visit: Visit) -> None:
    # GIVEN somebody without a mouse
    chat = await visit()
    await expect(chat.launcher).to_be_visible()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.launcher).to_be_focused()
    # WHEN they open it THEN they can type at once
    await chat.page.keyboard.press("Enter")
    await expect(chat.field).to_be_focused()
    await chat.greeted()
    # AND a suggestion can be reached backwards from there and pressed
    await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.choices.last).to_be_focused()
    replies = await chat.replies.count()
    await chat.page.keyboard.press("Enter")
    await chat.answer(replies)
    # THEN the way on begins at what was said
    await chat.page.keyboard.press("Tab")
    assert await chat.panel.evaluate("panel => panel.contains(panel.getRootNode().activeElement)")
    # AND Escape closes the menu first, then the panel, and goes back to where it began
    menu = chat.panel.get_by_role("button", name="Conversation menu")
    await menu.focus()
    await chat.page.keyboard.press("Enter")
    await expect(chat.panel.get_by_role("button", name="What you know about me")).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.panel).to_have_count(0)
    await expect(chat.launcher).to_be_focused()


async def test_what_arrives_is_told_to_a_screen_reader_once(visit: Visit) -> None:
    chat = await (await visit()).open()
    live = chat.panel.get_by_role("log")
    await expect(live).to_have_attribute("aria-live", "polite")
    await chat.say("what can you do?")
    reply = await chat.replies.last.locator(".bubble").first.inner_text()
    await expect(live).to_contain_text(reply.split("\n")[0])
    # WHEN the page is loaded anew THEN the history is not told again
    await chat.page.reload()
    await chat.open()
    await expect(chat.panel.get_by_role("log")).to_have_text("")


@pytest.mark.parametrize("screen", SCREENS)
async def test_on_a_small_screen(screen: str, visit: Visit, screenshots: Path) -> None:
    # GIVEN a small screen WHEN a shortlist and a comparison are shown
    chat = await (await visit(**SCREENS[screen])).open()
    await chat.reach_options(WISH)
    await chat.fits()
    await chat.check(f"{screen}, options")
    await chat.say("compare the first two")
    # THEN nothing but the table scrolls sideways, and the table does
    await chat.fits()
    frame = chat.panel.locator(".frame").last
    assert await frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    await chat.check(f"{screen}, comparison")
    await chat.shoot(screenshots, {"phone": "phone", "320 px": "narrow", "zoomed 400 %": "zoomed"}[screen])
    # AND the field and the way out are in reach
    for part in (chat.field, chat.panel.get_by_role("button", name="Close the chat")):
        await part.scroll_into_view_if_needed()
        await expect(part).to_be_in_viewport()
    # AND the page behind is out of reach for the keyboard
    await chat.panel.get_by_role("button", name="Conversation menu").focus()
    await chat.page.keyboard.press("Shift+Tab")
    await chat.page.keyboard.press("Shift+Tab")
    assert await chat.panel.evaluate("panel => panel.contains(panel.getRootNode().activeElement)")


async def test_from_right_to_left(visit: Visit, website: Website, screenshots: Path) -> None:
    website.tag = 'data-language="ar"'
    try:
        chat = await (await visit(website.url)).open()
    finally:
        website.tag = ""
    await chat.reach_options(WISH)
    # THEN the panel runs the other way, and text in English keeps its own direction
    close, menu = chat.panel.get_by_role("button", name="Close the chat"), chat.panel.get_by_role("button", name="Conversation menu")
    boxes = [await part.bounding_box() for part in (close, menu)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert await chat.said.last.locator("p").first.evaluate("line => getComputedStyle(line).direction") == "ltr"
    await chat.fits()
    await chat.check("right to left")
    await chat.shoot(screenshots, "right-to-left")


async def test_in_spanish_the_widget_speaks_spanish_and_marks_what_is_english(visit: Visit, website: Website) -> None:
    website.tag = 'data-language="es-MX"'
    try:
        chat = await visit(website.url)
    finally:
        website.tag = ""
    await chat.launcher.click()
    await chat.greeted()
    # THEN its own words are Spanish, and a screen reader is told which ones are not
    field = chat.panel.get_by_role("textbox", name="Su mensaje")
    await field.fill("what do you know about me?")
    await field.press("Enter")
    await expect(chat.replies).to_have_count(2)
    assert await chat.page.locator("credwise-chat").get_attribute("lang") == "es"
    assert await chat.replies.last.locator(".bubble").first.get_attribute("lang") == "en"
    await expect(chat.panel.get_by_role("button", name="Cerrar el chat")).to_be_visible()
    await chat.fits()
    await chat.check("in Spanish")


async def test_with_reduced_motion_nothing_moves(visit: Visit) -> None:
    for wish, motion in (("no-preference", "rise"), ("reduce", "none")):
        chat = await (await visit(reduced_motion=wish)).open()
        assert await chat.panel.evaluate("panel => getComputedStyle(panel).animationName") == motion


async def test_with_forced_colours_it_is_legible(visit: Visit) -> None:
    chat = await (await visit(forced_colors="active")).open()
    await chat.reach_options(WISH)
    await chat.check("forced colours")


async def test_as_a_page_of_its_own(visit: Visit, screenshots: Path) -> None:
    chat = await (await visit("/chat", viewport={"width": 1000, "height": 800})).greeted()
    await expect(chat.page.get_by_role("main")).to_be_visible()
    await expect(chat.launcher).to_have_count(0)
    await chat.reach_options(WISH)
    await chat.check("page")
    await chat.fits()
    await chat.shoot(screenshots, "page")
