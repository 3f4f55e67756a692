"""Finished packs in build/packs, and kits in build/kits: one folder each, with its zip, its files and what is known of it."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from iplearn.model.pack import PackEntry, PackFile

FOLDER = Path("build/packs")
KITS = Path("build/kits")
_ENTRY, _KEY = "entry.json", "key"


def read_entries(root: Path, shelf: Path = FOLDER) -> tuple[PackEntry, ...]:
    """What lies ready, by id. A folder without its entry was never finished."""
    folder = root / shelf
    if not folder.is_dir():
        return ()
    found = [read_entry(path.name, root, shelf) for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    return tuple(e for e in found if e is not None)


def read_entry(name: str, root: Path, shelf: Path = FOLDER) -> PackEntry | None:
    try:
        value = json.loads((root / shelf / name / _ENTRY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    days = {k: date.fromisoformat(value[k]) if value[k] else None for k in ("day", "changes")}
    return PackEntry(**{**value, **days, "files": tuple(PackFile(**f) for f in value["files"])})


def stored_key(name: str, root: Path, shelf: Path = FOLDER) -> str:
    """The key a pack was made with; "" where there is none."""
    try:
        return (root / shelf / name / _KEY).read_text(encoding="ascii")
    except OSError:
        return ""


def store(root: Path, key: str, entry: PackEntry, files: Mapping[str, bytes], data: bytes, shelf: Path = FOLDER) -> None:
    """Written beside and moved into place at the end: a pack is there whole or not at all."""
    folder = root / shelf / entry.id
    draft = folder.with_name(f".{entry.id}-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    for path, content in files.items():
        target = draft / entry.id / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    draft.mkdir(parents=True, exist_ok=True)
    (draft / entry.zip_name).write_bytes(data)
    value = dataclasses.asdict(entry) | {"day": entry.day.isoformat(), "changes": entry.changes.isoformat() if entry.changes else None}
    (draft / _ENTRY).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    (draft / _KEY).write_text(key, encoding="ascii")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(draft, folder)


def stored_zip(root: Path, entry: PackEntry, shelf: Path = FOLDER) -> bytes:
    return (root / shelf / entry.id / entry.zip_name).read_bytes()


def forget(root: Path, name: str, shelf: Path = FOLDER) -> None:
    shutil.rmtree(root / shelf / name, ignore_errors=True)


def publish(root: Path, out: Path, names: tuple[str, ...] | None = None, shelf: Path = FOLDER) -> int:
    """Copies packs (all of them by default) to `out`: `L07.zip` and, singly, `L07/…`. The number of packs."""
    entries = [e for e in read_entries(root, shelf) if names is None or e.id in names]
    for entry in entries:
        source = root / shelf / entry.id
        out.mkdir(parents=True, exist_ok=True)
        draft = out / f".{entry.zip_name}"
        shutil.copyfile(source / entry.zip_name, draft)
        os.replace(draft, out / entry.zip_name)
        if (source / entry.id).is_dir():
            shutil.rmtree(out / entry.id, ignore_errors=True)
            shutil.copytree(source / entry.id, out / entry.id)
    return len(entries)
