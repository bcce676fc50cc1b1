"""Whether what is said of credentials stands in the catalogue: in cards, and in the sentences of cards and texts.

Nothing of the code that writes replies is used. Figures are read back out of the finished sentences and looked up in the rows of the
credentials that the sentence is about: the one whose card or numbered line it stands in, else those that it names, else all that
its reply is about. A figure may also be the user's own, or follow from the row at the pace that the user told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.model import Catalogue, Credential
from tests.evaluation.naming import plain, plain_names

SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "CA$": "CAD", "A$": "AUD", "₹": "INR", "S$": "SGD"}
MONEY = re.compile(r"(?P<sign>CA\$|A\$|S\$|[$£€₹]) ?(?P<amount>\d[\d,]*(?:\.\d+)?)")
TIME = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?: (?:to|or) (?P<high>\d+(?:\.\d+)?))?[ -](?P<unit>hour|week|month|year)s?\b")
FREE = re.compile(r"(?P<part>(?:self-study|learning|a month|exam|membership|renewal) )?\bfree\b(?! only)")
EACH = re.compile(r"(?P<count>\d+) of \d+ missing skills?\b")
"""How many skills a credential covers of a posting: its price and time are told for each of them too."""
QUOTED = re.compile(r'"[^"\n]*"')
"""What may be typed: an example, no statement."""
RECOGNISING = re.compile(r"recognis|on record|accept|endors|\bask(?:s|ed)? for|prefer|requir", re.IGNORECASE)
PLAIN_FACTS = {"title": "name", "issuer": "issuer", "issuer_type": "issuer_type", "kind": "kind", "level": "level", "url": "url"}
LISTED_FACTS = ("assessment", "delivery", "skills")
PARTS = ("learning", "learning_per_month", "exam", "membership", "renewal")
RATES = {"USD": 1.0, "EUR": 1.08, "GBP": 1.27, "CAD": 0.73, "AUD": 0.65, "INR": 0.012, "SGD": 0.74}
"""Plain middle rates, so that a budget is judged apart from the rates that the recommender uses."""
CONVERTED_WITHIN = 0.05
FULL_TIME = 40
WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True)
class Fact:
    """Something said of credentials, and whether their rows say it too."""

    told: str
    is_grounded: bool


def facts_told(
    replies: Iterable[Mapping[str, Any]], slots: Mapping[str, Any], said: Sequence[str], catalogue: Catalogue, shown: Iterable[str] = ()
) -> list[Fact]:
    """Return every fact about credentials that the replies of a turn tell, to a user who said this and was shown these before."""
    rows, user = Rows.of(catalogue), Told.of(slots, said)
    facts: list[Fact] = []
    for reply in replies:
        card = reply.get("custom") or {}
        facts += _facts_of_card(card, rows, user)
        if pace := card.get("pace"):
            facts.append(Fact(f"pathway: a pace of {pace} hours a week", f"{pace:g} hours a week" in (reply.get("text") or "")))
        for ids, sentence in _statements(card, QUOTED.sub("", reply.get("text") or ""), shown, rows):
            facts += _facts_of_sentence(ids, sentence, rows, user.who_sees(card))
    return facts


def ungrounded(facts: Iterable[Fact]) -> list[str]:
    """Return what the rows do not say."""
    return [one.told for one in facts if not one.is_grounded]


@dataclass(frozen=True)
class Told:
    """What the user told: every number in his words and limits, his pace, and all of it as text."""

    numbers: frozenset[float]
    hours_per_week: float | None
    weeks: float | None
    text: str
    max_cost: float | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Any], said: Sequence[str]) -> Told:
        own = {name: value for name, value in slots.items() if name not in ("shown_options", "seen_options", "compared", "receipt")}
        text = " ".join([*said, str(own)])
        numbers = {float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
        numbers |= {1000 * float(one) for one in re.findall(r"(\d+(?:\.\d+)?) ?k\b", text)}
        return cls(frozenset(numbers), slots.get("hours_per_week"), slots.get("max_weeks"), plain(text), slots.get("max_cost"))

    def who_sees(self, card: Mapping[str, Any]) -> Told:
        """The same with the figures of a pathway, which its text may repeat: they are checked in the card."""
        weeks = [one for one in (card.get("total_weeks"), *(step.get("weeks") for step in card.get("steps", []))) if one is not None]
        costs = [one for one in (card.get("total_cost"),) if one is not None]
        return replace(self, numbers=self.numbers.union(weeks, costs, (one / 52 for one in weeks)))

    def has(self, number: float, within: float) -> bool:
        """Whether a number is one of the user's, but for rounding."""
        return any(abs(number - one) <= within for one in self.numbers)


