"""A lesson's pack: one zip that a teacher unpacks on Sunday and teaches from on Monday, and every file of it singly.

    parts = lesson_parts(project, "L07")
    pack = make_pack(parts, day, version_key, player, read_asset)
    pack.entry, pack.zip, pack.files

Nothing is written here. Same lesson, same edition: same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from iplearn.archive import archive
from iplearn.documents.pdf import pdf
from iplearn.model.pack import PackEntry
from iplearn.products.lesson_pack.files import PREVIEW, Made, first_page, lesson_files, problems
from iplearn.products.lesson_pack.manifest import manifest_json, manifest_paper, pack_file
from iplearn.products.lesson_pack.papers import LessonPapers
from iplearn.products.lesson_pack.parts import LessonParts, ReadAsset, edition, key, lacking, lesson_parts

__all__ = ["LessonPapers", "LessonParts", "MadePack", "ReadAsset", "edition", "finished", "key", "lacking", "lesson_parts", "make_pack", "problems"]


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
