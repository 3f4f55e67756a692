"""Articles for a WeChat account: HTML to paste, plain text, a page to look at and copy from, pictures beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iplearn.documents.lesson_parts import for_pupils
from iplearn.documents.pdf import press
from iplearn.documents.plain import plain
from iplearn.documents.poster import cover_png
from iplearn.documents.wechat import WechatWriter, preview_page
from iplearn.model.content import Page
from iplearn.model.paper import Picture
from iplearn.products.packing import Made
from iplearn.products.publicity_kit.papers import KitPapers

KIND = "公众号"
_NUMBERS = "一二三四五六七八九"


def article_files(papers: KitPapers) -> Iterator[Made]:
    for n, page in enumerate(papers.parts.articles):
        yield from _files(papers, page, f"第{_NUMBERS[n]}篇")


def article_html(papers: KitPapers, page: Page) -> tuple[str, list[Picture]]:
    """(the fragment to paste, its pictures in order)."""
    pictures: list[Picture] = []

    def name(picture: Picture) -> str:
        if picture not in pictures:
            pictures.append(picture)
        return picture_name(pictures.index(picture), picture)

    foot = [f"来源：{papers.site}。内容采用 CC BY 4.0 许可，转载请写明出处。"]
    foot.insert(0, f"法律截至 {papers.day.year} 年 {papers.day.month} 月 {papers.day.day} 日；{'由' + page.meta.approved_by + '审定。' if page.meta.approved_by else '未经法律专业人员审定，不能当作法律意见。'}")
    foot += [f"阅读原文：{papers.address}"] if papers.address else []
    laws = dict.fromkeys(f"《{c.law.title}》（{_year(c.law.version)}）" for c in page.document.citations if c.law)
    html = WechatWriter(name).article(page.meta.title, page.meta.summary, for_pupils(papers.blocks(page)), tuple(foot), tuple(laws))
    return html, pictures


def picture_name(n: int, picture: Picture) -> str:
    return f"图-{n + 1}.{'png' if picture.kind == 'svg' else picture.kind}"


def _files(papers: KitPapers, page: Page, label: str) -> Iterator[Made]:
    html, pictures = article_html(papers, page)
    folder = f"2-公众号/{label}"
    what = f"{label}：{page.meta.title}"
    note = "点“复制文章”，到公众号编辑器里粘贴。标题、摘要、封面另外填。" + ("图片要自己上传：文章里的图在同一个文件夹。" if pictures else "")
    yield Made(f"{folder}/预览和复制.html", KIND, f"{what}（预览和复制）", preview_page(page.meta.title, html, note).encode())
    yield Made(f"{folder}/文章.html", KIND, f"{what}（HTML）", html.encode())
    words = f"{page.meta.title}\n\n{page.meta.summary}\n\n{plain(for_pupils(papers.blocks(page)))}"
    yield Made(f"{folder}/文章.txt", KIND, f"{what}（纯文字）", words.replace("\n", "\r\n").encode("utf-8-sig"))
    yield Made(f"{folder}/封面.png", KIND, f"{what}（封面图）", cover_png(page.meta.title, papers.parts.campaign.name))
    for n, picture in enumerate(pictures):
        yield Made(f"{folder}/{picture_name(n, picture)}", KIND, f"{what}（图 {n + 1}）", press().raster(picture))


def _year(version: str) -> str:
    """`2019年修正` for 2019修正, as prose has it."""
    return re.sub(r"^(\d{4})(?!年)", r"\1年", version)
