"""An author's mistake is a value: where it is, what is wrong, how to mend it.

Readers and checks never raise for what an author wrote. They yield `Diagnostic` values,
and everything is shown at once, sorted by place. Exceptions are for our own bugs and for
a broken machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, order=True)
class Place:
    """A line of a source file: `Place("content/explain/E03.md", 12)`.

    `file` is relative to the project's root, with forward slashes on every system.
    `line` counts from 1 in the file as the author sees it; 0 means the file as a whole.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Severity(Enum):
    """ERROR stops a build; WARNING is told and lets it pass."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True)
class Diagnostic:
    """One mistake. `message` and `fix` are Chinese sentences for the author.

    `rule` is a permanent id such as `law/unknown`, listed in docs/authoring.md.
    """

    place: Place
    rule: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    missing: tuple[str, ...] = field(default=(), compare=False)
    """What it misses, by name: where that is there and only could not be read, this is no mistake of its own."""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (self.place.file, self.place.line, self.rule, self.message)


def error(place: Place, rule: str, message: str, fix: str = "", missing: tuple[str, ...] = ()) -> Diagnostic:
    """A mistake that stops the build."""
    return Diagnostic(place, rule, message, fix, missing=missing)


def warning(place: Place, rule: str, message: str, fix: str = "", missing: tuple[str, ...] = ()) -> Diagnostic:
    """Something to mend that does not stop the build."""
    return Diagnostic(place, rule, message, fix, Severity.WARNING, missing)


class Report:
    """All diagnostics of one run: sorted, each shown once."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.items: tuple[Diagnostic, ...] = tuple(
            sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key)
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.items if d.is_error)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.items if not d.is_error)

    def lines(self, *, colour: bool = False) -> list[str]:
        """The report as lines of text: one per diagnostic, its fix indented below, then the totals."""
        out: list[str] = []
        for d in self.items:
            out.append(format_diagnostic(d, colour=colour))
        out.append(f"共 {len(self.errors)} 处错误，{len(self.warnings)} 处提醒。")
        return out


_RED, _YELLOW, _BOLD, _DIM, _RESET = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


def format_diagnostic(d: Diagnostic, *, colour: bool = False) -> str:
    """`content/explain/E03.md:12: 错误 [law/unknown] …` and, on the next line, `    → fix`."""
    if colour:
        tint = _RED if d.is_error else _YELLOW
        head = f"{_BOLD}{d.place}{_RESET}: {tint}{d.severity.value}{_RESET} {_DIM}[{d.rule}]{_RESET} {d.message}"
    else:
        head = f"{d.place}: {d.severity.value} [{d.rule}] {d.message}"
    return head + (f"\n    → {d.fix}" if d.fix else "")
