"""班级汇总 as a teacher uses it: a code for the class, the join sheet, forty pupils before and after, typos, files."""

from __future__ import annotations

import csv
import io
import json
import mimetypes
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from iplearn.model.item import SingleChoice
from iplearn.model.project import Project
from iplearn.model.result import Attempt, Phase
from iplearn.reading.project import ProjectReader
from iplearn.results.classes import class_code, school_code
from iplearn.results.codes import encode
from iplearn.results.files import write_file
from iplearn.results.rows import COLUMNS, Handed, response_rows, to_csv
from iplearn.scoring.outcome import score
from tests.browser.class_page import GROUP, a_class, build_frozen_site, key_of, record
from tests.browser.conftest import Watched
from tests.browser.test_class_codes import read_qr

TAKEN = [("l07-pre", Phase.PRE), ("l07-post", Phase.POST), ("sample", Phase.PRACTICE)]
CODE = class_code(GROUP)


@pytest.fixture(scope="session")
def class_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_frozen_site(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="session")
def class_url(class_root: Path, serve: Callable[[Path], str]) -> str:
    return serve(class_root / "site")


@pytest.fixture(scope="session")
def project(class_root: Path) -> Project:
    value, found = ProjectReader(class_root).read()
    assert not [d for d in found if d.is_error]
    return value


@pytest.fixture(scope="session")
def attempts(project: Project) -> list[Attempt]:
    """Forty pupils before and after, but for seats 9 and 22 before and 13 after."""
    gone = {(Phase.PRE, 9), (Phase.PRE, 22), (Phase.POST, 13)}
    return [a for a in a_class(project.revisions, TAKEN) if (a.phase, a.seat) not in gone]


@pytest.fixture(scope="session")
def codes(project: Project, attempts: list[Attempt]) -> list[str]:
    return [encode(a, project.revisions.layout(a.quiz, a.revision)) for a in attempts]


@pytest.fixture
def open_page(context_of: Callable, class_url: str) -> Callable[..., Watched]:
    def go(path: str = "class.html", prepare: Callable[[Page], object] | None = None, **options: object) -> Watched:
        watched = Watched(context_of(**options).new_page(), class_url)
        if prepare:
            prepare(watched.page)
        watched.page.goto(class_url + path)
        return watched

    return go


def make_class(page: Page, seats: int = 40) -> None:
    page.get_by_label("学校代码").fill(school_code(GROUP.school).lower())
    page.get_by_label("年级").select_option(str(GROUP.grade))
    page.get_by_label("几班").fill(str(GROUP.number))
    page.get_by_label("最大座号").fill(str(seats))
    page.get_by_role("button", name="生成班级码").click()


def hand_in(page: Page, text: str, *, read: bool = True) -> None:
    """`read`: waits until it was read, for which the page first takes the questions."""
    place = page.get_by_label("把学生交来的结果码贴在这里")
    place.fill(text)
    page.get_by_role("button", name="读入").click()
    if read:
        expect(place).to_have_value("")


def said(page: Page, words: str, where: str = "collect") -> None:
    expect(page.locator(f"#ipc-{where}-said")).to_contain_text(words)


# --- The page itself ---------------------------------------------------------------------------------


MODES = [{"width": 360, "height": 740}, {"width": 360, "dark": True}, {"width": 1280}, {"width": 1280, "dark": True}]


@pytest.mark.parametrize("options", MODES, ids=str)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Callable[..., Watched], codes: list[str], options: dict) -> None:
    watched = open_page(**options)
    page = watched.page
    empty = Axe().run(page)
    assert empty.violations_count == 0, empty.generate_report()
    make_class(page)
    hand_in(page, "\n".join([*codes, codes[0][:7] + codes[0][8:], codes[3][:20], codes[0]]))
    page.locator(".ipc-more summary").first.click()
    full = Axe().run(page)
    assert full.violations_count == 0, full.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= options["width"]
    assert watched.problems == []


