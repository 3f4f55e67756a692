"""An item as its template needs it: finished HTML for every piece, and a fixed scrambled order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import assert_never

from markupsafe import Markup, escape

from iplearn.model.item import (
    BLANK, LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse,
)
from iplearn.model.prose import Prose
from iplearn.model.shown import scrambled, shown_accepted, shown_range

RenderMarkdown = Callable[[Prose, bool], str]
"""`render_markdown(prose, inline)` -> HTML; inline asks for one paragraph without its `<p>`."""

_FIRST_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>\s*(.*)", re.S)
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class OptionView:
    """A thing with a letter: an option, an entry, a right side, a criterion. `note` is its feedback, `mark` 对 or 错."""

    letter: str
    html: Markup
    text: str
    right: bool = False
    note: Markup | None = None
    goto: str | None = None


@dataclass
class ItemView:
    """What templates/quiz-item.html prints. `dom` begins every id of the item and is unique on the site."""

    item: Item
    dom: str
    number: int
    legend: Markup
    stem: Markup
    options: list[OptionView] = field(default_factory=list)
    """In the order shown."""
    targets: list[OptionView] = field(default_factory=list)
    """What options are put on: left sides, categories."""
    answer: list[Markup] = field(default_factory=list)
    hints: list[Markup] = field(default_factory=list)
    explanation: Markup | None = None
    sources: list[Markup] = field(default_factory=list)


class ItemViews:
    """Makes the views of one quiz's items."""

    def __init__(self, quiz_id: str, render_markdown: RenderMarkdown) -> None:
        self._quiz_id = quiz_id
        self._render = render_markdown

    def view(self, item: Item, number: int) -> ItemView:
        legend, stem = self._stem(item)
        view = ItemView(item, f"q_{self._quiz_id}_{item.id}", number, legend, stem)
        self._response(item, view)
        view.hints = [self.block(h) for h in item.hints]
        view.explanation = self.block(item.explanation) if item.explanation else None
        view.sources = [self.inline(s) for s in item.sources]
        return view

    def block(self, prose: Prose) -> Markup:
        return Markup(self._render(prose, False))

    def inline(self, prose: Prose) -> Markup:
        return Markup(self._render(prose, True))

    def _stem(self, item: Item) -> tuple[Markup, Markup]:
        """The first paragraph names the group; the rest, and a stem with blanks, stands below."""
        html = self.block(item.stem)
        blanks = isinstance(item, TextEntry | Numeric) and bool(BLANK.search(item.stem.text))
        if blanks:
            return Markup(), self._with_inputs(html, item)
        m = _FIRST_PARAGRAPH.fullmatch(html)
        return (Markup(m[1]), Markup(m[2])) if m else (html, Markup())

    def _with_inputs(self, html: str, item: Item) -> Markup:
        """Each `____` outside tags becomes a field. One that Markdown swallowed still gets its field, at the end."""
        count = len(BLANK.findall(item.stem.text))
        made = 0

        def fill(_: re.Match[str]) -> str:
            nonlocal made
            made += 1
            return self._field(item, made, count)

        parts = _TAG.split(html)
        out = "".join(part if part.startswith("<") else BLANK.sub(fill, part) for part in parts)
        return Markup(out + "".join(self._field(item, n, count) for n in range(made + 1, count + 1)))

    def _field(self, item: Item, number: int, count: int) -> Markup:
        numeric = isinstance(item, Numeric)
        name = "填空" if count == 1 else f"第 {number} 空"
        dom = f"q_{self._quiz_id}_{item.id}_{number}"
        mode = Markup(' inputmode="decimal"') if numeric else ""
        return Markup('<input class="ipq-blank" type="text" id="{}" aria-label="{}" autocomplete="off" autocapitalize="off" spellcheck="false"{}>').format(dom, name, mode)

    def _option(self, letter: str, prose: Prose, **more: object) -> OptionView:
        html = self.inline(prose)
        return OptionView(letter, html, bare_text(html), **more)  # type: ignore[arg-type]

    def _lettered(self, texts: Sequence[Prose]) -> list[OptionView]:
        return [self._option(letter, text) for letter, text in zip(LETTERS, texts)]

    def _response(self, item: Item, view: ItemView) -> None:
        match item:
            case SingleChoice() | MultipleChoice():
                view.options = [
                    self._option(letter, c.text, right=c.correct, note=self.block(c.feedback) if c.feedback else None, goto=c.goto)
                    for letter, c in zip(LETTERS, item.choices)
                ]
                view.answer = [Markup('<span data-is="{0}">{0}</span>. {1}').format(o.letter, o.html) for o in view.options if o.right]
            case TrueFalse():
                notes = (item.feedback_true, item.feedback_false)
                view.options = [
                    OptionView(letter, Markup(word), word, item.key is truth, self.block(note) if note else None)
                    for letter, word, truth, note in (("T", "对", True, notes[0]), ("F", "错", False, notes[1]))
                ]
                view.answer = [Markup("对" if item.key else "错")]
            case TextEntry():
                many = len(item.blanks) > 1
                view.answer = [
                    Markup("{}{}").format(f"第 {n} 空：" if many else "", shown_accepted(accepted))
                    for n, accepted in enumerate(item.blanks, 1)
                ]
            case Numeric():
                view.answer = [escape(shown_range(item))]
            case Ordering():
                options = self._lettered(item.entries)
                view.options = mixed(options, item.id)
                view.answer = [o.html for o in options]
            case Matching():
                rights = self._lettered(item.rights)
                view.options = mixed(rights, item.id)
                view.targets = self._lettered([p.left for p in item.pairs])
                by_letter = {o.letter: o for o in rights}
                view.answer = [Markup("{} = {}").format(t.html, by_letter[k].html) for t, k in zip(view.targets, item.key)]
            case Categorise():
                view.options = mixed(self._lettered(item.entries), item.id)
                view.targets = [OptionView(letter, escape(c.title), c.title) for letter, c in zip(LETTERS, item.categories)]
                view.answer = [Markup("{}：{}").format(c.title, Markup("、").join(map(self.inline, c.entries))) for c in item.categories]
            case ShortAnswer():
                view.answer = [self.block(item.model_answer)]
                view.options = self._lettered(item.criteria)
            case Survey():
                view.options = self._lettered(item.options)
            case _:
                assert_never(item)


def mixed(options: list[OptionView], seed: str) -> list[OptionView]:
    """The options in the item's scrambled order."""
    return [options[n] for n in scrambled(len(options), seed)]


def bare_text(html: str) -> str:
    """HTML as plain text, an image as its description: for the lines of a `<select>`."""
    html = re.sub(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>', r"\1", html)
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
