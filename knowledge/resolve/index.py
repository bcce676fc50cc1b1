"""Names in a text -> entities of the catalogue. Returns a match, several candidates or none; never a guess.

>>> index = NameIndex(catalogue)                      # doctest: +SKIP
>>> index.resolve("data anlyst", kinds=("role",))     # doctest: +SKIP
Match(text='data anlyst', kind='role', id='Data analyst', ...)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import log
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.model import Catalogue
from knowledge.resolve.activities import Tier, activities_of
from knowledge.resolve.lexicon import GERUND_COST, KINDS, Entity, Lexicon, NameKind, Surface, english_ranks, names_in, rank_of
from knowledge.resolve.shorthand import AMBIGUOUS, IN_COMPANY, OTHERWISE, ROLE_HEADS
from knowledge.resolve.time import warm_up
from knowledge.resolve.tokens import CONNECTORS, LITTLE, Token, key_of, stem, tokenize

Cue = Literal["credential", "role", "skill"]

CREDENTIAL_WORDS = frozenset(
    "cert certification certificate certified credential course class bootcamp license licence degree "
    "diploma ticket exam badge program programme nanodegree"
    " microcredential specialization training test qualification".split()
)
ROLE_WORDS = frozenset("job role position work career gig opening vacancy posting employment internship".split())
SKILL_WORDS = frozenset("skill experience knowledge programming language".split())
_FIRMLY_LEFT = frozenset(
    "learn learning study studying master mastering into certified programming proficient ms microsoft "
    "advanced know knowing using used improve improving".split()
)
_RIGHT_OF_NAMES = (
    CREDENTIAL_WORDS
    | SKILL_WORDS
    | frozenset("job role career field industry sector department developer dev script professional background team".split())
)
_OF_A_COUNTRY = frozenset(
    "restaurant food cuisine kitchen bakery place company citizen army embassy guy man woman people family mom".split()
)
_PRONOUNS = frozenset("it us who am is a i as at be do me we he or so go act aim".split())
_FILLER_LEFT = frozenset(
    "a an the my some probably maybe perhaps i i'm im am think guess um uh hmm well oh to be become becoming "
    "as it's its like something just mostly mainly basically really"
    " want wanna would would'd i'd ive i've get getting into in for about that this those these one called "
    "named yes yeah yep ok okay sure please say lets let's on learn learning"
    " work working of is was it mean meant actually no more only maybe kind sort looking".split()
)
_FILLER_RIGHT = frozenset(
    "one ones thing things stuff please thanks thank you i think guess maybe too also though now again then "
    "or something etc probably for me sorry lol haha kind sort"
    " field industry sector area areas world side related obviously really".split()
)
_FIRST_NAMED_HEADS = 6
_PLAINLY_POPULAR = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a text may name. ``score`` 0–1: how well the words fit the name, not how likely it is meant."""

    kind: NameKind | Literal["degree", "value"]
    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """The one thing named."""

    text: str
    kind: NameKind | Literal["degree", "value"]
    id: str
    name: str
    score: float
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several things may be meant, best first; ask which."""

    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing is named that the catalogue has; ``nearest`` are at best a "did you mean"."""

    text: str
    nearest: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name inside a text: ``text[start:end]`` are the user's words.

    ``kind``, ``id``, ``name`` are the first reading, ``candidates`` all readings (of other kinds too: "nursing" is a field and a skill).
    ``ambiguous``: one word known to mean several things, so that the caller must ask. ``cue``: a word beside it that tells the kind
    ("PMP certification", "nursing jobs"). ``weak``: an ordinary word that may not be meant as a name.
    """

    start: int
    end: int
    text: str
    kind: NameKind | Literal["degree", "value"]
    id: str
    name: str
    score: float
    candidates: tuple[Candidate, ...]
    cue: Cue | None = None
    ambiguous: bool = False
    weak: bool = False
    first_token: int = 0
    last_token: int = 0

    def reading(self, kind: str) -> Candidate | None:
        """The reading of that kind, if there is exactly one."""
        found = [candidate for candidate in self.candidates if candidate.kind == kind]
        return found[0] if len(found) == 1 else None

    def readings(self, *kinds: str) -> tuple[Candidate, ...]:
        """All readings of these kinds. A job known by name only is a role as well, so far as words about jobs go."""
        wanted = {*kinds, "occupation"} if "role" in kinds else {*kinds}
        return tuple(candidate for candidate in self.candidates if candidate.kind in wanted)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    cost: float
    surfaces: tuple[Surface, ...]


NO_NAME = re.compile(r"[\d\W]+|(?:is|in|as|a|an|to) \d+")
"""A bare number is no ISC2, and "my budget is 100" no IS-100."""


_LETTERS_BEHIND = re.compile(r"-(?P<letters>[A-Z]{2,4})\b")


def _whole(text: str, mentions: list[Mention]) -> list[Mention]:
    """Without what is only the beginning of another short name: a PMI-SP is no PMI. "RN-BSN" names two."""
    starts = {mention.start for mention in mentions}

    def is_part(mention: Mention) -> bool:
        behind = _LETTERS_BEHIND.match(text, mention.end) if mention.text.isupper() and mention.text.isalpha() else None
        return behind is not None and behind.start("letters") not in starts

    return [mention for mention in mentions if not is_part(mention)]


class NameIndex:
    """All names of one catalogue. Building takes under two seconds, a tenth of that after one with the same names; it is immutable and may be shared."""

    def __init__(self, catalogue: Catalogue, like: NameIndex | None = None) -> None:
        warm_up(date.min.replace(year=2000))
        self._names = names_in(catalogue)
        self.lexicon: Lexicon = like.lexicon if like and like._names == self._names else Lexicon(catalogue)
        self.credential_kinds = {credential.id: credential.kind for credential in catalogue.credentials.values()}
        self.ordinary_degrees = frozenset(
            credential.id
            for credential in catalogue.credentials.values()
            if credential.kind == "degree" and credential.issuer.casefold().startswith("accredited")
        )
        """Degrees that any accredited school gives, so that "a bachelor's in nursing" is one of them whoever gave it."""
        self.occupations = frozenset(catalogue.occupations)
        """Jobs known by name only: nobody can be advised toward one."""
        self._senses = self._known_senses()
        self._popularity = _popularity(catalogue)
        self._by_kind: dict[NameKind, list[Surface]] = defaultdict(list)
        self._containing: dict[str, set[int]] = defaultdict(set)
        for number, surface in enumerate(self.lexicon.surfaces):
            self._by_kind[surface.entity.kind].append(surface)
            for word in surface.key:
                self._containing[word].add(number)
        issuers = {issuer.name: key_of(" ".join((issuer.name, *issuer.aliases))) for issuer in catalogue.issuers.values()}
        for number, surface in enumerate(self.lexicon.surfaces):
            if surface.entity.kind == "credential" and surface.weight == 1.0:
                for word in issuers.get(catalogue.credentials[surface.entity.id].issuer, ()):
                    self._containing[word].add(number)
        self._joined_keys = [" ".join(surface.key) for surface in self.lexicon.surfaces]
        self._homes = _homes(catalogue)
        self._meant: Mapping[str, str] = {}
        self._fields: tuple[frozenset[str], ...] = ()

    def in_conversation(self, meant: Mapping[str, str], fields: Sequence[frozenset[str]]) -> NameIndex:
        """The same names as one conversation uses them.

        ``meant`` tells what the user has said that a word of several meanings stands for: the word in small letters -> the name of the
        thing. ``fields`` are the fields that the talk is about, the nearest first: a welder's AWS is not Amazon's.
        """
        view = copy(self)
        view._meant, view._fields = meant, tuple(filter(None, fields))
        return view

    def _as_meant(self, words: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Of several things of one name that which the user has said is meant, else what is at home in the fields talked about."""
        if len(candidates) < 2 or not (self._meant or self._fields):
            return candidates
        chosen = next((one for one in candidates if one.name == self._meant.get(words.casefold())), None)
        if chosen:
            return tuple(one for one in candidates if one is chosen or (one.kind != chosen.kind and self._home(one) & self._home(chosen)))
        near = ([one for one in candidates if self._home(one) & fields] for fields in self._fields)
        return tuple(next(filter(None, near), candidates))

    def _home(self, candidate: Candidate) -> frozenset[str]:
        return self._homes.get((candidate.kind, candidate.id), frozenset())

    @property
    def words(self) -> frozenset[str]:
        """Every word of every name, lower case, for spelling correction."""
        return frozenset(self.lexicon.words)

    def _known_senses(self) -> dict[str, tuple[tuple[Candidate, str], ...]]:
        """Ambiguous words, with those of their senses that this catalogue has."""
        senses: dict[str, tuple[tuple[Candidate, str], ...]] = {}
        for word, meanings in AMBIGUOUS.items():
            held: list[tuple[Candidate, str]] = []
            for kind, name, hint in meanings:
                if kind == "degree":
                    held.append((Candidate("degree", name, name, 0.9), hint))
                for entity in dict.fromkeys(surface.entity for surface in self._exact(key_of(name)) if surface.entity.kind == kind):
                    if all(entity.id != one.id for one, _ in held):
                        held.append((Candidate(entity.kind, entity.id, entity.name, 0.9), hint))
            if len({candidate.id for candidate, _ in held}) > 1:
                senses[word] = tuple(held)
        return senses

    def _exact(self, key: tuple[str, ...]) -> list[Surface]:
        node = self.lexicon.root
        for word in key:
            if word not in node.children:
                return []
            node = node.children[word]
        return node.surfaces

    def roles_named(self, name: str) -> tuple[str, ...]:
        """The roles of exactly this name, a common noun such as "teacher" among them; where there are none, jobs known by name only."""
        found = self._exact(key_of(name))
        titles = ([surface.entity.name for surface in found if surface.entity.kind == kind] for kind in ("role", "occupation"))
        return tuple(dict.fromkeys(next(filter(None, titles), ())))

    def role_doing(self, activity: str) -> str | None:
        """The one role whose work is called that: "accounts payable", "recruiting", "data science"; None where it is several's or nobody's."""
        titles = self._doing.get(key_of(activity), frozenset())
        return next(iter(titles)) if len(titles) == 1 and not titles & self.occupations else None

    @cached_property
    def _doing(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """Activity -> the roles that it means most plainly."""
        found: dict[tuple[str, ...], dict[Tier, set[str]]] = defaultdict(lambda: defaultdict(set))
        for surface in (*self._by_kind["role"], *self._by_kind["occupation"]):  # compliance is the compliance officer's, too
            for tier, activity in activities_of(surface.text.casefold()):
                found[key_of(activity)][tier].add(surface.entity.name)
        return {key: frozenset(tiers[min(tiers)]) for key, tiers in found.items()}

    def field_named(self, name: str) -> Candidate | None:
        """The field of exactly this name."""
        found = next((surface.entity for surface in self._exact(key_of(name)) if surface.entity.kind == "field"), None)
        return Candidate("field", found.id, found.name, 0.9) if found else None

    # --- inside a text ---

    def mentions(self, text: str, *, weak: bool = False) -> tuple[Mention, ...]:
        """The names in a message or posting, in order, none overlapping; the longest name wins.

        With ``weak`` also ordinary words that are names only perhaps ("go", "it"); they are marked.
        """
        tokens = tokenize(text)
        chosen = self._choose(tokens, self._find(tokens))
        mentions = [mention for found in chosen if (mention := self._mention(text, tokens, found))]
        mentions = self._with_heads(text, tokens, _whole(text, mentions))
        mentions = _joined_repeats(text, self._strengthened(text, mentions))
        return tuple(mention for mention in mentions if weak or not mention.weak)

    def _with_heads(self, text: str, tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
        """A "nurse manager" is no nurse and a "marketing consultant" no field: the name takes in the noun of the job, or is not one."""
        result: list[Mention] = []
        for number, mention in enumerate(mentions):
            if result and mention.first_token <= result[-1].last_token:
                continue  # it is the noun that the name before took in
            after = mention.last_token + 1
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            head = tokens[after] if after < len(tokens) and not tokens[after].after_break else None
            named = following is not None and head is not None and following.first_token <= after and not following.weak
            if named and following and following.last_token == after and following.kind == "occupation":
                named = False  # "engineer" is a job by itself, and part of a longer name as well
            if (
                head is None
                or stem(head.word) not in ROLE_HEADS
                or named
                or not mention.readings("role", "field", "skill")
                or mention.readings("credential")
            ):
                result.append(mention)
                continue
            words = text[mention.start : head.end]
            found = self.resolve_part([*tokens[mention.first_token : after + 1]], words)
            if found:
                found = self._plainest(found)
                listed = self._as_meant(words, tuple(replace(one, score=round(one.score, 3)) for one in found))
                best = listed[0]
                place = (mention.start, head.end, words, best.kind, best.id, best.name, best.score, listed)
                result.append(Mention(*place, ambiguous=len(listed) > 1, first_token=mention.first_token, last_token=after))
        return result

    def _plainest(self, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The one role that "marketing specialist" plainly means, where the catalogue speaks of it far more than of the other specialists."""
        ranked = sorted(found, key=lambda one: -self._popularity[Entity("role", one.id, one.name)])
        first, *others = [self._popularity[Entity("role", one.id, one.name)] for one in ranked]
        return (ranked[0],) if others and first >= 2 * others[0] and first >= _PLAINLY_POPULAR else found

    def resolve_part(self, part: list[Token], words: str) -> tuple[Candidate, ...]:
        """The roles that hold all of these words; none where they are no such roles."""
        wanted = frozenset({"role"})
        listed = [one for one in self._partial(part, wanted) if one.score >= 0.99]
        return tuple(listed[:_FIRST_NAMED_HEADS])

    def _find(self, tokens: list[Token], *, expected: bool = False) -> list[_Found]:
        found: list[_Found] = []
        for start, token in enumerate(tokens):
            if token.word in CONNECTORS and token.word not in ("a", "n"):
                continue
            ends: dict[int, tuple[float, dict[Entity, Surface]]] = {}
            for end, cost, surface in self.lexicon.walk(tokens, start, expected=expected):
                if not expected and not self._credible(tokens, start, end, cost, surface):
                    continue
                if end - start == 2 and self._is_sense_with_paper(tokens, start):
                    continue  # "a security certification" is one of cybersecurity or of guarding
                best, entities = ends.get(end, (9.0, {}))
                if cost < best - 1e-9:
                    best, entities = cost, {}
                if cost <= best + 1e-9:
                    kept = entities.get(surface.entity)
                    entities[surface.entity] = surface if kept is None or surface.weight > kept.weight else kept
                ends[end] = (best, entities)
            found += [_Found(start, end, cost, tuple(entities.values())) for end, (cost, entities) in ends.items()]
            if (surfaces := self._in_company(token, tokens)) and start + 1 not in ends:
                found.append(_Found(start, start + 1, 0.0, surfaces))
            if token.word in self._senses and not re.fullmatch(r"[A-Z]s", token.text):  # "two Ds" are marks
                found.append(_Found(start, start + 1, 0.0, ()))
        return found

    def _in_company(self, token: Token, tokens: list[Token]) -> tuple[Surface, ...]:
        """The skill that an ordinary word names beside others of its trade: "MIG and stick"."""
        name, company = IN_COMPANY.get(token.word, ("", frozenset()))
        if not name or not any(other.word in company for other in tokens):
            return ()
        return tuple(surface for surface in self._exact(key_of(name)) if surface.entity.kind == "skill")[:1]

    def _is_sense_with_paper(self, tokens: list[Token], start: int) -> bool:
        """Whether a word of several meanings, none of them a credential, stands before "certification"."""
        senses = self._senses.get(tokens[start].word, ())
        return (
            bool(senses)
            and tokens[start + 1].stem in CREDENTIAL_WORDS
            and all(one.kind not in ("credential", "degree") for one, _ in senses)
        )

    def _credible(self, tokens: list[Token], start: int, end: int, cost: float, surface: Surface) -> bool:
        """Whether words that are not exactly a name may be taken for one in running text."""
        if (
            len(surface.key) == 1
            and end - start == 1
            and not tokens[start].text.isupper()
            and tokens[start].stem in CREDENTIAL_WORDS | ROLE_WORDS
        ):
            return False  # "certs" are no CERT
        if (
            end - start == 1
            and tokens[start].text.isupper()
            and surface.key == (tokens[start].word[:-1],)
            and tokens[start].word.endswith("s")
        ):
            return False  # an "MLS" is no several MLs
        if tokens[start].word == "no" and end - start == 2 and (end >= len(tokens) or tokens[end].stem not in ("database", "db", "store")):
            return False  # "No SQL." is no NoSQL
        if tokens[start].text.casefold() == "my" and end - start == 2:
            return False  # "my sql is rusty" is about SQL
        if len(surface.key) == 1 and abs(cost - GERUND_COST) < 1e-9:
            return False
        if cost < 0.05:
            return tokens[end - 1].word not in LITTLE or len(surface.key) == 1
        if len(surface.key) == 1:
            word = tokens[start].word
            return len(word) >= 5 and not surface.guarded and not self.lexicon.is_english(word)
        return cost < 0.22

    def _choose(self, tokens: list[Token], found: Iterable[_Found]) -> list[_Found]:
        taken = [False] * len(tokens)
        chosen: dict[tuple[int, int], _Found] = {}
        for each in sorted(found, key=lambda one: (one.start - one.end, one.cost, one.start)):
            if not any(taken[each.start : each.end]):
                chosen[each.start, each.end] = each
                taken[each.start : each.end] = [True] * (each.end - each.start)
            elif (same := chosen.get((each.start, each.end))) and not same.surfaces:
                chosen[each.start, each.end] = each
        return sorted(chosen.values(), key=lambda one: one.start)

    def _mention(self, text: str, tokens: list[Token], found: _Found) -> Mention | None:
        first, last = tokens[found.start], tokens[found.end - 1]
        cue = _cue(tokens, found.start, found.end)
        words = text[first.start : last.end]
        if NO_NAME.fullmatch(words):
            return None
        senses = self._senses.get(first.word, ()) if found.end - found.start == 1 else ()
        ambiguous = False
        around = text[: first.start] + " " + text[last.end :]
        if first is last and first.word in OTHERWISE and re.search(rf"(?<![^\W_])(?:{OTHERWISE[first.word]})", around, re.IGNORECASE):
            return None
        if senses:
            candidates, ambiguous = self._settle(senses, around, words)
        else:
            candidates = self._ranked(found.surfaces, found.cost, cue)
            if len({one.kind for one in candidates}) < len(candidates):
                candidates = self._as_meant(words, candidates)
        if not candidates:
            return None
        best = candidates[0]
        guarded = (bool(senses) and first.word in ("security",)) or any(surface.guarded for surface in found.surfaces)
        place = (first.start, last.end, words, best.kind, best.id, best.name, best.score, candidates, cue, ambiguous)
        weak = guarded and not self._clearly_meant(text, tokens, found.start, found.end)
        return Mention(*place, weak=weak, first_token=found.start, last_token=found.end - 1)

    def _settle(self, senses: tuple[tuple[Candidate, str], ...], around: str, word: str) -> tuple[tuple[Candidate, ...], bool]:
        """The senses of an ambiguous word that the words around it point to, else the conversation; ambiguous where none or several are left."""
        pointed = [candidate for candidate, hint in senses if re.search(r"(?<![^\W_])(?:" + hint + ")", around, re.IGNORECASE)]
        every = tuple(candidate for candidate, _ in senses)
        if len(pointed) != 1:
            meant = self._as_meant(word, tuple(pointed) or every)
            pointed = list(meant) if len(meant) < len(pointed or every) else pointed
        left = pointed or list(every)
        names = {candidate.name for candidate in left}
        return tuple(left), len(names) > 1 and not (
            pointed and len({candidate.kind for candidate in left}) == len(left) and len(names) < len(senses)
        )

    def sense(self, word: str, around: str) -> str | None:
        """The one thing that an ambiguous word means beside these words: "security" by "the computer kind" is cybersecurity; else None."""
        senses = self._senses.get(word.casefold(), ())
        pointed = {candidate.name for candidate, hint in senses if re.search(rf"(?<![^\W_])(?:{hint})", around, re.IGNORECASE)}
        return pointed.pop() if len(pointed) == 1 else None

    def _ranked(self, surfaces: Iterable[Surface], cost: float, cue: Cue | None) -> tuple[Candidate, ...]:
        first = {"credential": ("credential", "skill", "field"), "role": ("role", "field"), "skill": ("skill", "field")}.get(cue or "", ())
        order = [*first, *(kind for kind in KINDS if kind not in first)]
        ranked = sorted(
            surfaces,
            key=lambda surface: (
                surface.weight < 0.95,
                order.index(surface.entity.kind),
                -surface.weight,
                -self._popularity[surface.entity],
                surface.entity.name,
            ),
        )
        return tuple(
            Candidate(each.entity.kind, each.entity.id, each.entity.name, round(max(0.0, each.weight - cost), 3)) for each in ranked
        )

    def _clearly_meant(self, text: str, tokens: list[Token], start: int, end: int) -> bool:
        """Whether an ordinary word ("go", "access") stands here as a name, by its capitals or the words beside it."""
        token = tokens[start]
        if end - start > 1:
            return _cue(tokens, start, end) == "credential" or (start > 0 and tokens[start - 1].word in ("comptia", "the"))
        if end < len(tokens) and not tokens[end].after_break and tokens[end].stem in _OF_A_COUNTRY:
            return False  # a "Thai restaurant" needs no Thai
        written_as_name = token.text[:1].isupper() and not (token.text.istitle() and _opens_sentence(text, token))
        if written_as_name and not _mostly_capitals(text) and token.text not in ("I", "A") and text[token.end : token.end + 1] != "&":
            return len(token.text) > 1 or text[token.start - 1 : token.start] != "&"
        left = tokens[start - 1].word if start and not token.after_break else ""
        right = tokens[end].stem if end < len(tokens) and not tokens[end].after_break else ""
        if token.word in _PRONOUNS and token.word != "go":
            before = tokens[start - 2].stem if start > 1 else ""
            into = left in ("in", "into") and before in (
                *ROLE_WORDS,
                "working",
                "background",
                "degree",
                "year",
                "breaking",
                "break",
                "experience",
                "move",
                "switch",
                "moving",
            )
            return token.word in ("it", "r") and (right in _RIGHT_OF_NAMES - {"work", "program", "test"} or into)
        if token.word == "excel":
            return (
                right not in ("at", "in", "as") and left not in ("to", "will", "can", "could", "would", "really", "i", "you")
            ) or left in _FIRMLY_LEFT
        return left in _FIRMLY_LEFT or right in _RIGHT_OF_NAMES - {"team", "test", "program"}

    def _strengthened(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """An ordinary word in a list with clear names is a name too: "python, r and go"."""
        result = list(mentions)
        for order in (range(len(result)), reversed(range(len(result)))):
            for at in order:
                if result[at].weak and any(
                    0 <= other < len(result)
                    and not result[other].weak
                    and any(result[other].readings(kind) and result[at].readings(kind) for kind in ("skill", "field"))
                    and re.fullmatch(
                        r"\s*(?:[,/+&]|and|or|n|,\s*and|,\s*or)\s*",
                        text[min(result[at].end, result[other].end) : max(result[at].start, result[other].start)],
                    )
                    for other in (at - 1, at + 1)
                ):
                    result[at] = replace(result[at], weak=False)
        return result

    # --- one name ---

    def resolve(self, text: str, kinds: Collection[str] | None = None) -> Match | Ambiguous | NoMatch:
        """What a text names that should be one name, such as an answer. ``kinds`` limits what is looked for."""
        tokens = tokenize(text)
        if not tokens or len(text) > 300:
            return NoMatch(text)
        wanted = frozenset(kinds or KINDS)
        found = self._resolved(text, tokens, wanted)
        # Of one candidate alone it is open whether it is meant at all.
        several = found.candidates if isinstance(found, Ambiguous) and len(found.candidates) > 1 else ()
        meant = self._as_meant(text.strip(), several) if several else ()
        if len(meant) == 1:
            return Match(text, meant[0].kind, meant[0].id, meant[0].name, meant[0].score)
        return found

    def _resolved(self, text: str, tokens: list[Token], wanted: frozenset[str]) -> Match | Ambiguous | NoMatch:
        """The same, as the names alone tell it."""
        for first, last in _trimmings(tokens):
            part = tokens[first:last]
            if answer := self._whole(text, part, tokens, wanted):
                return answer
        first, last = min(_trimmings(tokens), key=lambda span: span[1] - span[0])
        part = tokens[first:last]
        if answer := self._inside(text, wanted):
            return answer
        return self._nearest(text, part, wanted - {"occupation"})  # of such a job nothing is guessed

    def _whole(self, text: str, part: list[Token], tokens: list[Token], wanted: frozenset[str]) -> Match | Ambiguous | None:
        """The answer where the words are a name, exactly or but for slips."""
        if len(part) == 1 and part[0].word in self._senses:
            candidates, ambiguous = self._settle(self._senses[part[0].word], text, part[0].text)
            return self._verdict(text, [one for one in candidates if one.kind in wanted], ambiguous, None)
        ends = [one for one in self._find(part, expected=True) if one.start == 0 and one.end == len(part) and one.surfaces]
        if not ends:
            return None
        at = tokens.index(part[0])
        cue = _cue(tokens, at, at + len(part))
        found = [each for each in ends if any(surface.entity.kind in wanted for surface in each.surfaces)]
        if not found:
            return None
        best = min(found, key=lambda each: each.cost)
        candidates = tuple(one for one in self._ranked(best.surfaces, best.cost, cue) if one.kind in wanted)
        words = text[part[0].start : part[-1].end]
        candidates = self._as_meant(words, candidates) if len({one.kind for one in candidates}) < len(candidates) else candidates
        short = len(part) == 1 and len(part[0].word) <= 5 and best.surfaces[0].text.isupper()
        if best.cost > 0.05 and (short or all(rank_of(token.word) < 20_000 for token in part)):
            return Ambiguous(text, candidates)  # every word is an ordinary one: perhaps it was no slip
        return self._verdict(text, candidates, len(candidates) > 1, cue)

    def _verdict(self, text: str, candidates: Iterable[Candidate], ambiguous: bool, cue: Cue | None) -> Match | Ambiguous | None:
        listed = tuple(candidates)
        if cue and ambiguous and listed:
            fitting = [one for one in listed if one.kind == cue]
            if len(fitting) == 1:
                listed, ambiguous = tuple(fitting), False
        if len(listed) > 1 and (ambiguous or len({one.kind for one in listed}) > 1):
            return Ambiguous(text, listed)
        return Match(text, listed[0].kind, listed[0].id, listed[0].name, listed[0].score, cue) if listed else None

    def _inside(self, text: str, wanted: frozenset[str]) -> Match | Ambiguous | None:
        """The answer where one name stands among other words."""
        fitting = [(mention, [one for one in mention.candidates if one.kind in wanted]) for mention in self.mentions(text)]
        inside = [mention for mention, found in fitting if found]
        if not inside:
            return None
        listed = [candidate for _, found in fitting for candidate in found]
        if len(inside) > 1:
            whole = [candidate for candidate in self._partial(list(tokenize(text)), wanted) if candidate.score > 0.9]
            if len(whole) == 1:
                return Ambiguous(text, tuple(dict.fromkeys([*whole, *listed])))
            return Ambiguous(text, tuple(dict.fromkeys(listed)))
        rest = [token for token in tokenize(text) if not inside[0].start <= token.start < inside[0].end]
        telling = [
            token
            for token in rest
            if token.stem in self._containing and token.word not in CONNECTORS and token.stem not in CREDENTIAL_WORDS | ROLE_WORDS
        ]
        if telling and (closer := self._partial(tokenize(text), wanted)) and closer[0].id != listed[0].id and closer[0].score > 0.6:
            return Ambiguous(text, tuple(dict.fromkeys([*closer[:4], *listed])))
        return self._verdict(text, listed, inside[0].ambiguous, inside[0].cue)

    def _nearest(self, text: str, part: list[Token], wanted: frozenset[str]) -> Match | Ambiguous | NoMatch:
        """The answer by likeness: slips beyond the words' own repair, or a part of a longer name."""
        key = [token.stem for token in part if token.word not in LITTLE]
        query = " ".join(key)
        if len(query) < 3:
            return NoMatch(text)
        partial = self._partial(part, wanted)
        if partial and partial[0].score >= 0.75:
            clear = partial[0].score >= 0.9 and (len(partial) == 1 or partial[1].score < partial[0].score - 0.2)
            if len(key) == 1 and partial[0].kind != "credential":  # a dentist is no "receptionist at dentist"
                if key[0] not in self._containing:
                    return NoMatch(text, partial[:3])
                clear = False
            return (
                Match(text, partial[0].kind, partial[0].id, partial[0].name, partial[0].score)
                if clear
                else Ambiguous(text, partial[:_FIRST_NAMED_HEADS])
            )
        alike = self._alike(query, wanted)
        if not alike:
            return Ambiguous(text, partial[:_FIRST_NAMED_HEADS]) if partial and partial[0].score >= 0.6 else NoMatch(text, partial[:3])
        ordinary = all(rank_of(token.word) < 20_000 for token in part)
        short = {word for word in key if len(word) <= 3}  # "ui" is no slip for "ux"
        clear = (
            alike[0].score >= 0.85
            and (len(alike) == 1 or alike[1].score < alike[0].score - 0.05)
            and not ordinary
            and short <= set(key_of(alike[0].name))
        )
        if clear:
            return Match(text, alike[0].kind, alike[0].id, alike[0].name, alike[0].score)
        if alike[0].score >= 0.78:
            return Ambiguous(text, tuple(dict.fromkeys([*alike, *partial]))[:_FIRST_NAMED_HEADS])
        return NoMatch(text, tuple(dict.fromkeys([*alike, *partial]))[:3])

    def _alike(self, query: str, wanted: frozenset[str]) -> tuple[Candidate, ...]:
        """Names that are written almost like ``query``, best first."""
        floor = 72 if len(query) >= 5 else 80
        close = process.extract(query, self._joined_keys, scorer=fuzz.ratio, score_cutoff=floor, limit=40)
        best: dict[Entity, float] = {}
        for key, _, number in close:
            surface = self.lexicon.surfaces[number]
            if surface.entity.kind in wanted and self._could_be_slips(query, key):
                best[surface.entity] = max(best.get(surface.entity, 0.0), OSA.normalized_similarity(query, key))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], -self._popularity[pair[0]], pair[0].name))
        return tuple(Candidate(entity.kind, entity.id, entity.name, round(score, 3)) for entity, score in ranked if score >= 0.7)

    def _could_be_slips(self, query: str, key: str) -> bool:
        """Whether each word of the query that the name lacks may be a slip of one of its words: "dental" is none of "rental"."""
        held = key.split()
        for word in query.split():
            if word in held or word in "".join(held):
                continue
            if word in english_ranks() and all(word[0] != other[0] for other in held):
                return False  # "zookeeper" is no slip of "bookkeeper"
            reach = 1 if rank_of(word) < 8000 or len(word) < 5 else 2 if len(word) < 9 else 3
            same_start = [other for other in held if OSA.distance(word, other) <= reach and (rank_of(word) >= 8000 or word[0] == other[0])]
            if not same_start and len(query.split()) == len(held):
                return False
            if not same_start and rank_of(word) < 35_000:
                return False
        return True

    def _partial(self, part: list[Token], wanted: frozenset[str]) -> tuple[Candidate, ...]:
        """Names that hold the words in any order ("the google data one"), scored by how much of the words they hold and how little else."""
        words = [token for token in part if token.word not in CONNECTORS and token.word not in _FILLER_LEFT | _FILLER_RIGHT]
        if not words:
            return ()
        total = len(self._joined_keys)
        held: Counter[int] = Counter()
        weights = []
        for token in words:
            numbers: set[int] = set()
            for path, _ in self.lexicon.edges_of(token.word, token.key, True):
                numbers |= set.intersection(*(self._containing.get(word, set()) for word in path))
            weights.append(log(1 + total / (1 + len(numbers))) * (0.3 if token.stem in CREDENTIAL_WORDS else 1.0))
            for number in numbers:
                held[number] += round(1000 * weights[-1])
        return self._best_partials(held, sum(weights), wanted, {token.stem for token in words})

    def _best_partials(self, held: Counter[int], total: float, wanted: frozenset[str], words: set[str]) -> tuple[Candidate, ...]:
        best: dict[Entity, tuple[float, int]] = {}
        for number, weight in held.items():
            surface = self.lexicon.surfaces[number]
            if surface.entity.kind in wanted and weight >= 500 * total:
                extra = sum(word not in words for word in surface.key)
                kept = best.get(surface.entity, (0.0, 0))
                best[surface.entity] = max(kept, (round(weight / 1000 / total, 2), -extra))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1][0], -pair[1][1], -self._popularity[pair[0]], pair[0].name))
        return tuple(Candidate(entity.kind, entity.id, entity.name, min(1.0, score)) for entity, (score, _) in ranked[:8])


