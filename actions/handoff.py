"""Asking for a person: what has been said so far, ready to hand over."""

from __future__ import annotations

from actions.common.turn import Turn, TurnAction
from actions.profile import profile_card


class TalkToAdvisor(TurnAction):
    """Until the advisor desk is connected, the user gets the summary to take along."""

    def name(self) -> str:
        return "action_talk_to_advisor"

    def take(self, turn: Turn) -> None:
        turn.leave_form()
        intro = turn.words("utter_talk_to_advisor").text
        card = profile_card(turn)
        names = ", ".join(turn.catalogue.credentials[key].name for key in turn.shown)
        outro = f"Shortlist so far: {names}. Receipt {turn.get('receipt')}." if names else ""
        if card.entries:
            turn.show(card, intro, outro)
        else:
            turn.tell(intro)
