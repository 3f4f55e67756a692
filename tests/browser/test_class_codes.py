"""The scripts of the class page without the page: the shared cases, QR codes another reader reads, workbooks."""

from __future__ import annotations

import base64
import io
import json
import random
import warnings

import openpyxl
import pytest
import zxingcpp
from playwright.sync_api import Page

from iplearn.model.law import LawRegistry
from iplearn.model.project import Project
from iplearn.render.quiz_key import item_key
from tests.browser.class_page import load_scripts
from tests.unit.test_codes import ALPHABET, CASES, revisions


@pytest.fixture
def page(context_of) -> Page:
    return load_scripts(context_of().new_page(), Project(LawRegistry(), revisions=revisions()))


def js_record(case: dict) -> dict:
    started = 1767196800000 + case["minute"] * 60000 + 59_000
    return {**{k: case[k] for k in ("phase", "group", "seat", "seconds", "answers")}, "started": started}


def key(rev: str) -> dict:
    return {"id": "sample", "rev": rev, "items": [item_key(i) for i in revisions().layout("sample", rev)]}


def test_the_shared_cases(page: Page) -> None:
    cases = CASES["attempts"]
    made = page.evaluate("cases => cases.map(c => ipc.encode(c.key, c.record))", [{"key": key(c["rev"]), "record": js_record(c)} for c in cases])
    assert dict(zip([c["name"] for c in cases], made)) == {c["name"]: c["code"] for c in cases}
    read = page.evaluate("codes => codes.map(c => ipc.decode(c, ipc.catalogue))", [c["code"] for c in cases])
    for case, back in zip(cases, read):
        assert [a["response"] for a in back["answers"]] == case["carried"], case["name"]
        assert (back["group"], back["seat"], back["phase"], back["revision"], back["code"]) == (case["group"], case["seat"], case["phase"], case["rev"], case["code"])
        assert back["minute"] == case["minute"] and back["seconds"] == min(max(case["seconds"], 0), 4095)


def test_other_spellings(page: Page) -> None:
    texts = [c["text"] for c in CASES["spellings"]["texts"]]
    assert page.evaluate("texts => texts.map(t => ipc.decode(t, ipc.catalogue).code)", texts) == [CASES["spellings"]["of"]] * len(texts)


def test_bad_codes(page: Page) -> None:
    read = page.evaluate("texts => texts.map(t => ipc.decode(t, ipc.catalogue))", [c["text"] for c in CASES["bad"]])
    for case, bad in zip(CASES["bad"], read):
        assert (bad["kind"], bad["problem"], bad.get("position"), bad.get("mended", "")) == (case["kind"], case["message"], case["position"], case["mended"]), case["name"]


def test_classes(page: Page) -> None:
    for case in CASES["classes"]:
        assert page.evaluate("c => ipc.classCode(c.school, c.grade, c.number)", case) == case["code"]
        assert page.evaluate("c => ipc.readClass(c.code)", case) == {k: case[k] for k in ("school", "grade", "number", "code", "label")}
        assert page.evaluate("c => ipc.readSchool(c.school_code)", case) == {"school": case["school"]}
    for name, cases in (("readClass", CASES["bad_classes"]), ("readSchool", CASES["bad_schools"])):
        for case in cases:
            found = page.evaluate(f"t => ipc.{name}(t)", case["text"])
            assert (found["problem"], found.get("position")) == (case["message"], case["position"]), case["name"]
    for case in CASES["spelled_classes"]:
        assert page.evaluate("t => ipc.readClass(t).code", case["text"]) == case["code"]


def test_join_links(page: Page) -> None:
    code = CASES["classes"][1]["code"]
    link = page.evaluate("c => ipc.joinHash(c, 'post')", code)
    assert link == f"#class={code}&phase=post"
    assert page.evaluate("h => ipc.readJoin(h)", link) == {"group": code, "phase": "post", "problem": ""}
    assert page.evaluate("ipc.readJoin('#q_term')") is None
    wrong = page.evaluate("ipc.readJoin('#class=H083EW&phase=never')")
    assert wrong["group"] == "" and "抄错" in wrong["problem"] and wrong["phase"] == "practice"


