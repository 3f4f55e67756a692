"""A law that changes: both versions, or a side that is named."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.writing import BODY, DATA, Make, PAGE, aids, found, page

ONE_SIDED = {
    "bare": "异议找商标局。（《商标法》第三十三条）",
    "old": "异议找商标局。（《商标法》（2019年修正）第三十三条）",
    "new": "异议找它。（《商标法》（2026年修订）第三十六条）",
    "row": "| 事 | 依据 |\n|---|---|\n| 异议 | 《商标法》（2019年修正）第三十三条 |",
    "case": "/// case | 店\n他提了异议。（《商标法》第三十三条）\n///",
}


@pytest.mark.parametrize("text", ONE_SIDED.values(), ids=ONE_SIDED.keys())
def test_a_changing_law_with_one_version_only(make_project: Make, text: str) -> None:
    line = BODY + [n for n, one in enumerate(text.split("\n")) if "《商标法》" in one][0]
    assert found(page(make_project, text), "law/one-version") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "异议找它。（《商标法》（2019年修正）第三十三条；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条）",
        "/// until | 2027-01-01\n异议期 3 个月。（《商标法》第三十三条）\n///\n\n/// from | 2027-01-01\n异议期 2 个月。（《商标法》第三十六条）\n///",
        "/// case | 店\n按旧法 3 个月。（《商标法》（2019年修正）第三十三条）\n\n改成 2 个月。（《商标法》（2026年修订）第三十六条）\n///",
        "从 2027 年 1 月 1 日起多一条路。（《商标法》（2026年修订）第六十九条）",
        "保护 20 年。（《专利法》第四十二条）",
        "旧数别用。（《专利法实施细则》（2010年修订）第七十七条）",
    ],
)
def test_both_versions_or_a_side_that_is_named(make_project: Make, text: str) -> None:
    assert found(page(make_project, text), "law/one-version") == []


def test_after_the_switch_a_page_reviewed_since_needs_one_version(make_project: Make) -> None:
    root = make_project({PAGE: "异议找它。（《商标法》第三十六条）", **DATA}, reviewed="2027-02-01")
    assert [d for d in aids(root, date(2027, 3, 1)) if d.rule == "law/one-version"] == []


def test_quiz_items_name_both_versions_or_their_dates(make_project: Make) -> None:
    item = "## 哪个对？ {{#{id}}}\n\n答案：对\n错的反馈：再读一遍。\n解析：照条文{id}。\n依据：《商标法》（2019年修正）第三十三条\n{more}\n"
    head = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n"
    items = item.format(id="one", more="") + item.format(id="both", more="依据：《商标法》（2026年修订）第三十六条\n") + item.format(id="dated", more="至：2026-12-31\n")
    root = make_project({"quizzes/general/q.md": head + items, **DATA})
    assert [d.place.line for d in aids(root) if d.rule == "law/one-version"] == [13]
