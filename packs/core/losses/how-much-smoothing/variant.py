"""How the strength of label smoothing is chosen: by the held-out loss of a model that obeys it."""

from __future__ import annotations

from fractions import Fraction
from math import log
from typing import Any

from heldout.authoring import Draw

GRID = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)


def draw(rng: Draw) -> dict[str, Any]:
    """A number of classes, a held-out accuracy, and a grid on which one strength wins clearly."""
    while True:
        classes = rng.choice((3, 4, 5, 8, 10, 20, 50, 100))
        accuracy = rng.decimal(0.62, 0.985, 3)
        epsilon = rng.choice((0.05, 0.1, 0.1, 0.2))
        values = {
            "classes": classes,
            "accuracy": accuracy,
            "percent": round(100 * accuracy, 1),
            "epsilon": epsilon,
            "grid": sorted(rng.sample(GRID, 4)),
        }
        gap = _confidence(epsilon, classes) - accuracy
        losses = sorted(_loss(values, e) for e in values["grid"])
        if abs(gap) > 0.02 and losses[1] > 1.004 * losses[0] + 0.001:
            return values | {"over": gap > 0}


def _confidence(epsilon: float, classes: int) -> float:
    return 1 - epsilon + epsilon / classes


def _loss(values: dict[str, Any], epsilon: float) -> float:
    """Of a model that says the smoothed target of the class that it takes for the right one."""
    right, classes = values["accuracy"], values["classes"]
    return -right * log(_confidence(epsilon, classes)) - (1 - right) * log(epsilon / classes)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    epsilon, classes, right = values["epsilon"], values["classes"], values["accuracy"]
    sure = _confidence(epsilon, classes)
    rest = epsilon / classes
    return {
        "confidence": [sure, sure - right],
        "floor": -sure * log(sure) - (classes - 1) * rest * log(rest),
        "logits": log(sure / rest),
        "loss": _loss(values, epsilon),
        "best": (1 - right) * classes / (classes - 1),
        "grid": min(values["grid"], key=lambda e: _loss(values, e)),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """A population of 1,000 images, counted image by image; SciPy for entropy and minimum."""
    import numpy as np
    from scipy.optimize import brentq
    from scipy.stats import entropy

    classes, epsilon = values["classes"], values["epsilon"]
    right = round(1000 * values["accuracy"])
    truth = np.array([0] * right + [1] * (1000 - right))  # the model always says class 0

    def said(strength: float) -> Any:
        one_hot = np.eye(classes)[0]
        return (1 - strength) * one_hot + strength / classes

    def mean_loss(strength: float) -> float:
        return float(np.mean(-np.log(said(strength)[truth])))

    def slope(strength: float) -> float:
        """Of the mean loss, from the slopes of both targets."""
        p = said(strength)
        of_right, of_wrong = 1 / classes - 1, 1 / classes
        return float(-(right * of_right / p[0] + (1000 - right) * of_wrong / p[1]) / 1000)

    p = said(epsilon)
    return {
        "confidence": [float(p.max()), float(p.max() - (truth == 0).mean())],
        "floor": float(entropy(p)),
        "logits": float(np.log(p[0]) - np.log(p[1])),
        "loss": mean_loss(epsilon),
        "best": brentq(slope, 1e-9, 1 - 1e-9, xtol=1e-15, rtol=1e-14),
        "grid": min(values["grid"], key=mean_loss),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    epsilon, classes, right = values["epsilon"], values["classes"], values["accuracy"]
    sure, gap = truth["confidence"]
    rest = epsilon / classes
    other = epsilon / (classes - 1)
    grid = {"smallest": [min(values["grid"])], "habit": [0.1], "largest": [max(values["grid"])]}
    if 0.1 not in values["grid"]:
        del grid["habit"]
    return {
        "confidence": _apart(
            truth["confidence"],
            {
                "own-share-forgotten": [1 - epsilon, 1 - epsilon - right],
                "turned-round": [sure, -gap],
            },
            0.0012,
        ),
        "floor": _apart(
            [truth["floor"]],
            {
                "zero-hoped-for": [0.0],
                "true-class-only": [-log(sure)],
                "one-other-class": [-sure * log(sure) - rest * log(rest)],
            },
            0.003,
        ),
        "logits": _apart(
            [truth["logits"]],
            {
                "own-share-forgotten": [log((1 - epsilon) / other)],
                "probabilities-subtracted": [sure - rest],
                "two-classes": [log(sure / (1 - sure))],
            },
            0.003,
        ),
        "loss": _apart(
            [truth["loss"]],
            {
                "errors-left-out": [-right * log(sure)],
                "whole-rest": [-right * log(sure) - (1 - right) * log(1 - sure)],
                "mean-inside-log": [-log(right * sure + (1 - right) * rest)],
            },
            0.003,
        ),
        "best": _apart(
            [truth["best"]],
            {
                "own-share-forgotten": [1 - right],
                "factor-turned": [float(Fraction(classes - 1, classes)) * (1 - right)],
            },
            0.0012,
        ),
        "grid": _apart([truth["grid"]], grid, 0.001),
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]], near: float) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > near for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
