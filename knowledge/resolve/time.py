"""Durations, deadlines and hours a week in a text.

Durations and deadlines come as weeks from ``today``, hours as hours a week, a range as its upper end. Where people are vague, a value is
taken and said: "weekends only" is what the settings hold for it, "by March" ends before March begins, "asap" is four weeks.
Experience ("I worked 5 years"), ages and validity ("good for 3 years") are not read as time left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

import dateparser
from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta
from dateutil.relativedelta import weekday as Weekday

from knowledge.resolve.numbers import NUMBER, read_number
from knowledge.settings import HOURS_OF

TimeKind = Literal["weeks", "hours_per_week", "no_deadline", "some_deadline", "experience"]

_WEEKS = {"d": 1 / 7, "w": 1.0, "f": 2.0, "m": 52 / 12, "q": 13.0, "s": 15.0, "y": 52.0}
_UNIT = r"(?P<unit>days?|weeks?|wks?|weekends?|fortnights?|months?|mos?|mths?|mnths?|monthes|quarters?|semesters?|years?|yrs?|yr)"
_SPAN = re.compile(
    rf"(?<![\w$£€.-])(?P<low>{NUMBER})(?:\s*(?:-|–|—|\bto\b|\bor\b"
    rf"|\band\b)\s*(?P<high>{NUMBER}))?\s*-?\s*(?:{_UNIT})\b(?P<half> and a half)?|\b(?P<article>an?|one|this"
    rf"|the next|next) (?:whole |full |entire |good )?(?P<one>fortnight|year|month|semester)\b",
    re.IGNORECASE,
)
_MORE_LIKE = re.compile(
    rf"\s*[,;.]?\s*(?:but )?(?:more like|only|just|maybe|rather|it'?s)\s+(?P<low>{NUMBER})\s*(?:$|[.,;!?])", re.IGNORECASE
)
_AFTER_MONEY = re.compile(r"(?:dollars?|bucks|usd|euros?|pounds?|[$£€]\s?[\d,.]+k?|\bfree|\d[\d,.]*k)\s*[,;+&/]\s*$", re.IGNORECASE)
_LIMIT_CUE = re.compile(
    r"(?:\b(?:in|within|inside|under|below|less than|(?:no|not) (?:more|longer) than|shorter than"
    r"|max(?:imum)?(?: of)?|up to|at most|only(?: have| got)?|have|has|got|about|around|roughly|take[sn]?"
    r"|(?:if|suppose|supposing|say|imagine|assume|assuming|pretend)(?: that)? (?:i|we) had(?: only)?|over|over the next|for the next|the next|next|finish(?:ed)?(?: it)?(?: in)?|done(?: in)?|spend"
    r"|give (?:it|me|myself)|free for|like|maybe|approximately|~|<=?|a|an|by|after|deadline(?: is|:)?"
    r"|timeline(?: is|:)?"
    r"|time(?:frame)?(?: is|:)?|quick|off for|left|than)\s*)+$",
    re.IGNORECASE,
)
_NOT_AHEAD_LEFT = re.compile(
    r"(?:\b(?:last|past|previous|first|for the (?:last|past)|over the (?:last|past)|since|every|valid (?:for"
    r"|only)|good for|expires? (?:in|after)|expired|renew(?:ed|al)?(?: every)?|lasts?|every other"
    r"|worked|been|did|spent|taught|served|managed|ran|used|using|experienced|(?<!if i )(?<!if we )(?<!suppose i )(?<!say i )(?<!imagine i )(?<!assume i )had|having|with|did a|took(?: me| us)?|took a|out sick|off work"
    r"|finished a|completed a|attended a|was|were|am|i'm|im|turned|age|aged|of|after|(?:changed?|grown?|grew|moved|evolved|shifted|happened) (?:\w+ )?in)\b[^.;!?]{0,18})$",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:i(?:'ve| have)? ?(?:worked|been|taught|served|managed|did|spent)|have been|has been|ive been|i was(?! out\b| off\b| sick\b| unemployed| on leave| pregnant| away| in (?:the )?(?:hospital|jail|prison))"
    r"|was an?|working as|i(?:'ve| have) had|been (?:an?|in|at|doing|working|there|with)|worked (?:in|at|as"
    r"|for|with)|work (?:in|at|as))\b[^.;!?]*$",
    re.IGNORECASE,
)
_NOT_AHEAD_RIGHT = re.compile(
    r"\s*(?:of (?:work |working |professional |relevant |job |hands[- ]on |teaching |clinical |solid "
    r"|\w+ )?(?:experience|exp|service|teaching|work|practice|nursing)|['’]?\s?(?:experience|exp\b|xp\b)|ago\b"
    r"|old\b"
    r"|as an?\b|in (?:the |this |my )?(?:current |present |new |last |previous |same )?(?:field|industry|role|business|job|trade|company|position|it\b|retail"
    r"|sales|nursing|hr|teaching|healthcare|marketing|finance|education|construction|hospitality"
    r"|accounting|manufacturing|warehous\w+|data|tech|customer|\w+ing\b)|(?:worked|working|doing|teaching) "
    r"|(?:long )?(?:degree|career|gap|contract|lease|program(?:me)?|course|bootcamp|diploma|apprenticeship)\b(?! (?:is fine|at most|max))|later\b|experiences?|\w+ experience\b|under my belt|on the job|in the (?:role|job)"
    r"|(?:at|with) (?:the |a )?(?:same|my)|full[- ]time experience|post|since|from retirement|until (?:i )?retire|in a row)",
    re.IGNORECASE,
)
_LIMIT_RIGHT = re.compile(
    r"\s*(?:max(?:imum)?\b|tops\b|or (?:less|so)|at (?:the )?most|deadline|from now|left\b|timeline"
    r"|time ?frame|to (?:finish|do|complete|learn|get|study|prepare|earn))",
    re.IGNORECASE,
)
_RATE_LEFT = re.compile(
    r"(?:\d|hours?|hrs?|\bh|mins?|minutes?|days?|times|nights?|evenings?|once|twice|bucks|dollars|euros|pounds"
    r"|quid|two|three)\s*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"(?:at least|more than|longer than|minimum(?: of)?|not less than)\s*$", re.IGNORECASE)
_NEGATED = re.compile(r"(?:no|not|n't|cannot|cant|dont|never|nothing)\b[^.;!?]*(?:more|longer|over)(?: than)?\s*$", re.IGNORECASE)

_HOUR = r"(?:hours?|hrs?|hr|h)\b"
_A_WEEK = (
    r"(?:\s*(?:of study|to study|of my time|free|of free time|available|max|tops|or so|maybe|at most|studying"
    r"|total)?\s*(?:/|(?:per|an?|each|every|in an?|in the|in|during the|of the|most)\b|(?=wk\b))\s*(?P<per>weekdays?|weeknights?|weekends?"
    r"|week|wk|w|days?|nights?|evenings?|mornings?|d|months?|mo|saturdays?|sundays?)\b|\s*(?P<ly>weekly|daily"
    r"|monthly)\b|\s*(?:(?:on|in|over) )?(?:the )?(?P<on>mon(?:day)?s?(?: ?(?:to|-|thru|through) ?)fri(?:day)?s?|weekends?|weekdays|weeknights|school (?:days|nights)|evenings|nights|mornings"
    r"|saturdays?|sundays?)\b)"
)
_HOURS = re.compile(
    rf"(?<![\w$£€.])(?P<low>{NUMBER})(?:\s*(?:-|–|\bto\b|\bor\b"
    rf"|\band\b)\s*(?P<high>{NUMBER}))?\s*-?(?P<hour>{_HOUR}|minutes?|mins?)(?: or (?:two|so|2))?(?:{_A_WEEK})?"
    rf"|\b(?P<an>an) hour(?: or (?:two|so"
    rf"|2))?(?:{_A_WEEK.replace('?P<per>', '?P<per2>').replace('?P<ly>', '?P<ly2>').replace('?P<on>', '?P<on2>')})?",
    re.IGNORECASE,
)
_PER_WEEK = {
    "week": 1.0,
    "wk": 1.0,
    "w": 1.0,
    "weekly": 1.0,
    "weekday": 5.0,
    "weeknight": 5.0,
    "weekend": 1.0,
    "school day": 5.0,
    "school night": 5.0,
    "day": 7.0,
    "d": 7.0,
    "daily": 7.0,
    "night": 7.0,
    "evening": 7.0,
    "morning": 7.0,
    "month": 12 / 52,
    "mo": 12 / 52,
    "monthly": 12 / 52,
    "saturday": 1.0,
    "sunday": 1.0,
}
_WORK_BESIDE = re.compile(
    r"\b(?:work(?:ing|s)?|job|shifts?|employed|overtime|pays?|position|role|career|am|i'm|im)\b(?:(?!\bso\b"
    r"|\bbut\b|\band\b)[^.,;!?]){0,20}$",
    re.IGNORECASE,
)
_STUDY_BESIDE = re.compile(
    r"\b(?:stud(?:y|ying|ies)|learn|learning|course|class|leaves? (?:me|us)|left|spare|free|available|commit|spend|dedicate|give"
    r"|put in|invest|manage|can do|could do|school)\b",
    re.IGNORECASE,
)
_DAYS = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_PARTS = r"(?:early |late )?(?:evening|night|morning|afternoon)"
_HABIT = re.compile(
    rf"\b(?:(?P<count>{NUMBER})\s+(?:free )?(?P<slot>evening|night|morning|afternoon|day)s?(?P<off> off)?(?P<weekly> (?:a|per|each|every|in a) week)?"
    rf"|(?P<named>(?:(?:{_DAYS})s(?! )|(?:{_DAYS})s|(?:every|each) (?:other )?(?:{_DAYS})|(?:{_DAYS}) {_PARTS}s?|(?:{_DAYS})(?=s? ?(?:and|&|,|\+|or) ?(?:{_DAYS})\b))"
    rf"(?:(?:,| and| &| \+| or) ?(?:{_DAYS})s?)*)(?P<named_off>(?: {_PARTS}s?)?(?: off| are free| free)?)"
    rf"|(?P<ends>week ?ends|(?:on|over|during|at) (?:the |my )?week ?end)|(?P<parts>(?:week ?day )?{_PARTS}s|week ?nights|after (?:work|hours|\d ?(?:pm)?)\b|after the kids are asleep)"
    r"|(?P<lunch>lunch ?(?:breaks?|hours?)))\b",
    re.IGNORECASE,
)
"""The times of a week that people name instead of hours."""
_FREE_FOR_IT = re.compile(
    r"\b(?:only|just|stud(?:y|ying)|learn(?:ing)?|free|available|spare|can do|could do|do it|have|i'?ve|class|course|squeeze|fit|use|got|off|suits?|time)\b",
    re.IGNORECASE,
)
_NOT_FREE_FOR_IT = re.compile(r"\b(?:work\w*|job|shifts?|this|next|last|by|before|near|first|nice|on)\b[^.,;:]{0,14}$", re.IGNORECASE)
_FULL_TIME = re.compile(r"\bfull[- ](?:time|days)\b", re.IGNORECASE)
_PART_TIME = re.compile(r"\bpart[- ]?time\b", re.IGNORECASE)
_JOB_BESIDE = re.compile(
    r"\b(?:work(?:ing|s)?|job|employed|employee|employment|role|position|career|salary|hire[ds]?|mom|dad"
    r"|parent|nurse|teacher|currently|already|while|have a|got a|looking for|want an?)\b",
    re.IGNORECASE,
)

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_SEASONS = {"spring": (3, 1), "summer": (6, 1), "fall": (9, 1), "autumn": (9, 1), "winter": (12, 1)}
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_WHEN = re.compile(
    rf"\b(?P<cue>by|before|until|till|til|through|no later than|not later than|due(?: on| by)?|deadline(?: is|:| of)?"
    rf"|ready (?:for|in|by)|within|in|this|next|start(?:s|ing)? (?:in|on)?|coming|for|on)?\s*(?:the\s+)?"
    rf"(?P<part>early|mid(?:dle of)?|late|(?:the )?(?:very )?(?:end|start|beginning|middle|first half|close) of"
    rf"|end)?[\s-]*(?P<rel>the next|this coming|this|next|the coming|coming|the)?\s*"
    rf"(?:(?P<day>(?:(?:{_MONTHS})\.?\s+(?:{_ORDINAL}|\d{{1,2}})(?!\d)|(?:{_ORDINAL}"
    rf"|\d{{1,2}})(?:\s+of)?\s+(?:{_MONTHS})\b)(?:,?\s+20\d\d)?|20\d\d-\d\d?-\d\d?"
    rf"|(?!24/7)\d{{1,2}}/\d{{1,2}}(?:/(?:20)?\d\d)?)"
    rf"|(?P<month>{_MONTHS})\b(?:,?\s+(?P<year>20\d\d))?|(?P<season>spring|summer|fall|autumn"
    rf"|winter)\b(?:\s+(?P<syear>20\d\d))?(?:\s+(?:break|semester|term|holidays?))?"
    rf"|(?P<quarter>q[1-4])\b(?:\s+(?P<qyear>20\d\d))?|(?P<ordinal>{_ORDINAL})\b(?!\s+(?:grade|edition|year"
    rf"|generation|choice|option|one|person|time|floor))|(?P<weekday>{_DAYS})\b"
    rf"|(?P<period>year|yr|quarter|month|week|weekend|semester|term|fiscal year)\b(?:'s)?(?P<pend>[- ]end)?"
    rf"|(?P<named>eoy|eom|year[- ]?end|month[- ]?end|christmas|xmas|new year'?s?|the holidays|thanksgiving|labor day|memorial day"
    rf"|easter|tomorrow|tonight|today"
    rf"|my birthday|halloween|back to school)\b|(?P<only_year>20[2-4]\d)\b)",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"\b(?:asap|a\.s\.a\.p\.?|as (?:soon|fast|quick(?:ly)?|early) as (?:possible|i can|you can|we can)"
    r"|immediately|right away|urgent(?:ly)?|yesterday(?=\W*$))\b",
    re.IGNORECASE,
)
_NO_DEADLINE = re.compile(
    r"\b(?:no (?:real |particular |specific |hard |set |fixed )?(?:deadline|rush|hurry|time ?(?:limit|frame"
    r"|line|pressure|constraints?)|time restrictions?)|not in (?:a|any) (?:rush|hurry)|(?:in )?no hurry"
    r"|take (?:my|its) time"
    r"|whenever|any ?time|(?:time|how long)(?: it takes)? (?:doesn'?t|does not|dont|don'?t) matter"
    r"|time (?:isn'?t|is not|is no) (?:an |a )?(?:issue|problem|object)|(?:don'?t|dont|do not) (?:care"
    r"|mind) how long|however long"
    r"|as long as it takes|(?:it )?takes (?:what|as long as) it takes|(?:years?|months?|long) (?:is|are|would be) (?:fine|ok|okay|alright|no problem)|open[- ]ended|no idea when|flexible on time)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeReading:
    """``text[start:end]`` read as ``weeks`` from today, or as ``hours`` a week; ``note`` says what was assumed.

    ``limit`` is False where the words do not say that the time is all there is ("at least 3 months"). ``firm`` is False where
    nothing but the number and unit says that it is time to come.
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    weeks: float | None = None
    hours: float | None = None
    years: float | None = None
    note: str = ""
    limit: bool = True
    firm: bool = True


