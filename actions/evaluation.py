"""A credential that the user names: is it worth it for the target, and who recognises it."""

from __future__ import annotations

import re

from actions.common.asides import tell_aside
from actions.common.asking import ask_which, option_buttons, tell_checklist
from actions.common.aspects import asked_body, details_buttons, row_line, tell_aspects
from actions.common.places import place_note
from actions.common.profile import purpose
from actions.common.references import references
from actions.common.roles import tell_short_way
from actions.common.turn import Turn, TurnAction
from actions.comparison import doubts, tell_which, tell_which_skill
from actions.goals import is_question
from actions.next_step import go_on
from actions.options import tell_of_options
from bot.cards import phrases
from bot.cards.build import credential_card
from bot.cards.models import CredentialCard
from knowledge.model import Profile
from knowledge.recommend.verdict import Evaluation, evaluate
from knowledge.terms import Goal

MOST_ROWS_TOLD = 6


class EvaluateCredential(TurnAction):
    """The nine questions answered for one credential, with a verdict for the target and what does better."""

    def name(self) -> str:
        return "action_evaluate_credential"

    def take(self, turn: Turn) -> None:
        if {"held_credentials", "avoid"} & set(turn.heard.get("changed") or ()) and not is_question(turn.text):
            return go_on(turn)  # "I already hold X" tells, it doesn't ask
        if turn.text and (tell_aside(turn) or tell_short_way(turn) or tell_which_skill(turn)):
            return None
        if turn.text and _asks_for_a_side(turn.text.casefold()) and (tell_which(turn) or tell_of_options(turn)):
            return None
        meant = references(turn)
        if meant.candidates:
            return ask_which(turn, meant)
        if not meant.ids:
            return ask_which(turn, meant) if turn.text else tell_checklist(turn)
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        result = evaluate(aimed_at(turn), credential, turn.catalogue, turn.today)
        target = result.target or purpose(turn.profile, turn.catalogue)
        intro = turn.words(f"utter_verdict_{result.verdict}", title=credential.name, target=target, because=result.because).text
        others = [option.credential.name for option in result.alternatives]
        outro = turn.words("utter_better_alternatives", names=", ".join(others)).text if others else ""
        card = credential_card(credential, result.findings, turn.catalogue.ledger_of.get(credential.id, ()), reason=result.because)
        told = [intro, *_further(result, turn.profile.goal), place_note(turn), _facts(turn, card), outro]
        return turn.tell("\n".join(filter(None, told)), details_buttons([credential]), card)


def _facts(turn: Turn, card: CredentialCard) -> str:
    """What it costs and takes, and what of that nobody has read in a source."""
    unverified = phrases.not_verified(card, "cost", "duration")
    return turn.words("utter_verdict_facts", cost=phrases.cost(card), time=phrases.duration(card), unverified=unverified, url=card.url).text


def _further(result: Evaluation, goal: Goal | None) -> list[str]:
    """Of the findings behind the verdict the first for it and the first against it or open, if they are not the verdict's own reason."""
    rest = [finding for finding in result.findings if finding.because not in result.because]
    good = next((finding.because for finding in rest if finding.verdict == "yes"), "")
    bad = next((f"{finding.because} {finding.ask or ''}" for finding in doubts(rest, goal)), "")
    return [good, bad]


def aimed_at(turn: Turn) -> Profile:
    """The profile with the job and the employers that the question itself names: "is X worth it for a line cook at a hotel?"."""
    mentions = turn.tools.names.mentions(turn.text)
    roles = [found.name for mention in mentions if not mention.ambiguous and (found := mention.reading("role"))]
    employers = tuple(
        found.name for mention in mentions if (found := mention.reading("employer")) and not mention.readings("issuer", "credential")
    )
    profile = turn.profile
    return profile.but(target_role=roles[-1] if roles else profile.target_role, target_employers=employers or profile.target_employers)


class AskRecognition(TurnAction):
    """Who recognises it: what others say, and apart from it what the issuer says."""

    def name(self) -> str:
        return "action_recognition"

    def take(self, turn: Turn) -> None:
        meant = references(turn)
        if turn.text and tell_which(turn):
            return None
        if not meant.ids:
            return ask_which(turn, meant)
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        if turn.text and asks_of_one(turn) and tell_aspects(turn, [credential]):
            return None
        rows = turn.catalogue.ledger_of.get(credential.id, ())
        others = [row for row in rows if row.basis != "issuer_claim"]
        key = "known" if others else "claims_only" if rows else "none"
        told = [turn.words(f"utter_recognition_{key}", title=credential.name).text]
        told += [f"- {row_line(row)}" for row in (others or rows)[:MOST_ROWS_TOLD]]
        findings = evaluate(turn.profile, credential, turn.catalogue, turn.today).findings
        card = credential_card(credential, findings, rows)
        return turn.tell("\n".join(told), option_buttons(credential)[1:], card)


def asks_of_one(turn: Turn) -> bool:
    """Whether the question is if one body or rule recognises it ("does it meet DoD 8140"), not who does."""
    return bool(asked_body(turn.text)) and not re.search(r"\bwh(?:o|ich|at)\b", turn.text.casefold())


LONGEST_SIDE = 9
"""Words; a longer message that was taken to ask for a verdict does."""


def _asks_for_a_side(text: str) -> bool:
    return len(text.split()) <= LONGEST_SIDE and not JUDGES.search(text)


JUDGES = re.compile(
    r"\b(?:worth|good|bad|useful|useless|use|help\w*|should i|recommend|valu\w+|waste|legit|respected|better|best|bother|think\w*|thoughts|opinion|point|pay off|pays off|sense"
    r"|enough|right|rate|evaluat\w*|overrated|overkill|idea|smart|choice|investment|matters?|anything for)\b"
)
"""Words that ask for a verdict, not for one side."""
