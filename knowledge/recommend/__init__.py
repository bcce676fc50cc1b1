"""Recommendations: ``recommend`` for the answer, ``next_question`` for what to ask, ``explain`` for why and why not."""

from knowledge.recommend.engine import recommend
from knowledge.recommend.questions import next_question, why_asked

__all__ = ["next_question", "recommend", "why_asked"]
