"""The console's commands: python -m bot.console admin."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import Annotated

import typer

from bot.console.accounts.model import NotDone, Role
from bot.console.accounts.service import Accounts
from bot.console.console import open_console
from bot.console.settings import PREFIX, ConsoleSettings
from bot.gateway.settings import from_environment
from bot.settings import SettingError

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Commands of the advisors' console.")
EMAIL = "The new admin's e-mail address: "
NAME = "Their name, as colleagues will see it: "


@app.callback()
def commands() -> None:
    """Commands of the advisors' console."""


@app.command()
def admin(
    link: Annotated[bool, typer.Option("--link", help="Print a link that sets the password, instead of asking for one.")] = False,
    email: Annotated[str, typer.Option(help="The e-mail address; asked for where it is not given.")] = "",
    name: Annotated[str, typer.Option(help="The name; asked for where it is not given.")] = "",
) -> None:
    """Make an account that may do all, such as the first one."""
    try:
        settings = from_environment().console
        assert settings is not None, "the environment always names a console"
        email, name = email or input(EMAIL), name or input(NAME)
        print(asyncio.run(_admin(settings, email, name, link)))
    except (NotDone, SettingError) as error:
        sys.exit(f"credwise: {error}")
    except (EOFError, KeyboardInterrupt):
        sys.exit("\ncredwise: nothing was done.")


async def _admin(settings: ConsoleSettings, email: str, name: str, link: bool) -> str:
    async with open_console(settings) as console:
        if link:
            return await _link(console.accounts, settings, email, name)
        if not sys.stdin.isatty():
            raise NotDone("there is no terminal to type a password at; run it in one, or with --link.")
        first = getpass.getpass("Password (12 characters or more): ")
        account = await console.accounts.create(None, email, name, [Role.ADMIN], first, getpass.getpass("The same again: "))
        return f"The account is made. Sign in at {settings.origins[0]}{PREFIX}/ as {account.email}."


async def _link(accounts: Accounts, settings: ConsoleSettings, email: str, name: str) -> str:
    token = await accounts.invite(None, email, name, [Role.ADMIN])
    hours = round(settings.link_life.total_seconds() / 3600)
    return f"Open this link within {hours} hours to set the password. It works once.\n{settings.origins[0]}{PREFIX}/welcome/{token}"


if __name__ == "__main__":
    app()
