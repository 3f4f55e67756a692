"""What a quiz costs on the wire: measured in the browser, from a server that compresses as servers do."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_handin import answer_all, hand_in

QUIZZES = ["quiz/ip-quick.html", "quiz/t1-check.html"]
PLAIN = "law/index.html"
MOST = 12_288
AFTER_MOST = 16_384


@pytest.fixture(scope="module")
def gzip_url(site_dir: Path) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = site_dir / self.path.lstrip("/").partition("?")[0]
            known = path.is_file()
            body = gzip.compress(path.read_bytes(), 6) if known else b""
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            if known:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """The test's own output is enough."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def watch(context: BrowserContext) -> tuple[Page, dict[str, int]]:
    """A page, and what each of its scripts and styles took on the wire, headers included."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def answered(event: dict) -> None:
        if event["type"] in ("Script", "Stylesheet"):
            urls[event["requestId"]] = event["response"]["url"]

    def finished(event: dict) -> None:
        if event["requestId"] in urls:
            sizes[urls[event["requestId"]]] = int(event["encodedDataLength"])

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    return page, sizes


@pytest.mark.parametrize("path", QUIZZES)
def test_a_quiz_costs_at_most_twelve_kilobytes_until_it_is_handed_in(context_of: Callable[..., BrowserContext], gzip_url: str, path: str) -> None:
    page, frame = watch(context_of(width=360))
    page.goto(gzip_url + PLAIN, wait_until="networkidle")
    assert frame and not page.locator(".ipq").count()
    page, sizes = watch(context_of(width=360))
    page.goto(gzip_url + path, wait_until="networkidle")
    answer_all(page)
    mine = {url.removeprefix(gzip_url): size for url, size in sizes.items() if url not in frame}
    assert sorted(mine) == ["assets/quiz/quiz.min.css", "assets/quiz/quiz.min.js"], mine
    assert 5_000 < sum(mine.values()) <= MOST, mine
    hand_in(page)
    expected = [gzip_url + name for name in ("assets/class/handin.css", "assets/quiz/after.min.js")]
    for _ in range(200):
        if all(url in sizes for url in expected):
            break
        page.wait_for_timeout(50)
    later = {url: size for url, size in sizes.items() if url not in frame and url.removeprefix(gzip_url) not in mine}
    assert sorted(later) == expected and sum(later.values()) <= AFTER_MOST, later
    print(f"{path}: {sum(mine.values())} bytes for the quiz, {sum(later.values())} after it")
