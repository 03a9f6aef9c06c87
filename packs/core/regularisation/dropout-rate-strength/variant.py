"""Two dropout settings compared: active units, the penalty that they amount to, the fit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import isclose
from typing import Any

from heldout.authoring import Draw

KEYS = ("one", "two", "three", "four")
FORMS = {  # how a library writes it, and whether its number is the share that is dropped
    "PyTorch": ("nn.Dropout(p={})", True),
    "Keras": ("Dropout(rate={})", True),
    "JAX's Flax": ("nn.Dropout(rate={})", True),
    "TensorFlow 1": ("tf.nn.dropout(h, keep_prob={})", False),
    "a paper's code": ("dropout(h, retain={})", False),
}
SHARES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 0.9)


def draw(rng: Draw) -> dict[str, Any]:
    libraries = rng.sample(list(FORMS), 2)
    drops = rng.sample(SHARES, 2)
    if rng.chance(0.15):
        libraries, drops = ["PyTorch", "TensorFlow 1"], [drops[0], drops[0]]
        libraries = rng.shuffled(libraries)
    while True:
        rows = [[rng.sign() * rng.integer(1, 4), rng.integer(-6, 8)] for _ in range(3)]
        plain = _fit(rows, Fraction(0))
        if 0.4 < abs(plain) < 5 and len({x for x, _ in rows}) == 3:
            break
    settings = [_setting(library, drop) for library, drop in zip(libraries, drops, strict=True)]
    values: dict[str, Any] = {
        "units": rng.choice((20, 50, 64, 100, 128, 200, 256, 500)),
        "first": settings[0],
        "second": settings[1],
        "rows": rows,
        "rows_shown": ", ".join(f"$({x}, {y})$" for x, y in rows),
        "plain": float(plain),
    }
    values["claims"] = _claims(rng, values)
    return values | {"answer": answers(values)}


def _setting(library: str, drop: float) -> dict[str, Any]:
    code, drops = FORMS[library]
    number = drop if drops else round(1 - drop, 2)
    return {"library": library, "code": code.format(number), "drop": drop, "number": number}


def _fit(rows: list[list[int]], drop: Fraction) -> Fraction:
    """The weight that minimises the mean squared error over rows and masks."""
    products = sum((Fraction(x * y) for x, y in rows), Fraction(0))
    squares = sum((Fraction(x * x) for x, _ in rows), Fraction(0))
    return products / (squares * (1 + drop / (1 - drop)))


def _bank(numbers: dict[str, Any]) -> dict[str, tuple[str, Callable[[], bool]]]:
    """Claims about rates, each with the small computation that decides it."""
    low, high, units = numbers["low"], numbers["high"], numbers["units"]
    rows, wide, narrow = numbers["rows"], Fraction(str(high)), Fraction(str(low))
    keep = [1 - narrow, 1 - wide]
    strength = [share / (1 - share) for share in (narrow, wide)]

    def training_error(drop: Fraction) -> Fraction:
        w = _fit(rows, drop)
        return sum(((y - w * x) ** 2 for x, y in rows), Fraction(0))

    return {
        "active-more": (
            f"Raising the rate from {low} to {high} leaves more units active in a training step.",
            lambda: units * keep[1] > units * keep[0],
        ),
        "active-fewer": (
            f"Raising the rate from {low} to {high} leaves fewer units active in a training step.",
            lambda: units * keep[1] < units * keep[0],
        ),
        "less": (
            f"Raising the rate from {low} to {high} weakens the regularisation.",
            lambda: strength[1] < strength[0],
        ),
        "keep-less": (
            f"Raising the **keep** probability from {low} to {high} weakens the regularisation.",
            lambda: (1 - wide) / wide < (1 - narrow) / narrow,
        ),
        "keep-more": (
            f"Raising the **keep** probability from {low} to {high} strengthens the "
            "regularisation.",
            lambda: (1 - wide) / wide > (1 - narrow) / narrow,
        ),
        "scale-up": (
            f"With the rate {high}, kept outputs are multiplied by a larger number than with "
            f"{low}.",
            lambda: 1 / keep[1] > 1 / keep[0],
        ),
        "scale-down": (
            f"With the rate {high}, kept outputs are multiplied by a smaller number than with "
            f"{low}.",
            lambda: 1 / keep[1] < 1 / keep[0],
        ),
        "training-error-falls": (
            f"In the fit above, the rate {high} gives a smaller error on the training data "
            f"(measured without dropout) than {low}.",
            lambda: training_error(wide) < training_error(narrow),
        ),
        "training-error-rises": (
            f"In the fit above, the rate {high} gives a larger error on the training data "
            f"(measured without dropout) than {low}.",
            lambda: training_error(wide) > training_error(narrow),
        ),
        "proportional": (
            f"The penalty of the linear model is {wide / narrow} times as strong at the rate "
            f"{high} as at {low}.",
            lambda: strength[1] / strength[0] == wide / narrow,
        ),
        "odds": (
            f"The penalty of the linear model is {strength[1] / strength[0]} times as strong at "
            f"the rate {high} as at {low}.",
            lambda: _penalty_ratio(rows, narrow, wide) == strength[1] / strength[0],
        ),
        "zero": (
            "At the rate 0 the fit is that without dropout.",
            lambda: _fit(rows, Fraction(0)) == _least_squares(rows),
        ),
        "half-symmetric": (
            f"The rates {low} and {round(1 - low, 2)} regularise alike.",
            lambda: narrow / (1 - narrow) == (1 - narrow) / narrow,
        ),
    }


def _penalty_ratio(rows: list[list[int]], narrow: Fraction, wide: Fraction) -> Fraction:
    """The ratio of the shrinkings' strengths, from the fits."""
    plain = _fit(rows, Fraction(0))
    return (plain / _fit(rows, wide) - 1) / (plain / _fit(rows, narrow) - 1)


