"""What a message says only where it stands: a bare amount, "no limit", "not dollars, euros", "forget what I said about money"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.common.profile import LABELS, NUMBER_SLOTS, in_words
from actions.common.turn import Button, Turn
from knowledge.resolve.money import read_money
from knowledge.resolve.numbers import DIGITS, NUMBER, read_number
from knowledge.resolve.statements import Fact, read_statements

NAMED = {
    "max_cost": r"money|budget|costs?|price|spend(?:ing)?|dollars|pay(?:ing)?",
    "max_weeks": r"time|deadlines?|dates?|weeks|months|how long|when",
    "hours_per_week": r"hours(?: (?:a|per) week)?|schedule",
    "experience_years": r"experience|years",
}
"""How people call the slots that hold a number."""

FILLERS = (
    "no nope nah wait actually oh ok okay well so hm hmm um uh sorry yes yeah i i'm im meant mean said say make it that is was should be its it's"
    " about around maybe roughly like more only just have got can do up to at most max maximum under less than the a now instead rather let's lets"
    " or so and then please change not probably approx approximately my that's"
).split()
UNIT = r"(?P<unit>hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?)"
AMOUNT = re.compile(rf"\b(?P<number>{DIGITS})(?:\s*-?\s*{UNIT})?\b(?:\s+(?:a|per)\s+week)?", re.IGNORECASE)
LEAST_SUM = 100
"""A bare number from here on can only be money."""
MOST_WEEKS, MOST_HOURS, MOST_YEARS = 104, 60, 50
MOST_WORDS = 8
CORRECTING = {"no", "nope", "wait", "actually", "meant", "mean", "make", "change", "instead", "sorry", "rather"}

PREFERENCES = ("hours_per_week", "assessment", "delivery", "issuer_types")
MOST_WORDS_OF_A_PREFERENCE = 3

UNLIMITED = re.compile(
    r"\W*(?:there(?:'s| is) )?(?:no limits?|none|unlimited|any(?:thing)?|whatever|open|no max(?:imum)?|doesn'?t matter|not limited)\W*"
)
TAKES_BACK = re.compile(
    r"\b(?:forget|ignore|delete|remove|drop|scrap|scratch|clear|erase|disregard|cancel|lift|take (?:out|off|back|away)|get rid of)\b"
    r"(?: (?:about|all|everything|anything|what|whatever|i|i've|said|told|you|the|my|that|this|thing|part|mentioned|wrote|entry|limit|for|on))*"
    r" (?P<what>[a-z ]+)"
)
DROPPED_NUMBER = re.compile(
    rf"\b(?:forget|ignore|delete|remove|drop|scrap|scratch|lift|lose|ditch|never ?mind|nvm|disregard)(?: about)?(?: (?:the|that|my|those))* [$€£]?(?P<number>{DIGITS})(?!\w)"
)
""" "Forget about the 60": the limit that has this number."""
AIMED = (("role", "target_role"), ("field", "field"), ("skill", "target_skills"))
ANSWERING = {"inform", "correct", "nlu_fallback"}
LOOSER = {
    "max_cost": re.compile(r"\b(?:more (?:expensive|money)|pric(?:ey|ier)|(?:pay|spend|cost) more|higher (?:price|cost|budget))\b"),
    "max_weeks": re.compile(r"\b(?:longer|slower|more time|take(?:s)? (?:its|more) time|later)\b"),
}
ALLOWED = re.compile(r"\b(?:fine|ok|okay|alright|all right|good|possible|no problem|works|can|could|may|don'?t mind|willing)\b")
CURRENCY = re.compile(
    r"(?P<not>\b(?:not|no|instead of|rather than) )?(?P<currency>\b(?:dollars?|usd|euros?|eur|pounds?|gbp|rupees?|cad|aud)\b|[€£₹])"
)


def facts_in_context(turn: Turn, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a message as they are meant where it was said, with those that only the place makes plain."""
    facts = list(_about_the_question(turn, facts))
    readings = (
        _same_job,
        _zero_slip,
        _contrasted_amount,
        _apart_from_the_question,
        _bare_name,
        _taken_back,
        _in_other_currency,
        _bare_amount,
        _bare_preference,
        _lone_sum,
    )
    return facts or next((found for read in readings if (found := list(read(turn)))), [])


def open_number(turn: Turn) -> str | None:
    """The number that is being asked for, or was asked for or told last."""
    asked = turn.asked
    last: str | None = turn.get("last_number")
    return asked if asked in NUMBER_SLOTS else last


def _about_the_question(turn: Turn, facts: Iterable[Fact]) -> Iterable[Fact]:
    """ "No limit" is about the question asked; a number too large for it is a sum of money."""
    asked = turn.asked or turn.get("last_number")
    for fact in facts:
        if (
            fact.operation == "remove"
            and fact.slot == "max_cost"
            and asked not in (None, "max_cost")
            and UNLIMITED.fullmatch(turn.text.casefold())
        ):
            yield Fact(asked, None, "remove" if asked in NUMBER_SLOTS else "set", fact.quote)
        elif fact.slot in ("max_weeks", "hours_per_week") and _is_bare(fact.quote) and not _fits(fact.slot, float(fact.value or 0)):
            yield Fact("max_cost", read_number(fact.quote.strip()), "set", fact.quote)
        else:
            yield fact


