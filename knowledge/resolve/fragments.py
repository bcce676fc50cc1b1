"""Where a message tells who somebody is in the style of a résumé: "retail manager, 6 years, CSM, want out".

Nothing there says "I am" or "I have". What opens the message is the person, what follows up to the first wish is the person too, provided that
something shows that it is one: years of work, a degree, or a wish for something else behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENERS = re.compile(
    r"\W*(?:(?:(?:good (?:morning|day|evening|afternoon))|hi|hello|hey|hiya|yo|there|all|everyone|folks|so|ok|okay|well|um|uh|please|greetings|dear|sir|madam"
    r"|about me|profile|my (?:resume|background|story|profile|situation)|(?:my )?resume|cv|background|me|current(?:ly)?|now|am|i'?m|i am|iam|an?|the|just|only"
    r"|junior|jr|senior|sr|lead|laid[- ]off|former|ex|retired|unemployed|certified|licensed|registered|experienced|seasoned|part[- ]time|full[- ]time|night shift"
    r"|single (?:mom|dad|mother|father)|mom|dad|working|male|female|professional|long[- ]?time|veteran|burn(?:ed|t)[- ]out|recently|newly|fresh|freelance"
    r"|tax season|head|assistant|main|shift|night|day|union|self[- ]employed|busy|bored|tired|first|help|student|right|as|by day)\b\W*|\d\d(?: ?(?:yo|y/o|years? old|yrs? old|m|f))?\b\W*)*",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:want(?:s|ing)?|wanna|wnat|wants|look(?:ing|n|in|ng)|lookng|trying|tryna|tryin|hop(?:ing|e)|seek(?:ing)?|think(?:ing|in)|wondering|curious|interested|needs?|needing|considering"
    r"|would like|i'?d (?:like|love)|dream\w*|aim(?:ing)?:?|goals?:?|target(?:ing)?:?|transition\w*|pivot\w*|switch\w*|mov(?:e|ing)|chang(?:e|ing)|going (?:for|into)|eyeing|learn(?:ing)?|get(?:ting)? in(?:to)?"
    r"|how (?:do|can|could|would|to)|what|which|where|should|can i|could i|is there|any)\b|->|→|=>|\?",
    re.IGNORECASE,
)
_WISH_FOR_ELSE = re.compile(
    r"\b(?:(?:want(?:s|ing)?|wanna|wnat|need(?:s|ing)?|try(?:ing|na|in)?(?: to)?|hop(?:e|ing)|plan(?:ning)?|like|love|ready)(?: 2)? (?:out\b|to (?:move|get|be|become|switch|learn|go|do|work|change|grow|break|transition|find|leave|show|prove|add|stay|keep)"
    r"|more\b|stable|stability|security|better|an? (?:change|new|better|different|raise)|something|skills|new|in(?:to)?\b|get\b|learn\b|be\b|move\b|become\b|go\b|do\b|switch\b|2\b)"
    r"|need(?:s|ing)? (?:to (?:turn|get|find|have|know)|an?|some|something|new|more|skills|out)\b|look(?:ing|n|in|ng) (?:to|for|at|into|2|in2)\b|lookng (?:to|for|at|into|2)|tryna|think(?:ing|in) (?:about|of)|curious (?:about|if)|interested in|wanting\b|seeking\b|considering\b"
    r"|staying? (?:current|relevant)|keep(?:s|ing)? me (?:current|relevant|up)|aim(?:ing)?:|goals?:|transition(?:ing)? to|pivot(?:ing)? to|switch(?:ing)? to|going back|want out|eyeing)|->|→|=>",
    re.IGNORECASE,
)
_ABOUT_ONESELF = re.compile(
    r"\b(?:my (?:back|knees?|body|hands|wrists|shoulders?|feet|boss|job|kids|hours|shop|company|rent|pay)|(?:back|knees|shoulders?|wrists|hands|body) (?:is|are)?\s*(?:gone|shot|hurts?|done|toast|killing)|dead[- ]end|underpaid"
    r"|overworked|exhausted|nowhere|stress\w*|sucks|boring|no growth|hate it|closing|shutting|divorced|widowed|single (?:mom|dad|parent)|(?:also|mostly) do\b|union|shifts?|minimum wage|pays? (?:nothing|peanuts|crap|badly|little))"
    r"|,\s*(?:[1-6]\d)\b(?!\s*(?:h\b|hours?|hrs?|weeks?|wks?|months?|mos?\b|days?|%|k\b|bucks|dollars|usd|euros?|pounds?|max|tops|or))",
    re.IGNORECASE,
)
_WEARY = re.compile(
    r"\b(?:burn(?:ed|t|ing)?[ -]?out|tired of|bored|sick of|fed up|laid off|layoffs?|lay(?:ing)? ?off|let go)\b", re.IGNORECASE
)
_HAS_BEEN = re.compile(
    r"\W*(?:\([^)]{2,30}\)\W*)?(?:(?:at|in|for|with) (?:an? |the |my )?(?:[\w'&.-]+ ){0,3}[\w'&.-]+\W+)?(?:about|over|almost|nearly|for|~|w/|with|of)?\s*(?:the (?:past|last) )?"
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\s?\+?\s?(?:y\b|ye?a?rs?\b|yoe\b|decades?\b)(?! (?:left|from now|max|or less|tops))",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\s+(?:here\b|by (?:trade|day|training|profession)\b|(?:19|20)\d\d ?(?:-|–|to)|since (?:19|20)\d\d|for (?:years|ages|a (?:while|decade|long time)))",
    re.IGNORECASE,
)
_DIRECT_WISH = re.compile(
    r"\s*,?\s*(?:\([^)]{2,30}\)\s*)?(?:who (?:wants|is|would|needs)|looking|lookng|wanting|trying|tryna|hoping|seeking|thinking (?:of|about)|curious|interested|considering|ready to|needing|wondering"
    r"|want(?:s|ing)? (?:to|out|into)|wanna|want 2|-> ?|→ ?|transitioning|switching|moving|pivoting|going (?:for|into))(?!\w)",
    re.IGNORECASE,
)


_POSTING = re.compile(
    r"\b(?:required|requirements?|preferred|qualifications|responsibilities|must have|hiring|job title|duties|a plus)\b", re.IGNORECASE
)
_COMPARED = re.compile(r"\b(?:or|vs\.?|versus|better|than|against|compare\w*|next to|between|difference)\b", re.IGNORECASE)
_NOT_ONES_OWN = re.compile(
    r"(?:after|before|without|between|is|are|for|about|with|than|compare|put|against|from|get|does|do|did|how|why) ", re.IGNORECASE
)
_SENTENCES = re.compile(r"[.!?;\n]+\s+")
_SHORT_BEFORE = 5  # "RN, " before the first certificate


@dataclass(frozen=True, slots=True)
class Named:
    """A name told at ``text[start:end]``, whether it can be a person's work or qualification, and whether a cue governs it already."""

    start: int
    end: int
    personal: bool
    cued: bool
    aimed: bool


