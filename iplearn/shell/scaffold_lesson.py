"""The drafts of a lesson: its four pages and three quizzes, with every key, heading and block in place.

What still has to be written stands as （待写…）; `check` tells what a draft lacks.
"""

from __future__ import annotations

_INDEX = """---
id: {id}
title: 课题
summary: （待写：这节课学什么，一句话）
stage: 初中
grades: 七至九年级
theme: 规则与检索
rights: [综合]
minutes: 40
prepare: 20
objectives: []
audience: [学生]
keywords: []
reviewed: {day}
published: {day}
plan: [20]
pre: {lower}-pre
post: {lower}-post
practice: {lower}-practice
related: []
---

## 想一想

/// case | 标题
（待写：一个和本课有关的小故事）
///

## 动手做

## 记住这几句

- （待写：三到六句，每句不超过二十五个字。海报上也印它们）
"""

_PLAN = """---
id: {id}-plan
title: 课题 · 教案
summary: （待写：四十分钟里学生做什么、老师要什么准备）
lesson: {id}
audience: [老师]
keywords: [教案]
reviewed: {day}
published: {day}
plan: [20]
---

（待写：几年级、放在哪门课里上。）配[学生页](index.md)、[课件](slides.md)和[学习单](worksheet.md)。

## 教学目标（核心素养）

| 素养 | 学生学完能做到 | 怎么看出来 |
|---|---|---|
| 法治观念 |  |  |
| 责任意识 |  |  |

## 学情与已有认识

## 老师先知道这几点

## 常见误解与怎样应对

| 学生会说 | 为什么会这么想 | 老师这样回 |
|---|---|---|
|  |  |  |

## 教学重难点

- **重点**：
- **难点**：

## 教学准备

## 教学过程

| 时间 | 环节 | 目的 |
|---|---|---|
| 第 0 至 5 分钟 | 导入 |  |
| 第 5 至 15 分钟 | 新授 |  |
| 第 15 至 30 分钟 | 练习 |  |
| 第 30 至 40 分钟 | 小结与作业 |  |

### 一、导入（5 分钟）

- **老师说**：“”
- **学生做**：
- **目的**：

### 二、新授（10 分钟）

- **老师说**：“”
- **学生做**：
- **目的**：

### 三、练习（15 分钟）

- **老师说**：“”
- **学生做**：
- **目的**：

### 四、小结与作业（10 分钟）

- **老师说**：“”
- **学生做**：
- **目的**：

## 分层

| 学生 | 怎么做 |
|---|---|
| 需要帮助 |  |
| 大多数 |  |
| 学得快 |  |

## 板书设计

## 作业

## 家长信

/// note | 各位家长
（待写）

任课老师（签名）
///

## 评价量规

| 看什么 | 还要加油 | 做到了 | 很出色 |
|---|---|---|---|
|  |  |  |  |

## 安全与隐私

## 教学反思

1. （待写）
"""

_SLIDES = """---
id: {id}-slides
title: 课题 · 课件
summary: （待写：几张，怎么配教案用）
lesson: {id}
audience: [老师]
keywords: [课件]
reviewed: {day}
published: {day}
plan: [20]
---

## 第一张的标题

（待写：一张不超过 160 个字）

/// notes
**第 0 至 5 分钟。**

**老师说**：“”

**学生做**：
///
"""

_WORKSHEET = """---
id: {id}-worksheet
title: 课题 · 学习单
summary: （待写：几道题，哪几道课上做）
lesson: {id}
audience: [学生, 老师]
keywords: [学习单]
reviewed: {day}
published: {day}
plan: [20]
---

## 一、

（待写：题目）

/// answer | 3
（待写：答案；开放的题写怎样算做到了）
///
"""

_QUIZ = """---
id: {lower}-{phase}
title: 课题 · {label}
stage: 初中
reviewed: {day}
---

## （待写：题干） {{#item-1 difficulty=1 points=1}}

- [ ] 甲
  > （待写：为什么会这样想，这里为什么不对）
- [x] 乙

解析：（待写）
"""


def _quiz(phase: str, label: str) -> tuple[str, str]:
    return f"quizzes/school/{{lower}}-{phase}.md", _QUIZ.replace("{phase}", phase).replace("{label}", label)


LESSON: tuple[tuple[str, str], ...] = (
    ("content/school/{id}/index.md", _INDEX),
    ("content/school/{id}/plan.md", _PLAN),
    ("content/school/{id}/slides.md", _SLIDES),
    ("content/school/{id}/worksheet.md", _WORKSHEET),
    _quiz("pre", "课前小测"),
    _quiz("post", "课后小测"),
    _quiz("practice", "练一练"),
)
"""(path, text) of each draft; `{id}`, `{lower}` (the id in small letters) and `{day}` are filled in."""
