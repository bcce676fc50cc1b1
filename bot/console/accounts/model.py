"""Accounts and what they may do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

LONGEST_NAME = 80
UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs")
"""Kinds of signs that are not shown, among them those that turn the direction of text round."""


class Role(StrEnum):
    """What an account may do. An admin may do all."""

    ADVISOR = "advisor"
    CURATOR = "curator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works here. ``has_password`` is false where they come by single sign-on only."""

    id: str
    email: str
    name: str
    roles: frozenset[Role]
    active: bool
    has_password: bool
    single_sign_on: bool
    created: datetime
    signed_in: datetime | None

    def may(self, *roles: Role) -> bool:
        """Tell whether the account has one of the roles; an admin has all. Without roles anybody who is signed in may."""
        return not roles or Role.ADMIN in self.roles or not self.roles.isdisjoint(roles)


class NotDone(Exception):
    """Something that is not done with an account; the message is a sentence for whoever asked."""


def email_of(told: str) -> str:
    """Return an e-mail address in the one form by which accounts are found; raise NotDone where it is none."""
    try:
        checked = validate_email(told.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        raise NotDone("That is no e-mail address. It has to be like name@example.edu.") from None
    return checked.normalized.casefold()


def name_of(told: str) -> str:
    """Return a name as it can be shown; raise NotDone where it has none of the signs that names are made of, or is too long."""
    name = " ".join(unicodedata.normalize("NFC", told).split())
    if any(unicodedata.category(sign) in UNSEEN for sign in name):
        raise NotDone("The name holds characters that can't be seen. Please type it anew.")
    if not 1 <= len(name) <= LONGEST_NAME:
        raise NotDone(f"The name has to have 1 to {LONGEST_NAME} letters.")
    return name


def shown_name(told: object, email: str) -> str:
    """Return a name that another service tells, without signs that can't be shown; the first part of the address where none is left."""
    seen = "".join(sign for sign in str(told or "") if unicodedata.category(sign) not in UNSEEN or sign.isspace())
    try:
        return name_of(" ".join(seen.split())[:LONGEST_NAME])
    except NotDone:
        return name_of(email.partition("@")[0][:LONGEST_NAME])


def roles_of(told: list[str]) -> frozenset[Role]:
    """Return the roles of those names; raise NotDone where there are none or one is unknown."""
    try:
        roles = frozenset(Role(name) for name in told)
    except ValueError:
        raise NotDone("There is no such role.") from None
    if not roles:
        raise NotDone("Choose at least one role.")
    return roles
