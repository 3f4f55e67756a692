"""A page cut into chunks: the unit that is indexed, and the file that is fetched to show an excerpt.

A chunk is some neighbouring parts of one page, about 700 characters in all. Smaller ones would mean thousands of
files; larger ones make the reader fetch a page's whole text to see two lines of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iplearn.model.search import SearchPart

CHUNK_CHARS = 700
# A chunk count is one digit of the index's alphabet (postings.py).
MAX_CHUNKS = 90
_SENTENCE = re.compile("[^。！？；]*[。！？；]+[”」』）]*|[^。！？；]+")

Chunk = tuple[SearchPart, ...]


def chunks(parts: Sequence[SearchPart]) -> list[Chunk]:
    """`parts` in order, cut where a chunk is full. A part without text still carries its heading."""
    tidy = [SearchPart(p.heading.strip(), p.anchor, " ".join(p.text.split())) for p in parts]
    limit = max(CHUNK_CHARS, sum(len(p.text) for p in tidy) * 2 // MAX_CHUNKS)
    out: list[Chunk] = []
    current: list[SearchPart] = []
    room = limit
    for part in tidy:
        for piece in _pieces(part, limit):
            if current and len(piece.text) > room:
                out.append(tuple(current))
                current, room = [], limit
            current.append(piece)
            room -= len(piece.text)
    if current:
        out.append(tuple(current))
    return out


def _pieces(part: SearchPart, limit: int) -> Iterator[SearchPart]:
    """`part` itself, or where it is longer than a chunk, pieces of it that end with a sentence."""
    if len(part.text) <= limit:
        if part.text or part.heading:
            yield part
        return
    taken = ""
    for sentence in _SENTENCE.findall(part.text):
        if taken and len(taken) + len(sentence) > limit:
            yield SearchPart(part.heading, part.anchor, taken)
            taken = ""
        taken += sentence
        while len(taken) > limit:
            yield SearchPart(part.heading, part.anchor, taken[:limit])
            taken = taken[limit:]
    if taken:
        yield SearchPart(part.heading, part.anchor, taken)
