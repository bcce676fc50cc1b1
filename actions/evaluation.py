"""A credential that the user names: is it worth it for the target, and who recognises it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.common.asides import tell_aside
from actions.common.asking import ask_which, go_through_checklist, option_buttons, tell_checklist
from actions.common.aspects import asked_body, details_buttons, row_line, tell_aspects
from actions.common.demand import count_unknown_recognition
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
from knowledge.model import Credential, Profile
from knowledge.recommend.verdict import Evaluation, evaluate
from knowledge.resolve.index import Mention
from knowledge.terms import Goal

MOST_ROWS_TOLD = 6
MOST_ASKS = 2


class EvaluateCredential(TurnAction):
    """The nine questions answered for one credential, with a verdict for the target and what does better."""

    answers = "evaluate_credential"

    def name(self) -> str:
        return "action_evaluate_credential"

    def take(self, turn: Turn) -> None:
        if {"held_credentials", "avoid"} & set(turn.heard.get("changed") or ()) and not is_question(turn.text):
            return go_on(turn)  # "I already hold X" tells, it doesn't ask
        if go_through_checklist(turn):
            return None
        if turn.text and (tell_aside(turn) or tell_short_way(turn) or tell_which_skill(turn)):
            return None
        if turn.text and _asks_for_a_side(turn.text.casefold()) and (tell_which(turn) or tell_of_options(turn)):
            return None
        meant = references(turn)
        if meant.candidates or meant.meanings:
            return ask_which(turn, meant)
        if not meant.ids:
            return ask_which(turn, meant) if turn.text else tell_checklist(turn)
        credential = turn.catalogue.credentials[_asked_about(turn, meant.ids)]
        turn.set("focus", credential.id)
        profile = aimed_at(turn)
        result = evaluate(profile, credential, turn.catalogue, turn.today)
        _count(turn, profile, credential, result)
        target = result.target or purpose(turn.profile, turn.catalogue)
        intro = turn.words(f"utter_verdict_{result.verdict}", title=credential.name, target=target, because=result.because).text
        others = [turn.words("utter_better_alternatives").text] if result.alternatives else []
        others += [f"- {option.credential.name}: {option.reason}" for option in result.alternatives]
        card = credential_card(credential, result.findings, turn.catalogue.ledger_of.get(credential.id, ()), reason=result.because)
        told = [
            intro,
            *_further(result, turn.profile.goal),
            *_reports(turn, result, credential),
            _facts(turn, card),
            _whom_to_ask(turn, result),
            place_note(turn),
            *others,
        ]
        return turn.tell("\n".join(filter(None, told)), details_buttons([credential]), card)


def _count(turn: Turn, profile: Profile, credential: Credential, result: Evaluation) -> None:
    """Count where it is not known whether it is recognised, for the librarian."""
    finding = next(one for one in result.findings if one.id == "recognised_by_targets")
    count_unknown_recognition(turn.tools, turn.catalogue, profile, credential.id, finding)


def _asked_about(turn: Turn, keys: Sequence[str]) -> str:
    """Of several named the first that is not merely told to be held: "I have the PMP. Should I do the CAPM?"."""
    held = set(turn.get("held_credentials") or ())
    for mention in turn.names.mentions(turn.text):
        if I_HAVE.search(turn.text[: mention.start].casefold()):
            held |= {found.name for found in mention.readings("credential")}
    return next((key for key in keys if turn.catalogue.credentials[key].name not in held), keys[0])


I_HAVE = re.compile(r"\bi(?:'ve)? (?:have|hold|got|already have|passed|earned)\s+(?:the |my |an? )?$")


def _reports(turn: Turn, result: Evaluation, credential: Credential) -> list[str]:
    """What the user was told about it, where the verdict does not say it already."""
    rows = [row for row in turn.catalogue.ledger_of.get(credential.id, ()) if row.report and row.statement not in result.because]
    return [row_line(row) for row in rows if not any(row.statement in line for line in _further(result, turn.profile.goal))]


def _whom_to_ask(turn: Turn, result: Evaluation) -> str:
    """What to ask whom before paying: what is open where it counts most, then what else is."""
    open_ones = [
        finding for finding in result.findings if finding.ask and finding.verdict != "yes" and finding.id != "adds_to_what_you_have"
    ]
    open_ones.sort(key=lambda finding: finding.id != "recognised_by_targets")
    asks = " ".join(finding.ask for finding in open_ones[:MOST_ASKS] if finding.ask)
    return turn.words("utter_verdict_ask", asks=asks).text if asks else ""


def _facts(turn: Turn, card: CredentialCard) -> str:
    """What it costs and takes, and what of that nobody has read in a source."""
    unverified = phrases.not_verified(card, "cost", "duration")
    return turn.words("utter_verdict_facts", cost=phrases.cost(card), time=phrases.duration(card), unverified=unverified, url=card.url).text


def _further(result: Evaluation, goal: Goal | None) -> list[str]:
    """Of the findings behind the verdict the first for it and the first against it or open, if they are not the verdict's own reason."""
    rest = [finding for finding in result.findings if finding.because not in result.because]
    good = next((finding.because for finding in rest if finding.verdict == "yes"), "")
    bad = next((finding.because for finding in doubts(rest, goal)), "")
    return [good, bad]


def aimed_at(turn: Turn) -> Profile:
    """The profile with the job and the employers that the question itself names: "is X worth it for a line cook at a hotel?"."""
    mentions = [
        mention for mention in turn.names.mentions(turn.text, weak=True) if not mention.weak or _stands_for_whom(turn.text, mention)
    ]
    roles = [found.name for mention in mentions if not mention.ambiguous and (found := mention.reading("role"))]
    employers = tuple(
        found.name for mention in mentions if (found := mention.reading("employer")) and not mention.readings("issuer", "credential")
    )
    employers = tuple(dict.fromkeys(employers))
    profile = turn.profile
    return profile.but(target_role=roles[-1] if roles else profile.target_role, target_employers=employers or profile.target_employers)


FOR_WHOM = re.compile(r"\b(?:for|at|in|with|to|by)\s+(?:an? |the |my |some |any )?$", re.IGNORECASE)


def _stands_for_whom(text: str, mention: Mention) -> bool:
    """Whether an ordinary word names an employer here: "for hospital analyst jobs"."""
    return bool(mention.readings("employer") and FOR_WHOM.search(text[: mention.start]))


class AskRecognition(TurnAction):
    """Who recognises it: what others say, and apart from it what the issuer says."""

    answers = "ask_recognition"

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
        rows = sorted(
            turn.catalogue.ledger_of.get(credential.id, ()), key=lambda row: row.report is None
        )  # what the user was told comes first
        others = [row for row in rows if row.basis != "issuer_claim"]
        key = "known" if others else "claims_only" if rows else "none"
        told = [turn.words(f"utter_recognition_{key}", title=credential.name).text]
        told += [f"- {row_line(row)}" for row in (others or rows)[:MOST_ROWS_TOLD]]
        result = evaluate(turn.profile, credential, turn.catalogue, turn.today)
        _count(turn, turn.profile, credential, result)
        card = credential_card(credential, result.findings, rows)
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
