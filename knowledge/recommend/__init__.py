"""Recommendations: ``recommend`` for the answer, ``next_question`` for what to ask, ``explain`` for why and why not."""

from knowledge.recommend.engine import recommend
from knowledge.recommend.explain import Row, WhatIf, WhyNot, compare, what_if, why_not, why_this
from knowledge.recommend.questions import next_question, why_asked
from knowledge.recommend.receipt import MemoryReceiptStore, Receipt, ReceiptStore, options_json, profile_from_json, profile_json

__all__ = [
    "MemoryReceiptStore",
    "Receipt",
    "ReceiptStore",
    "Row",
    "WhatIf",
    "WhyNot",
    "compare",
    "next_question",
    "options_json",
    "profile_from_json",
    "profile_json",
    "recommend",
    "what_if",
    "why_asked",
    "why_not",
    "why_this",
]
