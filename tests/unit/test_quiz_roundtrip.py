"""Any quiz written out reads back equal; no input crashes the reader or loses a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iplearn.model import item as kinds
from iplearn.model.prose import Prose
from iplearn.model.quiz import STAGES, Case, Quiz, Section, Shuffle
from iplearn.reading.quiz_writer import write_quiz
from iplearn.reading.quizzes import read_quiz

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

WORDS = st.sampled_from(
    ["专利", "商标权", "20 年", "《专利法》第四十二条", "a|b", "[[专利法]]", "3 < 5", "**重点**", "`<b>`", "![刀](k.png)", "甲：乙", "→ 乙", "1.5%", "$x$", "\\*", "A. 甲", "#标签", "？"]
)
LINE = st.lists(WORDS, min_size=1, max_size=4).map("、".join).filter(lambda s: s[0] not in "#!")
TRICKY = st.sampled_from(["答案：是文字", "\\解析: 又是", "| 名 | 年 |\n|---|---|\n| 甲 | 20 |", "- 甲\n- 乙\n\n话", "1. 甲\n2. 乙\n\n话", "> 引文"])
TEXT = st.lists(st.one_of(LINE, TRICKY), min_size=0, max_size=3).map("\n\n".join)
PROSE = st.builds(lambda first, more: Prose("\n\n".join([first, more]) if more else first), LINE, TEXT)
SHORT = LINE.map(Prose)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,3})?", fullmatch=True)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.decimals(min_value=-10**9, max_value=10**9, places=3)
ANSWERS = st.lists(st.sampled_from(["二十", "20", "著作权", "a|b", "first to file", "《专利法》", "+5"]), min_size=1, max_size=3).map(tuple)


def distinct(element: st.SearchStrategy, at_least: int, at_most: int = 6) -> st.SearchStrategy:
    return st.lists(element, min_size=at_least, max_size=at_most, unique=True).map(tuple)


@st.composite
def common(draw: st.DrawFn, *, stem: st.SearchStrategy = PROSE, scored: bool = True) -> dict:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since and until and since > until:
        since, until = until, since
    values = {"id": "x", "stem": draw(stem), "objective": draw(st.sampled_from([None, "PAT-02"])), "since": since, "until": until}
    if not scored:
        return values
    return values | {
        "difficulty": draw(st.sampled_from([None, 1, 3])), "points": draw(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(20)])),
        "hints": tuple(draw(st.lists(PROSE, max_size=2))), "explanation": draw(st.none() | PROSE),
        "sources": tuple(draw(st.lists(SHORT, max_size=2))), "parallels": draw(st.sampled_from([None, "pre-a/b"])),
    }


@st.composite
def choice_item(draw: st.DrawFn) -> kinds.Item:
    texts = draw(distinct(SHORT, 2))
    feedback = [draw(st.none() | PROSE.filter(lambda p: "| 名" not in p.text)) for _ in texts]
    multiple = draw(st.booleans())
    right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=len(texts) if multiple else 1))
    choices = tuple(kinds.Choice(t, i in right, f) for i, (t, f) in enumerate(zip(texts, feedback)))
    return (kinds.MultipleChoice if multiple else kinds.SingleChoice)(choices=choices, **draw(common(stem=STEM)))


@st.composite
def text_item(draw: st.DrawFn) -> kinds.Item:
    blanks = tuple(draw(st.lists(ANSWERS, min_size=1, max_size=3)))
    stem = " 与 ".join(["甲", *["____"] * len(blanks)]) if len(blanks) > 1 or draw(st.booleans()) else "甲"
    return kinds.TextEntry(blanks=blanks, **draw(common(stem=st.just(Prose(stem)))))


@st.composite
def numeric_item(draw: st.DrawFn) -> kinds.Item:
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    return kinds.Numeric(low=low, high=high, unit=draw(st.sampled_from([None, "年", "万元", "%"])), **draw(common()))


@st.composite
def matching_item(draw: st.DrawFn) -> kinds.Item:
    lefts, rights = draw(distinct(SHORT, 2, 4)), draw(distinct(SHORT, 2, 6))
    pairs = tuple(kinds.Pair(left, draw(st.sampled_from(rights))) for left in lefts)
    used = {p.right for p in pairs}
    return kinds.Matching(pairs=pairs, distractors=tuple(r for r in rights if r not in used), **draw(common(stem=STEM)))


@st.composite
def categorise_item(draw: st.DrawFn) -> kinds.Item:
    entries, titles = draw(distinct(SHORT, 3)), draw(distinct(LINE, 2, 2))
    cut = draw(st.integers(1, len(entries) - 1))
    boxes = (kinds.Category(titles[0], entries[:cut]), kinds.Category(titles[1], entries[cut:]))
    return kinds.Categorise(categories=boxes, **draw(common()))


# A list at the very end of a stem would be one list with the options; there a line of text must stand between.
STEM = PROSE.map(lambda p: Prose(p.text + "\n\n选：") if "\n" in p.text else p)
ITEM = st.one_of(
    choice_item(), text_item(), numeric_item(), matching_item(), categorise_item(),
    st.builds(lambda c, k, a, b: kinds.TrueFalse(key=k, feedback_true=a, feedback_false=b, **c), common(), st.booleans(), st.none() | PROSE, st.none() | PROSE),
    st.builds(lambda c, e: kinds.Ordering(entries=e, **c), common(stem=STEM), distinct(SHORT, 3)),
    st.builds(lambda c, m, e: kinds.ShortAnswer(model_answer=m, criteria=e, **c), common(), PROSE, distinct(SHORT, 1)),
    st.builds(lambda c, o: kinds.Survey(options=o, **c), common(stem=STEM, scored=False), distinct(SHORT, 2)),
)


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    items = draw(st.lists(ITEM, min_size=1, max_size=4))
    named = [replace(item, id=f"i{n}") for n, item in enumerate(items)]
    cut = draw(st.integers(0, len(named) - 1))
    parts: list = [Section("", tuple(named[:cut]))] if cut else []
    rest = tuple(named[cut:])
    title = draw(LINE)
    if draw(st.booleans()):
        parts.append(Case(title, draw(PROSE), _branched(rest)))
    else:
        parts.append(Section(title, rest, draw(st.none() | PROSE)))
    return Quiz(
        id=draw(IDS), title=draw(LINE), stage=draw(st.sampled_from(STAGES)), reviewed=draw(DAYS), parts=tuple(parts),
        pass_percent=draw(st.sampled_from([None, 60, 100])), shuffle=draw(st.sampled_from(list(Shuffle))), intro=draw(st.none() | PROSE),
    )


def _branched(items: tuple) -> tuple:
    """The first item leads on to the second by name, where both allow it."""
    if len(items) < 2 or not isinstance(items[0], kinds.SingleChoice):
        return items
    first = items[0]
    choices = tuple(kinds.Choice(c.text, c.correct, c.feedback, items[1].id) for c in first.choices)
    return (replace(first, choices=choices), *items[1:])


@SLOW
@given(quizzes())
def test_any_quiz_written_reads_back_equal(quiz: Quiz) -> None:
    text = write_quiz(quiz)
    again, found = read_quiz("quizzes/x.md", text)
    assert again is not None, (text, [d for d in found if d.is_error])
    assert again == quiz, text
    assert again.revision == quiz.revision
    assert write_quiz(again) == text


FRONT = "---\nid: t\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n"
PIECES = st.sampled_from(
    ["## 题 {#a}", "## 题 {#b points=2}", "# 案例：甲", "# 节", "### 类", "- [x] 甲", "- [ ] 乙", "- [√] 丙", "  > 反馈", "> 引", "  续行", "　　全角", "", "",
     "答案：对", "答案：二十 | 20", "答案：3..5", "单位：年", "题型：排序", "题型：连线", "题型：归类", "题型：简答", "题型：调查", "题型：", "参考答案：甲", "评分要点：", "- 一", "- 左 = 右",
     "- = 右", "1. 甲", "2. 乙", "3. 丙", "解析：丁", "提示：戊", "自：2027-01-01", "至：x", "对应：a/b", "- [x] 甲 → #b", "____", "---", "```", "|a|b|", "<b>", "![]( )", "\\答案：", "［ｘ］", "甲 = ____"]
)


@SLOW
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=25).map("\n".join))
def test_no_pieces_in_any_order_crash_the_reader(body: str) -> None:
    quiz, found = read_quiz("quizzes/x.md", FRONT + body)
    assert (quiz is None) == any(d.is_error for d in found)


@SLOW
@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    quiz, found = read_quiz("quizzes/x.md", text)
    assert quiz is not None or found


WHOLE = """
导语。

