"""`build.py serve`: an edit to content, a quiz or data shows on the page, and a mistake is told on it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

QUIZ = "---\nid: q\ntitle: 小测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## {stem}？ {{#one}}\n\n答案：对\n错的反馈：再想想。\n解析：对。\n依据：《专利法》第二条\n"


@pytest.fixture
def served(make_project: Callable[..., Path]) -> Iterator[tuple[Path, str]]:
    root = make_project({"content/explain/A.md": "原来的字", "quizzes/general/q.md": QUIZ.format(stem="原来的题")})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port)], cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield root, f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait(10)


def wait_for(url: str, words: str, seconds: float = 40) -> str:
    """The page at `url` once it holds `words`; fails with what it last said."""
    last = ""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                last = answer.read().decode("utf-8")
            if words in last:
                return last
        except (urllib.error.URLError, ConnectionError, TimeoutError) as problem:
            last = str(problem)
        time.sleep(0.3)
    raise AssertionError(f"{words} not seen at {url}: {last[-2000:]}")


def test_edits_show_and_mistakes_are_told(served: tuple[Path, str]) -> None:
    root, url = served
    wait_for(url + "explain/A.html", "原来的字")
    page = root / "content/explain/A.md"
    page.write_text(page.read_text(encoding="utf-8").replace("原来的字", "改过的字"), encoding="utf-8")
    wait_for(url + "explain/A.html", "改过的字")
    (root / "quizzes/general/q.md").write_text(QUIZ.format(stem="改过的题"), encoding="utf-8")
    wait_for(url + "quiz/q.html", "改过的题")
    site = root / "data/site.yml"
    site.write_text(site.read_text(encoding="utf-8").replace("测试站", "新名字"), encoding="utf-8")
    wait_for(url + "explain/A.html", "新名字")
    page.write_text(page.read_text(encoding="utf-8") + "\n《专列法》第二条\n", encoding="utf-8")
    assert "专列法" in wait_for(url + "explain/A.html", "处错误")
    page.write_text(page.read_text(encoding="utf-8").replace("专列法", "专利法"), encoding="utf-8")
    assert "处错误" not in wait_for(url + "explain/A.html", "《专利法》第二条")
