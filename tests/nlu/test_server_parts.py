"""The repairs of Rasa's server: the cached check of action replies, and the store that does not hide its failure."""

import asyncio
import json
import time
from types import SimpleNamespace

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot import settings
from bot.rasa import fast_actions, sessions, stepping_aside
from bot.rasa.answered_once import AnsweredBefore, take_in
from bot.rasa.tracker_store import DELETED_KEPT_SECONDS, WITHHELD_TEXT, DatabaseTrackerStore

GOOD = {"events": [{"event": "slot", "name": "goal", "value": "currency"}], "responses": [{"text": "hi"}]}


@pytest.fixture
def action() -> RemoteAction:
    fast_actions.install()
    return RemoteAction("action_any", None)


def test_a_valid_reply_passes(action: RemoteAction) -> None:
    assert action._validate_action_result(GOOD)


@pytest.mark.parametrize("reply", [{"events": "none"}, {"events": [], "responses": [1]}, {"events": [{"name": "goal"}]}])
def test_what_rasa_refuses_is_refused(action: RemoteAction, reply: dict) -> None:
    with pytest.raises(ValidationError):
        action._validate_action_result(reply)


def rejected(action: RemoteAction, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """The action server turns the action down, saying so in these words."""

    async def request(**_: object) -> None:
        raise ClientResponseError(400, "Bad Request", json.dumps({"action_name": "validate_skill_gap_form", "error": words}))

    monkeypatch.setattr(action, "action_endpoint", SimpleNamespace(request=request))
    tracker = DialogueStateTracker.from_events("ann", [UserUttered("what is a badge?")])
    with pytest.raises(ActionExecutionRejection):
        asyncio.run(action.run(None, None, tracker, Domain.empty()))


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_a_form_that_steps_aside_is_no_error(
    action: RemoteAction, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, level: str
) -> None:
    # GIVEN a server that logs at some level
    stepping_aside.install()
    stepping_aside.install()
    caplog.set_level(level, stepping_aside.LOGGER)
    # WHEN a form leaves a question to its rule
    rejected(action, monkeypatch, stepping_aside.words("skill_gap_form", "faq"))
    # THEN that is a line for debugging, and no more
    lines = [(record.levelname, record.getMessage()) for record in caplog.records if "skill_gap_form" in record.getMessage()]
    assert lines == ([("DEBUG", "skill_gap_form steps aside for faq")] if level == "DEBUG" else [])


def test_any_other_rejection_stays_an_error(
    action: RemoteAction, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # GIVEN the same server
    stepping_aside.install()
    # WHEN a call is turned down for another reason
    rejected(action, monkeypatch, "Invalid body request")
    # THEN that is logged as an error
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("ERROR", "Invalid body request")]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path) -> TrackerStore:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.delenv("CREDWISE_TRACKER_DB", raising=False)
    domain = Domain.from_yaml("intents: [greet]")
    config = EndpointConfig(type="bot.rasa.tracker_store.DatabaseTrackerStore")
    return Agent(domain, tracker_store=TrackerStore.create(config, domain)).tracker_store


def say(store: TrackerStore, *texts: str, new_session: bool = False) -> DialogueStateTracker:
    """Add a turn for each text to the conversation `ann`, as Rasa does: read, extend, write."""

    async def turns() -> DialogueStateTracker:
        for text in texts:
            tracker = await store.get_or_create_tracker("ann", append_action_listen=False)
            if new_session or not tracker.events:
                tracker.update_with_events([SessionStarted()], store.domain)
            tracker.update(UserUttered(text), store.domain)
            await store.save(tracker)
        return tracker

    return asyncio.run(turns())


def texts_of(tracker: DialogueStateTracker) -> list:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def read(store: TrackerStore) -> DialogueStateTracker:
    return asyncio.run(store.retrieve("ann"))


def forget(store: TrackerStore) -> None:
    store._tracker_store._kept.clear()


def test_the_store_is_sqlite_under_var_unless_set(store: TrackerStore) -> None:
    assert isinstance(store._tracker_store, DatabaseTrackerStore)
    assert (settings.VAR / "tracker.db").exists()


def test_a_conversation_is_the_same_from_memory_and_from_the_database(store: TrackerStore) -> None:
    say(store, "one", "two", "three")
    from_memory = read(store)
    forget(store)
    assert texts_of(read(store)) == texts_of(from_memory) == ["one", "two", "three"]


def test_a_turn_that_failed_leaves_nothing_behind(store: TrackerStore) -> None:
    say(store, "one")
    read(store).update(UserUttered("never saved"), store.domain)
    assert texts_of(read(store)) == ["one"]


def test_what_another_process_writes_is_seen(store: TrackerStore) -> None:
    say(store, "one")
    other = DatabaseTrackerStore(store.domain)
    say(other, "two")
    assert texts_of(say(store, "three")) == ["one", "two", "three"]


def test_what_is_deleted_in_the_database_is_gone(store: TrackerStore) -> None:
    say(store, "one", "two")
    with store._tracker_store.engine.begin() as connection:
        connection.execute("DELETE FROM events")
    assert read(store) is None


def test_a_new_session_is_read_by_itself_and_the_old_one_is_kept(store: TrackerStore) -> None:
    say(store, "one")
    say(store, "two", new_session=True)
    say(store, "three")
    assert texts_of(read(store)) == ["two", "three"]
    assert texts_of(asyncio.run(store.retrieve_full_tracker("ann"))) == ["one", "two", "three"]


