"""Asking which credential is meant, and owning up to names that are not in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.common.references import References, is_acronym, strange_name
from actions.common.turn import Button, Turn, button_title
from actions.common.waiting import choice_buttons, wait_for
from actions.common.wording import utterance
from bot.cards.models import ChecklistCard, QuestionPart
from bot.cards.phrases import QUESTIONS
from knowledge.model import Credential


def ask_which(turn: Turn, meant: References) -> None:
    """Ask which credential is meant: the candidates, those on the list, or the way to a list."""
    if meant.candidates or meant.meanings:
        ask_which_meaning(turn, meant)
    elif meant.beyond_list:
        tell_length_of_list(turn)
    elif tell_unknown_name(turn, meant.unknown if turn.text else ""):
        return
    elif turn.shown:
        turn.say("utter_which_option", buttons=name_buttons(turn, turn.shown))
    else:
        ask_for_goal(turn)


RESUMABLE = (
    "evaluate_credential",
    "ask_recognition",
    "ask_details",
    "ask_pathway",
    "explain_option",
    "explain_exclusion",
    "report_recognition",
)
"""What is asked with these is answered as soon as it is plain which of several things was meant."""


def ask_which_meaning(turn: Turn, meant: References) -> None:
    """Ask what a name means. The question goes on from the answer, and the name is not asked about again."""
    intent = turn.intent if turn.intent in RESUMABLE else "ask_details"
    known = turn.catalogue.credentials
    choices = [{"kind": "credential", "id": key, "name": known[key].name} for key in meant.candidates[:5]]
    choices = choices or [{"kind": "meaning", "id": one.id, "name": one.name} for one in meant.meanings[:5]]
    of_one_name = bool(meant.meanings) or all(meant.quote.casefold() in _short_names(known[key]) for key in meant.candidates)
    if turn.text and turn.intent in RESUMABLE:
        wait_for(turn, choices, quote=meant.quote if of_one_name else "")
    buttons = choice_buttons(choices, intent)
    if of_one_name:
        return turn.say("utter_ask_ambiguous", quote=meant.quote, buttons=buttons)
    return turn.say("utter_ask_which_credential", quote=meant.quote, buttons=buttons)


def _short_names(credential: Credential) -> set[str]:
    return {name.casefold() for name in (credential.name, *credential.aliases)}


READINGS: dict[str, tuple[str, str]] = {
    "goal_skill_gap": ("Close a skill gap", "/goal_skill_gap"),
    "goal_currency": ("Show I'm current", "/goal_currency"),
    "goal_complement": ("Add to my degree", "/goal_complement"),
    "goal_exploration": ("Explore a field", "/goal_exploration"),
    "goal_career_change": ("Change career", "/goal_career_change"),
    "ask_capabilities": ("What can you do?", "/ask_capabilities"),
    "show_profile": ("What you know about me", "/show_profile"),
    "start_over": ("Start over", "/start_over"),
    "undo": ("Take back the last change", "/undo"),
    "goodbye": ("That's all for now", "/goodbye"),
    "ask_progress": ("How long this takes", "/ask_progress"),
    "delete_my_data": ("Delete my data", "/delete_my_data"),
    "share_job_posting": ("Compare with a posting", "/share_job_posting"),
}
"""What an intent is called on a button, and what the button sends."""
ABOUT_THE_LIST: dict[str, tuple[str, str]] = {
    "show_more": ("Show more options", "/show_more"),
    "save_plan": ("Save my plan", "/save_plan"),
    "refine": ("Something cheaper", "something cheaper"),
    "ask_details": ("More on the first one", "tell me more about the first one"),
    "evaluate_credential": ("Is the first worth it?", "is the first one worth it for me"),
    "ask_recognition": ("Who recognises it?", "who recognises the first one"),
    "ask_pathway": ("What does it lead to?", "what does the first one lead to"),
    "explain_option": ("Why the first one?", "why the first one"),
    "compare_options": ("Compare the first two", "compare the first two"),
}
"""The same for what needs a shortlist."""
LEAST_CREDIBLE_READING = 0.02
MOST_READINGS = 2


PERSON: Button = {"title": "Talk to a person", "payload": "/talk_to_advisor"}


def not_understood(turn: Turn, lead: str = "") -> None:
    """Say so, with the two likeliest readings as buttons; the next time running in other words; after that offer a person."""
    readings = (readings_of_name(turn) or likely_readings(turn))[:MOST_READINGS]
    if lead and not readings:
        return turn.tell(lead)
    rung = 1 if lead else _misses_running(turn)
    if rung == 1 and readings:
        turn.say("utter_not_understood_choices", lead=lead, buttons=[*readings, PERSON])
    else:
        turn.say("utter_not_understood" if rung == 2 else "utter_not_understood_person", lead=lead)
    turn.mark("fallback")


RUNGS = 3


def _misses_running(turn: Turn) -> int:
    """1 to 3: how often running the assistant has not understood, this time included; then it begins anew, in other words."""
    counts = turn.get("said_counts") or {}
    before, now = ([None, *turn.message_ids])[-2:]
    running = counts.get("missed", 0) % RUNGS + 1 if before and counts.get("missed_at") == before else 1
    turn.set("said_counts", {**counts, "missed": running, "missed_at": now})
    return int(running)


def readings_of_name(turn: Turn) -> list[Button]:
    """What can be meant by a credential's name alone: whether it is worth it, or that it is held."""
    named = [found.id for mention in turn.names.mentions(turn.text) for found in mention.readings("credential")[:1]]
    if not named:
        return []
    held = f'/inform{{"slot": "held_credentials", "value": "{turn.catalogue.credentials[named[0]].name}"}}'
    return [
        {"title": "Is it worth it for me?", "payload": f'/evaluate_credential{{"credential": "{named[0]}"}}'},
        {"title": "I have it already", "payload": held},
    ]


