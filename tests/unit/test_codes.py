"""Result codes: the shared cases, any attempt there and back, and no slip of the pen taken for something else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iplearn.model import item as kinds
from iplearn.model.item import LETTERS, Item
from iplearn.model.prose import Prose
from iplearn.model.result import Answer, Attempt, ClassCode, Phase, Response
from iplearn.model.revision import Revisions
from iplearn.reading.revisions import read_revisions
from iplearn.results import answers
from iplearn.results.checked import (
    ALPHABET, check_digit, check_digits, clean, find_slip, is_whole, mend, to_digits, to_text,
)
from iplearn.results.classes import CodeProblem, class_code, learner, read_class, read_school, school_code
from iplearn.results.codes import BadCode, CodeReader, encode
from iplearn.results.packing import Reader, pack
from iplearn.scoring.outcome import score
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests/cases/codes.json").read_text(encoding="utf-8"))
CORRUPTED = 30_000


@cache
def revisions() -> Revisions:
    value, found = read_revisions([("data/revisions/sample.jsonl", "\n".join(CASES["revisions"]))])
    assert found == []
    return value


@cache
def reader() -> CodeReader:
    return CodeReader(revisions())


def frozen(value: object) -> Response:
    return value if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def attempt_of(case: dict) -> Attempt:
    group = read_class(case["group"]) if case["group"] else None
    assert not isinstance(group, CodeProblem)
    given_answers = tuple(Answer(a["item"], frozen(a["response"])) for a in case["answers"])
    return Attempt("sample", case["rev"], Phase(case["phase"]), given_answers, group, case["seat"], case["minute"], case["seconds"])


# --- The shared cases --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["attempts"], ids=lambda c: c["name"])
def test_attempts(case: dict) -> None:
    attempt, items = attempt_of(case), revisions().layout("sample", case["rev"])
    assert encode(attempt, items) == case["code"]
    back = reader().decode(case["code"])
    assert isinstance(back, Attempt)
    assert [a.response for a in back.answers] == [frozen(r) for r in case["carried"]]
    assert {a.item for a in back.answers} == {a.item for a in attempt.answers}
    assert (back.group, back.seat, back.phase, back.revision) == (attempt.group, attempt.seat, attempt.phase, attempt.revision)
    assert encode(back, items) == case["code"]


@pytest.mark.parametrize("case", CASES["spellings"]["texts"], ids=lambda c: c["name"])
def test_a_code_may_be_written_in_many_ways(case: dict) -> None:
    assert reader().decode(case["text"]) == reader().decode(CASES["spellings"]["of"])


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda c: c["name"])
def test_bad_codes_say_what_is_wrong(case: dict) -> None:
    bad = reader().decode(case["text"])
    assert isinstance(bad, BadCode)
    assert (bad.kind, bad.message, bad.position, bad.mended) == (case["kind"], case["message"], case["position"], case["mended"])
    if bad.mended:
        assert bad.mended == CASES["spellings"]["of"]
    assert isinstance(reader().decode(case["text"], explain=False), BadCode)


@pytest.mark.parametrize("case", CASES["classes"], ids=lambda c: c["code"])
def test_classes(case: dict) -> None:
    group = ClassCode(case["school"], case["grade"], case["number"])
    assert (school_code(group.school), class_code(group), group.label) == (case["school_code"], case["code"], case["label"])
    assert read_class(case["code"]) == group and read_school(case["school_code"]) == group.school


@pytest.mark.parametrize("case", CASES["bad_classes"], ids=lambda c: c["name"])
def test_bad_classes(case: dict) -> None:
    problem = read_class(case["text"])
    assert isinstance(problem, CodeProblem) and (problem.message, problem.position) == (case["message"], case["position"])


@pytest.mark.parametrize("case", CASES["bad_schools"], ids=lambda c: c["name"])
def test_bad_schools(case: dict) -> None:
    problem = read_school(case["text"])
    assert isinstance(problem, CodeProblem) and (problem.message, problem.position) == (case["message"], case["position"])


@pytest.mark.parametrize("case", CASES["spelled_classes"], ids=lambda c: c["text"])
def test_a_class_code_may_be_written_in_many_ways(case: dict) -> None:
    group = read_class(case["text"])
    assert isinstance(group, ClassCode) and class_code(group) == case["code"]


# --- The check characters ----------------------------------------------------------------------------


def test_the_checksum_is_that_of_bip_350() -> None:
    """`A1LQFN3A`, the shortest valid string of BIP 350, by our own step function."""
    from iplearn.results import checked

    values = {c: i for i, c in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
    start = checked._run(1, [ord("a") >> 5, 0, ord("a") & 31])
    assert checked._run(start, [values[c] for c in "lqfn3a"]) == 0x2BC830A3


def test_nothing_in_the_alphabet_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 32 and not set("ILOU") & set(ALPHABET)
    assert to_digits("ILOU") == (to_digits("110V")[0], None)


def wrong(digits: list[int], rnd: random.Random) -> list[int]:
    i = rnd.randrange(len(digits))
    return [*digits[:i], (digits[i] + rnd.randint(1, 31)) % 32, *digits[i + 1 :]]


def two_wrong(digits: list[int], rnd: random.Random) -> list[int]:
    out = list(digits)
    for i in rnd.sample(range(len(digits)), 2):
        out[i] = (out[i] + rnd.randint(1, 31)) % 32
    return out


def swapped(digits: list[int], rnd: random.Random) -> list[int]:
    i = rnd.randrange(len(digits) - 1)
    return [*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :]]


def missing(digits: list[int], rnd: random.Random) -> list[int]:
    i = rnd.randrange(len(digits))
    return [*digits[:i], *digits[i + 1 :]]


def extra(digits: list[int], rnd: random.Random) -> list[int]:
    i = rnd.randrange(len(digits) + 1)
    return [*digits[:i], rnd.randrange(32), *digits[i:]]


SLIPS = (wrong, two_wrong, swapped, missing, extra)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda f: f.__name__)
def test_no_slip_is_taken_for_another_code(slip: Callable) -> None:
    rnd = random.Random(slip.__name__)
    tried = accepted = 0
    while tried < CORRUPTED:
        data = [rnd.randrange(32) for _ in range(rnd.randint(12, 40))]
        whole = data + check_digits(data)
        broken = slip(whole, rnd)
        if broken != whole:
            tried += 1
            accepted += is_whole(broken)
    assert accepted == 0


@pytest.mark.parametrize("slip", SLIPS, ids=lambda f: f.__name__)
def test_one_slip_is_found_and_two_are_never_mended_wrongly(slip: Callable) -> None:
    rnd = random.Random(slip.__name__)
    for _ in range(150):
        data = [rnd.randrange(32) for _ in range(rnd.randint(12, 40))]
        whole = data + check_digits(data)
        broken = slip(whole, rnd)
        found = None if broken == whole else find_slip(broken)
        if slip is two_wrong:
            assert found is None
        elif broken != whole:
            assert found is not None and mend(broken, found) == whole
            assert 1 <= found.position <= len(broken) + 1


def test_a_class_code_with_one_slip_is_never_another_class() -> None:
    for case in CASES["classes"]:
        code = case["code"]
        for i in range(len(code)):
            for c in set(ALPHABET) - {code[i]}:
                assert isinstance(read_class(code[:i] + c + code[i + 1 :]), CodeProblem)
        for i in range(len(code) - 1):
            if code[i] != code[i + 1]:
                assert isinstance(read_class(code[:i] + code[i + 1] + code[i] + code[i + 2 :]), CodeProblem)


def test_the_check_digit_notices_any_two_places_swapped() -> None:
    for i in range(5):
        for j in range(i):
            digits = [0] * 5
            digits[i], digits[j] = 7, 8
            other = list(digits)
            other[i], other[j] = 8, 7
            assert check_digit(digits) != check_digit(other)


# --- Any attempt there and back ----------------------------------------------------------------------

WORD = st.sampled_from(["", " ", "二十", "20", "２０", "二十年", "申请日", "《申请日》", "=1+1", "abc", "专利,商标", "一万", "-5", "1/3", "5%", "0.05", "3万"])
ANYTHING = st.one_of(WORD, st.text("ABCDEFTXZ-", max_size=6), st.lists(WORD, max_size=4).map(tuple))


def item_strategy() -> st.SearchStrategy[Item]:
    prose = st.sampled_from([Prose("甲"), Prose("乙")])
    common = {"id": st.just("x"), "stem": prose}

    def many(low: int, high: int) -> st.SearchStrategy[tuple[Prose, ...]]:
        return st.integers(low, high).map(lambda n: tuple(Prose(f"项{i}") for i in range(n)))

    def choices(right: st.SearchStrategy[set[int]]) -> st.SearchStrategy:
        return st.tuples(many(2, 26), right).map(lambda t: tuple(kinds.Choice(p, i in t[1]) for i, p in enumerate(t[0])))

    pairs = st.tuples(many(1, 8), st.lists(st.sampled_from("甲乙丙丁"), min_size=8, max_size=8)).map(
        lambda t: tuple(kinds.Pair(left, Prose(right)) for left, right in zip(*t))
    )
    numbers = st.decimals(-(10**6), 10**6, places=2)
    return st.one_of(
        st.builds(kinds.SingleChoice, choices=choices(st.just({1})), **common),
        st.builds(kinds.MultipleChoice, choices=choices(st.sets(st.integers(0, 1), min_size=1)), **common),
        st.builds(kinds.TrueFalse, key=st.booleans(), **common),
        st.builds(kinds.TextEntry, blanks=st.lists(st.lists(WORD.filter(str.strip), min_size=1, max_size=4).map(tuple), min_size=1, max_size=3).map(tuple), **common),
        st.builds(lambda a, b, unit, **c: kinds.Numeric(low=min(a, b), high=max(a, b), unit=unit, **c), numbers, numbers, st.sampled_from([None, "%", "万元"]), **common),
        st.builds(kinds.Ordering, entries=many(2, 26), **common),
        st.builds(kinds.Matching, pairs=pairs, distractors=many(0, 3), **common),
        st.builds(kinds.Categorise, categories=st.tuples(many(1, 5), many(1, 5)).map(lambda t: (kinds.Category("一", t[0]), kinds.Category("二", t[1]))), **common),
        st.builds(kinds.ShortAnswer, model_answer=prose, criteria=many(1, 26), **common),
        st.builds(kinds.Survey, options=many(2, 26), **common),
    )


@settings(max_examples=400, deadline=None)
@given(item_strategy(), ANYTHING, st.randoms())
def test_a_response_keeps_its_score_and_is_carried_the_same_twice(item: Item, response: Response, rnd: random.Random) -> None:
    if isinstance(item, kinds.Ordering) and rnd.random() < 0.7:
        letters = list(LETTERS[: len(item.entries)])
        rnd.shuffle(letters)
        response = "".join(letters)
    once = answers.carried(item, response)
    assert answers.carried(item, once) == once
    assert score(item, once) == score(item, response)
    assert answers.from_text(item, answers.as_text(item, once)) in (once, *(("",) * n for n in range(4)), ("", ""))


ATTEMPTS = st.builds(
    Attempt, st.just("sample"), st.sampled_from(sorted({c["rev"] for c in CASES["attempts"]})), st.sampled_from(list(Phase)),
    st.just(()), st.none() | st.builds(ClassCode, st.integers(0, 1023), st.integers(0, 12), st.integers(1, 63)),
    st.integers(0, 255), st.integers(0, 2**24 - 1), st.integers(0, 4095),
)


@settings(max_examples=300, deadline=None)
@given(ATTEMPTS, st.data())
def test_any_attempt_comes_back(attempt: Attempt, data: st.DataObject) -> None:
    items = revisions().layout("sample", attempt.revision)
    shown = [item for item in items if data.draw(st.booleans())]
    attempt = Attempt(**{**vars(attempt), "answers": tuple(Answer(i.id, answers.carried(i, data.draw(ANYTHING))) for i in shown)})
    code = encode(attempt, items)
    assert reader().decode(code) == attempt
    assert set(code) <= set(ALPHABET + "-") and clean(code) == code.replace("-", "")


@given(st.lists(st.integers(1, 2**27).flatmap(lambda r: st.tuples(st.integers(0, r - 1), st.just(r))), max_size=30))
def test_packing_wastes_nothing_and_loses_nothing(fields: list[tuple[int, int]]) -> None:
    digits = pack(fields)
    reading = Reader(digits)
    assert [reading.take(radix) for _, radix in fields] == [value for value, _ in fields] and reading.is_done


def test_what_cannot_be_carried_is_refused() -> None:
    items = revisions().layout("sample", CASES["attempts"][0]["rev"])
    good = attempt_of(CASES["attempts"][0])
    with pytest.raises(ValueError):
        encode(Attempt(**{**vars(good), "seat": 256}), items)
    with pytest.raises(ValueError):
        encode(Attempt(**{**vars(good), "answers": (Answer("no-such-item", "A"),)}), items)
    with pytest.raises(ValueError):
        ClassCode(1024, 1, 1)


def test_fifteen_single_choices_take_thirty_three_characters() -> None:
    """The length that was promised: 15 answers with class, seat, time and check in 33 characters."""
    items = tuple(
        kinds.SingleChoice(id=f"i{n}", stem=Prose(f"题{n}"), choices=tuple(kinds.Choice(Prose(t), t == "甲") for t in "甲乙丙丁")) for n in range(15)
    )
    attempt = Attempt("q", "0123abcd", Phase.PRE, tuple(Answer(i.id, "D") for i in items), ClassCode(1023, 12, 63), 255, 2**24 - 1, 4095)
    assert len(clean(encode(attempt, items))) == 33


def test_a_learner_is_a_class_and_a_seat() -> None:
    assert learner(ClassCode(17, 7, 3), 7) == "H073EW-07" and learner(None, 7) == "" and learner(ClassCode(17, 7, 3), 120) == "H073EW-120"
    assert to_text([0, 31]) == "0Z"
