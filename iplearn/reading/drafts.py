"""What `build.py new` left to be written: told line by line, so that nothing of a draft goes out."""

from __future__ import annotations

from collections.abc import Iterator

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.content import LESSON_PARTS, LessonMeta, ModuleMeta, PageMeta
from iplearn.model.quiz import TODO

_WHAT = "这一行还没写：还有“待写”。"
_HOW = "写好它，去掉“（待写……）”；用不着的，整行删掉。"


def unwritten_lines(file: str, text: str, kind: type[PageMeta] | None = None) -> Iterator[Diagnostic]:
    """Every line still to be written, of a page of `kind` or of a quiz (None)."""
    if TODO not in text:
        return
    for place in (Place(file, number) for number, line in enumerate(text.split("\n"), 1) if TODO in line):
        if kind is None:
            yield error(place, "quiz/unwritten", _WHAT, _HOW)
        elif issubclass(kind, (LessonMeta, *LESSON_PARTS)):
            yield error(place, "lesson/unwritten", _WHAT, _HOW)
        elif issubclass(kind, ModuleMeta):
            yield error(place, "module/unwritten", _WHAT, _HOW)
        else:
            yield error(place, "page/unwritten", _WHAT, _HOW)
