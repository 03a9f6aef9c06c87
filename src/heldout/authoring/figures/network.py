"""A feed-forward network: circles in layers, lines between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heldout.authoring.figures.canvas import SIZE, Canvas, text_width

__all__ = ["Layer", "network"]

Weights = Mapping[tuple[str, str], str]  # (from, to) by the names of the units → what is written
Place = tuple[float, float]

TALLEST = 250.0  # of the layers alone
UNIT = 14.0  # radius of a unit that carries its name


@dataclass(frozen=True, slots=True)
class Layer:
    """Units one below the other: their names, or just how many they are, and what stands below."""

    units: Sequence[str] | int
    caption: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The units' names; empty ones where only their number was given."""
        return ("",) * self.units if isinstance(self.units, int) else tuple(self.units)


def network(
    layers: Sequence[Layer],
    *,
    title: str,
    weights: Weights | None = None,
    only: Collection[tuple[str, str]] | None = None,
    dropped: Collection[str] = (),
    skips: Sequence[tuple[int, int]] = (),
    between: Sequence[str] = (),
    says: str = "",
    width: float = 360,
) -> str:
    """The network from left to right, every unit joined to all of the next layer.

    `weights` are written on the edges; `only` lists the edges where not all are there. `dropped`
    units are crossed out and their edges gone. Each of `skips` is an arc over the layers between
    two, counted from 0. `between` stands below the edges, one for each pair of layers. `h_1` is
    drawn as h₁. The description tells all of it.
    """
    weights = weights or {}
    canvas = Canvas(width)
    places = _places(canvas, layers, weights, bool(skips))
    radius = _radius(layers)
    for left, right in _edges(layers, places, only):
        if not {left[0], right[0]} & set(dropped) - {""}:
            written = weights.get((left[0], right[0]), "")
            share = 1 / (1 + max(len(layer.names) for layer in layers))
            _edge(canvas, left[1], right[1], radius, written, share)
    for layer, column in zip(layers, places, strict=True):
        for name, place in zip(layer.names, column, strict=True):
            _unit(canvas, place, radius, name, name in dropped and name != "")
    for start, stop in skips:
        _arc(canvas, places[start], places[stop], radius)
    bottom = max(y for column in places for _, y in column) + radius + 14
    for layer, column in zip(layers, places, strict=True):
        for row, words in enumerate(filter(None, layer.caption.split("\n"))):
            canvas.text(column[0][0], bottom + 17 * row, words)
    if between and any(layer.caption for layer in layers):
        bottom += 18
    for words, (left_column, right_column) in zip(between, pairwise(places), strict=False):
        canvas.text((left_column[0][0] + right_column[0][0]) / 2, bottom, words)
    told = [says, *_told(layers, weights, only, dropped, skips)]
    for gap, words in enumerate(between, 1):
        told.append(f"Between layers {gap} and {gap + 1}: {words}.")
    return canvas.svg(title, " ".join(filter(None, told)))


def _radius(layers: Sequence[Layer]) -> float:
    """Large enough for names; without them as small as the longest layer asks for."""
    names = [name for layer in layers for name in layer.names]
    if any(names):
        widest = max(text_width(name.replace("_", "")) for name in names)
        return max(UNIT, widest / 2 + 4)
    most = max(len(layer.names) for layer in layers)
    return min(11.0, 0.38 * TALLEST / most)


def _places(
    canvas: Canvas, layers: Sequence[Layer], weights: Weights, arcs: bool
) -> list[list[Place]]:
    """The centre of each unit, layer by layer."""
    radius = _radius(layers)
    most = max(len(layer.names) for layer in layers)
    gap = min(TALLEST / most, 3.4 * radius)
    if weights:  # so that what is written on two edges stays apart
        gap = max(gap, (SIZE + 5) * (most + 1))
    gap = max(gap, 2 * radius + 2)
    top = 5 + radius + (26 if arcs else 0)
    middle = top + gap * (most - 1) / 2
    margins = [
        max([1.1 * radius, *(text_width(words) / 2 for words in layer.caption.split("\n"))]) + 3
        for layer in (layers[0], layers[-1])
    ]
    room = canvas.width - sum(margins)
    return [
        [
            (
                margins[0] + room * place / max(len(layers) - 1, 1),
                middle + gap * (unit - (len(layer.names) - 1) / 2),
            )
            for unit in range(len(layer.names))
        ]
        for place, layer in enumerate(layers)
    ]


