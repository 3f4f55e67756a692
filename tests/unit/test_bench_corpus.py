"""The corpus of the bench: the same bytes each time, a project without errors, as dense as its models."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.corpus import EMBED_EVERY, MODELS, Corpus, generate
from bench.lines import read_lines
from bench.plain import page_file, write_plain
from bench.words import GROUPS, varied
from iplearn.shell.clock import EPOCH, set_build_day
from iplearn.shell.site_command import build
from tests.conftest import ROOT

PAGES = 12


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return generate(ROOT, tmp_path_factory.mktemp("bench") / "project", PAGES)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_same_bytes_each_time(corpus: Corpus, tmp_path: Path) -> None:
    again = generate(ROOT, tmp_path / "again", PAGES)
    assert tree(again.root) == tree(corpus.root)
    assert (again.texts, again.day) == (corpus.texts, corpus.day)


def test_as_many_pages_as_asked_for(tmp_path: Path) -> None:
    for pages in (2, 3, 9, 13):
        made = generate(ROOT, tmp_path / str(pages), pages)
        assert made.size == pages
        assert len({*made.quizzes, *(text.id for text in made.texts)}) == pages


def test_builds_without_errors(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(EPOCH, "0")  # put back after the test, whatever set_build_day writes
    set_build_day(date.fromisoformat(corpus.day))
    assert build(corpus.root, tmp_path / "site") == 0, capsys.readouterr().err
    for text in corpus.texts:
        assert (tmp_path / "site" / text.path).exists()
    for quiz in corpus.quizzes:
        assert (tmp_path / "site/quiz" / f"{quiz}.html").exists()
    shown = [t for n, t in enumerate(corpus.texts) if n % EMBED_EVERY == 0]
    assert shown and all("<form" in (tmp_path / "site" / t.path).read_text("utf-8") for t in shown)


def test_texts_are_as_dense_as_their_models(corpus: Corpus) -> None:
    for n, text in enumerate(corpus.texts):
        model = (ROOT / "content" / MODELS[n % len(MODELS)]).read_text("utf-8")
        made = (corpus.root / "content" / text.src).read_text("utf-8")
        assert abs(len(made) / len(model) - 1) < 0.1
        for mark in ("\n|", "\n///", "\n## ", "\n- "):
            assert abs(made.count(mark) - model.count(mark)) <= 2, (text.src, mark)
        assert abs(made.count("》") - model.count("》")) <= 0.35 * model.count("》") + 4


def test_plain_tree_has_the_same_pages_and_no_blocks(corpus: Corpus, tmp_path: Path) -> None:
    places = write_plain(corpus, tmp_path)
    assert len(places) == PAGES
    for place in places:
        text = (tmp_path / "docs" / place).read_text("utf-8")
        assert "///" not in text and "{#" not in text
    assert sum("- [x]" in (tmp_path / "docs" / place).read_text("utf-8") for place in places) == len(corpus.quizzes) + 1
    assert page_file("school/000/B1.md") == "school/000/B1/index.html"


def test_lines_inside_dated_blocks_are_a_kind_of_their_own() -> None:
    body = "/// until | 2027-01-01\n1. 甲（《商标法》第一条）\n///\n1. 乙（《商标法》第一条）\n2. 丙"
    keys = [line.key for line in read_lines("explain/E18.md", body)]
    assert keys == [None, ("item", 0, "until 2027-01-01", True), None, ("item", 0, "", True), ("item", 0, "", False)]


def test_words_stay_different_and_law_and_links_stay_as_they_are() -> None:
    for group in GROUPS:
        assert len({varied(word, 5) for word in group}) == len(group)
    kept = "《菜刀法》第一条，[甲](菜刀.md)"
    assert varied(kept, 3) == kept