class Rows:
    """The catalogue, by what can be looked up in it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.credentials = catalogue.credentials
        self._names = [(name, one.id) for one in self.credentials.values() for name in plain_names(one)]
        names = [*catalogue.roles, *catalogue.skills, *catalogue.occupations, *(one.name for one in catalogue.fields.values())]
        self._ordinary = {plain(name) for name in names} | {name for name, _ in self._names}
        self._recognisers = {plain(row.recogniser) for row in catalogue.ledger} - self._ordinary
        self._prose: dict[str, str] = {}
        self._words: dict[str, str] = {}

    @classmethod
    def of(cls, catalogue: Catalogue) -> Rows:
        found: Rows = catalogue.memo.setdefault("evaluation.rows", None) or cls(catalogue)
        catalogue.memo["evaluation.rows"] = found
        return found

    def named_in(self, text: str) -> frozenset[str]:
        """The ids of the credentials that a text names."""
        told = plain(text)
        return frozenset(id_ for name, id_ in self._names if name in told)

    def recognisers_in(self, text: str) -> set[str]:
        """The recognisers of the ledger that a text names, but for those within the name of a job, a skill, a field or a credential."""
        told = plain(text)
        if any(name in told for name in self._recognisers):
            for name in sorted((name for name in self._ordinary if name in told), key=len, reverse=True):
                told = told.replace(name, " ; ")
        return {name for name in self._recognisers if name in told}

    def weeks(self, id_: str, user: Told) -> list[float]:
        """The weeks that it takes: published, and by its hours at the user's pace or at full time."""
        row = self.credentials[id_]
        hours = [one / pace for one in row.hours or () for pace in (user.hours_per_week, FULL_TIME) if pace]
        return [*(row.weeks or ()), *hours]

    def totals(self, id_: str, user: Told) -> list[float]:
        """The whole cost; a subscription comes to the months that its weeks begin, as many as any reckoning of these gives."""
        row = self.credentials[id_]
        cost = row.cost
        once = (cost.exam or 0) + (cost.membership or 0)
        totals = [once + cost.learning] if cost.learning is not None else []
        if cost.learning_per_month is not None:
            months = {max(1, math.ceil(round(weeks / WEEKS_A_MONTH, 6))) for weeks in self.weeks(id_, user)} | {1}
            totals += [once + cost.learning_per_month * month for month in months]
        return totals

    def costs(self, id_: str, user: Told) -> list[float]:
        """The whole cost, and its parts."""
        parts = (getattr(self.credentials[id_].cost, name) for name in PARTS)
        return [*self.totals(id_, user), *(part for part in parts if part is not None)]

    def prose(self, id_: str) -> str:
        """Everything that the catalogue says in words of it, of its field and the jobs in it, and of its issuer in the ledger."""
        if id_ not in self._prose:
            row, catalogue = self.credentials[id_], self.catalogue
            siblings = [one.id for one in self.credentials.values() if one.issuer == row.issuer]
            ledger = [entry for one in siblings for entry in catalogue.ledger_of.get(one, ())]
            stacks = [*catalogue.stacks_from.get(id_, ()), *catalogue.stacks_into.get(id_, ())]
            texts = [
                row.name,
                *row.aliases,
                row.issuer,
                row.summary,
                row.renewal,
                row.cost.note,
                *(need.name for need in row.prerequisites),
            ]
            texts += [text for stack in stacks for text in (stack.detail, stack.toward)]
            texts += [text for entry in ledger for text in (entry.recogniser, entry.statement, entry.jurisdiction)]
            jobs = [role for role in catalogue.roles.values() if role.field == row.field]
            texts += [catalogue.fields[row.field].culture_why, *(need.name for role in jobs for need in (role.licence, role.degree))]
            self._prose[id_] = " ".join(filter(None, texts))
        return self._prose[id_]

    def words(self, id_: str) -> str:
        """The same as `plain` leaves it."""
        if id_ not in self._words:
            self._words[id_] = plain(self.prose(id_))
        return self._words[id_]