def profile_zone(text: str, names: Sequence[Named], *, experience: bool, qualified: int | None) -> tuple[int, int] | None:
    """The part of the message whose names, where nothing else is said of them, are the writer's own; None where there is no such part."""
    if _POSTING.search(text):
        return None
    wished = _WISH_FOR_ELSE.search(text)
    reach = wished.start() if wished else len(text)
    personal = [name.start for name in names if name.personal and not name.cued] + ([qualified] if qualified is not None else [])
    opened = [
        opening.end()
        for begin in (0, *(found.end() for found in _SENTENCES.finditer(text, 0, reach)))
        if (opening := _OPENERS.match(text, begin))
    ]
    begins = [0, *(found.end() for found in _SENTENCES.finditer(text, 0, reach))]
    starts = [at for at in personal if any(begin <= at and _just_after(text, end, at) for begin, end in zip(begins, opened, strict=True))]
    if not starts:
        return None
    start = min(starts)
    head = next((name for name in names if name.start == start), None)
    if head is not None and head.aimed and head.cued:
        return None
    after = head.end if head else start
    wish = _WISHES.search(text, after)
    end = min([wish.start() if wish else len(text), *(name.start for name in names if name.aimed and name.cued and name.start > after)])
    shown = (
        experience
        or qualified is not None
        or _WISH_FOR_ELSE.search(text, after)
        or _WEARY.search(text)
        or _ABOUT_ONESELF.search(text)
        or any(name.aimed and name.cued and name.start > after for name in names)
    )
    return (start, end) if shown and end > start else None


def _just_after(text: str, opened: int, at: int) -> bool:
    """Whether hardly anything stands between the opening and the name: "RN, " or "hotel " in "hotel night auditor"."""
    between = text[opened:at]
    if _NOT_ONES_OWN.match(text, opened) or _WISHES.match(text, opened):
        return False
    return len(between) <= _SHORT_BEFORE or re.fullmatch(r"[a-z]{2,14} ", between) is not None


def compares(text: str) -> bool:
    """Whether a message sets one thing against another: "PHR or SHRM-CP"."""
    return bool(_COMPARED.search(text))


def wishes(text: str) -> bool:
    """Whether a message wishes or asks for anything."""
    return bool(_WISHES.search(text))


def is_own(text: str, start: int, end: int) -> bool:
    """Whether the words right after a job's name say that the writer has it: "welder here", "accountant, 5 yrs", "nurse looking to …"."""
    if _HERE.match(text, end) or _HAS_BEEN.match(text, end):
        return True
    opened = _OPENERS.match(text)
    return bool(_DIRECT_WISH.match(text, end)) and bool(
        (opened and start <= opened.end())
        or re.search(r"(?:^|[.!?;\n]|\bas an?|\b(?:junior|senior|former|ex|licensed|retired))\W*$", text[:start])
    )
