"""What can be worked out from the catalogue alone, once for each snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from knowledge.model import Catalogue, Credential, LedgerRow, Role, Stack
from knowledge.recognition.education import education_rank
from knowledge.recognition.names import key_words
from knowledge.terms import Level, StackKind

LISTED = 1.0
"""Only a skill that is listed is said to be covered; whatever is less is near to it."""
NARROWER, BROADER, SIBLING = 0.6, 0.3, 0.15
"""How near a skill is to a narrower one (a part of it), to the broader one it belongs to, and to another part of that."""
NEAR = 0.3
"""From here a skill that is not listed is told as near; below, the two have little to do with each other."""

COMMON_SKILL = 0.4
"""Skills that every field uses (communication, time management) tell little about fitness for one job."""

OF_EVERY_LINE = ("11", "13", "43")
"""The major groups of O*NET that tell no line of work: management, business and administration."""

IMPLIED_BY: tuple[StackKind, ...] = ("replaced_by", "required_before", "counts_toward", "bundle")
"""Who holds the target of such a stack has no need of its start any more."""
LEVELS: tuple[Level, ...] = ("entry", "intermediate", "advanced")

LEADS_IN: tuple[StackKind, ...] = ("required_before", "counts_toward", "credit_bearing", "bundle", "waives_requirement")


class Index:
    """Derived views of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @classmethod
    def of(cls, catalogue: Catalogue) -> Index:
        """The index of that catalogue, made once."""
        index = catalogue.memo.get("recognition")
        if index is None:
            index = catalogue.memo["recognition"] = cls(catalogue)
        assert isinstance(index, cls)
        return index

    # --- skills ---

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Skill -> the skills that are part of it."""
        parts: dict[str, list[str]] = defaultdict(list)
        for skill in self.catalogue.skills.values():
            if skill.broader:
                parts[skill.broader].append(skill.name)
        return {name: tuple(children) for name, children in parts.items()}

    @cached_property
    def covers(self) -> Mapping[str, Mapping[str, float]]:
        """Credential id -> skill -> how far it covers that skill, 0 to 1."""
        return {credential.id: self.reach(credential.skills) for credential in self.catalogue.credentials.values()}

    def reach(self, skills: Iterable[str]) -> dict[str, float]:
        """The skills covered by having ``skills``, with related ones in part.

        What teaches the whole by one part of it (cloud computing by one vendor's cloud) does not come near its other parts.
        """
        reach: dict[str, float] = {}
        listed = frozenset(skills)
        for name in listed:
            known = self.catalogue.skills.get(name)
            broader = known.broader if known else None
            parts = self.narrower.get(name, ())
            near = [(name, LISTED), *((child, BROADER) for child in parts if listed.isdisjoint(parts))]
            if broader:
                near += [(broader, NARROWER), *((child, SIBLING) for child in self.narrower.get(broader, ()) if child != name)]
            for other, share in near:
                reach[other] = max(share, reach.get(other, 0.0))
        return reach

    def is_common(self, skill: str) -> bool:
        """Whether a skill belongs to no field of its own."""
        known = self.catalogue.skills.get(skill)
        return known is None or known.field is None

    @cached_property
    def role_weights(self) -> Mapping[str, Mapping[str, float]]:
        """Role title -> skill -> weight, common skills discounted."""
        return {role.title: self._weighted(role.skills) for role in self.catalogue.roles.values()}

    def _weighted(self, skills: Mapping[str, int]) -> dict[str, float]:
        return {name: weight * (COMMON_SKILL if self.is_common(name) else 1.0) for name, weight in skills.items()}

    @cached_property
    def field_weights(self) -> Mapping[str, Mapping[str, float]]:
        """Field slug -> the dozen skills that its roles ask for most."""
        totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for role in self.catalogue.roles.values():
            for name, weight in self.role_weights[role.title].items():
                totals[role.field][name] += weight
        return {slug: dict(sorted(skills.items(), key=lambda item: (-item[1], item[0]))[:12]) for slug, skills in totals.items()}

    @cached_property
    def teaching(self) -> Mapping[str, tuple[Credential, ...]]:
        """Skill -> the credentials that list it or come near to it."""
        groups: dict[str, list[Credential]] = defaultdict(list)
        for credential in self.all:
            for name, share in self.covers[credential.id].items():
                if share >= NEAR:
                    groups[name].append(credential)
        return {name: tuple(members) for name, members in groups.items()}

    def teaching_any(self, skills: Iterable[str]) -> list[Credential]:
        """The credentials that list any of these skills or come near to one, by id."""
        found = {credential.id: credential for name in skills for credential in self.teaching.get(name, ())}
        return [found[key] for key in sorted(found)]

    @cached_property
    def made_for(self) -> Mapping[str, tuple[Credential, ...]]:
        """Role title -> the credentials that name it."""
        groups: dict[str, list[Credential]] = defaultdict(list)
        for credential in self.all:
            for title in credential.roles:
                groups[title].append(credential)
        return {title: tuple(members) for title, members in groups.items()}

    @cached_property
    def highest_for(self) -> Mapping[str, int]:
        """Role title -> the level (0 to 2) of the highest credential made for it, degrees and what needs a higher licence apart."""
        made = {title: [one for one in group if one.kind not in ("degree", "licence")] for title, group in self.made_for.items()}
        return {title: max((LEVELS.index(one.level) for one in group), default=0) for title, group in made.items()}

    # --- fields ---

    @cached_property
    def _field_names(self) -> Mapping[str, str]:
        return {name.casefold(): one.slug for one in self.catalogue.fields.values() for name in (*one.aliases, one.name, one.slug)}

    def related(self, slug: str) -> frozenset[str]:
        """Slugs of the fields that this one names as related, by slug, name or alias."""
        home, known = self.catalogue.fields.get(slug), self._field_names
        return frozenset(known[name.casefold()] for name in (home.related if home else ()) if name.casefold() in known)

    # --- credentials ---

    @cached_property
    def by_field(self) -> Mapping[str, tuple[Credential, ...]]:
        """Field slug -> its credentials, by id."""
        groups: dict[str, list[Credential]] = defaultdict(list)
        for credential in sorted(self.catalogue.credentials.values(), key=lambda one: one.id):
            groups[credential.field].append(credential)
        return {slug: tuple(members) for slug, members in groups.items()}

    @cached_property
    def all(self) -> tuple[Credential, ...]:
        """Every credential, by id."""
        return tuple(sorted(self.catalogue.credentials.values(), key=lambda one: one.id))

    @cached_property
    def implied_by(self) -> Mapping[str, frozenset[str]]:
        """Credential id -> the credentials whose holders have no need of it."""
        above: dict[str, set[str]] = defaultdict(set)
        for stack in self.catalogue.stacks:
            if stack.to and (stack.kind in IMPLIED_BY or self._is_lower_step(stack)):
                above[stack.credential].add(stack.to)
        for credential in self.catalogue.credentials.values():
            for need in credential.prerequisites:
                if need.credential and need.need == "required":
                    above[need.credential].add(credential.id)
        for start, licence in self._higher_degrees(above):
            above[start].discard(licence)
        return {start: frozenset(self._closure(start, above)) for start in above}

    def _is_lower_step(self, stack: Stack) -> bool:
        """Whether what waives a requirement is a lower step of the same line: CAPM before PMP, but not a CPA's licence before a planner's."""
        start, to = (self.catalogue.credentials.get(key or "") for key in (stack.credential, stack.to))
        if stack.kind != "waives_requirement" or start is None or to is None:
            return False
        return start.issuer == to.issuer and LEVELS.index(start.level) < LEVELS.index(to.level)

    def _higher_degrees(self, above: Mapping[str, set[str]]) -> list[tuple[str, str]]:
        """Degree and licence where the licence asks for less: who holds it need not have that degree, and may well want it."""
        known = self.catalogue.credentials
        pairs = [(start, to) for start, targets in above.items() for to in targets if start in known and to in known]
        return [
            (start, to)
            for start, to in pairs
            if known[start].kind == "degree"
            and known[to].kind == "licence"
            and (education_rank(known[start].name) or 0) > self._degree_asked_by(known[to])
        ]

    def _degree_asked_by(self, credential: Credential) -> int:
        """The rank of the degree without which nobody gets it, 0 where none is asked for."""
        known = self.catalogue.credentials
        needs = [need for need in credential.prerequisites if need.need == "required"]
        names = [need.name or "" for need in needs if need.type == "degree"]
        before = [known[key] for need in needs if (key := need.credential or "") in known]
        names += [one.name for one in before if one.kind == "degree"]
        return max((education_rank(name) or 0 for name in names), default=0)

    @cached_property
    def steps_to(self) -> Mapping[str, Mapping[str, Credential]]:
        """Title of a job that needs a licence by law -> what is only a step to that licence, or the degree that opens it, each with the licence."""
        found: dict[str, dict[str, Credential]] = defaultdict(dict)
        known, roles = self.catalogue.credentials, self.catalogue.roles
        for step in self.all:
            above = [known[key] for key in sorted(self.implied_by.get(step.id, ())) if key in known and known[key].kind == "licence"]
            ways_in = set() if step.kind == "degree" else set(step.roles)
            for licence in above:
                for title in set(licence.roles) - ways_in:
                    if title in roles and roles[title].licence.requirement == "legal":
                        found[title][step.id] = licence
        return found

    @staticmethod
    def _closure(start: str, edges: Mapping[str, set[str]]) -> set[str]:
        found: set[str] = set()
        queue = list(edges.get(start, ()))
        while queue:
            node = queue.pop()
            if node not in found and node != start:
                found.add(node)
                queue += edges.get(node, ())
        return found

    # --- evidence ---

    @cached_property
    def issuer_names(self) -> Mapping[str, frozenset[str]]:
        """Issuer -> all its names, folded: whoever speaks under one of them speaks of itself."""
        return {
            issuer.name: frozenset(name.casefold() for name in (issuer.name, *issuer.aliases)) for issuer in self.catalogue.issuers.values()
        }

    def is_own_word(self, row: LedgerRow) -> bool:
        """Whether a row is what the issuer says of its own credential."""
        if row.basis == "issuer_claim":
            return True
        credential = self.catalogue.credentials.get(row.credential)
        return credential is not None and row.recogniser.casefold() in self.issuer_names.get(credential.issuer, ())

    @cached_property
    def by_others(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """Credential id -> the rows in which someone else than the issuer speaks. What users were told is apart: it is no reading of a source."""
        return {
            key: tuple(row for row in rows if not self.is_own_word(row) and not row.report)
            for key, rows in self.catalogue.ledger_of.items()
        }

    @cached_property
    def reports(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """Credential id -> what users were told about it."""
        told = [row for row in self.catalogue.evidence if row.report]
        return {key: tuple(row for row in told if row.credential == key) for key in {row.credential for row in told}}

    @cached_property
    def own_words(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """Credential id -> the rows in which the issuer speaks of itself."""
        return {
            key: tuple(row for row in rows if self.is_own_word(row) and not row.report) for key, rows in self.catalogue.ledger_of.items()
        }

    @cached_property
    def about_issuer(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """Issuer -> what others say about any of its credentials."""
        groups: dict[str, list[LedgerRow]] = defaultdict(list)
        for key in sorted(self.by_others):
            if credential := self.catalogue.credentials.get(key):
                groups[credential.issuer] += self.by_others[key]
        return {issuer: tuple(rows) for issuer, rows in groups.items()}

    # --- roles ---

    @cached_property
    def role_names(self) -> Mapping[str, frozenset[str]]:
        """Role title -> all its titles, folded."""
        return {role.title: frozenset(name.casefold() for name in (role.title, *role.titles)) for role in self.catalogue.roles.values()}

    @cached_property
    def titles_under(self) -> Mapping[frozenset[str], frozenset[frozenset[str]]]:
        """The words of a licence's name -> those of each job title that it makes one: who says "I am an RN" holds the nurse's licence."""
        titles: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
        for role in self.catalogue.roles.values():
            licence = key_words(role.licence.name or "") if role.licence.requirement == "legal" else frozenset()
            if licence and key_words(role.title) >= licence:
                titles[licence] |= {key_words(name) for name in (role.title, *role.titles)} - {frozenset()}
        return {licence: frozenset(names) for licence, names in titles.items()}

    @cached_property
    def fields_by_line(self) -> Mapping[str, frozenset[str]]:
        """Line of work (the major group of O*NET) -> the fields with jobs in it. Managers, officers and clerks are of every line."""
        groups: dict[str, set[str]] = defaultdict(set)
        for role in self.catalogue.roles.values():
            if role.onet[:2] not in OF_EVERY_LINE:
                groups[role.onet[:2]].add(role.field)
        return {line: frozenset(fields) for line, fields in groups.items()}

    @cached_property
    def roles_by_field(self) -> Mapping[str, tuple[Role, ...]]:
        """Field slug -> its roles, by title."""
        groups: dict[str, list[Role]] = defaultdict(list)
        for role in sorted(self.catalogue.roles.values(), key=lambda one: one.title):
            groups[role.field].append(role)
        return {slug: tuple(members) for slug, members in groups.items()}
