"""Zip archives that are the same bytes whenever their contents are."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_EARLIEST = 1980
"""Zip knows no day before."""
_SMALL = 64 * 1024
_LEVEL = 6


@dataclass(frozen=True)
class Deflated:
    """A file as it lies in a zip: its deflated bytes, the size and CRC-32 of what they expand to."""

    data: bytes
    size: int
    crc: int


def archive(files: Mapping[str, bytes | Deflated], day: date) -> bytes:
    """A zip of path -> content, in the order given. Every entry bears `day`, midnight, and plain rights."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0))
            entry.create_system = 0
            entry.external_attr = 0
            _write(target, entry, data if isinstance(data, Deflated) else deflated(data))
    return out.getvalue()


def deflated(data: bytes) -> Deflated:
    """As it will lie in a zip. The parts of an Office template and a player's scripts come back in file after file."""
    return _kept(data) if len(data) <= _SMALL else _deflate(data)


def _deflate(data: bytes) -> Deflated:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return Deflated(packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


_kept = lru_cache(maxsize=512)(_deflate)


def entries(data: bytes) -> dict[str, Deflated]:
    """Path -> file of a zip that `archive` wrote, not expanded: to be put into a larger one."""
    out = {}
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for entry in source.infolist():
            # The header before the file may be longer than the one in the directory: it tells its own length.
            name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
            start = entry.header_offset + 30 + name + extra
            out[entry.filename] = Deflated(data[start : start + entry.compress_size], entry.file_size, entry.CRC)
    return out


def normalised(data: bytes, day: date, change: Mapping[str, bytes] | None = None) -> bytes:
    """A zip that some library wrote, written anew as `archive` does; `change` replaces entries."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    return archive({**files, **(change or {})}, day)


def _write(target: zipfile.ZipFile, entry: zipfile.ZipInfo, file: Deflated) -> None:
    """`zipfile` writes what it has deflated itself only: so header and data go out by hand, the directory by its own."""
    assert target.fp is not None
    entry.compress_type, entry.file_size, entry.compress_size, entry.CRC = zipfile.ZIP_DEFLATED, file.size, len(file.data), file.crc
    entry.header_offset = target.fp.tell()
    target.fp.write(entry.FileHeader())
    target.fp.write(file.data)
    target.filelist.append(entry)
    target.NameToInfo[entry.filename] = entry
    target.start_dir = target.fp.tell()
    target._didModify = True  # else no directory is written