def read_times(text: str, *, today: date, asked: str | None = None) -> tuple[TimeReading, ...]:
    """Everything about time in ``text``, in order. ``asked`` is the slot just asked about: ``max_weeks`` or ``hours_per_week``."""
    told = [_put_right(one, text) for one in _hours(text, asked)]
    spans = [one for one in _spans(text, asked) if not (told and one.kind == "hours_per_week")]  # days beside hours only count these
    readings = [*told, *_experience(text, today, asked), *spans]
    if not any(one.kind == "hours_per_week" for one in readings):
        readings += _counts_a_week(text, asked)
    if asked == "hours_per_week" and (summed := _SUMMED_UP.search(text)) and (hours := read_number(summed["low"])):
        readings = [TimeReading(summed.start("low"), summed.end("low"), summed["low"], "hours_per_week", hours=hours)]
    if asked == "hours_per_week" and not any(one.kind == asked for one in readings):
        readings += _last_number(text)
    habits = () if any(one.kind == "hours_per_week" for one in readings) else _habits(text, asked)
    taken = [(one.start, one.end) for one in readings]
    readings += [
        one for one in (*habits, *_deadlines(text, today, asked)) if not any(one.start < end and start < one.end for start, end in taken)
    ]
    if not any(one.kind == "weeks" for one in readings):
        readings += [
            TimeReading(m.start(), m.end(), m.group(), "some_deadline")
            for m in _SOME_DAY.finditer(text)
            if not _UNTIL_PAST.search(text[: m.start()])
        ]
    readings += [
        TimeReading(m.start(), m.end(), m.group(), "weeks", weeks=4.0, note="as soon as possible, taken as four weeks")
        for m in _SOON.finditer(text)
    ]
    readings += [TimeReading(m.start(), m.end(), m.group(), "no_deadline") for m in _NO_DEADLINE.finditer(text)]
    if (
        not readings
        and asked in ("max_weeks", "hours_per_week")
        and (
            bare := re.fullmatch(
                rf"\W*(?:about |around |maybe |like |up to |max |~|under )*({NUMBER})(?:\s*(?:-|–|to"
                rf"|or)\s*({NUMBER}))?\W*(?:or so|max|tops|ish)?\W*",
                text,
                re.I,
            )
        )
    ):
        readings += _bare(text, bare, asked)
    if asked == "experience_years" and not any(one.kind == "experience" for one in readings):
        readings += _years_alone(text)
    result: list[TimeReading] = []
    for one in sorted(readings, key=lambda each: (each.start, -each.end)):
        if not result or one.start >= result[-1].end:
            result.append(one)
    return tuple(result)


