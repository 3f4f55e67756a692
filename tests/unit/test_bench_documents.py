"""The bench of documents: our sides make what they say, of the pages of lessons."""

from __future__ import annotations

import time

import pytest

from bench.documents import SIDES, SMALL, pages, side

MAGIC = {"PDF": b"%PDF", "DOCX": b"PK", "PPTX": b"PK"}


@pytest.mark.parametrize("name", [n for n in SIDES if n.startswith("iplearn")])
def test_our_sides(name: str) -> None:
    kind, _, make = SIDES[name]
    assert make()("小", SMALL).startswith(MAGIC[kind])
    found = side(name, [("一", SMALL)], time.time())
    assert found["each"] > 0 and found["size"] > 1000


def test_the_pages_are_those_of_the_lessons() -> None:
    found = pages()
    assert len(found) >= 8 and all("<h2" in html for _, html in found)
