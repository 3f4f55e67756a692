"""Quizzes as exports see them: those of this repository, and one with every kind and every awkward character."""

from __future__ import annotations

from functools import cache

from iplearn.exports import QuizSource
from iplearn.markup import Markup
from iplearn.reading.quiz_prose import read_prose
from iplearn.reading.quizzes import read_quiz
from iplearn.render.offline import OFFLINE_SOURCES, offline_files
from tests.conftest import DAY, repository, ROOT

AWKWARD = r"""---
id: awkward
title: 怪字符 / 测试
stage: 初中
reviewed: 2026-11-22
pass: 60
shuffle: options
---

## 条件 a < b && c > d，写成 {x=1~2}：#哪个？“引号”和 \\ 也要在 {#signs objective=GEN-01 difficulty=1 points=2}

- [ ] =甲~乙#丙{丁}:戊
  > 不是 3 < 2，也不是 & 号。
- [x] a -> b // 注释 %50%
- [ ] **粗** 和 `代码`

提示：看 `=` 号。
提示：再看 {} 号。
解析：第一段。

第二段，有一张表：

| 甲 | 乙 |
|---|---|
| 1 | 2 |

依据：《专利法》第二条

## 三个对的（多选） {#three points=1}

- [x] 一
- [x] 二
- [ ] 三
  > 不是三。
- [x] 四

解析：一二四。
依据：《专利法》第二条

## 今天错。 {#tf points=0.5}

答案：错
对的反馈：想“对”的人，多半没读题：{}。
解析：错。
依据：《专利法》第二条

## 期限是 ____ 年，从 ____ 起。 {#two points=2}

答案：二十 | 20 | {20}
答案：申请日
解析：二十年。
依据：《专利法》第四十二条第一款

## 一个空 {#one}

答案："引号" | a=b~c
解析：一个空。
依据：《专利法》第二条

## 多少钱？ {#range}

答案：3万..500万
单位：元
解析：范围。
依据：《专利法》第七十一条第二款

## 排一排 {#order points=3}

1. 先
2. 中 < 上
3. 后

题型：排序
解析：先中后。
依据：《专利法》第二条

## 连一连 {#match points=1}

- a:1 = 甲{1}
- b~2 = 乙
- c#3 = 甲{1}
- = 多余

题型：连线
解析：连。
依据：《专利法》第二条

## 分一分 {#sort points=2}

### 甲=类
- 一
- 二

### 乙~类
- 三

题型：归类
解析：分。
依据：《专利法》第二条

## 写一写 {#write points=4}

题型：简答
参考答案：先 {递交}。
评分要点：
- 说了先
- 说了后

依据：《专利法》第二条

## 难不难？ {#hard}

- 难：很
- 易

题型：调查

# 案例：两条路 & 一座桥

桥头有人。

## 走哪条？ {#way}

- [ ] 左 → #lost
  > 左边没路。
- [x] 右 → #safe

解析：右。
依据：《专利法》第二条

## 迷路了 {#lost}

- [x] 问人
- [ ] 不问
  > 不问更远。

解析：问。
依据：《专利法》第二条

## 到了 {#safe}

- [x] 谢谢
- [ ] 再见
  > 先谢。

解析：谢。
依据：《专利法》第二条
"""


@cache
def player() -> dict[str, bytes]:
    return offline_files({path: (ROOT / "theme" / path).read_bytes() for path in OFFLINE_SOURCES})


@cache
def sources() -> dict[str, QuizSource]:
    """Quiz id -> its source on DAY."""
    project, _ = repository()
    out = {q.id: QuizSource(q, DAY, lambda p, q=q: project.prose[q.id][p.line, p.text], player=player()) for q in project.quizzes}
    quiz, found = read_quiz("quizzes/awkward.md", AWKWARD)
    assert quiz is not None, [d.message for d in found]
    prose, _ = read_prose(quiz, Markup(project.laws))
    out[quiz.id] = QuizSource(quiz, DAY, lambda p: prose[p.line, p.text], player=player())
    return out
