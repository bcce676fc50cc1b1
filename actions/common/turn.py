"""One turn of a conversation: what came in, what goes out, and what is remembered."""

from __future__ import annotations

import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.bootstrap import Knowledge, knowledge
from actions.common import wording
from actions.common.demand import OWNED_UP, count_unknown_name
from actions.common.profile import profile_of
from actions.common.reports import may_report
from bot.cards.models import Card, ProfileCard
from bot.cards.text import as_text
from bot.faults import where
from knowledge.model import Catalogue, Profile
from knowledge.recognition.case import Case
from knowledge.resolve.index import NameIndex
from knowledge.resolve.posting_signs import is_posting

logger = logging.getLogger(__name__)

Button = dict[str, str]
MOST_BUTTONS = 5

RETURNED = "returned"
"""The value of ``came_back`` from the start of a new session until the user has been welcomed."""
SURE_OF_KIND = 0.5
"""Below this, a message that answers the question asked is an answer, whatever kind it was taken for."""
SPEAKS_OF_POSTING = re.compile(
    r"\b(?:postings?|ads?|advert\w*|listings?|vacanc(?:y|ies)|openings?|job (?:descriptions?|specs?|offers?)|jd|requirements?|qualifications?)\b"
    r"|\b(?:(?:we are|we're|now|they are|they're|is) (?:hiring|recruiting|looking for)|saw this|found this|came across|must have|you (?:will|bring|have)|apply (?:now|today|by))\b"
    r"|\b(?:required|preferred|nice to have|responsibilities)\s*:|\b(?:check|look at|compare|match) (?:me (?:to|with|against) )?this (?:job|role|position)\b"
)


IN_PERSON = re.compile(r"\bin[- ]person\b|\bface[- ]to[- ]face\b")
TO_SOMEBODY = re.compile(
    r"\b(?:talk|speak|chat|meet|see|call|human|somebody|someone|advis[eo]r|counsell?or|staff|appointment|real person)\b"
)
""" "In person, please" is a way of learning; "can I talk to somebody in person" is not."""


MOST_OF_A_TITLE = 60


def button_title(name: str) -> str:
    """A name as a button shows it: cut between words where it is long."""
    return name if len(name) <= MOST_OF_A_TITLE else f"{name[: MOST_OF_A_TITLE - 1].rsplit(' ', 1)[0].rstrip(' ,:;(-')}…"


