"""The routes of curation. All are for curators; the work is done in knowledge/curation, in threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI, Form, HTTPException, Query, Request, Response
from sqlalchemy import Engine

from bot.console.access import Curator
from bot.console.accounts.model import NotDone, Role
from bot.console.console import Console, Running
from bot.console.curation import forms
from bot.console.curation.previews import Previews
from bot.console.pages import is_htmx
from bot.console.parts import Entry, Part
from bot.console.settings import PREFIX
from bot.gateway.gateway import Gateway
from bot.settings import SettingError
from knowledge.clock import today
from knowledge.curation.checking import NotValid
from knowledge.curation.inbox import inbox, stale_facts
from knowledge.curation.service import NEW_SOURCE, Curation, FourEyes, NothingPending, Page, Superseded, View, differences
from knowledge.curation.settings import CurationSettingsError
from knowledge.curation.shelf import Wanted, found, is_stale, line_of, name_of
from knowledge.recognition.wording import wording_of
from knowledge.store.database import open_database
from knowledge.store.demand import Demand, DemandKind
from knowledge.store.edits import REPORT, Revision, State
from knowledge.store.entries import MODELS, Address, EntryKind, Values, entry_of, plain
from knowledge.store.evidence import NoSuchReport
from knowledge.store.schema import UNVERIFIED, CredentialEntry, FieldEntry, RecognitionEntry
from knowledge.terms import FactGroup

CATALOGUE, REVIEW, WORK = f"{PREFIX}/catalogue", f"{PREFIX}/review", f"{PREFIX}/work-list"
A_PAGE = 50
MOST_CHARACTERS = 2000
ADDED: tuple[EntryKind, ...] = ("credential", "recognition", "role", "skill", "issuer", "employer", "occupation", "stack", "source")
"""What can be added in the browser; a field of work is a folder of files."""
router = APIRouter()
Text = Annotated[str, Form(max_length=MOST_CHARACTERS)]
Asked = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Desk:
    """What these routes work with."""

    engine: Engine
    curation: Curation
    previews: Previews


@asynccontextmanager
async def running(app: FastAPI, gateway: Gateway) -> AsyncIterator[None]:
    """Open the catalogue's database."""
    engine = await asyncio.to_thread(open_database)
    try:
        curation = Curation(engine)
    except CurationSettingsError as error:
        raise SettingError(str(error)) from None
    previews = Previews(curation)
    app.state.curation = Desk(engine, curation, previews)
    try:
        yield
    finally:
        await previews.close()
        engine.dispose()


def part() -> Part:
    """Describe this part."""
    pages = (
        Entry("Catalogue", CATALOGUE, (Role.CURATOR,), key="c"),
        Entry("Review", REVIEW, (Role.CURATOR,), key="v"),
        Entry("Work list", WORK, (Role.CURATOR,), key="w"),
    )
    return Part(router, pages, running)


def desk_of(request: Request) -> Desk:
    """Return what these routes work with."""
    desk: Desk = request.app.state.curation
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]


def address_of(folder: str, kind: str, key: str) -> Address:
    """The address that a path tells; raise 404 where there is no such kind."""
    if kind not in MODELS:
        raise HTTPException(404)
    return Address(folder, kind, key)  # type: ignore[arg-type]


def link_to(address: Address, what: str = "entry") -> str:
    """The path of an entry's page, or of what is done with it."""
    return f"{CATALOGUE}/{what}/{'/'.join(quote(part, safe='') for part in address)}"


async def _names(console: Console) -> dict[str, str]:
    """Account id -> name, for histories."""
    return {account.id: account.name for account in await console.accounts.store.all()}


def _fields(view: View) -> dict[str, str]:
    """Folder -> what its field is called."""
    named = {at.folder: one.name for at, one in view.entries.items() if isinstance(one, FieldEntry)}
    return {folder: named.get(folder, f"{folder} (several fields)") for folder in sorted({at.folder for at in view.base.entries})}


