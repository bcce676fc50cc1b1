"""The addresses that Slack and those who install the app use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Request, Response
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler, to_async_bolt_request, to_starlette_response

from bot.gateway.channels.slack.app import Slack
from bot.gateway.channels.slack.settings import SlackSettings
from bot.gateway.errors import Refused
from bot.gateway.gateway import Gateway
from bot.gateway.limits import address_of

router = APIRouter(prefix="/slack")


@asynccontextmanager
async def serving_slack(settings: SlackSettings, gateway: Gateway) -> AsyncIterator[Slack]:
    """Have Slack served by a running gateway until the end."""
    slack = Slack(settings, gateway)
    await slack.start()
    try:
        yield slack
    finally:
        await slack.close()


@router.post("/events")
async def events(request: Request) -> Response:
    """Take an event, a click, a command or a window; only what Slack has signed, in the last five minutes."""
    slack: Slack = request.app.state.slack
    if not slack.signed:
        raise Refused("not_found")
    return await AsyncSlackRequestHandler(slack.app).handle(request)


@router.get("/install")
async def install(request: Request) -> Response:
    """Begin an installation."""
    oauth = await _installing(request)
    return to_starlette_response(await oauth.handle_installation(to_async_bolt_request(request, b"")))


@router.get("/oauth_redirect")
async def installed(request: Request) -> Response:
    """End an installation."""
    oauth = await _installing(request)
    return to_starlette_response(await oauth.handle_callback(to_async_bolt_request(request, b"")))


async def _installing(request: Request):  # type: ignore[no-untyped-def]
    slack: Slack = request.app.state.slack
    if slack.oauth is None:
        raise Refused("not_found")
    await slack.rates.count("create_address", address_of(request.scope))
    return slack.oauth
