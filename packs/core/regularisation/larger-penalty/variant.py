"""Ridge with two weights: where the minimum goes as the penalty grows, and what is true of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import isclose
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")
STRENGTHS = [Fraction(0), *(Fraction(2) ** power for power in range(-6, 9))]
FINER = sorted({*STRENGTHS, *(Fraction(round(64 * 1.07**power), 64) for power in range(130))})
STEADY = ("length", "length-grows", "each", "one-grows", "data-cost-rises", "data-cost-falls")

Path = Sequence[tuple[Any, Any]]  # the weights at each strength of a grid


def draw(rng: Draw) -> dict[str, Any]:
    """A bowl with whole numbers, its minimum, two strengths and four claims."""
    while True:
        a, d = rng.integer(1, 9), rng.integer(1, 9)
        c = rng.sign() * rng.integer(1, 6) if rng.chance(0.65) else 0
        best = [rng.sign() * rng.integer(1, 5), rng.sign() * rng.integer(1, 5)]
        if a * d > c * c and a != d and abs(best[0]) != abs(best[1]):
            break
    b = [a * best[0] + c * best[1], c * best[0] + d * best[1]]
    small, large = rng.choice((1, 2, 3)), rng.choice((5, 8, 10, 20))
    values: dict[str, Any] = {"a": a, "c": c, "d": d, "b": b, "best": best}
    values |= {"small": small, "large": large, "squares": _squares(a, c, d), "linear": _linear(b)}
    values["claims"] = _claims(rng, values)
    return values | {"answer": answers(values)}


def _squares(a: int, c: int, d: int) -> str:
    """The bowl's terms of second degree in LaTeX."""
    cross = "" if c == 0 else f" {'-' if c < 0 else '+'} {_times(abs(c), 'w_1 w_2')}"
    return rf"\tfrac{{{a}}}{{2}} w_1^2{cross} + \tfrac{{{d}}}{{2}} w_2^2"


def _linear(b: list[int]) -> str:
    """Its terms of first degree, which never both vanish."""
    return " ".join(
        f"{'-' if number > 0 else '+'} {_times(abs(number), name)}"
        for number, name in zip(b, ("w_1", "w_2"), strict=True)
        if number
    )


def _times(factor: int, what: str) -> str:
    return what if factor == 1 else rf"{factor}\,{what}"


