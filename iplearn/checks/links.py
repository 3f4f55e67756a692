"""Links inside the site lead somewhere, images exist and say what they show."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.document import Document
from iplearn.model.project import Project
from iplearn.model.course import courses
from iplearn.model.routes import CALENDAR_PATH, certificate_path, course_path, CHANGES_PATH, CLASS_PATH, GLOSSARY_PATH, GOALS_PATH, LAWS_PATH, PACKS_PATH, SEARCH_PATH, SITEMAP_PATH, law_path, quiz_path, term_anchor, tool_src

_OUTSIDE = ("http://", "https://", "mailto:", "tel:")


def check_links(project: Project, day: date) -> Iterator[Diagnostic]:
    """Dead links and anchors. A link is written to the `.md` file of a page, or to a file below content/."""
    targets = _targets(project)
    for file, src, document in _documents(project):
        for link in document.links:
            place = Place(file, link.line)
            if not link.text.strip():
                yield error(place, "link/text", "链接没有文字。", "写成“[点开后看到什么](地址)”。")
            if link.href.startswith(_OUTSIDE):
                continue
            path, _, fragment = unquote(link.href).partition("#")
            if path.startswith("/") or "://" in path:
                yield error(place, "link/absolute", f"站内链接“{link.href}”不能以“/”开头。", "写相对路径，例如 ../explain/E03.md。")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(src), path)) if path else src
            if target not in targets:
                same_kind = [t for t in targets if posixpath.splitext(t)[1] == posixpath.splitext(target)[1]]
                near = difflib.get_close_matches(target, same_kind, n=1, cutoff=0.75)
                fix = f"是不是“{posixpath.relpath(near[0], posixpath.dirname(src) or '.')}”？" if near else "检查路径；链到页面要写 .md 文件名。"
                yield error(place, "link/dead", f"链接指向的“{link.href}”不存在。", fix, missing=_names(target))
            elif fragment and targets[target] is not None and fragment not in targets[target]:
                anchors = sorted(targets[target] or ())
                near = difflib.get_close_matches(fragment, anchors, n=1, cutoff=0.5)
                fix = f"是不是“#{near[0]}”？" if near else f"那一页有：{'、'.join('#' + a for a in anchors[:6]) or '没有小标题'}。"
                yield error(place, "link/anchor", f"“{target}”里没有“#{fragment}”这一处。", fix)


def _names(target: str) -> tuple[str, ...]:
    """What a link to `target` (below content/) misses: a file, or the quiz, law or list its page is made from."""
    folder, _, name = target.removesuffix(".md").rpartition("/")
    made_from = {"quiz": name, "law": "data/laws/"}.get(folder) or {"calendar": "data/campaigns.yml", "glossary": "data/glossary.yml"}.get(name)
    return (f"content/{target}", *([made_from] if made_from else []))


def _documents(project: Project) -> Iterator[tuple[str, str, Document]]:
    """(file, path its links are relative to, document) for pages and for every piece of a quiz or a tool."""
    for page in project.pages:
        yield page.file, page.src, page.document
    for quiz in project.quizzes:
        for document in project.prose[quiz.id].values():
            yield quiz.file, quiz_path(quiz.id).removesuffix(".html") + ".md", document
    for tool in project.all_tools:
        for document in project.tool_prose[tool.id].values():
            yield tool.file, tool_src(tool.id), document


def _targets(project: Project) -> dict[str, frozenset[str] | None]:
    """Linkable path below content/ -> its anchors (None: not checked)."""
    out: dict[str, frozenset[str] | None] = {p.src: p.document.anchors | ({"finder"} if p.meta.finder else frozenset()) for p in project.pages}
    out.update({asset: None for asset in project.assets})
    out[GLOSSARY_PATH.removesuffix(".html") + ".md"] = frozenset(term_anchor(t.term) for t in project.glossary.terms)
    generated = [*([CALENDAR_PATH] if project.campaigns else []), CHANGES_PATH, CLASS_PATH, GOALS_PATH, PACKS_PATH, LAWS_PATH, SEARCH_PATH, SITEMAP_PATH, *map(law_path, project.laws.families)]
    generated += [course_path(c.id) for c in courses(project.pages)] + [certificate_path(t.id) for t in project.tests]
    generated += [quiz_path(q.id) for q in (*project.quizzes, *project.tests)] + [s.path for s in project.sections]
    for path in generated:
        out.setdefault(path.removesuffix(".html") + ".md", None)
    return out


def check_images(project: Project, day: date) -> Iterator[Diagnostic]:
    for file, src, document in _documents(project):
        for image in document.images:
            place = Place(file, image.line)
            if not image.alt:
                yield error(place, "image/alt", f"图片“{image.src}”没有替代文字。", "写成“![图里有什么](图片路径)”，让看不见图的人也明白。")
            if image.src.startswith(("http://", "https://", "//")):
                yield error(place, "image/remote", f"图片“{image.src}”在别的网站上。", "把图片存进 content/ 再引用，并记下来源和许可。")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(src), unquote(image.src)))
            suffix = posixpath.splitext(target)[1].lower()
            if target not in project.assets:
                yield error(place, "image/missing", f"找不到图片“{image.src}”。", _image_fix(image.src, target, src, project))
            elif suffix not in _PICTURES:
                yield error(place, "image/format", f"浏览器不能把 {suffix or '这个'} 文件当图片显示。", "用看图软件另存为 JPG 或者 PNG，线条图存成 SVG；PDF 写成链接。")


_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"}


def _image_fix(written: str, target: str, src: str, project: Project) -> str:
    if re.match(r"[A-Za-z]:|file:|data:|/", written):
        return "不能写自己电脑上的位置。把图片存到用它的页面旁边，例如 img/，再写 img/文件名。"
    if "\\" in written:
        return f"路径里的“\\”写成“/”：{written.replace(chr(92), '/').strip()}；图片放在用它的页面旁边。"
    same = next((a for a in sorted(project.assets) if a.casefold() == target.casefold()), None)
    near = same or next(iter(difflib.get_close_matches(target, sorted(project.assets), n=1, cutoff=0.75)), None)
    return f"是不是“{posixpath.relpath(near, posixpath.dirname(src) or '.')}”？大小写也要一样。" if near else "检查文件名和大小写；图片要放在 content/ 里。"
