"""Tests say the same in every run."""

from __future__ import annotations

from hypothesis import settings


def test_the_random_examples_are_the_same_in_every_run() -> None:
    assert settings().derandomize
    assert settings().deadline is None
