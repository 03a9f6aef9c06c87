"""The valley of a linear fit before and after its inputs are standardised."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, isclose, log, sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")


def draw(rng: Draw) -> dict[str, Any]:
    """Two centred inputs, perhaps correlated, or one input off centre beside a bias."""
    while True:
        values = _two(rng) if rng.chance(0.6) else _bias(rng)
        values["goal"] = rng.choice((0.1, 0.01, 0.001))
        before, after = _curvatures(_matrix(values, False)), _curvatures(_matrix(values, True))
        if 3 <= before[1] / before[0] <= 900 and before[1] / before[0] > 1.3 * after[1] / after[0]:
            break
    values["before"] = [[float(x) for x in line] for line in _matrix(values, False)]
    values["after"] = [[round(float(x), 3) for x in line] for line in _matrix(values, True)]
    values["claims"] = _claims(rng, values)
    return values | {"answer": answers(values)}


def _two(rng: Draw) -> dict[str, Any]:
    a, b = rng.sample((0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 10), 2)
    same, other = rng.choice(((1, 1), (3, 1), (1, 3), (3, 2), (4, 1), (2, 2)))
    return {
        "form": "two",
        "a": a,
        "b": b,
        "same": same,
        "other": other,
        "count": 2 * (same + other),
    }


def _bias(rng: Draw) -> dict[str, Any]:
    mean, a = rng.sign() * rng.integer(2, 9), rng.choice((1, 2, 3, 0.5))
    return {"form": "bias", "mean": mean, "a": a, "count": 2 * rng.integer(2, 5)}


def _matrix(values: dict[str, Any], scaled: bool) -> list[list[Fraction]]:
    """Second derivatives of the cost: means of products of inputs."""
    a = Fraction(str(values["a"]))
    if values["form"] == "two":
        tied = Fraction(values["same"] - values["other"], values["same"] + values["other"])
        b = Fraction(str(values["b"]))
        a, b = (Fraction(1), Fraction(1)) if scaled else (a, b)
        return [[a * a, tied * a * b], [tied * a * b, b * b]]
    mean, a = (Fraction(0), Fraction(1)) if scaled else (Fraction(values["mean"]), a)
    return [[mean**2 + a**2, mean], [mean, Fraction(1)]]


def _curvatures(matrix: list[list[Fraction]]) -> list[float]:
    """Eigenvalues from trace and determinant, the smaller first."""
    (p, q), (_, r) = matrix
    half, spread = float(p + r) / 2, sqrt(float((p - r) ** 2 / 4 + q * q))
    return [float(p * r - q * q) / (half + spread), half + spread]


def _steps(condition: float, goal: float) -> int:
    """How often the worst-case factor must act until no more than `goal` is left."""
    factor = (condition - 1) / (condition + 1)
    return 1 if factor < 1e-12 else ceil(log(goal) / log(factor) - 1e-9)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    before, after = (_curvatures(_matrix(values, scaled)) for scaled in (False, True))
    conditions = [before[1] / before[0], after[1] / after[0]]
    return {
        "curvatures": before,
        "rate": 2 / before[1],
        "conditions": conditions,
        "steps": [_steps(condition, values["goal"]) for condition in conditions],
        "claims": _true(values),
    }


def _rows(values: dict[str, Any]) -> list[list[float]]:
    """The rows of inputs, the bias as an input of 1."""
    if values["form"] == "bias":
        ends = [values["mean"] - values["a"], values["mean"] + values["a"]]
        return [[end, 1.0] for end in ends for _ in range(values["count"] // 2)]
    a, b = values["a"], values["b"]
    rows = [[s * a, s * b] for s in (1, -1) for _ in range(values["same"])]
    return rows + [[s * a, -s * b] for s in (1, -1) for _ in range(values["other"])]


def _condition(rows: Any) -> float:
    """Largest by smallest eigenvalue of the mean of products."""
    import numpy as np

    curvatures = np.linalg.eigvalsh(np.asarray(rows).T @ np.asarray(rows) / len(rows))
    return float(curvatures[-1] / curvatures[0])


def _changed(values: dict[str, Any], *, centre: bool, divide: bool, span: bool = False) -> Any:
    """The rows with their inputs changed; the 1 of a bias stays."""
    import numpy as np

    rows = np.array(_rows(values), dtype=float)
    inputs = slice(0, 2 if values["form"] == "two" else 1)
    x = rows[:, inputs]
    mean, deviation, low = x.mean(axis=0), x.std(axis=0), x.min(axis=0)
    if span:
        rows[:, inputs] = (x - low) / np.ptp(x, axis=0)
    else:
        rows[:, inputs] = (x - mean * centre) / (deviation if divide else 1.0)
    return rows


def _fit(rows: Any) -> tuple[Any, float]:
    """Predictions of the best fit to some targets, and its cost."""
    import numpy as np

    y = np.array([((7 * place) % 11) / 4 - 1 for place in range(len(rows))])
    predicted = rows @ np.linalg.lstsq(rows, y, rcond=None)[0]
    return predicted, float(np.mean((predicted - y) ** 2) / 2)


def _bank(values: dict[str, Any]) -> dict[str, tuple[str, Callable[[], bool]]]:
    """Claims about standardising, each with the computation that decides it."""
    import numpy as np

    raw = np.array(_rows(values), dtype=float)
    scaled = _changed(values, centre=True, divide=True)

    def largest(rows: Any) -> float:
        return float(np.linalg.norm(rows, 2) ** 2 / len(rows))

    return {
        "circles": (
            "After standardising, the contours of the cost are circles.",
            lambda: isclose(_condition(scaled), 1, rel_tol=1e-9),
        ),
        "lowest": (
            "Standardising lowers the least cost that this model can reach.",
            lambda: _fit(scaled)[1] < _fit(raw)[1] - 1e-9,
        ),
        "predictions": (
            "Trained to the end, the model predicts the same for these rows, standardised or not.",
            lambda: bool(np.allclose(_fit(raw)[0], _fit(scaled)[0])),
        ),
        "rate-one-before": (
            "With the learning rate 1, gradient descent diverges before standardising.",
            lambda: largest(raw) > 2,
        ),
        "rate-one-after": (
            "With the learning rate 1, gradient descent converges after standardising.",
            lambda: largest(scaled) < 2 - 1e-9,
        ),
        "larger-rate": (
            "The largest learning rate that still converges is larger after standardising.",
            lambda: largest(scaled) < largest(raw) - 1e-9,
        ),
        "smaller-rate": (
            "The largest learning rate that still converges is smaller after standardising.",
            lambda: largest(scaled) > largest(raw) + 1e-9,
        ),
        "same-factor": (
            (
                "Dividing both inputs by 10, and nothing else, keeps the condition number as it is."
                if values["form"] == "two"
                else "Dividing $x$ by 10, and nothing else, keeps the condition number as it is."
            ),
            lambda: isclose(_condition(_tenth(values)), _condition(raw), rel_tol=1e-6),
        ),
        "range": (
            "Bringing each input to the range from 0 to 1 instead gives the condition number 1.",
            lambda: isclose(
                _condition(_changed(values, centre=True, divide=False, span=True)), 1, rel_tol=1e-6
            ),
        ),
        "centre-only": (
            "Taking the means away is enough here: dividing as well lowers the condition number no "
            "further.",
            lambda: (
                _condition(_changed(values, centre=True, divide=False))
                <= _condition(scaled) * (1 + 1e-9)
            ),
        ),
        "divide-only": (
            "Dividing is enough here: taking the means away as well lowers the condition number no "
            "further.",
            lambda: (
                _condition(_changed(values, centre=False, divide=True))
                <= _condition(scaled) * (1 + 1e-9)
            ),
        ),
        "straight": (
            "After standardising, the negative gradient points straight at the minimum, "
            "wherever one starts.",
            lambda: isclose(_condition(scaled), 1, rel_tol=1e-9),
        ),
        "targets": (
            "Multiplying all targets $y$ by 10 makes the condition number larger.",
            lambda: not _independent_of_targets(raw),
        ),
    }


def _tenth(values: dict[str, Any]) -> Any:
    import numpy as np

    rows = np.array(_rows(values), dtype=float)
    rows[:, : 2 if values["form"] == "two" else 1] /= 10
    return rows


def _independent_of_targets(rows: Any) -> bool:
    """Whether second differences of the cost are the same for two sets of targets."""
    import numpy as np

    def curvature(y: Any, way: Any) -> float:
        def cost(w: Any) -> float:
            return float(np.mean((rows @ w - y) ** 2) / 2)

        return cost(way) + cost(-way) - 2 * cost(0 * way)

    y, ways = np.arange(len(rows)) - 1.0, (np.array([1.0, 0.0]), np.array([1.0, 1.0]))
    return all(isclose(curvature(y, way), curvature(10 * y, way), rel_tol=1e-6) for way in ways)


def _claims(rng: Draw, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Four different claims, at least one of them true and one false."""
    bank = _bank(values)
    decided = {name: bool(holds()) for name, (_, holds) in bank.items()}
    while True:
        names = rng.sample(list(bank), 4)
        if any(decided[name] for name in names) and not all(decided[name] for name in names):
            return [{"name": name, "text": bank[name][0], "holds": decided[name]} for name in names]


