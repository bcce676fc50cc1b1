"""Frequent questions: the topic comes from NLU, the answer from domain.yml."""

from __future__ import annotations

from actions.common import wording
from actions.common.references import PRONOUN, references
from actions.common.turn import Turn, TurnAction
from actions.evaluation import AskRecognition, EvaluateCredential
from actions.options import Details
from actions.pathway import ShowPathway
from actions.questions import answered, owned_up


def topic_of(turn: Turn) -> str:
    """The topic of a ``faq`` message, such as "vs_degree"; empty where NLU names none."""
    intent = turn.tracker.latest_message.get("intent") or {}
    selected = (turn.tracker.latest_message.get("response_selector") or {}).get("faq") or {}
    key = intent.get("full_retrieval_intent_name") or selected.get("response", {}).get("intent_response_key") or ""
    return str(key).removeprefix("faq/")


# "How long is the CSCP valid?" is no general question: asked about one credential, these topics have a better answer.
ABOUT_ONE: dict[str, type[TurnAction]] = {
    "cost": Details,
    "duration": Details,
    "expiry_renewal": Details,
    "difficulty": Details,
    "prerequisites": Details,
    "applied_skill": Details,
    "online_or_in_person": Details,
    "what_is": Details,
    "who_issues": Details,
    "do_employers_recognise": AskRecognition,
    "worth_it": EvaluateCredential,
    "stackability": ShowPathway,
    "credit_transfer": ShowPathway,
}


class AnswerFaq(TurnAction):
    """Answers a frequent question from domain.yml."""

    def name(self) -> str:
        return "action_answer_faq"

    def take(self, turn: Turn) -> None:
        if answered(turn):
            return None
        about = ABOUT_ONE.get(topic_of(turn))
        # "Does it expire?" after talking of one credential is about that one; without "it" it is about credentials in general.
        if about and references(turn, default_focus=bool(PRONOUN.search(turn.text.casefold()))).ids:
            return about().take(turn)
        if about and owned_up(turn):
            return None
        response = f"utter_faq_{topic_of(turn)}"
        if not wording.has(response):
            turn.say("utter_not_understood")
            return turn.mark("fallback")
        # In the middle of a form the question that follows is the next step; two sets of buttons would compete.
        return turn.say(response, buttons=[] if turn.tracker.active_loop_name else None)
