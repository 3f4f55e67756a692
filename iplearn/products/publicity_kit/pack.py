"""A campaign's kit put together: the files, the manifest, the zip."""

from __future__ import annotations

from datetime import date

from iplearn.documents.pdf import pdf
from iplearn.products.packing import Made, MadePack, finished
from iplearn.products.publicity_kit.files import kit_files
from iplearn.products.publicity_kit.manifest import kit_manifest, manifest_paper
from iplearn.products.publicity_kit.papers import KitPapers


def make_kit(papers: KitPapers, changes: date | None, digest: str) -> MadePack:
    """`digest` is the campaign's `key`; the version is the edition's day and its first digits."""
    version = f"{papers.day.isoformat()}-{digest[:8]}"
    made = list(kit_files(papers))
    made.insert(0, Made("说明.pdf", "说明", "说明（先看这一份）", pdf(manifest_paper(papers, made, version, changes))))
    made.insert(1, Made("清单.json", "说明", "清单（给程序看）", kit_manifest(papers, made, version, changes)))
    name = papers.parts.id
    return finished(name, papers.parts.campaign.name, version, papers.day, changes, made)
