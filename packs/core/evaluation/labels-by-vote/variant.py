"""Labellers who vote: their error alone and together, with a bias that they share, and kappa."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """Three labellers, equally good or not; a budget; a second team that differs clearly."""
    while True:
        values = _case(rng)
        one, other = _team(values, "first"), _team(values, "second")
        kappas_apart = abs(one["kappa"] - other["kappa"]) > Fraction(3, 100)
        ratio = one["vote"] / other["vote"]
        if kappas_apart and not Fraction(4, 5) < ratio < Fraction(5, 4):
            return values


def _case(rng: Draw) -> dict[str, Any]:
    alike = rng.chance(0.5)
    error = rng.choice((0.05, 0.08, 0.1, 0.12, 0.15, 0.2))
    errors = [error] * 3 if alike else rng.sample((0.05, 0.1, 0.15, 0.2, 0.25, 0.3), 3)
    shared, rest = rng.choice(((0.02, 0.1), (0.04, 0.08), (0.05, 0.1), (0.03, 0.05), (0.06, 0.1)))
    return {
        "alike": alike,
        "errors": errors,
        "shared": shared,
        "budget": 300 * rng.integer(4, 20),
        "case": rng.choice(
            (
                "X-rays as *healthy* or *ill*",
                "mails as *spam* or *wanted*",
                "scenes as *safe* or *not*",
            )
        ),
        "first": {"fooled": 0.0, "error": rng.choice((0.08, 0.1, 0.12, 0.15, 0.2))},
        "second": {"fooled": shared, "error": rest},
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    vote = _vote([Fraction(str(e)) for e in values["errors"]])
    mean = sum(Fraction(str(e)) for e in values["errors"]) / 3
    shared, budget = Fraction(str(values["shared"])), values["budget"]
    one, other = _team(values, "first"), _team(values, "second")
    return {
        "vote": float(vote),
        "biased": float(shared + (1 - shared) * vote),
        "wrong": [float(budget * mean), float(budget / 3 * vote)],
        "kappa": float(one["kappa"]),
        "teams": ("first" if one["vote"] < other["vote"] else "second")
        + ("-first" if one["kappa"] > other["kappa"] else "-second"),
    }


def _vote(errors: list[Fraction]) -> Fraction:
    """The chance that two or three of three are wrong."""
    a, b, c = errors
    return a * b * (1 - c) + a * (1 - b) * c + (1 - a) * b * c + a * b * c


def _team(values: dict[str, Any], name: str) -> dict[str, Fraction]:
    """A team of three alike: the error of its vote, and Cohen's kappa of any two of them.

    Both classes are equally frequent and mistakes go both ways alike, so each labeller gives both
    labels equally often, and two agree by chance in half of the cases.
    """
    fooled, error = (Fraction(str(values[name][key])) for key in ("fooled", "error"))
    vote = 3 * error**2 * (1 - error) + error**3
    agree = fooled + (1 - fooled) * (error**2 + (1 - error) ** 2)
    return {"vote": fooled + (1 - fooled) * vote, "kappa": (agree - Fraction(1, 2)) * 2}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Goes through all cases: the truth, whether all are fooled, and who is wrong."""

    def outcomes(errors: list[Fraction], fooled: Fraction) -> list[tuple[Fraction, int, list[int]]]:
        found = []
        for truth, trap in product((0, 1), repeat=2):
            chance = Fraction(1, 2) * (fooled if trap else 1 - fooled)
            for wrong in product((0, 1), repeat=3):
                p = chance
                for slip, error in zip(wrong, errors, strict=True):
                    if trap:
                        p *= slip
                    else:
                        p *= error if slip else 1 - error
                found.append((p, truth, [truth ^ slip for slip in wrong]))
        return found

    def missed(table: list[tuple[Fraction, int, list[int]]]) -> Fraction:
        return sum((p for p, truth, said in table if (sum(said) >= 2) != truth), Fraction(0))

    def kappa(table: list[tuple[Fraction, int, list[int]]]) -> Fraction:
        together = [
            [sum((p for p, _, s in table if s[:2] == [i, j]), Fraction(0)) for j in (0, 1)]
            for i in (0, 1)
        ]
        rows = [sum(row) for row in together]
        columns = [together[0][j] + together[1][j] for j in (0, 1)]
        seen = together[0][0] + together[1][1]
        chance = rows[0] * columns[0] + rows[1] * columns[1]
        return (seen - chance) / (1 - chance)

    errors = [Fraction(str(e)) for e in values["errors"]]
    alone = outcomes(errors, Fraction(0))
    trapped = outcomes(errors, Fraction(str(values["shared"])))
    teams = {
        name: outcomes(
            [Fraction(str(values[name]["error"]))] * 3, Fraction(str(values[name]["fooled"]))
        )
        for name in ("first", "second")
    }
    single = sum((p * sum(s != t for s in said) for p, t, said in alone), Fraction(0)) / 3
    budget = values["budget"]
    best = min(teams, key=lambda name: missed(teams[name]))
    agreeing = max(teams, key=lambda name: kappa(teams[name]))
    return {
        "vote": float(missed(alone)),
        "biased": float(missed(trapped)),
        "wrong": [float(single * budget), float(missed(alone) * budget / 3)],
        "kappa": float(kappa(teams["first"])),
        "teams": f"{best}-{agreeing}",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    a, b, c = values["errors"]
    mean, budget, shared = (a + b + c) / 3, values["budget"], values["shared"]
    exactly_two = truth["vote"] - a * b * c
    error = values["first"]["error"]
    agree = error**2 + (1 - error) ** 2
    best, agreeing = truth["teams"].split("-")
    other = {"first": "second", "second": "first"}
    return {
        "vote": _apart(
            [truth["vote"]],
            {
                "all-three": [a * b * c],
                "exactly-two": [exactly_two],
                "one-order-only": [exactly_two / comb(3, 2) + a * b * c],
                "not-voted": [mean],
            },
        ),
        "biased": _apart(
            [truth["biased"]],
            {
                "bias-voted-away": [truth["vote"]],
                "bias-as-extra-vote": [shared],
                "cases-counted-twice": [shared + truth["vote"]],
            },
        ),
        "wrong": _apart(
            truth["wrong"],
            {
                "cost-forgotten": [budget * mean, budget * truth["vote"]],
                "rates-for-counts": [mean, truth["vote"]],
            },
        ),
        "kappa": _apart(
            [truth["kappa"]],
            {
                "plain-agreement": [agree],
                "accuracy-for-kappa": [1 - error],
                "not-normalised": [agree - 0.5],
            },
        ),
        "teams": {"kappa-as-truth": f"{agreeing}-{agreeing}"}
        if best != agreeing
        else {"kappa-misread": f"{best}-{other[agreeing]}"},
    }


def _apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        others = (truth, *(v if isinstance(v, list) else [v] for v in kept.values()))
        if all(
            any(abs(x - y) > 0.0006 for x, y in zip(value, other, strict=True)) for other in others
        ):
            kept[name] = value if len(value) > 1 else value[0]
    return kept
