"""Like messages together, so that a person decides once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, utils

from learning_loop.collect import Message

ALIKE = 65
"""Token sort ratio, 0 to 100, from which two messages are taken to say the same."""
INTENTS_TOLD = 3


@dataclass
class Cluster:
    """Messages that are like the first of them."""

    messages: list[Message] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The messages, each once."""
        return list({text.casefold(): text for text in (message.text for message in self.messages)}.values())

    @property
    def why(self) -> str:
        """Why they are looked at."""
        return ", ".join(sorted({message.why for message in self.messages}))

    @property
    def likeliest(self) -> dict[str, float]:
        """The likeliest intents: how likely each was held to be on average, the best first."""
        names = {name for message in self.messages for name in message.ranking}
        means = {name: sum(message.ranking.get(name, 0.0) for message in self.messages) / len(self.messages) for name in names}
        return {name: round(means[name], 2) for name in sorted(names, key=lambda name: (-means[name], name))[:INTENTS_TOLD]}


def clustered(messages: Sequence[Message]) -> list[Cluster]:
    """Each message goes to the first cluster that it is like, else it begins one; the largest clusters come first."""
    found: list[Cluster] = []
    for message in messages:
        near = next((one for one in found if _alike(one.messages[0].text, message.text)), None)
        if near is None:
            near = Cluster()
            found.append(near)
        near.messages.append(message)
    return sorted(found, key=lambda one: -len(one.messages))


def _alike(first: str, second: str) -> bool:
    return fuzz.token_sort_ratio(first, second, processor=utils.default_process) >= ALIKE
