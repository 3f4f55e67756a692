"""A release: the only figures that reports are made from, in groups that measures/disclosure.py allows.

Every kind of output reads a `Release` and nothing else, so that two outputs cannot differ and none can hold what
another holds back. The ledger keeps the last release for the next one; it stays with the office and is not printed.

A *cell* is a table of groups: a lesson in a term (`both`: learners with pre and post), what was handed in of it
otherwise (`pre`, `post`, `practice`), an objective in a term (`mastery`), learners in a term (`present`), and the
classes of a school in a term (`class`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isclose
from pathlib import Path
from typing import Any

from iplearn.measures.aggregates import Aggregates
from iplearn.measures.disclosure import Group, groups, next_groups

Cell = tuple[str, str, str]
"""(kind, term, unit or objective or school); the third is "" for `present`."""

Row = dict[str, Any]
SUMMED = ("cube", "attempts", "gains", "mastery", "present")
_KEYS = {
    "cube": ("quiz", "form", "item", "revision", "phase", "response"),
    "attempts": ("phase", "band"),
    "gains": (),
    "mastery": (),
    "present": (),
}
_DROPPED = {"school", "term", "unit", "both", "objective", "class"}
VERSION = 1


@dataclass(frozen=True)
class Shown:
    """A group in a cell with its sums: table name -> rows without school, term and unit."""

    group: Group
    sums: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Release:
    """`cells` holds the groups that are printed; whoever is in none of them is held back."""

    cells: Mapping[Cell, tuple[Shown, ...]]

    def of(self, cell: Cell, school: str) -> Shown | None:
        """The group of a school or class that stands alone in a cell."""
        return next((s for s in self.cells.get(cell, ()) if s.group.members == (school,)), None)

    def city(self, cell: Cell) -> Shown | None:
        """All printed groups of a cell together."""
        shown = self.cells.get(cell, ())
        if not shown:
            return None
        names = tuple(name for s in shown for name in s.group.members)
        sizes = tuple(n for s in shown for n in s.group.sizes)
        return Shown(Group(names, sizes), {table: _added(table, [r for s in shown for r in s.sums.get(table, ())]) for table in SUMMED})

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(sorted({term for _, term, _ in self.cells}))

    def units(self, kind: str, term: str) -> tuple[str, ...]:
        return tuple(sorted(unit for k, t, unit in self.cells if (k, t) == (kind, term)))


def make_release(found: Aggregates, least: int, before: Release | None = None) -> Release:
    """What may be printed of `found` after `before` was."""
    counts, sources = _cells(found, least, before)
    cells: dict[Cell, tuple[Shown, ...]] = {}
    for cell in sorted({*counts, *(before.cells if before else ())}):
        had = before.cells.get(cell, ()) if before else ()
        wanted = next_groups([s.group for s in had], counts.get(cell, {}), least) if had else groups(counts.get(cell, {}), least)
        old = {s.group.members: s for s in had}
        shown = []
        for group in wanted:
            rows = {table: [r for name in group.members for r in sources[cell].get(name, {}).get(table, ())] for table in SUMMED}
            sums = {table: _added(table, part) for table, part in rows.items() if part}
            if not group.held:
                shown.append(Shown(group, sums))
                continue
            # Nothing changed: then it is not held back. What engines add up in another order differs in the last bits.
            kept = old[group.members].sums
            shown.append(Shown(replace(group, held=not _same(kept, sums)), kept))
        if shown:
            cells[cell] = tuple(shown)
    return Release(cells)


Counts = dict[Cell, dict[str, int]]
Sources = dict[Cell, dict[str, dict[str, list[Row]]]]


def _cells(found: Aggregates, least: int, before: Release | None) -> tuple[Counts, Sources]:
    """Learners and sums by cell and school.

    A school whose learners with pre and post are enough is told by them alone, in pre and post: with others added, the
    difference would tell about the few who took one half. Once a school was printed one way in a term it stays so.
    """
    counts: Counts = defaultdict(dict)
    sources: Sources = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))

    def add(cell: Cell, name: str, table: str, row: Mapping[str, Any]) -> None:
        sources[cell][name][table].append({k: v for k, v in row.items() if k not in _DROPPED})

    singly = _printed_singly(before)
    paired: set[tuple[str, str, str]] = set()
    for row in found.rows("gains"):
        key = row["school"], row["term"], row["unit"]
        if row["learners"] >= least and key not in singly:
            paired.add(key)
            counts["both", row["term"], row["unit"]][row["school"]] = row["learners"]
            add(("both", row["term"], row["unit"]), row["school"], "gains", row)
    for table in ("attempts", "cube"):
        for row in found.rows(table):
            lesson = row["phase"] != "practice" and (row["school"], row["term"], row["unit"]) in paired
            if lesson and not row["both"]:
                continue
            cell = ("both" if lesson else row["phase"], row["term"], row["unit"])
            add(cell, row["school"], table, row)
            if table == "attempts" and not lesson:
                counts[cell][row["school"]] = counts[cell].get(row["school"], 0) + row["n"]
    for row in found.rows("mastery"):
        cell = ("mastery", row["term"], row["objective"])
        counts[cell][row["school"]] = row["learners"]
        add(cell, row["school"], "mastery", row)
    for row in found.rows("present"):
        if not row["school"]:
            continue
        whole, parts = ("present", row["term"], ""), ("class", row["term"], row["school"])
        counts[whole][row["school"]] = counts[whole].get(row["school"], 0) + row["learners"]
        add(whole, row["school"], "present", row)
        counts[parts][row["class"]] = row["learners"]
        add(parts, row["class"], "present", row)
    return counts, sources


def _same(one: Mapping[str, tuple[Row, ...]], other: Mapping[str, tuple[Row, ...]]) -> bool:
    """Equal but for rounding."""
    if {table: len(rows) for table, rows in one.items() if rows} != {table: len(rows) for table, rows in other.items() if rows}:
        return False
    pairs = ((a, b) for table, rows in one.items() for a, b in zip(rows, other.get(table, ())))
    return all(a.keys() == b.keys() and all(_near(a[k], b[k]) for k in a) for a, b in pairs)


def _near(a: Any, b: Any) -> bool:
    return isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) if isinstance(a, float) and isinstance(b, float | int) else a == b


def _printed_singly(before: Release | None) -> set[tuple[str, str, str]]:
    """(school, term, unit) whose pre or post was printed without regard to the other half."""
    if before is None:
        return set()
    return {
        (name, term, unit)
        for (kind, term, unit), shown in before.cells.items() if kind in ("pre", "post")
        for s in shown for name in s.group.members
    }


def _added(table: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with the same keys added up, in order of their keys."""
    keys = _KEYS[table]
    out: dict[tuple, Row] = {}
    for row in rows:
        key = tuple(row[k] for k in keys)
        if key not in out:
            out[key] = dict(row)
            continue
        held = out[key]
        for name, value in row.items():
            if name not in keys:
                held[name] = max(held[name], value) if name == "pairs" else held[name] + value
    return tuple(out[key] for key in sorted(out))


def write_ledger(release: Release, path: Path) -> None:
    """The release as JSON, for the next one. It holds counts under the threshold: keep it with the results."""
    data = [
        {"cell": cell, "groups": [{"members": s.group.members, "sizes": s.group.sizes, "sums": s.sums} for s in shown]}
        for cell, shown in release.cells.items()
    ]
    text = json.dumps({"iplearn-release": VERSION, "cells": data}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def read_ledger(path: Path) -> Release | None:
    """The last release; None where there is none. ValueError where the file is not one."""
    if not path.exists():
        return None
    data = json.loads(path.read_text("utf-8"))
    if data.get("iplearn-release") != VERSION:
        raise ValueError(path)
    return Release(
        {
            tuple(one["cell"]): tuple(
                Shown(Group(tuple(g["members"]), tuple(g["sizes"])), {t: tuple(rows) for t, rows in g["sums"].items()}) for g in one["groups"]
            )
            for one in data["cells"]
        }
    )
