"""Tools that reason hang together: every condition can be read and can come true, every name leads somewhere, the law holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from iplearn.checks.citations import almost_problems, citation_problems
from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import ToolMeta
from iplearn.model.drill import ROW_TERMS, UNKNOWN, Answer, Chart, Drill, Letter
from iplearn.model.project import Project
from iplearn.reasoning.conditions import ConditionError, parse_condition

Answers = dict[str, frozenset[str]]
"""Question id -> its answers, for what a condition may name."""


def check_drills(project: Project, day: date) -> Iterator[Diagnostic]:
    used = {p.meta.tool for p in project.pages if isinstance(p.meta, ToolMeta)}
    units, pages = {u.id for u in project.units}, project.page_by_id
    for drill in project.drills:
        place = Place(drill.file)
        if drill.id in project.tool_by_id:
            yield error(place, "tool/duplicate", f"“{drill.id}”和 data/tools/{drill.id}.yml 重名。", "换一个 id。")
        if drill.id not in used:
            yield warning(place, "tool/unused", f"没有页面用工具“{drill.id}”。", f"写一页 content/tools/…md，信息块里写“tool: {drill.id}”；或者删掉这个文件。", missing=("content/",))
        for unit in drill.units:
            if unit not in units:
                yield error(place, "tool/reference", f"units 里的“{unit}”不在 data/units.yml 里。", "写那里已有的 id。", missing=(unit, "data/units.yml"))
        for figure in drill.figures:
            if figure.file not in project.figures:
                yield error(place, "tool/figure", f"没有 data/drills/figures/{figure.file} 这幅图，或者它不能用。", "核对文件名。")
        for finding in drill.findings:
            if finding.group not in drill.groups:
                yield error(place, "tool/reference", f"结论“{finding.id}”的 group“{finding.group}”不在 groups 里。", f"可选：{'、'.join(drill.groups)}。")
            for name in finding.pages:
                if name not in pages:
                    yield error(place, "ref/unknown", f"结论“{finding.id}”的 pages 里，找不到页面“{name}”。", "写页面的 id。", missing=(name,))
        yield from _once([f.id for f in drill.findings], "结论", place)
        yield from _conditions(drill, place)
        yield from _examples(drill, place)
        for document in project.tool_prose[drill.id].values():
            for citation in document.citations:
                yield from citation_problems(citation, Place(drill.file, citation.line), project.laws, day)
            yield from almost_problems(document, drill.file)


def _once(names: Iterable[str], what: str, place: Place) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield error(place, "tool/duplicate", f"{what}“{name}”用了两次。", "换一个 id。")
        seen.add(name)


def _conditions(drill: Drill, place: Place) -> Iterator[Diagnostic]:
    """Every condition; a question may only ask about those before it."""
    known: Answers = {}
    single: set[str] = set()
    if isinstance(drill, Chart):
        yield from _answers("answers", drill.answers, place)
        known = {term: _ids(drill.answers) for term in ROW_TERMS}
    else:
        yield from _once([q.id for q in drill.questions], "问题", place)
        for question in drill.questions:
            yield from _condition(f"问题“{question.id}”的 only_if", question.only_if, known, single, place)
            yield from _answers(f"问题“{question.id}”", question.answers, place)
            known[question.id] = _ids(question.answers)
            single |= set() if question.several else {question.id}
    for finding in drill.findings:
        yield from _condition(f"结论“{finding.id}”的 when", finding.when, known, single, place)
    if isinstance(drill, Letter):
        yield from _letter(drill, known, single, place)


def _ids(answers: Iterable[Answer]) -> frozenset[str]:
    return frozenset(a.id for a in answers)


def _answers(where: str, answers: tuple[Answer, ...], place: Place) -> Iterator[Diagnostic]:
    yield from _once([a.id for a in answers], f"{where}的答案", place)
    if len(answers) < 2:
        yield error(place, "tool/options", f"{where}不到两个答案。", "至少写两个，每个有 id 和 label。")
    if UNKNOWN in _ids(answers):
        yield error(place, "tool/unknown-answer", f"{where}里写了“{UNKNOWN}”。", "“不清楚”每题都有，程序会加，删掉这一条。")


def _condition(where: str, text: str | None, known: Answers, single: set[str], place: Place) -> Iterator[Diagnostic]:
    if text is None:
        return
    try:
        alternatives = parse_condition(text)
    except ConditionError as problem:
        yield error(place, "tool/when", f"{where}：{problem}。", "写成“a=x|y & b=z”；几种情形之间写“ or ”。")
        return
    for terms in alternatives:
        left: Answers = {}
        for term in terms:
            if term.question not in known:
                yield error(place, "tool/reference", f"{where}里“{term.question}”不是前面的问题。", f"可选：{'、'.join(sorted(known)) or '没有'}。")
                continue
            if UNKNOWN in term.answers:
                yield error(place, "tool/unknown-answer", f"{where}里写了“{UNKNOWN}”。", "“不清楚”得不出结论：删掉它，程序会说还缺什么。")
            for answer in term.answers:
                if answer not in known[term.question] | {UNKNOWN}:
                    yield error(place, "tool/reference", f"{where}里，“{term.question}”没有“{answer}”这个答案。", f"可选：{'、'.join(sorted(known[term.question]))}。")
            left[term.question] = left.get(term.question, known[term.question]) & frozenset(term.answers) if term.question in single else frozenset(term.answers)
        if any(not answers & known[question] for question, answers in left.items()):
            yield error(place, "tool/never", f"{where}里有一种情形不会发生。", "同一题只能选一个答案，不能又是这个又是那个；要“或者”，写 | 。")


def _letter(letter: Letter, known: Answers, single: set[str], place: Place) -> Iterator[Diagnostic]:
    yield from _once([*(f.id for f in letter.fields), *known], "空格或者问题", place)
    names = {f.id for f in letter.fields} | set(known)
    for blank in letter.fields:
        yield from _condition(f"空格“{blank.id}”的 only_if", blank.only_if, known, single, place)
    for paragraph in letter.paragraphs:
        where = Place(letter.file, paragraph.text.line)
        yield from _condition("这一段的 only_if", paragraph.only_if, known, single, where)
        for name in re.findall(r"\{([^}]*)\}", paragraph.text.text):
            if name not in names:
                yield error(where, "tool/reference", f"没有“{name}”这个空格。", f"可选：{'、'.join(sorted(names))}。")


def _examples(drill: Drill, place: Place) -> Iterator[Diagnostic]:
    if isinstance(drill, Letter):
        return
    yield from _once([e.id for e in drill.examples], "例子", place)
    if drill.examples and len(drill.sides) != 2:
        yield error(place, "tool/options", "sides 要写两样：左边比什么，右边比什么。", "写成“sides: [授权的设计, 被比的产品]”。")
    if isinstance(drill, Chart):
        for chart_example in drill.examples:
            for feature in chart_example.features:
                if feature.answer not in _ids(drill.answers) | {UNKNOWN}:
                    yield error(Place(drill.file, feature.why.line), "tool/reference", f"例子“{chart_example.id}”的答案“{feature.answer}”不在 answers 里。", f"可选：{'、'.join(sorted(_ids(drill.answers)))}、{UNKNOWN}。")
        return
    questions = {q.id: q for q in drill.questions}
    for example in drill.examples:
        yield from _once([a.question for a in example.answers], f"例子“{example.id}”里的问题", place)
        for question in questions.keys() - {a.question for a in example.answers}:
            yield error(place, "tool/reference", f"例子“{example.id}”没有回答“{question}”。", "每一题都要有参考答案；没法回答的写 unknown，并说明为什么。")
        for answer in example.answers:
            if answer.question not in questions or answer.answer not in _ids(questions[answer.question].answers) | {UNKNOWN}:
                yield error(Place(drill.file, answer.why.line), "tool/reference", f"例子“{example.id}”：没有问题“{answer.question}”，或者它没有答案“{answer.answer}”。", "核对写法。")


