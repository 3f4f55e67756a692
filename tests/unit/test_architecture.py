"""The house: a module imports from lower floors and its own folder, no circles, mkdocs only in the shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "iplearn"
FLOORS = {
    "diagnostics": 0, "archive": 0, "once": 0, "parallel": 0, "program": 0,
    "model": 1,
    "markup": 2, "scoring": 2, "measures": 2, "dates": 2, "reasoning": 2,
    "reading": 3,
    "checks": 4, "results": 4, "render": 4, "documents": 4,
    "exports": 5,
    "products": 6,
    "shell": 7,
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_name(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(p): p for p in sorted(PACKAGE.rglob("*.py"))}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def edges() -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        out[name] = {i for i in imports(path) if i in MODULES and i != name}
    return out


def problems(graph: dict[str, set[str]]) -> list[str]:
    found = []
    for name, targets in graph.items():
        for target in targets:
            here, there = room(name), room(target)
            if not here or not there or here == there:
                continue
            if FLOORS[there] > FLOORS[here]:
                found.append(f"{name} imports upward {target}")
            elif FLOORS[there] == FLOORS[here]:
                found.append(f"{name} imports its neighbour {target}")
    return sorted(found)


def circle(graph: dict[str, set[str]]) -> list[str] | None:
    """A circle of imports, if there is one."""
    state: dict[str, int] = {}

    def visit(node: str, path: list[str]) -> list[str] | None:
        state[node] = 1
        for target in sorted(graph[node]):
            if state.get(target) == 1:
                return [*path, node, target]
            if target not in state and (found := visit(target, [*path, node])):
                return found
        state[node] = 2
        return None

    for node in sorted(graph):
        if node not in state and (found := visit(node, [])):
            return found
    return None


def test_every_room_has_a_floor() -> None:
    assert {room(m) for m in MODULES if room(m)} <= set(FLOORS)


def test_no_upward_or_sideways_import() -> None:
    assert problems(edges()) == []


def test_no_circle() -> None:
    # A package's __init__ gathers its own modules, which is no circle unless one of them imports it back.
    assert circle(edges()) is None


@pytest.mark.parametrize("name", [m for m in MODULES if room(m) != "shell"])
def test_only_the_shell_knows_mkdocs(name: str) -> None:
    assert not [i for i in imports(MODULES[name]) if i.split(".")[0] == "mkdocs"]


def test_the_test_itself_sees_faults() -> None:
    assert problems({"iplearn.model.x": {"iplearn.reading.y"}}) and problems({"iplearn.checks.x": {"iplearn.render.y"}})
    assert circle({"a": {"b"}, "b": {"a"}})
