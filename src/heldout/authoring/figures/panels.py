"""Several pictures in one, each with its letter."""

from __future__ import annotations

import re
from html import unescape

from heldout.authoring.figures.canvas import ABOVE, Canvas

__all__ = ["panel_width", "panels"]

APART = 12.0
_PICTURE = re.compile(
    r'<svg [^>]*viewBox="0 \S+ (\S+) (\S+)"[^>]*><title>(.*?)</title><desc>(.*?)</desc>(.*)</svg>',
    re.DOTALL,
)


def panels(*pictures: tuple[str, str], title: str, columns: int = 2, width: float = 360) -> str:
    """Pictures of this package, as (letter, picture), in so many columns.

    Draw each with `width=panel_width(columns)`: they are not made smaller.
    """
    canvas = Canvas(width)
    found = [(letter, _opened(picture)) for letter, picture in pictures]
    y, told = 2.0, []
    for start in range(0, len(found), columns):
        row = found[start : start + columns]
        for place, (letter, (wide, high, name, says, inside)) in enumerate(row):
            x = place * (width + APART) / columns
            canvas.text(x + wide / 2, y + 8, letter, bold=True)
            canvas.place(x, y + 18, wide, high, inside)
            told.append(f"{letter}: {name}. {says}")
        y += 18 + max(high for _, (_, high, _, _, _) in row) + APART
    return canvas.svg(title, " ".join(told))


def _opened(picture: str) -> tuple[float, float, str, str, str]:
    """Width, height, title, description and shapes."""
    match = _PICTURE.fullmatch(picture)
    if match is None:
        raise ValueError("panels must be pictures that heldout.authoring.figures has drawn")
    wide, high, title, says, inside = match.groups()
    return float(wide), float(high) - ABOVE, unescape(title).rstrip("."), unescape(says), inside


def panel_width(columns: int, width: float = 360) -> float:
    """How wide each of so many panels beside each other may be."""
    return (width - APART * (columns - 1)) / columns
