"""The block under one `## ` heading -> an item."""

from __future__ import annotations

import re
from collections.abc import Callable

from iplearn.model.item import (
    BLANK, Categorise, Category, Item, Matching, MultipleChoice, Numeric, Ordering, Pair, ShortAnswer, SingleChoice,
    Survey, TextEntry, TrueFalse,
)
from iplearn.model.prose import Prose
from iplearn.reading.quiz_answers import read_accepted, read_range
from iplearn.reading.quiz_block import CATEGORY, CHOICE, TRUTH, Block
from iplearn.reading.quiz_heads import Head, read_head
from iplearn.reading.quiz_labels import Labels
from iplearn.reading.quiz_lines import Line, Mistakes, label
from iplearn.reading.quiz_lists import check_touching, read_choices, read_plain
from iplearn.reading.quiz_text import check_inline

_EQUALS = re.compile(r"(.*?)(?:(?:^| )= |[ \u3000]*＝[ \u3000]*)(.+)")
_THIN_BLANK = re.compile(r"(?<![\w_])_{3}(?![\w_])|＿{2,}")


def read_item(heading: str, line: int, lines: list[Line], mistakes: Mistakes) -> tuple[Head, Item | None]:
    """The item under `heading` (without its `## `). None where its kind cannot be told or its key is missing."""
    head = read_head(heading, line, mistakes)
    check_inline(head.text, line, mistakes)
    cut = next((i for i, x in enumerate(lines) if label(x)), len(lines))
    block = Block(head, lines[:cut], Labels(lines[cut:], mistakes), mistakes)
    kind = block.kind()
    if kind is None:  # still look at the text, so that all mistakes are told at once
        block.common(lines[: cut if block.boxed is None else block.boxed])
        return head, None
    return head, _BUILDERS[kind](block)


def _choice(block: Block, forced: str | None = None) -> Item | None:
    if block.boxed is None:
        block.error("no-options", "选择题没有选项。", "每个选项一行，写“- [ ] ”或“- [x] ”。")
        return None
    stem = block.lines[: block.boxed]
    check_touching(stem, block.lines[block.boxed].no, block.mistakes)
    choices = read_choices(block.lines[block.boxed :], block.mistakes)
    right = sum(c.correct for c in choices)
    common = block.common(stem)
    if right == 0:
        block.error("no-key", "没有选项打勾。", "把对的选项写成“- [x]”。")
    elif forced == "单选" and right > 1:
        block.error("many-keys", f"单选题有 {right} 个选项打勾。", "只留一个“[x]”，或写“题型：多选”。")
    multiple = forced == "多选" or (forced is None and right > 1)
    block.labels.unused("多选题" if multiple else "单选题")
    if multiple:
        for c in choices:
            if c.goto:
                block.error("goto", "多选题的选项不能指向下一题。", "去掉箭头，或改成单选。", c.text.line)
        return MultipleChoice(choices=choices, **common)
    return SingleChoice(choices=choices, **common)


def _true_false(block: Block) -> Item | None:
    answers = block.labels.values("答案")
    feedback = block.labels.prose("对的反馈"), block.labels.prose("错的反馈")
    common = block.common(block.lines)
    block.labels.unused("判断题")
    if len(answers) != 1 or answers[0][1] not in TRUTH:
        block.error("truth", "判断题要有一个答案，写“对”或“错”。", "写“答案：对”或“答案：错”。")
        return None
    return TrueFalse(key=TRUTH[answers[0][1]], feedback_true=feedback[0], feedback_false=feedback[1], **common)


def _text_entry(block: Block) -> Item | None:
    blanks = tuple(read_accepted(line, text, block.mistakes) for line, text in block.labels.values("答案"))
    common = block.common(block.lines)
    block.labels.unused("填空题")
    stem = common["stem"]
    for line in [Line(block.head.line, 0, block.head.text), *block.lines]:
        if _THIN_BLANK.search(line.text):
            block.error("blank", "空的写法不对。", "一个空写四个以上英文下划线“____”。", line.no)
    gaps = len(BLANK.findall(stem.text))
    if not blanks:
        block.error("no-key", "填空题没有答案。", "写“答案：…”，几种写法用“|”隔开。")
        return None
    if len(blanks) != max(gaps, 1):
        block.error("blanks", f"题干有 {gaps} 个空，却有 {len(blanks)} 行答案。", "一个空“____”对一行“答案：”，按先后写；同一个空的几种写法用“|”隔开。")
    return TextEntry(blanks=blanks, **common)


def _numeric(block: Block) -> Item | None:
    unit = block.labels.value("单位")
    answers = block.labels.values("答案")
    common = block.common(block.lines)
    block.labels.unused("数值题")
    if len(answers) != 1:
        block.error("no-key" if not answers else "blanks", "数值题要有一行答案。", "写“答案：20 ± 0”或“答案：3..5”。")
        return None
    if len(BLANK.findall(common["stem"].text)) > 1:
        block.error("blanks", "数值题最多一个空。", "拆成几道题，或改成填空题。")
    bounds = read_range(answers[0][0], answers[0][1], unit, block.mistakes)
    return Numeric(low=bounds[0], high=bounds[1], unit=unit, **common) if bounds else None


