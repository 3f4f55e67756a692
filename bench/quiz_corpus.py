"""5,000 choice items for ours and for mkdocs-quiz: the same words, in the syntax of each. The same input gives the same bytes.

Choice items with feedback and an explanation are what both have. They are those of the real quizzes, taken in turn, with
words exchanged from round to round (words.py) and a number behind stem and explanation, so that no two are alike.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.corpus import generate
from bench.words import varied
from iplearn.model.item import MultipleChoice, SingleChoice
from iplearn.model.revision import Revisions
from iplearn.reading.quizzes import read_quiz
from iplearn.reading.revisions import lines_to_add, revisions_file

PER_PAGE = 20
PEER_SETTINGS = {"with quizzes": "plugins: [mkdocs_quiz]\n", "without the plugin": "plugins: []\n"}
PLAIN_PAGE = "plain.md"


@dataclass(frozen=True)
class MadeItem:
    """One line each; options as (text, is it right, feedback or "")."""

    stem: str
    options: tuple[tuple[str, bool, str], ...]
    explanation: str

    def varied(self, step: int, number: int) -> MadeItem:
        options = tuple((varied(text, step), right, varied(feedback, step)) for text, right, feedback in self.options)
        return MadeItem(f"{varied(self.stem, step)}（{number}）", options, f"{varied(self.explanation, step)}（{number}）")


def items(root: Path, count: int) -> list[MadeItem]:
    """`count` items, made from the quizzes of the project in `root`."""
    real = list(_real(root))
    return [item.varied(n // len(real), n + 1) for n, item in zip(range(count), itertools.cycle(real))]


def _real(root: Path) -> Iterator[MadeItem]:
    for path in sorted((root / "quizzes").rglob("*.md")):
        quiz, _ = read_quiz(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        for item in quiz.items if quiz else ():
            if isinstance(item, SingleChoice | MultipleChoice) and not any(c.goto for c in item.choices) and "\n" not in item.stem.text and item.explanation:
                options = tuple((_line(c.text.text), c.correct, _line(c.feedback.text) if c.feedback else "") for c in item.choices)
                yield MadeItem(item.stem.text, options, _line(item.explanation.text))


def _line(text: str) -> str:
    return " ".join(text.split())


def write_ours(root: Path, target: Path, made: Sequence[MadeItem]) -> list[str]:
    """A project with the items as quizzes, frozen, and one page of text; the ids of the quizzes."""
    corpus = generate(root, target, 2)
    ids = []
    for n, page in enumerate(_pages(made)):
        name = f"items-{n:04}"
        text = f"---\nid: {name}\ntitle: 第 {n + 1} 套\nstage: 公众\nreviewed: {corpus.day}\n---\n\n" + "\n".join(_ours(item, k) for k, item in enumerate(page, 1))
        file = f"quizzes/bench/{name}.md"
        _write(target / file, text)
        quiz, problems = read_quiz(file, text)
        assert quiz is not None and not any(p.is_error for p in problems), problems
        _write(target / revisions_file(name), lines_to_add(quiz, Revisions(), date.fromisoformat(corpus.day)))
        ids.append(name)
    return ids


def _ours(item: MadeItem, number: int) -> str:
    lines = [f"## {item.stem} {{#q{number}}}", ""]
    for text, right, feedback in item.options:
        lines += [f"- [{'x' if right else ' '}] {text}", *([f"  > {feedback}"] if feedback else [])]
    return "\n".join([*lines, "", f"解析：{item.explanation}", ""])


def write_peer(target: Path, made: Sequence[MadeItem], settings: str) -> list[str]:
    """A plain MkDocs project with the items, and one page without any; the paths of the pages below docs."""
    _write(target / "mkdocs.yml", f"site_name: bench\ntheme: {{name: material, language: zh, font: false}}\nuse_directory_urls: false\n{settings}")
    _write(target / "docs/index.md", "# 首页\n")
    _write(target / "docs" / PLAIN_PAGE, "# 没有测验的一页\n\n只有文字。\n")
    places = []
    for n, page in enumerate(_pages(made)):
        places.append(f"items-{n:04}.md")
        _write(target / "docs" / places[-1], f"# 第 {n + 1} 套\n\n" + "\n\n".join(map(_peer, page)) + "\n")
    return places


def _peer(item: MadeItem) -> str:
    lines = ["<quiz>", item.stem]
    for text, right, feedback in item.options:
        lines += [f"- [{'x' if right else ' '}] {text}", *([f"> {feedback}"] if feedback else [])]
    return "\n".join([*lines, "", item.explanation, "</quiz>"])


def _pages(made: Sequence[MadeItem]) -> Iterator[Sequence[MadeItem]]:
    for start in range(0, len(made), PER_PAGE):
        yield made[start : start + PER_PAGE]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
