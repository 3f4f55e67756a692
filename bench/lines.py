"""Markdown lines by what they are, pooled over all real pages: a page is remade by exchanging like for like.

Like means: same kind (list item, table row of as many cells, paragraph), inside the same dated block or outside any
(a bare citation is right only there), with or without a citation, about as long. So a remade page keeps the model's
length, tables, blocks and density of citations, and every citation in it stays right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

_BLOCK = re.compile(r"/{3,}\s*(?:(\w+)\s*(?:\|\s*(.*))?)?$")
_ITEM = re.compile(r"(\s*(?:[-*+]|\d+\.)\s+)(\S.*)$")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*$")
_LINK_HERE = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")
_CITED = re.compile(r"《[^》]+》[^，。；]{0,16}?第")
# How many lines of about the same length one is drawn from.
WINDOW = 24

Key = tuple[str, int, str, bool]


@dataclass(frozen=True)
class Line:
    """`text` behind `lead` (the mark of a list item); `key` says what it may be exchanged for, None: nothing.

    `src` is the path below content/ of the page it was written for, which its links are relative to.
    """

    lead: str
    text: str
    key: Key | None
    src: str


def read_lines(src: str, body: str) -> Iterator[Line]:
    """Every line of a page's body."""
    rows = body.split("\n")
    dated: list[str] = []
    for n, row in enumerate(rows):
        block = _BLOCK.match(row)
        if block:
            if block[1]:
                dated.append(f"{block[1]} {block[2]}" if block[1] in ("from", "until") else "")
            elif dated:
                dated.pop()
            yield Line("", row, None, src)
            continue
        within = " ".join(filter(None, dated))
        item = _ITEM.match(row)
        text = _LINK_HERE.sub(r"\1", item[2] if item else row)
        cited = _CITED.search(text) is not None
        head = row.startswith("|") and n + 1 < len(rows) and _RULE.match(rows[n + 1])
        if not row.strip() or row[0] in "#> " or head or _RULE.match(row):
            yield Line("", row, None, src)
        elif row.startswith("|"):
            yield Line("", text, ("row", text.count("|"), within, cited), src)
        elif item:
            yield Line(item[1], text, ("item", 0, within, cited), src)
        else:
            yield Line("", text, ("paragraph", 0, within, cited), src)


class Pool:
    """All exchangeable lines of the real pages."""

    def __init__(self, lines: Iterable[Line]) -> None:
        kinds: dict[Key, dict[str, Line]] = defaultdict(dict)
        for line in lines:
            if line.key:
                kinds[line.key].setdefault(line.text, line)
        self._kinds = {key: sorted(found.values(), key=lambda x: (len(x.text), x.text)) for key, found in kinds.items()}
        self._lengths = {key: [len(x.text) for x in found] for key, found in self._kinds.items()}

    def exchange(self, line: Line, rng: Random, used: set[str]) -> Line:
        """A line like `line`: its mark, another's text. What is in `used` is taken again only where all is used up."""
        if line.key is None:
            return line
        kind = self._kinds[line.key]
        middle = bisect_left(self._lengths[line.key], len(line.text))
        start = max(0, min(middle - WINDOW // 2, len(kind) - WINDOW))
        near = kind[start : start + WINDOW]
        other = rng.choice([x for x in near if x.text not in used] or near)
        used.add(other.text)
        return Line(line.lead, other.text, line.key, other.src)
