"""A job posting -> what it asks for: role, skills, credentials, licences, degree, years, employer. 10,000 characters take well under 100 ms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.resolve.clauses import lowered
from knowledge.resolve.degrees import degrees_of
from knowledge.resolve.index import Match, Mention, NameIndex
from knowledge.resolve.numbers import NUMBER, read_number

Section = Literal["title", "required", "preferred", "duties", "ignored"]
LONGEST = 20_000
"""Characters read of a posting; what follows is nearly always boilerplate."""

_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "preferred",
        re.compile(
            r"(?:(?:preferred|desired|desirable|bonus|optional|additional|nice[- ]to[- ]haves?|good[- ]to[- ]haves?"
            r"|plus(?:es)?|extra|advantageous|ideal)\b.{0,40}|(?:it'?s|it is|even) (?:a plus|better).{0,20}"
            r"|what would (?:be nice|help|set you apart).{0,20}|.{0,20}\bbonus points\b.{0,20}"
            r"|.{0,12}stand out.{0,20})$",
            re.IGNORECASE,
        ),
    ),
    (
        "ignored",
        re.compile(
            r"(?:(?:our |the |company )?(?:benefits?|perks?|compensation|salary|pay(?: range)?|what we offer"
            r"|why (?:join|work|us).*|about (?:us|the company|our .*|[A-Z][\w ]{2,25})|who we are|company (?:overview"
            r"|description)|our (?:story|culture|values|mission|commitment)|equal (?:employment )?opportunity.*|eeo.*"
            r"|diversity.*|accommodations?.*|how to apply|application process|physical (?:demands|requirements).*"
            r"|work(?:ing)? (?:environment|conditions)|disclaimer|privacy.*|additional information|schedule|location"
            r"|hours|next steps|we offer.*|what you'?ll get|total rewards))$"
        ),
    ),
    (
        "required",
        re.compile(
            r"(?:(?:minimum |basic |required |key |essential |job |core |general |position |mandatory |technical "
            r"|education(?: and| &) )*(?:requirements?|qualifications?|skills?|must[- ]haves?|competenc(?:y|ies)"
            r"|credentials?|education|experience|licen[sc]es?(?: and| &)?.*|certifications?|knowledge.*"
            r"|criteria)(?: (?:and|&|/) (?:\w+ ?){1,4})?(?: required)?|what (?:you'?ll|you will|we|you) (?:need|bring"
            r"|require|are looking for|'re looking for|look for|have).{0,30}|who you are|about you|you (?:have|bring"
            r"|are|will have).{0,20}|we(?:'re| are) looking for.{0,20}|your (?:profile|background|skills|experience)"
            r"|the ideal candidate.{0,20}|what it takes|to be successful.{0,40}|you should have.{0,12})$",
            re.IGNORECASE,
        ),
    ),
    (
        "duties",
        re.compile(
            r"(?:(?:key |primary |essential |main |job |core |your |day[- ]to[- ]day )*(?:responsibilit(?:y|ies)"
            r"|duties|functions|tasks|role|activities|accountabilities|impact|description|summary|overview)(?: (?:and"
            r"|&) \w+)?|what you(?:'ll| will) (?:do|be doing|work on|own).{0,20}|about the (?:role|job|position|team"
            r"|opportunity)|the (?:role|opportunity|position|job)|(?:job|position|role) (?:summary|description"
            r"|overview|purpose)|a day in the life.{0,20}|how you'?ll (?:make|spend).{0,30}|in this role.{0,20})$",
            re.IGNORECASE,
        ),
    ),
)
_SOFT = re.compile(
    r"\b(?:preferred|preferably|nice[- ]to[- ]have|a plus|is a plus|bonus|desired|desirable|ideally"
    r"|advantage(?:ous)?|an asset|not required|not necessary|would be (?:great|nice|helpful|beneficial)"
    r"|optional|beneficial|helpful|pluses|familiarity with .{0,40} a plus|or willing(?:ness)? to)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:required|must(?: have| possess| be| hold)?|mandatory|minimum|at least|essential|need(?:ed)? to have"
    r"|necessary)\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\b(?:equal (?:employment )?opportunity|regardless of|without regard to|protected veteran"
    r"|sexual orientation|national origin|gender identity|reasonable accommodation|background check"
    r"|drug (?:test|screen)|e-verify|401\(?k\)?|dental|vision|paid time off|pto\b|parental leave"
    r"|life insurance|health insurance"
    r"|medical insurance|tuition (?:reimbursement|assistance)|competitive (?:salary|pay|compensation)"
    r"|stock options|wellness|employee assistance|discriminat\w+|applicants?\b.{0,30}considered|fair chance"
    r"|visa sponsorship|cookie|privacy policy|founded in|our mission|headquartered)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\b(?:requirements?|qualifications?|responsibilit(?:y|ies)|job (?:title|description|summary|type)"
    r"|position (?:summary|overview|title)|must[- ]have|nice[- ]to[- ]have|preferred qualifications|years?(?:'"
    r"| of)? (?:\w+ ){0,3}experience|we(?:'re| are) (?:looking for|seeking|hiring)|is (?:looking for|seeking"
    r"|hiring)|seeking an?\b|ideal candidate|you(?:'ll| will) (?:be|work|have|lead|own|need)|what you'?ll do"
    r"|about the role|about us|equal opportunity"
    r"|bachelor'?s degree|or equivalent|benefits|401\(?k\)?|salary(?: range)?|apply (?:now|today|online)"
    r"|full[- ]time|reports? to|join our team|duties|proficien(?:t|cy) (?:in|with)|ability to"
    r"|experience (?:with|in|using)|strong (?:communication|analytical|knowledge)|candidates?)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i|i'm|im|i've|ive|i'd|my|me)\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦–—●o]|\d+[.)])\s+", re.MULTILINE)
_TITLE_LABEL = re.compile(
    r"^\s*(?:job title|position(?: title)?|title|role|job|vacancy|opening|hiring|now hiring|we(?:'re"
    r"| are) hiring)\s*[:!–-]\s*(?:an?\s+)?(?P<title>[^\n]{3,80})",
    re.IGNORECASE | re.MULTILINE,
)
_SEEKING = re.compile(
    r"\b(?:looking for|seeking|hiring|recruiting|need|needs|search(?:ing)? for|opening for|opportunity for"
    r"|join (?:us|our team) as|role of|position of)\s+(?:an?|our next|the|experienced|talented|motivated|new"
    r"|\s)*\s*(?P<title>[A-Za-z][\w/&+.' -]{3,70}?)(?=\s+(?:to|who|with|for|in|at|on|that|and join|based"
    r"|position|role)\b|[.,;:!(\n]|$)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?P<low>{NUMBER})\s*\+?\s*(?:\(\d+\)\s*)?\+?\s*(?:(?:-|–"
    rf"|to)\s*(?P<high>{NUMBER})\s*)?\+?\s*(?P<unit>years?|yrs?\.?"
    rf"|months?)['’]?\s+(?:of\s+)?(?P<rest>(?:[\w/,&-]+\s+){{0,9}}?)(?:experience|exp\b|background|working|in\b"
    rf"|with\b|as\b)",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"(?:^|\n|[.!]\s+)\s*(?:about\s+|company(?: name)?:\s*|employer:\s*"
    r"|join\s+)?(?P<name>[A-Z][\w&.'-]*(?:\s+(?:of|and|&|the|for)?\s?[A-Z][\w&.'-]*){0,4})\s+(?:is"
    r"|are)\s+(?:currently\s+|now\s+|actively\s+)?(?:looking|hiring|seeking|searching|recruiting|a\b|an\b"
    r"|the\b|one of|committed|proud)"
)
_EMPLOYER_LABEL = re.compile(
    r"(?:^|\n)\s*(?:company(?: name)?|employer|organi[sz]ation|hiring company)\s*:\s*(?P<name>[^\n]{2,60})", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:^|\n)\s*about\s+(?P<name>[A-Z][\w&.'-]*(?:\s+[A-Z&][\w&.'-]*){0,4})\s*:?\s*(?:\n|$)")
_AT = re.compile(r"\s+(?:at|@|[-–|])\s+(?P<name>[A-Z][\w&.'-]*(?:\s+[A-Z&][\w&.'-]*){0,4})")
_NO_EMPLOYER = re.compile(
    r"^(?:We|This|The|It|You|Our|They|That|There|Here|What|Who|Position|Role|Job|Candidate|Candidates"
    r"|Applicants|Experience|Knowledge|Ability|Us|Requirements|Salary|Location|Remote|Must|Please|All|Work"
    r"|Schedule|A|An|Benefits|Title|If)\b"
)


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting asks for. Skills by canonical name, credentials by id, licences and degree in plain words, years at least."""

    title: str = ""
    role: str | None = None
    required_skills: tuple[str, ...] = ()
    preferred_skills: tuple[str, ...] = ()
    required_credentials: tuple[str, ...] = ()
    preferred_credentials: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    degree: str | None = None
    degree_required: bool = False
    experience_years: float | None = None
    employer: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    section: Section


