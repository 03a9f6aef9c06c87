"""Test-time augmentation: means of distributions, and means of unit vectors."""

from __future__ import annotations

from fractions import Fraction
from math import prod, sqrt
from typing import Any

from heldout.authoring import Draw

# Vectors of length 1 whose entries have two decimals.
PLANE = ((0.6, 0.8), (0.8, 0.6), (0.28, 0.96), (0.96, 0.28), (1.0, 0.0), (0.0, 1.0))
SPACE = (
    (0.48, 0.6, 0.64),
    (0.48, 0.64, 0.6),
    (0.6, 0.64, 0.48),
    (0.64, 0.48, 0.6),
    (0.6, 0.0, 0.8),
    (0.0, 0.8, 0.6),
    (0.8, 0.6, 0.0),
    (0.36, 0.48, 0.8),
    (0.8, 0.36, 0.48),
    (0.0, 0.28, 0.96),
)


KEYS = ("first", "second", "third", "fourth")
WAYS = {
    "A-mean": "A: the mean of the outputs",
    "A-sum": "A: their sum",
    "A-max": "A: the largest value of each entry",
    "A-product": "A: the product, entry by entry",
    "A-product-scaled": "A: the product, entry by entry, divided by the sum of its entries",
    "A-weighted": "A: a weighted mean, 0.5 for the first and 0.5 shared by the rest",
    "B-mean": "B: the mean of the outputs",
    "B-sum": "B: their sum",
    "B-unit": "B: their sum, divided by its length",
    "B-share": "B: their sum, divided by the sum of its entries",
    "B-first": "B: the output that has the largest inner product with $e$",
}


def draw(rng: Draw) -> dict[str, Any]:
    k, classes, dim = rng.choice((3, 4, 5, 5)), rng.integer(2, 4), rng.choice((2, 3))
    m = rng.choice((2, 3))
    while True:
        probabilities = [shares(rng, classes) for _ in range(k)]
        mean = means(probabilities)
        order = sorted(mean)
        chosen = [p.index(max(p)) for p in probabilities]
        clear = all(sorted(p)[-1] - sorted(p)[-2] > 0.04 for p in probabilities)
        if clear and order[-1] - order[-2] > 0.02 and len(set(chosen)) > 1:
            break
    pool = PLANE if dim == 2 else SPACE
    signs = [rng.sign() for _ in range(dim)]
    while True:
        *vectors, enrolled = (
            [s * number + 0.0 for s, number in zip(signs, u, strict=True)]
            for u in rng.sample(pool, m + 1)
        )
        mean_u = means(vectors)
        length = sqrt(sum(number**2 for number in mean_u))
        if length < 0.97 and sum(a * b for a, b in zip(mean_u, enrolled, strict=True)) > 0.2:
            break
    best = mean.index(max(mean))
    given = {"probabilities": probabilities, "vectors": vectors, "enrolled": enrolled}
    while True:
        names = [*rng.sample([name for name in WAYS if name != "B-mean"], 3), "B-mean"]
        kept = [name for name in names if keeps(name, given)]
        if 1 <= len(kept) <= 3 and any(name[0] == "A" for name in names):
            break
    names = rng.shuffled(names)
    unit = [number / length for number in mean_u]
    return {
        "k": k,
        "m": m,
        "classes": classes,
        "dim": dim,
        "probabilities": probabilities,
        "vectors": vectors,
        "enrolled": enrolled,
        "ways": [{"name": name, "text": WAYS[name], "keeps": name in kept} for name in names],
        "mean_p": [round(number, 4) for number in mean],
        "best": best,
        "agree": chosen.count(best),
        "mean_u": [round(number, 4) for number in mean_u],
        "length": length,
        "unit": [round(number, 4) for number in unit],
        "similar": [inner(mean_u, enrolled), inner(unit, enrolled)],
    }


def keeps(name: str, given: dict[str, Any]) -> bool:
    """Combines the outputs and looks whether they are still a distribution, or of length 1."""
    p, u = given["probabilities"], given["vectors"]
    total = [sum(column) for column in zip(*u, strict=True)]
    product = [prod(column) for column in zip(*p, strict=True)]
    rest = 0.5 / (len(p) - 1)
    combined = {
        "A-mean": lambda: means(p),
        "A-sum": lambda: [sum(column) for column in zip(*p, strict=True)],
        "A-max": lambda: [max(column) for column in zip(*p, strict=True)],
        "A-product": lambda: product,
        "A-product-scaled": lambda: [one / sum(product) for one in product],
        "A-weighted": lambda: [
            0.5 * first + rest * sum(others) for first, *others in zip(*p, strict=True)
        ],
        "B-mean": lambda: means(u),
        "B-sum": lambda: total,
        "B-unit": lambda: [one / sqrt(inner(total, total)) for one in total],
        "B-share": lambda: [one / sum(total) for one in total] if abs(sum(total)) > 0.01 else [0.0],
        "B-first": lambda: max(u, key=lambda one: inner(one, given["enrolled"])),
    }[name]()
    size = sum(combined) if name[0] == "A" else sqrt(inner(combined, combined))
    return abs(size - 1) < 1e-9


