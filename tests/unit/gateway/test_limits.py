"""Rates, places and whom they are counted for."""

from __future__ import annotations

import pytest
from limits import parse_many

from bot.gateway.errors import Refused, in_words
from bot.gateway.limits import Places, Rates, address_of
from bot.gateway.settings import Settings


async def test_what_is_too_fast_is_told_when_to_come_back() -> None:
    # GIVEN two of a kind a minute
    rates = Rates(Settings(secrets=("a",), rates={"message": parse_many("2/minute")}))
    for _ in range(2):
        await rates.count("message", "ann")
    # WHEN there is a third THEN it is refused, with the seconds to wait in words and as a number
    with pytest.raises(Refused) as caught:
        await rates.count("message", "ann")
    told = caught.value.as_json()
    assert told["code"] == "too_fast"
    assert 55 <= told["retry_after"] <= 60
    assert f"{told['retry_after']} seconds" in told["text"]
    # AND others are not kept from anything
    await rates.count("message", "ben")


def test_places_are_taken_and_given_back() -> None:
    places = Places(Settings(secrets=("a",), most_open=3, most_open_per_address=2))
    places.take("1", "ann")
    places.take("2", "ann")
    for refused, whom in (("3", "ann"),):
        with pytest.raises(Refused, match="too_many"):
            places.take(refused, whom)
    places.take("4", "ben")
    with pytest.raises(Refused, match="too_many"):
        places.take("5", "eve")
    places.leave("1")
    places.leave("1")  # twice does no harm
    places.leave("never there")
    places.take("6", "ann")
    assert len(places) == 3


def test_a_request_that_waits_holds_a_place_until_its_end() -> None:
    # GIVEN two places
    places = Places(Settings(secrets=("a",), most_open=2, most_open_per_address=2))
    with places.held("ann"), places.held("ann"):
        # WHEN a third would wait THEN it is told that all are busy, and when to come back
        with pytest.raises(Refused, match="busy") as caught, places.held("ben"):
            pass
        assert caught.value.retry_after == 60
    # THEN both are given back
    assert len(places) == 0


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        (("203.0.113.9", 1), "203.0.113.9"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::1", 1), "2001:db8:1:2::/64"),
        (("::ffff:203.0.113.9", 1), "203.0.113.9"),
        (("testclient", 1), "testclient"),
        (None, "unknown"),
    ],
)
def test_a_household_counts_as_one(client: tuple[str, int] | None, counted: str) -> None:
    assert address_of({"client": client}) == counted


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "a second"), (30, "30 seconds"), (91, "2 minutes"), (3600, "60 minutes"), (7200, "2 hours")]
)
def test_times_are_told_as_people_say_them(seconds: int, words: str) -> None:
    assert in_words(seconds) == words
