"""How it is said that something was read in no source: one mark for findings, reasons, limits, advice and cards alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge.model import Credential
from knowledge.recognition.judgement import Clause
from knowledge.recognition.wording import wording_of
from knowledge.terms import FactGroup


@lru_cache(maxsize=1024)
def in_words(groups: tuple[FactGroup, ...]) -> str:
    """ "price, time": these groups of facts as people call them."""
    return ", ".join(wording_of("recognition").say(f"group.{group}") for group in groups)


def mark(groups: Iterable[FactGroup]) -> str:
    """ "not verified: price, time", for groups that were read in no source; empty where there are none."""
    groups = tuple(groups)
    return wording_of("recognition").say("seen.not_verified", {"groups": in_words(groups)}) if groups else ""


def marked(text: str, credential: Credential, *groups: FactGroup) -> str:
    """A clause that tells facts of these groups, with the mark where some were read in no source."""
    return "; ".join(filter(None, (text, mark(credential.unverified(*groups)))))


def mark_clauses(credential: Credential, *groups: FactGroup) -> tuple[Clause, ...]:
    """The mark as a clause of a judgement; none where all that is told was read."""
    unverified = credential.unverified(*groups)
    return (("seen.not_verified", {"groups": in_words(unverified)}),) if unverified else ()
