"""Adam and plain descent: the first step, a ravine, what each is blind to, where they end."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, hypot, log, sqrt
from typing import Any

from heldout.authoring import Draw

NAMES = {
    "descent": "plain gradient descent",
    "momentum": "gradient descent with momentum 0.9",
    "adam": "Adam (with $\\varepsilon = 0$)",
    "adagrad": "Adagrad (with $\\varepsilon = 0$)",
    "newton": "Newton's method, $w \\leftarrow w - \\eta H^{-1} g$ with an invertible Hessian $H$",
    "normalised": "descent along $g/\\lVert g\\rVert$, the gradient divided by its length",
}


def draw(rng: Draw) -> dict[str, Any]:
    """A ravine, and one example with two weights whose two solutions err differently elsewhere."""
    while True:
        example = [rng.sign() * rng.integer(1, 4), rng.sign() * rng.integer(1, 4)]
        teacher = [rng.sign() * rng.integer(0, 3), rng.sign() * rng.integer(1, 3)]
        steep, flat = rng.integer(4, 30), rng.choice((0.5, 1, 2))
        values = {
            "steep": steep,
            "flat": flat,
            "start": [rng.sign() * rng.integer(2, 6), rng.sign() * rng.integer(2, 6)],
            "rate": rng.choice((0.01, 0.02, 0.05, 0.1)),
            "share": rng.choice((0.1, 0.01, 0.001)),
            "example": example,
            "teacher": teacher,
            "target": example[0] * teacher[0] + example[1] * teacher[1],
            "optimiser": rng.choice(list(NAMES)),
            "factor": rng.choice((10, 100, 1000)),
        }
        if abs(example[0]) == abs(example[1]) or values["target"] == 0 or steep < 3 * flat:
            continue
        errors = answers(values)["new"]
        steps = _steps(values)
        if abs(errors[0] - errors[1]) > 0.3 and 0.04 < steps % 1 < 0.96:
            better = "descent" if errors[0] < errors[1] else "adam"
            return values | {"name": NAMES[str(values["optimiser"])], "better": better}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    (a, b), y = values["example"], values["target"]
    slopes = [values["steep"] * values["start"][0], values["flat"] * values["start"][1]]
    descent = [y * a / (a * a + b * b), y * b / (a * a + b * b)]
    size = y / (abs(a) + abs(b))
    adam = [size if a > 0 else -size, size if b > 0 else -size]
    return {
        "first": [
            w - values["rate"] * (1 if slope > 0 else -1)
            for w, slope in zip(values["start"], slopes, strict=True)
        ],
        "ravine": ceil(_steps(values)),
        "blind": _blind(values["optimiser"]),
        "descent-end": descent,
        "adam-end": adam,
        "new": [_error(values, descent), _error(values, adam)],
    }


def _steps(values: dict[str, Any]) -> float:
    """Steps at the best single rate, where both directions shrink alike."""
    steep, flat = values["steep"], values["flat"]
    return log(1 / values["share"]) / log((steep + flat) / (steep - flat))


def _error(values: dict[str, Any], weights: list[float]) -> float:
    """The mean squared error over inputs that are independent with variance 1."""
    return sum((w - t) ** 2 for w, t in zip(weights, values["teacher"], strict=True))


def _blind(name: str) -> list[str]:
    """What the update rule says: who divides the gradient's size out, and who treats axes apart.

    Newton's method divides by the curvature, which any linear change of the weights carries along.
    """
    divided = name in ("adam", "adagrad", "normalised", "newton")
    by_axis = name in ("adam", "adagrad")
    kept = ["summand"] + ["factor"] * divided + ["turn"] * (not by_axis)
    return kept + ["unit"] * (name == "newton")


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Runs them all: Adam step by step, a search for the best rate, turned and stretched losses."""
    from scipy.optimize import minimize_scalar

    def slope(w: list[float]) -> list[float]:
        return [values["steep"] * w[0], values["flat"] * w[1]]

    first = _run("adam", slope, values["start"], values["rate"], 1)[-1]
    curvatures = (values["steep"], values["flat"])
    best = minimize_scalar(
        lambda eta: max(abs(1 - eta * c) for c in curvatures),
        bounds=(0, 2 / values["steep"]),
        method="bounded",
        options={"xatol": 1e-12},
    ).x
    distances, count = [1.0, 1.0], 0
    while max(abs(d) for d in distances) > values["share"]:
        distances = [d * (1 - best * c) for d, c in zip(distances, curvatures, strict=True)]
        count += 1

    a, b = values["example"]
    # Each is led along one direction: the example itself, or (Adam) the signs of its inputs.
    one = _run("adam", lambda w: _pull(values, w), [0.0, 0.0], 1e-3, 5)[-1]
    ends = []
    for direction in ([float(a), float(b)], one):
        low, high = -1e4, 1e4
        toward = a * direction[0] + b * direction[1]
        for _ in range(200):
            middle = (low + high) / 2
            if (middle * toward - values["target"]) * toward > 0:
                high = middle
            else:
                low = middle
        ends.append([middle * d for d in direction])
    errors = []
    for end in ends:
        gaps = [w - t for w, t in zip(end, values["teacher"], strict=True)]
        corners = [(s * gaps[0] + t * gaps[1]) ** 2 for s in (1, -1) for t in (1, -1)]
        errors.append(sum(corners) / 4)
    return {
        "first": first,
        "ravine": count,
        "blind": _seen_blind(values["optimiser"], values["factor"]),
        "descent-end": ends[0],
        "adam-end": ends[1],
        "new": errors,
    }


