"""Plain questions in a Word file, as most question banks and colleagues take them: `A.` … `答案：` `解析：`."""

from __future__ import annotations

from iplearn.documents.word import docx
from iplearn.exports.flat import Flat, flat_questions
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.model.item import LETTERS, plain
from iplearn.model.paper import Block, Paper, Paragraph
from iplearn.model.runs import Run

_KINDS = {"single": "单选题", "multiple": "多选题", "true-false": "判断题", "fill": "填空题", "write": "简答题", "survey": "调查题，不计分"}


def word_questions(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=True, hints=False, pictures=False)
    blocks: list[Block] = []
    story = ""
    for number, flat in enumerate(flat_questions(source, losses), 1):
        if flat.story and flat.story != story:
            blocks.append(_line(f"材料：{flat.story}"))
        story = flat.story
        blocks += [_line(text) for text in question_lines(number, flat)]
    paper = Paper(source.quiz.title, tuple(blocks), source.day, kind="题目", source=source.quiz.file)
    return Exported(docx(paper), losses.tuple())


def question_lines(number: int, flat: Flat) -> list[str]:
    """One question, line by line."""
    mark = f"（{_KINDS[flat.kind]}" + (f"，{plain(flat.points)} 分）" if flat.kind != "survey" else "）")
    first, *rest = flat.stem.split("\n")
    lines = [f"{number}. {first}{mark}", *rest]
    if flat.kind in ("single", "multiple", "survey"):
        lines += [f"{letter}. {' '.join(option.split())}" for letter, option in zip(LETTERS, flat.options)]
    if flat.kind != "survey":
        lines.append("答案：" + ("；".join("|".join(blank) for blank in flat.key) if flat.kind in ("fill", "write") else flat.letters))
    if flat.reason:
        said = flat.reason.split("\n")
        lines += [f"解析：{said[0]}", *said[1:]]
    return lines


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),), "small")
