"""xAPI statements in a text file, one at a time however large it is: an object a line, or all of them in one array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from iplearn.results.texts import lines, open_text

Numbered = tuple[int, object]
"""(line, or place in the array, from 1; the statement as JSON gives it, None where it is not JSON)."""

_CHUNK = 1 << 20  # characters
_LONGEST = 1 << 24  # of one statement; what is longer is none
_BETWEEN = re.compile(r"[\s,]*")


def statements(path: Path, encoding: str) -> Iterator[Numbered]:
    """After a place in an array where JSON ends nothing more can be read: it is the last."""
    with open_text(path, encoding) as file:
        start = file.read(_CHUNK).lstrip()
        if start.startswith("["):
            yield from _elements(start[1:], file)
            return
    for number, line in lines(path, encoding):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _elements(text: str, file: TextIO) -> Iterator[Numbered]:
    """The elements of an array of which `text` is the beginning behind its bracket."""
    decode = json.JSONDecoder().raw_decode
    number, at = 1, 0
    while True:
        at = _BETWEEN.match(text, at).end()
        if text.startswith("]", at):
            return
        try:
            value, at = decode(text, at)
        except (ValueError, RecursionError):
            more = file.read(_CHUNK) if len(text) - at < _LONGEST else ""
            if not more:
                yield number, None
                return
            text, at = text[at:] + more, 0
            continue
        yield number, value
        number += 1
