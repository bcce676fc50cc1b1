"""All names of the catalogue in a word tree, with the words that make them up and the repair of misspelt ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from symspellpy import SymSpell, Verbosity

from knowledge.model import Catalogue, Credential
from knowledge.resolve.shorthand import (
    ABBREVIATIONS,
    ACTIVITIES,
    BLOCKED_PHRASES,
    CHAT_WORDS,
    FIELD_WORDS,
    GUARDED,
    OCCUPATIONS,
    SKILL_WORDS,
    UNGUARDED,
)
from knowledge.resolve.tokens import CONNECTORS, LITTLE, Token, key_of, stem, tokenize

NameKind = Literal["skill", "role", "occupation", "field", "credential", "issuer", "employer"]
KINDS: tuple[NameKind, ...] = ("credential", "role", "occupation", "field", "skill", "issuer", "employer")

CREDENTIAL_TAILS = re.compile(
    r"[\s,–-]*\b(professional certificates?|career certificates?|professional certifications?|certificates?"
    r"|certifications?|credential|specialization|nanodegree"
    r"|micro-?credential|micro-?masters|digital badge|badge|license|licence|course|program(?:me)?|exam|diploma)$",
    re.IGNORECASE,
)
_LEVEL_TAIL = re.compile(r"\s+\b(?:associate|professional|expert|specialist|fundamentals)$", re.IGNORECASE)
_CERTIFIED = re.compile(r"\bcertified\b\s*", re.IGNORECASE)
_PARENTHESES = re.compile(r"^(.*?)\s*[(\[]([^)\]]+)[)\]]\s*(.*)$")
_CODE = re.compile(r"^(?=[^ ]*[A-Za-z])(?=[^ ]*\d)[A-Za-z0-9][A-Za-z0-9-]{3,}$")
_GENERIC_WORDS = frozenset(
    "micro credential microcredential course badge digital certificate certification program level part tier grade award 1 2 3 4 5".split()
)
COMMON_RANK = 1000
ORDINARY_RANK = 13_000
"""Words among so many most frequent English words are not names by themselves unless something else says so: roles and companies, and other names."""
GERUND_COST = 0.03
KNOWN_RANK = 35_000
"""A word among so many is spelt as meant, so it is not repaired by itself."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the catalogue. ``id``: slug, credential id, or the canonical name itself."""

    kind: NameKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write an entity's name. ``weight`` 1 canonical, .99 alias, .95 derived; ``guarded``: an ordinary word as well."""

    key: tuple[str, ...]
    entity: Entity
    weight: float
    guarded: bool
    has_comma: bool
    text: str


@dataclass(slots=True)
class Node:
    """A place in the word tree: the words that may follow, the names that end here."""

    children: dict[str, Node] = field(default_factory=dict)
    surfaces: list[Surface] = field(default_factory=list)


@cache
def english_ranks() -> dict[str, int]:
    """English words -> how frequent, 0 the most frequent."""
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8").splitlines()
    return {line.split()[0]: rank for rank, line in enumerate(lines)}


def rank_of(word: str) -> int:
    """How frequent the word or its singular is; a large number for a word that is not English."""
    ranks = english_ranks()
    return min(ranks.get(word, 10**6), ranks.get(stem(word), 10**6))


@cache
def _ordinary_speller() -> SymSpell:
    """Repairs slips of the most frequent English words."""
    speller = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
    for word, rank in english_ranks().items():
        if rank < COMMON_RANK and len(word) >= 4:
            speller.create_dictionary_entry(word, COMMON_RANK - rank)
    return speller


def names_in(catalogue: Catalogue) -> tuple[tuple[object, ...], ...]:
    """All that a word tree is made of: catalogues that are alike in this have the same one."""
    return (
        tuple((one.name, one.aliases) for one in catalogue.skills.values()),
        tuple((one.title, one.titles) for one in catalogue.roles.values()),
        tuple((one.title, one.titles) for one in catalogue.occupations.values()),
        tuple((one.slug, one.name, one.aliases) for one in catalogue.fields.values()),
        tuple((one.name, one.aliases) for one in catalogue.issuers.values()),
        tuple((one.name, one.aliases) for one in catalogue.employers.values()),
        tuple((one.id, one.name, one.aliases, one.version, one.issuer, one.kind) for one in catalogue.credentials.values()),
    )


