"""Rows of the cube as values that add up. Every item measure is a function of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import sqrt
from typing import Any


@dataclass(frozen=True)
class ItemSums:
    """Sums over the responses to one item; see measures/cube.py. `ItemSums() + a + b` is of both together."""

    n: int = 0
    x: float = 0.0
    xx: float = 0.0
    m: float = 0.0
    r: float = 0.0
    rr: float = 0.0
    xr: float = 0.0
    seconds: float = 0.0
    fast: int = 0
    empty: int = 0

    def __add__(self, other: ItemSums) -> ItemSums:
        return ItemSums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ItemSums:
        """From a row of the cube."""
        return cls(*(row[f.name] for f in fields(cls)))

    @property
    def variance(self) -> float | None:
        """Sample variance of the score (points², n - 1)."""
        return _spread(self.n, self.x, self.xx)

    @property
    def covariance_with_rest(self) -> float | None:
        """Sample covariance of the score with the rest of the attempt (points²)."""
        return None if self.n < 2 else (self.xr - self.x * self.r / self.n) / (self.n - 1)

    @property
    def variance_of_rest(self) -> float | None:
        return _spread(self.n, self.r, self.rr)


@dataclass(frozen=True)
class Mean:
    """n, sum and sum of squares of anything."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def sd(self) -> float | None:
        """Sample standard deviation; None below two."""
        variance = _spread(self.n, self.total, self.squares)
        return None if variance is None else sqrt(variance)


def add_up(rows: Iterable[Mapping[str, Any]], *keys: str) -> dict[tuple[Any, ...], ItemSums]:
    """Cube rows -> sums for each combination of `keys`, in the order of the keys' values."""
    out: dict[tuple[Any, ...], ItemSums] = {}
    for row in rows:
        key = tuple(row[k] for k in keys)
        out[key] = out.get(key, ItemSums()) + ItemSums.of(row)
    return dict(sorted(out.items()))


def _spread(n: int, total: float, squares: float) -> float | None:
    """Variance with n - 1. Sums of equal values leave a crumb of rounding, which must not become a spread below 0."""
    return None if n < 2 else max((squares - total * total / n) / (n - 1), 0.0)
