"""Zip archives that are the same bytes whenever their contents are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_EARLIEST = 1980
"""Zip knows no day before."""


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip of path -> content, in the order given. Every entry bears `day`, midnight, and plain rights."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0))
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def normalised(data: bytes, day: date, change: Mapping[str, bytes] | None = None) -> bytes:
    """A zip that some library wrote, written anew as `archive` does; `change` replaces entries."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    return archive({**files, **(change or {})}, day)
