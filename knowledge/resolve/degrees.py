"""Degrees, diplomas and licences in plain words: "bachelors in bio" -> "Bachelor's degree in biology"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LEVELS: tuple[tuple[str, str], ...] = (
    ("Master of Business Administration (MBA)", r"m\.?b\.?a\.?s?|master'?s? (?:of|in) business administration"),
    ("Doctorate", r"ph\.? ?d\.?s?|doctorate|doctoral(?: degree)?|ed\.?d\.?|doctor of \w+"),
    (
        "Master's degree",
        r"master'?s?(?: of (?:science|arts|education|engineering|public health))?(?: degree)?|m\.?sc\.?|m\.?eng"
        r"|m\.?ed\.?|m\.?a\.?|m\.?s\.?|m\.?tech|m\.?f\.?a\.?|m\.?com|mph|mpa|mha|msw|m\.?phil|graduate degree|grad degree"
        r"|post ?grad(?:uate)?(?: degree)?",
    ),
    (
        "Bachelor's degree",
        r"bach[ea]l+[oe]r'?s?(?: of (?:science|arts|commerce|engineering|technology"
        r"|business administration))?(?: degree)?|bacc?alaureate|b\.?sc\.?|b\.?tech|b\.?eng|b\.?com|bba|bsba|b\.?f\.?a\.?|b\.?ed\.?|bsw|bsee|bsme"
        r"|b\.?a\.?|b\.?s\.?"
        r"|under ?grad(?:uate)?(?: degree)?|four[- ]year degree|4[- ]year degree|college degree|university degree"
        r"|uni degree",
    ),
    (
        "Associate degree",
        r"associate'?s?(?: of (?:science|arts|applied science))?(?: degree)|associates|associate'?s(?= in\b)|(?<=\ban )associate(?= in (?!an?\b|the\b|retail|sales))|(?<=\bmy )associate(?= in\b)|a\.?a\.?s\.?|a\.?a\.?"
        r"|a\.?s\.?|two[- ]year degree|2[- ]year degree",
    ),
    ("Diploma", r"diplomas?(?= in\b)"),
    (
        "High school diploma",
        r"high ?-?school(?: diploma| degree| education| graduate| grad)?|h\.?s\.? diploma|g\.?e\.?d\.?"
        r"|secondary school(?: diploma| certificate)?|a[- ]levels",
    ),
    ("Law degree", r"j\.?d\.?|law degree|ll\.?b\.?"),
    ("Medical degree", r"m\.?d\.?|mbbs|medical degree"),
)
_SUBJECT = r"(?P<subject>[a-z][\w&'/+-]*(?:\s+(?:and|of|&)\s+[a-z][\w'-]*|\s+[a-z][\w&'/+-]*){0,3})"
_DIRECT = (
    r"(?:bio(?:logy)?|psych(?:ology)?|econ(?:omics)?|comp ?sci|computer science|cs|poli(?:tical)? ?sci(?:ence)?|chem(?:istry)?|math(?:s|ematics)?|stat(?:s|istics)|communications?|comms|sociology"
    r"|english|history|philosophy|nursing|accounting|finance|marketing|business(?: admin(?:istration)?)?|education|engineering|(?:mechanical|civil|electrical|chemical) eng(?:ineering)?|physics"
    r"|social work|public health|fine arts?|graphic design|journalism|criminal justice|hospitality|kinesiology|anthropology|geography|spanish|french|music|theater|theatre|film|literature|ece|eee|cse|mech|civil)(?![\w-])"
)
_LEVEL = "|".join(f"(?P<level{number}>{pattern})" for number, (_, pattern) in enumerate(_LEVELS))
_DEGREE = re.compile(
    rf"(?<![\w'+#-])(?:{_LEVEL})(?![\w'+#])(?:\s*\((?:[a-z.]{{2,6}})\))?(?:\s+(?:degree|diploma))?(?:,?\s+(?:in|of|from)\s+{_SUBJECT}|\s+(?P<direct>{_DIRECT}))?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?<![\w'-])(?P<word>degree|major|graduate|grad)\b(?:,?\s+(?:is |was )?(?:in|of)\s+{_SUBJECT})?"
    rf"|\b(?:major(?:ed)? in|graduated (?:in|with)(?! (?:an?|the|my|hono)\b)|studied|(?:my|finish\w*|complet\w+) stud(?:y|ies) (?:of|in))\s+{_SUBJECT.replace('subject', 'major')}",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\b(?P<first>[a-z][a-z'-]*)\s)?\b(?P<last>[a-z][a-z'-]*)\s$")
_STOP = frozenset(
    "besides beside plus nobody someone somebody everyone cares which feels feel seems seem does doesn't doesnt isn't isnt are aren't needs alone already here got gets makes make thanks please maybe just only though so anymore right well good great"
    " pays qualifies qualify won't will might may today there them it's its this that these those too".split()
) | frozenset(
    "and or but i from with at so who which that because while since now also plus for as to by on if when "
    "where then my the a an is was have has had looking want wanting like not no can could would"
    " currently already working lol haha never two three four five six seven eight nine ten half unfinished incomplete years year ago university college school online program level first right "
    "but, than though what how do does help me experience and/or skills skill using after before".split()
)
_NOT_SUBJECTS = frozenset(
    "a an the my no any college university four two advanced another full this that some real any your whole "
    "formal relevant related graduate undergraduate expensive second new to of have without long regular "
    "traditional foreign"
    " us american another's or in is get getting year old fresh recent new hs need want do i business's "
    "masters master bachelor bachelors associate associates online free new cheap".split()
)
_SUBJECTS = {
    "bio": "biology",
    "psych": "psychology",
    "econ": "economics",
    "comp sci": "computer science",
    "compsci": "computer science",
    "cs": "computer science",
    "poli sci": "political science",
    "chem": "chemistry",
    "math": "mathematics",
    "maths": "mathematics",
    "stats": "statistics",
    "comms": "communication",
    "biz": "business",
    "soc": "sociology",
    "eng": "engineering",
    "ee": "electrical engineering",
    "mech eng": "mechanical engineering",
    "it": "information technology",
    "acct": "accounting",
    "bus admin": "business administration",
    "ed": "education",
    "mis": "management information systems",
    "hr": "human resources",
    "crim": "criminology",
    "anthro": "anthropology",
    "phil": "philosophy",
    "lit": "literature",
    "polisci": "political science",
}
_LICENCE = re.compile(
    r"(?<![\w'-])(?P<of>(?:[a-z][\w'-]*\s+){1,3}?)(?:licen[sc]e|licensure)s?\b|(?:^|\b(?:a|am|i'm|im"
    r"|as))\s*licensed\s+(?P<who>[a-z][\w'-]*(?:\s+[a-z][\w'-]*){0,2})",
    re.IGNORECASE,
)
_LICENCE_STOP = frozenset(
    "a an the my i have has had got hold with and or but get need no any state professional valid active current "
    "his her your their is am to do for of in driver drivers driver's driving earn earned want own without "
    "business"
    " software oracle required if when only also already still license licence".split()
)


_TOLD_FIRST = re.compile(
    rf"\b(?P<subject>{_DIRECT}) (?:that |which |is what )?i (?:graduated|majored|(?:have|got|did) (?:my|a) degree) in\b"
)
""" "It's physics I graduated in"."""


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree, diploma or licence at ``text[start:end]``; ``name`` in plain words, ``subject`` where told, ``generic`` for "a degree"."""

    start: int
    end: int
    name: str
    subject: str | None = None
    generic: bool = False
    licence: bool = False


