"""What holds for every profile on the real catalogue."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from knowledge.model import Catalogue, Profile
from knowledge.recognition import QUESTIONS, examine
from knowledge.recognition.case import Case
from knowledge.recommend import next_question, options_json, recommend, what_if, why_not, why_this
from knowledge.recommend.constraints import barred
from knowledge.recommend.ranking import CANDIDATES, LOOKED_AT
from knowledge.recommend.receipt import profile_from_json, profile_json
from tests.unit.recommend.real import TODAY, profiles, world

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@thorough
@given(profiles())
def test_no_option_breaks_a_stated_limit(profile: Profile) -> None:
    for option in recommend(profile, world(), TODAY).options:
        credential = option.credential
        if profile.max_cost is not None:
            assert option.cost_usd is not None
            assert option.cost_usd <= profile.max_cost
            assert credential.cost.currency != "USD" or (credential.cost_total or 0) <= profile.max_cost
        if profile.max_weeks is not None and option.weeks:
            assert option.weeks[0] <= profile.max_weeks
            assert not credential.weeks or credential.weeks[0] <= profile.max_weeks
        if profile.delivery == "online" and credential.delivery:
            assert "online" in credential.delivery
        assert credential.id not in profile.held_credentials
        assert credential.status != "retired"
        assert credential.issuer not in profile.avoid
        assert not set(credential.assessment) & set(profile.avoid)
        needed = {need.credential for need in credential.prerequisites if need.need == "required" and need.type == "credential"}
        if not profile.held_credentials:
            assert not needed or all(world().credentials[key or ""].kind in ("degree", "licence") for key in needed)


@thorough
@given(profiles())
def test_the_answer_keeps_the_contract(profile: Profile) -> None:
    answer = recommend(profile, world(), TODAY)
    ids = [option.credential.id for option in answer.options]
    assert len(ids) <= 5
    assert len(ids) == len(set(ids))
    assert answer.because
    assert not set(ids) & {one.credential.id for one in answer.excluded}
    for option in answer.options:
        assert 0 <= option.score <= 1
        assert [finding.id for finding in option.findings] == list(QUESTIONS)
        assert all(finding.ask for finding in option.findings if finding.verdict == "unknown")
        assert_is_proven(option.findings[0], world())
    for text in texts(answer):
        assert text
        assert not set("{}_") & set(text.replace("target_", "")), text
        assert "None" not in text, text


@thorough
@given(profiles())
def test_all_that_a_limit_keeps_out_is_listed_once(profile: Profile) -> None:
    # GIVEN the credentials that could serve the goal, of which limits keep some out
    case = Case(profile, world(), TODAY)
    candidates = [credential for credential, _ in CANDIDATES[profile.goal or "skill_gap"](case)]
    kept_out = {credential.id for credential in candidates if barred(case, credential)}
    # WHEN the goal is answered
    listed = [one.credential.id for one in recommend(profile, world(), TODAY).excluded]
    # THEN each of these is listed, and none twice; of very many only the likeliest are looked at
    assert len(listed) == len(set(listed))
    assert kept_out <= set(listed) or len(candidates) > LOOKED_AT


def assert_is_proven(finding: object, known: Catalogue) -> None:
    """A yes on recognition rests on a sourced row in which somebody else than the issuer speaks."""
    rows = {row.id: row for row in known.ledger}
    if finding.verdict == "yes":  # type: ignore[attr-defined]
        assert finding.evidence  # type: ignore[attr-defined]
        for key in finding.evidence:  # type: ignore[attr-defined]
            assert rows[key].verified
            assert rows[key].basis != "issuer_claim"
            assert rows[key].recogniser != known.credentials[rows[key].credential].issuer


def texts(answer: object) -> list[str]:
    found = [answer.because, *(one.because for one in answer.excluded)]  # type: ignore[attr-defined]
    for option in answer.options:  # type: ignore[attr-defined]
        found += [
            option.reason,
            *(finding.because for finding in option.findings),
            *(finding.ask for finding in option.findings if finding.ask),
        ]
    return found


@thorough
@given(profiles())
def test_the_same_question_gives_the_same_bytes(profile: Profile) -> None:
    first, second = recommend(profile, world(), TODAY), recommend(profile_from_json(profile_json(profile)), world(), TODAY)
    assert options_json(first) == options_json(second)
    assert first.receipt == second.receipt
    json.loads(options_json(first))


@thorough
@given(profiles())
def test_an_issuers_name_by_itself_moves_nothing(profile: Profile) -> None:
    profile = profile.but(avoid=())
    names, order = swapped(world())
    before = [option.credential.id for option in recommend(profile, world(), TODAY).options]
    after = [option.credential.id for option in recommend(profile, names, TODAY).options]
    assert before == after, order


_swapped: list[Catalogue] = []


def swapped(known: Catalogue) -> tuple[Catalogue, str]:
    """The same catalogue with every issuer under another's name; what an issuer says of itself stays its own word."""
    if not _swapped:
        names = sorted(known.issuers)
        other = dict(zip(names, [*names[7:], *names[:7]], strict=True))
        folded = {alias.casefold(): name for name in names for alias in (name, *known.issuers[name].aliases)}
        issuers = {other[name]: replace(issuer, name=other[name], aliases=()) for name, issuer in known.issuers.items()}
        credentials = {key: replace(one, issuer=other[one.issuer]) for key, one in known.credentials.items()}
        ledger = tuple(
            replace(row, recogniser=other[folded[row.recogniser.casefold()]]) if row.recogniser.casefold() in folded else row
            for row in known.ledger
        )
        _swapped.append(replace(known, issuers=issuers, credentials=credentials, ledger=ledger))
    return _swapped[0], "issuers swapped by seven places"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(profiles())
def test_questions_end_and_never_repeat(profile: Profile) -> None:
    asked: list[str] = []
    while (slot := next_question(profile, world(), TODAY, asked)) is not None:
        assert slot not in asked
        assert getattr(profile, slot) in (None, ())
        asked.append(slot)
        assert len(asked) <= 6


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(profiles())
def test_explanations_hold(profile: Profile) -> None:
    answer = recommend(profile, world(), TODAY)
    shown = [option.credential.id for option in answer.options]
    for option in answer.options:
        assert all(why_this(option, answer.goal))
    for key in [*shown, *(one.credential.id for one in answer.excluded[:3]), "comptia-security-plus"]:
        why = why_not(profile, key, world(), TODAY)
        assert (why.place is not None) == (key in shown)
        assert why.because
        if why.flip and "would be number" in (why.flip_because or ""):
            changed = recommend(profile.but(**why.flip), world(), TODAY)
            assert key in [option.credential.id for option in changed.options]
    other = what_if(profile, {"max_cost": 50.0}, world(), TODAY)
    assert set(other.entered) <= {option.credential.id for option in other.after.options}
    assert set(other.left) <= set(shown)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(profiles())
def test_every_credential_can_be_examined(profile: Profile) -> None:
    for credential in world().credentials.values():
        findings = examine(profile, credential, world(), TODAY)
        assert [finding.id for finding in findings] == list(QUESTIONS)
        assert all(finding.ask for finding in findings if finding.verdict == "unknown")
        assert_is_proven(findings[0], world())
