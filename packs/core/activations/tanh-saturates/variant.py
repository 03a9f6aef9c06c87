"""A chain of tanh units: which saturate, and what symmetry has to do with it (nothing)."""

from __future__ import annotations

from math import atanh, cosh, exp, log, sqrt, tanh
from typing import Any

from heldout.authoring import Draw

NAMES = ("bottom", "middle", "top")


def draw(rng: Draw) -> dict[str, Any]:
    limit = rng.choice((0.95, 0.98, 0.99))
    wanted = rng.choice(((0,), (0,), (1,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2), ()))
    while True:
        x = rng.sign() * rng.integer(3, 20) / 10
        w = [rng.sign() * rng.integer(3, 60) / 10 for _ in range(3)]
        h = chain(w, x)
        clear = all(abs(abs(one) - limit) > 0.003 and abs(one) > 0.1 for one in h)
        if clear and tuple(i for i in range(3) if abs(h[i]) > limit) == wanted:
            break
    eps = rng.choice((0.01, 0.02, 0.05, 0.1, 0.2))
    n = rng.choice((0, 1, 2))
    z = rng.choice((1, 2, 3))
    ratio = slope_sigmoid(z) / (1 - tanh(z) ** 2)
    at_most = rng.choice((0.5, 0.25, 1.0))
    # Four claims, each with a number or a direction that decides.
    first = rng.choice(
        (
            (f"At $z = -{z}$ the slope of tanh is as small as at $z = {z}$.", True),
            (f"Because tanh is odd, its slope at $z = -{z}$ is minus that at $z = {z}$.", False),
            (f"tanh outputs of mean 0 over the data imply slopes above {eps}.", False),
        )
    )
    second = rng.choice(
        (
            ("Any layer of a tanh network can saturate, if its sums become large.", True),
            ("A tanh unit has $|h| < 1$, so large sums cannot saturate it.", False),
        )
    )
    third = rng.choice(
        (
            ("In a sigmoid network only the top layer can saturate.", False),
            (
                f"A sigmoid unit at the bottom has a slope below 0.01 at $z = {4 + n}$.",
                slope_sigmoid(4 + n) < 0.01,
            ),
        )
    )
    bigger = ratio > 1
    fourth = rng.choice(
        (
            (f"At $z = {z}$ the slope of the sigmoid is larger than that of tanh.", bigger),
            (f"At $z = {z}$ the slope of tanh is larger than that of the sigmoid.", not bigger),
            (f"The slope of tanh never exceeds {at_most:g}.", at_most >= 1),
        )
    )
    claims = [first, second, third, fourth]
    if not any(true for _, true in claims):
        claims[1] = ("Any layer of a tanh network can saturate, if its sums become large.", True)
    slopes = [1 - one * one for one in h]
    sums = [w[0] * x, w[1] * h[0], w[2] * h[1]]
    return {
        "limit": limit,
        "x": x,
        "w": w,
        "eps": eps,
        "table": [list(row) for row in zip(sums, h, slopes, strict=True)],
        "saturated": [i + 1 for i in wanted],
        "names": ", ".join(f"the {NAMES[i]} layer" for i in wanted),
        "onset": atanh(sqrt(1 - eps)),
        "z": z,
        "claims": [text for text, _ in claims],
        "held": [true for _, true in claims],
        "verdicts": [[text, "Right." if true else "Wrong."] for text, true in claims],
        "at_most": at_most,
        "n": n,
    }


def slope_sigmoid(z: float) -> float:
    y = 1 / (1 + exp(-z))
    return y * (1 - y)


def chain(w: list[float], x: float) -> list[float]:
    h = [x]
    for weight in w:
        h.append(tanh(weight * h[-1]))
    return h[1:]


CLAIMS = ("symmetric", "everywhere", "only-top", "other")


