"""A real OpenID provider on loopback (oidc-provider-mock on Authlib's server parts), which also checks the proof key of each code."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
from werkzeug.serving import make_server

Start = Callable[..., Any]


@dataclass
class Provider:
    """The running provider.

    Attributes:
        asked: what the last person was sent with.
        calls_itself: the host that it names as its own, where that is not its real one.
        refused: how many codes came without the key that they were asked for with.
    """

    issuer: str = ""
    calls_itself: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    refused: int = 0

    def people(self, subject: str, **claims: Any) -> None:
        """Tell the provider about somebody."""
        httpx.put(f"{self.issuer}/users/{subject}", json=claims).raise_for_status()

    def agree(self, address: str, subject: str) -> str:
        """Sign in there as a person would; return the address that the provider leads back to."""
        assert address.startswith(f"{self.issuer}/oauth2/authorize?"), address
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        answer = httpx.post(address, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    def _checked(self, app: Any) -> Any:
        def serve(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
            if environ["PATH_INFO"] == "/oauth2/token":
                body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
                environ["wsgi.input"] = io.BytesIO(body)
                form = parse_qs(body.decode())
                proof = hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()
                if self.challenges.get(form.get("code", [""])[0]) != base64.urlsafe_b64encode(proof).decode().rstrip("="):
                    self.refused += 1
                    start("400 Bad Request", [("Content-Type", "application/json")])
                    return [b'{"error": "invalid_grant"}']
            if environ["PATH_INFO"] == "/oauth2/authorize":
                start = self._noting(environ["QUERY_STRING"], start)
            found: Iterable[bytes] = app({**environ, **({"HTTP_HOST": self.calls_itself} if self.calls_itself else {})}, start)
            return found

        return serve

    def _noting(self, query: str, start: Start) -> Start:
        """Note with which challenge a code was asked for."""

        def noted(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            back = parse_qs(urlsplit(dict(headers).get("Location", "")).query)
            if "code" in back:
                self.challenges[back["code"][0]] = parse_qs(query).get("code_challenge", [""])[0]
            return start(status, headers, *more)

        return noted


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Serve until the end."""
    provider = Provider()
    server = make_server("localhost", 0, provider._checked(oidc_provider_mock.app(require_nonce=True)), threaded=True)
    provider.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def without(address: str, name: str, value: str = "") -> str:
    """An address with another value of a parameter."""
    return re.sub(rf"([?&]{name}=)[^&]*", rf"\g<1>{value}", address)
