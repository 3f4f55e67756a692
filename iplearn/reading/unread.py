"""What could not be read, under every name others may look for it: one mistake must not be told once per link to it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_ID = re.compile(r"^[\s-]*id\s*[:：]\s*[\"'“”‘’]*([^\s\"'“”‘’#]+)", re.M)


def names(file: str, text: str = "") -> set[str]:
    """The file, its top folder (`content/`: something of it is missing), and the ids it probably has.

    A page may be meant by its name, by its folder's (`L07/index.md`) or by both (`L07-plan`).
    """
    path = PurePosixPath(file)
    stem, folder = path.name.split(".")[0], path.parent.name
    top = "data/laws/" if file.startswith("data/laws/") else f"{path.parts[0]}/"
    out = {file, top} | {match[1] for match in _ID.finditer(text)}
    if top == "content/":
        out |= {folder} if stem == "index" else {stem, f"{folder}-{stem}"}
    elif top == "quizzes/":
        out.add(stem)
    return out
