"""找谁办 prints what is confirmed, and one list tells the staff what is not."""

from __future__ import annotations

import re
from datetime import date

from iplearn.checks.to_confirm import questions
from iplearn.products.site import build_site
from iplearn.reading.project import ProjectReader
from iplearn.shell.cli import main
from iplearn.shell.confirm_command import confirm_lines

DAY = date(2026, 12, 1)
UNITS = """- id: sure
  name: 确认过的局
  level: 市
  does: [管这个]
  needs: [先弄清]
  confirmed: true
  reviewed: 2026-11-20
  source: 名称见《专利法》第三条第一款
  to_confirm: 办公地址
- id: open
  name: 没确认的局
  level: 市
  does: [管那个]
  needs: [先弄清]
  confirmed: false
  reviewed: 2026-11-20
  to_confirm: 现在的名称
- id: done
  name: 全都清楚的局
  level: 国家
  does: [管全国]
  confirmed: true
  reviewed: 2026-11-20
"""
PAGE = "---\nid: units\ntitle: 找谁办\nsummary: 一句话。\nreviewed: 2026-11-20\npublished: 2026-11-20\nprints: units\n---\n字。\n"


def _project(make_project):
    root = make_project({"data/units.yml": UNITS, "content/help/units.md": PAGE})
    project, found = ProjectReader(root).read()
    assert found == []
    return project


def test_the_list_names_file_and_line_and_what_readers_see(make_project) -> None:
    lines = "\n".join(confirm_lines(_project(make_project), DAY))
    assert "data/units.yml:10  没确认的局\n      要核实：现在的名称\n      现在：页面上不印" in lines
    assert "data/units.yml:1  确认过的局\n      要核实：办公地址" in lines
    assert "全都清楚的局" not in lines
    assert lines.index("没确认的局") < lines.index("确认过的局\n"), "what is missing altogether comes first"
    assert "网站域名" in lines and "2026 年 12 月 1 日列出" in lines


def test_only_confirmed_units_are_printed_by_need_and_by_level(make_project) -> None:
    body = next(p.body for p in build_site(_project(make_project), DAY).pages if p.path == "help/units.html")
    assert "没确认的局" not in body and "现在的名称" not in body and "办公地址" not in body
    assert re.search(r'<th scope="row">先弄清</th><td><a href="#unit-sure">确认过的局</a></td>', body)
    assert 'id="unit-sure"' in body and 'id="unit-done"' in body
    assert 'href="../law/patent-law.html#patent-law-3"' in body and "核对于 2026 年 11 月 20 日" in body


def test_the_project_list_holds_what_the_city_must_tell(real_project, capsys, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # `--date` sets it: gone again after the test
    project = real_project[0]
    parts = dict(questions(project, DAY))
    assert {q.about for q in parts["单位"]} >= {u.name for u in project.units if u.to_confirm}
    assert {q.place.file for q in parts["法律文本"]} == {f"data/laws/{v.family}.yml" for v in project.laws.versions if v.unverified}
    assert len(parts["请人审定的页面"]) >= 46
    assert main(["confirm", "--date", "2026-12-01"]) == 0
    assert "要核实的事，共" in capsys.readouterr().out