async def _page(request: Request, console: Console, template: str, status: int = 200, **values: Any) -> Response:
    shown: dict[str, Any] = {
        "catalogue": CATALOGUE,
        "review": REVIEW,
        "work": WORK,
        "labels": forms.LABELS,
        "link_to": link_to,
        "label": _label,
    }
    return console.pages.render(request, f"curation/{template}.html", status, **(shown | values))


def _label(path: str, kind: str = "") -> str:
    return forms.wording(path, kind)[0]


# --- looking ---


@router.get("/catalogue")
async def list_page(
    request: Request,
    curator: Curator,
    console: Running,
    desk: TheDesk,
    q: Asked = "",
    kind: Asked = "credential",
    field: Asked = "",
    state: Asked = "",
    stale: Asked = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Search the catalogue; htmx gets the lines alone."""
    wanted = Wanted(
        q,
        kind if kind in MODELS else None,  # type: ignore[arg-type]
        field,
        state if state in get_args(State) else None,  # type: ignore[arg-type]
        bool(stale),
    )

    def work() -> tuple[View, list[Any], int, dict[Address, bool]]:
        view = desk.curation.view()
        lines = found(view, wanted, today(), desk.curation.settings)
        shown = lines[(page - 1) * A_PAGE : page * A_PAGE]
        return view, shown, len(lines), {line.address: is_stale(view, line.address, today(), desk.curation.settings) for line in shown}

    view, lines, count, are_stale = await asyncio.to_thread(work)
    asked = {"q": q, "kind": kind, "field": field, "state": state, "stale": stale}
    return await _page(
        request,
        console,
        "lines" if is_htmx(request) else "list",
        lines=lines,
        count=count,
        stale=are_stale,
        states={line.address: view.state(line.address) for line in lines},
        fields=_fields(view),
        asked=asked,
        page=page,
        pages=max(1, -(-count // A_PAGE)),
        kinds=list(MODELS),
        added=ADDED,
        all_states=[state for state in get_args(State) if state != "rejected"],
    )


@router.get("/catalogue/entry/{folder}/{kind}/{key:path}")
async def entry_page(request: Request, folder: str, kind: str, key: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Show an entry with its history."""
    return await _entry(request, console, desk, address_of(folder, kind, key))


async def _entry(request: Request, console: Console, desk: Desk, address: Address, status: int = 200, **values: Any) -> Response:
    view, steps = await asyncio.to_thread(lambda: (desk.curation.view(), desk.curation.history(address)))
    present, last = view.entries.get(address), view.last.get(address)
    told = plain(present) if present else (last.values or last.before if last else None)
    if told is None:
        return console.pages.error(request, "not_found", 404)
    entry = present or entry_of(address.kind, told)
    sources = {at.key: one for at, one in view.entries.items() if at.kind == "source" and at.folder == address.folder}
    rows = [
        (at, one, view.state(at))
        for at, one in view.entries.items()
        if isinstance(one, RecognitionEntry) and address.kind == "credential" and one.credential == address.key
    ]
    shown: dict[str, Any] = {
        "address": address,
        "line": line_of(address, entry, view.entries),
        "field": _fields(view).get(address.folder, address.folder),
        "state": view.state(address),
        "parts": [(forms.wording(path, address.kind)[0], value) for path, _, value in differences(None, told)],
        "sources": {key: sources[key] for key in sorted(_keys_named(told)) if key in sources},
        "stale": list(stale_facts(address, entry, view.entries, today(), desk.curation.settings)),
        "rows": rows,
        "waits": last if last and last.is_pending else None,
        "history": _told(steps, view.base.entries.get(address)),
        "number": view.number(address),
        "is_used": present is not None,
        "names": await _names(console),
        "error": None,
        "is_report": address.key.startswith(REPORT),
    }
    return await _page(request, console, "entry", status, **(shown | values))


def _keys_named(values: Values) -> set[str]:
    """All words in an entry that may be keys of sources."""
    return {value for _, _, value in differences(None, values) if isinstance(value, str)}


def _told(steps: list[Revision], base: Any) -> list[tuple[Revision, list[tuple[str, Any, Any]]]]:
    """Each step with what it changed, the latest first."""
    files = plain(base) if base else None
    now, told = (steps[0].before if steps else None), []
    for step in steps:
        after = None if step.retires else step.values if step.values is not None else files
        told.append((step, differences(now if step.state in ("imported", "in_review") else None, after) if step.is_pending else []))
        if step.state in ("published", "retired"):
            now = after
    return told[::-1]


# --- editing ---


@router.get("/catalogue/add")
async def choose(curator: Curator, console: Running, kind: Asked = "", folder: Asked = "") -> Response:
    """Lead to the form for what was chosen."""
    return console.pages.redirect(f"{CATALOGUE}/add/{quote(folder, safe='')}/{quote(kind, safe='')}")


@router.get("/catalogue/add/{folder}/{kind}")
async def add_page(
    request: Request, folder: str, kind: str, curator: Curator, console: Running, desk: TheDesk, credential: Asked = "", name: Asked = ""
) -> Response:
    """Show an empty form; of a row of the ledger its credential may be told."""
    address = address_of(folder, kind, "")
    if address.kind not in ADDED:
        raise HTTPException(404)
    values = {
        key: value
        for key, value in (("credential", credential), ("name", name), ("title", name))
        if value and key in MODELS[address.kind].model_fields
    }
    return await _form(request, console, desk, address, values, is_new=True)


@router.get("/catalogue/edit/{folder}/{kind}/{key:path}")
async def edit_page(request: Request, folder: str, kind: str, key: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Show the form of an entry: what waits for review, else what is in use."""
    address, view = address_of(folder, kind, key), await asyncio.to_thread(desk.curation.view)
    last, present = view.last.get(address), view.entries.get(address)
    values = (
        last.values if last and last.is_pending and last.values else plain(present) if present else last and (last.values or last.before)
    )
    if not values or address.key.startswith(REPORT):
        return console.pages.error(request, "not_found", 404)
    return await _form(request, console, desk, address, values, number=view.number(address))


async def _form(
    request: Request,
    console: Console,
    desk: Desk,
    address: Address,
    values: Values,
    status: int = 200,
    *,
    is_new: bool = False,
    number: int = 0,
    page: Mapping[str, str] | None = None,
    errors: Mapping[str, tuple[str, ...]] | None = None,
    more: str = "",
    note: str = "",
    superseded: Revision | None = None,
) -> Response:
    view, errors = await asyncio.to_thread(desk.curation.view), errors or {}
    if address.folder not in _fields(view):
        return console.pages.error(request, "not_found", 404)
    parts = forms.parts_of(address.kind, is_new=is_new)
    shown = forms.filled(parts, values, errors, more)
    sources = {at.key: one for at, one in view.entries.items() if at.kind == "source" and at.folder == address.folder}
    told = {key for one in shown for key in (one.part.name,)} | {f"page.{name}" for name in ("title", "url", "seen", "by")}
    return await _page(
        request,
        console,
        "form",
        status,
        address=address,
        action=f"{CATALOGUE}/add/{quote(address.folder, safe='')}/{address.kind}" if is_new else link_to(address, "edit"),
        is_new=is_new,
        parts=shown,
        groups=get_args(FactGroup),
        sources=sources,
        new_source=NEW_SOURCE,
        unverified=UNVERIFIED,
        issuers=sorted(at.key for at in view.entries if at.kind == "issuer"),
        number=number,
        page=page or {"title": "", "url": "", "seen": today().isoformat(), "by": "official"},
        errors=errors,
        whole=[
            message
            for key, messages in errors.items()
            for message in messages
            if not any(key == name or key.startswith(f"{name}.") for name in told)
        ],
        note=note,
        superseded=superseded,
        superseded_says=differences(superseded.values, values) if superseded and superseded.values else [],
        names=await _names(console),
        field=_fields(view)[address.folder],
        credential=name_of(str(values.get("credential") or ""), address.folder, view.entries)
        if address.kind in ("recognition", "stack")
        else "",
        today=today().isoformat(),
    )


@router.post("/catalogue/add/{folder}/{kind}")
async def add(request: Request, folder: str, kind: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Propose a new entry."""
    address = address_of(folder, kind, "")
    if address.kind not in ADDED:
        raise HTTPException(404)
    return await _save(request, console, desk, curator, address, is_new=True)


@router.post("/catalogue/edit/{folder}/{kind}/{key:path}")
async def edit(request: Request, folder: str, kind: str, key: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Propose a change of an entry."""
    return await _save(request, console, desk, curator, address_of(folder, kind, key), is_new=False)


async def _save(request: Request, console: Console, desk: Desk, curator: Any, address: Address, *, is_new: bool) -> Response:
    form = await request.form()
    parts = forms.parts_of(address.kind, is_new=is_new)
    values = forms.values_from(form, parts)
    page = {name: str(form.get(f"page.{name}") or "").strip()[:MOST_CHARACTERS] for name in ("title", "url", "seen", "by")}
    note, told = str(form.get("note") or ""), str(form.get("number") or "0")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0
    again: dict[str, Any] = {"is_new": is_new, "number": number, "page": page, "note": note}
    if more := str(form.get("more") or ""):
        return await _form(request, console, desk, address, values, more=more, **again)
    try:
        change, warnings = await asyncio.to_thread(
            lambda: desk.curation.propose(
                curator.id, address.folder, address.kind, values, Page(**page), None if is_new else address.key, number, note
            )
        )
    except NotValid as error:
        return await _form(request, console, desk, address, values, 422, errors=error.errors, **again)
    except Superseded as error:
        newest = error.latest.number if error.latest else number
        return await _form(request, console, desk, address, values, 409, superseded=error.latest, **(again | {"number": newest}))
    await console.audit.record(curator, "catalogue.proposed", change, entry="/".join(address))
    heard = f" Mind this: {'; '.join(warnings)}." if warnings else ""
    return console.pages.redirect(f"{REVIEW}/{change}", f"The change is kept. See what it does, then publish it.{heard}"[:800])


@router.post("/catalogue/retire/{folder}/{kind}/{key:path}")
async def retire(
    request: Request,
    folder: str,
    kind: str,
    key: str,
    curator: Curator,
    console: Running,
    desk: TheDesk,
    number: Annotated[int, Form(ge=0)] = 0,
    note: Text = "",
) -> Response:
    """Propose to withdraw an entry."""
    address = address_of(folder, kind, key)
    return await _step(request, console, desk, curator, address, lambda: desk.curation.retire(curator.id, address, number, note))


@router.post("/catalogue/revert/{folder}/{kind}/{key:path}")
async def revert(
    request: Request,
    folder: str,
    kind: str,
    key: str,
    curator: Curator,
    console: Running,
    desk: TheDesk,
    to: Annotated[int, Form(ge=0)] = 0,
    number: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    """Propose an earlier state of an entry."""
    address = address_of(folder, kind, key)
    return await _step(request, console, desk, curator, address, lambda: desk.curation.revert(curator.id, address, to, number))


async def _step(request: Request, console: Console, desk: Desk, curator: Any, address: Address, propose: Callable[[], str]) -> Response:
    try:
        change = await asyncio.to_thread(propose)
    except NotValid as error:
        told = " ".join(message for messages in error.errors.values() for message in messages)
        return await _entry(request, console, desk, address, 422, error=f"This was not done. {told}")
    except Superseded:
        return await _entry(
            request, console, desk, address, 409, error="This was not done: somebody has changed the entry meanwhile. See its history."
        )
    await console.audit.record(curator, "catalogue.proposed", change, entry="/".join(address))
    return console.pages.redirect(f"{REVIEW}/{change}", "The change is kept. See what it does, then publish it.")


# --- deciding ---


@router.get("/review")
async def review_page(request: Request, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """List what waits for a decision."""
    view, queue = await asyncio.to_thread(lambda: (desk.curation.view(), desk.curation.queue()))
    lines = [
        (steps, line_of(steps[-1].address, entry_of(steps[-1].kind, steps[-1].values or steps[-1].before or {}), view.entries))
        for steps in queue
        if steps[-1].values or steps[-1].before
    ]
    return await _page(
        request,
        console,
        "review",
        lines=lines,
        names=await _names(console),
        fields=_fields(view),
        four_eyes=desk.curation.settings.four_eyes,
    )


@router.get("/review/{change}")
async def change_page(request: Request, change: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Show a change, what it does, and the decision."""
    return await _change(request, console, desk, curator, change)


async def _change(
    request: Request, console: Console, desk: Desk, curator: Any, change: str, status: int = 200, error: str | None = None
) -> Response:
    view, steps = await asyncio.to_thread(lambda: (desk.curation.view(), desk.curation.change(change)))
    if not steps:
        return console.pages.error(request, "not_found", 404)
    told = []
    for step in steps:
        present = view.entries.get(step.address)
        before, files = plain(present) if present else None, view.base.entries.get(step.address)
        after = None if step.retires else step.values or (plain(files) if files else None)
        entry = entry_of(step.kind, after or before or step.before or {})
        told.append((step, line_of(step.address, entry, view.entries), differences(before, after)))
    return await _page(
        request,
        console,
        "change",
        status,
        change=change,
        told=told,
        names=await _names(console),
        fields=_fields(view),
        preview=desk.previews.get(change, view.edition),
        is_own=any(step.author == curator.id for step in steps),
        four_eyes=desk.curation.settings.four_eyes,
        is_report=any(step.key.startswith(REPORT) for step in steps),
        advised=_advised,
        error=error,
    )


def _advised(kind: str) -> str:
    return wording_of("recommend").say(f"advised.{kind}")


@router.post("/review/{change}/preview")
async def begin_preview(request: Request, change: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Begin to work out what a change does."""
    view, steps = await asyncio.to_thread(lambda: (desk.curation.view(), desk.curation.change(change)))
    if not steps:
        return console.pages.error(request, "not_found", 404)
    preview = desk.previews.begin(change, view.edition)
    if is_htmx(request):
        return await _page(request, console, "preview", change=change, preview=preview, advised=_advised)
    return console.pages.redirect(f"{REVIEW}/{change}#preview")


@router.get("/review/{change}/preview")
async def preview_piece(request: Request, change: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Tell how far a preview is, for htmx."""
    view = await asyncio.to_thread(desk.curation.view)
    return await _page(request, console, "preview", change=change, preview=desk.previews.get(change, view.edition), advised=_advised)


@router.post("/review/{change}/publish")
async def publish(request: Request, change: str, curator: Curator, console: Running, desk: TheDesk, note: Text = "") -> Response:
    """Put a change into use."""
    try:
        done = await asyncio.to_thread(desk.curation.publish, change, curator.id, note)
    except NothingPending:
        return console.pages.redirect(REVIEW, "That change was decided on already.")
    except FourEyes:
        return await _change(request, console, desk, curator, change, 422, "You made this change, so somebody else has to publish it.")
    except NotValid as error:
        told = " ".join(message for messages in error.errors.values() for message in messages)
        return await _change(request, console, desk, curator, change, 422, f"It does not fit the catalogue as it is now. {told}")
    except NoSuchReport:
        await asyncio.to_thread(desk.curation.reject, change, curator.id, "Its user has taken the report back.")
        return console.pages.redirect(REVIEW, "The user has taken that report back, so it is off the list.")
    except Superseded:
        return await _change(
            request, console, desk, curator, change, 409, "It could not be published just now. Load the page and try again."
        )
    await console.audit.record(curator, "catalogue.published", change, entries=["/".join(address) for address in done])
    return console.pages.redirect(link_to(done[-1]), "It is published. The assistant uses it from the next message on.")


@router.post("/review/{change}/reject")
async def reject(request: Request, change: str, curator: Curator, console: Running, desk: TheDesk, note: Text = "") -> Response:
    """Take a change off the list."""
    try:
        done = await asyncio.to_thread(desk.curation.reject, change, curator.id, note)
    except NothingPending:
        return console.pages.redirect(REVIEW, "That change was decided on already.")
    await console.audit.record(curator, "catalogue.rejected", change, entries=["/".join(address) for address in done])
    return console.pages.redirect(REVIEW, "It is rejected. What is in use stays.")


# --- the work list ---


@router.get("/work-list")
async def work_page(request: Request, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Show what waits for a librarian, by demand."""
    return await _work(request, console, desk)


async def _work(request: Request, console: Console, desk: Desk, status: int = 200, error: str | None = None, report: str = "") -> Response:
    view, box = await asyncio.to_thread(lambda: ((view := desk.curation.view()), inbox(desk.curation, today(), view)))
    credentials = {at.key: (at, one) for at, one in view.entries.items() if isinstance(one, CredentialEntry)}
    shown = desk.curation.settings.most_shown
    return await _page(
        request,
        console,
        "work",
        status,
        box=box,
        stale=[(one, line_of(one.address, view.entries[one.address], view.entries)) for one in box.stale[:shown]],
        outdated=[
            (step, line_of(step.address, view.entries[step.address], view.entries)) for step in box.outdated if step.address in view.entries
        ],
        credentials=credentials,
        fields=_fields(view),
        answers={"yes": "Yes", "no": "No", "conditions": "Yes, on a condition"},
        error=error,
        failed_report=report,
    )


@router.post("/work-list/reports/{report}/accept")
async def accept_report(
    request: Request, report: str, curator: Curator, console: Running, desk: TheDesk, statement: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Put what a user was told into review, in the curator's words."""
    told = next((one for one in await asyncio.to_thread(desk.curation.evidence.pending_evidence) if one.id == report), None)
    if told is None:
        return console.pages.redirect(WORK, "That report was decided on already, or its user has taken it back.")
    try:
        change = await asyncio.to_thread(desk.curation.accept_report, curator.id, told, statement)
    except NotValid as error:
        message = " ".join(message for messages in error.errors.values() for message in messages)
        return await _work(request, console, desk, 422, message, report)
    except Superseded:
        return console.pages.redirect(WORK, "Somebody else has taken this report on.")
    await console.audit.record(curator, "report.accepted", report)
    return console.pages.redirect(f"{REVIEW}/{change}", "It waits for review. Others see it once it is published.")


@router.post("/work-list/reports/{report}/reject")
async def reject_report(request: Request, report: str, curator: Curator, console: Running, desk: TheDesk) -> Response:
    """Keep what a user was told to that user."""
    try:
        await asyncio.to_thread(desk.curation.evidence.reject, report)
    except NoSuchReport:
        return console.pages.redirect(WORK, "Its user has taken that report back.")
    await console.audit.record(curator, "report.rejected", report)
    return console.pages.redirect(WORK, "It stays with the user who told it.")


@router.post("/work-list/demand")
async def settle(request: Request, curator: Curator, console: Running, desk: TheDesk, kind: Text = "", subject: Text = "") -> Response:
    """Take a thing that was asked for off the list."""
    if kind not in get_args(DemandKind):
        raise NotDone("There is no such list.")
    await asyncio.to_thread(Demand(desk.engine).settle, kind, subject)  # type: ignore[arg-type]
    await console.audit.record(curator, "demand.settled", subject if kind == "recognition" else kind)
    return console.pages.redirect(WORK, "It is off the list. It comes back when it is asked for again.")
