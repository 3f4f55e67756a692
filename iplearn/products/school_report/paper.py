"""A report as a paper: the one source of its web page and its PDF."""

from __future__ import annotations

from datetime import date

from iplearn.measures.distribution import scores
from iplearn.measures.funnel import limits
from iplearn.model.paper import Block, Box, Figure, Heading, Items, PageBreak, Paper, Paragraph, Picture, Table
from iplearn.model.runs import Run, Text, plain_text, text
from iplearn.products.school_report.figures import PHASES, Figures, ItemFigures, PhaseFigures, UnitFigures
from iplearn.products.school_report.findings import Finding, findings, percent, points
from iplearn.products.school_report.methods import method_blocks
from iplearn.products.school_report.reporter import Reporter
from iplearn.render import charts

NOT_YET = 0.7
"""An item with a common wrong answer is listed as not yet understood below this share of points."""
MOST_ITEMS = 6


def report_paper(figures: Figures, reporter: Reporter, day: date) -> Paper:
    """A school's report, or the city's summary."""
    notice = reporter.roll.notice
    name = figures.school.name if figures.school else "全市小结"
    blocks = [
        *_summary(figures, findings(figures, reporter)),
        *_participation(figures),
        *_results(figures),
        *(() if figures.school else _schools(reporter)),
        *_not_yet(figures, reporter),
        *_activities(figures),
        *_criteria(figures),
        *_trend(figures),
        PageBreak(),
        *method_blocks(reporter.least, reporter.project.reports),
    ]
    return Paper(
        title=f"{name}：知识产权教育试点报告", blocks=tuple(blocks), day=day, kind=f"{term_name(figures.term)}",
        facts=(("截止日期", f"{day:%Y 年 %-m 月 %-d 日}"), ("做成", reporter.project.site.host_unit if reporter.project.site else "")),
        running=notice, footer=f"{notice + '　' if notice else ''}只给学校和市里看，不公开。少于 {reporter.least} 人的一组不单独显示。",
        author=reporter.project.site.name if reporter.project.site else "", source="reports",
    )


def term_name(term: str) -> str:
    """`2026-1` -> 2026—2027 学年第一学期"""
    if not term:
        return "还没有结果"
    year, _, half = term.partition("-")
    return f"{year}—{int(year) + 1} 学年第{'一' if half == '1' else '二'}学期"


def _p(*pieces: str | Run, role: str = "body") -> Paragraph:
    return Paragraph(text(*pieces), role)


def _h(title: str, level: int = 1) -> Heading:
    return Heading(level, text(title))


def _row(*cells: str | Text) -> tuple[Text, ...]:
    return tuple(text(cell) if isinstance(cell, str) else cell for cell in cells)


def _chart(svg: str, alt: str, caption: str) -> Figure:
    return Figure(Picture(svg.encode(), "svg", "图"), alt, text(caption), 1.0)


# ---- 一页摘要 ----


def _summary(figures: Figures, found: tuple[Finding, ...]) -> list[Block]:
    out: list[Block] = [_h("一页摘要")]
    if not found:
        return [*out, _p("还没有够得上统计的结果。")]
    out.append(_p("三条发现", role="label"))
    out.append(Items(tuple((_p(f.finding),) for f in found), ordered=True))
    out.append(_p("接下来做三件事", role="label"))
    out.append(Items(tuple((_p(f.action),) for f in found), ordered=True))
    out.append(_p("数字是怎么算的、能说明什么、不能说明什么，见最后的“方法与局限”。", role="small"))
    return out


# ---- 参与 ----


def _participation(figures: Figures) -> list[Block]:
    out: list[Block] = [_h("谁参加了")]
    if figures.learners is None:
        return [*out, _p("参加的人太少，不单独显示。")]
    rate = f"，占在籍的 {percent(figures.rate)}" if figures.rate is not None else ""
    out.append(_p(f"这个学期交过结果的有 {figures.learners} 人{rate}。"))
    if figures.roster is not None and figures.rate is None:
        out.append(Box("warning", "请核对", "", (_p(f"交结果的人数比在籍人数（{figures.roster}）还多。名单旧了，或者有人用错了班级码。"),)))
    if figures.classes:
        rows = tuple(_row(name, str(n), "—" if size is None else str(size), percent(n / size) if size and n <= size else "—") for name, n, size in figures.classes)
        out.append(Table(_row("班级码", "交过结果（人）", "班级人数", "参与率"), rows, align=("left", "right", "right", "right")))
    return out


