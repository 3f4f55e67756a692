"""A project of N pages, remade from the real ones: the same input gives the same bytes.

A page is what a reader can open. They follow E03, E18, L07 and L17 in turn, each with the quizzes its model has (E03
and E18 one, a lesson two) as pages of their own: of ten pages four are texts and six are quizzes, and length, tables,
dated blocks, citations and quizzes are as dense as there. Sentences are exchanged with those of all real pages
(lines.py), items with those of all real quizzes, and words change from page to page (words.py).
What frames a site (home, section indexes, help, plan, data, theme) is copied, and its references are re-aimed.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from bench.lines import Pool, read_lines
from bench.words import varied
from iplearn.model.revision import Revisions
from iplearn.reading.quizzes import read_quiz
from iplearn.reading.revisions import lines_to_add, revisions_file

MODELS = ("explain/E03.md", "explain/E18.md", "school/L07/index.md", "school/L17/index.md")
QUIZ_KEYS = ("quiz", "pre", "post", "practice")
# One text in so many shows its quiz in its own page, too, instead of linking to it.
EMBED_EVERY = 8
COPIED = ("mkdocs.yml", "build.py", "data", "theme")

_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.S)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_NAMES = re.compile(r"[\w-]+")
_ITEMS = re.compile(r"^(?=## )", re.M)
_ID = re.compile(r"\{#[\w-]+")
_EMBED = re.compile(r"^(/{3,}\s*quiz\s*\|\s*)([\w-]+)", re.M)


@dataclass(frozen=True)
class MadeText:
    """A text of the corpus: `src` below content/, `quizzes` the ids it owns, in the order of its front matter."""

    id: str
    src: str
    quizzes: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its address on our site."""
        return self.src.removesuffix(".md") + ".html"


@dataclass(frozen=True)
class Corpus:
    """The project in `root`. `day` (ISO) is the latest review of the real pages: the day to build for."""

    root: Path
    texts: tuple[MadeText, ...]
    day: str

    @property
    def quizzes(self) -> tuple[str, ...]:
        return tuple(quiz for text in self.texts for quiz in text.quizzes)

    @property
    def size(self) -> int:
        """Its pages: texts and quizzes."""
        return len(self.texts) + len(self.quizzes)


@dataclass(frozen=True)
class _Text:
    """An authored file cut up: front matter as key -> value as written, and the body."""

    src: str
    front: dict[str, str]
    body: str

    def names(self, *keys: str) -> list[str]:
        return [name for key in keys for name in _NAMES.findall(self.front.get(key, ""))]

    def written(self, body: str, **changed: str) -> str:
        front = "\n".join(f"{key}: {value}" for key, value in {**self.front, **changed}.items() if value)
        return f"---\n{front}\n---\n{body}"


def generate(source: Path, target: Path, pages: int) -> Corpus:
    """Writes a project of `pages` pages below `target` (must not exist), made from the project in `source`.

    Two at least: the home page names a text and a quiz.
    """
    maker = _Maker(source, pages)
    for name in COPIED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, target / name)
    for path in sorted((source / "content").rglob("*")):
        if path.is_file() and path.suffix != ".md":
            _write(target / path.relative_to(source), path.read_bytes())
    for file, text in maker.files():
        _write(target / file, text.encode())
        if file.startswith("quizzes/") and (quiz := read_quiz(file, text)[0]):
            _write(target / revisions_file(quiz.id), lines_to_add(quiz, Revisions(), date.fromisoformat(maker.day)).encode())
    return Corpus(target, maker.texts, maker.day)


