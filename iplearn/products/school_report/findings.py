"""Three findings and three actions, by the rules of data/reports.yml; each names the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iplearn.model.report import ReportSettings, Rule
from iplearn.products.school_report.figures import Figures, ItemFigures, UnitFigures
from iplearn.products.school_report.reporter import Reporter

FINDINGS = 3


@dataclass(frozen=True)
class Finding:
    """What a rule says of these figures. `rule` is its id in data/reports.yml."""

    rule: str
    finding: str
    action: str


def findings(figures: Figures, reporter: Reporter) -> tuple[Finding, ...]:
    """The first three rules that apply, at most one of each subject."""
    settings = reporter.project.reports
    numbers, words = known_figures(figures, reporter, settings)
    out: list[Finding] = []
    subjects: set[str] = set()
    for rule in settings.rules:
        if rule.about in subjects or not _applies(rule, numbers):
            continue
        try:
            out.append(Finding(rule.id, rule.finding.format(**words), rule.action.format(**words)))
        except KeyError:
            continue  # a figure that the text names is not to be had: another rule says something instead
        subjects.add(rule.about)
        if len(out) == FINDINGS:
            break
    return tuple(out)


def _applies(rule: Rule, numbers: dict[str, float]) -> bool:
    value = numbers.get(rule.figure)
    if value is None:
        return False
    return (rule.at_least is None or value >= rule.at_least) and (rule.below is None or value < rule.below)


def known_figures(figures: Figures, reporter: Reporter, settings: ReportSettings) -> tuple[dict[str, float], dict[str, str]]:
    """Name -> number, and name -> as printed. What is not known or held back is left out."""
    numbers: dict[str, float] = {"learners": float(figures.learners or 0), "open_lessons": float(len(figures.coverage.open))}
    words = {"learners": str(figures.learners or 0), "fast_seconds": f"{settings.fast:g}", "open_lessons": str(len(figures.coverage.open))}

    def share(name: str, value: float | None) -> None:
        if value is not None:
            numbers[name] = value
            words[name] = percent(value)

    share("participation", figures.rate)
    share("covered", figures.coverage.share)
    asked = [item for unit in figures.units for phase in unit.phases for item in phase.items]
    n = sum(item.n for item in asked)
    if n:
        share("fast", sum((item.fast or 0) * item.n for item in asked) / n)
    _gain(figures.units, numbers, words)
    _trap(figures.units, numbers, words)
    if figures.objectives:
        weak = figures.objectives[0]
        share("weak_share", weak.share)
        words |= {"weak_objective": weak.text, "weak_n": str(weak.n)} | ({"weak_lesson": weak.lesson.meta.title} if weak.lesson else {})
    if figures.coverage.open:
        words["next_lesson"] = reporter.lessons[figures.coverage.open[0]].meta.title
    return numbers, words


def _gain(units: Iterable[UnitFigures], numbers: dict[str, float], words: dict[str, str]) -> None:
    """Of the lesson with the most learners in it."""
    known = [unit.gain for unit in units if unit.gain]
    if not known:
        return
    gain = max(known, key=lambda g: g.n)
    numbers |= {"gain": gain.mean, "gain_low": gain.low, "pre": gain.pre, "post": gain.post}
    words |= {
        "gain": points(gain.mean).lstrip("+"), "gain_n": str(gain.n), "gain_interval": f"{round(gain.low * 100):+d} 到 {round(gain.high * 100):+d}",
        "pre": percent(gain.pre), "post": percent(gain.post),
    }


def _trap(units: Iterable[UnitFigures], numbers: dict[str, float], words: dict[str, str]) -> None:
    """After lessons, the wrong option that the largest share chose."""
    found: list[tuple[float, ItemFigures, UnitFigures]] = [
        (item.trap[1], item, unit) for unit in units for phase in unit.phases if phase.phase == "post" for item in phase.items if item.trap
    ]
    if not found:
        return
    most, item, unit = max(found, key=lambda f: (f[0], f[1].item))
    assert item.trap is not None
    numbers["trap_share"] = most
    words |= {"trap_stem": item.stem, "trap_option": item.trap[0], "trap_share": percent(most), "trap_n": str(item.n), "trap_lesson": unit.title}


def percent(share: float | None) -> str:
    """Whole percent: finer digits would promise more than a class can tell. Rounded twice, so that a half is a half."""
    return "—" if share is None else f"{round(share * 100, 6):.0f}%"


def points(share: float) -> str:
    """A difference of two shares in percentage points: `+12 个百分点`."""
    value = round(round(share * 100, 6))
    return f"{value:+d} 个百分点" if value else "0 个百分点"
