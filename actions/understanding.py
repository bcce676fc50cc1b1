"""What a message says about the user: runs before anything else in every turn, in and out of forms."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from actions.common.asking import bare_name
from actions.common.choices import chosen_button, goal_chosen, several_readings
from actions.common.coming_back import OFFERED, goes_on_from_before
from actions.common.distress import back_to_plans
from actions.common.editing import Edited, edited
from actions.common.in_context import AIMED, amount_readings, facts_in_context
from actions.common.inferring import inferred_after, is_told
from actions.common.plainly import plain_intent
from actions.common.profile import (
    GOAL_WORDS,
    LABELS,
    LIST_SLOTS,
    NUMBER_SLOTS,
    PROFILE_SLOTS,
    TARGET_SLOTS,
    Change,
    changes_by,
    likely_goal,
    same,
)
from actions.common.references import places_in_list
from actions.common.reports import NOT_BUT, corrected_speaker, is_report, speaker_of
from actions.common.told_goals import NO_CAREER_CHANGE, TOLD_GOALS, ToldGoal, goal_in_words, two_goals
from actions.common.turn import SURE_OF_KIND, Button, Turn, TurnAction
from actions.common.vague import tells_no_amount
from actions.common.waiting import age_question, remember_meaning, settle_meanings, taken_up
from actions.goals import is_question
from actions.handoff import part_in_handoff
from actions.profile import confirms_deletion
from cases.settings import settings
from knowledge.model import Catalogue
from knowledge.resolve.index import Match
from knowledge.resolve.statements import SKILL_OF_ISSUER, Fact, Statements, read_statements
from knowledge.terms import Delivery, Goal, IssuerType

KEPT_AS_THEY_ARE = {"distress", "abuse", "other_language", "delete_my_data", "share_job_posting"}
"""What reads like a report may be one of these all the same."""
# What a message of these intents says is not about the user's own case, or is read by the action that answers it.
NOTHING_TO_KEEP = {
    "what_if",
    "share_job_posting",
    "undo",
    "start_over",
    "show_profile",
    "delete_my_data",
    "export_my_data",
    "abuse",
    "distress",
    "other_language",
    "feedback_negative",
    "feedback_positive",
}
# In a question, only what people tell of themselves counts, not the limits and names that they ask about.
QUESTIONS = {
    "ask_details",
    "ask_pathway",
    "compare_options",
    "explain_exclusion",
    "explain_option",
    "show_more",
    "save_plan",
    "faq",
    "out_of_scope",
    "bot_challenge",
    "ask_why",
    "ask_progress",
    "report_recognition",
}
ABOUT_ONESELF = {"current_role", "current_skills", "held_credentials", "experience_years"}
QUESTIONS_WITH_TARGET = {"evaluate_credential", "ask_recognition"}
ABOUT_TARGET = ABOUT_ONESELF | {"target_role", "target_employers"}
FIRST_PERSON = re.compile(r"\b(?:i|i'?m|i'?ve|i'?d|me|my|we|our|as an?)\b")
WAYS_OF_ASSESSMENT = ("project", "exam", "completion")
PLAIN_WORDS = ("held_credentials", "target_employers", "avoid")  # these hold what the catalogue doesn't know, too
GOAL_INTENTS = tuple(f"goal_{goal}" for goal in get_args(Goal))
UNDO_DEPTH = 10
MOST_WORDS_OF_A_CHOICE = 5
CONFIDENT_GOAL = 0.4
MERE_FACTS = {"inform", "nlu_fallback", "correct"}
NEARLY = 0.5
NAMING = MERE_FACTS | {"refine"}
"""A name that is not in the catalogue is owned up to where the message tells something; "yes please" names nothing."""


class UnderstandMessage(TurnAction):
    """Writes what a message says into the profile, and notes in ``heard`` what that was."""

    has_part_of_its_own = True

    def name(self) -> str:
        return "action_validate_slot_mappings"

    def take(self, turn: Turn) -> None:
        if (turn.get("heard") or {}).get("message") == turn.message_id:
            return  # a form that starts runs this again within the same turn
        if part := part_in_handoff(turn):  # it is said to a person, or about one: but for the request itself no fact of the user's
            _let_go(turn)
            beside = _told_beside_request(turn) if part["kind"] in ("ask", "status") else {}
            turn.set("heard", {**_nothing_heard(turn), **beside, "handoff": part})
            return
        if turn.get("confirming") and turn.intent != "deny" and not confirms_deletion(turn):
            turn.set("confirming", None)  # who goes on with something else does not delete anything
        if turn.intent not in ("affirm", "deny"):
            turn.set("supposed", None)  # a what-if waits for the very next yes, not for a later one
        resumes = self._resumed_by(turn)
        if not resumes and (plain := plain_intent(turn)):
            _let_go(turn)
            turn.set("heard", {**_nothing_heard(turn), "resumes": {"intent": plain, "text": turn.text}})
            return
        if resumes and resumes["text"] != turn.text:  # it answers a question of ours; what it tells beside the answer counts too
            _let_go(turn)
            turn.set("heard", {**_nothing_heard(turn), **_told_beside_answer(turn, resumes["intent"]), "resumes": resumes})
            return
        goes_on = goes_on_from_before(turn)
        if turn.get("came_back") == OFFERED:
            turn.set("came_back", None)
        choice = chosen_button(turn)
        told = _one_of_two(turn) or _goal_by_place(choice)
        said = Statements() if goal_chosen(choice) else _statements(turn, _words(turn, choice, told))
        chosen = [fact for fact in _settled_by_repeating(turn, said) if _counts(turn, fact)]
        settled = {fact.slot for fact in chosen}
        left = _turned_down(turn, chosen)
        facts = [
            fact
            for fact in said.facts
            if fact.slot not in settled and str(fact.value) not in left and _counts(turn, fact) and not _is_vague(turn, fact)
        ] + chosen
        if choice is None:
            facts = facts_in_context(turn, [*facts, *_without_work(turn, facts)])
        if several_readings(turn):
            facts = []
        if pointed := _about_options_shown(turn) or _gone_back_to(turn):
            facts = pointed  # the same words give no other facts: "drop number 2" names nothing
        facts = facts or _asked_for_in_a_field(turn)
        facts, meant = _corrected_to_the_unknown(turn, said, facts)
        facts, directions = _two_directions(turn, facts)
        facts += _not_held_after_all(turn)
        facts = [_unlimited(turn, fact) for fact in facts if not resumes or _told_beside_report(turn, fact)]
        correction = edited(turn, said) if not resumes else None
        facts = _corrected(correction, facts)
        facts = [*_leaving_old_aim(turn, facts), *facts]
        settle_meanings(turn, [str(fact.value) for fact in facts])
        before, as_it_was = (turn.get("goal"), turn.get("goal_guessed")), state_of(turn)
        if correction is None or "goal" in correction.slots or turn.intent not in MERE_FACTS:
            _start_goal(turn, facts, told)  # "change my field to nursing" changes the field
        changes = changes_by(facts, turn.slots, turn.catalogue)
        keep(turn, changes)
        _confirm(turn, facts)
        _settle_none(turn, facts)
        heard = _heard(turn, said, facts, changes) | _about_correction(turn, correction)
        if pointed and not resumes and turn.intent not in NAMING and turn.confidence < SURE_OF_KIND:
            resumes = {"intent": "refine", "text": turn.text}  # "I have the first one" is no request to be told of it
        if meant:
            heard["unknown"] = [meant]
        heard["ambiguous"] += directions
        for item in heard["ambiguous"]:
            if item["slot"] not in NUMBER_SLOTS and len(item["quote"].split()) <= MOST_WORDS_OF_A_CHOICE:
                remember_meaning(turn, item["quote"], item["candidates"], None)
        turn.set("asked_anew", None)  # the question stands for one message
        heard["goes_on"] = goes_on
        heard["two_goals"] = bool(told) and not choice
        if choice:
            heard["readings"] = []
        elif readings := several_readings(turn):
            heard["readings"], heard["several_readings"] = readings, True
        if choice and choice["payload"] == SKIP:
            turn.set("settled", [*(turn.get("settled") or []), turn.get("requested_slot")])
        heard["new_goal"] = before != (turn.get("goal"), turn.get("goal_guessed"))
        if turn.get("goal_guessed") and changes and (better := _better_guess(turn)):
            turn.set("goal", better)
            heard["goal"] = better
        remember(turn, as_it_was)
        back_to_plans(turn, heard)
        turn.set("heard", {**heard, "ambiguous": [], "unknown": [], "resumes": resumes} if resumes else heard)

    @staticmethod
    def _resumed_by(turn: Turn) -> dict[str, Any] | None:
        """The question that the message settles, where one waits; else the report that it plainly is, whatever it was taken for."""
        if settled := taken_up(turn):
            return settled
        if corrected := _report_put_right(turn):
            return corrected
        if turn.text and turn.intent not in KEPT_AS_THEY_ARE and is_report(turn.text, turn.names):
            return {"intent": "report_recognition", "text": turn.text}
        return None

    def failed(self, turn: Turn) -> None:
        """Leave a mark, by which the action that answers this turn owns up to it (actions/goals.py, acknowledgement)."""
        turn.set("heard", {**_nothing_heard(turn), "failed": True})


def _report_put_right(turn: Turn) -> dict[str, Any] | None:
    """ "It was Leidos, not Booz Allen", of what the user was told last: the same answer, from somebody else."""
    if turn.intent not in REPORT_CORRECTED_AS or not NOT_BUT.search(turn.text):
        return None
    return _put_right_while_asked(turn) or _put_right_as_kept(turn)


def _put_right_while_asked(turn: Turn) -> dict[str, Any] | None:
    """A report that is not kept yet: what was asked about it is asked again."""
    waiting = turn.get("open_question") or {}
    speaker = speaker_of(waiting["text"], turn.names) if waiting.get("intent") == "report_recognition" else None
    name, wrong = corrected_speaker(turn.text, speaker.name, turn.names) if speaker else ("", "")
    if not name:
        return None
    text = re.sub(re.escape(wrong), name, waiting["text"], flags=re.IGNORECASE)
    return {**waiting["known"], "intent": "report_recognition", "text": text}


def _put_right_as_kept(turn: Turn) -> dict[str, Any] | None:
    last = next(iter(turn.tools.evidence.told_by(turn.owner)), None)
    name, wrong = corrected_speaker(turn.text, last.recogniser, turn.names) if last else ("", "")
    if not last or not name:
        return None
    known = {"credential": last.credential, "answer": last.answer, "speaker": name, "replaces": last.id}
    return {"intent": "report_recognition", "text": re.sub(re.escape(wrong), name, last.quote, flags=re.IGNORECASE), **known}


REPORT_CORRECTED_AS = {"correct", "inform", "deny", "nlu_fallback", "report_recognition", "refine"}


def _nothing_heard(turn: Turn) -> dict[str, Any]:
    """What every message leaves in ``heard``, though it may tell nothing: turns are counted by it."""
    return {
        "message": turn.message_id,
        "turn": turn.number + 1,
        "slots": [],
        "removed": [],
        "changed": [],
        "ambiguous": [],
        "unknown": [],
        "readings": [],
    }


def _let_go(turn: Turn) -> None:
    """What holds for one message is over, whatever this one was about."""
    for slot in ("supposed", "asked_anew"):
        turn.set(slot, None)
    if turn.get("came_back") == OFFERED:
        turn.set("came_back", None)
    age_question(turn)


CLAUSE_END = re.compile(r"[,;.!?](?=\s|$)|\n+|\b(?:and|but|so|because|about)\b")


def _told_beside_request(turn: Turn) -> dict[str, Any]:
    """ "I'm a nurse with 300 dollars, can I talk to someone?": the clause that asks for a person tells nothing of its own."""
    left = [
        clause for clause in _clauses(turn.text) if not settings().signs.hold("asks_for_person", clause) and not SPEAKS_TO.search(clause)
    ]
    text = ", ".join(left)
    if not turn.get("goal") and (goal := goal_in_words(text)):
        _start_goal(turn, [], ToldGoal(goal, text))
    return _kept_beside(turn, text, lambda fact: True)


SPEAKS_TO = re.compile(
    r"\b(?:talk|speak|chat|call|connect|meet|reach|contact|transfer|put me)\w*\b|\b(?:advis[oe]r|counsell?or|coach|human|person|someone|somebody|agent|representative)\b",
    re.IGNORECASE,
)
NOT_CHOSEN_BY = {*NUMBER_SLOTS, "delivery", "assessment"}
"""What a choice among names or a yes or no is not about."""


def _told_beside_answer(turn: Turn, intent: str) -> dict[str, Any]:
    """ "The welding one, I have 300 dollars": what a clause of its own tells of other things than what is chosen among."""
    if len(_clauses(turn.text)) < 2:
        return {}
    if intent == "report_recognition":
        return _kept_beside(turn, turn.text, lambda fact: _told_beside_report(turn, fact))
    own = ABOUT_ONESELF if FIRST_PERSON.search(turn.text.casefold()) else set()
    return _kept_beside(turn, turn.text, lambda fact: fact.slot in NOT_CHOSEN_BY | own)


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in CLAUSE_END.split(text) if clause.strip()]


def _kept_beside(turn: Turn, text: str, counts: Callable[[Fact], bool]) -> dict[str, Any]:
    """Take the plain facts of a text into the profile; the parts of ``heard`` that tell of them."""
    if not text:
        return {}
    said = read_statements(text, turn.names, goal=turn.get("goal"), intent="inform", today=turn.today)
    facts = [fact for fact in said.facts if fact.operation in ("add", "set") and fact.value is not None and counts(fact)]
    before = state_of(turn)
    changes = changes_by(facts, turn.slots, turn.catalogue)
    keep(turn, changes)
    remember(turn, before)
    return {"slots": sorted({fact.slot for fact in facts}), "changed": [change.slot for change in changes]}


def _corrected(correction: Edited | None, facts: list[Fact]) -> list[Fact]:
    """What the correction changes, and what else the message tells: nothing more about the same pieces, and no refusal, as that was the correction."""
    if correction is None:
        return facts
    beside = [fact for fact in facts if fact.slot not in correction.slots and fact.operation in ("add", "set") and fact.value is not None]
    return [*correction.facts, *(beside if correction.slots else ())]


def _about_correction(turn: Turn, correction: Edited | None) -> dict[str, Any]:
    """What of a correction the answer has to know. What was taken out on purpose is not asked for again."""
    if correction is None:
        return {}
    settled = [slot for slot in turn.get("settled") or () if slot != correction.asks]
    gone = [slot for slot in sorted(correction.slots) if slot != correction.asks and turn.get(slot) in (None, [])]
    turn.set("settled", list(dict.fromkeys([*settled, *gone])))
    if correction.asks == "goal":
        turn.set("goal", None)
        turn.set("goal_guessed", None)
    return {"corrected": True, "asks": correction.asks, "which": correction.which}


I_AM = re.compile(r"\b(?:i'?m|i am|i work as|i'?ve been) (?:an?|the|currently|now)\b|\bas an? \w+ (?:myself|i)\b")


def _told_beside_report(turn: Turn, fact: Fact) -> bool:
    """Of a report only what people tell of themselves beside it counts; the jobs in it are those of others."""
    own_job = fact.slot == "current_role" and bool(I_AM.search(turn.text.casefold().replace("’", "'")))
    return own_job or fact.slot == "experience_years"


LEAVES_IT = re.compile(
    r"\b(?:idk|i don'?t know|dunno|not sure|no idea|any(?: of them)?|either|whichever|whatever|all of them|you (?:choose|pick|decide))\b"
)


def _names_asked_about(turn: Turn) -> list[dict[str, Any]]:
    """The ambiguous names of the last message; an amount is read anew instead."""
    return [item for item in (turn.get("heard") or {}).get("ambiguous", ()) if item["slot"] not in NUMBER_SLOTS]


OF_SEVERAL = re.compile(r"[,.;!?]|\b(?:because|cause|since|not|what would|i'?m|i am|i've)\b")
"""What follows the choice is about something else: "the computer kind, I'm done with doors"."""


def _settled_by_choice(turn: Turn) -> Iterable[Fact]:
    """A word that only one of the names offered has chooses it, "product" between a project and a product manager; "any" takes the likeliest."""
    choice = OF_SEVERAL.split(turn.text.casefold())[0]
    words = set(re.findall(r"[a-z]{3,}", choice))
    for item in _names_asked_about(turn):
        named = {name: set(re.findall(r"[a-z]{3,}", name.casefold())) for name in item["candidates"]}
        common = set.intersection(*named.values()) if named else set()
        fitting = [name for name, own in named.items() if words & (own - common)]
        if not fitting:
            meant = turn.names.resolve(turn.text.strip(" .!?"), ("role", "field", "skill"))
            sense = turn.names.sense(item["quote"], choice)
            fitting = [name for name in item["candidates"] if (isinstance(meant, Match) and meant.name == name) or name == sense]  # "hr"
        if not fitting and LEAVES_IT.search(turn.text.casefold()):
            fitting = item["candidates"][:1]
        if len(fitting) == 1 and len(words) <= MOST_WORDS_OF_A_CHOICE:
            yield _chosen(item, fitting[0], turn.text)


SLOT_OF_KIND = dict(AIMED)
OF_ONESELF = ("current_role", "current_skills", "held_credentials", "avoid", "target_employers")


def _chosen(item: dict[str, Any], name: str, quote: str) -> Fact:
    """The fact that one of several readings gives: "security" is a field, or as guarding a job."""
    kind = dict(zip(item["candidates"], item.get("kinds", ()), strict=False)).get(name, "")
    slot = item["slot"] if item["slot"] in OF_ONESELF else SLOT_OF_KIND.get(kind, item["slot"])
    if kind == "issuer" and slot == "target_skills":
        name = SKILL_OF_ISSUER.get(name, name)  # "something from AWS, the welding one" is about welding
    return Fact(slot, name, "add" if slot in LIST_SLOTS else "set", quote)


EITHER = re.compile(r"\b(?:or|either|maybe|perhaps|not sure (?:if|whether))\b")


def _two_directions(turn: Turn, facts: list[Fact]) -> tuple[list[Fact], list[dict[str, Any]]]:
    """ "HR maybe, or user research": a field and a job that is of another one are asked about, not both taken."""
    field = next((turn.catalogue.field_of(str(fact.value)) for fact in facts if fact.slot == "field" and fact.operation == "set"), None)
    aims = [fact for fact in facts if fact.slot == "target_role" and fact.operation == "set" and fact.value in turn.catalogue.roles]
    if not field or not aims or not EITHER.search(turn.text.casefold()):
        return facts, []
    role = turn.catalogue.roles[str(aims[0].value)]
    if role.field == field.slug:
        return facts, []
    item = {
        "slot": "target_role",
        "quote": turn.text,
        "candidates": [field.name, role.title],
        "kinds": ["field", "role"],
        "directions": True,
    }
    return [fact for fact in facts if fact.slot not in ("field", "target_role")], [item]


def _turned_down(turn: Turn, chosen: list[Fact]) -> set[str]:
    """The names, and names in short, of those not chosen: "the welding one, what would Amazon want with me" aims at no Amazon."""
    if not chosen:
        return set()
    told = {str(fact.value) for fact in chosen}
    others = [name for item in _names_asked_about(turn) for name in item["candidates"] if name not in told]
    return {" ".join(name.split()[:length]) for name in others for length in range(1, len(name.split()) + 1)}


def _settled_by_repeating(turn: Turn, said: Statements) -> Iterable[Fact]:
    """Who says the same ambiguous name again when asked which is meant has no better word for it: the likeliest one is taken."""
    asked = {item["slot"] for item in _names_asked_about(turn)}
    if chosen := list(_settled_by_choice(turn)):
        yield from chosen
        return
    for item in said.ambiguous:
        if item.slot in asked and item.candidates:
            first = item.candidates[0]
            yield _chosen({"slot": item.slot, "candidates": [first.name], "kinds": [first.kind]}, first.name, item.quote)


NO_WORK = re.compile(
    r"\b(?:i (?:have|'ve got|got) no job|i (?:don'?t|do not) (?:have a job|work)|i'?m (?:not working|unemployed|jobless|between jobs|out of work|a student|in school"
    r"|in college|retired)|i am (?:not working|unemployed|jobless|between jobs|out of work|a student|retired))\b(?! (?:but|as|for|in|at)\b)"
    r"|^\W*(?:no job|unemployed|not working|jobless|between jobs|out of work|(?:(?!no\b)[\w-]+ ){0,3}student(?: right now| at the moment)?|nothing right now)\W*$"
)


def _without_work(turn: Turn, facts: list[Fact]) -> Iterable[Fact]:
    """ "Unemployed", "I'm a student": there is no present job to ask about."""
    told = NO_WORK.search(turn.text.casefold().replace("’", "'"))
    if told and not any(fact.slot == "current_role" for fact in facts):
        yield Fact("current_role", None, "set", turn.text)


HAS_IT = re.compile(
    r"\balready (?:have|hold|got|did|done|took|taken|passed|earned|completed|finished)\b"
    r"|\b(?:have|hold|did|done|took|passed) (?:that|this|the|it|number|both)\b.*\balready\b"
)
NOT_WANTED = re.compile(
    r"\b(?:not interested in|(?:don'?t|do not) (?:want|like|need)|remove|take out|drop|get rid of|leave out|anything but|without)\b"
)


def _is_vague(turn: Turn, fact: Fact) -> bool:
    """ "Not too much" leaves the budget open only where the question has been put twice: at first there may be a figure behind it."""
    asked = turn.get("requested_slot")
    put_again = (turn.get("said_counts") or {}).get(f"utter_vague_{asked}")
    return fact.slot == asked and fact.value is None and not put_again and tells_no_amount(turn.text, fact.slot)


SKIP = "/skip"


def _goal_by_place(choice: Button | None) -> ToldGoal | None:
    goal = goal_chosen(choice)
    return ToldGoal(goal, GOAL_WORDS[goal]) if goal else None


def _words(turn: Turn, choice: Button | None, told: ToldGoal | None) -> str:
    """The words to read: those of the suggestion chosen by its place, those of the first of two goals, or the message."""
    if choice:
        return "" if choice["payload"].startswith("/") else choice["payload"]
    return told.text if told else turn.text


WHAT_COSTS = re.compile(r"\b(?:that|which) (?:costs?|needs?|requires?|asks?|takes?|is|are|has|have)\b")


def _about_options_shown(turn: Turn) -> list[Fact]:
    """ "I already have the first one", "drop number 3": facts about what was shown, pointed at by its place."""
    text = turn.text.casefold()
    if turn.get("profile_shown") or WHAT_COSTS.search(text):
        return []  # the place is one on the profile in view; "drop everything that costs money" is a limit
    slot = "held_credentials" if HAS_IT.search(text) else "avoid" if NOT_WANTED.search(text) else None
    if not slot:
        return []
    return [Fact(slot, key, "add", turn.text) for key in places_in_list(turn.text, turn.shown)]


BACK_TO = re.compile(r"\b(?:back to|return(?:ing)? to|go with|stick (?:with|to)|stay with)\b(?P<what>[^.;!?]*)")
CHANGES_MIND = {"undo", "correct", "refine", "inform", "deny", "affirm"}


def _gone_back_to(turn: Turn) -> list[Fact]:
    """ "Ok, back to informatics": what was aimed at before, or turned down, is aimed at again."""
    found = BACK_TO.search(turn.text.casefold()) if turn.intent in CHANGES_MIND else None
    mentions = turn.names.mentions(turn.text[found.start("what") :]) if found else []
    for kind, slot in AIMED:
        named = [one.name for mention in mentions for one in mention.readings(kind)[:1]]
        if named and (slot != "field" or named[0] not in (None, turn.get("field"))):
            return [Fact(slot, named[0], "add" if slot in LIST_SLOTS else "set", turn.text)]
    return []


CREDENTIAL_FOR = re.compile(
    r"\b(?:best|good|which|what|need|want|any|find|looking for|recommend\w*|suggest\w*)\b[^.?!]*\b(?:certs?|certificates?|certifications?|credentials?|courses?|class(?:es)?|programs?|training)\b"
    r"[^.?!]*?\b(?:for|in|on|about|to (?:be|become|get into|work in))\s+(?P<what>[^.?!]+)"
)


def _asked_for_in_a_field(turn: Turn) -> list[Fact]:
    """ "What's the best cert for cloud", before any goal: it names what it is for, whatever kind of question it is."""
    found = CREDENTIAL_FOR.search(turn.text.casefold()) if turn.text and not turn.get("goal") else None
    if not found or any(mention.readings("credential") for mention in turn.names.mentions(turn.text)):
        return []
    for mention in turn.names.mentions(turn.text[found.start("what") :]):
        slot = next((slot for kind, slot in AIMED if mention.readings(kind) and not mention.ambiguous), None)
        if slot:
            return [Fact(slot, mention.name, "add" if slot in LIST_SLOTS else "set", turn.text)]
    return []


MEANT = re.compile(
    r"\b(?:meant?|said|talking about)\s+(?:to say |that |the |a |an )*(?P<new>[\w+#&' -]{3,40}?)\s*(?:,|\bnot\b|\binstead\b|\brather\b|[.!]|$)"
)


def _corrected_to_the_unknown(turn: Turn, said: Statements, facts: list[Fact]) -> tuple[list[Fact], str]:
    """ "I meant nursing education, not informatics", where the new name is none of the catalogue: the old one stays; and that name."""
    meant = MEANT.search(turn.text) if turn.intent == "correct" else None
    told = [fact for fact in facts if fact.operation in ("add", "set")]
    left = [fact for fact in facts if fact.operation in ("avoid", "remove") and fact.value in _aimed_at(turn)]
    if not meant or told or not left or said.ambiguous:
        return facts, ""
    return [fact for fact in facts if fact not in left], meant["new"].strip()


def _aimed_at(turn: Turn) -> set[Any]:
    return {turn.get("field"), turn.get("target_role"), *(turn.get("target_skills") or ())} - {None}


NOT_HELD = re.compile(
    r"\b(?:don'?t|do not|doesn'?t|never|haven'?t|have not) (?:actually |really |even |yet )?(?:have|hold|own|got|had|earned|get|finish\w*)\b"
)


def _not_held_after_all(turn: Turn) -> list[Fact]:
    """ "Actually I don't have a PMP": what is taken to be held and is named in such a sentence is not held."""
    held = set(turn.get("held_credentials") or ())
    if not held or not NOT_HELD.search(turn.text.casefold()):
        return []
    named = [found for mention in turn.names.mentions(turn.text) for found in mention.readings("credential")]
    return [Fact("held_credentials", found.name, "remove", turn.text) for found in named if found.name in held]


CORRECTS = re.compile(r"\b(?:i (?:said|meant|mean)|change|switch|instead|rather|not|other|different|forget)\b|^\W*no\b")
EXCLUSIVE = re.compile(r"\b(?:only|just|instead|i (?:said|meant|mean))\b")


def _leaving_old_aim(turn: Turn, facts: list[Fact]) -> list[Fact]:
    """Who corrects the field or the skill aimed at leaves the old ones; who explores and names a skill elsewhere leaves the field."""
    told = {fact.slot: str(fact.value) for fact in facts if fact.operation in ("add", "set")}
    text = turn.text.casefold()
    corrects = (turn.intent in ("correct", "refine", *GOAL_INTENTS) and bool(CORRECTS.search(text))) or turn.intent == "correct"
    field = turn.catalogue.field_of(told.get("field"))
    if corrects and field:
        return _outside(turn, field.slug, told)
    home = turn.catalogue.skills[told["target_skills"]].field if told.get("target_skills") in turn.catalogue.skills else None
    if corrects and home and EXCLUSIVE.search(text):
        return [Fact("target_skills", None, "remove", turn.text), *_outside(turn, home, told)]
    old = turn.catalogue.field_of(turn.get("field"))
    elsewhere = turn.get("goal") == "exploration" and old and home and home != old.slug and "field" not in told
    return [Fact("field", None, "remove", turn.text)] if elsewhere else []


def _outside(turn: Turn, field: str, told: Container[str]) -> list[Fact]:
    """The removal of the skills, the job and the field aimed at that are not of that field."""
    known, old = turn.catalogue.skills, turn.catalogue.field_of(turn.get("field"))
    skills = [name for name in turn.get("target_skills") or () if name in known and known[name].field not in (field, None)]
    left = [Fact("target_skills", name, "remove", turn.text) for name in skills]
    role = turn.catalogue.roles.get(str(turn.get("target_role")))
    if role and role.field != field and "target_role" not in told:
        left.append(Fact("target_role", None, "remove", turn.text))
    if old and old.slug != field and "field" not in told:
        left.append(Fact("field", None, "remove", turn.text))
    return left


DECLINES = re.compile(r"\W*(?:no,? )?(?:none|neither|nothing) of (?:these|them|those|the above)\W*|\W*(?:something|anything) else\W*")
"""What turns down all that was offered names nothing."""


def _statements(turn: Turn, text: str) -> Statements:
    if DECLINES.fullmatch(text.casefold()):
        return Statements()
    if text:
        return read_statements(text, turn.names, asked=turn.asked, goal=turn.get("goal"), intent=turn.intent, today=turn.today)
    return Statements(facts=tuple(_button_facts(turn)))


def _button_facts(turn: Turn) -> Iterable[Fact]:
    """What a pressed button says. Anybody can type such a payload, so it can do no more than words can: give a profile slot a fitting value."""
    slot, value = turn.entity("slot"), turn.entity("value")
    if slot is None or value is None:
        return
    if slot in NUMBER_SLOTS:
        if (number := _amount(value)) is not None:
            yield Fact(slot, number, "set", value)
    elif slot in PROFILE_SLOTS and (slot in PLAIN_WORDS or value in _vocabulary(slot, turn.catalogue)):
        yield Fact(slot, value[:200], "add" if slot in LIST_SLOTS else "set", value[:200])


def _amount(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if 0 <= amount < math.inf else None


def _vocabulary(slot: str, catalogue: Catalogue) -> Container[str]:
    """What a slot that holds canonical values can hold."""
    if slot in ("target_skills", "current_skills"):
        return catalogue.skills
    if slot in ("target_role", "current_role"):
        return catalogue.roles.keys() | (catalogue.occupations.keys() if slot == "current_role" else set())
    if slot == "wanted_credentials":
        return {credential.name for credential in catalogue.credentials.values()}
    if slot == "field":
        return {field.name for field in catalogue.fields.values()}
    return {"delivery": get_args(Delivery), "issuer_types": get_args(IssuerType), "assessment": WAYS_OF_ASSESSMENT}[slot]


HOURS = re.compile(r"\b\d+[ -]?(?:hours?|hrs?)$", re.IGNORECASE)


WISHES = re.compile(
    r"\b(?:i|we|me)\b.*\b(?:want|wanna|need|like|love|hope|plan|become|get into|switch|move|learn|study|interested|looking|have|spend|afford|only)\b"
)


def _counts(turn: Turn, fact: Fact) -> bool:
    """Whether a fact counts in this kind of message; an answer to the question asked does unless the kind is plain."""
    intent = turn.intent
    if fact.slot == "held_credentials" and HOURS.search(fact.quote.strip()):
        return False  # "10 hours" is time, not the OSHA 10-hour card
    if fact.slot == turn.asked and turn.confidence < SURE_OF_KIND:
        return True
    if intent in NOTHING_TO_KEEP:
        return False
    if intent in QUESTIONS | QUESTIONS_WITH_TARGET:
        told = ABOUT_TARGET if intent in QUESTIONS_WITH_TARGET else ABOUT_ONESELF
        if fact.slot == "current_role" and not FIRST_PERSON.search(turn.text.casefold()):
            return False  # "is it worth it for a nurse?" need not come from one
        # Perhaps it was no question; but "isn't AI going to replace coders?" tells no aim.
        may_tell = not is_question(turn.text) or bool(WISHES.search(turn.text.casefold()))
        is_new = may_tell and turn.confidence < SURE_OF_KIND and turn.get(fact.slot) in (None, [])
        return fact.operation in ("add", "set") and (fact.slot in told or is_new or _is_told_beside(turn, fact))
    return True


SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
ASKS = re.compile(
    r"\?\s*$|^\W*(?:and |but |so )?(?:what|how|is|are|do|does|did|can|could|should|would|will|which|who|where|when|why|if)\b|\bif i\b"
)


def _is_told_beside(turn: Turn, fact: Fact) -> bool:
    """ "How do I choose? I only have 200 dollars": a sentence of its own that tells something of the user and asks nothing."""
    sentences = SENTENCE_END.split(turn.text.casefold().strip())
    own = [sentence for sentence in sentences if fact.quote.casefold().strip() in sentence]
    return len(sentences) > 1 and any(FIRST_PERSON.search(sentence) and not ASKS.search(sentence) for sentence in own)


def _one_of_two(turn: Turn) -> ToldGoal | None:
    """Of two goals told in one message the first, while the other is kept; or the one that was kept, when it is chosen."""
    kept = turn.get("later_goal")
    if kept and turn.intent == f"goal_{kept['goal']}" and not turn.text:
        now = turn.get("goal")
        turn.set("later_goal", {"goal": now, "text": (turn.get("profile_words") or {}).get("goal", "")} if now and not turn.shown else None)
        return ToldGoal(kept["goal"], kept["text"])
    both = two_goals(turn.text) if turn.intent in GOAL_INTENTS and not turn.get("requested_slot") else None
    if both is None:
        return None
    turn.set("later_goal", {"goal": both[1].goal, "text": both[1].text})
    return both[0]


def _start_goal(turn: Turn, facts: list[Fact], told: ToldGoal | None = None) -> None:
    """Take the goal from the intent. A goal with new targets leaves the old ones behind; everything else is kept."""
    goal = told.goal if told else _goal_of(turn, facts)
    if not goal:
        return
    guessed = bool(turn.get("goal_guessed"))
    if turn.get("goal") and not guessed and _is_no_change_of_goal(turn, goal, facts):
        return
    turn.set("goal_guessed", None)
    is_another = turn.get("goal") not in (None, goal) or bool(turn.shown)
    words = dict(turn.get("profile_words") or {})
    aims = any(fact.slot in TARGET_SLOTS and fact.operation in ("add", "set") for fact in facts)
    # Who turns to staying current speaks of his present work; what was aimed at before is another matter.
    turns_to_own_work = goal == "currency" and turn.get("goal") not in (None, goal)
    if is_another and not guessed and (aims or turns_to_own_work):
        for slot in TARGET_SLOTS:
            turn.set(slot, [] if slot in LIST_SLOTS else None)
            words.pop(slot, None)
    if goal != turn.get("goal") or "goal" not in words:
        words["goal"] = told.text[:MOST_QUOTED] if told else _goal_words(turn, goal)
    turn.set("profile_words", words)
    turn.set("goal", goal)


MOST_QUOTED = 200
"""Characters of a message that are kept as the words that told the goal."""


def _goal_words(turn: Turn, goal: str) -> str:
    """The sentence that tells the goal in so many words, else the message; a pressed button says what it is called."""
    sentences = [sentence.strip() for sentence in re.split(r"(?<=[.!?;])\s|\n", turn.text)]
    telling = (sentence for sentence in sentences if any(pattern.search(sentence.casefold()) for pattern, _ in TOLD_GOALS))
    return next(telling, turn.text or GOAL_WORDS[goal])[:MOST_QUOTED].strip()


def _goal_of(turn: Turn, facts: list[Fact]) -> str | None:
    """The goal that the message tells, by its kind, in so many words, or because it sounds nearly as much like a goal as like mere facts."""
    in_words = goal_in_words(turn.text)
    ranking = turn.tracker.latest_message.get("intent_ranking") or []
    near = [
        item["name"].removeprefix("goal_")
        for item in ranking
        if item["confidence"] >= NEARLY * turn.confidence and item["name"] in GOAL_INTENTS
    ]
    if turn.intent == "goal_career_change" and NO_CAREER_CHANGE.search(turn.text.casefold()):
        return in_words or "skill_gap"
    if turn.intent in GOAL_INTENTS:
        unsure = turn.confidence < SURE_OF_KIND and in_words in near
        return in_words if unsure else turn.intent.removeprefix("goal_")
    if turn.intent not in MERE_FACTS:
        return None
    if in_words and (not turn.get("goal") or turn.get("goal_guessed") or turn.intent == "correct"):
        return in_words
    if turn.get("goal") and turn.intent != "correct":
        return None
    return near[0] if near and facts else None


def _is_no_change_of_goal(turn: Turn, goal: str, facts: list[Fact]) -> bool:
    """ "I want to become a data analyst" in answer to "which job?" is an answer, not another goal; nor is what only sounds a little like one."""
    asked = turn.get("requested_slot")
    in_so_many_words = any(pattern.search(turn.text.casefold()) for pattern, _ in TOLD_GOALS)
    unsure = turn.confidence < CONFIDENT_GOAL and not in_so_many_words
    return unsure or (goal != turn.get("goal") and bool(asked) and any(fact.slot == asked for fact in facts))


def keep(turn: Turn, changes: list[Change]) -> None:
    """Write the changes into the profile, with the words they came from."""
    if not changes:
        return
    words = dict(turn.get("profile_words") or {})
    for change in changes:
        turn.set(change.slot, change.after)
        words[change.slot] = "" if change.removed else change.quote
    turn.set("profile_words", {slot: quote for slot, quote in words.items() if quote})
    turn.set("inferred", inferred_after(turn.get("inferred"), changes, turn.catalogue, turn.text) or None)
    for change in changes:
        if change.slot in NUMBER_SLOTS:
            turn.set("last_number", change.slot)


def _confirm(turn: Turn, facts: list[Fact]) -> None:
    """What was inferred and is now told in so many words is inferred no longer."""
    inferred = turn.get("inferred")
    if not inferred:
        return
    told = [
        (fact.slot, value)
        for fact in facts
        if fact.operation in ("add", "set") and fact.value is not None
        for value in (fact.value if isinstance(fact.value, list | tuple) else [fact.value])
        if is_told(fact.slot, value, fact.quote, turn.catalogue, turn.text)
    ]
    left = {slot: [value for value in values if (slot, value) not in told] for slot, values in inferred.items()}
    turn.set("inferred", {slot: values for slot, values in left.items() if values} or None)


UNDONE = ("goal", "goal_guessed", "inferred", *PROFILE_SLOTS)


@dataclass(frozen=True, slots=True)
class State:
    """The profile at one moment: the slots that can be taken back, and the words that filled them."""

    slots: Mapping[str, Any]
    words: Mapping[str, str]


def state_of(turn: Turn) -> State:
    """The profile as it is now."""
    return State({slot: turn.get(slot) for slot in UNDONE}, dict(turn.get("profile_words") or {}))


def remember(turn: Turn, before: State, *, same_message: bool = False) -> None:
    """Keep the way back from what has changed since: one step for a message, values and the user's words of then."""
    step = [
        {"slot": slot, "before": value, "words": before.words.get(slot, "")}
        for slot, value in before.slots.items()
        if not same(turn.get(slot), value)
    ]
    if not any(part["slot"] in LABELS for part in step):
        return  # nothing that the user sees
    stack = list(turn.get("undo_stack") or [])
    if same_message and stack:
        known = {part["slot"] for part in stack[-1]}
        step = [*stack.pop(), *(part for part in step if part["slot"] not in known)]
    turn.set("undo_stack", [*stack, step][-UNDO_DEPTH:])