def _least_squares(rows: list[list[int]]) -> Fraction:
    return Fraction(sum(x * y for x, y in rows), sum(x * x for x, _ in rows))


def _claims(rng: Draw, values: dict[str, Any]) -> list[dict[str, Any]]:
    low, high = sorted(rng.sample((0.1, 0.2, 0.3, 0.4, 0.6, 0.8), 2))
    bank = _bank({**values, "low": low, "high": high})
    decided = {name: bool(holds()) for name, (_, holds) in bank.items()}
    while True:
        names = rng.sample(list(bank), 4)
        if any(decided[name] for name in names) and not all(decided[name] for name in names):
            break
    return [
        {"name": name, "text": bank[name][0], "holds": decided[name], "low": low, "high": high}
        for name in names
    ]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    drops = [values[name]["drop"] for name in ("first", "second")]
    plain = _least_squares(values["rows"])
    return {
        "active": [values["units"] * (1 - drop) for drop in drops],
        "stronger": _stronger(*drops),
        "penalty": "p/(1 - p)*w^2*x^2",
        "fitted": [float((1 - Fraction(str(drop))) * plain) for drop in drops],
        "claims": [
            key
            for key, claim in zip(KEYS, values["claims"], strict=True)
            if _bank({**values, **claim})[claim["name"]][1]()
        ],
    }


