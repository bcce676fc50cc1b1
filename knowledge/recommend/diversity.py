"""Not five options of one issuer: a shortlist should show real alternatives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.recommend.scoring import Scored
from knowledge.settings import Settings


def diversified(ranked: Sequence[Scored], settings: Settings, most: int | None = None) -> list[Scored]:
    """The best ``most`` of those ``ranked`` best first, at most two of one issuer unless nothing else comes near."""
    most = settings.max_options if most is None else most
    picked: list[Scored] = []
    waiting = list(ranked)
    issuers: Counter[str] = Counter()
    while waiting and len(picked) < most:
        best = waiting[0]
        chosen = best
        if issuers[best.credential.issuer] >= settings.per_issuer:
            near = (
                one for one in waiting if issuers[one.credential.issuer] < settings.per_issuer and best.score - one.score <= settings.near
            )
            chosen = next(near, best)
        picked.append(chosen)
        waiting.remove(chosen)
        issuers[chosen.credential.issuer] += 1
    return sorted(picked, key=lambda one: one.key)
