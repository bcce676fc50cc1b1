"""What advisors put right ("this was wrong because …"), kept as tests to be and handed out in the form that tests/evaluation reads."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Engine, select

from cases.model import Case, CaseError, CaseMessage, Refused
from cases.tables import CorrectionRow
from knowledge.clock import now
from knowledge.store.database import reading, writing
from knowledge.terms import AdviceKind, Goal
from learning_loop.masking import masked

State = Literal["new", "accepted", "rejected", "exported"]
STATES: tuple[State, ...] = get_args(State)
GOALS: tuple[str, ...] = (*get_args(Goal), "none")
ADVICE: tuple[str, ...] = get_args(AdviceKind)
MOST_SAID, LONGEST_SAID, LONGEST_BECAUSE = 30, 2_000, 1_000
LEFT_OUT = re.compile(r"\[[^\]]*\]|\([^)]*kept in the case only\)")
"""What stands in the place of words: a pressed button, something kept back."""
SHOWS = "an advisor's correction"


class Wrong(BaseModel):
    """What has to hold after the last message: ids of credentials, an advice, and words that the answer has or lacks."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    shown: tuple[str, ...] = ()
    not_shown: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def as_expect(self) -> dict[str, Any]:
        """In the notation of tests/evaluation: words are patterns there."""
        told: dict[str, list[str]] = {name: list(getattr(self, name)) for name in ("shown", "not_shown", "advice")}
        told |= {name: [re.escape(masked(words)) for words in getattr(self, name)] for name in ("has", "lacks")}
        return {name: value for name, value in told.items() if value}


class Correction(BaseModel):
    """One correction."""

    model_config = ConfigDict(from_attributes=True, frozen=True)
    id: str
    case_id: str | None
    made: datetime
    by: str
    state: State
    goal: str
    because: str
    says: tuple[str, ...]
    expect: dict[str, Any]


class Corrections:
    """Keeps corrections, has them reviewed, and hands out those that were accepted."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        self.engine = engine
        self.now = clock

    def add(self, case: Case, by: str, because: str, says: Sequence[str], wrong: Wrong, known: Container[str]) -> Correction:
        """Keep a correction; all of it is masked here, whatever was masked before.

        Args:
            known: the ids of the catalogue's credentials.

        Raises:
            Refused: where no test can be made of it; the message says what is missing.
        """
        said = [masked(line)[:LONGEST_SAID] for line in says if line.strip()]
        if not said or len(said) > MOST_SAID:
            raise Refused(f"Give the user's messages, one a line: at least one, at most {MOST_SAID}.")
        if not because.strip():
            raise Refused("Say why it was wrong.")
        if not (expect := wrong.as_expect()):
            raise Refused("Say what the answer should have been: a credential, an advice, or words in it.")
        if unknown := [id for id in (*wrong.shown, *wrong.not_shown) if id not in known]:
            raise Refused(f"There is no credential {unknown[0]} in the catalogue.")
        if strange := [one for one in wrong.advice if one not in ADVICE]:
            raise Refused(f"{strange[0]} is no advice; it is one of {', '.join(ADVICE)}.")
        goal = case.goal if case.goal in GOALS else "none"
        values = {"id": f"R-{secrets.token_hex(4)}", "made": self.now(), "by": by, "state": "new", "goal": goal, "says": said}
        row = CorrectionRow(**values, case_id=case.id, because=masked(because)[:LONGEST_BECAUSE], expect=expect)
        with writing(self.engine) as session:
            session.add(row)
            session.flush()
            return Correction.model_validate(row)

    def all(self, *states: State) -> list[Correction]:
        """Those in these states, or in any; the newest first."""
        query = select(CorrectionRow).order_by(CorrectionRow.made.desc(), CorrectionRow.id)
        with reading(self.engine) as session:
            return [Correction.model_validate(row) for row in session.scalars(query.where(CorrectionRow.state.in_(states or STATES)))]

    def set_state(self, id: str, state: State) -> Correction:
        """Accept or reject one.

        Raises:
            CaseError: where there is none of that id.
        """
        with writing(self.engine) as session:
            row = session.get(CorrectionRow, id)
            if row is None:
                raise CaseError(f"There is no correction {id}: its user may have had everything deleted.")
            row.state = state
            return Correction.model_validate(row)

    def export(self) -> str:
        """Those that were accepted, exported ones too, as a file of conversations for tests/evaluation; they count as exported then."""
        with writing(self.engine) as session:
            query = (
                select(CorrectionRow)
                .where(CorrectionRow.state.in_(("accepted", "exported")))
                .order_by(CorrectionRow.made, CorrectionRow.id)
            )
            rows = list(session.scalars(query))
            for row in rows:
                row.state = "exported"
            return as_yaml(Correction.model_validate(row) for row in rows)


def said_in(case: Case, messages: Iterable[CaseMessage] = ()) -> list[str]:
    """The user's own messages to the assistant, masked, up to when a person took over; what was left out or pressed is not among them."""
    before = [line.text for line in (case.brief.transcript if case.brief else ()) if line.author == "user"]
    waiting = [message.text for message in messages if message.author == "user" and not (case.claimed and message.at >= case.claimed)]
    return [masked(text) for text in (*before, *waiting) if LEFT_OUT.sub("", text).strip()]


def as_yaml(corrections: Iterable[Correction]) -> str:
    """The corrections in the notation of tests/evaluation/*/conversations.yml, each with its reason before it."""
    return "\n".join(f"# {' '.join(one.because.split())}\n{_dumped(one)}" for one in corrections)


def _dumped(correction: Correction) -> str:
    turns: list[dict[str, Any]] = [{"say": text} for text in correction.says]
    turns[-1]["expect"] = correction.expect
    told = {"id": f"corrected-{correction.id.lower()}", "goal": correction.goal, "shows": [SHOWS], "knows": {}, "turns": turns}
    return yaml.safe_dump([told], sort_keys=False, allow_unicode=True, width=140)
