"""The QTI packages of all quizzes, and of one quiz with every writing that a quiz may hold."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

from iplearn.exports import QuizSource
from iplearn.exports.qti import qti
from iplearn.markup import Markup
from iplearn.model.law import LawRegistry
from iplearn.reading.quiz_prose import read_prose
from iplearn.reading.quizzes import read_quiz
from tests.conftest import DAY, ROOT
from tests.unit.export_support import sources

GRAMMARS = sorted((ROOT / "tests/exports").glob("qti21*.rng"))
GRAMMAR = etree.RelaxNG(etree.parse(ROOT / "tests/exports/qti21.rng"))
PACKAGE = etree.RelaxNG(etree.parse(ROOT / "tests/exports/qti21_package.rng"))

# All that Markdown in a quiz can become, in every place where it may stand.
WRITINGS = r"""---
id: 2-writings
title: 各种写法
stage: 初中
reviewed: 2026-11-22
pass: 60
---

# 案例：写法都在这里

正文，**粗**、*斜*、`码`、拼{音|yīn}、[链接](https://example.org/?a=1&b=2)、《专利法》第二条。

![图一](a.png)

- 一
    - 二

        段落

            缩进两层的文字

- # 一级
- ## 二级

> 引文
>
> - 引文里的列表

词
:   解释

| 甲 | 乙 |
|:--|--:|
| 1 | ![图二](a.png) |

## 期限是 ____ 年。 {#1}

从 ____ 起。

答案：二十
答案：申请日
解析：解释

> 引

依据：《专利法》第二条
依据：1. 像列表的依据

## 选哪个？ {#part}

- [ ] - 像列表的选项
- [x] ![图三](a.png)
  > 1. 像列表的反馈

提示：- 像列表的提示
解析：解释
依据：《专利法》第二条
"""


@cache
def writings() -> QuizSource:
    quiz, found = read_quiz("quizzes/2-writings.md", WRITINGS)
    assert quiz is not None and not found, [d.message for d in found]
    prose, _ = read_prose(quiz, Markup(LawRegistry()))
    return QuizSource(quiz, DAY, lambda p: prose[p.line, p.text], image=lambda src: b"\x89PNG")


@cache
def packages() -> dict[str, dict[str, etree._Element]]:
    """Quiz -> path -> root, of every quiz there is."""
    out = {}
    for source in (*sources().values(), writings()):
        with zipfile.ZipFile(io.BytesIO(qti(source).data)) as z:
            out[source.quiz.id] = {name: etree.fromstring(z.read(name)) for name in z.namelist()}
    return out


def fits(root: etree._Element) -> bool:
    return (PACKAGE if root.tag.endswith("}manifest") else GRAMMAR).validate(root)
