"""A layered network, the names of its layers, and what an extra connection does to it."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import Any

from heldout.authoring import Draw, figures

KEYS = ("first", "second", "third", "fourth", "fifth", "sixth")
SIZES = {0: (2, 5), 1: (2, 4), 2: (2, 3), 3: (2, 3)}  # fewest and most units of a column

Edge = tuple[str, str]


def draw(rng: Draw) -> dict[str, Any]:
    hidden = rng.choice((0, 0, 0, 1, 1, 2, 3))
    low, high = SIZES[hidden]
    while True:
        sizes = [rng.integer(low, high) for _ in range(hidden + 2)]
        if hidden > 0 or sizes[0] > 2:
            break
    names = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    columns = [[next(names) for _ in range(size)] for size in sizes]
    extras = [
        change | {"loop": found_loop(edges_of(columns), change), "text": say(change)}
        for change in rng.sample(_changes(rng, columns), 6)
    ]
    for extra in extras:
        extra["fine"] = not extra["loop"]
    if not 2 <= sum(extra["fine"] for extra in extras) <= 4:
        return draw(rng)
    steps = [a * b for a, b in pairwise(sizes)]
    products = " + ".join(f"{a} × {b}" for a, b in pairwise(sizes))
    return {
        "sizes": sizes,
        "columns": columns,
        "hidden": hidden,
        "extras": extras,
        "products": f"{products} = {sum(steps)}",
    }


def _changes(rng: Draw, columns: list[list[str]]) -> list[dict[str, Any]]:
    """Changes of every kind: backwards, to itself, sideways, both ways, skipping, one taken out."""
    inputs, outputs = columns[0], columns[-1]
    pair, side = rng.sample(outputs, 2), rng.sample(inputs, 2)
    end, start = rng.choice(outputs), rng.choice(inputs)
    changes = [
        {"add": [[end, start]], "cut": []},
        {"add": [[rng.choice(outputs)] * 2], "cut": []},
        {"add": [pair], "cut": []},
        {"add": [side], "cut": []},
        {"add": [side, side[::-1]], "cut": []},
        {"add": [], "cut": [[rng.choice(inputs), rng.choice(columns[1])]]},
        {"add": [[rng.choice(columns[-1]), other := rng.choice(columns[-2])]], "cut": []},
        {"add": [[other, other]], "cut": []},
    ]
    if len(columns) > 2:
        changes.append({"add": [[start, end]], "cut": []})
        unit, mate = rng.sample(columns[1], 2)
        changes.append({"add": [[unit, mate], [mate, unit]], "cut": []})
    else:
        # The one connection from end to start is taken out, so the new one closes no loop.
        first, last = rng.choice(inputs), rng.choice(outputs)
        changes.append({"add": [[last, first]], "cut": [[first, last]]})
    unique = {say(change): change for change in changes}
    return list(unique.values())


def say(change: dict[str, Any]) -> str:
    added = " and ".join(f"{a} → {b}" for a, b in change["add"])
    cut = " and ".join(f"{a} → {b}" for a, b in change["cut"])
    if added and cut:
        return f"{cut} is turned round, to {added}"
    if cut:
        return f"{cut} is taken out"
    return f"{added} {'is' if len(change['add']) == 1 else 'are'} added"


def edges_of(columns: list[list[str]]) -> list[Edge]:
    return [(a, b) for one, two in pairwise(columns) for a in one for b in two]


def changed(edges: list[Edge], change: dict[str, Any]) -> list[Edge]:
    cut = [tuple(edge) for edge in change["cut"]]
    return [edge for edge in edges if edge not in cut] + [(a, b) for a, b in change["add"]]


def found_loop(edges: list[Edge], change: dict[str, Any]) -> str:
    """A way from some unit back to it, as text; empty where there is none."""
    after = changed(edges, change)
    for start, first in [(a, b) for a, b in change["add"]]:
        ways = [[start, first]]
        while ways:
            way = ways.pop(0)
            if way[-1] == start:
                return " → ".join(way)
            ways += [[*way, b] for a, b in after if a == way[-1] and b not in way[1:]]
    return ""


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sizes = values["sizes"]
    return {
        "layers": [1, len(sizes) - 2, 1],
        "single": len(sizes) - 1,
        "weights": sum(a * b for a, b in pairwise(sizes)),
        "allowed": [k for k, e in zip(KEYS, values["extras"], strict=True) if not e["loop"]],
        "word": [
            "feedback",
            "recurrent",
            "cyclic",
            "circular",
            "recursive",
            "backward",
            "backwards",
            "cyclical",
            "feedback or recurrent",
            "feedback (recurrent)",
            "feedback connection",
            "recurrent connection",
            "backward connection",
            "backward-pointing",
            "cyclic connection",
            "feedback/recurrent",
            "recurrent/feedback",
            "feedback, recurrent",
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """From the matrix of connections: sources, sinks, its powers (a loop never dies out)."""
    import numpy as np

    columns = values["columns"]
    units = [unit for column in columns for unit in column]
    edges = edges_of(columns)
    matrix = _matrix(units, edges)
    depth, power = 0, matrix
    while power.any():
        depth, power = depth + 1, (power @ matrix > 0).astype(int)
    fine = []
    for key, extra in zip(KEYS, values["extras"], strict=True):
        after = _matrix(units, changed(edges, extra))
        if not np.linalg.matrix_power(after, len(units)).any():
            fine.append(key)
    return {
        "layers": [1, depth - 1, 1],
        "single": depth,
        "weights": int(matrix.sum()),
        "allowed": fine,
        "word": "feedback",
    }


def _matrix(units: list[str], edges: list[Edge]) -> Any:
    import numpy as np

    matrix = np.zeros((len(units), len(units)), dtype=int)
    for a, b in edges:
        matrix[units.index(a), units.index(b)] = 1
    return matrix


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sizes, truth = values["sizes"], answers(values)
    hidden = len(sizes) - 2
    place = {unit: i for i, column in enumerate(values["columns"]) for unit in column}

    def keys(rule: Any) -> list[str]:
        return [k for k, e in zip(KEYS, values["extras"], strict=True) if all(map(rule, e["add"]))]

    allowed: dict[str, list[str]] = {}
    for name, chosen in (
        ("next-column-only", keys(lambda e: place[e[1]] == place[e[0]] + 1)),
        ("sideways-allowed", keys(lambda e: place[e[1]] >= place[e[0]])),
    ):
        if chosen and chosen not in (truth["allowed"], *allowed.values()):
            allowed[name] = chosen
    weights = {"biases-too": truth["weights"] + sum(sizes[1:])}
    if hidden and prod(sizes) not in (truth["weights"], weights["biases-too"]):
        weights["all-pairs"] = prod(sizes)
    single = {"inputs-counted": hidden + 2}
    if hidden:
        single["hidden-only"] = hidden
    return {
        "layers": {
            "units-for-layers": [sizes[0], sum(sizes[1:-1]), sizes[-1]],
            "outputs-hidden": [1, hidden + 1, 1],
        },
        "single": single,
        "weights": weights,
        "allowed": allowed,
        "word": {
            "hidden-word": ["hidden", "hidden layer"],
            "loop-word": ["loop", "looping", "loop closing", "cycle"],
        },
    }


def figure(values: dict[str, Any]) -> str:
    columns = values["columns"]
    captions = ["inputs", *[""] * (len(columns) - 2), "outputs"]
    return figures.network(
        [figures.Layer(*pair) for pair in zip(columns, captions, strict=True)],
        title="The network, column by column",
    )
