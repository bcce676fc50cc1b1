"""What a credential leads to, and the way to a role."""

from __future__ import annotations

from actions.common.asides import tell_aside
from actions.common.asking import ask_which
from actions.common.aspects import CE_WORDS, asked_aspects
from actions.common.references import references, usual_cost_usd
from actions.common.shortlist import show_pathway
from actions.common.turn import Turn, TurnAction
from actions.options import tell_of_options
from bot.cards.build import step_part
from bot.cards.models import PathwayCard, StepPart
from knowledge.model import Credential
from knowledge.pathways import from_credential, to_role
from knowledge.pathways.stacks import Onward

MOST_TOLD = 6


class ShowPathway(TurnAction):
    """Where a credential leads, or the steps to the role aimed at."""

    answers = "ask_pathway"

    def name(self) -> str:
        return "action_pathway"

    def take(self, turn: Turn) -> None:
        if turn.text and (tell_aside(turn) or _asks_for_credit(turn)):
            return None
        meant = references(turn)
        if meant.candidates or meant.meanings or meant.beyond_list or meant.unknown:
            return ask_which(turn, meant)
        if meant.ids:
            return self._from_credential(turn, meant.ids[0])
        if turn.profile.target_role:
            pathway = to_role(turn.profile.target_role, turn.profile, turn.catalogue, turn.today)
            if pathway and pathway.steps:
                return show_pathway(turn, pathway)
        return ask_which(turn, meant)

    def _from_credential(self, turn: Turn, key: str) -> None:
        turn.set("focus", key)
        view = from_credential(key, turn.catalogue)
        if not view.onward:
            return turn.say("utter_pathway_none", title=view.credential.name, lead="", buttons=[])
        told = [turn.words("utter_pathway_from", title=view.credential.name).text, *map(told_step, view.onward[:MOST_TOLD]), view.ask]
        steps = [_step(view.credential, [one.where for one in view.onward if one.step == 1])]
        steps += [_step(one.to, [one.stack.detail]) for one in view.onward if one.to]
        card = PathwayCard(target=view.onward[-1].where, steps=steps, accepted_by=list(view.accepted_by))
        turn.tell("\n".join(told), card=card)
        return None


def _asks_for_credit(turn: Turn) -> bool:
    """ "Does it count for CEUs?" is about one thing; where a degree counts, the stacks tell more."""
    return (
        [aspect.name for aspect in asked_aspects(turn)] == ["credit"]
        and bool(CE_WORDS.search(turn.text.casefold()))
        and tell_of_options(turn)
    )


def _step(credential: Credential, unlocks: list[str]) -> StepPart:
    weeks = credential.weeks[1] if credential.weeks else None
    return step_part(credential, weeks, usual_cost_usd(credential), unlocks)


def told_step(onward: Onward) -> str:
    """ "- CompTIA Security+: an active one counts as a year of experience. Source: …, 2024-03-01." """
    source = onward.stack.source
    cited = f"Source: {source.title}, {source.as_of.isoformat()}" if source else "Not verified"
    return f"- {onward.where}: {onward.stack.detail.rstrip('.')}. {cited}."
