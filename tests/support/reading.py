"""The reading grade of a text (Flesch-Kincaid), names aside: what a credential or a job is called makes no text harder to read."""

from __future__ import annotations

import re
import warnings
from functools import cache

from actions.bootstrap import knowledge

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)  # in its Dutch word list
    import readability

HARDEST = 8
LEAST_WORDS = 6
"""Fewer words are a label, on which the measure says nothing."""
SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")
UNIT = re.compile(r"(?<=[.?!;:])\s+|\n+")
"""What Flesch counts as a sentence in a text put together from rows of facts: each full unit marked off, by a semicolon or colon too."""
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d,.]*")
ASIDE = re.compile(r"https?://\S+|`[^`]*`|\[|\]\([^)]*\)|\*\*")


def grade(text: str, *, of_rows: bool = False) -> float | None:
    """The school grade at which a text can be read; None for a text too short to tell. ``of_rows``: it is put together from facts."""
    plain = _without_names(ASIDE.sub(" ", text.replace("’", "'")))
    sentences = [words for part in (UNIT if of_rows else SENTENCE).split(plain) if (words := WORD.findall(part))]
    if sum(map(len, sentences)) < LEAST_WORDS:
        return None
    measured = readability.getmeasures("\n".join(" ".join(words) for words in sentences), lang="en")
    return float(measured["readability grades"]["Kincaid"])


def _without_names(text: str) -> str:
    pattern, plain = _names()
    return pattern.sub(lambda found: plain[found.group().casefold()], text)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every name of the catalogue, and the plain word that stands for it."""
    catalogue = knowledge().catalogue
    plain: dict[str, str] = {}
    for credential in catalogue.credentials.values():
        plain |= dict.fromkeys((credential.name, *credential.aliases), "this course")
    for one in (*catalogue.issuers.values(), *catalogue.employers.values()):
        plain |= dict.fromkeys((one.name, *one.aliases), "the firm")
    plain |= {row.recogniser: "the firm" for rows in catalogue.ledger_of.values() for row in rows}
    plain |= {name: "math" for skill in catalogue.skills.values() for name in (skill.name, *skill.aliases)}
    plain |= {name: "sales" for field in catalogue.fields.values() for name in (field.name, *field.aliases)}
    for job in (*catalogue.roles.values(), *catalogue.occupations.values()):
        plain |= dict.fromkeys((job.title, *job.titles), "clerk")
    long = {name.casefold(): word for name, word in plain.items() if len(name) > 3}
    told = sorted(long, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)", re.IGNORECASE), long