ZERO_MORE = re.compile(r"\b(?:(?:a|one|an extra) zero|zeros?|an? 0) (?:too (?:many|much)|extra)|\b(?:extra|surplus) zero\b")
ZERO_LESS = re.compile(
    r"\b(?:a |one )?zero (?:too (?:few|little)|less|short|is missing)|\b(?:missed|missing|forgot|left out|dropped) (?:a|one|the|out a) zero\b"
)


def _zero_slip(turn: Turn) -> Iterable[Fact]:
    """ "A zero too many": a tenth of the sum told last, unless the right one is told beside it."""
    text = turn.text.casefold()
    found = ZERO_MORE.search(text) or ZERO_LESS.search(text)
    known = turn.get("max_cost")
    if not found or not known:
        return
    rest = text[: found.start()] + text[found.end() :]
    told = [number for words in re.findall(rf"{DIGITS}|{NUMBER}", rest) if (number := read_number(words)) and number > 1]
    yield Fact("max_cost", float(told[-1] if told else known / 10 if ZERO_MORE.search(text) else known * 10), "set", turn.text)


SAME_JOB = re.compile(
    r"\W*(?:no(?:,| change)|same|the same|none,? i|stay\w*|staying|keep\w*|my (?:own|current|present)|what i do|i'?m (?:staying|not changing|happy|fine)|i (?:want|plan|'d like) to (?:stay|keep)|no (?:new|other) (?:job|one)|this one|the one i have)\b[^.?!]{0,50}\W*"
)


def _same_job(turn: Turn) -> Iterable[Fact]:
    """ "No change", "the one I have now" to "which job are you aiming at?": the present one."""
    own = turn.get("current_role")
    if turn.asked == "target_role" and own in turn.catalogue.roles and SAME_JOB.fullmatch(turn.text.casefold().replace("’", "'")):
        yield Fact("target_role", own, "set", turn.text)


CONTRAST = re.compile(
    rf"(?P<now>{DIGITS})\W+(?:and )?(?:not|instead of|rather than)\W+(?P<before>{DIGITS})|not\W+(?P<old>{DIGITS})\W+(?:but\W+)?(?P<new>{DIGITS})"
)


def _contrasted_amount(turn: Turn) -> Iterable[Fact]:
    """ "100, not 1000": the number that is told to be wrong says which slot is meant."""
    found = CONTRAST.search(turn.text.casefold())
    if not found:
        return
    right, wrong = read_number(found["now"] or found["new"]), read_number(found["before"] or found["old"])
    for slot in NUMBER_SLOTS:
        if wrong is not None and turn.get(slot) == wrong:
            yield Fact(slot, right, "set", found.group())
            return


def _apart_from_the_question(turn: Turn) -> Iterable[Fact]:
    """What the message says of itself: a job or a skill that is told while something else is asked for."""
    if turn.get("requested_slot") and turn.text and turn.intent in ANSWERING:
        yield from read_statements(turn.text, turn.names, asked=None, goal=turn.get("goal"), intent=turn.intent, today=turn.today).facts


def _bare_name(turn: Turn) -> Iterable[Fact]:
    """A name and nothing else is what is aimed at; a credential's name alone claims nothing."""
    for mention in turn.names.mentions(turn.text):
        slot = next((slot for kind, slot in AIMED if mention.readings(kind)), None)
        if slot and turn.intent in ANSWERING and not mention.readings("credential") and turn.text.strip(" .!") == mention.text:
            said = read_statements(mention.text, turn.names, asked=slot, goal=turn.get("goal"), intent=turn.intent, today=turn.today)
            yield from (fact for fact in said.facts if fact.slot == slot)


PRICED = re.compile(
    r"\b(?:paid|spent|costs?|costing|was|were|charged?s?|charging|fees?|price|salary|earn\w*|make|made|an hour|debt|loans?|rent)\b"
)
TELLING = {"inform", "correct", "refine"}


def _lone_sum(turn: Turn) -> Iterable[Fact]:
    """A sum of money in a message that tells nothing else, "he only pays 50 dollars": what can be spent, unless it is a price or earned."""
    if turn.intent not in TELLING or "?" in turn.text or PRICED.search(turn.text.casefold()):
        return
    sums = [money for money in read_money(turn.text) if money.usd is not None and money.per is None and money.reading != "minimum"]
    if len(sums) == 1 and turn.get("max_cost") != sums[0].usd:
        yield Fact("max_cost", sums[0].usd, "set", sums[0].text)


def _is_bare(words: str) -> bool:
    return re.fullmatch(DIGITS, words.strip()) is not None


