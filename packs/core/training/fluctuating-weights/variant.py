"""A weight that will not come to rest: overshooting, or noise of small batches."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from heldout.authoring import Draw

CURES = ("halve", "batch", "average", "momentum", "decay", "longer")


def draw(rng: Draw) -> dict[str, Any]:
    """Curvature, a rate that overshoots and one that does not, noise, and which is asked."""
    while True:
        values = _drawn(rng)
        plain = _moment(values, "none")
        # No measure comes so near the bound that it would have to be computed to the last digit.
        if all(not 0.71 < _moment(values, cure) / plain < 0.85 for cure in CURES):
            return values


def _drawn(rng: Draw) -> dict[str, Any]:
    curvature = rng.choice((0.5, 0.8, 1, 2, 2.5, 4, 5, 8, 10, 20))
    over = rng.choice((1.5, 1.6, 1.8, 1.9, 2.1, 2.2))
    calm = rng.choice((0.05, 0.1, 0.2, 0.3, 0.4))
    batch = rng.choice((8, 16, 32, 64))
    return {
        "curvature": curvature,
        "fast": round(over / curvature, 4),
        "start": rng.sign() * rng.choice((1, 2, 3, 5)),
        "steps": rng.integer(3, 6),
        "rate": round(calm / curvature, 4),
        "batch": batch,
        "noise": rng.choice((1, 2, 3, 4, 6)),
        "shrink": rng.choice((2, 3, 4, 5)),
        "case": rng.choice(("noise", "overshoot")),
        "turn": round(2 / curvature, 4),
    }


def _spread(values: dict[str, Any], batch: int) -> float:
    eta, h = values["rate"], values["curvature"]
    return sqrt(eta * values["noise"] ** 2 / (batch * h * (2 - eta * h)))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    h, spread = values["curvature"], _spread(values, values["batch"])
    return {
        "limits": [1 / h, 2 / h],
        "after": values["start"] * (1 - values["fast"] * h) ** values["steps"],
        "spread": spread,
        "loss": h * spread**2 / 2,
        "batch": values["batch"] * values["shrink"] ** 2,
        "cures": _cures(values),
    }


def _cures(values: dict[str, Any]) -> list[str]:
    """By the exact second moments of the weight and its velocity, step by step."""
    plain = _moment(values, "none")
    return [cure for cure in CURES if _moment(values, cure) < 0.75 * plain]


def _moment(values: dict[str, Any], cure: str) -> float:
    """The root of the mean square of what is used in the end, after 600 steps (6000 if longer)."""
    h = values["curvature"]
    noisy = values["case"] == "noise"
    base = values["rate"] if noisy else values["turn"]
    sigma2 = values["noise"] ** 2 / values["batch"] if noisy else 0.0
    sigma2 /= 4 if cure == "batch" else 1
    beta = 0.9 if cure == "momentum" else 0.0
    steps = 6000 if cure == "longer" else 600
    # State (w, velocity, running sum): a covariance matrix, moved by v ← βv − ηg, w ← w + v.
    ww, wv, vv = 1.0, 0.0, 0.0
    sw, sv, ss = 0.0, 0.0, 0.0
    for step in range(steps):
        eta = base * (0.5 if cure == "halve" else 1.0)
        eta *= 1 / (1 + step / 20) if cure == "decay" else 1.0
        a = eta * h
        # v' = βv − a w + noise; w' = w + v'
        vv1 = beta**2 * vv - 2 * a * beta * wv + a * a * ww + eta * eta * sigma2
        wv0 = beta * wv - a * ww  # cov(w, v')
        ww1 = ww + 2 * wv0 + vv1
        sv1 = beta * sv - a * sw
        sw1 = sw + sv1
        ww, wv, vv, sw, sv = ww1, wv0 + vv1, vv1, sw1, sv1
        if cure == "average" and step >= steps - 100:
            ss, sw, sv = ss + 2 * sw + ww, sw + ww, sv + wv
    return sqrt(max(ss, 0.0)) / 100 if cure == "average" else sqrt(max(ww, 0.0))


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions and fixed points; for the cures, 200 weights with drawn noise."""
    h, eta = Fraction(str(values["curvature"])), Fraction(str(values["rate"]))
    weight = Fraction(values["start"])
    for _ in range(values["steps"]):
        weight -= Fraction(str(values["fast"])) * h * weight
    noise = Fraction(values["noise"]) ** 2
    square = _rest(h, eta, noise / values["batch"])
    batch = values["batch"]
    while _rest(h, eta, noise / batch) * values["shrink"] ** 2 > square:
        batch += 1
    return {
        "limits": [float(1 / h), _bisected(float(h))],
        "after": float(weight),
        "spread": float(square) ** 0.5,
        "loss": float(h * square / 2),
        "batch": batch,
        "cures": _tried(values),
    }


def _rest(h: Fraction, eta: Fraction, variance: Fraction) -> Fraction:
    """The mean square that one step reproduces: s = (1 − ηh)² s + η² v."""
    return eta**2 * variance / (1 - (1 - eta * h) ** 2)


def _bisected(h: float) -> float:
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if abs(1 - middle * h) < 1 else (low, middle)
    return low


def _tried(values: dict[str, Any]) -> list[str]:
    import numpy as np

    drawn = np.random.default_rng(4).standard_normal((900, 200))

    def end(cure: str) -> float:
        h, noisy = values["curvature"], values["case"] == "noise"
        base = values["rate"] if noisy else values["turn"]
        base /= 2 if cure == "halve" else 1
        scale = values["noise"] / sqrt(values["batch"]) if noisy else 0.0
        scale /= 2 if cure == "batch" else 1
        w, v, kept = np.ones(200), np.zeros(200), np.zeros(200)
        steps = 900 if cure == "longer" else 600
        for step in range(steps):
            eta = base / (1 + step / 20) if cure == "decay" else base
            gradient = h * w + scale * drawn[step]
            v = (0.9 if cure == "momentum" else 0.0) * v - eta * gradient
            w = w + v
            kept += w / 100 * (step >= steps - 100)
        return float(np.sqrt(np.mean((kept if cure == "average" else w) ** 2)))

    plain = end("none")
    return [cure for cure in CURES if end(cure) < 0.75 * plain]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, h = answers(values), values["curvature"]
    spread, batch = truth["spread"], values["batch"]
    rate, noise = values["rate"], values["noise"]
    wrong = {
        "batch-not-counted": _spread(values, 1),
        "variance-given": spread**2,
        "one-step-only": rate * noise / sqrt(batch),
        "batch-without-root": _spread(values, 1) / batch,
    }
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value / other - 1) > 0.02 for other in (spread, *kept.values())):
            kept[name] = value
    cures = {
        "all-help": list(CURES[:-1]),
        "batch-always-helps": ["halve", "batch", "average", "decay"],
        "time-heals": [*truth["cures"], "longer"],
    }
    return {
        "limits": {"limits-exchanged": [2 / h, 1 / h], "no-overshoot-allowed": [0.5 / h, 1 / h]},
        "after": {
            "sign-lost": abs(truth["after"]) * (-1 if truth["after"] > 0 else 1),
            "one-step-more": truth["after"] * (1 - values["fast"] * h),
        },
        "spread": kept,
        "loss": {"half-forgotten": 2 * truth["loss"]},
        "batch": {"as-the-spread": batch * values["shrink"]},
        "cures": {
            name: keys for name, keys in cures.items() if sorted(keys) != sorted(truth["cures"])
        },
    }
