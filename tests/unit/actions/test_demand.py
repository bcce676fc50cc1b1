"""What is counted of names that the catalogue lacks: nothing that may tell who asked."""

from __future__ import annotations

import pytest

from actions.bootstrap import Knowledge
from actions.common.demand import count_unknown_name, name_to_count


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("Foobar Guild Badge", "foobar guild badge"),
        ("  FOOBAR   guild badge?", "foobar guild badge"),
        ("C++ Institute CPP", "c++ institute cpp"),
        ("jane.roe@example.org", ""),
        ("call me Jane Roe", ""),
        ("my name is Jane Roe and I hold the X badge", ""),
        ("+1 555 123 4567", ""),
        ("https://example.org/badge", ""),
        ("12 Main Street badge", ""),
        ("", ""),
        ("?", ""),
        ("x" * 61, ""),
    ],
)
def test_a_name_that_may_tell_who_asked_is_not_counted(name: str, counted: str) -> None:
    assert name_to_count(name) == counted


def test_a_failing_count_does_not_fail_the_turn(knowledge: Knowledge, caplog: pytest.LogCaptureFixture) -> None:
    """GIVEN a database without the table WHEN a name is counted THEN the turn goes on, and the log tells no words."""
    with knowledge.demand.engine.execution_options(credwise_writes=True).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE demand RENAME TO demand_away")
    try:
        count_unknown_name(knowledge, "Foobar Guild Badge")
    finally:
        with knowledge.demand.engine.execution_options(credwise_writes=True).begin() as connection:
            connection.exec_driver_sql("ALTER TABLE demand_away RENAME TO demand")
    assert "a demand was not counted" in caplog.text
    assert "foobar" not in caplog.text.casefold()