def likely_readings(turn: Turn) -> list[Button]:
    """The likeliest intents in human words, then what is always sensible; what needs a shortlist only where there is one."""
    sayable = {**READINGS, **(ABOUT_THE_LIST if turn.shown else {})}
    ranking = turn.tracker.latest_message.get("intent_ranking") or []
    likely = [item["name"] for item in ranking if item["name"] in sayable and item.get("confidence", 0) >= LEAST_CREDIBLE_READING]
    likely += [
        name for name in (("ask_details", "show_more") if turn.shown else ("goal_exploration", "ask_capabilities")) if name not in likely
    ]
    return [{"title": title, "payload": payload} for title, payload in map(sayable.__getitem__, likely)]


LEADS_IN = re.compile(
    r"^(?:(?:can|could|would) you |please |so |just |ok(?:ay)? |well |um )*(?:show|give|find|get|tell|list)(?: me)?(?: (?:about|some|any|the|more))* "
    r"|^(?:i(?:'m| am|'d| would)? )?(?:want|like|need|looking|interested|into|love|prefer)(?: (?:to|for|in|be|do|learn|become|work|as|an?|some|the|something|jobs?))* "
    r"|^(?:something|anything|maybe|some|any|the|an?|in|into|about|like|with|for) ",
    re.IGNORECASE,
)
TRAILS = re.compile(
    r"\s+(?:ones?|stuff|things?|please|maybe|i guess|instead|too|certs?|certifications?|courses?|jobs?|work)$", re.IGNORECASE
)


def bare_name(words: str) -> str:
    """A name without the words that ask for it: "show me bioinformatics ones" is about bioinformatics."""
    before, words = "", words.strip(" .,!?")
    while words != before:
        before, words = words, TRAILS.sub("", LEADS_IN.sub("", words)).strip()
    return words


WANTED_NAME = re.compile(
    r"\b(?:show|give|find|get) me (?:some |any |the )?(?P<name>(?!more\b|other|all\b|them\b|another|something|anything|cheap|short|free\b|online|better|best\b|first"
    r"|next\b|a\b|my\b|your\b|what|it\b|that\b|those\b|these\b)[\w+#&-]+(?: [\w+#&-]+)?) (?:ones?|courses?|certs?|certificates?|credentials?|options?|jobs?)\b",
    re.IGNORECASE,
)


def wanted_name(text: str) -> str:
    """The name in "show me bioinformatics ones"."""
    found = WANTED_NAME.search(text)
    return found["name"] if found else ""


def ask_amount(turn: Turn, lead: str = "") -> None:
    """Ask what an amount is for."""
    turn.say("utter_ask_amount", lead=lead, quote=turn.text.strip(" .,!?"), buttons=turn.heard["readings"])


def tell_length_of_list(turn: Turn) -> None:
    """ "The second" of one: how many there are, and which."""
    names = "; ".join(turn.catalogue.credentials[key].name for key in turn.listed)
    count = ("no", "only one", "only two", "only three", "only four", "only five")[min(len(turn.listed), 5)]
    turn.say("utter_only_so_many", count=count, names=names, buttons=name_buttons(turn, turn.listed))


def ask_for_goal(turn: Turn) -> None:
    """There is no shortlist yet: say so, and ask what it is to be for. An empty one was an answer too."""
    if turn.get("goal") and turn.get("receipt"):
        return turn.say("utter_nothing_on_list")
    if not turn.get("goal") and turn.heard.get("changed"):
        return turn.next_action("action_continue")  # the question told what it is for: the goal follows from that
    lead = turn.words("utter_no_shortlist_yet").text
    if turn.get("goal"):
        turn.tell(lead)
    else:
        turn.say("utter_ask_goal", lead=lead)


def name_buttons(turn: Turn, ids: Iterable[str]) -> list[Button]:
    """A button for each credential, at most five, that asks for its details."""
    return [
        {"title": button_title(turn.catalogue.credentials[key].name), "payload": f'/ask_details{{"credential": "{key}"}}'}
        for key in list(ids)[:5]
    ]


