"""Search documents for tests, and the shipped browser scripts run over an index."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iplearn.model.search import SearchDoc, SearchPart, Synonyms
from iplearn.products.search_index import build_index

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "theme" / "assets" / "search"
SHOWN = 5  # results in the panel below the box: IN_PANEL in ui.js


def doc(id: str, title: str = "", text: str = "", **more: Any) -> SearchDoc:
    """A small document; `text` is one part, or pass `parts`."""
    values: dict[str, Any] = {
        "id": id, "url": f"{id}.html", "title": title or id, "kind": "解答", "section": "遇事怎么办", "audience": ("公众",),
        "summary": "", "keywords": (), "parts": (SearchPart("", "", text),) if text else (),
    }  # fmt: skip
    return SearchDoc(**{**values, **more})


def write_index(folder: Path, docs: Sequence[SearchDoc], synonyms: Synonyms = Synonyms()) -> dict[str, bytes]:
    """The index of `docs`, written below `folder`; its files."""
    files = dict(build_index(docs, synonyms))
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return files


def run_queries(index: Path, queries: Iterable[str], show: int = SHOWN) -> list[dict[str, Any]]:
    """What the browser's own scripts make of `queries` over the index in the folder `index` (search_run.js)."""
    job = json.dumps({"index": str(index), "queries": list(queries), "show": show})
    done = subprocess.run(["node", str(Path(__file__).with_name("search_run.js"))], input=job, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def page_urls(answer: dict[str, Any]) -> list[str]:
    """Addresses of the shown results, without anchors."""
    return [hit["url"].partition("#")[0] for hit in answer["shown"]]


def marked(pieces: list[dict[str, Any]]) -> str:
    """Pieces of text with brackets around the hits."""
    return "".join(f"[{p['text']}]" if p["hit"] else p["text"] for p in pieces)


def corpus(real: Sequence[SearchDoc], pages: int, chars: int = 2000, seed: int = 1) -> list[SearchDoc]:
    """`pages` documents of `chars` characters, each a real page taken up from a random part and varied.

    In the text one character in twenty is exchanged for another of the pages. Without that a thousand pages would
    repeat a few thousand pairs of characters; with it there are as many different pairs as in real pages of law.
    """
    rng = random.Random(seed)
    models = [d for d in real if sum(len(p.text) for p in d.parts) > chars / 2]
    letters = [c for d in models for p in d.parts for c in p.text if "\u4e00" <= c <= "\u9fff"]

    def varied(text: str) -> str:
        return "".join(rng.choice(letters) if "\u4e00" <= c <= "\u9fff" and rng.random() < 1 / 20 else c for c in text)

    docs = []
    for n in range(pages):
        model = models[n % len(models)]
        start = rng.randrange(len(model.parts))
        parts: list[SearchPart] = []
        taken = 0
        while taken < chars:
            part = model.parts[(start + len(parts)) % len(model.parts)]
            text = varied(part.text)[: chars - taken]
            parts.append(SearchPart(part.heading, f"s{len(parts)}", text))
            taken += len(text) + 1
        docs.append(replace(model, id=f"G{n}", url=f"g/{n:05}.html", title=varied(model.title), summary=varied(model.summary), parts=tuple(parts)))
    return docs
