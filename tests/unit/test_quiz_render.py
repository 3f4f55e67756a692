"""The form is whole, names everything, gives nothing away and is the same at every build."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from iplearn.model.item import Categorise, Matching, Ordering
from iplearn.render.quiz import render_quiz
from iplearn.model.shown import scrambled, shown_number
from tests.unit.quiz_samples import plain_markdown, quiz

VOID = {"input", "br", "img", "hr"}


class Page(HTMLParser):
    """Elements in order; fails on a tag that is closed wrongly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return render_quiz(quiz(), plain_markdown)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def key_of(html: str) -> dict:
    (text,) = re.findall(r'<script type="application/json" class="ipq-key">(.*?)</script>', html, re.S)
    return json.loads(text)


def block(html: str, item: str) -> str:
    """The fieldset of one item."""
    return re.search(rf'<fieldset[^>]*data-item="{item}".*?</fieldset>', html, re.S)[0]  # type: ignore[index]


def test_every_item_is_a_fieldset_with_a_legend(page: Page) -> None:
    assert len(page.all("fieldset")) == len(page.all("legend")) == 16
    assert len(page.all("form")) == 1


def test_ids_are_unique_and_references_resolve(page: Page) -> None:
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    for _, a in page.elements:
        for ref in [a.get("for"), *a.get("aria-labelledby", "").split(), *a.get("aria-describedby", "").split()]:
            assert not ref or ref in ids


def test_two_quizzes_share_no_id_on_one_page() -> None:
    markdown = "## 题 {{#{0}}}\n\n- [x] 甲\n- [ ] 乙\n"
    one = render_quiz(quiz(markdown.format("b-c"), "a"), plain_markdown)
    two = render_quiz(quiz(markdown.format("c"), "a-b"), plain_markdown)
    ids = re.findall(r'\bid="([^"]+)"', one + two)
    assert len(ids) == len(set(ids))


def test_every_control_has_a_name(page: Page) -> None:
    labelled = {a["for"] for a in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for a in page.all(tag):
            assert a.get("aria-label") or a.get("aria-labelledby") or a["id"] in labelled


def test_enter_submits_nothing(page: Page) -> None:
    first = page.all("button")[0]
    assert first["type"] == "submit" and "disabled" in first
    assert "action" not in page.all("form")[0]


def test_nothing_is_chosen_or_filled_in(page: Page) -> None:
    assert not [a for t, a in page.elements if "checked" in a or "selected" in a or (t == "input" and a["type"] == "text" and "value" in a)]


def test_blanks_stand_in_the_sentence(html: str) -> None:
    stem = block(html, "fill")
    text = re.sub(r"<input[^>]*>", "□", stem)
    assert "保护期是 □ 年，从 □ 起算。" in text
    assert 'aria-label="第 1 空"' in stem and 'aria-label="第 2 空"' in stem
    assert "____" not in html


def test_a_blank_that_markdown_swallowed_still_gets_its_field() -> None:
    html = render_quiz(quiz("## 甲 ____ 乙 ____ {#a}\n\n答案：一\n答案：二\n"), lambda p, inline: p.text if inline else "<p>甲 ____ 乙 <img alt=\"____\" src=\"a.png\"></p>")
    assert html.count('class="ipq-blank"') == 2
    assert 'alt="____"' in html


def test_answers_and_explanations_stand_behind_details(html: str) -> None:
    item = block(html, "term")
    before, details = item.split('<details class="ipq-answer">')
    assert "发明专利权的期限为二十年" not in before and "对，自申请日起算" not in before
    assert '答案：<span data-is="B">B</span>. 20 年' in details and "选“10 年”：" in details and "依据：《专利法》第四十二条" in details
    assert item.count('<details class="ipq-hint">') == 2


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("apply", '<li><span data-is="A">A</span>. 专利</li><li><span data-is="C">C</span>. 注册商标</li>'), ("method", "答案：错"), ("fill", "<li>第 1 空：二十（也可以写：20）</li>"), ("damages", "答案：500 万 元"),
        ("steps", "<ol><li>提交申请</li><li>初步审查</li>"), ("link", "<li>发明 = 20 年</li>"), ("sort", "<li>专利：新伞骨、新药</li>"), ("why", "先申请先得。"),
    ],
)
def test_the_answer_in_words(html: str, item: str, answer: str) -> None:
    assert answer in block(html, item)


