"""What the tests of the writing aids share: a page with a fault, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from iplearn.checks import WRITING_CHECKS
from iplearn.diagnostics import Diagnostic
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY, ROOT

Make = Callable[..., Path]
PAGE = "content/explain/A.md"
DATA = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("data/writing.yml", "data/banned.yml")}
BODY = 10  # the line on which the body of a page made by `make_project` begins


def aids(root: Path, day: date = DAY) -> list[Diagnostic]:
    project, problems = ProjectReader(root).read()
    assert [p for p in problems if p.is_error] == []
    return [d for check in WRITING_CHECKS for d in check(project, day)]


def found(root: Path, rule: str) -> list[int]:
    """Lines of PAGE on which the rule is told."""
    return [d.place.line for d in aids(root) if d.rule == rule and d.place.file == PAGE]


def page(make: Make, text: str, **more: str) -> Path:
    return make({PAGE: text, **DATA, **more})


WHOLE = """## 现在就做

1. 先别公开。（《专利法》第二十二条）

## 期限

看下面。

## 要带什么

证书。

## 例子

/// case | 一把刀
他先申请。
///

## 例外

没有。

## 找谁

国家知识产权局。
"""


def whole(text: str = WHOLE, front: str = "plan: [1]\nrelated: [A]\n") -> str:
    return f"---\nid: A\ntitle: 标题\nsummary: 一句话。\nneed: 先弄清\nright: 综合\nreviewed: 2026-11-20\npublished: 2026-11-20\n{front}---\n{text}"


PLAN = {"data/plan.yml": "title: 方案\nperiod: {from: '2017-12', to: '2020-12'}\nstatus: 已结束\ngroups: []\ntasks:\n  - {n: 1, title: 甲, lead_label: 牵头单位, lead: [局], gist: 甲}\nguarantees: []\ntargets: []\n"}
QUIZ = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 对吗？ {#one}\n\n答案：对\n错的反馈：再看一遍。\n解析：对。\n依据：《专利法》第二条\n"
LONG = "这一句话从头到尾一口气说了许许多多本来应当分成三四句慢慢说的不同的意思所以谁读了都会觉得累。"
