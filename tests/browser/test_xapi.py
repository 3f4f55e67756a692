"""xAPI: attempts handed in on a site that names a Learning Record Store arrive in one, and become the same rows.

The store is Ralph (.venv-lrs, made by `make test`) on 127.0.0.1; Learning Locker's validator looks at every statement.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from iplearn.model.project import Project
from iplearn.model.result import Attempt, Phase
from iplearn.reading.project import ProjectReader
from iplearn.results.answers import carried
from iplearn.results.codes import CodeReader
from iplearn.results.rows import Handed, once, response_rows
from iplearn.results.xapi import read_statements
from tests.browser.class_page import a_class, key_of, record
from tests.browser.conftest import SITE_DATE, Watched
from tests.browser.test_handin import hand_in, make_code
from tests.conftest import ROOT, write_project
from tests.unit.quiz_samples import ALL_KINDS, FRONT

STORE = "示例学习记录库"
HOME = "https://www.example.cn/"
USER = ("site", "write-only")
NOTICE = f"""---
id: guardian
title: 家长告知
summary: 收什么，发给谁。
audience: [老师]
reviewed: 2026-11-20
published: 2026-11-20
---

作答会发到{STORE}。
"""


@dataclass(frozen=True)
class Store:
    """A running store: `stored` reads what it keeps."""

    port: int
    file: Path

    def stored(self) -> list[dict]:
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines() if line.strip()]

    def wait_for(self, count: int) -> list[dict]:
        until = time.monotonic() + 20
        while len(self.stored()) < count and time.monotonic() < until:
            time.sleep(0.05)
        return self.stored()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def lrs_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project; its site is built once the port of the store is known."""
    sample = FRONT.format(id="sample", more="") + ALL_KINDS.replace(" objective=PAT-02", "")
    return write_project(tmp_path_factory.mktemp("lrs"), {"quizzes/general/sample.md": sample, "content/help/guardian.md": NOTICE})


