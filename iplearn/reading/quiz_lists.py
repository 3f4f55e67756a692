"""Response lists: options with feedback, and plain lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iplearn.model.item import LETTERS, Choice
from iplearn.model.prose import Prose
from iplearn.reading.quiz_lines import Line, Mistakes, bad_box, box, entry, misplaced_label, nonblank, trim
from iplearn.reading.quiz_text import check_inline, check_lines, joined, prose

_ARROW = re.compile(r"\s*→\s*[#＃]([^\s#]+)$")
_ALMOST_ARROW = re.compile(r"(?:[-=－＝]+[>＞]|→|➔|➡|⇒)\s*[#＃]\s*(\S*)$")
_LETTERED = re.compile(r"[(（]?([A-Ha-hＡ-Ｈ])[)）.．、:：]\s*\S")


@dataclass
class _Entry:
    """One list entry while it is read: its lines, then the lines of the quote under it."""

    line: int
    ticked: bool
    mark: str
    text: list[Line]
    quote: list[Line]


@dataclass(frozen=True)
class PlainEntry:
    """An entry of a plain list; `mark` is what it began with, `1.` or `-`."""

    text: Prose
    mark: str


def first_option(lines: list[Line]) -> int | None:
    """Where the first line stands that is an option or was meant as one."""
    for i, line in enumerate(lines):
        if box(line) or bad_box(line):
            return i
    return None


def last_list(lines: list[Line]) -> int | None:
    """Where the last plain list begins; None where `lines` holds none."""
    start = None
    inside = False
    for i, line in enumerate(lines):
        if entry(line):
            start = start if inside else i
            inside = True
        elif not line.blank and not line.indent:
            inside = False
    return start


def check_touching(stem: list[Line], line: int, mistakes: Mistakes) -> None:
    """A plain list directly above the options would be one list with them."""
    start = last_list(stem)
    if start is not None and all(entry(x) or x.indent for x in nonblank(stem[start:])):
        mistakes.error(line, "lists-touch", "选项紧接在一个普通列表后面，会并成同一个列表。", "在两个列表之间写一句话，例如“下面哪一项对？”。")


def read_choices(lines: list[Line], mistakes: Mistakes) -> tuple[Choice, ...]:
    """The options in `lines`, which begin with one."""
    choices = []
    for found in _entries(lines, mistakes, boxed=True):
        text, goto = _arrow(_text(found, mistakes), found.line, mistakes)
        m = _LETTERED.match(text)
        if m and LETTERS[len(choices) % 26] == chr(ord(m[1]) - 0xFEE0 if ord(m[1]) > 0x80 else ord(m[1])).upper():
            mistakes.warning(found.line, "option-letter", f"选项自己写了字母“{m[1]}”。", "删掉它：字母由网页编排，选项可能换序。")
        choices.append(Choice(Prose(text, found.line), found.ticked, prose(found.quote, mistakes, labels=False), goto))
    _check_set([c.text for c in choices], mistakes)
    if len(choices) == 1:
        mistakes.error(choices[0].text.line, "one-option", "只有一个选项。", "至少写两个选项。")
    return tuple(choices)


def read_plain(lines: list[Line], mistakes: Mistakes) -> tuple[PlainEntry, ...]:
    """The entries of the plain list in `lines`."""
    out = []
    for found in _entries(lines, mistakes, boxed=False):
        if found.quote:
            mistakes.error(found.quote[0].no, "stray-feedback", "这种题的列表不带反馈。", "把这句话写进“解析：”。")
        out.append(PlainEntry(Prose(_text(found, mistakes), found.line), found.mark))
    if len(out) > len(LETTERS):
        mistakes.error(lines[0].no, "too-many", f"列表有 {len(out)} 项，最多 26 项。", "拆成几道题。")
    return tuple(out)


def _entries(lines: list[Line], mistakes: Mistakes, *, boxed: bool) -> list[_Entry]:
    """Lines sorted to their entries; whatever belongs to none is told."""
    out: list[_Entry] = []
    gap = False
    for line in trim(lines):
        start = _start(line, boxed, mistakes)
        if line.blank:
            gap = True
            continue
        if start is not None:
            out.append(start)
        elif not out or not line.indent:
            _stray(line, boxed, mistakes)
        elif line.text[0] in ">＞":
            if gap and out[-1].quote:
                out[-1].quote.append(Line(line.no - 1, 0, ""))
            out[-1].quote.append(_unquoted(line))
        elif out[-1].quote:
            mistakes.error(line.no, "after-feedback", "反馈后面又有文字，不知道属于反馈还是选项。", "属于反馈就在行首加“> ”，属于选项就移到反馈前面。")
        elif gap:
            mistakes.error(line.no, "option-paragraph", "一个选项只能是一段。", "删掉空行，或把这些话写进题干。")
        else:
            out[-1].text.append(line)
        gap = False
    return out


def _start(line: Line, boxed: bool, mistakes: Mistakes) -> _Entry | None:
    """The entry that `line` opens, well or badly written."""
    if line.blank or (line.indent and not (boxed and (bad_box(line) or box(Line(line.no, 0, line.text))))):
        return None
    if boxed:
        if good := box(line):
            return _Entry(line.no, good[0], "-", [Line(line.no, 0, good[1])], [])
        fixed = bad_box(line)
        if fixed is None:
            return None
        mistakes.error(line.no, "box", f"选项的写法不对：“{line.text}”。", f"顶格写成“{fixed}”。")
        return _Entry(line.no, fixed.startswith("- [x]"), "-", [Line(line.no, 0, fixed[6:])], [])
    plain = entry(line)
    return _Entry(line.no, False, plain[0], [Line(line.no, 0, plain[1])], []) if plain else None


def _stray(line: Line, boxed: bool, mistakes: Mistakes) -> None:
    what = "选项" if boxed else "列表"
    if line.text[0] in ">＞":
        mistakes.error(line.no, "feedback-indent", "反馈没有缩进，不知道属于哪个选项。", f"行首空两格：“  {line.text}”。")
    elif boxed and entry(line):
        mistakes.error(line.no, "lists-touch", "选项里混进了没有方框的列表行。", f"写成“- [ ] {entry(line)[1]}”。")  # type: ignore[index]
    else:
        before = len(mistakes.found)
        check_lines([line], mistakes)
        if len(mistakes.found) == before:
            mistakes.error(line.no, "stray", f"{what}后面的这一行不知道属于谁：“{line.text[:20]}”。", f"接着上一项的话就缩进两格；题干的话就移到{what}前面；否则写在“解析：”这类标签后面。")


def _unquoted(line: Line) -> Line:
    text = line.text[1:]
    bare = text.strip(" \u3000\u00a0\t")
    return Line(line.no, max(0, len(text) - len(text.lstrip(" ")) - 1), bare)


def _text(found: _Entry, mistakes: Mistakes) -> str:
    for line in found.text[1:]:
        if re.match(r"[-*+] |[0-9]+[.)] |\|", line.text):
            mistakes.error(line.no, "nested", "选项里面不能再写列表或表格。", "把它写进题干。")
        elif word := misplaced_label(line):
            mistakes.error(line.no, "label", f"“{word}”像是标签，但前面有空格，成了选项的一部分。", f"顶格写“{word}：”。")
    for line in found.text:
        check_inline(line.text, line.no, mistakes)
    return joined(found.text)


def _arrow(text: str, line: int, mistakes: Mistakes) -> tuple[str, str | None]:
    """The option's text and the id its arrow points to."""
    m = _ARROW.search(text)
    if m:
        if not text[: m.start()].strip():
            mistakes.error(line, "option-empty", "箭头前面没有选项文字。", "写成“- [ ] 选项文字 → #题目编号”。")
        return text[: m.start()], m[1]
    if almost := _ALMOST_ARROW.search(text):
        mistakes.error(line, "arrow", f"指向下一题的箭头写法不对：“{almost[0]}”。", f"写成“→ #{almost[1] or '题目编号'}”。")
    return text, None


def _check_set(texts: list[Prose], mistakes: Mistakes) -> None:
    seen: dict[str, int] = {}
    for text in texts:
        if not text.text.strip() or text.text == "选项文字":
            mistakes.error(text.line, "option-empty", "选项没有文字。", "在方框后面写上选项。")
        elif text.text in seen:
            mistakes.error(text.line, "duplicate-option", f"选项“{text.text}”和第 {seen[text.text]} 行的一样。", "改成不同的选项。")
        seen.setdefault(text.text, text.line)
    if len(texts) > len(LETTERS):
        mistakes.error(texts[0].line, "too-many", f"有 {len(texts)} 个选项，最多 26 个。", "删掉一些，或拆成几道题。")