def shares(rng: Draw, count: int) -> list[float]:
    """A distribution in whole hundredths."""
    while True:
        cuts = sorted(rng.integer(3, 97) for _ in range(count - 1))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        if min(parts) >= 3:
            return [part / 100 for part in parts]


def means(rows: list[list[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def inner(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    mean_p, mean_u = means(values["probabilities"]), means(values["vectors"])
    length = sqrt(inner(mean_u, mean_u))
    return {
        "name": [
            "test-time augmentation",
            "TTA",
            "inference-time augmentation",
            "test-time augmentation (TTA)",
            "augmentation at test time",
            "test-time data augmentation",
            "TTA (test-time augmentation)",
            "test-time image augmentation",
            "inference-time data augmentation",
            "augmentation at inference",
            "inference augmentation",
            "test augmentation",
            "augmentation at inference time",
            "data augmentation at test time",
            "data augmentation at inference",
        ],
        "distribution": mean_p,
        "decide": [values["best"], values["agree"]],
        "length": length,
        "embedding": [number / length for number in mean_u],
        "similarity": values["similar"],
        "keeps": [k for k, way in zip(KEYS, values["ways"], strict=True) if way["keeps"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions throughout; a length is the root of an exact sum of products."""
    k, m = values["k"], values["m"]
    p = [[Fraction(str(number)) for number in row] for row in values["probabilities"]]
    u = [[Fraction(str(number)) for number in row] for row in values["vectors"]]
    e = [Fraction(str(number)) for number in values["enrolled"]]
    mean_p = [sum(column, Fraction(0)) / k for column in zip(*p, strict=True)]
    best = max(range(len(mean_p)), key=mean_p.__getitem__)
    # |u_1 + ... + u_m|^2 is the sum of all inner products.
    squared = sum((dot(one, other) for one in u for other in u), Fraction(0))
    with_e = sum((dot(one, e) for one in u), Fraction(0))
    signs = [1 if sum(column) > 0 else -1 for column in zip(*u, strict=True)]
    shares = [Fraction(sum(column)) ** 2 / squared for column in zip(*u, strict=True)]

    def size_is_one(name: str) -> bool:
        """By what each way does to the sum of entries, or to the sum of their squares."""
        sums = [sum(row, Fraction(0)) for row in p]
        products = [Fraction(prod(column)) for column in zip(*p, strict=True)]
        total = sum(map(sum, u), Fraction(0))
        rest = Fraction(1, 2 * (k - 1))
        nearest = max(u, key=lambda one: dot(one, e))
        size = {
            "A-mean": lambda: sum(sums) / k,
            "A-sum": lambda: sum(sums),
            "A-max": lambda: sum(max(column) for column in zip(*p, strict=True)),
            "A-product": lambda: sum(products),
            "A-product-scaled": lambda: sum(products) / sum(products),
            "A-weighted": lambda: sums[0] / 2 + rest * sum(sums[1:]),
            "B-mean": lambda: squared / m**2,
            "B-sum": lambda: squared,
            "B-unit": lambda: sum(shares),
            "B-share": lambda: squared / total**2 if total else None,
            "B-first": lambda: dot(nearest, nearest),
        }[name]()
        return size == 1

    return {
        "name": "TTA",
        "distribution": [float(number) for number in mean_p],
        "decide": [best, sum(max(range(len(row)), key=row.__getitem__) == best for row in p)],
        "length": sqrt(squared) / m,
        "embedding": [sign * sqrt(share) for sign, share in zip(signs, shares, strict=True)],
        "similarity": [float(with_e / m), float(with_e) / sqrt(squared)],
        "keeps": [
            key for key, way in zip(KEYS, values["ways"], strict=True) if size_is_one(way["name"])
        ],
    }


def dot(one: list[Fraction], other: list[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    k, mean_u = values["k"], means(values["vectors"])
    length = values["length"]
    columns = list(zip(*values["probabilities"], strict=True))
    geometric = [prod(column) ** (1 / k) for column in columns]
    raw, cosine = values["similar"]
    total = sum(mean_u)
    ways = dict(zip(KEYS, values["ways"], strict=True))
    keep_wrong = {"all-keep": list(KEYS)}
    mean_key = next(key for key, way in ways.items() if way["name"] == "B-mean")
    if len(truth["keeps"]) < len(KEYS) - 1:
        keep_wrong["vectors-too"] = [*truth["keeps"], mean_key]
    embedding = {"not-renormalised": mean_u, "first-view-only": values["vectors"][0]}
    if abs(total) > 0.01:
        embedding["sum-to-one"] = [number / total for number in mean_u]
    return {
        "name": {
            "training-augmentation": [
                "data augmentation",
                "augmentation",
                "image augmentation",
            ]
        },
        "distribution": told_apart(
            truth["distribution"],
            {
                "summed": [sum(column) for column in columns],
                "first-view-only": values["probabilities"][0],
                "geometric-mean": geometric,
            },
        ),
        "decide": {"counted-from-one": [values["best"] + 1, values["agree"]]},
        "length": told_apart([length], {"length-one": 1.0, "squared-length": length**2}),
        "embedding": told_apart(truth["embedding"], embedding),
        "similarity": told_apart(
            truth["similarity"],
            {"same-similarity": [cosine, cosine], "not-renormalised": [raw, raw]},
        ),
        "keeps": keep_wrong,
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.003 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
