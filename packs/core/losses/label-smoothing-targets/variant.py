"""Targets of label smoothing under its two conventions, and of their faulty mixture."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """A strength, a number of classes, and who receives what the true class gives away."""
    return {
        "epsilon": rng.choice((0.05, 0.1, 0.2, 0.3)),
        "classes": rng.choice((3, 4, 5, 8, 10, 11, 20, 21, 100)),
        "over_all": rng.chance(0.5),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    epsilon, classes = values["epsilon"], values["classes"]
    if values["over_all"]:
        # The same targets come from giving the others alone all that the true class loses.
        other = epsilon * (classes - 1) / classes
    else:
        other = epsilon * classes / (classes - 1)
    return {
        "targets": _targets(values),
        "mixture": 1 - epsilon / classes,
        "equivalent": other,
    }


def _targets(values: dict[str, Any]) -> list[float]:
    """True class, each other class."""
    epsilon, classes = values["epsilon"], values["classes"]
    if values["over_all"]:
        return [1 - epsilon + epsilon / classes, epsilon / classes]
    return [1 - epsilon, epsilon / (classes - 1)]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Moves exact shares from class to class, and solves for the other strength by bisection."""
    epsilon = Fraction(str(values["epsilon"]))
    smoothed = _smooth(epsilon, values["classes"], values["over_all"])
    mixture = [1 - epsilon, *[epsilon / values["classes"]] * (values["classes"] - 1)]
    low, high = Fraction(0), Fraction(1)
    for _ in range(60):
        middle = (low + high) / 2
        found = _smooth(middle, values["classes"], not values["over_all"])
        low, high = (low, middle) if found[0] < smoothed[0] else (middle, high)
    return {
        "targets": [float(smoothed[0]), float(smoothed[1])],
        "mixture": float(sum(mixture)),
        "equivalent": float(low),
    }


def _smooth(epsilon: Fraction, classes: int, over_all: bool) -> list[Fraction]:
    """Class 0 is the true one: it gives epsilon away, in equal shares."""
    targets = [Fraction(1)] + [Fraction(0)] * (classes - 1)
    receivers = range(classes) if over_all else range(1, classes)
    targets[0] -= epsilon
    for receiver in receivers:
        targets[receiver] += epsilon / len(receivers)
    return targets


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    epsilon, classes = values["epsilon"], values["classes"]
    truth = answers(values)
    targets = {
        "mixture": [1 - epsilon, epsilon / classes],
        "other-convention": _targets(values | {"over_all": not values["over_all"]}),
        "not-divided": [1 - epsilon, epsilon],
    }
    mixture = {
        "one-for-granted": 1.0,
        "true-class-left-out": epsilon * (classes - 1) / classes,
        "one-other-class": 1 - epsilon + epsilon / classes,
    }
    equivalent = {
        "same-strength": epsilon,
        "conversion-upside-down": epsilon**2 / truth["equivalent"],
        "true-class-target": truth["targets"][0],
    }
    return {
        "targets": _told_apart(truth["targets"], targets),
        "mixture": _told_apart(truth["mixture"], mixture),
        "equivalent": _told_apart(truth["equivalent"], equivalent),
    }


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    pairs = zip(one, other, strict=True) if isinstance(one, list) else [(one, other)]
    return all(isclose(a, b, rel_tol=0, abs_tol=0.0003) for a, b in pairs)