def _edges(
    layers: Sequence[Layer],
    places: Sequence[Sequence[Place]],
    only: Collection[tuple[str, str]] | None,
) -> Iterator[tuple[tuple[str, Place], tuple[str, Place]]]:
    columns = [
        list(zip(layer.names, column, strict=True))
        for layer, column in zip(layers, places, strict=True)
    ]
    if only is None:
        for before, after in pairwise(columns):
            yield from ((left, right) for left in before for right in after)
        return
    units = {name: (name, place) for column in columns for name, place in column}
    for left, right in only:
        if left not in units or right not in units:
            raise ValueError(f"an edge must join two units by name; given {left!r} to {right!r}")
        yield units[left], units[right]


def _edge(
    canvas: Canvas, left: Place, right: Place, radius: float, written: str, share: float
) -> None:
    """A line from rim to rim, open where its weight stands."""
    (x1, y1), (x2, y2) = left, right
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    along = ((x2 - x1) / length, (y2 - y1) / length)

    def at(way: float) -> Place:
        return (x1 + way * along[0], y1 + way * along[1])

    opacity = 0.75 if radius > 9 else 0.35
    if not written:
        canvas.line([at(radius), at(length - radius)], opacity=opacity)
        return
    half = text_width(written) / 2 + 2
    centre = max(share * length, radius + half / along[0] + 2)
    centre = min(centre, length - radius - half / along[0] - 2)
    room = min(half / along[0], (SIZE / 2 + 2) / max(abs(along[1]), 1e-9))
    canvas.line([at(radius), at(centre - room)], opacity=opacity)
    canvas.line([at(centre + room), at(length - radius)], opacity=opacity)
    canvas.text(*at(centre), written)


def _unit(canvas: Canvas, place: Place, radius: float, name: str, dropped: bool) -> None:
    x, y = place
    canvas.circle(x, y, radius, look="dotted" if dropped else "solid", fill=0 if dropped else 0.08)
    if name:
        canvas.text(x, y, name)
    if dropped:  # four strokes over the rim, so that the name stays legible
        near, far = 0.5 * radius, 1.1 * radius
        for across, down in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            ends = [(x + way * across, y + way * down) for way in (near, far)]
            canvas.line(ends, width=2.4)


def _arc(canvas: Canvas, start: Sequence[Place], stop: Sequence[Place], radius: float) -> None:
    """An arrow from above one layer to above another."""
    (x1, y1), (x2, y2) = start[0], stop[0]
    canvas.arrow([(x1, y1 - radius), (x1, 6), (x2, 6), (x2, y2 - radius - 1)], look="dashed")


def _told(
    layers: Sequence[Layer],
    weights: Weights,
    only: Collection[tuple[str, str]] | None,
    dropped: Collection[str],
    skips: Sequence[tuple[int, int]],
) -> Iterator[str]:
    yield f"{len(layers)} layers of units, from left to right."
    for place, layer in enumerate(layers, 1):
        count = len(layer.names)
        caption = f" ({' '.join(layer.caption.split())})" if layer.caption else ""
        names = f": {', '.join(_plain(name) for name in layer.names)}" if any(layer.names) else ""
        yield f"Layer {place}{caption} has {count} unit{'s' if count > 1 else ''}{names}."
    if only is None:
        yield "Every unit is joined to every unit of the next layer."
    elif left := [edge for edge in only if not set(edge) & set(dropped)]:
        yield f"The edges: {', '.join(f'{_plain(a)} to {_plain(b)}' for a, b in left)}."
    else:
        yield "There are no edges."
    if weights:
        told = (f"{_plain(a)} to {_plain(b)}: {w}" for (a, b), w in weights.items())
        yield f"Weights on the edges: {', '.join(told)}."
    if dropped:
        gone = ", ".join(
            _plain(name) for layer in layers for name in layer.names if name in dropped
        )
        yield f"Crossed out, with their edges gone: {gone}."
    for start, stop in skips:
        yield f"A dashed arrow leads from layer {start + 1} straight to layer {stop + 1}."


def _plain(name: str) -> str:
    return name.replace("_", "")