def option_buttons(credential: Credential) -> list[Button]:
    """What can be asked about one credential."""
    return [
        {"title": "Who recognises it?", "payload": f'/ask_recognition{{"credential": "{credential.id}"}}'},
        {"title": "What does it lead to?", "payload": f'/ask_pathway{{"credential": "{credential.id}"}}'},
        {"title": "Is it worth it for me?", "payload": f'/evaluate_credential{{"credential": "{credential.id}"}}'},
    ]


def checklist(credential: str | None = None) -> ChecklistCard:
    """The nine questions for a credential that has to be examined by oneself."""
    asks = [QuestionPart(id=key, question=question, ask=utterance(f"utter_checklist_{key}").text) for key, question in QUESTIONS.items()]
    return ChecklistCard(credential=credential, questions=asks)


LEAST_LIKENESS = 0.75


def tell_unknown_name(turn: Turn, name: str = "") -> bool:
    """Where the message names something that is not in the catalogue: say so in a line, with what is really near, or the checklist, as offers."""
    name = name or next(iter(turn.heard.get("unknown") or ()), "") or strange_name(turn)
    if not name:
        return False
    near = turn.names.resolve(name, {"credential"})
    alike = getattr(near, "nearest", ()) or getattr(near, "candidates", ())
    candidates = [one for one in alike if one.kind == "credential" and one.score >= LEAST_LIKENESS and not is_acronym(name)][:4]
    if candidates:
        buttons = [
            {"title": button_title(candidate.name), "payload": f'/evaluate_credential{{"credential": "{candidate.id}"}}'}
            for candidate in candidates
        ]
        turn.say("utter_nearest_names", name=name, buttons=[*buttons, {"title": "None of these", "payload": CHECKLIST}])
    elif turn.intent == "evaluate_credential" or EVALUATES.search(turn.text.casefold()):
        turn.say("utter_not_in_catalogue_so", name=name)
        tell_checklist(turn)
    else:
        turn.say("utter_not_in_catalogue", name=name, buttons=[{"title": "How to check it", "payload": CHECKLIST}])
    return True


EVALUATES = re.compile(r"\b(?:worth|any good|legit\w*|a scam|good idea|recogni[sz]ed|think of|waste of|should i)\b")
"""Whoever wants to know what something is worth gets the questions to ask at once, not the offer of them."""


CHECKLIST = '/evaluate_credential{"credential": "another"}'
"""Asks for a credential that is not in the catalogue, which brings the questions to put to it."""


def tell_checklist(turn: Turn) -> None:
    """The nine questions; in full only once, then those that tell most."""
    wait_for(turn, [ONE_BY_ONE], intent="evaluate_credential")
    one_by_one = choice_buttons([ONE_BY_ONE])
    if (turn.get("said_counts") or {}).get("utter_checklist"):
        asks = " ".join(utterance(f"utter_checklist_{key}").text for key in MOST_TELLING)
        return turn.say("utter_checklist_again", asks=asks, buttons=one_by_one)
    turn.set("said_counts", {**(turn.get("said_counts") or {}), "utter_checklist": 1})
    return turn.show(checklist(), turn.words("utter_checklist").text, buttons=one_by_one)


MOST_TELLING = ("recognised_by_targets", "issuer_reputation", "fits_constraints")

ONE_BY_ONE = {"kind": "step", "id": "1", "name": "One by one"}
ANSWERS = [
    {"kind": "answer", "id": "yes", "name": "Yes"},
    {"kind": "answer", "id": "no", "name": "No"},
    {"kind": "answer", "id": "unsure", "name": "Not sure"},
    {"kind": "answer", "id": "stop", "name": "Stop here"},
]
ENOUGH = 6
"""So many of the nine with a yes, that of the employers among them, speak for it."""


def go_through_checklist(turn: Turn) -> bool:
    """The nine questions one after the other, each with what to do to find out; at the end what the answers say. False where nobody wants that."""
    resumed = turn.resumed or {}
    if "step" not in resumed:
        return False
    keys, told = list(QUESTIONS), [*resumed.get("so_far", "").split(), *([resumed["answer"]] if "answer" in resumed else [])]
    if "stop" in told or len(told) == len(keys):
        _tell_result(turn, [answer for answer in told if answer != "stop"])
        return True
    wait_for(turn, ANSWERS, known={"so_far": " ".join(told)})
    key = keys[len(told)]
    number, ask = f"{len(told) + 1} of {len(keys)}", utterance(f"utter_checklist_{key}").text
    turn.say("utter_checklist_step", number=number, question=QUESTIONS[key], ask=ask, buttons=choice_buttons(ANSWERS))
    return True


def _tell_result(turn: Turn, answers: list[str]) -> None:
    """What the answers say about it, as far as one can tell from them."""
    keys = list(QUESTIONS)
    left = [QUESTIONS[key] for key, answer in zip(keys, answers, strict=False) if answer != "yes"] + [
        QUESTIONS[key] for key in keys[len(answers) :]
    ]
    good = answers.count("yes")
    if good >= ENOUGH and answers[0] == "yes":
        return turn.say("utter_checklist_good", good=str(good))
    return turn.say("utter_checklist_doubtful", good=str(good), open=" ".join(left[:2]))
