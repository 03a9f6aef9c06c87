"""The posterior of a dropout rate, from one mask and a uniform prior."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, factorial
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """A mask of four to nine units; now and then all or none are dropped."""
    n = rng.integer(4, 9)
    form = rng.choice(["mixed"] * 8 + ["all", "none"])
    while True:
        dropped = [form == "all" if form != "mixed" else rng.chance(0.5) for _ in range(n)]
        if form != "mixed" or 0 < sum(dropped) < n:
            break
    theta_is = rng.choice(["dropped", "kept"])
    hits = sum(dropped) if theta_is == "dropped" else n - sum(dropped)
    return {
        "n": n,
        "mask": [0 if drop else 1 for drop in dropped],
        "dropped": sum(dropped),
        "theta_is": theta_is,
        "hits": hits,
        "shown": shown(r"\theta", hits) + shown(r"(1-\theta)", n - hits),
        "factor": factorial(n + 1) // factorial(hits) // factorial(n - hits),
    }


def shown(base: str, exponent: int) -> str:
    """A power in LaTeX; nothing where the exponent is 0."""
    return f"{base}^{{{exponent}}}" if exponent > 1 else base * exponent


def answers(values: dict[str, Any]) -> dict[str, Any]:
    n, hits = values["n"], values["hits"]
    powers = [power("theta", hits), power("(1 - theta)", n - hits)]
    likelihood = " * ".join(item for item in powers if item)
    return {
        "likelihood": likelihood,
        "evidence": 1 / values["factor"],
        "posterior": f"{values['factor']} * {likelihood}",
        "beta": [hits + 1, n - hits + 1],
        "mean-mode": [(hits + 1) / (n + 2), hits / n],
        "general": "(k + 1)/(n + 2)",
    }


def power(base: str, exponent: int) -> str:
    return f"{base}^{exponent}" if exponent > 1 else base * exponent


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Multiplies the polynomial out and integrates it term by term, in exact fractions."""
    n, hits = values["n"], values["hits"]
    terms = expand(n, hits)
    evidence = integral(terms)
    mean = integral(terms, 1) / evidence
    density = [term / evidence for term in terms]
    # A Beta density's mean and second moment give its two parameters back.
    second = integral(terms, 2) / evidence
    total = mean * (1 - mean) / (second - mean**2) - 1
    shape = [mean * total, (1 - mean) * total]
    tried = {Fraction(i, m) for m in range(1, 10) for i in range(m + 1)}
    mode = max(tried, key=lambda t: polynomial(terms, t))
    # k and n enter the mean as (p + k) / (q + n): two cases tell p and q, others confirm them.
    q = 1 / (mean_of(5, 3) - mean_of(5, 2)) - 5
    p = mean_of(5, 0) * (5 + q)
    cases = product(range(2, 6), (0, 1, 2))
    assert all(mean_of(m, k) == (p + k) / (q + m) for m, k in cases)
    return {
        "likelihood": written(terms),
        "evidence": float(evidence),
        "posterior": written(density),
        "beta": [float(part) for part in shape],
        "mean-mode": [float(mean), float(mode)],
        "general": f"({p} + k)/({q} + n)",
    }


def expand(n: int, hits: int) -> list[Fraction]:
    """The coefficients of theta^hits (1 - theta)^(n - hits), lowest power first."""
    rest = n - hits
    return [Fraction(0)] * hits + [Fraction((-1) ** i * comb(rest, i)) for i in range(rest + 1)]


def integral(terms: list[Fraction], extra: int = 0) -> Fraction:
    """From 0 to 1, of the polynomial times theta^extra."""
    return sum((term / (power + extra + 1) for power, term in enumerate(terms)), Fraction(0))


def mean_of(n: int, hits: int) -> Fraction:
    terms = expand(n, hits)
    return integral(terms, 1) / integral(terms)


def polynomial(terms: list[Fraction], theta: Fraction) -> Fraction:
    return sum((term * theta**power for power, term in enumerate(terms)), Fraction(0))


def written(terms: list[Fraction]) -> str:
    return " + ".join(f"({term}) theta^{power}" for power, term in enumerate(terms))


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    n, hits, factor = values["n"], values["hits"], values["factor"]
    likelihood = f"theta^{hits} * (1 - theta)^{n - hits}"
    swapped = f"theta^{n - hits} * (1 - theta)^{hits}"
    of_likelihood, of_evidence, of_posterior = {}, {}, {"not-normalised": likelihood}
    of_beta: dict[str, Any] = {"prior-forgotten": [hits, n - hits]}
    of_means: dict[str, Any] = {}
    if hits != n - hits:
        of_likelihood["roles-swapped"] = swapped
        of_posterior["roles-swapped"] = f"{factor} * {swapped}"
        of_beta["roles-swapped"] = [n - hits + 1, hits + 1]
        of_means["mean-is-share"] = [hits / n, hits / n]
        of_means["roles-swapped"] = [(n - hits + 1) / (n + 2), (n - hits) / n]
        of_means["exchanged"] = [hits / n, (hits + 1) / (n + 2)]
    if 0 < hits < n:
        of_likelihood["order-counted"] = f"{comb(n, hits)} * {likelihood}"
        of_posterior["order-for-evidence"] = f"{comb(n, hits)} * {likelihood}"
        of_evidence["order-counted"] = 1 / (n + 1)
    of_evidence["at-one-half"] = 0.5**n
    return {
        "likelihood": of_likelihood,
        "evidence": of_evidence,
        "posterior": of_posterior,
        "beta": of_beta,
        "mean-mode": of_means,
        "general": {"mean-is-share": "k/n", "one-more": "(k + 1)/(n + 1)"},
    }
