"""Charts as our own SVG: readable in black and white, with a title and a description, the same bytes each time.

A chart shows what stands in a table beside it; the table is for whoever wants the numbers. Shares lie between 0 and 1.
Colours are those of print and light mode; marks differ in shape, too, so that colour never carries anything alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

INK, MUTED, LINE, SEA, LACQUER, WASH = "#12272c", "#41555a", "#c8d3d0", "#0b4f5c", "#96201a", "#e5edeb"
WIDTH = 640
_FONT = "PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif"
_LABEL = 236
_RIGHT = 56
_ROW = 38
_LINE_LENGTH = 15
"""Characters of a label's line."""



def bars(title: str, description: str, rows: Sequence[tuple[str, float, str]], reference: Sequence[float | None] = ()) -> str:
    """A bar a row: (label, share, text at its end). `reference` draws a tick on each row, the city's value say."""
    out = [_axis(len(rows))]
    for n, (label, share, text) in enumerate(rows):
        y = _top(n)
        out.append(_label(label, y))
        out.append(f'<rect x="{_LABEL}" y="{y - 9}" width="{_n(_x(share) - _LABEL)}" height="18" fill="{SEA}"/>')
        mark = reference[n] if n < len(reference) else None
        if mark is not None:
            out.append(f'<path d="M{_n(_x(mark))} {y - 13}v26" stroke="{LACQUER}" stroke-width="3"/>')
        out.append(_text(_x(max(share, mark or 0)) + 8, y + 5, text))
    return _svg(title, description, _top(len(rows)) - 8, out)


def dumbbells(title: str, description: str, rows: Sequence[tuple[str, float, float, str]]) -> str:
    """Before and after on a row: (label, share before, share after, text). A ring before, a dot after."""
    out = [_axis(len(rows))]
    for n, (label, before, after, text) in enumerate(rows):
        y = _top(n)
        out.append(_label(label, y))
        out.append(f'<path d="M{_n(_x(before))} {y}H{_n(_x(after))}" stroke="{MUTED}" stroke-width="3"/>')
        out.append(f'<circle cx="{_n(_x(before))}" cy="{y}" r="7" fill="#fff" stroke="{SEA}" stroke-width="3"/>')
        out.append(f'<circle cx="{_n(_x(after))}" cy="{y}" r="8" fill="{SEA}"/>')
        out.append(_text(_x(max(before, after)) + 14, y + 5, text))
    return _svg(title, description, _top(len(rows)) - 8, out)


def columns(title: str, description: str, groups: Sequence[tuple[str, int]], unit: str = "人") -> str:
    """Counts as columns side by side: (label below, count)."""
    most = max((count for _, count in groups), default=1) or 1
    step = (WIDTH - 40) / max(len(groups), 1)
    out = [f'<path d="M20 180H{WIDTH - 20}" stroke="{MUTED}"/>']
    for n, (label, count) in enumerate(groups):
        x, height = 20 + n * step, 140 * count / most
        out.append(f'<rect x="{_n(x + step * 0.12)}" y="{_n(180 - height)}" width="{_n(step * 0.76)}" height="{_n(height)}" fill="{SEA}"/>')
        out.append(_text(x + step / 2, 172 - height, f"{count} {unit}", "middle"))
        out.append(_text(x + step / 2, 202, label, "middle"))
    return _svg(title, description, 214, out)


def trend(title: str, description: str, points: Sequence[tuple[str, float | None]]) -> str:
    """A share over terms; a gap where a term is held back."""
    step = (WIDTH - 120) / max(len(points) - 1, 1)
    out = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = 180 - share * 150
        out += [f'<path d="M60 {_n(y)}H{WIDTH - 40}" stroke="{LINE}"/>', _text(52, y + 5, f"{share * 100:.0f}%", "end", MUTED)]
    before = None
    for n, (name, share) in enumerate(points):
        x = 70 + n * step
        out.append(_text(x, 204, name, "middle"))
        if share is not None:
            here = x, 180 - share * 150
            if before:
                out.append(f'<path d="M{_n(before[0])} {_n(before[1])}L{_n(here[0])} {_n(here[1])}" stroke="{SEA}" stroke-width="3"/>')
            out += [f'<circle cx="{_n(here[0])}" cy="{_n(here[1])}" r="6" fill="{SEA}"/>', _text(here[0], here[1] - 12, f"{share * 100:.0f}%", "middle")]
        before = (x, 180 - share * 150) if share is not None else None
    return _svg(title, description, 216, out)


