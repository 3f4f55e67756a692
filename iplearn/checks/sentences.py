"""How long sentences are. What counts is what a reader reads in one breath: citations in parentheses,
tables, headings and box titles do not, nor do list entries that are no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.markup.citation_grammar import find_citations
from iplearn.model.content import HomeMeta, LessonMeta, Page, PlanMeta, SectionMeta
from iplearn.model.document import Passage
from iplearn.model.project import Project

_TEXT = ("p", "li", "dd")
_ENDS = "。！？"
# A Chinese character counts as one, and so does a number or a Latin word: 2027 is read as one thing.
_UNIT = re.compile(r"[\u3400-\u9fff〇]|[A-Za-z0-9]+(?:[.,][0-9]+)*%?")
_MIN_SENTENCES = 5
_SHOWN = 3


@dataclass(frozen=True)
class Sentence:
    text: str
    length: int
    line: int


def check_sentences(project: Project, day: date) -> Iterator[Diagnostic]:
    """Pages whose sentences are too long on average, and single sentences beyond all measure."""
    rules = project.writing
    if rules is None:
        return
    stages = {limit.stage: limit.average for limit in rules.stages}
    for page in project.pages:
        if isinstance(page.meta, (HomeMeta, SectionMeta, PlanMeta)):
            continue
        sentences = page_sentences(page)
        limit = stages.get(page.meta.stage, rules.average) if isinstance(page.meta, LessonMeta) else rules.average
        longest = sorted(sentences, key=lambda s: (-s.length, s.line))[:_SHOWN]
        average = average_length(sentences)
        if len(sentences) >= _MIN_SENTENCES and average > limit:
            which = "；".join(f"第 {s.line} 行 {s.length} 字“{_start(s.text)}”" for s in longest)
            yield warning(Place(page.file, longest[0].line), "write/sentences", f"句子平均 {average:.1f} 字，最多 {limit} 字。最长的：{which}。", "从这几句拆起：一句只说一个意思。")
            continue
        for sentence in longest:
            if sentence.length > rules.longest:
                yield warning(Place(page.file, sentence.line), "write/long-sentence", f"这一句有 {sentence.length} 字，最多 {rules.longest} 字：“{_start(sentence.text)}”。", "在逗号、分号处断成两三句。")


def page_sentences(page: Page) -> tuple[Sentence, ...]:
    return tuple(s for block in page.document.passages if block.kind in _TEXT for s in block_sentences(block))


def average_length(sentences: tuple[Sentence, ...]) -> float:
    return sum(s.length for s in sentences) / len(sentences) if sentences else 0.0


def block_sentences(block: Passage) -> Iterator[Sentence]:
    """The sentences of one block. Words after the last stop count in a paragraph, not in a list entry.

    A line of sources (依据：…) is looked up, not read.
    """
    text = without_citation_notes(block.text)
    for found in re.finditer(rf"[^{_ENDS}]+[{_ENDS}]?", text):
        sentence = found[0].strip()
        length = len(_UNIT.findall(sentence))
        if length and not sentence.startswith("依据：") and (sentence[-1] in _ENDS or block.kind == "p"):
            yield Sentence(sentence, length, block.line)


def without_citation_notes(text: str) -> str:
    """`text` without its parentheses that hold a citation: （《专利法》第二条）."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in "（(":
            if depth == 0:
                start = at
            depth += 1
        if depth == 0:
            out.append(char)
        elif char in "）)":
            depth -= 1
            if depth == 0 and not any(find_citations(text[start : at + 1])):
                out.append(text[start : at + 1])
    return "".join(out) + (text[start:] if depth else "")


def _start(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
