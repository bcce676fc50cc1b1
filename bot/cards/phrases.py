"""Values in words: money, time, kinds. Shared by every renderer, so that all channels say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.models import FactsPart, OptionPart, ProfileEntry
from knowledge.recognition.verified import checked, in_words, mark
from knowledge.recognition.wording import as_sentence
from knowledge.terms import FactGroup, Verdict

QUESTIONS: dict[str, str] = {
    "recognised_by_targets": "Who recognises it, and are they your targets?",
    "field_culture": "Does the field take such credentials seriously?",
    "issuer_reputation": "Is the issuer known and trusted there?",
    "matches_requirement": "Does it match what the role asks for?",
    "adds_to_what_you_have": "What does it add to what you have?",
    "shows_applied_skill": "Does it show applied skill?",
    "stacks": "What does it stack into, and who accepts that?",
    "is_current": "Is it current, and what does keeping it take?",
    "fits_constraints": "Does it fit your time, money and prerequisites?",
}
VERDICT_MARKS: dict[Verdict, str] = {"yes": "✓", "partly": "~", "no": "✗", "unknown": "?"}
SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "CA$", "AUD": "A$", "INR": "₹", "SGD": "S$"}
KIND_WORDS = {"licence": "licence", "micro_credential": "micro-credential"}
BASIS_WORDS = {
    "legally_required": "required by law",
    "required_in_postings": "required by employers",
    "accredited": "accredited",
    "credit_bearing": "carries academic credit",
    "preferred_in_postings": "preferred by employers",
    "endorsed": "endorsed",
    "employer_program": "used in an employer's programme",
    "issuer_claim": "the issuer's own statement",
    "logged_by_user": "reported by you",
}


MEASURES = {"free": "Free of charge", "per_dollar": "Most for the money", "per_week": "Most for the time"}
MOST_NAMED = 8


def some(names: Sequence[str]) -> str:
    """Names in a row; of many only the first few, and how many more there are."""
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def need_label(kind: str, name: str) -> str:
    """What a posting asks for, in words: years of experience come as a bare number."""
    if kind != "experience":
        return name
    years = float(name)
    return f"{years:g} year{'' if years == 1 else 's'} of experience" if years >= 1 else f"{years * 12:.0f} months of experience"


WEEKS_AS_YEARS = 104


def _halves(number: float) -> float:
    return round(number * 2) / 2


def words(term: str) -> str:
    """A term of a closed vocabulary as people write it: ``industry_body`` is "industry body"."""
    return KIND_WORDS.get(term, term.replace("_", " "))


def money(amount: float | None, currency: str = "USD") -> str:
    """An amount in whole units: "$1,200", "free", or "price not known"; below one, "$0.40"."""
    if amount is None:
        return "price not known"
    if amount == 0:
        return "free"
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,.{0 if amount >= 1 else 2}f}"


def span(low: float | None, high: float | None, unit: str) -> str | None:
    """ "6 to 8 weeks", "1 week", or None where nothing is known."""
    if low is None and high is None:
        return None
    low, high = low if low is not None else high, high if high is not None else low
    assert low is not None
    assert high is not None
    if unit == "week" and low >= WEEKS_AS_YEARS:
        low, high, unit = _halves(low / 52), _halves(high / 52), "year"
        return f"{low:g} {unit}{'' if low == 1 else 's'}" if low == high else f"{low:g} to {high:g} {unit}s"
    first, last = f"{low:g}" if low < 1 else f"{low:.0f}", f"{high:g}" if high < 1 else f"{high:.0f}"
    number = first if first == last else f"{first} to {last}"
    return f"{number} {unit}{'' if number == '1' else 's'}"


def duration(option: OptionPart) -> str:
    """The time it takes in words: "6 to 8 weeks, about 40 hours"."""
    weeks = span(option.weeks_min, option.weeks_max, "week")
    hours = span(option.hours_min, option.hours_max, "hour")
    return ", ".join(filter(None, (weeks, hours and f"about {hours}"))) or "time not known"


def cost(option: OptionPart) -> str:
    """The whole cost in words."""
    return money(option.cost_total, option.currency)


def unverified(part: FactsPart, *groups: FactGroup) -> tuple[FactGroup, ...]:
    """Those of these groups that tell something which was read in no source, each once."""
    return tuple(group for group in dict.fromkeys(groups) if part.verified.get(group) is False)


def unverified_words(part: FactsPart, *groups: FactGroup) -> str:
    """ "price, time": the same in words."""
    return in_words(unverified(part, *groups))


def not_verified(part: FactsPart, *groups: FactGroup) -> str:
    """ "Not verified: price, time.": the mark for what is told of these groups; empty where all was read."""
    return as_sentence(mark(unverified(part, *groups)))


def cell(text: str | None, part: FactsPart, group: FactGroup) -> str:
    """A value that stands by itself, with the mark where nobody has read it in a source; "not known" where there is none."""
    return checked(text, not unverified(part, group)) if text else "not known"


def cost_parts(option: OptionPart) -> str:
    """ "learning $0, exam $404, renewal $150": the parts that are known."""
    parts = option.cost_parts
    named = [
        ("self-study" if not parts.learning and parts.exam else "learning", parts.learning),
        ("learning a month", parts.learning_per_month),
        ("exam", parts.exam),
        ("membership", parts.membership),
        ("renewal", parts.renewal),
    ]
    return ", ".join(f"{name} {money(value, option.currency)}" for name, value in named if value is not None)


LONGEST_SHORT_NAME = 32
PLAIN_ENDING = re.compile(
    r"\b(?:professional|certificate|certification|certified|introduction|training|credential|card|program)\b.*$", re.IGNORECASE
)


def inferred(entry: ProfileEntry) -> str:
    """The mark of what the user did not tell in so many words, with what it was taken from."""
    if not entry.inferred:
        return ""
    what = f"{entry.inferred_value} " if entry.inferred_value and entry.inferred_value != entry.value else ""
    return f" ({what}taken from “{entry.source}”)" if entry.source else f" ({what}my guess)"


def short_names(titles: list[str]) -> list[str]:
    """The titles in a word or a few; in full where they could not be told apart."""
    short = [short_name(title) for title in titles]
    return short if len(set(short)) == len(short) else titles


def short_name(title: str) -> str:
    """ "PMP" of "Project Management Professional (PMP)", "Google Data Analytics" of its certificate."""
    if match := re.search(r"\(([A-Z][\w+&-]*[A-Z+][\w+-]*)", title):
        return match.group(1)
    name = title.split(": ", 1)[-1]
    core = PLAIN_ENDING.sub("", name).strip(" ,(:-")
    name = core if len(core) > 2 else name
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    return name[: LONGEST_SHORT_NAME + 1].rsplit(" ", 1)[0].strip(" ,(:-")
