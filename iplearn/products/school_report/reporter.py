"""A release -> the figures of a school or of the city."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from iplearn.measures.coverage import Coverage, coverage
from iplearn.measures.difficulty import difficulty
from iplearn.measures.discrimination import item_rest
from iplearn.measures.distractors import chosen, strongest_distractor
from iplearn.measures.distribution import bands, joined, scores
from iplearn.measures.funnel import limits, standing
from iplearn.measures.gain import gain
from iplearn.measures.mastery import mastered
from iplearn.measures.pace import seconds_per_item, too_fast
from iplearn.measures.participation import participation
from iplearn.measures.reliability import Reliability, reliability
from iplearn.measures.sums import ItemSums, add_up
from iplearn.measures.trend import last_change, series
from iplearn.model.content import LessonMeta, Page
from iplearn.model.item import LETTERS, Item, MultipleChoice, SingleChoice, TrueFalse
from iplearn.model.project import Project
from iplearn.model.report import Activity, Roll, School, Statement
from iplearn.products.school_report.figures import PHASES, CriterionFigures, Figures, ItemFigures, ObjectiveFigures, PhaseFigures, UnitFigures
from iplearn.products.school_report.release import Cell, Release, Shown


class Reporter:
    """Makes figures of one release."""

    def __init__(self, project: Project, release: Release, roll: Roll, least: int) -> None:
        self.project, self.release, self.roll, self.least = project, release, roll, least
        self.lessons: dict[str, Page] = {p.meta.id: p for p in project.pages if isinstance(p.meta, LessonMeta)}
        self.objectives = {o.id: o for o in project.objectives}

    @property
    def term(self) -> str:
        """The last term anything is printed of."""
        return self.release.terms[-1] if self.release.terms else ""

    def school(self, school: School) -> Figures:
        return self._figures(school, school.stages, school.roster)

    def city(self) -> Figures:
        known = [s.roster for s in self.roll.schools]
        return self._figures(None, (), sum(n for n in known if n) if all(known) else None)

    def _figures(self, school: School | None, stages: tuple[str, ...], roster: int | None) -> Figures:
        term = self.term
        present = self._shown(("present", term, ""), school)
        learners = present.group.n if present else None
        names = sorted({(kind, unit) for kind, t, unit in self.release.cells if t == term and kind in ("both", *PHASES)})
        units = [u for kind, unit in names if (u := self._unit(kind, term, unit, school))]
        activities = tuple(a for a in self.roll.activities if school is None or a.school == school.code)
        meant = [i for i, page in self.lessons.items() if not stages or page.meta.stage in stages]
        seen = [u.unit for u in units] + [a.lesson for a in activities if a.lesson]
        covered = coverage(meant, seen)
        rate = participation(learners, roster) if learners is not None else None
        trend = series({t: self._mean_post(t, school) for t in self.release.terms})
        return Figures(
            school=school, term=term, learners=learners, roster=roster, rate=rate, classes=self._classes(term, school), units=tuple(units),
            hidden=self._hidden(term, school, units), objectives=self._objectives(term, school), coverage=covered,
            activities=tuple(sorted(activities, key=lambda a: (a.day, a.name))), criteria=self._criteria(school, covered, activities, rate),
            trend=trend, change=last_change(trend),
        )

    def _shown(self, cell: Cell, school: School | None) -> Shown | None:
        return self.release.of(cell, school.code) if school else self.release.city(cell)

    def _hidden(self, term: str, school: School | None, units: list[UnitFigures]) -> tuple[str, ...]:
        """Titles of what the school handed in too little of to be shown: it is in a pool."""
        if school is None:
            return ()
        there = {unit for (kind, t, unit), shown in self.release.cells.items() if t == term and kind in ("both", *PHASES) for s in shown if s.group.is_pool and school.code in s.group.members}
        return tuple(sorted(self._title(unit) for unit in there - {u.unit for u in units}))

    def _classes(self, term: str, school: School | None) -> tuple[tuple[str, int, int | None], ...]:
        """(class code, learners, size); a pool of small classes is given as one."""
        if school is None:
            return ()
        out = []
        for shown in self.release.cells.get(("class", term, school.code), ()):
            sizes = [self.roll.classes.get(name) for name in shown.group.members]
            name = "、".join(shown.group.members)
            out.append((name, shown.group.n, sum(n for n in sizes if n) if all(sizes) else None))
        return tuple(out)

    # ---- Lessons and quizzes ----

    def _unit(self, kind: str, term: str, unit: str, school: School | None) -> UnitFigures | None:
        cell = (kind, term, unit)
        shown = self._shown(cell, school)
        if shown is None:
            return None
        city = self.release.city(cell)
        assert city is not None
        phases = tuple(f for phase in PHASES if (f := self._phase(phase, shown, city if school else None)))
        if not phases:
            return None
        gains, all_gains = shown.sums.get("gains", ()), city.sums.get("gains", ())
        page = self.lessons.get(unit)
        return UnitFigures(
            unit, self._title(unit), page.path if page else f"quiz/{unit}.html", kind == "both", shown.group.held, phases,
            gain(gains[0]) if gains else None, gain(all_gains[0]) if all_gains and school else None,
        )

    def _phase(self, phase: str, shown: Shown, city: Shown | None) -> PhaseFigures | None:
        attempts = [r for r in shown.sums.get("attempts", ()) if r["phase"] == phase]
        if not attempts:
            return None
        own = scores(attempts)
        whole = scores([r for r in city.sums["attempts"] if r["phase"] == phase]) if city else None
        cube = [r for r in shown.sums.get("cube", ()) if r["phase"] == phase]
        # Bands are joined for each school on its own, so the city has none: less those of its schools, they would tell
        # about the few between two different joints.
        counts = joined(bands(attempts), self.least) if city else []
        return PhaseFigures(
            phase=phase, n=own.n, mean=own.mean or 0.0, sd=own.sd,
            bands=tuple((low * 10, (high + 1) * 10, n) for low, high, n in counts) if len(counts) > 1 else (),
            city=whole, limits=limits(whole, own.n) if whole else None, standing=standing(own, whole) if whole else None,
            reliability=self._reliability(cube), items=self._items(cube),
        )

    def _reliability(self, cube: list[Mapping[str, Any]]) -> Reliability | None:
        """Of the form that most learners had, where it is one."""
        forms: dict[str, list[ItemSums]] = {}
        for (form, *_), sums in add_up([r for r in cube if r["form"] and r["m"] > 0], "form", "item", "revision").items():
            forms.setdefault(form, []).append(sums)
        most = max(forms.values(), key=lambda items: items[0].n, default=[])
        return reliability(most)

    def _items(self, cube: list[Mapping[str, Any]]) -> tuple[ItemFigures, ...]:
        out = []
        for (quiz, item, revision), sums in add_up(cube, "quiz", "item", "revision").items():
            asked = self.project.revisions.items.get((quiz, item, revision))
            if asked is None or sums.m <= 0 or sums.n < self.least:
                continue
            counts: dict[str, int] = {}
            for row in cube:
                if (row["quiz"], row["item"], row["revision"]) == (quiz, item, revision):
                    counts[row["response"]] = counts.get(row["response"], 0) + row["n"]
            out.append(
                ItemFigures(
                    quiz, item, words(asked.stem.text), asked.objective or "", sums.n, difficulty(sums), item_rest(sums), seconds_per_item(sums), too_fast(sums),
                    self._trap(quiz, asked, counts, sums.n),
                )
            )
        return tuple(out)

    def _trap(self, quiz: str, asked: Item, counts: Mapping[str, int], n: int) -> tuple[str, float, str] | None:
        options, key = _options(asked)
        wrong = strongest_distractor(chosen(counts, key)) if options else None
        if wrong is None or wrong.n < self.least or wrong.letter not in options:
            return None
        return words(options[wrong.letter]), wrong.n / n, words(self._feedback(quiz, asked.id, options[wrong.letter]))

    def _feedback(self, quiz: str, item: str, option: str) -> str:
        """What the quiz now says to whoever chose these words: it names the misconception."""
        found = self.project.quiz_by_id.get(quiz)
        now = next((i for i in found.items if i.id == item), None) if found else None
        if isinstance(now, SingleChoice | MultipleChoice):
            return next((c.feedback.text for c in now.choices if c.feedback and c.text.text == option), "")
        if isinstance(now, TrueFalse):
            said = now.feedback_true if option == "对" else now.feedback_false
            return said.text if said else ""
        return ""

    def _title(self, unit: str) -> str:
        if unit in self.lessons:
            return self.lessons[unit].meta.title
        quiz = self.project.quiz_by_id.get(unit)
        return quiz.title if quiz else unit

    # ---- The rest ----

    def _objectives(self, term: str, school: School | None) -> tuple[ObjectiveFigures, ...]:
        out = []
        for name in self.release.units("mastery", term):
            shown = self._shown(("mastery", term, name), school)
            rows = shown.sums.get("mastery", ()) if shown else ()
            if not rows or (share := mastered(rows[0])) is None:
                continue
            city = self.release.city(("mastery", term, name))
            whole = mastered(city.sums["mastery"][0]) if city and school else None
            text = self.objectives[name].text if name in self.objectives else name
            lesson = next((page for page in self.lessons.values() if name in page.meta.objectives), None)
            out.append(ObjectiveFigures(name, text, rows[0]["learners"], share, whole, lesson))
        return tuple(sorted(out, key=lambda o: (o.share, o.objective)))

    def _criteria(self, school: School | None, covered: Coverage, activities: tuple[Activity, ...], rate: float | None) -> tuple[CriterionFigures, ...]:
        if school is None:
            return ()
        counted = {
            "lessons": (str(len(covered.taught)), "本报告统计"),
            "activities": (str(len(activities)), "活动清单"),
            "participation": (f"{rate * 100:.0f}" if rate is not None else "", "本报告统计"),
        }
        stated: dict[str, Statement] = {s.criterion: s for s in self.roll.statements if s.school == school.code}
        out = []
        for criterion in self.project.reports.criteria:
            said = stated.get(criterion.name)
            value, source = counted[criterion.counted] if criterion.counted else (said.value, said.source) if said else ("", "")
            number = _number(value)
            met = number >= criterion.threshold if criterion.threshold is not None and number is not None else None
            out.append(CriterionFigures(criterion, value, source, met))
        return tuple(out)

    def _mean_post(self, term: str, school: School | None) -> float | None:
        """The mean share in post-quizzes of a term, over lessons with pre and post."""
        found = []
        for unit in self.release.units("both", term):
            shown = self._shown(("both", term, unit), school)
            if shown:
                found.append(scores([r for r in shown.sums["attempts"] if r["phase"] == "post"]))
        n = sum(f.n for f in found)
        return sum(f.total for f in found) / n if n else None


_MARKS = re.compile(r"[*`]+|!?\[([^\]]*)\]\([^)]*\)|\\(?=\W)")


def words(markdown: str) -> str:
    """A line of Markdown without its marks, for tables and sentences."""
    return " ".join(_MARKS.sub(lambda m: m[1] or "", markdown).split())


def _options(asked: Item) -> tuple[dict[str, str], str]:
    """Letter -> words, and the right letters; empty for kinds without options."""
    match asked:
        case SingleChoice() | MultipleChoice():
            key = "".join(letter for letter, c in zip(LETTERS, asked.choices) if c.correct)
            return {letter: c.text.text for letter, c in zip(LETTERS, asked.choices)}, key
        case TrueFalse():
            return {"T": "对", "F": "错"}, "T" if asked.key else "F"
        case _:
            return {}, ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