def funnel(title: str, description: str, points: Sequence[tuple[str, int, float]], mean: float, curves: Sequence[tuple[int, float, float, float, float]]) -> str:
    """Groups by size and mean: (name, n, share). `curves` are (n, inner low, inner high, outer low, outer high)."""
    most = max([n for _, n, _ in points] + [c[0] for c in curves], default=1)
    values = [share for _, _, share in points] + [v for c in curves for v in c[1:]] + [mean]
    low, high = max(0.0, min(values) - 0.03), min(1.0, max(values) + 0.03)
    span = (high - low) or 1.0

    def at(n: float, share: float) -> tuple[float, float]:
        return 70 + (WIDTH - 110) * n / most, 250 - 220 * (min(max(share, low), high) - low) / span

    out = []
    for k in range(5):
        share = low + span * k / 4
        y = at(0, share)[1]
        out += [f'<path d="M70 {_n(y)}H{WIDTH - 40}" stroke="{LINE}"/>', _text(62, y + 5, f"{share * 100:.0f}%", "end", MUTED)]
    for which, dash in ((1, "6 4"), (2, "6 4"), (3, "1 4"), (4, "1 4")):
        path = " ".join(f"{'M' if i == 0 else 'L'}{_n(x)} {_n(y)}" for i, (x, y) in enumerate(at(c[0], c[which]) for c in curves))
        out.append(f'<path d="{path}" fill="none" stroke="{MUTED}" stroke-width="2" stroke-dasharray="{dash}"/>')
    x, y = at(0, mean)
    out.append(f'<path d="M{_n(x)} {_n(y)}H{WIDTH - 40}" stroke="{LACQUER}" stroke-width="2"/>')
    for place, (name, n, share) in enumerate(sorted(points, key=lambda p: (p[1], p[2], p[0]))):
        x, y = at(n, share)
        out.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="6" fill="{SEA}"/>')
        end = x > WIDTH - 160
        out.append(_text(x + (-10 if end else 10), y + (18 if place % 2 else -8), name, "end" if end else "start"))
    for n in (0, most // 2, most):
        out.append(_text(at(n, low)[0], 274, f"{n} 人", "middle", MUTED))
    return _svg(title, description, 286, out)


def _top(row: int) -> int:
    return 34 + row * _ROW


def _x(share: float) -> float:
    return _LABEL + (WIDTH - _LABEL - _RIGHT - 60) * min(max(share, 0.0), 1.0)


def _axis(rows: int) -> str:
    foot = _top(rows) - 14
    return "".join(
        f'<path d="M{_n(_x(share))} 18V{foot}" stroke="{LINE}"/>' + _text(_x(share), 12, f"{share * 100:.0f}%", "middle", MUTED) for share in (0, 0.25, 0.5, 0.75, 1)
    )


def _label(text: str, y: float) -> str:
    """One line or two; longer names end in an ellipsis and stand whole in the table."""
    if len(text) <= _LINE_LENGTH:
        return _text(_LABEL - 12, y + 5, text, "end")
    second = text[_LINE_LENGTH : 2 * _LINE_LENGTH]
    if len(text) > 2 * _LINE_LENGTH:
        second = second[:-1] + "…"
    return _text(_LABEL - 12, y - 3, text[:_LINE_LENGTH], "end") + _text(_LABEL - 12, y + 13, second, "end")


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = INK) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{fill}" stroke="{fill}" stroke-width="0.3" font-size="14">{escape(text)}</text>'


def _svg(title: str, description: str, height: float, parts: Iterable[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" role="img" font-family="{_FONT}" font-weight="400">'
    return f"{head}<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
