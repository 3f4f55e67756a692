"""Tools that reason: Python and the browser's script give what the case table says; nothing unknown becomes a conclusion."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator

import pytest

from iplearn.model.drill import UNKNOWN, Chart, Letter, Question, Questions
from iplearn.products.site.drills import browser_values
from iplearn.reasoning.conditions import ConditionError, all_of, either, parse_condition
from iplearn.reasoning.judge import Judge, Judgement, judge, judge_rows
from iplearn.reasoning.letter import Written, write
from tests.conftest import ROOT
from tests.unit.tool_support import in_node, project

CASES = json.loads((ROOT / "tests/cases/reasoning.json").read_text(encoding="utf-8"))
DRILLS = project().drill_by_id
VERDICT = re.compile(r"(?<!指向“)(构成侵权|不侵权|是侵权|侵权了|没有侵权|不构成侵犯)")


def title(case: dict) -> str:
    return f"{case['tool']}: {case['name']}"


def picked(case: dict) -> dict[str, tuple[str, ...]]:
    return {k: tuple(v) for k, v in case["answers"].items()}


def said(judgement: Judgement) -> dict:
    return {"holds": list(judgement.holds), "find_out": list(judgement.find_out)}


def wanted(case: dict) -> dict:
    return {"holds": case["holds"], "find_out": case["find_out"]}


@pytest.mark.parametrize("case", CASES["questions"], ids=title)
def test_questions(case: dict) -> None:
    tool = DRILLS[case["tool"]]
    assert isinstance(tool, Questions)
    assert said(judge(tool, picked(case))) == wanted(case)


@pytest.mark.parametrize("case", CASES["rows"], ids=title)
def test_rows(case: dict) -> None:
    tool = DRILLS[case["tool"]]
    assert isinstance(tool, Chart)
    assert said(judge_rows(tool, [p or None for p in case["picks"]])) == wanted(case)


def check_letter(case: dict, missing: list[str], advised: list[str], paragraphs: list[list[str]]) -> None:
    assert missing == case["missing"] and advised == case["advised"]
    for paragraph in case["has"]:
        assert paragraph in paragraphs
    text = "\n".join(p for _, p in paragraphs)
    for words in case["lacks"]:
        assert words not in text


@pytest.mark.parametrize("case", CASES["letters"], ids=title)
def test_letters(case: dict) -> None:
    tool = DRILLS[case["tool"]]
    assert isinstance(tool, Letter)
    letter: Written = write(tool, picked(case), case["filled"])
    check_letter(case, list(letter.missing), list(letter.advised), [list(p) for p in letter.paragraphs])


def test_the_browser_says_the_same() -> None:
    values = {name: browser_values(drill) for name, drill in DRILLS.items()}
    calls = [("reason.judge", [values[c["tool"]], c["answers"]]) for c in CASES["questions"]]
    calls += [("reason.rows", [values[c["tool"]], c["picks"]]) for c in CASES["rows"]]
    calls += [("reason.write", [values[c["tool"]], c["answers"], c["filled"]]) for c in CASES["letters"]]
    got = in_node(calls, ["reason.js"])
    plain = CASES["questions"] + CASES["rows"]
    for case, result in zip(plain, got):
        assert {"holds": result["holds"], "find_out": result["find_out"]} == wanted(case), title(case)
    for case, result in zip(CASES["letters"], got[len(plain) :]):
        check_letter(case, result["missing"], result["advised"], result["paragraphs"])


def test_both_sides_agree_on_paragraphs_and_on_what_stays_open() -> None:
    letter = DRILLS["takedown-notice"]
    assert isinstance(letter, Letter)
    calls = [("reason.write", [browser_values(letter), c["answers"], c["filled"]]) for c in CASES["letters"]]
    for case, got in zip(CASES["letters"], in_node(calls, ["reason.js"])):
        assert [list(p) for p in write(letter, picked(case), case["filled"]).paragraphs] == got["paragraphs"]
    tool = DRILLS["which-right"]
    assert isinstance(tool, Questions)
    cases = [c for c in CASES["questions"] if c["tool"] == "which-right"]
    for case, got in zip(cases, in_node([("reason.judge", [browser_values(tool), c["answers"]]) for c in cases], ["reason.js"])):
        assert got["open"] == list(judge(tool, picked(case)).open)


@pytest.mark.parametrize("drill", [d for d in DRILLS.values() if not isinstance(d, Letter)], ids=lambda d: d.id)
def test_every_finding_is_reached_by_a_case(drill: Questions | Chart) -> None:
    held = {f for c in CASES["questions"] + CASES["rows"] if c["tool"] == drill.id for f in c["holds"]}
    assert {f.id for f in drill.findings} - held == set()


def walks(tool: Questions, answers: dict[str, tuple[str, ...]], start: int = 0) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every way to answer the questions that are asked, all of them known; of questions with several picks, one each."""
    for n, question in enumerate(tool.questions[start:], start):
        if Judge(tool, answers).asked(question):
            for answer in question.answers:
                yield from walks(tool, answers | {question.id: (answer.id,)}, n + 1)
            return
    yield answers


