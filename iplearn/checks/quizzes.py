"""Quizzes as an editor reads them: sources resolve, ids exist, feedback teaches, keys do not give themselves away."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date

from iplearn.checks.citations import almost_problems, citation_problems
from iplearn.checks.ids import copies
from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.item import Choice, Item, MultipleChoice, ShortAnswer, SingleChoice, Survey, TrueFalse
from iplearn.model.project import Project
from iplearn.model.prose import Prose
from iplearn.model.quiz import TODO, Quiz

_ALL_OF_THE_ABOVE = re.compile(r"^以上(都|全|均)")
# 「哪项不属于」 asks for the exception: readers miss the 不 unless it stands out.
_EXCEPTION = re.compile(r"(哪|下列|以下)[^。？?]{0,12}(?<!\*)(不|没有|错误|除外)(?!\*)")
_MIN_ITEMS_FOR_LENGTH = 4


def check_quizzes(project: Project, day: date) -> Iterator[Diagnostic]:
    objectives = {o.id for o in project.objectives}
    items = {quiz.full_id(item) for quiz in project.quizzes for item in quiz.items}
    written: dict[str, Place] = {}
    told = copies(project)
    for quiz in project.quizzes:
        for document in project.prose[quiz.id].values():
            for citation in document.citations:
                yield from citation_problems(citation, Place(quiz.file, citation.line), project.laws, day)
            yield from almost_problems(document, quiz.file)
        for item in quiz.items:
            place = Place(quiz.file, item.line)
            if item.objective and item.objective not in objectives:
                yield _unknown(place, "学习目标", item.objective, objectives, "data/objectives.yml")
            if item.parallels and item.parallels not in items:
                yield _unknown(place, "对应的题目", item.parallels, items, "前测")
            yield from _editorial(item, place)
            if quiz.file not in told:
                yield from _repeated(quiz, item, written)
        yield from _longest(quiz)


def _unknown(place: Place, what: str, name: str, known: set[str], where: str) -> Diagnostic:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return error(place, "ref/unknown", f"找不到{what}“{name}”。", f"是不是“{near[0]}”？" if near else f"先在{where}里写好它。", missing=(name.partition("/")[0], where))


def _editorial(item: Item, place: Place) -> Iterator[Diagnostic]:
    if isinstance(item, Survey):
        return
    if item.explanation is None and not isinstance(item, ShortAnswer):
        yield warning(place, "quiz/no-explanation", f"题目“{item.id}”没有解析。", "加一行“解析：”，说清为什么。")
    if not item.sources:
        yield warning(place, "quiz/no-source", f"题目“{item.id}”没有依据。", "加一行“依据：《某法》第几条”。")
    if _EXCEPTION.search(item.stem.text):
        yield warning(place, "quiz/exception", f"题目“{item.id}”问的是例外，“不”没有突出。", "把“不”写成“**不**”。")
    if isinstance(item, (SingleChoice, MultipleChoice)):
        for number, choice in enumerate(item.choices):
            if not choice.correct and choice.feedback is None:
                yield warning(Place(place.file, choice.text.line), "quiz/no-feedback", f"选项“{choice.text}”没有反馈。", "在下一行写“  > 为什么不对”，只对这个选项说。")
            if _ALL_OF_THE_ABOVE.match(choice.text.text) and number != len(item.choices) - 1:
                yield warning(Place(place.file, choice.text.line), "quiz/all-of-the-above", f"“{choice.text}”不在最后。", "移到最后；能不用就不用。")
    if isinstance(item, TrueFalse) and (item.feedback_false if item.key else item.feedback_true) is None:
        word = "错" if item.key else "对"
        yield warning(place, "quiz/no-feedback", f"题目“{item.id}”没有“{word}的反馈”。", f"加一行“{word}的反馈：”，说给选了“{word}”的人。")


def _repeated(quiz: Quiz, item: Item, written: dict[str, Place]) -> Iterator[Diagnostic]:
    """A sentence that fits another item unchanged teaches nobody."""
    texts: list[Prose] = [p for p in (item.explanation,) if p]
    if isinstance(item, (SingleChoice, MultipleChoice)):
        texts += [c.feedback for c in item.choices if c.feedback]
    if isinstance(item, TrueFalse):
        texts += [p for p in (item.feedback_true, item.feedback_false) if p]
    for prose in texts:
        if TODO in prose.text:
            continue
        first = written.setdefault(prose.text, Place(quiz.file, prose.line))
        if first != Place(quiz.file, prose.line):
            yield warning(Place(quiz.file, prose.line), "quiz/repeated", f"这句话和 {first} 一字不差。", "写成只对这道题、这个选项说的话。")


def _longest(quiz: Quiz) -> Iterator[Diagnostic]:
    """Whether a test-wise reader gets by on picking the longest option."""
    single = [i for i in quiz.items if isinstance(i, SingleChoice)]
    if len(single) >= _MIN_ITEMS_FOR_LENGTH and all(map(_key_is_longest, single)):
        yield warning(Place(quiz.file, single[0].line), "quiz/longest-key", f"“{quiz.title}”每道单选题的正确选项都最长，不读题也能猜中。", "缩短一些正确选项，或把干扰项写得一样长。")


def _key_is_longest(item: SingleChoice) -> bool:
    def length(choice: Choice) -> int:
        return len(choice.text.text)

    key = next(c for c in item.choices if c.correct)
    return all(length(c) < length(key) for c in item.choices if c is not key)
