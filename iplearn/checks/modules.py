"""What a training module lacks: minutes, its fixed parts, a quiz per section, a bank for its test.

As with lessons an unfinished module is a warning; a template that cannot be made and a text still to be written are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import ModuleMeta, Page, Reckoned
from iplearn.model.course import HOW, LAW, MISTAKES, TEMPLATE, WORKED, ModuleSection, module_sections, template_name
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.tool import Span

MIN_MINUTES, MAX_MINUTES = 30, 45
MIN_SECTION, MAX_SECTION = 5, 8
MIN_BANK, DRAW, PASS = 20, 10, 80

_TABLE_HEAD = re.compile(r"<thead>(.*?)</thead>", re.S)
_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.S)
_H3 = re.compile(r"<h[23]\b[^>]*>.*?</h[23]>", re.S)
_TAG = re.compile(r"<[^>]*>")


def check_modules(project: Project, day: date) -> Iterator[Diagnostic]:
    for page in project.pages:
        if isinstance(page.meta, ModuleMeta):
            yield from _module(page, page.meta, project.quiz_by_id, day)


def _module(page: Page, meta: ModuleMeta, quizzes: dict[str, Quiz], day: date) -> Iterator[Diagnostic]:
    sections = module_sections(page.document)
    yield from _minutes(page, meta, sections)
    yield from _parts(page)
    yield from _section_quizzes(page, meta, sections)
    yield from _bank(page, meta, quizzes, day)
    yield from _templates(page, meta)


def _minutes(page: Page, meta: ModuleMeta, sections: tuple[ModuleSection, ...]) -> Iterator[Diagnostic]:
    place = Place(page.file, page.key_lines.get("minutes", 1))
    if not MIN_MINUTES <= meta.minutes <= MAX_MINUTES:
        yield warning(place, "module/minutes", f"全长 {meta.minutes} 分钟。", f"一个模块 {MIN_MINUTES} 到 {MAX_MINUTES} 分钟，长了拆成两个。")
    for section in sections:
        if section.minutes is None:
            yield warning(Place(page.file, section.line), "module/minutes", f"“{section.title}”没有写几分钟。", "小标题写成“## 一、……（6 分钟）”。")
        elif not MIN_SECTION <= section.minutes <= MAX_SECTION:
            yield warning(Place(page.file, section.line), "module/minutes", f"“{section.name}”有 {section.minutes} 分钟。", f"一节 {MIN_SECTION} 到 {MAX_SECTION} 分钟，长了拆成两节。")
    known = [s.minutes for s in sections if s.minutes is not None]
    if known and len(known) == len(sections) and sum(known) != meta.minutes:
        yield warning(place, "module/minutes", f"minutes 写着 {meta.minutes}，各节加起来是 {sum(known)}。", "改到一样。")


def _parts(page: Page) -> Iterator[Diagnostic]:
    titles = [h.text for h in page.document.headings]

    def begins(word: str) -> bool:
        return any(re.sub(r"^[一二三四五六七八九十]+、", "", t).startswith(word) for t in titles)

    wanted = (
        ("一个案例", 'class="ip-box ip-box--case"' in page.document.html, "写一块“/// case | 标题”。"),
        (f"“{LAW}”", begins(LAW), f"加小标题“### {LAW}”，用表或者短句写清规则和依据。"),
        (f"“{HOW}”", begins(HOW), f"加小标题“### {HOW}”，一步一步写。"),
        ("一份填好的样子", begins(WORKED), f"加小标题“### {WORKED}：……”，替案例里的厂填好一份。"),
        ("一张带走的表", any(n for t in titles if (n := template_name(t))), f"加小标题“### {TEMPLATE[0]}：……”，下面一张空表。"),
        (f"“{MISTAKES}”", any(MISTAKES in t for t in titles), f"加一节，标题里写“{MISTAKES}”。"),
    )
    for what, there, fix in wanted:
        if not there:
            yield warning(Place(page.file, 1), "module/part", f"“{page.meta.title}”里没有{what}。", fix)


def _section_quizzes(page: Page, meta: ModuleMeta, sections: tuple[ModuleSection, ...]) -> Iterator[Diagnostic]:
    for number, section in enumerate(sections, 1):
        if not section.quizzes:
            name = f"{meta.id.lower()}-s{number}"
            yield warning(Place(page.file, section.line), "module/section-quiz", f"“{section.name}”后面没有小测。", f"写好 quizzes/training/{name}.md（2 到 3 题），在这一节末尾放“/// quiz | {name}”。")


def _bank(page: Page, meta: ModuleMeta, quizzes: dict[str, Quiz], day: date) -> Iterator[Diagnostic]:
    name = f"{meta.id.lower()}-test"
    if meta.test is None:
        yield warning(Place(page.file, 1), "module/test", f"“{meta.title}”没有结业测验。", f"写好 quizzes/training/{name}.md，在信息块里加“test: {name}”。")
        return
    bank = quizzes.get(meta.test)
    if bank is None:
        return  # check_references tells
    count = len([i for i in bank.items if i.in_force(day)])
    place = Place(bank.file, 1)
    if count < MIN_BANK:
        yield warning(place, "module/bank", f"题库今天有 {count} 题。", f"至少 {MIN_BANK} 题；随日期变的题只算当天有效的。")
    if bank.draw != DRAW or bank.pass_percent != PASS:
        yield warning(place, "module/bank", f"结业测验每次抽 {DRAW} 题、{PASS} 分及格，这里不是。", f"开头写“draw: {DRAW}”和“pass: {PASS}”。")


def template_heads(html: str) -> dict[str, tuple[str, ...]]:
    """Name of each table to take away -> the heads of its columns."""
    out: dict[str, tuple[str, ...]] = {}
    starts = list(_H3.finditer(html))
    for start, end in zip(starts, [*(m.start() for m in starts[1:]), len(html)]):
        name = template_name(_TAG.sub("", start[0]).strip())
        head = _TABLE_HEAD.search(html, start.end(), end)
        if name and head:
            out[name] = tuple(_TAG.sub("", c).strip() for c in _CELL.findall(head[1]))
    return out


def _templates(page: Page, meta: ModuleMeta) -> Iterator[Diagnostic]:
    place = Place(page.file, page.key_lines.get("templates", 1))
    heads = template_heads(page.document.html)
    for heading in page.document.headings:
        name = template_name(heading.text)
        if name and name not in heads and heading.level > 2:
            yield error(Place(page.file, heading.line), "module/template", f"“{heading.text}”下面没有表。", "下面放一张空表，第一行是列名。")
    for template in meta.templates:
        head = heads.get(template.name)
        if head is None:
            yield error(place, "module/template", f"正文里没有带走的表“{template.name}”。", f"有：{'、'.join(heads) or '一张也没有'}。名字要和“{TEMPLATE[0]}：”后面的一样。")
            continue
        for one in template.reckoned:
            yield from _reckoned(place, template.name, one, head)


def _reckoned(place: Place, name: str, one: Reckoned, head: tuple[str, ...]) -> Iterator[Diagnostic]:
    for column in (one.column, one.start):
        if column not in head:
            yield error(place, "module/template", f"表“{name}”里没有列“{column}”。", f"有：{'、'.join(head)}。")
    if one.column == one.start:
        yield error(place, "module/template", f"表“{name}”的列“{one.column}”不能从它自己算。", "start 写另一列。")
    if one.add and one.every:
        yield error(place, "module/template", f"列“{one.column}”同时写了 add 和 every。", "只写一个。")
    for key, text in (("add", one.add), ("every", one.every)):
        span = Span.parse(text) if text else None
        if text and (span is None or span.unit == "个工作日" or (key == "every" and (span.unit == "日" or span.n < 1))):
            yield error(place, "module/template", f"列“{one.column}”的 {key} 写着“{text}”，读不懂。", "写成“6 个月”“1 年”；add 还可以写“30 日”“-30 日”。")
