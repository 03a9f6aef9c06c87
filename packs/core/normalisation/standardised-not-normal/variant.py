"""The standard normal's moments, and a batch that is standardised and is not normal."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw

TRANSFORMS = {  # in LaTeX, and as a function of positive values
    "3x + 7": lambda x: 3 * x + 7,
    "x/10": lambda x: x / 10,
    "x - 20": lambda x: x - 20,
    "-2x": lambda x: -2 * x,
    "50 - x": lambda x: 50 - x,
    "-x/4 + 3": lambda x: -x / 4 + 3,
    "x^2": lambda x: x**2,
    "\\ln x": np.log,
    "\\sqrt{x}": np.sqrt,
}
WITHIN_ONE = 0.6826894921370859  # of a normal distribution within one deviation of its mean


def draw(rng: Draw) -> dict[str, Any]:
    """Six values, skewed, in two clusters or with an outlier, and a function of them."""
    group = rng.integer(0, 2)
    while True:
        kind = rng.choice(["skewed", "clusters", "outlier", "skewed"])
        if kind == "clusters":
            low, high = rng.integer(1, 6), rng.integer(18, 30)
            sizes = [4, 2] if rng.chance(0.5) else [2, 4]
            data = [low + rng.integer(0, 2) for _ in range(sizes[0])]
            data += [high + rng.integer(0, 2) for _ in range(sizes[1])]
        elif kind == "outlier":
            middle = rng.integer(8, 14)
            data = [middle + rng.integer(-2, 2) for _ in range(5)]
            data.append(rng.choice([1, 30, 40]))
        else:
            data = [rng.integer(1, 4), rng.integer(1, 5), rng.integer(2, 6), rng.integer(3, 8)]
            data += [rng.integer(9, 14), rng.integer(16, 28)]
            if rng.chance(0.4):
                data = [30 - value for value in data]
        # Rising lines, falling lines and curves: three of each.
        transform = list(TRANSFORMS)[3 * group + rng.integer(0, 2)]
        values = {"data": data, "transform": transform}
        z = standardised(np.array(data, dtype=float))
        cubes = float((z**3).mean())
        new = float((standardised(TRANSFORMS[transform](np.array(data, dtype=float))) ** 3).mean())
        linear = math.isclose(abs(new), abs(cubes), rel_tol=1e-9)
        clear = linear or min(abs(new), abs(abs(new) - abs(cubes))) > 0.1
        inside = int((abs(z) < 1).sum())  # a normal variable would have about four
        odd = inside != 4 or kind == "clusters"
        telling = abs(cubes) > 0.2 and odd and min(abs(abs(z) - 1)) > 0.03
        if len(set(data)) >= 4 and telling and clear:
            break
    stretch = rng.choice([-4, -3, -2, 2, 3, 4, 5, 0.5])
    shift = rng.sign() * rng.integer(1, 9)
    while stretch**2 + shift in (abs(stretch), 0):  # one error would look like another
        shift = rng.sign() * rng.integer(1, 9)
    values = {
        "data": rng.shuffled(data),
        "transform": transform,
        "stretch": stretch,
        "shift": shift,
        "affine": f"{stretch:g}\\,Z {'-' if shift < 0 else '+'} {abs(shift)}",
    }
    found = answers(values)
    raw = np.array(values["data"], dtype=float)
    return {
        **values,
        "stretch_squared": stretch**2,
        "mu": round(float(raw.mean()), 4),
        "sigma": round(float(raw.std()), 4),
        "shown": [round(float(value), 2) for value in standardised(raw)],
        "cubes": round(found["powers"][0], 3),
        "fourths": round(found["powers"][1], 3),
        "inside": round(found["share"][0]),
        "outcome": found["transformed"],
    }


def standardised(x: Any) -> Any:
    """Mean 0 and variance 1, dividing by n."""
    return (x - x.mean()) / x.std()


def answers(values: dict[str, Any]) -> dict[str, Any]:
    raw = np.array(values["data"], dtype=float)
    z = standardised(raw)
    cubes = float((z**3).mean())
    new = float((standardised(TRANSFORMS[values["transform"]](raw)) ** 3).mean())
    if math.isclose(new, cubes, abs_tol=1e-9):
        outcome = "same"
    elif math.isclose(new, -cubes, abs_tol=1e-9):
        outcome = "turned"
    else:
        outcome = "zero" if abs(new) < 1e-9 else "other"
    return {
        "normal": [0, 1, values["shift"], values["stretch"] ** 2],
        "after": [0, 1],
        "powers": [cubes, float((z**4).mean())],
        "share": [int((abs(z) < 1).sum()), 6 * WITHIN_ONE],
        "transformed": outcome,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Moments of the normal by numeric integration; SciPy's skewness and kurtosis, which need no
    standardised values; moments of the results from their exact squares."""
    from fractions import Fraction

    from scipy import stats

    # A fine sum over the density: for such smooth functions it is exact to the last digits.
    grid = np.arange(-12, 12, 0.01)
    density = np.exp(-(grid**2) / 2)
    density /= density.sum()
    y = values["stretch"] * grid + values["shift"]
    mean = float((density * y).sum())
    variance = float((density * (y - mean) ** 2).sum())
    moments = [round(number, 9) + 0.0 for number in (float((density * grid).sum()), 0)]
    raw = np.array(values["data"], dtype=float)
    exact = [Fraction(value) for value in values["data"]]
    centre = sum(exact) / 6
    spread = sum((value - centre) ** 2 for value in exact) / 6
    squares = sum((value - centre) ** 2 / spread for value in exact) / 6
    inside = sum((value - centre) ** 2 < spread for value in exact)
    before = stats.skew(raw)
    after = stats.skew(TRANSFORMS[values["transform"]](raw))
    same = np.isclose([after, -after, 0], [before, before, after], atol=1e-9)
    return {
        "normal": [
            moments[0],
            float((density * grid**2).sum()),
            round(mean, 9),
            round(variance, 9),
        ],
        "after": [float(sum(value - centre for value in exact)), float(squares)],
        "powers": [float(before), float(stats.kurtosis(raw, fisher=False))],
        "share": [inside, 6 * (stats.norm.cdf(1) - stats.norm.cdf(-1))],
        "transformed": ["same", "turned", "zero", "other"][[*same, True].index(True)],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    raw = np.array(values["data"], dtype=float)
    z, centred = standardised(raw), raw - raw.mean()
    loose = centred / raw.std(ddof=1)
    stretch, shift = values["stretch"], values["shift"]
    cubes, fourths = truth["powers"]
    inside, expected = truth["share"]
    of_share = {
        "normal-believed": [expected, expected],
        "two-deviations": [inside, 6 * 0.9544997361036416],
        "zero-to-one": [int(((z > 0) & (z < 1)).sum()), 3 * WITHIN_ONE],
    }
    outcome = truth["transformed"]
    wrong = {
        "same": {"scale-matters": "other"},
        "turned": {"sign-overlooked": "same", "scale-matters": "other"},
        "other": {"linear-believed": "same"},
    }
    return {
        "normal": {
            "deviation-for-variance": [0, 1, shift, abs(stretch)],
            "shift-forgotten": [0, 1, 0, stretch**2],
            "shift-in-variance": [0, 1, shift, stretch**2 + shift],
            "nought-and-nought": [0, 0, shift, 0],
        },
        "after": {
            "not-standardised": [float(raw.mean()), float(raw.var())],
            "scale-only": [0, float(raw.var())],
            "nought-and-nought": [0, 0],
        },
        "powers": {
            "normal-believed": [0, 3],
            "deviation-not-divided": [float((centred**3).mean()), float((centred**4).mean())],
            "excess-taken": [cubes, fourths - 3],
            "ddof-one": [float((loose**3).mean()), float((loose**4).mean())],
        },
        "share": of_share,
        "transformed": wrong.get(outcome, {}),
    }
