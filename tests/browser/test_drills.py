"""Tools that reason in a real browser: by keyboard, from an address, as files, without script; their logic as the case table says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watched
from tests.conftest import ROOT

Visit = Callable[..., Watched]
CASES = json.loads((ROOT / "tests/cases/reasoning.json").read_text(encoding="utf-8"))
FULL = {
    "which-right": "what=tech,look,secret&tech-kind=shape&look-kind=product&public=no&seen=no&secret-known=no&secret-kept=unknown&employer=job",
    "service-invention": "role=made&relation=in&duty=no&task=no&means=unknown",
    "trade-secret": "searched=no&product=no&common=no&value=yes&proof=no&list=no&agreement=yes&access=unknown&leave=no",
    "design-comparison": "case=folding-knife&base=gazette&goods=same&space=large&strip=some&visible=alike&novel=has&whole=close&prior=unknown",
    "claim-chart": "case=magnet&picks=same,same,same,equal,unknown",
    "takedown-notice": "where=shop&right=mark&sender=agent",
}


def findings(page: Page) -> list[str]:
    return page.locator("#ipt-result [data-finding]").evaluate_all("nodes => nodes.map(n => n.dataset.finding)")


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'#ipd-form [name="{name}"][value="{value}"]').check()


def send(page: Page) -> None:
    page.locator('#ipd-form button[type="submit"]').click()


@pytest.mark.parametrize("tool", sorted({c["tool"] for group in CASES.values() for c in group}))
def test_the_page_reasons_as_the_case_table_says(visit: Visit, tool: str) -> None:
    """The values the page carries, through the script it loads."""
    page = visit(f"tools/{tool}.html").page
    run = "([call, args]) => { const t = JSON.parse(document.getElementById('ipd-data').textContent); return JSON.parse(JSON.stringify(ipt.reason[call](t, ...args))) }"
    for case in (c for c in CASES["questions"] if c["tool"] == tool):
        got = page.evaluate(run, ["judge", [case["answers"]]])
        assert (got["holds"], got["find_out"]) == (case["holds"], case["find_out"]), case["name"]
    for case in (c for c in CASES["rows"] if c["tool"] == tool):
        got = page.evaluate(run, ["rows", [case["picks"]]])
        assert (got["holds"], got["find_out"]) == (case["holds"], case["find_out"]), case["name"]
    for case in (c for c in CASES["letters"] if c["tool"] == tool):
        got = page.evaluate(run, ["write", [case["answers"], case["filled"]]])
        assert (got["missing"], got["advised"]) == (case["missing"], case["advised"]), case["name"]
        assert all(p in got["paragraphs"] for p in case["has"]), case["name"]


def test_questions_come_as_they_are_raised_and_not_knowing_stands_alone(visit: Visit) -> None:
    watched = visit("tools/which-right.html", width=360)
    page = watched.page
    shown = page.locator("#ipd-form [data-field]:visible")
    expect(shown).to_have_count(1)
    tick(page, "what", "tech")
    expect(page.locator('[data-field="tech-kind"]')).to_be_visible()
    expect(page.locator('[data-field="sign-kind"]')).to_be_hidden()
    tick(page, "what", "unknown")
    expect(page.locator('[name="what"][value="tech"]')).not_to_be_checked()
    expect(shown).to_have_count(1)
    send(page)
    expect(page.locator("#ipt-result")).to_be_focused()
    expect(page.locator(".ipd-open")).to_contain_text("还无法判断")
    assert findings(page) == []
    tick(page, "what", "place")
    expect(page.locator('[name="what"][value="unknown"]')).not_to_be_checked()
    tick(page, "local", "yes")
    send(page)
    assert findings(page) == ["gi"]
    expect(page.locator("#ipt-end")).to_contain_text("仅供参考")
    assert watched.problems == []


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("tools/service-invention.html").page
    page.locator('[name="role"]').first.focus()
    for key in (" ", "Tab", "ArrowDown", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    assert page.locator('[name="relation"][value="none"]').is_checked()
    expect(page.locator('#ipd-form button[type="submit"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#ipt-result")).to_be_focused()
    assert findings(page) == ["person", "inventor-name"]


@pytest.mark.parametrize("tool", sorted(FULL))
def test_the_address_brings_the_answers_back(visit: Visit, tool: str) -> None:
    first = visit(f"tools/{tool}.html#{FULL[tool]}")
    expect(first.page.locator("#ipt-result h2")).to_have_text("结果")
    send(first.page)
    fragment = first.page.evaluate("location.hash")
    again = visit(f"tools/{tool}.html{fragment}")
    assert again.page.locator("#ipt-result").inner_text() == first.page.locator("#ipt-result").inner_text()
    assert dict(p.split("=") for p in fragment[1:].replace("%2C", ",").split("&")) == dict(p.split("=") for p in FULL[tool].split("&"))
    assert first.problems == again.problems == []


def test_starting_anew_forgets_everything(visit: Visit) -> None:
    page = visit(f"tools/which-right.html#{FULL['which-right']}").page
    page.locator('#ipd-form button[type="reset"]').click()
    expect(page.locator("#ipd-form [data-field]:visible")).to_have_count(1)
    expect(page.locator("#ipt-end")).to_be_hidden()
    assert page.locator("#ipt-result").inner_text() == "" and page.evaluate("location.hash") == ""


def test_a_spoilt_address_does_no_harm(visit: Visit, site_url: str) -> None:
    watched = visit("tools/which-right.html")
    for fragment in ("what=%E0%A4%A&nothing=1", "what=no-such", "case=nobody&picks=%", "=", "where=%3Cimg%20src=x%20onerror=alert(1)%3E"):
        for tool in FULL:
            watched.page.goto(site_url + "tools/index.html")
            watched.page.goto(f"{site_url}tools/{tool}.html#{fragment}")
            assert findings(watched.page) == []
    # Requests still under way when the next page is called for are given up; that is no fault.
    assert [p for p in watched.problems if not p.startswith("failed: ")] == []


def test_comparing_an_example_and_something_of_ones_own(visit: Visit) -> None:
    watched = visit("tools/design-comparison.html", width=360)
    page = watched.page
    send(page)
    expect(page.locator("#ipd-told")).to_contain_text("先选一组例子")
    tick(page, "case", "kitchen-knife")
    expect(page.get_by_role("img", name=re.compile("竹子")).first).to_be_visible()
    for name, value in {"base": "gazette", "goods": "same", "space": "large", "strip": "some", "visible": "differ", "novel": "lacks", "whole": "apart"}.items():
        tick(page, name, value)
    send(page)
    assert findings(page) == ["out-whole", "large-space"]
    table = page.locator("#ipt-result table")
    expect(table.get_by_role("row")).to_have_count(9)
    expect(table).to_contain_text("新在竹节一样的柄")
    expect(page.locator(".ipd-open")).to_contain_text("有没有一个申请日以前就公开的设计")
    tick(page, "case", "own")
    page.get_by_label("被比的产品是什么样").fill("直柄 & <b>三颗</b>铆钉")
    send(page)
    expect(page.locator("#ipt-result")).to_contain_text("直柄 & <b>三颗</b>铆钉")
    expect(page.locator("#ipt-result table")).not_to_contain_text("参考理由")
    assert not re.search("构成侵权|不侵权", page.locator("#ipt-result").inner_text())
    assert watched.problems == []


def test_a_chart_of_ones_own(visit: Visit) -> None:
    watched = visit("tools/claim-chart.html", width=360)
    page = watched.page
    tick(page, "case", "own")
    send(page)
    expect(page.locator("#ipd-told")).to_contain_text("一行写一项")
    page.get_by_label("权利要求写的特征").fill("\n刀柄上有孔\n\n  孔里有  弹簧 \n")
    page.get_by_role("button", name="按行列出来").click()
    expect(page.locator(".ipd-row")).to_have_count(2)
    tick(page, "row-0", "same")
    page.locator("#ipd-other-1").fill("用橡皮筋")
    send(page)
    assert findings(page) == [] and "第 2 项：孔里有 弹簧" in page.locator(".ipd-open").inner_text()
    tick(page, "row-1", "missing")
    send(page)
    assert findings(page) == ["out-missing"]
    again = visit("tools/claim-chart.html" + page.evaluate("location.hash"))
    assert findings(again.page) == ["out-missing"]
    expect(again.page.locator("#ipt-result table")).to_contain_text("用橡皮筋")
    assert watched.problems == again.problems == []


def fill_letter(page: Page) -> None:
    for name, value in {"where": "storage", "right": "work", "sender": "owner"}.items():
        tick(page, name, value)
    for name, text in {
        "platform": "虚构视频平台", "name": "周某（虚构）", "contact": "a@example.org", "address": "某市某路 1 号", "work": "《漆器的一天》<样片>",
        "urls": "https://example.org/2\nhttps://example.org/3", "evidence": "原始视频\n页面截图",
    }.items():
        page.locator(f'[name="{name}"]').fill(text)


def test_a_letter_says_what_it_lacks_and_leaves_as_word_and_text(visit: Visit, tmp_path: Path) -> None:
    watched = visit("tools/takedown-notice.html", width=360)
    page = watched.page
    send(page)
    expect(page.locator("#ipt-result h3").first).to_contain_text("还不能发：缺 8 样")
    page.get_by_role("button", name="去填：联系方式").click()
    expect(page.locator('[name="contact"]')).to_be_focused()
    fill_letter(page)
    send(page)
    expect(page.locator("#ipt-result h3").first).to_have_text("必须写的都写了")
    assert findings(page) == ["storage", "wrong-net", "fair"]
    assert page.evaluate("location.hash") == "#where=storage&right=work&sender=owner", "no names, no addresses"
    wanted = [p for p in page.locator("#ipt-result .ipd-letter p").all_inner_texts()]
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 Word 文件").click()
    file = tmp_path / got.value.suggested_filename
    got.value.save_as(file)
    assert file.name == "侵权通知书.docx"
    document = docx.Document(str(file))
    assert [p.text for p in document.paragraphs] == wanted
    assert [p.style.name for p in document.paragraphs][0] == "Title" and "《漆器的一天》<样片>" in "".join(wanted)
    office = shutil.which("soffice")
    if office:
        subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path / "read"), str(file)], check=True, capture_output=True, timeout=120)
        read = (tmp_path / "read" / "侵权通知书.txt").read_text(encoding="utf-8-sig")
        assert [line for line in read.splitlines() if line] == wanted
    with page.expect_download() as got:
        page.get_by_role("button", name="下载文本").click()
    got.value.save_as(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes().decode("utf-8-sig").split("\r\n")[:-1] == wanted
    assert watched.problems == []


def test_the_letter_can_be_copied(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    context = context_of()
    context.add_init_script("window.copied = []; navigator.clipboard.writeText = t => { copied.push(t); return Promise.resolve(); };")
    page = context.new_page()
    page.goto(site_url + "tools/takedown-notice.html")
    fill_letter(page)
    send(page)
    page.get_by_role("button", name="复制通知书").click()
    expect(page.locator("#ipt-said")).to_have_text("通知书已经复制。")
    (copied,) = page.evaluate("copied")
    assert copied.splitlines() == page.locator("#ipt-result .ipd-letter p").all_inner_texts()


@pytest.mark.parametrize("tool", sorted(FULL))
def test_without_script_rules_questions_and_examples_are_there(visit: Visit, tool: str) -> None:
    page = visit(f"tools/{tool}.html", script=False).page
    expect(page.locator("#ipd-form")).to_be_hidden()
    expect(page.locator("main noscript .ip-box").first).to_be_visible()
    assert page.locator(".ipd-finding").count() > 3
    page.locator(".ipd-findings summary").first.click()
    expect(page.locator(".ipd-finding").first).to_be_visible()
    expect(page.locator(".ipd-finding .ipd-when").first).to_contain_text("什么时候：")
    expect(page.locator("#ipd-asks")).to_be_visible()


@pytest.mark.parametrize("tool", sorted(FULL))
def test_from_a_file(context_of: Callable[..., BrowserContext], site_dir: Path, tool: str) -> None:
    page = context_of(width=360).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto((site_dir / f"tools/{tool}.html").as_uri() + "#" + FULL[tool])
    send(page)
    expect(page.locator("#ipt-result h2")).to_have_text("结果")
    assert errors == [] and page.evaluate("location.hash").startswith("#")


@pytest.mark.parametrize("options", [{"width": 360}, {"width": 360, "dark": True}, {"width": 1280}, {"width": 1280, "dark": True}], ids=str)
@pytest.mark.parametrize("tool", sorted(FULL))
def test_axe_finds_nothing_and_targets_fit(visit: Visit, tool: str, options: dict) -> None:
    page = visit(f"tools/{tool}.html#{FULL[tool]}", **options).page
    page.locator(".ipd-more").evaluate_all("nodes => nodes.forEach(n => n.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= options["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('#ipd-form label.ipt-option, #ipd-form button, #ipt-result button, #ipd-form input[type=text], #ipd-form textarea, .ipd-more summary, .ipd-pages a, #ipt-end button')]
        .filter(n => n.offsetParent && n.getBoundingClientRect().height < 43.9).map(n => n.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_the_reader_sees_the_trademark_law_of_the_day(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    for day, open_, shut in (("2026-12-31T12:00:00+08:00", "没有“动态标志”", "有“动态标志”。"), ("2027-01-01T12:00:00+08:00", "有“动态标志”。", "没有“动态标志”")):
        page = context_of().new_page()
        page.clock.set_fixed_time(day)
        page.goto(site_url + "tools/which-right.html#what=sign&sign-kind=moving&sign-known=no")
        result = page.locator('#ipt-result [data-finding="moving"]')
        expect(result.locator("details.ip-dated[open]")).to_contain_text(open_)
        expect(result.locator("details.ip-dated:not([open])")).to_contain_text(shut)
