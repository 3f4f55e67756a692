"""The fonts that go into PDF: Noto Serif SC and Noto Sans SC (both SIL OFL 1.1), from packages, never from the machine."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import serif_path


def font_files() -> tuple[Path, Path]:
    """(serif, sans). The sans is variable, so that its bold is a bold and not a thickened regular."""
    spec = find_spec("justmytype_intl_cjk")
    assert spec is not None and spec.submodule_search_locations
    sans = Path(spec.submodule_search_locations[0]) / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    return serif_path(), sans


@cache
def coverage() -> frozenset[int]:
    """Code points that both fonts have: a text may stand in either."""
    both = [_characters(TTFont(path, lazy=True)) for path in font_files()]
    return both[0] & both[1]


def _characters(font: TTFont) -> frozenset[int]:
    # Only which there are is asked: numbers do for the names of the glyphs, which take long to make up.
    font.setGlyphOrder(range(font["maxp"].numGlyphs))
    return frozenset(font.getBestCmap())


def missing(text: str) -> list[str]:
    """The characters of a text that cannot be printed, in order, each once."""
    known = coverage()
    return list(dict.fromkeys(c for c in text if ord(c) not in known and c not in "\n\r\t"))
