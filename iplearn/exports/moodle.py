"""Moodle XML: every kind has a question type there, ordering since Moodle 4.4."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from lxml import etree

from iplearn.exports.source import Asked, Exported, Losses, QuizSource
from iplearn.model.item import (
    BLANK, Categorise, Choice, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse, plain,
)
from iplearn.model.quiz import Case, Shuffle

_CLOZE = str.maketrans({c: "\\" + c for c in "\\{}~=#/"} | {'"': "&quot;"})
"""What means something inside `{1:SHORTANSWER:…}`."""


def moodle(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=True, hints=True, pictures=True)
    losses.add("答案的宽松写法：Moodle 不认“二十”和“20”相同，只认列出的写法") if any(isinstance(a.item, TextEntry) for a in source.asked()) else None
    root = etree.Element("quiz")
    category = etree.SubElement(root, "question", type="category")
    _text(category, "category", f"$course$/top/{source.quiz.title.replace('/', '／')}", plain_text=True)
    for asked in source.asked():
        if asked.first and isinstance(asked.part, Case):
            story = _question(root, "description", f"{source.quiz.id}/{asked.item.id}/story", f"<h4>{_safe(asked.part.title)}</h4>{source.html(asked.part.text)}")
            etree.SubElement(story, "defaultgrade").text = "0"
        _item(root, asked, source, losses)
    etree.indent(root)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Exported(data, losses.tuple())


def _item(root: etree._Element, asked: Asked, source: QuizSource, losses: Losses) -> None:
    item = asked.item
    stem = source.html(item.stem)
    shuffle = source.quiz.shuffle in (Shuffle.OPTIONS, Shuffle.BOTH)
    match item:
        case SingleChoice() | MultipleChoice():
            single = isinstance(item, SingleChoice)
            q = _start(root, "multichoice", asked, stem, source)
            _flag(q, single="true" if single else "false", shuffleanswers="true" if shuffle else "false", answernumbering="ABCD")
            right = sum(c.correct for c in item.choices)
            for choice in item.choices:
                share = Decimal(100) / right if not single else Decimal(100)
                _answer(q, share if choice.correct else Decimal(0) if single else -share, source.html(choice.text, inline=True), _said(choice, source))
        case TrueFalse():
            q = _start(root, "truefalse", asked, stem, source)
            for word, right, said in (("true", item.key, item.feedback_true), ("false", not item.key, item.feedback_false)):
                _answer(q, Decimal(100 if right else 0), word, source.html(said) if said else "", plain_text=True)
        case TextEntry() if len(item.blanks) == 1:
            q = _start(root, "shortanswer", asked, stem, source)
            _flag(q, usecase="0")
            for accepted in item.blanks[0]:
                _answer(q, Decimal(100), accepted, "", plain_text=True)
        case TextEntry():
            fields = iter("{1:SHORTANSWER:" + "~".join(f"={a.translate(_CLOZE)}" for a in blank) + "}" for blank in item.blanks)
            q = _start(root, "cloze", asked, BLANK.sub(lambda m: next(fields), stem), source)
            if item.points != len(item.blanks):
                losses.add("填空题一空算 1 份：总分在测验里设成原来的分值", item)
        case Numeric():
            q = _start(root, "numerical", asked, stem, source)
            answer = _answer(q, Decimal(100), plain((item.low + item.high) / 2), "", plain_text=True)
            etree.SubElement(answer, "tolerance").text = plain((item.high - item.low) / 2)
            _flag(q, unitgradingtype="0", unitpenalty="0", showunits="0" if item.unit else "3", unitsleft="0")
            if item.unit:
                unit = etree.SubElement(etree.SubElement(q, "units"), "unit")
                _flag(unit, multiplier="1", unit_name=item.unit)
        case Ordering():
            q = _start(root, "ordering", asked, stem, source)
            # The same rule as scoring/outcome.py: right neighbours.
            _flag(q, layouttype="VERTICAL", selecttype="ALL", selectcount="0", gradingtype="RELATIVE_NEXT_EXCLUDE_LAST", showgrading="SHOW", numberingstyle="none")
            for place, entry in enumerate(item.entries, 1):
                _answer(q, Decimal(place), source.html(entry, inline=True), "")
            losses.add("排序题要 Moodle 4.4 或者更新的版本", item)
        case Matching():
            q = _start(root, "matching", asked, stem, source)
            _flag(q, shuffleanswers="true")
            for pair in item.pairs:
                _pair(q, source.html(pair.left, inline=True), source.text(pair.right))
            for right in item.distractors:
                _pair(q, "", source.text(right))
        case Categorise():
            losses.add("归类题改成配对题", item)
            q = _start(root, "matching", asked, stem, source)
            _flag(q, shuffleanswers="true")
            for category in item.categories:
                for entry in category.entries:
                    _pair(q, source.html(entry, inline=True), category.title)
        case ShortAnswer():
            q = _start(root, "essay", asked, stem, source)
            _flag(q, responseformat="editor", responserequired="1", responsefieldlines="8", attachments="0", attachmentsrequired="0")
            criteria = "".join(f"<li>{source.html(c, inline=True)}</li>" for c in item.criteria)
            _text(q, "graderinfo", f"<p>参考答案</p>{source.html(item.model_answer)}<p>评分要点</p><ul>{criteria}</ul>")
        case Survey():
            losses.add("调查题：做成 0 分的单选题，选哪个都算对", item)
            q = _start(root, "multichoice", asked, stem, source, grade=Decimal(0))
            _flag(q, single="true", shuffleanswers="false", answernumbering="ABCD")
            for option in item.options:
                _answer(q, Decimal(100), source.html(option, inline=True), "")
        case _:
            assert_never(item)
    for hint in item.hints:
        _text(q, "hint", source.html(hint))
    tags = [t for t in (item.objective, f"难度{item.difficulty}" if item.difficulty else None, item.kind) if t]
    holder = etree.SubElement(q, "tags")
    for tag in tags:
        _text(holder, "tag", tag, plain_text=True)


def _start(root: etree._Element, kind: str, asked: Asked, html: str, source: QuizSource, grade: Decimal | None = None) -> etree._Element:
    item: Item = asked.item
    q = _question(root, kind, f"{asked.number:02} {source.quiz.id}/{item.id}", html)
    _text(q, "generalfeedback", "".join(source.reasons(item)))
    etree.SubElement(q, "defaultgrade").text = plain(item.points if grade is None else grade)
    etree.SubElement(q, "penalty").text = "0.3333333"
    etree.SubElement(q, "hidden").text = "0"
    etree.SubElement(q, "idnumber").text = source.quiz.full_id(item)
    return q


def _question(root: etree._Element, kind: str, name: str, html: str) -> etree._Element:
    q = etree.SubElement(root, "question", type=kind)
    _text(q, "name", name, plain_text=True)
    _text(q, "questiontext", html)
    return q


def _text(parent: etree._Element, tag: str, text: str, *, plain_text: bool = False) -> etree._Element:
    element = etree.SubElement(parent, tag, **({} if plain_text else {"format": "html"}))
    inner = etree.SubElement(element, "text")
    inner.text = text if plain_text or not text else etree.CDATA(text)
    return element


def _flag(q: etree._Element, **values: str) -> None:
    for tag, value in values.items():
        etree.SubElement(q, tag).text = value


def _answer(q: etree._Element, fraction: Decimal, text: str, feedback: str, *, plain_text: bool = False) -> etree._Element:
    # Moodle knows a fraction by its five decimals: 33.33333.
    answer = etree.SubElement(q, "answer", fraction=plain(round(fraction, 5)), format="plain_text" if plain_text else "html")
    inner = etree.SubElement(answer, "text")
    inner.text = text if plain_text or not text else etree.CDATA(text)
    _text(answer, "feedback", feedback)
    return answer


def _pair(q: etree._Element, left: str, right: str) -> None:
    pair = _text(q, "subquestion", left)
    inner = etree.SubElement(etree.SubElement(pair, "answer"), "text")
    inner.text = right


def _said(choice: Choice, source: QuizSource) -> str:
    return source.html(choice.feedback) if choice.feedback else ""


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