_PUT_RIGHT = re.compile(
    rf"\s*[,.;–-]*\s*(?:(?:no|nope|wait|sorry|actually|or rather|hmm)\b[\s,]*)+(?:(?:let'?s |please )?(?:make|call) (?:it|that) |i mean(?:t)? |rather )"
    rf"(?P<low>{NUMBER})(?=\s*(?:$|[.,;!?]))",
    re.IGNORECASE,
)


def _put_right(told: TimeReading, text: str) -> TimeReading:
    """ "9 hours a week, no wait, make it 7": the number that takes the first one's place in the same breath."""
    better = _PUT_RIGHT.match(text, told.end)
    hours = read_number(better["low"]) if better else None
    if not better or not hours or told.note:
        return told
    return replace(told, end=better.end(), text=text[told.start : better.end()], hours=hours)


_SUMMED_UP = re.compile(
    rf"\b(?:so|which (?:is|makes)|that'?s|that is|=)\s+(?:about |maybe |like |around |roughly |some )?(?P<low>{NUMBER})\s*(?:ish|or so|max|tops|hours?|hrs?|h|total|in all)?\W*$",
    re.IGNORECASE,
)
""" "One long evening, so 5": the number that sums an answer up is what was meant."""


def _last_number(text: str) -> Iterator[TimeReading]:
    """ "I work 50 hours so not much, maybe 4", "saturdays, so 6ish": the number that the answer ends with."""
    last = _LAST_NUMBER.search(text)
    hours = read_number(last["high"] or last["low"]) if last else None
    if last and hours and hours <= 80:
        yield TimeReading(last.start("low"), last.end("low"), last["low"], "hours_per_week", hours=hours)


_YEARS_ALONE = re.compile(
    rf"(?<![\w$£€.])(?:(?P<none>none|zero|no\b(?= experience)|nothing)\b|(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?)"
    r"(?!\s*(?:years? old|yo\b|kids|jobs|%|of those))",
    re.IGNORECASE,
)


def _years_alone(text: str) -> Iterator[TimeReading]:
    """ "Five. ICU for three of those", "almost ten", "none, straight out of school": the first number answers the question for years."""
    for found in _YEARS_ALONE.finditer(text):
        years = 0.0 if found["none"] else read_number(found["low"])
        age = re.search(r"\b(?:i'?m|i am|aged?|turn\w*)\s*$", text[: found.start()], re.IGNORECASE)
        if years is not None and years <= 60 and not age and (found["low"] or "").casefold() not in ("a", "an"):
            yield TimeReading(found.start(), found.end(), found.group(), "experience", years=years)
            return


_LAST_NUMBER = re.compile(
    rf"(?:^|[,.;!]|\b(?:so|but|maybe|about|like|around|only|just|say|perhaps))\s*(?:maybe|about|like|around|only|just|say|perhaps)?\s*(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?\s*(?:ish|or so|max|tops)?\W*$",
    re.IGNORECASE,
)


_MOST_WEEKS = 260
"""Nobody plans a course for longer than five years."""


def _bare(text: str, bare: re.Match[str], asked: str) -> Iterator[TimeReading]:
    low = read_number(bare[1])
    high = read_number(bare[2]) if bare[2] else None
    if low is None or low <= 0:
        return
    if asked == "max_weeks":
        if max(low, high or 0) > _MOST_WEEKS or re.search(r"k\b|grand|hundred|thousand", text, re.IGNORECASE):
            return  # "about 3k tops" is money
        yield TimeReading(0, len(text), text, "weeks", weeks=max(low, high or 0), note="weeks, as asked")
    elif max(low, high or 0) <= 80:
        yield TimeReading(0, len(text), text, "hours_per_week", hours=max(low, high or 0), note="hours a week, as asked")


