"""Methods of values that do their work at the first asking only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

R = TypeVar("R")


def once(method: Callable[..., R]) -> Callable[..., R]:
    """For a method whose answer never changes: the check, every format and the manifest of a pack ask for the same.

    What it found lives as long as the object. Arguments must be hashable.
    """

    @wraps(method)
    def asked(self, *args, **options) -> R:
        made = self.__dict__.setdefault("_made", {})
        key = (method.__name__, args, *sorted(options.items()))
        if key not in made:
            made[key] = method(self, *args, **options)
        return made[key]

    return asked
