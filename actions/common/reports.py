"""What an employer, a recruiter, a school or a board has answered, told back by the user: who, yes or no, and about which credential."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.resolve.index import Ambiguous, Match, Mention, NameIndex
from knowledge.terms import Answer, RecogniserKind

SPEAKERS: tuple[tuple[RecogniserKind, str, str], ...] = (
    ("university", "A registrar", r"registrars?|(?:credit )?transfer office"),
    ("university", "A college", r"admissions?(?: \w+)?|dean|department chair|(?:academic |my )advis[eo]r|professor|(?:community )?college|university|school(?! district)|faculty"),
    ("regulator", "A licensing board", r"(?:(?:state|licensing|nursing|medical|cosmetology) )*board(?: of \w+)?|regulator|licensing (?:office|agency|board)|council|apprenticeship office"),
    ("professional_body", "A union", r"union(?: hall| rep)?"),
    ("professional_body", "A professional body", r"association|society|institute"),
    ("employer", "A recruiter", r"recruit(?:er|ers|ing|ment)|head ?hunters?|talent (?:team|acquisition)|(?:staffing|temp) agency|agency|career fair|job fair"),
    ("employer", "A hiring manager", r"hir(?:ing|e) (?:manager|mgr)s?|interviewers?|who hires?|interview"),
    ("employer", "HR", r"hr|human resources|personnel|training department"),
    ("employer", "An employer", r"(?:my |the |future |nurse |office |shift )*(?:boss|manager|supervisor|foreman|employer|company|firm|contractor|hospital|clinic|bank|hotel|school district|district|plant|shop|agency)s?"),
)  # fmt: skip
"""Who answers such questions, as people call them: kind, what they are called where no name is given, and the words."""
SPEAKER = re.compile("|".join(rf"(?P<s{number}>\b(?:{words})\b)" for number, (_, _, words) in enumerate(SPEAKERS)), re.IGNORECASE)

TOLD = re.compile(
    r"\b(?:told|tells?|said|says|confirm(?:ed|s)|repl(?:ied|ies)|answer(?:ed|s)?|respond(?:ed|s)|(?:wrote|emailed|called|got) (?:me )?back|heard (?:back )?from|(?:spoke|talked|checked) (?:to|with)"
    r"|(?:i|we|just|and) (?:asked|called|emailed|phoned|rang|wrote)|have asked|asked (?:two|three|a|the|around|them|her|him|like)|(?:called|phoned|rang|emailed) (?:the|them|him|her|my|up)|wrote to"
    r"|according to|had a call with|i asked|got an answer)\b|\bper the\b|\bfyi\b|\b(?:good|bad) news\b|\bturns out\b|\bupdate:",
    re.IGNORECASE,
)
ACCEPTS = (
    r"(?:accept\w*|takes?|taken|taking|recogni[sz]\w*|counts?|counted|counting|transfer\w*|honou?r\w*|valu\w+|valid|credits?|cares?|matters?|help\w*|prefer\w*|looks?(?: for| at)?|asks? for|want(?:s|ed)?|needs?"
    r"|needed|requires?|required|likes?|waives?|reimburses?|approved?|worth|enough|important|good|useful|difference|fine|ok|okay|plus|bonus|advantage)"
)
NOT = r"(?:don'?t|do not|doesn'?t|doesnt|dont|does not|didn'?t|won'?t|wont|will not|wouldn'?t|would not|can'?t|cannot|isn'?t|isnt|is not|aren'?t|wasn'?t|never|nobody|no one|nor|not|none|no)"
NO = re.compile(
    rf"\b{NOT} (?:\w+ ){{0,4}}{ACCEPTS}\b|\b(?:said|says?|say|answer(?: was| is)?|told me|it'?s|was|:) ?(?:a )?(?:flat |clear )?no\b|\bno (?:credit|value|use|interest)\b|\b(?:means?|is|are) nothing\b|\b(?:nobody|no one|none of them)\b[^.,;]* (?:cares?|asks?|wants?|looks?)\b"
    r"|\b(?:worthless|useless|irrelevant|pointless|a joke|laughed|a waste|never heard of|(?:doesn'?t|don'?t) (?:\w+ )?(?:see the point|know what)|hasn'?t heard)\b|^\W*(?:they said )?no\W*$",
    re.IGNORECASE,
)
IF = re.compile(
    r"\b(?:only if|as long as|provided|unless|depends?|case by case|on (?:the )?condition|but (?:only|you|i|also|they|not|with|it)|if i (?:also|have|had|pass|get)|maybe|might|only with|together with|by itself|on its own"
    r"|not (?:needed|required|necessary))\b",
    re.IGNORECASE,
)
DEPENDS = re.compile(r"\b(?:depends? on|case by case|only if|as long as|on (?:the )?condition)\b", re.IGNORECASE)
WITHOUT_IT = re.compile(
    r"\bno [\w+ -]{2,40}, no (?:job|work|interview|hire|chance|deal)\b|\b(?:won'?t|don'?t|doesn'?t|can'?t|wouldn'?t|never) (?:\w+ ){1,4}without (?:an? |the |that |it)",
    re.IGNORECASE,
)
""" "No card, no job": who is nothing without it wants it."""
YES = re.compile(
    rf"\b{ACCEPTS}\b|\b(?:beats|loves?|swears? by|gold standard|tops|the best|yes|yep|yeah|nice to have|bumps?|carr(?:y|ies) over|hires?|gets? me|gives?|pays?|no card,? no job|or nothing)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\?\s*$|^\W*(?:so |and |but |ok )?(?:is|are|was|do|does|did|should|would|could|can|will|what|which|who|why|how|where|when)\b|\b(?:should i|is (?:he|she|that|it) (?:right|true)|what do you think|your take|thoughts)\b"
    r"|\bif (?:the|a|my|an|hr|they|he|she) (?:\w+ )?(?:says?|said|tells?)\b",
    re.IGNORECASE,
)
OWN_ERRAND = re.compile(
    r"\b(?:i|we|me) (?:should|need|have to|must|ought|could|can|to)\b|\b(?:told|wants?|asked|advised|suggested|said) (?:me |us )?to (?:get|learn|do|take|look|try|go|study|find|explore|improve)\b",
    re.IGNORECASE,
)
"""What somebody wants the user to do tells a wish of the user, not what a credential is worth to the one who speaks."""
PAYS = re.compile(
    r"\b(?:pays?|paying|covers?|covering|reimburses?|funds?|sponsors?|chips? in|foots?)\b(?: (?:me|for|up to|half|all|most|part|of|it|the|that|this|whatever|everything|anything|bill|cost|fees?|course|exam|is|costs?))*",
    re.IGNORECASE,
)
ACCEPTED = re.compile(r"\b(?:accept\w*|recogni[sz]\w*|counts?|transfer\w*|valu\w+|credit|requires?|prefer\w*|hire\w*)\b", re.IGNORECASE)
""" "My boss said he pays" tells of money, not what a credential is worth to him."""
AGAINST = re.compile(r"\b(?:not|over|instead of|rather than|nor|but not|never)(?: (?:the|a|an|for))?\s*$", re.IGNORECASE)
ABOUT_A_PAPER = re.compile(
    r"\b(?:it|that|this|one|cert\w*|credential|badge|card|course|licen[sc]e|exam|program\w*|micro-?credential|degree|belt|certification|credits?)\b",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(
    r"\b(?:at|from|with|of|(?:hires?|works?) for)\s+(?:the\s+)?(?P<name>[A-Z][\w&'.-]*(?:\s+(?:of|and|&|[A-Z][\w&'.-]*))*)"
)
SAYS_IT = re.compile(
    r"(?<!\bin )(?<!\bhere )(?P<name>[A-Z][\w&'.-]*(?:\s+(?:of|and|&|[A-Z][\w&'.-]*))*)(?:\s+(?:HR|recruiting|recruiters?|admissions?))?(?:,|:)?\s+(?:said|says|told|confirmed|replied|answered|won'?t|will|accepts?|takes?|doesn'?t|they)\b"
)
NO_NAME = re.compile(
    r"^(?:I|HR|The|They|She|He|My|Per|So|Ok|Update|FYI|GOOD|BAD|Good|Bad|And|But|Just|Got|Went|Called|According|Someone|Employer|Recruiter|Registrar|Board|State)\b|^[A-Z]{1,3}$"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answered. ``is_named`` where it is known by a name of its own."""

    kind: RecogniserKind
    name: str
    is_named: bool


