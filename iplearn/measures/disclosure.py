"""What may be printed: groups of learners large enough that no sum or difference tells about a few.

Groups, not cells, are decided on, once for each table key (a lesson in a term, say), before any output is made:

1. A school with fewer than `least` learners never stands alone.
2. Such schools are pooled as “其他学校” where the pool holds at least `least` learners even for a reader who knows one
   member's figures; otherwise they are left out.
3. The city is the sum of the printed groups, whatever else is known: less its schools it leaves nothing. (This takes
   the place of holding back further schools so that a sum over all does not give the small one away.)
4. A later release keeps the earlier one's groups, and a group's earlier figures, unless enough learners came or went:
   otherwise the two releases, laid side by side, would tell about those few.

The same rules serve classes within a school. `Group.sizes` is for the ledger of the office and is never printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LEAST = 10
"""NWEA hides summaries below ten pupils. An office may ask for more (data/reports.yml), never for less."""


@dataclass(frozen=True)
class Group:
    """Schools printed as one; a single one under its own name, several as a pool. `sizes` are the members' learners.

    `held` is true where the figures are those of the release before.
    """

    members: tuple[str, ...]
    sizes: tuple[int, ...]
    held: bool = field(default=False, compare=False)

    @property
    def n(self) -> int:
        return sum(self.sizes)

    @property
    def is_pool(self) -> bool:
        return len(self.members) > 1


def groups(counts: Mapping[str, int], least: int = LEAST) -> tuple[Group, ...]:
    """The groups to print: single ones by name, then the pool."""
    known = {name: n for name, n in sorted(counts.items()) if n > 0}
    small = [name for name, n in known.items() if n < least]
    out = [_group([name], known) for name in known if name not in small]
    if small and _is_safe([known[name] for name in small], least):
        out.append(_group(small, known))
    return tuple(out)


def _is_safe(sizes: list[int], least: int) -> bool:
    """Whether a pool still hides enough from a member that takes its own learners away."""
    return sum(sizes) - max(sizes) >= least


def _group(names: Iterable[str], sizes: Mapping[str, int], held: bool = False) -> Group:
    names = tuple(names)
    return Group(names, tuple(sizes.get(name, 0) for name in names), held)


def next_groups(before: Iterable[Group], counts: Mapping[str, int], least: int = LEAST) -> tuple[Group, ...]:
    """The groups of a release after one that printed `before`; see rule 4.

    New groups take the place of old ones only where each school in them was not printed before, or changed by at least
    `least` learners. Schools that cannot be placed so are left out until they can.
    """
    before = tuple(before)
    wanted = groups(counts, least)
    out: list[Group] = []
    for old, new in _tangles(before, wanted):
        had = {name: n for group in old for name, n in zip(group.members, group.sizes)}
        same = {group.members for group in old} == {group.members for group in new}
        now = {name: counts.get(name, 0) for group in new for name in group.members}
        free = all(name not in had or abs(now.get(name, 0) - had[name]) >= least for name in {*had, *now})
        if not old or (not same and free):
            out += new
        else:
            out += [_renewed(group, counts, least) for group in old]
    return tuple(sorted(out, key=lambda g: (g.is_pool, g.members)))


def _renewed(group: Group, counts: Mapping[str, int], least: int) -> Group:
    """The same schools with new figures where that tells about enough learners, else as they were printed."""
    fresh = _group(group.members, counts)
    changes = [abs(new - old) for new, old in zip(fresh.sizes, group.sizes)]
    enough = abs(fresh.n - group.n) >= least and fresh.n >= least
    if not enough or (group.is_pool and not _is_safe(list(fresh.sizes), least)) or not any(changes):
        return Group(group.members, group.sizes, held=True)
    return fresh


def _tangles(old: tuple[Group, ...], new: tuple[Group, ...]) -> list[tuple[list[Group], list[Group]]]:
    """Old and new groups that share schools, directly or through others, taken together."""
    found: list[tuple[set[str], list[Group], list[Group]]] = []
    for kind, group in [*((0, g) for g in old), *((1, g) for g in new)]:
        names = set(group.members)
        touching = [one for one in found if one[0] & names]
        merged: tuple[set[str], list[Group], list[Group]] = (names, [], [])
        for one in touching:
            found.remove(one)
            merged = (merged[0] | one[0], merged[1] + one[1], merged[2] + one[2])
        merged[1 + kind].append(group)
        found.append(merged)
    return [(one[1], one[2]) for one in found]
