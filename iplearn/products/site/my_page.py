"""我的学习: what a learner's own device remembers. theme/assets/my/ fills it in; the site knows nothing of it."""

from __future__ import annotations

from iplearn.model.routes import MY_PATH
from iplearn.products.site.views import Card, Doc, TocEntry

MY_STYLES = ("assets/my/my.css",)
MY_SCRIPTS = ("assets/class/ui.js", "assets/my/history.js", "assets/course/record.js", "assets/my/objectives.js", "assets/my/my.js", "assets/my/keep.js")
"""In the order they must run. All but objectives.js (products/my_catalogue.py) lie under theme/."""

STEPS = (("due", "今天该复习"), ("wrong", "错题本"), ("goals", "各个目标学得怎样"), ("done", "做过的测验"), ("keep", "带走、换设备、清除"))


def my_doc() -> Doc:
    return Doc(
        path=MY_PATH, kind="my", kind_label="学习者用", title="我的学习",
        summary="做过的测验、错题和复习日期。全记在这台设备的浏览器里，不用登录，什么也不上传。",
        toc=tuple(TocEntry(f"my-{i}", text) for i, text in STEPS),
        breadcrumb=(Card("首页", "index.html"), Card("我的学习", MY_PATH)),
        styles=MY_STYLES, scripts=MY_SCRIPTS, data={"steps": dict(STEPS)},
    )
