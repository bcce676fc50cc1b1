"""A pasted job posting against the profile."""

from __future__ import annotations

from actions.common.profile import changes_by
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.understanding import keep
from knowledge.resolve.posting import is_posting, read_posting
from knowledge.resolve.statements import Fact

MOST_NAMED = 12
FEWEST_SKILLS = 2
"""A short text that the user calls a posting is one, if it asks for at least so many skills."""


class JobPosting(TurnAction):
    """Reads the posting, says what is covered and what is missing, and looks for what covers the missing part."""

    def name(self) -> str:
        return "action_job_posting"

    def take(self, turn: Turn) -> None:
        posting = read_posting(turn.text, turn.tools.names)
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
        credentials = [turn.catalogue.credentials[key].name for key in (*posting.required_credentials, *posting.preferred_credentials)]
        needs = [*credentials, *posting.licences, *([posting.degree] if posting.degree else [])]
        if needs:
            told.append(turn.words("utter_posting_needs", needs=", ".join(needs)).text)
        lead = "\n".join(told)
        self._take_over(turn, posting.role, missing)
        if not missing:
            return turn.tell(lead)
        return show_shortlist(turn, lead=lead)

    def _take_over(self, turn: Turn, role: str | None, missing: list[str]) -> None:
        """The posting is the aim now: its role, and the skills that are missing."""
        facts = [Fact("target_skills", None, "remove", "the posting")]
        facts += [Fact("target_skills", skill, "add", "the posting") for skill in missing]
        if role:
            facts.append(Fact("target_role", role, "set", "the posting"))
        keep(turn, changes_by(facts, turn.slots, turn.catalogue))
        turn.set("goal", turn.get("goal") or "skill_gap")


def _named(skills: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(list(skills)[:MOST_NAMED])
    return shown + (f" and {len(skills) - MOST_NAMED} more" if len(skills) > MOST_NAMED else "") if skills else "none found"