def _homes(catalogue: Catalogue) -> dict[tuple[str, str], frozenset[str]]:
    """Kind and id of a thing -> the slugs of the fields that it belongs to."""
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for credential in catalogue.credentials.values():
        homes["credential", credential.id].add(credential.field)
        homes["issuer", credential.issuer].add(credential.field)
    for role in catalogue.roles.values():
        homes["role", role.title].add(role.field)
    for field in catalogue.fields.values():
        homes["field", field.slug].add(field.slug)
    for skill in catalogue.skills.values():
        if skill.field:
            homes["skill", skill.name].add(skill.field)
    return {key: frozenset(slugs) for key, slugs in homes.items()}


def _popularity(catalogue: Catalogue) -> Counter[Entity]:
    """How much of the catalogue speaks of an entity; breaks ties between equally good candidates."""
    counts: Counter[Entity] = Counter()
    for credential in catalogue.credentials.values():
        counts.update(Entity("skill", skill, skill) for skill in credential.skills)
        counts.update(Entity("role", role, role) for role in credential.roles)
        counts[Entity("credential", credential.id, credential.name)] += len(catalogue.ledger_of.get(credential.id, ()))
    return counts


def _cue(tokens: list[Token], start: int, end: int) -> Cue | None:
    """What a word beside the name says about its kind."""
    right = tokens[end].stem if end < len(tokens) and not tokens[end].after_break else ""
    left = tokens[start - 1].word if start else ""
    if right in CREDENTIAL_WORDS or left == "certified":
        return "credential"
    if right in ROLE_WORDS:
        return "role"
    return "skill" if right in SKILL_WORDS else None


