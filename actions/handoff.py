"""Handing over to a person: what is passed on is shown first, agreed to or cut, then a case is opened, followed, or called off.

What the user's message does for the hand-off is found before anything else in a turn (``part_in_handoff``, called by
actions/understanding.py); whichever action Rasa then runs, the hand-off answers in its place (``answer_in_place``).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy.exc import SQLAlchemyError

from actions.brief import A_MATTER, CONVERSATION, EVERYTHING, PASSED_ON, SHORTLIST, hidden_words, make_brief, profile_items, without
from actions.common.distress import BETTER, help_at_once, words_of_distress
from actions.common.matters import matters_in, taken_back
from actions.common.shortlist import show_shortlist
from actions.common.striking import struck_by
from actions.common.turn import AFTER, BEFORE, MOST_BUTTONS, SURE_OF_KIND, Button, Turn, TurnAction
from actions.offering import situation_of
from actions.profile import confirms_deletion
from bot.cards.models import HandoffCard, ProfileCard, ProfileEntry
from bot.rasa import stepping_aside
from cases import office
from cases.model import Case, NotNow
from cases.rules import BECAUSE, asks_for_person
from cases.settings import Reason, settings

logger = logging.getLogger(__name__)

Part = dict[str, Any]
"""What a message does for the hand-off: its ``kind``, and what else that kind has; ``done`` once it is answered."""

BACK = "back"
"""The value of the button that lets the assistant go on after a person: /talk_to_advisor{"value": "back"}."""
SAYS_YES = re.compile(
    r"\b(?:y|yes|yep|yeah|yup|yea|ya|ok|okay|sure|fine|please|good|great|perfect|right|correct|works|agreed?|absolutely|definitely|certainly|of course|alright|approved?"
    r"|confirm(?:ed)?|proceed|consent|permission|why not|go ahead|go for it|do (?:it|so|that)|send|share|submit|connect|pass (?:it|that|this|them|everything|all(?: of it)?)? ?(?:on|along)|no (?:problem|objections?)"
    r"|that'?s (?:all|it)|nothing else)\b"
)
YES_WORDS = frozenset(
    "yes yep yeah yup yea ya y ok okay k kk sure thing why would consent permission ready fine please good great perfect right correct works agree agreed absolutely definitely certainly of course alright approve "
    "approved confirm confirmed proceed go ahead for it do so that send share submit connect pass this them everything all on along no problem worries objection objections "
    "that's thats nothing else now then and well cool thanks thank you very much just totally completely entirely with by is it's its looks sounds i i'm im i'd me my we let's "
    "can may to the a an person human advisor adviser counselor counsellor someone somebody over through away out have hide need leave cut anything add strike don't dont do not mind "
    "list case request details info information as be here happy".split()
)
"""A yes is made of nothing but these: with anything else in it, it may be a question or a condition ("ok who will see this")."""
OPENS_QUESTION = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|well|sure|yes)\W+)*(?:is|are|does|can i|may i|do (?:i|you|we|they)|what|who|which|how|why(?! not))\b"
)
WHAT_IS_PASSED_ON = re.compile(
    r"\b(?:who|whom|what|which|where)\b.{0,30}\b(?:see|sees|read|reads|get|gets|pass|passed|share|shared|send|sent|goes|go|know|knows|told|tell)\b"
)
"""A question about the hand-off itself, while its consent is asked for."""
YES_BUT = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ok|okay|sure|fine|go ahead|do it|send|pass|share)\b.*\b(?:but|except|without|minus|just not|only not|apart from)\b"
)
"""A yes and a strike in one; "ok, leave out my budget" only strikes, and is shown again."""
NO = re.compile(
    r"^\W*(?:no|nope|nah|not now|not yet|rather not|never ?mind|cancel|stop|forget (?:it|that)|don'?t|do not|i'?d rather not|leave it)\b"
)
NEGATES = re.compile(
    r"\b(?:no(?! (?:problem|worries|objections?))|(?<!why )not(?! a problem)|don'?t(?! mind)|do not(?! mind)|never|stop|cancel|wait|nothing(?! else))\b"
)
CHOOSE = re.compile(r"\b(?:leave|take|strike|cut) (?:something|some|a few things|things) out\b|\bleave something out\b")
HIDES_NOTHING = re.compile(
    r"\b(?:nothing|no need) to (?:hide|leave out|strike|cut|add)\b|\b(?:not|don'?t) (?:hide|leave out|cut) anything\b"
)
EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
SPELLED_EMAIL = re.compile(
    r"(?!(?:me|us|it|him|her|them|reached|found|contacted|is|am|are|best|work|home|up|live|study|look|mail|message|line|text|call|write) at )"
    r"(?<![\w.+-])[\w+-]+(?:(?:\.| dot )[\w+-]+)* ?(?:\((?:at|a)\)|\[at\]| at ) ?[\w-]+(?:(?:\.| dot | ?\(dot\) ?| ?\[dot\] ?)[\w-]+)*(?:\.| dot | ?\(dot\) ?| ?\[dot\] ?)[a-z]{2,10}\b(?!@)",
    re.IGNORECASE,
)
""" "ann at example dot org"; in "reach me at ann@example.org" the plain address counts, and nothing before it."""
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w{2,30}\b")
BY_HANDLE = re.compile(r"\b(?:telegram|signal|instagram|insta|discord|skype|slack|linkedin|twitter|whatsapp|handle)\b", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w$£€.,])\+?\(?\d(?:[\d\s().-]{5,}\d)(?!\w)")
NO_NUMBER = re.compile(r"\d{4}-\d\d-\d\d|220-1[012]\d\d")
CALLED_NUMBER = re.compile(
    r"\b(?:call|text|ring|phone|cell|mobile|number|reach|whatsapp|signal|sms|message|tel)\b[^.]{0,25}$", re.IGNORECASE
)
LEADS = re.compile(
    r"^\W*(?:(?:you can |please |pls |just |or |and |yes|sure|ok|okay|my|me|is|it'?s|at|on|e-?mail(?: address)?|mail|phone|cell|mobile|number|call|text|reach|contact|write|ring|ping|message|whatsapp|signal|telegram|via|by|through|using|to|the|so|then|best|way)\b[\s,:;.-]*)+",
    re.IGNORECASE,
)
SHORT = 8
"""A message of at most so many words after "when suits you" tells a time, if it names one."""
WHEN = re.compile(
    r"\b(?:morning|noon|afternoon|evening|night|weekday|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|after|before|between|any ?time|lunch|\d{1,2} ?(?:am|pm|:\d\d|o'?clock))s?\b",
    re.IGNORECASE,
)
MOST_REMINDERS = 2
REACH = re.compile(
    r"\b(?:reach|call|text|contact|e-?mail|mail|write|ring|phone|message|ping|dm|whatsapp|get|find|hit|buzz|sms|get (?:hold of|in touch with|back to))(?: to)? me\b"
    r"|\b(?:drop|send|shoot|give|leave) me (?:an? )?(?:line|note|mail|e-?mail|message|text|ring|call|bell|shout)\b|\bget in touch\b"
    r"|\b(?:my|the best|best) (?:\w+ )?(?:e-?mail|mail|phone|cell|mobile|number|contact|address|whatsapp|signal|telegram|handle|line|way)\b"
    r"|\bi(?:'m| am) (?:reachable|available|best reached|there|on)\b|\bi (?:use|answer|check|pick up)\b"
    r"|^\W*(?:call|text|e-?mail|phone|cell|mobile|tel|whatsapp|signal|telegram)\b",
    re.IGNORECASE,
)
"""What leads to a contact of one's own."""
LED_TO = re.compile(rf"(?:(?:you|they) can |please )?(?:{REACH.pattern})(?:'s|s)?", re.IGNORECASE)
COURTESIES = re.compile(
    r"\b(?:is my (?:e-?mail|mail|phone|cell|address|number)(?: address| number)?|thanks|thank you|hi|hello|hey|please|there|here|yes|ok|okay|or|and)\b|[^\w]",
    re.IGNORECASE,
)
RANGE = re.compile(r"[\d .,]*00 ?[-–] ?[\d .,]*00")
"""An amount from here to there: "60 000 - 80 000"."""
MOST_WORDS_WITH_CONTACT, LONGEST_WITH_CONTACT = 40, 400
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
PART_END = re.compile(r"[,;!?]|\.(?=\s|$)|\n|\b(?:and|but)\b")


