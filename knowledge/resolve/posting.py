"""A job posting -> what it asks for: role, skills, credentials, licences, degree, years, employer. 10,000 characters take well under 100 ms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.resolve.clauses import lowered
from knowledge.resolve.degrees import degrees_of
from knowledge.resolve.index import Match, Mention, NameIndex
from knowledge.resolve.numbers import NUMBER, read_number
from knowledge.resolve.posting_signs import BULLET, LONGEST, Section, heading, plain_text

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
_CLEARANCE = re.compile(
    r"\b(?:top secret|ts/sci|secret|public trust|security|government|active|dod) clearance\b|\bclearance required\b", re.IGNORECASE
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
_AT = re.compile(
    r"\s+(?:(?:at|@)\s+(?P<name>[A-Z][\w&.'-]*(?:\s+[A-Z&][\w&.'-]*){0,4})|[-–|]\s+(?P<behind>[A-Z][a-z][\w&.'-]*(?:\s+[A-Z&][\w&.'-]*){1,4}))"
)
_NO_EMPLOYER = re.compile(
    r"^(?:We|This|The|It|You|Our|They|That|There|Here|What|Who|Position|Role|Job|Candidate|Candidates"
    r"|Applicants|Experience|Knowledge|Ability|Us|Requirements|Salary|Location|Remote|Must|Please|All|Work"
    r"|Schedule|A|An|Benefits|Title|If)\b"
)


_EXPERIENCE_INSTEAD = re.compile(r"degree[^.\n]{0,90}\bor (?:an? )?(?:equivalent|relevant|comparable)|in lieu of", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_APPLY_BY = re.compile(
    r"\b(?:apply (?:by|before|no later than)|application deadline|deadline(?: to apply)?|closing date|clos(?:es|ing)(?: on)?"
    r"|applications? (?:close|due|accepted (?:through|until)))\b\s*(?:is|:|on|by|through|until|–|-)*\s*"
    rf"(?P<day>{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting asks for. Skills by canonical name, credentials by id, licences and degree in plain words, years at least."""

    title: str = ""
    role: str | None = None
    other_roles: tuple[str, ...] = ()
    """Further jobs that the same text offers, by their headings."""
    required_skills: tuple[str, ...] = ()
    preferred_skills: tuple[str, ...] = ()
    required_credentials: tuple[str, ...] = ()
    preferred_credentials: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    preferred_licences: tuple[str, ...] = ()
    degree: str | None = None
    degree_required: bool = False
    experience_years: float | None = None
    employer: str | None = None
    experience_instead: bool = False
    """Whether experience will do in place of the degree."""
    apply_by: str | None = None
    """The day until which it takes applications, in its own words."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    section: Section


def read_posting(text: str, index: NameIndex) -> Posting:
    """What the posting asks for; empty parts where it does not say."""
    text, others = _first_job(plain_text(text)[:LONGEST], index)
    lines = list(_lines(text))
    title = _title(text, lines)
    role = _role(title, text, index)
    skills: dict[str, Section] = {}
    credentials: dict[str, Section] = {}
    licences: dict[str, Section] = {}
    degrees: list[tuple[str, Section]] = []
    for line in lines:
        if line.section == "ignored" or line.text.strip(" *#-") == title:
            continue
        mentions = index.mentions(line.text)
        spans = list(_subjects(line.text))
        for mention in mentions:
            if mention.readings("skill") and any(start < mention.end and mention.start < end for start, end in spans):
                continue  # the subject of a degree
            _note(mention, line.section, skills, credentials, licences, degrees, index)
        _note_degrees(line, mentions, licences, degrees, index)
        if _CLEARANCE.search(line.text):
            _keep(licences, "Security clearance", line.section)
    firm = [name for name, section in degrees if section != "preferred"]
    instead = bool(_EXPERIENCE_INSTEAD.search(text))
    closing = _APPLY_BY.search(text)
    return Posting(
        title=title,
        role=role,
        other_roles=tuple(name for name in others if name != role),
        required_skills=tuple(name for name, section in skills.items() if section != "preferred"),
        preferred_skills=tuple(name for name, section in skills.items() if section == "preferred"),
        required_credentials=tuple(name for name, section in credentials.items() if section != "preferred"),
        preferred_credentials=tuple(name for name, section in credentials.items() if section == "preferred"),
        licences=tuple(name for name, section in licences.items() if section != "preferred"),
        preferred_licences=tuple(name for name, section in licences.items() if section == "preferred"),
        degree=firm[0] if firm else (degrees[0][0] if degrees else None),
        degree_required=bool(firm) and not instead,
        experience_years=_years(lines),
        employer=_employer(text, title, index),
        experience_instead=bool(degrees) and instead,
        apply_by=" ".join(closing["day"].split()) if closing else None,
    )


def _note(
    mention: Mention,
    section: Section,
    skills: dict[str, Section],
    credentials: dict[str, Section],
    licences: dict[str, Section],
    degrees: list[tuple[str, Section]],
    index: NameIndex,
) -> None:
    credential = mention.readings("credential")
    if credential and not mention.readings("skill", "role"):
        for candidate in credential if len(credential) == 1 else ():
            kind = index.credential_kinds.get(candidate.id)
            if kind == "licence":
                _keep(licences, candidate.name, section)
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
    line: _Line, mentions: tuple[Mention, ...], licences: dict[str, Section], degrees: list[tuple[str, Section]], index: NameIndex
) -> None:
    plain = lowered(line.text)
    for degree in degrees_of(plain, line.text):
        if any(mention.start < degree.end and degree.start < mention.end and mention.reading("credential") for mention in mentions):
            continue
        if degree.licence:
            if degree.start and not re.search(r"\bdriver'?s?\b", plain[max(0, degree.start - 12) : degree.end]):
                role = index.resolve(degree.name, ("role",))
                known = isinstance(role, Match)
                name = role.name if isinstance(role, Match) else degree.name
                if known or not licences:  # "a Colorado journeyman license" behind the electrician's is the same one
                    _keep(licences, f"{name[:1].upper()}{name[1:]} licence", line.section)
        elif not degree.generic:
            degrees.append((degree.name, line.section))


def _lines(text: str) -> Iterator[_Line]:
    """The sentences and bullets of the posting, each with the section that it belongs to."""
    section: Section = "duties"
    for raw in _WRAPPED.sub(" ", text).splitlines():
        line = BULLET.sub("", raw).strip()
        if not line:
            continue
        if (headed := heading(line)) is not None:
            section = headed
            continue
        head, colon, rest = line.partition(":")
        inline = heading(head) if colon and len(head) < 60 else None
        if inline is not None and rest.strip():
            yield from (_Line(part, _section_of(part, inline)) for part in _sentences(rest))
        else:
            yield from (_Line(part, _section_of(part, section)) for part in _sentences(line))


def _sentences(line: str) -> list[str]:
    return [part for part in re.split(r"(?<=[a-z0-9)][.;!?])\s+(?=[A-Z•($£€])", line) if part.strip()]


def _section_of(sentence: str, section: Section) -> Section:
    """The section, unless the sentence itself says otherwise."""
    if _BOILERPLATE.search(sentence):
        return "ignored"
    inline = re.match(r"\s*([A-Z][\w' /-]{3,40}):\s", sentence)
    if inline and (told := heading(inline[1])):
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
    if 0 < len(first.split()) <= 12 and not first.endswith((".", "!", ":")) and heading(first) is None:
        return first
    if seeking := _SEEKING.search(text):
        return seeking["title"].strip()
    return ""


TITLE_WITHIN = 200
"""Behind words of the user's own ("found this, what would I need?") the job stands within so many characters, with a capital."""


