"""Entry point of the Markdown extension, for hosts that run Markdown extensions but no MkDocs plugins.

It finds the laws of the project whose folder is the working directory.
"""

from __future__ import annotations

from pathlib import Path

from iplearn.markup.extension import IplearnExtension
from iplearn.model.law import LawRegistry
from iplearn.reading.laws import registry


def makeExtension(root: str = ".", **kwargs) -> IplearnExtension:
    files = {f"data/laws/{p.name}": p.read_text(encoding="utf-8") for p in sorted(Path(root, "data/laws").glob("*.yml"))}
    laws = registry(files)[0] if files else LawRegistry()
    return IplearnExtension(laws, **kwargs)
