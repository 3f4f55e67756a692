"""What search knows of a page, and the words that stand for one another."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from iplearn.model.document import TextPart

# Markup already yields a page's text by heading; search takes it as it is.
SearchPart = TextPart


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """A page as search sees it. Answers and explanations of quizzes never belong in here.

    `url` is relative to the site's root: `explain/E08.html`. `kind` and `section` are the Chinese labels a
    reader sees beside a result (解答, 教案; the section's title). An empty `audience` means everyone.
    `parts` are in page order; the part before the first heading has heading and anchor "".
    """

    id: str
    url: str
    title: str
    kind: str
    section: str
    audience: tuple[str, ...]
    summary: str
    keywords: tuple[str, ...]
    parts: tuple[SearchPart, ...]


def fold(text: str) -> str:
    """`text` as words are compared: full-width letters, circled digits and capitals made plain."""
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What else to look for: `(("版权", ("著作权",)), ("牌子", ("商标",)), …)`, sorted, one entry per word.

    Words are folded. One direction each: a pair that holds both ways is two entries.
    """

    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