def test_the_words_of_a_message_that_told_a_contact_are_never_written(store: TrackerStore) -> None:
    """GIVEN a domain with the slot WHEN it names the last message THEN that message is kept without its words, and the others with theirs."""
    store.domain = store._tracker_store.domain = Domain.from_yaml(
        "intents: [greet]\nslots:\n  withheld: {type: text, influence_conversation: false, mappings: [{type: custom}]}"
    )

    async def turn(text: str, withhold: bool) -> None:
        tracker = await store.get_or_create_tracker("ann", append_action_listen=False)
        said = UserUttered(
            text,
            message_id=f"message of {len(text)} letters",
            parse_data={"text": text, "intent": {"name": "greet"}, "entities": [{"entity": "value", "value": text}]},
        )
        tracker.update_with_events([said, *([SlotSet("withheld", said.message_id)] if withhold else [])], store.domain)
        await store.save(tracker)

    for text, withhold in (("hello", False), ("jo@example.org", True), ("thanks", False)):
        asyncio.run(turn(text, withhold))
    assert texts_of(read(store)) == ["hello", WITHHELD_TEXT, "thanks"]
    with store._tracker_store.engine.connect() as connection:
        assert "jo@example.org" not in str(connection.exec_driver_sql("SELECT * FROM events").all())


FORGETTING = Domain.from_yaml(
    "intents: [greet]\nslots:\n  forget_me: {type: bool, influence_conversation: false, mappings: [{type: custom}]}"
)
YES_DELETE = UserUttered("yes, delete my address 1 Main St", metadata={"message_id": "m-7"})
ALL_DELETED = BotUttered("All deleted.", metadata={"forgotten": True})


def have_deleted(store: TrackerStore, *events: Event) -> None:
    """End the conversation `ann` with these events, and have it deleted."""
    store.domain = store._tracker_store.domain = FORGETTING

    async def turn() -> None:
        tracker = await store.get_or_create_tracker("ann", append_action_listen=False)
        tracker.update_with_events([*events, SlotSet("forget_me", True)], store.domain)
        await store.save(tracker)

    asyncio.run(turn())


def rows(store: TrackerStore) -> str:
    """All that the database holds."""
    with store._tracker_store.engine.connect() as connection:
        return str([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in ("events", "deleted_by")])


def test_of_a_deletion_in_the_chat_two_names_are_kept_and_nothing_else(store: TrackerStore) -> None:
    # GIVEN a conversation WHEN a message has it deleted
    say(store, "one", "two")
    have_deleted(store, YES_DELETE, ALL_DELETED)
    # THEN that message is known again, no other is, and nothing that was said is left
    known = [store._tracker_store.was_deletion(*names) for names in (("ann", "m-7"), ("ann", "m-6"), ("bob", "m-7"))]
    assert known == [True, False, False]
    assert read(store) is None
    assert not any(words in rows(store) for words in ("one", "two", "Main St", "deleted."))


def test_a_deletion_asked_for_from_outside_keeps_nothing(store: TrackerStore) -> None:
    # GIVEN a conversation that was deleted in the chat and went on
    have_deleted(store, YES_DELETE, ALL_DELETED)
    say(store, "hello again")
    # WHEN the gateway has all of it deleted
    have_deleted(store)
    # THEN not even the names are left
    assert rows(store) == "[[], []]"


def test_a_deletion_of_long_ago_is_not_known(store: TrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    have_deleted(store, YES_DELETE, ALL_DELETED)
    # GIVEN more days than the names are kept WHEN somebody else is deleted
    later = time.time() + DELETED_KEPT_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    store._tracker_store._forget(DialogueStateTracker.from_events("bob", []))
    # THEN the names of then are gone
    assert not store._tracker_store.was_deletion("ann", "m-7")


def test_a_repeated_yes_is_told_again_that_all_is_deleted(store: TrackerStore) -> None:
    """GIVEN a deletion whose answer was lost WHEN the same message comes again THEN its answer bears the mark, and no conversation is written."""
    domain = Domain.from_yaml("intents: [greet]\nresponses:\n  utter_data_deleted: [{text: All is deleted.}]")
    have_deleted(store, YES_DELETE, ALL_DELETED)
    processor = SimpleNamespace(domain=domain)
    message = UserMessage("yes", sender_id="ann", metadata={"message_id": "m-7"})
    with pytest.raises(AnsweredBefore) as answered:
        asyncio.run(take_in(processor, message, DialogueStateTracker.from_events("ann", [])))
    (reply,) = answered.value.replies
    assert (reply.text, reply.message()["forgotten"], answered.value.keeps) == ("All is deleted.", True, False)


async def _fail(*_: object) -> None:
    raise ConnectionError("the database is gone")


@pytest.mark.parametrize("method", ["save", "retrieve"])
def test_a_failing_database_is_an_error(store: TrackerStore, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setattr(store._tracker_store, method, _fail)
    with pytest.raises(ConnectionError):
        asyncio.run(getattr(store, method)(None))


def test_what_was_before_a_session_can_be_looked_up(store: TrackerStore) -> None:
    """GIVEN two sessions WHEN what was before the second is looked up THEN it is the first."""
    say(store, "one")
    say(store, "two", new_session=True)
    begun = read(store).events[0].timestamp
    told = store._tracker_store.events_before("ann", begun)
    assert [event["text"] for event in told if event["event"] == "user"] == ["one"]


@pytest.mark.parametrize(
    ("messages", "minutes_ago", "ended"),
    [
        (0, 0, False),
        (3, 1, False),
        (3, 59, False),
        (3, 61, True),
        (sessions.MOST_MESSAGES - 1, 1, False),
        (sessions.MOST_MESSAGES, 1, True),
    ],
)
def test_a_session_ends_after_a_silence_or_so_many_messages(messages: int, minutes_ago: float, ended: bool) -> None:
    said_at = time.time() - minutes_ago * 60
    tracker = DialogueStateTracker.from_events("someone", [UserUttered("hi", timestamp=said_at) for _ in range(messages)])
    assert sessions.has_ended(None, tracker) is ended
