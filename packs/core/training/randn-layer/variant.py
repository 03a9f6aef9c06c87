"""What `randn(size_l, size_l-1)` makes, and what its numbers do to a signal."""

from __future__ import annotations

from fractions import Fraction
from math import log10, sqrt
from typing import Any

from heldout.authoring import Draw

STARTER = """\
import numpy as np


def layers(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = []
    for l in range(1, len(sizes)):
        size_l = sizes[l]
        weights.append(rng.standard_normal((size_l, size_l-1)))
    return weights
"""


def draw(rng: Draw) -> dict[str, Any]:
    """Two layers that fit by chance or do not, and a deep network of equal layers."""
    size = rng.integer(4, 60)
    before = rng.choice((size - 1, rng.integer(70, 400), rng.integer(2, size - 2)))
    wide = rng.choice((16, 25, 64, 100, 400, 625))
    return {
        "size": size,
        "before": before,
        "wide": wide,
        "rms": rng.choice((0.5, 1.0, 2.0, 3.0)),
        "deviation": rng.choice((1.0, 0.5, 0.01, 0.02, 1 / sqrt(wide))),
        "depth": rng.integer(4, 12),
        "program": STARTER,
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    wide, factor = values["wide"], values["deviation"] * sqrt(values["wide"])
    return {
        "shape": [values["size"], values["size"] - 1],
        "fits": "fits" if values["before"] == values["size"] - 1 else "raises",
        "spread": sqrt(wide) * values["rms"],
        "powers": values["depth"] * log10(factor),
        "issue": "keep" if abs(factor - 1) < 1e-9 else "explode" if factor > 1 else "vanish",
        "scale": sqrt(2 / wide),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Asks NumPy for the shape and the product, and adds up variances as exact fractions."""
    import numpy as np

    size_l = values["size"]
    made = np.random.RandomState(0).randn(size_l, size_l-1)  # fmt: skip
    try:
        made @ np.ones(values["before"])
        fits = "fits"
    except ValueError:
        fits = "raises"
    square = Fraction(str(values["rms"])) ** 2
    spread = sum((square for _ in range(values["wide"])), Fraction(0))
    weight = Fraction(str(values["deviation"])) ** 2
    signal = Fraction(1)  # the mean square, layer by layer
    for _ in range(values["depth"]):
        signal = sum((weight * signal for _ in range(values["wide"])), Fraction(0))
    # ReLU halves the mean square, so the sum over the inputs must double it.
    scale = Fraction(1) / (values["wide"] * Fraction(1, 2))
    return {
        "shape": list(made.shape),
        "fits": fits,
        "spread": float(spread) ** 0.5,
        "powers": (log10(signal.numerator) - log10(signal.denominator)) / 2,
        "issue": _drawn(values["wide"], values["deviation"]),
        "scale": float(scale) ** 0.5,
    }


def _drawn(wide: int, deviation: float) -> str:
    """Sends unit signals through drawn matrices, forward and back, and looks at their size."""
    import numpy as np

    rng = np.random.default_rng(5)
    forth, back = [], []
    for _ in range(1 + 8000 // wide**2):
        weights = rng.standard_normal((wide, wide)) * deviation
        forth.append(np.mean((weights @ rng.choice((-1, 1), wide)) ** 2))
        back.append(np.mean((weights.T @ rng.choice((-1, 1), wide)) ** 2))
    sizes = [np.mean(forth), np.mean(back)]
    if all(0.5 < size < 1.7 for size in sizes):
        return "keep"
    return "explode" if min(sizes) > 1 else "vanish" if max(sizes) < 1 else "grow-shrink"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    size, before, wide = values["size"], values["before"], values["wide"]
    shape = {"previous-size-read": [size, before], "turned-round": [size - 1, size]}
    spread = {
        "adds-deviations": wide * values["rms"],
        "one-input": values["rms"],
    }
    powers = {
        "variance-for-deviation": 2 * truth["powers"],
        "one-layer": truth["powers"] / values["depth"],
        "width-forgotten": values["depth"] * log10(values["deviation"]),
    }
    scale = {
        "variance-given": 2 / wide,
        "relu-forgotten": sqrt(1 / wide),
        "width-for-root": 1 / wide,
    }
    issue = {
        "other-way-back": {"explode": "grow-shrink", "vanish": "shrink-grow"}.get(truth["issue"]),
        "random-means-stable": "keep",
        "sign-of-the-power": {"explode": "vanish", "vanish": "explode"}.get(truth["issue"]),
    }
    fits = {"name-believed": "fits" if truth["fits"] == "raises" else "raises"}
    return {
        "shape": {name: value for name, value in shape.items() if value != truth["shape"]},
        "fits": fits,
        "spread": _apart(truth["spread"], spread, 0.006),
        "powers": _apart(truth["powers"], powers, 0.006),
        "issue": {name: key for name, key in issue.items() if key not in (None, truth["issue"])},
        "scale": _apart(truth["scale"], scale, 0.0006),
    }


def _apart(truth: float, wrong: dict[str, float], slack: float) -> dict[str, float]:
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 2 * slack for other in (truth, *kept.values())):
            kept[name] = value
    return kept
