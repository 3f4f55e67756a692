"""The test of a course: a quiz nobody writes, drawn from the banks of its modules.

Its items are those of the banks under names of their own (`t1-test` item `q-3` -> `t1-test-q-3`), its revision follows from
theirs. So it is never frozen: the revisions it had follow from what was frozen of the banks, and a result code of last
year can be read as long as the banks' archive is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType

from iplearn.model.content import ModuleMeta, Page
from iplearn.model.course import TEST_ITEMS, TEST_PASS, Course, courses
from iplearn.model.item import Item, ShortAnswer, SingleChoice, Survey, digest
from iplearn.model.quiz import Case, Part, Quiz, Section, Shuffle
from iplearn.model.revision import QuizRevision, Revisions

_MOST_A_DAY = 256
"""So many combinations of what was frozen on one day are kept; on a day with more, that of its evening."""


def banks(course: Course, quizzes: Mapping[str, Quiz]) -> list[tuple[Page, Quiz]]:
    """(module, its bank) in order."""
    out = []
    for page in course.modules:
        assert isinstance(page.meta, ModuleMeta)
        if page.meta.test in quizzes:
            out.append((page, quizzes[page.meta.test]))
    return out


def course_tests(pages: Iterable[Page], quizzes: Mapping[str, Quiz]) -> Iterator[tuple[Quiz, tuple[str, ...]]]:
    """(test, ids of its banks) of each course whose banks together hold what a test draws."""
    for course in courses(pages):
        found = banks(course, quizzes)
        parts = [part for page, bank in found for part in _parts(page, bank)]
        test = Quiz(
            id=course.id, title=f"{course.track}课程测验", stage=course.track, reviewed=min((b.reviewed for _, b in found), default=date.min),
            parts=tuple(parts), pass_percent=TEST_PASS, shuffle=Shuffle.BOTH, draw=TEST_ITEMS,
        )
        if len(found) > 1 and len(test.items) >= TEST_ITEMS:
            yield test, tuple(bank.id for _, bank in found)


def own_name(bank: str, item: str) -> str:
    return f"{bank}-{item}"


def _own(bank: str, item: Item) -> Item:
    item = replace(item, id=own_name(bank, item.id))
    if isinstance(item, SingleChoice):
        choices = tuple(replace(c, goto=own_name(bank, c.goto)) if c.goto else c for c in item.choices)
        item = replace(item, choices=choices)
    return item


def _counts(item: Item) -> bool:
    """Whether a score can rest on it: what learners mark themselves and what has no key is left to the module's own test."""
    return not isinstance(item, ShortAnswer | Survey)


def _parts(page: Page, bank: Quiz) -> Iterator[Part]:
    """A section per module: an attempt draws from them by turns. What shares a text stays by itself."""
    plain: list[Item] = []
    for part in bank.parts:
        items = tuple(_own(bank.id, item) for item in part.items if _counts(item))
        if not items:
            continue
        if isinstance(part, Section) and part.text is None:
            plain += items
            continue
        if plain:
            yield Section(page.meta.title, tuple(plain))
            plain = []
        yield replace(part, items=items) if isinstance(part, Case) else replace(part, title=f"{page.meta.title} · {part.title}", items=items)
    if plain:
        yield Section(page.meta.title, tuple(plain))


def with_course_tests(revisions: Revisions, tests: Sequence[tuple[Quiz, tuple[str, ...]]]) -> Revisions:
    """`revisions` and those the tests had, oldest first, the present one last."""
    items, quizzes = dict(revisions.items), dict(revisions.quizzes)
    for test, bank_ids in tests:
        for bank in bank_ids:
            items |= {(test.id, own_name(bank, item), rev): replace(kept, id=own_name(bank, item)) for (quiz, item, rev), kept in revisions.items.items() if quiz == bank}
        for item in test.items:
            items.setdefault((test.id, item.id, item.revision), item)
        history = [r for r in _history(test, bank_ids, revisions)]
        history.append(_revision(test, tuple((i.id, i.revision) for i in test.items), max((r.frozen_on for r in history), default=test.reviewed)))
        for revision in history:
            quizzes.setdefault((test.id, revision.revision), revision)
    return Revisions(MappingProxyType(items), MappingProxyType(quizzes))


def _revision(test: Quiz, items: tuple[tuple[str, str], ...], day: date) -> QuizRevision:
    return QuizRevision(test.id, digest([list(i) for i in items]), test.title, items, None, day)


def _history(test: Quiz, bank_ids: Sequence[str], revisions: Revisions) -> Iterator[QuizRevision]:
    """The test as it was after each freezing of one of its banks. Which of a day came first is not known: every
    combination that may have stood in between counts."""
    frozen = {bank: [r for r in revisions.quizzes.values() if r.quiz == bank] for bank in bank_ids}
    before: dict[str, QuizRevision | None] = dict.fromkeys(bank_ids)
    for day in sorted({r.frozen_on for found in frozen.values() for r in found}):
        today = {bank: [r for r in found if r.frozen_on == day] for bank, found in frozen.items()}
        options = [[before[bank], *today[bank]] for bank in bank_ids]
        before |= {bank: found[-1] for bank, found in today.items() if found}
        count = 1
        for some in options:
            count *= len(some)
        for chosen in product(*options) if count <= _MOST_A_DAY else [tuple(before.values())]:
            items = tuple((own_name(r.quiz, item), rev) for r in chosen if r for item, rev in r.items if _counts(revisions.items[r.quiz, item, rev]))
            if len(items) >= TEST_ITEMS:
                yield _revision(test, items, day)
