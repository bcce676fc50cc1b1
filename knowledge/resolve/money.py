"""Amounts of money in a text, and how each is meant: as an upper limit, about, at least, a month …

>>> read_money("under three hundred bucks")[0].amount
300.0
>>> read_money("it is open 24/7 and takes 3 months")
()
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from price_parser import Price

from knowledge.resolve.numbers import NUMBER, read_number
from knowledge.settings import USD_PER

Reading = Literal["limit", "exact", "about", "minimum", "range", "free", "per_month", "no_limit", "cheap"]
Per = Literal["month", "year", "hour", "week", "day"]

_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "dolar": "USD",
    "dolars": "USD",
    "dollers": "USD",
    "buck": "USD",
    "bucks": "USD",
    "bux": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "quid": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "₹": "INR",
    "inr": "INR",
    "rs": "INR",
    "rs.": "INR",
    "rupee": "INR",
    "rupees": "INR",
    "ca$": "CAD",
    "c$": "CAD",
    "cad": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "nz$": "NZD",
    "nzd": "NZD",
    "¥": "JPY",
    "jpy": "JPY",
    "yen": "JPY",
    "s$": "SGD",
    "sgd": "SGD",
    "chf": "CHF",
    "r$": "BRL",
    "mxn": "MXN",
    "pesos": "MXN",
}
_BEFORE = r"(?:(?:us|ca|au|nz|[cars])?\$|£|€|₹|¥|\b(?:usd|eur|gbp|inr|cad|aud|chf|rs\.?)(?=\s?\d))"
_AFTER = r"(?:\$|£|€|₹|\b(?:us\s+dollars?|dol+[ae]rs?(?! (?:general|tree))|bucks?|bux|usd|quid|pounds?|euros?|eur|gbp|rupees?|inr|cad|aud|chf|yen|pesos)\b)"
_PER = (
    r"(?:\s*(?:/|per|an?|each|every)\s*(?P<per>months?|mo|mth|years?|yr|annum|hours?|hr|h|weeks?|wk|days?)\b"
    r"|\s*(?P<ly>monthly|yearly|annually|hourly|weekly))?"
)
_AMOUNT = re.compile(
    rf"(?<![\w#/.-])(?P<pre>{_BEFORE})?\s?(?P<low>{NUMBER})(?:\s*(?P<midcur>{_AFTER})?\s*(?:-|–|—|\bto\b|\bor\b"
    rf"|\band\b)\s*(?P<pre2>{_BEFORE})?\s?(?P<high>{NUMBER}))?"
    rf"(?P<ish>[\s-]?ish)?(?:\s?(?P<post>{_AFTER}))?{_PER}(?![\w/#]|[.-]\d)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w#/.-])(?P<pre>{_BEFORE})?\s?(?P<low>{NUMBER})(?P<ish>[\s-]?ish)?(?:\s?(?P<post>{_AFTER}))?{_PER}(?![\w/#]"
    rf"|[.-]\d)",
    re.IGNORECASE,
)

_LIMIT_LEFT = re.compile(
    r"(?:under|below|less than|lower than|cheaper than|up to|upto|max(?:imum|ed)?(?: of| is| at|:)?|(?:no|not"
    r"|never) (?:more|higher|over|above)(?: than)?|not exceed(?:ing)?|at most|within"
    r"|<=?|cap(?:ped)?(?: it)?(?: at| of| is|:)?|limit(?: is| of|:)?|more than|over|budget(?:'s| is| of"
    r"| around| about|:| =)?|(?:can|could|will|would|wanna|able to|willing to) "
    r"(?:spend|pay|afford|invest|do|put)|afford|spend(?:ing)?|stretch(?:ing)?(?: it)?(?: up)? to|go(?:ing)? (?:up |as high |as far )?(?:to|as)|push(?:ing)? (?:it )?to|i(?: only)? have|i've got|only)\s*(?:like "
    r"|about |around |maybe |a |the |of |only |up to |just |you can say )*$",
    re.IGNORECASE,
)
_NEGATED_MORE = re.compile(
    r"(?:no|not|nothing|none|n't|never|cannot|can not|cant|dont|wont|without|drop|remove|hide|exclude|skip|filter out|get rid of)\b[^.;!?]*(?:more than|over|above"
    r"|exceed)\W*$",
    re.IGNORECASE,
)
_MINIMUM_LEFT = re.compile(r"(?:at least|more than|over|above|minimum(?: of)?|from)\s*$", re.IGNORECASE)
_ABOUT_LEFT = re.compile(
    r"(?:about|around|approx(?:imately)?\.?|roughly|~|circa|maybe|like|ballpark(?: of)?|somewhere (?:near"
    r"|around)|close to|probably)\s*$",
    re.IGNORECASE,
)
_LIMIT_RIGHT = re.compile(
    r"\s*(?:or (?:less|under|below|cheaper|lower|so max)|max(?:imum)?\b|tops|at (?:the )?most|(?:is|are) (?:my"
    r"|the) (?:max|limit|budget|cap|top|most)|limit|budget|total|and under)",
    re.I,
)
_ABOUT_RIGHT = re.compile(r"\s*(?:or so|ish\b|give or take|approx|more or less|roughly)", re.IGNORECASE)
_MINIMUM_RIGHT = re.compile(r"\s*(?:or more|and up|or higher|minimum|\+)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(
    r"\b(?:budget|limit is|max is|covers?|reimburses?|(?:is|be|are) good for|good for up to|gives? (?:me|us)|set aside|put aside|saved(?: up)?|savings(?: of)?|spend(?:ing)?|pays?|paying|afford|costs?|costing|price[ds]?|invest|cheaper than|money"
    r"|cash|stretch|go up to|as high as|scrape (?:together|up)|come up with|ceiling|my limit)\b[^.;!?]{0,25}$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"\s*(?:budget|out of (?:my (?:own )?)?pocket|in (?:total|all|cash|savings|the bank)|all in\b|saved|for the (?:money|budget|cost|price)|to spend|to pay|to invest|tops\b|money|of my own"
    r"|(?:is|are|'s|would be) (?:my|the|an? (?:hard|absolute)) (?:\w+ )?(?:max(?:imum)?|limit|budget|cap|ceiling|top|most)\b"
    r"|(?:is|'s) (?:all|what|the most) (?:that )?(?:i|we) (?:have|got|can|could|ve)\b)",
    re.IGNORECASE,
)
_PUT_INTO = re.compile(
    r"\b(?:put|putting|throw|sink|invest|pour|sunk)\s+(?:about |maybe |like |only |just |up to |another )*$", re.IGNORECASE
)
_INTO_IT = re.compile(r"\s*(?:into|in|towards?|at|aside|down)\b", re.IGNORECASE)
"""In "I could put 90 into it" the number is money."""
_ANY_NOUN = re.compile(
    r"\s+(?!(?:as|is|this|its|was|has|tops|plus|less|unless|us|bucks|always|perhaps|bus|yes|into|onto|for|from|with|and|but|toward|towards|because|since|then|over|per|each|every|more|should|would|could|can|will|the|max|maybe|total)\b)(?:(?!(?:for|from|into|with|and|but|on|in|at|of|per|each|every|a|an|the|is|as)\b)[a-z]{3,12} (?!(?:this|is|as|was|has|his|its|us|courses|classes)\b))?[a-z]{3,}(?<!ss)s\b(?<!dollars)(?<!euros)(?<!pounds)(?<!pesos)(?<!rupees)",
    re.IGNORECASE,
)
_SPENT_BESIDE_TIME = re.compile(
    r"\s*(?:and|,|\+|&|for)\s*(?:about |maybe |like )?\d+\s*(?:hours?|hrs?|h|weeks?|wks?|months?|mos?)\b", re.IGNORECASE
)
_HAVING = re.compile(r"\b(?:got|have|having|with|i'?ve)\s*(?:about |maybe |like |only |just )*$", re.IGNORECASE)
"""In "got 250 and 4 months" the number beside the time is money."""
_LIMIT_WORD = re.compile(
    r"(?:under|below|less than|up to|upto|max(?:imum)?(?: of)?|barely|cap(?:ped)?(?: it)?(?: at)?|limit(?: it)? to|stay(?:ing)? (?:under|below|within)|(?:no|not) (?:more|over|above)(?: than)?|more than|at most|<=?"
    r"|cheaper than|over)\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:$|[.,;!?)\n]|(?:in the|in total|or|and|but|if|for|please|total|max|tops|is|so|because|online|though|would"
    r"|right|to (?:begin|start|spend|get|do))\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[\s-]?(?:%|percent|hours?|hrs?|h\b|days?|weeks?|wks?|months?|mos?\b|years?|yrs?|minutes?|mins?|people"
    r"|kids|children|credits?|certs?|certificates?|certifications?|courses?|miles|km"
    r"|employees|jobs|exams?|options?|questions|times|am\b|pm\b|st\b|nd\b|rd\b|th\b|followers|students"
    r"|patients|staff|ones|of (?:them|those|these)|steps|pages|skills|of(?! my own))\b",
    re.IGNORECASE,
)
_AGE_LEFT = re.compile(r"\b(?:i'?m|i am|he'?s|she'?s|is|age[d]?|turn(?:ed|ing|s)?)\s*$", re.IGNORECASE)
_SUM_LEFT = re.compile(
    r"(?:^|[~<=$]|\b(?:about|around|like|maybe|roughly|say|only|just|under|below|than|over|up to|max(?:imum)?|most|is|so|but|spend|pay|do|have|afford|to|and|or))\W*$",
    re.IGNORECASE,
)
"""What a small bare number must follow in a long answer: "Texas, 30, handyman" tells an age."""
_CORRECTION = re.compile(
    r"\b(?:actually|meant|make (?:it|that)|no)\b\D{0,12}(\d{2,6})\b\D{0,3}\bnot\b\D{0,4}\d{2,6}\b"
    r"|\bmeant (?:\w+ )?(\d{2,6})\b(?!\s*(?:hours?|hrs?|weeks?|months?|days?|years?|yrs?))"
    r"|\bnot\s+\d{2,6}\s*(?:,|but)\s*(\d{2,6})\b|\b(?:make (?:it|that)|change (?:it|that|my budget"
    r"|the budget) to|actually|let'?s say)\s+(\d{2,6})\s*(?:please|instead|then)?\W*$",
    re.IGNORECASE,
)

_MADE = re.compile(r"\bmake (?:it|that) [$£€]?(\d{3,6})\b(?=\s*(?:[,;]|and\b|then\b|because|since|cause|as my))", re.IGNORECASE)
_ON_TOP = re.compile(
    r"\b(?:adds?|added|chip(?:s|ped)? in|throws? in|puts? in|contributes?|tops? (?:it |that )?up(?: with| by)?)(?: me| us)?(?: about| another| an extra)?\s*[$£€]?\s*$",
    re.IGNORECASE,
)
_NO_AMOUNTS = re.compile(
    r"\+?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\b\d{3}-\d{4}\b|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b[A-Za-z]{1,5}\d*-\d{2,4}\b|\b40[13]\s?[(]?[kb][)]?"
)
"""Phone numbers, dates, exam codes, "24/7", "401k"."""
_REJECTED = re.compile(r"\b(?:not|instead of|rather than|isn'?t|wasn'?t)\s+(?:my |the |for |up to )?$", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:freebies?|free(?=\s*(?:$|[.,;!?)]|only|too|then|or|and|but|please|if|ones?|of (?:charge|cost)|course|cert|class|stuff"
    r"|option|taster|sample|trial|intro\w*|lesson|workshop|webinar|version|certificat\w*|resource|training|program|content|material|online|badge|micro|credential"
    r"|bootcamp|to (?:me|start with)|things?|is\b|would|please|for\b|with|in\b|that|to take|beginner|way"
    r"|learning))|(?:for|only|something|anything|totally|completely|100%|it be|be|all|absolutely) free"
    r"|(?:no|zero|without(?: any)?|0|no upfront) (?:costs?|charge|fees?|dollars|money down|money to spend|cash|funds"
    r"|money for (?:it|this|that)|\$)|zero budget|budget (?:is|of|=|:)?\s?(?:zero|nothing|none|nil)|gratis"
    r"|not? pay(?:ing)?(?: for)? (?:anything|a (?:dime|cent|penny))|(?:not|\w+n'?t|without|never)(?: \w+){0,3} (?:a|one|any|a single) (?:dime|cent|penny|dollar|nickel|quid)\b(?! (?:more|over|above|from|to my name))|(?:do|take|have|give|try|learn|get|find|study|manage|come)\b[^.,;!?]{0,24} for nothing(?! (?:but|else))|(?:i'?m|i am|im|am|totally|completely|dead"
    r"|so|really|pretty|kinda|currently) (?:flat )?broke|broke (?:student|college|right now|af|rn)"
    r"|(?:can'?t|cannot|can not|unable to|couldn'?t|don'?t want to|dont wanna|won'?t|not (?:going|able"
    r"|willing) to|don'?t wanna|do not want to|would rather not)(?: really)?(?: afford)?(?: to)?"
    r" (?:pay|spend|afford)(?: for)? (?:anything|any|a (?:thing|dime|cent|penny)|money|it|for (?:it|this|that"
    r"|anything|stuff|courses?|a course)|any money)"
    r"|(?:i )?(?:have|got|with|there'?s|there is) (?:no|zero|0) (?:money|budget|cash|funds)(?! limit"
    r"| constraint| cap| restriction| issue| concern| problem)"
    r"|(?:don'?t|do not|dont) have (?:any |the )?(?:money|cash|funds|a budget for)|(?:no|zero) money|costs? (?:me )?nothing(?! (?:to|of))|(?:can|could|should|must|may|to|would) cost (?:me )?nothing|(?:\w+n'?t|not|never|without) cost(?:ing)? (?:me )?(?:anything|any money|a (?:cent|dime|penny|thing))|(?:make|keep) (?:it|that|them|this) free|(?:has|have|had|must|needs?|ought|got|gotta|should) (?:to )?(?:all )?be free|(?:everything|anything|all|whatever) that costs (?:any )?(?:money|anything|something)|nothing to pay|(?:costs?|price|spending|expenses?)\s*(?:is|are|:|=|of|(?:must|has to|have to|should|needs? to|can only) be)?\s*(?:zero|nil|nothing)|not (?:a|one) (?:cent|dime|penny|dollar)|(?:(?<=^)|(?<=, )"
    r"|(?<=\. )|(?<=,))broke(?=\s*(?:$|[,.;!]|and\b|but\b))|penniless|nothing to spend|without (?:paying"
    r"|spending)(?: anything)?|0 budget)\b|\$\s?0(?![\d.,])",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    r"(?:days?|time|evenings?|mornings?|nights?|weekends?|afternoons?|hours?|schedule|week|summer"
    r"|mostly) (?:is |are )?free$|(?:feel|feeling|hands|risk|debt|toll|sugar|when(?:ever)? i'?m|i'?m|i am|im"
    r"|you|are you|not|n't need to be|doesn'?t (?:have|need) to be|set|tax|stress)[ -]+(?:\w+ )?free$"
    r"|free[ -]?(?:time|lance|trial|dom|way|ly|hour|day)",
    re.IGNORECASE,
)
_PAYER = (
    r"(?:employer|company|work|job|boss|va|gi bill|military|army|school|college|uni|manager|firm|hospital"
    r"|union|scholarship|grant|department|parents|organi[sz]ation|workplace)"
)
_NO_LIMIT = re.compile(
    r"\b(?:(?:money|cost|price|budget)(?: really)?(?:'s| is| was| were| wasn'?t|'s really)? (?:no|not an?|not really an?"
    r"|n't an?) (?:object|issue|problem|concern|constraint|factor|barrier|obstacle|limit)"
    r"|(?:money|cost|price|budget) (?:isn'?t|isnt) (?:an? |really an? |my |the )?(?:object|issue|problem"
    r"|concern|constraint|factor|big deal|limit|important)"
    r"|(?:money|the cost|cost|price|the price|budget|it) (?:doesn'?t|does not|dont|don'?t"
    r"|doesnt) (?:really )?matter|no (?:budget |cost |price |spending |money |upper )?(?:limit|cap|ceiling"
    r"|constraints?|restrictions?)"
    rf"(?! (?:on|to|of) (?:time|hours))|no budget in mind|(?:my|the|our|an)? ?{_PAYER} (?:\w+ )?(?:pays?"
    rf"|will pay|is paying|would pay|covers?|will cover|is covering|would cover|reimburses?|will reimburse"
    rf"|sponsors?|funds?|'ll pay|'ll cover)(?! (?:me|only|\w+ )?(?:well|badly|poorly|better|more|less|good|crap|attention|the bills)\b)(?! \$?\d)"
    r"|(?:he|she|they|who|boss|manager|employer|work|company|uncle|aunt|brother|sister|dad|mom|mum|parents|husband|wife)(?:'ll| will| would)? (?:pays?|covers?|foots?) (?:for )?(?:whatever|everything|anything|all of (?:it|that)|the (?:lot|bill|whole (?:thing|lot|bill))|any amount)"
    r"|paid (?:for )?by (?:my|the) \w+|(?:don'?t|do not|dont) care (?:about|how much|what) (?:the |it "
    r"|they )?(?:cost|price|money|costs)|(?:whatever|however much) it costs|any (?:price|cost|budget)|(?:budget|money|cost|price)\W+(?:\w+\W+){0,2}whatever it takes"
    r"|unlimited budget|price is whatever|sky'?s the limit|cost is fine|any amount)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:.*\b(?:so|then|basically|literally|pretty much|like|honestly|ideally)\b)?\W*(?:nope )?(?:zero|nothing|0|nada|zilch|nil|free)\b"
    r"(?=\W*$|\s*[,.;:!(-]|\s+(?:if|ideally|at all|really|right now|rn|please|at the moment|would|because|cause)\b)",
    re.IGNORECASE,
)
"""How a question about money is answered with none."""
_CHEAP = re.compile(
    r"\b(?:(?:cheap(?:ly)?|little|low|inexpensive|affordable) as (?:possible|it (?:comes|gets)|(?:i|you|we) can)"
    r"|(?:on|have) an? (?:\w+ )?(?:shoestring|budget)\b(?! of| under)|shoestring|(?:tight|low|small|limited|tiny|modest) (?:budget|budjet|funds|cash)"
    r"|(?:money|budget|cash|funds)(?:'s| is| are|:)? (?:\w+ )?(?:tight|low|limited|short|scarce|(?:almost|next to|close to) (?:none|nothing))"
    r"|(?:not|n't have) (?:much|a lot of|a ton of) (?:money|cash)|little money|(?:(?<=^)|(?<=[.,;!] ))che[ae]p(?=\s*(?:$|[,.;!]|and\b)))\b",
    re.IGNORECASE,
)
"""That there is little money, without a sum."""
_SMALL = re.compile(
    r"\b(?:cheap(?:er|est|ly|o)?|affordable|inexpensive|not (?:too |very |that )?(?:much|a lot|expensive)|(?:very |only a )?little|a bit|low)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """One amount: ``text[start:end]``. ``amount`` in ``currency`` (None: no limit, or "cheap" without a sum), the upper end of a range whose lower end is ``low``."""

    start: int
    end: int
    text: str
    amount: float | None
    currency: str
    reading: Reading
    low: float | None = None
    per: Per | None = None

    @property
    def usd(self) -> float | None:
        """The amount in US dollars, rounded to whole dollars when converted; None without limit or with an unknown currency."""
        if self.amount is None or self.currency == "USD":
            return self.amount
        rate = USD_PER.get(self.currency)
        return None if rate is None else float(round(self.amount * rate))


def read_money(text: str, *, asked: bool = False) -> tuple[Money, ...]:
    """All amounts in ``text``, in order. ``asked``: the text answers a question about money, so that a bare number is an amount."""
    found: list[Money] = []
    told, text = text, _NO_AMOUNTS.sub(lambda other: "_" * len(other.group()), text)
    for amount in _AMOUNT.finditer(text):
        money = _money(text, amount, asked) or _money_of_parts(text, amount, asked)
        if money and not _REJECTED.search(told[: money.start]):
            found.append(money)
    if corrected := _MADE.search(text):  # "make it 250, my boss adds fifty"
        found = [money for money in found if not _ON_TOP.search(text[: money.start])]
        if not any(money.start <= corrected.start(1) < money.end for money in found):
            found.append(Money(corrected.start(1), corrected.end(1), corrected[1], float(corrected[1]), "USD", "exact"))
    if not found and (said := _CORRECTION.search(text)) and float(said[said.lastindex or 1]) >= 50:
        group = said.lastindex or 1
        found.append(Money(said.start(group), said.end(group), said[group], float(said[group]), "USD", "exact"))
    for free in _FREE.finditer(text):
        around = text[max(0, free.start() - 16) : free.end()], text[free.start() : free.end() + 6]
        if not _NOT_FREE.search(around[0]) and not _NOT_FREE.match(around[1]):
            found.append(Money(free.start(), free.end(), free.group(), 0.0, "USD", "free"))
    for open_end in _NO_LIMIT.finditer(text):
        clause = re.split(r"[.;!?\n]", text[open_end.end() :])[0]
        if not any(open_end.end() <= money.start <= open_end.end() + len(clause) and money.reading != "free" for money in found):
            found.append(Money(open_end.start(), open_end.end(), open_end.group(), None, "USD", "no_limit"))
    if not found:
        found += [Money(cheap.start(), cheap.end(), cheap.group(), None, "USD", "cheap") for cheap in _CHEAP.finditer(text)]
    if asked and (nothing := _NOTHING.match(text)) and all(money.reading == "cheap" for money in found):
        found = [Money(0, nothing.end(), nothing.group(), 0.0, "USD", "free")]
    elif asked and not found and (small := _SMALL.search(text)):
        found.append(Money(small.start(), small.end(), small.group(), None, "USD", "cheap"))
    return _apart(found)


def counts_things(right: str) -> bool:
    """Whether the word behind a number tells that it counts things: "60 applicants", "200 job interviews"."""
    return bool(_ANY_NOUN.match(right))


def money_of(text: str, value: float) -> float | None:
    """US dollars of an amount whose value is known, by the currency beside it ("40 quid"); in dollars without one."""
    sign = re.search(rf"{_BEFORE}|{_AFTER}", text, re.IGNORECASE)
    return Money(0, len(text), text, value, _currency(sign.group() if sign else None), "exact").usd


def _apart(found: list[Money]) -> tuple[Money, ...]:
    """In order, the first and longest where two overlap."""
    result: list[Money] = []
    for money in sorted(found, key=lambda one: (one.start, -one.end)):
        if not result or money.start >= result[-1].end:
            result.append(money)
    return tuple(result)


def _money_of_parts(text: str, whole: re.Match[str], asked: bool) -> Money | None:
    """Where "3 months or $200" is no range, each number by itself."""
    if not whole["high"]:
        return None
    parts = [money for part in _SINGLE.finditer(text, whole.start(), whole.end()) if (money := _money(text, part, asked))]
    lowered = re.search(r"\bfrom\s*$", text[: whole.start()], re.IGNORECASE)  # "from 500 to 200"
    return next(iter(parts[::-1] if lowered else parts), None)


def _money(text: str, found: re.Match[str], asked: bool) -> Money | None:
    groups = found.groupdict()
    sign = groups["pre"] or groups["post"] or groups.get("midcur") or groups.get("pre2")
    high_text = groups.get("high")
    low, high = read_number(groups["low"]), read_number(high_text) if high_text else None
    if low is None:
        return None
    if (
        high is not None
        and low < high
        and re.search(r"k\s*$", high_text or "", re.IGNORECASE)
        and low < 100
        and not re.search(r"k\s*$", groups["low"], re.IGNORECASE)
    ):
        low *= 1000  # "1-2k"
    if high is not None and (high <= low or (not groups["post"] and not groups.get("pre2") and _UNIT.match(text, found.end()))):
        return None  # "$0 and 3 days" is no range
    bare_word = not re.search(r"\d", groups["low"])
    if not sign and not _bare_number_is_money(text, found, bare_word, asked):
        return None
    if sign and bare_word and groups["low"].casefold() in ("a", "an") and not groups["post"]:
        return None
    return _reading_of(text, found, low, high, _currency(sign))


def _bare_number_is_money(text: str, found: re.Match[str], in_words: bool, asked: bool) -> bool:
    """Whether a number without a currency is money here: only where a limit, a budget or the question says so."""
    low = found["low"]
    left, right = text[: found.start()], text[found.end() :]
    number = read_number(low) or 0.0
    if (
        _UNIT.match(right)
        or counts_things(right)
        or re.search(r"(?:[A-Za-z]-|\()$", left)
        or (re.search(r"\b(?:since|in|by|year|until|class of) $", left) and 1950 < number < 2100)
    ):
        return False
    if 13 <= number <= 79 and re.search(r"\b(?:i'?m|i am|aged?|turn(?:ed|ing)?) $", left, re.IGNORECASE):
        return False  # an age
    if re.search(r"\b(?:the|that|this|those|other|last|old) $", left, re.IGNORECASE) and not _MONEY_BEFORE.search(left):
        return False  # "the other hundred is rent" speaks of what was named before
    grand = re.search(r"grand|(?:\d|\b)k\s*$|thousand|hundred", low, re.IGNORECASE)
    if in_words and not grand and not (asked and number >= 10) and not (number >= 20 and _MONEY_BEFORE.search(left)):
        return False
    if grand and (re.search("grand", low, re.IGNORECASE) or _ENDS.match(right)):
        return not re.search(r"\b(?:run|ran|class of|top) $", left)
    if _MONEY_BEFORE.search(left) or _MONEY_AFTER.match(right) or (_PUT_INTO.search(left) and _INTO_IT.match(right)):
        return number == 0 or number >= 5
    if number >= 50 and _HAVING.search(left) and _SPENT_BESIDE_TIME.match(right):
        return True
    if number >= 10 and re.match(r"\s*(?:max(?:imum)?|tops|or (?:less|under|cheaper)|at (?:the )?most)\b", right, re.IGNORECASE):
        return True
    if number >= 50 and re.search(r"\bballpark(?: of)?\s*$", left, re.IGNORECASE):
        return True
    if number >= 100 and found.groupdict().get("ish"):
        return True
    if number >= 10 and (found.groupdict().get("per") or found.groupdict().get("ly") or "").startswith("mo"):
        return True
    if _LIMIT_WORD.search(left) and number >= 20 and _ENDS.match(right) and not (1990 < number < 2050 and number % 100):
        return True
    if number < 100 and (_AGE_LEFT.search(left) or (len(text.split()) > 6 and not _SUM_LEFT.search(left))):
        return False
    return (
        asked
        and bool(number >= 50 or _ENDS.match(right) or re.match(r"\s*(?:ish|a month|per month|/mo|or so)", right))
        and not re.search(r"\b(?:AZ|SY0|top|level|age|aged)\W?$", left)
    )


def _reading_of(text: str, found: re.Match[str], low: float, high: float | None, currency: str) -> Money:
    groups = found.groupdict()
    left, right = text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 40]
    per = _per(groups.get("per") or groups.get("ly"))
    amount = high if high is not None else low
    reading: Reading = "exact"
    if per == "month":
        reading = "per_month"
    elif high is not None:
        reading = "range"
    elif low == 0:
        reading = "free"
    elif _NEGATED_MORE.search(left):
        reading = "limit"
    elif _MINIMUM_LEFT.search(left) or _MINIMUM_RIGHT.match(right):
        reading = "minimum"
    elif _ABOUT_LEFT.search(left) or groups.get("ish") or _ABOUT_RIGHT.match(right):
        reading = "about"
    elif _LIMIT_LEFT.search(left) or _LIMIT_RIGHT.match(right):
        reading = "limit"
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    return Money(start, found.end(), text[start : found.end()], amount, currency, reading, low if high is not None else None, per)


def _per(word: str | None) -> Per | None:
    if not word:
        return None
    first = word.casefold()
    if first.startswith("m"):
        return "month"
    if first.startswith(("y", "an")):
        return "year"
    return "hour" if first.startswith("h") else "week" if first.startswith("w") else "day"


def _currency(sign: str | None) -> str:
    if not sign:
        return "USD"
    plain = re.sub(r"\s+", " ", sign.casefold()).removeprefix("us ") if " " in sign.strip() else sign.casefold().strip()
    return _CURRENCIES.get(plain) or _CURRENCIES.get((Price.fromstring(f"1 {sign}").currency or "$").casefold(), "USD")
