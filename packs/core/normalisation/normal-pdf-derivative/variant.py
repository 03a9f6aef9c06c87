"""The normal density: its logarithm, its slope, where it is steepest, and the line of SciPy."""

from __future__ import annotations

import math
from typing import Any

from heldout.authoring import Draw

DEVIATIONS = [0.5, 0.6, 0.8, 1.2, 1.5, 2.5]
LINES = {  # divisor of the factor and scale of the density, as powers of s
    "square-and-scale": (2, 1),
    "once-and-scale": (1, 1),
    "once-and-root": (1, 0.5),
    "square-and-square": (2, 2),
}


def draw(rng: Draw) -> dict[str, Any]:
    sigma = rng.choice(DEVIATIONS)
    given = rng.choice(["variance", "deviation"])
    mu = rng.choice([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2])
    at = round(mu + rng.sign() * rng.choice([0.5, 1, 1.5, 2]) * sigma, 2)
    variance = round(sigma * sigma, 2)
    density = pdf(at, mu, sigma)
    return {
        "mu": mu,
        "given": given,
        "given_name": "variance" if given == "variance" else "standard deviation",
        "s": variance if given == "variance" else sigma,
        "sigma": sigma,
        "sigma_shown": sigma,
        "variance": variance,
        "at": at,
        "value": round(density, 4),
        "slope": round(-(at - mu) / sigma**2 * density, 4),
        "place": round(mu - sigma, 2),
        "steepest": round(1 / (sigma**2 * math.sqrt(2 * math.pi * math.e)), 4),
    }


def pdf(x: float, mu: float, sigma: float) -> float:
    return math.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))


def distance(mu: float) -> str:
    """x - mu as a formula."""
    return f"(x {'-' if mu > 0 else '+'} {abs(mu):g})" if mu else "x"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    mu, sigma, variance, at = (values[name] for name in ("mu", "sigma", "variance", "at"))
    d = distance(mu)
    density = pdf(at, mu, sigma)
    return {
        "log-density": f"-log({sigma:g}*sqrt(2*pi)) - {d}^2/{2 * variance:g}",
        "log-slope": f"-{d}/{variance:g}",
        "derivative": f"-{d}/{variance:g} * exp(-{d}^2/{2 * variance:g})/({sigma:g}*sqrt(2*pi))",
        "second": f"(z^2 - 1)*p/{variance:g}",
        "at-point": [density, -(at - mu) / variance * density],
        "steepest": [mu - sigma, pdf(mu - sigma, mu, sigma) / sigma],
        "code": right_line(values),
    }


def right_line(values: dict[str, Any]) -> str:
    """The line of code that agrees with a central difference of the density; found by trying."""
    mu, s, sigma = values["mu"], values["s"], values["sigma"]
    x, step = mu + 0.7, 1e-5
    slope = (pdf(x + step, mu, sigma) - pdf(x - step, mu, sigma)) / (2 * step)
    for name, (divisor, scale) in LINES.items():
        if math.isclose(-(x - mu) / s**divisor * pdf(x, mu, s**scale), slope, rel_tol=1e-6):
            return name
    return "differences"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy on the density; numbers as derivatives of the distribution function; the lines of code
    are run."""
    import mpmath
    import numpy as np
    import sympy
    from scipy.stats import norm

    x, z, p = sympy.symbols("x z p", real=True)
    mu, sigma = (sympy.Rational(str(values[name])) for name in ("mu", "sigma"))
    density = sympy.exp(-(((x - mu) / sigma) ** 2) / 2) / sigma / sympy.sqrt(2 * sympy.pi)
    logarithm = -(((x - mu) / sigma) ** 2) / 2 - sympy.log(sigma * sympy.sqrt(2 * sympy.pi))
    second = (sympy.diff(logarithm, x, 2) + sympy.diff(logarithm, x) ** 2) * p
    m, sd = float(mu), float(sigma)

    def derivative(place: float, order: int) -> float:
        """Of the distribution function: the density is its first, the slope its second."""
        return float(mpmath.diff(lambda at: mpmath.ncdf(at, m, sd), place, order))

    grid = np.arange(-1, 1, 0.01) + m
    s = values["s"]
    gap = -(grid - m)
    lines = {
        "square-and-scale": gap / s**2 * norm.pdf(grid, m, s),
        "once-and-scale": gap / s * norm.pdf(grid, m, s),
        "once-and-root": gap / s * norm.pdf(grid, m, s**0.5),
        "square-and-square": gap / s**2 * norm.pdf(grid, m, s**2),
        "differences": np.gradient(norm.pdf(grid, m, s)),
    }
    true = np.gradient(norm.cdf(grid, m, sd), grid, edge_order=2)
    true = np.gradient(true, grid, edge_order=2)
    return {
        "log-density": str(logarithm),
        "log-slope": str(sympy.diff(logarithm, x)),
        "derivative": str(sympy.diff(density, x)),
        "second": str(second.subs(x, mu + sigma * z)),
        "at-point": [derivative(values["at"], 1), derivative(values["at"], 2)],
        "steepest": [m - sd, derivative(m - sd, 2)],
        "code": min(lines, key=lambda name: float(np.abs(lines[name] - true).max())),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    mu, sigma, variance, at = (values[name] for name in ("mu", "sigma", "variance", "at"))
    s = values["s"]
    # Who mixes them up takes the given number for the other of the two.
    wrong = s if values["given"] == "variance" else math.sqrt(s)
    d = distance(mu)
    right = answers(values)
    density = pdf(at, mu, sigma)
    confused = pdf(at, mu, wrong)
    return {
        "log-density": {
            "variance-for-deviation": f"-log({wrong!r}*sqrt(2*pi)) - {d}^2/(2*{wrong**2!r})",
            "half-forgotten": f"-log({sigma}*sqrt(2*pi)) - {d}^2/{variance}",
            "constant-forgotten": f"-{d}^2/(2*{variance})",
        },
        "log-slope": {
            "deviation-once": f"-{d}/{sigma}",
            "half-forgotten": f"-2*{d}/{variance}",
            "centre-sign": f"{d}/{variance}",
        },
        "derivative": {
            "inner-derivative-forgotten": f"exp(-{d}^2/{2 * variance})/({sigma}*sqrt(2*pi))",
            "centre-sign": f"-({right['derivative']})",
            "quotient-for-product": (
                f"-{d}^2/{2 * variance} * exp(-{d}^2/{2 * variance})/({sigma}*sqrt(2*pi))"
            ),
            "deviation-once": f"({right['derivative']})*{sigma}",
        },
        "second": {
            "second-term-forgotten": f"z^2*p/{variance}",
            "factor-for-step": "(z^2 - 1)*p",
            "density-held-fixed": f"-p/{variance}",
        },
        "at-point": {
            "variance-for-deviation": [confused, -(at - mu) / wrong**2 * confused],
            "centre-sign": [density, (at - mu) / variance * density],
            "deviation-once": [density, -(at - mu) / sigma * density],
        },
        "steepest": {
            "falling-side": [mu + sigma, -right["steepest"][1]],
            "peak-taken": [mu, 0.0],
            "root-e-forgotten": [mu - sigma, right["steepest"][1] * math.exp(0.5)],
        },
        "code": {
            "no-spacing": "differences",
            "variance-for-deviation": "square-and-scale"
            if values["given"] == "variance"
            else "once-and-root",
            "deviation-once": "once-and-scale",
        },
    }
