"""A lesson's pack put together: the files, the manifest, the zip. `finished` does the same for a band."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from iplearn.archive import archive
from iplearn.documents.pdf import pdf
from iplearn.model.pack import PackEntry
from iplearn.products.lesson_pack.files import PREVIEW, Made, first_page, lesson_files
from iplearn.products.lesson_pack.manifest import manifest_json, manifest_paper, pack_file
from iplearn.products.lesson_pack.papers import LessonPapers


@dataclass(frozen=True)
class MadePack:
    """`files` are all files by path, those of the zip and the preview; `zip` holds a folder with them."""

    entry: PackEntry
    files: Mapping[str, bytes]
    zip: bytes


def make_pack(papers: LessonPapers, changes: date | None, digest: str, player: Mapping[str, bytes]) -> MadePack:
    """`digest` is the lesson's `key`; the version is the edition's day and its first digits."""
    meta = papers.parts.meta
    version = f"{papers.day.isoformat()}-{digest[:8]}"
    made = list(lesson_files(papers, player))
    made.insert(0, Made("说明.pdf", "说明", "说明（先看这一份）", pdf(manifest_paper(papers, made, version, changes))))
    made.insert(1, Made("清单.json", "说明", "清单（给程序看）", manifest_json(papers, made, version, changes)))
    return finished(meta.id, meta.title, version, papers.day, changes, made, first_page(papers))


def finished(name: str, title: str, version: str, day: date, changes: date | None, made: list[Made], picture: bytes | None) -> MadePack:
    folder = f"{name}-{title}"
    data = archive({f"{folder}/{m.path}": m.data for m in made}, day)
    entry = PackEntry(
        id=name, title=title, version=version, day=day, changes=changes, files=tuple(map(pack_file, made)), zip_size=len(data),
        zip_sha256=hashlib.sha256(data).hexdigest(), preview=PREVIEW if picture else "",
    )
    files = {m.path: m.data for m in made}
    return MadePack(entry, files | ({PREVIEW: picture} if picture else {}), data)
