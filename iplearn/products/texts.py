"""Texts of the content on paper: where their pictures lie and where their links lead."""

from __future__ import annotations

import posixpath
from datetime import date
from urllib.parse import unquote

from iplearn.documents.blocks import BlockMaker
from iplearn.model.paper import Picture
from iplearn.products.packing import ReadAsset


def block_maker(src: str, day: date, read_asset: ReadAsset, base: str) -> BlockMaker:
    """For a text at `src` below content/. `base` is the site's address; without one links to its pages are plain words."""
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

    return BlockMaker(day=day, picture=picture, address=address)
