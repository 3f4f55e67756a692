"""A Learning Record Store, where the site names one: reachable from pages, and told to the guardians."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.project import Project
from iplearn.model.routes import NOTICE_ID

# Where a browser lets a page on https post by plain http: trials on one's own machine.
_OWN_MACHINE = ("127.0.0.1", "localhost")


def check_lrs(project: Project, day: date) -> Iterator[Diagnostic]:
    site = project.site
    if site is None or site.lrs is None:
        return
    place = Place("data/site.yml", project.lines.get("data/site.yml", {}).get("lrs", 1))
    url = urlsplit(site.lrs.endpoint)
    if not (url.scheme == "https" and url.hostname or url.scheme == "http" and url.hostname in _OWN_MACHINE) or url.query or url.fragment:
        yield error(place, "lrs/endpoint", f"学习记录库的地址“{site.lrs.endpoint}”不能用。", "写完整的 https:// 地址，到 statements 前面为止，例如 https://lrs.example.cn/xAPI/。")
    if (site.lrs.key is None) != (site.lrs.secret is None):
        yield error(place, "lrs/key", "学习记录库的 key 和 secret 只写了一个。", "两个都写，或者都不写。只能用“只写”的密钥：它印在公开的网页里，谁都看得到。")
    if site.domain is None:
        yield error(place, "lrs/domain", "开了学习记录库，还没有填网站域名。", "先填 domain：记录里的题目和账号都用它命名。")
    notice = next((p for p in project.pages if p.meta.id == NOTICE_ID), None)
    if notice is None or not any(site.lrs.name in part.text for part in notice.document.parts):
        yield error(
            place, "lrs/notice", f"开了学习记录库，家长告知（{NOTICE_ID}）里没有写“{site.lrs.name}”。",
            f"在 content/help/{NOTICE_ID}.md 里照原名写明发给它、发什么、做什么用、怎么联系；原来“不上传”“不给别人”的说法要改。",
        )