def _hours(text: str, asked: str | None) -> Iterator[TimeReading]:
    for found in _HOURS.finditer(text):
        groups = found.groupdict()
        per = (
            groups["per"] or groups["ly"] or groups["on"] or groups.get("per2") or groups.get("ly2") or groups.get("on2") or ""
        ).casefold()
        low = 1.0 if groups["an"] else read_number(groups["low"])
        left = text[max(0, found.start() - 40) : found.start()]
        if not per and _DAILY_LEFT.search(left):
            per = "day"
        whole = bool(per or _ON_DAYS.match(text[found.end() :]) or asked == "hours_per_week" or _CORRECTED.search(left))
        if low is None or not (whole or _hours_alone(found, text)) or re.search(r"[$£€]\s*\d*$", left):
            continue
        if re.match(r"[\s-]*(?:(?:day|night|long) )?shifts?\b", text[found.end() :], re.IGNORECASE):
            continue  # "I pull 10 hour shifts four days a week"
        if (
            _WORK_BESIDE.search(left)
            and not _STUDY_BESIDE.search(text[max(0, found.start() - 40) : found.end() + 30])
            and (
                asked != "hours_per_week"
                or re.search(r"\b(?:i|we|already|currently) (?:\w+ )?work(?:ing)?\s+(?:about |like |around )?$", left, re.IGNORECASE)
            )
        ):
            continue  # "I work 40 hours a week"
        high = read_number(groups["high"]) if groups["high"] else None
        hours = max(low, high or 0) / (60 if (groups["hour"] or "").casefold().startswith("min") else 1)
        days = 5.0 if per.startswith("mon") and per != "monthly" and not per.startswith("month") else _PER_WEEK.get(per.rstrip("s"), 1.0)
        if days == 1.0 and not per and (nights := _ON_DAYS.match(text[found.end() :])):
            days = read_number(nights["count"]) or days
        if days == 7.0 and (told := _DAYS_A_WEEK.search(text[found.end() : found.end() + 40])):
            days = min(read_number(told["count"]) or days, days)
        elif days == 7.0 and _WORK_DAYS.search(text):
            days = 5.0  # "after school like 2 hours a day"
        note = "" if days == 1.0 else f"{days:g} times a week"
        yield TimeReading(found.start(), found.end(), found.group(), "hours_per_week", hours=round(hours * days, 1), note=note)


_DAYS_A_WEEK = re.compile(rf"\b(?P<count>{NUMBER})\s*(?:days?|nights?|evenings?|mornings?|times?)\b(?! (?:ago|off))", re.IGNORECASE)
""" "Half an hour a day, four days": on how many days of the week."""
_ON_DAYS = re.compile(
    rf"\s*(?:on|over|each on|for|x|times)\s*(?:about |maybe )?(?P<count>{NUMBER})\s*(?:days?|nights?|evenings?|mornings?|afternoons?|weekdays)\b",
    re.IGNORECASE,
)
""" "Two hours on four evenings"."""
_WORK_DAYS = re.compile(r"\bafter (?:school|work|class|duty|my shift|the office)\b", re.IGNORECASE)
_DAILY_LEFT = re.compile(
    r"\b(?:daily|every (?:day|night|evening|morning)|each day)\W+(?:(?:about|like|around|maybe|for) )?$", re.IGNORECASE
)
_FRAGMENT_LEFT = re.compile(
    r"(?:^|[,.;:!/&•+-]|\b(?:and|so|i'?ve(?: got)?|i have|i can(?: do| give| spare)?|can do|it'?s|its|to))"
    r"(?:\s*\b(?:about|around|like|maybe|say|only|just|roughly|perhaps|more like|now|max|up to|at most))*\s*$",
    re.IGNORECASE,
)
_FRAGMENT_RIGHT = re.compile(
    r"\s*(?:$|[,.;!)/&•+]|tops|max|at most|or so|for this|available|free|to (?:spare|study|give)|not\b|and\b)", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:takes?|took|lasts?|long|away|drive|flight|course|class|exam|shifts?|slept|sleep|ago|content|material|worth)\b",
    re.IGNORECASE,
)


def _hours_alone(found: re.Match[str], text: str) -> bool:
    """ "320 dollars, till august, about 7 hrs": hours by themselves are those of a week, where nothing is said to last so long."""
    sentence = re.split(r"[.;!?\n]", text[: found.start()])[-1] + re.split(r"[.;!?\n]", text[found.end() :])[0]
    if (
        (found["hour"] or "").casefold().startswith("min")
        or found["an"]
        or "?" in text[found.end() : found.end() + 30]
        or _LASTING.search(sentence)
    ):
        return False
    return bool(_FRAGMENT_LEFT.search(text[: found.start()]) and _FRAGMENT_RIGHT.match(text[found.end() :]))


_COUNT_A_WEEK = re.compile(
    rf"(?<![\w$£€.])(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?\s*(?:a|per|each|/)\s*(?:week|wk)\b", re.IGNORECASE
)


def _counts_a_week(text: str, asked: str | None) -> Iterator[TimeReading]:
    """ "Change my hours to 12 a week", "school hours only so maybe 15 a week"."""
    for found in _COUNT_A_WEEK.finditer(text):
        low, high = read_number(found["low"]), read_number(found["high"]) if found["high"] else None
        left = text[max(0, found.start() - 50) : found.start()]
        if (
            low
            and (asked == "hours_per_week" or re.search(r"\b(?:hours?|hrs?|time|stud(?:y|ying))\b", left, re.IGNORECASE))
            and not _WORK_BESIDE.search(left)
        ):
            yield TimeReading(found.start(), found.end(), found.group(), "hours_per_week", hours=max(low, high or 0))


def _habits(text: str, asked: str | None) -> Iterator[TimeReading]:
    told = [found for found in _HABIT.finditer(text) if _is_free_time(found, text, asked)]
    kinds: dict[str, float] = {}
    for found in told:
        kind, hours = _hours_of(found)
        kinds[kind] = max(hours, kinds.get(kind, 0))
    if hours := min(sum(kinds.values()), HOURS_OF["most"]):
        words = text[told[0].start() : told[-1].end()]
        yield TimeReading(told[0].start(), told[-1].end(), words, "hours_per_week", hours=hours, note=f"taken as {hours:g} hours a week")
        return
    for pattern, hours, note in (
        (_FULL_TIME, HOURS_OF["full time"], "full time"),
        (_PART_TIME, HOURS_OF["part time"], "part time"),
    ):
        if whole := pattern.search(text):
            around = text[max(0, whole.start() - 30) : whole.end() + 20]
            alone = (asked == "hours_per_week" or re.search(r":\s*$", text[: whole.start()])) and not re.search(
                r"\b(?:work|job|employed)\b", around, re.IGNORECASE
            )
            if alone or (_STUDY_BESIDE.search(around) and not _JOB_BESIDE.search(around)):
                yield TimeReading(whole.start(), whole.end(), whole.group(), "hours_per_week", hours=hours, note=note)


def _hours_of(found: re.Match[str]) -> tuple[str, float]:
    """What the settings hold for the times of the week named, and of which kind they are."""
    if found["lunch"]:
        return "lunch", HOURS_OF["lunch breaks"]
    if found["ends"]:
        return "ends", HOURS_OF["weekends"]
    if found["parts"]:
        return "parts", HOURS_OF["evenings"]
    if found["count"]:
        return "count", (read_number(found["count"]) or 1.0) * HOURS_OF["day" if found["slot"].casefold() == "day" else "evening"]
    named = found["named"].casefold()
    off = bool(re.search(r"off|free", found.string[max(0, found.start() - 16) : found.start()] + (found["named_off"] or ""), re.IGNORECASE))
    days = re.findall(_DAYS, named)
    hours = sum(HOURS_OF["day" if off or day.startswith(("sat", "sun")) else "evening"] for day in days)
    return "named", hours / (2 if "other" in named else 1)


