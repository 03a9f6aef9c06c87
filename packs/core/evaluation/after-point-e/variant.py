"""Two loss curves that part at a point: what the signs say, and where early stopping ends."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw, figures

UNIT = 20  # losses are whole twentieths
FAMILIES = ("overfitting", "overfitting", "overfitting", "diverging", "resting", "speeding")


def draw(rng: Draw) -> dict[str, Any]:
    """Curves in twentieths, drawn again until they show what they should."""
    family = rng.choice(FAMILIES)
    while True:
        values = _curves(rng, family)
        if values is not None:
            break
    truth = answers(values)
    last = [values[name][-1] - values[name][values["e"] - 1] for name in ("training", "validation")]
    kept = truth["early"][1]
    return {
        **values,
        "truth": truth,
        "loss": values["validation"][values["e"] - 1] / UNIT,
        "shown": {
            name: f"{change / UNIT:+.2f}".replace("-", "−")
            for name, change in zip(("training", "validation"), last, strict=True)
        },
        "better_later": min(values["validation"]) < values["validation"][kept - 1],
    }


def _curves(rng: Draw, family: str) -> dict[str, Any] | None:
    count, e = rng.integer(11, 14), rng.integer(4, 8)
    training, validation = [rng.integer(17, 21)], [rng.integer(19, 23)]
    for epoch in range(2, count + 1):
        before, slow = epoch <= e, family == "speeding"
        if before:
            fall = rng.choice((0, 0, 1)) if slow else rng.choice((1, 2, 2, 3))
            bump = rng.choice((-1, 0, 0, 1, 1)) if slow else rng.choice((-1, 0, 2, 2, 3))
        elif family == "overfitting":
            fall, bump = rng.choice((0, 1, 1)), rng.choice((-2, -1, -1, 0, 1))
        elif family == "diverging":
            fall, bump = rng.choice((-3, -2, -1, 0)), rng.choice((-3, -2, -1, 0))
        elif family == "resting":
            fall, bump = 0, 0
        else:
            fall, bump = rng.choice((1, 1, 2)), rng.choice((1, 1, 2, -1))
        training.append(training[-1] - fall)
        validation.append(validation[-1] - bump)
    at = e - 1
    moved = (training[-1] - training[at], validation[-1] - validation[at])
    lowest = validation[at] == min(validation) and validation.index(validation[at]) == at
    fits = {
        "overfitting": moved[0] <= -3 and moved[1] >= 3 and lowest,
        "diverging": moved[0] >= 4 and moved[1] >= 4 and lowest,
        "resting": training[0] - training[at] >= 4 and lowest,
        "speeding": moved[0] <= -4 and moved[1] <= -4 and validation[0] - validation[at] <= 3,
    }[family]
    apart = all(v > t for t, v in zip(training, validation, strict=True))
    if not fits or not apart or min(training) < 1 or max(validation) > 26:
        return None
    return {
        "family": family,
        "count": count,
        "e": e,
        "training": training,
        "validation": validation,
        "patience": rng.choice((2, 2, 3, 4)),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    at = values["e"] - 1
    moved = [values[name][-1] - values[name][at] for name in ("training", "validation")]
    return {
        "changes": [change / UNIT for change in moved],
        "after": _named(*moved),
        "early": list(_early(values["validation"], values["patience"])),
        "likelihood": math.exp(-values["validation"][at] / UNIT),
    }


def _named(training: float, validation: float) -> str:
    """By the two signs."""
    if training < 0:
        return "overfitting" if validation > 0 else "speeding"
    return "resting" if training == validation == 0 else "diverging"


def _early(losses: list[int], patience: int) -> tuple[int, int]:
    """The epoch after which it stops, and the one that it keeps, counted from 1."""
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch + 1, best + 1
    return len(losses), best + 1


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Slopes of straight lines through what follows E; stopping by looking at every window."""
    at, losses, patience = values["e"] - 1, values["validation"], values["patience"]
    after = np.arange(values["count"] - at)
    slopes = [
        float(np.polyfit(after, values[name][at:], 1)[0]) for name in ("training", "validation")
    ]
    falls = [slope < -0.05 for slope in slopes]
    rises = [slope > 0.05 for slope in slopes]
    name = "resting"
    if all(rises):
        name = "diverging"
    elif all(falls):
        name = "speeding"
    elif falls[0] and rises[1]:
        name = "overfitting"
    stops = [
        end
        for end in range(patience + 1, len(losses) + 1)
        if min(losses[end - patience : end]) >= min(losses[: end - patience])
    ]
    stop = stops[0] if stops else len(losses)
    chance = Fraction(losses[at], UNIT)
    return {
        "changes": [
            float(Fraction(values[name][-1] - values[name][at], UNIT))
            for name in ("training", "validation")
        ],
        "after": name,
        "early": [stop, losses.index(min(losses[:stop])) + 1],
        "likelihood": float(np.exp(np.log(np.exp(-float(chance)) * np.ones(7)).mean())),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    at, losses = values["e"] - 1, values["validation"]
    training, validation = truth["changes"]
    stop, kept = truth["early"]
    loss = losses[at] / UNIT
    rises = [epoch for epoch in range(1, len(losses)) if losses[epoch] > losses[epoch - 1]]
    of_early = {
        "last-weights-kept": [stop, stop],
        "one-too-early": [stop - 1, kept],
        "one-too-late": [stop + 1, kept],
        "hindsight": [stop, losses.index(min(losses)) + 1],
    }
    if rises:
        best = losses.index(min(losses[: rises[0] + 1])) + 1
        of_early["first-rise"] = [rises[0] + 1, best]
    gaps = [(values["validation"][i] - values["training"][i]) / UNIT for i in (at, -1)]
    wrong: dict[str, dict[str, Any]] = {
        "changes": {
            "signs-turned": [-training, -validation],
            "gap-between-curves": gaps,
            "whole-run": [
                (values[name][-1] - values[name][0]) / UNIT for name in ("training", "validation")
            ],
        },
        "after": {
            "validation-alone": "overfitting" if truth["after"] != "overfitting" else "diverging"
        },
        "early": of_early,
        "likelihood": {
            "loss-as-error": 1 - loss,
            "base-ten": 10**-loss,
            "loss-itself": loss,
            "sign-forgotten": math.exp(loss),
        },
    }
    return {part: _told_apart(truth[part], known) for part, known in wrong.items()}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ clearly from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if all(not _close(value, other) for other in [truth, *kept.values()]):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, str):
        return bool(one == other)
    pairs = zip(np.atleast_1d(one), np.atleast_1d(other), strict=True)
    return all(abs(a - b) < 0.04 for a, b in pairs)


def figure(values: dict[str, Any]) -> str:
    """Both curves, with E."""
    highest = max(values["validation"]) / UNIT
    epochs = range(1, values["count"] + 1)
    ticks = [place / 10 for place in range(math.ceil(highest * 10 - 1e-9) + 1)]
    return figures.plot(
        title="Log-loss after each epoch",
        x=(1, values["count"]),
        y=(0, ticks[-1]),
        x_label="epoch",
        y_label="log-loss",
        x_ticks=list(epochs),
        y_ticks=ticks,
        curves=[
            figures.Curve(_points(epochs, values["training"]), "training", "dashed", dots=True),
            figures.Curve(_points(epochs, values["validation"]), "validation", dots=True),
        ],
        marks=[figures.Mark(values["e"], values["validation"][values["e"] - 1] / UNIT, "E")],
    )


def _points(epochs: range, losses: list[int]) -> list[tuple[float, float]]:
    return [(epoch, loss / UNIT) for epoch, loss in zip(epochs, losses, strict=True)]