## 单选 {#a}

再看。

- [ ] 甲
  > 反馈
- [x] 乙

提示：线索
解析：因为
依据：《专利法》第二条

## 填 ____ 空 {#b}

答案：二十 | 20

## 连 {#c}

- 左 = 右
- 上 = 下

题型：连线

# 案例：故事

从前。

## 归 {#d}

### 一类
- 子

### 二类
- 丑

题型：归类

## 说 {#e}

题型：简答
参考答案：寅
评分要点：
- 卯

## 排 {#f}

1. 一
2. 二
3. 三

题型：排序

## 数 {#g}

答案：20 ± 0
单位：年
"""


@SLOW
@given(st.integers(0, WHOLE.count("\n")), st.sampled_from(["独一无二", "  独一无二", "　　独一无二", "> 独一无二", "  > 独一无二", "- 独一无二", "4. 独一无二", "### 独一无二", "# 独一无二", "题：独一无二", "| 独一无二 |", "- 独一无二 = 壬"]))
def test_a_line_put_anywhere_is_kept_or_told(at: int, line: str) -> None:
    lines = WHOLE.split("\n")
    quiz, found = read_quiz("quizzes/x.md", FRONT + "\n".join([*lines[:at], line, *lines[at:]]))
    assert (quiz is not None and "独一无二" in write_quiz(quiz)) or any(d.is_error for d in found)
    assert read_quiz("quizzes/x.md", FRONT + WHOLE)[0] is not None


YAML = st.sampled_from(["id: t", "title: 测", "stage: 公众", "reviewed: 2026-11-20", "reviewed: 2026-13-45", "pass: x", "draw: [1", "2026-13-45: a", "? [a]: b", "id: *x", "- a", "\tid: t", "'", "{a: b}", "shuffle: {a: b}", "id: !!python/object:x y", "title: &a [*a]"])


@SLOW
@given(st.lists(st.one_of(YAML, st.text(max_size=8)), max_size=8).map("\n".join))
def test_no_front_matter_crashes_the_reader(front: str) -> None:
    quiz, found = read_quiz("quizzes/x.md", f"---\n{front}\n---\n{WHOLE}")
    assert quiz is not None or found
