"""What an employer says of credentials to its own people: a file for each employer, whose facts nobody else sees.

name: Acme Health
tenants: {slack: [T0123ABCD], teams: [00000000-0000-0000-0000-000000000000]}
source: {title: Tuition policy, url: "https://intranet.example.com/tuition", seen: 2026-11-01}
tuition: {up_to: 5250, per: year}
recognised:
  - {credential: comptia-security-plus, roles: [Security analyst], up_to: 400}
  - {credential: aws-cloud-practitioner, statement: Counts for the cloud track.}
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.model import LedgerRow, Source

FOLDER = "CREDWISE_EMPLOYERS"
Text = Annotated[str, Field(min_length=1, max_length=300)]
Amount = Annotated[float, Field(ge=0, le=1_000_000)]


class EmployersError(ValueError):
    """A file of an employer can't be used; the message is one sentence that says why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Source(_Part):
    title: Text
    url: Text
    seen: date


class _Tuition(_Part):
    up_to: Amount
    per: Literal["year", "credential"] = "year"


class _Recognised(_Part):
    credential: Text
    roles: list[Text] = []
    up_to: Amount | None = None
    statement: Text | None = None


class _File(_Part):
    name: Text
    tenants: Mapping[Literal["slack", "teams"], list[Text]]
    source: _Source
    tuition: _Tuition | None = None
    recognised: list[_Recognised] = []


@dataclass(frozen=True, slots=True)
class EmployerProgram:
    """What one employer recognises. ``rows`` are of basis `employer_program`; ``tenants`` are pairs of channel and tenant."""

    key: str
    name: str
    tenants: frozenset[tuple[str, str]]
    rows: tuple[LedgerRow, ...]


def load_employers(folder: Path | None = None) -> Mapping[str, EmployerProgram]:
    """Return the employers by key: those of the folder, or of the one that CREDWISE_EMPLOYERS names; none where it names none.

    Raises:
        EmployersError: where a file is wrong, or two employers have the same tenant.
    """
    if folder is None:
        named = os.environ.get(FOLDER)
        if not named:
            return {}
        folder = Path(named)
        if not folder.is_dir():
            raise EmployersError(f"{FOLDER} is {named!r}, but there is no such folder.")
    found = {path.stem: _program(path) for path in sorted(folder.glob("*.yml"))}
    owners: dict[tuple[str, str], str] = {}
    for key, program in found.items():
        for tenant in program.tenants:
            if (other := owners.setdefault(tenant, key)) != key:
                raise EmployersError(
                    f"The {tenant[0]} tenant {tenant[1]} is in {other}.yml and in {key}.yml; it can be of one employer only."
                )
    return found


@cache
def employers() -> Mapping[str, EmployerProgram]:
    """The employers of this process, read once."""
    return load_employers()


def employer_of(channel: str, tenant: str) -> str | None:
    """Return the key of the employer that a workspace or tenant is bound to."""
    return next((key for key, program in employers().items() if (channel, tenant) in program.tenants), None)


def unknown_credentials(program: EmployerProgram, known: Collection[str]) -> list[str]:
    """Return the credentials of a program that the catalogue does not have."""
    return [row.credential for row in program.rows if row.credential not in known]


def _program(path: Path) -> EmployerProgram:
    try:
        raw: Any = yaml.safe_load(path.read_text("utf-8"))
        file = _File.model_validate(raw)
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        place = (
            "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
            if isinstance(error, ValidationError)
            else "no YAML"
        )
        raise EmployersError(f"{path.name} can't be used: {place}.") from None
    key = path.stem
    source = Source(key=f"employer:{key}", url=file.source.url, title=file.source.title, seen=file.source.seen, by=file.name)
    rows = tuple(
        LedgerRow(
            id=f"employer:{key}:{number}",
            credential=one.credential,
            recogniser_kind="employer",
            recogniser=file.name,
            basis="employer_program",
            statement=_statement(one, file.tuition),
            roles=tuple(one.roles),
            source=source,
        )
        for number, one in enumerate(file.recognised)
    )
    return EmployerProgram(
        key, file.name, frozenset((channel, tenant) for channel, names in file.tenants.items() for tenant in names), rows
    )


def _statement(one: _Recognised, tuition: _Tuition | None) -> str:
    """ "recognised here, reimbursed up to $400": the words of the answer."""
    if one.up_to is not None:
        paid = f", reimbursed up to ${one.up_to:,.0f}" if one.up_to else ", not reimbursed"
    else:
        paid = f", reimbursed up to ${tuition.up_to:,.0f} a {tuition.per}" if tuition else ""
    more = f" {one.statement}" if one.statement else ""
    return f"recognised here{paid}.{more}"
