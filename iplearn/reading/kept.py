"""What the last command made of each text, kept in build/read: the next need not parse what nobody has touched since.

A file holds one table of path -> (text, what it became, problems) for one key. Whatever does not fit, another key or a
file cut short, is as good as nothing: the texts are then read anew. Files are ours alone, so pickles will do.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from iplearn import program

FOLDER = Path("build/read")
_DIGEST = hashlib.sha256().digest_size


def key(*values: Any) -> bytes:
    """Of what a text is read with: `values`, the program, its libraries and Python."""
    return hashlib.sha256(pickle.dumps((values, program.digest(), sys.version), protocol=5)).digest()


def load(root: Path, name: str, key: bytes) -> dict[str, Any]:
    try:
        data = (root / FOLDER / name).read_bytes()
    except OSError:
        return {}
    body = memoryview(data)[2 * _DIGEST :]
    if data[: 2 * _DIGEST] != key + hashlib.sha256(body).digest():
        return {}
    collecting = gc.isenabled()
    gc.disable()  # all of it stays: looking for what does not takes as long as the reading
    try:
        return pickle.loads(body)
    finally:
        if collecting:
            gc.enable()


def store(root: Path, name: str, key: bytes, table: dict[str, Any]) -> None:
    """A folder that may not be written to costs the next command its time, nothing else."""
    body = pickle.dumps(table, protocol=5)
    path = root / FOLDER / name
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(key + hashlib.sha256(body).digest() + body)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
