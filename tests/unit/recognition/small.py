"""A small catalogue for tests: builders with ordinary values, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from knowledge.model import (
    Catalogue,
    Cost,
    Credential,
    Field,
    Issuer,
    LedgerRow,
    Occupation,
    Prerequisite,
    Role,
    RoleRequirement,
    Skill,
    Source,
    Stack,
)

TODAY = date(2026, 11, 22)
PAGE = Source("data/page", "https://example.org/page", "A page", date(2026, 10, 1), "official")
OLD_PAGE = Source("data/old", "https://example.org/old", "An old page", date(2022, 1, 1), "issuer")


def credential(key: str, **changes: Any) -> Credential:
    """A free, online, entry-level certificate in data that teaches SQL."""
    values: dict[str, Any] = {
        "id": key,
        "name": key.replace("-", " ").title(),
        "field": "data",
        "kind": "certificate",
        "issuer": "Data School",
        "issuer_type": "platform",
        "level": "entry",
        "summary": "A short course.",
        "skills": ("SQL",),
        "url": "https://example.org/course",
        "roles": ("Data analyst",),
        "weeks": (4.0, 8.0),
        "cost": Cost(learning=0, exam=0),
        "assessment": ("completion",),
        "applied_work": "none",
        "delivery": ("online",),
        "facts": {"cost": PAGE, "duration": PAGE, "validity": PAGE, "assessment": PAGE},
    }
    return Credential(**(values | changes))


def row(key: str, about: str, **changes: Any) -> LedgerRow:
    """A sourced row: job postings prefer the credential."""
    values: dict[str, Any] = {
        "recogniser_kind": "employer",
        "recogniser": "Acme Hospital",
        "basis": "preferred_in_postings",
        "statement": "Named as preferred in postings.",
        "source": PAGE,
    }
    return LedgerRow(id=key, credential=about, **(values | changes))


def need(kind: str, **changes: Any) -> Prerequisite:
    """A required prerequisite."""
    return Prerequisite(**({"type": kind, "need": "required"} | changes))


def stack(start: str, kind: str, to: str | None = None, **changes: Any) -> Stack:
    """A sourced relation."""
    values: dict[str, Any] = {"detail": "It counts.", "source": PAGE} | changes
    return Stack(id=f"{start}:{kind}:{to or 'x'}", credential=start, kind=kind, to=to, **values)  # type: ignore[arg-type]


NURSE_LICENCE = RoleRequirement("legal", "State registered nurse licence (NCLEX-RN)", PAGE)

FIELDS = (
    Field("data", "Data and analytics", "growing", "Projects beside certificates open doors.", related=("health",)),
    Field("health", "Nursing", "licensed", "The law decides who may practise.", culture_source=PAGE),
    Field("policy", "Public policy", "degree_focused", "Employers look at the degree.", culture_source=PAGE),
)
SKILLS = (
    Skill("SQL", "data"),
    Skill("Statistics", "data"),
    Skill("Data visualization", "data"),
    Skill("Tableau", "data", broader="Data visualization"),
    Skill("Power BI", "data", broader="Data visualization"),
    Skill("Telehealth", "health"),
    Skill("Nursing practice", "health"),
    Skill("Policy analysis", "policy"),
    Skill("Communication", None),
)
ROLES = (
    Role("Data analyst", "15-2051.01", "data", "entry", {"SQL": 3, "Statistics": 2, "Data visualization": 2, "Communication": 1}),
    Role("Registered nurse", "29-1141.00", "health", "intermediate", {"Nursing practice": 3}, ("RN", "Nurse"), NURSE_LICENCE),
    Role("Telehealth nurse", "29-1141.01", "health", "intermediate", {"Telehealth": 3, "Nursing practice": 3}, (), NURSE_LICENCE),
    Role(
        "Policy analyst", "19-3094.00", "policy", "entry", {"Policy analysis": 3},
        degree=RoleRequirement("customary", "Bachelor's degree", PAGE),
    ),
)  # fmt: skip
ISSUERS = (
    Issuer("Data School", "platform"),
    Issuer("Other School", "platform"),
    Issuer("Third School", "university"),
    Issuer("State board", "government"),
)


def catalogue(
    credentials: Iterable[Credential], ledger: Iterable[LedgerRow] = (), stacks: Iterable[Stack] = (), roles: Iterable[Role] = ()
) -> Catalogue:
    """These credentials in the small world of fields, skills, roles and issuers above."""
    return Catalogue(
        version="test",
        fields={field.slug: field for field in FIELDS},
        skills={skill.name: skill for skill in SKILLS},
        roles={role.title: role for role in (*ROLES, *roles)},
        issuers={issuer.name: issuer for issuer in ISSUERS},
        employers={},
        credentials={one.id: one for one in credentials},
        stacks=tuple(stacks),
        ledger=tuple(ledger),
        occupations={"Florist": Occupation("Florist", "27-1023.00")},
    )
