"""What names are to their writers by both models: the field, which knows words (labels.py), and the network, which knows what words mean (contexts.py)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.resolve.contexts import ContextModel
from knowledge.resolve.encoder import encoder
from knowledge.resolve.labels import Item, Labeller, Shares, features

WEIGHT = 0.7
"""How much the network counts beside the field."""


class NameLabeller:
    """What names are to their writers, by the words around them and by what these mean; without the latter where there is no encoder."""

    def __init__(self, words: Labeller, contexts: ContextModel | None) -> None:
        """Put the two together."""
        self._words, self._contexts = words, contexts

    def shares(self, text: str, items: Sequence[Item], asked: str | None, intent: str | None = None) -> list[Shares]:
        """For each item how likely each label is."""
        by_words = self._words.shares(features(text, items, asked, intent))
        if self._contexts is None:
            return by_words
        by_context = self._contexts.shares(text, items, asked, intent)
        return [
            {label: (1 - WEIGHT) * one.get(label, 0.0) + WEIGHT * other.get(label, 0.0) for label in one | other}
            for one, other in zip(by_words, by_context, strict=True)
        ]


@cache
def labeller() -> NameLabeller:
    """The process's labeller of names, trained now where no current one is there."""
    from knowledge.resolve.learning import current_model

    found = encoder()
    return NameLabeller(Labeller(current_model("labels")), ContextModel.load(current_model("contexts"), found) if found else None)
