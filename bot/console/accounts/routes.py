"""Pages of one's own account: signing in and out, the password, and links that set it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.console import visit
from bot.console.access import SignedIn, Visitor
from bot.console.accounts.lockout import Locked
from bot.console.accounts.model import NotDone
from bot.console.accounts.service import DEAD_LINK
from bot.console.console import Running
from bot.console.errors import SIGN_IN
from bot.console.pages import safe_next
from bot.console.parts import Part
from bot.console.settings import PREFIX
from bot.gateway.errors import in_words
from bot.gateway.limits import address_of

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
Password = Annotated[str, Form(max_length=1000)]


def part() -> Part:
    """Describe this part."""
    return Part(router)


@router.get("/sign-in")
async def sign_in_page(request: Request, visitor: Visitor, console: Running, next: str = "") -> Response:
    """Ask who it is; who is signed in goes on."""
    if visitor:
        return console.pages.redirect(safe_next(next) or console.pages.landing(request))
    return console.pages.render(request, "accounts/sign_in.html", next=safe_next(next) or "", email="", error=None)


@router.post("/sign-in")
async def sign_in(
    request: Request, visitor: Visitor, console: Running, email: Text = "", password: Password = "", next: Text = ""
) -> Response:
    """Sign in by password."""
    then = safe_next(next)
    await console.hurried("sign_in_address", address_of(request.scope))
    try:
        account = await console.accounts.sign_in(email, password)
    except (NotDone, Locked) as error:
        status = 429 if isinstance(error, Locked) else 422
        told = told_of(error)
        return console.pages.render(request, "accounts/sign_in.html", status, next=then or "", email=email, error=told)
    response = console.pages.redirect(then or f"{PREFIX}/")
    await visit.sign_in(request, response, account)
    return response


def told_of(error: NotDone | Locked) -> str:
    """Return what to tell of a refusal."""
    if isinstance(error, Locked):
        return f"There were too many wrong tries with that address. Please wait {in_words(int(error.seconds) + 1)} and try again."
    return str(error)


@router.post("/sign-out")
async def sign_out(request: Request, visitor: Visitor, console: Running) -> Response:
    """End this session."""
    if (session := visit.visit_of(request).session) and visitor:
        await console.sessions.end(session)
        await console.audit.record(visitor, "sign_out", visitor.id)
    response = console.pages.redirect(SIGN_IN, "You are signed out.")
    visit.sign_out(request, response)
    return response


@router.get("/account")
async def account_page(request: Request, account: SignedIn, console: Running) -> Response:
    """Show one's own account."""
    return console.pages.render(request, "accounts/account.html", error=None)


@router.post("/account/password")
async def change_password(
    request: Request, account: SignedIn, console: Running, old: Password = "", new: Password = "", again: Password = ""
) -> Response:
    """Set another password; this browser stays signed in, under a new id, and no other."""
    await console.hurried("sign_in_address", address_of(request.scope))
    try:
        await console.accounts.change_password(account, old, new, again)
    except (NotDone, Locked) as error:
        return console.pages.render(request, "accounts/account.html", 422, error=told_of(error))
    response = console.pages.redirect(f"{PREFIX}/account", "Your password is changed. Other browsers are signed out.")
    await visit.sign_in(request, response, account)
    return response


@router.post("/account/sign-out-everywhere")
async def sign_out_everywhere(request: Request, account: SignedIn, console: Running) -> Response:
    """End all sessions of the account, this one too."""
    await console.accounts.sign_out_everywhere(account)
    response = console.pages.redirect(SIGN_IN, "You are signed out in all browsers.")
    visit.sign_out(request, response)
    return response


@router.get("/welcome/{token}")
async def welcome_page(request: Request, token: str, visitor: Visitor, console: Running) -> Response:
    """Ask for the password that a link sets."""
    await console.hurried("sign_in_address", address_of(request.scope))
    link = await console.accounts.links.look(token)
    if link is None:
        return console.pages.error(request, "not_done", 404, text=DEAD_LINK)
    return console.pages.render(request, "accounts/welcome.html", link=link, name=link.name, error=None)


@router.post("/welcome/{token}")
async def welcome(
    request: Request, token: str, visitor: Visitor, console: Running, name: Text = "", new: Password = "", again: Password = ""
) -> Response:
    """Set the password that a link is for, and sign in."""
    await console.hurried("sign_in_address", address_of(request.scope))
    link = await console.accounts.links.look(token)
    if link is None:
        return console.pages.error(request, "not_done", 404, text=DEAD_LINK)
    try:
        account = await console.accounts.accept(token, name, new, again)
    except NotDone as error:
        return console.pages.render(request, "accounts/welcome.html", 422, link=link, name=name, error=str(error))
    response = console.pages.redirect(f"{PREFIX}/", "Welcome. Your password is set.")
    await visit.sign_in(request, response, account)
    return response
