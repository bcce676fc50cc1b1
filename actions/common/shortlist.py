"""Making, showing and re-making the shortlist."""

from __future__ import annotations

from actions.common.profile import purpose
from actions.common.turn import Button, Turn
from bot.cards.build import options_card, pathway_card
from knowledge.model import Profile, Recommendation
from knowledge.recommend import Receipt, recommend

MOST_NAMED = 3


def make_shortlist(turn: Turn, profile: Profile | None = None) -> Recommendation:
    """The recommendation for the profile, its receipt kept."""
    profile = profile or turn.profile
    recommendation = recommend(profile, turn.catalogue, turn.today)
    turn.tools.receipts.put(Receipt.of(profile, recommendation, turn.today))
    return recommendation


def show_shortlist(turn: Turn, lead: str = "") -> None:
    """Answer the goal: an options card, also where its advice is to buy nothing."""
    before, recommendation = turn.shown, make_shortlist(turn)
    turn.set("shown_options", [option.credential.id for option in recommendation.options])
    turn.set("receipt", recommendation.receipt)
    turn.set("focus", None)
    now = [option.credential.id for option in recommendation.options]
    if before and now == before and turn.get("advice") == recommendation.advice:
        # Nothing that the user sees would differ: the names will do.
        names = "; ".join(f"{number}. {option.credential.name}" for number, option in enumerate(recommendation.options, start=1))
        same = f"{lead} {turn.words('utter_shortlist_same').text}\n{names}"
        return turn.tell(same, shortlist_buttons(recommendation), options_card(recommendation))
    turn.set("advice", recommendation.advice)
    intro = turn.words(f"utter_shortlist_{recommendation.advice}", purpose=purpose(turn.profile, turn.catalogue)).text
    parts = [lead, _changed(turn, before, recommendation), intro, recommendation.because]
    outro = turn.words("utter_shortlist_next").text if recommendation.options else ""
    if recommendation.goal in ("career_change", "exploration") and recommendation.options and not before:
        outro = f"{turn.words('utter_shortlist_beginner').text} {outro}"
    turn.show(options_card(recommendation), " ".join(filter(None, parts)), outro, shortlist_buttons(recommendation))
    if recommendation.pathway and len(recommendation.pathway.steps) > 1:
        turn.show(pathway_card(recommendation.pathway))
    return None


def _changed(turn: Turn, before: list[str], recommendation: Recommendation) -> str:
    """What became of the list that was shown before, in a sentence."""
    if not before:
        return ""
    changes = told_changes(turn, before, recommendation)
    return turn.words("utter_shortlist_changed", changes=changes).text if changes else turn.words("utter_shortlist_same").text


def told_changes(turn: Turn, before: list[str], recommendation: Recommendation) -> str:
    """ "X comes in, Y drops out (too expensive)." Empty where the list is the same."""
    now = [option.credential.id for option in recommendation.options]
    if now == before:
        return ""
    reasons = {item.credential.id: item.because for item in recommendation.excluded}
    came = [turn.catalogue.credentials[key].name for key in now if key not in before]
    left = [turn.catalogue.credentials[key].name + _why(reasons.get(key)) for key in before if key not in now]
    parts = []
    if came:
        parts.append(f"{_and(came)} {'comes' if len(came) == 1 else 'come'} in")
    if left:
        parts.append(f"{_and(left)} {'drops' if len(left) == 1 else 'drop'} out")
    return (", and ".join(parts) or "only the order changes") + "."


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
        rules = {item.rule for item in recommendation.excluded}
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
    buttons += [{"title": "Show me more", "payload": "/show_more"}, {"title": "Save my plan", "payload": "/save_plan"}]
    return [*buttons, {"title": "Talk to a person", "payload": "/talk_to_advisor"}]
