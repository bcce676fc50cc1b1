"""Frequent questions: the topic comes from NLU, the answer from domain.yml."""

from __future__ import annotations

from actions.common import wording
from actions.common.turn import Turn, TurnAction


def topic_of(turn: Turn) -> str:
    """The topic of a ``faq`` message, such as "vs_degree"; empty where NLU names none."""
    intent = turn.tracker.latest_message.get("intent") or {}
    selected = (turn.tracker.latest_message.get("response_selector") or {}).get("faq") or {}
    key = intent.get("full_retrieval_intent_name") or selected.get("response", {}).get("intent_response_key") or ""
    return str(key).removeprefix("faq/")


class AnswerFaq(TurnAction):
    def name(self) -> str:
        return "action_answer_faq"

    def take(self, turn: Turn) -> None:
        response = f"utter_faq_{topic_of(turn)}"
        if not wording.has(response):
            return turn.say("utter_not_understood")
        # In the middle of a form the question that follows is the next step; two sets of buttons would compete.
        return turn.say(response, buttons=[] if turn.tracker.active_loop_name else None)
