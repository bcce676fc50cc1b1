"""What a credential leads to, and the way to a role."""

from __future__ import annotations

import pytest

from knowledge.model import Profile
from knowledge.pathways import from_credential, to_role
from tests.unit.recognition.small import TODAY, catalogue, credential, row, stack


def test_the_stack_is_followed_step_by_step() -> None:
    members = [credential("a"), credential("b"), credential("c")]
    world = catalogue(members, [row("r", "b")], [stack("a", "required_before", "b"), stack("b", "counts_toward", "c")])
    view = from_credential("a", world)
    assert [(one.to.id if one.to else None, one.step) for one in view.onward] == [("b", 1), ("c", 2)]
    assert view.accepted_by == ("Acme Hospital",)
    assert [one.to.id for one in from_credential("c", world).before if one.to] == ["b"]


def test_circles_end() -> None:
    world = catalogue([credential("a"), credential("b")], stacks=[stack("a", "bundle", "b"), stack("b", "bundle", "a")])
    assert len(from_credential("a", world).onward) == 1


def test_credit_sends_to_the_registrar() -> None:
    world = catalogue([credential("a")], stacks=[stack("a", "credit_recommendation", toward="college credit")])
    assert "registrar" in from_credential("a", world).ask


def test_an_unknown_credential_is_an_error() -> None:
    with pytest.raises(KeyError):
        from_credential("nothing", catalogue([credential("a")]))


def test_the_way_to_a_role_covers_its_skills() -> None:
    world = catalogue([credential("a", applied_work="project"), credential("b", skills=("Statistics",), applied_work="project")])
    path = to_role("Data analyst", Profile(), world, TODAY)
    assert path is not None
    assert {step.credential.id for step in path.steps} == {"a", "b"}
    assert 0 < path.covered < 1