class Lexicon:
    """The word tree of all names in the catalogue (``names_in``)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.root = Node()
        self.surfaces: list[Surface] = []
        self._seen: set[tuple[tuple[str, ...], Entity]] = set()
        self._claimed: set[tuple[str, ...]] = set()
        self._add_plain(catalogue)
        issuer_names = {issuer.name: (issuer.name, *issuer.aliases) for issuer in catalogue.issuers.values()}
        for credential in catalogue.credentials.values():
            self._add_credential(credential)
        self._claimed |= {surface.key for surface in self.surfaces}
        for credential in catalogue.credentials.values():
            self._add_derived_credential(credential, issuer_names.get(credential.issuer, ()))
        self._add_field_parts(catalogue)
        self._add_field_words()
        self._add_activities(catalogue)
        self._add_occupations(catalogue)
        self._vocabulary = {word for surface in self.surfaces for word in surface.key}
        self.words = {token.word for surface in self.surfaces for token in tokenize(surface.text)} | self._vocabulary
        self._joined = self._join()
        self._speller = self._make_speller()
        self.edges_of = lru_cache(maxsize=32768)(self._edges_of)

    # --- names ---

    def _add(self, entity: Entity, text: str, weight: float) -> None:
        key = key_of(text)
        if not key or (key, entity) in self._seen:
            return
        self._seen.add((key, entity))
        surface = Surface(key, entity, weight, _is_guarded(key, entity, text), "," in text, text)
        self.surfaces.append(surface)
        bare = tuple(word for word in key if word not in CONNECTORS)
        for path in {key, bare if len(bare) > 1 else key}:
            node = self.root
            for word in path:
                node = node.children.setdefault(word, Node())
            node.surfaces.append(surface)

    def _add_all(self, entity: Entity, name: str, aliases: Iterable[str]) -> None:
        for text, weight in ((name, 1.0), *((alias, 0.99) for alias in aliases)):
            self._add(entity, text, weight)
            if inside := _PARENTHESES.match(text):
                self._add(entity, f"{inside[1]} {inside[3]}", weight - 0.01)
                if inside[2].replace("-", "").isalnum() and inside[2].upper() == inside[2] and inside[2] not in ("UK", "US", "EU", "USA"):
                    self._add(entity, inside[2], weight - 0.01)

    def _add_plain(self, catalogue: Catalogue) -> None:
        for skill in catalogue.skills.values():
            self._add_all(Entity("skill", skill.name, skill.name), skill.name, skill.aliases)
            if language := re.fullmatch(r"(\S+) (?:programming|language)", skill.name):
                self._add(Entity("skill", skill.name, skill.name), language[1], 0.98)
        for role in catalogue.roles.values():
            self._add_all(Entity("role", role.title, role.title), role.title, role.titles)
        for job in catalogue.occupations.values():
            self._add_all(Entity("occupation", job.title, job.title), job.title, job.titles)
        for each in catalogue.fields.values():
            self._add_all(Entity("field", each.slug, each.name), each.name, each.aliases)
        for issuer in catalogue.issuers.values():
            self._add_all(Entity("issuer", issuer.name, issuer.name), issuer.name, issuer.aliases)
        for employer in catalogue.employers.values():
            self._add_all(Entity("employer", employer.name, employer.name), employer.name, employer.aliases)
        self._claimed = {surface.key for surface in self.surfaces}

    def _add_credential(self, credential: Credential) -> None:
        entity = Entity("credential", credential.id, credential.name)
        self._add_all(entity, credential.name, (*credential.aliases, credential.id))
        if credential.version and _CODE.match(credential.version):
            self._add(entity, credential.version, 0.99)

    def _add_derived_credential(self, credential: Credential, issuers: tuple[str, ...]) -> None:
        """Shorter ways to say a credential's name, unless they are the name of something else ("project management")."""
        entity = Entity("credential", credential.id, credential.name)
        for text in (credential.name, *credential.aliases):
            called = (*_shortened(text), *(_as_paper(text) if credential.kind == "licence" else ()))
            for short in called:
                rests = [short[len(name) :].strip(" :-–") for name in issuers if short.casefold().startswith(name.casefold() + " ")]
                swapped = [f"{name} {rest}" for rest in rests for name in issuers]
                for derived in (short, *swapped, *(rest for rest in rests if len(key_of(rest)) > 1 and credential.kind != "degree")):
                    key = key_of(derived)
                    if key not in self._claimed and set(key) - _GENERIC_WORDS and (len(key) > 1 or rank_of(key[0]) > KNOWN_RANK):
                        self._add(entity, derived, 0.95)

    def _add_field_parts(self, catalogue: Catalogue) -> None:
        """ "Hospitality and food service" is also called "hospitality"."""
        others = {surface.key for surface in self.surfaces if surface.entity.kind != "skill"}
        for each in catalogue.fields.values():
            for part in re.split(r"\s*(?:,|&|/|\band\b)\s*", each.name):
                key = key_of(part)
                if part != each.name and key and key not in others and not _is_guarded(key, Entity("skill", part, part), part):
                    self._add(Entity("field", each.slug, each.name), part, 0.9)

    def _add_field_words(self) -> None:
        fields = {surface.key: surface.entity for surface in self.surfaces if surface.entity.kind == "field"}
        for words, name in FIELD_WORDS.items():
            if (entity := fields.get(key_of(name))) and key_of(words) not in fields:
                self._add(entity, words, 0.97)

    def _add_activities(self, catalogue: Catalogue) -> None:
        """ "Data engineering" names the role of the data engineer where nothing else has that name."""
        claimed = {surface.key for surface in self.surfaces if surface.entity.kind != "skill"}
        for role in catalogue.roles.values():
            for title in (role.title, *role.titles):
                *first, last = title.split()
                activity = ACTIVITIES.get(last.casefold())
                if first and activity and key_of(" ".join((*first, activity))) not in claimed:
                    self._add(Entity("role", role.title, role.title), " ".join((*first, activity)), 0.9)

    def _add_occupations(self, catalogue: Catalogue) -> None:
        """What people call jobs and skills, where no name of the catalogue says it."""
        claimed = {surface.key for surface in self.surfaces}
        for words, name in SKILL_WORDS.items():
            if name in catalogue.skills and key_of(words) not in claimed:
                self._add(Entity("skill", name, name), words, 0.96)
        for words, title in OCCUPATIONS.items():
            if title in catalogue.roles and key_of(words) not in claimed:
                self._add(Entity("role", title, title), words, 0.96)

    # --- words ---

    def _join(self) -> dict[str, tuple[str, ...]]:
        """ "powerbi" -> ("power", "bi"): names and neighbouring words written as one."""
        joined: dict[str, tuple[str, ...]] = {}
        for surface in self.surfaces:
            parts = [surface.key, *zip(surface.key, surface.key[1:], strict=False)] if 1 < len(surface.key) <= 4 else []
            for part in parts:
                text = "".join(part)
                if len(text) >= 5 and text not in self._vocabulary:
                    joined.setdefault(text, tuple(part))
        return joined

    def _make_speller(self) -> SymSpell:
        speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        counts: dict[str, int] = defaultdict(int)
        for surface in self.surfaces:
            for word in surface.key:
                counts[word] += 1
        for word in (*self._vocabulary, *self._joined):
            if len(word) >= 4 and not any(sign.isdigit() for sign in word):
                speller.create_dictionary_entry(word, counts.get(word, 1))
        return speller

    def knows(self, word: str) -> bool:
        """Whether a name has this word or its singular."""
        return word in self._vocabulary or stem(word) in self._vocabulary

    def is_english(self, word: str) -> bool:
        """Whether the word is spelt as meant, so that it is no slip."""
        return word in CHAT_WORDS or rank_of(word) < KNOWN_RANK

    def repairs(self, word: str, *, expected: bool = False) -> list[tuple[str, float]]:
        """The vocabulary's words that ``word`` may be a slip of, with their cost; a name being ``expected`` also for ordinary words."""
        if len(word) < 4 or self.knows(word) or word in CHAT_WORDS or any(sign.isdigit() for sign in word):
            return []
        rank = rank_of(word)
        jumbled = 6 <= len(word) < 8 and rank > KNOWN_RANK  # "phyton": letters in another order count as one slip
        reach = 2 if jumbled or (len(word) >= 8 and rank > KNOWN_RANK) else 1
        if rank < 2000 and not expected:
            return []
        found = self._speller.lookup(stem(word), Verbosity.CLOSEST, max_edit_distance=reach)
        plain = _ordinary_speller().lookup(word, Verbosity.TOP, max_edit_distance=1) if found else []
        if plain and not self.knows(plain[0].term) and not expected:
            return []  # "actualy" is "actually", no "actuary"
        real = 0.05 if rank < KNOWN_RANK else 0.0
        meant = word in english_ranks()  # "zookeeper" is a word, so it is no slip of "bookkeeper"
        return [
            (item.term, 0.02 + real + 0.5 * item.distance / len(word))
            for item in found[:4]
            if item.distance
            and not (meant and item.term[0] != word[0])
            and not (jumbled and item.distance > 1 and sorted(item.term) != sorted(word))
        ]

    def _edges_of(self, word: str, key: str, expected: bool) -> tuple[tuple[tuple[str, ...], float], ...]:
        """The paths in the word tree that one written word may stand for, and their costs."""
        paths: dict[tuple[str, ...], float] = {(word,): 0.0}
        paths.setdefault((stem(word),), 0.0)
        paths.setdefault((key,), 0.0)
        if len(word) == 3 and word[-1] == "s" and rank_of(word) > KNOWN_RANK:
            paths.setdefault((word[:-1],), 0.01)  # RNs, PMs
        for long in ABBREVIATIONS.get(word, ()) or ABBREVIATIONS.get(stem(word), ()):
            paths.setdefault(tuple(stem(part) for part in long.split()), 0.02)
        gerund = (stem(word).removesuffix("e") if len(word) > 3 else word) + "ing"
        if len(word) > 3 and gerund in self._vocabulary:
            paths.setdefault((gerund,), GERUND_COST)  # "manage projects" for "managing projects"
        for text in (word, stem(word)):
            if text in self._joined:
                paths.setdefault(self._joined[text], 0.01)
        for repaired, cost in self.repairs(word, expected=expected):
            paths.setdefault(self._joined.get(repaired, (repaired,)), cost)
        return tuple(paths.items())

    # --- finding ---

    def walk(self, tokens: list[Token], start: int, *, expected: bool = False) -> Iterator[tuple[int, float, Surface]]:
        """All names that begin at word ``start``: the word after their end, the cost, the name."""
        stack: list[tuple[int, Node, float, bool, bool]] = [(start, self.root, 0.0, False, False)]
        while stack:
            at, node, cost, crossed, fuzzy = stack.pop()
            if at > start and not (tokens[at - 1].word in LITTLE and at - 1 > start):
                for surface in node.surfaces:
                    if not crossed or surface.has_comma:
                        yield at, cost, surface
            if at >= len(tokens) or not node.children:
                continue
            token = tokens[at]
            crossing = crossed or (at > start and token.after_break)
            if at > start and token.word in LITTLE and at + 1 < len(tokens):
                stack.append((at + 1, node, cost, crossing, fuzzy))
            for path, price in self.edges_of(token.word, token.key, expected):
                if (following := _descend(node, path)) and not (fuzzy and price > 0.05):
                    stack.append((at + 1, following, cost + price, crossing, fuzzy or price > 0.05))
            for width in (2, 3):
                if at + width <= len(tokens) and not any(other.after_break for other in tokens[at + 1 : at + width]):
                    merged = stem("".join("+" if other.word == "plus" else other.word for other in tokens[at : at + width]))
                    if (len(merged) >= 5 or (merged[-1] == "+" and merged != "a+")) and (following := node.children.get(merged)):
                        stack.append((at + width, following, cost + 0.01, crossing, fuzzy))


