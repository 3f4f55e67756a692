"""Texts of the content on paper: where their pictures lie, where their links lead, and what stands on every sheet."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from iplearn.documents.blocks import BlockMaker
from iplearn.markup.blocks import cn_date
from iplearn.model.paper import Blocks, Picture
from iplearn.once import once
from iplearn.products.packing import ReadAsset

def block_maker(src: str, day: date, read_asset: ReadAsset, base: str, titles: Mapping[str, str]) -> BlockMaker:
    """For a text at `src` below content/. `base` is the site's address; without one links to its pages are plain words.
    `titles` are those of its pages by path."""
    folder = posixpath.dirname(src)

    def picture(address: str) -> Picture | None:
        path = posixpath.normpath(posixpath.join(folder, unquote(address)))
        data = read_asset(path)
        kind = path.rpartition(".")[2].lower().replace("jpeg", "jpg")
        return Picture(data, kind, f"content/{path}") if data is not None else None

    def address(href: str) -> str | None:
        if "://" in href or href.startswith("mailto:"):
            return href
        path, hash_, fragment = href.partition("#")
        return f"{base}{posixpath.normpath(posixpath.join(folder, path))}{hash_}{fragment}" if base and path else None

    def title(href: str) -> str:
        return titles.get(posixpath.normpath(posixpath.join(folder, href.partition("#")[0])), "")

    return BlockMaker(day=day, picture=picture, address=address, title=title)


@dataclass(frozen=True)
class Papers:
    """What a pack and a kit print from. `parts` has the project and the page they belong to; `day` is the edition's."""

    parts: Any
    day: date
    read_asset: ReadAsset

    @property
    def site(self) -> str:
        assert self.parts.project.site is not None
        return self.parts.project.site.name

    @property
    def base(self) -> str:
        """`https://…/`, or "" while the site has no domain."""
        site = self.parts.project.site
        return f"https://{site.domain}/" if site and site.domain else ""

    @property
    def address(self) -> str:
        """Of the page they belong to."""
        return f"{self.base}{self.parts.page.path}" if self.base else ""

    @property
    def footer(self) -> str:
        return f"{self.site} · CC BY 4.0 · 法律截至 {cn_date(self.day)}"

    def maker(self, src: str) -> BlockMaker:
        """For a text at `src` below content/."""
        return block_maker(src, self.day, self.read_asset, self.base, self.titles)

    @once
    def blocks_of(self, src: str, html: str) -> Blocks:
        """The blocks of a text at `src`; `html` is its tree."""
        return self.maker(src).blocks(html)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Of all pages of the site, by path."""
        return {page.path: page.meta.title for page in self.parts.project.pages}
