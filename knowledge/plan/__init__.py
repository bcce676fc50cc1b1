"""A plan to take along: what to do, by when and on what evidence, as Markdown, as a page to print and as calendar entries.

``make_plan`` decides what is in it; ``documents`` writes it out. Both are pure: the same plan gives the same bytes.
"""

from knowledge.plan.documents import Documents, documents
from knowledge.plan.make import make_plan
from knowledge.plan.model import Alternative, Fact, Moment, Plan, Step

__all__ = ["Alternative", "Documents", "Fact", "Moment", "Plan", "Step", "documents", "make_plan"]