class Turn:
    """Gathers what an action says and sets; slots set here are seen at once by what follows in the same action."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, tools: Knowledge | None = None) -> None:
        self.dispatcher = dispatcher
        self.tracker = tracker
        self._tools = tools
        self._set: dict[str, Any] = {}
        self._catalogue: Catalogue | None = None
        self._names: NameIndex | None = None
        self._next_action: str | None = None
        self._leaves_form = False
        self._forgets = False
        self.said: set[str] = set()
        """The names of the responses said in this action."""

    # --- what came in
    @property
    def tools(self) -> Knowledge:
        """What this process works with. Fetched at the first use, so that an apology can be made without it."""
        if self._tools is None:
            self._tools = knowledge()
        return self._tools

    @property
    def catalogue(self) -> Catalogue:
        """The facts, and what this user was told by employers and schools."""
        if self._catalogue is None:
            self._catalogue = self.tools.catalogue.with_evidence(self.tools.evidence.seen_by(self.owner))
        return self._catalogue

    @property
    def owner(self) -> str:
        """Whose conversation it is: what users were told is kept under this."""
        return str(self.tracker.sender_id)

    def look_again(self) -> None:
        """What the user was told has changed."""
        self._catalogue = None

    @property
    def names(self) -> NameIndex:
        """The names as this conversation uses them: with what the user has said that they mean, in the fields that it is about."""
        if self._names is None:
            meant = {word: one["meant"] for word, one in (self.get("meanings") or {}).items() if one["meant"]}
            self._names = self.tools.names.in_conversation(meant, self._fields())
        return self._names

    def _fields(self) -> tuple[frozenset[str], frozenset[str]]:
        """The field aimed at; then those of the present job and of what is held."""
        case = Case(profile_of(self.slots, self.tools.catalogue), self.tools.catalogue, self.today)
        own = {one.field for one in case.background.held} | ({case.background.role.field} if case.background.role else set())
        return frozenset({case.field.slug} if case.field else ()), frozenset(own)

    @property
    def today(self) -> date:
        return self.tools.today()

    @property
    def text(self) -> str:
        """The user's words; empty for a pressed button. Who answers which of several things is meant says the question before again."""
        if self.resumed:
            return str(self.resumed["text"])
        text = self.tracker.latest_message.get("text") or ""
        return "" if text.startswith("/") else text

    @property
    def message_id(self) -> Any:
        """What tells this message of the user's from every other."""
        return self.tracker.latest_message.get("message_id")

    @property
    def number(self) -> int:
        """How many messages the user has sent, up to the last one that was understood."""
        return int((self.get("heard") or {}).get("turn") or 0)

    @property
    def conversation(self) -> str:
        """The name under which Rasa knows the conversation."""
        return str(self.tracker.sender_id)

    @property
    def intent(self) -> str:
        """What kind of message it is. One taken for a posting that neither is one nor speaks of one tells facts."""
        if self.resumed:
            return str(self.resumed["intent"])
        name = str((self.tracker.latest_message.get("intent") or {}).get("name") or "")
        no_posting = self.text and not SPEAKS_OF_POSTING.search(self.text.casefold()) and not is_posting(self.text)
        if name == "talk_to_advisor" and IN_PERSON.search(self.text.casefold()) and not TO_SOMEBODY.search(self.text.casefold()):
            return "inform"
        no_report = name == "report_recognition" and self.text and not may_report(self.text)
        return "inform" if (name == "share_job_posting" and no_posting) or no_report else name

    @property
    def resumed(self) -> dict[str, Any] | None:
        """The question that this message settles, or what it tells whatever it was taken for (``resumes`` in actions/understanding.py)."""
        heard = self.tracker.get_slot("heard") or {}
        return heard.get("resumes") if heard.get("message") == self.tracker.latest_message.get("message_id") else None

    @property
    def confidence(self) -> float:
        """How sure NLU is of the intent, 0 to 1."""
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0)

    def entity(self, name: str) -> str | None:
        """The value that a pressed button carries under that name, or that was chosen among several in words."""
        if self.resumed and name in self.resumed:
            return str(self.resumed[name])
        for entity in self.tracker.latest_message.get("entities") or ():
            if entity.get("entity") == name:
                return str(entity.get("value"))
        return None

    @property
    def is_fresh(self) -> bool:
        """Whether nothing has been answered yet since the user's message: a form that steps aside comes back later in the turn."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "user":
                return True
            if event.get("event") == "action_execution_rejected":
                return False
        return True

    @cached_property
    def buttons_shown(self) -> list[Button]:
        """The suggestions that stood last in the assistant's last turn, in the order shown: after a digression those of the question."""
        last = takewhile(lambda event: event.get("event") != "user", reversed(self._before_message()))
        said = ((event.get("data") or {}).get("buttons") for event in last if event.get("event") == "bot")
        return next((list(buttons) for buttons in said if buttons), [])

    @property
    def message_ids(self) -> list[str]:
        """The ids of the user's messages that are at hand, the last one last."""
        return [str(event.get("message_id")) for event in self.tracker.events if event.get("event") == "user"]

    def _before_message(self) -> list[dict[str, Any]]:
        """What happened before the user's last message."""
        events = self.tracker.events
        place = next((place for place in reversed(range(len(events))) if events[place].get("event") == "user"), len(events))
        return list(events[:place])

    # --- slots
    def get(self, slot: str) -> Any:
        if slot in self._set or self._forgets:
            return self._set.get(slot)
        return self.tracker.get_slot(slot)

    def set(self, slot: str, value: Any) -> None:
        self._set[slot] = value
        if slot == "meanings":
            self._names = None

    def forget(self) -> None:
        """Empty all slots but the count of what was said, so that no text repeats."""
        kept = self.get("said_counts")
        self._forgets, self._set = True, {"said_counts": kept}

    @property
    def slots(self) -> dict[str, Any]:
        return {**({} if self._forgets else self.tracker.slots), **self._set}

    @property
    def asked(self) -> str | None:
        """The slot that is asked for: by a form, or anew after it was said to be wrong."""
        asked: str | None = self.get("requested_slot") or self.get("asked_anew")
        return asked

    @property
    def profile(self) -> Profile:
        return profile_of(self.slots, self.catalogue)

    @cached_property
    def heard(self) -> dict[str, Any]:
        """What the user's last message was understood to say (actions/understanding.py)."""
        return self.tracker.get_slot("heard") or {}

    @property
    def shown(self) -> list[str]:
        """Ids of the options shown last, in their order, as far as the catalogue still has them."""
        return [key for key in self.get("shown_options") or [] if key in self.catalogue.credentials]

    @property
    def listed(self) -> list[str]:
        """What "the first" and "them" point into: the options shown, or without any those put side by side last."""
        return self.shown or [key for key in self.get("compared") or [] if key in self.catalogue.credentials]

    # --- what goes out
    def say(self, response: str, /, *, buttons: list[Button] | None = None, lead: str = "", **values: str) -> None:
        """Say a response of domain.yml, each time in its next variant."""
        words = self.words(response, **values)
        shown = list(words.buttons) if buttons is None else buttons
        self.tell(f"{lead} {words.text}", shown)

    def words(self, response: str, /, **values: str) -> wording.Utterance:
        """The next variant of a response, counted as said. A name that it owns up to not knowing is counted for the librarian."""
        self.said.add(response)
        if response in OWNED_UP:
            count_unknown_name(self.tools, values["name"])
        counts = dict(self.get("said_counts") or {})
        words = wording.utterance(response, counts.get(response, 0), **values)
        if len(wording.responses()[response]) > 1:
            counts[response] = counts.get(response, 0) + 1
            self.set("said_counts", counts)
        return words

    def show(self, card: Card, intro: str = "", outro: str = "", buttons: list[Button] | None = None) -> None:
        """Show a card; its text names everything that the card shows."""
        self.set("profile_shown", [entry.slot for entry in card.entries] if isinstance(card, ProfileCard) else None)
        self.tell("\n".join((intro, as_text(card), outro)), buttons, card)

    def tell(self, text: str, buttons: list[Button] | None = None, card: Card | None = None) -> None:
        """Say words that were put together from facts. Blank lines are left out: Rasa's REST channel would cut the message there."""
        if self.get("came_back") == RETURNED:
            self.set("came_back", None)
            text = f"{self.words('utter_welcome_back_short').text} {text}"
        text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
        custom = card.model_dump(mode="json") if card else None
        self.dispatcher.utter_message(text=text, json_message=custom, buttons=(buttons or [])[:MOST_BUTTONS])

    @property
    def has_spoken(self) -> bool:
        """Whether this action has said anything."""
        return bool(self.dispatcher.messages)

    def add(self, line: str, buttons: list[Button]) -> None:
        """Add a line and buttons to what was said last; of more than five buttons the new ones stay."""
        message = self.dispatcher.messages[-1]
        message["text"] = f"{message['text']}\n{line}" if line else message["text"]
        payloads = {button["payload"] for button in buttons}
        kept = [button for button in message["buttons"] or [] if button["payload"] not in payloads]
        message["buttons"] = [*kept[: MOST_BUTTONS - len(buttons)], *buttons]

    def next_action(self, action: str) -> None:
        """Let Rasa run that action next, in the same turn."""
        self._next_action = action

    def mark(self, name: str, value: Any = True) -> None:
        """Mark what was said last for the gateway (bot/rasa/replies.py names the marks); users don't see it."""
        self.dispatcher.messages[-1][name] = value

    def go_on_with(self, form: str) -> None:
        """Let Rasa run that form next, whatever kind the message was. (After any other action Rasa would find no rule to go on by.)"""
        self.set("heard", {**self.heard, **(self._set.get("heard") or {}), "starts": form})
        self._next_action = form

    def leave_form(self) -> None:
        """Ask nothing more for now; what was told is kept, and the form starts again with the next fact."""
        self.set("requested_slot", None)
        self._leaves_form = True

    def events(self) -> list[EventType]:
        """What Rasa has to remember of the turn."""
        follow_up = [FollowupAction(self._next_action)] if self._next_action else []
        reset = [AllSlotsReset()] if self._forgets else []
        end = [ActiveLoop(None)] if self._leaves_form else []
        return reset + [SlotSet(slot, value) for slot, value in self._set.items()] + end + follow_up