def _role(title: str, text: str, index: NameIndex) -> str | None:
    if title:
        found = index.resolve(_bare_title(title), ("role",))
        if isinstance(found, Match):
            return found.name
    for part in (title, *(seeking["title"] for seeking in _SEEKING.finditer(text))):
        for mention in index.mentions(part):
            if role := mention.reading("role"):
                return role.name
    early = (mention for mention in index.mentions(text[:TITLE_WITHIN]) if mention.text[:1].isupper())
    return next((role.name for mention in early if (role := mention.reading("role"))), None)


_WRAPPED = re.compile(r"(?<=[^\n]{50}[a-z,;])\n(?=[a-z(])")
"""A line end within a sentence, as mail programs make them."""
LONGEST_TITLE = 8
"""Words of a line that is a job's title and nothing else."""
_NUMBERED_TITLE = re.compile(
    r"^\W*(?:position|role|job|opening)\s*(?:#?\d|one|two)\W+(?P<title>[^\n]{3,80})$", re.IGNORECASE | re.MULTILINE
)


def _first_job(text: str, index: NameIndex) -> tuple[str, list[str]]:
    """Of a text that offers several jobs the part about the first, and the others' titles."""
    heads = sorted([*_TITLE_LABEL.finditer(text), *_NUMBERED_TITLE.finditer(text)], key=lambda found: found.start())
    jobs: dict[str, int] = {}
    for head in heads:
        found = index.resolve(_bare_title(head["title"]), ("role",))
        if isinstance(found, Match) and len(head["title"].split()) <= LONGEST_TITLE:
            jobs.setdefault(found.name, head.start())
    if len(jobs) < 2:
        return text, []
    first, second = list(jobs.values())[:2]
    return text[first:second], list(jobs)[1:]


def _bare_title(title: str) -> str:
    return re.split(r"\s+[-–|@(]\s*|\s+at\s+|,|\(", title)[0].strip(" .*")


def _subjects(line: str) -> Iterator[tuple[int, int]]:
    """Where degrees are named with their subjects, so that these are not taken for skills: "in statistics, economics or a related field"."""
    for degree in degrees_of(lowered(line), line):
        if not degree.generic:
            more = _MORE_SUBJECTS.match(line, degree.end)
            yield degree.start, more.end() if more else degree.end


_MORE_SUBJECTS = re.compile(
    r"[\w&' -]{0,40}(?:(?:,|/|\bor\b|\band\b)[\w&' -]{0,40}){1,6}\b(?:related|similar|equivalent|relevant|comparable|discipline|field)\b",
    re.IGNORECASE,
)


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
            name = (found["name"] or found.groupdict().get("behind") or "").strip(" .,")
            if name and not _NO_EMPLOYER.match(name) and not isinstance(index.resolve(name, ("role", "skill")), Match):
                return name
    return None