def _is_free_time(found: re.Match[str], text: str, asked: str | None) -> bool:
    """Whether the writer has that time for study, and does not work then, or must be ready by it."""
    left, right = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 15]
    right = re.split(r"[,.;]|\bso\b|\bbut\b", right)[0]
    if (
        _NOT_FREE_FOR_IT.search(left[-16:])
        or _DENIED_LEFT.search(left)
        or re.match(r"\s*(?:shifts?|jobs?|work|class(?:es)?|school)\b", right)
    ):
        return False
    if found["count"] and not (
        found["weekly"] or found["off"] or (found["slot"].casefold() != "day" and read_number(found["count"] or "") != 1.0)
    ):
        return False
    alone = re.search(r"(?:^|[,.;:&+-]|\bso|\band|\bon|\bin)\s*(?:the |my )?$", text[: found.start()]) and re.match(
        r"\s*(?:$|[,.;!&+]|and\b)", text[found.end() :]
    )
    return asked == "hours_per_week" or bool(alone or found["weekly"] or _FREE_FOR_IT.search(left + found.group() + right))


_DENIED_LEFT = re.compile(r"\b(?:no|not|can'?t(?: do)?|cannot|never|except|but|don'?t)\s+(?:on )?$", re.IGNORECASE)


_MEANS_LAST = re.compile(
    r"\b(?:severance|unemployment|benefits|savings|leave|notice|contract|funding|money)\b[^.;!?,]{0,16}\b(?:lasts?|for|runs? out in|ends? in|covers?(?: me)?(?: for)?|another)\s*(?:about |another |like |only )*$",
    re.IGNORECASE,
)
"""What a person lives on while learning."""
_WEEK_RIGHT = re.compile(r"\s+(?:(?:a|per|each|every) week|off)\b", re.IGNORECASE)
_LIMIT_CUE_DAYS = re.compile(
    r"(?:^|[.,;!?:]|\b(?:in|within|under|than|max|have|got|only|next|left|deadline:?))\s*(?:like |about |the next |only |just )*$",
    re.IGNORECASE,
)
_NO_TIME_LEFT_RIGHT = re.compile(r"['’]?\s*(?:pay|notice|vacation|salary|so far|old|ago)\b", re.IGNORECASE)


def _spans(text: str, asked: str | None) -> Iterator[TimeReading]:
    for found in _SPAN.finditer(text):
        groups = found.groupdict()
        left, right = text[max(0, found.start() - 50) : found.start()], text[found.end() : found.end() + 40]
        unit = (groups["unit"] or groups["one"] or "").casefold()
        low = read_number(groups["low"]) if groups["low"] else (None if (groups["article"] or "").casefold() in ("this", "next") else 1.0)
        high = read_number(groups["high"]) if groups["high"] else None
        if (groups["low"] or groups["article"] or "").casefold() in ("a", "an") and _RATE_LEFT.search(left):
            continue  # "10 hours a week", "twice a month"
        if high is not None and low is not None and high < low:
            low, high = high, None  # "250 and 4 months"
        if unit.startswith("y") and _LACKS_YEARS.search(left):
            continue  # "I don't have 5 years of it, can I still sit for it"
        if unit.startswith("day") and asked == "hours_per_week" and low and low <= 7:
            yield TimeReading(found.start(), found.end(), found.group(), "hours_per_week", hours=max(low, high or 0) * HOURS_OF["day"])
            continue
        if unit.startswith("day") and (_WEEK_RIGHT.match(right) or not (asked == "max_weeks" or _LIMIT_CUE_DAYS.search(left))):
            continue  # "shifts three days a week", "is it one day or more"
        if asked == "experience_years" or _NO_TIME_LEFT_RIGHT.match(right):
            continue
        if low is None or unit.startswith("weekend") or (re.match(r"\s*(?:'s)?[- ]?(?:end|off|day|time)\b", right) and groups["one"]):
            continue
        amount = max(low, high or 0) + (0.5 if groups["half"] else 0)
        weeks = round(amount * _WEEKS[unit[0]], 1)
        if (more := _MORE_LIKE.match(right)) and re.search(r"\b(?:not|n'?t have|dont have)\s*$", left, re.IGNORECASE):
            low, high = read_number(more["low"]) or low, None  # "I don't have 6 months, more like 3"
        ahead = bool(_LIMIT_CUE.search(left)) or bool(_AFTER_MONEY.search(left))
        if re.search(r"\bexperience\b[^.;!?]{0,20}$", left, re.IGNORECASE):
            continue
        if _MEANS_LAST.search(left):
            yield TimeReading(found.start(), found.end(), found.group(), "weeks", weeks=weeks)
            continue
        if (
            _NOT_AHEAD_RIGHT.match(right)
            or (_NOT_AHEAD_LEFT.search(left) and not re.search(r"\b(?:in|within|under|only|max|next|by)\s*$", left))
            or (_PERFECT.search(left) and not _WITHIN.search(left))
        ):
            continue
        if (
            groups["one"]
            and not re.search(
                r"\b(?:in|within|under|have|i had|i had only|got|over|about|than|max|the next|spend|takes?)\s*$",
                left + (groups["article"] or "") + " ",
            )
            and asked != "max_weeks"
            and not ahead
        ):
            continue
        ahead = ahead or bool(_LIMIT_RIGHT.match(right))
        if unit[0] == "y" and amount >= 1 and not ahead and asked != "max_weeks":
            continue  # years without a word that they lie ahead are experience or age
        limit = not _AT_LEAST.search(left) or bool(_NEGATED.search(left))
        yield TimeReading(found.start(), found.end(), found.group(), "weeks", weeks=weeks, limit=limit, firm=ahead or asked == "max_weeks")


_EXPERIENCE = re.compile(
    rf"(?<![\w$£€.-])(?P<over>over |almost |nearly |more than |about "
    rf"|around )?(?P<low>{NUMBER})(?:[\s-]odd)?\s*\+?(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?\s*\+?[\s-]*(?P<unit>years?"
    rf"|yrs?|yr|months?|mos?|decades?|summers|seasons|y(?=\s*[,.;)]))\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:i said|i meant|make (?:it|that)|change (?:it|that|my hours|the hours) to|actually)\s*(?:about |only |more like )?$",
    re.IGNORECASE,
)
_YEAR_AND_HALF = re.compile(r"\b(?:an?\s+|one\s+)?(?:year|yr) and a half\b(?=\s+(?:as|of|in|at|doing|with|working))", re.IGNORECASE)
_AT_WORK_RIGHT = re.compile(
    r"\s+(?:(?:at|with|behind|on|in|into|as|under) (?!it\b|this\b|that\b|total|order|time|my (?:time|schedule)|weekends?|evenings?|online|college|school\b|uni\w*)"
    r"|in\b|is enough|(?:working|running|teaching|selling|driving|doing)\b)",
    re.IGNORECASE,
)
_BARE_SINCE = re.compile(r"\bsince (?P<year>19[6-9]\d|20[0-4]\d)\b", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\([^)]*$")
_LIMITS_LEFT = re.compile(
    r"\b(?:in|within|under|max|than|to|up|about|around|maybe|like|next|takes?|have|got|only|from|time:?|by|every|age|aged|am|i'm|im|valid|last|budget|deadline|timeline|left|over)\W*$",
    re.IGNORECASE,
)
_STUDIES_RIGHT = re.compile(
    r"\s+off\b|\s+(?:of|in|at) (?:an? |the |my )?(?:community |junior |grad(?:uate)? |high |nursing |law |med(?:ical)? )?(?:college|university|school|uni|stud(?:y|ies)|debt|savings|validity|warranty)\b",
    re.IGNORECASE,
)
_ENDS_RIGHT = re.compile(r"\s*(?:[,.;)!]|$|->|→|=>|and\b|want|wanna|look|no\b|w/|on my\b)", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:work(?:ing|ed)?|been|teaching|nursing|experience|as an?|job)\b[^.;!?]{0,30}\b(since (?:19[6-9]|20[0-4])\d)\b", re.IGNORECASE
)
_LIVES_RIGHT = re.compile(
    r"\s*,?\s*(?:i|we)(?:'m|'re)? (?:am |are |have been |now )*(?:here|live|lives|living|stay|married|settled|in (?:the |this |your )?(?:country|usa?|uk|states|america|canada|germany|city))\b",
    re.IGNORECASE,
)
_FOREIGN_SINCE = re.compile(rf"\bsince (?P<low>{NUMBER}) (?:years?|yrs?)\b", re.IGNORECASE)
_OF_WORK = re.compile(
    r"\s+(?!(?:to|from|max|maximum|or|and|tops|deadline|left|if|for|but|until|online|course|courses|program"
    r"|degree|is|are|would|will|i|im|please|total|with|at|on (?:my|the|a|this)|by|plan|timeline|ago|old|later|budget|so|because"
    r"|then)\b)[a-z]",
    re.IGNORECASE,
)
_NO_EXPERIENCE = re.compile(
    r"\b(?:(?:have |got |with )?(?:no|zero|0|without(?: any)?|little to no) (?:prior |previous |real "
    r"|relevant |work |working |professional |job |formal |industry |it |tech |technical "
    r"|related )*(?:experience|exp\b|xp\b|background)"
    r"|(?:complete|total|absolute|brand new|newbie|total newbie|pure) (?:beginner|newbie|novice|noob)|(?:i'?m"
    r"|i am|im) (?:just )?(?:a |an )?(?:beginner|newbie|novice|noob|starting from (?:zero|scratch|nothing))"
    r"|(?<!thing )(?<!this )(?<!all )(?<!it )from (?:zero|scratch)|(?:am|a|as|i'm|im) (?:\w+ )?fresher\b|^fresher\b"
    r"|never (?:worked|done (?:this|it|anything)))",
    re.IGNORECASE,
)