# --- what the message does ------------------------------------------------------------------------------------------


def part_in_handoff(turn: Turn) -> Part | None:
    """What the message does for the hand-off; None where it is about something else."""
    state = turn.get("handoff") or {}
    case = turn.tools.desk().of(turn.conversation) if state.get("case") else None
    if case and turn.intent == "distress":  # who may be in danger is seen first, whatever their case was about
        turn.tools.desk().raise_triage(turn.conversation, settings().triage["distress"], BECAUSE["distress"])
    if case and case.state == "with_advisor":
        return _part_with_advisor(turn)
    if turn.get("confirming"):
        return None
    if turn.entity("value") == BACK and turn.intent == "talk_to_advisor":
        return {"kind": "back"}
    if case and case.state == "closed":
        turn.tools.desk().gone_on(turn.conversation)
        turn.set("handoff", None)
        state = {}
    elif case and (part := _part_while_waiting(turn, state)):
        return part
    if state.get("stage") == "consent" and (part := _part_in_consent(turn, state)):
        return part
    if _asks_for_person(turn) or _takes_up_offer(turn):
        return {"kind": "status" if case and case.state == "waiting" else "ask"}
    return None


def _part_with_advisor(turn: Turn) -> Part | None:
    """What is said goes to the advisor; one's data and a crisis are the assistant's matter all the same."""
    if turn.get("confirming") and (turn.intent == "deny" or confirms_deletion(turn)):
        return None
    turn.set("confirming", None)
    sure = turn.confidence >= SURE_OF_KIND
    if sure and turn.intent in ("delete_my_data", "export_my_data"):
        return None
    key = (turn.tracker.latest_message.get("metadata") or {}).get("message_id") or turn.message_id  # the gateway's own id, if it has one
    turn.tools.desk().user_said(turn.conversation, _as_said(turn), str(key))
    return None if sure and turn.intent == "distress" else {"kind": "silent"}


