"""Everyday questions find the right page among the first results, over the real pages and the real synonyms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iplearn.products.site.library import Library
from iplearn.products.site.searchable import search_docs
from tests.conftest import DAY
from tests.unit.search_support import ROOT, page_urls, run_queries, write_index

TOP = 3
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "cases" / "search_queries.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, real_project) -> tuple[dict[str, list[str]], set[str]]:
    """query -> ids of its results, best first; and the ids of the pages that are written."""
    project = real_project[0]
    docs = search_docs(Library(project, DAY))
    ids = {doc.url: doc.id for doc in docs}
    folder: Path = tmp_path_factory.mktemp("index")
    write_index(folder, docs, project.synonyms)
    queries = [case["q"] for case in CASES]
    found = run_queries(folder, queries, show=10)
    written = {doc.id for doc in docs}
    return {q: [ids[url] for url in page_urls(answer)] for q, answer in zip(queries, found)}, written


def test_everyday_questions_find_their_page(answers) -> None:
    """`pages` lists the ids that answer a question; ids of pages not written yet wait in the table."""
    results, written = answers
    asked, missed = 0, []
    for case in CASES:
        wanted = written.intersection(case["pages"])
        if not wanted:
            continue
        asked += 1
        top = results[case["q"]][: case.get("top", TOP)]
        if not wanted.intersection(top):
            missed.append(f"{case['q']}: {sorted(wanted)} not in {results[case['q']]}")
    assert not missed, "\n".join(missed)
    assert asked >= 30


def test_the_questions_are_each_asked_once() -> None:
    queries = [case["q"] for case in CASES]
    assert len(set(queries)) == len(queries) >= 30
    assert {"专利年费忘交了", "被人抢注", "菜刀外观", "用别人音乐"} <= set(queries), "what a reader would type first"
    assert all(case.get("top", TOP) <= TOP for case in CASES)
    assert all(case["pages"] and set(case) <= {"q", "pages", "top"} for case in CASES)


def test_reversed_words_are_ranked_differently(answers) -> None:
    results, _ = answers
    assert results["注册商标"] != results["商标注册"]
