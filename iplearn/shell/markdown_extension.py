"""Entry point of the Markdown extension, for hosts that run Markdown extensions but no MkDocs plugins.

It finds the laws and the glossary of the project whose folder is the working directory.
"""

from __future__ import annotations

from pathlib import Path

from iplearn.markup.extension import IplearnExtension
from iplearn.markup.terms import TermIndex
from iplearn.model.law import LawRegistry
from iplearn.reading.glossary import read_glossary
from iplearn.reading.laws import registry


def makeExtension(root: str = ".", **kwargs) -> IplearnExtension:
    files = {f"data/laws/{p.name}": p.read_text(encoding="utf-8") for p in sorted(Path(root, "data/laws").glob("*.yml"))}
    laws = registry(files)[0] if files else LawRegistry()
    glossary = Path(root, "data/glossary.yml")
    terms = read_glossary("data/glossary.yml", glossary.read_text(encoding="utf-8"))[0].terms if glossary.exists() else ()
    extension = IplearnExtension(laws, TermIndex.of(terms), **kwargs)
    extension.context.explain = True
    return extension
