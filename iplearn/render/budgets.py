"""What the scripts and styles of quizzes may weigh, each file as a server sends it (gzip -6). The build prints it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iplearn.render.class_assets import CLASS_SCRIPTS, CLASS_STYLES
from iplearn.render.quiz_assets import AFTER_BUNDLE, QUIZ_BUNDLE_SCRIPTS, QUIZ_BUNDLE_STYLES

CATALOGUE = "assets/class/catalogue.js"
"""The names of all quizzes ever frozen: it grows with them, so it has no budget."""


@dataclass(frozen=True)
class Budget:
    """`most` bytes for `files`, paths from the root of the site."""

    label: str
    files: tuple[str, ...]
    most: int


BUDGETS = (
    Budget("测验页", (*QUIZ_BUNDLE_SCRIPTS, *QUIZ_BUNDLE_STYLES), 12 * 1024),
    Budget("交结果时再取", (AFTER_BUNDLE, "assets/class/handin.css"), 16 * 1024),
    Budget("班级汇总页", (*(path for path in CLASS_SCRIPTS if path != CATALOGUE), *CLASS_STYLES), 40 * 1024),
)


def weigh(files: tuple[str, ...], read: Callable[[str], bytes]) -> int:
    return sum(len(gzip.compress(read(path), 6, mtime=0)) for path in files)


def budget_line(read: Callable[[str], bytes]) -> str:
    """One line for whoever builds. `read` gives the bytes of a path of the site."""
    parts = "，".join(_parts(read))
    return f"测验的脚本和样式，压缩后：{parts}；班级汇总页另取测验目录 {weigh((CATALOGUE,), read) / 1024:.1f} KB。"


def _parts(read: Callable[[str], bytes]) -> Iterator[str]:
    for budget in BUDGETS:
        size = weigh(budget.files, read)
        yield f"{budget.label} {size / 1024:.1f} KB（上限 {budget.most / 1024:.0f}{'，超了' if size > budget.most else ''}）"