def _tells_years(found: re.Match[str], amount: float | None, left: str, right: str) -> bool:
    """ "Bank teller 4 yrs, …", "(5 years)", "been 5 years", "after a decade": years that no cue tells, yet nobody plans a course by them."""
    unit = found["unit"].casefold()
    if _STUDIES_RIGHT.match(right):
        return False
    if re.search(r"\bexperience\b[^.;!?]{0,20}$", left, re.IGNORECASE):
        return True  # "some experience, maybe a year"
    if unit.startswith("y") and _HAVING_LEFT.search(left) and _SPENT_RIGHT.match(right):
        return True
    if unit.startswith("y") and amount is not None and amount >= 2 and re.match(r"\s+of\s+[a-z]", right, re.IGNORECASE):
        return not _LIMITS_LEFT.search(left)
    if unit.startswith("d"):
        return bool(re.search(r"\b(?:after|for|over|almost|nearly|spent|of)\s*$", left, re.IGNORECASE))
    if not unit.startswith(("y", "s")) or amount is None or not 1 <= amount <= 60:
        return False
    if unit.startswith("s"):
        return bool(re.search(r"\bfor\s*$", left, re.IGNORECASE) or re.match(r"\s+(?:at|as)\b", right))
    if _ENDS_RIGHT.match(right) and (
        _IN_PARENTHESES.search(left) or re.search(r"\bbeen(?: there| at it| here)?\s*(?:like |about |almost |over )?$", left, re.IGNORECASE)
    ):
        return True
    if re.search(r"\bfor\s*$", left, re.IGNORECASE) and not re.search(
        r"\b(?:free|off|away|good|stud\w+|school|college|course|plan\w*|next)\b", left, re.IGNORECASE
    ):
        return True
    if amount >= 2 and _AT_WORK_RIGHT.match(right) and not _LIMITS_LEFT.search(left):
        return True
    if not _ENDS_RIGHT.match(right):
        return False
    return amount >= 2 and bool(re.search(r"[a-z)]\W*$", left, re.IGNORECASE)) and not _LIMITS_LEFT.search(left)


_HAVING_LEFT = re.compile(r"\b(?:have|has|had|got|'ve)\s*$", re.IGNORECASE)
_SPENT_RIGHT = re.compile(
    r"\s+(?:in|of|doing|around) (?!total|all\b|which|order|my\b|me\b|mind|hand|front|time\b|runway|funding|leave|budget)[a-z]",
    re.IGNORECASE,
)
""" "I've got 5 years in a kitchen": years of a kind of work, where "I have 2 years in all" is time to come."""
_YEARS_OWED = re.compile(
    r"\b(?:(?:if|unless|as long as|provided) (?:i|we|you)(?! have\b|'ve\b| had\b| already\b)"
    r"|(?:must|shall|have to|has to|need to|got to|gotta|would) )[^.;!?,]{0,24}$",
    re.IGNORECASE,
)
""" "If I sign for 3 years", "I'd have to stay two years": years that a condition asks for are nobody's experience."""
_HEDGES = re.compile(
    r"(?:\b(?:like|about|around|maybe|almost|nearly|roughly|over|more than|probably|some|now|the last|the past|going on|x)\s*)+$",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"\b(?:stay[- ]?(?:ing)?[- ]?at[- ]?home|rais(?:ing|ed)|caring for|car(?:ed|er) for my|retire(?:d|ment)|sick leave|maternity|parental leave|unemployed|out of (?:work|the workforce|a job)"
    r"|not work\w*|on (?:the )?bench|in (?:prison|jail|uniform)|married|sober|off work|at home (?:with|mom|dad|mum)|homemaker|housewife|my (?:law |first )?degree|uni(?:versity)?\b|college|school for)\b",
    re.IGNORECASE,
)
"""What takes years and is no work."""


_WITHIN = re.compile(r"\b(?:within|inside|in under|in less than)\s*(?:about |roughly |like )?$", re.IGNORECASE)
_LACKS_YEARS = re.compile(
    r"\b(?:don'?t|dont|do not|didn'?t|haven'?t|havent|have not|not|no|without|never|less than|under)\s+(?:have |had |got |yet |quite |even |the |any |those )*$",
    re.IGNORECASE,
)


def _is_no_work(text: str, start: int, end: int) -> bool:
    """ "6 years raising kids", "stay at home mom for 9 years": within the same part of the sentence."""
    before = re.split(r"[.;!?,]|\bbut\b|\band\b|\bthen\b", text[max(0, start - 50) : start])[-1]
    after = re.split(r"[.;!?,]|\bbut\b|\band\b|\bthen\b|\bnow\b", text[end : end + 40])[0]
    return bool(_NO_WORK.search(before) or _NO_WORK.search(after))


