"""The command line: ``./credwise search|show|recommend|examine|pathway|stats|lint|replay|plan|evidence|export-edits``, all with ``--json``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from sqlalchemy.exc import ArgumentError, DBAPIError

from knowledge.clock import DayError, today
from knowledge.curation.export import ExportError, export_edits
from knowledge.lint import lint as find_faults
from knowledge.model import Catalogue, Credential, Finding, Profile, Recommendation
from knowledge.pathways import from_credential, to_role
from knowledge.plan.documents import documents
from knowledge.plan.make import make_plan
from knowledge.recognition import examine as examine_credential
from knowledge.recognition.effort import cost_usd
from knowledge.recognition.evidence import told_to_user
from knowledge.recognition.verified import checked, marked
from knowledge.recognition.wording import span, wording_of
from knowledge.recommend import Receipt, evidence_from_json, profile_from_json
from knowledge.recommend import recommend as make_recommendation
from knowledge.resolve.index import Ambiguous, Candidate, Match, NameIndex
from knowledge.settings import DEFAULT, RANKING_VERSION
from knowledge.stats import stats as count
from knowledge.store.database import open_database
from knowledge.store.edits import past_catalogue
from knowledge.store.evidence import Evidence, NoSuchReport, Told
from knowledge.store.files import CATALOGUE, CatalogueError
from knowledge.store.repository import Receipts, load_snapshot
from knowledge.terms import EvidenceState, Goal

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, help="Look into Credwise's catalogue and its advice."
)
console = Console()
ROOT = CATALOGUE
"""Where the files are."""
NEAREST = 6
MOST, HOURS_OF_A_WEEK = 10_000_000, 168
"""Limits on numbers, which keep infinity out."""
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@cache
def _database() -> Any:
    try:
        return open_database()
    except DBAPIError as error:
        return _fail(f"The database cannot be used: {error.orig}")
    except ArgumentError:
        return _fail("CREDWISE_DATABASE_URL is no SQLAlchemy address; set one such as sqlite:///credwise.sqlite, or unset it.")


@cache
def _catalogue() -> Catalogue:
    try:
        return load_snapshot(_database())
    except CatalogueError as error:
        return _fail(f"The catalogue's files have faults; mend these first:\n{error}")  # type: ignore[no-any-return]


def _with_reports() -> Catalogue:
    """The same, with what users were told as far as a curator has accepted it."""
    return _catalogue().with_evidence(Evidence(_database()).seen_by(None))


@cache
def _names() -> NameIndex:
    return NameIndex(_catalogue())


def _fail(message: str) -> Any:
    print(message, file=sys.stderr)
    raise typer.Exit(2)


def _out(value: Any) -> None:
    """JSON in a fixed order, so that the same answer is the same bytes."""
    print(json.dumps(_plain(value), ensure_ascii=False, indent=1, sort_keys=True))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return told | {"verified": _plain(value.verified)} if hasattr(value, "verified") else told
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _name(text: str, kind: str, *also: str) -> str:
    """The one thing of that kind, or of the kinds that may stand for it, which the text names, or a clear end."""
    found = _names().resolve(text, {kind, *also})
    if isinstance(found, Match):
        return found.id if kind == "credential" else found.name
    candidates = found.candidates if isinstance(found, Ambiguous) else found.nearest
    if kind == "credential":
        return str(_fail(_nearest_credentials(text, candidates, isinstance(found, Ambiguous))))
    near = ", ".join(candidate.name for candidate in candidates[:NEAREST])
    return str(_fail(f"No {kind} is known as {text!r}." + (f" Did you mean: {near}?" if near else "")))


def _nearest_credentials(text: str, candidates: Iterable[Candidate], is_ambiguous: bool) -> str:
    """The credentials that may be meant, with the ids to call them by."""
    hits = {candidate.id: candidate.name for candidate in candidates} | {one.id: one.name for one in _matching(text)}
    lines = [f"  {key}  {name}" for key, name in list(hits.items())[:NEAREST]]
    said = f"Several credentials are known as {text!r}." if is_ambiguous else f"No credential is known as {text!r}."
    return "\n".join([f"{said} The nearest, by id and name:", *lines]) if lines else said


def _goal(text: str) -> Goal:
    """The goal of that name, or a clear end that names the one probably meant."""
    names: tuple[Goal, ...] = Goal.__args__  # type: ignore[attr-defined]
    folded = text.casefold().replace("-", "_").replace(" ", "_")
    if folded in names:
        return next(name for name in names if name == folded)
    near = get_close_matches(folded, names, 1)
    meant = f" Did you mean {near[0]}?" if near else ""
    _fail(f"There is no goal {text!r}.{meant} The goals are {', '.join(names)}.")
    raise AssertionError


def _credential(name: str) -> Credential:
    catalogue = _catalogue()
    return catalogue.credentials.get(name) or catalogue.credentials[_name(name, "credential")]


def _say(key: str) -> str:
    return wording_of("recommend").say(key)


def _words(term: str) -> str:
    """A term of the catalogue in plain words."""
    return term.replace("_", " ")


def _cost(credential: Credential) -> str:
    total = credential.cost_total
    return "not known" if total is None else "free" if total == 0 else f"{total:,.0f} {credential.cost.currency}"


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name, a skill, an issuer or a field.")],
    field: Annotated[str | None, typer.Option(help="Only this field.")] = None,
    free: Annotated[bool, typer.Option(help="Only what is free.")] = False,
    max_cost: Annotated[
        float | None,
        typer.Option(help="Only what costs at most so many US dollars; what has no price on record is left out.", min=0, max=MOST),
    ] = None,
    json_: AsJson = False,
) -> None:
    """Find credentials by name, skill, issuer or field."""
    if not any(word.strip() for word in words):
        _fail("Give words to look for: a skill, a field or part of a name.")
    wanted = _catalogue().field_of(_name(field, "field")) if field else None
    limit = 0.0 if free else max_cost
    hits = [c for c in _matching(" ".join(words)) if (not wanted or c.field == wanted.slug) and _is_within(c, limit)]
    if json_:
        return _out(hits)
    if not hits:
        console.print("Nothing in the catalogue matches. Try a skill, a field or part of a name.")
        return None
    table = Table(Column("id", no_wrap=True, overflow="fold"), "name", "issuer", "level", "cost")  # ids whole, for they are to be copied
    for credential in hits:
        cost = checked(_cost(credential), credential.cost_total is None or not credential.unverified("cost"))
        table.add_row(credential.id, escape(credential.name), escape(credential.issuer), credential.level, cost)
    return console.print(table)


def _is_within(credential: Credential, limit: float | None) -> bool:
    cost = cost_usd(Profile(), credential, DEFAULT)
    return limit is None or (cost is not None and cost <= limit)


def _matching(text: str) -> list[Credential]:
    """Best first: those named, then those whose issuer, skill or field is named, then those with all the words in their text."""
    catalogue, named = _catalogue(), _names().mentions(text)
    ids = {candidate.id for mention in named for candidate in mention.readings("credential")}
    others = {candidate.name for mention in named for candidate in mention.readings("skill", "issuer", "field", "role")}
    scored = []
    for credential in catalogue.credentials.values():
        tags = {credential.issuer, *credential.skills, *credential.roles, catalogue.fields[credential.field].name}
        told = f"{credential.name} {' '.join(credential.aliases)} {credential.issuer} {credential.summary}".casefold()
        score = 4 * (credential.id in ids) + 2 * len(tags & others) + all(word in told for word in text.casefold().split())
        if score:
            scored.append((-score, credential.name, credential))
    return [credential for _, _, credential in sorted(scored, key=lambda item: item[:2])]


@app.command()
def show(name: str, json_: AsJson = False) -> None:
    """Everything known about one credential, with sources."""
    credential, catalogue = _credential(name), _with_reports()
    ledger, stacks = catalogue.ledger_of.get(credential.id, ()), catalogue.stacks_from.get(credential.id, ())
    if json_:
        return _out({"credential": credential, "ledger": ledger, "stacks": stacks})
    table = Table(title=escape(credential.name), show_header=False, title_justify="left")
    for label, value in _facts(credential):
        table.add_row(label, escape(value))
    console.print(table)
    for row in ledger:
        unread = told_to_user(row.report) if row.report else "not verified"
        source = f"{row.source.title}, {row.source.as_of}, {row.source.url}" if row.source else unread
        console.print(f"- {row.recogniser} ({_words(row.basis)}): {row.statement} ({source})", markup=False, highlight=False)
    for stack in stacks:
        console.print(
            f"→ {_words(stack.kind)} {stack.to or stack.toward}: {stack.detail} ({stack.source.title if stack.source else 'not verified'})",
            markup=False,
        )
    return None


def _facts(credential: Credential) -> Iterable[tuple[str, str]]:
    def cited(text: str, group: str) -> str:
        source = credential.source_of(group)
        return f"{text}  [{source.url}, {source.as_of}]" if source else f"{text}  [not verified]"

    yield "id", credential.id
    yield "kind", f"{_words(credential.kind)}, {credential.level}"
    yield "status", credential.status if credential.status == "active" else cited(credential.status, "status")
    yield "issuer", f"{credential.issuer} ({_words(credential.issuer_type)})"
    yield "summary", credential.summary
    yield "skills", ", ".join(credential.skills)
    if credential.weeks or credential.hours:
        yield "duration", cited(f"weeks {_span(credential.weeks)}, hours {_span(credential.hours)}", "duration")
    yield "cost", cited(_cost(credential), "cost")
    if credential.validity_months or credential.never_expires:
        yield "validity", cited("does not expire" if credential.never_expires else f"{credential.validity_months} months", "validity")
    yield "assessed by", cited(", ".join(credential.assessment), "assessment") if credential.assessment else "not known"
    if credential.delivery:
        yield "offered", cited(", ".join(map(_words, credential.delivery)), "delivery")
    if credential.updated:
        yield "last revised", cited(credential.updated.isoformat(), "updated")
    yield "page", credential.url


def _span(span: tuple[float, float] | None) -> str:
    return "not known" if span is None else f"{span[0]:g}" if span[0] == span[1] else f"{span[0]:g}–{span[1]:g}"


@app.command()
def recommend(
    goal: Annotated[str, typer.Argument(help="skill_gap, currency, complement, exploration or career_change")],
    skill: Annotated[list[str] | None, typer.Option(help="A skill wanted; may be repeated.")] = None,
    has_skill: Annotated[list[str] | None, typer.Option(help="A skill had already; may be repeated.")] = None,
    role: Annotated[str | None, typer.Option(help="The role aimed at.")] = None,
    current_role: Annotated[str | None, typer.Option(help="The present role.")] = None,
    field: Annotated[str | None, typer.Option()] = None,
    held: Annotated[list[str] | None, typer.Option(help="A degree or credential held; may be repeated.")] = None,
    employer: Annotated[list[str] | None, typer.Option(help="An employer or sector aimed at; may be repeated.")] = None,
    max_cost: Annotated[float | None, typer.Option(help="US dollars in all.", min=0, max=MOST)] = None,
    max_weeks: Annotated[float | None, typer.Option(min=0, max=MOST)] = None,
    hours: Annotated[float | None, typer.Option(help="Hours a week.", min=0, max=HOURS_OF_A_WEEK)] = None,
    json_: AsJson = False,
) -> None:
    """The shortlist for a profile."""
    profile = Profile(
        goal=_goal(goal),
        target_skills=tuple(_name(name, "skill") for name in skill or ()),
        current_skills=tuple(_name(name, "skill") for name in has_skill or ()),
        target_role=_name(role, "role") if role else None,
        current_role=_name(current_role, "role", "occupation") if current_role else None,
        field=_name(field, "field") if field else None,
        held_credentials=tuple(_held(name) for name in held or ()),
        target_employers=tuple(_employer(name) for name in employer or ()),
        max_cost=max_cost,
        max_weeks=max_weeks,
        hours_per_week=hours,
    )
    day = today()
    result = make_recommendation(profile, _with_reports(), day)
    Receipts(_database()).put(Receipt.of(profile, result, day))
    _out(result) if json_ else _print_recommendation(result)


def _held(name: str) -> str:
    """A catalogue id where the name is one, else the words as they are ("Bachelor's degree in biology")."""
    found = _names().resolve(name, {"credential"})
    return found.id if isinstance(found, Match) else name


def _employer(text: str) -> str:
    """The employer or kind of employer of that name; one that the catalogue lacks may be aimed at all the same, and is told to be unknown."""
    found = _names().resolve(text, {"employer", "issuer"})
    if isinstance(found, Match):
        return found.name
    if isinstance(found, Ambiguous):
        names = ", ".join(candidate.name for candidate in found.candidates[:NEAREST])
        return str(_fail(f"Several employers are known as {text!r}: {names}. Name the one you mean."))
    near = ", ".join(candidate.name for candidate in found.nearest[:NEAREST])
    meant = f" Did you mean: {near}?" if near else ""
    print(f"No employer in the catalogue is known as {text!r}; the name is taken as you wrote it.{meant}", file=sys.stderr)
    return text


def _print_recommendation(result: Recommendation) -> None:
    console.print(f"[bold]{_say(f'advised.{result.advice}')}.[/bold] {escape(result.because)}")
    for number, option in enumerate(result.options, start=1):
        console.print(
            f"{number}. {option.credential.name} ({option.credential.issuer}, {_cost(option.credential)}), score {option.score:.2f}",
            markup=False,
        )
        console.print(f"   {option.reason}", markup=False)
    for exclusion in result.excluded[:8]:
        console.print(f"   left out: {exclusion.credential.name}: {exclusion.because}", markup=False, style="dim")
    console.print(f"receipt {result.receipt}", markup=False)


@app.command()
def examine(
    name: str,
    role: Annotated[str | None, typer.Option(help="The role aimed at.")] = None,
    employer: Annotated[list[str] | None, typer.Option(help="An employer or sector aimed at; may be repeated.")] = None,
    json_: AsJson = False,
) -> None:
    """Put the nine recognition questions to one credential."""
    profile = Profile(target_role=_name(role, "role") if role else None, target_employers=tuple(_employer(name) for name in employer or ()))
    credential = _credential(name)
    findings = examine_credential(profile, credential, _with_reports(), today())
    if json_:
        return _out({"credential": credential.id, "verified": credential.verified, "findings": findings})
    console.print(f"[bold]{escape(credential.name)}[/bold]")
    for finding in findings:
        _print_finding(finding)
    return None


def _print_finding(finding: Finding) -> None:
    verdict, question = _say(f"verdict.{finding.verdict}"), _say(f"compare.{finding.id}")
    console.print(f"{verdict:9} {question}: {finding.because}", markup=False, highlight=False)
    if finding.ask:
        console.print(f"{'':9} ask: {finding.ask}", markup=False, style="italic")
    for evidence in finding.evidence:
        console.print(f"{'':9} evidence: {evidence}", markup=False, style="dim")


@app.command()
def pathway(
    name: Annotated[str, typer.Argument(help="A role to reach, or a credential to start from.")],
    max_cost: Annotated[float | None, typer.Option(min=0, max=MOST)] = None,
    max_weeks: Annotated[float | None, typer.Option(min=0, max=MOST)] = None,
    json_: AsJson = False,
) -> None:
    """What a credential leads to, or the steps to a role."""
    role = None if name in _catalogue().credentials else _names().resolve(name, {"role"})
    if isinstance(role, Match):
        return _pathway_to(role.name, Profile(max_cost=max_cost, max_weeks=max_weeks), json_)
    if max_cost is not None or max_weeks is not None:
        _fail("Limits count for the way to a role; what a credential leads to is shown whole.")
    view = from_credential(_credential(name).id, _catalogue())
    if json_:
        return _out(view)
    if not view.onward:
        console.print("There is nothing on record that it leads to.")
    for one in view.onward:
        source = one.stack.source.title if one.stack.source else "not verified"
        console.print(f"{'  ' * (one.step - 1)}→ {one.where} ({_words(one.stack.kind)}): {one.stack.detail} ({source})", markup=False)
    return None


def _pathway_to(role: str, profile: Profile, json_: bool) -> None:
    result = to_role(role, profile, _catalogue(), today())
    if json_:
        return _out(result)
    if result is None or not result.steps:
        console.print("There is no way on record within these limits.")
        return None
    for number, step in enumerate(result.steps, start=1):
        time = "time not known" if step.weeks is None else span(step.weeks, step.weeks, "week")
        takes = marked(f"{time}, {_cost(step.credential)}", step.credential, "cost", "duration")
        console.print(f"{number}. {step.credential.name} ({takes}) {'; '.join(step.unlocks)}", markup=False)
    return None


@app.command()
def stats(json_: AsJson = False) -> None:
    """Count what the catalogue holds and how much of it was read in a source."""
    counts = count(_catalogue())
    if json_:
        return _out(counts)
    table = Table("what", "how many")
    for label, value in counts.items():
        shown = ", ".join(f"{name} {number}" for name, number in value.items()) if isinstance(value, dict) else str(value)
        table.add_row(label, shown)
    return console.print(table)


@app.command()
def lint(
    json_: AsJson = False,
    warnings: Annotated[bool, typer.Option(help="Show warnings too.")] = True,
    kind: Annotated[str | None, typer.Option(help="Only faults of this kind, such as stale.")] = None,
) -> None:
    """Find uncited, stale, contradictory, dangling and implausible facts. Exit status 1 where there are errors."""
    every = [fault for fault in find_faults(_catalogue(), today()) if warnings or fault.severity == "error"]
    faults = [fault for fault in every if kind in (None, fault.kind)]
    errors = sum(fault.severity == "error" for fault in faults)
    if json_:
        _out(faults)
    else:
        for fault in faults:
            console.print(f"{fault.severity:7} {fault.kind:13} {fault.place}: {fault.message}", markup=False, highlight=False)
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(Counter(fault.kind for fault in faults).items()))
        console.print(f"{errors} errors, {len(faults) - errors} warnings" + (f": {kinds}" if kinds else ""), markup=False)
    raise typer.Exit(1 if errors else 0)


def _recalled(receipt: str, *, as_then: bool = False) -> tuple[Receipt, Profile, Recommendation]:
    """What a receipt says, and the recommendation that it gives now, or ``as_then`` with the catalogue of then where it can be made again; or a clear end."""
    found = Receipts(_database()).get(receipt)
    if found is None:
        _fail(f"There is no receipt {receipt!r} in this database.")
        raise AssertionError
    try:
        profile, told = profile_from_json(found.profile), evidence_from_json(found.evidence)
    except (ValueError, TypeError):
        _fail(f"The receipt {receipt!r} was written by another version of Credwise and cannot be read by this one.")
        raise
    catalogue = _catalogue()
    if as_then and catalogue.version != found.catalogue_version:
        catalogue = past_catalogue(_database(), found.catalogue_version, ROOT) or catalogue
    return found, profile, make_recommendation(profile, catalogue.with_evidence(told), found.today)


@app.command()
def replay(receipt: str, json_: AsJson = False) -> None:
    """Make a recommendation again from its receipt: with the catalogue of then, as far as its files are here; and say what has changed since."""
    found, _, result = _recalled(receipt, as_then=True)
    used, same, current = (result.catalogue_version, RANKING_VERSION), result.receipt == found.id, _catalogue().version
    unchanged = tuple(option.credential.id for option in result.options) == found.options
    if json_:
        told = {"recommendation": result, "catalogue_unchanged": used[0] == found.catalogue_version, "options_unchanged": unchanged}
        return _out({**told, "catalogue_now": current})
    _print_recommendation(result)
    if same and current == found.catalogue_version:
        console.print("Catalogue and ranking are the same as then.")
    elif same:
        console.print(
            f"Made with the catalogue of then, {found.catalogue_version}; it has been edited since and is now {current}.", highlight=False
        )
    else:
        then = (found.catalogue_version, found.ranking_version)
        console.print(f"Catalogue and ranking have changed since: then {' and '.join(then)}, now {' and '.join(used)}.", highlight=False)
        if used[0] != found.catalogue_version:
            console.print("The catalogue of then is gone: the files it was made of are not those that are here.", highlight=False)
    if same and not unchanged:
        console.print(f"The options are not; then: {', '.join(found.options) or 'none'}.", highlight=False)
    return None


@app.command("export-edits")
def export(json_: AsJson = False) -> None:
    """Write the curators' published edits into the catalogue's files, ready to be reviewed and committed; what is the same stays byte for byte."""
    try:
        changed = [f"{path.parent.name}/{path.name}" for path in export_edits(_database(), ROOT)]
    except (CatalogueError, ExportError) as error:
        _fail(f"The edits cannot be exported: {error}")
        return
    if json_:
        return _out({"files": changed})
    print("\n".join(changed) if changed else "There is no published edit that the files do not have.")


@app.command()
def plan(
    receipt: Annotated[str, typer.Argument(help="The receipt of a recommendation.")],
    out: Annotated[Path, typer.Option(help="The folder for plan.md, plan.html and plan.ics; what is there is replaced.")],
    credential: Annotated[list[str] | None, typer.Option(help="The credential chosen; more of them are alternatives.")] = None,
    json_: AsJson = False,
) -> None:
    """Write the plan of a recommendation: Markdown, a page to print, and a calendar file."""
    found, profile, result = _recalled(receipt)
    made = make_plan(
        profile, result, _catalogue().with_evidence(result.evidence), found.today, [_credential(name).id for name in credential or ()]
    )
    if made is None:
        _fail(f"The recommendation {receipt!r} has no option to plan; name one by --credential.")
        return
    if result.receipt != receipt:
        Receipts(_database()).put(Receipt.of(profile, result, found.today))
        print(f"Catalogue or ranking have changed since, so the plan is that of receipt {result.receipt}.", file=sys.stderr)
    try:
        paths = documents(made).write(out)
    except OSError as error:
        _fail(f"The plan cannot be written into {str(out)!r}: {error.strerror}.")
        return
    _out({"plan": made, "files": [str(path) for path in paths]}) if json_ else print("\n".join(map(str, paths)))


evidence_app = typer.Typer(no_args_is_help=True, help="Decide on what users were told by employers, recruiters and schools.")
app.add_typer(evidence_app, name="evidence")


@evidence_app.command("list")
def evidence_list(
    state: Annotated[str, typer.Option(help="logged (not decided on), accepted or rejected.")] = "logged", json_: AsJson = False
) -> None:
    """What users reported: by id, with the answer, who gave it, and the user's words."""
    states: tuple[EvidenceState, ...] = EvidenceState.__args__  # type: ignore[attr-defined]
    wanted = next((name for name in states if name == state), None) or _fail(f"There is no state {state!r}; use {', '.join(states)}.")
    reports = Evidence(_database()).in_state(wanted)
    if json_:
        return _out(reports)
    for report in reports:
        _print_report(report)
    if not reports:
        console.print("There are no such reports.")
    return None


