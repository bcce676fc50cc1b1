"""Whether somebody may earn a credential at all, by what he has told of himself.

Judged apart from `knowledge/recognition` and more simply. Silence is "not known" and breaks nothing, but for credentials: who asks
for the second step and names no first has not taken it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.model import Catalogue, Credential, Prerequisite
from tests.evaluation.naming import named, plain

DEGREES = (
    (5, r"doctor|ph\.?d\b|\bj\.?d\b|\bm\.?d\b|\bdnp\b"),
    (4, r"\bmaster|\bm(?:ba|sc?|sn|sw|a|ed)\b|postgraduate|post-baccalaureate"),
    (3, r"\bbachelor|\bb(?:sc?|a|sn|ba|eng|sw)\b"),
    (2, r"\bassociate|\badn\b|\baas?\b"),
    (1, r"high school|\bged\b|\bno (?:college )?degree|without a degree"),
)
ABBREVIATED = {
    "bsn": "nursing",
    "msn": "nursing",
    "adn": "nursing",
    "mba": "business",
    "bba": "business",
    "jd": "law",
    "juris": "law",
    "msw": "social",
}
OPEN = re.compile(r"\bany\b|\bor\b|\bother\b|related|profession|field|subject|external", re.IGNORECASE)
EMPTY = frozenset(
    "degree bachelor bachelors master masters associate doctor science arts of in the and a an s accredited programme".split()
)
NO_NAME = frozenset("state licence license or a and in the of".split())


def lacking(credential: Credential, slots: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """What it requires of credentials, licences and degrees that is not there, in words."""
    checks = {"credential": _lacks_credential, "licence": _lacks_licence, "degree": _lacks_degree}
    required = [need for need in credential.prerequisites if need.need == "required" and need.type in checks]
    return [need.credential or need.name or "" for need in required if checks[need.type](need, slots, catalogue)]


def _held(slots: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Credential]:
    """What is held of the catalogue, told by id, name or alias, and what had to be earned before it."""
    told = slots.get("held_credentials") or []
    open_ = [one for one in catalogue.credentials.values() if one.id in told or any(named(one, text) for text in told)]
    seen: set[str] = set()
    while open_:
        one = open_.pop()
        if one.id not in seen:
            seen.add(one.id)
            yield one
            open_ += [catalogue.credentials[need.credential] for need in one.prerequisites if need.credential and need.need == "required"]


def _by_law(kind: str, slots: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """The licence or degree without which nobody may do the present job."""
    role = catalogue.roles.get(slots.get("current_role") or "")
    need = getattr(role, kind) if role else None
    return (
        [f"{need.name or ''} {role.title}" if kind == "licence" else need.name or ""]
        if role and need and need.requirement == "legal"
        else []
    )


def _lacks_credential(need: Prerequisite, slots: Mapping[str, Any], catalogue: Catalogue) -> bool:
    wanted = catalogue.credentials[need.credential or ""]
    if wanted.id in {one.id for one in _held(slots, catalogue)}:
        return False
    if wanted.kind == "licence":
        return not any(_key_words(wanted.name) & _key_words(text) for text in _by_law("licence", slots, catalogue))
    return wanted.kind != "degree" or _lacks_degree(Prerequisite("degree", "required", name=wanted.name), slots, catalogue)


def _lacks_licence(need: Prerequisite, slots: Mapping[str, Any], catalogue: Catalogue) -> bool:
    name, told = need.name or "", slots.get("held_credentials") or []
    if "driver" in name or not (told or slots.get("current_role")):
        return False
    licences = [" ".join((one.name, *one.aliases)) for one in _held(slots, catalogue) if one.kind == "licence"]
    proofs = [*licences, *_by_law("licence", slots, catalogue)]
    return not any(_key_words(name) <= _key_words(text) for text in [*told, *proofs]) and not (" or " in name and proofs)


def _lacks_degree(need: Prerequisite, slots: Mapping[str, Any], catalogue: Catalogue) -> bool:
    """Whether the degrees told are all too low, or all of that rank in other subjects."""
    names = [one.name for one in _held(slots, catalogue) if one.kind == "degree"]
    texts = [*(slots.get("held_credentials") or []), *names, *_by_law("degree", slots, catalogue)]
    degrees = [(max(ranks), _subject(text)) for text in texts if (ranks := _ranks(text))]
    wanted, subject = min(_ranks(need.name or "") or [3]), _asked_subject(need.name or "")
    fitting = [studied for rank, studied in degrees if rank >= wanted]
    return bool(degrees) and (not fitting or (bool(subject) and all(studied and not studied & subject for studied in fitting)))


def _ranks(text: str) -> list[int]:
    found = [rank for rank, pattern in DEGREES if re.search(pattern, text, re.IGNORECASE)]
    return [1] if 1 in found else found or ([3] if re.search(r"\bdegree|\bgraduate", text, re.IGNORECASE) else [])


def _subject(text: str) -> frozenset[str]:
    """The words of a degree's subject; empty where none is told."""
    return frozenset(ABBREVIATED.get(word, word) for word in plain(text).split()) - EMPTY


def _asked_subject(name: str) -> frozenset[str]:
    """The subject that a required degree must be in; empty where several are offered or any will do."""
    found = re.search(r"\bin ([\w ]+)$", re.sub(r" from .*", "", name)) or re.match(r"([\w ]+?) degree\b", name)
    if name == "Juris Doctor":
        return frozenset({"law"})
    return _subject(found[1]) if found and not OPEN.search(found[1]) and ", or " not in name else frozenset()


def _key_words(text: str) -> frozenset[str]:
    return frozenset(plain(text).split()) - NO_NAME
