"""What can be done with the cards: comparing, editing the profile, asking on, judging."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import Visit

WISH = "I run a clothing store and want to become a data analyst. $300, six months, 8 hours a week. I know Excel, no degree."


@pytest.fixture
async def shortlist(visit: Visit) -> Chat:
    chat = await (await visit()).open()
    await chat.reach_options(WISH)
    return chat


async def test_options_that_are_ticked_are_compared_in_a_table(shortlist: Chat, screenshots: Path) -> None:
    # GIVEN two options of the list are ticked
    ticks = shortlist.panel.get_by_role("checkbox")
    names = [await shortlist.panel.locator(".option h3").nth(at).inner_text() for at in (0, 2)]
    await ticks.nth(0).check()
    await ticks.nth(2).check()
    # WHEN they are compared
    await shortlist.press(shortlist.panel.get_by_role("button", name="Compare 2 chosen"))
    # THEN the table has a column for each, and says row by row what differs
    table = shortlist.panel.get_by_role("table").last
    heads = await table.get_by_role("columnheader").all_inner_texts()
    assert sorted(heads[1:]) == sorted(name.split(". ", 1)[1] for name in names)
    for row in ("Cost", "Time", "Recognised where you aim"):
        await expect(table.get_by_role("rowheader", name=row)).to_be_visible()
    await shortlist.check("comparison")
    await shortlist.shoot(screenshots, "comparison")


async def test_an_entry_of_the_profile_is_edited_where_it_stands(shortlist: Chat, screenshots: Path) -> None:
    # GIVEN what is known is shown
    await shortlist.panel.get_by_role("button", name="Conversation menu").click()
    await shortlist.shoot(screenshots, "menu")
    await shortlist.press(shortlist.panel.get_by_role("button", name="What you know about me"))
    await expect(shortlist.card(".profile").locator("li", has_text="Budget")).to_contain_text("$300")
    # WHEN the budget is edited
    await shortlist.card(".profile").get_by_role("button", name="Edit: Budget").click()
    field = shortlist.panel.get_by_role("spinbutton", name="New value for Budget")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("300")
    await field.fill("150")
    await shortlist.check("profile")
    await shortlist.shoot(screenshots, "profile")
    await shortlist.press(shortlist.panel.get_by_role("button", name="Save"))
    # THEN it is known, and nothing else is lost
    await shortlist.say("what do you know about me?")
    profile = shortlist.card(".profile")
    await expect(profile.locator("li", has_text="Budget")).to_contain_text("$150")
    for kept in ("Data analyst", "Store manager", "6 months", "Microsoft Excel"):
        await expect(profile).to_contain_text(kept)
    # AND WHEN it is removed THEN it is gone
    await shortlist.press(profile.get_by_role("button", name="Remove: Budget"))
    await shortlist.say("what do you know about me?")
    await expect(shortlist.card(".profile").locator("li", has_text="Budget")).to_have_count(0)


async def test_an_option_leads_to_its_details_its_reasons_and_its_way(shortlist: Chat, screenshots: Path) -> None:
    title = (await shortlist.panel.locator(".option h3").first.inner_text()).split(". ", 1)[1]
    await shortlist.press(shortlist.panel.get_by_role("button", name=f"Details: {title}"))
    # THEN the details have the evidence with source and day
    evidence = shortlist.card(".ledger").locator(".ledger > li").first
    await expect(evidence.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    await shortlist.check("credential")
    # AND the way is a timeline with weeks and cost
    await shortlist.press(shortlist.panel.get_by_role("button", name=f"Where it leads: {title}"))
    way = shortlist.card(".timeline")
    assert await way.locator(".timeline > li svg").count() == await way.locator(".timeline > li").count() > 1
    await expect(way.locator(".takes").first).to_contain_text("weeks")
    await expect(way.locator(".takes").first).to_contain_text("$")
    await way.scroll_into_view_if_needed()
    await shortlist.check("pathway")
    await shortlist.shoot(screenshots, "pathway")
    # AND why it is on the list is said
    assert title.split()[0] in await shortlist.press(shortlist.panel.get_by_role("button", name=f"Why this? {title}"))


async def test_a_thumb_is_kept(shortlist: Chat) -> None:
    up = shortlist.replies.last.get_by_role("button", name="Helpful", exact=True)
    await up.click()
    await expect(up).to_have_attribute("aria-pressed", "true")
    # WHEN the page is loaded anew THEN it is there
    await shortlist.page.wait_for_timeout(300)
    await shortlist.page.reload()
    await shortlist.open()
    await expect(shortlist.replies.last.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")


async def test_a_plan_can_be_copied_and_printed_alone(shortlist: Chat, screenshots: Path) -> None:
    await shortlist.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await shortlist.say("save my plan")
    plan = shortlist.card(".steps")
    await shortlist.shoot(screenshots, "plan")
    # WHEN it is copied THEN the clipboard has its text
    await plan.get_by_role("button", name="Copy").click()
    await expect(plan.get_by_role("status")).to_have_text("Copied")
    assert (await shortlist.page.evaluate("navigator.clipboard.readText()")).startswith("# Plan: ")
    # WHEN it is printed THEN nothing but the plan is on the paper
    await shortlist.page.evaluate("window.print = () => {}")
    await plan.get_by_role("button", name="Print", exact=True).click()
    await expect(shortlist.page.locator("credwise-chat")).to_have_class("credwise-printed")
    await shortlist.page.emulate_media(media="print")
    await expect(plan.locator(".sheet")).to_be_visible()
    for hidden in (shortlist.page.get_by_role("heading", name="What we do"), shortlist.field, plan.locator("h3")):
        await expect(hidden).to_be_hidden()
    await shortlist.page.evaluate("dispatchEvent(new Event('afterprint'))")
    await shortlist.page.emulate_media(media="screen")
    await expect(shortlist.page.get_by_role("heading", name="What we do")).to_be_visible()


async def test_a_posting_is_drawn_as_bars_of_what_is_covered(shortlist: Chat, screenshots: Path) -> None:
    await shortlist.say(
        "Data Analyst, Riverside Health. Required: SQL, Microsoft Excel, data visualization, statistics. Preferred: Python, Tableau. "
        "Bachelor's degree preferred. You will build dashboards and report to managers."
    )
    card = shortlist.card(".coverage")
    # THEN each skill is there, as covered or missing, and the bar is as long as the share that is covered
    for bars in await card.locator(".coverage").all():
        covered, asked = await bars.locator(".skills > .has").count(), await bars.locator(".skills > li").count()
        await expect(bars.locator(".score")).to_contain_text(f"{covered} of {asked}")
        assert await bars.locator(".filled").get_attribute("width") == f"{100 * covered / asked:.1f}%"
    assert "Microsoft Excel" in await card.locator(".skills > .has").first.inner_text()
    await card.evaluate("card => card.scrollIntoView()")
    await shortlist.check("posting")
    await shortlist.shoot(screenshots, "posting")


async def test_a_checklist_is_ticked_off(visit: Visit) -> None:
    chat = await (await visit()).open()
    await chat.say("is the Zzyzx Flux Capacitor certificate worth it?")
    if not await chat.panel.locator(".checklist").count():
        await chat.say("give me a checklist")
    questions = chat.card(".checklist").get_by_role("checkbox")
    await expect(questions).to_have_count(9)
    await questions.first.check()
    await chat.check("checklist")


async def test_all_that_is_kept_can_be_taken_home_and_deleted(shortlist: Chat, tmp_path: Path) -> None:
    menu = shortlist.panel.get_by_role("button", name="Conversation menu")
    await menu.click()
    async with shortlist.page.expect_download() as saved:
        await shortlist.panel.get_by_role("button", name="Download this conversation").click()
    await (await saved.value).save_as(tmp_path / "all.json")
    assert WISH in (tmp_path / "all.json").read_text("utf-8")
    # WHEN all is deleted, after being sure
    await menu.click()
    await shortlist.panel.get_by_role("button", name="Delete everything").click()
    await shortlist.check("are you sure")
    await shortlist.panel.get_by_role("button", name="Yes, delete").click()
    # THEN nothing of it is shown or kept in this browser
    await expect(shortlist.panel.get_by_text("This conversation was deleted.")).to_be_visible()
    await expect(shortlist.said).to_have_count(0)
    assert await shortlist.page.evaluate("localStorage.length + sessionStorage.length") == 0
    await shortlist.check("deleted")
    # AND a new conversation knows nothing of the old one
    await shortlist.panel.get_by_role("button", name="Start a new one").click()
    await shortlist.greeted()
    assert "Store manager" not in await shortlist.say("what do you know about me?")
