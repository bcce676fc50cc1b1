"""About the options shown and any credential named: details, comparison, reasons, suppositions, more, limits."""

from __future__ import annotations

from dataclasses import replace

from actions.common.asking import ask_for_goal, ask_which, name_buttons, option_buttons
from actions.common.aspects import tell_aspect
from actions.common.in_context import loosened
from actions.common.profile import changes_by, profile_of, purpose
from actions.common.references import References, asks_for_the_best, is_superlative, references, usual_cost_usd
from actions.common.shortlist import make_shortlist, shortlist_buttons, show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.next_step import go_on
from bot.cards import phrases
from bot.cards.build import credential_card, options_card
from bot.cards.models import ComparisonCard, ComparisonColumn, ComparisonRow
from knowledge.model import Credential, Option
from knowledge.recognition import examine
from knowledge.recognition.case import Case
from knowledge.recommend import Receipt, compare, recommend, what_if, why_not, why_this
from knowledge.recommend.constraints import barred
from knowledge.recommend.questions import needed
from knowledge.resolve.statements import read_statements

MOST_COMPARED = 5
MOST_LEDGER_ROWS = 8


def option_of(turn: Turn, key: str) -> Option | None:
    """The credential as an option of the present profile's shortlist, if it is one."""
    if not turn.get("goal"):
        return None
    return next((option for option in recommend(turn.profile, turn.catalogue, turn.today).options if option.credential.id == key), None)


def tell_why(turn: Turn, option: Option) -> None:
    """The findings that carried an option, and what speaks against it."""
    lines = why_this(option, turn.profile.goal or "skill_gap")
    turn.tell(f"{option.credential.name}: " + " ".join(lines), buttons=option_buttons(option.credential))


def tell_why_not(turn: Turn, credential: Credential) -> None:
    """What keeps a credential off the list, and the smallest change that would put it there."""
    if not turn.get("goal"):
        return ask_for_goal(turn)
    found = why_not(turn.profile, credential.id, turn.catalogue, turn.today)
    return turn.tell(" ".join(filter(None, (found.because, found.flip_because))), buttons=option_buttons(credential))


class Details(TurnAction):
    """The facts, findings and evidence of up to three credentials."""

    def name(self) -> str:
        return "action_details"

    def take(self, turn: Turn) -> None:
        if {"held_credentials", "avoid"} & set(turn.heard.get("changed") or ()):
            return go_on(turn)  # "I already have the first one" tells, it doesn't ask
        meant = references(turn)
        if not meant.ids:
            return ask_which(turn, meant)
        if is_superlative(turn.text) and meant.ids[0] in turn.listed:
            return tell_superlative(turn, turn.catalogue.credentials[meant.ids[0]])
        turn.set("focus", meant.ids[0])
        if len(meant.ids) == 1 and tell_aspect(turn, turn.catalogue.credentials[meant.ids[0]]):
            return None
        for key in meant.ids[:3]:
            credential = turn.catalogue.credentials[key]
            findings = examine(turn.profile, credential, turn.catalogue, turn.today)
            ledger = turn.catalogue.ledger_of.get(key, ())[:MOST_LEDGER_ROWS]
            turn.show(credential_card(credential, findings, ledger), buttons=option_buttons(credential))
        return None


def tell_superlative(turn: Turn, credential: Credential) -> None:
    """ "Which one is cheapest?": that one, with its time and cost."""
    card = credential_card(credential, (), ())
    turn.set("focus", credential.id)
    turn.say(
        "utter_superlative", title=credential.name, cost=phrases.cost(card), time=phrases.duration(card), buttons=option_buttons(credential)
    )


