"""What is done with accounts: signing in, inviting, changing, each noted in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.console.accounts.lockout import Lockout
from bot.console.accounts.model import Account, NotDone, Role, email_of, name_of
from bot.console.accounts.passwords import MOST, Passwords, checked
from bot.console.accounts.store import AccountStore, Link, Links
from bot.console.audit.log import AuditLog
from bot.console.clock import utc_now
from bot.console.sessions import Sessions
from bot.console.settings import ConsoleSettings
from bot.databases import Database

if TYPE_CHECKING:
    from bot.console.accounts.single_sign_on import Person

WRONG = "The e-mail address or the password is wrong."
SHUT_OUT = "This account may not sign in here. An admin of the console can tell you why."
NO_ROLE = "You were signed in there, but have no role here. An admin of the console can give you one."
DEAD_LINK = "This link was used already, or is too old. Ask an admin for a new one."


class Accounts:
    """The accounts of the console; refusals are NotDone, or Locked for a name that has to wait."""

    def __init__(
        self,
        database: Database,
        settings: ConsoleSettings,
        sessions: Sessions,
        audit: AuditLog,
        passwords: Passwords,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Work on that database."""
        self.store = AccountStore(database, clock)
        self.links = Links(database, settings.link_life, clock)
        self.lockout = Lockout(database, settings, clock)
        self._sessions, self._audit, self._passwords = sessions, audit, passwords

    # --- signing in
    async def sign_in(self, email: str, password: str) -> Account:
        """Return the account of that address and password. Whether the address has an account can be seen by neither words nor time."""
        try:
            email = email_of(email)
        except NotDone:
            email = email.strip()[:254].casefold()
        await self.lockout.admit(email)
        account = await self.store.by_email(email)
        kept = await self.store.password(account.id if account else "")
        right = await self._passwords.right(kept, password[: MOST + 1])
        if account is None or kept is None or not right or not account.active:
            await self._audit.record(None, "sign_in.refused", account.id if account else "unknown")
            raise NotDone(WRONG)
        await self.lockout.clear(email)
        if self._passwords.outdated(kept):
            await self.store.change(account.id, password=await self._passwords.hash(password))
        await self._audit.record(account, "sign_in.password", account.id)
        return account

    async def single_sign_on(self, person: Person) -> Account:
        """Return the account of somebody whom the provider of single sign-on has sent, made or brought up to date by what it tells."""
        account = await self.store.by_subject(person.issuer, person.subject) or await self.store.by_email(person.email)
        if account is None:
            account = await self._newcomer(person)
        elif not account.active or not await self.store.belongs_to(account.id, person.issuer, person.subject):
            await self._audit.record(None, "sign_in.refused", account.id)
            raise NotDone(SHUT_OUT)
        else:
            account = await self.store.change(account.id, issuer=person.issuer, subject=person.subject)
            account = await self._as_told(account, person)
        await self._audit.record(account, "sign_in.single_sign_on", account.id)
        return account

    async def _newcomer(self, person: Person) -> Account:
        """Make an account, with the roles that the provider tells, or those of an invitation that was made for the address."""
        invitation = await self.links.take(person.email)
        roles = person.roles if person.roles is not None else invitation.roles if invitation else frozenset()
        if not roles:
            await self._audit.record(None, "sign_in.refused", "unknown")
            raise NotDone(NO_ROLE)
        account = await self.store.add(person.email, person.name, roles, issuer=person.issuer, subject=person.subject)
        await self._audit.record(None, "account.created", account.id, roles=sorted(roles), by="single sign-on")
        return account

    async def _as_told(self, account: Account, person: Person) -> Account:
        """Where the provider says who has which role, it is followed at each sign-in."""
        if person.roles is None or person.roles == account.roles:
            return account
        changed = await self.store.set_access(account.id, roles=person.roles)
        details = {"before": sorted(account.roles), "after": sorted(person.roles), "by": "single sign-on"}
        await self._audit.record(None, "account.roles_changed", account.id, **details)
        if not person.roles:
            await self._sessions.end_all(account.id)
            raise NotDone(NO_ROLE)
        return changed

    # --- one's own account
    async def change_password(self, account: Account, old: str, new: str, again: str) -> None:
        """Set another password; all sessions are ended."""
        await self.lockout.admit(account.email)
        if not await self._passwords.right(await self.store.password(account.id), old):
            raise NotDone("The password that you have now is not that one.")
        await self.lockout.clear(account.email)
        await self._set_password(account, new, again)
        await self._audit.record(account, "account.password_changed", account.id)

    async def sign_out_everywhere(self, account: Account) -> None:
        """End all sessions of an account."""
        count = await self._sessions.end_all(account.id)
        await self._audit.record(account, "account.signed_out_everywhere", account.id, sessions=count)

    async def accept(self, token: str, name: str, password: str, again: str) -> Account:
        """Set the password that a link is for, making the account where there is none; the link is used up by it."""
        link = await self.links.look(token)
        if link is None:
            raise NotDone(DEAD_LINK)
        name = name_of(name or link.name)
        password = checked(password, again, *_near(link.email, name))
        if await self.links.use(token) is None:
            raise NotDone(DEAD_LINK)
        account = await self._of(link, name)
        await self._set_password(account, password, again)
        await self.lockout.clear(link.email)
        await self._audit.record(account, "account.link_used", account.id)
        return account

    async def _of(self, link: Link, name: str) -> Account:
        if link.account is None:
            return await self.store.add(link.email, name, link.roles)
        account = await self.store.get(link.account)
        if account is None or not account.active:
            raise NotDone(DEAD_LINK)
        return account

    async def _set_password(self, account: Account, new: str, again: str) -> None:
        hashed = await self._passwords.hash(checked(new, again, *_near(account.email, account.name)))
        await self.store.change(account.id, password=hashed)
        await self._sessions.end_all(account.id)

    # --- what admins do; `by` is none for the command line
    async def create(self, by: Account | None, email: str, name: str, roles: Iterable[Role], password: str, again: str) -> Account:
        """Make an account with a password."""
        email, name = email_of(email), name_of(name)
        hashed = await self._passwords.hash(checked(password, again, *_near(email, name)))
        account = await self.store.add(email, name, roles, password=hashed)
        await self._audit.record(by, "account.created", account.id, roles=sorted(roles))
        return account

    async def invite(self, by: Account | None, email: str, name: str, roles: Iterable[Role]) -> str:
        """Return the secret part of a link that makes an account."""
        email, name = email_of(email), name_of(name)
        if await self.store.by_email(email):
            raise NotDone("There is an account with that e-mail address already.")
        token = await self.links.make(email, name, roles)
        await self._audit.record(by, "account.invited", "invitation", roles=sorted(roles))
        return token

    async def reset(self, by: Account | None, account_id: str) -> str:
        """Return the secret part of a link that sets a new password. The old one counts no more, and all sessions are ended."""
        account = await self._known(account_id)
        await self.store.change(account.id, password=None)
        await self._sessions.end_all(account.id)
        token = await self.links.make(account.email, account.name, account.roles, account.id)
        await self._audit.record(by, "account.reset", account.id)
        return token

    async def set_roles(self, by: Account, account_id: str, roles: frozenset[Role]) -> Account:
        """Give an account these roles and no others, from now on."""
        before = await self._known(account_id)
        account = await self.store.set_access(account_id, roles=roles)
        await self._audit.record(by, "account.roles_changed", account.id, before=sorted(before.roles), after=sorted(roles))
        return account

    async def set_active(self, by: Account, account_id: str, active: bool) -> Account:
        """Let an account in again, or shut it out at once."""
        account = await self.store.set_access(account_id, active=active)
        if not active:
            await self._sessions.end_all(account.id)
            await self.links.take_back(account.email)
        await self._audit.record(by, "account.activated" if active else "account.deactivated", account.id)
        return account

    async def unlock(self, by: Account, account_id: str) -> Account:
        """Let an account try passwords again at once."""
        account = await self._known(account_id)
        await self.lockout.clear(account.email)
        await self._audit.record(by, "account.unlocked", account.id)
        return account

    async def take_back(self, by: Account, email: str) -> None:
        """Let no link for that address count any more."""
        await self.links.take_back(email)
        await self._audit.record(by, "account.link_taken_back", "invitation")

    async def _known(self, account_id: str) -> Account:
        account = await self.store.get(account_id)
        if account is None:
            raise NotDone("There is no such account.")
        return account


def _near(email: str, name: str) -> tuple[str, ...]:
    """Words that a password must not be made of alone."""
    return (email, email.partition("@")[0], *name.casefold().split(), name.casefold(), "password", "credwise")
