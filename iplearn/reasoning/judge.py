"""Answers -> which findings hold, which stay open, and what to find out first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from iplearn.model.drill import UNKNOWN, Chart, Finding, Letter, Question, Questions, Term
from iplearn.reasoning.conditions import Truth, parse_condition, truth

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> the answers picked."""


@dataclass(frozen=True)
class Judgement:
    """`holds` and `open` are findings; `find_out` are the questions whose answers would settle what is open."""

    holds: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    find_out: tuple[str, ...] = ()


class Judge:
    """The rules of a tool with questions, over one set of answers. An answer to a question not asked counts for nothing."""

    def __init__(self, tool: Questions | Letter, answers: Answers) -> None:
        self.tool = tool
        self.questions: dict[str, Question] = {q.id: q for q in tool.questions}
        self.answers = answers
        self._asked: dict[str, Truth] = {}

    def asked(self, question: Question) -> Truth:
        if question.id not in self._asked:
            self._asked[question.id] = truth(question.only_if, self.value)
        return self._asked[question.id]

    def value(self, term: Term) -> Truth:
        asked = self.asked(self.questions[term.question])
        if asked is not True:
            return asked
        picked = self.answers.get(term.question, ())
        if not picked or UNKNOWN in picked:
            return None
        return any(a in term.answers for a in picked)

    def judgement(self) -> Judgement:
        holds, undecided = _sorted(self.tool.findings, self.value)
        wanted: set[str] = set()
        for finding in undecided:
            self._missing(finding.when, wanted)
        return Judgement(holds, tuple(f.id for f in undecided), tuple(q.id for q in self.tool.questions if q.id in wanted))

    def _missing(self, condition: str | None, wanted: set[str]) -> None:
        """Adds the questions that leave `condition` undecided. One that may not be asked at all yields to what decides that."""
        for terms in parse_condition(condition or ""):
            if any(self.value(t) is False for t in terms):
                continue
            for term in (t for t in terms if self.value(t) is None):
                question = self.questions[term.question]
                if self.asked(question):
                    wanted.add(question.id)
                else:
                    self._missing(question.only_if, wanted)


def judge(tool: Questions | Letter, answers: Answers) -> Judgement:
    return Judge(tool, answers).judgement()


def judge_rows(chart: Chart, picks: Iterable[str | None]) -> Judgement:
    """A chart's findings over the picks of its rows, None or 不清楚 where there is none. `find_out` are row numbers from 1."""
    rows = [None if p in (None, UNKNOWN) else p for p in picks]

    def value(term: Term) -> Truth:
        known = [None if r is None else r in term.answers for r in rows]
        decisive = term.question == "any"
        if decisive in known:
            return decisive
        return None if None in known or not known else not decisive

    holds, undecided = _sorted(chart.findings, value)
    unknown = tuple(str(n) for n, row in enumerate(rows, 1) if row is None)
    return Judgement(holds, tuple(f.id for f in undecided), unknown if undecided else ())


def _sorted(findings: Iterable[Finding], value: Callable[[Term], Truth]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    states = [(f, truth(f.when, value)) for f in findings]
    return tuple(f.id for f, state in states if state), tuple(f for f, state in states if state is None)
