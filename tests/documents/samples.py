"""A paper, a deck, a workbook and a poster that hold one of everything."""

from __future__ import annotations

from datetime import date

from iplearn.documents.blocks import BlockMaker
from iplearn.documents.lesson_parts import for_teachers, slides
from iplearn.documents.quiz_blocks import QuizPrinter
from iplearn.markup import Markup
from iplearn.model.paper import Blocks, Deck, Paper, Picture, Poster
from iplearn.model.runs import Run, text
from iplearn.model.workbook import Sheet, Workbook
from iplearn.reading.quiz_prose import read_prose
from tests.unit import quiz_samples

DAY = date(2026, 12, 1)
SVG = Picture(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#0b4f5c"/></svg>', "svg", "cabinet.svg")
ADDRESS = "https://example.org/school/L07/index.html"

SOURCE = """
先{署名：shǔ míng}，再读**加粗**、*强调*、`代码`，见《专利法》第二十四条和[网页](https://example.org/a)。“引号”与——破折号……

## 列表

1. 第一
2. 第二

    - 里面的
    - 还有

另起一张：

1. 重新从一数
2. 不接着数

- [ ] 没做完
- [x] 做完了

### 表格

| 时间 | 环节 | 目的 |
|---|:-:|--:|
| 5 分钟 | 导入 | 发现问题 |
| 12 分钟 | 动手 | 边分边说理由 |

| 卡片 | 放哪里 |
|---|---|
| 剪刀 |  |

![一只画着四个抽屉的柜子](cabinet.svg "图一：柜子")

/// case | 一只漆盒
学校要办义卖。

- 阿哲
- 小岚
///

/// warning | 先别公开
公开了就不新了。
///

/// disputed | 各地看法不一
老师不下结论。
///

/// from | 2027-01-01
新法从这一天起施行。
///

词语
:   它的意思

> 引一段话。

我叫____。

/// lines | 3
///

/// draw | 4
///

/// answer | 2
答案在此。
///
"""

DECK = """
开场白。

## 一只漆盒

- 阿哲装了**新卡扣**
- 小岚设计了新样子

/// notes
**老师说**：“他们护的是同一样东西吗？”
///

## 认抽屉

/// notes
翻过去。
///

## 四个问题

| 抽屉 | 问题 |
|---|---|
| 专利 | 是新办法吗？ |

/// case | 义卖
四个人都喊。
///

## 看图

![一只柜子](cabinet.svg "图一")

1. 看
2. 说
"""


def maker() -> BlockMaker:
    return BlockMaker(day=DAY, picture=lambda src: SVG if src == SVG.source else None)


def blocks(markup: Markup, source: str) -> Blocks:
    return maker().blocks(markup.parse(source.strip() + "\n", as_of=DAY).html)


def paper(markup: Markup) -> Paper:
    return Paper(
        "四个抽屉", for_teachers(blocks(markup, SOURCE)), DAY, kind="教案", lead="四十分钟一节课。", facts=(("学段", "小学高年级"), ("课时", "40 分钟")),
        fields=("班级", "座号"), running="教案 · 四个抽屉", footer="文字以 CC BY 4.0 发布", author="阳江市", keywords=("知识产权", "教案"), source="content/school/L07/plan.md",
    )


def quiz_paper(markup: Markup, key: bool) -> Paper:
    quiz = quiz_samples.quiz()
    prose, _ = read_prose(quiz, markup)
    printer = QuizPrinter(quiz, lambda p: prose[p.line, p.text], maker())
    return Paper("样题", printer.key() if key else printer.paper(), DAY, kind="答案" if key else "测验", author="阳江市")


def deck(markup: Markup) -> Deck:
    return Deck("四个抽屉", slides(blocks(markup, DECK), "四个抽屉"), DAY, kind="课件", subtitle="小学高年级", footer="CC BY 4.0", author="阳江市")


def workbook() -> Workbook:
    rows = (("一", "=1+1", 3), ("二", "https://example.org/", None), ("三", "007", 2.5))
    return Workbook("题库", (Sheet("题库", ("目录", "题干", "分"), rows), Sheet("数据", ("a", "b"), (("x", 1),), plain=True)), DAY, author="阳江市")


def poster() -> Poster:
    points = tuple(text(Run(name, strong=True), f"：{said}") for name, said in (("专利", "新办法"), ("外观", "新样子"), ("商标", "是谁家的")))
    return Poster("四个抽屉", DAY, kicker="一节课", lead="该进哪个抽屉？", points=points, call="扫一扫", address=ADDRESS, footer="CC BY 4.0", author="阳江市")
