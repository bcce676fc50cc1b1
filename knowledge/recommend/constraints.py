"""Hard limits: what a user has ruled out or cannot have is never an option, and the reason is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from knowledge.model import Credential, Exclusion
from knowledge.recognition.adding import supersedes
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, least_weeks, weeks_for
from knowledge.recognition.fitting import delivery_fits
from knowledge.recognition.prerequisites import lacking, told
from knowledge.recognition.verified import marked
from knowledge.recognition.wording import as_sentence, in_sentence, money, span, wording_of
from knowledge.terms import FactGroup

Rule = Callable[[Case, Credential], "Barred | None"]

MOVABLE = ("budget", "cost_unknown", "deadline", "delivery", "avoided", "issuer_type")
"""Rules that rest on the user's wishes: another wish would let the option in."""
RESTS_ON: dict[str, tuple[FactGroup, ...]] = {
    "retired": ("status",),
    "prerequisite": ("prerequisites",),
    "budget": ("cost",),
    "cost_unknown": ("cost",),
    "deadline": ("duration",),
    "delivery": ("delivery",),
}
"""Rule -> the group of facts that decides it."""


@dataclass(frozen=True, slots=True)
class Barred:
    """The rule that keeps a credential out, and the values of its sentence ``excluded.<said>``."""

    credential: Credential
    rule: str
    said: str
    values: Mapping[str, Any]

    def exclusion(self, near: bool = True) -> Exclusion:
        """The same, worded."""
        because = wording_of("recommend").say(f"excluded.{self.said}", self.values)
        return Exclusion(self.credential, self.rule, as_sentence(marked(because, self.credential, *self.tells)), near)

    @property
    def tells(self) -> tuple[FactGroup, ...]:
        """The groups of facts that its sentence tells."""
        if self.said == "cost_unknown":
            return ()
        return ("assessment",) if self.said == "avoided_assessment" else RESTS_ON.get(self.rule, ())


def barred(case: Case, credential: Credential) -> Barred | None:
    """The first rule that keeps this credential out for this user, or None."""
    key, known = ("barred", credential.id), case.background.memo
    if key not in known:
        known[key] = _first(FIXED, case, credential)
    fixed: Barred | None = known[key]
    return fixed or _first(WISHES, case, credential)


def _first(rules: Iterable[Rule], case: Case, credential: Credential) -> Barred | None:
    return next((found for rule in rules if (found := rule(case, credential))), None)


def all_barred(case: Case, credential: Credential) -> list[Barred]:
    """Every rule that keeps it out."""
    return [found for rule in (*FIXED, *WISHES) if (found := rule(case, credential))]


def _retired(case: Case, credential: Credential) -> Barred | None:
    return Barred(credential, "retired", "retired", {}) if credential.status == "retired" else None


def _held(case: Case, credential: Credential) -> Barred | None:
    background = case.background
    if credential.id in background.held_ids:
        return Barred(credential, "held", "held", {})
    if credential.kind == "licence" and background.holds_rung(credential):
        return Barred(credential, "held", "held", {})
    if credential.kind == "degree" and background.holds_this_degree(credential.name):
        return Barred(credential, "held", "held", {})
    if higher := supersedes(case, credential):
        return Barred(credential, "redundant", "redundant", {"held": higher})
    if above := case.index.steps_to.get(case.profile.current_role or "", {}).get(credential.id):
        return Barred(credential, "redundant", "redundant", {"held": above.name})
    return None


def _avoided(case: Case, credential: Credential) -> Barred | None:
    if not case.profile.avoid:
        return None
    named = {credential.issuer, credential.id, credential.name, credential.kind, credential.issuer_type, *credential.aliases}
    hits = sorted(set(case.profile.avoid) & (named | set(credential.assessment)))
    hits = hits or [name for name in case.profile.avoid if _is_hosted_by(credential, name)]
    if not hits:
        return None
    what = hits[0]
    what = credential.name if what == credential.id else what
    said = "avoided_assessment" if what in credential.assessment else "avoided_issuer" if what == credential.issuer else "avoided"
    return Barred(credential, "avoided", said, {"what": what.replace("_", " ")})


def _is_hosted_by(credential: Credential, name: str) -> bool:
    """Whether its page is on that platform: "not Coursera" means Google's certificates on Coursera too."""
    host = urlsplit(credential.url).hostname or ""
    return name.casefold().replace(" ", "") in host.split(".")


