"""What a channel does with what it hears: events once, users to their conversations, and the few things that are no matter for the assistant."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from bot.gateway.channels.model import Place, Who
from bot.gateway.channels.reminders import Reminders
from bot.gateway.channels.store import Places, digest
from bot.gateway.channels.words import words
from bot.gateway.conversations.service import Conversations, Said
from bot.gateway.errors import Refused
from bot.gateway.limits import Rates

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs that nobody takes for one another."""
CODE_SIGNS = 8
CODE_LIFE = timedelta(minutes=10)
COMMAND = re.compile(
    r"(?P<link>link)(?: (?P<code>[0-9a-z]{4}-?[0-9a-z]{4}))?|(?P<remind>remind me(?: of my plan)?)|(?P<off>reminders off|no more reminders)"
    r"|(?P<export>export)|(?P<forget>forget me)|(?P<help>help)",
    re.IGNORECASE,
)
Name = Literal["link", "remind", "off", "export", "forget", "help"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the channel does itself; typed alone, in a direct talk."""

    name: Name
    code: str = ""


def command_of(text: str) -> Command | None:
    """Return the command that a text is, and is nothing beside."""
    match = COMMAND.fullmatch(" ".join(text.split()).rstrip(".!"))
    if match is None:
        return None
    name = next(name for name in ("link", "remind", "off", "export", "forget", "help") if match[name])
    return Command(name, (match["code"] or "").replace("-", "").upper())  # type: ignore[arg-type]


class Talk:
    """What channels do with users' words."""

    def __init__(
        self,
        places: Places,
        conversations: Conversations,
        reminders: Reminders,
        rates: Rates,
        may_link: Callable[[Place, list[Place]], bool],
    ) -> None:
        """Work with these parts; `may_link` says whether a place may hold the conversation of others."""
        self.places, self._conversations, self.reminders, self._rates, self._may_link = places, conversations, reminders, rates, may_link

    async def hear(self, who: Who, event: str, text: str, payload: str | None = None) -> Place | None:
        """Take a user's message, and have it answered at their place; return that place where the message is new.

        When this returns the message is stored, so the platform may be told that it was taken. An event that comes again is not taken
        again, however often, in whatever order, whatever was restarted or deleted in between.

        Raises:
            Refused: where it can't be taken; its text is for the user.
        """
        id = digest(who.channel, event)
        if await self.places.was_received(who.channel, id):
            return None
        for _ in range(3):
            place, _new = await self.places.open(who)
            try:
                _, duplicate = await self._conversations.receive(
                    place.conversation, Said(id, text, payload), f"{who.channel}:{who.tenant}:{who.user}", place.id
                )
            except Refused as refused:
                if refused.code == "gone":  # deleted meanwhile: begin anew
                    self.places.look_again(who)
                    continue
                if refused.code == "id_taken":
                    return None
                raise
            return None if duplicate else place
        raise Refused("failed")

    async def first_time(self, channel: str, event: str) -> bool:
        """Tell whether an event that is no message is new, and note it."""
        return await self.places.note_received(channel, digest(channel, event))

    async def submit(self, who: Who, event: str, said: list[tuple[str, str | None]]) -> None:
        """Take several messages as one: each is worked on in order, and what is answered to the last is brought."""
        place, _ = await self.places.open(who)
        for number, (text, payload) in enumerate(said):
            last = number == len(said) - 1
            await self._conversations.receive(
                place.conversation,
                Said(digest(who.channel, event, str(number)), text, payload),
                f"{who.channel}:{who.tenant}:{who.user}",
                place.id if last else None,
            )

    # --- what is no matter for the assistant
    async def code(self, who: Who) -> str:
        """Return the words that tell a code with which another place joins this conversation."""
        place, _ = await self.places.open(who)
        code = await self.code_for(place.conversation)
        return str(words()["link"]["code"].format(code=f"{code[:4]}-{code[4:]}", minutes=_minutes()))

    async def code_for(self, conversation: str) -> str:
        """Make a code of a conversation: it counts once, for ten minutes, in the stead of the one before."""
        await self._rates.count("link_code", conversation)
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))
        await self.places.keep_code(conversation, code, CODE_LIFE)
        return code

    async def link(self, who: Who, code: str) -> str:
        """Hold the conversation of a code at somebody's place; return what to tell them. What was told there before is deleted."""
        await self._rates.count("link_attempt", f"{who.channel}:{who.tenant}:{who.user}")
        conversation = await self.places.use_code(code)
        told: dict[str, Any] = words()["link"]
        if conversation is None:
            return str(told["wrong"].format(minutes=_minutes()))
        place, _ = await self.places.open(who)
        if place.conversation == conversation:
            return str(told["same"])
        if not self._may_link(place, await self.places.of_conversation(conversation)):
            return str(told["other_employer"])
        before = place.conversation
        await self.places.move(place.id, conversation)
        if not await self.places.of_conversation(before):
            await self._forget(before)
        return str(told["done"])

    async def remind(self, who: Who) -> str:
        """Remind a user of the days of their plan; return what to tell them."""
        place, _ = await self.places.open(who)
        count, has_plan = await self.reminders.ask(place.conversation)
        told = words()["reminders"]
        return str(told["set"].format(count=count) if count else told["none_to_come" if has_plan else "no_plan"])

    async def remind_no_more(self, who: Who) -> str:
        """Stop a user's reminders; return what to tell them."""
        place, _ = await self.places.open(who)
        return str(words()["reminders"]["stopped" if await self.reminders.stop(place.conversation) else "were_none"])

    async def export(self, who: Who) -> list[dict[str, Any]]:
        """Return all that is kept of a user's conversations at this channel, threads too.

        Raises:
            Refused: where the assistant can't be reached.
        """
        theirs = await self.places.of_user(who.channel, who.tenant, who.user)
        conversations = dict.fromkeys(place.conversation for place in theirs)
        exported = await asyncio.gather(*(self._conversations.export(conversation) for conversation in conversations))
        held = {
            conversation: [{"channel": each.channel, "tenant": each.tenant, "user": each.user, "thread": each.thread} for each in theirs]
            for conversation in conversations
        }
        return [{**each, "places": held[conversation]} for conversation, each in zip(conversations, exported, strict=True)]

    async def forget(self, who: Who) -> None:
        """Delete all that is kept of a user at this channel: every conversation with its places, and what was linked with it."""
        self.places.look_again(who)
        for place in await self.places.of_user(who.channel, who.tenant, who.user):
            await self._forget(place.conversation)

    async def _forget(self, conversation: str) -> None:
        try:
            await self._conversations.forget(conversation)
        except Refused as refused:
            if refused.code != "gone":
                raise


def _minutes() -> int:
    return int(CODE_LIFE.total_seconds() // 60)
