"""How it is said that something was read in no source: one mark for findings, reasons, limits, advice and cards alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge.model import Credential
from knowledge.recognition.wording import wording_of
from knowledge.terms import FactGroup


@lru_cache(maxsize=1024)
def in_words(groups: tuple[FactGroup, ...]) -> str:
    """ "price, time": these groups of facts as people call them."""
    return ", ".join(wording_of("recognition").say(f"group.{group}") for group in groups)


def mark(groups: Iterable[FactGroup]) -> str:
    """ "not verified: price, time", for groups that were read in no source; empty where there are none."""
    return mark_told(in_words(tuple(groups)))


def mark_told(what: str) -> str:
    """The mark for what is in words already; empty where that is nothing."""
    return wording_of("recognition").say("seen.not_verified", {"groups": what}) if what else ""


def marked(text: str, credential: Credential, *groups: FactGroup) -> str:
    """A clause that tells facts of these groups, with the mark where some were read in no source."""
    return joined(text, mark(credential.unverified(*groups)))


def joined(text: str, mark: str) -> str:
    """A clause and its mark, if it has one."""
    return f"{text}; {mark}" if mark else text


def flagged(name: str, is_verified: bool) -> str:
    """A name in a list; "X (not verified)", or "X (Europe; not verified)", where no source was read for it."""
    say = wording_of("recognition").say
    if is_verified:
        return name
    if name.endswith(")"):
        return say("seen.name_in_brackets_not_verified", {"name": name.removesuffix(")")})
    return say("seen.name_not_verified", {"name": name})


def checked(value: str, is_verified: bool) -> str:
    """A value that stands by itself, as in a table; "4 weeks; not verified" where no source was read for it."""
    return value if is_verified else wording_of("recognition").say("seen.value_not_verified", {"value": value})
