"""What `check` says of a training module; its draft; a module taken apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iplearn.checks import run_checks
from iplearn.checks.modules import check_modules
from iplearn.model.course import courses, module_order, module_sections, template_name
from iplearn.reading.project import ProjectReader
from iplearn.shell.scaffold import scaffold
from tests.conftest import DAY
from tests.unit.training_support import training_project

PAGE, BANK = "content/training/T1.md", "quizzes/training/t1-test.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return training_project(tmp_path, ("T1", "技术人员"))


def told(root: Path) -> list[tuple[str, str, int]]:
    project, found = ProjectReader(root).read()
    return [(d.rule, d.place.file, d.place.line) for d in [*found, *check_modules(project, DAY)]]


def test_a_complete_module_is_quiet(root: Path) -> None:
    assert told(root) == []
    project, _ = ProjectReader(root).read()
    assert [d for d in run_checks(project, DAY, publishing=False) if d.is_error] == []


@pytest.mark.parametrize(
    ("file", "pattern", "new", "rule"),
    [
        (PAGE, "minutes: 35", "minutes: 50", "module/minutes"),
        (PAGE, "minutes: 35", "minutes: 34", "module/minutes"),
        (PAGE, "第一件事（7分钟）", "第一件事", "module/minutes"),
        (PAGE, "第一件事（7分钟）", "第一件事（12分钟）", "module/minutes"),
        (PAGE, "/// case \\| 甲刀剪厂的展会", "/// note | 展会", "module/part"),
        (PAGE, "### 法律怎么说", "### 法律", "module/part"),
        (PAGE, "### 怎么做", "### 做法", "module/part"),
        (PAGE, "### 做一遍：填好的台账", "### 台账", "module/part"),
        (PAGE, "常见错误（7分钟）", "错（7分钟）", "module/part"),
        (PAGE, "/// quiz \\| t1-s3\n///\n", "", "module/section-quiz"),
        (PAGE, "test: t1-test\n", "", "module/test"),
        (PAGE, "test: t1-test", "test: t1-tset", "ref/unknown"),
        (PAGE, "name: 专利台账", "name: 台账", "module/template"),
        (PAGE, "column: 优先权到期", "column: 优先权", "module/template"),
        (PAGE, "start: 申请日, add", "start: 优先权到期, add", "module/template"),
        (PAGE, "add: 12 个月", "add: 一年", "module/template"),
        (PAGE, "every: 1 年", "every: 30 日", "module/template"),
        (PAGE, "every: 1 年}", "every: 1 年, add: 1 年}", "module/template"),
        (PAGE, r"### 抄走就能用：专利台账\n\n(\|[^\n]*\n)+", "### 抄走就能用：专利台账\n\n没有表。\n", "module/template"),
        (PAGE, "学完能守住", "（待写）学完能守住", "module/unwritten"),
        (PAGE, "summary: 先递交，再公开。", "summary: （待写：一句话）", "module/unwritten"),
        (BANK, "draw: 10", "draw: 5", "module/bank"),
        (BANK, r"## T1 结业测验第 1[89] 题.*?(?=## T1 结业测验第 20)", "", None),
        (BANK, r"## T1 结业测验第 1[0-9] 题.*(?=## T1 结业测验第 20)", "", "module/bank"),
    ],
)
def test_what_is_taken_away_is_told(root: Path, file: str, pattern: str, new: str, rule: str | None) -> None:
    path = root / file
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.S)
    assert count == 1
    path.write_text(text, encoding="utf-8")
    project, found = ProjectReader(root).read()
    rules = {d.rule for d in [*found, *run_checks(project, DAY, publishing=False, writing=False)]}
    assert rules == ({rule} if rule else set()) | (rules & {"site/unknown", "quiz/repeated"})


def test_sections_know_their_minutes_and_quizzes(root: Path) -> None:
    project, _ = ProjectReader(root).read()
    sections = module_sections(project.page_by_id["T1"].document)
    assert [(s.name, s.minutes, s.quizzes) for s in sections[:2]] == [("一、第一件事", 7, ("t1-s1",)), ("二、第二件事", 7, ("t1-s2",))]
    assert "甲刀剪厂" in sections[0].html and "立项" not in sections[0].html


def test_names() -> None:
    assert template_name("抄走就能用：专利台账") == "专利台账"
    assert template_name("四、带走的表：证据清单（7 分钟）") == "证据清单"
    assert template_name("四、带走的表（7 分钟）") == "带走的表"
    assert template_name("法律怎么说") is None
    assert sorted(["T10", "T2", "T1"], key=module_order) == ["T1", "T2", "T10"]


def test_courses_by_track(tmp_path: Path) -> None:
    project, _ = ProjectReader(training_project(tmp_path, ("T10", "技术人员"), ("T2", "技术人员"), ("M1", "管理人员"))).read()
    assert [(c.id, [p.meta.id for p in c.modules]) for c in courses(project.pages)] == [("track-tech", ["T2", "T10"]), ("track-manage", ["M1"])]


def test_the_draft_of_a_module_only_lacks_its_words(tmp_path: Path) -> None:
    root = training_project(tmp_path)
    written, problem = scaffold(root, "module", "T9", DAY)
    assert problem is None and len(written) == 7
    project, found = ProjectReader(root).read()
    rules = {d.rule for d in [*found, *run_checks(project, DAY, publishing=False, writing=False)] if d.place.file.startswith(("content", "quizzes"))}
    assert "module/unwritten" in rules
    assert not {r for r in rules if r.startswith(("schema/", "module/", "quiz/syntax", "block/", "ref/"))} - {"module/unwritten", "module/template"}
    assert "module/template" not in rules