def _better_guess(turn: Turn) -> str | None:
    """Another goal than the one that was guessed as a last resort, where the facts by now point to it."""
    likely, plain = likely_goal(turn.slots, turn.catalogue, " ".join((turn.get("profile_words") or {}).values()))
    return likely if plain and turn.get("goal") == "exploration" and likely in ("career_change", "skill_gap") else None


def _unlimited(turn: Turn, fact: Fact) -> Fact:
    """ "No deadline" where none was told takes nothing back: it is the answer."""
    takes_back = fact.operation == "remove" and fact.slot in NUMBER_SLOTS and turn.get(fact.slot) is None
    return Fact(fact.slot, None, "set", fact.quote) if takes_back else fact


def _settle_none(turn: Turn, facts: list[Fact]) -> None:
    """What there is none of, or no preference about, is not asked for any more."""
    none = [fact.slot for fact in facts if fact.operation == "set" and fact.value is None]
    if none:
        turn.set("settled", list(dict.fromkeys([*(turn.get("settled") or []), *none])))


UNKNOWN_ISSUER = re.compile(
    r"\b(?:something|anything|ones?|courses?|cert\w*|stuff|options?) (?:from|by|of) (?P<name>[A-Z][\w&.-]+(?: [A-Z][\w&.-]+){0,3})"
)


