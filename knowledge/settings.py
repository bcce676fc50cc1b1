"""What a deployment may tune in the answers: limits, thresholds and exchange rates. No names of people, issuers or credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

RANKING_VERSION = "6"
"""Part of every receipt. Raise it with any change that can move an option."""

_DOLLARS_PER_UNIT = {"AUD": 0.6644, "EUR": 1.0817, "NZD": 0.6143, "GBP": 1.2440}
_UNITS_PER_DOLLAR = {
    "BRL": 4.9946,
    "CAD": 1.3494,
    "CHF": 0.8984,
    "CNY": 7.0809,
    "DKK": 6.8900,
    "HKD": 7.8292,
    "INR": 82.5708,
    "JPY": 140.5001,
    "MXN": 17.7334,
    "NOK": 10.5659,
    "SEK": 10.6089,
    "SGD": 1.3428,
    "ZAR": 18.4535,
}
"""Averages of 2023 as the Federal Reserve tells them, each the way round that it does: "Foreign Exchange Rates, G.5A Annual", release of
2024-02-01, https://federalreserve.gov/releases/g5a/20240201, read 2026-11-29; the newest release that could be read."""
_NOT_CHECKED = {"AED": 0.272, "PLN": 0.251}
"""Dollars a unit; that release hasn't got them and no other source was found: from memory. No price in the catalogue is in them."""

USD_PER: Mapping[str, float] = MappingProxyType(
    {"USD": 1.0, **_DOLLARS_PER_UNIT, **{currency: 1 / units for currency, units in _UNITS_PER_DOLLAR.items()}, **_NOT_CHECKED}
)
"""US dollars for one unit of each currency. They hold a budget told in one currency against a price in another, both ways by the same
rate; they are not for accounting. Go over them once a year, and raise ``RANKING_VERSION`` with them."""

HOURS_OF: Mapping[str, float] = MappingProxyType(
    {"evening": 2.0, "evenings": 6.0, "day": 4.0, "weekends": 8.0, "lunch breaks": 2.0, "full time": 40.0, "part time": 10.0, "most": 40.0}
)
"""Hours of study a week that are taken where somebody names a time instead: "evenings only", "two days a week"; "most" bounds a sum."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the recognition questions and of the recommendation. Shares and scores run from 0 to 1."""

    home_country: str = "US"
    """A credential aimed at other countries only is kept, but marked and ranked lower."""
    usd_per: Mapping[str, float] = field(default_factory=lambda: USD_PER)
    usual_hours_per_week: float = 6.0
    """Assumed only to compare efforts where the user named no hours; never to enforce a deadline."""
    most_hours_per_week: float = 40.0
    """Nobody learns longer: what takes more hours than a deadline leaves room for misses it, though no weeks are on record."""

    fresh_months: int = 24
    dated_months: int = 48
    cost_stale_months: int = 12
    validity_stale_months: int = 18

    match_yes: float = 0.5
    match_partly: float = 0.12
    match_full: float = 0.65
    """Covering this share of what is wanted earns full marks: no single credential covers a whole job."""

    max_options: int = 5
    floor: float = 0.34
    """An option that scores less is not shown."""
    far_behind: float = 0.55
    """Nor is one that scores less than this share of the best."""
    unproven_behind: float = 0.65
    """The same, where the best is asked for by others, for one that nobody but its issuer speaks for: beside it that is filling."""
    elsewhere_behind: float = 0.95
    """The same in a licensed field, where the best is made for the job aimed at, for one made for other jobs."""
    per_issuer: int = 2
    near: float = 0.12
    """Two options whose scores differ by less are near to each other."""
    free_margin: float = 0.06
    lead_ins: int = 2
    """Preparations or tryouts shown beside the licence or degree that a role requires."""

    shown_work: frozenset[str] = frozenset({"ai", "cloud-devops", "data", "digital-marketing", "software", "ux-design"})
    """Fields in which a piece of work can be made alone and shown to an employer; elsewhere a project of one's own proves little."""

    max_steps: int = 4
    step_gain: float = 0.05
    """A step of a pathway must add at least this share of the role's skills."""

    max_questions: int = 4
    stable_below: float = 0.2
    """A question is asked only where its answer is expected to change at least this share of the top three."""


DEFAULT = Settings()