def _asks_for_person(turn: Turn) -> bool:
    return turn.intent == "talk_to_advisor" or asks_for_person(situation_of(turn, {}), settings())


def _as_said(turn: Turn) -> str:
    return turn.text or str(turn.tracker.latest_message.get("text") or "")


def _takes_up_offer(turn: Turn) -> bool:
    """ "Yes please" to the offer made in the turn before, where nothing else was asked in it."""
    latest = (turn.get("watch") or {}).get("latest") or {}
    just_offered = bool(latest) and latest.get("turn") == turn.number
    if just_offered and latest.get("reason") == "distress" and MERE_OK.fullmatch(turn.text.casefold()):
        return False  # it takes note, and asks for nobody
    return just_offered and turn.intent == "affirm" and bool(turn.text) and not turn.get("requested_slot") and not turn.get("supposed")


MERE_OK = re.compile(r"\W*(?:ok+(?:ay)?|k|fine|sure|right|i guess|alright|thanks?(?: you)?)\W*")


def _part_while_waiting(turn: Turn, state: Part) -> Part | None:
    """A contact may come at any time while the case waits; a time only right after it was asked for."""
    asked = state.get("stage") == "contact"
    contact, times = contact_in(turn.text, asked=asked) if turn.intent != "share_job_posting" else ("", "")
    if contact or times:
        turn.tools.desk().leave_contact(state["case"], contact, times)
        turn.set("withheld", turn.message_id)
        return {"kind": "contact"}
    calls_off = settings().signs.hold("calls_off", turn.text)
    if calls_off and (turn.intent in ("talk_to_advisor", "deny", "undo") or _speaks_of_case(turn.text, state["case"])):
        return {"kind": "cancel"}
    words = turn.text.casefold().replace("’", "'")
    if ASKS_FOR_NEWS.search(words) and len(words.split()) <= MOST_WORDS_ABOUT_NEWS:
        return {"kind": "status"}
    if words_of_distress(turn) and (turn.intent in BREEZY or BETTER.fullmatch(words)):
        return {"kind": "meanwhile"}
    if asked and turn.intent in ("skip", "deny"):
        return {"kind": "no_contact"}
    if asked and turn.intent == "affirm":
        return {"kind": "which_contact"}
    return None