def test_a_branch_says_where_it_leads_without_script(html: str) -> None:
    assert "选 A：接着做第 13 题。" in re.sub("<[^>]*>", "", block(html, "first"))
    assert "→" not in html


def test_dated_items_are_labelled(html: str) -> None:
    assert "2026 年 12 月 31 日以前适用（含当日）" in block(html, "end")
    assert "2027 年 1 月 1 日起适用" in block(html, "end-new")


def test_survey_and_short_answer(html: str) -> None:
    assert "ipq-answer" not in block(html, "opinion")
    assert block(html, "why").count('type="checkbox"') == 2


def test_the_order_shown_is_not_the_key(html: str) -> None:
    letters = re.findall(r'<li class="ipq-row" data-letter="(.)"', block(html, "steps"))
    assert sorted(letters) == list("ABCD") and letters != list("ABCD")
    for seed in range(50):
        assert sorted(scrambled(3, str(seed))) == [0, 1, 2] != list(scrambled(3, str(seed)))


def test_the_key_for_the_script() -> None:
    sample = quiz(more="pass: 60\nshuffle: both\n")
    key = key_of(render_quiz(sample, plain_markdown))
    assert key["id"] == "sample" and key["rev"] == sample.revision and key["pass"] == 60 and key["shuffle"] == "both"
    items = {i["id"]: i for i in key["items"]}
    assert list(items) == [i.id for i in sample.items]
    assert all(items[i.id]["rev"] == i.revision and items[i.id]["kind"] == i.kind for i in sample.items)
    assert items["term"] == {"id": "term", "kind": "single", "rev": sample.items[0].revision, "points": 2.0, "key": "B", "n": 3, "part": 1}
    assert items["apply"]["key"] == "AC" and items["method"]["key"] == "F" and items["fill"]["key"] == [["二十", "20"], ["申请日"]]
    assert (items["damages"]["low"], items["damages"]["high"], items["damages"]["unit"]) == ("5000000", "5000000", "元")
    assert items["steps"]["key"] == "ABCD" and items["link"]["key"] == "ABC" and items["link"]["n"] == 4 and items["sort"]["key"] == "AAB"
    assert items["first"]["goto"] == {"A": "good", "B": "bad"} and items["first"]["part"] == items["end"]["part"] == 2 and items["first"]["story"] and "story" not in items["term"]
    assert items["end"]["until"] == "2026-12-31" and items["end-new"]["since"] == "2027-01-01"


def test_nothing_in_a_key_closes_the_script() -> None:
    html = render_quiz(quiz("## 题 {#a}\n\n答案：</script><!-- | a\\|b\n"), plain_markdown)
    assert html.count("</script>") == 1
    assert key_of(html)["items"][0]["key"] == [["</script><!--", "a|b"]]


def test_text_is_escaped_where_it_is_not_markdown() -> None:
    html = render_quiz(quiz('## 题 {#a}\n\n- 甲"x" = 1 < 2\n- 乙 = "\n\n题型：连线\n'), plain_markdown)
    assert Page(html).all("option")
    assert "1 &lt; 2</option>" in html


def test_same_quiz_same_bytes(html: str) -> None:
    assert render_quiz(quiz(), plain_markdown) == html


def test_markdown_is_asked_for_pieces_as_the_reader_made_them() -> None:
    """The site renders every piece once and looks it up by line and text."""
    sample = quiz()
    known: set[tuple[int, str]] = set()
    render_quiz(sample, lambda p, inline: known.add((p.line, p.text)) or plain_markdown(p, inline))
    assert all(line > 0 for line, _ in known)
    for item in sample.items:
        assert (item.stem.line, item.stem.text) in known
        if isinstance(item, Ordering | Categorise):
            assert {(e.line, e.text) for e in item.entries} <= known
        if isinstance(item, Matching):
            assert {(p.left.line, p.left.text) for p in item.pairs} <= known


@pytest.mark.parametrize(("number", "shown"), [("20", "20"), ("30000", "3 万"), ("35000", "35000"), ("0.5", "0.5"), ("0", "0"), ("-20000", "-2 万"), ("5000000", "500 万")])
def test_shown_number(number: str, shown: str) -> None:
    assert shown_number(Decimal(number)) == shown


