"""The drafts of a training module: its page in five sections, a quiz per section, the bank of its test.

What still has to be written stands as （待写…）; `check` tells what a draft lacks.
"""

from __future__ import annotations

_PAGE = """---
id: {id}
title: 模块名称
summary: （待写：学完能避开什么、做成什么，一两句话）
track: 技术人员
minutes: 33
objectives: []
audience: [技术人员]
keywords: []
reviewed: {day}
published: {day}
plan: [19]
related: []
test: {lower}-test
templates:
  - name: 台账
    rows: 30
    reckoned:
      - {{column: 到期日, start: 起算日, add: 6 个月}}
      - {{column: 还剩几天, start: 到期日}}
---

（待写：给谁，学完能做哪三件事。）

## 一、（待写：这件事出错的样子）（6 分钟）

/// case | （待写：标题）
（待写：甲刀剪厂做了什么，哪一步错了。）
///

### 法律怎么说

- （待写：一条一句，后面写依据，例如《专利法》第二十二条第二款。）

/// quiz | {lower}-s1
///

## 二、（待写：规则）（7 分钟）

### 怎么做

1. （待写：第一步，谁做、做什么。）

/// quiz | {lower}-s2
///

## 三、（待写：做一遍）（7 分钟）

### 做一遍：（待写：替甲刀剪厂填好一份）

| 项目 | 填写 |
|---|---|
| （待写） |  |

/// quiz | {lower}-s3
///

## 四、带走的表（7 分钟）

### 抄走就能用：台账

| 名称 | 起算日 | 到期日 | 还剩几天 | 谁负责 |
|---|---|---|---|---|
|  |  |  |  |  |

/// quiz | {lower}-s4
///

## 五、常见错误（6 分钟）

| 常见的错 | 错在哪里 | 还能做什么 |
|---|---|---|
| （待写） |  |  |

### 想一想

- （待写：您单位现在是怎么做的？）

/// quiz | {lower}-s5
///
"""

_QUESTION = """## （待写）{what}第 {n} 题 {{#item-{n} difficulty=1}}

- [ ] （待写）甲
  > （待写：选它的人哪里想错了）
- [x] （待写）乙
- [ ] （待写）丙
  > （待写：选它的人哪里想错了）

解析：（待写）
依据：《专利法》第二条
"""

_HEAD = """---
id: {lower}-{end}
title: 模块名称 · {title}
stage: 技术人员
reviewed: {day}
pass: 80
shuffle: {shuffle}
{draw}---
"""

SECTION_ITEMS, BANK_ITEMS = 2, 20


def _quiz(end: str, title: str, count: int, shuffle: str = "options", draw: str = "") -> tuple[str, str]:
    head = _HEAD.replace("{end}", end).replace("{title}", title).replace("{shuffle}", shuffle).replace("{draw}", draw)
    items = (_QUESTION.replace("{what}", title).replace("{n}", str(n)) for n in range(1, count + 1))
    return "quizzes/training/{lower}-" + end + ".md", "\n".join((head, *items))


MODULE: tuple[tuple[str, str], ...] = (
    ("content/training/{id}.md", _PAGE),
    *(_quiz(f"s{n}", f"第{c}节小测", SECTION_ITEMS) for n, c in enumerate("一二三四五", 1)),
    _quiz("test", "结业测验", BANK_ITEMS, "both", "draw: 10\n"),
)
"""(path, text) with {id}, {lower} and {day} to be filled in."""