class _Maker:
    """Holds the real texts while the corpus is written, a file at a time."""

    def __init__(self, source: Path, count: int) -> None:
        self._texts = {t.src: t for t in _read(source / "content")}
        self._quizzes = {t.front["id"]: t for t in _read(source / "quizzes")}
        self._home = (source / "data/home.yml").read_text("utf-8")
        self._tools = {p.name: p.read_text("utf-8") for p in sorted((source / "data/tools").glob("*.yml"))}
        self._naming = {p.relative_to(source).as_posix(): p.read_text("utf-8") for p in (source / "data/glossary.yml", *sorted((source / "data/drills").glob("*.yml")))}
        self.day = max(t.front["reviewed"] for t in self._texts.values())
        self.texts = tuple(self._made(count))
        self._by_real_id = {t.front["id"]: t.src for t in self._texts.values()}
        real = [t for src, t in self._texts.items() if not _is_frame(src)]
        self._pool = Pool(line for t in real for line in read_lines(t.src, t.body))
        self._items = [item.rstrip() + "\n\n" for q in self._quizzes.values() for item in _ITEMS.split(q.body)[1:] if _moves(item)]

    def _made(self, count: int) -> Iterator[MadeText]:
        """As many texts as make `count` pages together with their quizzes; the last may go without some of its own."""
        n = 0
        while count > 0:
            model = MODELS[n % len(MODELS)]
            name = f"B{n:05}"
            src = model.replace(posixpath.basename(posixpath.dirname(model)) + "/index.md", f"{name}/index.md")
            src = src if src != model else f"{posixpath.dirname(model)}/{name}.md"
            quizzes = [f"{name.lower()}-{q}" for q in self._texts[model].names(*QUIZ_KEYS)]
            yield MadeText(name, src, tuple(quizzes[: count - 1]))
            count -= 1 + len(quizzes[: count - 1])
            n += 1

    def files(self) -> Iterator[tuple[str, str]]:
        """(path below the project, text) of everything that is not copied."""
        for src, text in self._texts.items():
            if _is_frame(src):
                rng = Random(src)
                body = self._re_aim(_embedding(text.body, {}, self.texts[0].quizzes[0]), src, src, rng)
                yield f"content/{src}", text.written(body, related=self._related(text, rng), quiz="")
        for n, made in enumerate(self.texts):
            yield from self._text(n, made)
        rng = Random("home")
        home = re.sub(r"(?m)^(\s*(?:pages|featured): )\[(.*)\]", lambda m: f"{m[1]}[{self._ids(m[2].count(',') + 1, rng)}]", self._home)
        home = re.sub(r"(?m)^(\s*page: ).*", lambda m: m[1] + self._ids(1, rng), home)
        yield "data/home.yml", re.sub(r"(?m)^quiz: .*", f"quiz: {self.texts[0].quizzes[0]}", home)
        for name, text in self._tools.items():
            # The pages they point to have other names here.
            yield f"data/tools/{name}", re.sub(r"\[([^\]]*)\]\([^)\s]*\.md[^)\s]*\)", r"\1", text)
        for path, text in self._naming.items():
            yield path, re.sub(r"\bpages: \[([^\]]*)\]", lambda m: f"pages: [{self._ids(m[1].count(',') + 1, rng)}]", text)

    def _text(self, n: int, made: MadeText) -> Iterator[tuple[str, str]]:
        """A text and its quizzes."""
        model = self._texts[MODELS[n % len(MODELS)]]
        rng = Random(made.id)
        step = n * 7 + 1
        used: set[str] = set()
        lines = [self._pool.exchange(line, rng, used) for line in read_lines(model.src, model.body)]
        body = "\n".join(line.lead + self._re_aim(line.text, line.src, made.src, rng) for line in lines)
        title = f"{varied(model.front['title'], step)} · {n + 1}"
        front = {"id": made.id, "title": title, "related": self._related(model, rng), "reviewed": self.day}
        renamed = dict(zip(model.names(*QUIZ_KEYS), made.quizzes))
        body = _embedding(body, renamed, self.texts[0].quizzes[0])
        for key in QUIZ_KEYS:
            front[key] = ", ".join(renamed[q] for q in model.names(key) if q in renamed)
        if front["quiz"]:
            front["quiz"] = f"[{front['quiz']}]"
        if n % EMBED_EVERY == 0 and made.quizzes:
            body = f"{body.rstrip()}\n\n## 做一做\n\n/// quiz | {made.quizzes[0]}\n///\n"
            front["quiz"] = ""
        yield f"content/{made.src}", model.written(varied(body, step), **front)
        for real, name in renamed.items():
            quiz = self._quizzes[real]
            intro, *own = _ITEMS.split(quiz.body)
            items = "".join(_ID.sub(f"{{#q{k + 1}", item, count=1) for k, item in enumerate(rng.sample(self._items, len(own))))
            quiz_title = f"{varied(quiz.front['title'], step)} · {n + 1}"
            yield f"quizzes/{posixpath.dirname(quiz.src)}/{name}.md", quiz.written(varied(intro + items, step), id=name, title=quiz_title, reviewed=self.day, draw="")  # strange items may not be enough on every day

    def _ids(self, count: int, rng: Random) -> str:
        return ", ".join(t.id for t in rng.sample(self.texts, min(count, len(self.texts))))

    def _related(self, text: _Text, rng: Random) -> str:
        count = len(text.names("related"))
        return f"[{self._ids(count, rng)}]" if count else ""

    def _re_aim(self, text: str, source: str, target: str, rng: Random) -> str:
        """Links written for the page `source` as seen from `target`; links to real pages lead to made ones."""

        def goal(path: str) -> str:
            return path if path not in self._texts or _is_frame(path) else rng.choice(self.texts).src

        return re_aim(text, source, target, goal)


def re_aim(text: str, source: str, target: str, goal: Callable[[str], str]) -> str:
    """`text` with relative links written for `source` leading, from `target`, to `goal` of their path. Anchors go."""

    def aim(match: re.Match[str]) -> str:
        href = match[1].partition("#")[0]
        if not href or ":" in href:
            return match[0]
        path = goal(posixpath.normpath(posixpath.join(posixpath.dirname(source), href)))
        return f"]({posixpath.relpath(path, posixpath.dirname(target) or '.')})"

    return _LINK.sub(aim, text)


def front_and_body(text: str) -> tuple[dict[str, str], str]:
    """Front matter of one-line keys, values as written; and the body."""
    match = _FRONT.match(text)
    assert match, "a corpus is made from a project without errors"
    pairs = (line.partition(":") for line in match[1].split("\n") if re.match(r"\w+:", line))
    return {key: value.partition(" #")[0].strip() for key, _, value in pairs}, match[2]


def _read(folder: Path) -> Iterator[_Text]:
    for path in sorted(folder.rglob("*.md"), key=lambda p: p.as_posix()):
        yield _Text(path.relative_to(folder).as_posix(), *front_and_body(path.read_text("utf-8")))


def _is_frame(src: str) -> bool:
    """Pages that are there once however large the site is."""
    return src.startswith("help/") or (src.endswith("index.md") and src.count("/") < 2)


def _embedding(body: str, renamed: dict[str, str], otherwise: str) -> str:
    """`body` with made quizzes where it embeds real ones."""
    return _EMBED.sub(lambda m: m[1] + renamed.get(m[2], otherwise), body)


def _moves(item: str) -> bool:
    """Whether an item means the same in another quiz: not what continues a case or parallels another item."""
    return not re.search(r"^# |→\s*#|^对应[：:]", item, re.M)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
