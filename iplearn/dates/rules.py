"""Rules and answers -> results. A result that hangs on something not known is 无法判断, never a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from iplearn.dates.answers import Missing, Value, read_answers, read_date
from iplearn.dates.periods import End, WorkCalendar, period_end
from iplearn.model.tool import TODAY, Condition, Field, Rule, Span, Tool


@dataclass(frozen=True)
class Line:
    """What one rule says. `state`: date, text or unknown; `needs` are the questions without whose answer it cannot tell."""

    rule: Rule
    state: str
    end: End | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """`lines` in the order of the rules. `needs` are the questions that must be answered before anything more can be said."""

    lines: tuple[Line, ...]
    needs: tuple[str, ...]
    decided: Mapping[str, date]


class _Reckoning:
    def __init__(self, tool: Tool, answers: Mapping[str, str], work: WorkCalendar, today: date) -> None:
        self.fields: dict[str, Field] = {f.id: f for f in tool.fields}
        self.values: dict[str, Value] = {**read_answers(tool.fields, answers), TODAY: today}
        self.needs_of: dict[str, tuple[str, ...]] = {}
        self.ends: dict[str, End] = {}
        self.work = work
        for field in tool.fields:  # what is not asked is not answered, whatever an old link says
            asked, missing = self.holds(field.when)
            if asked is None:
                self.values[field.id] = Missing("empty")
                self.needs_of[field.id] = missing
            elif not asked:
                del self.values[field.id]

    def holds(self, when: tuple[str, ...]) -> tuple[bool | None, tuple[str, ...]]:
        """Whether all terms hold; None where a missing answer decides, with the questions that are missing."""
        needs: list[str] = []
        undecided = False
        for text in when:
            condition = Condition.parse(text)
            assert condition is not None, text
            held, missing = self._term(condition)
            if held is False:
                return False, ()
            if held is None:
                undecided = True
                needs += missing
        return (None if undecided else True), tuple(dict.fromkeys(needs))

    def _term(self, condition: Condition) -> tuple[bool | None, tuple[str, ...]]:
        left = self.values.get(condition.left)
        if left is None:
            return False, ()  # a rule that did not apply, a question not asked
        if isinstance(left, Missing):
            return None, self._missing(condition.left)
        if condition.op in ("=", "!="):
            chosen = left if isinstance(left, tuple) else (left,)
            found = any(c in condition.right for c in chosen)
            return found if condition.op == "=" else not found, ()
        name = condition.right[0]
        right = read_date(name) or self.values.get(name)
        if right is None:
            return False, ()
        if isinstance(right, Missing):
            return None, self._missing(name)
        assert isinstance(left, date) and isinstance(right, date), condition
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[condition.op], ()

    def _missing(self, name: str) -> tuple[str, ...]:
        """The questions to answer first: of a question not yet raised those that raise it."""
        return self.needs_of.get(name, (name,) if name in self.fields else ())

    def skips(self, name: str) -> bool:
        """Whether nothing was said to a question that need not be answered."""
        field, value = self.fields.get(name), self.values.get(name)
        return field is not None and not field.needed and isinstance(value, Missing) and value.why == "empty"

    def start(self, rule: Rule) -> str | None:
        """The first of the names in `start` that applies."""
        return next((n for n in rule.starts if n in self.values), None)

    def line(self, rule: Rule) -> Line:
        if rule.unknown:
            return Line(rule, "unknown")
        name = self.start(rule)
        if name is None:
            return Line(rule, "text")
        start = self.values[name]
        if not isinstance(start, date):
            self.needs_of[rule.id] = self._missing(name)
            self.values[rule.id] = Missing("unknown")
            return Line(rule, "unknown", needs=self.needs_of[rule.id])
        span = Span.parse(rule.add or "0 日")
        assert span is not None, rule.add
        end = _follow(self.ends.get(name), period_end(start, span, rule.ends, rule.rest, self.work), span)
        self.values[rule.id] = end.day
        self.ends[rule.id] = end
        return Line(rule, "date", end)


def _follow(before: End | None, end: End, span: Span) -> End:
    """`end` reckoned from `before`: what was not known of the one is not known of the other."""
    if before is None:
        return end
    if span.n == 0:
        return before
    return replace(end, missing=tuple(sorted({*before.missing, *end.missing})))


def evaluate(tool: Tool, answers: Mapping[str, str], work: WorkCalendar, today: date) -> Verdict:
    """Every rule of `tool` that applies to `answers` ({question: text as typed}) on the day `today`, in order."""
    reckoning = _Reckoning(tool, answers, work, today)
    lines: list[Line] = []
    needs: list[str] = []
    for rule in tool.rules:
        held, missing = reckoning.holds(rule.when)
        asked = [m for m in missing if not reckoning.skips(m)]
        if held is None:
            reckoning.values[rule.id] = Missing("unknown")
            reckoning.needs_of[rule.id] = missing
            needs += asked
            continue
        name = reckoning.start(rule)
        if not held or (rule.start and (name is None or reckoning.skips(name))):
            continue
        line = reckoning.line(rule)
        if rule.shown:
            lines.append(line)
        needs += line.needs
    decided = {k: v for k, v in reckoning.values.items() if isinstance(v, date)}
    return Verdict(tuple(lines), tuple(dict.fromkeys(needs)), decided)
