"""What `check` says of a lesson: the two model lessons are complete; each thing taken away is told, with its line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iplearn.checks.lessons import check_lessons
from iplearn.checks.repeats import check_repeats
from iplearn.reading.project import ProjectReader
from iplearn.shell.scaffold import scaffold
from tests.conftest import DAY, ROOT

L07 = ("content/school/L07", "quizzes/school", "data/objectives.yml")


@pytest.fixture
def lesson(make_project: Callable[..., Path]) -> Path:
    """A project that holds L07 alone."""
    root = make_project({})
    shutil.copytree(ROOT / "content/school/L07", root / "content/school/L07")
    shutil.copy(ROOT / "data/objectives.yml", root / "data/objectives.yml")
    (root / "quizzes/school").mkdir(parents=True)
    for path in (ROOT / "quizzes/school").glob("l07-*.md"):
        shutil.copy(path, root / "quizzes/school")
    return root


def told(root: Path) -> set[tuple[str, int]]:
    project, found = ProjectReader(root).read()
    return {(d.rule, d.place.line) for d in [*found, *check_lessons(project, DAY), *check_repeats(project, DAY)]}


def edit(root: Path, file: str, pattern: str, new: str) -> int:
    """Replaces the first match; its line."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    match = re.search(pattern, text, re.S)
    assert match, pattern
    path.write_text(text[: match.start()] + new + text[match.end() :], encoding="utf-8")
    return text.count("\n", 0, match.start()) + 1


def test_the_model_lessons_lack_nothing(real_project) -> None:
    project, _ = real_project
    found = [*check_lessons(project, DAY), *check_repeats(project, DAY)]
    assert [d for d in found if "/L07/" in d.place.file or "/L17/" in d.place.file or "/l07-" in d.place.file or "/l17-" in d.place.file] == []


def test_a_complete_lesson_is_quiet(lesson: Path) -> None:
    assert told(lesson) == set()


@pytest.mark.parametrize(("part", "rule"), [("plan.md", "lesson/part"), ("slides.md", "lesson/part"), ("worksheet.md", "lesson/part")])
def test_a_missing_part(lesson: Path, part: str, rule: str) -> None:
    (lesson / "content/school/L07" / part).unlink()
    assert (rule, 1) in told(lesson)


PLAN, SLIDES, SHEET, INDEX = (f"content/school/L07/{n}.md" for n in ("plan", "slides", "worksheet", "index"))
POST = "quizzes/school/l07-post.md"


@pytest.mark.parametrize(
    ("file", "pattern", "new", "rule", "here"),
    [
        (PLAN, "## 板书设计", "## 黑板", "lesson/plan-section", False),
        (PLAN, "第 4 至 10 分钟", "第 5 至 10 分钟", "lesson/minutes", False),
        (PLAN, "第 37 至 40 分钟", "第 37 至 42 分钟", "lesson/minutes", False),
        (PLAN, "### 一、导入（4 分钟）", "### 一、导入（5 分钟）", "lesson/minutes", False),
        (PLAN, "### 一、导入（4 分钟）", "### 一、导入", "lesson/minutes", True),
        (PLAN, r"- \*\*目的\*\*：把“抄”[^\n]*\n", "", "lesson/step", False),
        (SLIDES, r"/// notes\n.*?\n///\n", "", "slides/notes", False),
        (SLIDES, "放在\\*\\*桌面\\*\\*上", "放" * 170, "slides/long", False),
        (INDEX, "## 记住这几句", "## 小结", "lesson/remember", False),
        (INDEX, "practice: l07-practice\n", "", "lesson/quiz", False),
        (POST, "对应：l07-pre/clip\n对应", "对应", "lesson/parallel", False),
        (POST, "objective=GEN-03 difficulty=2 points=1}\n\n答案：对", "objective=GEN-01 difficulty=2 points=1}\n\n答案：对", "lesson/parallel-objective", True),
        (INDEX, "objectives: \\[DES-01", "objectives: [CR-01, DES-01", "lesson/untested", True),
        (PLAN, "lesson: L07", "lesson: L08", "lesson/part", False),
        (PLAN, "## 作业\n", "（待写）\n\n## 作业\n", "lesson/unwritten", True),
        (PLAN, "## 作业\n", "## 作业\n\n/// answer\n好\n///\n", "block/place", False),
        (SHEET, "/// answer", "/// cards | 卡\n甲\n///\n\n/// answer", "block/place", False),
    ],
)
def test_what_is_taken_away_is_told(lesson: Path, file: str, pattern: str, new: str, rule: str, here: bool) -> None:
    if rule == "lesson/parallel":
        path = lesson / file
        path.write_text(re.sub("对应：.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
        line = 0
    else:
        line = edit(lesson, file, pattern, new)
    found = told(lesson)
    assert rule in {r for r, _ in found}
    if here:
        assert (rule, line) in found


def test_a_sheet_without_answers(lesson: Path) -> None:
    path = lesson / SHEET
    path.write_text(re.sub(r"/// answer.*?\n///\n", "", path.read_text(encoding="utf-8"), flags=re.S), encoding="utf-8")
    assert ("lesson/answers", 1) in told(lesson)


def test_items_are_counted_on_the_day(lesson: Path) -> None:
    path = lesson / POST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("对应：", "至：2026-01-01\n对应："), encoding="utf-8")
    assert {"lesson/items", "lesson/parallel"} <= {rule for rule, _ in told(lesson)}


def test_a_paragraph_of_another_lesson_is_told_even_with_another_title(lesson: Path) -> None:
    text = (lesson / PLAN).read_text(encoding="utf-8")
    other = lesson / "content/school/L08/plan.md"
    other.parent.mkdir()
    other.write_text(text.replace("L07", "L08").replace("四个抽屉", "五个抽屉").replace("40", "45"), encoding="utf-8")
    project, _ = ProjectReader(lesson).read()
    found = [d for d in check_repeats(project, DAY)]
    assert len(found) > 40 and all(d.place.file == "content/school/L08/plan.md" for d in found)
    assert any("四十分钟" not in d.message and d.place.line > 1 for d in found)


def test_a_scaffold_says_what_is_left_to_write(make_project: Callable[..., Path]) -> None:
    root = make_project({})
    written, problem = scaffold(root, "lesson", "L99", DAY)
    assert problem is None and len(written) == 7
    rules = {rule for rule, _ in told(root)}
    assert {"lesson/unwritten", "lesson/items"} <= rules
    assert not {r for r in rules if r.startswith(("lesson/part", "lesson/plan", "lesson/minutes", "lesson/step", "schema", "block", "slides/notes"))}
