"""Which stored values a derivative asks for, found by changing them one at a time."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")
STORED = ("previous", "weights", "bias", "sums")
WANTED = {"dZ": "`dZ`", "dW": "`dW`", "db": "`db`", "dA_prev": "`dA_prev`"}

# Value, slope and LaTeX of each activation.
Function = tuple[Callable[[float], float], Callable[[float], float], str]


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _normal(z: float) -> float:
    """The share of a standard normal variable below z."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))


def _density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


FUNCTIONS: dict[str, Function] = {
    "identity": (lambda z: z, lambda z: 1.0, "z"),
    "ReLU": (lambda z: max(z, 0.0), lambda z: float(z > 0), r"\max(0, z)"),
    "leaky ReLU": (
        lambda z: max(z, 0.1 * z),
        lambda z: 1.0 if z > 0 else 0.1,
        r"\max(z, 0.1\,z)",
    ),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z)), r"1/(1 + e^{-z})"),
    "tanh": (math.tanh, lambda z: 1 - math.tanh(z) ** 2, r"\tanh z"),
    "softplus": (lambda z: math.log1p(math.exp(z)), _sigmoid, r"\ln(1 + e^z)"),
    "ELU": (
        lambda z: z if z > 0 else math.expm1(z),
        lambda z: 1.0 if z > 0 else math.exp(z),
        r"z \text{ for } z > 0, \; e^z - 1 \text{ else}",
    ),
    "square": (lambda z: z * z, lambda z: 2 * z, "z^2"),
    "absolute value": (abs, lambda z: math.copysign(1.0, z) if z else 0.0, "|z|"),
    "sine": (math.sin, math.cos, r"\sin z"),
    "Swish": (
        lambda z: z * _sigmoid(z),
        lambda z: _sigmoid(z) * (1 + z * (1 - _sigmoid(z))),
        r"z/(1 + e^{-z})",
    ),
    "GELU": (
        lambda z: z * _normal(z),
        lambda z: _normal(z) + z * _density(z),
        r"z\,\Phi(z), \text{ with } \Phi \text{ the normal distribution function}",
    ),
}
LAYERS = ("identity", "ReLU", "leaky ReLU", "sigmoid", "tanh", "square")


def draw(rng: Draw) -> dict[str, Any]:
    name = rng.choice(LAYERS)
    wanted = rng.choice(("dW", "dW", "db", "dA_prev", "dA_prev", "dZ"))
    while True:
        previous, weights, upstream = (_small(rng) for _ in range(3))
        bias = [rng.integer(-3, 3), rng.integer(-3, 3)]
        sums = _sums(previous, weights, bias)
        flat = [z for line in sums for z in line]
        signs = {z > 0 for z in flat}
        if len(signs) == 2 and max(map(abs, flat)) <= (2 if name in ("sigmoid", "tanh") else 9):
            break
    sizes = [rng.integer(2, 12) * rng.choice((1, 10)) for _ in range(rng.integer(3, 5))]
    others = [other for other in FUNCTIONS if other not in ("ReLU", "identity")]
    names = ["ReLU", *rng.sample(others, 4)] if rng.chance(0.6) else rng.sample(others, 5)
    values: dict[str, Any] = {
        "name": name,
        "formula": "" if name == "identity" else FUNCTIONS[name][2],
        "zero_slope": {"ReLU": "0", "leaky ReLU": "0.1"}.get(name, ""),
        "slope_says": "here it is 1 everywhere, so not even that"
        if name == "identity"
        else f"of the {name}",
        "wanted_key": wanted,
        "wanted": WANTED[wanted],
        "previous": previous,
        "weights": weights,
        "bias": bias,
        "sums": sums,
        "upstream": upstream,
        "sizes": sizes,
        "sizes_shown": ", ".join(map(str, sizes)),
        "batch": rng.choice((8, 16, 32, 64)),
        "functions": [
            {"name": other, "says": f"{other}: ${FUNCTIONS[other][2]}$"}
            for other in rng.shuffled(names)
        ],
    }
    return values | {"answer": answers(values)}


def _small(rng: Draw) -> list[list[int]]:
    return [[rng.sign() * rng.integer(1, 3) for _ in range(2)] for _ in range(2)]


