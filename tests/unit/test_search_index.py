"""The index on disk: what is in it, where it lies, that it is the same every time."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from iplearn.model.content import AUDIENCES
from iplearn.model.search import SearchDoc, SearchPart, Synonyms, fold
from iplearn.products.search.chunks import CHUNK_CHARS, MAX_CHUNKS, chunks
from iplearn.products.search.postings import ALPHABET, BASE, numbers
from iplearn.products.search_index import build_index, shard_of
from tests.unit.search_support import doc

CALL = re.compile(r'iplearnSearch\.(?:put\("(?P<path>[^"]+)","(?P<digest>[0-9a-f]{8})",(?P<body>.*)|ready\("(?P<ready>[0-9a-f]{8})",(?P<about>.*))\)\n', re.S)


def built(docs: list[SearchDoc], synonyms: Synonyms = Synonyms()) -> tuple[dict, dict[str, object], set[str]]:
    """(what index.js says, path -> value, every digest in the files)"""
    about: dict = {}
    values: dict[str, object] = {}
    digests = set()
    for path, data in build_index(docs, synonyms):
        call = CALL.fullmatch(data.decode())
        assert call, data[:80]
        digests.add(call["digest"] or call["ready"])
        if call["about"]:
            assert path == "index.js"
            about = json.loads(call["about"])
        else:
            assert path == call["path"] + ".js"
            values[call["path"]] = json.loads(call["body"])
    return about, values, digests


def codes(about: dict, values: dict, term: str) -> list[int]:
    """The (4 * unit + class) codes of a term, read without the scripts and without the encoder."""
    family = "u" if len(term) == 1 and not term.isascii() else "b"
    shard = values[f"{family}/{shard_of(term, about['shards'][family])}"]
    found = re.search(rf" {term}:([^ ]*)", shard)
    out, step, code = [], 0, 0
    for char in found[1] if found else "":
        step = step * BASE + ALPHABET.index(char) % BASE
        if ALPHABET.index(char) < BASE:
            code += step
            out.append(code)
            step = 0
    return out


def test_terms_stand_where_they_were_written() -> None:
    page = doc(
        "a", title="年费", summary="按时交年费", keywords=("滞纳金", "年费"),
        parts=(SearchPart("", "", "先看年费。"), SearchPart("补缴年费", "s1", "补" * (CHUNK_CHARS - 10)), SearchPart("三", "s3", "GB/T 29490，T29490")),
    )
    about, values, _ = built([page])
    # Unit 0 is the head (summary 0, keyword 1, title 2), then chunks (text 0, heading 1).
    assert codes(about, values, "年费") == [0, 1, 2, 4, 4 + 1]
    assert codes(about, values, "滞纳") == [1]
    assert codes(about, values, "29490") == codes(about, values, "t") == [8]
    assert codes(about, values, "t29490") == [8] and codes(about, values, "gb") == [8]
    assert codes(about, values, "费先") == [], "a pair across parts is no term"
    assert codes(about, values, "纳金年") == []
    assert codes(about, values, "费") == [0, 1, 2, 4, 4 + 1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("的了专利商标注册年费A1ａ，。／\n①𠮷", max_size=60), min_size=1, max_size=6))
def test_every_pair_and_word_is_found_again(texts: list[str]) -> None:
    docs = [doc(f"d{n}", title="标", text=text) for n, text in enumerate(texts)]
    about, values, _ = built(docs)
    for n, text in enumerate(texts):
        body = " ".join(text.split())
        folded = fold(body)
        terms = {a + b for a, b in pairwise(folded) if re.fullmatch("[\u4e00-\u9fff]{2}", a + b) and not set(a + b) & set("的了")}
        terms |= set(re.findall("[a-z0-9]+", folded))
        for term in terms:
            assert 8 * n + 4 in codes(about, values, term), term


def test_numbers_ascend_and_their_ends_are_seen() -> None:
    table = numbers(5000)
    assert len(set(table)) == 5000
    for spelled in table:
        assert [ALPHABET.index(c) < BASE for c in spelled] == [False] * (len(spelled) - 1) + [True]
    assert len(table[BASE - 1]) == 1 and len(table[BASE]) == 2 and len(table[BASE * BASE]) == 3


def test_weak_pairs_are_kept_in_titles_and_headings_alone() -> None:
    page = doc("a", title="怎么办", parts=(SearchPart("可以吗", "s", "怎么办可以，目的是了解标的"),))
    about, values, _ = built([page])
    assert codes(about, values, "怎么") == [2]
    assert codes(about, values, "可以") == [4 + 1]
    for kept in ("目的", "了解", "标的"):
        assert codes(about, values, kept) == [4], kept


def test_same_input_same_bytes_in_any_order() -> None:
    docs = [doc(f"d{n}", title=f"第{n}页", text="商标注册" * n + str(n)) for n in range(30)]
    one = list(build_index(docs, Synonyms()))
    assert list(build_index(docs[::-1], Synonyms())) == one
    assert len({path for path, _ in one}) == len(one)


def test_every_file_names_its_build_and_a_change_renames_it() -> None:
    _, _, before = built([doc("a", text="商标")])
    _, _, after = built([doc("a", text="商号")])
    assert len(before) == len(after) == 1 and before != after


def test_page_digits_tell_chunks_length_audience_and_who_steps_back() -> None:
    docs = [
        doc("a", text="字" * 120, audience=("学生",)),
        doc("b", kind="测验", audience=(), text="字。" * CHUNK_CHARS),
        doc("c", parts=()),
    ]
    about, values, _ = built(docs)
    digits = [ALPHABET.index(c) for c in about["pages"]]
    assert digits[:4] == [1, 2, 1 << AUDIENCES.index("学生"), 0]
    assert digits[4:8] == [2, 2 * CHUNK_CHARS // 50, 2 ** len(AUDIENCES) - 1, 1]
    assert digits[8] == 1 and values["t/2-1"] == ["c", "c.html", "解答", "遇事怎么办", "", []]


def test_text_may_hold_anything() -> None:
    hostile = '"</script>\\ \u2028\u2029'
    raw = dict(build_index([doc("a", title=hostile, text=hostile)], Synonyms()))
    assert all("\u2028" not in data.decode() and "\u2029" not in data.decode() for data in raw.values())
    _, values, _ = built([doc("a", title=hostile)])
    assert values["t/0-1"][0] == hostile


@given(st.lists(st.tuples(st.sampled_from(["", "期限", "例外"]), st.text("字句。；”", max_size=2500)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_chunks_lose_nothing_and_stay_small(parts: list[tuple[str, str]]) -> None:
    page = [SearchPart(heading, f"s{n}", text) for n, (heading, text) in enumerate(parts)]
    cut = chunks(page)
    for part in page:
        assert "".join(p.text for c in cut for p in c if p.anchor == part.anchor) == part.text
        assert not part.heading or any(p.anchor == part.anchor and p.heading == part.heading for c in cut for p in c)
    assert all(sum(len(p.text) for p in c) <= CHUNK_CHARS for c in cut)
    assert all(c for c in cut)


def test_a_long_part_is_cut_after_a_sentence() -> None:
    sentence = "字" * 40 + "，他说“可以。”"
    first, second = chunks([SearchPart("一", "a", sentence * 20)])[:2]
    assert first[0].text.endswith("。”") and len(first[0].text) > CHUNK_CHARS - len(sentence)
    assert second[0].text.startswith("字" * 40) and (second[0].heading, second[0].anchor) == ("一", "a")


def test_a_very_long_page_still_has_a_digit_for_its_chunks() -> None:
    assert len(chunks([SearchPart("", "", "字。" * 200_000)])) <= MAX_CHUNKS
