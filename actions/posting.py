"""A pasted job posting against the profile."""

from __future__ import annotations

from actions.common.profile import changes_by
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.next_step import go_on
from actions.understanding import keep
from knowledge.recognition.background import Background
from knowledge.recognition.index import Index
from knowledge.resolve.posting import Posting, is_posting, read_posting
from knowledge.resolve.statements import Fact

MOST_NAMED = 12
FEWEST_SKILLS = 2
"""A short text that the user calls a posting is one, if it asks for at least so many skills."""


class JobPosting(TurnAction):
    """Reads the posting, says what is covered and what is missing, and looks for what covers the missing part."""

    def name(self) -> str:
        return "action_job_posting"

    def take(self, turn: Turn) -> None:
        if turn.intent != "share_job_posting":
            return go_on(turn)
        posting = read_posting(turn.text, turn.names)
        found = len(posting.required_skills) + len(posting.preferred_skills)
        if not is_posting(turn.text) and found < FEWEST_SKILLS:
            return turn.say("utter_posting_send")
        have = set(turn.profile.current_skills)
        wanted = [*posting.required_skills, *(skill for skill in posting.preferred_skills if skill not in posting.required_skills)]
        covered, missing = [skill for skill in wanted if skill in have], [skill for skill in wanted if skill not in have]
        told = [
            turn.words(
                "utter_posting_read",
                for_role=f" for {posting.role}" if posting.role else "",
                required=_named(posting.required_skills),
                preferred=_named(posting.preferred_skills),
            ).text,
            turn.words("utter_posting_covered", covered=_named(covered), missing=_named(missing)).text,
        ]
        needs = _needs(turn, posting)
        if held := ", ".join(name for name, is_held in needs.items() if is_held):
            told.append(turn.words("utter_posting_holds", needs=held).text)
        if lacking := ", ".join(name for name, is_held in needs.items() if not is_held):
            told.append(turn.words("utter_posting_needs", needs=lacking).text)
        lead = "\n".join(told)
        self._take_over(turn, posting, missing)
        if not missing:
            return turn.tell(lead)
        turn.leave_form()
        return show_shortlist(turn, lead=lead, whole=True)

    def _take_over(self, turn: Turn, posting: Posting, missing: list[str]) -> None:
        """The posting is the aim now: its role, the credentials that it requires, and the skills that are missing."""
        facts = [Fact("target_skills", None, "remove", "the posting")]
        facts += [Fact("target_skills", skill, "add", "the posting") for skill in missing]
        facts.append(Fact("wanted_credentials", None, "remove", "the posting"))
        facts += [Fact("wanted_credentials", key, "add", "the posting") for key in posting.required_credentials]
        if posting.role:
            facts.append(Fact("target_role", posting.role, "set", "the posting"))
        keep(turn, changes_by(facts, turn.slots, turn.catalogue))
        turn.set("goal", turn.get("goal") or "skill_gap")


def _needs(turn: Turn, posting: Posting) -> dict[str, bool]:
    """The credentials, licences and degree that the posting asks for, and whether each is held."""
    background = Background(turn.profile, Index.of(turn.catalogue))
    asked = (*posting.required_credentials, *posting.preferred_credentials)
    needs = {turn.catalogue.credentials[key].name: key in background.held_ids for key in asked}
    needs |= {name: name in background.words for name in posting.licences}
    return needs | ({posting.degree: bool(background.holds_degree(posting.degree))} if posting.degree else {})


def _named(skills: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(list(skills)[:MOST_NAMED])
    return shown + (f" and {len(skills) - MOST_NAMED} more" if len(skills) > MOST_NAMED else "") if skills else "none found"
