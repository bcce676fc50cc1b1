"""Accounts in the database, and the links by which their passwords are set."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.console.accounts.model import Account, NotDone, Role
from bot.console.tables import accounts, links
from bot.databases import Database


class AccountStore:
    """Reads and writes accounts."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Work on a database that is in its newest form."""
        self._database, self._clock = database, clock

    async def get(self, account: str) -> Account | None:
        """Return an account by its id."""
        return await self._one(accounts.c.id == account)

    async def by_email(self, email: str) -> Account | None:
        """Return an account by its e-mail address, in the form of `email_of`."""
        return await self._one(accounts.c.email == email)

    async def by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return an account by what its provider of single sign-on calls it."""
        return await self._one((accounts.c.issuer == issuer) & (accounts.c.subject == subject))

    async def all(self) -> list[Account]:
        """Return all accounts by name."""
        async with self._database.reading() as connection:
            return [account_of(row) for row in await connection.execute(select(accounts).order_by(accounts.c.name, accounts.c.id))]

    async def with_role(self, *roles: Role) -> list[Account]:
        """Return the active accounts that may do what one of the roles may, by name."""
        return [account for account in await self.all() if account.active and account.may(*roles)]

    async def names(self) -> dict[str, str]:
        """Return the names of all accounts by their ids."""
        return {account.id: account.name for account in await self.all()}

    async def password(self, account: str) -> str | None:
        """Return the hash that is kept of an account's password."""
        async with self._database.reading() as connection:
            return (await connection.execute(select(accounts.c.password).where(accounts.c.id == account))).scalar_one_or_none()

    async def belongs_to(self, account: str, issuer: str, subject: str) -> bool:
        """Tell whether an account is of that person at the provider, or of nobody there yet. An address may have gone over to somebody else."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(accounts.c.issuer, accounts.c.subject).where(accounts.c.id == account))).one()
        return row.subject is None or (row.issuer, row.subject) == (issuer, subject)

    async def add(self, email: str, name: str, roles: Iterable[Role], **more: Any) -> Account:
        """Make an account; raise NotDone where the address has one."""
        values = {
            "id": secrets.token_hex(6),
            "email": email,
            "name": name,
            "roles": sorted(roles),
            "active": True,
            "created": self._clock(),
            **more,
        }
        try:
            async with self._database.writing() as connection:
                row = (await connection.execute(insert(accounts).values(values).returning(accounts))).one()
        except IntegrityError:
            raise NotDone("There is an account with that e-mail address already.") from None
        return account_of(row)

    async def change(self, account: str, **values: Any) -> Account:
        """Change an account, but for what it may do (see `set_access`); raise NotDone where there is none."""
        async with self._database.writing() as connection:
            return await _changed(connection, account, values)

    async def set_access(self, account: str, *, roles: Iterable[Role] | None = None, active: bool | None = None) -> Account:
        """Change what an account may do; raise NotDone where nobody would be left who manages accounts."""
        values = {"roles": None if roles is None else sorted(roles), "active": active}
        async with self._database.writing() as connection:
            # Two admins who remove each other wait for one another here.
            locked = await connection.execute(select(accounts).order_by(accounts.c.id).with_for_update())
            admins = [one for one in map(account_of, locked) if one.active and Role.ADMIN in one.roles]
            changed = await _changed(connection, account, {name: value for name, value in values.items() if value is not None})
            if [one.id for one in admins] == [account] and not (changed.active and Role.ADMIN in changed.roles):
                raise NotDone("This is the last admin. Make another account an admin first.")
        return changed

    async def _one(self, condition: Any) -> Account | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(accounts).where(condition))).first()
        return account_of(row) if row else None


async def _changed(connection: AsyncConnection, account: str, values: dict[str, Any]) -> Account:
    row = (await connection.execute(update(accounts).where(accounts.c.id == account).values(values).returning(accounts))).first()
    if row is None:
        raise NotDone("There is no such account.")
    return account_of(row)


def account_of(row: Row[Any]) -> Account:
    """Return a row of the table as an account."""
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        active=row.active,
        has_password=row.password is not None,
        single_sign_on=row.subject is not None,
        created=row.created,
        signed_in=row.signed_in,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is for: to set the password of an account, or to make an account where ``account`` is none."""

    account: str | None
    email: str
    name: str
    roles: frozenset[Role]
    expires: datetime


class Links:
    """Links that set a password once, until they expire."""

    def __init__(self, database: Database, life: timedelta, clock: Callable[[], datetime]) -> None:
        """Make links that live so long."""
        self._database, self._life, self._clock = database, life, clock

    async def make(self, email: str, name: str, roles: Iterable[Role], account: str | None = None) -> str:
        """Return the secret part of a new link; older ones for the same address are dead from now on."""
        token, now = secrets.token_urlsafe(32), self._clock()
        values = {
            "id": hashed(token),
            "account": account,
            "email": email,
            "name": name,
            "roles": sorted(roles),
            "expires": now + self._life,
        }
        async with self._database.writing() as connection:
            await connection.execute(delete(links).where((links.c.email == email) | (links.c.expires < now)))
            await connection.execute(insert(links).values(values))
        return token

    async def look(self, token: str) -> Link | None:
        """Return what a link is for; none where it was used, replaced, taken back, or has expired."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(links).where(links.c.id == hashed(token), links.c.expires > self._clock()))).first()
        return _link(row) if row else None

    async def use(self, token: str) -> Link | None:
        """Return what a link is for, once."""
        gone = delete(links).where(links.c.id == hashed(token), links.c.expires > self._clock()).returning(links)
        async with self._database.writing() as connection:
            row = (await connection.execute(gone)).first()
        return _link(row) if row else None

    async def take(self, email: str) -> Link | None:
        """Return what was offered to an address, once: who comes from single sign-on with it needs no link."""
        gone = delete(links).where(links.c.email == email, links.c.expires > self._clock()).returning(links)
        async with self._database.writing() as connection:
            row = (await connection.execute(gone)).first()
        return _link(row) if row else None

    async def open(self) -> list[Link]:
        """Return the links that can be used still, by address."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(links).where(links.c.expires > self._clock()).order_by(links.c.email))
            return [_link(row) for row in rows]

    async def take_back(self, email: str) -> None:
        """Let no link for that address count any more."""
        async with self._database.writing() as connection:
            await connection.execute(delete(links).where(links.c.email == email))


def hashed(token: str) -> str:
    """Return what is kept of a random token. It has more than enough randomness for a hash without salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _link(row: Row[Any]) -> Link:
    return Link(row.account, row.email, row.name, frozenset(Role(role) for role in row.roles), row.expires)
