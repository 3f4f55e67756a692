"""xAPI lines -> attempts: what is read, what is refused, what is passed over. The browser's side is tested in tests/browser/test_xapi.py."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iplearn.diagnostics import Diagnostic
from iplearn.model.result import ClassCode, Phase
from iplearn.results.answers import carried
from iplearn.results.rows import Handed, response_rows
from iplearn.results.statements import statements
from iplearn.results.xapi import ANSWERED, COMPLETED, read_statements, response
from tests.unit.quiz_samples import quiz
from tests.unit.test_revisions import frozen

QUIZ = quiz()
ITEMS = {item.id: item for item in QUIZ.items}
_, REVISIONS = frozen(QUIZ)
PAGE = "https://www.example.cn/quiz/sample.html"


def statement(item: str = "", answer: str = "", **changed: Any) -> dict[str, Any]:
    """An "answered" statement of 七年级 3 班, seat 7; "completed" without `item`."""
    out: dict[str, Any] = {
        "id": f"s-{item}", "actor": {"account": {"homePage": "https://www.example.cn/", "name": "H073EW-07"}},
        "verb": {"id": ANSWERED if item else COMPLETED}, "object": {"id": f"{PAGE}#{item}@{ITEMS[item].revision}" if item else PAGE},
        "result": {"response": answer, "duration": "PT12S"} if item else {"completion": True, "duration": "PT1M35S"},
        "timestamp": "2026-11-20T10:20:35.000+08:00",
        "context": {"registration": "r1", "revision": QUIZ.revision, "extensions": {"https://www.example.cn/xapi/phase": "pre"}},
    }
    return out | changed


def lines(*statements: Any) -> str:
    return "\n".join(s if isinstance(s, str) else json.dumps(s, ensure_ascii=False) for s in statements) + "\n"


def read(text: str) -> tuple[list[Handed], list[Diagnostic]]:
    """What a file of `text` holds, and what of it could not be used."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lrs.jsonl")
        path.write_text(text, "utf-8")
        found = list(read_statements(statements(path, "utf-8-sig"), "lrs.jsonl", REVISIONS))
    return [one for one in found if isinstance(one, Handed)], [one for one in found if isinstance(one, Diagnostic)]


def rules(*statements: Any) -> list[tuple[str, int]]:
    return [(d.rule, d.place.line) for d in read(lines(*statements))[1]]


RESPONSES = [
    ("term", "B", "B"), ("apply", "A[,]C", "AC"), ("method", "false", "F"), ("method", "maybe", ""), ("fill", "二十[,]申请日", ("二十", "申请日")),
    ("fill", "?[,]申请日", ("?", "申请日")), ("damages", "5000000", "5000000"), ("damages", "?", "?"), ("steps", "B[,]A[,]C[,]D", "BACD"), ("steps", "B[,]A", ""),
    ("link", "1[.]B[,]3[.]D", "B-D"), ("link", "9[.]B", ""), ("sort", "1[.]A[,]2[.]A[,]3[.]B", "AAB"), ("why", "A[.]met", ("", "A")), ("why", "?", ("?", "")),
    ("opinion", "A", "A"), ("term", "", ""), ("fill", "", ("", "")),
]


@pytest.mark.parametrize(("item", "text", "mine"), RESPONSES)
def test_responses(item: str, text: str, mine: object) -> None:
    assert carried(ITEMS[item], response(ITEMS[item], text)) == mine


def test_an_attempt_and_its_rows() -> None:
    text = "\ufeff" + lines(statement("term", "B"), statement("fill", "20[,]申请日"), statement("apply", ""), statement())
    (handed,), found = read(text)
    attempt = handed.attempt
    assert found == [] and handed.source == "lrs.jsonl:1"
    assert (attempt.quiz, attempt.revision, attempt.phase, attempt.group, attempt.seat, attempt.seconds) == ("sample", QUIZ.revision, Phase.PRE, ClassCode(17, 7, 3), 7, 95)
    assert attempt.started.strftime("%Y-%m-%d %H:%M") == "2026-11-20 10:19"
    rows = response_rows([handed], REVISIONS)
    assert [(r.item, r.response, r.score, r.max_score, r.duration, r.learner) for r in rows] == [
        ("term", "B", 2, 2, 12, "H073EW-07"), ("apply", "", 0, 1, 12, "H073EW-07"), ("fill", "二十[,]申请日", 1, 1, 12, "H073EW-07"),
    ]


