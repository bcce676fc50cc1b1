"""A receipt reproduces a recommendation: the same profile, catalogue, ranking version and day give the same options."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from knowledge.model import LedgerRow, Option, Profile, Recommendation, Report, Source
from knowledge.settings import RANKING_VERSION

ID_LENGTH = 12


def profile_json(profile: Profile) -> str:
    """The profile in one canonical form: what is not known is left out, keys are sorted."""
    known = {key: value for key, value in asdict(profile).items() if value not in (None, ())}
    return json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def profile_from_json(text: str) -> Profile:
    """The profile that ``profile_json`` wrote.

    Raises:
        ValueError: where the text is no such profile.
    """
    try:
        raw = json.loads(text)
        values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
        return Profile(**values)
    except (TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"not a profile: {error}") from error


def evidence_json(rows: Iterable[LedgerRow]) -> str:
    """The rows that are not of the catalogue's files, in one canonical form: what users were told, and what their employer recognises."""
    return json.dumps([asdict(row) for row in rows], sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=date.isoformat)


def evidence_from_json(text: str) -> tuple[LedgerRow, ...]:
    """The rows that ``evidence_json`` wrote.

    Raises:
        ValueError: where the text is no such rows.
    """
    try:
        return tuple(_row(values) for values in json.loads(text))
    except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"not evidence: {error}") from error


def _row(values: dict[str, Any]) -> LedgerRow:
    report = values["report"] and Report(**{**values["report"], "day": date.fromisoformat(values["report"]["day"])})
    source = values["source"] and Source(**{**values["source"], "seen": date.fromisoformat(values["source"]["seen"])})
    return LedgerRow(**{**values, "roles": tuple(values["roles"]), "source": source, "report": report})


def receipt_id(profile: Profile, catalogue_version: str, today: date, evidence: tuple[LedgerRow, ...] = ()) -> str:
    """Twelve letters and digits. The day counts, because the age of facts does; and what users were told, where there is any."""
    told = (evidence_json(evidence),) if evidence else ()
    text = "\n".join((profile_json(profile), catalogue_version, RANKING_VERSION, today.isoformat(), *told))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that is needed to give the same answer again, and the options then given to compare with."""

    id: str
    profile: str
    catalogue_version: str
    ranking_version: str
    today: date
    options: tuple[str, ...]
    evidence: str = "[]"

    @classmethod
    def of(cls, profile: Profile, recommendation: Recommendation, today: date) -> Receipt:
        """The receipt of that answer."""
        ids = tuple(option.credential.id for option in recommendation.options)
        told = evidence_json(recommendation.evidence)
        return cls(recommendation.receipt, profile_json(profile), recommendation.catalogue_version, RANKING_VERSION, today, ids, told)


def options_json(recommendation: Recommendation) -> str:
    """The options as canonical JSON, byte-identical for the same input."""
    return json.dumps([_plain(option) for option in recommendation.options], sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(option: Option) -> dict[str, Any]:
    return {
        "id": option.credential.id,
        "score": option.score,
        "reason": option.reason,
        "weeks": option.weeks,
        "cost_usd": option.cost_usd,
        "findings": [asdict(finding) for finding in option.findings],
    }
