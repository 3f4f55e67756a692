"""A browser whose clock stands on either side of 2027-01-01, on every dated page: the reader sees the text in force,
and the old one stays legible under 此前发生的事."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from tests.browser.conftest import Watched
from tests.conftest import ROOT

Visit = Callable[..., Watched]

LAST_MINUTE, FIRST_MINUTE = "2026-12-31T23:59:30+08:00", "2027-01-01T00:00:00+08:00"

# What a reader must be told before the switch, and from it on.
SAID = {
    "E01": ("三维标志、颜色组合和声音等", "列出的标志里加了“动态标志”"),
    "E02": ("公告起 3 个月内提异议", "公告起 2 个月内提异议"),
    "E13": ("公告起 3 个月", "公告起 2 个月"),
    "E14": ("条文只写了立体标志", "颜色组合、声音、动态标志等，也按同样的道理查"),
    "E15": ("1 年内，相同或者近似的申请不予核准", "自己申请注销的才有 1 年"),
    "E16": ("公告起 3 个月内", "公告起 2 个月内"),
    "E17": ("条文写的是一个定数", "罚 10 万元以下"),
    "E18": ("翻出一直没用的商标", None),
    "E27": ("他证明不了此前 3 年用过", "他证明不了侵权发生前 3 年用过"),
    "E28": ("责令停止，没收、销毁货物", "责令停止，没收货物"),
    "E29": ("请市场监管部门处理。法条里写的是“工商行政管理部门”", "请负责商标执法的部门处理"),
    "E30": ("此前 3 年内实际使用的证据", "侵权发生前 3 年内实际使用的证据"),
    "E31": ("分先后：先看您的损失", "不分先后：损失、获利都可以"),
    "E32": ("违反的责令改正，罚 10 万元。", "违反的责令改正，罚 10 万元以下。"),
    "E35": ("不标，责令限期改正", "许可人有权解除合同"),
    "E37": ("公告起 3 个月内可以异议", "公告起 2 个月内可以异议"),
    "E38": ("应当事人的请求认定", "应当事人的请求确认"),
    "E43": ("依据是《商标法》第四十二条第二款", "依据是《商标法》第四十六条第二款"),
    "E44": ("涉嫌犯罪的，应当及时移送司法机关", "商标案涉嫌犯罪的，应当及时移送公安机关"),
}


def at(visit: Visit, path: str, now: str) -> Watched:
    """The page as it looks at `now`; the clock is set before the page's own scripts run."""
    watched = visit("404.html")
    watched.page.clock.set_fixed_time(datetime.fromisoformat(now))
    watched.page.goto(watched.page.url.replace("404.html", path))
    return watched


def visible(watched: Watched) -> str:
    """The text of the page that is not folded away."""
    return re.sub(r"\s+", " ", watched.page.locator("main").inner_text())


@pytest.mark.parametrize("page_id", SAID)
def test_the_reader_sees_the_text_in_force(visit: Visit, page_id: str) -> None:
    old, new = SAID[page_id]
    for now, shown, folded in ((LAST_MINUTE, old, new), (FIRST_MINUTE, new, old)):
        watched = at(visit, f"explain/{page_id}.html", now)
        text = visible(watched)
        if shown:
            assert shown in text, f"{now}: {shown}"
        if folded:
            assert folded not in text, f"{now}: {folded}"
        for block in watched.page.locator("details.ip-dated").all():
            since, until = block.get_attribute("data-from"), block.get_attribute("data-until")
            day = now[:10]
            in_force = (since is None or since <= day) and (until is None or day < until)
            assert (block.get_attribute("open") is not None) == in_force
            label = block.locator("summary").first.inner_text()
            assert ("现行规定" if in_force else "即将施行" if since and since > day else "此前发生的事") in label
        assert watched.problems == []


@pytest.mark.parametrize("page_id", SAID)
def test_the_old_text_stays_legible_after_the_switch(visit: Visit, page_id: str) -> None:
    watched = at(visit, f"explain/{page_id}.html", FIRST_MINUTE)
    past = watched.page.locator("details.ip-dated--past")
    assert past.count() > 0
    for n in range(past.count()):
        if not past.nth(n).locator("summary").first.is_visible():
            continue  # inside a case that is itself folded
        past.nth(n).locator("summary").first.click()
        assert past.nth(n).locator(".ip-dated__body").is_visible()
    assert SAID[page_id][0] in visible(watched)


def test_every_dated_explainer_is_in_the_table() -> None:
    dated = {p.stem for p in (ROOT / "content/explain").glob("E*.md") if re.search(r"^/{3,} (until|from) \| 2027-01-01$", p.read_text(encoding="utf-8"), re.M)}
    assert dated == set(SAID)


def test_a_reader_elsewhere_goes_by_the_day_in_china(context_of, site_url: str) -> None:
    """A phone set to another zone: at noon in London on the last day of 2026 it is still that day in China; at five in the afternoon it is not."""
    for now, state in (("2026-12-31T12:00:00+00:00", "即将施行"), ("2026-12-31T17:00:00+00:00", "现行规定")):
        page = context_of().new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(now))
        page.goto(site_url + "explain/E13.html")
        assert state in page.locator("details.ip-dated[data-from]").first.locator("summary").inner_text()


def test_a_quiz_asks_the_question_of_the_day(visit: Visit) -> None:
    """From the first item to the last by 下一题: the item of the other side is never met."""
    for now, asked, left_out in ((LAST_MINUTE, "buffer-old", "buffer-new"), (FIRST_MINUTE, "buffer-new", "buffer-old")):
        watched = at(visit, "quiz/explain-e15.html", now)
        met: list[str] = []
        while True:
            met += [i.get_attribute("data-item") or "" for i in watched.page.locator(".ipq-item").all() if i.is_visible()]
            following = watched.page.get_by_role("button", name="下一题")
            if not following.is_visible() or following.is_disabled() or len(met) > 30:
                break
            following.click()
        assert asked in met and left_out not in met, f"{now}: {met}"
        assert watched.problems == []