def _experience(text: str, today: date, asked: str | None) -> Iterator[TimeReading]:
    for found in _EXPERIENCE.finditer(text):
        left, right = _HEDGES.sub("", text[max(0, found.start() - 50) : found.start()]), text[found.end() : found.end() + 45]
        old = _STUDIES_RIGHT.match(right) or re.match(r"\s*-?\s*(?:old|ago|later|degree|program|gap|course|plan)\b", right, re.IGNORECASE)
        told = (
            _NOT_AHEAD_RIGHT.match(right)
            or _PERFECT.search(left)
            or re.search(r"\b(?:with|have|had|got|bring|for(?: the)?(?: last| past)?|worked|been|past|last|after)\s*$", left, re.IGNORECASE)
        )
        amount = read_number(found["low"])
        if _LACKS_YEARS.search(left) or (_YEARS_OWED.search(left) and asked != "experience_years"):
            continue  # "I don't have 3 years of it"
        fragment = bool(found["unit"].casefold().startswith(("y", "d")) and not _LIMIT_CUE.search(left) and _OF_WORK.match(right))
        fragment = fragment or bool(
            found["unit"].casefold().startswith("y")
            and amount
            and amount >= 2
            and left.rstrip().endswith(",")
            and re.match(r"\s*(?:[,.;]|$)", right)
        )
        fragment = fragment or _tells_years(found, amount, left, right) or asked == "experience_years"
        firm = fragment or _NOT_AHEAD_RIGHT.match(right) or _PERFECT.search(left)
        validity = re.search(
            r"\b(?:valid|expires?|good|renew\w*|lasts?|every|requires?|need(?:s|ed)?|asks? for|wants?|next"
            r"|over the next)\b[^.;!?,]{0,22}$",
            left,
            re.IGNORECASE,
        )
        if _WITHIN.search(text[max(0, found.start() - 20) : found.start()]):
            continue  # "work as a nurse within a year"
        if amount is None or old or validity or not (told or fragment) or not firm or _is_no_work(text, found.start(), found.end()):
            continue
        unit = found["unit"].casefold()
        years = amount / {"m": 12, "s": 4, "d": 0.1}.get(unit[0], 1)  # a summer or season is a quarter of a year
        yield TimeReading(found.start(), found.end(), found.group(), "experience", years=round(years, 2))
    for since in _SINCE.finditer(text):
        if re.search(r"(?:n'?t|\bnot|\bnever)\s*(?:\w+\s+){0,2}$", text[max(0, since.start() - 30) : since.start()], re.IGNORECASE):
            continue  # "I haven't been bedside since 2018"
        yield TimeReading(since.start(1), since.end(1), since[1], "experience", years=float(max(0, today.year - int(since[1][-4:]))))
    for whole in _YEAR_AND_HALF.finditer(text):
        yield TimeReading(whole.start(), whole.end(), whole.group(), "experience", years=1.5)
    for since in _BARE_SINCE.finditer(text):
        if _is_no_work(text, since.start(), since.end()):
            continue  # "a full-time carer since 2021"
        ago = float(max(0, today.year - int(since["year"])))
        yield TimeReading(since.start(), since.end(), since.group(), "experience", years=ago, firm=False)
    for since in _FOREIGN_SINCE.finditer(text):  # "I bake bread since 12 years"
        if _LIVES_RIGHT.match(text[since.end() :]):
            continue  # "since two years I live in Ohio"
        yield TimeReading(since.start(), since.end(), since.group(), "experience", years=read_number(since["low"]))
    for none in _NO_EXPERIENCE.finditer(text):
        yield TimeReading(none.start(), none.end(), none.group(), "experience", years=0.0, note="no experience")


def _deadlines(text: str, today: date, asked: str | None) -> Iterator[TimeReading]:
    for found in _WHEN.finditer(text):
        cue, part, rel = ((found[name] or "").casefold().strip() for name in ("cue", "part", "rel"))
        left = text[max(0, found.start() - 40) : found.start()]
        if not _is_deadline(found, cue, part, rel, left, asked, text):
            continue
        if cue in ("in", "during") and (_BEFORE_LEFT.search(left) or _COMING_LEFT.search(left)):
            cue = "before"  # "before my baby comes in october"
        if (day := _day_of(found, cue, part, rel, today)) is None:
            continue
        weeks = max(0.1, round((day - today).days / 7, 1))
        if weeks <= _MOST_WEEKS and day > today - timedelta(days=1):
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            yield TimeReading(start, found.end(), text[start : found.end()], "weeks", weeks=weeks, note=f"until {day.isoformat()}")


_BEFORE_LEFT = re.compile(r"\bbefore\b[^.;!?,]{0,36}$", re.IGNORECASE)
_SOME_DAY = re.compile(
    r"\b(?:before|by the time|until|till|till?)\s+(?!then\b|that\b|covid|the pandemic)[^.,;!?]{0,24}?\b(?:seasons?|baby|severance|lease|contract|unemployment|benefits|savings|visa|school(?: year)?|semester|classes"
    r"|wedding|audit|layoffs?|reorg\w*|restructuring|surgery|move|holidays|leave|money|funding)\b(?:\s+(?:runs?|is|are|ends?|starts?|begins?|opens?|closes?|comes?|arrives?|expires?)(?: out| over| due| born| up)?)?",
    re.IGNORECASE,
)
"""A deadline whose day is not told: "before busy season", "before the severance runs out"."""


def _is_deadline(found: re.Match[str], cue: str, part: str, rel: str, left: str, asked: str | None, text: str) -> bool:
    """Whether the day is when something must be done; "I started in March" and "may" are not."""
    word = (found["month"] or found["weekday"] or found["season"] or "").casefold()
    pressing = (
        cue in _PRESSING
        or bool(re.search(r"\b(?:by|before) (?:then|that)\b", text[found.end() :], re.IGNORECASE))
        or cue.startswith("deadline")
        or bool(_PRESSING_LEFT.search(left))
    )
    near = cue in ("this", "next") or rel in ("this", "next")
    if cue in ("", "by", "until", "till", "til") and _UNTIL_PAST.search(left):
        return False
    if (
        _COMING_LEFT.search(left)
        and not found["weekday"]
        and not found["only_year"]
        and cue in ("", "in", "on", "this", "next", "until", "till")
    ):
        return bool(word or part or found["day"])
    if re.match(rf"\s+not\s+(?:in\s+)?(?:{_MONTHS})\b", text[found.end() :], re.IGNORECASE):
        return True  # "june not april"
    if _PAST_LEFT.search(left) and not pressing:
        return False
    if word in _ALSO_OTHER_WORDS and asked != "max_weeks" and not (pressing or cue in ("in", "this", "next") or part or rel):
        return False
    if word == "may" and _MAY_THE_VERB.match(text, found.end()):
        return False
    if (
        found["period"]
        and found["pend"]
        and re.match(r"\s+(?:clos\w+|report\w*|account\w*|process\w*|financ\w+)", text[found.end() :], re.IGNORECASE)
    ):
        return False  # "month end close"
    if found["period"]:
        coming = rel in ("this", "next", "the next", "this coming", "coming", "the coming") or cue in ("this", "next", "within")
        return bool(part or coming or found["pend"]) and not (cue == "for" and not part)
    if found["only_year"]:
        return pressing or bool(part) or (cue == "in" and bool(_DONE_LEFT.search(left)))
    if found["named"]:
        return pressing or bool(part) or asked == "max_weeks" or found["named"].casefold() in ("eoy", "eom")
    done = bool(_DONE_LEFT.search(left))
    if found["weekday"] or found["ordinal"]:
        return pressing or bool(part) or asked == "max_weeks" or near or (done and cue == "on")
    return pressing or bool(part) or asked == "max_weeks" or near or (done and cue in ("in", "on", "for", ""))


