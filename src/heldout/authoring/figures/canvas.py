"""What is drawn on: shapes in `currentColor`, and text whose width is known well enough."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["DASHES", "SIZE", "Canvas", "number", "text_width"]

SIZE = 13.5  # of text; a phone shows a picture 360 wide at nine tenths, so that 12 px are left
EDGE = 2.0  # kept free below
ABOVE = 12.0  # and above, between a picture and the text before it
DASHES = {"solid": "", "dashed": "8 5", "dotted": "1.5 5", "dash-dot": "9 4 2 4"}
SMALLER = 0.8  # of the size, for what follows _ in a name such as h_1

# Shares of the size, of the widest common fonts; a little too much is better than too little.
_NARROW, _WIDE, _DIGIT = "ijlt.,:;|!'()[] f", "mwMW%@⊕→←∑…", 0.64


def text_width(text: str, size: float = SIZE) -> float:
    """About how wide the text is."""
    total = 0.0
    for letter in text:
        if letter in _NARROW:
            total += 0.4
        elif letter in _WIDE:
            total += 1.0
        elif letter.isupper():
            total += 0.74
        else:
            total += _DIGIT
    return total * size


def number(value: float) -> str:
    """As people write it: 0.001, 25, 3×10⁵, with a true minus."""
    if value == 0:
        return "0"
    power = math.floor(math.log10(abs(value)) + 1e-9)
    if -4 <= power <= 5:
        return f"{value:.10f}".rstrip("0").rstrip(".").replace("-", "−")
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    front = f"{value / 10.0**power:.4g}".replace("-", "−")
    return f"10{raised}" if front == "1" else f"{front}×10{raised}"


class Canvas:
    """A picture in the making. Places are in its own units, y downwards.

    What reaches beyond the width, or above or left of nothing, is refused; the height follows.
    """

    def __init__(self, width: float = 360) -> None:
        self.width = width
        self._parts: list[str] = []
        self._bottom = 0.0

    def line(
        self,
        points: Iterable[Sequence[float]],
        *,
        look: str = "solid",
        width: float = 1.2,
        opacity: float = 1.0,
    ) -> None:
        """Straight from point to point."""
        places = [(x, y) for x, y in points]
        for x, y in places:
            self._takes("a line", x, y, x, y)
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        caps = ' stroke-linecap="round"' if look == "dotted" else ""
        self._parts.append(
            f'<polyline points="{drawn}" fill="none" stroke="currentColor" '
            f'stroke-width="{width:g}" stroke-linejoin="round"'
            f"{caps}{_dashed(look)}{_pale(opacity)}/>"
        )

    def arrow(
        self, points: Sequence[Sequence[float]], *, look: str = "solid", width: float = 1.4
    ) -> None:
        """A line with a head at its end."""
        (x0, y0), (x1, y1) = points[-2], points[-1]
        length = math.hypot(x1 - x0, y1 - y0)
        along = ((x1 - x0) / length, (y1 - y0) / length)
        neck = (x1 - 8 * along[0], y1 - 8 * along[1])
        self.line([*points[:-1], neck], look=look, width=width)
        side = (4 * along[1], -4 * along[0])
        head = [(x1, y1), (neck[0] + side[0], neck[1] + side[1])]
        self.area([*head, (neck[0] - side[0], neck[1] - side[1])], opacity=1.0)

    def area(self, points: Iterable[Sequence[float]], *, opacity: float = 0.15) -> None:
        """A filled shape without an outline."""
        places = [(x, y) for x, y in points]
        for x, y in places:
            self._takes("an area", x, y, x, y)
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        self._parts.append(f'<polygon points="{drawn}" fill="currentColor"{_filled(opacity)}/>')

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        look: str = "solid",
        line: float = 1.4,
        fill: float = 0.0,
        round_by: float = 0.0,
    ) -> None:
        """A rectangle; `fill` is how dark it is inside, a `line` of 0 leaves out its outline."""
        self._takes("a box", x, y, x + width, y + height)
        corner = f' rx="{round_by:g}"' if round_by else ""
        outline = f' stroke="currentColor" stroke-width="{line:g}"{_dashed(look)}' if line else ""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{corner}'
            f"{_inside(fill)}{outline}/>"
        )

    def circle(
        self, x: float, y: float, radius: float, *, look: str = "solid", fill: float = 0.0
    ) -> None:
        """A circle; `fill` is how dark it is inside."""
        self._takes("a circle", x - radius, y - radius, x + radius, y + radius)
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"{_inside(fill)} '
            f'stroke="currentColor" stroke-width="1.4"{_dashed(look)}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "middle",
        bold: bool = False,
        upwards: bool = False,
        size: float = SIZE,
    ) -> None:
        """Words whose middle line is at y; `upwards` turns them by a quarter. `h_1` is h₁."""
        wide = text_width(words.replace("_", ""), size) * (1.06 if bold else 1.0)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        if upwards:
            self._takes(
                f"the text {words!r}", x - size / 2, y - wide / 2, x + size / 2, y + wide / 2
            )
        else:
            self._takes(f"the text {words!r}", left, y - size / 2, left + wide, y + size / 2)
        turned = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if upwards else ""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y + 0.35 * size:.1f}" text-anchor="{anchor}" '
            f'font-size="{size:g}"{weight}{turned}>{_lowered(words, size)}</text>'
        )

    def svg(self, title: str, says: str) -> str:
        """The picture as it goes into a page; `says` tells everything that it shows."""
        high = self._bottom + EDGE + ABOVE
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 {-ABOVE:g} {self.width:g} {high:.0f}" '
            f'width="{1.3 * self.width:.0f}" role="img">'
            f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
            '<g fill="currentColor" font-family="system-ui, sans-serif">'
            f"{''.join(self._parts)}</g></svg>"
        )

    def place(self, x: float, y: float, width: float, height: float, inside: str) -> None:
        """Another picture's shapes, moved to there."""
        self._takes("a panel", x, y, x + width, y + height)
        self._parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{inside}</g>')

    def _takes(self, what: str, left: float, top: float, right: float, bottom: float) -> None:
        if left < -0.01 or top < -0.01 or right > self.width + 0.01:
            raise ValueError(
                f"{what} must lie inside a picture {self.width:g} wide; "
                f"it would reach from {left:.0f} to {right:.0f} across and from {top:.0f} down"
            )
        self._bottom = max(self._bottom, bottom)


def _dashed(look: str) -> str:
    if look not in DASHES:
        raise ValueError(f"look must be one of {', '.join(DASHES)}; given {look!r}")
    return f' stroke-dasharray="{DASHES[look]}"' if DASHES[look] else ""


def _pale(opacity: float) -> str:
    return "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'


def _filled(opacity: float) -> str:
    return "" if opacity == 1 else f' fill-opacity="{opacity:g}"'


def _inside(fill: float) -> str:
    return f' fill="currentColor"{_filled(fill)}' if fill else ' fill="none"'


def _lowered(words: str, size: float) -> str:
    """The words, escaped, with a piece such as the 1 in h_1 set lower and smaller."""
    if "_" not in words:
        return escape(words)
    front, _, rest = words.partition("_")
    low = f'<tspan dy="{0.25 * size:.1f}" font-size="{SMALLER * size:g}">{escape(rest)}</tspan>'
    return escape(front) + low
