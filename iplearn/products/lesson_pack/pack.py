"""The pack of a lesson or a module put together: the files, the manifest, the zip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iplearn.documents.pdf import pdf, preview
from iplearn.products.lesson_pack.files import PREVIEW, first_page, lesson_files
from iplearn.products.lesson_pack.manifest import manifest_json, manifest_paper
from iplearn.products.lesson_pack.module_files import module_files
from iplearn.products.lesson_pack.module_papers import ModulePapers
from iplearn.products.lesson_pack.papers import LessonPapers
from iplearn.products.packing import Made, MadePack, finished


def make_pack(papers: LessonPapers | ModulePapers, changes: date | None, digest: str, player: Mapping[str, bytes]) -> MadePack:
    """Of a lesson or a module. `digest` is its `key`; the version is the edition's day and its first digits."""
    meta = papers.parts.meta
    version = f"{papers.day.isoformat()}-{digest[:8]}"
    if isinstance(papers, ModulePapers):
        made, picture = list(module_files(papers, version, player)), preview(papers.handout())
    else:
        made, picture = list(lesson_files(papers, player)), first_page(papers)
    made.insert(0, Made("说明.pdf", "说明", "说明（先看这一份）", pdf(manifest_paper(papers, made, version, changes))))
    made.insert(1, Made("清单.json", "说明", "清单（给程序看）", manifest_json(papers, made, version, changes)))
    return finished(meta.id, meta.title, version, papers.day, changes, made, (PREVIEW, picture))

