"""The lines of a quiz file and the marks at their beginning, well written or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iplearn.diagnostics import Diagnostic, Place, error, warning

LABELS = (
    "题型", "答案", "单位", "提示", "解析", "依据", "自", "至",
    "对的反馈", "错的反馈", "参考答案", "评分要点", "对应",
)

_GAP = " \t\u3000\u00a0"
_BOX = re.compile(rf"-[{_GAP}]+(?:\[([ \u3000xXｘＸ])\][{_GAP}]+|［([ \u3000xXｘＸ])］[{_GAP}]*)(\S.*)")
_BULLETS = "-－–—−*＊+＋•·●"
_ANY_BOX = re.compile(rf"((?:[{_BULLETS}]|[0-9]+[.、)）．])?)[{_GAP}]*[\[［【]([^\[\]［］【】]{{0,4}})[\]］】](?![(（:：])(.*)")
_TICKS = "xXｘＸ√✓✔☑vVyY对*×✗✘"
_ENTRY = re.compile(rf"([-*+]|[0-9]{{1,4}}[.)])[{_GAP}]+(.*)")
_WORDS = "|".join(LABELS)
_LABEL = re.compile(rf"({_WORDS}) *[：:] *(.*)")
_DECORATED = re.compile(rf"(?:[*_ ]|【)*({_WORDS})[*_】 ]*[：:]|【({_WORDS})】")
_ESCAPED = re.compile(rf"\\(\\*(?:{_WORDS}) *[：:])")


@dataclass(frozen=True)
class Line:
    """One line: its number, how far it is indented (in half-width columns) and its text without edges.

    Full-width and unbreakable spaces at the edges count as spaces; one at the very beginning of a Chinese
    paragraph is how people indent, so a full-width space is two columns only where columns matter.
    """

    no: int
    indent: int
    text: str
    wide: bool = False

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def raw(self) -> str:
        """The line as Markdown sees it; the full-width indent of a paragraph is typography, not Markdown."""
        return self.text if self.wide else " " * self.indent + self.text


class Mistakes:
    """Collects the diagnostics of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []

    def error(self, line: int, rule: str, message: str, fix: str = "") -> None:
        self.found.append(error(Place(self.file, line), f"quiz/{rule}", message, fix))

    def warning(self, line: int, rule: str, message: str, fix: str = "") -> None:
        self.found.append(warning(Place(self.file, line), f"quiz/{rule}", message, fix))

    @property
    def fatal(self) -> bool:
        return any(d.is_error for d in self.found)


def split_lines(body: str, first_line: int) -> list[Line]:
    """The lines of `body`, whose first line is `first_line` of the file."""
    return [_line(first_line + i, text) for i, text in enumerate(body.split("\n"))]


def _line(no: int, source: str) -> Line:
    text = source.strip(_GAP)
    lead = source[: len(source) - len(source.lstrip(_GAP))]
    columns = sum({"\t": 4, "\u3000": 2}.get(c, 1) for c in lead)
    return Line(no, columns, text, wide="\u3000" in lead)


def box(line: Line) -> tuple[bool, str] | None:
    """(ticked, text) of a well-formed option line at the margin; None where it is none."""
    m = _BOX.fullmatch(line.text) if not line.indent else None
    return ((m[1] or m[2]) in "xXｘＸ", m[3]) if m else None


def bad_box(line: Line) -> str | None:
    """How a line that was meant as an option ought to read; None where it was not meant as one."""
    m = _ANY_BOX.fullmatch(line.text)
    if m is None:
        return None
    bullet, inside, rest = m[1], m[2].strip(_GAP), m[3].strip(_GAP)
    ticked = bool(inside) and all(c in _TICKS for c in inside)
    if inside and (not ticked or (not bullet and inside not in "xXｘＸ√✓✔☑")):
        return None
    return f"- [{'x' if ticked else ' '}] {rest or '选项文字'}"


def entry(line: Line) -> tuple[str, str] | None:
    """(mark, text) of a plain list line at the margin."""
    if line.indent:
        return None
    m = _ENTRY.fullmatch(line.text)
    return (m[1], m[2].strip()) if m else None


def label(line: Line) -> tuple[str, str] | None:
    """(word, value) of a label line at the margin."""
    m = _LABEL.fullmatch(line.text) if not line.indent else None
    return (m[1], m[2].strip(_GAP)) if m else None


def misplaced_label(line: Line) -> str | None:
    """The label word that an indented or decorated line was meant to be: `  答案：对`, `**解析**：`, `【解析】`."""
    m = _DECORATED.match(line.text)
    return (m[1] or m[2]) if m else None


def unescape(line: str) -> str:
    r"""`\答案：…` as text: the backslash that kept the line from being a label goes."""
    return _ESCAPED.sub(r"\1", line, count=1) if line.startswith("\\") else line


def escape(line: str) -> str:
    """The inverse of `unescape`."""
    return "\\" + line if re.match(rf"\\*(?:{_WORDS}) *[：:]", line) else line


def trim(lines: list[Line]) -> list[Line]:
    """Without blank lines at both ends."""
    start, end = 0, len(lines)
    while start < end and lines[start].blank:
        start += 1
    while end > start and lines[end - 1].blank:
        end -= 1
    return lines[start:end]


def nonblank(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if not line.blank)
