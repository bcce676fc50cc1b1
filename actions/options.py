"""About the options shown and any credential named: details, comparison, reasons, suppositions, more, limits."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.common.asides import tell_aside
from actions.common.asking import ask_for_goal, ask_which, name_buttons, option_buttons
from actions.common.aspects import asked_aspects, row_line, tell_aspects, tell_briefly
from actions.common.in_context import loosened
from actions.common.profile import profile_of
from actions.common.references import PRONOUN, References, is_superlative, issuers_named, references, speaks_of_it, usual_cost_usd
from actions.common.roles import tell_short_way
from actions.common.shortlist import ISSUERS, list_asked, make_shortlist, narrowed_profile, shortlist_buttons, shortlist_of, show_shortlist
from actions.common.suppositions import supposed
from actions.common.turn import Turn, TurnAction
from actions.comparison import doubts, tell_which, tell_which_skill
from actions.next_step import go_on
from bot.cards import phrases
from bot.cards.build import credential_card, options_card
from knowledge.model import Credential, Option
from knowledge.recognition import examine
from knowledge.recommend import Receipt, what_if, why_not, why_this
from knowledge.recommend.questions import needed

MOST_TOLD = 5
MOST_LEDGER_ROWS = 8


def option_of(turn: Turn, key: str) -> Option | None:
    """The credential as an option of the present profile's shortlist, if it is one."""
    return shortlist_of(turn).get(key)


def tell_why(turn: Turn, option: Option) -> None:
    """The findings that carried an option, and what speaks against it."""
    lines = why_this(option, turn.profile.goal or "skill_gap")
    turn.tell(f"{option.credential.name}: " + " ".join(lines), buttons=option_buttons(option.credential))


def tell_against(turn: Turn, option: Option) -> None:
    """ "Why not the first?" of what is on the list: that it is, and what speaks against it."""
    against_it = [*doubts(option.findings, turn.profile.goal), *(finding for finding in option.findings if finding.verdict == "partly")]
    place = [key for key in turn.shown if key == option.credential.id]
    against = " ".join(finding.because for finding in against_it[:2])
    where = turn.words("utter_on_list", number=str(turn.shown.index(option.credential.id) + 1)) if place else turn.words("utter_would_fit")
    told = turn.words("utter_against", because=against) if against else turn.words("utter_nothing_against")
    turn.tell(f"{option.credential.name}: {where.text} {told.text}", buttons=option_buttons(option.credential))


def tell_why_not(turn: Turn, credential: Credential) -> None:
    """What keeps a credential off the list, and the smallest change that would put it there."""
    if not turn.get("goal"):
        return ask_for_goal(turn)
    found = why_not(turn.profile, credential.id, turn.catalogue, turn.today)
    good_for = counts_beside(turn, credential) if found.rule == "licence" else ""
    return turn.tell(" ".join(filter(None, (found.because, good_for, found.flip_because))), buttons=option_buttons(credential))


def counts_beside(turn: Turn, credential: Credential) -> str:
    """What the ledger says that it counts for in that work all the same: a safety card is no way into the trade, but sites ask for it."""
    roles, target = turn.catalogue.roles, turn.catalogue.roles.get(str(turn.profile.target_role))
    field = turn.catalogue.field_of(target.field if target else turn.profile.field)
    rows = [row for row in turn.catalogue.ledger_of.get(credential.id, ()) if row.basis not in ("issuer_claim", "logged_by_user")]
    near = [row for row in rows if target and (target.title in row.roles or row.recogniser == target.title)]
    in_field = [row for row in rows if field and any(name in roles and roles[name].field == field.slug for name in row.roles)]
    near += [row for row in in_field if row not in near]
    return turn.words("utter_counts_beside", rows=" ".join(map(row_line, near[:MOST_ROWS_BESIDE]))).text if near else ""


MOST_ROWS_BESIDE = 2