def answer_of(text: str) -> Answer | None:
    """Yes, no, or yes on a condition; None where the text tells no answer."""
    if WITHOUT_IT.search(text):
        return "yes"
    no, yes = NO.search(text), YES.search(NO.sub(" ", text))
    if DEPENDS.search(text) or (IF.search(text) and (yes or no)):
        return "conditions"
    return "no" if no else "yes" if yes else None


def may_report(text: str) -> bool:
    """Whether a message can be such a report at all: it tells who answered or that somebody did, and asks nothing."""
    return not ASKS.search(text) and bool(TOLD.search(text) or SPEAKER.search(text) or answer_of(text))


def is_report(text: str, names: NameIndex) -> bool:
    """Whether a message plainly is one, whatever kind it was taken for: somebody who recognises credentials has told about one."""
    if ASKS.search(text) or OWN_ERRAND.search(text) or not TOLD.search(text) or not answer_of(text):
        return False
    if PAYS.search(text) and not ACCEPTED.search(PAYS.sub(" ", text)):
        return False
    names_credential = any(mention.readings("credential") for mention in names.mentions(text))
    return bool(SPEAKER.search(text) or speaker_of(text, names)) and (names_credential or bool(ABOUT_A_PAPER.search(text)))


def speaker_of(text: str, names: NameIndex) -> Speaker | None:
    """Who answered, by name where one is told: an employer of the catalogue, else the user's own words for it."""
    mentions = names.mentions(text)
    called = SPEAKER.search(_without(text, [one for one in mentions if one.readings("credential")]))
    kind, title = next(
        ((kind, title) for number, (kind, title, _) in enumerate(SPEAKERS) if called and called[f"s{number}"]), ("employer", "")
    )
    for mention in mentions:
        employer = mention.reading("employer")
        if employer and not _is_of_the_paper(text, mention) and not mention.text.islower() and kind == "employer":
            return Speaker(kind, _longer_name(text, mention) or employer.name, is_named=True)
    if name := _own_name(text, mentions):
        return Speaker(kind, _known_employer(name, names), is_named=True)
    kinds = (found.name for mention in mentions if (found := mention.reading("employer")) and not _is_of_the_paper(text, mention))
    if kind == "employer" and title == "An employer" and (of_kind := next(kinds, None)):
        return Speaker(kind, of_kind, is_named=True)
    return Speaker(kind, title, is_named=False) if title else None


