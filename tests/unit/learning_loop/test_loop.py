"""From conversations in a tracker store to training data, by way of a review file."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, create_engine, insert
from typer.testing import CliRunner

from learning_loop import __main__ as cli
from learning_loop import review
from learning_loop.accept import INTENTS_ONLY, MESSAGES, TrainingData
from learning_loop.clusters import clustered
from learning_loop.collect import Message, collect

NOW = time.time()
# As Rasa's SQLTrackerStore makes it.
EVENTS = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)


class Store:
    """A tracker store in a file, written as Rasa writes it."""

    def __init__(self, file: Path) -> None:
        self.address = f"sqlite:///{file}"
        self.engine = create_engine(self.address)
        EVENTS.metadata.create_all(self.engine)

    def add(self, sender: str, at: float, **event: Any) -> None:
        row = {"sender_id": sender, "type_name": event["event"], "timestamp": at, "data": json.dumps({**event, "timestamp": at})}
        with self.engine.begin() as connection:
            connection.execute(insert(EVENTS).values(**row))

    def turn(
        self, text: str, intent: str = "inform", action: str = "action_continue", sender: str = "a", at: float = NOW, **ranking: float
    ) -> None:
        ranked = [{"name": name, "confidence": confidence} for name, confidence in {intent: 0.3, **ranking}.items()]
        parse = {"intent": {"name": intent, "confidence": 0.3}, "intent_ranking": ranked}
        self.add(sender, at, event="user", text=text, parse_data=parse)
        self.add(sender, at, event="action", name=action)
        self.add(sender, at, event="bot", text="…")
        self.add(sender, at, event="action", name="action_listen")

    def owns_up(self, times: int, sender: str = "a", at: float = NOW) -> None:
        self.add(sender, at, event="slot", name="said_counts", value={"utter_not_understood_choices": times, "utter_greet": 4})

    def collect(self, window: float = 0.0, after: float = 0.0) -> list[Message]:
        return collect(self.address, window, after)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = Store(tmp_path / "tracker.db")
    yield store
    store.engine.dispose()


def texts(messages: list[Message]) -> list[tuple[str, str]]:
    return [(message.text, message.why) for message in messages]


# --- what is collected


def test_what_was_not_understood_is_collected_with_the_likeliest_intents(store):
    # GIVEN a message that fell through, among others
    store.turn("hello there", "greet", "action_small_talk")
    store.turn("gimme the cheap ones", "nlu_fallback", "action_not_understood", refine=0.25, show_more=0.1)
    store.turn("thanks", "thanks", "action_small_talk")
    # WHEN messages are collected
    (found,) = store.collect()
    # THEN it is that one, with what the classifier thought of, but for the fallback
    assert (found.text, found.why, dict(found.ranking)) == ("gimme the cheap ones", "not understood", {"refine": 0.25, "show_more": 0.1})


def test_a_turn_in_which_another_action_owned_up_is_collected(store):
    # GIVEN a turn after which the assistant has said once more that it did not understand, and one after which it has not
    store.turn("blue one pls", "inform")
    store.owns_up(1)
    store.turn("i know sql", "inform")
    store.owns_up(1)
    # WHEN messages are collected, THEN it is the first
    assert texts(store.collect()) == [("blue one pls", "not understood")]


@pytest.mark.parametrize(
    ("following", "intent"),
    [("not that, nursing", "correct"), ("take that back", "undo"), ("No, I meant the exam", "inform"), ("that's not what I asked", "deny")],
)
def test_a_message_that_was_corrected_right_after_is_collected(following, intent, store):
    store.turn("i want to be a carer", "goal_career_change")
    store.turn(following, intent)
    assert texts(store.collect()) == [("i want to be a carer", "corrected")]


def test_conversations_are_told_apart(store):
    # GIVEN two conversations at the same time, of which one goes on with a correction
    store.turn("i weld", sender="a")
    store.turn("no, i meant welding inspector", "correct", sender="b")
    # WHEN messages are collected, THEN nothing was corrected in either
    assert store.collect() == []


def test_buttons_long_texts_and_distress_are_left_alone(store):
    for text, intent in [("/show_more", "nlu_fallback"), ("x" * 400, "nlu_fallback"), ("i can't go on", "distress"), ("", "nlu_fallback")]:
        store.turn(text, intent, "action_not_understood")
    assert store.collect() == []


def test_what_is_old_or_was_reviewed_does_not_come_again(store):
    # GIVEN messages of three days
    for days in (40, 10, 1):
        store.turn(f"{days} days old", "nlu_fallback", "action_not_understood", sender=str(days), at=NOW - days * review.DAY)
    # WHEN those of 30 days are collected that became known after the last review, 5 days ago
    found = store.collect(NOW - 30 * review.DAY, NOW - 5 * review.DAY)
    # THEN it is the newest
    assert [message.text for message in found] == ["1 days old"]


def test_personal_data_is_masked_before_anything_else(store):
    store.turn("my name is Jane Doe, jane@example.org", "nlu_fallback", "action_not_understood")
    assert texts(store.collect()) == [("my name is NAME, EMAIL", "not understood")]


def test_where_there_is_no_store_nothing_is_collected_or_made(tmp_path):
    assert collect(f"sqlite:///{tmp_path / 'none.db'}", 0, 0) == []
    assert list(tmp_path.iterdir()) == []


# --- clusters


def test_like_messages_come_together_the_most_frequent_first():
    def said(text: str, **ranking: float) -> Message:
        return Message(text, "not understood", NOW, ranking)

    # GIVEN one message about something, and three that say nearly the same
    messages = [
        said("what about welding"),
        *(said(f"show me the cheap ones {end}", refine=share) for end, share in (("", 0.2), ("pls", 0.4), ("Pls", 0.6))),
    ]
    # WHEN they are clustered
    first, second = clustered(messages)
    # THEN the three are one cluster, with each text once and the mean of what was held likely
    assert (len(first.messages), first.texts, first.likeliest) == (
        3,
        ["show me the cheap ones ", "show me the cheap ones Pls"],
        {"refine": 0.4},
    )
    assert second.texts == ["what about welding"]


# --- the commands

RUNNER = CliRunner()


@pytest.fixture
def folder(store, tmp_path, monkeypatch) -> Path:
    """An assistant with that store, its own var/, training data and evaluation."""
    nlu, sets = tmp_path / "data" / "nlu", tmp_path / "evaluation" / "first"
    nlu.mkdir(parents=True)
    sets.mkdir(parents=True)
    (nlu / "all.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: refine\n  examples: |\n    - something cheaper\n- intent: inform\n  examples: |\n    - I know [SQL](current_skills)\n'
    )
    (sets / "utterances.yml").write_text("refine:\n  - text: could you find me cheaper ones please\n  - pricier\n")
    monkeypatch.setenv("CREDWISE_TRACKER_DB", store.address)
    monkeypatch.setattr(cli, "FOLDER", tmp_path / "var" / "review")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.setattr(cli, "TrainingData", lambda: TrainingData(nlu, tmp_path / "evaluation"))
    return cli.FOLDER


def run(command: str) -> str:
    result = RUNNER.invoke(cli.app, [command])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return " ".join(result.output.split())


def decide(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "2026-11-29.yml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(list(entries)))
    return path


def examples(folder: Path, place: Path) -> dict[str, list[str]]:
    file = folder.parents[1] / "data" / "nlu" / place
    groups = yaml.safe_load(file.read_text())["nlu"] if file.exists() else []
    return {group["intent"]: [line.removeprefix("- ") for line in group["examples"].splitlines()] for group in groups}


def test_a_review_shows_and_writes_clusters_that_only_the_owner_can_read(store, folder):
    # GIVEN messages that were not understood
    store.turn("gimme the cheap ones, jane@example.org", "nlu_fallback", "action_not_understood", refine=0.25)
    # WHEN a review is made
    output = run("review")
    # THEN it shows them masked, and the file holds them without an intent, readable by its owner only
    (path,) = review.files(folder)
    assert "gimme the cheap ones, EMAIL" in output
    assert "refine 0.25" in output
    assert "jane" not in output + path.read_text()
    (entry,) = review.read(path)
    assert (entry.intent, entry.examples) == ("", ("gimme the cheap ones, EMAIL",))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # AND a second review finds nothing new
    assert "Nothing new to review" in run("review")


def test_accepted_sentences_become_training_data_and_the_undecided_stay(folder):
    # GIVEN a review file with one entry accepted and one undecided
    path = decide(
        folder,
        {"intent": "refine", "examples": ["show the cheap ones", "lower the bill"]},
        {"intent": None, "examples": ["hm"], "count": 1},
    )
    # WHEN it is accepted
    output = run("accept")
    # THEN the sentences are training data, the next step is told, and the other entry waits
    assert examples(folder, MESSAGES) == {"refine": ["show the cheap ones", "lower the bill"]}
    assert "2 sentences moved to data/nlu/messages/reviewed.yml. Now run: make evaluate" in output
    assert [entry.examples for entry in review.read(path)] == [("hm",)]
    # AND later ones are added to them
    decide(folder, {"intent": "refine", "examples": ["too dear"]})
    run("accept")
    assert examples(folder, MESSAGES) == {"refine": ["show the cheap ones", "lower the bill", "too dear"]}
    assert review.files(folder) == []


def test_what_names_something_unmarked_teaches_intents_only(folder):
    # GIVEN sentences with a name in them, marked and not
    decide(folder, {"intent": "inform", "examples": ["me and python get along", "[Tableau](current_skills) is daily bread"]})
    # WHEN they are accepted, THEN only the marked one stands among the annotated messages
    run("accept")
    assert examples(folder, MESSAGES) == {"inform": ["[Tableau](current_skills) is daily bread"]}
    assert examples(folder, INTENTS_ONLY) == {"inform": ["me and python get along"]}


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Something cheaper!", "it is a training example already"),
        ("i know SQL", "it is a training example already"),
        ("could you find me cheaper ones, please", "the evaluation has it, or nearly"),
        ("could you please find me the cheaper ones", "the evaluation has it, or nearly"),
        ("Pricier?", "the evaluation has it, or nearly"),
    ],
)
def test_what_is_known_or_measured_is_refused_with_the_reason(sentence, reason, folder):
    decide(folder, {"intent": "refine", "examples": [sentence, "take the bill down", "Take the bill down."]})
    output = run("accept")
    assert f"“{sentence}”: {reason}" in output
    assert "“Take the bill down.”: it is there twice" in output
    assert examples(folder, MESSAGES) == {"refine": ["take the bill down"]}


@pytest.mark.parametrize(
    ("intent", "sentence", "mistake"),
    [("refin", "lower", "there is no intent refin"), ("inform", "[python](nonsense) is fine", "there is no label nonsense")],
)
def test_a_mistake_of_the_person_is_told_and_the_entry_stays(intent, sentence, mistake, folder):
    path = decide(folder, {"intent": intent, "examples": [sentence]})
    assert f"Not taken: {path.name}: {mistake} Nothing was accepted." in run("accept")
    assert [(entry.intent, entry.examples) for entry in review.read(path)] == [(intent, (sentence,))]


def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_nothing_is_moved(folder):
    decide(folder, {"intent": "refine", "examples": ["lower"]})
    (folder / "2026-11-30.yml").write_text("- intent: [")
    assert "credwise: 2026-11-30.yml cannot be read as a review file" in run("accept")
    assert examples(folder, MESSAGES) == {}


def test_old_review_files_are_deleted(folder, monkeypatch):
    decide(folder, {"intent": None, "examples": ["lower"]})
    monkeypatch.setattr(review.time, "time", lambda: NOW + 91 * review.DAY)
    run("review")
    assert review.files(folder) == []