def is_posting(text: str) -> bool:
    """Whether the text is a pasted job posting and not somebody telling of himself."""
    words = len(text.split())
    if words < 35 or len(text) < 220:
        return False
    signs = {found.group().casefold()[:12] for found in _SIGNS.finditer(text[:LONGEST])}
    bullets = len(_BULLET.findall(text))
    headings = sum(_heading(line) is not None for line in text[:LONGEST].splitlines())
    own = len(_SELF.findall(text)) / words
    score = len(signs) + min(bullets, 6) / 2 + 1.5 * min(headings, 4) - (60 * own if own > 0.02 else 0)
    return score >= 4


def read_posting(text: str, index: NameIndex) -> Posting:
    """What the posting asks for; empty parts where it does not say."""
    text = text[:LONGEST]
    lines = list(_lines(text))
    title = _title(text, lines)
    role = _role(title, text, index)
    skills: dict[str, Section] = {}
    credentials: dict[str, Section] = {}
    licences: list[str] = []
    degrees: list[tuple[str, Section]] = []
    for line in lines:
        if line.section == "ignored":
            continue
        mentions = index.mentions(line.text)
        spans = [(degree.start, degree.end) for degree in degrees_of(lowered(line.text), line.text) if not degree.generic]
        for mention in mentions:
            if mention.readings("skill") and any(start < mention.end and mention.start < end for start, end in spans):
                continue  # the subject of a degree
            _note(mention, line.section, skills, credentials, licences, degrees, index)
        _note_degrees(line, mentions, licences, degrees, index)
    firm = [name for name, section in degrees if section != "preferred"]
    return Posting(
        title=title,
        role=role,
        required_skills=tuple(name for name, section in skills.items() if section != "preferred"),
        preferred_skills=tuple(name for name, section in skills.items() if section == "preferred"),
        required_credentials=tuple(name for name, section in credentials.items() if section != "preferred"),
        preferred_credentials=tuple(name for name, section in credentials.items() if section == "preferred"),
        licences=tuple(dict.fromkeys(licences)),
        degree=firm[0] if firm else (degrees[0][0] if degrees else None),
        degree_required=bool(firm)
        and not re.search(r"degree[^.\n]{0,90}\bor (?:an? )?(?:equivalent|relevant|comparable)|in lieu of", text, re.IGNORECASE),
        experience_years=_years(lines),
        employer=_employer(text, title, index),
    )


