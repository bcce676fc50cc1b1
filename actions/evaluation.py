"""A credential that the user names: is it worth it for the target, and who recognises it."""

from __future__ import annotations

from actions.common.asking import ask_which, checklist, option_buttons, tell_unknown_name
from actions.common.profile import purpose
from actions.common.references import references
from actions.common.turn import Turn, TurnAction
from bot.cards.build import credential_card
from bot.cards.phrases import BASIS_WORDS
from knowledge.model import LedgerRow, Profile
from knowledge.recommend.verdict import evaluate

MOST_ROWS_TOLD = 6


class EvaluateCredential(TurnAction):
    """The nine questions answered for one credential, with a verdict for the target and what does better."""

    def name(self) -> str:
        return "action_evaluate_credential"

    def take(self, turn: Turn) -> None:
        meant = references(turn)
        if meant.candidates:
            return ask_which(turn, meant)
        if not meant.ids:
            if not tell_unknown_name(turn):
                turn.show(checklist(), turn.words("utter_checklist").text)
            return None
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        result = evaluate(aimed_at(turn), credential, turn.catalogue, turn.today)
        target = result.target or purpose(turn.profile, turn.catalogue)
        intro = turn.words(f"utter_verdict_{result.verdict}", title=credential.name, target=target, because=result.because).text
        others = [option.credential.name for option in result.alternatives]
        outro = turn.words("utter_better_alternatives", names=", ".join(others)).text if others else ""
        card = credential_card(credential, result.findings, turn.catalogue.ledger_of.get(credential.id, ()), reason=result.because)
        return turn.show(card, intro, outro, option_buttons(credential)[:2])


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
        if not meant.ids:
            return ask_which(turn, meant)
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        rows = turn.catalogue.ledger_of.get(credential.id, ())
        others = [row for row in rows if row.basis != "issuer_claim"]
        key = "known" if others else "claims_only" if rows else "none"
        told = [turn.words(f"utter_recognition_{key}", title=credential.name).text]
        told += [f"- {told_row(row)}" for row in (others or rows)[:MOST_ROWS_TOLD]]
        findings = evaluate(turn.profile, credential, turn.catalogue, turn.today).findings
        card = credential_card(credential, findings, rows)
        return turn.tell("\n".join(told), option_buttons(credential)[1:], card)


def told_row(row: LedgerRow) -> str:
    """ "US Department of Defense (required by employers): … Source: …, 2024-03-01." """
    source = f"Source: {row.source.title}, {row.source.as_of.isoformat()}" if row.source else "Not verified"
    return f"{row.recogniser} ({BASIS_WORDS[row.basis]}): {row.statement.rstrip('.')}. {source}."