def test_scores_that_a_browser_claims_are_not_asked() -> None:
    liar = statement("term", "A")
    liar["result"] |= {"success": True, "score": {"scaled": 1}}
    (handed,), _ = read(lines(liar))
    assert response_rows([handed], REVISIONS)[0].score == 0


def test_without_completed_the_times_of_the_items_add_up() -> None:
    (handed,), found = read(lines(statement("term", "B"), statement("apply", "A")))
    assert found == [] and handed.attempt.seconds == 24


def test_the_same_statement_twice_counts_once_and_others_are_passed_over() -> None:
    other = statement("term", "B", id="o", verb={"id": "http://adlnet.gov/expapi/verbs/experienced"})
    strange = statement("term", "B", id="p", object={"id": "https://elsewhere.example/course/1"})
    handed, found = read(lines(statement("term", "B"), statement("term", "B"), other, strange))
    assert len(handed) == 1 and [(d.rule, d.is_error) for d in found] == [("xapi/other", False)] and "2 条" in found[0].message


BROKEN = {
    "no json": ("{", "xapi/json"), "no object": ("[1]", "xapi/json"), "deep": ("[" * 100_000, "xapi/json"),
    "a name": (statement("term", "B", actor={"name": "张三", "mbox": "mailto:a@b.cn"}), "xapi/statement"),
    "a class that is none": (statement("term", "B", actor={"account": {"name": "H073EX-07"}}), "xapi/statement"),
    "seat 0": (statement("term", "B", actor={"account": {"name": "H073EW-00"}}), "xapi/statement"),
    "no time": (statement("term", "B", timestamp="昨天"), "xapi/statement"), "a time without zone": (statement("term", "B", timestamp="2026-11-20T10:20:35"), "xapi/statement"),
    "no phase": (statement("term", "B", context={"registration": "r", "revision": QUIZ.revision}), "xapi/statement"),
    "an unknown revision": (statement("term", "B", context=statement()["context"] | {"revision": "00000000"}), "xapi/attempt"),
    "an unknown item": (statement("term", "B", object={"id": f"{PAGE}#none@00000000"}), "xapi/attempt"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_read(name: str) -> None:
    broken, rule = BROKEN[name]
    good = statement("term", "B", id="good", context=statement()["context"] | {"registration": "other"})
    text = lines(good, "", broken)
    handed, found = read(text)
    assert len(handed) == 1 and [(d.rule, d.place.line) for d in found] == [(rule, 3)]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_is_read_element_by_element(indent: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iplearn.results.statements._CHUNK", 100)  # an element goes over several
    answered = [statement(item, "", id=f"s{n}", context=statement()["context"] | {"registration": f"r{n // 2}"}) for n, item in enumerate(("term", "apply") * 20)]
    handed, found = read(json.dumps(answered, ensure_ascii=False, indent=indent))
    assert found == [] and [h.source for h in handed] == [f"lrs.jsonl:{n}" for n in range(1, 41, 2)]
    assert all(len(h.attempt.answers) == 2 for h in handed)


def test_an_array_that_breaks_off_is_read_until_there() -> None:
    whole = json.dumps([statement("term", "B"), statement("apply", "A")])
    for text in (whole[:-1], whole[:-30]):
        handed, found = read(text)
        assert len(handed) == 1 and [(d.rule, d.place.line) for d in found] == [("xapi/json", 3 if text == whole[:-1] else 2)]


def test_two_learners_in_one_registration() -> None:
    other = statement("apply", "A", actor={"account": {"name": "H073EW-08"}})
    assert rules(statement("term", "B"), other) == [("xapi/statement", 2)]


LEAVES = st.sampled_from([None, True, 0, -1, 1.5, "", "A", "PT1S", "H073EW-07", [], {}, ["A"], {"name": 3}, {"id": None}, {"account": []}, {"response": ["B"]}])
PARTS = LEAVES | st.dictionaries(st.sampled_from(["id", "account", "name", "response", "extensions", "duration"]), LEAVES, max_size=3)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(statement("term", "B"))), PARTS, max_size=4))
def test_no_statement_makes_the_reader_stumble(changed: dict[str, Any]) -> None:
    handed, found = read(lines(statement("term", "B") | changed, "x"))
    assert found and len(handed) <= 1
    assert {d.rule for d in found} <= {"xapi/json", "xapi/statement", "xapi/attempt", "xapi/other"}
