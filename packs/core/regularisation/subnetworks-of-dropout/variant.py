"""All ways to drop units of a small network, and which of them leave a path."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from heldout.authoring import Draw, figures

SHAPES = (
    *((2, 2), (2, 2), (2, 2), (1, 3), (3, 1), (1, 2, 1), (2, 1, 1), (1, 1, 2)),
    *((2, 2, 1), (1, 2, 2), (2, 1, 2), (1, 3, 1)),
)
LETTERS = "ABCD"


def draw(rng: Draw) -> dict[str, Any]:
    """A base network, some of its edges missing or none, and four of its masks."""
    while True:
        sizes = rng.choice(SHAPES)
        layers = _names(sizes)
        edges = [
            [left, right]
            for before, after in pairwise([*layers, ["y"]])
            for left in before
            for right in after
        ]
        sparse = rng.chance(0.6)
        if sparse:
            for _ in range(rng.integer(1, 2)):
                edges.remove(rng.choice(edges))
        units = [name for layer in layers for name in layer]
        values: dict[str, Any] = {
            "layers": layers,
            "edges": edges,
            "sparse": sparse,
            "units": units,
            "order": ", ".join(f"${name}$" for name in units),
            "keep": rng.choice((0.5, 0.6, 0.7, 0.8, 0.9)),
        }
        values["drop"] = round(1 - values["keep"], 1)
        useful = [mask for mask in _masks(units) if _path(values, mask)]
        idle = [mask for mask in _masks(units) if mask not in useful and sum(mask) >= 2]
        joined = {name for edge in edges for name in edge}
        if len(useful) < 3 or len(idle) < 2 or set(units) - joined:
            continue
        some = rng.integer(1, 3)
        if len(idle) < 4 - some or len([m for m in useful if 0 in m]) < some:
            continue
        shown = rng.sample([m for m in useful if 0 in m], some) + rng.sample(idle, 4 - some)
        values["masks"] = [list(mask) for mask in rng.shuffled(shown)]
        return {**values, "truth": answers(values)}


def _names(sizes: tuple[int, ...]) -> list[list[str]]:
    """Inputs are x, then h, then g."""
    return [
        [f"{letter}_{unit}" for unit in range(1, size + 1)]
        for letter, size in zip("xhg", sizes, strict=False)
    ]


def _masks(units: list[str]) -> list[tuple[int, ...]]:
    return list(product((0, 1), repeat=len(units)))


def _path(values: dict[str, Any], mask: Any) -> bool:
    """Whether something of an input arrives at y, layer by layer."""
    kept = {name for name, bit in zip(values["units"], mask, strict=True) if bit}
    reached = kept & set(values["layers"][0])
    for layer in [*values["layers"][1:], ["y"]]:
        reached = {
            unit
            for unit in layer
            if (unit in kept or unit == "y")
            and any([source, unit] in values["edges"] for source in reached)
        }
    return bool(reached)


def _number(mask: Any) -> int:
    return int("".join(map(str, mask)), 2)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    masks, keep = _masks(values["units"]), values["keep"]
    useful = [mask for mask in masks if _path(values, mask)]
    return {
        "all": len(masks),
        "listed": sorted(map(_number, useful)),
        "drawn": [
            letter
            for letter, mask in zip(LETTERS, values["masks"], strict=True)
            if _path(values, mask)
        ],
        "chance": sum(keep ** sum(m) * (1 - keep) ** (len(m) - sum(m)) for m in useful),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """All paths of the base network first; then the masks that contain one, by inclusion."""
    paths = [[name] for name in values["layers"][0]]
    for _ in range(len(values["layers"])):
        paths = [[*way, b] for way in paths for a, b in values["edges"] if a == way[-1]]
    places = {name: 1 << place for place, name in enumerate(reversed(values["units"]))}
    needs = [sum(places[name] for name in way[:-1]) for way in paths]
    count = 2 ** len(places)
    listed = [mask for mask in range(count) if any(mask & need == need for need in needs)]
    keep = Fraction(str(values["keep"]))
    chance = Fraction(0)  # by inclusion and exclusion over the paths
    for chosen in product((0, 1), repeat=len(needs)):
        union = 0
        for need, bit in zip(needs, chosen, strict=True):
            union |= need if bit else 0
        if any(chosen):
            chance -= (-1) ** sum(chosen) * keep ** union.bit_count()
    drawn = [_number(mask) for mask in values["masks"]]
    return {
        "all": count,
        "listed": listed,
        "drawn": [letter for letter, mask in zip(LETTERS, drawn, strict=True) if mask in listed],
        "chance": float(chance),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    units, keep = values["units"], values["keep"]
    count, total = len(units), truth["all"]
    dense = [mask for mask in _masks(units) if _each_layer(values, mask)]
    drop = 1 - keep
    of_list = {
        "all-listed": list(range(total)),
        "full-left-out": truth["listed"][:-1],
        "dense-assumed": sorted(map(_number, dense)),
    }
    of_chance = {
        "equal-weights": len(truth["listed"]) / total,
        "all-kept": keep**count,
        "drop-for-keep": sum(
            drop ** number.bit_count() * keep ** (count - number.bit_count())
            for number in truth["listed"]
        ),
    }
    others = [letter for letter in LETTERS if letter not in truth["drawn"]]
    return {
        "all": {
            "squared": 2 * count,
            "empty-left-out": total - 1,
            "output-dropped": 2 * total,
        },
        "listed": {name: value for name, value in of_list.items() if value != truth["listed"]},
        "drawn": {"pathless-chosen": others},
        "chance": {
            name: value
            for name, value in of_chance.items()
            if abs(value - truth["chance"]) > 0.004
            and not (name == "drop-for-keep" and abs(value - of_chance["equal-weights"]) < 0.004)
        },
    }


def _each_layer(values: dict[str, Any], mask: Any) -> bool:
    """Whether every layer keeps a unit, whatever is joined."""
    kept = {name for name, bit in zip(values["units"], mask, strict=True) if bit}
    return all(kept & set(layer) for layer in values["layers"])


def figure(values: dict[str, Any]) -> str:
    """The base network and four subnetworks."""
    wide = figures.panel_width(2)
    pictures = [("base", [])]
    for letter, mask in zip(LETTERS, values["masks"], strict=True):
        gone = [name for name, bit in zip(values["units"], mask, strict=True) if not bit]
        pictures.append((letter, gone))
    layers = [figures.Layer(layer) for layer in [*values["layers"], ["y"]]]
    edges = [(left, right) for left, right in values["edges"]]
    drawn = [
        (
            letter,
            figures.network(
                layers,
                title="the base network" if letter == "base" else "a subnetwork",
                only=edges,
                dropped=gone,
                width=wide,
            ),
        )
        for letter, gone in pictures
    ]
    return figures.panels(*drawn, title="A network and four of its subnetworks")
