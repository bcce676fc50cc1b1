"""The office is told of cases that wait too long: by a real SMTP server and a real webhook, once, and with nothing of whom it is about."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_string
from pathlib import Path

import pytest
from aiohttp import web

from bot.console.desk.notify import Notifier, Way, signature, told, ways_from_environment
from bot.gateway.meters import Meters
from bot.settings import SettingError
from cases.database import open_database
from cases.desk import Desk
from cases.model import Case
from cases.reminders import FIRST_PAUSE, Reminders
from cases.settings import FILE, read
from tests.support.assistant import free_ports
from tests.unit.cases.briefs import Clock, full_brief

SITE = "https://chat.example.edu"
SECRET = "a secret for webhooks"


@dataclass
class Mail:
    """An SMTP server that keeps what it is given."""

    port: int
    got: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 test\r\n")
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                self.got.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")
            await writer.drain()
        writer.close()


@pytest.fixture
async def mail(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mail]:
    mail = Mail(free_ports(1)[0])
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": str(mail.port),
        "SECURITY": "none",
        "FROM": "desk@example.edu",
        "TO": "a@example.edu, b@example.edu",
    }.items():
        monkeypatch.setenv(f"CREDWISE_SMTP_{name}", value)
    server = await asyncio.start_server(mail.talk, "127.0.0.1", mail.port)
    async with server:
        yield mail


@dataclass
class Hook:
    """A webhook's receiver.

    Attributes:
        got: the requests that came: headers and body.
        status: what it answers.
    """

    port: int
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    status: int = 204

    async def handle(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.text()))
        return web.Response(status=self.status)


@asynccontextmanager
async def receiving(hook: Hook) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_post("/cases", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", hook.port).start()
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.fixture
async def hook(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hook]:
    hook = Hook(free_ports(1)[0])
    monkeypatch.setenv("CREDWISE_WEBHOOK_URL", f"http://127.0.0.1:{hook.port}/cases")
    monkeypatch.setenv("CREDWISE_WEBHOOK_SECRET", SECRET)
    async with receiving(hook):
        yield hook


@pytest.fixture
def clock() -> Clock:
    from datetime import UTC, datetime

    return Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return Desk(open_database(f"sqlite:///{tmp_path / 'cases.sqlite'}"), read(FILE), clock)


@pytest.fixture
def late(desk: Desk, clock: Clock) -> Case:
    """An urgent case that has waited for 20 minutes, of somebody who told much."""
    case = desk.open("talk", full_brief(triage={"level": "urgent", "because": "the user may be in distress"}))
    desk.leave_contact(case.id, "ann@example.org", "evenings")
    clock.move(minutes=20)
    return case


def notifier(desk: Desk, clock: Clock, ways: list[Way] | None = None) -> Notifier:
    return Notifier(Reminders(desk.engine, desk.rules, clock), ways_from_environment(SITE) if ways is None else ways, Meters())


async def test_a_late_case_is_told_once_by_each_way_whoever_looks(mail: Mail, hook: Hook, desk: Desk, clock: Clock, late: Case) -> None:
    # WHEN several gateways look at once, and again, and after a restart
    await asyncio.gather(*(notifier(desk, clock).tell_all() for _ in range(3)))
    clock.move(hours=5)
    await notifier(desk, clock).tell_all()
    # THEN one e-mail and one request went out
    assert (len(mail.got), len(hook.got)) == (1, 1)
    # AND both tell the case, its triage and its minutes, and nothing of the user
    letter = message_from_string(mail.got[0])
    assert letter["Subject"] == f"A case waits: {late.id}, urgent, 20 minutes"
    assert letter["To"] == "a@example.edu, b@example.edu"
    assert letter["Message-ID"] == f"<{late.id}-urgent@example.edu>"
    assert f"{SITE}/console/cases/{late.id}" in letter.get_payload()
    headers, body = hook.got[0]
    assert json.loads(body) == {"id": f"{late.id}-urgent", "case": late.id, "triage": "urgent", "waiting_minutes": 20}
    for word in ("ann@", "evenings", "data analyst", "distress", "talk"):
        assert word not in (body + letter.get_payload())
    # AND the request is signed
    assert headers["X-Credwise-Signature"] == f"sha256={signature(SECRET, headers['X-Credwise-Timestamp'], body)}"
    assert headers["X-Credwise-Signature"] != f"sha256={signature(SECRET, '0', body)}"


async def test_a_receiver_that_fails_is_asked_again_later_and_the_other_way_is_not_held_up(
    mail: Mail, hook: Hook, desk: Desk, clock: Clock, late: Case
) -> None:
    hook.status = 500
    await notifier(desk, clock).tell_all()
    assert (len(mail.got), len(hook.got)) == (1, 1)
    await notifier(desk, clock).tell_all()
    assert len(hook.got) == 1
    hook.status = 200
    clock.move(seconds=FIRST_PAUSE.total_seconds())
    await notifier(desk, clock).tell_all()
    await notifier(desk, clock).tell_all()
    assert (len(mail.got), len(hook.got)) == (1, 2)


async def test_a_redirect_is_not_followed(hook: Hook, desk: Desk, clock: Clock, late: Case) -> None:
    hook.status = 302
    await notifier(desk, clock).tell_all()
    assert len(hook.got) == 1


async def test_a_server_that_is_not_there_fails_nothing_else(
    monkeypatch: pytest.MonkeyPatch, hook: Hook, desk: Desk, clock: Clock, late: Case
) -> None:
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": str(free_ports(1)[0]),
        "SECURITY": "none",
        "FROM": "d@example.edu",
        "TO": "a@example.edu",
    }.items():
        monkeypatch.setenv(f"CREDWISE_SMTP_{name}", value)
    await notifier(desk, clock).tell_all()
    assert len(hook.got) == 1


async def test_it_looks_by_itself(hook: Hook, desk: Desk, clock: Clock, late: Case) -> None:
    looking = notifier(desk, clock)
    looking.start()
    async with asyncio.timeout(10):
        while not hook.got:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await looking.close()


@pytest.mark.parametrize(
    ("variables", "told_of"),
    [
        ({"SMTP_HOST": "mail"}, "CREDWISE_SMTP_FROM"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.org"}, "CREDWISE_SMTP_TO"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.org", "SMTP_TO": "c@d.org\nBcc: x@y.org"}, "CREDWISE_SMTP_TO"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.org", "SMTP_TO": "c@d.org", "SMTP_PORT": "x"}, "CREDWISE_SMTP_PORT"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.org", "SMTP_TO": "c@d.org", "SMTP_SECURITY": "ssl"}, "CREDWISE_SMTP_SECURITY"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.org", "SMTP_TO": "c@d.org", "SMTP_SECURITY": "none", "SMTP_USER": "u"}, "in the open"),
        ({"WEBHOOK_URL": "ftp://x"}, "CREDWISE_WEBHOOK_URL"),
        ({"WEBHOOK_URL": "https://x.example"}, "CREDWISE_WEBHOOK_SECRET"),
    ],
)
def test_what_cannot_be_used_is_told(variables: dict[str, str], told_of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"CREDWISE_{name}", value)
    with pytest.raises(SettingError, match=told_of):
        ways_from_environment(SITE)


def test_without_settings_nothing_is_sent() -> None:
    assert ways_from_environment(SITE) == []


@pytest.mark.parametrize(("minutes", "words"), [(1, "1 minute"), (90, "90 minutes"), (180, "3 hours"), (4500, "3 days")])
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert told(minutes) == words