def _unknown(turn: Turn, said: Statements) -> list[str]:
    """Names that the catalogue lacks, without the words around them, where the message names something at all."""
    if turn.intent not in NAMING and not turn.intent.startswith("goal_"):
        return []
    issuer = UNKNOWN_ISSUER.search(turn.text) if turn.intent in ("refine", "correct", "inform") else None
    strange = [issuer["name"]] if issuer and not turn.names.mentions(issuer["name"], weak=True) else []
    names = (bare_name(words) for words in (*said.unknown, *strange))
    return [name for name in names if name and not any(goal.search(name.casefold()) for goal, _ in TOLD_GOALS)]  # "explore" is none


REFUSED = re.compile(
    r"\b(?:don'?t|dont|do not|never|no longer|not) (?:really |ever )?(?:want|wanna|like|interested|going|looking|into|about)\b[^.;,]*$"
)


def _is_refused(text: str, quote: str) -> bool:
    """ "I don't want to move into management": which of its meanings is refused need not be asked."""
    before, name, _ = text.casefold().replace("’", "'").partition(quote.casefold())
    return bool(name) and bool(REFUSED.search(before))


def _heard(turn: Turn, said: Statements, facts: list[Fact], changes: list[Change]) -> dict[str, Any]:
    told = {fact.slot for fact in facts}
    return _nothing_heard(turn) | {
        "slots": sorted(told),
        "removed": sorted({fact.slot for fact in facts if fact.operation == "remove"}),
        "changed": [change.slot for change in changes],
        "ambiguous": [
            {
                "slot": item.slot,
                "quote": item.quote,
                "candidates": [candidate.name for candidate in item.candidates],
                "kinds": [candidate.kind for candidate in item.candidates],
            }
            for item in said.ambiguous
            if item.slot not in told and not (item.slot in NUMBER_SLOTS and facts) and not _is_refused(turn.text, item.quote)
        ],
        "unknown": _unknown(turn, said) if said.facts or not facts else [],
        "readings": [] if facts else amount_readings(turn),
    }
