"""Pathways: what a credential stacks into, and ordered steps to a role."""

from knowledge.pathways.stacks import Onward, StackView, from_credential
from knowledge.pathways.to_role import to_role

__all__ = ["Onward", "StackView", "from_credential", "to_role"]