def degrees_of(plain: str, original: str) -> list[Degree]:
    """The degrees and licences in a text given in lower case (``plain``) and as written, in order."""
    found = [*_named(plain, original), *_licences(plain), *_told_first(plain)]
    found += [degree for degree in _by_subject(plain) if not any(degree.start < other.end and other.start < degree.end for other in found)]
    return sorted(found, key=lambda degree: degree.start)


def _named(plain: str, original: str) -> Iterator[Degree]:
    for match in _DEGREE.finditer(plain):
        number = next(number for number in range(len(_LEVELS)) if match[f"level{number}"])
        level, word = _LEVELS[number][0], match[f"level{number}"]
        subject, end = _subject(match, "subject")
        if match["direct"]:
            subject, end = _SUBJECTS.get(match["direct"], match["direct"]), match.end("direct")
        told = original[match.start(f"level{number}") : match.end(f"level{number}")]
        following = plain[match.end(f"level{number}") : match.end(f"level{number}") + 10]
        if word.replace(".", "") in ("as", "aa", "ma", "ms", "ba", "bs", "aas", "jd", "md", "bed", "med", "meng", "bcom", "edd"):
            degree_follows = re.match(r"\s+(?:degree|in\s)", following)
            names_more = word in ("ms", "ma", "as", "md") and re.match(
                r"\s+[A-Z0-9]", original[match.end(f"level{number}") :]
            )  # "MS Project"
            if (
                names_more
                or not (
                    (told.replace(".", "").isupper() and len(told) > 1)
                    or "." in told
                    or degree_follows
                    or (match["direct"] and word != "as")
                )
                or (word == "as" and not told.isupper())
            ):
                continue
        elif word.startswith(("master", "associate")) and not (
            word.endswith(("degree", "'s")) or subject or re.match(r"\s+(?:degree|in\b|from\b|$|[.,;!?]|and\b|but\b)", following)
        ):
            continue
        if re.fullmatch(r"high ?-?school", word) and not (
            re.search(
                r"(?:\b(?:have|has|finished|completed|graduated(?: from)?|only|just|did|passed|with|through)\b"
                r"|^)\W*(?:an? |my |finished |completed )?$",
                plain[: match.start()],
            )
            and re.match(
                r"\W*(?:$|[.,;!?]|(?:and|but|only|so|i|im|what|which|how|last|this|in|with|no|now|here|want|looking|need"
                r"|to)\b)",
                plain[match.end(f"level{number}") :],
            )
        ):
            continue
        if plain[max(0, match.start() - 2) : match.start()].endswith("(") and not subject:
            continue  # "master's in public health (MPH)"
        start = match.start()
        if not subject and (before := re.search(rf"\b(?P<subject>{_DIRECT})\s+$", plain[:start])):  # "a psychology BA"
            subject, start = _SUBJECTS.get(before["subject"], before["subject"]), before.start("subject")
        name = f"{level} in {subject}" if subject and "in" not in level.split() and number in (1, 2, 3, 4, 5) else level
        yield Degree(start, max(end, match.end(f"level{number}")), name, subject)