def _fits(slot: str, number: float) -> bool:
    most = {"max_weeks": MOST_WEEKS, "hours_per_week": MOST_HOURS, "experience_years": MOST_YEARS}.get(slot)
    return most is None or number <= most


def _taken_back(turn: Turn) -> Iterable[Fact]:
    """ "Forget what I said about money", "delete my deadline", "drop the 300"."""
    text = turn.text.casefold().replace("’", "'")
    found = TAKES_BACK.search(text)
    for slot, words in NAMED.items():
        if found and re.match(rf"(?:{words})\b", found["what"]):
            yield Fact(slot, None, "remove", turn.text)
    if number := DROPPED_NUMBER.search(text):
        known = [slot for slot in NUMBER_SLOTS if turn.get(slot) == read_number(number["number"])]
        yield from (Fact(slot, None, "remove", number.group()) for slot in known[:1])


def _in_other_currency(turn: Turn) -> Iterable[Fact]:
    """ "Not dollars, euros": the sum told last, in the currency named."""
    quote = (turn.get("profile_words") or {}).get("max_cost", "")
    told = re.search(DIGITS, quote)
    wanted = [found["currency"] for found in CURRENCY.finditer(turn.text.casefold()) if not found["not"]]
    if not told or len(wanted) != 1 or re.search(r"\d", turn.text):
        return
    for money in read_money(f"{told.group()} {wanted[0]}", asked=True)[:1]:
        if money.usd is not None:
            yield Fact("max_cost", money.usd, "set", money.text)


def _amount(turn: Turn) -> re.Match[str] | None:
    """The only number of a message that says little else."""
    text = turn.text.casefold().replace("’", "'")
    found = list(AMOUNT.finditer(text))
    rest = re.findall(r"[\w']+", AMOUNT.sub(" ", text))
    if len(found) != 1 or len(rest) > MOST_WORDS or not set(rest) <= set(FILLERS):
        return None
    place = not found[0]["unit"] and (read_number(found[0]["number"]) or 0) <= len(turn.shown)
    return None if place and not turn.get("requested_slot") and not set(rest) & CORRECTING else found[0]  # "the 2" is an option


def _slots_for(found: re.Match[str]) -> list[str]:
    """The slots that an amount may be for, by its unit or else by its size."""
    unit, number = (found["unit"] or "")[:1], read_number(found["number"]) or 0
    if unit:
        return {"h": ["hours_per_week"], "y": ["experience_years", "max_weeks"]}.get(unit, ["max_weeks"])
    if number >= LEAST_SUM:
        return ["max_cost"]
    return [slot for slot in ("max_cost", "max_weeks", "hours_per_week") if _fits(slot, number)]


def _bare_amount(turn: Turn) -> Iterable[Fact]:
    """The amount for the one slot that it can be for, or for the number asked or told last where it can be for several."""
    found = _amount(turn)
    slots = _slots_for(found) if found else []
    meant = slots[0] if len(slots) == 1 else open_number(turn) if open_number(turn) in slots else None
    if found and meant:
        yield from _read(turn, found, meant)


def _read(turn: Turn, found: re.Match[str], slot: str) -> list[Fact]:
    said = read_statements(found.group(), turn.names, asked=slot, goal=turn.get("goal"), intent=turn.intent, today=turn.today)
    facts = [fact for fact in said.facts if fact.slot == slot]
    if not facts and slot == "experience_years":
        return [Fact(slot, read_number(found["number"]), "set", found.group())]
    return facts


def _bare_preference(turn: Turn) -> Iterable[Fact]:
    """ "Portfolio", "full time": an answer to a question that is not being asked."""
    if not re.fullmatch(r"[a-z -]+[.!]?", turn.text.casefold()) or len(turn.text.split()) > MOST_WORDS_OF_A_PREFERENCE:
        return
    for slot in PREFERENCES:
        said = read_statements(turn.text, turn.names, asked=slot, goal=turn.get("goal"), intent=turn.intent, today=turn.today)
        if facts := [fact for fact in said.facts if fact.slot == slot and fact.value is not None]:
            yield from facts
            return


def amount_readings(turn: Turn) -> list[Button]:
    """Buttons for an amount that may be for several slots, none of which is talked about."""
    found = _amount(turn)
    slots = _slots_for(found) if found else []
    facts = [fact for slot in slots for fact in _read(turn, found, slot)] if found and len(slots) > 1 else []
    return [
        {
            "title": f"{LABELS[fact.slot]}: {in_words(fact.slot, fact.value)}",
            "payload": f'/inform{{"slot": "{fact.slot}", "value": "{fact.value:g}"}}',
        }
        for fact in facts
        if isinstance(fact.value, float)
    ]


def loosened(turn: Turn) -> str | None:
    """The limit that "longer is fine" or "I can pay more" loosens without saying how far."""
    text = turn.text.casefold()
    if "?" in text or not ALLOWED.search(text):
        return None
    return next((slot for slot, words in LOOSER.items() if words.search(text)), None)