class Details(TurnAction):
    """The facts, findings and evidence of up to three credentials."""

    answers = "ask_details"

    def name(self) -> str:
        return "action_details"

    def take(self, turn: Turn) -> None:
        if {"held_credentials", "avoid"} & set(turn.heard.get("changed") or ()):
            return go_on(turn)  # "I already have the first one" tells, it doesn't ask
        if turn.text and (tell_aside(turn) or tell_which_skill(turn) or tell_which(turn) or tell_of_options(turn) or tell_of_issuer(turn)):
            return None
        meant = references(turn)
        if not meant.ids:
            return ask_which(turn, meant)
        turn.set("focus", meant.ids[0])
        if len(meant.ids) == 1 and asks_for_a_side(turn.text):
            lead = "" if ASKS_WHAT_IT_IS.search(turn.text.casefold()) else turn.words("utter_detail_unsure").text
            return tell_briefly(turn, turn.catalogue.credentials[meant.ids[0]], lead)
        for key in meant.ids[:3]:
            credential = turn.catalogue.credentials[key]
            findings = examine(turn.profile, credential, turn.catalogue, turn.today)
            ledger = sorted(turn.catalogue.ledger_of.get(key, ()), key=lambda row: row.report is None)[:MOST_LEDGER_ROWS]
            turn.show(credential_card(credential, findings, ledger), buttons=option_buttons(credential))
        return None


ASKS_WHAT_IT_IS = re.compile(r"\bwhat(?:'?s| is| are|s)\b|\bexplain\b")
THE_WHOLE = re.compile(
    r"\b(?:tell|know|say|hear|info\w*|learn|more|read|see) (?:me |us )?(?:a bit |a little |some )?(?:more|about|on|info)\b|\bdetails?\b|\beverything\b|^(?:what|how) about\b"
)
A_QUESTION = re.compile(r"\b(?:is|are|does|do|did|can|could|will|would|should|has|have|must|what|what's|whats|how|when|where|who|which)\b")


def asks_for_a_side(text: str) -> bool:
    """Whether one thing is asked, and not for all that is on record."""
    text = text.casefold()
    return bool(A_QUESTION.search(text)) and not THE_WHOLE.search(text)


ASKS_WHAT = re.compile(r"\bwh(?:at|o)(?:'?s| is| are|s)\b|\btell me about\b")
ITS_CREDENTIAL = re.compile(r"\b(?:ones?|cert\w*|courses?|exam|badges?|program\w*|credentials?|licen[sc]e|degree|option)\b")
MOST_OF_ISSUER = 4


def tell_of_issuer(turn: Turn) -> bool:
    """ "What's APICS?": who that is, and what it awards of what is on record."""
    mentions = turn.names.mentions(turn.text)
    issuers = [found.name for mention in mentions if (found := mention.reading("issuer")) and not mention.readings("credential")]
    text = turn.text.casefold()
    if not issuers or not ASKS_WHAT.search(text) or ITS_CREDENTIAL.search(text) or speaks_of_it(text):
        return False
    issuer = turn.catalogue.issuers[issuers[0]]
    awarded = [one for one in turn.catalogue.credentials.values() if one.issuer == issuer.name]
    names = "; ".join(one.name for one in awarded[:MOST_OF_ISSUER])
    buttons = name_buttons(turn, [one.id for one in awarded[:MOST_OF_ISSUER]])
    turn.say("utter_issuer", issuer=issuer.name, type=phrases.words(issuer.type), count=str(len(awarded)), names=names, buttons=buttons)
    return True


IN_VIEW = re.compile(
    PRONOUN.pattern
    + r"|\bat the end\b|\b(?:the|this|that|these|those|them|they) (?:course|class|program|programme|certificate|one|exam|test)?s?\b"
)


SHORTEST = 3
"""Words; "exam?", right after a list, is about the list."""


def _is_in_view(text: str) -> bool:
    return bool(IN_VIEW.search(text.casefold())) or len(text.split()) <= SHORTEST