def test_no_slip_of_the_pen_is_taken_for_another_code(page: Page) -> None:
    found = page.evaluate(
        """code => {
          const whole = code.replace(/-/g, ""), alphabet = ipc.parts.ALPHABET, out = [];
          const spoiled = [];
          for (let i = 0; i <= whole.length; i++) {
            for (const c of alphabet) {
              if (i < whole.length) spoiled.push(whole.slice(0, i) + c + whole.slice(i + 1));
              spoiled.push(whole.slice(0, i) + c + whole.slice(i));
            }
            spoiled.push(whole.slice(0, i) + whole.slice(i + 1));
            if (i + 1 < whole.length) spoiled.push(whole.slice(0, i) + whole[i + 1] + whole[i] + whole.slice(i + 2));
          }
          const wrong = spoiled.filter(t => t !== whole);
          return [wrong.length, wrong.filter(t => !ipc.decode(t, ipc.catalogue).problem), wrong.filter(t => ipc.decode(t, ipc.catalogue).mended !== code)];
        }""",
        CASES["spellings"]["of"],
    )
    assert found[0] > 2000 and found[1] == [] and found[2] == []


def test_files(page: Page) -> None:
    case = CASES["attempts"][0]
    record = js_record(case)
    record["answers"] = [{**a, "seconds": n} for n, a in enumerate(record["answers"])]
    text = page.evaluate("([key, record]) => ipc.file(key, record)", [key(case["rev"]), record])
    back = page.evaluate("t => ipc.readFile('\\ufeff' + t, ipc.catalogue)", text)
    assert [(a["item"], a["response"], a["seconds"]) for a in back["answers"]] == [(a["item"], a["response"], a["seconds"]) for a in record["answers"]]
    assert "term" in page.evaluate("t => ipc.readFile(t, ipc.catalogue).problem", text.replace('"response": "B"', '"response": "A"', 1))
    for broken in ("{", "[]", '{"iplearn-result": 1, "code": "", "answers": [{"item": "a", "response": 5}]}'):
        assert page.evaluate("t => ipc.readFile(t, ipc.catalogue).kind", broken) == "file"


def test_python_reads_the_file_a_browser_writes(page: Page) -> None:
    from iplearn.model.result import Attempt
    from iplearn.results.files import read_file
    from tests.unit.test_codes import reader

    for case in CASES["attempts"]:
        text = page.evaluate("([key, record]) => ipc.file(key, record)", [key(case["rev"]), js_record(case)])
        back = read_file(text, revisions(), reader())
        assert isinstance(back, Attempt), case["name"]
        assert {a.item: a.response for a in back.answers} == {a["item"]: a["response"] if isinstance(a["response"], str) else tuple(a["response"]) for a in case["answers"]}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{c}", 1), ("小王 10:21\n{c}\n小李 10:22\n{c}", 2), ("7号：{c}。谢谢老师", 1), ("7 {s}", 1), ("{s}", 1), ("{w}", 1),
        ("座号,结果码\r\n7,{c}\r\n8,{c}\r\n", 2), ("{c} {c}", 2), ("\t{c}\t", 1), ("1S23-ABCD-9", 1), ("没有码\nhttps://example.gov.cn/quiz/l07-pre.html", 0), ("", 0), ("12345678", 0),
    ],
)
def test_codes_are_found_in_what_people_paste(page: Page, text: str, codes: int) -> None:
    code = CASES["spellings"]["of"]
    text = text.replace("{c}", code).replace("{s}", code.replace("-", " ")).replace("{w}", code.replace("-", "－"))
    found = page.evaluate("t => ipc.findCodes(t)", text)
    assert len(found) == codes
    if "1S23" not in text:
        assert [page.evaluate("t => ipc.decode(t, ipc.catalogue).code", f["text"]) for f in found] == [code] * codes


# --- QR codes, read by a reader that is not ours -----------------------------------------------------


def picture(modules: list[list[int]], scale: int = 4) -> memoryview:
    """Grey pixels with a quiet zone of four modules."""
    size = (len(modules) + 8) * scale
    pixels = bytearray(b"\xff" * (size * size))
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                for line in range(scale):
                    start = ((y + 4) * scale + line) * size + (x + 4) * scale
                    pixels[start : start + scale] = bytes(scale)
    return memoryview(bytes(pixels)).cast("B", shape=[size, size])