def _pull(values: dict[str, Any], w: list[float]) -> list[float]:
    (a, b), y = values["example"], values["target"]
    off = a * w[0] + b * w[1] - y
    return [off * a, off * b]


Slope = Callable[[list[float]], list[float]]


def _run(name: str, slope: Slope, start: list[float], rate: float, steps: int) -> list[list[float]]:
    """The path of an optimiser in two weights."""
    w, m, v, path = list(map(float, start)), [0.0, 0.0], [0.0, 0.0], []
    for t in range(1, steps + 1):
        g = slope(w)
        length = hypot(*g)
        straight = _newton(slope, w, g) if name == "newton" else g
        for i in (0, 1):
            if name == "adam":
                m[i] = 0.9 * m[i] + 0.1 * g[i]
                v[i] = 0.999 * v[i] + 0.001 * g[i] ** 2
                step = m[i] / (1 - 0.9**t) / sqrt(v[i] / (1 - 0.999**t))
            elif name == "adagrad":
                v[i] += g[i] ** 2
                step = g[i] / sqrt(v[i])
            elif name == "momentum":
                m[i] = 0.9 * m[i] + g[i]
                step = m[i]
            else:
                step = g[i] / length if name == "normalised" else straight[i]
            w[i] -= rate * step
        path.append(list(w))
    return path


def _newton(slope: Slope, w: list[float], g: list[float]) -> list[float]:
    """The gradient times the inverse Hessian; the slopes here are linear, so steps of 1 show it."""
    a, c = (x - y for x, y in zip(slope([w[0] + 1, w[1]]), g, strict=True))
    b, d = (x - y for x, y in zip(slope([w[0], w[1] + 1]), g, strict=True))
    det = a * d - b * c
    return [(d * g[0] - b * g[1]) / det, (a * g[1] - c * g[0]) / det]


def _seen_blind(name: str, factor: float) -> list[str]:
    """Runs on a loss, on its multiple, on it turned by 53 degrees, and in another unit."""

    def slope(w: list[float]) -> list[float]:
        return [3 * w[0] + w[1], w[0] + 2 * w[1]]

    def turned(w: list[float], back: bool = False) -> list[float]:
        s = -0.8 if back else 0.8
        return [0.6 * w[0] - s * w[1], s * w[0] + 0.6 * w[1]]

    start, rate, steps = [2.0, 1.0], 1e-4, 6
    plain = _run(name, slope, start, rate, steps)
    larger = _run(name, lambda w: [factor * g for g in slope(w)], start, rate, steps)
    round_ = _run(name, lambda w: turned(slope(turned(w, True))), turned(start), rate, steps)
    unit = _run(
        name,
        lambda u: [10 * slope([10 * u[0], u[1]])[0], slope([10 * u[0], u[1]])[1]],
        [start[0] / 10, start[1]],
        rate,
        steps,
    )

    def same(path: list[list[float]]) -> bool:
        return all(
            abs(x - y) < 1e-9
            for one, two in zip(plain, path, strict=True)
            for x, y in zip(one, two, strict=True)
        )

    seen = {
        "summand": True,  # the gradient is the same
        "factor": same(larger),
        "turn": same([turned(w, True) for w in round_]),
        "unit": same([[10 * u[0], u[1]] for u in unit]),
    }
    return [key for key, blind in seen.items() if blind]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    (a, b), y = values["example"], values["target"]
    slopes = [values["steep"] * values["start"][0], values["flat"] * values["start"][1]]
    start, rate = values["start"], values["rate"]
    length = hypot(*slopes)
    plain = 0.1 / sqrt(0.001)
    first = {
        "gradient-step": [w - rate * g for w, g in zip(start, slopes, strict=True)],
        "correction-forgotten": [
            w - rate * plain * (1 if g > 0 else -1) for w, g in zip(start, slopes, strict=True)
        ],
        "length-one": [w - rate * g / length for w, g in zip(start, slopes, strict=True)],
    }
    steep, flat, share = values["steep"], values["flat"], values["share"]
    ravine = {
        "arrives-in-steep": [ceil(log(share) / log(1 - flat / steep))],
        "half-of-it": [ceil(_steps(values) / 2)],
    }
    descent, adam = truth["descent-end"], truth["adam-end"]
    norm = hypot(a, b)
    blind = truth["blind"]
    return {
        "first": _apart(truth["first"], first, 0.0012),
        "ravine": {k: v[0] for k, v in _apart([truth["ravine"]], ravine, 0.5).items()},
        "blind": {
            "roles-exchanged": ["summand", "turn"] if "factor" in blind else ["summand", "factor"]
        },
        "descent-end": _apart(
            descent,
            {
                "other-one": adam,
                "one-weight-only": [y / a, 0.0],
                "not-squared": [y * a / norm, y * b / norm],
            },
            0.01,
        ),
        "adam-end": _apart(
            adam,
            {
                "other-one": descent,
                "one-weight-only": [y / a, 0.0],
                "signs-forgotten": [y / (abs(a) + abs(b))] * 2,
            },
            0.01,
        ),
        "new": _apart(
            truth["new"],
            {
                "training-error": [0.0, 0.0],
                "not-squared": [sqrt(e) for e in truth["new"]],
                "exchanged": truth["new"][::-1],
            },
            0.02,
        ),
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]], near: float) -> dict[str, list[Any]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > near for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
