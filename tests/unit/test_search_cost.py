"""What the first query costs at a thousand pages, in bytes. (Seconds are the bench's to tell.)"""

from __future__ import annotations

import gzip
import json
import statistics
from pathlib import Path

import pytest

from iplearn.products.site.library import Library
from iplearn.products.site.searchable import search_docs
from tests.conftest import DAY
from tests.unit.search_support import ROOT, SCRIPTS, SHOWN, corpus, run_queries, write_index

PAGES = 1000
FIRST_QUERY_BYTES = 30 * 1024


@pytest.fixture(scope="module")
def large(real_project):
    project = real_project[0]
    return corpus(search_docs(Library(project, DAY)), PAGES), project.synonyms


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_first_query_stays_below_30_kilobytes(large, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts, styles, index.js, shards and the texts of the results in the panel, each file gzipped by itself."""
    docs, synonyms = large
    files = write_index(tmp_path, docs, synonyms)
    own = {path.name: packed(path.read_bytes()) for path in sorted(SCRIPTS.iterdir())}
    fixed = sum(own.values()) + packed(files["index.js"])
    queries = [case["q"] for case in json.loads((ROOT / "tests/cases/search_queries.json").read_text("utf-8"))]
    costs = []
    for answer in run_queries(tmp_path, queries):
        shards = sum(packed(files[f"{path}.js"]) for path in answer["fetched"] if not path.startswith("t/"))
        texts = sum(packed(files[f"{path}.js"]) for path in answer["fetched"] if path.startswith("t/"))
        costs.append((fixed + shards + texts, shards, texts, answer["query"]))
    costs.sort()
    with capsys.disabled():
        total = sum(map(len, files.values()))
        print(f"\nsearch, {PAGES} pages: {len(files)} files, {total / 1e6:.1f} MB; scripts, styles and index.js {fixed} B gzip {own}")
        print(f"first query with {SHOWN} excerpts, gzip: median {statistics.median(c[0] for c in costs):.0f} B, most {costs[-1]}")
    assert costs[-1][0] <= FIRST_QUERY_BYTES
