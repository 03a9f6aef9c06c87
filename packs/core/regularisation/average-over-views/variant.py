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
    unit = [number / length for number in mean_u]
    return {
        "k": k,
        "m": m,
        "classes": classes,
        "dim": dim,
        "probabilities": probabilities,
        "vectors": vectors,
        "enrolled": enrolled,
        "mean_p": [round(number, 4) for number in mean],
        "best": best,
        "agree": chosen.count(best),
        "mean_u": [round(number, 4) for number in mean_u],
        "length": length,
        "unit": [round(number, 4) for number in unit],
        "similar": [inner(mean_u, enrolled), inner(unit, enrolled)],
    }


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
    kept_sum, kept_length = abs(sum(mean_p) - 1) < 1e-9, abs(length - 1) < 1e-9
    keeps = {
        (True, False): "distributions",
        (False, True): "vectors",
        (True, True): "both",
        (False, False): "neither",
    }
    return {
        "name": [
            "test-time augmentation",
            "TTA",
            "inference-time augmentation",
            "augmentation at test time",
            "test-time data augmentation",
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
        "keeps": keeps[kept_sum, kept_length],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions for the means; PyTorch's normalize and cosine for the embeddings."""
    import torch

    k, m = values["k"], values["m"]
    exact = [[Fraction(str(number)) for number in p] for p in values["probabilities"]]
    mean_p = [sum(column, Fraction(0)) / k for column in zip(*exact, strict=True)]
    best = max(range(len(mean_p)), key=mean_p.__getitem__)
    vectors = torch.tensor(values["vectors"], dtype=torch.float64)
    enrolled = torch.tensor(values["enrolled"], dtype=torch.float64)
    total = vectors.sum(0)
    unit = torch.nn.functional.normalize(total, dim=0)
    cosine = torch.nn.functional.cosine_similarity(total, enrolled, dim=0).item()
    # |sum|^2 is the sum of all inner products.
    length = sqrt(float((vectors @ vectors.T).sum())) / m
    return {
        "name": "TTA",
        "distribution": [float(number) for number in mean_p],
        "decide": [best, sum(max(range(len(p)), key=p.__getitem__) == best for p in exact)],
        "length": length,
        "embedding": unit.tolist(),
        "similarity": [cosine * length, cosine],
        "keeps": "distributions" if sum(mean_p) == 1 and length < 1 else "both",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    k, mean_u = values["k"], means(values["vectors"])
    length = values["length"]
    columns = list(zip(*values["probabilities"], strict=True))
    geometric = [prod(column) ** (1 / k) for column in columns]
    raw, cosine = values["similar"]
    total = sum(mean_u)
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
        "keeps": {"compares-lengths": "both"},
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
