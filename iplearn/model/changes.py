"""What a new version of a law changed, article by article and in our own words. Schema of data/changes/*.yml."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CHANGE_KINDS = ("变了", "条号", "新增", "删去")


@dataclass(frozen=True, kw_only=True)
class ArticleChange:
    """One article of the new version, or one of the old that has no successor (`new` is None).

    Articles are Arabic, `"219-1"` for 之一. `about` says what the article is about, `change` what became of it.
    `kind`: 变了 its content changed; 条号 only its number or the names in it; 新增; 删去. `words` are what
    people search by and the other texts do not say.
    """

    new: str | None = None
    old: tuple[str, ...] = ()
    about: str
    kind: str = field(metadata={"choices": CHANGE_KINDS})
    change: str
    words: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its row's place on a page: `new-36`, or `old-58` where nothing followed."""
        return f"new-{self.new}" if self.new else f"old-{self.old[0] if self.old else ''}"


@dataclass(frozen=True, kw_only=True)
class LawChanges:
    """One file: `from_` and `to` are version ids; `family` is the file's stem. `note` stands above the table."""

    family: str
    from_: str
    to: str
    reviewed: date
    note: str | None = None
    rows: tuple[ArticleChange, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def file(self) -> str:
        return f"data/changes/{self.family}.yml"