ASKS_FOR_NEWS = re.compile(
    r"\b(?:did|has|have|is|was) (?:any ?(?:one|body)|some ?(?:one|body)|no ?(?:one|body)|the advis[oe]r|the counsell?or|a person|the person) (?:\w+ ){0,2}(?:answer\w*|repl\w+|respond\w*|writ\w+|wrote|g[eo]t back|seen?|look\w*|read|there|coming|picked|taken)\b"
    r"|^\W*(?:so |hi |hello )*(?:any|no|still no) (?:answers?|reply|replies|response|news|word)(?: yet| so far| back| from (?:them|anyone|anybody|somebody))*\W*$"
)
MOST_WORDS_ABOUT_NEWS = 10
BREEZY = {"greet", "goodbye", "thanks", "feedback_positive"}
"""After distress, what is usually answered with a light word is answered with where help is, as long as the case waits."""


def _speaks_of_case(text: str, case_id: str) -> bool:
    words = text.casefold()
    return case_id.casefold() in words or bool(re.search(r"\b(?:case|request|advis[oe]r|counsell?or|person|human|colleague)\b", words))


def contact_in(text: str, *, asked: bool) -> tuple[str, str]:
    """An address or number of the user's own in a message, and the times told beside it; a time alone counts only where it was asked for.

    Where none was asked for, it has to be led to ("reach me at") or stand by itself: an address in a job posting is somebody else's.
    """
    if len(text) > LONGEST_WITH_CONTACT or len(text.split()) > MOST_WORDS_WITH_CONTACT or LINK.search(text):
        return "", ""
    named = _matches(text, asked)
    is_nothing_else = asked or not COURTESIES.sub("", _without(text, named))
    found = [one.group().strip() for one in named if is_nothing_else or _is_own(text, one)]
    if not found:
        alone = asked and bool(WHEN.search(text)) and len(text.split()) <= SHORT
        return "", text.strip() if alone else ""
    rest = text
    for one in found:
        rest = rest.replace(one, " ")
    rest = LED_TO.sub(" ", rest)
    rest = LEADS.sub("", " ".join(rest.split())).strip(" .,;:-")
    if len(rest.split()) > SHORT:
        rest = ", ".join(part.strip() for part in PART_END.split(rest) if WHEN.search(part) and len(part.split()) <= SHORT)
    return ", ".join(found), rest if WHEN.search(rest) else ""


def _without(text: str, found: list[re.Match[str]]) -> str:
    """The text with spaces in the place of these, so that all else stays where it is."""
    for one in found:
        text = f"{text[: one.start()]}{' ' * len(one.group())}{text[one.end() :]}"
    return text


