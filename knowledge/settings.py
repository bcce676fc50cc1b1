"""What a deployment may tune in the answers: limits, thresholds and exchange rates. No names of people, issuers or credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

RANKING_VERSION = "2"
"""Part of every receipt. Raise it with any change that can move an option."""

RATES_OF_YEAR = 2024
USD_PER: Mapping[str, float] = MappingProxyType(
    {
        "USD": 1.0,
        "EUR": 1.08,
        "GBP": 1.28,
        "CHF": 1.14,
        "CAD": 0.73,
        "AUD": 0.66,
        "NZD": 0.605,
        "SGD": 0.75,
        "HKD": 0.128,
        "JPY": 0.0066,
        "CNY": 0.139,
        "INR": 0.012,
        "ZAR": 0.0546,
        "BRL": 0.186,
        "MXN": 0.0546,
        "SEK": 0.0945,
        "NOK": 0.093,
        "DKK": 0.145,
        "PLN": 0.251,
        "AED": 0.272,
    }
)
"""US dollars for one unit: rounded yearly averages of ``RATES_OF_YEAR``, not checked in a source. They hold a budget told in one currency
against a price in another, both ways by the same rate; they are not for accounting. Go over them once a year."""

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
