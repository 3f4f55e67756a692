"""The written forms of a citation: 《专利法》第四十二条, with version, 款, 项, 之一, ranges and lists.

White space is allowed between any two parts, so a citation may break across lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from iplearn.model.citation import Pinpoint, WrittenCitation
from iplearn.model.numerals import parse_numeral

_N = r"[〇零一二两三四五六七八九十百千\d]+"
_ARTICLE = rf"第\s*(?P<article>{_N})\s*条(?:\s*之\s*(?P<inserted>{_N}))?"
_PARAGRAPH = rf"第\s*(?P<paragraph>{_N})\s*款"
_ITEM = rf"(?:第\s*[（(]\s*(?P<item>{_N})\s*[）)]\s*项|第\s*(?P<item_bare>{_N})\s*项)"
_UNIT = re.compile(rf"(?:{_ARTICLE})?\s*(?:{_PARAGRAPH})?\s*(?:{_ITEM})?")
_RANGE = r"至|到|—{1,2}|－|-|～|~"
_JOIN = re.compile(rf"\s*(?:(?P<range>{_RANGE})|、|以及|和|与|及|或者|或)\s*")
# 「《》」 may hold a title with parentheses: 《专利侵权解释（二）》.
_OPEN = re.compile(r"《(?P<title>[^《》]{1,80})》\s*(?:[（(](?P<version>[^（）()]{1,40}(?:[（(][^（）()]*[）)])?)[）)]\s*)?(?=第\s*" + _N + r"\s*条)")


def find_citations(text: str) -> Iterator[WrittenCitation]:
    """Every citation in a run of text, left to right."""
    for opened in _OPEN.finditer(text):
        end = opened.end()
        pinpoints, end = _pinpoints(text, end)
        if pinpoints:
            yield WrittenCitation(
                raw=text[opened.start() : end],
                title=re.sub(r"\s+", "", opened["title"]),
                version=opened["version"] and opened["version"].strip(),
                pinpoints=tuple(pinpoints),
                start=opened.start(),
                end=end,
            )


_ALMOST = re.compile(rf"《(?P<title>[^《》]{{1,80}})》\s*(?:[（(][^（）()]{{1,40}}[）)])?\s*第?\s*{_N}(?:\s*(?:{_RANGE})\s*第?\s*{_N})?\s*条")


def find_almost(text: str, read: Iterable[WrittenCitation]) -> Iterator[tuple[str, str]]:
    """(title, raw) of what looks like a citation and is none of those `read`: 《专利法》四十二条, 第10-12条."""
    starts = {c.start for c in read}
    for match in _ALMOST.finditer(text):
        if match.start() not in starts:
            yield re.sub(r"\s+", "", match["title"]), match[0]


def _pinpoints(text: str, position: int) -> tuple[list[Pinpoint], int]:
    """Pinpoints from `position` on. A later 款 or 项 without its article belongs to the one before."""
    out: list[Pinpoint] = []
    end = position
    closes_range = False
    while True:
        unit = _UNIT.match(text, position)
        found = unit and _pinpoint(unit, out[-1] if out else None)
        if not found:
            return out, end
        if closes_range:
            first = out.pop()
            found = Pinpoint(first.article, first.paragraph, first.item, through=found)
        out.append(found)
        end = unit.end()
        joint = _JOIN.match(text, end)
        if not joint:
            return out, end
        # A range after a range (第一条至第三条至第五条) has no meaning: stop at the first.
        if joint["range"] and out[-1].through:
            return out, end
        closes_range = bool(joint["range"])
        position = joint.end()


def _pinpoint(unit: re.Match[str], before: Pinpoint | None) -> Pinpoint | None:
    written = {"article": unit["article"], "inserted": unit["inserted"], "paragraph": unit["paragraph"], "item": unit["item"] or unit["item_bare"]}
    read = {part: _number(text) for part, text in written.items() if text}
    if not read or None in read.values():
        return None
    paragraph, item = read.get("paragraph"), read.get("item")
    if "article" in read:
        return Pinpoint(f"{read['article']}-{read['inserted']}" if "inserted" in read else str(read["article"]), paragraph, item)
    if before is None:
        return None
    last = before.through or before
    return Pinpoint(last.article, paragraph or last.paragraph, item)


def _number(text: str) -> int | None:
    """None where it is no number that a law could have: 四2, 零, 一万."""
    number = parse_numeral(unicodedata.normalize("NFKC", text))
    return number if number and number <= 9999 else None
