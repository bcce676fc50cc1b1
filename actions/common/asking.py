"""Asking which credential is meant, and owning up to names that are not in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from actions.common.references import References, unknown_name
from actions.common.turn import Button, Turn
from actions.common.wording import utterance
from bot.cards.models import ChecklistCard, QuestionPart
from bot.cards.phrases import QUESTIONS
from knowledge.model import Credential


def ask_which(turn: Turn, meant: References) -> None:
    """Ask which credential is meant: the candidates, those on the list, or the way to a list."""
    if meant.candidates:
        turn.say("utter_ask_ambiguous", quote=meant.quote, buttons=name_buttons(turn, meant.candidates))
    elif tell_unknown_name(turn):
        return
    elif turn.shown:
        turn.say("utter_which_option", buttons=name_buttons(turn, turn.shown))
    else:
        ask_for_goal(turn)


def ask_for_goal(turn: Turn) -> None:
    """There is no shortlist yet: say so, and ask what it is to be for. An empty one was an answer too."""
    if turn.get("goal") and turn.get("receipt"):
        return turn.say("utter_nothing_on_list")
    lead = turn.words("utter_no_shortlist_yet").text
    if turn.get("goal"):
        turn.tell(lead)
    else:
        turn.say("utter_ask_goal", lead=lead)


def name_buttons(turn: Turn, ids: Iterable[str]) -> list[Button]:
    """A button for each credential, at most five, that asks for its details."""
    return [
        {"title": turn.catalogue.credentials[key].name[:60], "payload": f'/ask_details{{"credential": "{key}"}}'} for key in list(ids)[:5]
    ]


def option_buttons(credential: Credential) -> list[Button]:
    """What can be asked about one credential."""
    return [
        {"title": "Who recognises it?", "payload": f'/ask_recognition{{"credential": "{credential.id}"}}'},
        {"title": "What does it lead to?", "payload": f'/ask_pathway{{"credential": "{credential.id}"}}'},
        {"title": "Is it worth it for me?", "payload": f'/evaluate_credential{{"credential": "{credential.id}"}}'},
    ]


def checklist(credential: str | None = None) -> ChecklistCard:
    """The nine questions for a credential that has to be examined by oneself."""
    asks = [QuestionPart(id=key, question=question, ask=utterance(f"utter_checklist_{key}").text) for key, question in QUESTIONS.items()]
    return ChecklistCard(credential=credential, questions=asks)


def tell_unknown_name(turn: Turn) -> bool:
    """Where the message names something that is not in the catalogue: say so, with the nearest names or the checklist."""
    heard = turn.heard.get("unknown") or []
    name = heard[0] if heard else unknown_name(turn.text)
    if not name:
        return False
    near = turn.tools.names.resolve(name, {"credential"})
    candidates = [
        candidate for candidate in getattr(near, "nearest", ()) or getattr(near, "candidates", ()) if candidate.kind == "credential"
    ][:4]
    if candidates:
        buttons = [
            {"title": candidate.name[:60], "payload": f'/evaluate_credential{{"credential": "{candidate.id}"}}'} for candidate in candidates
        ]
        turn.say("utter_nearest_names", name=name, buttons=[*buttons, {"title": "None of these", "payload": "/evaluate_credential"}])
    else:
        turn.show(checklist(name), turn.words("utter_not_in_catalogue", name=name).text)
    return True
