"""What a hand needs of a printed sheet: blanks that stay, short blocks in one piece."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from iplearn.documents.blocks import BlockMaker
from iplearn.documents.cards import card_sheet, cards, groups
from iplearn.documents.design import PUPIL, YOUNG
from iplearn.documents.lesson_parts import for_pupils
from iplearn.documents.pdf import pdf
from iplearn.documents.poster import point_size, poster_pdf
from iplearn.documents.word import docx
from iplearn.model.paper import Box, Cards, Heading, Items, Lines, Paper, Paragraph, Poster, Table, walk
from iplearn.model.runs import Break, Gap, plain_text, Run, Text, text
from tests.documents import samples


def pages(data: bytes, tmp_path) -> list[str]:
    """The text of each page."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    shown = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return [re.sub(r"\s", "", page) for page in shown.split("\f")]


def test_a_short_box_and_a_short_table_stay_on_one_page(tmp_path) -> None:
    """Wherever the end of the page falls; a long table breaks."""
    box = Box("answer", "答案", "", tuple(Paragraph(text(f"答第{n}句")) for n in range(4)))
    table = Table((text("甲"), text("乙")), tuple((text(f"左{n}"), text(f"右{n}")) for n in range(5)))
    inside = Box("answer", "答案", "", (table, Paragraph(text("十二格是六行，不是十二行。"))))
    for filling in range(36, 46):
        before = tuple(Paragraph(text(f"第{n}行")) for n in range(filling))
        for block, parts in ((box, ("答案", "答第0句", "答第3句")), (table, ("甲", "左0", "右4")), (inside, ("答案", "左0", "右4"))):
            found = pages(pdf(Paper("题", (*before, block), samples.DAY)), tmp_path)
            assert [all(part in page for part in parts) for page in found].count(True) == 1, (filling, found)
    long = Table((text("甲"),), tuple((text(f"左{n}"),) for n in range(60)))
    assert len([page for page in pages(pdf(Paper("题", (long,), samples.DAY)), tmp_path) if "左" in page]) > 1


@pytest.mark.parametrize("made", [lambda t: Paragraph(t), lambda t: Items(((Paragraph(t),),), ordered=True)])
def test_a_line_before_a_gap_is_not_torn(made, tmp_path) -> None:
    """In paragraphs and in lists: the words before a gap that goes to the next line stand where they always do."""
    path = tmp_path / "gap.pdf"
    path.write_bytes(pdf(Paper("题", (made((Run("我没有考虑"), Gap(8), Run("，因为"), Gap(30), Run("。"))),), samples.DAY), PUPIL))
    shown = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    left, right = map(float, re.search(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>我没有考虑<', shown).groups())
    assert right - left < 5.5 * PUPIL.size


def test_words_blanks_are_characters_and_tear_no_line() -> None:
    """White at the end of a line runs into the margin and is gone; underscores go on to the next line."""
    paragraph = Paragraph((Run("我还没查"), Gap(12), Run("。")))
    body = python_docx.Document(io.BytesIO(docx(Paper("题", (paragraph, Lines(3)), samples.DAY), PUPIL))).paragraphs
    found = next(p for p in body if p.text.startswith("我还没查"))
    assert found.text == f"我还没查{'_' * round(12 * PUPIL.room * 2)}。"
    assert found._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "left"
    ruled = [p for p in body if p.style.name == "Writing Line"]
    assert [p._p.pPr.find(qn("w:keepNext")) is not None for p in ruled] == [True, True, False]


@pytest.mark.parametrize("style", [PUPIL, YOUNG])
def test_the_fields_at_the_head_stand_in_one_line(style, tmp_path) -> None:
    path = tmp_path / "fields.pdf"
    path.write_bytes(pdf(Paper("题", (), samples.DAY, fields=("班级代码", "座号", "日期")), style))
    shown = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    tops = {re.search(rf'yMin="([\d.]+)"[^>]*>{name}', shown)[1] for name in ("班级代码", "座号", "日期")}
    assert len(tops) == 1


CARDS = """
#### 先看这里

//// cards | 证据卡
| 号 | 题目 | 哪天公开 |
|---|---|---|
| 1 | 折叠水杯 | 2019 年 3 月 12 日 |
| 2 | 水杯草图 |  |

| 号 | 纸条 |
|---|---|
| 3 | 义卖记录本 |

/// note | 角色卡：阿沐
你最难过的，不是钱。

- 写上名字
///

/// case | 一号盒
一家作坊。
///

**卡一。** 下载一段航拍。
////
"""


def lines(card: Text) -> list[str]:
    return "".join("\n" if isinstance(piece, Break) else plain_text((piece,)) for piece in card).split("\n")


def test_every_row_box_and_paragraph_is_a_card(markup) -> None:
    blocks = BlockMaker(day=samples.DAY).blocks(markup.parse(CARDS, as_of=samples.DAY).html)
    (group,) = groups(blocks)
    assert group.title == "证据卡" and [lines(card) for card in cards(group)] == [
        ["1　题目：折叠水杯", "哪天公开：2019 年 3 月 12 日"], ["2　题目：水杯草图"], ["3　义卖记录本"],
        ["角色卡：阿沐", "你最难过的，不是钱。", "写上名字"], ["虚构案例　一号盒", "一家作坊。"], ["卡一。下载一段航拍。"],
    ]
    heading, table = card_sheet([group])
    assert isinstance(heading, Heading) and plain_text(heading.text) == "证据卡（6 张）" and [len(row) for row in table.rows] == [2, 2, 2]
    # On the page they stand as they are.
    assert not any(isinstance(b, Cards) for b in walk(for_pupils(blocks))) and any(isinstance(b, Table) for b in for_pupils(blocks))


def test_a_card_is_not_cut_in_two_by_the_page(tmp_path) -> None:
    group = Cards("长卡", tuple(Paragraph(text(f"头{n}" + "字" * 150 + f"尾{n}")) for n in range(24)))
    found = pages(pdf(Paper("题", card_sheet([group]), samples.DAY), PUPIL), tmp_path)
    assert len(found) > 2
    for n in range(24):
        assert [f"头{n}字" in page for page in found] == [f"尾{n}" in page and bool(re.search(rf"尾{n}(?!\d)", page)) for page in found]


def test_a_posters_lines_end_between_phrases(tmp_path) -> None:
    """Where type that is read from across a room lets them; the title's lines are even."""
    points = ("先问：成品看得出来吗？", "专利用公开换时间，秘密靠自己守。", "没有措施，就不是商业秘密。", "别人自己想出来，秘密拦不住。", "公布了，收不回来。")
    poster = Poster("申请专利还是保密", samples.DAY, points=tuple(map(text, points)), lead="同一个点子，走专利和走保密，十二年后各剩多少？先问看不看得出来，再问守不守得住。")
    path = tmp_path / "poster.pdf"
    path.write_bytes(poster_pdf(poster))
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    lines = {word for line in shown.split("\n") for word in line.split()}
    assert {"申请专利", "还是保密", "专利用公开换时间，", "秘密靠自己守。", "就不是商业秘密。", "公布了，收不回来。"} <= lines
    endless = replace(poster, points=tuple(text("长" * 40 + "。") for _ in range(5)))
    assert point_size(endless) is not None and point_size(replace(poster, points=tuple(text("长" * 200) for _ in range(6)))) is None
