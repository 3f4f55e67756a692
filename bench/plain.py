"""The corpus as a docs tree for stock MkDocs: the same text in plain Markdown, and the settings it is built with.

Blocks become bold lines with their text below, a quiz becomes a task list at the foot of the page it belongs to.
Pages lie fifty to a folder, because `navigation.prune` saves nothing where all pages share one folder.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from bench.corpus import Corpus, front_and_body, re_aim

FOLDER = 50
BLOCK_NAMES = {"case": "虚构案例", "note": "提示", "warning": "注意", "disputed": "有争议", "from": "自", "until": "至"}
_BLOCK = re.compile(r"^/{3,}[ ]*(?:(\w+)[ ]*(?:\|[ ]*(.*?))?[ ]*)?$", re.M)
_ATTRIBUTES = re.compile(r"[ ]*\{#[^{}]*\}$", re.M)
_OPTION = re.compile(r"^([ ]*)> ", re.M)


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
    """Writes `target`/docs; returns the paths of the corpus pages below it, in their order."""
    content = corpus.root / "content"
    made = {page.src: page for page in corpus.pages}
    names = sorted(p.relative_to(content).as_posix() for p in content.rglob("*.md"))
    order = {page.src: n for n, page in enumerate(corpus.pages)}
    places = {src: _place(src, order.get(src), made) for src in names}
    for src in names:
        front, body = front_and_body((content / src).read_text("utf-8"))
        text = [f"# {front['title']}", front.get("summary", ""), _unblocked(body)]
        if src in made:
            text += [_quiz(corpus.root, quiz) for quiz in made[src].quizzes]
        path = target / "docs" / places[src]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re_aim("\n\n".join(text), src, places[src], lambda p: places.get(p, p)), "utf-8")
    return [places[page.src] for page in corpus.pages]


def _place(src: str, order: int | None, made: dict) -> str:
    """`school/B00003/index.md` -> `school/000/B00003.md`: fifty pages of a section to a folder."""
    if order is None:
        return src
    return f"{src.partition('/')[0]}/{order // (2 * FOLDER):03}/{made[src].id}.md"


def _unblocked(body: str) -> str:
    def line(match: re.Match[str]) -> str:
        if not match[1] or match[1] == "quiz":
            return ""
        return f"\n**{BLOCK_NAMES[match[1]]} {match[2] or ''}**\n"

    return _BLOCK.sub(line, body)


def _quiz(root: Path, quiz: str) -> str:
    (path,) = (root / "quizzes").rglob(f"{quiz}.md")
    front, body = front_and_body(path.read_text("utf-8"))
    # An item is a heading of the page's quiz; a blockquote under an option needs the list's indentation.
    body = _ATTRIBUTES.sub("", re.sub(r"^##", "###", body, flags=re.M))
    return f"## {front['title']}\n\n{_OPTION.sub(r'    > ', body)}"


def page_file(place: str) -> str:
    """Where MkDocs puts the page of docs/`place` with its default directory addresses."""
    return posixpath.join(place.removesuffix(".md"), "index.html")