def _note(
    mention: Mention,
    section: Section,
    skills: dict[str, Section],
    credentials: dict[str, Section],
    licences: list[str],
    degrees: list[tuple[str, Section]],
    index: NameIndex,
) -> None:
    credential = mention.readings("credential")
    if credential and not mention.readings("skill", "role"):
        for candidate in credential if len(credential) == 1 else ():
            kind = index.credential_kinds.get(candidate.id)
            if kind == "licence":
                licences.append(candidate.name)
            elif kind == "degree":
                degrees.append((candidate.name, section))
            elif section != "title":
                _keep(credentials, candidate.id, section)
    elif (skill := mention.reading("skill")) and section != "title":
        _keep(skills, skill.name, section)


def _keep(found: dict[str, Section], name: str, section: Section) -> None:
    """What is required once is required, whatever is said later."""
    if found.get(name) in (None, "preferred"):
        found[name] = section if found.get(name) is None or section != "preferred" else "preferred"


def _note_degrees(
    line: _Line, mentions: tuple[Mention, ...], licences: list[str], degrees: list[tuple[str, Section]], index: NameIndex
) -> None:
    plain = lowered(line.text)
    for degree in degrees_of(plain, line.text):
        if any(mention.start < degree.end and degree.start < mention.end and mention.reading("credential") for mention in mentions):
            continue
        if degree.licence:
            if degree.start and not re.search(r"\bdriver'?s?\b", plain[max(0, degree.start - 12) : degree.end]):
                role = index.resolve(degree.name, ("role",))
                name = role.name if isinstance(role, Match) else degree.name
                licences.append(f"{name[:1].upper()}{name[1:]} licence")
        elif not degree.generic:
            degrees.append((degree.name, line.section))


