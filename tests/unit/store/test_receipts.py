"""Receipts: kept, found again, forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from knowledge.model import Profile
from knowledge.recommend import Receipt, profile_from_json
from knowledge.recommend.receipt import profile_json
from knowledge.store.models import ReceiptRow
from knowledge.store.repository import Receipts

PROFILE = Profile(goal="skill_gap", target_skills=("SQL", "Öffentlichkeitsarbeit"), max_cost=0.0)


def receipt(key: str = "abc234", options: tuple[str, ...] = ("b", "a")) -> Receipt:
    return Receipt(key, profile_json(PROFILE), "0123456789ab", "1", date(2026, 11, 22), options)


def test_a_receipt_comes_back_as_it_was(engine: Engine) -> None:
    Receipts(engine).put(receipt())
    found = Receipts(engine).get("abc234")
    assert found == receipt()
    assert found is not None
    assert profile_from_json(found.profile) == PROFILE


def test_an_unknown_receipt_is_none(engine: Engine) -> None:
    assert Receipts(engine).get("nothing") is None


def test_the_first_receipt_of_an_id_stays(engine: Engine) -> None:
    receipts = Receipts(engine)
    receipts.put(receipt())
    receipts.put(receipt(options=("other",)))
    assert receipts.get("abc234") == receipt()


def test_only_the_receipts_named_are_forgotten(engine: Engine) -> None:
    receipts = Receipts(engine)
    for key in ("one", "two", "three"):
        receipts.put(receipt(key))
    receipts.forget(["one", "three", "never-there"])
    assert [key for key in ("one", "two", "three") if receipts.get(key)] == ["two"]


def test_forgetting_nothing_forgets_nothing(engine: Engine) -> None:
    Receipts(engine).put(receipt())
    Receipts(engine).forget([])
    assert Receipts(engine).get("abc234") is not None


def test_two_users_with_the_same_profile_at_the_same_moment(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Receipts(engine).put(receipt()), range(40)))
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(ReceiptRow)) == 1
