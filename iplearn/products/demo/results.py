"""A city of made-up schools: `demo_files` gives what `build.py demo-results` writes, and real results look like.

    about.yml        marks the folder as 示例数据; every page and sheet made from it says so
    schools.csv      the schools, with stages and numbers on the roll
    classes.csv      the classes, with their size
    activities.csv   what the schools did
    criteria.csv     what they state on the pilot criteria
    codes/….txt      result codes, a file per class and quiz, as a teacher's page hands them out
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from iplearn.model.content import STAGES, LessonMeta
from iplearn.model.project import Project
from iplearn.model.result import EPOCH, SHANGHAI, Answer, Attempt, ClassCode, Phase
from iplearn.model.revision import Revisions
from iplearn.products.demo.pupils import answer
from iplearn.results.classes import class_code, school_code
from iplearn.results.codes import encode

SEED = 20260426
_FIRST_SCHOOL = 901
"""Numbers the office will hardly give out soon, so that a demo is never taken for a school's."""
_GRADES = {"小学低年级": (1, 2, 3), "小学高年级": (4, 5, 6), "初中": (7, 8, 9), "高中": (10, 11, 12)}
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class _School:
    """`level` is how much easier (logits) its pupils find things; `sizes` the pupils of each class."""

    number: int
    name: str
    stage: str
    level: float
    sizes: tuple[int, ...]


def demo_files(project: Project, schools: int, day: date) -> Iterator[tuple[str, str]]:
    """(path, text) of each file; the same for the same project, number and day. Nothing lies after `day`."""
    dice = random.Random(SEED)
    made = [_school(n, schools, dice) for n in range(schools)]
    yield "about.yml", "# 这个文件夹里的学校、班级和成绩都是程序编的，只用来看报告长什么样。\nnotice: 示例数据\n"
    yield "schools.csv", _csv(("学校代码", "学校", "学段", "在籍人数"), ((school_code(s.number), s.name, s.stage, sum(s.sizes)) for s in made))
    yield "classes.csv", _csv(("班级码", "人数"), ((class_code(g), size) for s in made for g, size in _classes(s)))
    lessons = [page.meta for page in project.pages if isinstance(page.meta, LessonMeta) and page.meta.pre and page.meta.post]
    taught = {s.number: [m for m in lessons if m.stage == s.stage][: 6 if s.level > 0 else 4] for s in made}
    yield "activities.csv", _csv(("学校代码", "日期", "类别", "名称", "课程号", "人次"), _activities(made, taught, day, dice))
    yield "criteria.csv", _csv(("学校代码", "条目", "数值", "来源"), _criteria(made, dice))
    for school in made:
        for group, size in _classes(school):
            for n, lesson in enumerate(taught[school.number]):
                yield from _codes(project.revisions, lesson, school, group, size, _taught_on(n, group, day), dice)


def _school(n: int, schools: int, dice: random.Random) -> _School:
    """The last school of six or more is a small one, to show what is held back."""
    small = schools > 5 and n == schools - 1
    stage = STAGES[0] if small else STAGES[(1, 2, 1, 2, 1, 3)[n % 6]]
    sizes = (8,) if small else tuple(dice.randint(26, 46) for _ in range(dice.randint(2, 4)))
    return _School(_FIRST_SCHOOL + n, f"示例学校{_named(n + 1)}", stage, dice.gauss(0, 0.5), sizes)


def _named(n: int) -> str:
    return _NUMERALS[n - 1] if n <= len(_NUMERALS) else str(n)


def _classes(school: _School) -> list[tuple[ClassCode, int]]:
    grades = _GRADES[school.stage]
    return [(ClassCode(school.number, grades[n % len(grades)], n // len(grades) + 1), size) for n, size in enumerate(school.sizes)]


def _taught_on(lesson: int, group: ClassCode, day: date) -> date:
    """Lessons lie two weeks apart, the last one some days before `day`, and never before result codes can tell."""
    back = 5 + 14 * lesson + group.grade % 5
    return max(day - timedelta(days=back), EPOCH.date())


def _codes(
    revisions: Revisions, lesson: LessonMeta, school: _School, group: ClassCode, size: int, day: date, dice: random.Random
) -> Iterator[tuple[str, str]]:
    for phase, quiz, gain in ((Phase.PRE, lesson.pre, 0.0), (Phase.POST, lesson.post, 0.9)):
        latest = revisions.latest(quiz) if quiz else None
        if latest is None:
            continue
        layout = revisions.layout(quiz, latest.revision)
        items = [i for i in layout if i.in_force(day)]
        start = _minute(day, 8 if phase is Phase.PRE else 9, dice.randrange(40))
        found = []
        for seat in range(1, size + 1):
            if dice.random() < 0.07:  # away that day
                continue
            able = random.Random(f"{SEED} {class_code(group)} {seat}").gauss(school.level, 0.8)
            given = tuple(Answer(i.id, answer(i, _chance(able + gain, i.difficulty), dice)) for i in items)
            seconds = sum(dice.randint(1, 3) if dice.random() < 0.03 else dice.randint(8, 55) for _ in items)
            found.append(encode(Attempt(quiz, latest.revision, phase, given, group, seat, start + dice.randrange(4), seconds), layout))
        yield f"codes/{class_code(group)}-{quiz}.txt", "\n".join(["示例数据", *found]) + "\n"


def _chance(able: float, difficulty: int | None) -> float:
    return 1 / (1 + math.exp(-(able - ((difficulty or 2) - 2) * 0.8 + 0.3)))


def _minute(day: date, hour: int, minute: int) -> int:
    return int((datetime.combine(day, time(hour, minute), SHANGHAI) - EPOCH).total_seconds() // 60)


def _activities(made: Sequence[_School], taught: dict, day: date, dice: random.Random) -> Iterator[tuple]:
    for school in made:
        code = school_code(school.number)
        for n, lesson in enumerate(taught[school.number]):
            yield code, (day - timedelta(days=6 + 14 * n)).isoformat(), "课", lesson.title, lesson.id, sum(school.sizes)
        for kind, name in (("宣传周", "知识产权主题班会"), ("参观", "参观刀剪展厅"), ("培训", "教师知识产权培训")):
            if dice.random() < 0.7:
                yield code, (day - timedelta(days=dice.randint(10, 200))).isoformat(), kind, name, "", dice.randint(3, 120)


def _criteria(made: Sequence[_School], dice: random.Random) -> Iterator[tuple]:
    for school in made:
        code = school_code(school.number)
        yield code, "有没有书面的知识产权教育计划", "有" if dice.random() < 0.7 else "没有", "学校填报"
        yield code, "受过培训的教师数", dice.randint(0, 6), "学校填报"
        yield code, "本学年课时数", dice.randint(2, 12), "课表"
        if dice.random() < 0.5:
            yield code, "经费（元）", dice.randrange(0, 20000, 500), "学校填报"


def _csv(header: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
