"""The figures of one report: what is printed of a school or of the city, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from iplearn.measures.coverage import Coverage
from iplearn.measures.funnel import Limits, Standing
from iplearn.measures.gain import Gain
from iplearn.measures.reliability import Reliability
from iplearn.measures.sums import Mean
from iplearn.model.content import Page
from iplearn.model.report import Activity, Criterion, School

PHASES = {"pre": "前测", "post": "后测", "practice": "练习"}


@dataclass(frozen=True)
class ItemFigures:
    """One item in one phase. `p` and `fast` are shares; `trap` is the most chosen wrong option's words, its share and
    the feedback written for it, where enough learners chose it."""

    quiz: str
    item: str
    stem: str
    objective: str
    n: int
    p: float | None
    r: float | None
    seconds: float | None
    fast: float | None
    trap: tuple[str, float, str] | None


@dataclass(frozen=True)
class PhaseFigures:
    """One phase of a lesson or quiz. `bands` are (from %, to %, learners), none where there are too few to divide."""

    phase: str
    n: int
    mean: float
    sd: float | None
    bands: tuple[tuple[int, int, int], ...]
    city: Mean | None
    limits: Limits | None
    standing: Standing | None
    reliability: Reliability | None
    items: tuple[ItemFigures, ...]


@dataclass(frozen=True)
class UnitFigures:
    """A lesson (or another quiz) in a term. `both`: all figures are of learners with pre and post. `held`: as of the
    release before."""

    unit: str
    title: str
    path: str
    both: bool
    held: bool
    phases: tuple[PhaseFigures, ...]
    gain: Gain | None
    city_gain: Gain | None


@dataclass(frozen=True)
class ObjectiveFigures:
    objective: str
    text: str
    n: int
    share: float
    city: float | None
    lesson: Page | None


@dataclass(frozen=True)
class CriterionFigures:
    """`value` as stated or counted; `met` only where the city supplied a threshold."""

    criterion: Criterion
    value: str
    source: str
    met: bool | None


@dataclass(frozen=True)
class Figures:
    """A report. `school` is None for the city. `hidden` names units whose results are held back for their size."""

    school: School | None
    term: str
    learners: int | None
    roster: int | None
    rate: float | None
    classes: tuple[tuple[str, int, int | None], ...]
    units: tuple[UnitFigures, ...]
    hidden: tuple[str, ...]
    objectives: tuple[ObjectiveFigures, ...]
    coverage: Coverage
    activities: tuple[Activity, ...]
    criteria: tuple[CriterionFigures, ...]
    trend: tuple[tuple[str, float | None], ...]
    change: float | None
