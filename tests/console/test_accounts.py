"""What accounts, addresses, names and roles are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.console.accounts.model import Account, NotDone, Role, email_of, name_of, roles_of, shown_name
from bot.console.accounts.passwords import checked
from bot.console.pages import csv_response, words


def account(*roles: Role) -> Account:
    return Account("1", "a@example.edu", "A", frozenset(roles), True, True, False, datetime.now(UTC), None)


def test_an_admin_may_do_all_and_others_what_their_roles_say() -> None:
    assert account(Role.ADMIN).may(Role.ADVISOR)
    assert account(Role.ADVISOR, Role.CURATOR).may(Role.CURATOR)
    assert account(Role.ADVISOR).may(Role.CURATOR, Role.ADVISOR)
    assert not account(Role.ADVISOR).may(Role.CURATOR)
    assert not account(Role.CURATOR).may(Role.ADMIN)
    assert not account().may(Role.ADVISOR)
    assert account().may()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (" Ada@Example.EDU ", "ada@example.edu"),
        ("ada+desk@example.edu", "ada+desk@example.edu"),
        ("ada@intranet", "ada@intranet"),
        ("josé@example.edu", "josé@example.edu"),
    ],
)
def test_an_address_has_one_form(told: str, kept: str) -> None:
    assert email_of(told) == kept


@pytest.mark.parametrize(
    "told",
    ["", "ada", "@example.edu", "ada@", "a b@example.edu", "ada@example.edu\nbcc: x@y.z", "<x>@example.edu", "ada@exa\u202emple.edu"],
)
def test_what_is_no_address_is_refused(told: str) -> None:
    with pytest.raises(NotDone):
        email_of(told)


def test_a_name_is_shown_as_it_was_meant() -> None:
    assert name_of("  Ada   Okafor ") == "Ada Okafor"
    assert name_of("نور حداد") == "نور حداد"
    assert name_of("O'Brien-Żółć") == "O'Brien-Żółć"
    assert shown_name("\u202eAda\u0007 Okafor", "x@example.edu") == "Ada Okafor"
    assert shown_name(None, "x.y@example.edu") == "x.y"
    assert shown_name("\u200b", "x.y@example.edu") == "x.y"
    assert shown_name({"first": "Ada"}, "x@example.edu").startswith("{")


def test_roles_are_those_that_there_are() -> None:
    assert roles_of(["admin", "advisor", "admin"]) == {Role.ADMIN, Role.ADVISOR}
    for told in ([], ["root"], ["Admin"]):
        with pytest.raises(NotDone):
            roles_of(told)


@pytest.mark.parametrize(
    "password", ["x" * 11, "x" * 201, "aaaabbbbaaaabbbb", "ada.okafor.2026!", "Ada@Example.edu", "Credwise12345!", "credwise-credwise"]
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(NotDone):
        checked(password, password, "ada@example.edu", "ada.okafor", "credwise", "password")


@pytest.mark.parametrize("password", ["a row of plain words", "ada likes tall ships", "Пароль из слов", "🙂🙃😀😁😂🤣😃😄😅😆😉😊"])
def test_any_other_is_taken(password: str) -> None:
    assert checked(password, password, "ada@example.edu", "ada", "credwise") == password


def test_a_file_holds_nothing_that_a_spreadsheet_runs() -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "plain", 7, -3.5, None, 'with "quotes", and more']
    text = bytes(csv_response("x.csv", ["a"], [cells]).body).decode("utf-8-sig").splitlines()[1]
    assert text == """'=1+1,'+1,'-1,'@x,'\tx,plain,7,-3.5,,"with ""quotes"", and more\""""


def test_codes_are_shown_as_words() -> None:
    assert words("account.roles_changed") == "account roles changed"
