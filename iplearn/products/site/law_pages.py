"""法律依据: a page for each law of the registry, made from data: its versions on a line, what changed between
them, and which articles this site explains where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.model.citation import Pinpoint
from iplearn.model.law import LawStatus, LawVersion
from iplearn.model.routes import LAWS_PATH, law_path
from iplearn.products.site.finder import FILTER_SCRIPTS, finder_of
from iplearn.products.site.library import FLK, Library
from iplearn.products.site.views import Card, Doc, TocEntry

HOME = Card("首页", "index.html")
LAWS = Card("法律依据", LAWS_PATH)


def law_docs(library: Library) -> Iterator[tuple[Doc, str]]:
    """(doc, template) for each law, and for their list."""
    cards = []
    for family, versions in sorted(library.project.laws.families.items(), key=lambda f: f[1][-1].short[0]):
        doc = _law(library, family, versions)
        cards.append((_group(versions, library.day), Card(versions[-1].short[0], doc.path, doc.summary)))
        yield doc, "law.html"
    groups = [{"title": title, "lead": "", "cards": [c for g, c in cards if g == title]} for title in _GROUPS]
    yield (
        Doc(
            path=LAWS_PATH, kind="section", kind_label="法律", title="法律依据",
            summary="本站依据的法律、条例和司法解释。点开看各版本哪天施行、改了什么，本站哪几页讲了哪一条。",
            breadcrumb=(HOME, LAWS), data={"groups": [g for g in groups if g["cards"]]},
        ),
        "laws.html",
    )


# What rests on an article without explaining it stands below, smaller.
_BESIDE = frozenset({"测验", "词汇", "单位", "对照", "教案", "课件", "学习单"})
_GROUPS = ("正要换新的", "最近换过的", "其他")


def _group(versions: tuple[LawVersion, ...], day: date) -> str:
    """Readers look first for what is about to change, then for what changed within two years."""
    if versions[-1].effective > day:
        return _GROUPS[0]
    return _GROUPS[1] if len(versions) > 1 and (day - versions[-1].effective).days < 2 * 365 else _GROUPS[2]


def _law(library: Library, family: str, versions: tuple[LawVersion, ...]) -> Doc:
    path, latest = law_path(family), versions[-1]
    finder = finder_of(library, family, path)
    cited = _cited(library, versions)
    toc = [TocEntry("law-versions", "版本")]
    if finder:
        toc.append(TocEntry("finder", "新旧条文对照"))
    return Doc(
        path=path, kind="law", kind_label="法律", title=latest.title, summary=_summary(versions, library.day),
        toc=(*toc, TocEntry("law-cited", "本站讲了哪几条")),
        breadcrumb=(HOME, LAWS, Card(latest.short[0], path)),
        scripts=FILTER_SCRIPTS if finder or cited else (),
        data={
            "versions": [
                {
                    "version": v.version, "effective": v.effective, "valid_to": v.valid_to, "status": v.status(library.day).value,
                    "articles_total": v.articles + len(v.inserted), "doc_no": v.doc_no, "official_url": v.official or FLK,
                    "title": v.title if v.title != latest.title else None, "own_link": v.official is not None,
                }
                for v in versions
            ],
            "finder": finder,
            "cited": cited,
        },
    )


def _summary(versions: tuple[LawVersion, ...], day: date) -> str:
    """Which version counts today, and which one comes."""
    now = next((v for v in versions if v.in_force(day)), None)
    coming = next((v for v in versions if v.effective > day), None)
    said = f"现在用{_short(now)}" if now else "现在没有施行的版本"
    if now and now.status(day) is LawStatus.UNVERIFIED:
        said = f"本站按{_short(now)}核对，是不是最新还待确认"
    if now and not coming and len(versions) > 1:
        said += f"，{now.effective.year} 年 {now.effective.month} 月 {now.effective.day} 日起施行"
    if coming:
        said += f"，{coming.effective.year} 年 {coming.effective.month} 月 {coming.effective.day} 日起用{_short(coming)}"
    return said + "。"


def _short(version: LawVersion) -> str:
    """`2019 年修正的版本`, `法释〔2009〕21号`: as people speak of it."""
    year, how = version.version[:4], version.version[4:].partition("（")[0]
    return f" {year} 年{how}的版本" if year.isdecimal() else f"{version.version}"


def _cited(library: Library, versions: tuple[LawVersion, ...]) -> list[dict]:
    """For each version, the one in force first: its articles and the pages that rest on them."""
    order = sorted(versions, key=lambda v: (not v.in_force(library.day), -v.effective.toordinal()))
    out = []
    for version in order:
        rows = [
            {
                "anchor": f"{version.id}-{article}", "article": Pinpoint(article).label, "number": article,
                "pages": [c for c in cards if c.label not in _BESIDE], "beside": [c for c in cards if c.label in _BESIDE],
            }
            for article, cards in library.citing.get(version.id, {}).items()
        ]
        if rows:
            out.append({"version": version.version, "status": version.status(library.day).value, "since": version.effective, "until": version.valid_to, "rows": rows})
    return out