def tell_of_options(turn: Turn) -> bool:
    """A side of the option that is named, pointed at or in view, and else of all those shown: "can I do it on my phone?"."""
    if not asked_aspects(turn):
        return False
    meant = references(turn)
    keys = meant.ids
    if not keys and not (meant.candidates or meant.unknown or meant.beyond_list) and _is_in_view(turn.text):
        keys = tuple(turn.listed)
    if not keys:
        return False
    if len(keys) == 1:
        turn.set("focus", keys[0])
    return tell_aspects(turn, [turn.catalogue.credentials[key] for key in keys[:MOST_TOLD]])


WHY_NOT = re.compile(r"\bwhy (?:not|isn'?t|aren'?t|wouldn'?t|didn'?t|don'?t you|no)\b|\bwhat'?s (?:wrong with|bad about)\b")


class ExplainOption(TurnAction):
    """ "Why this one?": the findings that carried it."""

    answers = "explain_option"

    def name(self) -> str:
        return "action_explain_option"

    def take(self, turn: Turn) -> None:
        if turn.text and (tell_which_skill(turn) or tell_which(turn)):
            return None
        if WHY_NOT.search(turn.text.casefold()):
            return ExplainExclusion().take(turn)
        meant = references(turn)
        if not meant.ids and turn.shown and not (meant.beyond_list or meant.unknown or meant.candidates):
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

    answers = "explain_exclusion"

    def name(self) -> str:
        return "action_explain_exclusion"

    def take(self, turn: Turn) -> None:
        if turn.text and tell_short_way(turn):
            return None
        meant = references(turn, default_focus=speaks_of_it(turn.text) or not turn.text)
        if not meant.ids:
            return ask_which(turn, meant)
        credential = turn.catalogue.credentials[meant.ids[0]]
        turn.set("focus", credential.id)
        if not turn.get("goal"):
            return turn.say("utter_ask_goal", lead=turn.words("utter_not_ruled_out", title=credential.name).text)
        option = option_of(turn, credential.id)
        return tell_against(turn, option) if option else tell_why_not(turn, credential)


class WhatIf(TurnAction):
    """A supposition: the shortlist it would give; the profile stays."""

    answers = "what_if"

    def name(self) -> str:
        return "action_what_if"

    def take(self, turn: Turn) -> None:
        if tell_aside(turn) or list_asked(turn):
            return None
        changes = supposed(turn)
        if not changes:
            return None if tell_which(turn) or tell_of_options(turn) else turn.say("utter_what_if_what")
        if not turn.get("goal"):
            return ask_for_goal(turn)
        then = profile_of({**turn.slots, **{change.slot: change.after for change in changes}}, turn.catalogue)
        result = what_if(turn.profile, {change.slot: getattr(then, change.slot) for change in changes}, turn.catalogue, turn.today)
        intro = f"{result.because} {turn.words('utter_what_if_kept').text}"
        turn.set("supposed", [{"slot": change.slot, "value": change.after, "quote": change.quote} for change in changes])
        if not result.entered and not result.left:
            return turn.tell(intro)
        turn.tools.receipts.put(Receipt.of(then, result.after, turn.today))
        turn.set("shown_options", [option.credential.id for option in result.after.options])
        return turn.show(options_card(result.after, turn.catalogue.ledger_of), intro)


class ShowMore(TurnAction):
    """The next options behind those shown, within the same limits."""

    def name(self) -> str:
        return "action_show_more"

    def take(self, turn: Turn) -> None:
        if (turn.text and tell_aside(turn)) or list_asked(turn):
            return None
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
        return turn.show(
            options_card(more, turn.catalogue.ledger_of), turn.words("utter_more_options").text, buttons=shortlist_buttons(more)
        )


MORE_ON_ONE = re.compile(
    r"\b(?:more (?:on|about|of)|details?|info\w*|tell me|know about|explain)\b.*\b(?:one|\w+est|first|second|third|last)\b"
    r"|\bthe \w+est (?:one )?(?:of|among) (?:these|them|those)\b"
)
""" "More on the shortest one" looks at one option; it asks for no shorter list."""
THE_ONE = re.compile(r"\bthe (?:\w+er|\w+est|cheap|short|quick|easy|free) (?:one|option|course|program\w*|cert\w*)\b")
""" "What about the cheaper one?" too; "a cheaper one" is another matter."""