def read_qr(modules: list[list[int]]) -> str | None:
    found = zxingcpp.read_barcodes(picture(modules))
    return found[0].text if found else None


def test_qr_codes_of_every_length_read_back(page: Page) -> None:
    rnd = random.Random(3)
    texts = ["".join(rnd.choice("abcdefgh/.:#=&?019") for _ in range(n)) for n in (*range(1, 40, 3), *range(40, 214, 9), 213)]
    texts += ["".join(rnd.choice(ALPHABET + "-") for _ in range(n)) for n in (1, 2, 38, 39, 61, 90, 122, 154, 178, 221, 262, 311)]
    texts += ["阳江 · 七年级 3 班", CASES["spellings"]["of"], "https://www.example.gov.cn/zscq/quiz/l07-pre.html#class=H073EW&phase=pre"]
    made = page.evaluate("texts => texts.map(t => ipc.qrModules(t))", texts)
    assert [read_qr(m) for m in made] == texts
    assert {len(m) for m in made} == {17 + 4 * v for v in range(1, 11)}
    assert page.evaluate("[ipc.qrModules('x'.repeat(214)), ipc.qr('x'.repeat(214), 'a')]") == [None, None]


def test_a_damaged_qr_code_still_reads(page: Page) -> None:
    """Level M mends 15 %: a blot of 4 by 4 modules in the data is well within that."""
    text = "https://www.example.gov.cn/zscq/quiz/l07-pre.html#class=H073EW&phase=pre"
    modules = page.evaluate("t => ipc.qrModules(t)", text)
    for y in range(14, 18):
        for x in range(14, 18):
            modules[y][x] ^= 1
    assert read_qr(modules) == text


def test_the_drawn_qr_code_reads(page: Page) -> None:
    """The <svg> itself, as a camera would see it on a dark page."""
    page.evaluate("document.body.style.background = '#000'; document.body.appendChild(ipc.qr('H073EW 七年级', '班级码')).style.width = '300px'")
    assert page.locator("svg").get_attribute("role") == "img" and page.locator("svg").get_attribute("aria-label") == "班级码"
    rects = page.evaluate("[...document.querySelectorAll('svg path')].map(p => p.getAttribute('d')).join('')")
    size = int(page.locator("svg").get_attribute("viewBox").split()[2]) - 8  # type: ignore[union-attr]
    modules = [[0] * size for _ in range(size)]
    for part in rects.split("z")[:-1]:
        x, rest = part[1:].split(" ", 1)
        y, rest = rest.split("h", 1)
        for i in range(int(rest.split("v")[0])):
            modules[int(y) - 4][int(x) - 4 + i] = 1
    assert read_qr(modules) == "H073EW 七年级"


# --- Workbooks ---------------------------------------------------------------------------------------


def test_a_workbook_opens_and_runs_nothing(page: Page) -> None:
    rows = [["列一", "列二"], ["=1+1", 2.5], ["+86", 0], ["-5", -1], ["@x", 1e-6], ['<&">', 3], ["  空格 ", 4], ["两\r\n行", 5], ["\u0001控制", 6], ["😀𠮷", 7], ["x" * 40000, 8]]
    data = base64.b64decode(page.evaluate(
        """rows => { const bytes = ipc.xlsx([{name: "作答", rows: rows, widths: [20]}, {name: "说明 & <注>", rows: [["一"]]}]);
        let text = ""; bytes.forEach(b => { text += String.fromCharCode(b); }); return btoa(text); }""",
        rows,
    ))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["作答", "说明 & <注>"]
    read = [[cell.value for cell in row] for row in book["作答"].iter_rows()]
    wanted = [list(row) for row in rows]
    wanted[8][0], wanted[10][0] = "\ufffd控制", "x" * 32767
    assert read == wanted
    assert all(cell.data_type in ("s", "n") for row in book["作答"].iter_rows() for cell in row)
    assert book["作答"].freeze_panes == "A2" and book["作答"]["A1"].font.bold and not book["作答"]["A2"].font.bold
    assert json.dumps(read)