def _matches(text: str, asked: bool) -> list[re.Match[str]]:
    """Addresses, numbers and handles; a plain address counts before one that is spelled out, whose words stand in many sentences."""
    plain = list(EMAIL.finditer(text))
    rest = EMAIL.sub(lambda match: " " * len(match.group()), text)
    handles = HANDLE.finditer(rest) if asked or BY_HANDLE.search(text) else ()
    return [*plain, *SPELLED_EMAIL.finditer(rest), *(one for one in PHONE.finditer(rest) if _is_number(one, asked)), *handles]


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Whether the part of the message around an address or number leads to it, or holds little else."""
    before, after = PART_END.split(text[: match.start()])[-1], PART_END.split(text[match.end() :])[0]
    rest = f"{LEADS.sub('', before)} {after}"
    return (
        bool(REACH.search(before))
        or not COURTESIES.sub("", rest)
        or (not COURTESIES.sub("", LEADS.sub("", before)) and bool(WHEN.search(after)))
    )


def _is_number(match: re.Match[str], asked: bool) -> bool:
    """Whether digits are a telephone number: a short one only where one was asked for or is called so; days, exam codes and amounts never are."""
    digits = len(re.sub(r"\D", "", match.group()))
    if NO_NUMBER.fullmatch(match.group().strip()) or RANGE.fullmatch(match.group().strip()) or not 7 <= digits <= 15:
        return False
    return digits >= 9 or asked or bool(CALLED_NUMBER.search(match.string[: match.start()]))


def without_contact(text: str) -> str:
    """The message without the address or number in it, what leads to it, and the times told beside it."""
    if not _matches(text, True):
        return text
    return ", ".join(left for part in PART_END.split(text) if (left := _part_without_contact(part).strip(" :")))


def _part_without_contact(part: str) -> str:
    is_time = bool(WHEN.search(part)) and len(part.split()) <= SHORT
    found = _matches(part, True)
    if not found:
        return "" if is_time else part
    before, after = part[: found[0].start()], part[found[-1].end() :]
    lead = REACH.search(before)
    return f"{before[: lead.start()] if lead else before} {'' if WHEN.search(after) else after}"


def _part_in_consent(turn: Turn, state: Part) -> Part | None:
    turn.set("handoff", _with_contact(turn, state))
    words = turn.text.casefold().replace("’", "'")
    present = {slot: value for slot, _, value, _ in _entries(turn, ())}
    if turn.text and not HIDES_NOTHING.search(words):
        if CHOOSE.search(words):
            return {"kind": "choose"}
        before, kept_back = state.get("struck") or [], state.get("matters") or []
        struck = struck_by(turn.text, present, before, settings().signs)
        matters = [] if taken_back(words, kept_back, settings()) else sorted({*kept_back, *matters_in(words, settings())})
        if struck is not None or matters != kept_back:
            return {
                "kind": "strike",
                "struck": sorted(before if struck is None else struck, key=EVERYTHING.index),
                "matters": matters,
                "agreed": bool(YES_BUT.match(words)) and "?" not in words,
            }
    if agrees(words) if turn.text else turn.intent in ("affirm", "talk_to_advisor"):
        return {"kind": "agree"}
    if contact_in(turn.text, asked=False)[0] or WHAT_IS_PASSED_ON.search(words) or _asks_for_person(turn):
        return {"kind": "explain"}
    return {"kind": "refuse"} if turn.intent == "deny" or NO.match(words) else None


def agrees(words: str) -> bool:
    """Whether a message is a yes and nothing else; consent is not read into a question, nor into what only begins like a yes."""
    if "?" in words or len(words) > LONGEST_WITH_CONTACT:
        return False
    words = without_contact(words)
    if OPENS_QUESTION.match(words) or not set(re.findall(r"[\w']+", words)) <= YES_WORDS:
        return False
    return bool(HIDES_NOTHING.search(words)) or bool(SAYS_YES.search(words) and not NEGATES.search(words)) or "\N{THUMBS UP SIGN}" in words


# --- the answer in the place of whichever action runs -----------------------------------------------------------------


def answer_in_place(turn: Turn, action: str) -> bool:
    """Answer for the hand-off, once a turn; while a person has the conversation, keep silent in every action."""
    if action in ("action_validate_slot_mappings", "action_hand_over"):
        return False
    heard = turn.get("heard") or {}
    part = heard.get("handoff")
    if not part or heard.get("message") != turn.message_id or part.get("done"):
        return False
    if action.startswith("validate_"):
        return _form_waits(turn, action, part)
    if part["kind"] != "silent":
        turn.set("heard", {**heard, "handoff": {**part, "done": True}})
        ANSWERS[part["kind"]](turn, part)
        _mark_contact(turn)
    return True


def _mark_contact(turn: Turn) -> None:
    """Whoever keeps a record of the conversation takes the words out of a message that told a contact."""
    if turn.dispatcher.messages and turn.get("withheld") and turn.get("withheld") == turn.message_id:
        turn.mark("withheld")


def _form_waits(turn: Turn, action: str, part: Part) -> bool:
    """A form that asks steps aside for the answer, and stays where it is while a person has the conversation."""
    asked = turn.get("requested_slot")
    if asked and part["kind"] != "silent" and turn.is_fresh:
        form = action.removeprefix("validate_")
        raise ActionExecutionRejection(form, stepping_aside.words(form, turn.intent))
    turn.set("settled", turn.get("settled") or [])
    turn.set("requested_slot", asked)
    return True


def begin(turn: Turn, part: Part | None = None) -> None:
    """Show what would be passed on, and ask whether that is right."""
    latest = (turn.get("watch") or {}).get("latest") or {}
    distress = words_of_distress(turn)
    is_recent = bool(latest) and turn.number - latest.get("turn", 0) <= settings().offer.again_after_turns
    reason: Reason = latest["reason"] if is_recent else "asked_for"
    words = turn.text or _said_before(turn)
    if distress:  # whenever it was said, it comes before all else
        reason, words = "distress", distress if words in distress else f"{distress}\n{words}"
    asked = turn.get("requested_slot")
    turn.leave_form()
    state = {"stage": "consent", "reason": reason, "words": words[:500], "struck": [], "asked": asked, "reminded": 0}
    turn.set("handoff", _with_contact(turn, state))
    lead = turn.words("utter_handoff_urgent").text if reason == "distress" else ""
    _preview(turn, f"{lead} {turn.words('utter_handoff_preview', office=settings().office.name).text}")


def _with_contact(turn: Turn, state: Part) -> Part:
    """The contact that came with the request or the consent, kept until the case is opened; its message is withheld as any with a contact."""
    contact, times = contact_in(turn.text, asked=False)
    if not contact:
        return state
    turn.set("withheld", turn.message_id)
    return {**state, "words": without_contact(state["words"]), "contact": contact, "times": times}


def _said_before(turn: Turn) -> str:
    """What the user said when a person was offered; the button that was pressed says nothing."""
    return str(((turn.get("watch") or {}).get("latest") or {}).get("words") or "")


def _preview(turn: Turn, intro: str) -> None:
    state = turn.get("handoff") or {}
    struck = state.get("struck") or ()
    entries = [ProfileEntry(slot=slot, label=label, value=value, source=source) for slot, label, value, source in _entries(turn, struck)]
    what = ", ".join(filter(None, (_labels(struck), A_MATTER.lower() if state.get("matters") else "")))
    left_out = turn.words("utter_handoff_left_out", what=what).text if what else ""
    ask = turn.words("utter_handoff_ask" if entries else "utter_handoff_ask_bare").text
    buttons = [{"title": "Pass it on", "payload": "/affirm"}, {"title": "Leave something out", "payload": "leave something out"}]
    buttons = buttons if entries else buttons[:1]
    turn.show(
        ProfileCard(entries=entries, purpose="handoff"), intro, f"{left_out} {ask}", [*buttons, {"title": "Not now", "payload": "/deny"}]
    )


def _explain(turn: Turn, part: Part) -> None:
    """Who would see it and what it would be, with what was left out so far."""
    _preview(turn, turn.words("utter_handoff_explain", office=settings().office.name).text)


def _labels(slots: Any) -> str:
    return ", ".join(PASSED_ON[slot].lower() for slot in EVERYTHING if slot in slots)


def _entries(turn: Turn, struck: Any) -> list[tuple[str, str, str, str]]:
    """What is there to pass on: slot, label, value and the user's words."""
    found = [(item.slot, item.label, item.value, item.source) for item in profile_items(turn)]
    if turn.listed:
        names = ", ".join(turn.catalogue.credentials[key].name for key in turn.listed)
        found.append((SHORTLIST, PASSED_ON[SHORTLIST], names, ""))
    found.append((CONVERSATION, PASSED_ON[CONVERSATION], turn.words("utter_handoff_conversation").text, ""))
    return [entry for entry in found if entry[0] not in struck]