_PRESSING = frozenset(
    (
        "by",
        "before",
        "until",
        "till",
        "til",
        "through",
        "no later than",
        "not later than",
        "ready for",
        "ready in",
        "ready by",
        "due",
        "due on",
        "due by",
    )
)
_PRESSING_LEFT = re.compile(r"\b(?:by|before|deadline|until|till)\b[^.;!?]{0,36}$", re.IGNORECASE)
_UNTIL_PAST = re.compile(
    r"\b(?:worked|was|were|did|ran|taught|had|used to|employed|been|owned?|owner)\b[^.;!?,]{0,30}$|\bsince\s*$|\bwait\w*\s*(?:until\s*)?$",
    re.IGNORECASE,
)
_COMING_LEFT = re.compile(
    r"(?<!course )(?<!class )(?<!program )(?<!bootcamp )(?<!cohort )\b(?:leaving|leaves?|ends?|ending|starts?|starting|begins?|clos(?:es|ing)|shutting down|shuts? down|runs? out|expires?|due|graduat(?:e|es|ing|ion)|grad|retir(?:e|es|ing)"
    r"|deploy(?:s|ing)?|mov(?:e|es|ing)|back (?:to|at) \w+|opens?|lasts|getting out)\b(?! date)[^.;!?,]{0,16}$",
    re.IGNORECASE,
)
"""What comes on a day and so bounds the time: "leaving the Army in August", "the branch closes in spring"."""
_PAST_LEFT = re.compile(
    r"\b(?:since|started|graduat\w+|finished|born|got it|earned|passed|was|were|did|sent|applied|until|worked|laid (?:me |us )?off|lost|let (?:me )?go|fired|quit|expired?s?|in the"
    r"|back|last|on|came|arrived|moved|became|began|went|bought|immigrated|relocated)\b"
    r"[^.;!?]{0,24}$",
    re.IGNORECASE,
)
_ALSO_OTHER_WORDS = frozenset("may mar sun sat fall spring wed dec jan mon fri".split())
_MAY_THE_VERB = re.compile(r"\s+(?:be|have|not|want|need|also|i|help|take)\b", re.IGNORECASE)
_DONE_LEFT = re.compile(
    r"\b(?:done|finish(?:ed)?|complete[d]?|ready|certified|have it|need (?:it|this|one|something|to)|start(?:ing)?|earn|deadline|want|job"
    r"|switch|hired)\b[^.;!?]{0,40}$",
    re.IGNORECASE,
)


def _day_of(found: re.Match[str], cue: str, part: str, rel: str, today: date) -> date | None:
    """The last day on which it may be done."""
    if found["day"]:
        return _explicit_day(found["day"], today)
    if found["weekday"] or found["ordinal"]:
        return _coming_day(found, rel or cue, today)
    if found["named"]:
        return _named_day(found["named"].casefold(), today)
    span = _period(found, rel or (cue if cue in ("this", "next") else ""), today)
    if span is None:
        return None
    first, last = span
    if part.startswith(("early", "beginning", "start", "the beginning", "the start")):
        return first + (last - first) / 4
    if part.startswith(("mid", "the middle", "first half", "the first half")):
        return first + (last - first) / 2
    if part or cue in ("in", "through", "within", "this", "next", "during") or found["pend"]:
        return last
    if found["period"] and rel == "next" and cue not in ("by", "before"):
        return last
    if found["period"] and cue in ("by", "before"):
        return first if rel.endswith("next") else last
    return first if first > today else last


def _explicit_day(text: str, today: date) -> date | None:
    parsed = _parse_day(text, today)
    if parsed and parsed < today and not re.search(r"20\d\d", text):
        parsed = parsed.replace(year=parsed.year + 1, day=min(parsed.day, 28))
    return parsed if parsed and parsed >= today else None


def warm_up(today: date) -> None:
    """Load what the first date would load, which takes longer than a message may."""
    _parse_day("jan 1", today)


@lru_cache(maxsize=512)
def _parse_day(text: str, today: date) -> date | None:
    settings = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": datetime(today.year, today.month, today.day), "DATE_ORDER": "MDY"}
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text.casefold()).replace(" of ", " ")
    parsed: datetime | None = dateparser.parse(plain, languages=["en"], settings=settings)
    return parsed.date() if parsed else None


def _coming_day(found: re.Match[str], rel: str, today: date) -> date | None:
    if found["ordinal"]:
        number = int(re.sub(r"\D", "", found["ordinal"]))
        for ahead in range(62):
            day = today + timedelta(days=ahead)
            if day.day == number and ahead > 0:
                return day
        return None
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    ahead = (names.index(found["weekday"].casefold()[:3]) - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead)


def _named_day(name: str, today: date) -> date | None:
    plain = (
        re.sub(r"[- ]?end$", "end", name).removesuffix("'s").removesuffix("s")
        if name.startswith("new")
        else re.sub(r"[- ]end$", "end", name)
    )
    if plain in ("tomorrow", "today", "tonight"):
        return today + timedelta(days=plain == "tomorrow")
    if plain in ("eom", "monthend"):
        return _next_month(today.replace(day=1)) - timedelta(days=1)
    if plain not in _HOLIDAYS:
        return None
    day = _HOLIDAYS[plain](today.year)
    return day if day > today else _HOLIDAYS[plain](today.year + 1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _by_rule(month: int, weekday: Weekday, start: int = 1) -> Callable[[int], date]:
    """ "The fourth Thursday of November"; counted from the ``start`` of the month, the 31st standing for its end."""
    return lambda year: date(year, month, 1) + relativedelta(day=start, weekday=weekday)


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": _on(12, 24),
    "xmas": _on(12, 24),
    "the holidays": _on(12, 20),
    "new year": _on(12, 31),
    "eoy": _on(12, 31),
    "yearend": _on(12, 31),
    "thanksgiving": _by_rule(11, TH(4)),
    "labor day": _by_rule(9, MO(1)),
    "memorial day": _by_rule(5, MO(-1), start=31),
    "easter": easter,
    "halloween": _on(10, 31),
    "back to school": _on(8, 25),
}
"""The day that a named day falls on in a year; holidays of the United States."""


def _period(found: re.Match[str], rel: str, today: date) -> tuple[date, date] | None:
    """First and last day of the period named."""
    following = rel.endswith(("next", "coming")) and "this" not in rel
    if found["month"]:
        number = _month_number(found["month"])
        year = int(found["year"]) if found["year"] else today.year + (number < today.month or (number == today.month and following))
        first = date(year, number, 1)
        return first, _next_month(first) - timedelta(days=1)
    if found["season"]:
        month, day = _SEASONS[found["season"].casefold()]
        year = (
            int(found["syear"])
            if found["syear"]
            else today.year
            + (date(today.year, month, day) <= today - timedelta(days=80) if not following else date(today.year, month, day) <= today)
        )
        first = date(year, month, day)
        return first, first + timedelta(days=91)
    if found["quarter"]:
        number = int(found["quarter"][1])
        year = int(found["qyear"]) if found["qyear"] else today.year + (3 * number < today.month)
        return _quarter(year, number)
    if found["only_year"]:
        year = int(found["only_year"])
        return date(year, 1, 1), date(year, 12, 31)
    return _calendar_period(found["period"].casefold(), following, today)


def _calendar_period(period: str, following: bool, today: date) -> tuple[date, date]:
    if period.endswith(("year", "yr")):
        year = today.year + following
        return date(year, 1, 1), date(year, 12, 31)
    if period == "quarter":
        now = (today.month - 1) // 3 + 1 + following
        return _quarter(today.year + (now > 4), (now - 1) % 4 + 1)
    if period == "month":
        first = _next_month(today.replace(day=1)) if following else today.replace(day=1)
        return first, _next_month(first) - timedelta(days=1)
    if period in ("semester", "term"):
        first = next(day for day in (date(today.year, 1, 15), date(today.year, 8, 25), date(today.year + 1, 1, 15)) if day > today)
        return (first, first + timedelta(weeks=16)) if following else (today, first)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * following)
    return (monday + timedelta(days=5), monday + timedelta(days=6)) if period == "weekend" else (monday, monday + timedelta(days=6))


def _month_number(name: str) -> int:
    return ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(name.casefold()[:3]) + 1


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _quarter(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * number - 2, 1)
    return first, _next_month(date(year, 3 * number, 1)) - timedelta(days=1)
