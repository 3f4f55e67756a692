"""A quiz file -> Quiz. Strict: what is not understood is an error with its line and its fix, never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from iplearn.diagnostics import Diagnostic, Report
from iplearn.model.item import Item, Survey
from iplearn.model.prose import Prose
from iplearn.model.quiz import STAGES, Case, Part, Quiz, Section, Shuffle, exits
from iplearn.reading.drafts import unwritten_lines
from iplearn.reading.front import split_front_matter
from iplearn.reading.quiz_items import read_item
from iplearn.reading.quiz_labels import ID
from iplearn.reading.quiz_lines import Line, Mistakes, split_lines
from iplearn.reading.quiz_text import prose
from iplearn.reading.schema import build

_ITEM = re.compile(r"##[ \u3000\u00a0]+(\S.*)")
_PART = re.compile(r"#[ \u3000\u00a0]+(\S.*)")
_CASE = re.compile(r"案例[ \u3000]*[：:][ \u3000]*(.*)")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class _Front:
    """The keys of a quiz's front matter."""

    id: str
    title: str
    stage: str = field(metadata={"choices": STAGES})
    reviewed: date
    pass_: int | None = None
    shuffle: str = field(default="none", metadata={"choices": tuple(s.value for s in Shuffle)})
    draw: int | None = None


def read_quiz(path_rel: str, text: str) -> tuple[Quiz | None, list[Diagnostic]]:
    """The quiz in `text` and everything wrong with it, sorted by line; no quiz where anything is an error.

    `path_rel` is the file relative to the project's root; diagnostics point at it.
    """
    mistakes = Mistakes(path_rel)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _has_unseen(text, mistakes):
        return None, mistakes.found
    front_text, found = split_front_matter(path_rel, text)
    mistakes.found += found
    front = None
    if front_text.node is not None:
        front, found = build(_Front, front_text.node, path_rel)
        mistakes.found += found
    intro, parts = _read_body(split_lines(front_text.body, front_text.body_line), mistakes)
    quiz = None
    if front is not None:
        line = _key_lines(front_text.node.value)
        _check_front(front, line, mistakes)
        quiz = Quiz(
            id=front.id, title=front.title, stage=front.stage, reviewed=front.reviewed, parts=parts,
            pass_percent=front.pass_, shuffle=Shuffle(front.shuffle) if front.shuffle in _SHUFFLES else Shuffle.NONE,
            draw=front.draw, intro=intro, file=path_rel,
        )
        _check_draw(quiz, line.get("draw", 1), mistakes)
    return (None if mistakes.fatal else quiz), list(Report([*mistakes.found, *unwritten_lines(path_rel, text)]).items)


_SHUFFLES = tuple(s.value for s in Shuffle)


def _key_lines(mapping: dict) -> dict[str, int]:
    return {key: node.line for key, node in mapping.items()}


def _has_unseen(text: str, mistakes: Mistakes) -> bool:
    """Control and private-use characters: unseen by the author and used by programs as marks."""
    for no, line in enumerate(text.split("\n"), 1):
        if m := _UNSEEN.search(line):
            mistakes.error(no, "unseen", f"第 {m.start() + 1} 个字是看不见的控制字符（U+{ord(m[0]):04X}）。", "删掉它，把前后的字重新打一遍。")
    return mistakes.fatal


def _check_front(front: _Front, line: dict[str, int], mistakes: Mistakes) -> None:
    if not ID.fullmatch(front.id) or len(front.id) > 64:
        mistakes.error(line["id"], "quiz-id", f"测验编号“{front.id}”的写法不对。", "只用小写英文字母、数字和连字符，例如“patent-basics”。")
    if front.pass_ is not None and not 1 <= front.pass_ <= 100:
        mistakes.error(line["pass"], "pass", f"及格线“{front.pass_}”不对。", "写 1 到 100 的整数，表示百分之几。")
    if front.draw is not None and front.draw < 1:
        mistakes.error(line["draw"], "draw", f"抽题数“{front.draw}”不对。", "写大于 0 的整数，或删掉这一行。")


