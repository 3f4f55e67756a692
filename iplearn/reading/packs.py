"""Finished packs in build/packs: one folder each, with its zip, its files and what is known of it."""

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
_ENTRY, _KEY = "entry.json", "key"


def read_entries(root: Path) -> tuple[PackEntry, ...]:
    """What lies ready, by id. A folder without its entry was never finished."""
    folder = root / FOLDER
    if not folder.is_dir():
        return ()
    found = [read_entry(path.name, root) for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    return tuple(e for e in found if e is not None)


def read_entry(name: str, root: Path) -> PackEntry | None:
    try:
        value = json.loads((root / FOLDER / name / _ENTRY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    days = {k: date.fromisoformat(value[k]) if value[k] else None for k in ("day", "changes")}
    return PackEntry(**{**value, **days, "files": tuple(PackFile(**f) for f in value["files"])})


def stored_key(name: str, root: Path) -> str:
    """The key a pack was made with; "" where there is none."""
    try:
        return (root / FOLDER / name / _KEY).read_text(encoding="ascii")
    except OSError:
        return ""


def store(root: Path, key: str, entry: PackEntry, files: Mapping[str, bytes], data: bytes) -> None:
    """Written beside and moved into place at the end: a pack is there whole or not at all."""
    folder = root / FOLDER / entry.id
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


def stored_file(root: Path, name: str, path: str) -> bytes:
    return (root / FOLDER / name / name / path).read_bytes()


def forget(root: Path, name: str) -> None:
    shutil.rmtree(root / FOLDER / name, ignore_errors=True)


def publish(root: Path, out: Path, names: tuple[str, ...] | None = None) -> int:
    """Copies packs (all of them by default) to `out`: `L07.zip` and, singly, `L07/…`. The number of packs."""
    entries = [e for e in read_entries(root) if names is None or e.id in names]
    for entry in entries:
        source = root / FOLDER / entry.id
        out.mkdir(parents=True, exist_ok=True)
        draft = out / f".{entry.zip_name}"
        shutil.copyfile(source / entry.zip_name, draft)
        os.replace(draft, out / entry.zip_name)
        if (source / entry.id).is_dir():
            shutil.rmtree(out / entry.id, ignore_errors=True)
            shutil.copytree(source / entry.id, out / entry.id)
    return len(entries)
