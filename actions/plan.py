"""The plan to take along: made from what is in view, told in few words, the files in its card."""

from __future__ import annotations

import re

from actions.common.asking import ask_for_goal, ask_which, name_buttons
from actions.common.references import References, references, speaks_of_it
from actions.common.shortlist import make_shortlist, narrowed_profile
from actions.common.turn import Turn, TurnAction
from bot.cards.build import plan_card
from knowledge.model import Recommendation
from knowledge.plan.make import make_plan
from knowledge.recognition.case import Case
from knowledge.recommend.constraints import barred

SENDS = re.compile(
    r"\b(?:e-?mail|mail|send|text|whats ?app|sms|fax|post)\b(?:ed|ing)? (?:it|me|us|this|that|the|my|a)\b|\b(?:to|by|per|on) (?:my )?(?:e-?mail|phone|inbox|whats ?app|sms)\b"
)


class SavePlan(TurnAction):
    """A plan for the credential chosen, for the pathway, or for the best option, with its sources and days, to download."""

    answers = "save_plan"

    def name(self) -> str:
        return "action_save_plan"

    def take(self, turn: Turn) -> None:
        meant = references(turn, default_focus=False)
        if not (meant.ids or meant.candidates or turn.listed or turn.get("receipt") or _focus(turn)):
            return turn.say("utter_nothing_to_save")
        if not turn.get("goal"):
            return ask_for_goal(turn)
        if meant.candidates or meant.beyond_list:
            return ask_which(turn, meant)
        if not (meant.ids or turn.shown or turn.get("receipt") or _focus(turn)):
            return turn.say("utter_which_option", buttons=name_buttons(turn, turn.listed))
        profile = narrowed_profile(turn)
        shortlist = make_shortlist(turn, profile)
        plan = make_plan(profile, shortlist, turn.catalogue, turn.today, chosen_of(turn, meant, shortlist))
        if plan is None:
            return ask_for_goal(turn)
        if meant.ids:
            turn.set("focus", plan.steps[0].credential.id)
        others = turn.words("utter_plan_others", count=str(len(plan.alternatives))).text if plan.alternatives else ""
        holds = turn.words("utter_plan_holds", others=others, receipt=plan.receipt).text
        saved = turn.words("utter_plan_not_sent" if SENDS.search(turn.text.casefold()) else "utter_plan_saved").text
        return turn.show(plan_card(plan), saved, f"{' '.join(plan.notes)}\n{holds}")


def _focus(turn: Turn) -> tuple[str, ...]:
    """What was talked about last."""
    return (str(turn.get("focus")),) if turn.get("focus") in turn.catalogue.credentials else ()


def chosen_of(turn: Turn, meant: References, shortlist: Recommendation) -> tuple[str, ...]:
    """The ids that the user has chosen, the one to do first; none where the shortlist is to be planned as it is.

    Who names all of the list has chosen none. What was talked about last counts as chosen where it is on the list shown, but a step
    of a pathway stays in its pathway, and where the words say "it". A list of others ("show me more") is what is planned then, unless its options break a limit,
    as those of a supposition may.
    """
    named_all = bool(meant.ids) and set(meant.ids) == set(turn.listed)
    if meant.ids and not named_all:
        return meant.ids
    if not turn.shown and not turn.get("receipt"):
        return _focus(turn)  # no list was shown: what was asked about is all there is to plan
    steps = [step.credential.id for step in shortlist.pathway.steps] if shortlist.pathway else []
    focus, shown = str(turn.get("focus")), turn.shown
    if focus in shown and focus not in steps and not named_all:
        return (focus,)
    own = {option.credential.id for option in shortlist.options}
    case = Case(turn.profile, turn.catalogue, turn.today)
    meant_by_it = turn.catalogue.credentials.get(focus) if speaks_of_it(turn.text) else None
    if meant_by_it and not named_all and not barred(case, meant_by_it):
        return (focus,)  # "save it", of one that was talked about and is on no list
    is_other = bool(shown) and not own & set(shown)
    return tuple(shown) if is_other and not any(barred(case, turn.catalogue.credentials[key]) for key in shown) else ()