def _descend(node: Node, path: tuple[str, ...]) -> Node | None:
    for word in path:
        following = node.children.get(word)
        if following is None:
            return None
        node = following
    return node


_PAPER = re.compile(r"\b(?:licen[sc]e|card)$", re.IGNORECASE)


def _as_paper(text: str) -> Iterator[str]:
    """What the holders of a licence call it: their ticket, card or papers."""
    if _PAPER.search(text):
        yield from (_PAPER.sub(word, text) for word in ("ticket", "card", "papers"))


def _shortened(text: str) -> Iterator[str]:
    """The name without "certificate", "certified" and the like at the ends."""
    short = CREDENTIAL_TAILS.sub("", text)
    shorter = CREDENTIAL_TAILS.sub("", short)
    for each in (text, short, shorter):
        yield each
        yield _CERTIFIED.sub("", each).strip()
    if (level := _LEVEL_TAIL.sub("", short)) != short and len(key_of(level)) > 2:
        yield level
        yield re.sub(r"^.*\bcertified\b:?\s*", "", level, flags=re.IGNORECASE)


def _is_guarded(key: tuple[str, ...], entity: Entity, text: str) -> bool:
    """Whether the name is an ordinary word as well, so that it needs its capitals or a cue to count."""
    if len(key) > 1:
        return key in BLOCKED_PHRASES
    word = key[0]
    if word in UNGUARDED or any(sign.isdigit() for sign in word) or word[-1] in "+#":
        return False
    if word in GUARDED or len(word) <= 2:
        return True
    rank = rank_of(word)
    proper = entity.kind in ("issuer", "employer") and text[:1].isupper() and text in entity.name
    if entity.kind in ("role", "occupation") or proper:
        return rank < COMMON_RANK
    return rank < ORDINARY_RANK
