"""Laws as versioned facts: which version was in force when, and how many articles it has.

No texts of laws are kept, only facts about them (title, version, dates, counts, old -> new
article numbers). Dates are days in Asia/Shanghai. Source of the facts: data/laws/*.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class LawStatus(Enum):
    """What a reader is told about a version on a given day."""

    IN_FORCE = "现行有效"
    FUTURE = "尚未施行"
    SUPERSEDED = "已失效"
    UNVERIFIED = "状态待核"


@dataclass(frozen=True)
class LawVersion:
    """One version of one law.

    `valid_to` is the last day in force, inclusive. `inserted` holds articles such as `219-1`
    (第二百一十九条之一). `clauses` gives, for articles cited by 款 or 项, the number of 项 in
    each 款: `{"25": (6, 0)}` is an article of two 款 whose first has six 项.
    """

    id: str
    family: str
    title: str
    short: tuple[str, ...]
    version: str
    effective: date
    articles: int
    valid_to: date | None = None
    inserted: tuple[str, ...] = ()
    clauses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    doc_no: str | None = None
    official: str | None = None
    supersedes: str | None = None
    unverified: bool = False

    def in_force(self, day: date) -> bool:
        return self.effective <= day and (self.valid_to is None or day <= self.valid_to)

    def status(self, day: date) -> LawStatus:
        if day < self.effective:
            return LawStatus.FUTURE
        if self.valid_to is not None and day > self.valid_to:
            return LawStatus.SUPERSEDED
        return LawStatus.UNVERIFIED if self.unverified else LawStatus.IN_FORCE

    def has_article(self, article: str) -> bool:
        """`article` is Arabic: "42", or "219-1" for an inserted article."""
        if "-" in article:
            return article in self.inserted
        return 1 <= int(article) <= self.articles

    @property
    def name(self) -> str:
        """`专利法（2020修正）`; what a version's own name adds in parentheses is left out."""
        return f"{self.short[0]}（{self.version.partition('（')[0]}）"


@dataclass(frozen=True)
class MappedArticle:
    """Where an old article went. Below `high` confidence a message says 可能."""

    to: tuple[str, ...]
    confidence: str

    @property
    def sure(self) -> bool:
        return self.confidence == "high"


@dataclass(frozen=True)
class ArticleMap:
    """Old article -> new articles between two versions of one law."""

    source: str
    target: str
    rows: Mapping[str, MappedArticle]


@dataclass(frozen=True)
class LawRegistry:
    """All laws the content may cite, found by the titles people write."""

    versions: tuple[LawVersion, ...] = ()
    maps: tuple[ArticleMap, ...] = ()

    def __post_init__(self) -> None:
        families: dict[str, list[LawVersion]] = {}
        titles: dict[str, str] = {}
        for v in sorted(self.versions, key=lambda v: (v.family, v.effective)):
            families.setdefault(v.family, []).append(v)
            for name in (v.title, *v.short):
                titles[name] = v.family
        object.__setattr__(self, "_families", {k: tuple(v) for k, v in families.items()})
        object.__setattr__(self, "_titles", titles)
        object.__setattr__(self, "_by_id", {v.id: v for v in self.versions})
        object.__setattr__(self, "_maps", {(m.source, m.target): m for m in self.maps})

    @property
    def families(self) -> Mapping[str, tuple[LawVersion, ...]]:
        """family id -> its versions, oldest first."""
        return self._families  # type: ignore[attr-defined]

    @property
    def titles(self) -> Mapping[str, str]:
        """Every full or short title -> family id."""
        return self._titles  # type: ignore[attr-defined]

    def find(self, title: str) -> tuple[LawVersion, ...]:
        """Versions of the law people call `title` (full or short), oldest first; empty if unknown."""
        family = self.titles.get(title)
        return self.families[family] if family else ()

    def in_force(self, family: str, day: date) -> LawVersion | None:
        return next((v for v in self.families[family] if v.in_force(day)), None)

    def with_version(self, family: str, label: str) -> LawVersion | None:
        """The version written in parentheses: 2026年修订, 2026修订, 2026, 法释〔2009〕21号."""
        wanted = _version_key(label)
        for v in self.families[family]:
            if wanted == _version_key(v.version) or (v.doc_no and wanted == _version_key(v.doc_no)):
                return v
        years = [v for v in self.families[family] if v.version[:4] == wanted]
        return years[0] if len(years) == 1 else None

    def moved(self, old: LawVersion, new: LawVersion, article: str) -> MappedArticle | None:
        """Where `article` of `old` stands in `new`, if the article map knows."""
        table = self._maps.get((old.id, new.id))  # type: ignore[attr-defined]
        return table.rows.get(article) if table else None


def _version_key(label: str) -> str:
    """`2026 年修订` -> `2026修订`; `2026年版` -> `2026`; a document number keeps its digits and brackets."""
    bare = re.sub(r"\s+", "", label).replace("[", "〔").replace("]", "〕")
    bare = re.sub(r"^(\d{4})年", r"\1", bare)
    return re.sub(r"^(\d{4})(版|文本)?$", r"\1", bare)
