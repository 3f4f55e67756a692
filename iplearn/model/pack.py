"""What teachers download: a lesson's pack, or a band's, as the site and the manifest tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ALL = "all"
"""The pack of the whole curriculum."""
BANDS = {"小学低年级": "lower-primary", "小学高年级": "upper-primary", "初中": "junior", "高中": "senior"}
"""Stage -> the id of its pack."""


@dataclass(frozen=True, kw_only=True)
class PackFile:
    """`path` below the pack's folder; `kind` is the heading it stands under, `label` what it is, `size` in bytes."""

    path: str
    kind: str
    label: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PackEntry:
    """A finished pack. `day` is the day whose law it prints; `changes` the next day on which some of it would read
    otherwise. `version` changes with the contents. `id` is the lesson's, a band's or `ALL`.

    `preview` is the path of the picture of the plan's first page, if there is one.
    """

    id: str
    title: str
    version: str
    day: date
    changes: date | None
    files: tuple[PackFile, ...]
    zip_size: int
    zip_sha256: str
    preview: str = ""

    @property
    def zip_name(self) -> str:
        return f"{self.id}.zip"


def shown_size(size: int) -> str:
    """`34 KB`, `1.2 MB`."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} KB"
