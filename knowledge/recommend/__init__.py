"""Recommendations: ``recommend`` for the answer, ``next_question`` for what to ask, ``explain`` for why and why not."""

from knowledge.recommend.engine import recommend
from knowledge.recommend.explain import Row, WhatIf, WhyNot, compare, what_if, why_not, why_this
from knowledge.recommend.questions import next_question
from knowledge.recommend.receipt import Receipt, evidence_from_json, options_json, profile_from_json, profile_json

__all__ = [
    "Receipt",
    "Row",
    "WhatIf",
    "WhyNot",
    "compare",
    "evidence_from_json",
    "next_question",
    "options_json",
    "profile_from_json",
    "profile_json",
    "recommend",
    "what_if",
    "why_not",
    "why_this",
]
