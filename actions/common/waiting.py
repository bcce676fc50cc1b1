"""A question that waits for one answer: which of several things a name means, who it was that answered, yes or no.

The user may press a button or type; what was asked first is then answered as if it had been plain from the start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.common.references import places_in_list
from actions.common.turn import Button, Turn, button_title

Choice = dict[str, str]
"""``kind`` is the name under which the choice is handed on: ``credential``, ``meaning``, ``speaker``, ``answer``, ``step``."""

MOST_WORDS_OF_A_CHOICE = 8
MOST_DIGRESSIONS = 1
ANY_OF_THEM = re.compile(r"\b(?:idk|i don'?t know|dunno|not sure|no idea|either|whichever|whatever|you (?:choose|pick|decide))\b")
YES_OR_NO = {
    "yes": re.compile(r"^\W*(?:yes|yeah|yep|yup|ya|sure|it does|they do|done|true|i think so|looks good|mostly)\b"),
    "no": re.compile(r"^\W*(?:no|nope|nah|it doesn'?t|they don'?t|not really|false|none)\b"),
    "conditions": re.compile(r"\b(?:condition|depends|partly|only if|it depends)\b"),
    "unsure": re.compile(r"^\W*(?:not sure|unsure|don'?t know|i don'?t know|idk|maybe|skip|next|can'?t tell|no idea)\b"),
    "stop": re.compile(r"\b(?:stop|enough|quit|leave it|that'?s all|never mind)\b"),
}


def wait_for(
    turn: Turn, choices: Sequence[Choice], *, quote: str = "", known: Mapping[str, str] | None = None, intent: str | None = None
) -> None:
    """Remember what was asked, with the choices and what is known already; ``quote`` is the word that has several meanings."""
    before = {key: value for key, value in (turn.resumed or {}).items() if key not in ("intent", "text")}
    kept = {**before, **(known or {})}
    asked = {"intent": intent or turn.intent, "text": turn.text, "quote": quote, "choices": list(choices), "known": kept, "age": 0}
    turn.set("open_question", asked)


def choice_buttons(choices: Sequence[Choice], intent: str = "") -> list[Button]:
    """A button for each; what is in the catalogue is told by its id."""
    return [
        {
            "title": button_title(choice["name"]),
            "payload": f'/{intent}{{"credential": "{choice["id"]}"}}' if choice["kind"] == "credential" and intent else choice["name"],
        }
        for choice in choices[:5]
    ]


def taken_up(turn: Turn) -> dict[str, Any] | None:
    """What the message settles of the question that waits, with all that was known of it; None where it settles nothing."""
    waiting = turn.get("open_question")
    if not waiting:
        return None
    chosen = _chosen(turn, waiting)
    if chosen is None:
        age_question(turn)
        return None
    turn.set("open_question", None)
    if waiting["quote"]:
        remember_meaning(turn, waiting["quote"], [choice["name"] for choice in waiting["choices"]], chosen["name"])
    handed_on = {} if chosen["kind"] == "meaning" else {chosen["kind"]: chosen["id"]}
    return {**waiting["known"], **handed_on, "intent": waiting["intent"], "text": waiting["text"]}


def age_question(turn: Turn) -> None:
    """Something else was said: a question with names to choose among waits one message longer, one for a yes or no does not."""
    if waiting := turn.get("open_question"):
        keeps = waiting["age"] < MOST_DIGRESSIONS and all(choice["kind"] not in ("answer", "step") for choice in waiting["choices"])
        turn.set("open_question", {**waiting, "age": waiting["age"] + 1} if keeps else None)


def _chosen(turn: Turn, waiting: dict[str, Any]) -> Choice | None:
    choices: list[Choice] = waiting["choices"]
    pressed = turn.entity("credential")
    if pressed or not turn.text:
        return next((choice for choice in choices if choice["id"] == pressed), None)
    text = turn.text.casefold().strip(" .!")
    if exact := next((choice for choice in choices if choice["name"].casefold() == text), None):
        return exact
    if len(text.split()) > MOST_WORDS_OF_A_CHOICE or text.endswith("?"):
        return None
    if choices and choices[0]["kind"] in ("answer", "step"):
        return next((choice for choice in choices if (words := YES_OR_NO.get(choice["id"])) and words.search(text)), None)
    return _named(turn, text, choices, waiting["intent"])


def _named(turn: Turn, text: str, choices: list[Choice], intent: str) -> Choice | None:
    """The one choice that has a word of the message which the others lack, or that the message names otherwise."""
    if placed := places_in_list(text, [choice["id"] for choice in choices]):
        return next(choice for choice in choices if choice["id"] == placed[0]) if len(placed) == 1 else None
    words = set(re.findall(r"[a-z0-9+]{2,}", re.sub(r"\bnot (?:the |a |an )?\w+", " ", text)))
    own = [set(re.findall(r"[a-z0-9+]{2,}", choice["name"].casefold())) for choice in choices]
    common = set.intersection(*own) if len(own) > 1 else set()
    fitting = [
        choice for choice, name in zip(choices, own, strict=True) if words & {word for each in (name - common) for word in _forms(each)}
    ]
    if len(fitting) == 1:
        return fitting[0]
    mentions = turn.names.mentions(turn.text)
    named = {candidate.id for mention in mentions for candidate in mention.candidates}
    if by_name := [choice for choice in choices if choice["id"] in named]:
        return by_name[0] if len(by_name) == 1 else None
    if not choices and intent == "report_recognition":
        key = next((found.id for mention in mentions for found in mention.readings("credential")), None)
        return {"kind": "credential", "id": key, "name": turn.catalogue.credentials[key].name} if key else None
    return choices[0] if choices and ANY_OF_THEM.search(text) else None


def _forms(word: str) -> set[str]:
    """ "cyber" for "cybersecurity", "weld" for "welding"."""
    return {word, word.removesuffix("s"), word.removesuffix("ing"), word.removesuffix("security") or word}


def remember_meaning(turn: Turn, word: str, candidates: Sequence[str], meant: str | None) -> None:
    """Keep what a word can mean in this conversation and, once the user has said so, what it does mean."""
    known = turn.get("meanings") or {}
    turn.set("meanings", {**known, word.casefold(): {"of": list(candidates), "meant": meant}})


def settle_meanings(turn: Turn, values: Sequence[str]) -> None:
    """A name that was asked about is settled by whatever fact tells one of the things it can mean."""
    for word, one in (turn.get("meanings") or {}).items():
        told = [value for value in values if value in one["of"]]
        if len(told) == 1 and one["meant"] != told[0]:
            remember_meaning(turn, word, one["of"], told[0])
