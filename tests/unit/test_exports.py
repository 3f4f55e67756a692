"""Exports: items read back equal the source; nothing is dropped without a word; same input, same bytes."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from iplearn.exports import EXPORTS, QuizSource
from iplearn.exports.chaoxing import COLUMNS
from iplearn.exports.flat import flat_questions
from iplearn.exports.gift import gift
from iplearn.exports.moodle import moodle
from iplearn.exports.plain_text import word_questions
from iplearn.exports.qti import qti
from iplearn.exports.source import Losses
from iplearn.exports.wjx import wjx
from iplearn.model.item import Item, ShortAnswer, SingleChoice, Survey
from tests.unit.export_readers import authored, read_moodle, read_qti, squeeze
from tests.unit.export_support import sources

QUIZZES = ("awkward", "l07-pre", "l07-post", "l07-practice", "l17-pre", "l17-post", "l17-practice", "t1-check", "ip-quick", "explain-e31")
BY_ID = {e.id: e.make for e in EXPORTS}


def items(source: QuizSource) -> list[Item]:
    return [a.item for a in source.asked()]


@pytest.mark.parametrize("quiz", QUIZZES)
def test_moodle_reads_back(quiz: str) -> None:
    source = sources()[quiz]
    found = read_moodle(moodle(source).data)
    assert found == {source.quiz.full_id(i): authored(i, source) for i in items(source)}


@pytest.mark.parametrize("quiz", QUIZZES)
def test_qti_reads_back(quiz: str) -> None:
    source = sources()[quiz]
    assert read_qti(qti(source).data) == {i.id: authored(i, source) for i in items(source)}


@pytest.mark.parametrize("name", list(BY_ID))
def test_same_input_same_bytes(name: str) -> None:
    source = sources()["awkward"]
    assert BY_ID[name](source) == BY_ID[name](source)


def contents(data: bytes) -> str:
    """All text of a file, unpacked where it is an archive."""
    if data[:2] != b"PK":
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return "".join(z.read(n).decode("utf-8", "ignore") for n in z.namelist())


@pytest.mark.parametrize("name", list(BY_ID))
@pytest.mark.parametrize("quiz", ["awkward", "l17-practice", "t1-check"])
def test_every_item_is_there_or_told(name: str, quiz: str) -> None:
    """Each stem's words stand in the file, or its loss says that the item was left out."""
    source = sources()[quiz]
    exported = BY_ID[name](source)
    text = squeeze(re.sub(r"<[^>]*>|\\(?=[{}=~#:\\])", "", contents(exported.data).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")))
    told = {loss.item for loss in exported.losses if "没有放进去" in loss.what}
    for item in items(source):
        words = re.findall(r"[\u4e00-\u9fff]{2,}", re.sub("_{4,}.*", "", source.text(item.stem)))[:1]
        assert item.id in told or all(w in text for w in words), (item.id, words)


def test_the_losses_of_the_awkward_quiz() -> None:
    told = {e.id: {(loss.item, loss.what) for loss in e.make(sources()["awkward"]).losses} for e in EXPORTS}
    assert ("signs", "提示") in told["gift"] and ("signs", "分值") in told["gift"] and ("order", "排序题改成配对题：每一步配一个序号") in told["gift"]
    assert ("match", "连线题改成 4 道单选题") not in told["wjx"] and ("match", "连线题改成 3 道单选题") in told["wjx"]
    assert ("hard", "调查题：题库里的题都要有答案，这一题没有放进去") in told["chaoxing"]
    assert any("分支" in what for _, what in told["moodle"]) and not any("分支" in what for _, what in told["scorm"])
    assert ("order", "排序题全对才给分，没有部分分") in told["qti"]


def test_gift_escapes_what_means_something() -> None:
    text = gift(sources()["awkward"]).data.decode()
    assert r"\=甲\~乙\#丙\{丁\}\:戊" in text and "~%-33.33333%三" in text and "=%33.33333%" not in text and "~%33.33333%一" in text


def test_wjx_lines() -> None:
    lines = wjx(sources()["l17-pre"]).data.decode().split("\n")
    assert lines[0].startswith("1. ") and lines[0].endswith("(B) [单选题] (1分)")
    assert lines[1].startswith("A. ") and any(line.startswith("答案解析：") for line in lines)
    numbers = [int(m[1]) for line in lines if (m := re.match(r"(\d+)\. .*\[(?:单选|多选|判断|填空|简答)题\]", line))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_explanation_comes_before_what_is_said_of_options() -> None:
    """Behind the last option's words, on the same line, it would be taken for theirs."""
    source = sources()["l17-pre"]
    both = [i for i in items(source) if isinstance(i, SingleChoice) and i.explanation and any(c.feedback for c in i.choices)]
    assert both
    reasons = {flat.item: flat.reason.split("\n") for flat in flat_questions(source, Losses())}
    for item in both:
        said, *rest = reasons[item.id]
        assert said == source.text(item.explanation) and rest[0].startswith("选 ") and rest[-1].startswith("依据：")


def test_wjx_points_add_up() -> None:
    source = sources()["awkward"]
    given = sum(float(p) for p in re.findall(r"\(([\d.]+)分\)", wjx(source).data.decode()))
    assert given == pytest.approx(sum(float(i.points) for i in items(source) if not isinstance(i, Survey)))


def test_chaoxing_has_nineteen_columns_and_keys_that_fit() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BY_ID["chaoxing"](sources()["awkward"]).data))
    head, *rows = book.active.iter_rows(values_only=True)
    assert head == COLUMNS and len(head) == 19
    for row in rows:
        kind, key, count, options = row[3], row[5], row[10], [o for o in row[11:] if o]
        assert len(options) == count
        if kind in ("单选题", "多选题"):
            assert key and all(ord(letter) - 65 < count for letter in key)
        elif kind == "判断题":
            assert key in ("对", "错")


def test_plain_word_text() -> None:
    with zipfile.ZipFile(io.BytesIO(word_questions(sources()["l17-pre"]).data)) as z:
        text = re.sub(r"<[^>]*>", "", z.read("word/document.xml").decode().replace("</w:p>", "\n"))
    assert re.search(r"^1\. .+（单选题，1 分）\nA\. ", text, re.M) and "\n答案：B\n解析：" in text


def test_scored_points_of_qti_add_up() -> None:
    from lxml import etree

    source = sources()["awkward"]
    with zipfile.ZipFile(io.BytesIO(qti(source).data)) as z:
        for item in items(source):
            root = etree.fromstring(z.read(f"items/{item.id}.xml"))
            entries = [float(e.get("mappedValue")) for e in root.iter("{*}mapEntry")]
            if entries and item.kind in ("multiple", "matching", "categorise"):
                assert sum(e for e in entries if e > 0) == pytest.approx(float(item.points))
            if isinstance(item, (ShortAnswer, Survey)):
                assert not list(root.iter("{*}setOutcomeValue")) or all(s.get("identifier") == "FEEDBACK" for s in root.iter("{*}setOutcomeValue"))
