"""Slack's side: what Slack tells us goes to the conversations; docs/slack.md tells how it is set up.

A message is stored before Slack's request is answered, so that what Slack believes to be taken is not lost, and nothing else is done
before: the answer is worked on in the conversation's task. What needs Slack's API is done in tasks beside.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Coroutine
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import block_kit
from bot.faults import where
from bot.gateway.channels.model import Place, Who
from bot.gateway.channels.slack.answering import ByUrl, Into, Tell
from bot.gateway.channels.slack.plain import as_plain
from bot.gateway.channels.slack.sender import SlackSender, blocks_of, card_of
from bot.gateway.channels.slack.settings import SCOPES, SlackSettings
from bot.gateway.channels.slack.views import CONFIRM, EDIT, MODAL, changes, forget_question, home, profile_modal
from bot.gateway.channels.slack.views import PRESS as HOME
from bot.gateway.channels.slack.wording import slack_words
from bot.gateway.channels.slack.workspaces import Authorize, States, Workspaces
from bot.gateway.channels.talk import Command, command_of
from bot.gateway.channels.words import words
from bot.gateway.conversations.hub import Listener
from bot.gateway.conversations.model import Thumb
from bot.gateway.errors import Refused
from bot.gateway.gateway import Gateway
from bot.gateway.limits import Rates
from knowledge.resolve.posting_signs import is_posting

log = structlog.get_logger(__name__)
CHANNEL = "slack"
SHORTCUT, COMMAND = "worth_it", "/credwise"
SECONDS = 10
BUSY_AFTER, BUSY_SIGN = 2.0, "hourglass_flowing_sand"
QUIET = logging.getLogger("credwise.slack")
QUIET.setLevel(logging.CRITICAL)  # the libraries would log words and codes
Payload = dict[str, Any]


class Slack(Listener):
    """The app, for as many workspaces as have installed it."""

    def __init__(self, settings: SlackSettings, gateway: Gateway) -> None:
        """Hear for a running gateway, and bring what its outbox holds."""
        self._settings, self._gateway, self._channels = settings, gateway, gateway.channels
        channels = gateway.channels
        self._talk = channels.talk
        client = AsyncWebClient(base_url=settings.api, timeout=SECONDS, logger=QUIET)
        # Beside messages, whose pace is the outbox's matter, what Slack puts off is tried again here.
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
        self.workspaces = Workspaces(gateway.store.database, channels.seal, client, settings.bot_token)
        # What is posted is tried again by the outbox alone, which looks first whether it has arrived.
        posting = AsyncWebClient(base_url=settings.api, timeout=SECONDS, logger=QUIET, retry_handlers=[])
        self._sender = SlackSender(Workspaces(gateway.store.database, channels.seal, posting, settings.bot_token))
        self.app = AsyncApp(
            name="credwise",
            logger=QUIET,
            signing_secret=settings.signing_secret,
            # Without a secret nothing can be verified: then there is Socket Mode alone, and the HTTP address is closed.
            request_verification_enabled=bool(settings.signing_secret),
            client=client,
            authorize=Authorize(self.workspaces),  # type: ignore[arg-type]  # Bolt takes its own class too
            process_before_response=True,
        )
        self.oauth = self._installing(client) if settings.client_id else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._signs: dict[str, tuple[asyncio.Task[None], list[str]]] = {}
        self._latest: dict[str, tuple[Place, str]] = {}
        self._socket: AsyncSocketModeHandler | None = None
        self._hear()

    def _installing(self, client: AsyncWebClient) -> AsyncOAuthFlow:
        settings = self._settings
        return AsyncOAuthFlow(
            client=client,
            logger=QUIET,
            settings=AsyncOAuthSettings(
                client_id=settings.client_id,
                client_secret=settings.client_secret,
                scopes=SCOPES,
                user_scopes=[],
                install_page_rendering_enabled=False,  # our pages allow no styles and pictures of others
                redirect_uri=f"{settings.public}/slack/oauth_redirect" if settings.public else None,
                authorization_url=settings.authorize,
                installation_store=self.workspaces,
                state_store=States(self._gateway.store.database),
                logger=QUIET,
            ),
        )

    @property
    def signed(self) -> bool:
        """Whether requests can be known to be Slack's."""
        return bool(self._settings.signing_secret)

    @property
    def rates(self) -> Rates:
        """How much of what is done."""
        return self._gateway.rates

    async def start(self) -> None:
        """Begin: seal tokens with the newest key, bring what waits, and, in Socket Mode, connect."""
        await self.workspaces.renew()
        self._gateway.hub.add(self)
        self._channels.outbox.register(CHANNEL, self._sender)
        if self._settings.app_token:
            self._socket = AsyncSocketModeHandler(self.app, self._settings.app_token, logger=QUIET, web_client=self.app.client)
            self._beside(self._connect(self._socket))

    async def _connect(self, socket: AsyncSocketModeHandler) -> None:
        """Connect, and try again until Slack can be reached; the client itself keeps the connection after that."""
        pause = 1.0
        while True:
            try:
                await socket.connect_async()  # type: ignore[no-untyped-call]
            except Exception as error:
                log.warning("socket_mode_not_connected", error=where(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60.0)
            else:
                return

    async def close(self) -> None:
        """Stop; what was begun beside is left."""
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        tasks = [*self._tasks, *(task for task, _ in self._signs.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # --- what Slack tells
    def _hear(self) -> None:
        app = self.app
        app.event("message")(self.message)
        app.event("app_mention")(self.mention)
        app.event("app_home_opened")(self.home_opened)
        app.event("app_uninstalled")(self.uninstalled)
        app.event("tokens_revoked")(self.revoked)
        app.command(COMMAND)(self.command)
        app.shortcut({"type": "message_action", "callback_id": SHORTCUT})(self.shortcut)
        app.view(MODAL)(self.profile_saved)
        for kind, taken in (
            (block_kit.PRESS, self.pressed),
            (block_kit.PICK, self.picked),
            (block_kit.TURN_PAGE, self.page_turned),
            (HOME, self.home_pressed),
            (CONFIRM, self.confirmed),
        ):
            app.action(_beginning(kind))(taken)
        app.action(block_kit.RATE)(self.rated_by)
        app.action(EDIT)(self.edit_profile)
        app.error(self.failed)

    async def message(self, body: Payload, event: Payload, context: AsyncBoltContext) -> None:
        """A direct message. Edits, deletions, what bots say and what is said elsewhere are passed over."""
        if event.get("channel_type") != "im" or event.get("bot_id") or event.get("hidden") or not event.get("user"):
            return
        if event.get("subtype") not in (None, "file_share"):
            return
        text = as_plain(str(event.get("text") or ""), context.bot_user_id)
        who = self._who(body, event["user"], event["channel"], team=event.get("team"))
        if (command := command_of(text)) is not None:
            if await self._talk.first_time(CHANNEL, _said_at(event)):
                self._beside(self._do(command, who, self._into(who)))
            return
        await self._take(who, _said_at(event), text, ts=event["ts"])

    async def mention(self, body: Payload, event: Payload, context: AsyncBoltContext) -> None:
        """A mention in a channel: its thread is a conversation of its own, for each who mentions."""
        if event.get("bot_id") or not event.get("user") or event.get("subtype") or "edited" in event:
            return
        if str(event.get("channel", "")).startswith("D"):
            return  # it comes as a direct message too
        thread = str(event.get("thread_ts") or event["ts"])
        who = self._who(body, event["user"], event["channel"], thread, team=event.get("team"))
        text = as_plain(str(event.get("text") or ""), context.bot_user_id)
        is_new = await self._channels.places.find(who) is None
        if await self._take(who, _said_at(event), text, payload=None if text else "/greet", ts=event["ts"]) and is_new:
            self._beside(self._into(who)(words()["public"]))

    async def command(self, body: Payload, ack: AsyncAck) -> None:
        """`/credwise …`: a command of ours, or words for the assistant, which are answered in direct messages."""
        text = str(body.get("text") or "").strip()
        who = self._who(body, body["user_id"])
        command = command_of(text) if text else Command("help")
        await ack(words()["answer_in_direct"] if command is None else "")
        if command is None:
            self._beside(self._in_direct(who, f"command:{body['trigger_id']}", text))
        else:
            self._beside(self._do(command, who, self._by(body["response_url"])))

    async def shortcut(self, body: Payload, ack: AsyncAck, context: AsyncBoltContext) -> None:
        """ "Is this worth it?" on a message."""
        await ack()
        text = as_plain(_text_of(body["message"]), context.bot_user_id)
        who = self._who(body, body["user"]["id"])
        respond = self._by(body.get("response_url"))
        if not text:
            self._beside(respond(slack_words()["shortcut"]["empty"]))
            return
        asked = text if is_posting(text) else slack_words()["shortcut"]["worth"].format(text=text)
        self._beside(respond(slack_words()["shortcut"]["said"]))
        self._beside(self._in_direct(who, f"shortcut:{body['action_ts']}:{body['message'].get('ts')}:{body['user']['id']}", asked))

    async def pressed(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """A button of a reply."""
        await ack()
        if await self._taken_from_reply(body, action, action["text"]["text"], action["value"]):
            self._beside(self._show_choice(body, action))

    async def picked(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """A choice of a select."""
        await ack()
        option = action["selected_option"]
        await self._taken_from_reply(body, action, option["text"]["text"], option["value"])

    async def _taken_from_reply(self, body: Payload, action: Payload, title: str, payload: str) -> bool:
        who = self._who_clicked(body)
        if who.thread and await self._channels.places.find(who) is None:
            self._beside(self._into(who)(words()["not_yours"]))
            return False
        if (command := command_of(payload)) is not None:
            if await self._talk.first_time(CHANNEL, _clicked_at(body, action)):
                self._beside(self._do(command, who, self._into(who)))
            return True
        return await self._take(who, _clicked_at(body, action), title, payload=payload)

    async def page_turned(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """Another page of a reply, in the place of the one that is shown."""
        await ack()
        id, _, page = action["value"].rpartition(":")
        self._beside(self._turn_page(self._who_clicked(body), id, int(page) if page.isdigit() else 0, self._by(body.get("response_url"))))

    async def _turn_page(self, who: Who, id: str, page: int, respond: ByUrl) -> None:
        place = await self._channels.places.find(who)
        if place is None:
            await respond(words()["not_yours"])
            return
        message = await self._gateway.store.message(place.conversation, id)
        if message is None:
            await respond(words()["gone"])
            return
        await respond.replace(block_kit.fallback(message.text), blocks_of(message, page))

    async def rated_by(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """A thumb on a reply."""
        await ack()
        value, _, id = str(action.get("value") or "").partition(":")
        if value in ("up", "down"):
            self._beside(self._rate(self._who_clicked(body), id, value, self._by(body.get("response_url"))))  # type: ignore[arg-type]

    async def _rate(self, who: Who, id: str, thumb: Thumb, respond: ByUrl) -> None:
        place = await self._channels.places.find(who)
        if place is None:
            await respond(words()["not_yours"])
            return
        try:
            await self._gateway.conversations.rate(place.conversation, id, thumb)
        except Refused:
            await respond(words()["gone"])
            return
        await respond(words()[f"thanks_{thumb}"])

    # --- Home and profile
    async def home_opened(self, body: Payload, event: Payload) -> None:
        """The Home tab was opened: it shows what is known now."""
        if event.get("tab") == "home":
            self._beside(self._show_home(self._who(body, event["user"])))

    async def _show_home(self, who: Who) -> None:
        client, (slots, shortlist) = await self._client(who), await self._known(who)
        await client.views_publish(user_id=who.user, view=home(slots, shortlist))

    async def _known(self, who: Who) -> tuple[dict[str, Any], Any]:
        """Return the slots of a user's direct talk, and its last shortlist; nothing where there is none."""
        place = await self._channels.places.find(who)
        if place is None:
            return {}, None
        conversation = await self._gateway.store.get(place.conversation)
        record, last = await asyncio.gather(
            self._gateway.rasa.record(conversation.sender), self._gateway.store.last_card(place.conversation, "options")
        )
        return record["slots"], card_of(last) if last else None

    async def edit_profile(self, body: Payload, ack: AsyncAck) -> None:
        """The window with the profile is wanted."""
        await ack()
        self._beside(self._open_profile(self._who(body, body["user"]["id"]), body["trigger_id"]))

    async def _open_profile(self, who: Who, trigger: str) -> None:
        client, (slots, _) = await self._client(who), await self._known(who)
        await client.views_open(trigger_id=trigger, view=profile_modal(slots))

    async def profile_saved(self, body: Payload, view: Payload, ack: AsyncAck) -> None:
        """The window was closed with changes: they are said as messages, and the answer comes in direct messages."""
        await ack()
        if said := changes(view):
            self._beside(self._save_profile(self._who(body, body["user"]["id"]), f"view:{view['id']}:{view.get('hash', '')}", said))

    async def _save_profile(self, who: Who, event: str, said: list[tuple[str, str | None]]) -> None:
        who = await self._directly(who)
        try:
            await self._talk.submit(who, event, said)
        except Refused as refused:
            await self._into(who)(refused.text)

    async def home_pressed(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """A button of the Home tab that says something."""
        await ack()
        who = self._who(body, body["user"]["id"])
        self._beside(self._in_direct(who, _clicked_at(body, action), "", payload=action["value"]))

    async def confirmed(self, body: Payload, action: Payload, ack: AsyncAck) -> None:
        """A wish about the user's data, from the Home tab or from a question that only the user sees."""
        await ack()
        who, wish = self._who(body, body["user"]["id"]), action["value"]
        tell = self._by(body["response_url"]) if body.get("response_url") else self._into(who)
        if wish == "keep":
            self._beside(tell(words()["forget"]["kept"]))
        elif wish == "forget":
            self._beside(self._forget(who, tell))
        elif wish == "export":
            self._beside(self._do(Command("export"), who, tell))

    async def _forget(self, who: Who, tell: Tell) -> None:
        await self._talk.forget(who)
        await tell(words()["forget"]["done"])
        await (await self._client(who)).views_publish(user_id=who.user, view=home({}, None))

    # --- workspaces come and go
    async def uninstalled(self, body: Payload) -> None:
        """The app was removed: its token is dropped."""
        await self.workspaces.async_delete_installation(enterprise_id=body.get("enterprise_id"), team_id=body.get("team_id"))

    async def revoked(self, body: Payload, event: Payload) -> None:
        """Tokens were called back; where the app's own is among them it is dropped."""
        if (event.get("tokens") or {}).get("bot"):
            await self.workspaces.async_delete_installation(enterprise_id=body.get("enterprise_id"), team_id=body.get("team_id"))

    # --- doing it
    async def _take(self, who: Who, event: str, text: str, payload: str | None = None, ts: str | None = None) -> bool:
        """Take words for the assistant; what can't be taken is told. True where they are new and taken."""
        try:
            place = await self._talk.hear(who, event, text, payload)
        except Refused as refused:
            self._gateway.meters.refusals.labels(refused.code).inc()
            self._beside(self._into(who)(refused.text))
            return False
        if place is not None and ts:
            self._latest[place.conversation] = (place, ts)
        return place is not None

    async def _in_direct(self, who: Who, event: str, text: str, payload: str | None = None) -> None:
        """Take words that were said elsewhere, and answer them in direct messages."""
        await self._take(await self._directly(who), event, text, payload)

    async def _directly(self, who: Who) -> Who:
        """Return a user with the address of their direct messages."""
        if who.address and who.address.get("channel", "").startswith("D"):
            return who
        place = await self._channels.places.find(who)
        if place is not None and place.address.get("channel"):
            return _at(who, place.address["channel"])
        opened = await (await self._client(who)).conversations_open(users=who.user)
        return _at(who, opened["channel"]["id"])

    async def _do(self, command: Command, who: Who, tell: Tell) -> None:
        """Do what is no matter for the assistant. It is about the user's direct talk, so it is told in private."""
        try:
            who = await self._directly(who)
            if command.name == "link":
                await tell(await (self._talk.link(who, command.code) if command.code else self._talk.code(who)))
            elif command.name == "remind":
                await tell(await self._talk.remind(who))
            elif command.name == "off":
                await tell(await self._talk.remind_no_more(who))
            elif command.name == "forget":
                await tell(words()["forget"]["sure"], forget_question())
            elif command.name == "export":
                await self._export(who, tell)
            else:
                await tell(words()["help"])
        except Refused as refused:
            await tell(refused.text)

    async def _export(self, who: Who, tell: Tell) -> None:
        content = json.dumps(await self._talk.export(who), ensure_ascii=False, indent=2).encode()
        told = words()["export"]
        assert who.address is not None
        await (await self._client(who)).files_upload_v2(
            channel=who.address["channel"], content=content, filename=told["file"], title=told["title"], initial_comment=told["sent"]
        )

    async def _show_choice(self, body: Payload, action: Payload) -> None:
        """Put what was chosen in the place of the buttons, so that the talk can be read afterwards."""
        blocks = [block for block in (body.get("message") or {}).get("blocks", []) if block.get("block_id") != action.get("block_id")]
        told = words()["chosen"].format(title=action["text"]["text"])
        note = {"type": "context", "elements": [block_kit.plain(told)]}
        if blocks and len(blocks) < block_kit.MOST_BLOCKS:
            await self._by(body.get("response_url")).replace(body["message"].get("text") or told, [*blocks, note])

    # --- what the hub tells
    async def typing(self, conversation: str, on: bool) -> None:
        """Put a sign on the user's message where the answer takes longer than a moment; take it away with the answer."""
        if on:
            done: list[str] = []
            self._signs[conversation] = (asyncio.create_task(self._sign(conversation, done)), done)
        elif signed := self._signs.pop(conversation, None):
            task, done = signed
            task.cancel()
            self._latest.pop(conversation, None)
            if done:
                self._beside(self._unsign(done))

    async def _sign(self, conversation: str, done: list[str]) -> None:
        await asyncio.sleep(BUSY_AFTER)
        if conversation not in self._latest:
            return
        place, ts = self._latest[conversation]
        try:
            client = await self._sender.client(place)
            done += [place.id, ts]
            await client.reactions_add(channel=place.address["channel"], timestamp=ts, name=BUSY_SIGN)
        except Exception as error:  # a sign is worth no fault
            log.info("sign_not_given", error=where(error))

    async def _unsign(self, done: list[str]) -> None:
        if (place := await self._channels.places.get(done[0])) is not None:
            client = await self._sender.client(place)
            await client.reactions_remove(channel=place.address["channel"], timestamp=done[1], name=BUSY_SIGN)

    async def delayed(self, conversation: str, text: str) -> None:
        """Say that the answer takes longer, to the user alone."""
        for place in (await self._channels.places.of_conversation(conversation))[:1]:
            if place.channel == CHANNEL:
                self._beside(self._into(_who_at(place))(text))

    # --- helpers
    def _who(self, body: Payload, user: str, channel: str | None = None, thread: str = "", team: str | None = None) -> Who:
        """Return who has done something: a member of another workspace, as in shared channels, is one of that."""
        named = body.get("team_id") or (body.get("team") or {}).get("id")
        enterprise = body.get("enterprise_id") or (body.get("enterprise") or {}).get("id")
        own = team or (body.get("user") or {}).get("team_id") if isinstance(body.get("user"), dict) else team
        address = {"team": named, **({"enterprise": enterprise} if enterprise else {})}
        if channel:
            address |= {"channel": channel, **({"thread_ts": thread} if thread else {})}
        return Who(CHANNEL, str(own or named or enterprise), user, f"{channel}:{thread}" if thread else "", address)

    def _who_clicked(self, body: Payload) -> Who:
        """Return who has clicked, at the place of the message that was clicked at."""
        container, message = body.get("container") or {}, body.get("message") or {}
        channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
        thread = (
            "" if str(channel).startswith("D") else str(container.get("thread_ts") or message.get("thread_ts") or message.get("ts") or "")
        )
        return self._who(body, body["user"]["id"], channel, thread)

    async def _client(self, who: Who) -> AsyncWebClient:
        address = who.address or {}
        workspace = await self.workspaces.find(address.get("enterprise"), address.get("team"))
        if workspace is None:
            raise Refused("gone")
        return self.workspaces.client_of(workspace)

    def _by(self, response_url: str | None) -> ByUrl:
        return ByUrl(response_url, self._settings.api)

    def _into(self, who: Who) -> Tell:
        return Into(lambda: self._directly(who) if not who.thread else _as_it_is(who), lambda: self._client(who))

    def _beside(self, work: Awaitable[None] | Coroutine[Any, Any, None]) -> None:
        """Do something in a task; what fails there is counted and logged."""
        task = asyncio.create_task(self._safely(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _safely(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:
            self._gateway.meters.errors.labels("slack").inc()
            reason = error.response.get("error") if isinstance(error, SlackApiError) else ""
            log.error("slack_failed", error=where(error), reason=reason)

    async def failed(self, error: Exception, body: Payload) -> BoltResponse | None:
        """A request could not be taken: the user is told, and Slack, which sends events again."""
        self._gateway.meters.errors.labels("slack").inc()
        log.error("slack_failed", error=where(error))
        event = body.get("event") or {}
        if event.get("channel") and event.get("user") and not event.get("bot_id"):
            who = self._who(body, event["user"], event["channel"], str(event.get("thread_ts") or ""))
            self._beside(self._into(who)(words()["failed"]))
        return BoltResponse(status=500)


async def _as_it_is(who: Who) -> Who:
    return who


def _at(who: Who, channel: str) -> Who:
    """Somebody in direct messages."""
    return replace(
        who, thread="", address={**{name: value for name, value in (who.address or {}).items() if name != "thread_ts"}, "channel": channel}
    )


def _who_at(place: Place) -> Who:
    return Who(place.channel, place.tenant, place.user, place.thread, place.address)


def _said_at(event: Payload) -> str:
    """What tells a message from all others: Slack may send one in several events, and each of them several times."""
    return f"message:{event.get('team') or ''}:{event['channel']}:{event['ts']}"


def _clicked_at(body: Payload, action: Payload) -> str:
    """What tells a click from all others."""
    where_ = body.get("container") or {}
    return f"click:{body['user']['id']}:{where_.get('message_ts') or where_.get('view_id')}:{action['action_id']}:{action['action_ts']}"


def _text_of(message: Payload) -> str:
    """The words of a message; of one without, those of its blocks and attachments."""
    text = str(message.get("text") or "")
    parts = [text, *(str(each.get(name) or "") for each in message.get("attachments", []) for name in ("title", "text", "title_link"))]
    return "\n".join(part for part in parts if part.strip())


def _beginning(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{kind}:.*")