def _ordering(block: Block) -> Item | None:
    found = block.plain_list("排序", 3)
    if found is None:
        return None
    stem, entries = found
    common = block.common(stem)
    block.labels.unused("排序题")
    marks = [e.mark for e in entries]
    numbers = [int(m[:-1]) for m in marks if m[:-1].isdigit()]
    if len(numbers) < len(marks):
        block.error("not-numbered", "排序题的列表要编号。", "按正确的先后写成“1. ”“2. ”“3. ”。", entries[0].text.line)
    elif len(set(numbers)) > 1 and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        block.error("numbering", "排序题的编号没有按顺序。", "按正确的先后从 1 写起；网页会打乱。", entries[0].text.line)
    block.distinct([e.text for e in entries], "这一项")
    return Ordering(entries=tuple(e.text for e in entries), **common)


def _matching(block: Block) -> Item | None:
    found = block.plain_list("连线")
    if found is None:
        return None
    stem, entries = found
    common = block.common(stem)
    block.labels.unused("连线题")
    pairs, distractors = [], []
    for e in entries:
        m = _EQUALS.fullmatch(e.text.text)
        if m is None:
            block.error("pair", f"这一行看不出左右：“{e.text.text}”。", "写成“- 左 = 右”，等号两边各空一格；多余的右项写“- = 右”。", e.text.line)
        elif m[1].strip():
            pairs.append(Pair(Prose(m[1].strip(), e.text.line), Prose(m[2].strip(), e.text.line)))
        else:
            distractors.append(Prose(m[2].strip(), e.text.line))
    if len(pairs) < 2:
        block.error("few-entries", "连线题至少要两对。", "再写一行“- 左 = 右”。")
    block.distinct([p.left for p in pairs], "左项")
    block.distinct([*dict.fromkeys(p.right for p in pairs), *distractors], "右项")
    return Matching(pairs=tuple(pairs), distractors=tuple(distractors), **common)


def _categorise(block: Block) -> Item | None:
    starts = [i for i, x in enumerate(block.lines) if CATEGORY.fullmatch(x.text) and not x.indent]
    common = block.common(block.lines[: starts[0]] if starts else block.lines)
    block.labels.unused("归类题")
    categories = []
    for start, end in zip(starts, [*starts[1:], len(block.lines)]):
        title = Prose(CATEGORY.fullmatch(block.lines[start].text)[1], block.lines[start].no)  # type: ignore[index]
        check_inline(title.text, title.line, block.mistakes)
        entries = read_plain(block.lines[start + 1 : end], block.mistakes)
        if not entries:
            block.error("category-empty", f"类别“{title.text}”下面没有列表。", "每项一行，以“- ”开头。", title.line)
        categories.append((title, entries))
    if len(categories) < 2:
        block.error("few-categories", "归类题至少要两个类别。", "每个类别写“### 类别”，下面写列表。")
        return None
    block.distinct([t for t, _ in categories], "类别")
    block.distinct([e.text for _, entries in categories for e in entries], "这一项")
    if sum(len(entries) for _, entries in categories) > 26 or len(categories) > 26:
        block.error("too-many", "归类题最多 26 项、26 类。", "拆成几道题。")
    return Categorise(categories=tuple(Category(t.text, tuple(e.text for e in entries)) for t, entries in categories), **common)


def _short_answer(block: Block) -> Item | None:
    model = block.labels.prose("参考答案")
    lines = block.labels.lists("评分要点") or []
    criteria = read_plain(lines, block.mistakes) if lines else ()
    common = block.common(block.lines)
    block.labels.unused("简答题")
    if model is None:
        block.error("no-key", "简答题没有参考答案。", "写“参考答案：…”。")
    if not criteria:
        block.error("no-key", "简答题没有评分要点。", "在“评分要点：”下面每点一行，以“- ”开头。")
    if model is None or not criteria:
        return None
    block.distinct([c.text for c in criteria], "要点")
    return ShortAnswer(model_answer=model, criteria=tuple(c.text for c in criteria), **common)


def _survey(block: Block) -> Item | None:
    found = block.plain_list("调查")
    if block.head.has_points or block.head.difficulty:
        block.error("attribute", "调查题不计分，没有难度。", "去掉 points 和 difficulty。")
    if found is None:
        return None
    stem, entries = found
    common = block.dated(stem)
    block.labels.unused("调查题")
    block.distinct([e.text for e in entries], "选项")
    return Survey(options=tuple(e.text for e in entries), **common)


_BUILDERS: dict[str, Callable[[Block], Item | None]] = {
    CHOICE: _choice,
    "单选": lambda block: _choice(block, "单选"),
    "多选": lambda block: _choice(block, "多选"),
    "判断": _true_false,
    "填空": _text_entry,
    "数值": _numeric,
    "排序": _ordering,
    "连线": _matching,
    "归类": _categorise,
    "简答": _short_answer,
    "调查": _survey,
}