OF_A_PAPER = re.compile(r"\b(?:one|cert\w*|badge|course|credential|card|program\w*)\s+(?:from|by|of)\s+$", re.IGNORECASE)
A_PAPER = re.compile(r"^\s+(?:\w+\s+){0,2}(?:one|cert\w*|badge|course|credential|card|program\w*|certificates?)\b", re.IGNORECASE)


def _is_of_the_paper(text: str, mention: Mention) -> bool:
    """Whether the name is that of the credential's issuer: "the Google certificate", "the one from Coursera"."""
    return bool(mention.readings("credential") or OF_A_PAPER.search(text[: mention.start]) or A_PAPER.search(text[mention.end :]))


def _longer_name(text: str, mention: Mention) -> str:
    """ "Ohio State", of which the catalogue knows "State" only."""
    before = re.search(r"((?:[A-Z][\w&'.-]+\s+)+)$", text[: mention.start])
    words = [word for word in (before[1].split() if before else []) if not NO_NAME.match(word)]
    return " ".join([*words, mention.text]) if words and mention.text[:1].isupper() else ""


def _known_employer(name: str, names: NameIndex) -> str:
    """The employer of the catalogue that goes by that name ("Mayo"); else the name as it is."""
    found = names.resolve(name, {"employer"})
    known = found.name if isinstance(found, Match) else found.candidates[0].name if isinstance(found, Ambiguous) else ""
    return known if set(name.casefold().split()) <= set(known.casefold().split()) else name