def answers(values: dict[str, Any]) -> dict[str, Any]:
    h = chain(values["w"], values["x"])
    slopes = [1 - one * one for one in h]
    over = [name for name, one in zip(NAMES, h, strict=True) if abs(one) > values["limit"]]
    return {
        "values": h,
        "slopes": slopes,
        "saturated": over or ["none"],
        "mirrored": slopes,
        "onset": values["onset"],
        "claim": [key for key, held in zip(CLAIMS, values["held"], strict=True) if held],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Tanh by one exponential to 60 digits, slopes by differences; a bisection; claims tried."""
    import mpmath

    def tanh(z: Any) -> Any:
        return 1 - 2 / (1 + mpmath.exp(2 * z))

    def run(x: float) -> tuple[list[float], list[float]]:
        now, h, slopes = mpmath.mpf(x), [], []
        with mpmath.workdps(60):
            for weight in values["w"]:
                z = weight * now
                now = tanh(z)
                h.append(float(now))
                slopes.append(float(mpmath.diff(tanh, z)))
        return h, slopes

    h, slopes = run(values["x"])
    low, high = 0.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if cosh(middle) ** -2 > values["eps"] else (low, middle)
    over = [name for name, one in zip(NAMES, h, strict=True) if abs(one) > values["limit"]]
    claims = [
        key for key, text in zip(CLAIMS, values["claims"], strict=True) if measured(values, text)
    ]
    return {
        "values": h,
        "slopes": slopes,
        "saturated": over or ["none"],
        "mirrored": run(-values["x"])[1],
        "onset": low,
        "claim": claims,
    }


def measured(values: dict[str, Any], text: str) -> bool:
    """A claim of the list tried on numbers; slopes are taken as cosh(z)^-2."""
    z = values["z"]
    slope = {side: cosh(side * z) ** -2 for side in (-1, 1)}
    if "as small as" in text:
        return abs(slope[-1] - slope[1]) < 1e-12
    if "minus that" in text:
        return abs(slope[-1] + slope[1]) < 1e-12
    if "imply slopes" in text:  # outputs at -6 and 6 have mean 0
        return cosh(6) ** -2 > values["eps"]
    if "Any layer" in text:  # all three weights large
        return min(map(abs, chain([50, 50, 50], 1.0))) > 0.99
    if "cannot saturate" in text:
        return cosh(10) ** -2 > values["eps"]
    if "only the top" in text or "at the bottom" in text:  # any unit, at a large sum
        drops = 0.25 / cosh((4 + values["n"]) / 2) ** 2 < 0.01
        return drops if "at the bottom" in text else False
    sigmoid_wins = slope_sigmoid(z) > slope[1]
    if "sigmoid is larger" in text:
        return sigmoid_wins
    if "tanh is larger" in text:
        return not sigmoid_wins
    return max(cosh(i / 100) ** -2 for i in range(-300, 301)) <= values["at_most"]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    w, x, eps = values["w"], values["x"], values["eps"]
    h = truth["values"]

    def sigmoid(z: float) -> float:
        return 1 / (1 + exp(-z))

    with_sigmoid = [sigmoid(w[0] * x)]
    for weight in w[1:]:
        with_sigmoid.append(sigmoid(weight * with_sigmoid[-1]))
    saturated = {"top-only": ["top"], "symmetric-so-safe": ["none"]}
    root = sqrt(1 - 4 * eps) if eps < 0.25 else 0.0
    slopes = truth["slopes"]
    mirrored = {
        "signs-kept-by-slopes": [-slope for slope in slopes],
        "square-forgotten": [1 + one for one in h],
    }
    claims, texts = truth["claim"], dict(zip(CLAIMS, values["claims"], strict=True))
    return {
        "values": told_apart(
            h,
            {
                "layers-not-chained": [tanh(weight * x) for weight in w],
                "activation-left-out": [w[0] * x, w[0] * w[1] * x, w[0] * w[1] * w[2] * x],
                "sigmoid-instead": with_sigmoid,
            },
        ),
        "slopes": told_apart(
            slopes,
            {
                "square-forgotten": [1 - one for one in h],
                "sigmoid-slope": [one * (1 - one) for one in h],
                "weights-included": [a * b for a, b in zip(w, slopes, strict=True)],
            },
        ),
        "saturated": {k: v for k, v in saturated.items() if v != truth["saturated"]},
        "mirrored": told_apart(slopes, mirrored),
        "onset": told_apart(
            [truth["onset"]],
            {
                "root-forgotten": atanh(1 - eps),
                "value-not-sum": sqrt(1 - eps),
                "sigmoid-onset": log((1 + root) / (1 - root)),
            },
        ),
        "claim": {
            name: [*claims, key]
            for name, key, words in (
                ("sigmoid-only-top", "only-top", "only the top"),
                ("bounded-so-safe", "everywhere", "cannot saturate"),
                ("odd-slope", "symmetric", "minus that"),
            )
            if words in texts[key]
        },
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.02 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
