"""The labels of an item (`答案：`, `解析：`, …) and their values."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from iplearn.model.prose import Prose
from iplearn.reading.quiz_lines import LABELS, Line, Mistakes, label, nonblank, trim
from iplearn.reading.quiz_text import prose

MANY = ("提示", "依据", "答案")
_DATE = re.compile(r"([0-9]{4})[-/.年 ]+([0-9]{1,2})[-/.月 ]+([0-9]{1,2})日?")
_ID = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ID = re.compile(_ID)
_FULL_ID = re.compile(f"{_ID}/{_ID}")


@dataclass(frozen=True)
class Label:
    """A label with the lines of its value; the first is what follows the colon."""

    word: str
    line: int
    lines: list[Line]


class Labels:
    """The labels of one item. Every getter checks; `unused` tells what no getter asked for."""

    def __init__(self, lines: list[Line], mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._asked: set[str] = set()
        self._labels: list[Label] = []
        for line in lines:
            if found := label(line):
                self._labels.append(Label(found[0], line.no, [Line(line.no, 0, found[1])]))
            else:
                self._labels[-1].lines.append(line)
        for word in LABELS:
            for again in [x for x in self._labels if x.word == word][1:]:
                if word not in MANY:
                    mistakes.error(again.line, "label-twice", f"“{word}”写了两次。", "只留一个。")
        for one in self._labels:
            if not trim(one.lines):
                mistakes.error(one.line, "label-empty", f"“{one.word}：”后面没有内容。", "写上内容，或删掉这一行。")

    def has(self, word: str) -> bool:
        return any(x.word == word for x in self._labels)

    def line(self, word: str) -> int:
        """Where `word` stands; it must be there."""
        return next(x.line for x in self._labels if x.word == word)

    def lists(self, word: str) -> list[Line] | None:
        """The raw lines of a value that is a list."""
        return next((trim(x.lines) for x in self._of(word)), None)

    def proses(self, word: str) -> tuple[Prose, ...]:
        return tuple(p for p in (prose(x.lines, self._mistakes) for x in self._of(word)) if p)

    def prose(self, word: str) -> Prose | None:
        return next(iter(self.proses(word)), None)

    def values(self, word: str) -> list[tuple[int, str]]:
        """(line, value) of every such label; a value stands on one line."""
        out = []
        for found in self._of(word):
            lines = list(nonblank(found.lines))
            if len(lines) > 1:
                self._mistakes.error(lines[1].no, "one-line", f"“{word}”只能写一行，这一行不知道属于谁。", "接到上一行，或写在“解析：”后面。")
            if lines:
                out.append((found.line, lines[0].text))
        return out

    def value(self, word: str) -> str | None:
        return next((text for _, text in self.values(word)), None)

    def day(self, word: str) -> date | None:
        text = self.value(word)
        if text is None:
            return None
        plain = unicodedata.normalize("NFKC", text)
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and text.isascii():
                return date.fromisoformat(text)
            m = _DATE.fullmatch(plain)
            shown = date(int(m[1]), int(m[2]), int(m[3])).isoformat() if m else "2027-01-01"
        except ValueError:
            shown = "2027-01-01"
        self._mistakes.error(self.line(word), "date", f"“{word}”的日期写法不对：“{text}”。", f"写成“{word}：{shown}”。")
        return None

    def full_id(self, word: str) -> str | None:
        text = self.value(word)
        if text is not None and not _FULL_ID.fullmatch(text):
            self._mistakes.error(self.line(word), "parallel", f"“{word}”要写完整的题目编号，不是“{text}”。", "写成“测验编号/题目编号”，例如“对应：l07-pre/clip”。")
            return None
        return text

    def unused(self, kind: str) -> None:
        """Tell every label that this kind of item does not have."""
        for one in self._labels:
            if one.word not in self._asked:
                self._mistakes.error(one.line, "label-not-here", f"{kind}没有“{one.word}”。", "删掉它，或检查题型。")

    def _of(self, word: str) -> list[Label]:
        self._asked.add(word)
        return [x for x in self._labels if x.word == word]


def nearest(word: str, known: Iterable[str]) -> str:
    """“是不是…” with the nearest known word, or all of them."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.4)
    return f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join(names)}。"
