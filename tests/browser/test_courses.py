"""A course: progress, going on, the test, the certificate on paper, its code at the trainer's, taking it all along."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SITE_DATE, Watched
from tests.conftest import ROOT
from tests.unit.training_support import training_project

COURSE, CERTIFICATE, TEST = "training/track-tech.html", "training/track-tech-certificate.html", "quiz/track-tech.html"


@pytest.fixture(scope="session")
def training_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three small modules, two of them of one track."""
    root = training_project(tmp_path_factory.mktemp("training"), ("T1", "技术人员"), ("T2", "技术人员"), ("M1", "管理人员"))
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | {"PYTHONPATH": str(ROOT)}
    for command in (["freeze", "--date", SITE_DATE], ["site", "--without-packs", "--date", SITE_DATE]):
        done = subprocess.run([sys.executable, str(ROOT / "build.py"), *command], cwd=root, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def training_url(training_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(training_site)


@pytest.fixture
def learner(context_of: Callable[..., BrowserContext], training_url: str) -> Callable[..., Watched]:
    """`learner()` -> a browser of its own, opened at the course's page."""

    def go(path: str = COURSE, **options) -> Watched:
        watched = Watched(context_of(**options).new_page(), training_url)
        watched.page.goto(training_url + path)
        return watched

    return go


def answer_test(page: Page, url: str, wrong: int = 0, mode: str = "测验：做完看") -> None:
    """Takes the course's test; `wrong` items are answered wrongly."""
    page.goto(url + TEST)
    page.get_by_role("button", name=mode).click()
    count = page.locator(".ipq-jump").count()
    assert count == 40
    for n in range(count):
        item = page.locator(".ipq-item:not(.is-away):not(.is-off)")
        item.locator(".ipq-option", has_text="先发视频" if n < wrong else "先递交").locator("input").check()
        page.get_by_role("button", name="下一题" if n + 1 < count else "交卷", exact=True).click()
    page.locator(".ipq-result .ipk-passed").wait_for()


def test_without_script_it_is_a_plain_list(learner: Callable[..., Watched]) -> None:
    page = learner(script=False).page
    expect(page.get_by_role("heading", name="技术人员课程")).to_be_visible()
    page.locator(".ipk-module summary").first.click()
    expect(page.get_by_role("link", name="一、第一件事")).to_be_visible()
    expect(page.get_by_role("link", name="去考技术人员课程测验")).to_be_visible()
    assert page.locator(".ipk-now").is_hidden()


def test_progress_place_and_time_left(learner: Callable[..., Watched], training_url: str) -> None:
    watched = learner()
    page = watched.page
    # Two modules of 35 minutes with tests of ten items, and forty items at the end.
    expect(page.locator("#ipk-words")).to_contain_text("还剩约 130 分钟，全部约 130 分钟")
    expect(page.locator("#ipk-go")).to_have_text("开始学：T1 一、第一件事")
    page.locator("#ipk-go").click()
    page.get_by_role("button", name="学完了：一、第一件事").click()
    page.evaluate("document.querySelectorAll('.ip-prose > h2')[2].scrollIntoView()")
    page.wait_for_function("JSON.parse(localStorage['ipl-course']).modules.T1.at.indexOf('三') === 0")
    page.goto(training_url + COURSE)
    expect(page.locator("#ipk-words")).to_contain_text("还剩约 123 分钟")
    expect(page.locator('[data-module="T1"] [data-state]')).to_contain_text("学了 1 节，共 5 节")
    expect(page.locator("#ipk-go")).to_contain_text("接着学：T1 三、第三件事")
    page.locator("#ipk-go").click()
    # Finishing the section's own quiz settles the section.
    quiz = page.locator('[data-quiz="t1-s2"]')
    for _ in range(2):
        quiz.locator(".ipq-item:not(.is-away):not(.is-off) .ipq-option", has_text="先递交").locator("input").check()
        quiz.get_by_role("button", name="检查答案").click()
        last = quiz.get_by_role("button", name="看结果")
        if not last.is_visible():
            quiz.get_by_role("button", name="下一题").click()
    quiz.get_by_role("button", name="看结果").click()
    expect(page.get_by_role("button", name="改回没学完：二、第二件事")).to_be_visible()
    page.goto(training_url + COURSE)
    expect(page.locator("#ipk-words")).to_contain_text("还剩约 116 分钟")
    assert [p for p in watched.problems if not p.endswith("mark.svg")] == []  # the icon, where the page was left at once


def test_the_test_draws_evenly_and_anew(learner: Callable[..., Watched]) -> None:
    page = learner(TEST).page
    plans = page.evaluate("""() => {
      const key = JSON.parse(document.querySelector(".ipq-key").textContent), out = [];
      for (let seed = 1; seed < 6; seed++) out.push(ipq.newAttempt(key, Date.now(), seed, "test").plan);
      return out;
    }""")
    assert len({tuple(sorted(p)) for p in plans}) == 5
    for plan in plans:
        assert len(plan) == 40 and len([i for i in plan if i.startswith("t1-test-")]) == 20


def test_passing_gives_a_certificate_that_the_trainer_verifies(learner: Callable[..., Watched], training_url: str, context_of: Callable[..., BrowserContext], tmp_path: Path) -> None:
    watched = learner()
    page = watched.page
    page.goto(training_url + CERTIFICATE)
    expect(page.locator("#ipk-none")).to_be_visible()
    answer_test(page, training_url, wrong=9)
    expect(page.locator(".ipk-passed")).to_contain_text("还没到 80%")
    assert page.evaluate("localStorage.getItem('ipl-course')") is None
    page.get_by_role("button", name="从头再做").click()
    answer_test_again(page, wrong=8)
    expect(page.locator(".ipk-passed")).to_contain_text("课程测验通过")
    page.get_by_role("link", name="打开结业证明").click()
    expect(page.locator("#ipk-out-score")).to_contain_text("40 题对 32 题，80%（80% 及格）")
    page.get_by_label("姓名").fill("示例学员")
    expect(page.locator("#ipk-out-name")).to_have_text("示例学员")
    code = page.locator("#ipk-code").input_value()
    assert page.locator("#ipk-out-code").text_content() == code and page.locator("#ipk-out-qr svg").count() == 1
    paper = tmp_path / "certificate.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True).stdout
    assert text.count("\f") == 1, "one page"
    for wanted in ("示例学员", "结业证明", "技术人员课程", "80%", "由学习者自报", "不是学历"):
        assert wanted in text, wanted
    assert "打印，或者存成" not in text and "mm" not in text
    # No name is kept.
    assert "示例学员" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.locator("#ipk-out-name")).to_have_text("")

    trainer = context_of().new_page()
    trainer.goto(training_url + "class.html")
    spoilt = ("Z" if code[0] != "Z" else "Y") + code[1:]
    trainer.locator("#ipc-proof-in").fill(f"示例学员：{code}\n{spoilt}")
    trainer.get_by_role("button", name="核对", exact=True).click()
    expect(trainer.locator(".ipc-proof").nth(0)).to_contain_text("通过：技术人员课程测验")
    expect(trainer.locator(".ipc-proof").nth(0)).to_contain_text("40 题全对 32 题，得 32 分，满分 40 分（80%，80% 及格）")
    expect(trainer.locator(".ipc-proof").nth(0)).to_contain_text("是现在这一版")
    expect(trainer.locator(".ipc-proof").nth(1)).to_contain_text("读不懂：第 1 个字符")
    assert [p for p in watched.problems if not p.endswith("mark.svg")] == []  # the icon, where the page was left at once


def answer_test_again(page: Page, wrong: int) -> None:
    for n in range(40):
        item = page.locator(".ipq-item:not(.is-away):not(.is-off)")
        item.locator(".ipq-option", has_text="先发视频" if n < wrong else "先递交").locator("input").check()
        page.get_by_role("button", name="下一题" if n < 39 else "交卷", exact=True).click()
    page.locator(".ipq-result .ipk-passed").wait_for()


def test_practice_is_no_proof(learner: Callable[..., Watched], training_url: str) -> None:
    page = learner(TEST).page
    code = page.evaluate("""() => new Promise((resolve) => {
      const root = document.querySelector(".ipq"), key = JSON.parse(root.querySelector(".ipq-key").textContent), attempt = ipq.newAttempt(key, Date.now(), 1, "practice");
      attempt.plan.forEach((id) => { const k = ipq.byId(key)[id]; attempt.checked[id] = { response: k.key, first: 1 }; });
      attempt.done = true;
      document.addEventListener("ipq:panel", (e) => setTimeout(() => resolve(ipc.encode(key, ipl.recordOf(e.detail.done, "practice", "", 0)))));
      root.querySelector(".ipq-result").hidden = false;
      root.dispatchEvent(new CustomEvent("ipq:done", { bubbles: true, detail: { key: key, attempt: attempt, route: ipq.route(key, attempt) } }));
    })""")
    expect(page.locator(".ipk-passed")).to_contain_text("这次是练习，不算数")
    assert page.evaluate("localStorage.getItem('ipl-course')") is None
    page.goto(training_url + "class.html")
    page.locator("#ipc-proof-in").fill(code)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator(".ipc-proof")).to_contain_text("不能算：技术人员课程测验")


