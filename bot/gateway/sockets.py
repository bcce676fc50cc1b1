"""The web chat over Socket.IO: websocket, with polling as a fallback. docs/gateway.md tells the events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import socketio
import structlog
from pydantic import BaseModel, Field, ValidationError
from socketio.exceptions import ConnectionRefusedError as SocketRefused

from bot.faults import where
from bot.gateway.access import fresh_token, open_conversation, with_token
from bot.gateway.api import FeedbackIn, MessageIn
from bot.gateway.conversations.hub import Listener
from bot.gateway.conversations.model import Answerer, Conversation, Message, Thumb
from bot.gateway.conversations.service import as_client
from bot.gateway.errors import Refused
from bot.gateway.gateway import Gateway
from bot.gateway.limits import address_of
from bot.gateway.meters import Meters
from bot.gateway.settings import Settings

log = structlog.get_logger(__name__)
QUIET = logging.getLogger("credwise.socketio")
QUIET.setLevel(logging.CRITICAL)  # the libraries would log what users write
Ack = dict[str, Any]
Handler = Callable[["Sockets", str, Any], Awaitable[Ack]]


class Auth(BaseModel):
    """What a client connects with."""

    token: str | None = Field(default=None, max_length=1000)
    after: int | None = Field(default=None, ge=0, lt=2**31)


class HistoryIn(BaseModel):
    """A wish for messages."""

    after: int = Field(ge=0, lt=2**31)
    limit: int = Field(default=100, ge=1, le=100)


class TypingIn(BaseModel):
    """That the user writes, or no more."""

    on: bool


class FeedbackEvent(FeedbackIn):
    """A thumb on a reply."""

    reply: str = Field(max_length=64, pattern=r"^[^\x00]*$")


class Manager(socketio.AsyncRedisManager):  # type: ignore[misc]
    """Tells other gateways by Redis, over one client: the library opens a new one whenever it connects, and leaves the old one open."""

    def _redis_connect(self) -> None:
        if self.redis is None:
            super()._redis_connect()
        self.pubsub = self.redis.pubsub(ignore_subscribe_messages=True)
        self.connected = True


class Sockets(Listener):
    """The events of clients to the conversations, and what happens there to the clients: all tabs of a conversation share a room."""

    def __init__(self, settings: Settings, meters: Meters) -> None:
        """Make the server; `join` gives it the gateway once that runs."""
        self._gateway: Gateway | None = None
        self._meters = meters
        self.server = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins=list(settings.origins),
            cors_credentials=False,
            client_manager=Manager(settings.redis) if settings.redis else None,
            # A client's messages are taken one after the other, or two sent at once could change places.
            async_handlers=False,
            max_http_buffer_size=settings.body_limit,
            logger=QUIET,
            engineio_logger=QUIET,
        )
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        for name, handler in EVENTS.items():
            self.server.on(name, self._answering(handler))

    def join(self, gateway: Gateway) -> None:
        """Serve a running gateway."""
        self._gateway = gateway
        gateway.hub.add(self)
        gateway.advisors.look_for_users(self.has_clients)

    async def close(self) -> None:
        """Close the connections to Redis; those of clients end with the server."""
        manager = self.server.manager
        if isinstance(manager, Manager) and manager.redis is not None:
            if listening := getattr(manager, "thread", None):  # it begins with the first client
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
            await manager.pubsub.aclose()
            await manager.redis.aclose()

    @property
    def gateway(self) -> Gateway:
        """The running gateway."""
        if self._gateway is None:
            raise Refused("failed")
        return self._gateway

    # --- clients come and go
    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        address = address_of(environ["asgi.scope"])
        try:
            wish = Auth.model_validate(auth or {})
            self.gateway.places.take(sid, address)
            conversation, resumed = await open_conversation(self.gateway, wish.token, address)
        except Exception as error:  # a refusal, a wrong form, or a failure of ours: the place is given back, and the client is told which
            if self._gateway is not None:
                self._gateway.places.leave(sid)
            refusal = self._refusal(error, "connect").as_json()
            raise SocketRefused(refusal["text"], refusal) from None
        self._meters.open.set(len(self.gateway.places))
        await self.server.save_session(sid, {"conversation": conversation.id, "address": address})
        await self.server.enter_room(sid, conversation.id)
        # The client is connected when this function has returned, and hears nothing before.
        asyncio.get_running_loop().call_soon(
            lambda: self.server.start_background_task(self._welcome, sid, conversation, resumed, wish.after)
        )

    async def _welcome(self, sid: str, conversation: Conversation, resumed: bool, after: int | None) -> None:
        await self.server.emit("conversation", with_token(self.gateway, conversation, resumed), to=sid)
        await self.server.emit("history", await self._history(conversation.id, after, 100), to=sid)
        if resumed:
            await self.gateway.conversations.come_back(conversation)

    async def _disconnect(self, sid: str, reason: str = "") -> None:
        if self._gateway is not None:
            self._gateway.places.leave(sid)
            self._meters.open.set(len(self._gateway.places))

    # --- what clients ask for
    def _answering(self, handler: Handler) -> Callable[..., Awaitable[Ack]]:
        async def answer(sid: str, data: Any = None, *_: Any) -> Ack:
            try:
                return {"ok": True, **await handler(self, sid, data if data is not None else {})}
            except Exception as error:
                return {"ok": False, "error": self._refusal(error, handler.__name__).as_json()}

        return answer

    async def message(self, sid: str, data: Any) -> Ack:
        """Take a user's message."""
        said, who = MessageIn.model_validate(data).said(), await self.server.get_session(sid)
        message, duplicate = await self.gateway.conversations.receive(who["conversation"], said, who["address"])
        return {"message": as_client(message), "duplicate": duplicate}

    async def history(self, sid: str, data: Any) -> Ack:
        """Give what came after a number."""
        wish = HistoryIn.model_validate(data)
        return await self._history(await self._calm(sid), wish.after, wish.limit)

    async def feedback(self, sid: str, data: Any) -> Ack:
        """Take a thumb."""
        given = FeedbackEvent.model_validate(data)
        await self.gateway.conversations.rate(await self._calm(sid), given.reply, given.value)
        return {}

    async def typing_(self, sid: str, data: Any) -> Ack:
        """Tell the advisor who has the conversation that the user writes; nobody else cares."""
        wish = TypingIn.model_validate(data)
        await self.gateway.advisors.user_writes(await self._calm(sid), wish.on)
        return {}

    async def renew(self, sid: str, data: Any) -> Ack:
        """Give a fresh token."""
        return fresh_token(self.gateway, await self._calm(sid))

    async def export(self, sid: str, data: Any) -> Ack:
        """Give all that is kept."""
        return {"export": await self.gateway.conversations.export(await self._calm(sid))}

    async def forget(self, sid: str, data: Any) -> Ack:
        """Delete the conversation."""
        await self.gateway.conversations.forget(await self._calm(sid))
        return {}

    async def _calm(self, sid: str) -> str:
        conversation = str((await self.server.get_session(sid))["conversation"])
        await self.gateway.rates.count("other_conversation", conversation)
        return conversation

    async def _history(self, conversation: str, after: int | None, limit: int) -> Ack:
        messages, more = await self.gateway.conversations.history(conversation, after, limit)
        last = messages[-1].seq if messages else (after or 0)
        return {"messages": [as_client(message) for message in messages], "last_seq": last, "more": more}

    def _refusal(self, error: Exception, place: str) -> Refused:
        refused = error if isinstance(error, Refused) else Refused("invalid" if isinstance(error, ValidationError) else "failed")
        self._meters.refusals.labels(refused.code).inc()
        if refused.code == "failed":
            self._meters.errors.labels(f"socket_{place}").inc()
            log.error("socket_failed", place=place, error=where(error))
        return refused

    # --- what clients are told
    async def said(self, message: Message) -> None:
        """Bring a message to all tabs."""
        await self.server.emit("message" if message.author == "user" else "reply", as_client(message), room=message.conversation)

    async def typing(self, conversation: str, on: bool) -> None:
        """Show or hide that an answer is being worked on."""
        await self.server.emit("typing", {"on": on, "author": "assistant"}, room=conversation)

    async def writing(self, conversation: str, name: str, on: bool) -> None:
        """Show or hide that an advisor writes."""
        await self.server.emit("typing", {"on": on, "author": "advisor", "name": name}, room=conversation)

    async def present(self, conversation: str, name: str, here: bool) -> None:
        """Show whether the advisor is there."""
        await self.server.emit("presence", {"here": here, "name": name}, room=conversation)

    def has_clients(self, conversation: str) -> bool:
        """Tell whether a tab of the conversation is connected to this process."""
        return any(True for _ in self.server.manager.get_participants("/", conversation))

    async def delayed(self, conversation: str, text: str) -> None:
        """Say that the answer takes longer."""
        await self.server.emit("delayed", {"text": text}, room=conversation)

    async def handed_over(self, conversation: str, answerer: Answerer) -> None:
        """Say who answers from now on."""
        name = (await self.gateway.store.get(conversation)).answerer_name
        await self.server.emit("with", {"with": answerer, "name": name}, room=conversation)

    async def rated(self, conversation: str, reply: str, value: Thumb | None) -> None:
        """Show a thumb in the other tabs."""
        await self.server.emit("feedback", {"reply": reply, "value": value}, room=conversation)

    async def forgotten(self, conversation: str, ended: bool) -> None:
        """Have the tabs drop what they show; of a conversation that is no more, they are closed as well."""
        await self.server.emit("forgotten", {"ended": ended}, room=conversation)
        if ended:
            self.server.start_background_task(self._close, conversation)

    async def _close(self, conversation: str) -> None:
        await asyncio.sleep(PARTING_SECONDS)  # for the acknowledgement, which comes after this
        for sid, _ in list(self.server.manager.get_participants("/", conversation)):
            await self.server.disconnect(sid)


PARTING_SECONDS = 1.0
EVENTS: dict[str, Handler] = {
    "message": Sockets.message,
    "history": Sockets.history,
    "feedback": Sockets.feedback,
    "typing": Sockets.typing_,
    "renew": Sockets.renew,
    "export": Sockets.export,
    "forget": Sockets.forget,
}
