"""A double of Slack on loopback: its Web API with its rules, and a workspace whose members write, click and install.

The rules are those of Slack's public reference: tokens and scopes, required arguments, limits of blocks, one message a second in a
channel with short bursts, `Retry-After` with 429, errors as `{"ok": false, "error": ...}` with status 200. The shapes of events are those of
the reference too; all values are ours.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.support.block_kit import problems, view_problems
from tests.support.scripted_rasa import served

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
CLIENT_ID, CLIENT_SECRET = "111.222", "a client secret for tests"
APP_TOKEN = "xapp-1-A1-1-test"
BOT_SCOPES = "app_mentions:read,chat:write,commands,files:write,im:history,im:write,reactions:write"
NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
    "conversations.replies": "channels:history",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
REQUIRED = {
    "chat.postMessage": ["channel"],
    "chat.postEphemeral": ["channel", "user"],
    "conversations.open": ["users"],
    "conversations.history": ["channel"],
    "conversations.replies": ["channel", "ts"],
    "views.publish": ["user_id", "view"],
    "views.open": ["trigger_id", "view"],
    "reactions.add": ["channel", "name", "timestamp"],
    "reactions.remove": ["channel", "name", "timestamp"],
    "files.getUploadURLExternal": ["filename", "length"],
    "files.completeUploadExternal": ["files"],
}


@dataclass
class Team:
    """A workspace that has installed the app."""

    id: str
    token: str
    bot_user: str = "U0BOT"
    bot: str = "B0BOT"
    scopes: set[str] = field(default_factory=lambda: set(BOT_SCOPES.split(",")))


@dataclass
class SlackDouble:
    """What was said in the workspaces, and what is to go wrong."""

    url: str = ""
    teams: dict[str, Team] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    ephemeral: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    opened: list[dict[str, Any]] = field(default_factory=list)
    uploads: dict[str, dict[str, Any]] = field(default_factory=dict)
    shared: list[dict[str, Any]] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    fail_next: dict[str, list[str | int]] = field(default_factory=lambda: defaultdict(list))
    """Method -> what its next calls give: an error, 429 for a rate limit, 0 for a connection that breaks after the work was done."""
    per_second: float = 0.0
    """Messages a second in a channel, with bursts of five; 0 for no limit."""
    refusals: list[str] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)
    envelopes: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    _ts: Any = field(default_factory=lambda: itertools.count(1))
    _levels: dict[str, tuple[float, float]] = field(default_factory=dict)

    def team(self, id: str = "T1", token: str = "xoxb-1") -> Team:
        """Have a workspace with a token."""
        self.teams[token] = Team(id, token)
        return self.teams[token]

    def ts(self) -> str:
        """Return a fresh time stamp of a message."""
        return f"{1_790_000_000 + next(self._ts)}.000100"

    def to(self, channel: str) -> list[dict[str, Any]]:
        """Return what the app has said in a channel."""
        return [message for message in self.messages if message["channel"] == channel]

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return with what a method was called."""
        return [args for name, args in self.calls if name == method]

    async def api(self, request: Request) -> Response:
        """A call of the Web API."""
        method, args = request.path_params["method"], await _arguments(request)
        if self.seconds:
            await asyncio.sleep(self.seconds)
        token = (request.headers.get("authorization") or "").removeprefix("Bearer ") or args.pop("token", "")
        self.calls.append((method, args))
        wrong = self.fail_next[method].pop(0) if self.fail_next[method] else None
        if wrong == 429:
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"})
        if isinstance(wrong, str):
            return _error(wrong)
        if method == "oauth.v2.access":
            basic = base64.b64decode((request.headers.get("authorization") or "").removeprefix("Basic ")).decode()
            return self._installed(args, basic)
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return _error("invalid_auth")
            return JSONResponse({"ok": True, "url": self.url.replace("http", "ws") + "/socket"})
        team = self.teams.get(token)
        if team is None:
            return _error("invalid_auth" if token else "not_authed")
        if (needed := NEEDS.get(method)) and needed not in team.scopes:
            return JSONResponse({"ok": False, "error": "missing_scope", "needed": needed, "provided": ",".join(team.scopes)})
        if missing := [name for name in REQUIRED.get(method, []) if not args.get(name)]:
            return _error("invalid_arguments", [f"[ERROR] missing required field: {name}" for name in missing])
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return _error("unknown_method")
        answer: Response = handler(team, args)
        if wrong == 0:  # done, but nobody hears of it
            return Response(status_code=500)
        return answer

    def _too_fast(self, channel: str) -> bool:
        if not self.per_second:
            return False
        level, last = self._levels.get(channel, (5.0, time.monotonic()))
        now = time.monotonic()
        level = min(5.0, level + (now - last) * self.per_second)
        self._levels[channel] = (level - 1 if level >= 1 else level, now)
        return level < 1

    def _auth_test(self, team: Team, args: dict[str, Any]) -> Response:
        return JSONResponse(
            {"ok": True, "team_id": team.id, "user_id": team.bot_user, "bot_id": team.bot, "url": "https://example.slack.com/"}
        )

    def _chat_postMessage(self, team: Team, args: dict[str, Any]) -> Response:
        if self._too_fast(args["channel"]):
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"})
        if (refused := self._check_message(args)) is not None:
            return refused
        message = {"ts": self.ts(), "user": team.bot_user, "bot_id": team.bot, "team": team.id, **args}
        self.messages.append(message)
        return JSONResponse({"ok": True, "channel": args["channel"], "ts": message["ts"], "message": message})

    def _chat_postEphemeral(self, team: Team, args: dict[str, Any]) -> Response:
        if (refused := self._check_message(args)) is not None:
            return refused
        self.ephemeral.append(args)
        return JSONResponse({"ok": True, "message_ts": self.ts()})

    def _check_message(self, args: dict[str, Any]) -> Response | None:
        if not args.get("text") and not args.get("blocks"):
            return _error("no_text")
        if len(str(args.get("text") or "")) > 40_000:
            return _error("msg_too_long")
        if "blocks" in args and (found := problems(args["blocks"])):
            self.refusals += found
            return _error("only_one_table_allowed" if "only_one_table_allowed" in found else "invalid_blocks", found)
        return None

    def _conversations_open(self, team: Team, args: dict[str, Any]) -> Response:
        return JSONResponse({"ok": True, "channel": {"id": direct(args["users"])}})

    def _conversations_history(self, team: Team, args: dict[str, Any]) -> Response:
        return JSONResponse({"ok": True, "messages": self.to(args["channel"])[::-1][: int(args.get("limit", 100))]})

    def _conversations_replies(self, team: Team, args: dict[str, Any]) -> Response:
        return JSONResponse({"ok": True, "messages": [m for m in self.to(args["channel"]) if m.get("thread_ts") == args["ts"]]})

    def _views_publish(self, team: Team, args: dict[str, Any]) -> Response:
        return self._view(args, lambda view: self.homes.__setitem__(args["user_id"], view))

    def _views_open(self, team: Team, args: dict[str, Any]) -> Response:
        return self._view(args, self.opened.append)

    def _view(self, args: dict[str, Any], keep: Any) -> Response:
        view = json.loads(args["view"]) if isinstance(args["view"], str) else args["view"]
        if found := view_problems(view):
            self.refusals += found
            return _error("invalid_arguments", found)
        keep(view)
        return JSONResponse({"ok": True, "view": {"id": "V1", "hash": "1.a", **view}})

    def _reactions_add(self, team: Team, args: dict[str, Any]) -> Response:
        self.reactions.append(("add", args["timestamp"]))
        return JSONResponse({"ok": True})

    def _reactions_remove(self, team: Team, args: dict[str, Any]) -> Response:
        self.reactions.append(("remove", args["timestamp"]))
        return JSONResponse({"ok": True})

    def _files_getUploadURLExternal(self, team: Team, args: dict[str, Any]) -> Response:
        if len(str(args.get("alt_txt") or "")) > 1000:
            return _error("invalid_arguments")
        id = f"F{len(self.uploads) + 1}"
        self.uploads[id] = dict(args)
        return JSONResponse({"ok": True, "upload_url": f"{self.url}/upload/{id}", "file_id": id})

    def _files_completeUploadExternal(self, team: Team, args: dict[str, Any]) -> Response:
        files = json.loads(args["files"]) if isinstance(args["files"], str) else args["files"]
        for each in files:
            upload = self.uploads[each["id"]]
            if len(upload.get("content", b"")) != int(upload["length"]):
                return _error("file_update_failed")
            self.shared.append(
                {
                    **upload,
                    **each,
                    "channel": args.get("channel_id"),
                    "thread_ts": args.get("thread_ts"),
                    "comment": args.get("initial_comment"),
                }
            )
        return JSONResponse({"ok": True, "files": [{"id": each["id"]} for each in files]})

    async def upload(self, request: Request) -> Response:
        self.uploads[request.path_params["id"]]["content"] = await request.body()
        return PlainTextResponse("OK")

    def _installed(self, args: dict[str, Any], basic: str) -> Response:
        if basic != f"{CLIENT_ID}:{CLIENT_SECRET}":
            return _error("invalid_client_id")
        code = str(args.get("code", ""))
        if not code.startswith("code-"):
            return _error("invalid_code")
        team = self.team(code.removeprefix("code-"), f"xoxb-{code}")
        return JSONResponse(
            {
                "ok": True,
                "access_token": team.token,
                "token_type": "bot",
                "scope": BOT_SCOPES,
                "bot_user_id": team.bot_user,
                "app_id": "A1",
                "team": {"id": team.id, "name": "A team"},
                "enterprise": None,
                "authed_user": {"id": "U0ADMIN"},
                "is_enterprise_install": False,
            }
        )

    async def response(self, request: Request) -> Response:
        """An answer to a `response_url`."""
        said = await request.json()
        if "blocks" in said and (found := problems(said["blocks"])):
            self.refusals += found
            return PlainTextResponse("invalid_blocks", 400)
        self.responses.append(said)
        return PlainTextResponse("ok")

    async def socket(self, websocket: WebSocket) -> None:
        """A connection of Socket Mode."""
        await websocket.accept()
        self.sockets.append(websocket)
        await websocket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}, "debug_info": {}})
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while True:
                told = await websocket.receive_json()
                self.envelopes[told["envelope_id"]] = told.get("payload")

    async def send_by_socket(self, kind: str, payload: dict[str, Any]) -> str:
        """Send an envelope over Socket Mode; return its id."""
        id = uuid.uuid4().hex
        await self.sockets[-1].send_json(
            {"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        )
        return id


async def _arguments(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").startswith("application/json"):
        found: dict[str, Any] = await request.json()
        return found
    args: dict[str, Any] = {**request.query_params, **dict(parse_qsl((await request.body()).decode()))}
    for name in ("blocks", "metadata", "view", "files"):
        if isinstance(args.get(name), str):
            with contextlib.suppress(ValueError):
                args[name] = json.loads(args[name])
    return args


def _error(error: str, messages: list[str] | None = None) -> Response:
    return JSONResponse({"ok": False, "error": error, **({"response_metadata": {"messages": messages}} if messages else {})})


def direct(user: str) -> str:
    """The channel of a user's direct messages."""
    return f"D{user}"


@contextlib.asynccontextmanager
async def slack_double(port: int | None = None) -> AsyncIterator[SlackDouble]:
    """Serve a double until the end."""
    slack = SlackDouble()
    app = Starlette(
        routes=[
            Route("/api/{method}", slack.api, methods=["POST", "GET"]),
            Route("/upload/{id}", slack.upload, methods=["POST"]),
            Route("/response/{id}", slack.response, methods=["POST"]),
            WebSocketRoute("/socket", slack.socket),
        ]
    )
    async with served(app, port) as slack.url:
        yield slack


@dataclass
class Member:
    """A member of a workspace: what they do arrives at the gateway as Slack would send it."""

    slack: SlackDouble
    gateway: httpx.AsyncClient
    user: str = "U1"
    team: str = "T1"
    secret: str = SIGNING_SECRET

    async def post(
        self, body: bytes, content_type: str = "application/json", at: float | None = None, signature: str | None = None, **headers: str
    ) -> httpx.Response:
        """Send a signed request."""
        stamp = str(int(time.time() if at is None else at))
        digest = hmac.new(self.secret.encode(), b":".join([b"v0", stamp.encode(), body]), hashlib.sha256).hexdigest()
        signed = {
            "content-type": content_type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature or f"v0={digest}",
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **headers,
        }
        return await self.gateway.post(
            "/slack/events", content=body, headers={name.replace("_", "-"): value for name, value in signed.items()}
        )

    async def event(self, event: dict[str, Any], id: str | None = None, **headers: str) -> httpx.Response:
        """Send an event."""
        return await self.post(json.dumps(self.event_body(event, id)).encode(), **headers)

    def event_body(self, event: dict[str, Any], id: str | None = None) -> dict[str, Any]:
        """An event in its envelope."""
        return {
            "token": "not used",
            "team_id": self.team,
            "api_app_id": "A1",
            "event": event,
            "type": "event_callback",
            "event_id": id or f"Ev{uuid.uuid4().hex[:10]}",
            "event_time": int(time.time()),
            "authorizations": [
                {"enterprise_id": None, "team_id": self.team, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-test",
        }

    def direct_message(self, text: str, ts: str | None = None, **more: Any) -> dict[str, Any]:
        """A message in the direct channel."""
        return {
            "type": "message",
            "channel": direct(self.user),
            "channel_type": "im",
            "user": self.user,
            "team": self.team,
            "text": text,
            "ts": ts or self.slack.ts(),
            "event_ts": ts or "1",
            "client_msg_id": str(uuid.uuid4()),
            "blocks": [],
            **more,
        }

    async def say(self, text: str, **more: Any) -> httpx.Response:
        """Write a direct message."""
        return await self.event(self.direct_message(text, **more))

    async def mention(self, text: str, channel: str = "C1", thread: str | None = None, ts: str | None = None, **more: Any) -> str:
        """Mention the app in a channel; return the message's time stamp."""
        ts = ts or self.slack.ts()
        event = {
            "type": "app_mention",
            "user": self.user,
            "text": f"<@U0BOT> {text}",
            "ts": ts,
            "channel": channel,
            "event_ts": ts,
            "team": self.team,
        }
        response = await self.event({**event, **({"thread_ts": thread} if thread else {}), **more})
        assert response.status_code == 200, response.text
        return ts

    async def interact(self, payload: dict[str, Any]) -> httpx.Response:
        """Send an interaction."""
        full = {
            "user": {"id": self.user, "username": "u", "name": "u", "team_id": self.team},
            "api_app_id": "A1",
            "token": "not used",
            "team": {"id": self.team, "domain": "example"},
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": "1.2.abc",
            **payload,
        }
        return await self.post(urlencode({"payload": json.dumps(full)}).encode(), "application/x-www-form-urlencoded")

    async def press(self, message: dict[str, Any], title: str, at: str | None = None) -> httpx.Response:
        """Press a button of a message, by its title."""
        for number, block in enumerate(message["blocks"]):
            for element in block.get("elements", []):
                if element.get("type") == "button" and element["text"]["text"] == title:
                    action = {**element, "block_id": f"b{number}", "type": "button", "action_ts": at or self.slack.ts()}
                    return await self.act(message, action)
                if element.get("type") == "feedback_buttons":
                    for way in ("positive_button", "negative_button"):
                        if element[way]["text"]["text"] == title:
                            chosen = {"type": "feedback_buttons", "action_id": element["action_id"], "value": element[way]["value"]}
                            return await self.act(message, {**chosen, "text": element[way]["text"], "action_ts": at or self.slack.ts()})
        raise AssertionError(f"no button {title!r}")

    async def pick(self, message: dict[str, Any], title: str) -> httpx.Response:
        """Choose an option of a select."""
        for block in message["blocks"]:
            for element in block.get("elements", []):
                for option in element.get("options", []):
                    if option["text"]["text"] == title:
                        return await self.act(
                            message,
                            {
                                "type": "static_select",
                                "action_id": element["action_id"],
                                "selected_option": option,
                                "action_ts": self.slack.ts(),
                            },
                        )
        raise AssertionError(f"no option {title!r}")

    async def act(self, message: dict[str, Any], action: dict[str, Any]) -> httpx.Response:
        """Send an action on a message."""
        blocks = [{"block_id": f"b{number}", **block} for number, block in enumerate(message["blocks"])]
        return await self.interact(
            {
                "type": "block_actions",
                "container": {
                    "type": "message",
                    "message_ts": message["ts"],
                    "channel_id": message["channel"],
                    "is_ephemeral": False,
                    **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
                },
                "channel": {"id": message["channel"], "name": "directmessage"},
                "message": {**message, "type": "message", "blocks": blocks},
                "response_url": f"{self.slack.url}/response/1",
                "actions": [{"block_id": "b0", **action}],
            }
        )

    async def command(self, text: str) -> httpx.Response:
        """Type the slash command."""
        fields = {
            "token": "not used",
            "team_id": self.team,
            "team_domain": "example",
            "channel_id": "C1",
            "channel_name": "general",
            "user_id": self.user,
            "user_name": "u",
            "command": "/credwise",
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": f"{self.slack.url}/response/2",
            "trigger_id": uuid.uuid4().hex,
        }
        return await self.post(urlencode(fields).encode(), "application/x-www-form-urlencoded")
