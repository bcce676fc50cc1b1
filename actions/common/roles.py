"""What a job itself asks for, a licence or a degree, for questions such as "do I need a license" or "what do plumbers need"."""

from __future__ import annotations

import re

from actions.common.turn import Turn
from knowledge.model import Role, RoleRequirement
from knowledge.recognition.case import Case
from knowledge.recognition.licensing import WaysIn
from knowledge.recognition.wording import in_sentence, with_article

ASKS_LICENCE = re.compile(r"\b(?:licen[sc]\w*|legal\w*|law|board exam|regulated)\b")
ASKS_DEGREE = re.compile(r"\b(?:degree|college|university|bachelor'?s?|diploma|school)\b")
ASKS_NEEDS = re.compile(
    r"\bwhat (?:\w+ ){0,3}(?:do(?:es)?|would|will|must) (?:an? )?(?:\w+ ){1,3}(?:need|have to|require|take)|\brequire[sd]?\b|\bwhat does it take\b"
    r"|\b(?:can|could|may|do) (?:i|you|someone|people|anyone) (?:\w+ )?(?:be|become|work as|get to be|practi[sc]e)\b|\bwithout (?:an? )?(?:degree|licen[sc]e|college|school)"
)
LICENSED_EVERYWHERE = re.compile(
    r"\b(?:therapists?|psychotherap\w+|psychologists?|(?:mental health |marriage )?counsel(?:l)?ors?|physicians?|doctors?|surgeons?|dentists?|dental hygienists?|pharmacists?"
    r"|veterinarians?|vets?(?= with| without| online|$)|optometrists?|chiropractors?|hair ?dressers?|hair ?stylists?|barbers?|cosmetologists?|cut hair|do hair)\b"
)
"""Work that every US state licenses and of which the catalogue has no job."""
MOST_WAYS = 3


def tell_needs(turn: Turn) -> bool:
    """Answer for the job that is named, else for the one aimed at; False where no such question is asked or no job is known."""
    text = turn.text.casefold()
    asks = bool(ASKS_LICENCE.search(text) or ASKS_DEGREE.search(text) or ASKS_NEEDS.search(text))
    if not asks:
        return False
    named = [found.name for mention in turn.tools.names.mentions(turn.text) if (found := mention.reading("role"))]
    if not named and (licensed := LICENSED_EVERYWHERE.search(text)):
        turn.say("utter_role_licensed_everywhere", work=licensed.group())
        return True
    role = turn.catalogue.roles.get(named[0] if named else str(turn.profile.target_role))
    if role is None:
        return False
    turn.tell(" ".join(" ".join(_told(turn, role, text)).split()))
    return True


def _told(turn: Turn, role: Role, text: str) -> list[str]:
    """The licence and the degree, as far as they are asked for or decide, and the ways in."""
    title = in_sentence(role.title)
    everything = bool(ASKS_NEEDS.search(text)) or not (ASKS_LICENCE.search(text) or ASKS_DEGREE.search(text))
    lines = []
    if everything or ASKS_LICENCE.search(text) or role.licence.requirement == "legal":
        lines.append(_requirement(turn, "licence", title, role.licence))
    if everything or ASKS_DEGREE.search(text):
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
    source = f"Source: {need.source.title}, {need.source.as_of.isoformat()}." if need.source else ""
    if not need.name or need.requirement == "none":
        return turn.words(f"utter_role_no_{kind}", role=title, source=source).text
    name = with_article(need.name[0].lower() + need.name[1:])
    return turn.words(f"utter_role_{kind}_{need.requirement}", role=title, name=name, source=source).text
