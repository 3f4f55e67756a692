"""Packs: whole, checked, made again only where something changed, never half there."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from iplearn.exports import EXPORTS
from iplearn.products.lesson_pack.pack import make_pack
from iplearn.products.lesson_pack.papers import FIELDS, LessonPapers
from iplearn.products.lesson_pack.parts import edition, key, lesson_parts
from iplearn.products.packing import MadePack
from iplearn.products.site import build_site
from iplearn.reading.packs import FOLDER, publish, read_entries
from iplearn.reading.project import ProjectReader
from iplearn.shell.packs_command import make_packs
from tests.conftest import DAY, repository, ROOT
from tests.unit.export_support import player


def nothing(path: str) -> None:
    return None


@pytest.fixture(scope="module")
def pack() -> MadePack:
    parts = lesson_parts(repository()[0], "L07")
    assert parts is not None
    day, changes = edition(parts, DAY)
    return make_pack(LessonPapers(parts, day, nothing), changes, key(parts, DAY, "", nothing), player())


def test_the_zip_is_one_folder_with_every_part(pack: MadePack) -> None:
    with zipfile.ZipFile(io.BytesIO(pack.zip)) as z:
        assert z.testzip() is None
        names = z.namelist()
        assert {n.split("/")[0] for n in names} == {"L07-四个抽屉"}
        inside = {n.partition("/")[2]: z.read(n) for n in names}
    assert inside == {f.path: pack.files[f.path] for f in pack.entry.files}
    for wanted in ("说明.pdf", "清单.json", "1-教案/L07-教案.docx", "1-教案/L07-教案.pdf", "2-课件/L07-课件.pptx", "2-课件/L07-课件讲义.pdf", "6-海报/L07-海报.pdf", "7-离线网页/学生页.html"):
        assert wanted in inside
    for label in ("学习单", "学习单答案", "卡片"):
        assert {f"3-学习单/L07-{label}.docx", f"3-学习单/L07-{label}.pdf"} <= set(inside)
    for label in ("前测", "后测", "练习"):
        assert {f"4-小测/L07-{label}{a}.{e}" for a in ("", "答案") for e in ("docx", "pdf")} <= set(inside)
        assert {f"5-导入平台/L07-{label}{e.ending}" for e in EXPORTS} <= set(inside)


def test_the_manifest_holds_what_it_says(pack: MadePack) -> None:
    value = json.loads(pack.files["清单.json"])
    listed = {f["path"]: f for f in value["files"]}
    assert set(listed) == set(pack.files) - {"清单.json", "预览.png"}
    for path, row in listed.items():
        assert (row["bytes"], row["sha256"]) == (len(pack.files[path]), hashlib.sha256(pack.files[path]).hexdigest())
    assert value["licence"] == "CC BY 4.0" and value["law_as_of"] == "2026-11-22" and value["changes_on"] == "2027-01-01"
    assert {"item": "sort", "what": "归类题改成配对题"} in listed["5-导入平台/L07-前测.gift"]["losses"]
    assert pack.entry.version.startswith("2026-11-22-") and hashlib.sha256(pack.zip).hexdigest() == pack.entry.zip_sha256


def test_pupils_papers_hold_no_answers(pack: MadePack) -> None:
    def words(path: str) -> str:
        with zipfile.ZipFile(io.BytesIO(pack.files[path])) as z:
            return re.sub(r"<[^>]*>", "", z.read("word/document.xml").decode())

    sheet, answers = words("3-学习单/L07-学习单.docx"), words("3-学习单/L07-学习单答案.docx")
    assert "水照样倒" in answers and "水照样倒" not in sheet and all(f in sheet for f in FIELDS) and "姓名" not in sheet
    paper, solved = words("4-小测/L07-前测.docx"), words("4-小测/L07-前测答案.docx")
    assert "卡扣是新的构造" in solved and "卡扣是新的构造" not in paper


def test_offline_pages_ask_for_nothing_else(pack: MadePack) -> None:
    for path, data in pack.files.items():
        if path.startswith("7-离线网页/") and path.endswith(".html"):
            for address in re.findall(r'(?:href|src)="([^"#]*)"', data.decode()):
                assert "7-离线网页/" + address in pack.files or address.startswith("http"), (path, address)
            assert not re.search(r'src="(?:https?:)?//', data.decode())


def test_an_edition_lasts_until_law_turns() -> None:
    parts = lesson_parts(repository()[0], "L07")
    assert parts is not None
    assert edition(parts, date(2026, 12, 31)) == edition(parts, DAY) == (date(2026, 11, 22), date(2027, 1, 1))
    assert edition(parts, date(2027, 3, 1))[0] == date(2027, 1, 1)
    assert key(parts, date(2026, 12, 31), "", nothing) == key(parts, DAY, "", nothing) != key(parts, date(2027, 3, 1), "", nothing)


def test_the_teachers_pages_show_what_is_in_the_pack(pack: MadePack) -> None:
    project = repository()[0]
    pages = {p.path: p.body for p in build_site(project, DAY, (pack.entry,)).pages if p.path.startswith("school/")}
    chooser, page = pages["school/packs.html"], pages["school/L07/pack.html"]
    assert 'href="../packs/L07.zip"' in chooser and 'data-rights="专利 外观 商标 著作权 地理标志"' in chooser and 'data-prepare="20"' in chooser
    linked = {unquote(a) for a in re.findall(r'href="../../packs/L07/([^"]+)"', page)}
    assert linked == {f.path for f in pack.entry.files if "/assets/" not in f.path}
    assert pack.entry.zip_sha256 in page and "2027 年 1 月 1 日起有些内容会变" in page and "CC BY 4.0" in page
    assert "L17.zip" not in chooser and "还没做好" in chooser and "school/L17/pack.html" not in pages
    assert 'href="pack.html"' in pages["school/L07/index.html"] and 'href="pack.html"' not in pages["school/L17/index.html"]


# -- the command


@pytest.fixture
def project(make_project: Callable[..., Path]) -> Path:
    root = make_project({})
    for lesson in ("L07", "L17"):
        shutil.copytree(ROOT / "content/school" / lesson, root / "content/school" / lesson)
    (root / "quizzes/school").mkdir(parents=True)
    for path in (ROOT / "quizzes/school").glob("l[01]7-*.md"):
        shutil.copy(path, root / "quizzes/school")
    shutil.copy(ROOT / "data/objectives.yml", root / "data/objectives.yml")
    return root


def run(root: Path, *lessons: str) -> tuple[list[str], list]:
    made, found = make_packs(root, ProjectReader(root).read()[0], DAY, lessons)
    return sorted(made), [d for d in found if d.is_error]


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_changed_is_made_again(project: Path) -> None:
    assert run(project) == (["L07", "L17", "all"], [])
    before = {e.id: e.zip_sha256 for e in read_entries(project)}
    assert run(project) == ([], [])
    edit(project, "quizzes/school/l07-pre.md", "问问自己", "先问问自己")
    assert run(project)[0] == ["L07", "all"]
    after = {e.id: e.zip_sha256 for e in read_entries(project)}
    assert after["L17"] == before["L17"] and after["L07"] != before["L07"] and after["all"] != before["all"]
    edit(project, "quizzes/school/l07-pre.md", "先问问自己", "问问自己")
    run(project)
    assert {e.id: e.zip_sha256 for e in read_entries(project)} == before

    out = project / "out"
    assert publish(project, out) == 3
    assert hashlib.sha256((out / "L07.zip").read_bytes()).hexdigest() == before["L07"]
    assert (out / "L07/5-导入平台/L07-前测.gift").exists()
    with zipfile.ZipFile(out / "all.zip") as z:
        assert {"all-全部课程/学期教学安排.docx", "all-全部课程/L17-菜刀外观比对实验室/说明.pdf"} <= set(z.namelist())


def test_a_glyph_no_font_has_is_told_and_leaves_no_pack(project: Path) -> None:
    run(project, "L07")
    edit(project, "content/school/L07/worksheet.md", "画好了自己收着", "画好了自己收着🦪")
    made, (found, *_) = run(project, "L07")
    assert made == [] and found.rule == "paper/glyph" and found.place.file == "content/school/L07/worksheet.md"
    assert found.place.line == next(n for n, t in enumerate((project / found.place.file).read_text(encoding="utf-8").split("\n"), 1) if "🦪" in t)
    assert [e.id for e in read_entries(project)] == [] and not list((project / FOLDER).glob("**/*.zip"))


def test_cards_without_a_card_are_told(project: Path) -> None:
    edit(project, "content/school/L07/index.md", "两个人做，就轮流放", "/// cards | 空的\n---\n///\n\n两个人做，就轮流放")
    made, (found, *_) = run(project, "L07")
    assert made == [] and found.rule == "lesson/cards" and "空的" in found.message
    line = (project / found.place.file).read_text(encoding="utf-8").split("\n")[found.place.line - 1]
    assert line == "/// cards | 空的"


def test_an_unfinished_lesson_has_no_pack(project: Path) -> None:
    (project / "content/school/L07/slides.md").unlink()
    made, found = make_packs(project, ProjectReader(project).read()[0], DAY)
    assert made == ["L17"] and {d.rule for d in found} == {"lesson/part"}
    assert [e.id for e in read_entries(project)] == ["L17"]