def _choose(turn: Turn, part: Part) -> None:
    """Buttons for what is most likely to be left out; anything else can be said."""
    likely = ("conversation", "max_cost", "current_role", "held_credentials", "target_employers", "shortlist", "goal")
    present = [slot for slot, *_ in _entries(turn, (turn.get("handoff") or {}).get("struck") or ())]
    ordered = [slot for slot in (*likely, *EVERYTHING) if slot in present]
    buttons: list[Button] = [
        {"title": PASSED_ON[slot], "payload": f"leave out {PASSED_ON[slot].lower()}"} for slot in dict.fromkeys(ordered)
    ][: MOST_BUTTONS - 1]
    turn.say("utter_handoff_choose", buttons=[*buttons, {"title": "Nothing, pass it on", "payload": "/affirm"}])


def _strike(turn: Turn, part: Part) -> None:
    turn.set("handoff", {**(turn.get("handoff") or {}), "struck": part["struck"], "matters": part["matters"]})
    if part["agreed"]:
        return _agree(turn, part)
    return _preview(turn, turn.words("utter_handoff_preview_again").text)


def _agree(turn: Turn, part: Part) -> None:
    """The case is opened by an action of its own, which is sent the whole conversation (bot/rasa/fast_actions.py)."""
    turn.set("handoff", {**(turn.get("handoff") or {}), "stage": "agreed"})
    turn.next_action("action_hand_over")


def _refuse(turn: Turn, part: Part) -> None:
    turn.set("handoff", None)
    resume(turn, turn.words("utter_handoff_refused").text)


def _contact(turn: Turn, part: Part) -> None:
    """The card tells the gateway to take the words out of its record of the conversation too."""
    _end_stage(turn)
    case = turn.tools.desk().of(turn.conversation)
    if case:
        turn.show(card_of(turn, case, contact_kept=True), turn.words("utter_handoff_contact_added").text)
    if turn.get("goal") and not turn.get("receipt") and not turn.get("requested_slot"):
        turn.go_on_with(f"{turn.get('goal')}_form")