class Compare(TurnAction):
    """Two to five credentials side by side."""

    def name(self) -> str:
        return "action_compare"

    def take(self, turn: Turn) -> None:
        if asks_for_the_best(turn.text) and turn.shown:
            return ExplainOption().take(turn)
        ids = list(references(turn, default_focus=False).ids)
        if len(ids) == 1 and is_superlative(turn.text) and ids[0] in turn.listed:
            return tell_superlative(turn, turn.catalogue.credentials[ids[0]])
        if len(ids) == 1:
            ids += [key for key in (turn.get("focus"), *turn.shown) if key and key not in ids][:1]
        if not ids and len(turn.shown) > 1:
            ids = turn.shown[:3]
        if len(ids) < 2 and not ids and not turn.shown:
            return ask_for_goal(turn)
        if len(ids) < 2:
            return turn.say("utter_need_two_to_compare", buttons=name_buttons(turn, turn.shown))
        credentials = [turn.catalogue.credentials[key] for key in ids[:MOST_COMPARED]]
        compared = compare([credential.id for credential in credentials], turn.profile, turn.catalogue, turn.today)
        rows = [ComparisonRow(label=row.label, cells=list(row.cells)) for row in compared]
        turn.set("compared", [credential.id for credential in credentials])
        columns = [ComparisonColumn(id=credential.id, title=credential.name) for credential in credentials]
        turn.show(ComparisonCard(columns=columns, rows=rows), buttons=name_buttons(turn, ids[:3]))
        return None


class ExplainOption(TurnAction):
    """ "Why this one?": the findings that carried it."""

    def name(self) -> str:
        return "action_explain_option"

    def take(self, turn: Turn) -> None:
        meant = references(turn)
        if not meant.ids and turn.shown:
            meant = References((turn.shown[0],))
        if not meant.ids:
            return ask_which(turn, meant)
        key = meant.ids[0]
        turn.set("focus", key)
        option = option_of(turn, key)
        if option:
            return tell_why(turn, option)
        return tell_why_not(turn, turn.catalogue.credentials[key])


class ExplainExclusion(TurnAction):
    """ "Why not X?": the limit that decided, and what would change it."""

    def name(self) -> str:
        return "action_explain_exclusion"

    def take(self, turn: Turn) -> None:
        meant = references(turn)
        if not meant.ids:
            return ask_which(turn, meant)
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        if not turn.get("goal"):
            return ask_for_goal(turn)
        option = option_of(turn, credential.id)
        return tell_why(turn, option) if option else tell_why_not(turn, credential)


class WhatIf(TurnAction):
    """A supposition: the shortlist it would give; the profile stays."""

    def name(self) -> str:
        return "action_what_if"

    def take(self, turn: Turn) -> None:
        said = read_statements(turn.text, turn.tools.names, asked=None, goal=turn.get("goal"), today=turn.today, supposing=True)
        changes = changes_by(said.facts, turn.slots, turn.catalogue)
        if not changes:
            return turn.say("utter_what_if_what")
        if not turn.get("goal"):
            return ask_for_goal(turn)
        supposed = profile_of({**turn.slots, **{change.slot: change.after for change in changes}}, turn.catalogue)
        result = what_if(turn.profile, {change.slot: getattr(supposed, change.slot) for change in changes}, turn.catalogue, turn.today)
        intro = f"{result.because} {turn.words('utter_what_if_kept').text}"
        turn.set("supposed", [{"slot": change.slot, "value": change.after, "quote": change.quote} for change in changes])
        if not result.entered and not result.left:
            return turn.tell(intro)
        turn.tools.receipts.put(Receipt.of(supposed, result.after, turn.today))
        turn.set("shown_options", [option.credential.id for option in result.after.options])
        return turn.show(options_card(result.after), intro)


class ShowMore(TurnAction):
    """The next options behind those shown, within the same limits."""

    def name(self) -> str:
        return "action_show_more"

    def take(self, turn: Turn) -> None:
        if not turn.get("goal") or (not turn.get("receipt") and needed(turn.profile)):
            return ask_for_goal(turn)
        if not turn.get("receipt"):  # in the middle of the questions: what there is so far
            turn.leave_form()
            return show_shortlist(turn)
        seen = [*(turn.get("seen_options") or []), *turn.shown]
        more = make_shortlist(turn, turn.profile.but(avoid=(*turn.profile.avoid, *seen)))
        if not more.options:
            return turn.say("utter_no_more_options", buttons=shortlist_buttons(more))
        more = replace(more, excluded=tuple(item for item in more.excluded if item.credential.id not in seen))
        turn.set("seen_options", list(dict.fromkeys(seen)))
        turn.set("shown_options", [option.credential.id for option in more.options])
        turn.set("receipt", more.receipt)
        return turn.show(options_card(more), turn.words("utter_more_options").text, buttons=shortlist_buttons(more))