# ---- 结果 ----


def _results(figures: Figures) -> list[Block]:
    out: list[Block] = [_h("学得怎么样")]
    paired = [u for u in figures.units if u.gain]
    if paired:
        rows = [(u.title, u.gain.pre, u.gain.post, points(u.gain.mean)) for u in paired if u.gain]
        said = "；".join(f"{title}，前测 {percent(pre)}，后测 {percent(post)}" for title, pre, post, _ in rows)
        out.append(_p("同样的内容，上课前和上课后各答对多少。空心是前测，实心是后测。"))
        out.append(_chart(charts.dumbbells("前测和后测", said, rows), f"前后测对照：{said}", "只算前后测都做了的人，只算前后对应的题。"))
        out.append(_gain_table(paired))
    for unit in figures.units:
        out += _unit(unit)
    if figures.hidden:
        out.append(_p(f"人数太少、不单独显示的：{'、'.join(figures.hidden)}。", role="small"))
    if not figures.units and not figures.hidden:
        out.append(_p("还没有够得上统计的结果。"))
    return out


def _gain_table(units: list[UnitFigures]) -> Table:
    rows = []
    for unit in units:
        gain = unit.gain
        assert gain is not None
        rows.append(
            _row(
                unit.title, str(gain.n), percent(gain.pre), percent(gain.post), f"{round(gain.mean * 100):+d}（{round(gain.low * 100):+d} 到 {round(gain.high * 100):+d}）",
                "—" if gain.effect is None else f"{gain.effect:.2f}", "—" if gain.normalised is None else f"{gain.normalised:.2f}",
                f"{round(unit.city_gain.mean * 100):+d}" if unit.city_gain else "—",
            )
        )
    head = _row("课", "人数", "前测", "后测", "平均进步，百分点（95% 区间）", "效应量", "归一化进步", "全市进步")
    return _without_empty(Table(head, tuple(rows), align=("left",) + ("right",) * 7))


