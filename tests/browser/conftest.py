"""A real browser on the real site: built once, served under a sub-path, and openable as files."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT

SITE_DATE = "2026-12-01"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole public site, built by the project's own command on a fixed date."""
    out = tmp_path_factory.mktemp("built") / "site"
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    done = subprocess.run([sys.executable, "build.py", "site", "--date", SITE_DATE, "--out", str(out)], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """The test's own output is enough."""


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """`serve(folder)` -> the address of `folder`, under a sub-path of its own."""
    root = tmp_path_factory.mktemp("www")
    handler = functools.partial(_Quiet, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def mount(folder: Path) -> str:
        name = f"a/sub-path-{len(list((root / 'a').iterdir())) if (root / 'a').exists() else 0}"
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(folder, target_is_directory=True)
        return f"http://127.0.0.1:{server.server_address[1]}/{name}/"

    yield mount
    server.shutdown()


@pytest.fixture(scope="session")
def site_url(site_dir: Path, serve: Callable[[Path], str]) -> str:
    return serve(site_dir)


class Watched:
    """A page whose console errors, failed requests and requests to elsewhere are remembered."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.problems.append(f"console {m.type}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.problems.append(f"script error: {e}"))
        # A page left while its icon is still on the way has not failed.
        page.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else self.problems.append(f"failed: {r.url}"))

        def seen(request) -> None:
            self.requests.append(request.url)
            if not request.url.startswith((home, "data:", "blob:")):
                self.problems.append(f"leaves the origin: {request.url}")

        page.on("request", seen)
        page.on("response", lambda r: self.problems.append(f"{r.status}: {r.url}") if r.status >= 400 else None)


@pytest.fixture
def context_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`context_of(width=360, dark=True, script=False, …)`; contexts are closed after the test."""
    opened: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, dark: bool = False, script: bool = True, **options) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", java_script_enabled=script,
            locale="zh-CN", timezone_id="Asia/Shanghai", **options,
        )
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def visit(context_of: Callable[..., BrowserContext], site_url: str) -> Callable[..., Watched]:
    """`visit("explain/E03.html", width=360)` -> the page, opened and watched."""

    def go(path: str, **options) -> Watched:
        watched = Watched(context_of(**options).new_page(), site_url)
        watched.page.goto(site_url + path)
        return watched

    return go
