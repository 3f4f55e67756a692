"""The registry against the reference texts beside the project: every fact in it, and every 款/项 count."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from iplearn.model.law import LawRegistry

pytestmark = pytest.mark.shared


def texts(shared: Path) -> dict[str, dict]:
    index = json.loads((shared / "law/index.json").read_text(encoding="utf-8"))
    return {row["id"]: json.loads((shared / "law" / row["file"]).read_text(encoding="utf-8")) for row in index["laws"]}


def counts(article: str) -> tuple[int, ...]:
    out: list[int] = []
    for line in filter(None, map(str.strip, article.split("\n"))):
        if re.match(r"（[一二三四五六七八九十]+）", line) and out:
            out[-1] += 1
        else:
            out.append(0)
    return tuple(out)


def test_every_version_is_registered_with_its_facts(shared: Path, laws: LawRegistry) -> None:
    registered = {v.id: v for v in laws.versions}
    for law_id, text in texts(shared).items():
        version = registered[law_id]
        assert (version.title, version.version, str(version.articles)) == (text["title"], text["version"], text["last_article"])
        assert version.effective == date.fromisoformat(text["effective"])
        assert version.valid_to == (date.fromisoformat(text["valid_to"]) if text["valid_to"] else None)
        assert version.supersedes == text["supersedes"]
        assert set(version.inserted) == {a for a in text["articles"] if "-" in a}


def test_clause_counts(shared: Path, laws: LawRegistry) -> None:
    stored = texts(shared)
    for version in laws.versions:
        for article, clauses in version.clauses.items():
            assert clauses == counts(stored[version.id]["articles"][article]), f"{version.id} {article}"


def test_no_law_text_is_kept(shared: Path) -> None:
    """A page paraphrases: no run of 40 characters of an article stands in the project."""
    root = Path(__file__).resolve().parents[2]
    squeeze = lambda s: re.sub(r"[\s，。；：、（）《》“”]", "", s)  # noqa: E731
    ours = squeeze("".join(p.read_text(encoding="utf-8") for folder in ("content", "quizzes", "data") for p in sorted((root / folder).rglob("*")) if p.suffix in (".md", ".yml")))
    grams = {ours[i : i + 40] for i in range(len(ours) - 39)}
    for law_id, text in texts(shared).items():
        for number, article in text["articles"].items():
            flat = squeeze(article)
            copied = next((flat[i : i + 40] for i in range(len(flat) - 39) if flat[i : i + 40] in grams), None)
            assert copied is None, f"{law_id} {number}: {copied}"


def test_every_article_cited_by_clause_has_its_counts(shared: Path, laws: LawRegistry, real_project) -> None:
    """Where this fails, the message is what to add to data/laws."""
    stored = texts(shared)
    missing = set()
    project = real_project[0]
    documents = [p.document for p in project.pages] + [d for prose in project.prose.values() for d in prose.values()]
    for citation in (c for d in documents for c in d.citations if c.law):
        for pinpoint in citation.written.pinpoints:
            if (pinpoint.paragraph or pinpoint.item) and pinpoint.article not in citation.law.clauses:
                law = citation.law
                missing.add(f"{law.family}.yml {law.id}: '{pinpoint.article}': {list(counts(stored[law.id]['articles'][pinpoint.article]))}")
    assert sorted(missing) == []
