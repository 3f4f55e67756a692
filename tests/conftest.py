"""Shared fixtures, and the rule that in CI a skipped test fails the run unless tests/skips.txt names it."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from iplearn.diagnostics import Diagnostic
from iplearn.markup import Markup
from iplearn.model.law import LawRegistry
from iplearn.model.project import Project
from iplearn.reading.laws import registry
from iplearn.reading.project import ProjectReader

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DAY = date(2026, 12, 1)
# Without the background flags Chromium looks for hosts of its own at every start.
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def laws() -> LawRegistry:
    """The project's own registry."""
    found_laws, problems = registry({f"data/laws/{p.name}": p.read_text(encoding="utf-8") for p in (ROOT / "data/laws").glob("*.yml")})
    assert problems == []
    return found_laws


@pytest.fixture(scope="session")
def markup(laws: LawRegistry) -> Markup:
    return Markup(laws)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the project; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("没有 ../shared 参考资料")
    return SHARED


@cache
def repository() -> tuple[Project, list[Diagnostic]]:
    """This repository, read once for all tests: a project is never changed."""
    return ProjectReader(ROOT).read()


@pytest.fixture(scope="session")
def real_project() -> tuple[Project, list[Diagnostic]]:
    return repository()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of the whole run: two of Playwright's drivers cannot be open in one thread."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


FRONT = """---
id: {id}
title: 标题
summary: 一句话。
need: 先弄清
right: 综合
reviewed: {reviewed}
published: 2026-11-20
---
"""


def write_project(folder: Path, files: dict[str, str | bytes], reviewed: str = "2026-11-20") -> Path:
    """A project in `folder` with this site's laws and small data: `write_project(folder, {"content/explain/A.md": "正文"})`.

    A content file without front matter gets some (an explainer reviewed 2026-11-20).
    """
    base = {
        "data/site.yml": "name: 测试站\ntagline: 试\ndescription: 试\nhost_unit: 某局\ncontent_source: 测试\n",
        "data/sections.yml": "- id: explain\n  title: 解答\n  groups: [先弄清]\n",
        "data/home.yml": "question: 问？\ndoors: []\nfeatured: []\n",
        "data/plan.yml": "title: 方案\nperiod: {from: '2017-12', to: '2020-12'}\nstatus: 已结束\ngroups: []\ntasks: []\nguarantees: []\ntargets: []\n",
        "data/units.yml": "[]\n",
        "data/campaigns.yml": "[]\n",
        "data/objectives.yml": "[]\n",
        "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
    }
    for law in (ROOT / "data/laws").glob("*.yml"):
        base[f"data/laws/{law.name}"] = law.read_text(encoding="utf-8")
    for name, text in {**base, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
            continue
        text = textwrap.dedent(text)
        if name.startswith("content/explain/") and name.endswith(".md") and not text.startswith("---"):
            text = FRONT.format(id=path.stem, reviewed=reviewed) + text
        path.write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    if not (folder / "theme").exists():
        (folder / "theme").symlink_to(ROOT / "theme")
    return folder


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Path]:
    """`write_project` into the test's own folder."""
    return lambda files, reviewed="2026-11-20": write_project(tmp_path, files, reviewed)


# --- Skips are visible -------------------------------------------------------------------------------


def _allowed_skips() -> set[str]:
    path = ROOT / "tests" / "skips.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()}


_skipped: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if not os.environ.get("CI") or exitstatus != 0:
        return
    allowed = _allowed_skips()
    unlisted = sorted(n for n in _skipped if not any(n == a or n.startswith(a + "::") or n.startswith(a + "[") for a in allowed))
    if unlisted:
        print("\n跳过了 tests/skips.txt 没有列出的测试：\n" + "\n".join(unlisted))
        session.exitstatus = 1