# --- cards


def _facts_of_card(card: Mapping[str, Any], rows: Rows, user: Told) -> Iterator[Fact]:
    options = card.get("options", []) if card.get("type") == "options" else [card] if card.get("type") == "credential" else []
    for option in options:
        for label, value, is_grounded in _values(option, rows.credentials[option["id"]], rows, user):
            yield Fact(f"{option['id']}: {label} {value!r}", is_grounded)
    if card.get("type") == "pathway":
        yield from _facts_of_pathway(card, rows, user)


def _facts_of_pathway(card: Mapping[str, Any], rows: Rows, user: Told) -> Iterator[Fact]:
    """A step takes a time within its row's span; what is counted within an earlier step is taken off a later one."""
    steps = card["steps"]
    if card.get("pace") and not user.hours_per_week:
        user = replace(user, hours_per_week=card["pace"])  # taken for him, and said so
    for step in steps:
        weeks, costs = rows.weeks(step["id"], user), _in_usd(rows.credentials[step["id"]], rows.totals(step["id"], user))
        yield Fact(f"{step['id']}: step of {step['weeks']} weeks", step["weeks"] is None or step["weeks"] <= max(weeks, default=0))
        yield Fact(f"{step['id']}: step for {step['cost']}", step["cost"] is None or _near(step["cost"], costs, CONVERTED_WITHIN))
    for name, part in (("total_weeks", "weeks"), ("total_cost", "cost")):
        parts = [step[part] for step in steps]
        yield Fact(f"pathway: {name} {card[name]}", card[name] is None or (None not in parts and _near(card[name], [sum(parts)])))
    held = {row.recogniser.casefold() for step in steps for row in rows.catalogue.ledger_of.get(step["id"], ())}
    for name in card["accepted_by"]:
        told = re.sub(r" \(not verified\)|; not verified(?=\)$)", "", name)
        told = re.sub(r"^postings for (.+) work", r"\1", told)
        yield Fact(f"pathway: accepted by {name}", told.casefold() in held)


def _values(option: Mapping[str, Any], row: Credential, rows: Rows, user: Told) -> Iterator[tuple[str, Any, bool]]:
    """Each value of an option with whether it is its row's."""
    yield from ((name, option[name], option[name] == getattr(row, of)) for name, of in PLAIN_FACTS.items())
    yield from ((name, option[name], list(option[name]) == list(getattr(row, name))) for name in LISTED_FACTS)
    yield from ((name, part, part == getattr(row.cost, name)) for name, part in option["cost_parts"].items())
    yield "currency", option["currency"], option["currency"] == row.cost.currency
    total = option["cost_total"]
    yield "cost_total", total, row.cost_total is None if total is None else _near(total, rows.totals(row.id, user))
    yield "hours", (option["hours_min"], option["hours_max"]), (option["hours_min"], option["hours_max"]) == (row.hours or (None, None))
    for name in ("weeks_min", "weeks_max"):
        yield name, option[name], option[name] is None or _near(option[name], rows.weeks(row.id, user))
    yield "validity", option.get("validity"), _is_validity(option.get("validity"), row)
    ledger = {entry.id: entry for entry in rows.catalogue.ledger_of.get(row.id, ())}
    for told in option.get("ledger", []):
        entry = ledger.get(told["id"])
        same = entry and all(told[name] == getattr(entry, name) for name in ("recogniser", "basis", "statement", "verified"))
        yield "ledger row", told["recogniser"], bool(same) or told["basis"] == "logged_by_user"
    for finding in option["findings"]:
        yield from (("evidence", key, key in ledger or _is_known(key, rows)) for key in finding["evidence"])


