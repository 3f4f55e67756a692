"""`build.py packs`: makes what changed, on all cores, keeps the rest, and puts it where it is wanted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Container, Sequence
from datetime import date
from pathlib import Path

from iplearn.diagnostics import Diagnostic, Report
from iplearn.model.content import LessonMeta
from iplearn.model.course import courses
from iplearn.model.pack import PackEntry
from iplearn.model.project import Project
from iplearn.products.lesson_pack.parts import ModuleParts, bundle_key, bundle_names, bundle_title, edition, key, lacking, module_parts, packable, parts_of
from iplearn.reading.packs import FOLDER, forget, publish, read_entries, read_entry, store, stored_key, stored_zip
from iplearn.shell.making import asset_reader, player, program_digest, run_jobs


def make_packs(root: Path, project: Project, day: date, lessons: Sequence[str] = ()) -> tuple[list[str], list[Diagnostic]]:
    """Makes the packs of `lessons` (all by default) that are not there as they should be; (made, problems).

    A lesson that lacks something has no pack: where it was asked for by name, what it lacks is an error.
    """
    read_asset = asset_reader(root)
    program = program_digest(root)
    missing = lacking(project, day)
    wanted = sorted(lessons or packable(project))
    jobs: list[tuple[str, str, date, date | None]] = []
    found: list[Diagnostic] = []
    for lesson in wanted:
        parts = None if lesson in missing else parts_of(project, lesson)
        if parts is None:
            found += missing.get(lesson, [])
            forget(root, lesson)
            continue
        digest = key(parts, day, program, read_asset)
        if stored_key(lesson, root) != digest:
            jobs.append((lesson, digest, *edition(parts, day)))
    made: list[str] = []
    for lesson, problems in run_jobs("课包", lambda job: _make(root, project, job, read_asset), jobs):
        found += problems
        made += [] if any(d.is_error for d in problems) else [lesson]
    if not lessons:
        # Each reads what was just made; none needs another.
        larger = [*_bundle_jobs(root, project, program), *_course_jobs(root, project, program)]
        made += [name for name, _ in run_jobs("合包", lambda job: _make_larger(root, project, job, read_asset), larger)]
    return made, found


def _make(root: Path, project: Project, job: tuple[str, str, date, date | None], read_asset: Callable[[str], bytes | None]) -> tuple[str, list[Diagnostic]]:
    # The document libraries take a second to import: a build in which nothing changed does without.
    from iplearn.products.lesson_pack.files import problems
    from iplearn.products.lesson_pack.module_files import module_problems
    from iplearn.products.lesson_pack.module_papers import ModulePapers
    from iplearn.products.lesson_pack.pack import make_pack
    from iplearn.products.lesson_pack.papers import LessonPapers

    lesson, digest, day, changes = job
    parts = parts_of(project, lesson)
    assert parts is not None
    papers = ModulePapers(parts, day, read_asset) if isinstance(parts, ModuleParts) else LessonPapers(parts, day, read_asset)
    files = [*(p.file for p in parts.pages), *(q.file for _, q in parts.quizzes)]
    texts = {file: (root / file).read_text(encoding="utf-8", errors="replace") for file in files if (root / file).is_file()}
    found = module_problems(papers, texts) if isinstance(papers, ModulePapers) else problems(papers, texts)
    if any(d.is_error for d in found):
        forget(root, lesson)
        return lesson, found
    pack = make_pack(papers, changes, digest, player(root))
    store(root, digest, pack.entry, pack.files, pack.zip)
    return lesson, found


def _bundle_jobs(root: Path, project: Project, program: str) -> list[tuple[str, str]]:
    """(bundle, key) of the bands and of the whole curriculum where they are not as they should be; others are forgotten."""
    ready = {e.id: e for e in read_entries(root)}
    bundles = _bundles(project, ready)
    known = set(packable(project)) | set(bundles) | {c.id for c in courses(project.pages)}
    for gone in set(ready) - known:
        forget(root, gone)
    keys = {name: bundle_key([ready[m.id] for m in members], program) for name, members in bundles.items()}
    return [(name, digest) for name, digest in sorted(keys.items()) if stored_key(name, root) != digest]


def _bundles(project: Project, ready: Container[str]) -> dict[str, tuple[LessonMeta, ...]]:
    return bundle_names([p.meta for p in project.pages if isinstance(p.meta, LessonMeta) and p.meta.id in ready])


def _course_jobs(root: Path, project: Project, program: str) -> list[tuple[str, str]]:
    """(course, key) of the courses whose modules are all ready."""
    ready = {e.id: e for e in read_entries(root)}
    out = []
    for course in courses(project.pages):
        if any(p.meta.id not in ready for p in course.modules):
            forget(root, course.id)
            continue
        test = project.quiz_by_id.get(course.id)
        digest = bundle_key([ready[p.meta.id] for p in course.modules], program + (test.revision if test else ""))
        if stored_key(course.id, root) != digest:
            out.append((course.id, digest))
    return out


def _make_larger(root: Path, project: Project, job: tuple[str, str], read_asset: Callable[[str], bytes | None]) -> tuple[str, list[Diagnostic]]:
    from iplearn.products.lesson_pack.bundles import bundle_files
    from iplearn.products.lesson_pack.module_files import course_files
    from iplearn.products.lesson_pack.module_papers import ModulePapers
    from iplearn.products.packing import finished

    name, digest = job
    ready = {e.id: e for e in read_entries(root)}
    course = next((c for c in courses(project.pages) if c.id == name), None)
    lessons = [p.meta for p in course.modules] if course else _bundles(project, ready)[name]
    entries = [ready[m.id] for m in lessons]
    day = max(e.day for e in entries)
    changes = min((e.changes for e in entries if e.changes), default=None)
    version = f"{day.isoformat()}-{digest[:8]}"
    if course:
        papers = [ModulePapers(parts, day, read_asset) for m in lessons if (parts := module_parts(project, m.id))]
        made, members = course_files(course, papers, project.quiz_by_id.get(name), version, day, player(root)), []
    else:
        made, members = bundle_files(project, name, lessons, day), [(e, stored_zip(root, e)) for e in entries]
    pack = finished(name, course.title if course else bundle_title(name), version, day, changes, made, members=members)
    store(root, digest, pack.entry, pack.files, pack.zip)
    return name, []


def packs(root: Path, project: Project, found: Sequence[Diagnostic], day: date, lessons: Sequence[str], out: Path | None) -> int:
    """The command. Exit code 1 where the content has errors or a lesson asked for by name cannot be packed."""
    known = set(packable(project))
    unknown = [name for name in lessons if name not in known]
    if unknown:
        print(f"没有这一课或者这个模块：{'、'.join(unknown)}。有：{'、'.join(sorted(known)) or '一课也没有'}。", file=sys.stderr)
        return 2
    started = time.perf_counter()
    made, problems = make_packs(root, project, day, lessons)
    report = Report([*found, *problems])
    if problems:
        print("\n".join(Report(problems).lines(colour=sys.stdout.isatty())))
    entries: list[PackEntry] = [e for e in (read_entry(n, root) for n in (lessons or [e.id for e in read_entries(root)])) if e]
    if out is not None:
        publish(root, out, tuple(e.id for e in entries))
    size = sum(e.zip_size for e in entries)
    print(f"课包 {len(entries)} 个（{size / 1e6:.1f} MB），这次做了 {len(made)} 个，用时 {time.perf_counter() - started:.1f} 秒，在 {(out or root / FOLDER).as_posix()}/。")
    failed = set(lessons) - {e.id for e in entries}
    return 1 if failed or report.errors else 0
