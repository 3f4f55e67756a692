"""The form of an explainer: its parts, its quiz, its steps."""

from __future__ import annotations

import pytest

from iplearn.checks.form import PARTS
from tests.unit.writing import BODY, Make, PAGE, PLAN, QUIZ, WHOLE, aids, found, page, whole


def test_a_whole_explainer_passes(make_project: Make) -> None:
    assert aids(page(make_project, whole(), **PLAN)) == []


@pytest.mark.parametrize("part", PARTS)
def test_each_missing_part_is_named(make_project: Make, part: str) -> None:
    told = [d.message for d in aids(page(make_project, whole(WHOLE.replace(f"## {part}\n", "")), **PLAN)) if d.rule == "write/part"]
    assert any(part in message for message in told)


@pytest.mark.parametrize(
    ("text", "front", "word"),
    [
        (WHOLE.replace("## 期限", "## 要带什么").replace("## 要带什么\n\n证书", "## 期限\n\n证书"), None, "次序"),
        (WHOLE.replace("/// case | 一把刀\n", "").replace("///\n", ""), None, "虚构案例"),
        (WHOLE.replace("（《专利法》第二十二条）", ""), None, "依据"),
        (WHOLE.replace("没有。\n", ""), None, "没有内容"),
        (WHOLE, "plan: [1]\n", "接着看"),
        (WHOLE, "related: [A]\n", "工作方案"),
    ],
)
def test_parts_in_disorder_or_empty(make_project: Make, text: str, front: str | None, word: str) -> None:
    told = [d.message for d in aids(page(make_project, whole(text, front or "plan: [1]\nrelated: [A]\n"), **PLAN)) if d.rule == "write/part"]
    assert len(told) == 1 and word in told[0]


def test_a_quiz_here_or_one_step_on(make_project: Make) -> None:
    quiz = {"quizzes/general/q.md": QUIZ}
    told = lambda front, **more: [d.message for d in aids(page(make_project, whole(front=front), **PLAN, **quiz, **more)) if d.place.file == PAGE]  # noqa: E731
    other = whole(front="plan: [1]\nrelated: [A]\nquiz: [q]\n").replace("id: A", "id: B")
    assert ["测验" in m for m in told("plan: [1]\nrelated: [A]\n")] == [True]
    assert told("plan: [1]\nrelated: [A]\nquiz: [q]\n") == []
    assert told("plan: [1]\nrelated: [B]\n", **{"content/explain/B.md": other}) == []


def test_more_than_five_steps(make_project: Make) -> None:
    steps = "\n".join(f"{n}. 第 {n} 步。（《专利法》第二十二条）" for n in range(1, 7))
    assert found(page(make_project, f"## 现在就做\n\n{steps}\n"), "write/steps") == [BODY + 7]
    for_two = steps.replace("4. ", "\n**您是卖家**\n\n1. ", 1)
    assert found(page(make_project, f"## 现在就做\n\n{for_two}\n"), "write/steps") == []
