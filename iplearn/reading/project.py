"""The whole project folder -> Project + diagnostics. Nothing is written but what `kept` keeps, where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup import Markup
from iplearn.model.changes import LawChanges
from iplearn.model.content import Page
from iplearn.model.course_test import course_tests, with_course_tests
from iplearn.model.document import Document
from iplearn.model.glossary import Glossary
from iplearn.model.kit import Asset, KitSettings
from iplearn.model.law import LawRegistry
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.report import ReportSettings, Summary
from iplearn.model.result_mapping import ResultMapping
from iplearn.model.routes import GLOSSARY_PATH, law_path
from iplearn.model.site import Campaign, Home, Objective, Plan, Section, Site, Unit
from iplearn.model.writing import BannedClaim, Writing
from iplearn.parallel import fork_map
from iplearn.reading import kept
from iplearn.reading.changes import read_changes
from iplearn.reading.content import read_page
from iplearn.reading.data import read_list, read_record
from iplearn.reading.drills import read_drills, read_figures
from iplearn.reading.glossary import read_glossary
from iplearn.reading.laws import registry
from iplearn.reading.quiz_prose import read_prose
from iplearn.reading.quizzes import read_quiz
from iplearn.reading.revisions import FOLDER as REVISIONS
from iplearn.reading.revisions import read_revisions
from iplearn.reading.strays import is_temporary, is_text, stray_files
from iplearn.reading.synonyms import read_synonyms
from iplearn.reading.text import decode
from iplearn.reading.tools import read_fees, read_holidays, read_tools
from iplearn.reading.unread import names

# Project field -> (file, what it holds, reader). A field of Project named here is read from data/.
_RECORDS = {
    "site": ("data/site.yml", Site),
    "home": ("data/home.yml", Home),
    "plan": ("data/plan.yml", Plan),
    "writing": ("data/writing.yml", Writing),
    "reports": ("data/reports.yml", ReportSettings),
    "summary": ("data/summary.yml", Summary),
    "kits": ("data/kits.yml", KitSettings),
}
_LISTS = {
    "sections": ("data/sections.yml", Section),
    "units": ("data/units.yml", Unit),
    "campaigns": ("data/campaigns.yml", Campaign),
    "objectives": ("data/objectives.yml", Objective),
    "result_mappings": ("data/result-mappings.yml", ResultMapping),
    "banned": ("data/banned.yml", BannedClaim),
    "licences": ("data/assets.yml", Asset),
}
# What names an entry of a list, where it is not its id.
_KEYS = {"licences": "path"}
_SYNONYMS = "data/synonyms.yml"
# A site can do without them: their aids then rest.
_OPTIONAL = {"data/writing.yml", "data/banned.yml", "data/reports.yml", "data/summary.yml", "data/result-mappings.yml", "data/kits.yml", "data/assets.yml"}
_GLOSSARY = "data/glossary.yml"
_CHANGES = "data/changes"


class ProjectReader:
    """Reads a project folder, and reads it again fast: texts that did not change keep their pages and quizzes.

    Without `passages` the writing aids have nothing to read, and a large site is read a tenth faster. With `keep` the
    next command remembers, too: for whoever edits and asks again, not for a build of everything, which it would slow.
    """

    def __init__(self, root: Path, *, passages: bool = True, keep: bool = False) -> None:
        self.root = root
        self._passages = passages
        self._keep = keep
        self._markup_key: tuple[LawRegistry, Glossary] | None = None
        self._kept_key = b""
        self._changed = self._stored = False
        self._unread: set[str] = set()
        self._markup: Markup | None = None
        self._pages: dict[str, tuple[str, Page | None, list[Diagnostic]]] = {}
        self._quizzes: dict[str, tuple[str, tuple[Quiz, dict] | None, list[Diagnostic]]] = {}

    @property
    def markup(self) -> Markup:
        """The one Markup, over the laws and the glossary last read."""
        assert self._markup is not None, "read() first"
        return self._markup

    def read(self) -> tuple[Project, list[Diagnostic]]:
        found: list[Diagnostic] = []
        self._changed = False
        self._unread = set()
        for problem, wanted in stray_files(self.root):
            found.append(problem)
            self._unread |= names(wanted) if wanted else set()
        laws, problems = registry(dict(self._texts("data/laws", ".yml", found)))
        found += problems
        lines: dict[str, dict[str, int]] = {}
        glossary = Glossary()
        if (self.root / _GLOSSARY).exists() and (text := self._data_text(_GLOSSARY, found)) is not None:
            glossary, lines[_GLOSSARY], problems = read_glossary(_GLOSSARY, text)
            found += problems
        if self._markup_key != (laws, glossary):
            self._markup_key = (laws, glossary)
            self._markup = Markup(laws, glossary.terms, self._passages)
            self._kept_key = kept.key(laws, glossary, self._passages) if self._keep else b""
            for name, cache in self._tables():
                cache.clear()
                cache.update(kept.load(self.root, name, self._kept_key) if self._keep else {})
        changes = self._read_changes(found)
        values: dict[str, object] = {}
        for field, (file, cls) in {**_RECORDS, **_LISTS}.items():
            if file in _OPTIONAL and not (self.root / file).exists():
                continue
            text = self._data_text(file, found)
            if text is None:
                continue
            reader: Callable = read_record if field in _RECORDS else partial(read_list, key=_KEYS.get(field, "id"))
            values[field], lines[file], problems = reader(cls, file, text)
            found += problems
        if (self.root / _SYNONYMS).exists() and (text := self._data_text(_SYNONYMS, found)) is not None:
            values["synonyms"], problems = read_synonyms(_SYNONYMS, text)
            found += problems
        values["holidays"], problems = read_holidays(dict(self._texts("data/holidays", ".yml", found)))
        found += problems
        values["fees"], problems = read_fees(dict(self._texts("data/fees", ".yml", found)))
        found += problems
        values["tools"], values["tool_prose"], problems = read_tools(dict(self._texts("data/tools", ".yml", found)), self.markup)
        found += problems
        values["drills"], drill_prose, problems = read_drills(dict(self._texts("data/drills", ".yml", found)), self.markup)
        values["tool_prose"] = values["tool_prose"] | drill_prose  # type: ignore[operator]
        found += problems
        values["figures"], problems = read_figures(dict(self._texts("data/drills/figures", ".svg", found)))
        found += problems
        pages = self._read_all(self._texts("content", ".md", found), self._pages, self._read_page, found)
        quizzes = self._read_all(self._texts("quizzes", ".md", found), self._quizzes, self._read_quiz, found)
        if self._keep and self._changed and not self._stored:
            # Once: whoever serves reads again at every edit, and the next command can read those few anew.
            self._stored = True
            for name, cache in self._tables():
                kept.store(self.root, name, self._kept_key, cache)
        revisions, problems = read_revisions(self._texts(REVISIONS, ".jsonl", found))
        found += problems
        prose = {quiz.id: texts for quiz, texts in quizzes}
        tests = tuple(course_tests(pages, {quiz.id: quiz for quiz, _ in quizzes}))
        prose |= {test.id: {key: text for bank in banks for key, text in prose[bank].items()} for test, banks in tests}
        # Others name a page by the id it should have.
        self._unread |= {name for page in pages if not page.meta.id.isascii() for name in names(page.file)}
        # Of a file of data that has an error a part is missing, or all of it.
        self._unread |= {name for d in found if d.is_error and d.place.file.startswith("data/") for name in names(d.place.file)}
        known = {f.name for f in fields(Project)}
        project = Project(
            laws=laws,
            pages=tuple(pages),
            quizzes=tuple(quiz for quiz, _ in quizzes),
            tests=tuple(test for test, _ in tests),
            revisions=with_course_tests(revisions, tests) if tests else revisions,
            prose=prose,
            assets=frozenset(self._assets()),
            lines=lines,
            glossary=glossary,
            changes={c.family: c for c in changes},
            data_prose=self._units_prose(values.get("units", ()), lines.get("data/units.yml", {})) | {_GLOSSARY: self._glossary_prose(glossary, lines.get(_GLOSSARY, {}))} | {c.file: self._changes_prose(c) for c in changes},
            unread=frozenset(self._unread),
            **{k: v for k, v in values.items() if k in known},  # type: ignore[arg-type]
        )
        return project, found

    def _tables(self) -> tuple[tuple[str, dict], tuple[str, dict]]:
        """What is remembered of pages and quizzes, and the names it is kept under."""
        ending = "-passages" if self._passages else ""
        return (f"pages{ending}", self._pages), (f"quizzes{ending}", self._quizzes)

    def _read_changes(self, found: list[Diagnostic]) -> list[LawChanges]:
        out = []
        for file, text in self._texts(_CHANGES, ".yml", found):
            changes, problems = read_changes(file, text)
            found += problems
            if changes:
                out.append(changes)
        return out

    def _glossary_prose(self, glossary: Glossary, lines: dict[str, int]) -> dict[tuple[int, str], Document]:
        """An entry explains itself with the other terms linked."""
        src = GLOSSARY_PATH.removesuffix(".html") + ".md"
        out = {}
        for term in glossary.terms:
            line = lines[term.term]
            out[line, term.text] = self.markup.parse(term.text, as_of=glossary.reviewed, src=src, first_line=line, explain=True, terms_off=(term.term,))
            if term.law:
                out[line, term.law] = self.markup.parse(term.law, as_of=glossary.reviewed, src=src, first_line=line)
        return out

    def _units_prose(self, units: tuple[Unit, ...], lines: dict[str, int]) -> dict[str, dict[tuple[int, str], Document]]:
        """Where names and duties come from. Links are as seen from the site's root."""
        told = [(lines[u.id], u) for u in units if u.source]
        return {"data/units.yml": {(line, u.source): self.markup.parse(u.source, as_of=u.reviewed, first_line=line) for line, u in told if u.source}}

    def _changes_prose(self, changes: LawChanges) -> dict[tuple[int, str], Document]:
        src = law_path(changes.family).removesuffix(".html") + ".md"
        return {
            (line, row.change): self.markup.parse(row.change, as_of=changes.reviewed, src=src, first_line=line)
            for row, line in zip(changes.rows, changes.lines)
        }

    def _read_page(self, file: str, text: str) -> tuple[Page | None, list[Diagnostic]]:
        return read_page(file.removeprefix("content/"), text, self.markup)

    def _read_quiz(self, file: str, text: str) -> tuple[tuple[Quiz, dict] | None, list[Diagnostic]]:
        """The quiz and what its Markdown became."""
        quiz, found = read_quiz(file, text)
        if quiz is None:
            return None, found
        prose, problems = read_prose(quiz, self.markup)
        return (quiz, prose), found + problems

    def _read_all(self, texts: Iterator[tuple[str, str]], cache: dict, read: Callable, found: list[Diagnostic]) -> list:
        """What `read` makes of each text; those that did not change since the last time are not read again."""
        now = dict(texts)
        stale = [(file, text) for file, text in now.items() if file not in cache or cache[file][0] != text]
        for (file, text), result in zip(stale, fork_map(lambda entry: read(*entry), stale)):
            cache[file] = (text, *result)
        gone = set(cache) - set(now)
        for file in gone:
            del cache[file]
        self._changed |= bool(stale or gone)
        for file, text in now.items():
            found += cache[file][2]
            if cache[file][1] is None:
                self._unread |= names(file, text)
        return [cache[file][1] for file in now if cache[file][1] is not None]

    def _texts(self, folder: str, suffix: str, found: list[Diagnostic]) -> Iterator[tuple[str, str]]:
        """(path from the root, text) of every file below `folder`, in order of path."""
        for path in sorted((self.root / folder).rglob(f"*{suffix}"), key=lambda p: p.as_posix()):
            if any(part.startswith(".") for part in path.relative_to(self.root).parts) or not path.is_file() or is_temporary(path.name):
                continue
            file = path.relative_to(self.root).as_posix()
            text, problems = decode(file, path.read_bytes())
            found += problems
            if text is None:
                self._unread |= names(file)
            else:
                yield file, text

    def _data_text(self, file: str, found: list[Diagnostic]) -> str | None:
        path = self.root / file
        if not path.exists():
            found.append(error(Place(file), "data/missing", f"没有 {file} 这个文件。", "从备份里恢复它。"))
            return None
        text, problems = decode(file, path.read_bytes())
        found += problems
        return text

    def _assets(self) -> Iterator[str]:
        content = self.root / "content"
        for path in content.rglob("*"):
            if path.is_file() and not is_text(path.name) and not is_temporary(path.name):
                yield path.relative_to(content).as_posix()