@pytest.fixture(scope="module")
def lrs_url(lrs_root: Path, serve: Callable[[Path], str], store_port: int) -> str:
    site = lrs_root / "data/site.yml"
    text = site.read_text("utf-8")
    lrs = f"lrs: {{name: {STORE}, endpoint: 'http://127.0.0.1:{store_port}/xAPI', key: {USER[0]}, secret: {USER[1]}}}\n"
    site.write_text(f"{text}domain: www.example.cn\n{lrs}", "utf-8")
    for command in ("freeze", "site"):
        done = subprocess.run([sys.executable, str(ROOT / "build.py"), command, "--date", SITE_DATE], cwd=lrs_root, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return serve(lrs_root / "site")


@pytest.fixture(scope="module")
def store_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def store(lrs_url: str, store_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    python = ROOT / ".venv-lrs/bin/python"
    assert python.exists(), "Ralph is missing: make test installs it"
    folder = tmp_path_factory.mktemp("ralph")
    (folder / "kept").mkdir()
    ralph = [str(python.with_name("ralph")), "auth", "-u", USER[0], "-p", USER[1], "-s", "statements/write", "-N", "site", "-A", "site", HOME, "-w"]
    env = os.environ | {
        "RALPH_APP_DIR": str(folder), "RALPH_AUTH_FILE": str(folder / "auth.json"), "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "kept"), "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "kept.jsonl",
        "RALPH_LRS_RESTRICT_BY_AUTHORITY": "true", "RALPH_LRS_RESTRICT_BY_SCOPES": "true",
        "RALPH_RUNSERVER_CORS_ALLOW_ORIGINS": json.dumps(["/".join(lrs_url.split("/")[:3])]),
    }
    made = subprocess.run(ralph, cwd=folder, env=env, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    (folder / "kept/kept.jsonl").touch()
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen([str(python), str(Path(__file__).with_name("lrs_server.py")), str(store_port)], cwd=folder, env=env, stdout=log, stderr=log)
        try:
            _wait_until_up(store_port, server, folder / "log.txt")
            yield Store(store_port, folder / "kept/kept.jsonl")
        finally:
            server.terminate()
            server.wait(10)


def _wait_until_up(port: int, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/__lbheartbeat__", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the store did not start: {log.read_text()}")


@pytest.fixture(scope="module")
def project(lrs_root: Path, lrs_url: str) -> Project:
    value, found = ProjectReader(lrs_root).read()
    assert not [d for d in found if d.is_error]
    return value


@pytest.fixture
def open_quiz(context_of: Callable[..., BrowserContext], lrs_url: str) -> Callable[..., Watched]:
    def go(prepare: Callable[[Page], object] | None = None, context: BrowserContext | None = None, **options: object) -> Watched:
        watched = Watched((context or context_of(**options)).new_page(), "http://127.0.0.1:")
        if prepare:
            prepare(watched.page)
        watched.page.goto(lrs_url + "quiz/sample.html")
        return watched

    return go


def told(page: Page, words: str) -> None:
    expect(page.locator(".ipx-said")).to_contain_text(words, timeout=20_000)


def faults(statements: list[dict]) -> list[list[str]]:
    """What the independent validator finds wrong with each."""
    lines = "\n".join(json.dumps(s) for s in statements)
    done = subprocess.run(["node", str(ROOT / "tests/node/validate-xapi.js")], input=lines, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def load_sender(page: Page) -> None:
    page.add_script_tag(path=str(ROOT / "theme/assets/xapi/statements.js"))


def queue(page: Page) -> list:
    return json.loads(page.evaluate("localStorage.getItem('ipx-queue')") or "[]")


# --- Off --------------------------------------------------------------------------------------------


def test_where_no_store_is_named_no_byte_of_it_is_there(site_dir: Path) -> None:
    assert not (site_dir / "assets/xapi").exists()
    assert "xapi" not in (site_dir / "quiz/l07-pre.html").read_text("utf-8")
    scripts = "".join(p.read_text("utf-8") for p in (site_dir / "assets/quiz").glob("*.min.js"))
    assert "ipx." not in scripts and "adlnet" not in scripts and "fetch(" not in scripts


# --- From the page to the store ----------------------------------------------------------------------


def test_an_attempt_arrives_and_makes_the_rows_of_its_code(open_quiz: Callable[..., Watched], store: Store, project: Project) -> None:
    watched = open_quiz(width=360)
    page = watched.page
    assert [r for r in watched.requests if r.endswith(("statements.js", "queue.js"))] == []
    before = len(store.stored())
    hand_in(page)
    expect(page.locator(".iph-form .iph-help").first).to_contain_text(f"发到“{STORE}”")
    code = make_code(page)
    told(page, f"已发到“{STORE}”")
    attempt = CodeReader(project.revisions).decode(code)
    assert isinstance(attempt, Attempt)
    kept = store.wait_for(before + len(attempt.answers) + 1)[before:]
    assert len(kept) == len(attempt.answers) + 1
    assert [f for f in faults(kept) if f] == []
    assert {s["actor"]["account"]["name"] for s in kept} == {f"{page.get_by_label('班级码').first.input_value()}-12"}
    assert all("name" not in s["actor"] and "mbox" not in s["actor"] for s in kept)
    handed = list(read_statements(enumerate(kept, 1), "lrs", project.revisions))
    assert len(handed) == 1 and isinstance(handed[0], Handed)
    mine, theirs = (response_rows([h], project.revisions) for h in (handed[0], Handed(attempt, "code")))
    assert [replace(r, source="", duration=0.0) for r in mine] == [replace(r, source="", duration=0.0) for r in theirs]
    assert watched.problems == []


def test_sending_again_sends_the_same_and_no_key_reads(open_quiz: Callable[..., Watched], store: Store) -> None:
    page = open_quiz().page
    sent: list[list[str]] = []
    page.on("request", lambda r: sent.append([s["id"] for s in json.loads(r.post_data)]) if r.method == "POST" else None)
    hand_in(page)
    make_code(page, seat="13")
    told(page, "已发到")
    count = len(store.stored())
    page.get_by_role("button", name="生成结果码").click()
    told(page, "已发到")
    page.wait_for_function("!localStorage.getItem('ipx-queue')")
    assert len(sent) == 2 and sent[0] == sent[1] and len(store.stored()) == count
    request = urllib.request.Request(f"http://127.0.0.1:{store.port}/xAPI/statements", headers={"X-Experience-API-Version": "1.0.3"})
    request.add_header("Authorization", page.evaluate("ipx.authorization"))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code in (401, 403)


def test_without_class_and_seat_nothing_goes_out(open_quiz: Callable[..., Watched], store: Store) -> None:
    watched = open_quiz()
    hand_in(watched.page)
    watched.page.wait_for_function("Boolean(ipx.take)")
    assert make_code(watched.page, group="", seat="")
    assert [r for r in watched.requests if r.endswith("/statements")] == [] and queue(watched.page) == []


def test_typed_words_stay(open_quiz: Callable[..., Watched]) -> None:
    page = open_quiz().page
    load_sender(page)
    answers = [
        {"item": "fill", "response": ["我叫张三", "申请日"]}, {"item": "damages", "response": "我家电话 123"}, {"item": "why", "response": ["我叫李四", "A"]},
        {"item": "name", "response": ["《中华人民共和国著作权法》"]},
    ]
    made = page.evaluate("""([key, record]) => ipx.statements(document.querySelector('.ipq'), key, record).statements""",
                         [key_of(page), {"phase": "pre", "group": "K3F27Q", "seat": 7, "started": 1_800_000_000_000, "seconds": 9, "answers": answers}])
    assert [s["result"].get("response") for s in made[:-1]] == ["?[,]申请日", "?", "A[.]met", "中华人民共和国著作权法"]
    assert "张三" not in json.dumps(made, ensure_ascii=False) and "李四" not in json.dumps(made, ensure_ascii=False)


# --- Forty pupils ------------------------------------------------------------------------------------


def test_forty_pupils_are_the_same_rows_by_statements_and_by_codes(open_quiz: Callable[..., Watched], project: Project) -> None:
    page = open_quiz().page
    load_sender(page)
    attempts = a_class(project.revisions, [("sample", Phase.PRE), ("sample", Phase.POST)])
    batches = page.evaluate(
        "([key, records]) => records.map((record) => ipx.statements(document.querySelector('.ipq'), key, record).statements)", [key_of(page), [record(a) for a in attempts]]
    )
    statements = [s for batch in batches for s in batch]
    assert len({s["id"] for s in statements}) == len(statements) > 900
    assert [f for f in faults(statements) if f] == []
    kinds = {s["object"]["definition"].get("interactionType") for s in statements}
    assert kinds == {None, "choice", "true-false", "fill-in", "numeric", "sequencing", "matching", "performance", "likert"}
    handed = list(read_statements(enumerate(statements + statements[:50], 1), "lrs", project.revisions))
    assert all(isinstance(one, Handed) for one in handed)
    layout = {i.id: i for i in project.revisions.layout("sample", attempts[0].revision)}
    by_code = [Handed(replace(a, answers=tuple(replace(x, response=carried(layout[x.item], x.response)) for x in a.answers)), "code") for a in attempts]
    theirs, mine = (response_rows(once(h, project.revisions)[0], project.revisions) for h in (by_code, handed))
    assert len(mine) == len(theirs) > 800
    assert [astuple(replace(r, source="", duration=0.0)) for r in mine] == [astuple(replace(r, source="", duration=0.0)) for r in theirs]


def test_the_validator_would_notice(open_quiz: Callable[..., Watched]) -> None:
    page = open_quiz().page
    load_sender(page)
    made = page.evaluate("""([key, record]) => ipx.statements(document.querySelector('.ipq'), key, record).statements""",
                         [key_of(page), {"phase": "pre", "group": "K3F27Q", "seat": 7, "started": 1_800_000_000_000, "seconds": 9, "answers": [{"item": "term", "response": "A"}]}])
    assert faults(made) == [[], []]
    for breaks in (lambda s: s.update(id="x"), lambda s: s["actor"]["account"].update(homePage="a b"), lambda s: s["result"]["score"].update(scaled=2), lambda s: s["object"]["definition"].update(interactionType="quiz")):
        broken = json.loads(json.dumps(made[0]))
        breaks(broken)
        assert faults([broken])[0], broken


# --- Without a network, and when the store will not ---------------------------------------------------


def test_offline_it_waits_and_goes_out_when_the_network_is_back(open_quiz: Callable[..., Watched], context_of: Callable[..., BrowserContext], store: Store) -> None:
    context = context_of()
    page = open_quiz(context=context).page
    hand_in(page)
    page.wait_for_function("Boolean(ipx.take)")
    context.set_offline(True)
    make_code(page, seat="21")
    told(page, "先存在这台设备上")
    assert len(queue(page)) == 1
    context.set_offline(False)
    told(page, "已发到")
    page.wait_for_function("!localStorage.getItem('ipx-queue')")
    assert any(s["actor"]["account"]["name"].endswith("-21") for s in store.stored())


def test_what_waits_goes_out_from_a_later_page(open_quiz: Callable[..., Watched], context_of: Callable[..., BrowserContext], lrs_url: str, store: Store) -> None:
    context = context_of()
    page = open_quiz(lambda p: p.route("**/xAPI/statements", lambda r: r.abort()), context=context).page
    hand_in(page)
    make_code(page, seat="22")
    told(page, "先存在这台设备上")
    page.close()
    later = context.new_page()
    later.goto(lrs_url + "quiz/sample.html")
    later.wait_for_function("!localStorage.getItem('ipx-queue')", timeout=20_000)
    assert any(s["actor"]["account"]["name"].endswith("-22") for s in store.stored())


@pytest.mark.parametrize(("status", "words", "left"), [(400, "没有收下", 0), (401, "先存在", 1), (503, "先存在", 1), (409, "已发到", 0)])
def test_what_the_store_answers_is_told(open_quiz: Callable[..., Watched], status: int, words: str, left: int) -> None:
    def answer(route: Route) -> None:
        route.fulfill(status=status, headers={"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}, body="")

    page = open_quiz(lambda p: p.route("**/xAPI/statements", answer)).page
    hand_in(page)
    make_code(page)
    told(page, words)
    page.wait_for_function("n => JSON.parse(localStorage.getItem('ipx-queue') || '[]').length === n", arg=left)


def test_blocked_storage_still_sends_and_says_so(open_quiz: Callable[..., Watched], store: Store) -> None:
    block = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    page = open_quiz(lambda p: p.add_init_script(block)).page
    hand_in(page)
    page.wait_for_function("Boolean(ipx.take)")
    page.route("**/xAPI/statements", lambda r: r.abort())
    make_code(page, seat="31")
    told(page, "请先别关这一页")
    page.unroute("**/xAPI/statements")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    told(page, "已发到")
    assert any(s["actor"]["account"]["name"].endswith("-31") for s in store.stored())


def test_erasing_takes_what_waits_too(open_quiz: Callable[..., Watched], lrs_url: str) -> None:
    page = open_quiz(lambda p: p.route("**/xAPI/statements", lambda r: r.abort())).page
    hand_in(page)
    make_code(page, seat="23")
    told(page, "先存在这台设备上")
    page.goto(lrs_url + "my.html")
    page.get_by_role("button", name="全部清除").click()
    page.get_by_role("button", name="清除，不要了").click()
    expect(page.locator("#ipm-erase-said")).to_contain_text("已经全部清除")
    assert queue(page) == []
