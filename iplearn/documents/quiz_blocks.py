"""A quiz as printed: the paper, and the key with feedback and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from iplearn.documents.blocks import BlockMaker
from iplearn.model.document import Document
from iplearn.model.item import (
    LETTERS, Categorise, Choice as Option, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice,
    Survey, TextEntry, TrueFalse, plain,
)
from iplearn.model.paper import Block, Blocks, Box, Choice, Choices, Heading, Items, Lines, Paragraph, Question, Table
from iplearn.model.prose import Prose
from iplearn.model.quiz import Case, Quiz, Section
from iplearn.model.runs import BRACKETS, Gap, Run, Text, text
from iplearn.model.shown import scrambled, shown_accepted, shown_range

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class QuizPrinter:
    """`read` gives what a piece of the quiz's Markdown became (`Project.prose`).

    Items not in force on the maker's day are left out; the rest are numbered through. Lists whose order
    would tell the answer are scrambled, the same way at every build, and lettered as they then stand.
    """

    quiz: Quiz
    read: Callable[[Prose], Document]
    maker: BlockMaker

    def paper(self) -> Blocks:
        """What pupils get."""
        return tuple(self._parts(key=False))

    def key(self) -> Blocks:
        """The same questions with answer, feedback for each wrong option, explanation and sources."""
        return tuple(self._parts(key=True))

    def marks(self) -> str:
        """The points of all scored items in force: `8`."""
        return plain(sum((i.points for i in self._asked() if not isinstance(i, Survey)), start=Decimal(0)))

    def _asked(self) -> list[Item]:
        return [i for i in self.quiz.items if i.in_force(self.maker.day)]

    def _parts(self, key: bool) -> Iterator[Block]:
        if self.quiz.intro:
            yield from self._blocks(self.quiz.intro)
        numbers = {item.id: n for n, item in enumerate(self._asked(), 1)}
        for part in self.quiz.parts:
            items = [i for i in part.items if i.id in numbers]
            if not items:
                continue
            match part:
                case Section():
                    if part.title:
                        yield Heading(1, text(part.title))
                    if part.text:
                        yield from self._blocks(part.text)
                case Case():
                    yield Box("case", "虚构案例", part.title, self._blocks(part.text))
            for item in items:
                yield self._question(item, numbers, key)

    def _question(self, item: Item, numbers: dict[str, int], key: bool) -> Question:
        mark = "（调查题，不计分）" if isinstance(item, Survey) else f"（{plain(item.points)}\u00a0分）"
        stem = self._blocks(item.stem)
        stem, body, answer = self._response(item, stem, numbers, key)
        if key:
            body += (Box("answer", "答案", answer, tuple(self._reasons(item))),)
        return Question(str(numbers[item.id]), stem, body, mark)

    # -- what each kind prints: (stem, body, answer)

    def _response(self, item: Item, stem: Blocks, numbers: dict[str, int], key: bool) -> tuple[Blocks, Blocks, str]:
        match item:
            case SingleChoice() | MultipleChoice():
                right = "".join(letter for letter, c in zip(LETTERS, item.choices) if c.correct)
                if isinstance(item, MultipleChoice) and "多选" not in item.stem.text:
                    stem = _ending(stem, "（多选）")
                return _ending(stem, _bracket(right, key)), (self._choices(item.choices, numbers, key),), right
            case Survey():
                return _ending(stem, BRACKETS), (Choices(tuple(Choice(letter, self._text(o)) for letter, o in zip(LETTERS, item.options))),), "没有对错，不计分"
            case TrueFalse():
                word = "对" if item.key else "错"
                return _ending(stem, "（填“对”或“错”）" + _bracket(word, key)), (), word
            case TextEntry():
                filled = [accepted[0] if key else "" for accepted in item.blanks]
                return _gaps(stem, filled, ""), (), "；".join(map(shown_accepted, item.blanks))
            case Numeric():
                return _gaps(stem, [_shown_bare(item) if key else ""], item.unit or ""), (), shown_range(item)
            case Ordering():
                order = scrambled(len(item.entries), item.id)
                answer = "".join(LETTERS[order.index(n)] for n in range(len(order)))
                shown_choices = tuple(Choice(LETTERS[place], self._text(item.entries[n])) for place, n in enumerate(order))
                line = Paragraph(text("正确的顺序：", Gap(max(6, len(order) + 2), answer if key else "")))
                return stem, (Choices(shown_choices), line), answer
            case Matching():
                return self._matching(item, stem, key)
            case Categorise():
                return self._categorise(item, stem, key)
            case ShortAnswer():
                return stem, () if key else (Lines(5),), ""
            case _:
                assert_never(item)

    def _choices(self, choices: Sequence[Option], numbers: dict[str, int], key: bool) -> Choices:
        out = []
        for letter, option in zip(LETTERS, choices):
            shown = self._text(option.text)
            if option.goto in numbers:
                shown += text(f"（转第 {numbers[option.goto]} 题）")
            out.append(Choice(letter, shown, key and option.correct))
        return Choices(tuple(out))

    def _matching(self, item: Matching, stem: Blocks, key: bool) -> tuple[Blocks, Blocks, str]:
        rights = item.rights
        order = scrambled(len(rights), item.id)
        answers = [LETTERS[order.index(rights.index(p.right))] for p in item.pairs]
        rows: list[tuple[Text, ...]] = []
        for row in range(max(len(item.pairs), len(rights))):
            left: Text = ()
            if row < len(item.pairs):
                left = (Run(f"{_bracket(answers[row], key)}{_circled(row)} "), *self._text(item.pairs[row].left))
            right = (Run(f"{LETTERS[row]}. "), *self._text(rights[order[row]])) if row < len(rights) else ()
            rows.append((left, right))
        answer = "　".join(f"{_circled(n)}{a}" for n, a in enumerate(answers))
        return stem, (Table(text_row("左边", "右边（把字母填进括号）"), tuple(rows)),), answer

    def _categorise(self, item: Categorise, stem: Blocks, key: bool) -> tuple[Blocks, Blocks, str]:
        entries = item.entries
        order = scrambled(len(entries), item.id)
        places = iter([order.index(n) for n in range(len(order))])
        answers = ["".join(map(_circled, sorted(next(places) for _ in c.entries))) for c in item.categories]
        listed = Choices(tuple(Choice(_circled(at), self._text(entries[n])) for at, n in enumerate(order)))
        rows = tuple((text(c.title), text(a) if key else ()) for c, a in zip(item.categories, answers))
        table = Table(text_row("类别", "填序号"), rows, widths=(1, 2.5), ruled=True, row_height=0.9)
        return stem, (listed, table), "；".join(f"{c.title} {a}" for c, a in zip(item.categories, answers))

    # -- what the key adds

    def _reasons(self, item: Item) -> Iterator[Block]:
        match item:
            case SingleChoice() | MultipleChoice():
                for letter, option in zip(LETTERS, item.choices):
                    if option.feedback:
                        yield from self._led(f"选 {letter}：", option.feedback)
            case TrueFalse():
                for word, feedback in (("对", item.feedback_true), ("错", item.feedback_false)):
                    if feedback:
                        yield from self._led(f"答“{word}”：", feedback)
            case ShortAnswer():
                yield from self._led("参考答案：", item.model_answer)
                yield Paragraph(text(Run("评分要点：", strong=True)))
                yield Items(tuple((Paragraph(self._text(c)),) for c in item.criteria), ordered=True)
            case _:
                pass
        if item.explanation:
            yield from self._led("解析：", item.explanation)
        for source in item.sources:
            yield from self._led("依据：", source)

    def _led(self, label: str, prose: Prose) -> Iterator[Block]:
        """A label before the first paragraph."""
        blocks = self._blocks(prose)
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            yield Paragraph((Run(label, strong=True), *first.text))
            yield from blocks[1:]
        else:
            yield Paragraph(text(Run(label, strong=True)))
            yield from blocks

    def _blocks(self, prose: Prose) -> Blocks:
        return self.maker.blocks(self.read(prose).html)

    def _text(self, prose: Prose) -> Text:
        return self.maker.text(self.read(prose).html)


def text_row(*cells: str) -> tuple[Text, ...]:
    return tuple(text(c) for c in cells)


def _circled(index: int) -> str:
    return _CIRCLED[index] if index < len(_CIRCLED) else f"({index + 1})"


def _bracket(answer: str, key: bool) -> str:
    return f"（\u00a0{answer}\u00a0）" if key else BRACKETS


def _shown_bare(item: Numeric) -> str:
    return shown_range(replace(item, unit=None))


def _ending(stem: Blocks, ending: str) -> Blocks:
    """`ending` behind the last paragraph of the stem; a paragraph of its own where there is none."""
    for at in range(len(stem) - 1, -1, -1):
        block = stem[at]
        if isinstance(block, Paragraph):
            return (*stem[:at], replace(block, text=(*block.text, Run(ending))), *stem[at + 1 :])
    return (*stem, Paragraph(text(ending)))


def _gaps(stem: Blocks, answers: list[str], unit: str) -> Blocks:
    """The answers in the stem's gaps, in order; gaps that are missing follow the stem."""
    left = list(answers)
    out: list[Block] = []
    for block in stem:
        if isinstance(block, Paragraph):
            pieces = []
            for piece in block.text:
                if isinstance(piece, Gap) and left:
                    piece = Gap(piece.width, left.pop(0))
                pieces.append(piece)
            block = replace(block, text=tuple(pieces))
        out.append(block)
    for answer in left:
        out.append(Paragraph((Run("答："), Gap(10, answer), *(text(unit) if unit else ()))))
    return tuple(out)
