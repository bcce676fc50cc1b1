"""What a credential leads to, and the way to a role."""

from __future__ import annotations

from actions.common.asking import ask_which
from actions.common.references import references
from actions.common.turn import Turn, TurnAction
from bot.cards.build import pathway_card
from knowledge.pathways import pathway_from, pathway_to_role


class ShowPathway(TurnAction):
    def name(self) -> str:
        return "action_pathway"

    def take(self, turn: Turn) -> None:
        meant = references(turn)
        if meant.candidates:
            return ask_which(turn, meant)
        if meant.ids:
            return self._from_credential(turn, meant.ids[0])
        if turn.profile.target_role:
            pathway = pathway_to_role(turn.profile, turn.catalogue, turn.today)
            if pathway and pathway.steps:
                return turn.show(pathway_card(pathway))
        return ask_which(turn, meant)

    def _from_credential(self, turn: Turn, key: str) -> None:
        credential = turn.catalogue.credentials[key]
        turn.set("focus", key)
        pathway = pathway_from(credential, turn.catalogue)
        stacks = turn.catalogue.stacks_from.get(key, ())
        if not stacks:
            return turn.say("utter_pathway_none", title=credential.name)
        told = [turn.words("utter_pathway_from", title=credential.name).text]
        for stack in stacks:
            to = turn.catalogue.credentials[stack.to].name if stack.to else stack.toward
            source = f"{stack.source.title}, {stack.source.as_of.isoformat()}" if stack.source else "not verified"
            told.append(f"- {to}: {stack.detail.rstrip('.')} ({source}).")
        if pathway and pathway.steps:
            return turn.show(pathway_card(pathway), "\n".join(told))
        return turn.tell("\n".join(told))