BEFORE: list[Callable[[Turn, str], bool]] = []
"""Asked before each action, by its name, whether something else answers the turn in its place (actions/handoff.py)."""
AFTER: list[Callable[[Turn], None]] = []
"""Called after each action that has said something (actions/offering.py)."""


class TurnAction(Action, ABC):
    """Base of all actions. A failure is logged and told; the profile is kept, and nothing else is lost."""

    answers: ClassVar[str] = ""
    """The intent whose questions this action takes up again, when the message says which of several things was meant."""
    has_part_of_its_own: ClassVar[bool] = False
    """Whether it does its part of the turn whatever was said: forms, their questions, and understanding."""
    _answering: ClassVar[dict[str, type[TurnAction]]] = {}

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if cls.answers:
            TurnAction._answering[cls.answers] = cls

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    def take(self, turn: Turn) -> None:
        """Do this action's part of the turn."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        try:
            if not any(answers(turn, self.name()) for answers in BEFORE):
                self._in_charge(turn).take(turn)
                for follow in AFTER if turn.has_spoken else ():
                    follow(turn)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            logger.error("%s failed in conversation %s: %s", self.name(), tracker.sender_id, where(error))
            dispatcher.messages.clear()
            turn = Turn(dispatcher, tracker)
            self.failed(turn)
        return turn.events()

    def _in_charge(self, turn: Turn) -> TurnAction:
        """The action that asked what this message settles, whatever kind the message was taken for."""
        resumed = None if self.has_part_of_its_own else turn.resumed
        return self._answering[resumed["intent"]]() if resumed and resumed["intent"] in self._answering else self

    def failed(self, turn: Turn) -> None:
        """What the user is told when the action failed."""
        turn.say("utter_technical_problem")
