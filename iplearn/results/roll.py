"""The lists beside results: schools, classes, activities, statements on criteria. Column names are Chinese, as staff write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import yaml

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import STAGES
from iplearn.model.report import Activity, ReportSettings, Roll, School, Statement
from iplearn.results.classes import CodeProblem, class_code, read_class, read_school, school_code
from iplearn.results.spreadsheets import Unreadable, rows
from iplearn.results.texts import narrow, when

T = TypeVar("T")
NOTICE_FILE = "about.yml"


def read_roll(folder: Path, schools: Path, settings: ReportSettings) -> tuple[Roll, list[Diagnostic]]:
    """`schools` is the list of schools; the other lists lie in `folder` and may be missing."""
    found: list[Diagnostic] = []
    listed = list(_read(schools, ("学校代码", "学校"), _school, found))
    known: dict[str, School] = {}
    for place, school in listed:
        if school.code in known:
            found.append(error(place, "roll/double", f"学校代码“{school.code}”在名单里有两次。", "删掉一行，或者改正代码。"))
        known.setdefault(school.code, school)
    if not known and not found:
        found.append(error(Place(schools.name), "roll/empty", "学校名单里一所学校也没有。", "每行写一所学校：学校代码、学校、学段、在籍人数。"))
    wanted = {narrow(criterion.name): criterion.name for criterion in settings.criteria}
    classes = dict(value for _, value in _optional(folder / "classes.csv", ("班级码", "人数"), _class, found))
    activities = [value for place, value in _optional(folder / "activities.csv", ("学校代码", "日期", "类别", "名称"), _activity, found) if _knows(value.school, known, place, found)]
    statements = []
    for place, value in _optional(folder / "criteria.csv", ("学校代码", "条目", "数值", "来源"), _statement, found):
        if value.criterion not in wanted:
            found.append(warning(place, "roll/criterion", f"条目“{value.criterion}”不在 data/reports.yml 里，没有用。", f"现有的条目：{'、'.join(wanted.values())}。"))
        elif _knows(value.school, known, place, found):
            statements.append(replace(value, criterion=wanted[value.criterion]))
    return Roll(tuple(known.values()), classes, tuple(activities), tuple(statements), _notice(folder, found)), found


def _notice(folder: Path, found: list[Diagnostic]) -> str:
    path = folder / NOTICE_FILE
    if not path.exists():
        return ""
    try:
        return str(yaml.safe_load(path.read_text("utf-8"))["notice"])
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError):
        found.append(error(Place(NOTICE_FILE), "roll/notice", "读不懂这个文件。", "写成一行：notice: 示例数据。真实成绩不需要这个文件，删掉它。"))
        return ""


def _optional(path: Path, columns: tuple[str, ...], read: Callable[[Mapping[str, str]], T], found: list[Diagnostic]) -> Iterator[tuple[Place, T]]:
    if path.exists():
        yield from _read(path, columns, read, found)


def _read(path: Path, columns: tuple[str, ...], read: Callable[[Mapping[str, str]], T], found: list[Diagnostic]) -> Iterator[tuple[Place, T]]:
    """Each row as `read` makes it, with its place; a row that cannot be read is told and left out."""
    try:
        table = rows(path)
        line, header = next(table, (1, []))
        names = [narrow(cell) for cell in header]
        missing = [name for name in columns if name not in names]
        if missing:
            found.append(error(Place(path.name, line), "roll/columns", f"缺少这几列：{'、'.join(missing)}。", f"第一行写列名：{'、'.join(columns)}。"))
            return
        for line, cells in table:
            place = Place(path.name, line)
            try:
                yield place, read({name: narrow(cell) for name, cell in zip(names, cells)})
            except ValueError as why:
                found.append(error(place, "roll/row", str(why), "改好这一行再运行；其余各行照常读。"))
    except FileNotFoundError:
        found.append(error(Place(path.name), "roll/missing", f"没有 {path.name} 这个文件。", "用 --schools 指出学校名单在哪里。"))
    except Unreadable as why:
        found.append(error(Place(path.name), "roll/unreadable", str(why), "用表格软件打开，另存为 CSV（UTF-8）或 .xlsx。"))


def _knows(code: str, known: Mapping[str, School], place: Place, found: list[Diagnostic]) -> bool:
    if code not in known:
        found.append(error(place, "roll/unknown-school", f"学校代码“{code}”不在学校名单里。", "先把学校写进名单，或者改正代码。"))
    return code in known


def _code(row: Mapping[str, str]) -> str:
    number = read_school(row.get("学校代码", ""))
    if isinstance(number, CodeProblem):
        raise ValueError(number.message)
    return school_code(number)


def _count(row: Mapping[str, str], name: str) -> int | None:
    written = row.get(name, "")
    if not written:
        return None
    if not written.isdigit():
        raise ValueError(f"“{name}”写的是“{written}”，应当是整数。")
    return int(written)


def _school(row: Mapping[str, str]) -> School:
    if not row["学校"]:
        raise ValueError("没有写学校的名字。")
    stages = tuple(part.strip() for part in row.get("学段", "").replace(",", "、").split("、") if part.strip())
    if wrong := [stage for stage in stages if stage not in STAGES]:
        raise ValueError(f"学段“{'、'.join(wrong)}”不认识，可以写：{'、'.join(STAGES)}。")
    return School(_code(row), row["学校"], stages, _count(row, "在籍人数"))


def _class(row: Mapping[str, str]) -> tuple[str, int]:
    group = read_class(row["班级码"])
    if isinstance(group, CodeProblem):
        raise ValueError(group.message)
    size = _count(row, "人数")
    if size is None:
        raise ValueError("没有写人数。")
    return class_code(group), size


def _activity(row: Mapping[str, str]) -> Activity:
    moment = when(row["日期"])
    if moment is None:
        raise ValueError(f"日期“{row['日期']}”读不懂，写成 2026-10-08。")
    if not row["名称"]:
        raise ValueError("没有写活动的名称。")
    return Activity(_code(row), moment.date(), row["类别"] or "其他", row["名称"], row.get("课程号", ""), _count(row, "人次"))


def _statement(row: Mapping[str, str]) -> Statement:
    if not row["来源"]:
        raise ValueError("没有写数值的来源。没有来源的数不进报告。")
    return Statement(_code(row), row["条目"], row["数值"], row["来源"])
