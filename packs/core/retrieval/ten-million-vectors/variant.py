"""Millions of vectors: brute force, cells, codes, hash tables, and a toy index in the plane."""

from __future__ import annotations

from fractions import Fraction
from math import atan2, cos
from typing import Any

from heldout.authoring import Draw, figures

KEYS = ("a", "b", "c", "d", "e", "f", "g")

# Measured (docs/references.md, nearest neighbours): recall@10, and the share that was measured.
INDEXES = {
    "lsh-few": ("LSH, 2 tables, 1 bucket of each", 6.7, 0.2),
    "lsh-tables": ("LSH, 8 tables, 1 bucket of each", 27.1, 0.6),
    "lsh-probes": ("LSH, 8 tables, 4 buckets of each", 56.7, 2.0),
    "cells-one": ("inverted file, 1 of 64 cells", 59.7, 3.1),
    "cells-four": ("inverted file, 4 of 64 cells", 92.3, 8.2),
    "trees-eight": ("forest of 8 random-projection trees", 95.0, 8.4),
    "brute": ("brute force", 100.0, 100.0),
}


def draw(rng: Draw) -> dict[str, Any]:
    """A gallery, the settings of three indexes, and seven points in the plane."""
    width = rng.choice((64, 96, 128, 256, 512))
    cells = rng.choice((1000, 2000, 4000, 5000, 10000))
    toy = _toy(rng)
    return {
        "millions": rng.choice((5, 10, 10, 20, 50)),
        "width": width,
        "bytes": rng.choice((4, 4, 2)),
        "cells": cells,
        "probes": rng.choice((5, 10, 20, 40)),
        "code": rng.choice([n for n in (8, 16, 32, 64) if n <= width // 4]),
        "degrees": rng.choice((10, 15, 18, 20, 30, 36)),
        "planes": rng.integer(4, 12),
        "tables": rng.choice((4, 6, 8, 10, 16)),
        "wanted": rng.choice((5, 20, 40, 58, 80, 94, 99)),
        "rows": [[name, recall, share] for name, recall, share in INDEXES.values()],
        **toy,
    }


def _toy(rng: Draw) -> dict[str, Any]:
    """Points, a query and a small index that measures two to five of them."""
    while True:
        kind = rng.choice(("planes", "cells", "tree"))
        points = [[rng.integer(-9, 9), rng.integer(-9, 9)] for _ in KEYS]
        toy = {
            "kind": kind,
            "points": points,
            "query": [rng.integer(-6, 6), rng.integer(-6, 6)],
            "normals": [
                [rng.integer(1, 3), rng.integer(-3, 3)],
                [rng.integer(-3, 0), rng.integer(1, 3)],
            ],
            "centres": [[rng.integer(-8, 8), rng.integer(-8, 8)] for _ in range(3)],
            "cuts": [rng.integer(-3, 3) + 0.5, rng.integer(-4, 4) + 0.5],
        }
        everyone = [*points, toy["query"]]
        if not _legible([*everyone, *(toy["centres"] if kind == "cells" else [])]):
            continue
        distances = sorted(_square(p, toy["query"]) for p in points)
        if len(set(distances)) < 7:
            continue
        if not _decided(toy, everyone):
            continue
        measured = _measured(toy)
        nearest = min(KEYS, key=lambda key: _square(points[KEYS.index(key)], toy["query"]))
        if 2 <= len(measured) <= 5 and (nearest not in measured or rng.chance(0.35)):
            return toy


def _legible(marks: list[list[int]]) -> bool:
    """No two marks of the figure so close that the letters run into each other on a phone."""
    return all(
        max(abs(p[0] - q[0]), abs(p[1] - q[1])) >= 3 for i, p in enumerate(marks) for q in marks[:i]
    )


def _square(p: list[int], q: list[int]) -> int:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _decided(toy: dict[str, Any], everyone: list[list[int]]) -> bool:
    """No point lies on a border."""
    if toy["kind"] == "planes":
        return all(a * p[0] + b * p[1] for p in everyone for a, b in toy["normals"])
    if toy["kind"] == "cells":
        ranked = [sorted(_square(p, c) for c in toy["centres"]) for p in everyone]
        return all(first < second for first, second, _ in ranked)
    return True


def _bucket(toy: dict[str, Any], p: list[int]) -> Any:
    """Where the index files a point."""
    if toy["kind"] == "planes":
        return [a * p[0] + b * p[1] > 0 for a, b in toy["normals"]]
    if toy["kind"] == "cells":
        return min(range(3), key=lambda i: _square(p, toy["centres"][i]))
    return [p[0] > toy["cuts"][0], p[1] > toy["cuts"][1]]


def _measured(toy: dict[str, Any]) -> list[str]:
    home = _bucket(toy, toy["query"])
    return [key for key, p in zip(KEYS, toy["points"], strict=True) if _bucket(toy, p) == home]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    count = values["millions"] * 10**6
    same = 1 - values["degrees"] / 180  # one plane leaves both on the same side
    planes, tables = values["planes"], values["tables"]
    measured = _measured(values)

    def far(key: str) -> int:
        return _square(values["points"][KEYS.index(key)], values["query"])

    enough = {n: share for n, (_, recall, share) in INDEXES.items() if recall >= values["wanted"]}
    return {
        "brute": [
            count * values["width"] * values["bytes"] / 1e9,
            2 * count * values["width"] / 1e9,
        ],
        "cells": values["cells"] + values["probes"] * count // values["cells"],
        "codes": [count * values["code"] / 1e9, values["width"] * values["bytes"] / values["code"]],
        "tables": [1 - (1 - same**planes) ** tables, 1 - (1 - 0.5**planes) ** tables],
        "measured": measured,
        "returned": min(measured, key=far),
        "nearest": min(KEYS, key=far),
        "choice": min(enough, key=lambda name: enough[name]),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Bits and components counted; tables as a chain of chances; the plane by angles and NumPy."""
    import numpy as np

    count = values["millions"] * 10**6
    gallery = np.broadcast_to(np.zeros((), f"f{values['bytes']}"), (count, values["width"]))
    per_cell = Fraction(count, values["cells"])
    looked = sum((per_cell for _ in range(values["probes"])), Fraction(values["cells"]))
    codes = np.broadcast_to(np.zeros((), "u1"), (count, values["code"]))

    def hit(degrees: float) -> float:
        """At least one table in whose bucket both lie: the tables one after the other."""
        missed, one = 1.0, 1.0
        for _ in range(values["planes"]):
            one *= (180 - degrees) / 180
        for _ in range(values["tables"]):
            missed -= missed * one
        return 1 - missed

    points = np.array(values["points"], dtype=float)
    query = np.array(values["query"], dtype=float)
    lengths = np.linalg.norm(points - query, axis=1)
    home = _sides(values, query)
    found = [key for key, p in zip(KEYS, points, strict=True) if _sides(values, p) == home]
    ranked = [KEYS[i] for i in np.argsort(lengths)]
    by_work = sorted(INDEXES.items(), key=lambda item: item[1][2])
    operations = 2 * gallery.shape[0] * gallery.shape[1]
    return {
        "brute": [gallery.size * gallery.itemsize / 1e9, operations / 1e9],
        "cells": int(looked),
        "codes": [codes.size / 1e9, gallery.itemsize * gallery.shape[1] / codes.shape[1]],
        "tables": [hit(values["degrees"]), hit(90)],
        "measured": found,
        "returned": next(key for key in ranked if key in found),
        "nearest": ranked[0],
        "choice": next(name for name, (_, recall, _) in by_work if recall >= values["wanted"]),
    }


def _sides(values: dict[str, Any], p: Any) -> list[bool]:
    """On which side of each border a point lies."""
    if values["kind"] == "planes":
        angles = [atan2(p[1], p[0]) - atan2(b, a) for a, b in values["normals"]]
        return [cos(angle) > 0 for angle in angles]
    if values["kind"] == "cells":
        centres = values["centres"]
        pairs = [(0, 1), (0, 2), (1, 2)]
        closer = []
        for i, j in pairs:  # the side of the perpendicular bisector
            along = [centres[j][k] - centres[i][k] for k in (0, 1)]
            middle = [(centres[j][k] + centres[i][k]) / 2 for k in (0, 1)]
            closer.append(sum((p[k] - middle[k]) * along[k] for k in (0, 1)) < 0)
        won = [closer[0] and closer[1], not closer[0] and closer[2]]
        return won
    x, y = values["cuts"]
    return [bool(p[0] > x), bool(p[1] > y)]


def figure(values: dict[str, Any]) -> str:
    marks = [figures.Mark(*p, key.upper()) for key, p in zip(KEYS, values["points"], strict=True)]
    marks.append(figures.Mark(*values["query"], "Q"))
    if values["kind"] == "cells":
        marks += [figures.Mark(*c, str(i + 1)) for i, c in enumerate(values["centres"])]
    return figures.plot(
        title="The toy of the last parts: stored points and the query Q",
        x=(-15, 15),  # both axes at one scale
        y=(-10, 10),
        x_label="x",
        y_label="y",
        marks=marks,
    )


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    count, width, size = values["millions"] * 10**6, values["width"], values["bytes"]
    memory, work = truth["brute"]
    cells, probes = values["cells"], values["probes"]
    same = 1 - values["degrees"] / 180
    planes, tables = values["planes"], values["tables"]
    gigabytes, factor = truth["codes"]
    near = truth["tables"][0]
    least = {name: share for name, (_, _, share) in INDEXES.items()}
    choice = {"recall-forgotten": min(least, key=lambda n: least[n]), "exact-only": "brute"}
    return {
        "brute": {
            "bytes-forgotten": [memory / size, work],
            "additions-forgotten": [memory, work / 2],
            "bits-for-bytes": [memory * 8, work],
        },
        "cells": _apart(
            [truth["cells"]],
            {
                "centres-forgotten": [probes * count // cells],
                "one-cell-only": [cells + count // cells],
                "everything": [count],
            },
        ),
        "codes": _apart(
            truth["codes"],
            {
                "upside-down": [gigabytes, 1 / factor],
                "numbers-for-bytes": [gigabytes, width / values["code"]],
                "codes-as-floats": [gigabytes * size, factor / size],
            },
        ),
        "tables": _apart(
            truth["tables"],
            {
                "one-table-only": [same**planes, 0.5**planes],
                "one-plane-only": [1 - (1 - same) ** tables, 1 - 0.5**tables],
                "every-table": [same ** (planes * tables), 0.5 ** (planes * tables)],
                "angle-for-90": [near, near],
            },
        ),
        "measured": {"all-of-them": list(KEYS), "only-the-nearest": [truth["nearest"]]},
        "returned": {"taken-for-exact": truth["nearest"]}
        if truth["nearest"] != truth["returned"]
        else {},
        "choice": {name: key for name, key in choice.items() if key != truth["choice"]},
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > 0.03 * abs(y) + 1e-9 for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
