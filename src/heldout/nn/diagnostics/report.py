"""Numbers as a page of plain text: for a terminal, a log or a message.

    weight1  ███████████             0.0123
    weight2  ████████████████████    0.0450

Sizes that span decades are drawn by their logarithms, since a bar of 10⁻⁷ beside one of 1 would be
nothing at all: the trap of every linear plot of vanishing gradients. What is not finite has no bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite, log10

from ..shapes import must

__all__ = ["bars", "curve"]

_MARKS = "▁▂▃▄▅▆▇█"


def bars(sizes: Mapping[str, float], *, width: int = 24, logarithmic: bool = False) -> str:
    """A line for each name: a bar, the longest of that width, and the number."""
    must(len(sizes) > 0, "there must be sizes to draw", "none", "Record a step first.")
    lengths = {name: _length(size, logarithmic) for name, size in sizes.items() if isfinite(size)}
    drawn = [length for length in lengths.values() if length is not None]
    low = min(drawn, default=0.0) - 1 if logarithmic else 0.0  # the least has a decade's bar
    high = max(drawn, default=0.0)
    longest = max(map(len, sizes))
    lines = []
    for name, size in sizes.items():
        length = lengths.get(name)
        share = 0.0 if length is None or high <= low else (length - low) / (high - low)
        lines.append(f"{name:<{longest}}  {'█' * round(share * width):<{width}}  {size:.3g}")
    return "\n".join(lines)


def curve(values: Sequence[float]) -> str:
    """One mark for each value, from ▁ for the least to █ for the largest, and × for no number."""
    finite = [value for value in values if isfinite(value)]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    step = (high - low) / (len(_MARKS) - 1) or 1.0
    return "".join(
        _MARKS[round((value - low) / step)] if isfinite(value) else "×" for value in values
    )


def _length(size: float, logarithmic: bool) -> float | None:
    if not logarithmic:
        return abs(size)
    return log10(abs(size)) if size else None