def _claims(rng: Draw, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Four different claims, at least one of them true and one false; often that of exact zeros."""
    numbers = {"share": rng.choice((30, 40, 50, 60, 70)), "which": rng.integer(1, 2)}
    bank = _bank({**values, **numbers})
    path, finer = _path(values), _path(values, FINER)
    # What only a finer grid of strengths would show is not asked.
    usable = [name for name in bank if name not in STEADY or _agree(bank[name][1], path, finer)]
    while True:
        names = rng.sample([name for name in usable if name != "zeros"], 4)
        if rng.chance(0.6):
            names[0] = "zeros"
        holds = [bool(bank[name][1](path)) for name in names]
        if any(holds) and not all(holds):
            break
    chosen = list(zip(names, holds, strict=True))
    return [
        {"name": name, "text": bank[name][0], "holds": true, **numbers}
        for name, true in rng.shuffled(chosen)
    ]


def _agree(holds: Callable[[Path], bool], path: Path, finer: Path) -> bool:
    return holds(path) == holds(finer)


def _path(values: dict[str, Any], strengths: Sequence[Fraction] = STRENGTHS) -> Path:
    """The minimum at each strength, by Cramer's rule in exact fractions."""
    a, c, d, (p, q) = values["a"], values["c"], values["d"], values["b"]
    path = []
    for strength in strengths:
        area = (a + strength) * (d + strength) - c * c
        path.append(((p * (d + strength) - c * q) / area, ((a + strength) * q - c * p) / area))
    return path


def _bank(values: dict[str, Any]) -> dict[str, tuple[str, Callable[[Path], bool]]]:
    """Claims about the path of the minimum, each with what decides it."""
    share, which = values["share"], values["which"]
    k = values["which"] - 1
    at = {strength: place for place, strength in enumerate(STRENGTHS)}
    last = len(STRENGTHS) - 1

    def squares(path: Path) -> list[Any]:
        return [x * x + y * y for x, y in path]

    def cost(w: tuple[Any, Any]) -> Any:
        a, c, d, (p, q) = values["a"], values["c"], values["d"], values["b"]
        x, y = w
        return (a * x * x + 2 * c * x * y + d * y * y) / 2 - p * x - q * y

    def kept(path: Path, which: int) -> Any:
        return abs(path[at[Fraction(8)]][which] / path[0][which])

    return {
        "length": (
            "The length of the weights gets smaller with every increase of λ.",
            lambda path: _falls(squares(path)),
        ),
        "length-grows": (
            "The length of the weights gets larger with every increase of λ.",
            lambda path: _falls([-x for x in squares(path)]),
        ),
        "each": (
            "The size of **each** weight gets smaller with every increase of λ.",
            lambda path: all(
                _falls([w[i] * (1 if path[0][i] > 0 else -1) for w in path])
                and path[-1][i] * path[0][i] >= 0
                for i in (0, 1)
            ),
        ),
        "one-grows": (
            f"At some λ > 0 the size of $w_{which}$ is larger than without a penalty.",
            lambda path: any(abs(w[k]) > abs(path[0][k]) for w in path[1:]),
        ),
        "sign": (
            f"$w_{which}$ has another sign for λ = 256 than without a penalty.",
            lambda path: path[last][k] * path[0][k] < 0,
        ),
        "zeros": (
            "From some finite λ on, a weight is exactly 0.",
            lambda path: any(path[-1][i] == path[-2][i] == 0 for i in (0, 1)),
        ),
        "data-cost-rises": (
            "The cost $C$, without the penalty, gets larger with every increase of λ.",
            lambda path: _falls([-cost(w) for w in path]),
        ),
        "data-cost-falls": (
            "The cost $C$, without the penalty, gets smaller with every increase of λ.",
            lambda path: _falls([cost(w) for w in path]),
        ),
        "same-factor": (
            "At λ = 8 both weights have kept the same share of their size.",
            lambda path: isclose(kept(path, 0), kept(path, 1), rel_tol=1e-9),
        ),
        "first-keeps-more": (
            "At λ = 8 the first weight has kept a larger share of its size than the second.",
            lambda path: kept(path, 0) > kept(path, 1),
        ),
        "vanish": (
            "As λ grows without bound, both weights approach 0.",
            lambda path: all(abs(w) < abs(start) / 8 + 0.2 for w, start in _ends(path)),
        ),
        "limit": (
            f"As λ falls towards 0, the weights approach {_shown(values['best'])}.",
            lambda path: _near(path[0], values["best"]),
        ),
        "limit-zero": (
            "As λ falls towards 0, the weights approach (0, 0).",
            lambda path: _near(path[0], [0, 0]),
        ),
        "halved": (
            "From λ = 4 to λ = 8 both weights are halved.",
            lambda path: all(
                isclose(path[at[Fraction(8)]][i], path[at[Fraction(4)]][i] / 2) for i in (0, 1)
            ),
        ),
        "share": (
            f"At λ = 8 the length is less than {share} % of the length without a penalty.",
            lambda path: (
                squares(path)[at[Fraction(8)]] < Fraction(share, 100) ** 2 * squares(path)[0]
            ),
        ),
        "between": (
            f"$w_{which}$ is smaller in size for λ = 16 than for λ = 1.",
            lambda path: abs(path[at[Fraction(16)]][k]) < abs(path[at[Fraction(1)]][k]),
        ),
    }


def _falls(numbers: Sequence[Any]) -> bool:
    return all(after < before for before, after in pairwise(numbers))


def _ends(path: Path) -> list[tuple[Any, Any]]:
    return [(path[-1][i], path[0][i]) for i in (0, 1)]


def _near(w: tuple[Any, Any], point: list[int]) -> bool:
    return all(abs(one - other) < 1e-6 for one, other in zip(w, point, strict=True))


def _shown(point: list[int]) -> str:
    return f"({point[0]}, {point[1]})"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "slope": "h*(w - u) + l*w",
        "minimum": "h*u/(h + l)",
        "first": _solved(values, values["small"]),
        "second": _solved(values, values["large"]),
        "claims": _true(values, _path(values)),
    }


