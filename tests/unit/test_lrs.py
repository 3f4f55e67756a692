"""Statements from a live store: pages followed, errors in words, nothing lost on the way."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from iplearn.results.lrs import LrsProblem, fetch

STATEMENTS = [{"id": str(n), "verb": {"id": "答"}} for n in range(5)]


class Store(BaseHTTPRequestHandler):
    """Two statements a page; the second page's address is relative, as the standard has it."""

    answer: tuple[int, bytes] | None = None
    seen: list[dict[str, str]] = []

    def do_GET(self) -> None:
        Store.seen.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
        if self.headers["Authorization"] != "Basic " + base64.b64encode("读:密".encode()).decode():
            return self._send(401, b"{}")
        if Store.answer:
            return self._send(*Store.answer)
        start = int(self.path.rpartition("from=")[2]) if "from=" in self.path else 0
        page = {"statements": STATEMENTS[start : start + 2], "more": f"/xapi/statements?from={start + 2}" if start + 2 < len(STATEMENTS) else ""}
        self._send(200, json.dumps(page).encode())

    def _send(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def store() -> Iterator[str]:
    Store.answer, Store.seen = None, []
    server = HTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/xapi/"
    server.shutdown()


def test_all_pages_come(store: str, tmp_path: Path) -> None:
    out = tmp_path / "lrs.jsonl"
    assert fetch(store, "读", "密", out) == 5
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == STATEMENTS
    assert len(Store.seen) == 3 and all(h["x-experience-api-version"] == "1.0.3" for h in Store.seen)
    assert Store.seen[0]["path"].startswith("/xapi/statements?") and "ascending=true" in Store.seen[0]["path"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [((200, b"<html>"), "不是 JSON"), ((200, b"[]"), "不是 xAPI 记录"), ((404, b""), "地址不对"), ((500, b""), "出了错")],
)
def test_what_goes_wrong_is_said_and_the_old_file_stays(store: str, tmp_path: Path, answer: tuple[int, bytes], words: str) -> None:
    out = tmp_path / "lrs.jsonl"
    out.write_text("旧的", "utf-8")
    Store.answer = answer
    with pytest.raises(LrsProblem, match=words):
        fetch(store, "读", "密", out)
    assert out.read_text("utf-8") == "旧的" and list(tmp_path.iterdir()) == [out]


def test_a_wrong_password_and_a_plain_address(store: str, tmp_path: Path) -> None:
    with pytest.raises(LrsProblem, match="密码不对"):
        fetch(store, "读", "错", tmp_path / "x")
    with pytest.raises(LrsProblem, match="https"):
        fetch("http://lrs.example/xapi", "读", "密", tmp_path / "x")
    with pytest.raises(LrsProblem, match="连不上"):
        fetch("http://127.0.0.1:9/xapi", "读", "密", tmp_path / "x")
