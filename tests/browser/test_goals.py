"""Five people with five goals come to a shortlist and a saved plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit

PEOPLE = {
    "skill_gap": "Everyone at the insurer I report for wants SQL now, I only know Excel. At most 200 dollars, four months.",
    "currency": "HR generalist, out of the loop after two years of leave. How do I show I'm current? 700 dollars, 6 months.",
    "complement": "I'm an accountant with a bachelor's in accounting, what should I add? No budget limit, no deadline.",
    "exploration": "high school senior, curious about cybersecurity, no money, two months",
    "career_change": "I run a clothing store and want to become a data analyst. $300, six months, 8 hours a week. I know Excel, no degree.",
}


@pytest.mark.parametrize("goal", PEOPLE)
async def test_a_conversation_comes_to_a_shortlist_and_a_saved_plan(goal: str, visit: Visit, tmp_path: Path, screenshots: Path) -> None:
    # GIVEN somebody who opens the chat and tells their goal
    chat = await (await visit()).open()
    await chat.reach_options(PEOPLE[goal])
    # THEN each option tells why, its cost and time, who recognises it, and nine findings
    options = chat.panel.locator(".options > li")
    for option in await options.all():
        for part in (".reason, p", "dt:text('Cost')", "dt:text('Time')", "h4:text('Who recognises it')"):
            await expect(option.locator(part).first).to_be_visible()
        await option.locator("summary", has_text="recognition questions").click()
        await expect(option.locator(".findings > li")).to_have_count(9)
    await chat.check(goal)
    if goal == "career_change":
        await chat.panel.locator("li.user").last.evaluate("item => item.scrollIntoView()")
        await options.first.evaluate("item => item.scrollIntoView({block: 'start'})")
        await chat.shoot(screenshots, "options")
    # WHEN they save the plan
    await chat.say("save my plan")
    plan = chat.card(".steps")
    await expect(plan).to_be_visible()
    # THEN its files come from the page itself and hold the plan
    first = (await plan.locator("h3").inner_text()).removeprefix("Plan: ")
    for name, ending, sign in (
        ("Page to print", ".html", "</html>"),
        ("Calendar", ".ics", "END:VCALENDAR"),
        ("Text (Markdown)", ".md", "## "),
    ):
        async with chat.page.expect_download() as saved:
            await plan.get_by_role("button", name=name).click()
        download = await saved.value
        assert download.suggested_filename.endswith(ending)
        await download.save_as(tmp_path / f"plan{ending}")
        text = (tmp_path / f"plan{ending}").read_text("utf-8")
        assert sign in text
        assert first[:30] in text.replace("\r\n ", "").replace("\\", "").replace("&#39;", "'")
    await chat.check("plan")
    assert chat.elsewhere == []
