"""An answer to one recognition question before it is put into words: the ranking needs many of these, the user reads few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.model import Credential, Finding
from knowledge.recognition.verified import marked
from knowledge.recognition.wording import as_sentence, wording_of
from knowledge.terms import FactGroup, QuestionId, Verdict

Clause = tuple[str, Mapping[str, Any]]
"""A template's key and the values to fill in."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``strength`` (0 to 1) grades the verdict for the ranking; ``clauses`` and ``ask`` name templates.

    ``tells`` is the credential and the groups of its facts that the clauses tell: what of them was read in no source is marked, where this is read at all.
    """

    id: QuestionId
    verdict: Verdict
    strength: float
    clauses: tuple[Clause, ...]
    evidence: tuple[str, ...] = ()
    ask: Clause | None = None
    tells: tuple[Credential, Sequence[FactGroup]] | None = None

    def finding(self) -> Finding:
        """The same, worded."""
        wording = wording_of("recognition")
        ask = as_sentence(wording.say(*self.ask)) if self.ask else None
        because = wording.joined(self.clauses)
        if self.tells:
            credential, groups = self.tells
            because = marked(because, credential, *groups)
        return Finding(self.id, self.verdict, as_sentence(because), self.evidence, ask)
