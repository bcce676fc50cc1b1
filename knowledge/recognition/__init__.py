"""The nine recognition questions: pure functions from a profile, a credential and the evidence to findings."""

from knowledge.recognition.examine import QUESTIONS, examine

__all__ = ["QUESTIONS", "examine"]
