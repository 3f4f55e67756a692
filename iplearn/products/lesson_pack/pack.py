"""The pack of a lesson or a module put together: the files, the manifest, the zip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iplearn.documents.pdf import pdf
from iplearn.documents.preview import first_page
from iplearn.products.lesson_pack.files import lesson_files
from iplearn.products.lesson_pack.manifest import manifest_json, manifest_paper
from iplearn.products.lesson_pack.module_files import module_files
from iplearn.products.lesson_pack.module_papers import ModulePapers
from iplearn.products.lesson_pack.papers import LessonPapers
from iplearn.products.packing import Made, MadePack, finished


PREVIEW = "预览.png"
"""The first page of the plan or the handout, for the site: teachers see it before they download. Not in the zip."""


def make_pack(papers: LessonPapers | ModulePapers, changes: date | None, digest: str, player: Mapping[str, bytes]) -> MadePack:
    """Of a lesson or a module. `digest` is its `key`; the version is the edition's day and its first digits."""
    meta = papers.parts.meta
    version = f"{papers.day.isoformat()}-{digest[:8]}"
    if isinstance(papers, ModulePapers):
        made, shown = list(module_files(papers, version, player)), f"2-讲义/{meta.id}-讲义.pdf"
    else:
        made, shown = list(lesson_files(papers, player)), f"1-教案/{meta.id}-教案.pdf"
    picture = first_page(next(m.data for m in made if m.path == shown))
    made.insert(0, Made("说明.pdf", "说明", "说明（先看这一份）", pdf(manifest_paper(papers, made, version, changes))))
    made.insert(1, Made("清单.json", "说明", "清单（给程序看）", manifest_json(papers, made, version, changes)))
    return finished(meta.id, meta.title, version, papers.day, changes, made, (PREVIEW, picture))

