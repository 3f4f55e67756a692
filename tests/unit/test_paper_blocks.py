"""The tree of a text as blocks, quizzes as printed, and the measures that formats share."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from datetime import date

import pytest

from iplearn.archive import archive, deflated, entries, normalised
from iplearn.documents.blocks import BlockMaker
from iplearn.documents.design import COLOURS
from iplearn.documents.layout import choice_columns, phrases, shares, text_width, title_lines
from iplearn.documents.lesson_parts import for_pupils, for_teachers, handout, slides
from iplearn.documents.quiz_blocks import QuizPrinter
from iplearn.model.item import MultipleChoice
from iplearn.model.paper import (
    Answer, Box, Choice, Choices, Deck, Figure, Frame, Items, Lines, Notes, Paragraph, Picture, Question,
    Table, Terms, texts, walk,
)
from iplearn.model.runs import Break, Gap, plain_text, Run, text, Tick
from iplearn.reading.quiz_prose import read_prose
from tests.conftest import ROOT
from tests.unit import quiz_samples

DAY = date(2026, 11, 22)


@pytest.fixture
def blocks(markup):
    def make(source: str, day: date = DAY, **more):
        html = markup.parse(source, as_of=DAY).html
        return BlockMaker(day=day, **more).blocks(html)

    return make


def words(blocks) -> str:
    return "\n".join(plain_text(t) for b in walk(blocks) for t in texts(b))


class TestBlocks:
    def test_runs_keep_their_look_and_their_citation(self, blocks) -> None:
        (paragraph,) = blocks("**先别公开。** 写在《专利法》第二十四条，见[网页](https://example.org/)和`代码`。")
        looks = [(r.text, r.strong, r.code, r.law, r.href) for r in paragraph.text]
        assert looks[0] == ("先别公开。", True, False, False, None)
        # The full stop has its own white: no space is left behind it.
        assert looks[1][0] == "写在"
        assert looks[2] == ("《专利法》第二十四条", False, False, True, None)
        assert ("网页", False, False, False, "https://example.org/") in looks and ("代码", False, True, False, None) in looks

    def test_lines_of_chinese_are_joined_across_looks(self, blocks) -> None:
        (paragraph,) = blocks("上一行\n**下一行**\n第三行 and\nmore")
        assert plain_text(paragraph.text) == "上一行下一行第三行 and more"

    def test_gaps_boxes_to_tick_and_brackets(self, blocks) -> None:
        gap, ticks = blocks("名字叫____标志（　　）。\n\n- [ ] 没做\n- [x] 做了")
        assert gap.text[1] == Gap(3) and gap.text[2].text == "标志（\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0）。"
        assert [item[0].text[0] for item in ticks.items] == [Tick(False), Tick(True)]

    def test_no_line_ends_between_a_box_and_its_words(self, blocks) -> None:
        (paragraph,) = blocks("买了：□ 上锁　□ 签协议")
        assert plain_text(paragraph.text) == "买了：□\u00a0上锁　□\u00a0签协议"

    @pytest.mark.parametrize(("link", "shown"), [
        ("[自己怎么查专利](E06.md)", "《自己怎么查专利》"), ("[防骗](scams.md)", "《防骗》"),
        ("[学生页](index.md)", "学生页"), ("《[自己怎么查专利](E06.md)》", "《自己怎么查专利》"), ("[商标](E01.md)", "商标"),
    ])
    def test_a_page_named_by_its_title_stands_in_title_marks(self, blocks, link: str, shown: str) -> None:
        titles = {"E06.html": "自己怎么查专利", "scams.html": "防骗：包授权、代缴费", "index.html": "它是新的吗", "E01.html": "商标是什么"}
        (paragraph,) = blocks(f"想查，先读{link}。", title=lambda href: titles.get(href, ""))
        assert plain_text(paragraph.text) == f"想查，先读{shown}。"

    def test_lists_nest_and_start_where_they_say(self, blocks) -> None:
        (outer,) = blocks("3. 三\n\n    - 里面\n\n4. 四")
        assert outer.ordered and outer.start == 3 and len(outer.items) == 2
        assert isinstance(outer.items[0][1], Items) and not outer.items[0][1].ordered

    def test_a_table_with_empty_cells_is_a_form(self, blocks) -> None:
        full, form = blocks("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n\n文字\n\n| 甲 | 乙 |\n|---|---|\n| 1 |  |")[::2]
        assert not full.ruled and full.align == ("", "right") and plain_text(full.head[1]) == "乙"
        assert form.ruled and form.rows[0][1] == ()

    def test_boxes_terms_notes_answers_and_room(self, blocks) -> None:
        source = (
            "/// case | 一只盒子\n文字\n///\n\n词\n:   意思\n\n/// notes\n说\n///\n\n/// answer | 3\n答\n///\n\n/// lines | 2\n///\n\n/// draw | 5\n///\n"
        )
        box, terms, notes, answer, lines, frame = blocks(source)
        assert (box.kind, box.label, box.title) == ("case", "虚构案例", "一只盒子") and len(box.blocks) == 1
        assert isinstance(terms, Terms) and isinstance(notes, Notes) and words((notes,)).strip() == "说"
        assert isinstance(answer, Answer) and answer.lines == 3 and words((answer,)).strip() == "答"
        assert lines == Lines(2) and frame == Frame(5)

    def test_pinyin_stands_above_its_word(self, blocks) -> None:
        (paragraph,) = blocks("先{署名：shǔ míng}再交。")
        assert paragraph.text[1] == Run("署名", pinyin="shǔ míng")

    def test_pictures_stand_between_paragraphs(self, blocks) -> None:
        picture = Picture(b"<svg/>", "svg", "a.svg")
        found = blocks('前 ![一只柜子](a.svg "图一") 后', picture=lambda src: picture if src == "a.svg" else None)
        assert plain_text(found[0].text) == "前 后" and found[1] == Figure(picture, "一只柜子", text("图一"))
        assert blocks("![一只柜子](b.svg)") == ()

    def test_dated_text_before_and_after_its_day(self, blocks) -> None:
        source = "/// until | 2027-01-01\n旧法说甲\n///\n\n/// from | 2027-01-01\n新法说乙\n///"
        old, announced = blocks(source, date(2026, 12, 31))
        assert plain_text(old.text) == "旧法说甲"
        assert announced.kind == "dated" and announced.label == "2027 年 1 月 1 日起" and words(announced.blocks) == "新法说乙"
        (new,) = blocks(source, date(2027, 1, 1))
        assert plain_text(new.text) == "新法说乙"

    def test_a_text_of_two_paragraphs_breaks_its_line(self, markup) -> None:
        html = markup.parse("一\n\n二", as_of=DAY).html
        assert BlockMaker(day=DAY).text(html) == (Run("一"), Break(), Run("二"))


class TestVersions:
    BLOCKS = (Paragraph(text("题")), Answer((Paragraph(text("答")),), 4), Lines(2), Frame(3), Notes((Paragraph(text("说")),)))

    def test_pupils_get_lines_and_no_answers(self) -> None:
        assert for_pupils(self.BLOCKS) == (Paragraph(text("题")), Lines(4), Lines(2), Frame(3))

    def test_teachers_get_answers_and_no_lines(self) -> None:
        _, answer, said = for_teachers(self.BLOCKS)
        assert (answer.kind, words(answer.blocks)) == ("answer", "答") and (said.kind, words(said.blocks)) == ("say", "说")

    def test_inside_boxes_too(self) -> None:
        box = Box("note", "提示", "", self.BLOCKS)
        assert "答" not in words(for_pupils((box,))) and "答" in words(for_teachers((box,)))

    def test_slides_and_their_handout(self, blocks) -> None:
        found = slides(blocks("开场白\n\n## 一\n\n- 甲\n\n/// notes\n说一\n///\n\n## 二\n\n/// notes\n说二\n///"), "题")
        assert [(s.layout, s.title, words(s.notes)) for s in found] == [("title", "题", ""), ("content", "一", "说一"), ("section", "二", "说二")]
        deck = Deck("题", found, DAY)
        assert "说一" not in words(handout(deck).blocks) and "说一" in words(handout(deck, "老师").blocks)


@pytest.fixture(scope="module")
def printer(markup) -> QuizPrinter:
    quiz = quiz_samples.quiz()
    prose, problems = read_prose(quiz, markup)
    assert not problems
    return QuizPrinter(quiz, lambda p: prose[p.line, p.text], BlockMaker(day=DAY))


class TestQuiz:
    def test_items_in_force_are_numbered_through(self, printer) -> None:
        asked = [i for i in printer.quiz.items if i.in_force(DAY)]
        assert len(asked) < len(printer.quiz.items)
        numbers = [b.number for b in walk(printer.paper()) if isinstance(b, Question)]
        assert numbers == [str(n) for n in range(1, len(asked) + 1)]

    def test_the_paper_tells_no_answer(self, printer) -> None:
        paper = printer.paper()
        assert not [b for b in walk(paper) if isinstance(b, Box) and b.kind == "answer"]
        assert not [c for b in walk(paper) if isinstance(b, Choices) for c in b.choices if c.right]
        assert not [p for b in walk(paper) for t in texts(b) for p in t if isinstance(p, Gap) and p.answer]

    def test_the_key_tells_every_answer(self, printer) -> None:
        key = printer.key()
        questions = [b for b in walk(key) if isinstance(b, Question)]
        assert all(any(isinstance(b, Box) and b.kind == "answer" for b in q.body) for q in questions)
        shown = words(key)
        for piece in ("选 A：这是实用新型专利权的期限。", "解析：发明专利权的期限为二十年。", "《专利法》第四十二条", "二十（也可以写：20）", "500 万 元"):
            assert piece in shown, piece

    def test_a_stem_that_says_several_is_not_told_twice(self, real_project) -> None:
        project, _ = real_project
        for quiz in project.quizzes:
            prose = project.prose[quiz.id]
            printed = words(QuizPrinter(quiz, lambda p: prose[p.line, p.text], BlockMaker(day=DAY)).paper())
            assert "多选）（多选" not in printed, quiz.id
            assert all("多选" in printed for item in quiz.items if isinstance(item, MultipleChoice) and item.in_force(DAY))

    def test_scrambled_lists_are_answered_as_printed(self, printer) -> None:
        """The letters of the key, read off the paper, give the authored order."""
        for question, item in zip((b for b in walk(printer.key()) if isinstance(b, Question)), [i for i in printer.quiz.items if i.in_force(DAY)]):
            answer = next(b for b in question.body if isinstance(b, Box)).title
            if item.kind == "ordering":
                listed = next(b for b in question.body if isinstance(b, Choices))
                by_letter = {c.letter: plain_text(c.text) for c in listed.choices}
                assert [by_letter[letter] for letter in answer] == [e.text for e in item.entries]
                assert answer != "".join(sorted(answer))
            if item.kind == "matching":
                table = next(b for b in question.body if isinstance(b, Table))
                rights = {plain_text(r[1])[0]: plain_text(r[1])[3:] for r in table.rows}
                pairs = re.findall(r"([①-⑳])([A-Z])", answer)
                assert [rights[letter] for _, letter in pairs] == [p.right.text for p in item.pairs]
            if item.kind == "categorise":
                listed = next(b for b in question.body if isinstance(b, Choices))
                by_number = {c.letter: plain_text(c.text) for c in listed.choices}
                for category, found in zip(item.categories, answer.split("；")):
                    title, _, numbers = found.partition(" ")
                    assert title == category.title and sorted(by_number[n] for n in numbers) == sorted(e.text for e in category.entries)

    def test_every_quiz_of_the_site_prints(self, real_project) -> None:
        project, _ = real_project
        for quiz in project.quizzes:
            printer = QuizPrinter(quiz, lambda p: project.prose[quiz.id][p.line, p.text], BlockMaker(day=DAY))
            assert len(words(printer.key())) > len(words(printer.paper()))


class TestLayout:
    def test_shares_add_up_and_short_columns_stay_short(self) -> None:
        table = Table((text("时间"), text("做什么")), ((text("5 分钟"), text("长" * 200)),))
        part = shares(table, 40)
        assert sum(part) == pytest.approx(1) and part[0] * 40 < 8

    def test_what_is_free_goes_to_the_columns_to_write_in(self) -> None:
        table = Table((text("卡片"), text("放哪里"), text("因为它")), ((text("1"), (), ()),), ruled=True)
        part = shares(table, 40)
        assert part[2] > part[1] > part[0]

    def test_a_column_to_write_in_holds_a_word_beside_long_text(self) -> None:
        table = Table((text("点子"), text("因为")), ((text("长" * 60), ()),), ruled=True)
        assert shares(table, 30)[1] * 30 >= 7

    @pytest.mark.parametrize(("longest", "columns"), [(3, 4), (12, 2), (30, 1)])
    def test_options_side_by_side_where_they_fit(self, longest: int, columns: int) -> None:
        assert choice_columns(Choices(tuple(Choice(c, text("字" * longest)) for c in "ABCD")), 40) == columns

    @pytest.mark.parametrize(
        ("title", "measure", "lines"),
        [
            ("找谁办", 12, ["找谁办"]),
            ("研发红线：公开、保密与新颖性", 12, ["研发红线：", "公开、保密与新颖性"]),
            ("商标品牌与地理标志运用（含 2027 新法）", 12.8, ["商标品牌与地理标志运用", "（含 2027 新法）"]),
            ("产地、标准、标志三样都要对", 8, ["产地、标准、", "标志三样都要对"]),
            ("没有标点却比一行还要长的题目", 8, ["没有标点却比一行还要长的题目"]),
        ],
    )
    def test_titles_break_between_phrases(self, title: str, measure: float, lines: list[str]) -> None:
        assert title_lines(title, measure) == lines and "".join(phrases(title)) == title

    def test_latin_is_half_as_wide(self) -> None:
        assert text_width("专利") == 2 and text_width("ab") == pytest.approx(1.1)


def test_colours_are_those_of_the_site() -> None:
    css = (ROOT / "theme/assets/site/site.css").read_text(encoding="utf-8")
    light = css[css.index(":root {") : css.index("}")]
    for name, value in COLOURS.items():
        found = re.search(rf"--ip-{name}: #([0-9a-f]{{3,6}});", light)
        assert found, name
        wide = found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])
        assert wide == value, name


def test_archives_bear_the_day_and_nothing_of_the_machine() -> None:
    made = archive({"b.txt": "乙".encode(), "a.txt": b"1"}, DAY)
    assert made == archive({"b.txt": "乙".encode(), "a.txt": b"1"}, DAY) != archive({"b.txt": "乙".encode(), "a.txt": b"1"}, date(2027, 1, 1))
    with zipfile.ZipFile(io.BytesIO(made)) as read:
        assert read.namelist() == ["b.txt", "a.txt"] and read.read("b.txt") == "乙".encode()
        assert {i.date_time for i in read.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    assert normalised(made, DAY) == made
    assert archive(entries(made), DAY) == made
    assert zipfile.ZipFile(io.BytesIO(normalised(made, DAY, {"a.txt": b"2"}))).read("a.txt") == b"2"


def test_what_lies_in_a_zip_goes_into_a_larger_one_as_it_is() -> None:
    """Any reader finds every file whole: small and kept, large, empty, one that does not get smaller."""
    files = {"小.txt": "知".encode() * 50, "大.bin": bytes(range(256)) * 1000, "空": b"", "乱": random.Random(1).randbytes(70_000)}
    inner = archive(files, DAY)
    outer = archive({f"里/{path}": file for path, file in entries(inner).items()} | {"外.txt": b"1"}, DAY)
    with zipfile.ZipFile(io.BytesIO(outer)) as read:
        assert read.testzip() is None
        assert {n: read.read(n) for n in read.namelist()} == {f"里/{path}": data for path, data in files.items()} | {"外.txt": b"1"}
    assert zlib.decompress(deflated(files["大.bin"]).data, -15) == files["大.bin"]
