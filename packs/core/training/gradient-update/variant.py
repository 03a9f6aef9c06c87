"""Vanilla gradient descent on a quadratic bowl: gradient, update, largest rate, number of steps."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

CURVATURES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20]
RATES = [0.05, 0.1, 0.2, 0.25, 0.5]


def draw(rng: Draw) -> dict[str, Any]:
    """A bowl with two curvatures, its lowest point off the origin, and rates to walk it with."""
    while True:
        a, c = rng.sample(CURVATURES, 2)
        best = [rng.sign() * rng.choice([0.5, 1, 1.5, 2, 3]) for _ in range(2)]
        start = [rng.sign() * rng.integer(1, 4), rng.integer(-4, 4)]
        rate, most = rng.choice(RATES), max(a, c)
        slow = Fraction(rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16])) / 80
        share = rng.choice([Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000)])
        factors = [1 - slow * a, 1 - slow * c]
        if len({abs(f) for f in factors}) < 2 or 0 in factors or slow * most >= 2:
            continue
        counts = [count(f, share) for f in factors]
        off = all(abs(p - q) >= 1 for p, q in zip(start, best, strict=True))
        if (
            off
            and 3 <= max(counts) <= 80
            and abs(counts[0] - counts[1]) > 1
            and 2 * min(a, c) != most
        ):
            break
    linear = [-a * best[0], -c * best[1]]
    asked = rng.choice(["u", "v"])
    slopes = [a * (start[0] - best[0]), c * (start[1] - best[1])]
    return {
        "a": a,
        "c": c,
        "linear": linear,
        "best": best,
        "start": start,
        "rate": rate,
        "slow": float(slow),
        "share": float(share),
        "asked_name": asked,
        "asked": f"${asked}$",
        "most": most,
        "largest": round(2 / most, 4),
        "ratio": f"{most / min(a, c):.3g}",
        "steps": max(counts),
        "fast": "u" if counts[0] < counts[1] else "v",
        "factor_u": float(factors[0]),
        "factor_v": float(factors[1]),
        "stepped": [round(p - rate * slope, 5) for p, slope in zip(start, slopes, strict=True)],
        "cost": f"\\tfrac12\\,\\big({product(a, 'u^2')} + {product(c, 'v^2')}\\big)"
        f" {signed(linear[0], 'u')} {signed(linear[1], 'v')}",
        "grad_u": slope_shown(a, linear[0], "u"),
        "grad_v": slope_shown(c, linear[1], "v"),
    }


def count(factor: Fraction, share: Fraction) -> int:
    """The number of multiplications by the factor until at most the share is left."""
    size, left = 0, Fraction(1)
    while left > share and size < 500:
        left *= abs(factor)
        size += 1
    return size


def signed(linear: float, name: str) -> str:
    """A linear term with its sign, in LaTeX."""
    return f"{'-' if linear < 0 else '+'} {product(abs(linear), name)}"


def product(number: float, name: str) -> str:
    return name if number == 1 else f"{number:g}\\,{name}"


def slope_shown(curvature: float, linear: float, name: str) -> str:
    return f"{product(curvature, name)} {'-' if linear < 0 else '+'} {abs(linear):g}"


def slope(curvature: float, linear: float, name: str) -> str:
    """The derivative as a formula."""
    front = name if curvature == 1 else f"{curvature:g}*{name}"
    return f"{front} {'-' if linear < 0 else '+'} {abs(linear):g}"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    a, c, (p, q) = values["a"], values["c"], values["linear"]
    by = {"u": slope(a, p, "u"), "v": slope(c, q, "v")}
    name, rate, (u, v) = values["asked_name"], values["rate"], values["start"]
    slow, share = Fraction(str(values["slow"])), Fraction(str(values["share"]))
    return {
        "by-u": by["u"],
        "by-v": by["v"],
        "update": f"{name} - h*({by[name]})",
        "step": [u - rate * (a * u + p), v - rate * (c * v + q)],
        "minimum": [-p / a, -q / c],
        "factor": f"1 - {c:g}*h" if c != 1 else "1 - h",
        "largest": 2 / max(a, c),
        "steps": max(count(1 - slow * a, share), count(1 - slow * c, share)),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy on the cost, in exact fractions; logarithms for the walk; NumPy's eigenvalues."""
    import numpy as np
    import sympy

    u, v, h = sympy.symbols("u v h")
    a, c = values["a"], values["c"]
    p, q = (sympy.Rational(str(number)) for number in values["linear"])
    cost = sympy.Rational(a, 2) * u**2 + p * u + sympy.Rational(c, 2) * v**2 + q * v
    by = {"u": sympy.diff(cost, u), "v": sympy.diff(cost, v)}
    name = values["asked_name"]
    new = sympy.symbols(name) - h * by[name]
    (best,) = sympy.solve([by["u"], by["v"]], [u, v], dict=True)
    d = sympy.symbols("d")
    after = (v - h * by["v"]).subs(v, best[v] + d) - best[v]
    hessian = np.array(sympy.hessian(cost, (u, v)).tolist(), dtype=float)
    point = dict(zip((u, v), (sympy.Rational(n) for n in values["start"]), strict=True))
    rate = sympy.Rational(str(values["rate"]))
    step = [float((x - rate * by[str(x)]).subs(point)) for x in (u, v)]
    # The walk in logarithms: distances shrink by the same factor each time.
    sizes = [abs(1 - values["slow"] * curve) for curve in (a, c)]
    steps = max(math.ceil(round(math.log(values["share"]) / math.log(s), 9)) for s in sizes)
    return {
        "by-u": str(by["u"]),
        "by-v": str(by["v"]),
        "update": str(sympy.expand(new)),
        "step": step,
        "minimum": [float(best[u]), float(best[v])],
        "factor": str(sympy.simplify(after / d)),
        "largest": 2 / float(np.linalg.eigvalsh(hessian).max()),
        "steps": steps,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    a, c, (p, q) = values["a"], values["c"], values["linear"]
    truth = answers(values)
    name, rate, (u, v) = values["asked_name"], values["rate"], values["start"]
    curve, shift = (a, p) if name == "u" else (c, q)
    grads = (a * u + p, c * v + q)
    steps = truth["steps"]
    slow, share = Fraction(str(values["slow"])), Fraction(str(values["share"]))

    def of_slope(curvature: float, linear: float, letter: str) -> dict[str, str]:
        return {
            "linear-term-forgotten": f"{curvature}*{letter}",
            "linear-term-kept": f"{curvature}*{letter} + ({linear})*{letter}",
            "two-not-cancelled": f"{2 * curvature}*{letter} + ({linear})",
        }

    newton = {}
    if curve != 1:
        newton["newton-step"] = f"{name} - h*({curve}*{name} + ({shift}))/{curve}"
    most, least = max(a, c), min(a, c)
    of_largest = {
        "inverse-curvature": 1 / most,
        "flat-direction": 2 / least,
        "mean-curvature": 4 / (a + c),
    }
    return {
        "by-u": {**of_slope(a, p, "u"), "not-differentiated": truth["by-v"]},
        "by-v": {**of_slope(c, q, "v"), "not-differentiated": truth["by-u"]},
        "update": {
            "uphill": f"{name} + h*({curve}*{name} + ({shift}))",
            "rate-forgotten": f"{name} - ({curve}*{name} + ({shift}))",
            "step-only": f"h*({curve}*{name} + ({shift}))",
            **newton,
        },
        "step": {
            "uphill": [u + rate * grads[0], v + rate * grads[1]],
            "rate-forgotten": [u - grads[0], v - grads[1]],
            "step-only": [rate * grads[0], rate * grads[1]],
        },
        "minimum": {"sign-of-minimum": [p / a, q / c], "origin-believed": [0.0, 0.0]},
        "factor": {
            "factor-without-one": f"{c}*h",
            "factor-of-u": f"1 - {a}*h",
            "uphill": f"1 + {c}*h",
        },
        "largest": of_largest,
        "steps": {
            "steps-of-faster": min(count(1 - slow * a, share), count(1 - slow * c, share)),
            "floor-for-ceil": steps - 1,
        },
    }