def _trimmings(tokens: list[Token]) -> list[tuple[int, int]]:
    """The answer as it stands, then without the words that people put around a name, longest first."""
    first, last = 0, len(tokens)
    spans = [(0, len(tokens))]
    while last - first > 1 and tokens[first].word in _FILLER_LEFT:
        first += 1
        spans.append((first, last))
    while last - first > 1 and (tokens[last - 1].word in _FILLER_RIGHT or tokens[last - 1].stem in CREDENTIAL_WORDS | ROLE_WORDS):
        last -= 1
        spans.append((first, last))
    if last - first > 1 and tokens[first].word == "certified":
        spans.append((first + 1, last))
    return spans


def _opens_sentence(text: str, token: Token) -> bool:
    before = text[: token.start].rstrip(" \"'“(*-•\t")
    return not before or before[-1] in ".!?:\n"


def _mostly_capitals(text: str) -> bool:
    """Whether capitals say nothing here, as in a text all in capitals or a title."""
    words = list(re.findall(r"[^\W\d_]{2,}", text[:400]))
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _joined_repeats(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "Project Management Professional (PMP)" is one mention, as is "AWS SAA" + "(SAA-C03)"."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last and mention.start - last.end <= 3 and (last.kind, last.id) == (mention.kind, mention.id):
            result[-1] = replace(
                last, end=mention.end, text=text[last.start : mention.end], last_token=mention.last_token, weak=last.weak and mention.weak
            )
        else:
            result.append(mention)
    return result
