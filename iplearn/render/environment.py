"""The Jinja environment of the page bodies (render/templates)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, pass_context

from iplearn.model.routes import relative


def cn_date(day: date) -> str:
    """2026 年 11 月 22 日"""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def number(value: float) -> str:
    """16500.0 -> 16500, 3.25 -> 3.25: figures as people write them."""
    return f"{value:.10g}"


def span_words(text: str) -> str:
    """`-12 个月` -> 往前 12 个月."""
    return f"往前 {text.strip()[1:].strip()}" if text.strip().startswith("-") else text


@pass_context
def _rel(context, target: str) -> str:
    """`'explain/E03.html'|rel`: as seen from the page being rendered."""
    page = context["doc"].path
    return _relative(target, page[: page.rfind("/") + 1])


@lru_cache(maxsize=16384)
def _relative(target: str, folder: str) -> str:
    """Remembered: a list of laws asks for the same page at every article it cites, and a section for the same laws."""
    return relative(target, folder)


@cache
def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["rel"] = _rel
    env.filters["cn_date"] = cn_date
    env.filters["number"] = number
    env.filters["span"] = span_words
    return env


def body_renderer() -> Callable[..., str]:
    """`render(template, doc=…, site=…)` -> HTML of a page's body."""
    env = environment()

    def render(template: str, **values: object) -> str:
        return env.get_template(template).render(**values)

    return render
