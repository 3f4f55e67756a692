"""The corpus as a docs tree for stock MkDocs: the same pages in plain Markdown, and the settings they are built with.

Blocks become bold lines with their text below, quizzes become task lists. Pages lie fifty to a folder, because
`navigation.prune` saves nothing where all pages share one.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from bench.corpus import Corpus, front_and_body, re_aim

FOLDER = 50
BLOCK_NAMES = {"cards": "卡片", "case": "虚构案例", "note": "提示", "warning": "注意", "disputed": "有争议", "from": "自", "until": "至"}
_BLOCK = re.compile(r"^/{3,}[ ]*(?:(\w+)[ ]*(?:\|[ ]*(.*?))?[ ]*)?$", re.M)
_ATTRIBUTES = re.compile(r"[ ]*\{#[^{}]*\}$", re.M)
_FEEDBACK = re.compile(r"^ *> ", re.M)

_EXTENSIONS = """\
markdown_extensions:
  - tables
  - pymdownx.tasklist
"""
STOCK = """\
theme:
  name: material
  language: zh
plugins:
  - search:
      lang: zh
""" + _EXTENSIONS
PRUNED = """\
theme:
  name: material
  language: zh
  features:
    - navigation.prune
plugins: []
""" + _EXTENSIONS


def write_plain(corpus: Corpus, target: Path) -> list[str]:
    """Writes `target`/docs; returns the paths below it of all texts, then of all quizzes of the corpus."""
    content = corpus.root / "content"
    quizzes = {path.stem: path for path in (corpus.root / "quizzes").rglob("*.md")}
    texts = {text.src: _place(text.src.partition("/")[0], n, text.id) for n, text in enumerate(corpus.texts)}
    places = {src: texts.get(src, src) for src in sorted(p.relative_to(content).as_posix() for p in content.rglob("*.md"))}
    owned = {text.src: text.quizzes for text in corpus.texts}
    quiz_places = {quiz: _place("quiz", n, quiz) for n, quiz in enumerate(corpus.quizzes)}
    for src, place in places.items():
        front, body = front_and_body((content / src).read_text("utf-8"))
        links = [f"- [{quiz}]({posixpath.relpath(quiz_places[quiz], posixpath.dirname(place))})" for quiz in owned.get(src, ())]
        body = re_aim(_unblocked(body, quizzes), src, place, lambda p: places.get(p, p))
        _write(target / "docs" / place, [f"# {front['title']}", front["summary"], body, *links])
    for quiz, place in quiz_places.items():
        front, body = front_and_body(quizzes[quiz].read_text("utf-8"))
        _write(target / "docs" / place, [f"# {front['title']}", _task_list(body)])
    return [*texts.values(), *quiz_places.values()]


def _place(section: str, n: int, name: str) -> str:
    return f"{section}/{n // FOLDER:03}/{name}.md"


def _unblocked(body: str, quizzes: dict[str, Path]) -> str:
    def line(match: re.Match[str]) -> str:
        if not match[1]:
            return ""
        if match[1] == "quiz":
            return re.sub("^##", "###", _task_list(front_and_body(quizzes[match[2]].read_text("utf-8"))[1]), flags=re.M)
        return f"\n**{BLOCK_NAMES[match[1]]} {match[2] or ''}**\n"

    return _BLOCK.sub(line, body)


def _task_list(body: str) -> str:
    """A quiz is a task list but for the attributes of its items, and feedback stands in by two spaces only."""
    return _FEEDBACK.sub("    > ", _ATTRIBUTES.sub("", body))


def _write(path: Path, parts: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def page_file(place: str) -> str:
    """Where MkDocs puts the page of docs/`place` with its default directory addresses."""
    return posixpath.join(place.removesuffix(".md"), "index.html")
