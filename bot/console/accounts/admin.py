"""Pages for admins: who may use the console, and as what."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from bot.console.access import Admin
from bot.console.accounts.model import NotDone, Role, roles_of
from bot.console.console import Console, Running
from bot.console.parts import Entry, Part
from bot.console.settings import PREFIX

router = APIRouter(prefix="/admin/accounts")
HERE = f"{PREFIX}/admin/accounts"
Text = Annotated[str, Form(max_length=300)]
Roles = Annotated[list[str], Form()]


def part() -> Part:
    """Describe this part."""
    return Part(router, (Entry("Accounts", HERE, (Role.ADMIN,), key="u"),))


@router.get("")
async def list_page(request: Request, admin: Admin, console: Running) -> Response:
    """List all accounts and open invitations."""
    return await _list(request, console)


async def _list(request: Request, console: Console, status: int = 200, **values: Any) -> Response:
    accounts = await console.accounts.store.all()
    shown: dict[str, Any] = {
        "accounts": accounts,
        "locked": await console.accounts.lockout.locked([account.email for account in accounts]),
        "links": await console.accounts.links.open(),
        "roles": list(Role),
        "error": None,
        "form": {"email": "", "name": "", "roles": []},
        "link": None,
        "link_for": "",
    }
    return console.pages.render(request, "accounts/list.html", status, **(shown | values))


@router.post("/invite")
async def invite(
    request: Request,
    admin: Admin,
    console: Running,
    email: Text = "",
    name: Text = "",
    roles: Roles = [],  # noqa: B006 (FastAPI's way)
) -> Response:
    """Make a link that makes an account, and show it once."""
    try:
        token = await console.accounts.invite(admin, email, name, roles_of(roles))
    except NotDone as error:
        return await _list(request, console, 422, error=str(error), form={"email": email, "name": name, "roles": roles})
    return await _list(request, console, link=_address(console, token), link_for=email)


@router.post("/take-back")
async def take_back(request: Request, admin: Admin, console: Running, email: Text) -> Response:
    """Let the link that was handed out for an address count no more."""
    await console.accounts.take_back(admin, email)
    return console.pages.redirect(HERE, "The link does not work any more.")


@router.get("/{account}")
async def account_page(request: Request, account: str, admin: Admin, console: Running) -> Response:
    """Show an account and what can be done with it."""
    return await _account(request, console, account)


async def _account(request: Request, console: Console, account_id: str, status: int = 200, **values: Any) -> Response:
    account = await console.accounts.store.get(account_id)
    if account is None:
        return console.pages.error(request, "not_found", 404)
    locked = await console.accounts.lockout.locked([account.email])
    shown: dict[str, Any] = {"one": account, "locked": bool(locked), "roles": list(Role), "error": None, "link": None}
    return console.pages.render(request, "accounts/one.html", status, **(shown | values))


@router.post("/{account}/roles")
async def set_roles(
    request: Request,
    account: str,
    admin: Admin,
    console: Running,
    roles: Roles = [],  # noqa: B006 (FastAPI's way)
) -> Response:
    """Give an account these roles and no others."""
    try:
        await console.accounts.set_roles(admin, account, roles_of(roles))
    except NotDone as error:
        return await _account(request, console, account, 422, error=str(error))
    return console.pages.redirect(f"{HERE}/{account}", "The roles are changed.")


@router.post("/{account}/deactivate")
async def deactivate(request: Request, account: str, admin: Admin, console: Running) -> Response:
    """Shut an account out at once."""
    return await _set_active(request, console, admin, account, False, "The account is shut out. Its sessions have ended.")


@router.post("/{account}/activate")
async def activate(request: Request, account: str, admin: Admin, console: Running) -> Response:
    """Let an account in again."""
    return await _set_active(request, console, admin, account, True, "The account may sign in again.")


async def _set_active(request: Request, console: Console, admin: Admin, account: str, active: bool, notice: str) -> Response:
    try:
        await console.accounts.set_active(admin, account, active)
    except NotDone as error:
        return await _account(request, console, account, 422, error=str(error))
    return console.pages.redirect(f"{HERE}/{account}", notice)


@router.post("/{account}/reset")
async def reset(request: Request, account: str, admin: Admin, console: Running) -> Response:
    """Let the password count no more, and show a link that sets another one."""
    try:
        token = await console.accounts.reset(admin, account)
    except NotDone as error:
        return await _account(request, console, account, 422, error=str(error))
    return await _account(request, console, account, link=_address(console, token))


@router.post("/{account}/unlock")
async def unlock(request: Request, account: str, admin: Admin, console: Running) -> Response:
    """Let an account try passwords again at once."""
    await console.accounts.unlock(admin, account)
    return console.pages.redirect(f"{HERE}/{account}", "The account may try to sign in again.")


def _address(console: Console, token: str) -> str:
    return f"{console.settings.origins[0]}{PREFIX}/welcome/{token}"
