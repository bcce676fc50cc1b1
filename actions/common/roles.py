"""What a job itself asks for, a licence or a degree, for questions such as "do I need a license" or "what do plumbers need"."""

from __future__ import annotations

import re

from actions.common.places import place_note
from actions.common.turn import Turn
from knowledge.model import Occupation, Role, RoleRequirement
from knowledge.recognition.case import Case
from knowledge.recognition.licensing import WaysIn
from knowledge.recognition.wording import in_sentence, with_article

ASKS_LICENCE = re.compile(r"\b(?:licen[sc]\w*|legal\w*|law|board exam|regulated)\b")
ASKS_DEGREE = re.compile(r"\b(?:degree|college|university|bachelor'?s?|diploma|school)\b")
ASKS_NEEDS = re.compile(
    r"\bwhat (?:\w+ ){0,3}(?:do(?:es)?|would|will|must) (?:an? )?(?:\w+ ){1,3}(?:need|have to|require|take)|\brequire[sd]?\b|\bwhat does it take\b"
    r"|\b(?:can|could|may|do) (?:i|you|someone|people|anyone) (?:\w+ )?(?:be|become|work as|get to be|practi[sc]e)\b|\bwithout (?:an? )?(?:degree|licen[sc]e|college|school)"
)
ALSO_CALLED = (
    (re.compile(r"\b(?:cut|cutting|do|doing) hair\b"), "Hairdresser"),
    (re.compile(r"\bvets?(?= with| without| online|\W*$)"), "Veterinarian"),
    (re.compile(r"\bmarriage counsel+ors?\b"), "Marriage and family therapist"),
)
"""What a job is called in such questions only: a "vet" may have served, too."""
_SHORT = r"(?:an? |some |this |that |the |one |online |short |quick |little |just )*(?:certificates?|certs?|certifications?|courses?|badges?|boot ?camps?|micro-?credentials?|(?:online )?class(?:es)?)\b"
SHORT_WAY = re.compile(
    r"\b(?:why (?:can'?t|couldn'?t|shouldn'?t|not) |can'?t |couldn'?t |can (?=\w+ (?:just|simply|only)\b))(?:i |you |we |one )?(?:just |simply |only )*"
    rf"(?:do |get |take |use |have |earn |work with |start with )?{_SHORT}(?: (?:instead|then|for that|for it|in that))*\W*$"
    rf"|\b{_SHORT} (?:\w+ ){{0,2}}?(?:not )?(?:be )?(?:enough|sufficient|do|fine)\b(?! (?:i|you|they|for me)\b)"
    r"|\b(?:skip|avoid|get (?:around|round|out of)|bypass|without)\b (?:\w+ ){0,2}(?:licen[sc]\w*|degree|school|nursing school|board exam)\b"
)
"""Who asks for a short way into work: whether the law lets one is the answer."""
MOST_WAYS = 3


def tell_needs(turn: Turn) -> bool:
    """Answer for the job that is named, else for the one aimed at; False where no such question is asked or no job is known."""
    text = turn.text.casefold()
    asks = bool(ASKS_LICENCE.search(text) or ASKS_DEGREE.search(text) or ASKS_NEEDS.search(text) or asks_for_short_way(text))
    if not asks:
        return False
    named = [found.name for mention in turn.tools.names.mentions(turn.text) if (found := mention.reading("role"))]
    if not named and (job := _licensed_occupation(turn, text)):
        title, name = in_sentence(job.title), _named(job.licence)
        turn.say("utter_role_licensed_elsewhere", role=title, name=name, source=_source(turn, job.licence))
        return True
    role = turn.catalogue.roles.get(named[0] if named else str(turn.profile.target_role))
    if role is None:
        return False
    turn.tell(" ".join(" ".join([*_told(turn, role, text), place_note(turn)]).split()))
    return True


def asks_for_short_way(text: str) -> bool:
    """ "Why can't I just do a certificate?" """
    return bool(SHORT_WAY.search(text.casefold().replace("’", "'")))


def tell_short_way(turn: Turn) -> bool:
    """Answer the question for a short way into the job aimed at."""
    return asks_for_short_way(turn.text) and tell_needs(turn)


def _licensed_occupation(turn: Turn, text: str) -> Occupation | None:
    """The job of which the catalogue knows no more than that the law asks for a licence."""
    called = [title for pattern, title in ALSO_CALLED if pattern.search(text)]
    called += [found.name for mention in turn.tools.names.mentions(turn.text) if (found := mention.reading("occupation"))]
    jobs = (turn.catalogue.occupations[title] for title in called if title in turn.catalogue.occupations)
    return next((job for job in jobs if job.licence.requirement == "legal" and job.licence.name), None)


def _named(need: RoleRequirement) -> str:
    """The licence or degree within a sentence: "a state dental licence"."""
    name = need.name or ""
    return with_article(name[:1].lower() + name[1:])


def _source(turn: Turn, need: RoleRequirement) -> str:
    """Where the requirement was read and when, or that it was not."""
    if need.source:
        return f"Source: {need.source.title}, {need.source.as_of.isoformat()}."
    return turn.words("utter_role_unread").text if need.requirement != "none" else ""


def _told(turn: Turn, role: Role, text: str) -> list[str]:
    """The licence and the degree, as far as they are asked for or decide, and the ways in."""
    title = in_sentence(role.title)
    short_way = asks_for_short_way(text)
    everything = not short_way and (bool(ASKS_NEEDS.search(text)) or not (ASKS_LICENCE.search(text) or ASKS_DEGREE.search(text)))
    lines = []
    if everything or ASKS_LICENCE.search(text) or role.licence.requirement == "legal":
        lines.append(_requirement(turn, "licence", title, role.licence))
    if everything or ASKS_DEGREE.search(text) or short_way:
        lines.append(_requirement(turn, "degree", title, role.degree))
    routes = WaysIn.of(Case(turn.profile, turn.catalogue, turn.today)).routes(role)
    if routes and role.licence.requirement == "legal":
        ways = sorted((turn.catalogue.credentials[key] for key in routes), key=lambda one: (one.kind != "apprenticeship", one.id))
        lines.append(turn.words("utter_role_ways", names="; ".join(one.name for one in ways[:MOST_WAYS])).text)
    if everything:
        core = [name for name, weight in role.skills.items() if weight == max(role.skills.values())]
        lines.append(turn.words("utter_role_skills", skills=", ".join(core)).text)
    return lines


def _requirement(turn: Turn, kind: str, title: str, need: RoleRequirement) -> str:
    source = _source(turn, need)
    if not need.name or need.requirement == "none":
        return turn.words(f"utter_role_no_{kind}", role=title, source=source).text
    return turn.words(f"utter_role_{kind}_{need.requirement}", role=title, name=_named(need), source=source).text
