"""A report's figures as a workbook, with a sheet that says what each column means."""

from __future__ import annotations

from datetime import date

from iplearn.model.workbook import Sheet, Workbook
from iplearn.products.school_report.figures import PHASES, Figures
from iplearn.products.school_report.reporter import Reporter

Cell = str | int | float | None

_MEANING = (
    ("全部", "示例数据", "这一行有字时，整本表都是编的数据"),
    ("参与", "班级码", "几个班合在一行的，是人太少不能单独显示"),
    ("参与", "交过结果、班级人数", "人"),
    ("课", "平均得分率、标准差、全市", "0 到 1；满分是 1"),
    ("课", "前测、后测、平均进步、下限、上限", "0 到 1；只算前后测都做了的人和前后对应的题；下限、上限是 95% 区间"),
    ("课", "效应量、归一化进步", "算法见报告的“方法与局限”"),
    ("课", "信度、信度下限、信度上限、测量标准误", "Cronbach α；标准误的单位是分；空着表示题或者人不够"),
    ("题", "得分率、区分度、太快", "得分率和太快是 0 到 1；区分度是 -1 到 1"),
    ("题", "最多人选的错项、占比", "人太少的不写"),
    ("目标", "达成率、全市", "0 到 1"),
    ("条目", "够不够", "市里没有给标准的，写“不判断”"),
)


def report_workbook(figures: Figures, reporter: Reporter, day: date) -> Workbook:
    notice = reporter.roll.notice
    name = figures.school.name if figures.school else "全市小结"
    sheets = [
        Sheet("参与", ("班级码", "交过结果", "班级人数"), _rows([*figures.classes, ("合计", figures.learners, figures.roster)])),
        Sheet("课", _UNIT_HEAD, _rows(_units(figures))),
        Sheet("题", ("课", "阶段", "测验", "题目编号", "题目", "人数", "得分率", "区分度", "平均用时（秒）", "太快", "最多人选的错项", "占比"), _rows(_items(figures))),
        Sheet("目标", ("编号", "目标", "人数", "达成率", "全市", "用哪一课补"), _rows((o.objective, o.text, o.n, o.share, o.city, o.lesson.meta.title if o.lesson else None) for o in figures.objectives)),
        Sheet("活动", ("日期", "类别", "名称", "课程号", "人次"), _rows((a.day.isoformat(), a.kind, a.name, a.lesson, a.people) for a in figures.activities)),
        Sheet("条目", ("组", "条目", "现在", "单位", "来源", "标准", "够不够"), _rows(_criteria(figures))),
        Sheet("趋势", ("学期", "后测平均得分率"), _rows(figures.trend)),
        Sheet("每列的意思", ("表", "列", "意思"), _rows([("全部", "截止日期", day.isoformat()), *_MEANING])),
    ]
    if notice:
        sheets = [Sheet(s.name, s.head, ((notice,), *s.rows), s.widths) for s in sheets]
    return Workbook(f"{name} {figures.term}{' ' + notice if notice else ''}", tuple(sheets), day, reporter.project.site.name if reporter.project.site else "")


_UNIT_HEAD = (
    "课", "阶段", "人数", "平均得分率", "标准差", "全市", "和全市比", "前后测人数", "前测", "后测", "平均进步", "下限", "上限", "效应量", "归一化进步",
    "信度", "信度下限", "信度上限", "测量标准误", "和上次相同",
)  # fmt: skip


def _units(figures: Figures):
    for unit in figures.units:
        gain = unit.gain
        for phase in unit.phases:
            known = phase.reliability
            yield (
                unit.title, PHASES[phase.phase], phase.n, phase.mean, phase.sd, phase.city.mean if phase.city else None, phase.standing.value if phase.standing else None,
                *((gain.n, gain.pre, gain.post, gain.mean, gain.low, gain.high, gain.effect, gain.normalised) if gain and phase.phase == "post" else (None,) * 8),
                *((known.alpha, known.low, known.high, known.sem) if known else (None,) * 4), "是" if unit.held else None,
            )  # fmt: skip


def _items(figures: Figures):
    for unit in figures.units:
        for phase in unit.phases:
            for item in phase.items:
                trap = (item.trap[0], item.trap[1]) if item.trap else (None, None)
                yield (unit.title, PHASES[phase.phase], item.quiz, item.item, item.stem, item.n, item.p, item.r, item.seconds, item.fast, *trap)


def _criteria(figures: Figures):
    for found in figures.criteria:
        c = found.criterion
        yield c.group, c.name, found.value, c.unit, found.source, c.threshold, {True: "达到", False: "还没有达到", None: "不判断"}[found.met]


def _rows(rows) -> tuple[tuple[Cell, ...], ...]:
    """Floats to six digits: more is noise, and makes files differ between machines."""
    return tuple(tuple(round(cell, 6) if isinstance(cell, float) else cell for cell in row) for row in rows)
