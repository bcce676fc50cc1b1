"""The days to remember: start, suggested finish, deadline, renewal, and a look at the facts every year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.model import Profile
from knowledge.plan import days
from knowledge.plan.facts import say, source_told, validity_told
from knowledge.plan.model import Moment, Step

IN_ORDER = ("finish", "start", "deadline", "expires", "check")
"""Of what falls on the same day."""


def moments_of(steps: Sequence[Step], deadline: date | None, profile: Profile, receipt: str, today: date) -> tuple[Moment, ...]:
    """All of them by day."""
    found = [moment for step in steps for moment in _of_step(step)]
    if deadline and profile.max_weeks:
        detail = say("detail.deadline", {"weeks": f"{profile.max_weeks:g}", "made": days.told(today)})
        found.append(Moment("deadline", "deadline", deadline, say("moment.deadline"), detail))
    pages = ", ".join(step.credential.url for step in steps)
    check = say("detail.check", {"pages": pages, "receipt": receipt})
    found.append(Moment("check", "check", days.next_year(today), say("moment.check"), check))
    return tuple(sorted(found, key=lambda one: (one.day, IN_ORDER.index(one.kind), one.key)))


def _of_step(step: Step) -> Iterable[Moment]:
    credential = step.credential
    name, no_time = {"name": credential.name}, bool(credential.unverified("duration"))
    if step.starts:
        yield Moment("start", f"start {credential.id}", step.starts, say("moment.start", name), say("detail.start"), credential.url)
    if step.finishes:
        yield Moment("finish", f"finish {credential.id}", step.finishes, say("moment.finish", name), step.pace, credential.url, no_time)
    if step.expires:
        detail = say("detail.expires", {"validity": validity_told(credential), "source": source_told(step.lapse)})
        unread = no_time or step.lapse.is_unverified
        yield Moment("expires", f"expires {credential.id}", step.expires, say("moment.expires", name), detail, credential.url, unread)