def _no_contact(turn: Turn, part: Part) -> None:
    _end_stage(turn)
    resume(turn, turn.words("utter_handoff_no_contact").text)


def _which_contact(turn: Turn, part: Part) -> None:
    turn.say("utter_handoff_which_contact")


def _end_stage(turn: Turn) -> None:
    state = turn.get("handoff") or {}
    turn.set("handoff", {"case": state.get("case"), **_kept_back(state)})


def _kept_back(state: Part) -> Part:
    """What the user does not want passed on: it counts as long as the case waits."""
    return {"struck": state.get("struck") or [], **({"matters": state["matters"]} if state.get("matters") else {})}


def _status(turn: Turn, part: Part) -> None:
    """Where the case stands."""
    case = turn.tools.desk().of(turn.conversation)
    if case is None:
        return begin(turn)
    _end_stage(turn)
    waiting = turn.words("utter_case_waiting").text
    if _is_of_distress(turn, case):
        return turn.show(card_of(turn, case), f"{waiting} {help_at_once(turn)}", _office(turn))
    turn.show(card_of(turn, case), waiting, _office(turn))
    return turn.add("", [{"title": "Cancel my request", "payload": "cancel my request for an advisor"}])


def _is_of_distress(turn: Turn, case: Case) -> bool:
    return case.reason == "distress" or bool(words_of_distress(turn))


def _meanwhile(turn: Turn, part: Part) -> None:
    """A greeting or a goodbye while somebody's call for help waits: that it is open, and where help is at once."""
    turn.set("came_back", None)
    turn.leave_form()
    turn.tell(f"{turn.words('utter_meanwhile').text} {help_at_once(turn)}")


def _cancel(turn: Turn, part: Part) -> None:
    case = turn.tools.desk().cancel(turn.conversation)
    turn.set("handoff", None)
    resume(turn, turn.words("utter_case_cancelled", case_id=case.id if case else "").text)


def _back(turn: Turn, part: Part) -> None:
    """A person has given the conversation back: go on where it was."""
    case = turn.tools.desk().gone_on(turn.conversation)
    if case is None:
        return begin(turn)
    turn.set("handoff", None)
    name = case.advisor_name or turn.words("utter_the_advisor").text
    lead = turn.words("utter_case_back", name=name).text
    if turn.get("requested_slot"):
        return turn.tell(lead)  # the form asks again by itself
    if turn.shown and turn.get("goal"):
        return show_shortlist(turn, lead=lead, whole=True)
    return resume(turn, lead)


def resume(turn: Turn, lead: str) -> None:
    """Say that, and go on where the conversation was: the goal's question, the list, or what it is all for."""
    goal = turn.get("goal")
    if goal and not turn.get("receipt"):
        turn.tell(lead)
        return None if turn.get("requested_slot") else turn.go_on_with(f"{goal}_form")
    if turn.shown:
        return turn.say("utter_shortlist_next", lead=lead)
    if goal:
        return turn.say("utter_no_more_options", lead=lead)
    return turn.say("utter_ask_goal", lead=lead)


ANSWERS: dict[str, Callable[[Turn, Part], None]] = {
    "ask": begin,
    "choose": _choose,
    "explain": _explain,
    "strike": _strike,
    "agree": _agree,
    "refuse": _refuse,
    "contact": _contact,
    "no_contact": _no_contact,
    "which_contact": _which_contact,
    "status": _status,
    "meanwhile": _meanwhile,
    "cancel": _cancel,
    "back": _back,
}


# --- the case ------------------------------------------------------------------------------------------------------------


def card_of(turn: Turn, case: Case, *, contact_kept: bool = False) -> HandoffCard:
    """Where the case stands, as a card."""
    at = case.expected.isoformat() if case.expected else None
    return HandoffCard(case_id=case.id, status=case.state, expected=_expected(turn, case), expected_at=at, contact_kept=contact_kept)


def _expected(turn: Turn, case: Case) -> str:
    now = turn.tools.now()
    late = case.expected is None or case.expected <= now
    if late:  # the time is past: it is the next thing that the office does, not a promise that is broken already
        opening = office.next_opening(settings().office, now)
        return office.told(settings().office, opening, now) if opening and opening > now else turn.words("utter_as_soon_as_possible").text
    assert case.expected is not None
    return office.told(settings().office, case.expected, now)


