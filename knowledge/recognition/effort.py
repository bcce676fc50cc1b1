"""What a credential takes of this user: weeks and US dollars."""

from __future__ import annotations

from knowledge.model import Credential, Profile, months_of
from knowledge.settings import Settings


def weeks_for(profile: Profile, credential: Credential) -> tuple[float, float] | None:
    """Weeks until earned, least and most; None where nothing is known.

    Where the hours and the user's hours a week are known they decide, but never below the least time that the issuer names:
    a deadline must hold by either reckoning.
    """
    published, hours = credential.weeks, credential.hours
    if not hours or not profile.hours_per_week:
        return published
    least, most = hours[0] / profile.hours_per_week, hours[1] / profile.hours_per_week
    if published:
        least = max(least, published[0])
    return least, max(least, most)


def least_weeks(profile: Profile, credential: Credential, settings: Settings) -> float | None:
    """The weeks below which it cannot be earned: those published, and those that its hours take at the user's pace, or at full time."""
    weeks, hours = weeks_for(profile, credential), credential.hours
    at_full_time = hours[0] / (profile.hours_per_week or settings.most_hours_per_week) if hours else None
    return max((one for one in (weeks and weeks[0], at_full_time) if one is not None), default=None)


def usual_weeks(profile: Profile, credential: Credential, settings: Settings) -> float | None:
    """The longest ordinary duration in weeks, for comparing efforts; hours are spread over a usual week where the user named none."""
    weeks = weeks_for(profile, credential)
    if weeks:
        return weeks[1]
    if credential.hours:
        return credential.hours[1] / (profile.hours_per_week or settings.usual_hours_per_week)
    return None


def typical_weeks(profile: Profile, credential: Credential, settings: Settings) -> float | None:
    """Between the least and the most: a chain of worst cases would rule out nearly every chain."""
    weeks = weeks_for(profile, credential)
    return usual_weeks(profile, credential, settings) if weeks is None else round((weeks[0] + weeks[1]) / 2, 1)


def cost_usd(profile: Profile, credential: Credential, settings: Settings) -> float | None:
    """US dollars to earn it, cautiously: the longest time of a subscription at the user's pace; None where unknown."""
    total, rate = credential.cost_total, settings.usd_per.get(credential.cost.currency)
    if credential.cost.learning_per_month is not None and credential.cost.exam is not None and weeks_for(profile, credential):
        total = max(total or 0.0, _subscription_total(profile, credential))
    if total is None:
        return None
    if total == 0:
        return 0.0
    return None if rate is None else round(total * rate, 2)


def _subscription_total(profile: Profile, credential: Credential) -> float:
    """The cost in its own currency at this user's pace, which may be slower than the ordinary one."""
    cost, weeks = credential.cost, weeks_for(profile, credential)
    return (cost.learning_per_month or 0) * (months_of(weeks[1]) if weeks else 1) + (cost.exam or 0) + (cost.membership or 0)