def _meant_by(name: str, names: NameIndex) -> str:
    """The employer of the catalogue that is also called that: "Geek Squad" is Best Buy's."""
    found = names.resolve(name, {"employer"})
    return found.name if isinstance(found, Match) else ""


def _own_name(text: str, mentions: tuple[Mention, ...]) -> str:
    """A name in capitals where those who answer are named; not that of the credential, which stands in such places as well."""
    plain = _without(text, [one for one in mentions if one.readings("credential", "skill", "field") or _is_of_the_paper(text, one)])
    for match in (*NAMED_AFTER.finditer(plain), *SAYS_IT.finditer(plain)):
        name = re.sub(r"\s+(?:of|and|&|HR|Recruiting|recruiting)$", "", match["name"]).strip(" .'")
        if len(name) > 1 and not NO_NAME.match(name) and not name.isupper():
            return name
        if name.isupper() and 3 <= len(name) <= 6 and not text.isupper():
            return name
    return ""


NOT_BUT = re.compile(
    r"\b(?:it was|that was|was|i meant|meant|actually)\s+(?:the |an? )?(?P<new>[\w&.'-]+(?: [\w&.'-]+){0,4}?),?\s+(?:and )?not\s+(?:the |an? |from |at )?(?P<old>[\w&.'-]+(?: [\w&.'-]+){0,4})"
    r"|\b(?:it )?(?:wasn'?t|was not|not)\s+(?:the |an? |from |at )?(?P<before>[\w&.'-]+(?: [\w&.'-]+){0,4}?)(?:,|;| but| it was)+\s+(?:it was |the |an? |i meant )*(?P<now>[\w&.'-]+(?: [\w&.'-]+){0,4})",
    re.IGNORECASE,
)


def corrected_speaker(text: str, recogniser: str, names: NameIndex) -> tuple[str, str]:
    """Who it was instead, and the wrong name, in "it was Leidos, not Booz Allen", where that is the recogniser; else empty."""
    found = NOT_BUT.search(text.replace("’", "'"))
    if not found:
        return "", ""
    old = (found["old"] or found["before"]).strip(" .")
    if not set(old.casefold().split()) & set(recogniser.casefold().split()) and _meant_by(old, names) != recogniser:
        return "", ""
    return (found["new"] or found["now"]).strip(" ."), old


def _without(text: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


CLAUSE_ENDS = re.compile(r"[,;.!?]|\b(?:but|while|whereas)\b", re.IGNORECASE)


def _clause_of(text: str, mention: Mention) -> str:
    """The part of the sentence that the name stands in."""
    before = [found.end() for found in CLAUSE_ENDS.finditer(text) if found.end() <= mention.start]
    after = CLAUSE_ENDS.search(text, mention.end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def answer_about(text: str, mention: Mention | None, others: int) -> Answer | None:
    """The answer as to one credential of several: "they want the RHIT, not the CCA"."""
    if mention and others and AGAINST.search(text[: mention.start]):
        return "no"
    if mention and others and (own := answer_of(_clause_of(text, mention))):
        return own
    if mention and others:
        rest = re.sub(r",?\s*\b(?:not|over|instead of|rather than)(?: the| a)?\s+[\w+-]+", " ", text)
        return answer_of(rest) or "yes"
    return answer_of(text)