def _office(turn: Turn) -> str:
    """Whether somebody is there, in a sentence; nothing where the office is open."""
    rules, now = settings().office, turn.tools.now()
    if office.is_open(rules, now):
        return ""
    opening = office.next_opening(rules, now)
    when = office.told(rules, opening, now).replace(" by ", " at ") if opening else ""
    name = f"{rules.name[0].upper()}{rules.name[1:]}"
    return turn.words("utter_office_closed", office=name, opening=when).text if when else ""


class TalkToAdvisor(TurnAction):
    """A person is asked for; the answer is given in place (``answer_in_place``), so this runs only where nothing was understood first."""

    def name(self) -> str:
        return "action_talk_to_advisor"

    def take(self, turn: Turn) -> None:
        begin(turn)


class HandOver(TurnAction):
    """Opens the case that was agreed to."""

    def name(self) -> str:
        return "action_hand_over"

    def take(self, turn: Turn) -> None:
        state = turn.get("handoff") or {}
        if state.get("stage") != "agreed":
            return begin(turn)
        rules = settings()
        brief = make_brief(turn, state["reason"], state["words"], state["struck"], rules, state.get("matters") or ())
        case = turn.tools.desk().open(turn.conversation, brief)
        told = turn.words("utter_case_opened", office=rules.office.name).text
        if state.get("contact"):
            turn.tools.desk().leave_contact(case.id, state["contact"], state["times"])
            turn.set("handoff", {"case": case.id, **_kept_back(state)})
            told = f"{told} {turn.words('utter_handoff_contact_added').text}"
            return turn.show(card_of(turn, case, contact_kept=True), told, _office(turn))
        turn.set("handoff", {"stage": "contact", "case": case.id, **_kept_back(state)})
        turn.show(card_of(turn, case), told, f"{_office(turn)} {turn.words('utter_handoff_ask_contact').text}".strip())
        return turn.add("", [{"title": "No, answer here", "payload": "/skip"}])


# --- what goes on while the case waits --------------------------------------------------------------------------------


def keep_up(turn: Turn) -> None:
    """While the case waits, what is said and found goes on into it; a consent that was asked for is asked for again."""
    state = turn.get("handoff") or {}
    part = (turn.get("heard") or {}).get("handoff")
    _mark_contact(turn)
    if state.get("stage") == "consent" and not part:
        return _remind(turn, state)
    if not state.get("case") or part:
        return None
    try:
        _keep_up(turn, state)
    except (SQLAlchemyError, NotNow) as error:  # the answer counts more than the copy of it
        logger.error("conversation %s could not be copied into its case: %s", turn.conversation, type(error).__name__)
    return None


def _keep_up(turn: Turn, state: Part) -> None:
    desk = turn.tools.desk()
    case = desk.of(turn.conversation)
    if case is None or case.state != "waiting" or case.brief is None:
        return
    if PASSED_ON[CONVERSATION] not in case.brief.withheld:
        hidden = hidden_words(turn, state.get("struck") or (), state.get("matters") or ())
        if turn.text:
            desk.user_said(turn.conversation, without(turn.text, hidden), f"user {turn.message_id}")
        for message in turn.dispatcher.messages:
            desk.assistant_said(turn.conversation, without(message["text"], hidden))
    if not (turn.heard.get("changed") or turn.heard.get("new_goal") or turn.shown != (turn.tracker.get_slot("shown_options") or [])):
        return
    why = case.brief.why
    newer = make_brief(turn, why.reason, why.words, state.get("struck") or (), settings(), state.get("matters") or ())
    desk.refresh(case.id, newer.model_copy(update={"transcript": case.brief.transcript, "made": case.brief.made}))


def _remind(turn: Turn, state: Part) -> None:
    """Something else was said: it is answered, and the question is put again, but not for ever."""
    if state.get("reminded", 0) >= MOST_REMINDERS:
        return turn.set("handoff", None)
    turn.set("handoff", {**state, "reminded": state.get("reminded", 0) + 1})
    buttons: list[Button] = [{"title": "Pass it on", "payload": "/affirm"}, {"title": "Not now", "payload": "/deny"}]
    return turn.add(turn.words("utter_handoff_remind").text, buttons)


BEFORE.append(answer_in_place)
AFTER.append(keep_up)