def test_known_answers_always_say_something_and_leave_nothing_open() -> None:
    for name in ("which-right", "service-invention", "trade-secret", "design-comparison"):
        tool = DRILLS[name]
        assert isinstance(tool, Questions)
        found = list(itertools.islice(walks(tool, {}), 20000))
        assert len(found) > 50
        for answers in found:
            judgement = judge(tool, answers)
            assert judgement.holds, (name, answers)
            assert not judgement.open and not judgement.find_out, (name, answers)


def test_an_unknown_answer_never_adds_a_conclusion() -> None:
    for case in CASES["questions"]:
        tool = DRILLS[case["tool"]]
        assert isinstance(tool, Questions)
        before = judge(tool, picked(case))
        for question in case["answers"]:
            after = judge(tool, picked(case) | {question: (UNKNOWN,)})
            assert set(after.holds) <= set(before.holds), (title(case), question)


def test_service_invention_names_one_owner() -> None:
    """One owner, never both; none only where the law does not say, and then that is said."""
    tool = DRILLS["service-invention"]
    assert isinstance(tool, Questions)
    owners = {f.id for f in tool.findings if f.group == "归谁"}
    persons = {"person", "person-contract"}
    for answers in walks(tool, {}):
        holds = set(judge(tool, answers).holds)
        held = holds & owners
        assert bool(held) != ("left-means" in holds), answers
        assert not (held & persons and held - persons), answers


def test_examples_hold_their_own_reference() -> None:
    tool = DRILLS["design-comparison"]
    assert isinstance(tool, Questions)
    holds = {e.id: judge(tool, {a.question: (a.answer,) for a in e.answers}).holds for e in tool.examples}
    assert holds == {"folding-knife": ("in",), "kitchen-knife": ("out-whole", "large-space"), "knife-block": ("out-goods",)}
    chart = DRILLS["claim-chart"]
    assert isinstance(chart, Chart)
    rows = {e.id: judge_rows(chart, [f.answer for f in e.features]).holds for e in chart.examples}
    assert rows == {"all-there": ("all-same",), "no-button": ("out-missing",), "magnet": ("out-different",)}


@pytest.mark.parametrize("name", ["design-comparison", "claim-chart"])
def test_comparisons_give_no_verdict(name: str) -> None:
    for finding in DRILLS[name].findings:
        words = finding.title + finding.text.text + (finding.first.text if finding.first else "")
        assert not VERDICT.search(words), finding.id
        if finding.group == "这张表指向哪里":
            assert "指向" in words or "先看" in words


def test_the_trademark_law_stands_in_both_versions() -> None:
    """A citation of 商标法 in a tool names its version or stands in a dated block: true before and after 2027-01-01."""
    seen = 0
    for drill in DRILLS.values():
        for document in project().tool_prose[drill.id].values():
            versions = {c.law.id for c in document.citations if c.law and c.law.family == "trademark-law"}
            if versions:
                assert versions == {"trademark-law-2019", "trademark-law-2026"}, (drill.id, versions)
                seen += 1
    assert seen >= 5


def test_conditions() -> None:
    assert [[(t.question, t.answers) for t in alternative] for alternative in parse_condition("a=x|y & b=z or c=w")] == [
        [("a", ("x", "y")), ("b", ("z",))], [("c", ("w",))],
    ]
    for bad in ("", "a", "a=", "=x", "a=x &b=y", "a=x and b=y", "a=x|", "a==x"):
        with pytest.raises(ConditionError):
            parse_condition(bad)
    assert all_of([]) is True and either([]) is False
    assert (all_of([True, None]), all_of([None, False]), either([None, False]), either([None, True])) == (None, False, None, True)


def test_every_question_has_a_way_out_of_not_knowing() -> None:
    questions: list[Question] = [q for d in DRILLS.values() if not isinstance(d, Chart) for q in d.questions]
    assert len({q.find_out for q in questions}) == len(questions), "each tells something of its own"
