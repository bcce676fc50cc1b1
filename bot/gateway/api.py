"""The HTTP API, for all who don't speak Socket.IO."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

from bot.gateway.access import authorised, described, open_conversation, with_token
from bot.gateway.conversations.model import Answerer, Author, Thumb
from bot.gateway.conversations.service import Said, as_client
from bot.gateway.gateway import Gateway
from bot.gateway.limits import address_of

LONGEST_WAIT = 60
HUGE = 16_000
"""More characters than any limit; the limits themselves are the service's, with words for users."""


class Error(BaseModel):
    """Why something was not done."""

    code: str
    text: str
    retry_after: int | None = None


class Problem(BaseModel):
    """The answer to what was not done."""

    error: Error


class Limits(BaseModel):
    """How many characters a message may have."""

    text: int
    posting: int


class ConversationOut(BaseModel):
    """A conversation."""

    id: str
    last_seq: int
    answerer: Answerer = Field(alias="with")
    name: str | None
    here: bool
    busy: bool
    limits: Limits


class OpenedOut(ConversationOut):
    """A conversation with a fresh token."""

    resumed: bool
    token: str
    expires_at: datetime


class MessageOut(BaseModel):
    """A message."""

    id: str
    seq: int
    author: Author
    name: str | None
    text: str
    payload: str | None
    buttons: list[dict[str, Any]]
    custom: dict[str, Any] | None
    before: str
    after: str
    in_reply_to: str | None
    last: bool
    failed: bool
    feedback: Thumb | None
    at: datetime


class HistoryOut(BaseModel):
    """Messages in order."""

    messages: list[MessageOut]
    last_seq: int
    more: bool


class TurnOut(BaseModel):
    """A message that was taken, and what was answered so far."""

    message: MessageOut
    duplicate: bool
    done: bool
    replies: list[MessageOut]


class LinkCodeOut(BaseModel):
    """A code that links another place."""

    code: str


class MessageIn(BaseModel):
    """A user's message."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    text: str = Field(default="", max_length=HUGE)
    payload: str | None = Field(default=None, max_length=HUGE)

    def said(self) -> Said:
        """Return it as the conversations take it."""
        return Said(self.id, self.text, self.payload)


class FeedbackIn(BaseModel):
    """A thumb; null takes it back."""

    value: Thumb | None


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return what the document says of the refusals of an address."""
    return {code: {"model": Problem} for code in (*codes, 400, 403, 413, 422, 429, 503)}


bearer = HTTPBearer(auto_error=False, description="The token that came with the conversation.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
router = APIRouter(prefix="/api/conversations", tags=["conversations"])


def gateway_of(request: Request) -> Gateway:
    """Return the running gateway."""
    gateway: Gateway = request.app.state.gateway
    return gateway


Running = Annotated[Gateway, Depends(gateway_of)]


def own(conversation: str, gateway: Running, credentials: Bearer) -> str:
    """Return the conversation of the address, where the token is of it."""
    return authorised(gateway, credentials.credentials if credentials else None, conversation)


async def calm(conversation: Annotated[str, Depends(own)], gateway: Running) -> str:
    """Return the conversation of the address, unless too much is asked of it."""
    await gateway.rates.count("other_conversation", conversation)
    return conversation


Own = Annotated[str, Depends(own)]
Calm = Annotated[str, Depends(calm)]
Wait = Annotated[float, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for something to come.")]
Seq = Annotated[int, Query(ge=0, le=2**31 - 1)]


@router.post(
    "",
    status_code=201,
    responses={200: {"model": OpenedOut}, **refusals(401, 410)},
    openapi_extra={"security": [{}]},  # the token may be left out here
)
async def open_(request: Request, response: Response, gateway: Running, credentials: Bearer) -> OpenedOut:
    """Begin a conversation, or resume that of the token; either gives a fresh token."""
    token = credentials.credentials if credentials else None
    conversation, resumed = await open_conversation(gateway, token, address_of(request.scope))
    if resumed:
        response.status_code, conversation = 200, await gateway.conversations.come_back(conversation)
    return OpenedOut(**with_token(gateway, conversation, resumed))


@router.get("/{conversation}", responses=refusals(401, 410))
async def look(conversation: Calm, gateway: Running) -> ConversationOut:
    """Tell how a conversation stands."""
    return ConversationOut(**described(gateway, await gateway.conversations.get(conversation)))


@router.post("/{conversation}/messages", responses={202: {"model": TurnOut}, **refusals(401, 409, 410)})
async def say(request: Request, response: Response, message: MessageIn, conversation: Own, gateway: Running, wait: Wait = 20) -> TurnOut:
    """Send a message. Sent again under the same id it is answered once."""
    stored, duplicate = await gateway.conversations.receive(conversation, message.said(), address_of(request.scope))
    replies, done = await gateway.conversations.replies(conversation, stored.id, wait)
    response.status_code = 200 if done else 202
    taken, said = MessageOut(**as_client(stored)), [MessageOut(**as_client(reply)) for reply in replies]
    return TurnOut(message=taken, duplicate=duplicate, done=done, replies=said)


@router.get("/{conversation}/messages", responses=refusals(401, 410))
async def history(
    request: Request,
    conversation: Calm,
    gateway: Running,
    after: Seq | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    wait: Wait = 0,
) -> HistoryOut:
    """Return what came after a number, in order; without a number the latest."""
    await gateway.conversations.get(conversation)
    with gateway.places.held(address_of(request.scope)) if wait else nullcontext():
        messages, more = await gateway.conversations.history(conversation, after, limit, wait)
    last = messages[-1].seq if messages else (after or 0)
    return HistoryOut(messages=[MessageOut(**as_client(message)) for message in messages], last_seq=last, more=more)


@router.put("/{conversation}/messages/{reply}/feedback", status_code=204, responses=refusals(401, 404, 410))
async def rate(conversation: Calm, reply: str, feedback: FeedbackIn, gateway: Running) -> None:
    """Give a thumb to a reply, or take it back."""
    await gateway.conversations.rate(conversation, reply, feedback.value)


@router.get("/{conversation}/export", responses=refusals(401, 410))
async def export(conversation: Own, gateway: Running) -> dict[str, Any]:
    """Return all that is kept of a conversation, the assistant's own record included."""
    return await gateway.conversations.export(conversation)


@router.post("/{conversation}/link-code", responses=refusals(401, 410))
async def link_code(conversation: Calm, gateway: Running) -> LinkCodeOut:
    """Make a code with which Slack or Teams go on with this conversation. It counts once, for ten minutes, in the stead of the one before."""
    await gateway.conversations.get(conversation)
    return LinkCodeOut(code=await gateway.channels.talk.code_for(conversation))


@router.delete("/{conversation}", status_code=204, responses=refusals(401, 410))
async def forget(conversation: Own, gateway: Running) -> None:
    """Delete a conversation: here at once, in the assistant's record as soon as it can be reached."""
    await gateway.conversations.forget(conversation)