class Refine(TurnAction):
    """ "Cheaper", "shorter", "another issuer": what was said as a limit counts; a bare wish narrows the list shown, not the profile."""

    def name(self) -> str:
        return "action_refine"

    def take(self, turn: Turn) -> None:
        narrower = None if turn.heard.get("changed") or loosened(turn) or not turn.get("goal") else narrower_than_shown(turn)
        if not narrower:
            return go_on(turn)
        slot, value, told = narrower
        narrowed = {**(turn.get("narrowed") or {}), slot: value}
        found = make_shortlist(turn, turn.profile.but(**narrowed))
        if not found.options:
            return turn.say("utter_nothing_narrower", what=told, buttons=shortlist_buttons(found))
        turn.set("narrowed", narrowed)
        turn.set("shown_options", [option.credential.id for option in found.options])
        turn.set("receipt", found.receipt)
        intro = turn.words("utter_narrowed", what=told).text
        return turn.show(options_card(found), intro, turn.words("utter_narrowed_kept").text, shortlist_buttons(found))


def narrower_than_shown(turn: Turn) -> tuple[str, object, str] | None:
    """ "Cheaper" is below the dearest shown, "shorter" below the longest, "another issuer" without those shown; in words as well."""
    text = turn.text.casefold()
    shown = [turn.catalogue.credentials[key] for key in turn.shown]
    if any(word in text for word in ("cheap", "less expensive", "too expensive", "cost less", "afford", "less money", "lower price")):
        dearest = max((cost for credential in shown if (cost := usual_cost_usd(credential))), default=0)
        return ("max_cost", max(dearest - 1, 0), f"below ${dearest:,.0f}") if dearest else None
    if any(word in text for word in ("short", "quick", "fast", "sooner", "too long", "less time")):
        longest = max((credential.weeks[0] for credential in shown if credential.weeks), default=0)
        return ("max_weeks", longest - 1, f"in less than {longest:g} weeks") if longest > 1 else None
    if any(
        phrase in text
        for phrase in ("other issuer", "another issuer", "different issuer", "someone else", "other provider", "different provider")
    ):
        issuers = tuple(dict.fromkeys(credential.issuer for credential in shown))
        return "avoid", (*turn.profile.avoid, *issuers), "from other issuers"
    return None


class SavePlan(TurnAction):
    """The shortlist with sources and dates as Markdown, to copy."""

    def name(self) -> str:
        return "action_save_plan"

    def take(self, turn: Turn) -> None:
        planned = self._within_limits(turn)
        if not planned or not turn.get("goal"):
            return ask_for_goal(turn)
        lines = [turn.words("utter_plan_saved").text, f"# Plan: {purpose(turn.profile, turn.catalogue)}"]
        for number, key in enumerate(planned, start=1):
            lines += plan_lines(number, turn.catalogue.credentials[key], turn)
        lines.append(f"Receipt {turn.get('receipt')}, made {turn.today.isoformat()}")
        return turn.tell("\n".join(lines))

    def _within_limits(self, turn: Turn) -> list[str]:
        """What is shown, unless that was a supposition beyond the profile's limits: then the profile's own shortlist."""
        case = Case(turn.profile, turn.catalogue, turn.today)
        if any(barred(case, turn.catalogue.credentials[key]) for key in turn.shown):
            return [option.credential.id for option in recommend(turn.profile, turn.catalogue, turn.today).options]
        return turn.shown


def plan_lines(number: int, credential: Credential, turn: Turn) -> list[str]:
    """One credential of the plan in Markdown: cost, time, page and its first evidence."""
    card = credential_card(credential, (), ())
    lines = [
        f"## {number}. {credential.name} ({credential.issuer})",
        f"- Cost: {phrases.cost(card)}",
        f"- Time: {phrases.duration(card)}",
        f"- Page: {credential.url}",
    ]
    for row in turn.catalogue.ledger_of.get(credential.id, ())[:3]:
        source = f"{row.source.title}, {row.source.as_of.isoformat()}, {row.source.url}" if row.source else "not verified"
        lines.append(f"- {row.recogniser}: {row.statement} ({source})")
    return lines
