"""What is common to the items of all kinds while they are read: heading, lines, labels, and which kind it is."""

from __future__ import annotations

import re
from typing import Any

from iplearn.model.prose import Prose
from iplearn.reading.quiz_answers import RANGE_MARKS, looks_like_range
from iplearn.reading.quiz_heads import Head
from iplearn.reading.quiz_labels import Labels, nearest
from iplearn.reading.quiz_lines import Line, Mistakes
from iplearn.reading.quiz_lists import PlainEntry, first_option, last_list, read_plain
from iplearn.reading.quiz_text import prose

KINDS = ("单选", "多选", "判断", "填空", "数值", "排序", "连线", "归类", "简答", "调查")
CHOICE = "单选或多选"
CATEGORY = re.compile(r"###[ \u3000\u00a0]+(\S.*)")
TRUTH = {"对": True, "错": False}
_ALMOST_TRUTH = {
    "正确": "对", "是": "对", "√": "对", "✓": "对", "T": "对", "true": "对", "对的": "对", "Y": "对",
    "错误": "错", "否": "错", "×": "错", "✗": "错", "F": "错", "false": "错", "错的": "错", "不对": "错", "N": "错", "x": "错", "X": "错",
}


class Block:
    """An item while it is read: its heading, the lines before the labels, the labels."""

    def __init__(self, head: Head, lines: list[Line], labels: Labels, mistakes: Mistakes) -> None:
        self.head, self.lines, self.labels, self.mistakes = head, lines, labels, mistakes
        self.boxed = first_option(lines)

    def error(self, rule: str, message: str, fix: str, line: int | None = None) -> None:
        self.mistakes.error(self.head.line if line is None else line, rule, message, fix)

    def kind(self) -> str | None:
        """The kind's Chinese name; a diagnostic and None where it cannot be told."""
        forced = self.labels.value("题型")
        if forced is not None:
            if forced not in KINDS:
                self.error("kind", f"没有“{forced}”这种题型。", nearest(forced.removesuffix("题"), KINDS), self.labels.line("题型"))
                return None
            if self.boxed is not None and forced not in ("单选", "多选"):
                self.error("boxes", f"{forced}题不用方框。", "去掉“[ ]”，或改题型。", self.lines[self.boxed].no)
                return None
            return forced
        if self.boxed is not None:
            return CHOICE
        answers = self.labels.values("答案")
        if answers:
            return self._kind_of_answer(answers)
        if any(CATEGORY.fullmatch(x.text) for x in self.lines):
            self.error("no-kind", "有“###”类别，却没有写题型。", "在列表后面写“题型：归类”。")
        elif self.labels.has("参考答案") or self.labels.has("评分要点"):
            self.error("no-kind", "有参考答案或评分要点，却没有写题型。", "写一行“题型：简答”。")
        elif last_list(self.lines) is not None:
            self.error("no-key", "列表没有方框，看不出哪个是答案。", "选择题写“- [ ]”和“- [x]”；排序、连线、调查要写“题型：…”。")
        elif not self.labels.has("答案"):
            self.error("no-key", "这道题没有选项，也没有答案。", "写“- [ ]”选项，或写“答案：…”。")
        return None

    def _kind_of_answer(self, answers: list[tuple[int, str]]) -> str | None:
        line, text = answers[0]
        if len(answers) == 1 and text in TRUTH:
            return "判断"
        if len(answers) == 1 and text in _ALMOST_TRUTH:
            self.error("truth", f"判断题的答案不能写“{text}”。", f"写“答案：{_ALMOST_TRUTH[text]}”；如果真要填这个词，加一行“题型：填空”。", line)
            return None
        if self.labels.has("单位") or any(mark in text for mark in RANGE_MARKS):
            return "数值"
        if len(answers) == 1 and looks_like_range(text):
            self.error("range", f"“{text}”像是数的范围，但写法不对。", "范围写“3..5”，误差写“20 ± 1”；如果真要填这些字，加一行“题型：填空”。", line)
            return None
        return "填空"

    def common(self, stem: list[Line]) -> dict[str, Any]:
        """What all kinds share; `stem` is what follows the heading."""
        labels, head = self.labels, self.head
        return {
            **self.dated(stem), "difficulty": head.difficulty, "points": head.points, "hints": labels.proses("提示"),
            "explanation": labels.prose("解析"), "sources": labels.proses("依据"), "parallels": labels.full_id("对应"),
        }

    def dated(self, stem: list[Line]) -> dict[str, Any]:
        """What even a survey has."""
        head, labels = self.head, self.labels
        rest = prose(stem, self.mistakes)
        text = head.text + ("\n" * max(2, rest.line - head.line) + rest.text if rest else "")
        since, until = labels.day("自"), labels.day("至")
        if since and until and since > until:
            self.error("dates", f"“自”（{since}）晚于“至”（{until}）。", "两个日期对调，或改正其中一个。", labels.line("自"))
        return {
            "id": head.id, "stem": Prose(text, head.line), "objective": head.objective,
            "since": since, "until": until, "line": head.line,
        }

    def plain_list(self, kind: str, at_least: int = 2) -> tuple[list[Line], tuple[PlainEntry, ...]] | None:
        """Stem and entries of a kind whose response is the last plain list."""
        start = last_list(self.lines)
        if start is None:
            self.error("no-list", f"{kind}题没有列表。", "每项一行，以“- ”开头（排序题用“1. ”），写在“题型”前面。")
            self.common(self.lines)
            return None
        entries = read_plain(self.lines[start:], self.mistakes)
        if len(entries) < at_least:
            self.error("few-entries", f"{kind}题的列表只有 {len(entries)} 项。", f"至少写 {at_least} 项。", self.lines[start].no)
        return self.lines[:start], entries

    def distinct(self, texts: list[Prose], what: str) -> None:
        seen: dict[str, int] = {}
        for text in texts:
            if text.text in seen:
                self.error("duplicate-entry", f"{what}“{text.text}”和第 {seen[text.text]} 行的一样。", "改成不同的，或删掉一个。", text.line)
            seen.setdefault(text.text, text.line)