def _is_known(key: str, rows: Rows) -> bool:
    """Whether a key of evidence is that of a row, a relation, or a group of facts of a credential, a field or a job."""
    catalogue, (of, _, group) = rows.catalogue, key.partition("#")
    if not group:
        return any(key == one.id for one in (*catalogue.ledger, *catalogue.stacks))
    return of in rows.credentials or of.removeprefix("field:") in catalogue.fields or of.removeprefix("role:") in catalogue.roles


def _is_validity(told: str | None, row: Credential) -> bool:
    if told == "does not expire":
        return row.never_expires
    found = TIME.search(told or "")
    months = int(found["low"]) * (12 if found["unit"] == "year" else 1) if found else None
    return months == row.validity_months


# --- sentences


def _statements(card: Mapping[str, Any], text: str, shown: Iterable[str], rows: Rows) -> Iterator[tuple[frozenset[str], str]]:
    """Each sentence of a reply with the credentials it is about; what is about none is no statement."""
    numbered = [one["id"] for name in ("options", "steps") for one in card.get(name, [])]
    about = frozenset(
        [*numbered, *(one["id"] for one in card.get("columns", [])), *([card["id"]] if card.get("type") == "credential" else [])]
    )
    for option in card.get("options", []) if numbered else [card]:
        yield from ((frozenset({option["id"]}), finding["because"]) for finding in option.get("findings", []))
    for row in card.get("rows", []):
        yield from ((frozenset({column["id"]}), cell) for column, cell in zip(card["columns"], row["cells"], strict=True))
    about = about or rows.named_in(text)
    for line in text.splitlines():
        number = re.match(r"(\d+)\. ", line)
        if number and int(number[1]) <= len(numbered):
            yield frozenset({numbered[int(number[1]) - 1]}), line[number.end() :]
        elif about:
            # What stands around a card may compare it with what was shown before: "below $275".
            yield (about.union(rows.named_in(line), shown) if card else rows.named_in(line) or about), line


def _facts_of_sentence(ids: frozenset[str], sentence: str, rows: Rows, user: Told) -> Iterator[Fact]:
    def fact(figure: str, is_grounded: bool) -> Fact:
        return Fact(f"{', '.join(sorted(ids)[:3])}: “{figure}” in “{sentence[:160]}”", is_grounded)

    for found in MONEY.finditer(sentence):
        sign, amount = found["sign"], float(found["amount"].replace(",", ""))
        is_derived = sign == "$" and _is_derived_price(found, sentence, ids, rows, user)
        yield fact(found.group(), is_derived or _is_price(sign, amount, ids, rows, user))
    for found in TIME.finditer(sentence):
        ends = [float(end) for end in (found["low"], found["high"]) if end]
        is_derived = len(ends) == 1 and _is_derived_time(found, sentence, ids, rows, user)
        yield fact(found.group(), is_derived or all(_is_time(end, found["unit"], ids, rows, user) for end in ends))
    for found in FREE.finditer(sentence):
        costs = rows.costs if found["part"] else rows.totals
        yield fact(found.group(), any(0 in costs(id_, user) or " free " in rows.words(id_) for id_ in ids))
    if RECOGNISING.search(sentence):
        for name in rows.recognisers_in(sentence):
            yield fact(name.strip(), name in user.text or any(name in rows.words(id_) for id_ in ids))


def _is_price(sign: str, amount: float, ids: Iterable[str], rows: Rows, user: Told) -> bool:
    """Whether an amount is the user's own, or one of a row, in its currency or in dollars."""
    if user.has(amount, within=0.99):
        return True
    for id_ in ids:
        row, costs = rows.credentials[id_], rows.costs(id_, user)
        if SIGNS[sign] == row.cost.currency and _near(amount, costs, at_least=0.5):
            return True
        if sign == "$" and row.cost.currency != "USD" and _near(amount, _in_usd(row, costs), CONVERTED_WITHIN, 0.5):
            return True
        if any(found["sign"] == sign and float(found["amount"].replace(",", "")) == amount for found in MONEY.finditer(rows.prose(id_))):
            return True
    return False


