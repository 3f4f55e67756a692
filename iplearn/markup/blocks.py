"""Blocks of ours, written `/// name | argument` … `///` (pymdownx blocks).

from/until   text of one span of time; both are legible without script, the browser opens the one in force
case/note/warning/disputed   boxes
quiz         a placeholder that products replace by the quiz
notes        what the teacher says with a slide (课件 only)
answer       the answer to what stands before it (学习单 only): the pupils' sheet has that many lines to write on instead
cards        what is cut up for class: shown as it stands, and once more on a sheet of cards in the lesson's pack
lines, draw  room on a worksheet: that many lines to write on, or an empty frame that many lines high
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from datetime import date, timedelta

from pymdownx.blocks.block import Block

from iplearn.model.document import quiz_placeholder

BOXES = {"case": "虚构案例", "note": "提示", "warning": "注意", "disputed": "有争议"}
FOLDED = {"notes": "讲稿", "answer": "答案"}
ROOM = ("lines", "draw")
MAX_ROOM = 30
"""Lines: more would not fit on a sheet of paper."""
BLOCK_NAMES = ("from", "until", *BOXES, "quiz", "cards", *FOLDED, *ROOM)


def parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def cn_date(day: date) -> str:
    """2027 年 1 月 1 日"""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def argument_problem(name: str, argument: str) -> tuple[str, str] | None:
    """(message, fix) where a block's argument cannot be used."""
    if name in ("from", "until") and parse_day(argument) is None:
        return f"“{name}”后面要有日期，现在是“{argument or '空'}”。", f"写成“/// {name} | 2027-01-01”。"
    if name == "cards" and not argument:
        return "“cards”后面要写这些卡片叫什么。", "写成“/// cards | 证据卡”。"
    if name == "quiz" and not argument:
        return "“quiz”后面要有测验的 id。", "写成“/// quiz | patent-basics”。"
    if (name in ROOM or (name == "answer" and argument)) and not (argument.isascii() and argument.isdigit() and 1 <= int(argument) <= MAX_ROOM):
        return f"“{name}”后面要写留几行，现在是“{argument or '空'}”。", f"写成“/// {name} | 3”，1 到 {MAX_ROOM} 行。"
    return None


class DatedBlock(Block):
    """A `<details open>`: legible and labelled without script. `from D` includes D, `until D` excludes it."""

    ARGUMENT = True

    def on_validate(self, parent: etree.Element) -> bool:
        return parse_day(self.argument) is not None

    def on_create(self, parent: etree.Element) -> etree.Element:
        day = parse_day(self.argument)
        assert day is not None
        attributes = {"class": "ip-dated", f"data-{self.NAME}": day.isoformat(), "open": "open"}
        box = etree.SubElement(parent, "details", attributes)
        summary = etree.SubElement(box, "summary")
        label = etree.SubElement(summary, "span", {"class": "ip-dated__label"})
        label.text = f"{cn_date(day)}起" if self.NAME == "from" else f"{cn_date(day - timedelta(days=1))}以前"
        etree.SubElement(box, "div", {"class": "ip-dated__body"})
        return box

    def on_add(self, block: etree.Element) -> etree.Element:
        return block[1]


class FromBlock(DatedBlock):
    NAME = "from"


class UntilBlock(DatedBlock):
    NAME = "until"


class BoxBlock(Block):
    """A labelled box: `/// case | 标题` is a 虚构案例."""

    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": f"ip-box ip-box--{self.NAME}"})
        title = etree.SubElement(box, "p", {"class": "ip-box__title"})
        label = etree.SubElement(title, "span", {"class": "ip-box__label"})
        label.text = BOXES[self.NAME]
        if self.argument:
            label.tail = f" {self.argument}"
        return box


class QuizBlock(Block):
    NAME = "quiz"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        element = etree.fromstring(quiz_placeholder(self.argument.strip()))
        parent.append(element)
        return element


class CardsBlock(Block):
    NAME = "cards"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "ip-cards", "data-title": self.argument.strip()})


class FoldedBlock(Block):
    """Closed on the page and left out of its print; whatever makes documents looks inside."""

    ARGUMENT = None

    def on_validate(self, parent: etree.Element) -> bool:
        return argument_problem(self.NAME, (self.argument or "").strip()) is None

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": f"ip-{self.NAME}"})
        if self.NAME == "answer" and self.argument:
            box.set("data-lines", self.argument.strip())
        folded = etree.SubElement(box, "details")
        etree.SubElement(folded, "summary").text = FOLDED[self.NAME]
        etree.SubElement(folded, "div")
        return box

    def on_add(self, block: etree.Element) -> etree.Element:
        return block[0][1]


class RoomBlock(Block):
    """Room for the pupil's hand, in lines of writing."""

    ARGUMENT = True

    def on_validate(self, parent: etree.Element) -> bool:
        return argument_problem(self.NAME, self.argument.strip()) is None

    def on_create(self, parent: etree.Element) -> etree.Element:
        lines = self.argument.strip()
        box = etree.SubElement(parent, "div", {"class": f"ip-{self.NAME}", "data-lines": lines, "aria-hidden": "true"})
        for _ in range(int(lines)):
            etree.SubElement(box, "span")
        return box


BLOCKS: tuple[type[Block], ...] = (
    FromBlock,
    UntilBlock,
    *(type(f"{name.title()}Block", (BoxBlock,), {"NAME": name}) for name in BOXES),
    QuizBlock,
    CardsBlock,
    *(type(f"{name.title()}Block", (FoldedBlock,), {"NAME": name}) for name in FOLDED),
    *(type(f"{name.title()}Block", (RoomBlock,), {"NAME": name}) for name in ROOM),
)
