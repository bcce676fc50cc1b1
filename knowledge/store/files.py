"""Read the catalogue's YAML files. ``python -m knowledge.store.files [folder …]`` checks them on their own."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from knowledge.store.schema import (
    FILES,
    UNVERIFIED,
    CredentialEntry,
    EmployerEntry,
    Entry,
    FieldEntry,
    IssuerEntry,
    OccupationEntry,
    RecognitionEntry,
    RoleEntry,
    SkillEntry,
    SourceEntry,
    StackEntry,
)

CATALOGUE = Path(__file__).parent.parent / "catalogue"


class CatalogueError(Exception):
    """The files cannot be used; the message names each file, entry and field that must be mended."""


@dataclass
class Folder:
    """One folder of the catalogue as read: a field of work, or the part common to all of them."""

    path: Path
    field: FieldEntry | None = None
    sources: dict[str, SourceEntry] = attribute(default_factory=dict)
    skills: list[SkillEntry] = attribute(default_factory=list)
    roles: list[RoleEntry] = attribute(default_factory=list)
    occupations: list[OccupationEntry] = attribute(default_factory=list)
    issuers: list[IssuerEntry] = attribute(default_factory=list)
    employers: list[EmployerEntry] = attribute(default_factory=list)
    credentials: list[CredentialEntry] = attribute(default_factory=list)
    stacks: list[StackEntry] = attribute(default_factory=list)
    recognition: list[RecognitionEntry] = attribute(default_factory=list)


def read_catalogue(root: Path = CATALOGUE) -> list[Folder]:
    """Read every folder under ``root``.

    Raises:
        CatalogueError: with one line for each entry that does not fit the schema.
    """
    problems: list[str] = []
    folders = _read_folders(root, problems)
    if problems:
        raise CatalogueError("\n".join(problems))
    return folders


def _read_folders(root: Path, problems: list[str]) -> list[Folder]:
    paths = [path for path in sorted(root.glob("*")) if path.is_dir() and path.name[0] not in "._"]
    if not paths:
        problems.append(f"{root}: there are no folders of facts in it")
    return [read_folder(path, problems) for path in paths]


def read_folder(path: Path, problems: list[str]) -> Folder:
    """Read one folder; what does not fit is added to ``problems`` and left out."""
    folder = Folder(path)
    if field := _load(path / "field.yml", dict, problems):
        folder.field = _entry(FieldEntry, field, f"{path.name}/field.yml", problems)
    for key, raw in _load(path / "sources.yml", dict, problems).items():
        if source := _entry(SourceEntry, raw, f"{path.name}/sources.yml {key}", problems):
            folder.sources[key] = source
    for name, model in FILES.items():
        getattr(folder, name).extend(_entries(path / f"{name}.yml", model, problems))
    return folder


def _entries(path: Path, model: type[Entry], problems: list[str]) -> Iterable[Entry]:
    for number, raw in enumerate(_load(path, list, problems), start=1):
        label = raw.get("id") or raw.get("name") or raw.get("title") or raw.get("credential") if isinstance(raw, dict) else raw
        if entry := _entry(model, raw, f"{path.parent.name}/{path.name} no. {number} ({label})", problems):
            yield entry


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML's plain values, and refuses a key that stands twice: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if repeated := [key for key in keys if isinstance(key, str) and keys.count(key) > 1]:
            raise yaml.MarkedYAMLError(problem=f"'{repeated[0]}' stands twice", problem_mark=node.start_mark)
        return dict(super().construct_mapping(node, deep))


def _load[T: (dict[str, Any], list[Any])](path: Path, kind: type[T], problems: list[str]) -> T:
    """What the file holds; empty where there is no file, or where it is faulty, which is added to ``problems``."""
    place = f"{path.parent.name}/{path.name}"
    try:
        found = yaml.load(path.read_text("utf-8"), Loader=_Loader) if path.exists() else None  # noqa: S506 (it is a safe loader)
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        problems.append(f"{place}: not valid YAML: {error.problem}{line}")
    except (yaml.YAMLError, ValueError) as error:  # such as a day that no calendar has, or bytes that are no text
        problems.append(f"{place}: not valid YAML: {error}".replace("\n", " "))
    else:
        if isinstance(found, kind):
            return found
        if found is not None:
            problems.append(f"{place}: holds a {type(found).__name__} where a {kind.__name__} belongs")
    return kind()


def _entry[E: Entry](model: type[E], raw: Any, place: str, problems: list[str]) -> E | None:
    try:
        return TypeAdapter(model).validate_python(raw)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            where = ".".join(str(part) for part in item["loc"])
            problems.append(f"{place}: {where or 'entry'}: {item['msg']}")
        return None


def check_links(folders: list[Folder]) -> list[str]:
    """Name every reference that leads nowhere and every name that two entries claim."""
    problems: list[str] = []
    claimed: dict[tuple[str, str], list[str]] = defaultdict(list)  # kind and name in small letters -> who claims it
    known: dict[str, dict[str, str]] = defaultdict(dict)  # kind -> name or alias in small letters -> the entry's own name
    for folder in folders:
        for kind, name, aliases in _names(folder):
            for claim in {name.casefold(), *(alias.casefold() for alias in aliases)}:
                claimed[kind, claim].append(f"{name} in {folder.path.name}")
                known[kind][claim] = name
    problems += [f"{kind} '{name}' is claimed by {' and by '.join(owners)}" for (kind, name), owners in claimed.items() if len(owners) > 1]
    problems += _shadowed(folders)
    for folder in folders:
        problems += _dangling(folder, known)
    return sorted(problems)


def _names(folder: Folder) -> Iterable[tuple[str, str, list[str]]]:
    """Kind, name and aliases of every entry that others refer to."""
    yield from (("skill", skill.name, skill.aliases) for skill in folder.skills)
    yield from (("issuer", issuer.name, issuer.aliases) for issuer in folder.issuers)
    yield from (("employer", employer.name, employer.aliases) for employer in folder.employers)
    yield from (("role title", role.title, []) for role in folder.roles)
    yield from (("occupation", job.title, job.titles) for job in folder.occupations)
    yield from (("credential id", credential.id, []) for credential in folder.credentials)


def _shadowed(folders: list[Folder]) -> Iterable[str]:
    """A job that a role has already is no job known by name only."""
    roles = {name.casefold(): role.title for folder in folders for role in folder.roles for name in (role.title, *role.titles)}
    for folder in folders:
        for job in folder.occupations:
            for name in (job.title, *job.titles):
                if role := roles.get(name.casefold()):
                    yield f"{folder.path.name}: occupation {job.title}: '{name}' is the role {role}"


def _dangling(folder: Folder, known: dict[str, dict[str, str]]) -> Iterable[str]:
    def lost(kind: str, name: str, place: str) -> Iterable[str]:
        own_name = known[kind].get(name.casefold())
        if own_name != name:
            hint = f"; write '{own_name}'" if own_name else ""
            yield f"{folder.path.name}: {place}: unknown {kind} '{name}'{hint}"

    def unsourced(key: str, place: str) -> Iterable[str]:
        if key != UNVERIFIED and key not in folder.sources:
            yield f"{folder.path.name}: {place}: no source '{key}' in its sources.yml"

    for role in folder.roles:
        for skill in role.skills:
            yield from lost("skill", skill, role.title)
        yield from unsourced(role.licence.source, role.title)
        yield from unsourced(role.degree.source, role.title)
    for job in folder.occupations:
        yield from unsourced(job.licence.source, job.title)
    for skill_entry in folder.skills:
        if skill_entry.broader:
            yield from lost("skill", skill_entry.broader, skill_entry.name)
    for credential in folder.credentials:
        yield from lost("issuer", credential.issuer, credential.id)
        for skill in credential.skills:
            yield from lost("skill", skill, credential.id)
        for title in credential.roles:
            yield from lost("role title", title, credential.id)
        for need in credential.prerequisites:
            if need.credential:
                yield from lost("credential id", need.credential, credential.id)
        for key in credential.facts.values():
            yield from unsourced(key, credential.id)
    for stack in folder.stacks:
        for end in filter(None, (stack.credential, stack.to)):
            yield from lost("credential id", end, f"stack of {stack.credential}")
        yield from unsourced(stack.source, f"stack of {stack.credential}")
    for row in folder.recognition:
        yield from lost("credential id", row.credential, "recognition")
        for title in row.roles:
            yield from lost("role title", title, f"recognition of {row.credential}")
        yield from unsourced(row.source, f"recognition of {row.credential}")
    if folder.field:
        yield from unsourced(folder.field.culture_source, "field.yml")
    elif folder.roles or folder.credentials:
        yield f"{folder.path.name}: its roles and credentials need a field.yml"


def main(arguments: list[str]) -> int:
    """Print what is wrong in the folders named (all without names); exit status 1 where something is."""
    problems: list[str] = []
    folders = _read_folders(CATALOGUE, problems)
    problems += check_links(folders)
    shown = [line for line in problems if not arguments or any(name in line for name in arguments)]
    print("\n".join(shown) or "nothing wrong")
    for folder in folders:
        if not arguments or folder.path.name in arguments:
            counts = {name: len(getattr(folder, name)) for name in FILES if getattr(folder, name)}
            aliases = sum(len(skill.aliases) for skill in folder.skills)
            titles = sum(len(role.titles) for role in folder.roles)
            sourced = sum(row.source != UNVERIFIED for row in folder.recognition)
            print(f"{folder.path.name}: {counts} skill aliases {aliases}, role titles {titles}, ledger rows with a source {sourced}")
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
