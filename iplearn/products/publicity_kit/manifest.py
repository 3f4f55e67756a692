"""说明 and 清单 of a kit: where to begin, what is inside, what is not known yet, where everything comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iplearn.markup.blocks import cn_date
from iplearn.model.campaign_words import sheet_facts
from iplearn.model.kit import Asset
from iplearn.model.pack import shown_size
from iplearn.model.paper import Block, Heading, Items, Paper, Paragraph, Table
from iplearn.model.runs import Run, text
from iplearn.products.packing import LICENCE, LICENCE_URL, Made, law_sentence, manifest_bytes
from iplearn.products.publicity_kit.papers import KitPapers


def kit_manifest(papers: KitPapers, made: Sequence[Made], version: str, changes: date | None) -> bytes:
    campaign = papers.parts.campaign
    facts = {
        "id": campaign.id, "title": campaign.name, "year": campaign.year, "starts": campaign.starts.isoformat() if campaign.starts else None,
        "ends": campaign.ends.isoformat() if campaign.ends else None, "theme": campaign.theme, "unknown": list(papers.unknown), "credit": credit(papers),
        "approved_by": papers.parts.page.meta.approved_by, "reviewed": {p.meta.id: p.meta.reviewed.isoformat() for p in papers.parts.pages},
        "assets": [{"path": a.path, "title": a.title, "origin": a.origin, "licence": a.licence, "author": a.author, "year": a.year} for a in used_assets(papers)],
    }
    return manifest_bytes(facts, made, version, papers.day, changes)


def credit(papers: KitPapers) -> str:
    return f"《{papers.parts.campaign.name}》材料包，{papers.site}，{LICENCE}" + (f"，{papers.address}" if papers.address else "")


def used_assets(papers: KitPapers) -> tuple[Asset, ...]:
    """Those of the campaign's folder, and the designs and fonts that all kits use."""
    folder = papers.parts.page.src.rpartition("/")[0] + "/"
    return tuple(a for a in papers.parts.project.licences if a.path.startswith((folder, "iplearn/", "字体 ")))


def manifest_paper(papers: KitPapers, made: Sequence[Made], version: str, changes: date | None) -> Paper:
    campaign = papers.parts.campaign
    blocks: list[Block] = [
        Heading(1, text("从这里开始")),
        Items(tuple((Paragraph(text(step)),) for step in (
            "先读“1-底稿”：对外只说这里有的话，数字只用这里有出处的数字。",
            "“2-公众号”里打开“预览和复制.html”，点一下复制，到编辑器里粘贴。",
            "“3-海报”的 PDF 送印，PNG 发群。PDF 是 A3，没有出血，印厂要出血请他们四边放大 3 毫米。",
            "“4-广播”“5-报纸”交给电台、报社，时长和行数已经算好。",
            "“6-课堂”20 分钟，学校、社区、班前会都能用。",
            "“7-社区活动”先把风险那一节看完，再定日子；日历导入手机。",
            "办完填“8-总结”里的 Excel，程序能把它做成总结。",
        )), ordered=True),
    ]
    if papers.unknown:
        blocks += [Heading(1, text("还不知道的")), Items(tuple((Paragraph(text(u)),) for u in papers.unknown))]
    blocks += [
        Heading(1, text("包里有什么")),
        Table(tuple(text(h) for h in ("在哪里", "是什么", "大小")), tuple((text(m.path), text(m.label), text(shown_size(len(m.data)))) for m in made), widths=(0.44, 0.44, 0.12)),
        Heading(1, text("法律截至哪一天")),
        Paragraph(text(law_sentence(papers.day, changes, papers.parts.page.meta.approved_by, "本包"))),
        Heading(1, text("图和字体从哪里来")),
        Table(tuple(text(h) for h in ("是什么", "来源", "作者、年份", "许可")), tuple((text(a.title), text(a.origin), text(f"{a.author}，{a.year}"), text(a.licence)) for a in used_assets(papers)), widths=(0.3, 0.32, 0.22, 0.16)),
        Heading(1, text("可以改，可以传")),
        Paragraph((Run("文字和图按“知识共享 署名 4.0 国际”许可（CC BY 4.0）使用：可以复制、改编、印发，写明出处，改过的说一声改过。许可全文："), Run(LICENCE_URL, href=LICENCE_URL), Run("。"))),
        Paragraph(text(f"出处这样写：{credit(papers)}。")),
        Paragraph(text(f"版本：{version}。按 {cn_date(papers.day)}的法律做的。")),
    ]
    return Paper(campaign.name, tuple(blocks), papers.day, kind="材料包说明", lead=papers.parts.page.meta.summary, running=f"{campaign.name} · 材料包说明", footer=papers.footer, author=papers.site, facts=sheet_facts(campaign))
