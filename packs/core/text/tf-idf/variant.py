"""Term frequency and inverse document frequency, with the base and the smoothing stated."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third")
WORDS = ("gradient", "kernel", "attention", "dropout", "pooling", "embedding", "momentum")
COMMON = ("the", "of", "and", "is")


def draw(rng: Draw) -> dict[str, Any]:
    """A collection whose ratio of documents is a whole power of the base where one is possible."""
    base = rng.choice((10, 10, 2, "e"))
    smoothed = rng.chance(0.45)
    everywhere = not smoothed and rng.chance(0.1)
    power = 0 if everywhere else rng.integer(2, 5 if base != 2 else 10)
    ratio = (2 if base == 2 else 10) ** power
    containing = rng.choice((8, 16, 32, 125, 500) if base == 2 else (10, 50, 200, 1000, 4000))
    documents = containing * ratio
    if smoothed:
        # One is added to both counts, so they are chosen one below the round numbers.
        documents, containing = documents - 1, containing - 1
    return {
        "base": base,
        "smoothed": smoothed,
        "documents": documents,
        "containing": containing,
        "words": rng.choice((100, 200, 250, 400, 500)),
        "count": rng.integer(2, 12),
        "term": rng.choice(WORDS),
        "terms": _terms(rng),
        "log": {10: r"\log_{10}", 2: r"\log_2", "e": r"\ln"}[base],
    }


def _terms(rng: Draw) -> list[dict[str, Any]]:
    """Three terms of one document: one in every document, one rather rare, one very rare."""
    while True:
        common = {"word": rng.choice(COMMON), "count": rng.integer(15, 25), "exponent": 0}
        words = rng.sample(WORDS, 2)
        middle = {"word": words[0], "count": rng.integer(5, 12), "exponent": rng.integer(1, 3)}
        rare = {"word": words[1], "count": rng.integer(1, 4), "exponent": rng.integer(3, 5)}
        scores = [term["count"] * term["exponent"] for term in (middle, rare)]
        if scores[0] != scores[1] and middle["exponent"] < rare["exponent"]:
            return rng.shuffled([common, middle, rare])


def answers(values: dict[str, Any]) -> dict[str, Any]:
    frequency = values["count"] / values["words"]
    rarity = _idf(values, values["base"])
    scores = [term["count"] * term["exponent"] for term in values["terms"]]
    return {
        "weights": [frequency, rarity, frequency * rarity],
        "heaviest": KEYS[scores.index(max(scores))],
    }


def _idf(values: dict[str, Any], base: int | str) -> float:
    one = 1 if values["smoothed"] else 0
    ratio = (values["documents"] + one) / (values["containing"] + one)
    return _logarithm(ratio, base) + one


def _logarithm(ratio: float, base: int | str) -> float:
    return {10: math.log10, 2: math.log2, "e": math.log}[base](ratio)


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Counts a document made of words, and takes logarithms by bisection of powers."""
    document = [values["term"]] * values["count"]
    document += ["other"] * (values["words"] - len(document))
    frequency = Fraction(document.count(values["term"]), len(document))
    seen, total = values["containing"], values["documents"]
    if values["smoothed"]:
        seen, total = seen + 1, total + 1
    rarity = _bisect(Decimal(total) / Decimal(seen), values["base"])
    if values["smoothed"]:
        rarity += 1
    scores = [
        Decimal(term["count"]) * _bisect(Decimal(10) ** term["exponent"], "e")
        for term in values["terms"]
    ]
    return {
        "weights": [float(frequency), float(rarity), float(frequency) * float(rarity)],
        "heaviest": KEYS[max(range(3), key=scores.__getitem__)],
    }


def _bisect(ratio: Decimal, base: int | str) -> Decimal:
    """The x for which base to the power of x is the ratio."""
    with localcontext() as context:
        context.prec = 30
        foot = Decimal(1).exp() if base == "e" else Decimal(base)
        low, high = Decimal(0), Decimal(64)
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if foot**middle <= ratio else (low, middle)
    return low


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    frequency, rarity, _ = answers(values)["weights"]
    one = 1 if values["smoothed"] else 0
    other = "e" if values["base"] != "e" else 10
    rarities = {
        "other-base": _idf(values, other),
        "ratio-upside-down": 2 * one - rarity,
        "logarithm-left-out": (values["documents"] + one) / (values["containing"] + one) + one,
    }
    if values["smoothed"]:
        plain = values | {"smoothed": False}
        rarities["smoothing-left-out"] = _idf(plain, values["base"])
    weights = {name: [frequency, wrong, frequency * wrong] for name, wrong in rarities.items()}
    weights["added"] = [frequency, rarity, frequency + rarity]
    weights["raw-count"] = [values["count"], rarity, values["count"] * rarity]
    terms = values["terms"]
    heaviest = {
        "most-frequent": KEYS[max(range(3), key=lambda index: terms[index]["count"])],
        "rarest": KEYS[max(range(3), key=lambda index: terms[index]["exponent"])],
    }
    truth = answers(values)
    return {
        "weights": _told_apart(truth["weights"], weights),
        "heaviest": {name: key for name, key in heaviest.items() if key != truth["heaviest"]},
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(not _close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: list[float], other: list[float]) -> bool:
    return all(math.isclose(a, b, rel_tol=0.005) for a, b in zip(one, other, strict=True))