def test_taking_along_and_erasing(learner: Callable[..., Watched], training_url: str) -> None:
    page = learner().page
    page.evaluate("""() => {
      ipl.course.settle("T1", "一第一件事", 5);
      ipl.course.update((r) => { r.proofs["track-tech"] = { code: "0123-4567-89AB-CDEF-GH", rev: "abc", score: 40, max: 40, right: 40, scored: 40, need: 80, ended: 1e12 }; });
    }""")
    page.goto(training_url + "my.html")
    kept = page.locator("#ipm-out").input_value()
    other = learner("my.html").page
    other.locator("#ipm-in").fill(kept)
    other.get_by_role("button", name="并进来").click()
    expect(other.locator("#ipm-load-said")).to_contain_text("并好了")
    assert other.evaluate("JSON.parse(localStorage['ipl-course']).modules.T1.done['一第一件事']") == 5
    other.goto(training_url + COURSE)
    expect(other.locator("#ipk-proof")).to_contain_text("已经通过")
    page.get_by_role("button", name="全部清除").click()
    page.get_by_role("button", name="清除，不要了").click()
    expect(page.locator("#ipm-erase-said")).to_contain_text("已经全部清除")
    assert page.evaluate("localStorage.getItem('ipl-course')") is None


def test_a_record_from_outside_is_not_trusted(learner: Callable[..., Watched]) -> None:
    page = learner().page
    value = page.evaluate("""() => ipl.course.clean({v: 1, modules: {T1: {done: {a: 1, b: "x", "": 2}, at: 7, seen: -1}, "../x": {}, T2: 5},
      proofs: {"track-tech": {code: "<b>", rev: "1", score: 1, max: 1, right: 1, scored: 1, need: 80, ended: 1}}})""")
    assert value == {"v": 1, "modules": {"T1": {"done": {"a": 1}, "at": "", "seen": 0}}, "proofs": {}}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", [COURSE, CERTIFICATE, "training/T1.html"])
def test_pages_are_accessible_and_fit_a_phone(learner: Callable[..., Watched], path: str, dark: bool) -> None:
    watched = learner(path, width=360, dark=dark)
    page = watched.page
    if path == CERTIFICATE:
        page.evaluate("""() => { ipl.course.update((r) => { r.proofs["track-tech"] = { code: "0123-4567-89AB-CDEF-GH", rev: "abc", score: 40, max: 40, right: 40, scored: 40, need: 80, ended: 1e12 }; }); }""")
        page.reload()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()
    small = page.evaluate("""() => Array.from(document.querySelectorAll(".ipk-end button, .ipk-sections a, .ipk-module summary, .ipk-now a, .ipk-form input")).filter((n) => n.offsetParent && n.getBoundingClientRect().height < 43.5).length""")
    assert small == 0
    assert [p for p in watched.problems if not re.search("favicon", p)] == []
