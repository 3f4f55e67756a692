"""What every download has in common: its files, its zip, its manifest's facts, and the law it speaks of.

No document library is loaded here: a build in which nothing changed does without.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from iplearn.archive import Deflated, archive, entries
from iplearn.markup.blocks import cn_date, parse_day
from iplearn.model.document import Document
from iplearn.model.pack import PackEntry, PackFile
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz

if TYPE_CHECKING:
    from iplearn.exports import Loss

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"

ReadAsset = Callable[[str], bytes | None]
"""The bytes of a file by its path below content/."""

_DATED = re.compile(r'data-(?:from|until)="([\d-]+)"')


@dataclass(frozen=True)
class Made:
    """A file of a pack. `kind` is the heading it stands under; `losses` what its format could not hold."""

    path: str
    kind: str
    label: str
    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class MadePack:
    """`files` are all files by path, those of the zip and the preview; `zip` holds a folder with them."""

    entry: PackEntry
    files: Mapping[str, bytes]
    zip: bytes


def finished(name: str, title: str, version: str, day: date, changes: date | None, made: list[Made], preview: tuple[str, bytes] | None = None, *, members: Sequence[tuple[PackEntry, bytes]] = ()) -> MadePack:
    """`preview` is (path, picture), for the site alone. `members` are the packs that lie whole in this one, and their
    zips; their files are not among `MadePack.files`."""
    folder = f"{name}-{title}"
    contents: dict[str, bytes | Deflated] = {f"{folder}/{m.path}": m.data for m in made}
    for _, member in members:
        contents |= {f"{folder}/{path}": file for path, file in entries(member).items()}
    data = archive(contents, day)
    inner = tuple(replace(f, path=f"{e.id}-{e.title}/{f.path}", kind=e.title) for e, _ in members for f in e.files)
    entry = PackEntry(
        id=name, title=title, version=version, day=day, changes=changes, files=(*map(pack_file, made), *inner), zip_size=len(data),
        zip_sha256=hashlib.sha256(data).hexdigest(), preview=preview[0] if preview else "",
    )
    files = {m.path: m.data for m in made}
    return MadePack(entry, files | ({preview[0]: preview[1]} if preview else {}), data)


def pack_file(made: Made) -> PackFile:
    return PackFile(path=made.path, kind=made.kind, label=made.label, size=len(made.data), sha256=hashlib.sha256(made.data).hexdigest())


def manifest_bytes(facts: Mapping[str, Any], made: Sequence[Made], version: str, day: date, changes: date | None) -> bytes:
    """清单.json: `facts` of the pack, then what all packs tell, then every file."""
    value: dict[str, Any] = {
        **facts, "version": version, "law_as_of": day.isoformat(), "changes_on": changes.isoformat() if changes else None,
        "licence": LICENCE, "licence_url": LICENCE_URL,
        "files": [
            {"path": m.path, "label": m.label, "bytes": len(m.data), "sha256": hashlib.sha256(m.data).hexdigest()}
            | ({"losses": [{"item": loss.item, "what": loss.what} for loss in m.losses]} if m.losses else {})
            for m in made
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def law_sentence(day: date, changes: date | None, approved_by: str | None, what: str) -> str:
    law = f"本包的法律内容截至 {cn_date(day)}。"
    law += f"{cn_date(changes)}起，有些内容会变，请到时重新下载。" if changes else f"本站登记的法律里，眼下没有已定施行日、会改变{what}内容的新版本。"
    return law + (f"由{approved_by}审定。" if approved_by else "未经法律专业人员审定，不能当作法律意见。")


def named(project: Project, texts: Iterable[tuple[str, Document]]) -> list[str]:
    """Titles of the pages that (path below content/, text) lead to: on paper they stand in the text."""
    titles = {page.src: page.meta.title for page in project.pages}
    targets = {posixpath.normpath(posixpath.join(posixpath.dirname(src), link.href.partition("#")[0])) for src, text in texts for link in text.links}
    return [titles[target] for target in sorted(targets) if target in titles]


def edition(documents: Iterable[Document], quizzes: Iterable[Quiz], written: Iterable[date], day: date) -> tuple[date, date | None]:
    """(the day whose law a pack prints, the next day on which it would read otherwise).

    The first is the latest on or before `day` on which the pack changed, by its authors (on a day of `written`) or by
    law: so a pack is the same on every day between.
    """
    texts = tuple(documents)
    turning = {d for document in texts for d in map(parse_day, _DATED.findall(document.html)) if d}
    turning |= {d for quiz in quizzes for d in quiz.turning_days() if d > date.min}
    ends = (c.law.valid_to for document in texts for c in document.citations if c.law)
    turning |= {d + timedelta(days=1) for d in ends if d}
    later = [d for d in turning if d > day]
    own = tuple(written)
    return max(d for d in (*own, *turning) if d <= day or d in own), min(later) if later else None
