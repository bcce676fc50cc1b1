"""The gateway as a process of its own that can be killed, and websites that embed the widget from elsewhere."""

from __future__ import annotations

import contextlib
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from scripts.processes import ROOT, environ
from tests.support.assistant import TODAY, RunningAssistant

START_SECONDS = 60
SITE = ROOT / "bot" / "gateway" / "site"
WITHOUT_LIMITS = {
    f"CREDWISE_RATE_{name}": "100000/minute"
    for name in (
        "MESSAGE_CONVERSATION",
        "MESSAGE_ADDRESS",
        "CREATE_ADDRESS",
        "CONNECT_ADDRESS",
        "OTHER_CONVERSATION",
        "EXPORT_CONVERSATION",
        "SIGN_IN_ADDRESS",
    )
}


class Gateway:
    """The gateway before a running assistant."""

    def __init__(self, python: str, port: int, assistant: RunningAssistant, folder: Path, origins: list[str]) -> None:
        self.url = f"http://localhost:{port}"
        self._command, self._log = [python, "-m", "bot.gateway"], folder / "gateway.log"
        self.database = folder / "gateway.db"
        self._environment = {
            **environ(),
            **WITHOUT_LIMITS,
            "CREDWISE_PORT": str(port),
            "CREDWISE_RASA_URL": str(assistant.client.base_url).rstrip("/"),
            "CREDWISE_RASA_TOKEN": assistant.client.params["token"],
            "CREDWISE_CASES_URL": assistant.cases,
            "CREDWISE_GATEWAY_DB": f"sqlite:///{self.database}",
            "CREDWISE_CONSOLE_DB": f"sqlite:///{folder / 'console.db'}",
            "CREDWISE_ORIGINS": ",".join([self.url, *origins]),
            "CREDWISE_TODAY": TODAY,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/healthz", timeout=5).is_success:
                    return
            time.sleep(0.1)
        raise AssertionError(f"the gateway did not start:\n{self._log.read_text()[-2000:]}")

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it in good order."""
        assert self._process
        self._process.terminate()
        self._process.wait(15)


class Website:
    """The demo page on a server of its own, with the widget's tag as its owner would write it.

    Attributes:
        url: where it is.
        tag: the attributes of the script tag beside its source.
        style: more rules in the page's own style sheet.
    """

    def __init__(self, url: str, gateway: Gateway) -> None:
        self.url, self.tag, self.style = url, "", ""
        self._gateway = gateway.url

    def page(self) -> str:
        """The demo page, its widget loaded from the gateway."""
        html = (SITE / "demo.html").read_text("utf-8")
        return re.sub(r"<script .*</script>", f'<script src="{self._gateway}/widget.js" {self.tag}></script>', html)

    def stylesheet(self) -> str:
        """The demo page's style sheet, and more."""
        return (SITE / "demo.css").read_text("utf-8") + self.style

    @property
    def policy(self) -> str:
        """As strict as a page that embeds the widget can be."""
        socket = self._gateway.replace("http", "ws", 1)
        return (
            f"default-src 'none'; script-src {self._gateway}; style-src 'self'; img-src 'self'; connect-src {self._gateway} {socket}; "
            "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, website: Website, *arguments: object) -> None:
        self.website = website
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        known = {"/": ("text/html", self.website.page), "/site/demo.css": ("text/css", self.website.stylesheet)}
        kind, content = known.get(self.path, ("text/plain", str))
        body = content().encode()
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", self.website.policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(gateway: Gateway, port: int) -> Iterator[Website]:
    """Serve a website until the tests end."""
    website = Website(f"http://127.0.0.1:{port}", gateway)
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, website)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield website
        server.shutdown()
        thread.join()