def _without_empty(table: Table) -> Table:
    """The city has nothing to be compared with: columns of nothing but dashes go."""
    kept = [n for n in range(len(table.head)) if any(plain_text(row[n]) != "—" for row in table.rows) or not table.rows]
    return Table(
        tuple(table.head[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in table.rows),
        tuple(table.widths[n] for n in kept) if table.widths else (), tuple(table.align[n] for n in kept),
    )


def _unit(unit: UnitFigures) -> list[Block]:
    out: list[Block] = [_h(unit.title, 2)]
    if unit.held:
        out.append(_p("和上次发布相同：这次增减的人太少，单独显示会看得出是谁。", role="small"))
    rows = []
    for phase in unit.phases:
        rows.append(
            _row(
                PHASES[phase.phase], str(phase.n), percent(phase.mean), "—" if phase.sd is None else percent(phase.sd), percent(phase.city.mean) if phase.city else "—",
                phase.standing.value if phase.standing else "—", _alpha(phase),
            )
        )
    head = _row("阶段", "人数", "平均得分率", "标准差", "全市", "和全市比", "信度 α（95% 区间）")
    out.append(_without_empty(Table(head, tuple(rows), align=("left", "right", "right", "right", "right", "left", "right"))))
    for phase in unit.phases:
        if phase.bands:
            said = "，".join(f"{low} 到 {high} 分 {n} 人" for low, high, n in phase.bands)
            svg = charts.columns(f"{PHASES[phase.phase]}得分分布", said, [(f"{low}–{high}", n) for low, high, n in phase.bands])
            out.append(_chart(svg, f"{unit.title}{PHASES[phase.phase]}得分分布（满分 100）：{said}", f"{PHASES[phase.phase]}得分分布，满分算 100。人少的分数段已和相邻的合并。"))
    items = [(phase, item) for phase in unit.phases for item in phase.items]
    if items:
        out.append(_item_table(items))
    return out


def _alpha(phase: PhaseFigures) -> str:
    found = phase.reliability
    return "不算" if found is None else f"{found.alpha:.2f}（{found.low:.2f}到{found.high:.2f}）"


def _item_table(items: list[tuple[PhaseFigures, ItemFigures]]) -> Table:
    rows = tuple(
        _row(
            PHASES[phase.phase], item.stem, str(item.n), percent(item.p), "—" if item.r is None else f"{item.r:.2f}", "—" if item.seconds is None else f"{item.seconds:.0f}",
            f"{item.trap[0]}（{percent(item.trap[1])}）" if item.trap else "—",
        )
        for phase, item in items
    )
    return Table(_row("阶段", "题目", "人数", "得分率", "区分度", "用时（秒）", "最多人选的错项"), rows, widths=(1, 5, 1, 1.2, 1.2, 1.2, 3), align=("left", "left", "right", "right", "right", "right", "left"))


# ---- 全市 ----


def _schools(reporter: Reporter) -> list[Block]:
    """The funnel of each lesson: where schools lie, without a ranking."""
    names = {s.code: s.name for s in reporter.roll.schools}
    out: list[Block] = [_h("各校在哪里")]
    out.append(_p("虚线里是偶然就会有的高低（95%），点线是 99.8%。线外才值得问一问为什么。学校不排名次。"))
    for unit in reporter.release.units("both", reporter.term):
        cell = ("both", reporter.term, unit)
        city = reporter.release.city(cell)
        assert city is not None
        whole = scores([r for r in city.sums["attempts"] if r["phase"] == "post"])
        dots = []
        for shown in reporter.release.cells[cell]:
            own = scores([r for r in shown.sums.get("attempts", ()) if r["phase"] == "post"])
            if own.mean is not None:
                dots.append(("其他学校" if shown.group.is_pool else names.get(shown.group.members[0], ""), own.n, own.mean))
        if len(dots) < 3 or whole.mean is None:
            continue
        title = reporter.lessons[unit].meta.title if unit in reporter.lessons else unit
        most = max(n for _, n, _ in dots)
        curves = [(n, *found.inner, *found.outer) for n in range(max(5, most // 12), most + 1, max(1, most // 12)) if (found := limits(whole, n))]
        said = "；".join(f"{name} {n} 人，{percent(mean)}" for name, n, mean in dots)
        out.append(_h(f"{title} · 后测", 2))
        out.append(_chart(charts.funnel(f"{title}后测", said, dots, whole.mean, curves), f"各校后测平均得分率：{said}", f"横向是人数，纵向是平均得分率；红线是全市 {percent(whole.mean)}。"))
        out.append(Table(_row("学校", "人数", "平均得分率"), tuple(_row(name, str(n), percent(mean)) for name, n, mean in dots), align=("left", "right", "right")))
    return out if len(out) > 2 else []


# ---- 还没弄懂的 ----


def _not_yet(figures: Figures, reporter: Reporter) -> list[Block]:
    out: list[Block] = [_h("还没弄懂的，用哪一课补")]
    if figures.objectives:
        rows = [(o.text, o.share, percent(o.share)) for o in figures.objectives]
        said = "；".join(f"{name}，{words}" for name, _, words in rows)
        out.append(_p("每个目标有多少人达成。竖线是全市。" if figures.school else "每个目标有多少人达成。"))
        out.append(_chart(charts.bars("目标达成率", said, rows, [o.city for o in figures.objectives]), f"目标达成率：{said}", "从最弱的排起。"))
        goals = tuple(_row(o.text, str(o.n), percent(o.share), percent(o.city), o.lesson.meta.title if o.lesson else "—") for o in figures.objectives)
        head = _row("目标", "人数", "达成", "全市", "用哪一课补")
        out.append(_without_empty(Table(head, goals, widths=(5, 1, 1, 1, 2.4), align=("left", "right", "right", "right", "left"))))
    hard = [
        (unit, item) for unit in figures.units for phase in unit.phases if phase.phase != "pre"
        for item in phase.items if item.trap and item.p is not None and item.p < NOT_YET
    ]
    hard.sort(key=lambda found: -(found[1].trap[1] if found[1].trap else 0))
    if hard:
        out.append(_p("上完课还有不少人这样想：", role="label"))
        for unit, item in hard[:MOST_ITEMS]:
            assert item.trap is not None
            words, share, feedback = item.trap
            lines: list[Block] = [_p(f"{percent(share)} 的人选了“{words}”（{item.n} 人作答，得分率 {percent(item.p)}）。")]
            if feedback:
                lines.append(_p("可以这样讲：" + feedback))
            lines.append(_p(f"补课用《{unit.title}》的练习题和教案里“常见误解”一节。"))
            out.append(Box("note", "题目", item.stem, tuple(lines)))
    if not figures.objectives and not hard:
        out.append(_p("还没有够得上统计的后测。"))
    return out


# ---- 活动、条目、趋势 ----


def _activities(figures: Figures) -> list[Block]:
    out: list[Block] = [_h("上了哪些课，办了哪些活动")]
    covered = figures.coverage
    if covered.share is not None:
        out.append(_p(f"这个学段的课一共 {len(covered.taught) + len(covered.open)} 节，上过 {len(covered.taught)} 节（{percent(covered.share)}）。"))
        if covered.open:
            out.append(_p(f"还没上的：{'、'.join(covered.open)}。", role="small"))
    if figures.activities and figures.school:
        rows = tuple(_row(f"{a.day:%Y-%m-%d}", a.kind, a.name, "—" if a.people is None else str(a.people)) for a in figures.activities)
        out.append(Table(_row("日期", "类别", "名称", "人次"), rows, align=("left", "left", "left", "right")))
    elif figures.activities:
        kinds: dict[str, int] = {}
        for activity in figures.activities:
            kinds[activity.kind] = kinds.get(activity.kind, 0) + 1
        out.append(Table(_row("类别", "次数"), tuple(_row(kind, str(n)) for kind, n in sorted(kinds.items())), align=("left", "right")))
    else:
        out.append(_p("没有收到活动清单（activities.csv）。"))
    return out


def _criteria(figures: Figures) -> list[Block]:
    if not figures.criteria:
        return []
    rows = []
    for found in figures.criteria:
        criterion = found.criterion
        standard = f"{criterion.threshold:g}{criterion.unit}（{criterion.source}）" if criterion.threshold is not None else "市里没有给标准"
        met = {True: "达到", False: "还没有达到", None: "不判断"}[found.met]
        value = f"{found.value}{criterion.unit if criterion.unit and found.value else ''}" or "没有填"
        rows.append(_row(criterion.group, criterion.name, value, found.source or "—", standard, met))
    return [
        _h("试点条目"),
        _p("只列事实和来源。市里给了标准的才判断够不够；件数不是目标。"),
        Table(_row("组", "条目", "现在", "来源", "标准", "够不够"), tuple(rows), widths=(1, 3.4, 1.6, 1.6, 2, 1.4)),
    ]


def _trend(figures: Figures) -> list[Block]:
    known = [value for _, value in figures.trend if value is not None]
    if len(known) < 2:
        return [_h("一学期一学期看"), _p("只有一个学期的结果，还看不出趋势。")]
    rows = [(term_name(term), value) for term, value in figures.trend]
    said = "；".join(f"{name} {percent(value)}" for name, value in rows)
    change = f"比上一学期 {points(figures.change)}。" if figures.change is not None else ""
    return [
        _h("一学期一学期看"),
        _p(f"{change}前后两个学期的学生和课都不同，变化只值得问一问，不能证明什么。"),
        _chart(charts.trend("后测平均得分率", said, [(term, value) for term, value in figures.trend]), f"各学期后测平均得分率：{said}", "没有点的学期，人数太少，不显示。"),
        Table(_row("学期", "后测平均得分率"), tuple(_row(name, percent(value)) for name, value in rows), align=("left", "right")),
    ]


