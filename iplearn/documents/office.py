"""Office files put together from the parts that python-docx and python-pptx hold.

Their own `save` deflates every part, which would be read and deflated again for the same bytes each time; and the parts
of a template, the same in every file, need to be deflated only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import quoteattr

from iplearn.archive import archive

_HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}


def packed(parts: Iterable[Any], rels: Any, day: date) -> bytes:
    """The file of a package of theirs: its `parts` and the relations of the package itself, dated `day`."""
    parts = list(parts)
    files: dict[str, bytes] = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _bytes(rels.xml)}
    for part in parts:
        files[part.partname.membername] = part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = _bytes(part.rels.xml)
    return archive(files, day)


def _content_types(parts: Iterable[Any]) -> bytes:
    """Pictures and XML of no known kind have their type from the ending of their name, every other part one of its own."""
    defaults, overrides = dict(_DEFAULTS), {}
    for part in parts:
        if part.content_type.startswith("image/") or part.content_type == _DEFAULTS["xml"]:
            defaults[part.partname.ext] = part.content_type
        else:
            overrides[part.partname] = part.content_type
    return _HEAD + f'<Types xmlns="{_TYPES}">{_entries("Default", "Extension", defaults)}{_entries("Override", "PartName", overrides)}</Types>'.encode()


def _entries(tag: str, key: str, types: Mapping[str, str]) -> str:
    return "".join(f"<{tag} {key}={quoteattr(name)} ContentType={quoteattr(types[name])}/>" for name in sorted(types))


def _bytes(xml: bytes | str) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