def _is_derived_price(found: re.Match[str], sentence: str, ids: Iterable[str], rows: Rows, user: Told) -> bool:
    """Whether it is what a price lies above the user's limit, or a price for each of the skills counted in its sentence."""
    amount = float(found["amount"].replace(",", ""))
    totals = [one for id_ in ids for one in _in_usd(rows.credentials[id_], rows.totals(id_, user))]
    if sentence[found.end() :].startswith(" more than you"):
        return user.max_cost is not None and _near(amount, [one - (user.max_cost or 0) for one in totals], at_least=0.5)
    return _is_each(found, amount, totals, sentence)


def _is_derived_time(found: re.Match[str], sentence: str, ids: Iterable[str], rows: Rows, user: Told) -> bool:
    """Whether it is what a time lies above the user's, the middle of a row's span where it is called "about" that, or that for each skill."""
    number, unit = float(found["low"]), found["unit"]
    if unit == "hour":
        middles = [sum(row.hours) / 2 for id_ in ids if (row := rows.credentials[id_]).hours]
    else:
        scale = {"week": 1.0, "month": WEEKS_A_MONTH, "year": 52.0}[unit]
        spans = [span for id_ in ids if (span := _span_of_weeks(rows.credentials[id_], user))]
        if sentence[found.end() :].startswith(" more than you"):
            above = [math.ceil(math.ceil(low) - user.weeks) / scale for low, _ in spans] if user.weeks is not None else []
            return _near(number, above, at_least=0.0 if unit == "week" else 0.5)
        middles = [(low + high) / 2 / scale for low, high in spans]
    about = sentence[: found.start()].endswith("about ")
    return (about and _near(number, middles, at_least=0.5)) or _is_each(found, number, middles, sentence)


def _span_of_weeks(row: Credential, user: Told) -> tuple[float, float] | None:
    """The least and the most weeks: as published, or by its hours at the user's pace where he told one, if that takes longer."""
    if not (row.hours and user.hours_per_week):
        return row.weeks
    low, high = (hours / user.hours_per_week for hours in row.hours)
    low = max(low, row.weeks[0] if row.weeks else 0.0)
    return low, max(low, high)


def _is_each(found: re.Match[str], value: float, wholes: Iterable[float], sentence: str) -> bool:
    """Whether it is one of these for each of the skills that the sentence counts; what was rounded must be called "about" that."""
    counted = EACH.search(sentence)
    if not counted or not sentence[found.end() :].startswith(" a skill"):
        return False
    about, each = sentence[: found.start()].endswith("about "), [whole / int(counted["count"]) for whole in wholes]
    return value in each or (about and _near(value, each, at_least=0.5))


def _is_time(number: float, unit: str, ids: Iterable[str], rows: Rows, user: Told) -> bool:
    """Whether a time is the user's own, or one of a row: what it takes, how long it holds, what it asks for, or what its row says in words."""
    in_weeks = {"week": 1.0, "month": WEEKS_A_MONTH, "year": 52.0}.get(unit)
    if user.has(number, within=0.5) or (in_weeks and user.weeks and abs(number - user.weeks / in_weeks) <= 0.5):
        return True
    for id_ in ids:
        row = rows.credentials[id_]
        known = [weeks / in_weeks for weeks in rows.weeks(id_, user)] if in_weeks else _hours(row, user)
        months = [row.validity_months, *(need.months for need in row.prerequisites)]
        known += [one / {"month": 1, "year": 12}[unit] for one in months if one and unit in ("month", "year")]
        known += [need.years for need in row.prerequisites if need.years and unit == "year"]
        known += [
            float(end) for found in TIME.finditer(rows.prose(id_)) if found["unit"] == unit for end in (found["low"], found["high"]) if end
        ]
        if _near(number, known, at_least=0.5):
            return True
    return False


def _hours(row: Credential, user: Told) -> list[float]:
    """The hours it takes, and what they come to a week within the user's time."""
    hours = list(row.hours or ())
    return hours + [math.ceil(one / user.weeks) for one in hours if user.weeks]


def _in_usd(row: Credential, amounts: Iterable[float]) -> list[float]:
    return [amount * RATES[row.cost.currency] for amount in amounts]


def _near(value: float, known: Iterable[float], share: float = 1e-6, at_least: float = 0.01) -> bool:
    return any(abs(value - one) <= max(at_least, share * one) for one in known)
