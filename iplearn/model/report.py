"""What a report is set up with and what schools state: the schema of data/reports.yml and rows of the lists beside results."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """Something pilot schools are asked about. `threshold` only where the city supplied one, with its `source`.

    `unit` is empty for words. `counted` names a figure of this program instead of a statement of the school.
    """

    name: str
    group: str = field(metadata={"choices": ("制度", "师资", "课时", "活动", "成果", "经费")})
    unit: str = ""
    threshold: float | None = None
    source: str | None = None
    counted: str | None = field(metadata={"choices": ("lessons", "activities", "participation")}, default=None)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A finding and what follows from it. `when` names a figure and its bounds; texts hold `{figure}` names.

    Rules are tried in order; the first three that apply are printed, at most one of each `about`.
    """

    id: str
    about: str
    figure: str
    at_least: float | None = None
    below: float | None = None
    finding: str
    action: str


@dataclass(frozen=True, kw_only=True)
class ReportSettings:
    """data/reports.yml. Shares lie between 0 and 1, `fast` is in seconds; `least` may not be under ten."""

    least: int = 10
    fast: float = 3.0
    mastered: float = 0.8
    criteria: tuple[Criterion, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class School:
    """`code` as result codes carry it; `roster` is how many pupils are on the roll, None where it is not known."""

    code: str
    name: str
    stages: tuple[str, ...]
    roster: int | None


@dataclass(frozen=True)
class Activity:
    school: str
    day: date
    kind: str
    name: str
    lesson: str = ""
    people: int | None = None


@dataclass(frozen=True)
class Statement:
    """What a school states on a criterion: a number or a word, and where it comes from."""

    school: str
    criterion: str
    value: str
    source: str


@dataclass(frozen=True)
class Roll:
    """Everything the office and the schools put beside the results. `classes` is class code -> pupils.

    `notice` is printed on every page and sheet (示例数据).
    """

    schools: tuple[School, ...]
    classes: dict[str, int] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    statements: tuple[Statement, ...] = ()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class LessonSummary:
    """`pre` and `post` in whole percent, of `learners` who took both."""

    lesson: str
    learners: int
    pre: int
    post: int


@dataclass(frozen=True, kw_only=True)
class Summary:
    """data/summary.yml: what of the reports may stand on the public site. `schools` is how many; none is named."""

    term: str
    day: date
    schools: int
    learners: int
    lessons: tuple[LessonSummary, ...] = ()