def _true(values: dict[str, Any]) -> list[str]:
    bank = _bank(values)
    pairs = zip(KEYS, values["claims"], strict=True)
    return [key for key, claim in pairs if bank[claim["name"]][1]()]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Eigenvalues of the rows themselves, and descents that are really run."""
    import numpy as np

    raw, scaled = np.array(_rows(values), dtype=float), _changed(values, centre=True, divide=True)
    before = np.linalg.svd(raw, compute_uv=False)[::-1] ** 2 / len(raw)
    after = np.linalg.svd(scaled, compute_uv=False)[::-1] ** 2 / len(scaled)
    return {
        "curvatures": [float(x) for x in before],
        "rate": 2 / float(before[1]),
        "conditions": [float(before[1] / before[0]), float(after[1] / after[0])],
        "steps": [_run(rows, values["goal"]) for rows in (before, after)],
        "claims": _true_by_descent(values, raw, scaled),
    }


def _run(curvatures: Any, goal: float) -> int:
    """Steps of gradient descent along the two axes from the worst start."""
    low, high = (float(x) for x in curvatures)
    rate, x, y, steps = 2 / (low + high), 1.0, 1.0, 0
    while x * x + y * y > 2 * (goal * (1 + 1e-9)) ** 2:
        x, y, steps = x * (1 - rate * low), y * (1 - rate * high), steps + 1
    return steps


def _true_by_descent(values: dict[str, Any], raw: Any, scaled: Any) -> list[str]:
    """The claims about rates and directions by running gradient descent, the others as before."""
    import numpy as np

    def turned(rows: Any, rate: float) -> float:
        """How far an error has come after many steps of gradient descent."""
        step = np.eye(2) - rate * rows.T @ rows / len(rows)
        return float(np.abs(np.linalg.matrix_power(step, 4096) @ np.array([1.0, 0.7])).max())

    def straight(rows: Any) -> bool:
        ways = (np.array([1.0, 0.0]), np.array([0.6, 0.8]), np.array([1.0, 1.0]))
        moved = [rows.T @ rows @ way for way in ways]
        return all(
            abs(way[0] * m[1] - way[1] * m[0]) < 1e-9 * float(np.abs(m).max())
            for way, m in zip(ways, moved, strict=True)
        )

    with np.errstate(all="ignore"):
        run = {
            "rate-one-before": not turned(raw, 1.0) < 1,
            "rate-one-after": turned(scaled, 1.0) < 1e-3,
            "straight": straight(scaled),
            "circles": straight(scaled),
        }
    bank = _bank(values)
    return [
        key
        for key, claim in zip(KEYS, values["claims"], strict=True)
        if run.get(claim["name"], bool(bank[claim["name"]][1]()))
    ]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    (p, q), (_, r) = _matrix(values, False)
    before, after = truth["conditions"]
    curvatures = {
        "singular-values": [sqrt(x) for x in truth["curvatures"]],
        "sum-for-mean": [x * values["count"] for x in truth["curvatures"]],
    }
    if q:
        curvatures["off-diagonal-ignored"] = sorted([float(p), float(r)])
    conditions = {
        "root-of-condition": [sqrt(before), sqrt(after)],
        "after-as-before": [before, before],
        "perfect-after": [before, 1],
    }
    goal = values["goal"]
    cautious = [1 if c < 1.001 else ceil(log(goal) / log(1 - 1 / c)) for c in (before, after)]
    return {
        "curvatures": _told_apart(truth["curvatures"], curvatures),
        "rate": _told_apart(
            truth["rate"],
            {
                "rate-halved": truth["rate"] / 2,
                "rate-of-flat-direction": 2 / truth["curvatures"][0],
            },
        ),
        "conditions": _told_apart(truth["conditions"], conditions),
        "steps": _told_apart(
            truth["steps"],
            {
                "cautious-rate": cautious,
                "squared-distance": [_steps(c, sqrt(goal)) for c in (before, after)],
            },
            3.0,
        ),
    }


def _told_apart(truth: Any, wrong: dict[str, Any], absolute: float = 0.002) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other, absolute) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any, absolute: float) -> bool:
    pairs = zip(_list(one), _list(other), strict=True)
    return all(isclose(a, b, rel_tol=0.03, abs_tol=absolute) for a, b in pairs)


def _list(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]
