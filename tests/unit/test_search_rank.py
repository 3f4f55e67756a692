"""The shipped rank.js and excerpt.js, run by node over indexes of a few pages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from iplearn.model.search import SearchDoc, SearchPart, Synonyms
from iplearn.products.site.library import Library
from iplearn.products.site.searchable import search_docs
from tests.conftest import DAY
from tests.unit.search_support import doc, marked, page_urls, run_queries, write_index

SYNONYMS = Synonyms((("抄", ("侵权",)), ("版权", ("著作权",)), ("牌子", ("商标",)), ("著作权", ("版权",))))


def found(folder: Path, docs: list[SearchDoc], query: str, synonyms: Synonyms = SYNONYMS) -> list[str]:
    write_index(folder, docs, synonyms)
    return [url.removesuffix(".html") for url in page_urls(run_queries(folder, [query])[0])]


def test_the_order_of_characters_decides(tmp_path: Path) -> None:
    docs = [doc("reg", text="商标注册要先查询。注册很快，商标很多。"), doc("mark", text="注册商标受保护。注册很快，商标很多。")]
    assert found(tmp_path, docs, "注册商标") == ["mark", "reg"]
    assert found(tmp_path, docs, "商标注册") == ["reg", "mark"]


def test_title_beats_keyword_beats_heading_beats_text(tmp_path: Path) -> None:
    docs = [
        doc("a-text", text="说说质押融资。"),
        doc("b-head", parts=(SearchPart("质押融资", "h", "说说。"),)),
        doc("c-word", text="说说。", keywords=("质押融资",)),
        doc("d-name", title="质押融资", text="说说。"),
        doc("e-none", text="说说。"),
    ]
    assert found(tmp_path, docs, "质押融资") == ["d-name", "c-word", "b-head", "a-text"]


def test_question_words_and_particles_do_not_matter(tmp_path: Path) -> None:
    docs = [doc("fee", title="年费", text="年费要按时交。"), doc("how", title="怎么办可以吗", text="怎么办怎么办。")]
    assert found(tmp_path, docs, "年费怎么办") == ["fee"]
    assert found(tmp_path, docs, "我的年费可以不交吗")[0] == "fee"
    assert found(tmp_path, docs, "怎么办") == ["how"], "a query of nothing else is taken as it is"


@pytest.mark.parametrize("query", ["GB/T 29490", "ＧＢ／Ｔ２９４９０", "gbt29490", "29490"])
def test_latin_and_digits_are_words(tmp_path: Path, query: str) -> None:
    docs = [doc("std", text="按 GB/T 29490—2023 管理。"), doc("other", text="按 1294901 管理，另见 gbx。")]
    assert found(tmp_path, docs, query) == ["std"]


def test_a_single_character_finds_pages_about_it_first(tmp_path: Path) -> None:
    docs = [doc("far", text="路上有人卖刀。"), doc("knife", title="菜刀", text="切菜。"), doc("none", text="路上有人。")]
    assert found(tmp_path, docs, "刀") == ["knife", "far"]
    assert found(tmp_path, docs, "刀的价格")[0] == "knife"


def test_a_synonym_finds_the_page_but_the_word_itself_comes_first(tmp_path: Path) -> None:
    docs = [doc("law", text="著作权的保护。"), doc("own", text="版权的保护。"), doc("none", text="商号的保护。")]
    write_index(tmp_path, docs, SYNONYMS)
    answer = run_queries(tmp_path, ["版权"])[0]
    assert page_urls(answer) == ["own.html", "law.html"] and answer["also"] == ["著作权"]
    assert [marked(hit["lines"]) for hit in answer["shown"]] == ["[版权]的保护。", "[著作权]的保护。"]
    assert run_queries(tmp_path, ["版权著作权"])[0]["also"] == []
    assert run_queries(tmp_path, ["商号"])[0]["also"] == []


def test_a_rare_everyday_word_does_not_bury_what_it_stands_for(tmp_path: Path) -> None:
    docs = [doc(f"m{n}", title="商标", text="商标注册。") for n in range(5)] + [doc("odd", text="他的牌子掉了。")] + [doc(f"x{n}", text="别的。") for n in range(9)]
    assert set(found(tmp_path, docs, "牌子注册")) == {"m0", "m1", "m2", "m3", "m4"}


def test_a_synonym_inside_a_longer_word_helps_quietly(tmp_path: Path) -> None:
    docs = [doc("law", title="侵权", text="侵权怎么办。"), doc("own", text="设计被抄。"), doc("none", text="别的。")]
    assert found(tmp_path, docs, "设计被抄") == ["own"]
    assert found(tmp_path, docs, "被抄") == ["own", "law"]


def test_pages_that_miss_most_of_the_query_are_left_out(tmp_path: Path) -> None:
    docs = [doc("both", text="质押融资登记。"), doc("part", text="登记。")] + [doc(f"x{n}", text="登记。") for n in range(8)]
    assert found(tmp_path, docs, "质押融资登记") == ["both"]


def test_a_quiz_steps_back_behind_its_page(tmp_path: Path) -> None:
    docs = [doc("quiz", title="四个抽屉 · 小测", text="抽屉。", kind="测验"), doc("page", title="四个抽屉怎么分", text="抽屉。" + "别的话。" * 80)]
    assert found(tmp_path, docs, "四个抽屉") == ["page", "quiz"]
    assert found(tmp_path, docs, "四个抽屉小测")[0] == "quiz"


def test_audiences_are_counted(tmp_path: Path) -> None:
    docs = [doc("a", text="商标", audience=("学生", "老师")), doc("b", text="商标", audience=()), doc("c", text="商标", audience=("公众",))]
    write_index(tmp_path, docs)
    answer = run_queries(tmp_path, ["商标"])[0]
    assert (answer["total"], answer["audiences"]) == (3, [2, 1, 2, 2, 1, 1])


def test_nothing_found_nothing_asked(tmp_path: Path) -> None:
    write_index(tmp_path, [doc("a", text="商标")])
    answers = run_queries(tmp_path, ["鲸鱼", "", "，。！", "constructor", "𠮷"])
    assert [a["total"] for a in answers] == [0] * 5
    assert answers[1]["fetched"] == answers[2]["fetched"] == []


def test_the_link_goes_to_the_section_that_says_it(tmp_path: Path) -> None:
    parts = (
        SearchPart("现在就做", "now", "先查一查。" * 5),
        SearchPart("期限", "when", "年费晚了还有六个月可以补缴，要加滞纳金。"),
        SearchPart("找谁", "who", "去窗口问年费。"),
    )
    write_index(tmp_path, [doc("a", title="专利年费", summary="专利要按年交费。", parts=parts)])
    top, section = (answer["shown"][0] for answer in run_queries(tmp_path, ["专利年费", "年费滞纳金"]))
    assert (top["url"], top["heading"], marked(top["title"])) == ("a.html", "", "[专利年费]")
    assert (section["url"], section["heading"]) == ("a.html#when", "期限")
    assert marked(section["lines"]) == "[年费]晚了还有六个月可以补缴，要加[滞纳金]。"


def test_excerpts_begin_with_a_sentence_and_keep_the_hits(tmp_path: Path) -> None:
    filler = "开头说别的话。"
    docs = [
        doc("mid", text=filler * 30 + "这里讲质押融资的步骤。" + filler * 30),
        doc("end", text=filler * 30 + "一二三四五六七八九十" * 5 + "，质押融资"),
        doc("far", text=filler * 30 + "质押" + "一二三四五六七八九十" * 6 + "融资。" + filler),
    ]
    write_index(tmp_path, docs)
    for hit in run_queries(tmp_path, ["质押融资"])[0]["shown"]:
        lines = marked(hit["lines"])
        assert len(lines) < 90 and "质押" in lines and "融资" in lines
        if hit["url"] == "mid.html":
            assert lines.startswith("…" + filler) or lines.startswith("…这里讲")
        if hit["url"] == "end.html":
            assert lines.startswith("…" + filler) and lines.endswith("，[质押融资]")


def test_citations_in_brackets_are_not_shown_unless_an_article_is_asked_for(tmp_path: Path) -> None:
    write_index(tmp_path, [doc("a", text="专利保护二十年。（《专利法》第四十二条第一款第（一）项）到期公开。")])
    plain, cited = (marked(a["shown"][0]["lines"]) for a in run_queries(tmp_path, ["到期公开", "专利法第四十二条"]))
    assert plain == "专利保护二十年。[到期公开]。"
    assert "[第四十二条]" in cited


def test_folding_does_not_shift_the_marks(tmp_path: Path) -> None:
    write_index(tmp_path, [doc("a", text="①㎡，３Ｄ打印的商标ﬁ。")])
    assert marked(run_queries(tmp_path, ["3D 商标"])[0]["shown"][0]["lines"]) == "①㎡，[３Ｄ]打印的[商标]ﬁ。"


@pytest.mark.slow
def test_whatever_is_copied_from_a_page_finds_it(tmp_path: Path, real_project) -> None:
    """The scripts cut a query as the builder cut the page: of real text nothing is lost between the two."""
    docs = search_docs(Library(real_project[0], DAY))
    rng = random.Random(7)
    queries, origins = [], []
    for page in docs:
        for part in rng.sample(page.parts, min(4, len(page.parts))):
            text = " ".join(part.text.split())
            at = rng.randrange(max(1, len(text) - 14))
            if any("\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff" for a, b in zip(text[at:], text[at + 1 : at + 14])):
                queries.append(text[at : at + 14])
                origins.append(page.url)
    write_index(tmp_path, docs)
    answers = run_queries(tmp_path, queries, show=len(docs))
    lost = [(q, url) for q, url, a in zip(queries, origins, answers) if url not in page_urls(a)]
    assert len(queries) > 60 and not lost