@pytest.mark.parametrize("choice", ["字号大", "高对比"])
def test_axe_finds_nothing_in_large_type_and_high_contrast(open_page: Callable[..., Watched], codes: list[str], choice: str) -> None:
    page = open_page(width=360).page
    page.locator(".ip-view > summary").click()
    page.get_by_role("button", name=choice).click()
    page.keyboard.press("Escape")
    make_class(page)
    hand_in(page, "\n".join([*codes, codes[3][:20]]))
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_targets_are_big_enough_for_a_thumb(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page(width=360).page
    make_class(page)
    hand_in(page, "\n".join([*codes, codes[0][:7] + codes[0][8:]]))
    small = page.evaluate(
        """[...document.querySelectorAll('main button, main input, main select, main textarea, main summary')].filter(e => e.offsetParent !== null)
        .map(e => [e.id || e.textContent, Math.round(e.getBoundingClientRect().height)]).filter(x => x[1] < 44)"""
    )
    assert small == []


def test_without_script_the_notice_is_there_and_the_forms_are_not(open_page: Callable[..., Watched]) -> None:
    page = open_page(script=False, width=360).page
    assert page.locator("noscript .ip-box").is_visible() and page.get_by_role("heading", name="家长告知").is_visible()
    assert "第二十八条" in page.locator(".ipc-notice").inner_text() and "未成年人网络保护条例" in page.locator(".ipc-notice").inner_text()
    assert page.get_by_role("heading", name="用之前要知道").is_visible()
    assert not page.locator("#ipc-make").is_visible() and not page.locator("#ipc-collect").is_visible()


def test_it_says_what_it_is_for(open_page: Callable[..., Watched]) -> None:
    text = open_page().page.locator("main").inner_text()
    for words in ("答案就在网页里", "不要拿它打分", "不能证明是谁做的", "不到 10 人", "不向任何地方发送数据", "座号对得上学校的名单"):
        assert words in text


# --- The class code and the join sheet ---------------------------------------------------------------


def test_a_class_code_is_made_and_its_mistakes_are_told(open_page: Callable[..., Watched]) -> None:
    page = open_page().page
    page.get_by_label("学校代码").fill("H1" + school_code(17)[2])
    page.get_by_role("button", name="生成班级码").click()
    said(page, "抄错", "make")
    assert page.evaluate("document.activeElement.id") == "ipc-school" and not page.locator("#ipc-made").is_visible()
    page.get_by_label("几班").fill("64")
    page.get_by_label("学校代码").fill("")
    page.get_by_role("button", name="生成班级码").click()
    said(page, "1 到 63", "make")
    make_class(page)
    said(page, f"{CODE[:3]} {CODE[3:]}", "make")
    assert page.locator("#ipc-made-code").inner_text() == f"{CODE[:3]} {CODE[3:]}" and page.locator("#ipc-made-label").inner_text() == "七年级 3 班"


def test_the_keyboard_is_enough(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page().page
    page.locator("#ipc-school").focus()
    for keys in (school_code(GROUP.school), "Tab", "Tab", "3"):
        page.keyboard.press(keys) if keys == "Tab" else page.keyboard.type(keys)
    page.locator("#ipc-number").fill("3")
    page.keyboard.press("Enter")
    said(page, "班级码是", "make")
    page.locator("#ipc-paste").focus()
    page.keyboard.insert_text(codes[0][:7] + codes[0][8:])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page, "读不懂 1 个")
    page.locator("#ipc-bad button").first.focus()
    page.keyboard.press("Enter")
    said(page, "改好了一个")
    assert page.evaluate("document.activeElement.id") == "ipc-paste"


def qr_modules(page: Page) -> list[list[int]]:
    size = int((page.locator("#ipc-sheet-qr svg").get_attribute("viewBox") or "").split()[2]) - 8
    modules = [[0] * size for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", page.locator("#ipc-sheet-qr path").get_attribute("d") or ""):
        for i in range(int(width)):
            modules[int(y) - 4][int(x) - 4 + i] = 1
    return modules


def test_the_join_sheet_leads_to_the_quiz_with_class_and_phase(open_page: Callable[..., Watched], class_url: str) -> None:
    watched = open_page()
    page = watched.page
    make_class(page, seats=12)
    page.get_by_label("空着的座号").fill("3，７")
    page.get_by_label("哪套测验").select_option("l07-post")
    assert page.get_by_label("用作").input_value() == "post"
    link = page.locator("#ipc-sheet-link").inner_text()
    assert link == f"{class_url}quiz/l07-post.html#class={CODE}&phase=post" and read_qr(qr_modules(page)) == link
    assert page.locator("#ipc-sheet-seats li").all_inner_texts() == ["1", "2", "4", "5", "6", "8", "9", "10", "11", "12"]
    page.get_by_label("学生打开的网站地址").fill("www.example.gov.cn/zscq/class.html")
    assert read_qr(qr_modules(page)) == f"https://www.example.gov.cn/zscq/quiz/l07-post.html#class={CODE}&phase=post"
    page.get_by_label("学生打开的网站地址").fill("https://" + "x" * 220 + ".cn")
    said(page, "网址太长", "join")
    page.goto(link)
    assert page.locator(".ipq").first.is_visible() and watched.problems == []


def printed(page: Page) -> str:
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


def test_only_the_sheet_and_the_notice_are_printed(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page(prepare=lambda p: p.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; };")).page
    page.get_by_role("button", name="打印加入单").click()
    said(page, "先在第一步", "join")
    make_class(page)
    hand_in(page, codes[0])
    page.get_by_role("button", name="打印加入单").click()
    assert page.evaluate("window.printed") == 1
    text = printed(page)
    for words in (CODE[:3], "不写姓名", "40", "家长签名", "第三十一条", "保存到哪一天"):
        assert words in text, words
    for words in ("收结果码", "得分率", "带走数据", "班级汇总", codes[0], "依据的法律", "打印加入单", "培训负责人", "没有监考", "只用来改进教学。测验"):
        assert words not in text, words
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="只打印家长告知").click()
    text = printed(page)
    assert "家长签名" in text and "不写姓名" not in text and CODE[:3] not in text


def test_the_browsers_own_printing_gives_the_results(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page().page
    make_class(page)
    hand_in(page, codes[0])
    text = printed(page)
    for words in ("班级汇总", "平均得分率", "最多的错误答案", "用之前要知道"):
        assert words in text, words
    for words in ("一、建班级码", "二、打印加入单", "三、收结果码", codes[0], "带走数据", "核对结业证明", "家长签名", "交了的打勾"):
        assert words not in text, words


# --- Forty pupils ------------------------------------------------------------------------------------


def test_codes_made_in_the_browser_are_those_made_in_python(open_page: Callable[..., Watched], attempts: list[Attempt], codes: list[str]) -> None:
    for quiz, _ in TAKEN:
        page = open_page(f"quiz/{quiz}.html").page
        key = key_of(page)
        page.add_script_tag(path=str(Path(__file__).parents[2] / "theme/assets/class/codes.js"))
        own = [(a, c) for a, c in zip(attempts, codes) if a.quiz == quiz]
        made = page.evaluate("([key, records]) => records.map(r => ipc.encode(key, r))", [key, [record(a) for a, _ in own]])
        assert made == [c for _, c in own] and len(own) >= 38


def test_a_class_of_forty_before_and_after(open_page: Callable[..., Watched], project: Project, attempts: list[Attempt], codes: list[str]) -> None:
    watched = open_page()
    page = watched.page
    make_class(page)
    lines = [f"学生{n} 10:{n % 60:02d}：{c}" for n, c in enumerate(codes)]
    hand_in(page, "\n".join(lines))
    said(page, f"新读到 {len(codes)} 个。现在共有 {len(codes)} 个。")
    revisions = project.revisions
    carried = page.evaluate("ipc.rows(ipc.page.box.handed())")
    from iplearn.results.codes import CodeReader

    reader = CodeReader(revisions)
    handed = [Handed(a, f"粘贴:{n}") for n, c in enumerate(codes, 1) if isinstance(a := reader.decode(c), Attempt)]
    rows = response_rows(handed, revisions)
    assert [tuple(r) for r in carried] == [tuple(vars(r).values()) for r in rows]
    assert page.evaluate("ipc.csv(ipc.rows(ipc.page.box.handed()))") == to_csv(rows)

    text = page.locator("#ipc-results").inner_text()
    assert "还没交（2 人）：9、22 号。" in text and "还没交（1 人）：13 号。" in text and "全班都交了。" in text
    both = {a.seat for a in attempts if a.phase is Phase.PRE} & {a.seat for a in attempts if a.phase is Phase.POST}
    assert f"两次都交了的 {len(both)} 人" in text
    first = revisions.layout("l07-post", revisions.latest("l07-post").revision)[0]  # type: ignore[union-attr]
    assert isinstance(first, SingleChoice)
    given = [a.response for t in attempts if t.quiz == "l07-post" for a in t.answers if a.item == first.id]
    wrong = {letter: given.count(letter) for letter in "ABCD" if letter in given and not score(first, letter).score}
    most = min(wrong, key=lambda letter: (-wrong[letter], letter))
    right = sum(score(first, g).is_right for g in given)
    page.locator(".ipc-more summary", has_text="逐题看后测").click()
    cells = page.locator(".ipc-more", has_text="逐题看后测").locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[0] == f"{round(100 * right / len(given))}%" and cells[1] == f"{right} / {len(given)}" and cells[2] == str(given.count(""))
    assert cells[3].startswith(f"{most}. ") and cells[3].endswith(f"（{wrong[most]} 人）")
    assert watched.problems == []


def test_what_is_taken_along_is_the_same_table(open_page: Callable[..., Watched], project: Project, codes: list[str], tmp_path: Path) -> None:
    page = open_page().page
    hand_in(page, "\n".join(codes))
    wanted = page.evaluate("ipc.rows(ipc.page.box.handed())")
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 CSV").click()
    assert got.value.suggested_filename == f"responses-{CODE}.csv"
    text = Path(got.value.path()).read_bytes().decode("utf-8")
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert text.startswith("\ufeff") and tuple(table[0]) == COLUMNS and len(table) == len(wanted) + 1
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 Excel 表").click()
    got.value.save_as(tmp_path / "responses.xlsx")
    book = openpyxl.load_workbook(tmp_path / "responses.xlsx")
    sheet = [["" if c.value is None else c.value for c in row] for row in book["作答"].iter_rows()]
    assert sheet == [list(COLUMNS), *wanted]
    meanings = [[c.value for c in row] for row in book["每列的意思"].iter_rows()]
    assert tuple(row[0] for row in meanings[1:]) == COLUMNS and all(row[1] for row in meanings)
    hand_in(page, text[:400])
    said(page, "里面没有结果码")


def test_copying_where_the_browser_has_a_clipboard(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"]).page
    hand_in(page, "\n".join(codes[:3]))
    page.get_by_role("button", name="复制全部结果码").click()
    said(page, "结果码已复制", "take")
    assert page.evaluate("navigator.clipboard.readText()").split() == codes[:3]
    page.get_by_role("button", name="复制作答表").click()
    said(page, "作答表已复制", "take")
    assert page.evaluate("navigator.clipboard.readText()").startswith(",".join(COLUMNS))


# --- What goes wrong ---------------------------------------------------------------------------------


def test_a_typo_is_shown_where_it_is_and_mended(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page().page
    bad = codes[0][:12] + ("7" if codes[0][12] != "7" else "8") + codes[0][13:]
    hand_in(page, f"{codes[1]}\n\n{bad}\n{bad}\n{codes[1]}")
    said(page, "新读到 1 个，重复 2 个，读不懂 1 个")
    line = page.locator("#ipc-bad li")
    assert line.count() == 1 and line.locator("mark").inner_text() == bad[12] and "粘贴，第 3 行" in line.inner_text()
    assert f"第 11 个字符“{bad[12]}”抄错了，应当是“{codes[0][12]}”" in line.inner_text()
    line.get_by_role("button", name="照这样改").click()
    said(page, "改好了一个")
    assert page.evaluate("ipc.page.box.handed().map(h => h.attempt.code)") == [codes[1], codes[0]] and not page.locator("#ipc-bad").is_visible()
    hand_in(page, codes[0][:9])
    page.get_by_role("button", name="不要这个").click()
    said(page, "去掉了一个")
    assert page.evaluate("ipc.page.box.bad.length") == 0


def test_what_deserves_a_look_is_listed(open_page: Callable[..., Watched], project: Project, attempts: list[Attempt]) -> None:
    page = open_page().page
    make_class(page)
    one = attempts[0]
    layout = project.revisions.layout(one.quiz, one.revision)

    def code(**more: object) -> str:
        return encode(Attempt(**{**vars(one), **more}), layout)

    other = type(GROUP)(17, 7, 4)
    hand_in(page, "\n".join([code(), code(minute=one.minute + 9), code(seat=41), code(group=other), code(group=None, seat=0), code(seat=5, minute=2**24 - 1)]))
    odd = page.locator("#ipc-odd").inner_text()
    assert f"{one.seat} 号交了 2 次" in odd and "41 号不在 1 到 40 之间" in odd and "5 号的开始时间在将来" in odd
    assert f"别的班的：{class_code(other)}（七年级 4 班）" in odd and "没有班级码" in odd
    choice = page.get_by_label("看哪个班")
    assert choice.input_value() == CODE and choice.locator("option").count() == 3
    choice.select_option(class_code(other))
    assert "1 人交了" in page.locator("#ipc-results").inner_text() and "不要公布" in page.locator("#ipc-results").inner_text()


def test_everything_can_be_cleared_and_leaving_is_asked_about(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page().page
    asked: list[str] = []
    page.on("dialog", lambda d: (asked.append(d.type), d.accept()))
    hand_in(page, "\n".join(codes[:3]))
    page.reload()
    assert asked == ["beforeunload"] and page.evaluate("ipc.page.box.handed().length") == 0
    hand_in(page, codes[0])
    page.get_by_role("button", name="全部清空").click()
    said(page, "已清空")
    assert asked == ["beforeunload", "confirm"] and not page.locator("#ipc-take").is_visible()
    page.reload()
    assert asked == ["beforeunload", "confirm"]


# --- Files, photos, camera ---------------------------------------------------------------------------


def choose(page: Page, name: str, data: bytes, kind: str = "text/plain") -> None:
    page.locator("#ipc-files").set_input_files({"name": name, "mimeType": kind, "buffer": data})


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b""), ("utf-16-le", b"\xff\xfe")])
def test_text_and_table_files_in_the_encodings_people_have(open_page: Callable[..., Watched], codes: list[str], encoding: str, mark: bytes) -> None:
    page = open_page().page
    choose(page, "结果.csv", mark + f"姓名,结果码\r\n张三丰,{codes[0]}\r\n李四,{codes[1]}\r\n".encode(encoding), "text/csv")
    said(page, "新读到 2 个")
    assert page.evaluate("ipc.page.box.handed().map(h => h.source)") == ["结果.csv:2", "结果.csv:3"]


def test_a_result_file_adds_what_was_typed_and_typed_words_stay_words(open_page: Callable[..., Watched], project: Project) -> None:
    watched = open_page()
    page = watched.page
    latest = project.revisions.latest("sample")
    assert latest
    layout = project.revisions.layout("sample", latest.revision)
    from iplearn.model.result import Answer

    typed = "<img src=x onerror=alert(1)>"
    one = Attempt("sample", latest.revision, Phase.PRACTICE, (Answer("fill", (typed, "=1+1"), 30), Answer("why", (typed, ""), 12)), GROUP, 7, 467_000, 42)
    hand_in(page, encode(one, layout))
    choose(page, "result.json", write_file(one, layout).encode(), "application/json")
    said(page, "重复 1 个")
    rows = page.evaluate("ipc.rows(ipc.page.box.handed())")
    assert [tuple(r) for r in rows] == [tuple(vars(r).values()) for r in response_rows([Handed(one, "result.json")], project.revisions)]
    assert typed[:20] in page.locator("#ipc-results").inner_text() and page.locator("#ipc-results img").count() == 0
    changed = json.loads(write_file(one, layout))
    changed["answers"][0]["response"] = ["二十", "申请日"]
    choose(page, "changed.json", json.dumps(changed).encode(), "application/json")
    said(page, "读不懂 1 个")
    assert "被改过" in page.locator("#ipc-bad").inner_text() and page.locator("#ipc-bad mark").count() == 0
    assert watched.problems == []


def test_without_a_reader_of_its_own_the_browser_says_paste(open_page: Callable[..., Watched]) -> None:
    page = open_page(prepare=lambda p: p.add_init_script("delete window.BarcodeDetector")).page
    assert not page.get_by_role("button", name="用摄像头扫").is_visible() and not page.locator("#ipc-photo-too").is_visible()
    choose(page, "a.png", b"\x89PNG", "image/png")
    said(page, "不会读二维码")


FAKE_READER = """window.BarcodeDetector = class { async detect(picture) { return (window.inView || []).map(text => ({rawValue: text})); } };
window.createImageBitmap = async () => ({});
Object.defineProperty(navigator, 'mediaDevices', {value: {getUserMedia: async () => { if (window.refused) throw new Error('no');
  return document.createElement('canvas').captureStream(); }}});"""


def test_photos_and_the_camera_where_the_browser_can(open_page: Callable[..., Watched], codes: list[str]) -> None:
    watched = open_page(prepare=lambda p: p.add_init_script(FAKE_READER))
    page = watched.page
    choose(page, "照片.jpg", b"x", "image/jpeg")
    said(page, "没有认出二维码")
    page.evaluate("code => { window.inView = [code]; }", codes[0])
    choose(page, "照片.jpg", b"x", "image/jpeg")
    said(page, "新读到 1 个")
    page.evaluate("window.inView = []")
    page.get_by_role("button", name="用摄像头扫").click()
    expect(page.locator("video")).to_be_visible()
    said(page, "对准摄像头")
    page.evaluate("code => { window.inView = [code]; }", codes[1])
    said(page, "新读到 1 个。现在共有 2 个")
    page.evaluate("code => { window.inView = [code]; }", codes[2])
    said(page, "现在共有 3 个")
    page.get_by_role("button", name="停止扫码").click()
    assert page.locator("video").count() == 0 and page.evaluate("document.activeElement.id") == "ipc-camera"
    assert page.evaluate("ipc.page.box.handed().map(h => h.source)") == ["照片.jpg:1", "扫码:1", "扫码:1"]
    page.evaluate("window.refused = true")
    page.get_by_role("button", name="用摄像头扫").click()
    said(page, "没有打开摄像头")
    assert watched.problems == []


# --- Poor places -------------------------------------------------------------------------------------


def test_plain_http_in_the_school_network(context_of: Callable, class_root: Path, codes: list[str]) -> None:
    """No clipboard, no camera, no crypto.subtle there: everything else works."""
    page = context_of(width=360).new_page()

    def serve_file(route: Route) -> None:
        path = class_root / "site" / route.request.url.removeprefix("http://lan.school/").partition("#")[0]
        route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0])

    page.route("http://lan.school/**", serve_file)
    page.add_init_script("window.BarcodeDetector = class {}")
    page.goto("http://lan.school/class.html")
    assert page.evaluate("[isSecureContext, Boolean(navigator.clipboard)]") == [False, False]
    assert "不是 https" in page.locator("#ipc-photo-note").inner_text() and not page.get_by_role("button", name="用摄像头扫").is_visible()
    make_class(page)
    assert page.locator("#ipc-sheet-link").inner_text().startswith("http://lan.school/quiz/")
    hand_in(page, "\n".join(codes))
    said(page, f"新读到 {len(codes)} 个")
    page.get_by_role("button", name="复制全部结果码").click()
    expect(page.locator("#ipc-take-said")).to_contain_text(re.compile("已复制|已经选中"))
    assert page.evaluate("document.getSelection().toString() || document.activeElement.value").split() == codes


def test_from_a_stick(context_of: Callable, class_root: Path, codes: list[str]) -> None:
    page = context_of(width=360).new_page()
    watched = Watched(page, (class_root / "site").as_uri())
    page.goto((class_root / "site/class.html").as_uri())
    make_class(page)
    said(page, "请填学生打开的网站地址", "join")
    assert page.locator("#ipc-sheet-qr svg").count() == 0
    hand_in(page, "\n".join(codes))
    said(page, f"新读到 {len(codes)} 个")
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 CSV").click()
    assert Path(got.value.path()).stat().st_size > 1000 and watched.problems == []


def test_only_the_quizzes_that_were_handed_in_are_taken(open_page: Callable[..., Watched], codes: list[str]) -> None:
    """And a network that fails says so, keeps what was pasted, and lets it be tried again."""
    taken: list[str] = []
    page = open_page(prepare=lambda p: p.on("request", lambda r: taken.append(r.url.rpartition("/")[2]) if "/class/quizzes/" in r.url else None)).page
    assert taken == []
    page.route("**/class/quizzes/*", lambda route: route.abort())
    hand_in(page, codes[0], read=False)
    said(page, "题目没有取到")
    assert page.get_by_label("把学生交来的结果码贴在这里").input_value() == codes[0] and page.evaluate("ipc.page.box.bad.length") == 0
    page.unroute("**/class/quizzes/*")
    page.get_by_role("button", name="读入").click()
    said(page, "新读到 1 个")
    hand_in(page, "\n".join(codes[:3]))
    said(page, "新读到 2 个，重复 1 个")
    assert taken == ["l07-pre.js", "l07-pre.js"]


def test_wechat_is_told_to_open_a_browser(open_page: Callable[..., Watched], codes: list[str]) -> None:
    page = open_page(user_agent="Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0").page
    assert page.get_by_text("在浏览器打开").first.is_visible()
    hand_in(page, codes[0])
    page.get_by_role("button", name="下载 CSV").click()
    said(page, "在浏览器打开", "take")
    assert page.locator("#ipc-out").input_value().strip() == codes[0]
