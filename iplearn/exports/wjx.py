"""问卷星: the text that its 批量录入 window takes. A question's number, stem, key, kind and points stand on one line."""

from __future__ import annotations


from iplearn.exports.flat import Flat, flat_questions
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.model.item import LETTERS, plain

_KINDS = {"single": "单选题", "multiple": "多选题", "true-false": "判断题", "fill": "填空题", "write": "简答题", "survey": "单选题"}


def wjx(source: QuizSource) -> Exported:
    """UTF-8 text, to be pasted."""
    losses = Losses()
    losses.common(source, points=True, hints=False, pictures=False)
    blocks, story = [], ""
    for number, flat in enumerate(flat_questions(source, losses), 1):
        if flat.story and flat.story != story:
            blocks.append(f"[段落说明]{_line(flat.story)}")
        story = flat.story
        blocks.append(_question(number, flat, losses))
    return Exported(("\n\n".join(blocks) + "\n").encode(), losses.tuple())


def _question(number: int, flat: Flat, losses: Losses) -> str:
    head, _, rest = flat.stem.partition("\n")
    stem = head + (f"（{_line(rest)}）" if rest and flat.kind != "single" else rest)
    points = f" ({plain(flat.points)}分)" if flat.kind != "survey" else ""
    key = ""
    if flat.kind in ("single", "multiple", "true-false"):
        key = f"({flat.letters})"
    lines = [f"{number}. {stem}{key} [{_KINDS[flat.kind]}]{points}"]
    if flat.kind in ("single", "multiple", "survey"):
        lines += [f"{letter}. {_line(option)}" for letter, option in zip(LETTERS, flat.options)]
    if flat.kind == "survey":
        lines.append("（调查，不设答案、不计分）")
    if flat.kind == "fill":
        lines.append("答案：" + "；".join("|".join(blank) for blank in flat.key))
    if flat.kind == "write":
        lines.append(f"参考答案：{_line(flat.letters)}")
    if flat.reason:
        lines.append(f"答案解析：{_line(flat.reason)}")
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split("\n"))
