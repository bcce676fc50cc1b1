"""Conversations in SQLite and in PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, select

from bot.gateway.conversations.model import Answer, Gone, IdTaken, Reply
from bot.gateway.conversations.store import MIGRATIONS, Store, open_store
from bot.gateway.conversations.tables import messages, metadata
from knowledge.store.database import migrations, prepare


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'gateway.sqlite'}"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = await open_store(url)
    yield store
    await store.close()


async def test_numbers_rise_without_a_gap_however_many_write(store: Store) -> None:
    conversation = (await store.create("web")).id
    await asyncio.gather(*(store.add_user_message(conversation, f"id-{number}", "text", None) for number in range(40)))
    found, more = await store.after(conversation, 0)
    assert [message.seq for message in found] == list(range(1, 41))
    assert not more


async def test_of_two_equal_messages_one_is_kept(store: Store) -> None:
    conversation = (await store.create("web")).id
    stored = await asyncio.gather(*(store.add_user_message(conversation, "same", "text", None) for _ in range(10)))
    assert sorted(each.duplicate for each in stored) == [False] + [True] * 9
    assert {each.message.seq for each in stored} == {1}
    with pytest.raises(IdTaken):
        await store.add_user_message(conversation, "same", "other words", None)
    last = await store.add_user_message(conversation, "next", "text", None)
    assert last.message.seq == 2, "a number is not used up by what is not stored"


async def test_a_wait_is_ended_once(store: Store) -> None:
    # GIVEN one message that two processes work on
    conversation = (await store.create("web")).id
    asked = (await store.add_user_message(conversation, "asked", "text", None)).message
    answers = [Answer([Reply("one"), Reply("more", custom={"type": "profile"})]), Answer([Reply("two")])]
    # WHEN both have an answer THEN one counts
    ended = await asyncio.gather(*(store.finish(asked, "assistant", answer) for answer in answers))
    assert sum(said is not None for said in ended) == 1
    replies, over = await store.replies_to(conversation, "asked")
    assert over
    assert replies == next(said for said in ended if said is not None)
    assert [reply.last for reply in replies] == [False] * (len(replies) - 1) + [True]


async def test_what_waits_is_found_oldest_first(store: Store) -> None:
    first, second = (await store.create("web")).id, (await store.create("slack")).id
    alone = [(await store.add_user_message(first, f"id-{number}", f"text {number}", None)).alone for number in range(2)]
    assert alone == [True, False]
    assert await store.with_waiting() == [first]
    assert (waiting := await store.next_waiting(first)) is not None
    assert waiting.text == "text 0"
    assert await store.next_waiting(second) is None


async def test_a_deleted_conversation_leaves_only_what_rasa_has_to_forget(store: Store) -> None:
    conversation = await store.create("web")
    asked = (await store.add_user_message(conversation.id, "asked", "secret words", None)).message
    await store.delete(conversation.id)
    for late in (store.finish(asked, "assistant", Answer([Reply("late")])), store.get(conversation.id), store.delete(conversation.id)):
        with pytest.raises(Gone):
            await late
    assert await store.database.read(lambda connection: connection.execute(select(messages)).all()) == []
    assert [sender for sender, _ in await store.to_forget()] == [conversation.sender]
    await store.forgot(conversation.sender)
    assert await store.to_forget() == []


async def test_text_of_all_kinds_comes_back_as_it_was(store: Store) -> None:
    conversation = (await store.create("web")).id
    text = "\N{GRINNING FACE} \u202e right to left \u2066 'quotes' \"; DROP TABLE message; --\n\ttab"
    await store.add_user_message(conversation, "id", text, None)
    assert (await store.latest(conversation))[0][0].text == text


async def test_the_tables_are_those_of_the_code_and_can_be_taken_back(url: str) -> None:
    store = await open_store(url)
    await (await open_store(url)).close()  # a second start finds all in place
    await store.close()
    engine = create_engine(url)
    prepare(engine)
    found = inspect(engine)
    for table in metadata.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys())
    with migrations(engine, MIGRATIONS) as config:
        command.check(config)
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) <= {"gateway_version"}
    engine.dispose()
