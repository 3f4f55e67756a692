"""One item as a QTI 2.1 assessmentItem. The item's kind stands in `label`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from lxml import etree

from iplearn.exports.source import Asked, Losses, QuizSource
from iplearn.model.item import (
    BLANK, LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse, plain,
)
from iplearn.model.quiz import Case
from iplearn.model.shown import scrambled

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
EXPLANATION = "EXPLANATION"
"""The identifier of the feedback that everybody gets."""

Element = etree._Element


def item_element(asked: Asked, source: QuizSource, losses: Losses) -> Element:
    return _Writer(asked, source, losses).element()


def item_name(item: Item) -> str:
    """The item's identifier. Ids of ours may begin with a digit, names in XML may not; ids of ours have no capitals."""
    return item.id if item.id[0].isalpha() else f"I-{item.id}"


class _Writer:
    """Children of an assessmentItem in the order its schema wants: declarations, body, processing, feedback."""

    def __init__(self, asked: Asked, source: QuizSource, losses: Losses) -> None:
        self.asked, self.item, self.source, self.losses = asked, asked.item, source, losses
        item: Item = asked.item
        title = source.text(item.stem).split("\n")[0][:80]
        self.root = etree.Element(
            _t("assessmentItem"), identifier=item_name(item), title=title, label=item.kind, adaptive="false", timeDependent="false", nsmap={None: QTI}
        )
        self.root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")
        self.body = etree.Element(_t("itemBody"))
        self.processing = etree.Element(_t("responseProcessing"))
        self.feedback: list[tuple[str, str]] = []

    def element(self) -> Element:
        item = self.item
        if isinstance(self.asked.part, Case):
            self.body.append(_fragment("div", f"<p><strong>{_escape(self.asked.part.title)}</strong></p>{self.source.html(self.asked.part.text)}"))
        self._interaction()
        for hint in item.hints:
            self._rubric("tutor", self.source.html(hint))
        scored = not isinstance(item, ShortAnswer | Survey)
        points = plain(item.points)
        _variable(self.root, "outcomeDeclaration", "SCORE", "single", "float", ["0"])
        if not isinstance(item, Survey):
            _variable(self.root, "outcomeDeclaration", "MAXSCORE", "single", "float", [points])
        reasons = "".join(self.source.reasons(item))
        if reasons:
            self.feedback.append((EXPLANATION, reasons))
        if self.feedback:
            _variable(self.root, "outcomeDeclaration", "FEEDBACK", "multiple", "identifier")
            self._show_feedback(bool(reasons))
        self.root.append(self.body)
        if scored or self.feedback:
            self.root.append(self.processing)
        for name, html in self.feedback:
            modal = _fragment("modalFeedback", html)
            for key, value in (("outcomeIdentifier", "FEEDBACK"), ("showHide", "show"), ("identifier", name)):
                modal.set(key, value)
            self.root.append(modal)
        return self.root

    # -- what each kind asks, and how it is scored

    def _interaction(self) -> None:
        item, html = self.item, self.source.html
        match item:
            case SingleChoice():
                right = [letter for letter, c in zip(LETTERS, item.choices) if c.correct]
                self._choices(item.choices, right, "single", 1)
                self._all_or_nothing()
            case MultipleChoice():
                right = [letter for letter, c in zip(LETTERS, item.choices) if c.correct]
                self._choices(item.choices, right, "multiple", 0)
                each = item.points / len(right)
                self._mapping({letter: each if c.correct else -each for letter, c in zip(LETTERS, item.choices)})
            case TrueFalse():
                self._respond("single", "identifier", ["T" if item.key else "F"])
                box = self._box("choiceInteraction", maxChoices="1", shuffle="false")
                for letter, word in (("T", "对"), ("F", "错")):
                    _sub(box, "simpleChoice", word, identifier=letter)
                self.feedback += [(letter, html(p)) for letter, p in (("T", item.feedback_true), ("F", item.feedback_false)) if p]
                self._all_or_nothing()
            case TextEntry():
                self._blanks(item)
            case Numeric():
                self._number(item)
            case Ordering():
                self._respond("ordered", "identifier", list(LETTERS[: len(item.entries)]))
                box = self._box("orderInteraction", shuffle="true")
                for n in scrambled(len(item.entries), item.id):
                    box.append(_fragment("simpleChoice", html(item.entries[n], inline=True), identifier=LETTERS[n]))
                self.losses.add("排序题全对才给分，没有部分分", item)
                self._all_or_nothing()
            case Matching():
                pairs = [f"L{n} {letter}" for n, letter in enumerate(item.key, 1)]
                self._match(item, [html(p.left, inline=True) for p in item.pairs], [html(r, inline=True) for r in item.rights], pairs)
            case Categorise():
                pairs = [f"L{n} {letter}" for n, letter in enumerate(item.key, 1)]
                self._match(item, [html(e, inline=True) for e in item.entries], [_escape(c.title) for c in item.categories], pairs)
            case ShortAnswer():
                self._respond("single", "string", [])
                criteria = "".join(f"<li>{html(c, inline=True)}</li>" for c in item.criteria)
                self._box("extendedTextInteraction", expectedLines="8")
                self._rubric("scorer", f"<p>参考答案</p>{html(item.model_answer)}<p>评分要点</p><ul>{criteria}</ul>")
            case Survey():
                self._respond("single", "identifier", [])
                box = self._box("choiceInteraction", maxChoices="1", shuffle="false")
                for letter, option in zip(LETTERS, item.options):
                    box.append(_fragment("simpleChoice", html(option, inline=True), identifier=letter))
            case _:
                assert_never(item)

    def _choices(self, choices: Sequence, right: list[str], cardinality: str, most: int) -> None:
        self._respond(cardinality, "identifier", right)
        shuffle = "true" if self.source.quiz.shuffle.value in ("options", "both") else "false"
        box = self._box("choiceInteraction", maxChoices=str(most), shuffle=shuffle)
        for letter, choice in zip(LETTERS, choices):
            box.append(_fragment("simpleChoice", self.source.html(choice.text, inline=True), identifier=letter))
            if choice.feedback:
                self.feedback.append((letter, self.source.html(choice.feedback)))

    def _blanks(self, item: TextEntry) -> None:
        names = ["RESPONSE"] if len(item.blanks) == 1 else [f"RESPONSE{n}" for n in range(1, len(item.blanks) + 1)]
        each = item.points / len(names)
        places = iter(names)
        field = '<textEntryInteraction responseIdentifier="{}" expectedLength="12"/>'
        stem = BLANK.sub(lambda m: field.format(next(places)), self.source.html(item.stem))
        for name, accepted in zip(names, item.blanks):
            declaration = self._respond("single", "string", [accepted[0]], name)
            self._map(declaration, {a: each for a in accepted})
        left = "".join(f"<p>{field.format(name)}</p>" for name in places)
        self.body.append(_fragment("div", stem + left))
        total = _sub(self._set("SCORE"), "sum")
        for name in names:
            _sub(total, "mapResponse", identifier=name)
        self.losses.add("答案的宽松写法：只认列出的写法", item)

    def _number(self, item: Numeric) -> None:
        self._respond("single", "float", [plain((item.low + item.high) / 2)])
        unit = f" {_escape(item.unit)}" if item.unit else ""
        self.body.append(_fragment("div", f'{self.source.html(item.stem)}<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="12"/>{unit}</p>'))
        test = _sub(self._condition(), "and")
        for operator, bound in (("gte", item.low), ("lte", item.high)):
            comparison = _sub(test, operator)
            _sub(comparison, "variable", identifier="RESPONSE")
            _sub(comparison, "baseValue", plain(bound), baseType="float")
        self._earn(test.getparent())

    def _match(self, item: Item, lefts: list[str], rights: list[str], pairs: list[str]) -> None:
        declaration = self._respond("multiple", "directedPair", pairs)
        each = item.points / len(pairs)
        self._map(declaration, {pair: each for pair in pairs})
        box = self._box("matchInteraction", maxAssociations=str(len(lefts)), shuffle="false")
        first, second = _sub(box, "simpleMatchSet"), _sub(box, "simpleMatchSet")
        for n, left in enumerate(lefts, 1):
            first.append(_fragment("simpleAssociableChoice", left, identifier=f"L{n}", matchMax="1"))
        for n in scrambled(len(rights), item.id):
            second.append(_fragment("simpleAssociableChoice", rights[n], identifier=LETTERS[n], matchMax=str(len(lefts))))
        _sub(self._set("SCORE"), "mapResponse", identifier="RESPONSE")

    # -- pieces

    def _box(self, tag: str, **attributes: str) -> Element:
        """The interaction under the stem; choices carry the stem as their prompt's neighbour, so that tables fit."""
        self.body.append(_fragment("div", self.source.html(self.item.stem)))
        return _sub(self.body, tag, responseIdentifier="RESPONSE", **attributes)

    def _respond(self, cardinality: str, base: str, right: list[str], name: str = "RESPONSE") -> Element:
        return _variable(self.root, "responseDeclaration", name, cardinality, base, right, "correctResponse")

    def _map(self, declaration: Element, entries: dict[str, Decimal]) -> None:
        mapping = _sub(declaration, "mapping", lowerBound="0", upperBound=plain(self.item.points), defaultValue="0")
        for key, value in entries.items():
            _sub(mapping, "mapEntry", mapKey=key, mappedValue=_exact(value))

    def _mapping(self, entries: dict[str, Decimal]) -> None:
        self._map(self.root[0], entries)
        _sub(self._set("SCORE"), "mapResponse", identifier="RESPONSE")

    def _set(self, name: str) -> Element:
        return _sub(self.processing, "setOutcomeValue", identifier=name)

    def _condition(self) -> Element:
        return _sub(_sub(self.processing, "responseCondition"), "responseIf")

    def _all_or_nothing(self) -> None:
        condition = self._condition()
        comparison = _sub(condition, "match")
        _sub(comparison, "variable", identifier="RESPONSE")
        _sub(comparison, "correct", identifier="RESPONSE")
        self._earn(condition)

    def _earn(self, condition: Element) -> None:
        _sub(_sub(condition, "setOutcomeValue", identifier="SCORE"), "baseValue", plain(self.item.points), baseType="float")

    def _show_feedback(self, reasons: bool) -> None:
        chosen = any(name != EXPLANATION for name, _ in self.feedback)
        shown = _sub(self._set("FEEDBACK"), "multiple")
        if chosen:
            _sub(shown, "variable", identifier="RESPONSE")
        if reasons:
            _sub(shown, "baseValue", EXPLANATION, baseType="identifier")

    def _rubric(self, view: str, html: str) -> None:
        block = _fragment("rubricBlock", html)
        block.set("view", view)
        self.body.append(block)


def _t(tag: str) -> str:
    return f"{{{QTI}}}{tag}"


def _sub(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, _t(tag), **attributes)
    element.text = text
    return element


def _variable(root: Element, tag: str, name: str, cardinality: str, base: str, values: Sequence[str] = (), holder: str = "defaultValue") -> Element:
    declaration = _sub(root, tag, identifier=name, cardinality=cardinality, baseType=base)
    if values:
        box = _sub(declaration, holder)
        for value in values:
            _sub(box, "value", value)
    return declaration


def _fragment(tag: str, html: str, **attributes: str) -> Element:
    """Our HTML as QTI content: the same elements, in QTI's namespace."""
    element = etree.fromstring(f'<{tag} xmlns="{QTI}">{html}</{tag}>')
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _exact(value: Decimal) -> str:
    """At most ten decimals: thirds add up to the whole within what a float can tell."""
    return plain(round(value, 10))
