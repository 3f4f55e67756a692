"""`build.py new`: a draft with every key and heading in place, so that an author only fills in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iplearn.shell.scaffold_lesson import LESSON
from iplearn.shell.scaffold_module import MODULE

_EXPLAINER = """---
id: {id}
title: （待写：读者会怎么问，就怎么写）
summary: （待写：一句话答案，八十字以内）
need: 先弄清
right: 综合
audience: [公众, 小微企业]
keywords: []
reviewed: {day}
published: {day}
plan: []
related: []
---

## 现在就做

1. （待写：第一步，后面写法条，例如《专利法》第二条）

## 期限

（待写；没有期限，也写一句为什么没有）

## 要带什么

- （待写）

## 例子

/// case | 标题
（待写：一个虚构的小故事）
///

## 例外

（待写）

## 找谁

看[找谁办](../help/units.md)。
"""

_QUIZ = """---
id: {id}
title: （待写：测验名称）
stage: 公众
reviewed: {day}
---

## （待写：题干） {{#item-1 difficulty=1}}

- [ ] （待写）甲
  > （待写：选它的人会怎样想，这里为什么不对）
- [x] （待写）乙

解析：（待写）
依据：《专利法》第二条
"""

SCAFFOLDS: dict[str, tuple[tuple[str, str], ...]] = {
    "explainer": (("content/explain/{id}.md", _EXPLAINER),),
    "lesson": LESSON,
    "module": MODULE,
    "quiz": (("quizzes/general/{id}.md", _QUIZ),),
}


def scaffold(root: Path, kind: str, name: str, day: date) -> tuple[list[Path], str | None]:
    """Writes the drafts of `kind`; (files, None), or ([], why not). Never overwrites."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name):
        return [], f"编号“{name}”只能用英文字母、数字和连字符。"
    if kind == "quiz" and name != name.lower():
        return [], f"测验的编号用小写字母：{name.lower()}。"
    values = {"id": name, "lower": name.lower(), "day": day}
    files = [(root / path.format(**values), text.format(**values)) for path, text in SCAFFOLDS[kind]]
    for path, _ in files:
        if path.exists():
            return [], f"{path.relative_to(root).as_posix()} 已经有了，没有改动它。"
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [p for p, _ in files], None
