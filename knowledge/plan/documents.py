"""A plan as files: Markdown and a page to print from templates, and a calendar. Whatever is filled in is escaped by default."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from mako.template import Template

from knowledge.plan import days
from knowledge.plan.calendar import calendar
from knowledge.plan.facts import say
from knowledge.plan.files import Documents
from knowledge.plan.model import Plan

TEMPLATES = Path(__file__).parent / "templates"
MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
LEADING = re.compile(r"^(\d*)([-#+=.)]+)(?=\s|$)")
"""What opens a heading or a list at the start of a line."""
STAY_IN_ADDRESSES = ";/?:@&=+$,#%!~*'[]"


def documents(plan: Plan) -> Documents:
    """All of them; the same plan gives the same bytes."""
    values = {"plan": plan, "told": days.told, "nobody": say("no_recognition")}
    return Documents(
        markdown=_template("plan.md.mako", "plain").render(**values).strip() + "\n",
        html=_template("plan.html.mako", "h").render(**values),
        ics=calendar(plan),
    )


@cache
def _template(name: str, escape: str) -> Template:
    """A template that escapes all that is filled in, unless it says ``n``."""
    helpers = ["from knowledge.plan.documents import address, plain, web"]
    return Template(  # noqa: S702 - its default filter escapes
        filename=str(TEMPLATES / name), default_filters=[escape], imports=helpers, strict_undefined=True
    )


def plain(value: object) -> str:
    """Words that mean in Markdown what they say, in one line: no link, no emphasis, no HTML."""
    return LEADING.sub(r"\1\\\2", MARKUP.sub(r"\\\1", " ".join(str(value).split())))


def address(url: str) -> str:
    """An address that cannot end the angle brackets it stands in."""
    return quote(url, safe=STAY_IN_ADDRESSES)


def web(url: str) -> bool:
    """Whether an address may be a link."""
    return url.startswith(("https://", "http://"))
