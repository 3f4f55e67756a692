from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iplearn.model.numerals import chinese_numeral, parse_numeral


@given(st.integers(1, 9999))
def test_both_ways(n: int) -> None:
    assert parse_numeral(chinese_numeral(n)) == n


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("二十", 20), ("一百零五", 105), ("一千二百六十", 1260), ("二〇二六", 2026), ("两百", 200), ("三万", 30000), ("五百万", 5_000_000), ("42", 42), ("一亿二千万", 120_000_000)],
)
def test_readings(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "甲", "3.5", "二十x"])
def test_no_number(text: str) -> None:
    assert parse_numeral(text) is None
