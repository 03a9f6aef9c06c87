"""The expected squared error of the mean of k models: variances, covariances, and their limits."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """Alike models with a positive covariance, and two unlike ones."""
    v = rng.integer(4, 20)
    c = rng.integer(1, v - 2)
    k = rng.choice([3, 4, 5, 8, 10, 20])
    target = round(c + (v - c) / rng.choice([2.5, 3.5, 4.5, 6.5, 8.5, 12.5]), 3)
    while True:
        good, bad = sorted(rng.sample(range(2, 30), 2))
        shared = rng.integer(-2, int((good * bad) ** 0.5) - 1)
        mean = Fraction(good + bad + 2 * shared, 4)
        if mean not in (good, Fraction(good + bad, 2)) and (mean > good) == rng.chance(0.5):
            break
    return {
        "v": v,
        "c": c,
        "k": k,
        "target": target,
        "good": good,
        "bad": bad,
        "shared": shared,
        "error": float(error(v, c, k)),
        "pair": float(mean),
    }


def error(v: float, c: float, k: int) -> Fraction:
    v, c = Fraction(str(v)), Fraction(str(c))
    return v / k + (k - 1) * c / k


def answers(values: dict[str, Any]) -> dict[str, Any]:
    v, c, k = values["v"], values["c"], values["k"]
    return {
        "formula": "v/k + (k - 1) c / k",
        "correlation": "v (r + (1 - r)/k)",
        "numbers": [float(error(v, c, k)), v / k, v],
        "limit": c,
        "gains": [(v - c) / (2 * k), (v - c) / (4 * k)],
        "enough": ceil(Fraction(v - c) / (Fraction(str(values["target"])) - c)),
        "pair": values["pair"],
        "beats": "between" if values["pair"] > values["good"] else "below",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Adds up whole covariance matrices, in exact fractions; models are counted one by one."""
    v, c, k = values["v"], values["c"], values["k"]
    # For k = 1, 2, 3 ... variances count 1/k and covariances 1 - 1/k: two sizes tell, others agree.
    own = {size: of_mean(alike(1, 0, size)) * size for size in (1, 2, 5, 9)}
    shared = {size: of_mean(alike(0, 1, size)) * size - size for size in (1, 2, 5, 9)}
    (by_own,), (by_shared,) = set(own.values()), set(shared.values())
    enough = 1
    while of_mean(alike(v, c, enough)) > Fraction(str(values["target"])):
        enough += 1
    here = [of_mean(alike(v, c, size)) for size in (k, 2 * k, 4 * k)]
    pair = of_mean([[values["good"], values["shared"]], [values["shared"], values["bad"]]])
    large = 10**9
    limit = by_own * Fraction(v, large) + (large + by_shared) * Fraction(c, large)
    return {
        "formula": f"({by_own} v + (k + {by_shared}) c) / k",
        "correlation": f"({by_own} v + (k + {by_shared}) r v) / k",
        "numbers": [float(of_mean(alike(v, s, k))) for s in (c, 0, v)],
        "limit": round(float(limit), 6),
        "gains": [float(here[0] - here[1]), float(here[1] - here[2])],
        "enough": enough,
        "pair": float(pair),
        "beats": "below"
        if pair < values["good"]
        else "between"
        if pair <= Fraction(values["good"] + values["bad"], 2)
        else "above",
    }


def alike(v: float, c: float, k: int) -> list[list[float]]:
    return [[v if i == j else c for j in range(k)] for i in range(k)]


def of_mean(covariance: list[list[float]]) -> Fraction:
    """The mean square of the mean of errors with that covariance."""
    return Fraction(sum(map(sum, covariance)), len(covariance) ** 2)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    v, k = values["v"], values["k"]
    right = answers(values)
    of_enough = {}
    if ceil(Fraction(v) / Fraction(str(values["target"]))) != right["enough"]:
        of_enough["independent"] = ceil(Fraction(v) / Fraction(str(values["target"])))
    of_enough["one-short"] = right["enough"] - 1
    if of_enough.get("independent") == of_enough["one-short"]:
        del of_enough["independent"]
    of_pair = {
        "mean-of-both": (values["good"] + values["bad"]) / 2,
        "halved-once": (values["good"] + values["bad"] + 2 * values["shared"]) / 2,
    }
    if values["shared"]:
        of_pair["covariance-once"] = (values["good"] + values["bad"] + values["shared"]) / 4
        of_pair["independent"] = (values["good"] + values["bad"]) / 4
    told = {
        name: value
        for name, value in of_pair.items()
        if abs(value - right["pair"]) > 0.01
        and sum(abs(value - other) < 0.01 for other in of_pair.values()) == 1
    }
    return {
        "formula": {
            "independent": "v/k",
            "pairs-not-averaged": "v/k + (k - 1) c",
            "pairs-once": "v/k + (k - 1) c / (2k)",
            "all-shared": "v/k + c",
        },
        "correlation": {"independent": "v/k", "shares-exchanged": "v ((1 - r) + r/k)"},
        "numbers": {"cases-exchanged": [right["numbers"][0], v, v / k]},
        "limit": {"to-zero": 0, "to-single": v},
        "gains": {"same-again": [right["gains"][0]] * 2},
        "enough": of_enough,
        "pair": told,
        "beats": {
            "worse-than-members": "above",
            **(
                {"better-than-best": "below"}
                if right["beats"] == "between"
                else {"never-beats-best": "between"}
            ),
        },
    }
