"""Measure the widget: its size beside those of the usual ones, and how soon it is there on a slow phone.

Usage: make bench, or python -m bench.widget. It needs the system's Chromium. `bench/README.md` says what the numbers mean.
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from scripts.widget import BUILT  # noqa: E402
from tests.browser.conftest import find_chromium  # noqa: E402

ROUNDS = 9
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOW_PHONE = 4
# Measured on 22 November 2026 with Vite 8, minified, one file, everything that is needed to speak to the server in it.
OTHERS = {
    "deep-chat 2.4.2 with socket.io": 133,
    "botframework-webchat 4.18.1, minimal": 483,
    "@chatscope/chat-ui-kit-react 2.1.1 with React": 92,
    "react-chatbotify 2.5.0 with React": 124,
    "rasa-webchat 1.0.1": 211,
}
PAGE = b"""<!doctype html><html lang="en"><title>x</title><body><h1>A page</h1><script src="/widget.js" async></script></body></html>"""


def main() -> None:
    """Measure and print the tables."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "widget.py")], check=True)
    console = Console()
    sizes = Table("widget", "KB, gzipped")
    sizes.add_row("Credwise", f"{len(gzip.compress(BUILT.read_bytes(), 9)) / 1024:.1f}")
    for name, size in OTHERS.items():
        sizes.add_row(name, str(size))
    console.print(sizes)
    path = find_chromium()
    if path is None:
        console.print("No Chromium on this machine: first paint was not measured.")
        return
    with sync_playwright() as playwright, serving() as url:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        times = Table("until the button is there, ms", "median", "slowest", title=f"{ROUNDS} loads, nothing cached")
        for name, slow in (("as it is", False), ("slow 4G (1.6 Mbit/s, 150 ms), processor at a quarter", True)):
            found = [first_paint(browser, url, slow=slow) for _ in range(ROUNDS)]
            times.add_row(name, f"{statistics.median(found):.0f}", f"{max(found):.0f}")
        browser.close()
    console.print(times)


def first_paint(browser: Browser, url: str, *, slow: bool) -> float:
    """Milliseconds from the navigation until the widget's button has been painted."""
    page = browser.new_context(viewport={"width": 390, "height": 780}).new_page()
    session = page.context.new_cdp_session(page)
    if slow:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
    page.add_init_script(
        "document.addEventListener('credwise-ready', () => requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); })));"
    )
    page.goto(url)
    page.wait_for_function("window.painted")
    took = float(page.evaluate("window.painted"))
    page.context.close()
    return took


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Give the page or the widget, packed as the gateway packs it."""
        is_script = self.path == "/widget.js"
        body = gzip.compress(BUILT.read_bytes(), 9) if is_script else PAGE
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_script else "text/html")
        if is_script:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the page on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
