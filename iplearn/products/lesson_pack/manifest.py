"""说明 and 清单: what a pack holds, how to use it, what its law dates from, how to credit, and what formats left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from iplearn.exports import EXPORTS
from iplearn.model.pack import shown_size
from iplearn.model.paper import Block, Heading, Items, Paper, Paragraph, Table
from iplearn.model.runs import Run, Text, text
from iplearn.products.lesson_pack.papers import PackPapers
from iplearn.products.packing import LICENCE, LICENCE_URL, Made, law_sentence, manifest_bytes

_SHOWN_DIGITS = 8


def credit(papers: PackPapers) -> str:
    """The line that whoever passes it on may copy."""
    return f"《{papers.parts.meta.title}》，{papers.site}，{LICENCE}" + (f"，{papers.base}{papers.parts.page.path}" if papers.base else "")


def manifest_json(papers: PackPapers, made: Sequence[Made], version: str, changes: date | None) -> bytes:
    meta = papers.parts.meta
    facts = {
        "id": meta.id, "title": meta.title, **papers.told, "objectives": list(meta.objectives), "credit": credit(papers),
        "approved_by": meta.approved_by, "reviewed": {p.meta.id: p.meta.reviewed.isoformat() for p in papers.parts.pages},
    }
    return manifest_bytes(facts, made, version, papers.day, changes)


def manifest_paper(papers: PackPapers, made: Sequence[Made], version: str, changes: date | None) -> Paper:
    meta = papers.parts.meta
    begin, steps = papers.use
    law = law_sentence(papers.day, changes, meta.approved_by, f"本{papers.what}")
    blocks: list[Block] = [
        Heading(1, text(begin)),
        Items(tuple((Paragraph(text(step)),) for step in steps), ordered=True),
        Heading(1, text("法律截至哪一天")),
        Paragraph(text(law)),
        Heading(1, text("包里有什么")),
        Table((text("文件夹"), text("里面有什么"), text("几个文件")), tuple(_folders(made)), widths=(0.22, 0.62, 0.16)),
        Paragraph(text(f"正文里用书名号写的别的课和文章，都在“{papers.site}”网站上。")),
        Heading(1, text("题目放进平台")),
        Table((text("格式"), text("怎么导入")), tuple((text(e.label), text(e.how)) for e in EXPORTS), widths=(0.2, 0.8)),
        Heading(1, text("各格式放不下的")),
        Paragraph(text("下面逐条写明。没有列出的，都原样在里面。题号和 Word 里的小测一样。")),
        Table((text("格式"), text("没有放进去，或者改了写法的")), tuple(_losses(papers, made)), widths=(0.2, 0.8)),
        Heading(1, text("可以改，可以传")),
        Paragraph((Run("文字和题目按“知识共享 署名 4.0 国际”许可（CC BY 4.0）使用：可以复制、改编、印发，写明出处，改过的说一声改过。许可全文："), Run(LICENCE_URL, href=LICENCE_URL), Run("。"))),
        Paragraph(text(f"出处这样写：{credit(papers)}。")),
        Heading(1, text("全部文件")),
        Paragraph(text(f"最后一列是 SHA-256 校验值的前 {_SHOWN_DIGITS} 位，全的在“清单.json”里。")),
        Table(
            (text("在哪里"), text("是什么"), text("大小"), text("校验")),
            tuple((text(m.path), text(m.label), text(shown_size(len(m.data))), text(hashlib.sha256(m.data).hexdigest()[:_SHOWN_DIGITS])) for m in _shown(made)),
            widths=(0.42, 0.32, 0.11, 0.15),
        ),
    ]
    return Paper(
        meta.title, tuple(blocks), papers.day, kind=f"{papers.word}包说明", lead=meta.summary, running=f"{meta.title} · {papers.word}包说明", footer=papers.footer,
        author=papers.site, facts=(*papers.facts, ("版本", version)),
    )


def _folders(made: Sequence[Made]) -> list[tuple[Text, ...]]:
    """Of each folder its name, what lies there in a word each, and how many files."""
    inside: dict[str, list[Made]] = {}
    for m in _shown(made):
        inside.setdefault(m.path.partition("/")[0], []).append(m)
    words = {name: dict.fromkeys(re.split("[（：.]", m.label)[0] for m in found) for name, found in inside.items()}
    return [(text(name), text("、".join(words[name])), text(str(len(found)))) for name, found in inside.items()]


def _shown(made: Sequence[Made]) -> list[Made]:
    """Scripts and styles of the web pages are counted, not listed."""
    return [m for m in made if "/assets/" not in m.path]


def _losses(papers: PackPapers, made: Sequence[Made]) -> list[tuple[Text, Text]]:
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