def _read_body(lines: list[Line], mistakes: Mistakes) -> tuple[Prose | None, tuple[Part, ...]]:
    """Introduction and parts. Headings cut the body; what stands between them belongs to the one above."""
    heads = [i for i, x in enumerate(lines) if not x.indent and (_ITEM.fullmatch(x.text) or _PART.fullmatch(x.text))]
    intro = prose(lines[: heads[0]] if heads else lines, mistakes)
    parts: list[Part] = []
    open_part = _OpenPart("", None, None, 0)
    ids: dict[str, int] = {}
    for start, end in zip(heads, [*heads[1:], len(lines)]):
        head, below = lines[start], lines[start + 1 : end]
        if m := _ITEM.fullmatch(head.text):
            seen, item = read_item(m[1], head.no, below, mistakes)
            open_part.count += 1
            if seen.id and seen.id in ids:
                mistakes.error(head.no, "duplicate-id", f"编号“{seen.id}”和第 {ids[seen.id]} 行的重复。", "换一个没用过的编号。")
            ids.setdefault(seen.id, head.no)
            if item is not None:
                open_part.items.append(item)
            continue
        parts += open_part.close(mistakes)
        title = _PART.fullmatch(head.text)[1]  # type: ignore[index]
        case = _CASE.fullmatch(title)
        open_part = _OpenPart(title, case[1] if case else None, prose(below, mistakes), head.no)
    parts += open_part.close(mistakes)
    if not any(_ITEM.fullmatch(lines[i].text) for i in heads):
        mistakes.error(lines[-1].no if lines else 1, "no-items", "这个测验一道题也没有。", "写“## 题干 {#编号}”。")
    return intro, tuple(parts)


@dataclass
class _OpenPart:
    """A section or case while its items are read. `case` is the case's title, None for a section."""

    title: str
    case: str | None
    text: Prose | None
    line: int
    items: list[Item] = field(default_factory=list)
    count: int = 0

    def close(self, mistakes: Mistakes) -> list[Part]:
        """The finished part: none where it never began (no heading and no item)."""
        if self.line and not self.count:
            mistakes.error(self.line, "part-empty", f"“{self.title}”下面没有题。", "在下面写“## 题干 {#编号}”，或删掉这个标题。")
        items = tuple(self.items)
        if self.case is None:
            for item in items:
                for goto in exits(item):
                    if goto is not None:
                        mistakes.error(item.line, "goto", f"不在案例里的题不能指向“#{goto}”。", "去掉箭头，或把题放到“# 案例：标题”下面。")
            return [Section(self.title, items, self.text, self.line)] if self.line or items else []
        if not self.case:
            mistakes.error(self.line, "case-title", "案例没有标题。", "写成“# 案例：标题”。")
        if self.text is None:
            mistakes.error(self.line, "case-text", "案例没有正文。", "在标题下面写案例的经过，每道题都会带上它。")
            return []
        case = Case(self.case, self.text, items, self.line)
        _check_branches(case, mistakes)
        return [case]


def _check_branches(case: Case, mistakes: Mistakes) -> None:
    """Arrows lead forward to items of the case, and every item can be reached."""
    order = {item.id: i for i, item in enumerate(case.items)}
    reached = {0}
    for i, item in enumerate(case.items):
        for goto in exits(item):
            if goto is None:
                reached.add(i + 1)
            elif goto not in order:
                mistakes.error(item.line, "goto", f"这个案例里没有“#{goto}”这道题。", _names(case.items[i + 1 :]))
            elif order[goto] <= i:
                mistakes.error(item.line, "goto", f"“#{goto}”在这道题前面，会绕回来。", "只能指向后面的题。")
            else:
                reached.add(order[goto])
    for i, item in enumerate(case.items):
        if i not in reached:
            mistakes.error(item.line, "unreachable", f"没有哪个选项通向“#{item.id}”，谁也做不到它。", "让前面某个选项指向它，或移动它的位置。")


def _names(items: Iterable[Item]) -> str:
    names = "、".join(f"#{item.id}" for item in items)
    return f"可以指向：{names}。" if names else "后面没有题了，去掉箭头。"


def _check_draw(quiz: Quiz, line: int, mistakes: Mistakes) -> None:
    if quiz.draw is None:
        return
    for part in quiz.parts:
        if isinstance(part, Case) and part.branches:
            mistakes.error(part.line, "draw", "有分支的案例不能和抽题（draw）一起用。", "去掉 draw，或把案例放到另一个测验里。")
    for day in quiz.turning_days():
        bank = sum(item.in_force(day) and not isinstance(item, Survey) for item in quiz.items)
        if bank < quiz.draw:
            when = "" if day == date.min else f"（{day} 起）"
            mistakes.error(line, "draw", f"要抽 {quiz.draw} 题，题库只有 {bank} 题{when}。", "减少 draw，或添题。")
            return
