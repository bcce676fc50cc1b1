"""A pasted job posting against the profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from actions.common.aspects import tell_briefly
from actions.common.profile import changes_by
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.next_step import go_on
from actions.understanding import I_AM, keep, remember, state_of
from bot.cards.build import posting_card
from knowledge.recognition.wording import in_sentence
from knowledge.recommend.coverage import Coverage, coverage
from knowledge.resolve.posting import Posting, read_posting
from knowledge.resolve.posting_signs import LINK, is_link, is_posting
from knowledge.resolve.statements import Fact, read_statements
from knowledge.resolve.tokens import key_of

FEWEST_SKILLS = 2
"""A short text that the user calls a posting is one, if it asks for at least so many skills."""


class JobPosting(TurnAction):
    """Reads the posting, says what comes first, what is covered and what is missing, and looks for what covers the missing part."""

    def name(self) -> str:
        return "action_job_posting"

    def take(self, turn: Turn) -> None:
        if is_link(turn.text):
            return _tell_of_link(turn)
        if turn.intent != "share_job_posting":
            return go_on(turn)
        text, beside = apart(turn.text)
        posting = read_posting(text, turn.names)
        _keep_own(turn, beside, posting)
        asked = len(posting.required_skills) + len(posting.preferred_skills)
        if not is_posting(turn.text) and asked < FEWEST_SKILLS:
            return turn.say("utter_posting_send")
        found = coverage(turn.profile, posting, turn.catalogue, turn.today)
        if not found.skills and not found.needs:
            return turn.say("utter_posting_empty")
        turn.leave_form()
        _take_over(turn, posting, found)
        turn.show(posting_card(posting, found), _read(turn, posting, found), _outlook(turn, found))
        if found.missing:
            show_shortlist(turn, whole=True, covers={one.credential.id: one for one in found.covers})
        return None


QUOTED = re.compile(r"(?:(?<=\s)|^)[\"'“‘](?P<posting>.{60,})[\"'”’](?=\s|[.,;]|$)", re.DOTALL)
OWN = re.compile(
    r"^\W*(?:(?:and|but|so|well|ok|now|also|hi|hello)\b\W*)*(?:i|i'?m|i'?ve|i'?d|my|me)\b(?! (?:am|are) (?:hiring|looking for an?))",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def apart(text: str) -> tuple[str, str]:
    """A posting and what its reader tells of himself beside it: around the quotation marks, or in sentences of his own before and behind it."""
    if quoted := QUOTED.search(text):
        return quoted["posting"], f"{text[: quoted.start()]} . {text[quoted.end() :]}"
    parts = SENTENCES.split(text)
    first, last = 0, len(parts)
    while first < last and OWN.match(parts[first]):
        first += 1
    while last > first and OWN.match(parts[last - 1]):
        last -= 1
    if first == last:
        return text, ""
    start = text.index(parts[first]) if first else 0
    end = text.rindex(parts[last - 1]) + len(parts[last - 1])
    return text[start:end], " ".join((*parts[:first], *parts[last:]))


DENIES = re.compile(r"\b(?:no|not|never|n't|don'?t|dont|haven'?t|lack\w*|missing|except|without|nor)\b", re.IGNORECASE)
HAS = re.compile(r"\bi(?:'ve| have|'m)? (?:\w+ )?(?:do|did|done|know|can|handle|run|use|have|got|hold)\b", re.IGNORECASE)
LEAST_LETTERS = 6


def _keep_own(turn: Turn, text: str, posting: Posting) -> None:
    """What is told beside the posting counts before it is weighed; skills of the posting may be told in short ("the preventive stuff")."""
    if not text.strip(" ."):
        return
    said = read_statements(text, turn.names, goal=turn.get("goal"), intent="inform", today=turn.today)
    facts = [fact for fact in said.facts if fact.slot in TOLD_BESIDE and fact.operation in ("add", "set") and fact.value is not None]
    if not I_AM.search(text.casefold().replace("’", "'")):
        facts = [fact for fact in facts if fact.slot != "current_role"]  # what one does of the posting makes no job
    asked = (*posting.required_skills, *posting.preferred_skills)
    for clause in re.split(r"[.;!?]|\bbut\b", text):
        if HAS.search(clause) and not DENIES.search(clause):
            facts += [Fact("current_skills", name, "add", clause.strip()) for name in asked if _told_in_short(name, asked, clause)]
    before = state_of(turn)
    keep(turn, changes_by(facts, turn.slots, turn.catalogue))
    remember(turn, before, same_message=True)


TOLD_BESIDE = ("current_role", "current_skills", "held_credentials", "experience_years", "max_cost", "max_weeks", "hours_per_week")


def _told_in_short(name: str, asked: Sequence[str], clause: str) -> bool:
    """Whether a word that only this skill of the posting has stands in the clause."""
    others = {word for other in asked if other != name for word in key_of(other)}
    own = [word for word in key_of(name) if word not in others and len(word) >= LEAST_LETTERS]
    return any(word in key_of(clause) for word in own)


def _read(turn: Turn, posting: Posting, found: Coverage) -> str:
    """What it is for, and what was odd about it."""
    role = in_sentence(posting.role) if posting.role else ""
    for_role = f" for {role} work" if role else ""
    told = [turn.words("utter_posting_read", for_role=for_role, at=f" at {posting.employer}" if posting.employer else "").text]
    if posting.apply_by:
        told.append(turn.words("utter_posting_apply_by", day=posting.apply_by).text)
    if posting.other_roles:
        told.append(turn.words("utter_posting_two_roles", others=" and ".join(map(in_sentence, posting.other_roles)), role=role).text)
    if found.usual:
        told.append(turn.words("utter_posting_no_skills", role=role).text)
    return " ".join(told)


def _outlook(turn: Turn, found: Coverage) -> str:
    """What the measures leave out, what to do where nothing is missing or nothing closes the gap, and the one question that would help."""
    told = []
    if found.skills and not found.missing:
        told.append(turn.words("utter_posting_all_covered").text)
    elif found.skills and not found.covers:
        told.append(turn.words("utter_posting_nothing_covers").text)
    elif found.unpriced:
        told.append(turn.words("utter_posting_unpriced", count=str(found.unpriced)).text)
    if any(need.met is None for need in found.needs):
        told.append(turn.words("utter_posting_which_needs").text)
    return " ".join(told)


def _take_over(turn: Turn, posting: Posting, found: Coverage) -> None:
    """The posting is the aim now: its role, the credentials that it requires, and the skills that are missing."""
    facts = [Fact("target_skills", None, "remove", "the posting")]
    facts += [Fact("target_skills", skill.name, "add", "the posting") for skill in found.missing]
    facts.append(Fact("wanted_credentials", None, "remove", "the posting"))
    facts += [Fact("wanted_credentials", key, "add", "the posting") for key in posting.required_credentials]
    if posting.role:
        facts.append(Fact("target_role", posting.role, "set", "the posting"))
    keep(turn, changes_by(facts, turn.slots, turn.catalogue))
    turn.set("goal", turn.get("goal") or "skill_gap")


def _tell_of_link(turn: Turn) -> None:
    """Nothing is fetched from the web. A link to the page of a credential on record names it all the same."""
    pages = {_page(link.group()) for link in LINK.finditer(turn.text)}
    key = next((one.id for one in turn.catalogue.credentials.values() if _page(one.url) in pages), None)
    if key is None:
        return turn.say("utter_posting_link")
    turn.set("focus", key)
    return tell_briefly(turn, turn.catalogue.credentials[key])


def _page(link: str) -> tuple[str, str]:
    """A link without what differs between two links to one page."""
    parts = urlsplit(link if "//" in link else f"//{link}")
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/.,)").casefold()
