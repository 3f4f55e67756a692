"""The papers, slides, posters and articles of a campaign, before any format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from iplearn.documents.lesson_parts import for_pupils, for_teachers, slides
from iplearn.documents.quiz_blocks import QuizPrinter
from iplearn.model.campaign_words import NO_DATES, NO_THEME, event_day, fill, remark, sheet_facts, when
from iplearn.model.content import BriefMeta, ClassMeta, EventMeta, NewspaperMeta, Page, PostersMeta, RadioMeta
from iplearn.model.document import Document
from iplearn.model.kit import SpokenText
from iplearn.model.paper import Block, Blocks, Deck, Heading, Items, Paper, Paragraph, Poster, Table
from iplearn.model.prose import Prose
from iplearn.model.runs import plain_text, text
from iplearn.products.publicity_kit.columns import lines
from iplearn.products.publicity_kit.parts import KitParts
from iplearn.products.publicity_kit.speech import script
from iplearn.products.texts import Papers

_SECONDS = re.compile(r"(\d+) *秒")


@dataclass(frozen=True)
class KitPapers(Papers):
    """Of a campaign."""

    parts: KitParts

    @property
    def unknown(self) -> tuple[str, ...]:
        """What is still to be published, as the manifest tells it, with what to do."""
        campaign = self.parts.campaign
        out = []
        if campaign.starts is None:
            out.append(f"{NO_DATES}：通知发布后，请重新下载材料包，日历里就有了。")
        if campaign.themed and campaign.theme is None:
            out.append(f"{NO_THEME}：通知发布后，请重新下载材料包，各种材料里的主题就换上了。急着用，先照通知改 Word 版。")
        if not self.base:
            out.append("网址未定：海报上没有二维码，请人搜索网站的名字。网址定了以后，请重新下载材料包。")
        assert isinstance(self.parts.event.meta, EventMeta)
        for event in self.parts.event.meta.events:
            if event_day(event, campaign) is None:
                out.append(f"“{event.title}”哪天办还没定：由承办单位定，日历里还没有，请自己加上。")
        return tuple(out)

    def blocks(self, page: Page, *, aloud: bool = False) -> Blocks:
        maker = self.maker(page.src)
        return maker.blocks(fill(page.document.html, self.parts.campaign, aloud=aloud))

    # -- on paper

    def brief(self) -> Paper:
        meta = self.parts.brief.meta
        assert isinstance(meta, BriefMeta)
        facts: tuple[Block, ...] = (Heading(1, text("事实和出处")), facts_table(meta)) if meta.facts else ()
        return self.paper(self.parts.brief, "宣传底稿", (*for_teachers(self.blocks(self.parts.brief)), *facts))

    def event(self) -> Paper:
        meta, campaign = self.parts.event.meta, self.parts.campaign
        assert isinstance(meta, EventMeta)
        rows = []
        for event in meta.events:
            place = event.place or ("待定" if event.begins else "—")
            rows.append((text(when(event, campaign)), text(event.title), text(place), text(remark(event))))
        table = Table(tuple(text(h) for h in ("哪天", "做什么", "在哪里", "备注")), tuple(rows), widths=(0.24, 0.28, 0.18, 0.3))
        return self.paper(self.parts.event, "社区活动方案", (*for_teachers(self.blocks(self.parts.event)), Heading(1, text("日程")), table))

    def activity(self, *, answers: bool) -> Paper:
        blocks = self.blocks(self.parts.activity)
        kind = "活动单答案" if answers else "活动单"
        fields = () if answers else ("班级代码", "座号", "日期")
        return replace(self.paper(self.parts.activity, kind, for_teachers(blocks) if answers else for_pupils(blocks)), fields=fields, lead="" if not answers else self.parts.activity.meta.summary)

    def quiz(self, *, answers: bool) -> Paper:
        quiz, kind = self.parts.quiz, "测验答案" if answers else "测验"
        prose = self.parts.project.prose[quiz.id]
        read: Callable[[Prose], Document] = lambda p: prose[p.line, p.text]  # noqa: E731
        printer = QuizPrinter(quiz, read, self.maker(f"quiz/{quiz.id}.md"))
        return Paper(
            quiz.title, printer.key() if answers else printer.paper(), self.day, kind=kind, facts=(("满分", f"{printer.marks()} 分"),),
            fields=() if answers else ("班级代码", "座号", "日期"), running=f"{quiz.title} · {kind}", footer=self.footer, author=self.site, source=quiz.file,
        )

    def deck(self) -> Deck:
        page = self.parts.slides
        assert isinstance(page.meta, ClassMeta)
        return Deck(
            page.meta.title, slides(self.blocks(page), page.meta.title), self.day, kind="课件", subtitle=f"{self.parts.campaign.name} · {page.meta.minutes} 分钟",
            footer=self.footer, author=self.site, keywords=page.meta.keywords, source=page.file,
        )

    # -- on air, in print

    def scripts(self) -> tuple[SpokenText, ...]:
        out = []
        for title, blocks in chapters(self.blocks(self.parts.radio, aloud=True)):
            limit = _SECONDS.search(title)
            said = tuple(plain_text(b.text) for b in blocks if isinstance(b, Paragraph))
            out.append(script(title, int(limit[1]) if limit else 0, said, self.parts.settings.syllables))
        return tuple(out)

    def radio(self) -> Paper:
        meta, rate = self.parts.radio.meta, self.parts.settings.syllables
        assert isinstance(meta, RadioMeta)
        blocks: list[Block] = [Paragraph(text(f"一道斜线“/”轻轻换气，两道“//”停一停。读音按普通话，时长按一分钟 {rate} 个音节算；数字、字母照“读出来”那一段念。"))]
        for one in self.scripts():
            blocks.append(Heading(1, text(f"{one.label}：{one.syllables} 个音节，约 {one.seconds:g} 秒")))
            blocks += [Paragraph(text(p), "lead") for p in one.marked]
            blocks += [Paragraph(text("读出来"), "label"), Paragraph(text(one.spoken))]
        if meta.readings:
            rows = tuple((text(r.word), text(r.pinyin), text(r.note or "—")) for r in meta.readings)
            blocks += [Heading(1, text("容易读错的字")), Table(tuple(text(h) for h in ("词", "读音", "留意")), rows, widths=(0.2, 0.3, 0.5))]
        return self.paper(self.parts.radio, "广播稿", tuple(blocks))

    def items(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(title, paragraphs) of the newspaper's page."""
        return tuple((title, tuple(_prose(blocks))) for title, blocks in chapters(self.blocks(self.parts.newspaper)))

    def column_lines(self, width: int) -> list[tuple[str, list[str]]]:
        return [(title, [line for p in paragraphs for line in lines(p, width)]) for title, paragraphs in self.items()]

    def newspaper(self) -> Paper:
        settings, meta = self.parts.settings, self.parts.newspaper.meta
        assert isinstance(meta, NewspaperMeta)
        widths = (settings.column_width - 2, settings.column_width, settings.column_width + 3)
        set_in = {w: dict(self.column_lines(w)) for w in widths}
        rows = []
        for title, paragraphs in self.items():
            rows.append((text(title), text(str(sum(len(p.replace(" ", "")) for p in paragraphs))), *(text(str(len(set_in[w][title]))) for w in widths)))
        total = sum(len(v) for v in set_in[settings.column_width].values())
        head = tuple(text(h) for h in ("篇", "字数", *(f"一行 {w} 字" for w in widths)))
        blocks: list[Block] = [
            Paragraph(text(f"占 {meta.columns} 栏，一栏 {settings.column_lines} 行、一行 {settings.column_width} 字，共 {meta.columns * settings.column_lines} 行；正文 {total} 行，余下的放标题和二维码。")),
            Table(head, tuple(rows), widths=(0.4, 0.15, 0.15, 0.15, 0.15), align=("left", "right", "right", "right", "right")),
        ]
        for title, paragraphs in self.items():
            blocks += [Heading(1, text(title)), *(Paragraph(text(p)) for p in paragraphs)]
        return self.paper(self.parts.newspaper, "报纸版面", tuple(blocks))

    def newspaper_text(self) -> bytes:
        width = self.parts.settings.column_width
        out = [f"{title}\r\n" + "\r\n".join(found) for title, found in self.column_lines(width)]
        return ("\r\n\r\n".join(out) + "\r\n").encode("utf-8-sig")

    # -- on walls

    def posters(self) -> Iterator[tuple[str, Poster]]:
        """(name, poster) of each text in both forms."""
        page, campaign = self.parts.posters, self.parts.campaign
        assert isinstance(page.meta, PostersMeta)
        kicker = campaign.name if len(campaign.name) <= 12 else campaign.name[:12]
        for n, ((title, blocks), design) in enumerate(zip(chapters(self.blocks(page)), page.meta.designs), 1):
            lead = next((plain_text(b.text) for b in blocks if isinstance(b, Paragraph)), "")
            points = next((tuple(i[0].text for i in b.items if i and isinstance(i[0], Paragraph)) for b in blocks if isinstance(b, Items)), ())
            for form, label in (("a3", "A3"), ("phone", "手机竖版")):
                yield f"{n}-{design}-{label}", Poster(
                    title, self.day, kicker=kicker, lead=lead, points=points, call="扫一扫，看全文，做几道题" if self.address else f"搜索“{self.site}”",
                    address=self.address, design=design, form=form, footer=self.footer, author=self.site, source=page.file,
                )

    def paper(self, page: Page, kind: str, blocks: Blocks) -> Paper:
        campaign = self.parts.campaign
        return Paper(
            page.meta.title, blocks, self.day, kind=kind, lead=page.meta.summary, facts=sheet_facts(campaign), running=f"{campaign.name} · {kind}", footer=self.footer,
            author=self.site, keywords=page.meta.keywords, source=page.file,
        )


def chapters(blocks: Blocks) -> list[tuple[str, Blocks]]:
    """(title, blocks) of each `##`."""
    out: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            out.append((plain_text(block.text), []))
        elif out:
            out[-1][1].append(block)
    return [(title, tuple(found)) for title, found in out]


def _prose(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain_text(block.text)
        elif isinstance(block, Items):
            for n, item in enumerate(block.items, block.start):
                words = " ".join(plain_text(b.text) for b in item if isinstance(b, Paragraph))
                yield f"{n}．{words}" if block.ordered else words


def facts_table(meta: BriefMeta) -> Table:
    rows = tuple((text(f.fact), text(str(f.year)), text(f.source), text(f.confidence)) for f in meta.facts)
    return Table(tuple(text(h) for h in ("事实", "年份", "出处", "把握")), rows, widths=(0.46, 0.1, 0.34, 0.1))
