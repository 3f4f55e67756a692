"""说明 and 清单: what a pack holds, how to use it, what its law dates from, how to credit, and what formats left out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from iplearn.exports import EXPORTS
from iplearn.model.pack import shown_size
from iplearn.model.paper import Block, Heading, Items, Paper, Paragraph, Table
from iplearn.model.runs import Run, Text, text
from iplearn.products.lesson_pack.papers import LessonPapers
from iplearn.products.packing import LICENCE, LICENCE_URL, Made, law_sentence, manifest_bytes

_SHOWN_DIGITS = 8


def credit(papers: LessonPapers) -> str:
    """The line that whoever passes it on may copy."""
    return f"《{papers.parts.meta.title}》，{papers.site}，{LICENCE}" + (f"，{papers.base}{papers.parts.page.path}" if papers.base else "")


def manifest_json(papers: LessonPapers, made: Sequence[Made], version: str, changes: date | None) -> bytes:
    meta = papers.parts.meta
    facts = {
        "id": meta.id, "title": meta.title, "stage": meta.stage, "grades": meta.grades, "theme": meta.theme, "minutes": meta.minutes,
        "objectives": list(meta.objectives), "credit": credit(papers),
        "approved_by": meta.approved_by, "reviewed": {p.meta.id: p.meta.reviewed.isoformat() for p in papers.parts.pages},
    }
    return manifest_bytes(facts, made, version, papers.day, changes)


def manifest_paper(papers: LessonPapers, made: Sequence[Made], version: str, changes: date | None) -> Paper:
    meta = papers.parts.meta
    law = law_sentence(papers.day, changes, meta.approved_by, "本课")
    blocks: list[Block] = [
        Heading(1, text("明天就上课")),
        Items(tuple((Paragraph(text(step)),) for step in _steps(papers)), ordered=True),
        Heading(1, text("包里有什么")),
        Paragraph(text(f"最后一列是 SHA-256 校验值的前 {_SHOWN_DIGITS} 位，全的在“清单.json”里。")),
        Table(
            (text("在哪里"), text("是什么"), text("大小"), text("校验")),
            tuple((text(m.path), text(m.label), text(shown_size(len(m.data))), text(hashlib.sha256(m.data).hexdigest()[:_SHOWN_DIGITS])) for m in _shown(made)),
            widths=(0.42, 0.32, 0.11, 0.15),
        ),
        Heading(1, text("题目放进平台")),
        Table((text("格式"), text("怎么导入")), tuple((text(e.label), text(e.how)) for e in EXPORTS), widths=(0.2, 0.8)),
        Heading(1, text("各格式放不下的")),
        Paragraph(text("下面逐条写明。没有列出的，都原样在里面。题号和 Word 里的小测一样。")),
        Table((text("格式"), text("没有放进去，或者改了写法的")), tuple(_losses(papers, made)), widths=(0.2, 0.8)),
        Heading(1, text("法律截至哪一天")),
        Paragraph(text(law)),
        Heading(1, text("可以改，可以传")),
        Paragraph((Run("文字和题目按“知识共享 署名 4.0 国际”许可（CC BY 4.0）使用：可以复制、改编、印发，写明出处，改过的说一声改过。许可全文："), Run(LICENCE_URL, href=LICENCE_URL), Run("。"))),
        Paragraph(text(f"出处这样写：{credit(papers)}。")),
        Paragraph(text(f"版本：{version}。")),
    ]
    return Paper(
        meta.title, tuple(blocks), papers.day, kind="课包说明", lead=meta.summary, running=f"{meta.title} · 课包说明", footer=papers.footer,
        author=papers.site, facts=(("年级", meta.grades), ("时间", f"{meta.minutes} 分钟"), ("备课", f"约 {meta.prepare} 分钟")),
    )


def _steps(papers: LessonPapers) -> tuple[str, ...]:
    name = papers.parts.id
    return (
        f"打开“1-教案/{name}-教案”，从头读一遍，约 {papers.parts.meta.prepare} 分钟备好要印、要剪、要摆的。",
        "课前一天做前测，用纸、用网页、用学校已有的平台都行。学生写班级代码和座号，不写姓名。",
        f"上课放“2-课件/{name}-课件.pptx”，每一张要说的话在备注栏。",
        f"发“3-学习单/{name}-学习单”，答案在旁边的“学习单答案”里。",
        "课后做后测，练习可以当作业。",
        "没有网络，打开“7-离线网页/学生页.html”。",
    )


def _shown(made: Sequence[Made]) -> list[Made]:
    """Scripts and styles of the web pages are counted, not listed."""
    return [m for m in made if "/assets/" not in m.path]


def _losses(papers: LessonPapers, made: Sequence[Made]) -> list[tuple[Text, Text]]:
    numbers = {}
    for _, quiz in papers.parts.quizzes:
        asked = [i for i in quiz.items if i.in_force(papers.day)]
        numbers[quiz.id] = {item.id: n for n, item in enumerate(asked, 1)}
    quizzes = {label: quiz.id for label, quiz in papers.parts.quizzes}
    said: dict[str, dict[str, dict[str, list[str]]]] = {}
    for m in made:
        label, _, form = m.label.partition("：")
        for loss in m.losses:
            where = said.setdefault(form, {}).setdefault(loss.what, {}).setdefault(label, [])
            where += [str(numbers[quizzes[label]][loss.item])] if loss.item else []
    return [(text(form), text("".join(_sentence(what, where) for what, where in losses.items()))) for form, losses in said.items()]


def _sentence(what: str, where: dict[str, list[str]]) -> str:
    """`提示：前测第 1、2 题，后测第 4 题。`; without items it holds for every file."""
    places = "，".join(f"{label}第 {'、'.join(items)} 题" for label, items in where.items() if items)
    return f"{what}{'：' if '：' not in what else '（'}{places}{'' if '：' not in what else '）'}。" if places else f"{what}。"

