"""Conditions over answers, in three values: true, false, and None where an answer is missing or 不清楚 (Kleene)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from iplearn.model.drill import Term

Truth = bool | None


class ConditionError(ValueError):
    """A condition nobody can read; its text says why, in Chinese."""


@cache
def parse_condition(text: str) -> tuple[tuple[Term, ...], ...]:
    """`text` as alternatives of terms that must all hold.

    >>> parse_condition("a=x|y & b=z or c=w")
    ((Term(question='a', answers=('x', 'y')), Term(question='b', answers=('z',))), (Term(question='c', answers=('w',)),))
    """
    return tuple(tuple(_term(part) for part in alternative.split(" & ")) for alternative in text.split(" or "))


def _term(text: str) -> Term:
    question, equals, answers = text.strip().partition("=")
    names = tuple(a.strip() for a in answers.split("|"))
    if not equals or not question.strip() or not all(names) or any(c.isspace() or c in "&|=" for c in question.strip() + "".join(names)):
        raise ConditionError(f"条件“{text.strip()}”读不懂")
    return Term(question.strip(), names)


def truth(condition: str | None, value: Callable[[Term], Truth]) -> Truth:
    """The truth of `condition` where `value` tells that of a term. No condition is true."""
    if condition is None:
        return True
    return either(all_of(value(term) for term in terms) for terms in parse_condition(condition))


def all_of(values: Iterable[Truth]) -> Truth:
    """True where all are, False where one is false, else None.

    >>> all_of([True, None]), all_of([None, False])
    (None, False)
    """
    seen = set(values)
    return False if False in seen else None if None in seen else True


def either(values: Iterable[Truth]) -> Truth:
    """True where one is, None where one might be."""
    seen = set(values)
    return True if True in seen else None if None in seen else False
