"""axe, which judges a page by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.async_api import Page

from scripts.widget import MODULES

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


async def check_accessibility(page: Page, state: str = "") -> None:
    """Have axe look at the page as it is now; it must find nothing."""
    await page.evaluate(axe())
    found: list[dict[str, Any]] = await page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: tags})).violations.map(v => ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html + ' ' + (n.any[0]?.message ?? ''))}))",
        WCAG,
    )
    assert found == [], f"axe, {state}: {found}"


async def check_width(page: Page, state: str = "") -> None:
    """Nothing of the page sticks out to the side of the window."""
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{state}: {wide} px too wide"