def _lines(text: str) -> Iterator[_Line]:
    """The sentences and bullets of the posting, each with the section that it belongs to."""
    section: Section = "duties"
    for raw in text.splitlines():
        line = _BULLET.sub("", raw).strip()
        if not line:
            continue
        if (heading := _heading(line)) is not None:
            section = heading
            continue
        head, colon, rest = line.partition(":")
        inline = _heading(head) if colon and len(head) < 60 else None
        if inline is not None and rest.strip():
            yield from (_Line(part, _section_of(part, inline)) for part in _sentences(rest))
        else:
            yield from (_Line(part, _section_of(part, section)) for part in _sentences(line))


def _heading(line: str) -> Section | None:
    plain = _BULLET.sub("", line).strip().strip("#*_=- ").rstrip(":").strip("* ")
    if not plain or len(plain) > 70:
        return None
    return next((section for section, pattern in _HEADINGS if pattern.match(plain) or pattern.match(plain.lower())), None)


def _sentences(line: str) -> list[str]:
    return [part for part in re.split(r"(?<=[a-z0-9)][.;!?])\s+(?=[A-Z•(])", line) if part.strip()]


def _section_of(sentence: str, section: Section) -> Section:
    """The section, unless the sentence itself says otherwise."""
    if _BOILERPLATE.search(sentence):
        return "ignored"
    inline = re.match(r"\s*([A-Z][\w' /-]{3,40}):\s", sentence)
    if inline and (told := _heading(inline[1])):
        section = told
    if _SOFT.search(sentence) and section != "ignored":
        return (
            "required"
            if _FIRM.search(sentence) and not re.search(r"\bnot (?:required|necessary)\b", sentence) and section != "preferred"
            else "preferred"
        )
    return section


def _title(text: str, lines: list[_Line]) -> str:
    if labelled := _TITLE_LABEL.search(text):
        return labelled["title"].strip(" .*")
    first = next((line.strip(" *#-\t") for line in text.splitlines() if line.strip()), "")
    if 0 < len(first.split()) <= 12 and not first.endswith((".", "!", ":")) and _heading(first) is None:
        return first
    if seeking := _SEEKING.search(text):
        return seeking["title"].strip()
    return ""


TITLE_WITHIN = 200
"""Behind words of the user's own ("found this, what would I need?") the job stands within so many characters, with a capital."""


def _role(title: str, text: str, index: NameIndex) -> str | None:
    if title:
        found = index.resolve(re.split(r"\s+[-–|@(]\s*|\s+at\s+|,|\(", title)[0], ("role",))
        if isinstance(found, Match):
            return found.name
    for part in (title, *(seeking["title"] for seeking in _SEEKING.finditer(text))):
        for mention in index.mentions(part):
            if role := mention.reading("role"):
                return role.name
    early = (mention for mention in index.mentions(text[:TITLE_WITHIN]) if mention.text[:1].isupper())
    return next((role.name for mention in early if (role := mention.reading("role"))), None)


def _years(lines: list[_Line]) -> float | None:
    """The longest experience required; that of a preferred line only where no other is given."""
    told: dict[bool, list[float]] = {True: [], False: []}
    for line in lines:
        for found in _YEARS.finditer(line.text) if line.section != "ignored" else ():
            years = read_number(found["low"])
            if (
                years is not None
                and years <= 30
                and not re.search(
                    r"(?:over|for|past|last)\s*$", line.text[: found.start()] if line.section == "duties" else "", re.IGNORECASE
                )
            ):
                told[line.section != "preferred"].append(years / 12 if found["unit"].casefold().startswith("m") else years)
    return max(told[True] or told[False], default=None)


def _employer(text: str, title: str, index: NameIndex) -> str | None:
    for pattern, where in ((_EMPLOYER_LABEL, text), (_AT, title), (_EMPLOYER, text), (_ABOUT, text)):
        for found in pattern.finditer(where):
            name = found["name"].strip(" .,")
            if _NO_EMPLOYER.match(name) or isinstance(index.resolve(name, ("role", "skill")), Match):
                continue
            known = index.resolve(name, ("employer",))
            return known.name if isinstance(known, Match) and known.score > 0.95 else name
    return None
