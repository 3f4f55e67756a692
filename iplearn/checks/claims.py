"""Claims this site may not make: 包授权, 驰名商标 as an honour, verdicts. Warning of them is allowed: in
quotation marks, in a `/// warning`, as a question, or in a sentence that denies or condemns them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import Page
from iplearn.model.document import Passage
from iplearn.model.item import MultipleChoice, SingleChoice
from iplearn.model.project import Project
from iplearn.model.writing import Writing

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」")
_CLAUSE_END = re.compile(r"[，；：,;:]")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def check_claims(project: Project, day: date) -> Iterator[Diagnostic]:
    lines = project.lines.get("data/banned.yml", {})
    words = project.writing or Writing(average=0, longest=0)
    for claim in project.banned:
        try:
            pattern = re.compile(claim.pattern)
        except re.error as problem:
            yield error(Place("data/banned.yml", lines.get(claim.id, 1)), "banned/pattern", f"“{claim.id}”的 pattern 读不懂：{problem}。", "核对括号和竖线；不用正则就写原话。")
            continue
        sources = f"（{'、'.join(claim.sources)}）" if claim.sources else ""
        for file, line, said in _said(project, pattern, words, claim.allow):
            yield warning(Place(file, line), "write/claim", f"“{said}”这样的话不能说：{claim.why}{sources}", f"改成：{claim.instead}要提醒读者别信，就加引号，或者写进“/// warning”。")


def _said(project: Project, pattern: re.Pattern[str], words: Writing, allow: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """(file, line, words) of every claim the site makes."""
    for page in project.pages:
        if page.meta.id not in allow:
            for line, said in said_on(page, pattern, words):
                yield page.file, line, said
    for quiz in project.quizzes:
        if quiz.id in allow:
            continue
        for item in quiz.items:
            # A wrong option may say anything: that is why it is wrong.
            told = [item.explanation] if item.explanation else []
            if isinstance(item, (SingleChoice, MultipleChoice)):
                told += [c.text for c in item.choices if c.correct]
            for prose in told:
                for said in claims_in(prose.text, pattern, words):
                    yield quiz.file, prose.line, said


def said_on(page: Page, pattern: re.Pattern[str], words: Writing) -> Iterator[tuple[int, str]]:
    """(line, words) of every claim the page itself makes, in its title, summary and text."""
    front = [Passage("p", getattr(page.meta, key), page.key_lines.get(key, 1)) for key in ("title", "summary")]
    for block in (*front, *page.document.passages):
        if "warning" in block.within:
            continue
        for said in claims_in(block.text, pattern, words, whole=block.kind == "tr"):
            yield block.line, said


def claims_in(text: str, pattern: re.Pattern[str], words: Writing, *, whole: bool = False) -> Iterator[str]:
    """The claims of a text. Each sentence speaks for itself; `whole`: the text is one (a table's row)."""
    for plain, asks in _units(text, whole):
        said = pattern.search(plain)
        if said and not asks and not _warned(plain, said.start(), words):
            yield said[0]


@lru_cache(maxsize=1 << 16)  # every claim looks at every text, and the next look while serving does again
def _units(text: str, whole: bool) -> tuple[tuple[str, bool], ...]:
    """(words with what is quoted covered up, whether they ask) of each sentence."""
    units = [text] if whole else _SENTENCE.findall(text)
    return tuple((_QUOTED.sub(lambda quoted: "＊" * len(quoted[0]), unit), unit.rstrip().endswith("？")) for unit in units)


def _warned(sentence: str, at: int, words: Writing) -> bool:
    """Whether the sentence denies what it says from `at` on, in the same clause, or condemns it anywhere."""
    clause = _CLAUSE_END.split(sentence[:at])[-1]
    return any(word in clause for word in words.negates) or any(word in sentence for word in words.condemns)
