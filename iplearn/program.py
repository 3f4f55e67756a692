"""What this program is made of: what was made by another is made anew."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import metadata
from pathlib import Path


@cache
def digest() -> str:
    """Changes with every file of the package and with the versions of the libraries it is installed with."""
    found = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        found.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for name in _libraries():
        found.update(f"{name}=={metadata.version(name)}".encode())
    return found.hexdigest()


def _libraries() -> list[str]:
    """Those that every installation has; none where the program was not installed but lies on the path."""
    try:
        wanted = metadata.requires("iplearn") or []
    except metadata.PackageNotFoundError:
        return []
    return [name[0] for line in wanted if "extra ==" not in line and (name := re.match(r"[\w.-]+", line))]
