"""Telling the office that a case waits too long, by e-mail and by webhook: its number, its triage and its minutes, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import smtplib
import ssl
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import structlog

from bot.faults import where
from bot.gateway.meters import Meters
from bot.settings import SettingError
from bot.variables import listed
from cases.reminders import Reminder, Reminders

log = structlog.get_logger(__name__)
SECONDS = 15.0
SEND_SECONDS = 20.0
LEAST_SECRET = 16
SECURITY = ("starttls", "tls", "none")


class Way(Protocol):
    """A way to tell it; raises where it can't."""

    name: str

    async def tell(self, reminder: Reminder) -> None:
        """Tell it."""


class Email:
    """By e-mail over SMTP; the office's own addresses only."""

    name = "email"

    def __init__(
        self, host: str, port: int, security: str, login: tuple[str, str] | None, sender: str, to: Sequence[str], site: str
    ) -> None:
        """Send from an address to others, over a server; ``site`` is where the console is."""
        self._host, self._port, self._security, self._login = host, port, security, login
        self._sender, self._to, self._site = sender, tuple(to), site

    async def tell(self, reminder: Reminder) -> None:
        """Send it."""
        await asyncio.to_thread(self._send, self.message(reminder))

    def message(self, reminder: Reminder) -> EmailMessage:
        """The message. Its id is the reminder's, so that one sent twice is known again."""
        message = EmailMessage()
        message["From"], message["To"] = self._sender, ", ".join(self._to)
        message["Subject"] = f"A case waits: {reminder.case_id}, {reminder.level}, {told(reminder.minutes)}"
        message["Date"] = format_datetime(localtime())
        message["Message-ID"] = f"<{reminder.id}@{self._sender.rpartition('@')[2].rstrip('>')}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(
            f"The case {reminder.case_id} ({reminder.level}) has waited for {told(reminder.minutes)}.\n\n"
            f"Open it: {self._site}/console/cases/{reminder.case_id}\n"
        )
        return message

    def _send(self, message: EmailMessage) -> None:
        context = ssl.create_default_context()
        secured = self._security == "tls"
        server = (
            smtplib.SMTP_SSL(self._host, self._port, timeout=SEND_SECONDS, context=context)
            if secured
            else smtplib.SMTP(self._host, self._port, timeout=SEND_SECONDS)
        )
        with server:
            if self._security == "starttls":
                server.starttls(context=context)
            if self._login:
                server.login(*self._login)
            server.send_message(message)


class Webhook:
    """By a POST of JSON, signed: the receiver computes HMAC-SHA256 of "<timestamp>.<body>" with the shared secret and compares."""

    name = "webhook"

    def __init__(self, url: str, secret: str) -> None:
        """Send to an address, signed with a secret."""
        self._url, self._secret = url, secret

    async def tell(self, reminder: Reminder) -> None:
        """Send it; any answer but one of success is a failure."""
        body = json.dumps({"id": reminder.id, "case": reminder.case_id, "triage": reminder.level, "waiting_minutes": reminder.minutes})
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Credwise-Timestamp": stamp,
            "X-Credwise-Signature": f"sha256={signature(self._secret, stamp, body)}",
        }
        async with httpx.AsyncClient(timeout=SEND_SECONDS, follow_redirects=False) as client:
            response = await client.post(self._url, content=body, headers=headers)
        if not response.is_success:
            raise ConnectionError(f"answered {response.status_code}")


def signature(secret: str, stamp: str, body: str) -> str:
    """The signature of a body sent at that time (seconds since 1970)."""
    return hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()


def told(minutes: int) -> str:
    """Minutes in words: "45 minutes", "3 hours", "2 days"."""
    for size, name in ((2880, "day"), (120, "hour")):
        if minutes >= size:
            count = minutes // (1440 if name == "day" else 60)
            return f"{count} {name}s"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


class Notifier:
    """Looks for cases that wait too long, and tells each once by each way, whichever gateway finds it first."""

    def __init__(self, reminders: Reminders, ways: Sequence[Way], meters: Meters) -> None:
        """Tell by these ways; by none nothing is done."""
        self._reminders, self._ways, self._meters = reminders, {way.name: way for way in ways}, meters
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look from now on."""
        if self._ways:
            self._task = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def tell_all(self) -> None:
        """Tell all that is due now."""
        for reminder in await asyncio.to_thread(self._reminders.due, list(self._ways)):
            try:
                await self._ways[reminder.way].tell(reminder)
            except Exception as error:  # of any network and any server
                self._meters.errors.labels("notify").inc()
                log.warning("notice_failed", way=reminder.way, error=where(error))
                await asyncio.to_thread(self._reminders.failed, reminder)
            else:
                log.info("notice_sent", way=reminder.way, level=reminder.level)
                await asyncio.to_thread(self._reminders.sent, reminder)

    async def _look(self) -> None:
        while True:
            try:
                await self.tell_all()
            except Exception as error:
                self._meters.errors.labels("notify").inc()
                log.error("notify_failed", error=where(error))
            await asyncio.sleep(SECONDS)


def ways_from_environment(site: str) -> list[Way]:
    """Return the ways that are set; raise SettingError where one can't be used."""
    return [way for way in (_email(site), _webhook()) if way is not None]


def _email(site: str) -> Email | None:
    host = os.environ.get("CREDWISE_SMTP_HOST")
    if not host:
        return None
    security = os.environ.get("CREDWISE_SMTP_SECURITY") or "starttls"
    if security not in SECURITY:
        raise SettingError(f"CREDWISE_SMTP_SECURITY is {security!r}, but has to be one of {', '.join(SECURITY)}.")
    usual = {"starttls": "587", "tls": "465", "none": "25"}[security]
    port = os.environ.get("CREDWISE_SMTP_PORT") or usual
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError(f"CREDWISE_SMTP_PORT is {port!r}, but has to be a port, such as {usual}.")
    sender, to = os.environ.get("CREDWISE_SMTP_FROM", ""), listed("CREDWISE_SMTP_TO")
    for variable, addresses in (("CREDWISE_SMTP_FROM", [sender]), ("CREDWISE_SMTP_TO", to)):
        if not addresses or not all("@" in address and address.isprintable() for address in addresses):
            raise SettingError(f"CREDWISE_SMTP_HOST is set, so {variable} has to hold an e-mail address, such as advising@example.edu.")
    user = os.environ.get("CREDWISE_SMTP_USER")
    login = (user, os.environ.get("CREDWISE_SMTP_PASSWORD", "")) if user else None
    if login and security == "none":
        raise SettingError("CREDWISE_SMTP_USER is set, but CREDWISE_SMTP_SECURITY is none: the password would be sent in the open.")
    return Email(host, int(port), security, login, sender, to, site)


def _webhook() -> Webhook | None:
    url = os.environ.get("CREDWISE_WEBHOOK_URL")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise SettingError("CREDWISE_WEBHOOK_URL has to be an address such as https://hooks.example.edu/cases.")
    secret = os.environ.get("CREDWISE_WEBHOOK_SECRET", "")
    if len(secret) < LEAST_SECRET:
        raise SettingError(
            f"CREDWISE_WEBHOOK_URL is set, so CREDWISE_WEBHOOK_SECRET has to hold {LEAST_SECRET} characters or more: it signs what is sent."
        )
    return Webhook(url, secret)