def _sums(previous: Any, weights: Any, bias: Any) -> list[list[int]]:
    return [
        [sum(weights[i][k] * previous[k][n] for k in range(2)) + bias[i] for n in range(2)]
        for i in range(2)
    ]


def _derivative(values: dict[str, Any], slope: Callable[[float], float] | None = None) -> Any:
    """The wanted derivative from `dA` and the cache, which need not be consistent."""
    slope = slope or FUNCTIONS[values["name"]][1]
    grad = [
        [values["upstream"][i][n] * slope(values["sums"][i][n]) for n in range(2)] for i in (0, 1)
    ]
    previous, weights = values["previous"], values["weights"]
    if values["wanted_key"] == "dZ":
        return grad
    if values["wanted_key"] == "db":
        return [sum(line) for line in grad]
    if values["wanted_key"] == "dW":
        return [[sum(grad[i][n] * previous[k][n] for n in (0, 1)) for k in (0, 1)] for i in (0, 1)]
    return [[sum(weights[i][k] * grad[i][n] for i in (0, 1)) for n in (0, 1)] for k in (0, 1)]


# A cache without zeros or ones, so that nothing is hidden by chance.
GENERIC = {
    "previous": [[1.3, -0.7], [0.4, 2.1]],
    "weights": [[0.6, -1.1], [1.9, 0.8]],
    "bias": [0.9, -1.7],
    "sums": [[0.7, -1.2], [-0.4, 1.6]],
    "upstream": [[1.1, -2.3], [0.5, 0.9]],
}


def _depends(values: dict[str, Any], name: str) -> bool:
    """Whether the derivative changes when one stored value alone becomes another."""
    values = {**values, **GENERIC}
    truth = _derivative(values)
    for shift in (0.3, -3.1, 5.2):
        moved = [x + shift if name == "bias" else [y + shift for y in x] for x in GENERIC[name]]
        if _derivative({**values, name: moved}) != truth:
            return True
    return False


def answers(values: dict[str, Any]) -> dict[str, Any]:
    needed = [name for name in STORED if _depends(values, name)]
    inputs_and_sums = pairwise(values["sizes"])
    return {
        "needed": needed or ["nothing"],
        "derivative": _derivative(values),
        "memory": values["batch"] * sum(a + b for a, b in inputs_and_sums),
        "instead": [
            key
            for key, item in zip(KEYS, values["functions"], strict=True)
            if _slope_told_by_value(item["name"])
        ],
    }


@cache
def _slope_told_by_value(name: str) -> bool:
    """Looks for two places with one value and two slopes, at many levels of the value."""
    g, slope, _ = FUNCTIONS[name]
    grid = [k / 20 + 0.0137 for k in range(-160, 161)]
    for level in (0.02, 0.05, 0.3, 0.8, -0.02, -0.1, -0.15, -0.5):
        slopes = [
            slope(_root(g, level, a, b))
            for a, b in pairwise(grid)
            if (g(a) - level) * (g(b) - level) < 0
        ]
        if slopes and max(slopes) - min(slopes) > 1e-6:
            return False
    return True


def _root(g: Callable[[float], float], level: float, low: float, high: float) -> float:
    rising = g(high) > g(low)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (g(middle) < level) == rising else (low, middle)
    return (low + high) / 2


BY_VALUE: dict[str, Callable[[float], float]] = {
    "identity": lambda a: 1.0,
    "ReLU": lambda a: float(a > 0),
    "leaky ReLU": lambda a: 1.0 if a > 0 else 0.1,
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
    "softplus": lambda a: 1 - math.exp(-a),
    "ELU": lambda a: 1.0 if a > 0 else a + 1,
}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy's free symbols for one unit, differences of the layer, arrays counted, formulas."""
    stored = 0
    for before, after in pairwise(values["sizes"]):
        cache = {"A_prev": (before, values["batch"]), "Z": (after, values["batch"])}
        stored += sum(math.prod(shape) for shape in cache.values())
    return {
        "needed": _letters(values),
        "derivative": _by_differences(values),
        "memory": stored,
        "instead": [
            key
            for key, item in zip(KEYS, values["functions"], strict=True)
            if _formula_holds(item["name"])
        ],
    }


