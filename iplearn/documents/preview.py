"""The first page of a PDF as a small picture, to be seen before a download."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

_PPI = 60
_COLOURS = 64
"""Of a page of text, which has few; a quarter of the bytes of all of them."""


def first_page(pdf: bytes) -> bytes:
    """A PNG, 60 pixels to the inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].render(scale=_PPI / 72).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    page.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()
