"""An attacker with everything that was printed, in two releases, and with one school's own figures.

Learners are atoms: those of a school that were there in both releases, those that came, those that left. What is
printed are sums over sets of atoms. The attacker tries every way of adding and taking away printed sums, and a linear
programme over the counts; he wins when he holds the sum of a set of learners that is not empty and smaller than the
threshold, or a school's count that was held back.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from iplearn.measures.disclosure import Group, groups, next_groups

LEAST = 10
Atom = tuple[str, str]
"""(school, "stayed" | "came" | "left")."""


def people(first: Mapping[str, int], second: Mapping[str, int]) -> dict[Atom, int]:
    """Sizes of the atoms, as few changes as the counts allow."""
    out: dict[Atom, int] = {}
    for name in sorted({*first, *second}):
        a, b = first.get(name, 0), second.get(name, 0)
        out |= {(name, "stayed"): min(a, b), (name, "came"): max(b - a, 0), (name, "left"): max(a - b, 0)}
    return {atom: n for atom, n in out.items() if n}


def row(members: Iterable[str], release: int, atoms: Mapping[Atom, int]) -> tuple[int, ...]:
    there = ("stayed", "left") if release == 1 else ("stayed", "came")
    members = set(members)
    return tuple(int(name in members and kind in there) for name, kind in atoms)


def printed(first: tuple[Group, ...], second: tuple[Group, ...], atoms: Mapping[Atom, int], everyone: bool = False) -> set[tuple[int, ...]]:
    """The sets of atoms whose sums are printed: each group, and the city. A held group prints its first figures again.

    `everyone`: the city is printed as the sum of all schools, groups or not.
    """
    rows = {row(g.members, 1, atoms) for g in first}
    rows |= {row(g.members, 1 if g.held else 2, atoms) for g in second}
    names = {name for name, _ in atoms}
    for release, shown in ((1, first), (2, second)):
        if everyone:
            rows.add(row(names, release, atoms))
        elif shown:
            city = [row(g.members, 1 if release == 1 or g.held else 2, atoms) for g in shown]
            rows.add(tuple(map(sum, zip(*city))))
    return {r for r in rows if any(r)}


def differences(rows: Iterable[tuple[int, ...]], atoms: Mapping[Atom, int]) -> int | None:
    """The size of the smallest set of learners that adding and taking away lays bare; None where none is too small."""
    sizes = np.array(list(atoms.values()))
    matrix = np.array(sorted(rows))
    smallest = None
    for signs in itertools.product((-1, 0, 1), repeat=len(matrix)):
        found = np.array(signs) @ matrix
        if found.any() and ((found == 0) | (found == 1)).all():
            n = int(found @ sizes)
            if 0 < n < LEAST:
                smallest = min(n, smallest or n)
    return smallest


def pinned(rows: Iterable[tuple[int, ...]], atoms: Mapping[Atom, int]) -> list[Atom]:
    """Atoms smaller than the threshold whose size a linear programme over the printed counts leaves no choice for."""
    matrix = np.array(sorted(rows), dtype=float)
    sizes = np.array(list(atoms.values()), dtype=float)
    out = []
    for n, atom in enumerate(atoms):
        if sizes[n] >= LEAST:
            continue
        aim = np.zeros(len(atoms))
        aim[n] = 1
        low, high = (linprog(sign * aim, A_eq=matrix, b_eq=matrix @ sizes, bounds=(0, None)) for sign in (1, -1))
        if low.status == high.status == 0 and abs(low.fun + high.fun) < 1e-6:
            out.append(atom)
    return out


COUNTS = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 40), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(COUNTS)
def test_every_group_is_large_even_for_one_who_is_in_it(counts: dict[str, int]) -> None:
    found = groups(counts, LEAST)
    for group in found:
        assert group.n >= LEAST
        if group.is_pool:
            assert group.n - max(group.sizes) >= LEAST
    names = [name for group in found for name in group.members]
    assert len(names) == len(set(names))


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS)
def test_two_releases_give_nobody_away(first: dict[str, int], second: dict[str, int]) -> None:
    one = groups(first, LEAST)
    two = next_groups(one, second, LEAST)
    atoms = people(first, second)
    rows = printed(one, two, atoms)
    if rows:
        assert differences(rows, atoms) is None
        assert pinned(rows, atoms) == []


@settings(max_examples=40, deadline=None)
@given(COUNTS, COUNTS, st.sampled_from("ABCDE"))
def test_nor_to_a_school_that_knows_its_own(first: dict[str, int], second: dict[str, int], spy: str) -> None:
    """The spy's own learners may be laid bare to the spy, and with them nobody else's."""
    one = groups(first, LEAST)
    two = next_groups(one, second, LEAST)
    atoms = people(first, second)
    rows = printed(one, two, atoms)
    own = {row([spy], release, atoms) for release in (1, 2)} - {tuple([0] * len(atoms))}
    if not rows or not own:
        return
    sizes, names = np.array(list(atoms.values())), [name for name, _ in atoms]
    others = np.array([name != spy for name in names])
    matrix = np.array(sorted(rows | own))
    for signs in itertools.product((-1, 0, 1), repeat=min(len(matrix), 9)):
        found = np.array(signs) @ matrix[: len(signs)]
        if (found * others).any() and ((found == 0) | (found == 1)).all():
            assert int((found * others) @ sizes) >= LEAST


def test_with_a_city_of_everybody_the_attacker_wins() -> None:
    """One small school, and a city printed as the sum of all schools: what is left over is the small school."""
    counts = {"A": 30, "B": 25, "C": 6}
    shown = groups(counts, LEAST)
    atoms = people(counts, counts)
    assert differences(printed(shown, shown, atoms, everyone=True), atoms) == 6
    assert pinned(printed(shown, shown, atoms, everyone=True), atoms) == [("C", "stayed")]
    assert differences(printed(shown, shown, atoms), atoms) is None


def test_without_the_rule_for_releases_the_attacker_wins() -> None:
    """Three late comers: the two releases differ by them alone."""
    first, second = {"A": 30, "B": 25}, {"A": 33, "B": 25}
    one, naive = groups(first, LEAST), groups(second, LEAST)
    atoms = people(first, second)
    assert differences(printed(one, naive, atoms), atoms) == 3
    two = next_groups(one, second, LEAST)
    assert [g.held for g in two] == [True, True]
    assert differences(printed(one, two, atoms), atoms) is None


def test_a_pool_is_not_taken_apart_while_some_of_it_stand_still() -> None:
    first = {"C": 7, "D": 8, "E": 9}
    one = groups(first, LEAST)
    assert [g.members for g in one] == [("C", "D", "E")]
    two = next_groups(one, {"C": 25, "D": 8, "E": 9}, LEAST)
    assert [g.members for g in two] == [("C", "D", "E")] and two[0].n == 42
    apart = next_groups(one, {"C": 25, "D": 22, "E": 23}, LEAST)
    assert [g.members for g in apart] == [("C",), ("D",), ("E",)]


@pytest.mark.parametrize(
    ("counts", "members"),
    [
        ({"A": 30, "B": 40}, [("A",), ("B",)]),
        ({"A": 30, "B": 4}, [("A",)]),  # nobody to hide with: B is left out, of the city too
        ({"A": 50, "B": 4, "C": 20, "D": 6}, [("A",), ("C",)]),  # D would know B
        ({"A": 50, "B": 7, "C": 8, "D": 9}, [("A",), ("B", "C", "D")]),
        ({"A": 9}, []),
        ({"A": 30, "B": 0}, [("A",)]),
    ],
)
def test_groups(counts: dict[str, int], members: list[tuple[str, ...]]) -> None:
    assert [g.members for g in groups(counts, LEAST)] == members


def test_many_releases() -> None:
    """Ten releases of a term in which results trickle in: each next to each other stays safe against the last one."""
    dice = random.Random(1)
    counts = {name: dice.randint(0, 12) for name in "ABCD"}
    shown = groups(counts, LEAST)
    state = dict(counts)
    for _ in range(10):
        later = {name: n + dice.randint(0, 6) for name, n in state.items()}
        following = next_groups(shown, later, LEAST)
        for group in following:
            assert group.n >= LEAST
        # Against the counts that the printed figures really stand for.
        had = {name: n for g in shown for name, n in zip(g.members, g.sizes)}
        new = {name: n for g in following for name, n in zip(g.members, g.sizes)}
        atoms = people(had, new)
        rows = printed(shown, tuple(Group(g.members, g.sizes) for g in following), atoms)
        assert not rows or differences(rows, atoms) is None
        shown, state = following, later
