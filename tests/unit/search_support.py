"""Search documents for tests: the real pages read in a simple way, and a large corpus made of their sentences."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import frontmatter

from iplearn.model.search import SearchDoc, SearchPart

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^/{3,}.*$", re.M)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*|#>`]|^\s*(?:-|\d+\.)\s|-{3,}", re.M)


def content_docs() -> list[SearchDoc]:
    """Every page below content/ that says its id, without the site's own pages around them."""
    docs = []
    for path in sorted((ROOT / "content").rglob("*.md")):
        page = frontmatter.loads(path.read_text("utf-8"))
        meta = page.metadata
        if "id" not in meta:
            continue
        parts, heading = [], ""
        for n, block in enumerate(re.split(r"^#{2,3} (.+)$", page.content, flags=re.M)):
            if n % 2:
                heading = block.strip()
            elif block.strip() or heading:
                parts.append(SearchPart(heading, f"s{n // 2}" if heading else "", plain(block)))
        url = path.relative_to(ROOT / "content").with_suffix(".html").as_posix()
        docs.append(
            SearchDoc(
                id=str(meta["id"]),
                url=url,
                title=str(meta["title"]),
                kind="解答",
                section=url.partition("/")[0],
                audience=tuple(meta.get("audience", ())),
                summary=str(meta["summary"]),
                keywords=tuple(str(k) for k in meta.get("keywords", ())),
                parts=tuple(parts),
            )
        )
    return docs


def plain(markdown: str) -> str:
    text = _MARKS.sub(" ", _LINK.sub(r"\1", _FENCE.sub("", markdown)))
    return " ".join(text.split())


def corpus(pages: int, chars: int = 2000, seed: int = 1) -> list[SearchDoc]:
    """`pages` documents of about `chars` characters, each a real page taken up from a random part and varied.

    In the text about one character in twenty is exchanged for another of the corpus. Without that a thousand pages
    would repeat a few thousand pairs of characters; with it there are about as many different pairs as in a thousand
    pages of law and advice.
    """
    rng = random.Random(seed)
    real = [d for d in content_docs() if len(d.parts) > 2]
    letters = [c for d in real for p in d.parts for c in p.text if "\u4e00" <= c <= "\u9fff"]

    def varied(text: str) -> str:
        return "".join(rng.choice(letters) if "\u4e00" <= c <= "\u9fff" and rng.random() < 1 / 20 else c for c in text)

    docs = []
    for n in range(pages):
        model = real[n % len(real)]
        source = rng.randrange(len(model.parts))
        parts: list[SearchPart] = []
        taken = 0
        while taken < chars:
            part = model.parts[(source + len(parts)) % len(model.parts)]
            text = varied(part.text)[: chars - taken]
            parts.append(SearchPart(part.heading, f"s{len(parts)}", text))
            taken += len(text) + 1
        docs.append(replace(model, id=f"G{n}", url=f"g/{n:05}.html", title=varied(model.title), summary=varied(model.summary), parts=tuple(parts)))
    return docs
