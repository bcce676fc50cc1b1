"""What a credential leads to, step by step, and who accepts it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Catalogue, Credential, Stack
from knowledge.recognition.evidence import best_first, recogniser_told
from knowledge.recognition.index import Index
from knowledge.recognition.wording import as_sentence, wording_of

DEPTH = 4
"""So many steps ahead are followed."""
CREDIT = ("credit_recommendation", "credit_bearing")


@dataclass(frozen=True, slots=True)
class Onward:
    """One relation: ``step`` 1 leads straight on from the credential asked about, 2 from what that leads to, and so on."""

    stack: Stack
    to: Credential | None
    where: str
    step: int

    @property
    def verified(self) -> bool:
        """Whether a source was read for it."""
        return self.stack.source is not None


@dataclass(frozen=True, slots=True)
class StackView:
    """A credential in its stack: what comes ``before``, what comes ``onward``, who accepts it, and what to ask whom."""

    credential: Credential
    onward: tuple[Onward, ...]
    before: tuple[Onward, ...]
    accepted_by: tuple[str, ...]
    ask: str


def from_credential(credential_id: str, catalogue: Catalogue) -> StackView:
    """The stack around a credential.

    Raises:
        KeyError: where the catalogue has no such credential.
    """
    credential = catalogue.credentials[credential_id]
    onward = _onward(credential_id, catalogue)
    before = tuple(
        Onward(stack, catalogue.credentials[stack.credential], catalogue.credentials[stack.credential].name, 1)
        for stack in sorted(catalogue.stacks_into.get(credential_id, ()), key=lambda one: one.id)
    )
    credit = any(one.stack.kind in CREDIT for one in onward)
    key = "stacks.ask_registrar" if credit else "stacks.ask"
    ask = wording_of("recognition").say(key, {"name": credential.name, "issuer": credential.issuer})
    return StackView(credential, onward, before, _accepted_by(credential, onward, catalogue), as_sentence(ask))


def _onward(start: str, catalogue: Catalogue) -> tuple[Onward, ...]:
    """Breadth first; each credential is reached once, by its shortest way."""
    found: list[Onward] = []
    seen, layer = {start}, [start]
    for step in range(1, DEPTH + 1):
        reached: list[str] = []
        for key in layer:
            for stack in sorted(catalogue.stacks_from.get(key, ()), key=lambda one: (one.source is None, one.id)):
                if stack.to in seen:
                    continue
                to = catalogue.credentials.get(stack.to) if stack.to else None
                found.append(Onward(stack, to, to.name if to else stack.toward or "", step))
                if stack.to:
                    seen.add(stack.to)
                    reached.append(stack.to)
        layer = reached
    return tuple(found)


def _accepted_by(credential: Credential, onward: tuple[Onward, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Those on record, with a source, for this credential and for what it leads straight to."""
    ids = [credential.id, *(one.to.id for one in onward if one.to and one.step == 1)]
    rows = [row for key in ids for row in Index.of(catalogue).by_others.get(key, ()) if row.verified]
    return tuple(dict.fromkeys(recogniser_told(row) for row in best_first(rows)))