def _subject(match: re.Match[str], group: str) -> tuple[str | None, int]:
    """The subject's words up to the first that belongs to the rest of the sentence, and where they end."""
    if not match[group]:
        return None, match.end() if group not in match.re.groupindex else match.start()
    words: list[str] = []
    end = match.start(group)
    for word in re.finditer(r"[\w&'/+-]+", match[group]):
        text = word.group()
        if text in _STOP and not (text in ("and", "of", "&") and words and text != "and"):
            break
        words.append(text)
        end = match.start(group) + word.end()
    subject = " ".join(words)
    if re.search(r"\bfrom\s*$", match.string[: match.start(group)]) or not words:
        return None, match.start(group)
    return _SUBJECTS.get(subject, subject), end


def _by_subject(plain: str) -> Iterator[Degree]:
    for match in _PLAIN.finditer(plain):
        if match["major"]:
            subject, end = _subject(match, "major")
            if subject and subject.split()[0] not in ("for", "at", "hard", "on", "how", "it", "this", "towards", "more"):
                yield Degree(match.start(), end, f"Degree in {subject}", subject)
            continue
        subject, end = _subject(match, "subject")
        field = re.search(r"([a-z]+)\s+$", plain[: match.start()])
        if subject and field and field[1] in _SUBJECTS and subject not in _SUBJECTS.values():
            subject, end = "", match.end("word")  # "a psych degree in Boston": where, not what
        if not subject and (before := _BEFORE.search(plain[: match.start()])) and before["last"] not in _NOT_SUBJECTS | _STOP:
            words = before["last"] if before["first"] in _NOT_SUBJECTS | _STOP | {None} else f"{before['first']} {before['last']}"
            subject = _SUBJECTS.get(words, words)
            yield Degree(match.start() - len(words) - 1, match.end("word"), f"Degree in {subject}", subject)
        elif match["word"] == "degree":
            yield Degree(
                match.start(), max(end, match.end("word")), f"Degree in {subject}" if subject else "Degree", subject, generic=not subject
            )


def _told_first(plain: str) -> Iterator[Degree]:
    for match in _TOLD_FIRST.finditer(plain):
        subject = _SUBJECTS.get(match["subject"], match["subject"])
        yield Degree(match.start(), match.end(), f"Degree in {subject}", subject)


def _licences(plain: str) -> Iterator[Degree]:
    for match in _LICENCE.finditer(plain):
        words = (match["of"] or match["who"] or "").split()
        if match["of"]:
            while words and words[0] in _LICENCE_STOP:
                words = words[1:]
            if not words or words[-1] in _LICENCE_STOP:
                continue
        else:
            kept: list[str] = []
            for word in words:
                if word in _STOP | _LICENCE_STOP | {"in"}:
                    break
                kept.append(word)
            words = kept
        if words:
            start = match.start("of") if match["of"] else match.start("who")
            start = plain.index(words[0], start)
            yield Degree(
                start, match.end() if match["of"] else plain.index(words[-1], start) + len(words[-1]), " ".join(words), licence=True
            )
