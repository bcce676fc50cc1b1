"""Which credentials a message is about: by number, name, issuer, or property ("the cheap one", "the last two", "it")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from actions.common.turn import Turn
from knowledge.model import Catalogue, Credential, Profile
from knowledge.recognition.effort import cost_usd
from knowledge.resolve.index import Ambiguous, Candidate, Match
from knowledge.settings import DEFAULT

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
ORDINALS |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "couple": 2}
ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b")
NUMBERED = re.compile(r"(?:\b(?:number|no\.?|option|nr\.?|choice)\s*|#\s*)(\d|one|two|three|four|five)\b")
BARE_NUMBERS = re.compile(r"^(?:the\s+|number\s+|option\s+)?#?([1-5])(?:(?:\s*(?:,|&|and|or|vs\.?|versus|with|to)\s*)+#?([1-5]))*[.!?]?$")
PAIR = re.compile(
    r"(?<![$\w.])#?([1-5])(?:(?:\s*(?:,|&|\band\b|\bor\b|\bvs\.?|\bversus\b|\bwith\b|\bto\b)\s*)+#?([1-5]))+(?![\w.%])(?!\s*(?:weeks?|months?|years?|hours?|hrs?|days?|dollars|bucks))"
)
FIRST_OR_LAST = re.compile(r"\b(?:(first|top|last|bottom|other|these|those)\s+)(two|three|four|couple|2|3|4)\b")
LAST = re.compile(r"\b(?:the\s+)?(last|bottom|final)\b(?!\s+(?:week|month|year|time|job|message|question))")
TOP = re.compile(r"\b(?:your|the|that)?\s*(?:top|best|number one|main)\s+(?:pick|one|option|choice|recommendation|suggestion)\b")
EVERY = re.compile(
    r"\b(?:all(?:\s+of)?\s+(?:them|these|those|the options)|all (?:three|four|five)|both(?: of (?:them|these))?|them all|everything)\b|^(?:all|both)\b"
)
PRONOUN = re.compile(r"\b(?:it|this|that|this one|that one|its)\b")

Measure = Callable[[Credential], float | None]


def usual_cost_usd(credential: Credential) -> float | None:
    """What it ordinarily costs in US dollars, so that prices in different currencies can be compared; None where unknown."""
    return cost_usd(Profile(), credential, DEFAULT)


SUPERLATIVES: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (
        re.compile(r"\b(?:cheap(?:est|er)?|least expensive|lowest[- ](?:cost|price)|affordable|costs? (?:the )?(?:less|least))\b"),
        usual_cost_usd,
    ),
    (
        re.compile(r"\b(?:(?:most )?expensive|dear(?:est)?|pricey|priciest|costliest)\b"),
        lambda c: -cost if (cost := usual_cost_usd(c)) is not None else None,
    ),
    (
        re.compile(r"\b(?:short(?:est|er)?|quick(?:est|er)?|fast(?:est|er)?|takes? (?:the )?(?:less|least)(?: time)?)\b"),
        lambda c: c.weeks[0] if c.weeks else None,
    ),
    (re.compile(r"\b(?:long(?:est|er)?|slow(?:est)?)\b (?:one|option|course|program)"), lambda c: -c.weeks[1] if c.weeks else None),
)
SUPERLATIVE = re.compile(
    r"\b(?:which|what)\b.*\b(?:cheapest|least expensive|most expensive|shortest|quickest|fastest|longest|most affordable|costs? (?:the )?(?:less|least|most)|takes? (?:the )?(?:less|least|longest))\b"
)


BEST = re.compile(
    r"\b(?:which|what)\b.*\b(?:first|best|recommend|suggest|pick|choose|go for|start with)\b|\bwhat (?:do|would) you (?:suggest|recommend)\b"
)


def asks_for_the_best(text: str) -> bool:
    """Whether the question is which of the options to take ("which one should I do first?"), not what "the first one" is."""
    return bool(BEST.search(text.casefold())) and "first two" not in text.casefold()


def is_superlative(text: str) -> bool:
    """Whether the question is which of the options is most something."""
    return bool(SUPERLATIVE.search(text.casefold()))


PROPERTIES: tuple[tuple[re.Pattern[str], Callable[[Credential], bool]], ...] = (
    (re.compile(r"\bfree (?:one|ones|option|options|course|courses)\b|\bone that(?:'s| is) free\b"), lambda c: c.is_free),
    (re.compile(r"\b(?:one|ones|option) with (?:the|a|an)?\s*exam\b|\bexam (?:one|option)\b"), lambda c: "exam" in c.assessment),
    (
        re.compile(r"\b(?:one|ones|option) with (?:the|a)?\s*(?:project|portfolio)\b|\bproject (?:one|option)\b"),
        lambda c: bool({"project", "portfolio"} & set(c.assessment)),
    ),
    (re.compile(r"\buniversity (?:one|ones|option)\b|\bone from (?:the|a) university\b"), lambda c: c.issuer_type == "university"),
)


@dataclass(frozen=True, slots=True)
class References:
    """Credential ids meant, in the order named; names that could be several; words that are no known credential."""

    ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    quote: str = ""
    unknown: str = ""


def references(turn: Turn, *, default_focus: bool = True) -> References:
    """What the message refers to. Names come first, then places in the list shown, then "it"."""
    pressed = turn.entity("credential")
    if pressed:
        return References((pressed,)) if pressed in turn.catalogue.credentials else References(unknown=pressed)
    named = _named(turn)
    placed = placed_in_list(turn.text, turn.listed, turn.catalogue)
    ids = tuple(dict.fromkeys((*named.ids, *placed)))
    if not ids and not named.candidates and turn.intent in ASKS_BY_NAME:
        named = _misspelt(turn)
        ids = named.ids
    if ids or named.candidates or named.unknown:
        return References(ids, () if ids else named.candidates, named.quote, "" if ids else named.unknown)
    if default_focus and (focus := _focus(turn)):
        return References((focus,))
    return References()


ASKS_BY_NAME = {"evaluate_credential", "ask_details", "ask_recognition", "ask_pathway", "explain_exclusion"}


def _misspelt(turn: Turn) -> References:
    """A name with slips in it, found where the question is about a name and nothing else was."""
    if PRONOUN.search(turn.text.casefold()) and turn.get("focus"):
        return References()
    name = asked_name(turn.text)
    found = turn.tools.names.resolve(name, {"credential"}) if name else None
    if isinstance(found, Match):
        return References((found.id,))
    if isinstance(found, Ambiguous):
        return References(candidates=tuple(candidate.id for candidate in found.candidates[:5]), quote=name)
    return References()


def _focus(turn: Turn) -> str | None:
    """What "it" is: the credential last talked about, or the only one shown."""
    focus = turn.get("focus")
    if focus in turn.catalogue.credentials:
        return str(focus)
    return turn.shown[0] if len(turn.shown) == 1 else None


def _named(turn: Turn) -> References:
    ids: list[str] = []
    several: References | None = None
    for mention in turn.tools.names.mentions(turn.text):
        found = [candidate.id for candidate in mention.readings("credential")]
        on_list = [key for key in found if key in turn.shown]
        if len(found) == 1 or len(on_list) == 1:
            ids.append((on_list or found)[0])
        elif len(found) > 1 and not several:
            several = References(candidates=tuple(found[:5]), quote=mention.text)
        elif not found:
            ids += _of_issuer(mention.readings("issuer"), turn)
    if ids or not several:
        return References(tuple(ids))
    return several


def _of_issuer(issuers: tuple[Candidate, ...], turn: Turn) -> list[str]:
    """ "The Google one": those shown that the issuer named has awarded."""
    names = {issuer.name for issuer in issuers}
    on_list = [key for key in turn.shown if turn.catalogue.credentials[key].issuer in names]
    return on_list or _of_issuer_beside_focus(names, turn)


def _of_issuer_beside_focus(issuers: set[str], turn: Turn) -> list[str]:
    """ "And the IBM one?" after talking of another credential: those of that issuer which teach most of the same."""
    focus = turn.catalogue.credentials.get(str(turn.get("focus")))
    if not focus or not issuers:
        return []
    same = [one for one in turn.catalogue.credentials.values() if one.issuer in issuers and one.field == focus.field and one.id != focus.id]
    same.sort(key=lambda one: (-len(set(one.skills) & set(focus.skills)), one.id))
    return [one.id for one in same[:1]]


def placed_in_list(text: str, shown: list[str], catalogue: Catalogue) -> list[str]:
    """Those of the list shown that the words point at by place or property."""
    text = text.casefold()
    if not shown:
        return []
    places = _places(text, len(shown))
    if places:
        return [shown[place - 1] for place in places if 1 <= place <= len(shown)]
    credentials = [catalogue.credentials[key] for key in shown]
    for pattern, measure in SUPERLATIVES:
        known = [(value, number, credential) for number, credential in enumerate(credentials) if (value := measure(credential)) is not None]
        if pattern.search(text) and known:
            return [min(known)[2].id]
    for pattern, holds in PROPERTIES:
        if pattern.search(text):
            return [credential.id for credential in credentials if holds(credential)]
    return []


def places_in_list(text: str, shown: list[str]) -> list[str]:
    """Those of the list shown that the words point at by their place alone."""
    return [shown[place - 1] for place in _places(text.casefold(), len(shown)) if 1 <= place <= len(shown)] if shown else []


def _places(text: str, length: int) -> list[int]:
    if match := FIRST_OR_LAST.search(text):
        count = COUNTS[match.group(2)]
        return (
            list(range(length - count + 1, length + 1)) if match.group(1) in ("last", "bottom") else list(range(1, min(count, length) + 1))
        )
    if EVERY.search(text.strip()):
        return list(range(1, length + 1))
    if match := BARE_NUMBERS.match(text.strip()) or PAIR.search(text):
        return [int(digit) for digit in re.findall(r"[1-5]", match.group())]
    places = [(match.start(), ORDINALS[match.group(1)]) for match in ORDINAL.finditer(text)]
    places += [
        (match.start(), int(match.group(1)) if match.group(1).isdigit() else ORDINALS[match.group(1)]) for match in NUMBERED.finditer(text)
    ]
    if match := LAST.search(text):
        places.append((match.start(), length))
    if match := TOP.search(text):
        places.append((match.start(), 1))
    return list(dict.fromkeys(place for _, place in sorted(places)))


MOST_WORDS_OF_A_NAME = 6
NOT_A_NAME = re.compile(
    r"^(?:is|are|was|would|should|could|do|does|did|can|will|what|whats|what's|which|who|how|why|when|where|tell|me|about|more|of|the|a|an|i|it|this|that|worth|good|get|take|"
    r"taking|getting|really|any|for|in|on|to|and|or|my|your|you|think|certificate|certification|course|credential|cert|program|details?|recognised|recognized|accepted|by|"
    r"employers?|there|be|have|has|if|thinking|heard|from|with|job|jobs|one|ones|please|hi|hello|hey|money|time|cost|much|long)$",
    re.IGNORECASE,
)


def unknown_name(text: str) -> str:
    """The words of a question that look like the name of a credential nobody here knows: "is the Foobar Guild badge worth it"."""
    runs = re.findall(r"\b(?:[A-Z][\w.+&-]*|[A-Z0-9]{2,})(?:\s+(?:of|for|in|and|&|[A-Z][\w.+&-]*|[A-Z0-9]{2,}))*", text)
    names = [run for run in runs if not all(NOT_A_NAME.match(word) for word in run.split()) and len(re.findall(r"[A-Za-z]", run)) > 1]
    return max(names, key=len, default="").strip()


def asked_name(text: str) -> str:
    """What is left of a question about a credential without the words that ask: "is the gogle data analitics certifcate worth it"."""
    words = [word for word in re.findall(r"[\w+&'-]+", text) if not NOT_A_NAME.match(word)]
    return " ".join(words) if 1 <= len(words) <= MOST_WORDS_OF_A_NAME else ""