@evidence_app.command("accept")
def evidence_accept(
    report: Annotated[str, typer.Argument(help="The id of a report.")],
    statement: Annotated[str | None, typer.Option(help="What everybody is to read; the user's own words are never shown.")] = None,
    json_: AsJson = False,
) -> None:
    """Let everybody see a report, as what a user was told; it never counts as read in a source."""
    try:
        _decided(Evidence(_database()).accept(report, statement), json_)
    except NoSuchReport:
        _fail(f"There is no report {report!r}.")


@evidence_app.command("reject")
def evidence_reject(report: Annotated[str, typer.Argument(help="The id of a report.")], json_: AsJson = False) -> None:
    """Keep a report to its user."""
    try:
        _decided(Evidence(_database()).reject(report), json_)
    except NoSuchReport:
        _fail(f"There is no report {report!r}.")


def _decided(report: Told, json_: bool) -> None:
    _out(report) if json_ else _print_report(report)


def _print_report(report: Told) -> None:
    known = _catalogue().credentials.get(report.credential)
    console.print(f"{report.id}  {report.state}  {report.day}", markup=False, highlight=False)
    console.print(f"  {known.name if known else report.credential}", markup=False, highlight=False)
    console.print(
        f"  {report.recogniser} {report.statement}" + (f': "{report.quote}"' if report.quote else ""), markup=False, highlight=False
    )


def main() -> None:
    """Run the command line."""
    try:
        app(prog_name="credwise")
    except DayError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