class Refine(TurnAction):
    """ "Cheaper", "shorter", "another issuer": what was said as a limit counts; a bare wish narrows the list shown, not the profile."""

    answers = "refine"

    def name(self) -> str:
        return "action_refine"

    def take(self, turn: Turn) -> None:
        text = turn.text.casefold()
        if (MORE_ON_ONE.search(text) or THE_ONE.search(text)) and len(references(turn).ids) == 1:
            return Details().take(turn)
        if not turn.heard.get("changed") and is_superlative(text) and tell_which(turn):
            return None
        stands = turn.heard.get("changed") or loosened(turn) or not turn.get("goal")
        narrower = None if stands else narrower_than_shown(turn)
        if not narrower and not stands and turn.shown and (most := _as_narrow_as_can_be(text)):
            return turn.say(most, buttons=name_buttons(turn, turn.shown))
        if not narrower and not stands and turn.get("receipt") and not turn.shown and _as_narrow_as_can_be(text):
            return turn.say("utter_nothing_on_list")  # "got anything quicker", of a list with nothing on it
        if not narrower:
            return go_on(turn)
        slot, value, told = narrower
        narrowed = {**(turn.get("narrowed") or {}), slot: value}
        found = make_shortlist(turn, narrowed_profile(turn, narrowed))
        if slot == ISSUERS:
            found = replace(found, excluded=tuple(item for item in found.excluded if item.rule != "avoided"))
        if not found.options:
            return turn.say("utter_nothing_narrower", what=told, buttons=shortlist_buttons(found))
        turn.set("narrowed", narrowed)
        turn.set("shown_options", [option.credential.id for option in found.options])
        turn.set("receipt", found.receipt)
        turn.leave_form()
        intro = turn.words("utter_narrowed", what=told).text
        return turn.show(
            options_card(found, turn.catalogue.ledger_of), intro, turn.words("utter_narrowed_kept").text, shortlist_buttons(found)
        )


FAR_DEARER = 4
CHEAPER = ("cheap", "less expensive", "too expensive", "cost less", "afford", "less money", "lower price")
SHORTER = ("short", "quick", "fast", "sooner", "too long", "less time")


def _as_narrow_as_can_be(text: str) -> str:
    """What to say where "cheaper" or "shorter" was asked for and nothing on the list can be bettered."""
    if any(word in text for word in CHEAPER):
        return "utter_none_cheaper"
    return "utter_none_shorter" if any(word in text for word in SHORTER) else ""


def narrower_than_shown(turn: Turn) -> tuple[str, object, str] | None:
    """ "Cheaper" is below the dearest shown, "shorter" below the longest, "another issuer" without those shown; in words as well."""
    text = turn.text.casefold()
    shown = [turn.catalogue.credentials[key] for key in turn.shown]
    if any(word in text for word in CHEAPER):
        costs = sorted(cost for credential in shown if (cost := usual_cost_usd(credential)))
        dearest = costs[-1] if costs else 0
        if dearest > FAR_DEARER * (middle := costs[len(costs) // 2] if costs else 0):
            dearest = middle  # "below $27,000" would be no help where the rest costs a few hundred
        return ("max_cost", max(dearest - 1, 0), f"below ${dearest:,.0f}") if dearest else None
    if any(word in text for word in SHORTER):
        longest = max((credential.weeks[0] for credential in shown if credential.weeks), default=0)
        return ("max_weeks", longest - 1, f"in less than {longest:g} weeks") if longest > 1 else None
    if any(
        phrase in text
        for phrase in ("other issuer", "another issuer", "different issuer", "someone else", "other provider", "different provider")
    ):
        issuers = tuple(dict.fromkeys(credential.issuer for credential in shown))
        return "avoid", (*turn.profile.avoid, *issuers), "from other issuers"
    if named := issuers_named(turn):
        return ISSUERS, named, f"from {' or '.join(named)}"
    return None
