"""The pages, and the widget's file as other websites load it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.gateway import pages

SCRIPT = b"console.log(1)" * 100


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(pages, "WIDGET", tmp_path / "widget.js")
    pages.WIDGET.write_bytes(SCRIPT)
    app = FastAPI()
    app.include_router(pages.router)
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("page", ["/demo", "/chat"])
def test_a_page_needs_nothing_that_a_strict_policy_forbids(page: str, client: TestClient) -> None:
    # GIVEN a page
    html = client.get(page).text
    # THEN no script and no style stands in it
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    # AND all that it loads is there
    for address in re.findall(r'(?:href|src)="(/[^"]*)"', html):
        assert client.get(address).status_code == 200, address


def test_the_address_alone_leads_to_the_demo(client: TestClient) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/demo"


def test_nothing_but_the_pages_own_style_is_given(client: TestClient) -> None:
    assert client.get("/site/demo.css").status_code == 200
    for name in ("demo.html", "..%2Fpages.py", "%2e%2e/pages.py", "nothing.css"):
        assert client.get(f"/site/{name}").status_code == 404, name


def test_a_browser_that_asks_for_an_icon_gets_one(client: TestClient) -> None:
    for address in ("/favicon.ico", "/site/icon.svg"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml"), address


def test_any_website_may_load_the_widget_packed(client: TestClient) -> None:
    answer = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert answer.content == SCRIPT
    assert int(answer.headers["content-length"]) == len(gzip.compress(SCRIPT, 9))
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert client.get("/widget.js", headers={"Accept-Encoding": "identity"}).headers.get("content-encoding") is None


def test_the_widget_is_sent_again_only_when_it_has_changed(client: TestClient) -> None:
    # GIVEN a browser that has the widget
    tag = client.get("/widget.js").headers["etag"]
    assert client.get("/widget.js", headers={"If-None-Match": tag}).status_code == 304
    # WHEN a new one is built
    pages.WIDGET.write_bytes(SCRIPT + b"//new")
    # THEN it gets the new one
    assert client.get("/widget.js", headers={"If-None-Match": tag}).status_code == 200


def test_a_widget_that_is_not_built_is_not_there(client: TestClient) -> None:
    pages.WIDGET.unlink()
    assert client.get("/widget.js").status_code == 404
