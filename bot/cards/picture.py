"""A pathway as a picture, for chats that draw none themselves. Its words are `as_text(card)`, for who does not see it."""

from __future__ import annotations

import io
from functools import cache

import font_roboto
from PIL import Image, ImageDraw, ImageFont

from bot.cards import phrases
from bot.cards.models import PathwayCard, StepPart
from bot.cards.splitting import cut

WIDTH, MARGIN, GAP = 900, 32, 28
LINE, LINES_A_STEP = 30, 5
MOST_SIGNS = 400
ROOM = WIDTH - 2 * MARGIN - 40
MOST_STEPS = 12
"""So many steps a picture holds; the table beside it has all."""
PAPER, INK, QUIET, EDGE, BOX = "#ffffff", "#1b1f24", "#4a535d", "#1f5fa8", "#f2f6fb"
"""Ink and quiet on the paper and the box have a contrast of 7 to 1 and more."""


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(getattr(font_roboto, name)), size)


def pathway_picture(card: PathwayCard) -> bytes:
    """Draw a pathway as PNG: its steps one under the other, joined, with their time, cost and what they open."""
    shown = card.steps[:MOST_STEPS]
    boxes = [_lines(number, step) for number, step in enumerate(shown, start=1)]
    title = _wrapped(f"A way to {card.target}", _font("RobotoBold", 32))[:2]
    foot = _foot(card, len(card.steps) - len(shown))
    height = MARGIN + len(title) * 40 + GAP + sum(len(lines) * LINE + 28 + GAP for lines in boxes) + len(foot) * LINE + MARGIN
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    at = MARGIN
    for line in title:
        draw.text((MARGIN, at), line, fill=INK, font=_font("RobotoBold", 32))
        at += 40
    at += GAP
    for number, lines in enumerate(boxes):
        if number:
            middle = WIDTH // 2
            draw.line([(middle, at - GAP), (middle, at - 8)], fill=EDGE, width=3)
            draw.polygon([(middle - 7, at - 10), (middle + 7, at - 10), (middle, at)], fill=EDGE)
        bottom = at + len(lines) * LINE + 28
        draw.rounded_rectangle([(MARGIN, at), (WIDTH - MARGIN, bottom)], radius=12, fill=BOX, outline=EDGE, width=2)
        for place, (text, bold) in enumerate(lines):
            font = _font("RobotoBold" if bold else "Roboto", 22)
            draw.text((MARGIN + 20, at + 14 + place * LINE), text, fill=INK if bold else QUIET, font=font)
        at = bottom + GAP
    for line in foot:
        draw.text((MARGIN, at), line, fill=INK, font=_font("Roboto", 22))
        at += LINE
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _lines(number: int, step: StepPart) -> list[tuple[str, bool]]:
    facts = f"{phrases.span(step.weeks, step.weeks, 'week') or 'time not known'}, {phrases.money(step.cost)}"
    unread = phrases.not_verified(step, "duration", "cost")
    opens = f"Opens: {'; '.join(step.unlocks)}" if step.unlocks else ""
    title = _wrapped(f"{number}. {step.title}", _font("RobotoBold", 22))
    told = [line for text in (facts, unread, opens) for line in _wrapped(text, _font("Roboto", 22))]
    return [(line, True) for line in title[:2]] + [(line, False) for line in told[:LINES_A_STEP]]


def _foot(card: PathwayCard, more: int) -> list[str]:
    total = [phrases.span(card.total_weeks, card.total_weeks, "week"), None if card.total_cost is None else phrases.money(card.total_cost)]
    lines = [f"{more} more steps are in the table."] if more else []
    return [*lines, *([f"In all: {', '.join(filter(None, total))}"] if any(total) else [])]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit; a word that is wider than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in cut(text, MOST_SIGNS).split():
        if line and font.getlength(f"{line} {word}") > ROOM:
            lines.append(line)
            line = ""
        while font.getlength(word) > ROOM and len(word) > 1:
            fits = max(1, int(len(word) * ROOM / font.getlength(word)) - 1)
            lines.append(word[:fits])
            word = word[fits:]
        line = f"{line} {word}".strip()
    return [*lines, line] if line else lines
