"""Making, showing and re-making the shortlist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.common.asking import READINGS
from actions.common.profile import GOAL_WORDS, in_words, purpose
from actions.common.turn import Button, Turn
from bot.cards.build import options_card, pathway_card
from knowledge.model import Option, Pathway, Profile, Recommendation
from knowledge.recommend import Receipt, recommend
from knowledge.recommend.coverage import Cover

MOST_NAMED = 3


LIST_ASKED = re.compile(
    r"\b(?:show|give|send|list|see|tell|got|get)\b(?: me)?(?: \w+){0,3} (?:list|shortlist|options|results|suggestions|recommendations|picks|what you(?:'ve| have)?(?: got| found| have)?)(?: (?:again|back|once more|please|pls))*\W*$"
    r"|\bwhat (?:do|have) you (?:have|got) for me\b|\bwhat(?:'s| is| are) (?:on )?(?:the|your|my) (?:list|shortlist|options|suggestions|recommendations)\b"
)


def list_asked(turn: Turn) -> bool:
    """Whether the message asks for the shortlist itself, and there is one or it can be made: it is shown whole."""
    if not turn.get("receipt") or not LIST_ASKED.search(turn.text.casefold()):
        return False
    show_shortlist(turn, whole=True)
    return True


def make_shortlist(turn: Turn, profile: Profile | None = None) -> Recommendation:
    """The recommendation for the profile, its receipt kept."""
    profile = profile or turn.profile
    recommendation = recommend(profile, turn.catalogue, turn.today)
    turn.tools.receipts.put(Receipt.of(profile, recommendation, turn.today))
    return recommendation


def shortlist_of(turn: Turn) -> dict[str, Option]:
    """The options of the present profile, as far as it is narrowed, by their ids, best first; none without a goal."""
    if not turn.get("goal"):
        return {}
    return {option.credential.id: option for option in recommend(narrowed_profile(turn), turn.catalogue, turn.today).options}


ISSUERS = "issuers"
"""What a list is narrowed to by "something from Microsoft": no limit of the profile, which knows only what is not wanted."""


def narrowed_profile(turn: Turn, narrowed: Mapping[str, Any] | None = None) -> Profile:
    """The profile with the stricter limits of the list shown ("cheaper"), or with those given."""
    limits = dict(narrowed if narrowed is not None else turn.get("narrowed") or {})
    issuers, avoid = limits.pop(ISSUERS, ()), tuple(limits.pop("avoid", turn.profile.avoid))
    others = sorted(set(turn.catalogue.issuers) - set(issuers)) if issuers else ()
    return turn.profile.but(avoid=(*avoid, *others), **limits)


def show_shortlist(turn: Turn, lead: str = "", *, whole: bool = False, covers: Mapping[str, Cover] | None = None) -> None:
    """Answer the goal: an options card, also where its advice is to buy nothing. The same list is told in a line, unless ``whole``."""
    before, recommendation = turn.shown, make_shortlist(turn)
    turn.set("shown_options", [option.credential.id for option in recommendation.options])
    turn.set("receipt", recommendation.receipt)
    turn.set("focus", None)
    turn.set("narrowed", None)
    now = [option.credential.id for option in recommendation.options]
    if before and now == before and turn.get("advice") == recommendation.advice and not whole:
        # Nothing that the user sees would differ.
        first = recommendation.options[0].credential.name
        lead = f"{lead} {_kind_lacking(turn, recommendation)}".strip()
        return turn.say("utter_shortlist_same", lead=lead, first=first, buttons=shortlist_buttons(recommendation))
    turn.set("advice", recommendation.advice)
    intro = turn.words(f"utter_shortlist_{recommendation.advice}", purpose=purpose(turn.profile, turn.catalogue)).text
    changed = "" if whole else _changed(turn, before, recommendation)  # who asks for the whole list has left a narrowed one
    parts = [lead, changed, intro, recommendation.because]
    outro = turn.words("utter_shortlist_next").text if recommendation.options else ""
    if recommendation.options and not before and _is_beginner(turn, recommendation):
        outro = f"{turn.words('utter_shortlist_beginner').text} {outro}"
    buttons = shortlist_buttons(recommendation)
    if later := turn.get("later_goal"):
        outro = f"{outro} {turn.words('utter_later_goal', goal=GOAL_WORDS[later['goal']]).text}".strip()
        buttons = [*buttons[:4], {"title": f"Now: {GOAL_WORDS[later['goal']]}", "payload": READINGS[f"goal_{later['goal']}"][1]}]
    turn.show(options_card(recommendation, turn.catalogue.ledger_of, covers), " ".join(filter(None, parts)), outro, buttons)
    if recommendation.pathway and len(recommendation.pathway.steps) > 1:
        show_pathway(turn, recommendation.pathway)
    return None


def show_pathway(turn: Turn, pathway: Pathway) -> None:
    """Show the steps, and by which pace their weeks were counted where the user named none."""
    pace = turn.words("utter_pathway_pace", hours=f"{pathway.pace:g}").text if pathway.pace else ""
    turn.show(pathway_card(pathway), outro=pace)


BEGINNER = re.compile(
    r"\b(?:beginner|newbie|from (?:scratch|zero)|no (?:experience|background)|never (?:done|worked|used|coded)|new to (?:this|it|the field))\b"
)


def _is_beginner(turn: Turn, recommendation: Recommendation) -> bool:
    """Whoever goes into other work, and whoever says so."""
    said = " ".join(str(words) for words in (turn.get("profile_words") or {}).values()).casefold()
    new = turn.get("experience_years") == 0 or BEGINNER.search(said)
    return recommendation.goal in ("career_change", "exploration") or bool(new)


def _kind_lacking(turn: Turn, recommendation: Recommendation) -> str:
    """That nothing on the list is issued by the kind of issuer just asked for."""
    wanted = set(turn.get("issuer_types") or ()) if "issuer_types" in turn.heard.get("changed", ()) else set()
    if not wanted or any(option.credential.issuer_type in wanted for option in recommendation.options):
        return ""
    return turn.words("utter_no_such_issuer", kind=in_words("issuer_types", sorted(wanted))).text


def _changed(turn: Turn, before: list[str], recommendation: Recommendation) -> str:
    """What dropped out of the list that was shown before, and why; what came in is seen on the list itself."""
    now = [option.credential.id for option in recommendation.options]
    reasons = {item.credential.id: item.because for item in recommendation.excluded}
    left = [turn.catalogue.credentials[key].name + _why(reasons.get(key)) for key in before if key not in now]
    return turn.words("utter_shortlist_left", left=_and(left), drop="drops" if len(left) == 1 else "drop").text if left else ""


def _why(because: str | None) -> str:
    return f" ({because[0].lower()}{because[1:].rstrip('.')})" if because else ""


def _and(names: list[str]) -> str:
    """Names in a row; of many only the first few, and how many more there are."""
    shown = names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def shortlist_buttons(recommendation: Recommendation) -> list[Button]:
    """What can be done next with the shortlist, or without one."""
    options = recommendation.options
    if not options:
        rules = {item.rule for item in recommendation.excluded if item.near}
        moves = [{"title": "Any budget", "payload": "no budget limit"}] if rules & {"budget", "cost_unknown"} else []
        moves += [{"title": "Any deadline", "payload": "no deadline"}] if "deadline" in rules else []
        return [
            *moves,
            {"title": "Talk to a person", "payload": "/talk_to_advisor"},
            {"title": "Start over", "payload": "/start_over"},
        ]
    buttons = [{"title": "Why the first one?", "payload": "why the first one"}]
    if len(options) > 1:
        buttons.append({"title": "Compare the first two", "payload": "compare the first two"})
    return [*buttons, {"title": "Show me more", "payload": "/show_more"}, {"title": "Save my plan", "payload": "/save_plan"}]