def _solved(values: dict[str, Any], strength: float) -> list[float]:
    """Cramer's rule for the two equations."""
    a, d = values["a"] + strength, values["d"] + strength
    c, (p, q) = values["c"], values["b"]
    area = a * d - c * c
    return [(p * d - c * q) / area, (a * q - c * p) / area]


def _true(values: dict[str, Any], path: Path) -> list[str]:
    found = []
    for key, claim in zip(KEYS, values["claims"], strict=True):
        _, holds = _bank({**values, "share": claim["share"], "which": claim["which"]})[
            claim["name"]
        ]
        if holds(path):
            found.append(key)
    return found


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates; NumPy turns the bowl onto its axes, each with a factor of its own."""
    import numpy as np

    slope, lowest = _one_weight()
    bowl = np.array([[values["a"], values["c"]], [values["c"], values["d"]]], dtype=float)
    curvatures, axes = np.linalg.eigh(bowl)
    along = axes.T @ np.array(values["best"], dtype=float)

    def minimum(strength: float) -> tuple[float, float]:
        x, y = axes @ (along * curvatures / (curvatures + strength))
        return float(x), float(y)

    return {
        "slope": slope,
        "minimum": lowest,
        "first": list(minimum(values["small"])),
        "second": list(minimum(values["large"])),
        "claims": _true(values, [minimum(float(strength)) for strength in STRENGTHS]),
    }


@cache
def _one_weight() -> tuple[str, str]:
    """The slope of the cost of one weight, and its only root."""
    import sympy

    w, u, h, strength = sympy.symbols("w u h l", real=True)
    slope = sympy.diff(h * (w - u) ** 2 / 2 + strength * w**2 / 2, w)
    (lowest,) = sympy.solve(slope, w)
    return str(slope), str(lowest)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    claims = {}
    names = [claim["name"] for claim in values["claims"]]
    if "zeros" in names and not values["claims"][names.index("zeros")]["holds"]:
        claims["exact-zeros-expected"] = [*truth["claims"], KEYS[names.index("zeros")]]
    found = {}
    for part, strength in (("first", values["small"]), ("second", values["large"])):
        best, diagonal = values["best"], (values["a"], values["d"])
        alone = [h * u / (h + strength) for h, u in zip(diagonal, best, strict=True)]
        wrong = {
            "unpenalised": best,
            "penalty-doubled": _solved(values, 2 * strength),
            "plain-subtraction": [u - strength * (1 if u > 0 else -1) for u in best],
        }
        if values["c"]:
            wrong["cross-term-ignored"] = alone
        found[part] = _told_apart(truth[part], wrong)
    return {
        "slope": {
            "pull-towards-minimum": "h*(w - u) - l*w",
            "half-not-used": "2*h*(w - u) + 2*l*w",
            "penalty-not-differentiated": "h*(w - u) + l*w^2/2",
            "constant-pull": "h*(w - u) + l",
        },
        "minimum": {
            "plain-subtraction": "u - l/h",
            "curvature-forgotten": "u/(1 + l)",
            "shares-exchanged": "l*u/(h + l)",
            "penalty-doubled": "h*u/(h + 2*l)",
            "pull-towards-minimum": "h*u/(h - l)",
        },
        **found,
        "claims": claims,
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        others = (truth, *kept.values())
        if not any(_close(value, other) for other in others):
            kept[name] = value
    return kept


def _close(one: list[float], other: list[float]) -> bool:
    return all(isclose(a, b, abs_tol=0.01) for a, b in zip(one, other, strict=True))
