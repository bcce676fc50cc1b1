"""A small catalogue as files: two fields, a few credentials, every kind of entry and every group of facts once."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

FILES = {
    "common/employers.yml": """
        - {name: Acme Hospital, aliases: [Acme], sector: Health care}
        - {name: Öko Bank, sector: Banking}
    """,
    "common/issuers.yml": """
        - {name: Data School, aliases: [DS], type: platform, url: "https://data.example.org"}
        - {name: State board, type: government}
    """,
    "common/skills.yml": """
        - {name: Communication, aliases: [communicating]}
    """,
    "common/occupations.yml": """
        - {title: Florist, onet: 27-1023.00, titles: [flower arranger]}
    """,
    "data/field.yml": """
        name: Data and analytics
        aliases: [data]
        culture: growing
        culture_why: Projects beside certificates open doors.
        culture_source: survey
        related: [Nursing]
    """,
    "data/sources.yml": """
        survey: {url: "https://example.org/survey", title: A survey, seen: 2026-10-01, dated: 2026-05-01, by: third_party}
        page: {url: "https://example.org/page", title: A page, seen: 2026-10-02, by: issuer}
        old-page: {url: "https://example.org/old", title: An old page, seen: 2026-10-02, dated: 2023-01-01, by: issuer}
    """,
    "data/skills.yml": """
        - {name: SQL, aliases: [structured query language]}
        - {name: Statistics}
        - {name: Tableau, broader: Statistics}
    """,
    "data/roles.yml": """
        - {title: Data analyst, onet: 15-2051.01, titles: [reporting analyst], level: entry, skills: {SQL: 3, Statistics: 2, Communication: 1}}
    """,
    "data/credentials.yml": """
        - id: sql-basics
          name: SQL Basics
          aliases: [SQL 101]
          kind: certificate
          issuer: Data School
          level: entry
          summary: A short course.
          skills: [SQL]
          roles: [Data analyst]
          duration: {weeks: 4, hours: [10, 20]}
          cost: {currency: USD, learning: 0, exam: 0}
          assessment: [completion]
          applied_work: none
          delivery: [online]
          validity: {never_expires: true}
          url: https://example.org/sql
          facts: {cost: page, duration: page, validity: unverified}
        - id: sql-advanced
          name: Advanced SQL
          kind: industry_certification
          issuer: Data School
          level: advanced
          summary: An exam with a project.
          skills: [SQL, Statistics]
          roles: [Data analyst]
          duration: {weeks: [6, 12]}
          cost: {currency: EUR, learning_per_month: 39.5, exam: 120, membership: 10, renewal: 60, note: a subscription}
          prerequisites:
            - {type: credential, credential: sql-basics, need: recommended}
            - {type: experience, months: 12, name: work with data, need: required}
          assessment: [exam, project]
          applied_work: project
          delivery: [online, hybrid]
          languages: [English, German]
          countries: [DE, US]
          validity: {months: 36, renewal: 30 hours of training}
          updated: 2026-01-31
          version: v2
          status: active
          url: https://example.org/advanced
          facts: {cost: page, duration: survey, validity: page}
        - id: tableau-badge
          name: Tableau Badge
          kind: digital_badge
          issuer: Data School
          level: intermediate
          summary: A badge; its price is unknown.
          skills: [Tableau]
          url: https://example.org/tableau
    """,
    "data/stacks.yml": """
        - {credential: sql-basics, kind: required_before, to: sql-advanced, detail: The basics come first, source: page}
        - {credential: sql-advanced, kind: credit_recommendation, toward: college credit, credits: 3, detail: Three credits}
    """,
    "data/recognition.yml": """
        - credential: sql-basics
          recogniser: {kind: employer, name: Acme Hospital}
          basis: preferred_in_postings
          statement: Named as preferred.
          roles: [Data analyst]
          jurisdiction: US
          source: survey
        - {credential: sql-basics, recogniser: {kind: employer, name: Data School}, basis: issuer_claim, statement: Says that it is known.}
    """,
    "health/field.yml": """
        name: Nursing
        culture: licensed
        culture_why: The law decides who may practise.
    """,
    "health/sources.yml": """
        law: {url: "https://example.org/law", title: The law, seen: 2026-09-01, by: official}
    """,
    "health/skills.yml": """
        - {name: Wound care}
    """,
    "health/roles.yml": """
        - title: Registered nurse
          onet: 29-1141.00
          titles: [RN, Nurse]
          level: intermediate
          skills: {Wound care: 3}
          licence: {requirement: legal, name: State licence, source: law}
          degree: {requirement: customary, name: Bachelor's degree}
    """,
    "health/credentials.yml": """
        - id: wound-care
          name: Wound Care Certificate
          kind: micro_credential
          issuer: State board
          level: entry
          summary: Wound care for beginners.
          skills: [Wound care]
          roles: [Registered nurse]
          duration: {hours: 6}
          cost: {learning: 100, exam: 50}
          prerequisites:
            - {type: licence, name: Registered nurse, need: required}
            - {type: age, years: 18, need: required}
          assessment: [exam]
          url: https://example.org/wounds
          facts: {cost: law}
    """,
}


def write(root: Path, **changes: str) -> Path:
    """Write the files under ``root``; ``data__skills="…"`` replaces the content of data/skills.yml. Returns ``root``."""
    changed = {key.replace("__", "/") + ".yml": text for key, text in changes.items()}
    for name, text in (FILES | changed).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    return root


def more(name: str, entry: str) -> str:
    """The content of a file with one more entry."""
    return dedent(FILES[name]).rstrip() + "\n" + dedent(entry).strip() + "\n"


def edited(name: str, old: str, new: str) -> str:
    """The content of a file with some words replaced."""
    assert FILES[name].count(old) >= 1, f"{old!r} is not in {name}"
    return FILES[name].replace(old, new, 1)