def _by_differences(values: dict[str, Any]) -> Any:
    """The activation by differences from below in 50 digits, the linear part by steps of 1."""
    import mpmath
    import numpy as np

    with mpmath.workdps(50):
        step = mpmath.mpf("1e-20")
        g = {
            "identity": lambda z: z,
            "ReLU": lambda z: max(z, mpmath.mpf(0)),
            "leaky ReLU": lambda z: max(z, z / 10),
            "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
            "tanh": mpmath.tanh,
            "square": lambda z: z * z,
        }[values["name"]]

        def slope(z: int) -> float:
            near, far = g(z - step), g(z - 2 * step)
            return float((3 * g(mpmath.mpf(z)) - 4 * near + far) / (2 * step))

        slopes = np.array([[slope(z) for z in line] for line in values["sums"]])
    grad = np.array(values["upstream"]) * slopes
    parts = {name: np.array(values[name], dtype=float) for name in ("weights", "previous", "bias")}

    def loss(weights: Any, previous: Any, bias: Any) -> float:
        return float((grad * (weights @ previous + bias[:, None])).sum())

    if values["wanted_key"] == "dZ":
        return grad.tolist()
    name = {"dW": "weights", "db": "bias", "dA_prev": "previous"}[values["wanted_key"]]
    result = np.zeros(parts[name].shape)
    for place in np.ndindex(result.shape):
        moved = parts[name].copy()
        moved[place] += 1.0
        result[place] = loss(**{**parts, name: moved}) - loss(**parts)
    return result.tolist()


def _letters(values: dict[str, Any]) -> list[str]:
    """The stored letters in the formula for one unit with one input."""
    import sympy

    previous, weights, bias, sums, upstream = sympy.symbols("previous weights bias sums upstream")
    g = {
        "identity": sums,
        "ReLU": sympy.Max(0, sums),
        "leaky ReLU": sympy.Max(sums, sums / 10),
        "sigmoid": 1 / (1 + sympy.exp(-sums)),
        "tanh": sympy.tanh(sums),
        "square": sums**2,
    }[values["name"]]
    linear = weights * previous + bias
    chain = upstream * sympy.diff(g, sums)
    by = {"dZ": 1, "dW": sympy.diff(linear, weights), "db": sympy.diff(linear, bias)}
    formula = chain * by.get(values["wanted_key"], sympy.diff(linear, previous))
    letters = {str(letter) for letter in formula.free_symbols} - {"upstream"}
    return [name for name in STORED if name in letters] or ["nothing"]


def _formula_holds(name: str) -> bool:
    """Whether there is a formula for the slope by the value, and it is right at many places."""
    g, slope, _ = FUNCTIONS[name]
    by_value = BY_VALUE.get(name)
    places = [k / 7 + 0.011 for k in range(-30, 31)]
    return by_value is not None and all(
        math.isclose(by_value(g(z)), slope(z), abs_tol=1e-9) for z in places
    )


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    value = FUNCTIONS[values["name"]][0]
    needed = {"whole-cache": [*STORED]}
    if truth["needed"] != ["nothing"]:
        needed["bias-included"] = [*truth["needed"], "bias"]
    derivative = {
        "slope-forgotten": _derivative(values, lambda z: 1.0),
        "activation-for-slope": _derivative(values, value),
        "averaged": _scaled(truth["derivative"], 0.5),
    }
    sizes, batch = values["sizes"], values["batch"]
    parameters = sum((a + 1) * b for a, b in pairwise(sizes))
    memory = {
        "parameters-counted": truth["memory"] + parameters,
        "one-example": truth["memory"] // batch,
        "only-one-of-two": batch * sum(sizes[1:]),
        "output-counted": truth["memory"] + batch * sizes[-1],
    }
    relu = next(
        (k for k, f in zip(KEYS, values["functions"], strict=True) if f["name"] == "ReLU"), ""
    )
    without = [key for key in truth["instead"] if key != relu]
    return {
        "needed": needed,
        "derivative": _told_apart(truth["derivative"], derivative),
        "memory": _told_apart(truth["memory"], memory),
        "instead": {"relu-counted-out": without} if relu and without else {},
    }


def _scaled(grad: Any, factor: float) -> Any:
    return [_scaled(x, factor) if isinstance(x, list) else factor * x for x in grad]


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return all(map(_close, one, other))
    return math.isclose(one, other, abs_tol=0.02)