def _prerequisite(case: Case, credential: Credential) -> Barred | None:
    need = lacking(credential, case.background)
    if need is None:
        return None
    said = "prerequisite_newcomer" if case.background.is_newcomer else "prerequisite"
    return Barred(credential, "prerequisite", said, {"need": told(need, case.background)})


def _budget(case: Case, credential: Credential) -> Barred | None:
    limit = case.profile.max_cost
    if limit is None:
        return None
    cost = cost_usd(case.profile, credential, case.settings)
    if cost is None:
        monthly = credential.cost.learning_per_month
        values = {"limit": budget(limit), "cost": money(monthly or 0.0, credential.cost.currency)}
        return Barred(credential, "cost_unknown", "cost_monthly" if monthly else "cost_unknown", values)
    if cost <= limit:
        return None
    converted = credential.cost.currency != "USD"
    values = {"cost": money(cost), "limit": budget(limit), "own": money(credential.cost_total or 0, credential.cost.currency)}
    return Barred(credential, "budget", "budget_converted" if converted else "budget_free" if limit == 0 else "budget", values)


def budget(limit: float) -> str:
    """A stated budget within a sentence."""
    return wording_of("recommend").say("budget.free" if limit == 0 else "budget.limit", {"limit": money(limit)})


def _deadline(case: Case, credential: Credential) -> Barred | None:
    limit, least = case.profile.max_weeks, least_weeks(case.profile, credential, case.settings)
    if limit is None or least is None or least <= limit:
        return None
    published = weeks_for(case.profile, credential)
    said = "deadline_hours" if published is None or published[0] <= limit else "deadline"
    said = "deadline_paced" if credential.hours and case.profile.hours_per_week else said
    values = {
        "least": span(math.ceil(least), math.ceil(least), "week"),
        "limit": span(limit, limit, "week"),
        "pace": f"{case.profile.hours_per_week or 0:g}",
        "hours": span(*(credential.hours or (0.0, 0.0)), "hour"),
        "a_week": f"{(credential.hours or (0.0,))[0] / max(limit, 1.0):.0f}",
    }
    return Barred(credential, "deadline", said, values)


def _delivery(case: Case, credential: Credential) -> Barred | None:
    wanted = case.profile.delivery
    if wanted in (None, "hybrid") or delivery_fits(wanted, credential.delivery) is not False:
        return None
    offered = tuple(how.replace("_", " ") for how in credential.delivery)
    return Barred(credential, "delivery", "delivery", {"offered": offered, "wanted": (wanted or "").replace("_", " ")})


def _country(case: Case, credential: Credential) -> Barred | None:
    """Licences, degrees and apprenticeships hold where they are given; courses travel."""
    home = case.settings.home_country
    if not credential.countries or home in credential.countries:
        return None
    if credential.kind not in ("licence", "apprenticeship") and not _is_foreign_law(case, credential):
        return None
    return Barred(credential, "country", "country", {"countries": credential.countries})


def _is_foreign_law(case: Case, credential: Credential) -> bool:
    """Whether it is a card that the law of other countries asks for, of no use at home."""
    bases = [(row.basis, row.jurisdiction or "") for row in case.index.by_others.get(credential.id, ())]
    return any(basis == "legally_required" for basis, _ in bases) and not any(
        where.startswith(case.settings.home_country) for _, where in bases
    )


def _issuer_type(case: Case, credential: Credential) -> Barred | None:
    """The kind of issuer is a wish beside other wishes, and a limit where it is the only one."""
    profile = case.profile
    others = (profile.max_cost, profile.max_weeks, profile.delivery, profile.assessment)
    if not profile.issuer_types or credential.issuer_type in profile.issuer_types or any(one is not None for one in others):
        return None
    return Barred(
        credential, "issuer_type", "issuer_type", {"wanted": tuple(in_sentence(one.replace("_", " ")) for one in profile.issuer_types)}
    )


FIXED: tuple[Rule, ...] = (_retired, _held, _country, _prerequisite)
"""What rests on the catalogue and the background: told first, since no other wish would change it."""
WISHES: tuple[Rule, ...] = (_avoided, _budget, _deadline, _delivery, _issuer_type)
"""What another wish would change, in the order in which it is told."""