def _stronger(first: float, second: float) -> str:
    return "alike" if first == second else ("first" if first > second else "second")


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Goes through the two masks with their chances, and through a fit with masks as rows."""
    drops = []
    for name in ("first", "second"):
        code = values[name]["code"]
        number = Fraction(code[code.rindex("=") + 1 : -1])
        drops.append(1 - number if "keep" in code or "retain" in code else number)
    fitted = [_weighted_fit(values["rows"], drop) for drop in drops]
    shrunk = [abs(weight / _least_squares(values["rows"])) for weight in fitted]
    return {
        "active": [float(values["units"] - values["units"] * drop) for drop in drops],
        # What shrinks the weight more regularises more.
        "stronger": _stronger(*(float(-share) for share in shrunk)),
        "penalty": _rest(),
        "fitted": [float(weight) for weight in fitted],
        "claims": [
            key
            for key, claim in zip(KEYS, values["claims"], strict=True)
            if _simulated(values, claim)
        ],
    }


@cache
def _rest() -> str:
    """What is left of the mean error over the two masks."""
    import sympy

    w, x, y, p = sympy.symbols("w x y p")
    error = p * y**2 + (1 - p) * (y - w * x / (1 - p)) ** 2
    return str(sympy.simplify(error - (y - w * x) ** 2))


def _weighted_fit(rows: list[list[int]], drop: Fraction) -> Fraction:
    """Least squares on every row twice: dropped and kept, weighted by the chance of each."""
    doubled = [(drop, Fraction(0), y) for _, y in rows]
    doubled += [(1 - drop, Fraction(x) / (1 - drop), y) for x, y in rows]
    products = sum((chance * x * y for chance, x, y in doubled), Fraction(0))
    return products / sum((chance * x * x for chance, x, _ in doubled), Fraction(0))


def _simulated(values: dict[str, Any], claim: dict[str, Any]) -> bool:
    """The claim by the fit over masks, whose shrinking measures the strength."""
    rows, name = values["rows"], claim["name"]
    low, high = (Fraction(str(claim[end])) for end in ("low", "high"))
    plain = _least_squares(rows)

    def strength(drop: Fraction) -> Fraction:
        """The ridge strength, in units of the sum of squares, that shrinks as much."""
        return plain / _weighted_fit(rows, drop) - 1

    def error(drop: Fraction) -> Fraction:
        w = _weighted_fit(rows, drop)
        return sum(((y - w * x) ** 2 for x, y in rows), Fraction(0))

    def active(drop: Fraction) -> int:
        return sum(place >= drop * 1000 for place in range(1000))

    decided = {
        "active-more": active(high) > active(low),
        "active-fewer": active(high) < active(low),
        "less": strength(high) < strength(low),
        "keep-less": strength(1 - high) < strength(1 - low),
        "keep-more": strength(1 - high) > strength(1 - low),
        "scale-up": 1000 / active(high) > 1000 / active(low),
        "scale-down": 1000 / active(high) < 1000 / active(low),
        "training-error-falls": error(high) < error(low),
        "training-error-rises": error(high) > error(low),
        "proportional": strength(high) * low == strength(low) * high,
        "odds": strength(high) * low * (1 - high) == strength(low) * high * (1 - low),
        "zero": _weighted_fit(rows, Fraction(0)) == plain,
        "half-symmetric": strength(low) == strength(1 - low),
    }
    return decided[name]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, units = answers(values), values["units"]
    settings = [values[name] for name in ("first", "second")]
    drops = [setting["drop"] for setting in settings]
    numbers = [setting["number"] for setting in settings]
    plain = values["plain"]
    stronger = {}
    if truth["stronger"] != "alike":
        wrong = "second" if truth["stronger"] == "first" else "first"
        stronger["more-units-less-regularisation-reversed"] = wrong
    return {
        "active": _told_apart(
            truth["active"],
            {
                "number-misread": [units * number for number in numbers],
                "dropped-counted": [units * drop for drop in drops],
            },
        ),
        "stronger": stronger,
        "penalty": {
            "variance-of-mask": "p*(1 - p)*w^2*x^2",
            "odds-upside-down": "(1 - p)/p*w^2*x^2",
            "not-squared": "p/(1 - p)*w*x",
            "mean-square": "w^2*x^2/(1 - p)",
        },
        "fitted": _told_apart(
            truth["fitted"],
            {
                "unregularised": [plain, plain],
                "shrunk-by-drop": [plain * drop for drop in drops],
            },
        ),
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: list[float], other: list[float]) -> bool:
    return all(isclose(a, b, abs_tol=0.03) for a, b in zip(one, other, strict=True))
