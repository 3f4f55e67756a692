"""The parts of a lesson and of a training module, the day its pack speaks as of, and the key that tells whether it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from iplearn.checks.lessons import check_lessons
from iplearn.checks.modules import check_modules
from iplearn.diagnostics import Diagnostic
from iplearn.model.content import LESSON_PARTS, STAGES, LessonMeta, LessonPlanMeta, ModuleMeta, Page, SlidesMeta, WorksheetMeta
from iplearn.model.course import module_sections
from iplearn.model.document import Document
from iplearn.model.pack import ALL, BANDS, PackEntry
from iplearn.model.project import Project
from iplearn.model.prose import Prose
from iplearn.model.quiz import Quiz
from iplearn.products import packing
from iplearn.products.packing import ReadAsset

@dataclass(frozen=True)
class LessonParts:
    """A complete lesson. `quizzes` are (前测, quiz) and so on, in the order they are used."""

    project: Project
    page: Page
    plan: Page
    slides: Page
    worksheet: Page
    quizzes: tuple[tuple[str, Quiz], ...]

    @property
    def meta(self) -> LessonMeta:
        assert isinstance(self.page.meta, LessonMeta)
        return self.page.meta

    @property
    def id(self) -> str:
        return self.meta.id

    @property
    def pages(self) -> tuple[Page, ...]:
        return (self.page, self.plan, self.slides, self.worksheet)

    def read(self, quiz: Quiz) -> Callable[[Prose], Document]:
        prose = self.project.prose[quiz.id]
        return lambda p: prose[p.line, p.text]

    def documents(self) -> Iterator[Document]:
        yield from (p.document for p in self.pages)
        for _, quiz in self.quizzes:
            yield from self.project.prose[quiz.id].values()


@dataclass(frozen=True)
class ModuleParts:
    """A training module that can be taught. `slides` take the place of those made from its text; `quizzes` are
    (第一节小测, quiz) and so on, the last (结业测验, its bank)."""

    project: Project
    page: Page
    slides: Page | None
    quizzes: tuple[tuple[str, Quiz], ...]

    @property
    def meta(self) -> ModuleMeta:
        assert isinstance(self.page.meta, ModuleMeta)
        return self.page.meta

    @property
    def id(self) -> str:
        return self.meta.id

    @property
    def bank(self) -> Quiz:
        return self.quizzes[-1][1]

    @property
    def pages(self) -> tuple[Page, ...]:
        return (self.page, *((self.slides,) if self.slides else ()))

    def read(self, quiz: Quiz) -> Callable[[Prose], Document]:
        prose = self.project.prose[quiz.id]
        return lambda p: prose[p.line, p.text]

    def documents(self) -> Iterator[Document]:
        yield from (p.document for p in self.pages)
        for _, quiz in self.quizzes:
            yield from self.project.prose[quiz.id].values()


Parts = LessonParts | ModuleParts


def parts_of(project: Project, name: str) -> Parts | None:
    """Of the lesson or module with this id; None where there is none, or where it lacks a part (`lacking`)."""
    return lesson_parts(project, name) or module_parts(project, name)


def packable(project: Project) -> list[str]:
    """Ids of all lessons and modules, whether or not they are complete."""
    return sorted(p.meta.id for p in project.pages if isinstance(p.meta, (LessonMeta, ModuleMeta)))


def module_parts(project: Project, module: str) -> ModuleParts | None:
    page = project.page_by_id.get(module)
    if page is None or not isinstance(page.meta, ModuleMeta):
        return None
    known = project.quiz_by_id
    bank = known.get(page.meta.test or "")
    if bank is None:
        return None
    slides = next((p for p in project.pages if isinstance(p.meta, SlidesMeta) and p.meta.lesson == module), None)
    quizzes = [(f"第{_NUMERALS[n]}节小测", known[name]) for n, section in enumerate(module_sections(page.document)) for name in section.quizzes if name in known]
    return ModuleParts(project, page, slides, (*quizzes, ("结业测验", bank)))


_NUMERALS = "一二三四五六七八九十"


def lesson_parts(project: Project, lesson: str) -> LessonParts | None:
    """None where the lesson lacks a part; `lacking` says what."""
    page = project.page_by_id.get(lesson)
    if page is None or not isinstance(page.meta, LessonMeta):
        return None
    found = {type(p.meta): p for p in reversed(project.pages) if isinstance(p.meta, LESSON_PARTS) and p.meta.lesson == lesson}
    names = (("前测", page.meta.pre), ("后测", page.meta.post), ("练习", page.meta.practice))
    quizzes = tuple((label, project.quiz_by_id[name]) for label, name in names if name in project.quiz_by_id)
    if len(found) < len(LESSON_PARTS) or len(quizzes) < len(names):
        return None
    return LessonParts(project, page, found[LessonPlanMeta], found[SlidesMeta], found[WorksheetMeta], quizzes)


def lacking(project: Project, day: date) -> dict[str, list[Diagnostic]]:
    """Lesson or module id -> what `check` says it lacks. Quizzes count for the lesson that names them."""
    folders = {p.file.rpartition("/")[0]: p.meta.id for p in project.pages if isinstance(p.meta, LessonMeta)}
    files = {q.file: q.id for q in project.quizzes}
    users = {name: p.meta.id for p in project.pages if isinstance(p.meta, LessonMeta) for name in (p.meta.pre, p.meta.post, p.meta.practice) if name}
    out: dict[str, list[Diagnostic]] = {}
    for found in check_lessons(project, day):
        if found.rule in ("slides/long", "lesson/parallel-objective", "lesson/untested"):
            continue  # advice: a pack can be made all the same
        lesson = folders.get(found.place.file.rpartition("/")[0]) or users.get(files.get(found.place.file, ""))
        if lesson:
            out.setdefault(lesson, []).append(found)
    modules = {p.file: p.meta.id for p in project.pages if isinstance(p.meta, ModuleMeta)}
    for found in check_modules(project, day):
        if found.rule in ("module/test", "module/unwritten", "module/template") and found.place.file in modules:
            out.setdefault(modules[found.place.file], []).append(found)  # what else it tells is advice
    return out


def edition(parts: Parts, day: date) -> tuple[date, date | None]:
    """As `packing.edition`."""
    written = [p.meta.reviewed for p in parts.pages] + [q.reviewed for _, q in parts.quizzes]
    return packing.edition(parts.documents(), (q for _, q in parts.quizzes), written, day)


def key(parts: Parts, day: date, program: str, read_asset: ReadAsset) -> str:
    """Changes when anything that reaches the pack does: the lesson's texts, its images, data, the day, the program."""
    digest = hashlib.sha256()

    def add(*values: object) -> None:
        for value in values:
            digest.update(repr(value).encode())
            digest.update(b"\x00")

    add(program, edition(parts, day), parts.project.site)
    for page in parts.pages:
        add(page.src, page.meta, page.document.html)
    for label, quiz in parts.quizzes:
        add(label, quiz, [(k, d.html) for k, d in parts.project.prose[quiz.id].items()])
        add(packing.named(parts.project, ((f"quiz/{quiz.id}.md", d) for d in parts.project.prose[quiz.id].values())))
    add(packing.named(parts.project, ((p.src, p.document) for p in parts.pages)))
    wanted = set(parts.meta.objectives)
    add([o for o in parts.project.objectives if o.id in wanted])
    for document in parts.documents():
        for image in document.images:
            add(image.src)
    for path in sorted(parts.project.assets):
        if path.startswith(parts.page.src.rpartition("/")[0] + "/"):
            digest.update(path.encode() + (read_asset(path) or b""))
    return digest.hexdigest()


def bundle_names(lessons: Sequence[LessonMeta]) -> dict[str, tuple[LessonMeta, ...]]:
    """Bundle id -> its lessons, by id; a band with a single lesson has that lesson's own pack."""
    by_id = sorted(lessons, key=lambda m: m.id)
    out = {BANDS[stage]: tuple(m for m in by_id if m.stage == stage) for stage in STAGES}
    out = {name: found for name, found in out.items() if len(found) > 1}
    return out | ({ALL: tuple(by_id)} if len(by_id) > 1 else {})


def bundle_title(name: str) -> str:
    return "全部课程" if name == ALL else next(stage for stage, band in BANDS.items() if band == name)


def bundle_key(entries: Sequence[PackEntry], program: str) -> str:
    return hashlib.sha256("\n".join([program, *(f"{e.id} {e.version} {e.zip_sha256}" for e in entries)]).encode()).hexdigest()
