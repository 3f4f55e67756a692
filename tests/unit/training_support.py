"""Small but complete training modules, for tests: what writers write, in little."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import write_project

_SECTION = """## {n}、第{n}件事（{minutes}分钟）

{body}

/// quiz | {lower}-s{at}
///
"""

_BODIES = (
    "/// case | 甲刀剪厂的展会\n甲刀剪厂先参展，后申请。展台上拆开了手柄。\n///\n\n### 法律怎么说\n\n- 现有技术，是申请日以前在国内外为公众所知的技术。（《专利法》第二十二条第五款）\n",
    "### 怎么做\n\n1. 立项当天，定一名把关人。\n2. 递交以前，先填表。\n\n### 想一想\n\n- 您单位谁可以不问研发就发视频？\n- 寄出去的样品在谁手里？\n",
    "### 做一遍：填好的台账\n\n| 名称 | 申请日 |\n|---|---|\n| 换头刨刀 | 2026-03-02 |\n\n表里的日期照受理通知书写。\n",
    "### 抄走就能用：专利台账\n\n| 名称 | 申请日 | 优先权到期 | 下一次年费 | 还剩几天 |\n|---|---|---|---|---|\n|  |  |  |  |  |\n|  |  |  |  |  |\n",
    "| 常见的错 | 错在哪里 |\n|---|---|\n| 先卖再申请 | 卖出去的刀可以拆开看 |\n\n这一节讲常见错误。\n",
)


def module_page(module: str, track: str) -> str:
    lower = module.lower()
    sections = []
    for at, (n, body) in enumerate(zip("一二三四五", _BODIES), 1):
        text = _SECTION.format(n=n, minutes=7, body=body, lower=lower, at=at)
        sections.append(text.replace("第五件事", "常见错误"))
    return (
        f"---\nid: {module}\ntitle: {module} 的红线\nsummary: 先递交，再公开。\ntrack: {track}\nminutes: 35\nobjectives: [PAT-20]\naudience: [{track}]\n"
        f"reviewed: 2026-11-20\npublished: 2026-11-20\ntest: {lower}-test\ntemplates:\n  - name: 专利台账\n    rows: 12\n    reckoned:\n"
        "      - {column: 优先权到期, start: 申请日, add: 12 个月}\n      - {column: 下一次年费, start: 申请日, every: 1 年}\n      - {column: 还剩几天, start: 下一次年费}\n---\n\n"
        "学完能守住公开这条红线。\n\n" + "\n".join(sections)
    )


def quiz(name: str, title: str, count: int, track: str, head: str = "") -> str:
    items = [
        f"## {title}第 {n} 题：{name} 里先做哪一步？ {{#q-{n} objective=PAT-20 difficulty=1 points=1}}\n\n- [ ] 先发视频 {n}\n  > 视频一发就公开了。\n"
        f"- [x] 先递交 {n}\n- [ ] 先寄样品 {n}\n  > 寄样也可能公开。\n\n解析：先递交，申请日在公开以前。\n依据：《专利法》第二十二条第五款\n"
        for n in range(1, count + 1)
    ]
    return f"---\nid: {name}\ntitle: {title}\nstage: {track}\nreviewed: 2026-11-20\npass: 80\nshuffle: both\n{head}---\n\n" + "\n".join(items)


def module_files(module: str, track: str) -> dict[str, str]:
    lower = module.lower()
    files = {f"content/training/{module}.md": module_page(module, track), f"quizzes/training/{lower}-test.md": quiz(f"{lower}-test", f"{module} 结业测验", 22, track, "draw: 10\n")}
    for n in range(1, 6):
        files[f"quizzes/training/{lower}-s{n}.md"] = quiz(f"{lower}-s{n}", f"{module} 第 {n} 节小测", 2, track)
    return files


def training_project(folder: Path, *modules: tuple[str, str]) -> Path:
    """A project with these (id, track): `training_project(tmp_path, ("T1", "技术人员"), ("T2", "技术人员"))`."""
    files = {
        "data/sections.yml": "- id: training\n  title: 企业培训\n  groups: [技术人员, 管理人员]\n",
        "data/objectives.yml": "- {id: PAT-20, area: 专利, text: 判断一次公开会不会毁掉专利}\n",
        "content/training/index.md": "---\nid: training-home\ntitle: 企业培训\nsummary: 一顿午饭的时间。\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n",
    }
    for module, track in modules:
        files |= module_files(module, track)
    return write_project(folder, files)
