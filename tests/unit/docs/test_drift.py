"""README and docs mention only commands, variables and files that exist."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from knowledge.cli import app

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "knowledge" / "catalogue" / "README.md", *(ROOT / "deploy").rglob("*.md")}
)
HISTORY = {"CHANGELOG.md"}  # tells of what there was once
TOLD = [page for page in PAGES if page.name not in HISTORY]
CODE = {".py", ".yml", ".yaml", ".sh", ".toml", ".ini", ".conf", ".env", ".service", ".js", ".html", ""}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

every_page = pytest.mark.parametrize("page", TOLD, ids=[str(page.relative_to(ROOT)) for page in TOLD])


@cache
def targets() -> frozenset[str]:
    """What can be made."""
    return frozenset(re.findall(r"^([a-z][a-z-]*)(?: [a-z]+)*:(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)) | {"app", "rasa"}


@cache
def commands() -> dict[str, frozenset[str]]:
    """The commands of ./credwise with their options."""
    found = get_command(app).commands  # type: ignore[attr-defined]
    return {
        name: frozenset(option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts))
        for name, command in found.items()
    }


@cache
def variables() -> frozenset[str]:
    """The environment variables that code or configuration reads."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = [ROOT / name for name in listed if Path(name).suffix in CODE and not name.startswith(("docs/", "tests/unit/docs/"))]
    text = "\n".join(file.read_text("utf-8", errors="replace") for file in files if file.is_file())
    return frozenset(re.findall(r"CREDWISE_[A-Z0-9_]*[A-Z0-9]", text))


def code_of(page: Path) -> str:
    """What stands in a page as code: between backticks, in fences, or indented."""
    text = page.read_text("utf-8")
    fenced = re.findall(r"```.*?```", text, re.DOTALL)
    return "\n".join([*fenced, *re.findall(r"`([^`\n]+)`", text), *re.findall(r"^(?: {4}|\t)(.*)$", text, re.MULTILINE)])


def unknown(page: Path, pattern: str, known: Callable[[str], bool]) -> list[str]:
    return [name for name in re.findall(pattern, code_of(page)) if not known(name)]


def test_there_are_pages() -> None:
    assert len(TOLD) >= 3
    assert {"run", "chat", "test", "lint"} <= targets()
    assert "CREDWISE_DATABASE_URL" in variables()


@every_page
def test_only_things_that_can_be_made_are_mentioned(page: Path) -> None:
    assert unknown(page, r"\bmake ([a-z][a-z-]*)", targets().__contains__) == []


@every_page
def test_only_commands_that_there_are_are_mentioned(page: Path) -> None:
    for line in re.findall(r"(?:\./)?\bcredwise ([a-z][^\n]*)", code_of(page)):
        for name in line.split()[0].split("|"):
            assert name in commands(), line
            assert set(OPTION.findall(line.split("#")[0])) <= commands()[name] | {"--help"}, line


@every_page
def test_only_variables_that_something_reads_are_mentioned(page: Path) -> None:
    named = set(re.findall(r"CREDWISE_[A-Z0-9_]*[A-Z0-9]", page.read_text("utf-8")))
    assert named - variables() == set()


@every_page
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


@every_page
def test_only_files_that_there_are_are_mentioned(page: Path) -> None:
    tops = {path.name for path in ROOT.iterdir()} - {"var", "models"}
    named = re.findall(r"(?<![\w/.<])((?:[\w-]+/)+[\w.-]*\w)(?![\w*<{…/])", code_of(page))
    lost = {name for name in named if name.split("/")[0] in tops and not (ROOT / name).exists() and not _is_a_url_path(name)}
    assert lost == set()


def _is_a_url_path(name: str) -> bool:
    return name.split("/")[0] in {"docs"} and not Path(name).suffix


def test_the_make_targets_of_the_help_are_those_of_the_file() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "MAKELEVEL": "0"}
    ).stdout
    assert set(re.findall(r"make (\S+)", shown)) <= targets()


def test_the_contract_lists_every_slot_of_the_domain() -> None:
    import yaml

    told = (ROOT / "docs" / "contract.md").read_text("utf-8")
    slots = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["slots"]
    assert [slot for slot in slots if f"`{slot}`" not in told] == []
