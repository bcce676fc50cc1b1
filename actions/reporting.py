"""What an employer, a recruiter, a school or a board has answered, told back by the user: kept as evidence of this user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.common.asking import ask_which_meaning, option_buttons
from actions.common.references import references
from actions.common.reports import Speaker, answer_about, answer_of, may_report, speaker_of
from actions.common.shortlist import make_shortlist, show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.common.waiting import choice_buttons, wait_for
from actions.next_step import go_on
from actions.profile import REPORT
from actions.understanding import UNDO_DEPTH
from knowledge.recognition.evidence import speaker_told
from knowledge.resolve.index import Mention
from knowledge.terms import Answer, RecogniserKind

MOST_AT_ONCE = 3
MOST_EMPLOYERS_OFFERED, MOST_OFFERED = 2, 5
KIND_OF: dict[str, RecogniserKind] = {
    "A recruiter": "employer",
    "An employer": "employer",
    "A registrar": "university",
    "A licensing board": "regulator",
}
"""Who it can have been, where the message does not say."""
ANSWERS = (("yes", "Yes"), ("no", "No"), ("conditions", "Yes, on a condition"))


class ReportRecognition(TurnAction):
    """Keeps it where it is plain who said what about which credential; asks for the one thing that is not."""

    answers = "report_recognition"

    def name(self) -> str:
        return "action_report_recognition"

    def take(self, turn: Turn) -> None:
        if not turn.entity("credential") and not may_report(turn.text):
            return go_on(turn)
        if old := turn.entity("replaces"):
            turn.tools.evidence.take_back(turn.owner, old)
            turn.look_again()
        keys = self._credentials(turn)
        if not keys:
            return None
        title = turn.catalogue.credentials[keys[0]].name
        turn.set("focus", keys[0])
        answers = self._answers(turn, keys)
        if not all(answers.values()):
            return _ask(turn, keys, "answer", ANSWERS, turn.words("utter_report_answer", title=title).text)
        speaker = self._speaker(turn)
        if speaker is None:
            aimed_at = [("speaker", name) for name in (turn.get("target_employers") or [])[:MOST_EMPLOYERS_OFFERED]]
            return _ask(
                turn,
                keys,
                "speaker",
                [*aimed_at, *(("speaker", name) for name in KIND_OF)][:MOST_OFFERED],
                turn.words("utter_report_who").text,
            )
        return _keep(turn, speaker, answers)

    def _credentials(self, turn: Turn) -> tuple[str, ...]:
        """Those that the report is about; where that is not plain it is asked, and there are none."""
        meant = references(turn)
        if meant.ids:
            return meant.ids[:MOST_AT_ONCE]
        if meant.candidates or meant.meanings:
            ask_which_meaning(turn, meant)
            return ()
        choices = [{"kind": "credential", "id": key, "name": turn.catalogue.credentials[key].name} for key in turn.listed[:5]]
        wait_for(turn, choices)
        turn.say("utter_report_which", buttons=choice_buttons(choices, turn.intent))
        return ()

    def _answers(self, turn: Turn, keys: tuple[str, ...]) -> dict[str, Answer | None]:
        told = turn.entity("answer")
        if told in dict(ANSWERS):
            return dict.fromkeys(keys, told)  # type: ignore[arg-type]
        if len(keys) == 1:
            return {keys[0]: answer_of(_without_name(turn))}
        named = {found.id: mention for mention in turn.names.mentions(turn.text) for found in mention.readings("credential")}
        return {key: answer_about(turn.text, named.get(key), len(keys) - 1) for key in keys}

    def _speaker(self, turn: Turn) -> Speaker | None:
        if told := turn.entity("speaker"):
            return Speaker(KIND_OF.get(told, "employer"), told, is_named=told not in KIND_OF)
        return speaker_of(turn.text, turn.names)


def _without_name(turn: Turn) -> str:
    """The words without the credential's name, which may have words of an answer in it ("Help Desk Credential")."""
    named: list[Mention] = [mention for mention in turn.names.mentions(turn.text) if mention.readings("credential")]
    text = turn.text
    for mention in named:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _ask(turn: Turn, keys: tuple[str, ...], kind: str, options: Sequence[tuple[str, str]], question: str) -> None:
    """Ask for one of a few, with the credential kept. An answer is handed on by its term, a speaker by name."""
    choices = [{"kind": kind, "id": term if kind == "answer" else name, "name": name} for term, name in options]
    wait_for(turn, choices, known={"credential": keys[0]} if len(keys) == 1 else {})
    turn.tell(question, choice_buttons(choices))


def _keep(turn: Turn, speaker: Speaker, answers: Mapping[str, Answer | None]) -> None:
    """Write it down, say so, and make the list again where it has changed by that."""
    steps = list(turn.get("undo_stack") or [])
    lines = []
    for key, answer in answers.items():
        told = turn.tools.evidence.log(turn.owner, key, speaker.kind, speaker.name, answer or "yes", turn.text, turn.today)
        steps.append([{"slot": REPORT, "before": told.id}])
        title = turn.catalogue.credentials[key].name
        lines.append(
            turn.words(f"utter_report_kept_{told.answer}", recogniser=speaker_told(told.recogniser), title=title, day=_day(turn)).text
        )
    turn.set("undo_stack", steps[-UNDO_DEPTH:])
    turn.look_again()
    text = " ".join(lines)
    if turn.shown and turn.get("goal") and _list_changes(turn):
        return show_shortlist(turn, lead=text)
    buttons = [option_buttons(turn.catalogue.credentials[next(iter(answers))])[2], {"title": "Take that back", "payload": "/undo"}]
    return turn.tell(text, buttons)


def _list_changes(turn: Turn) -> bool:
    """Whether what was told moves an option of the list shown."""
    return [option.credential.id for option in make_shortlist(turn).options] != turn.shown


def _day(turn: Turn) -> str:
    return f"{turn.today.day} {turn.today:%B %Y}"
