"""Training and validation curves of a model that overfits, in loss or in accuracy, to be drawn."""

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw, sketch

LAST = 50


def draw(rng: Draw) -> dict[str, object]:
    loss = rng.chance(0.5)
    return {
        "loss": loss,
        "measure": "loss" if loss else "accuracy",
        "other": "accuracy" if loss else "loss",
        "better": "lower" if loss else "higher",
        "start": rng.choice([1.0, 1.05, 1.1]) if loss else rng.choice([0.1, 0.2, 0.25]),
        "turn": rng.integer(12, 24),
        "final": rng.choice([0.05, 0.1, 0.15]) if loss else rng.choice([0.96, 0.98, 1.0]),
    }


def training(values: dict[str, Any]) -> Any:
    """Fast until the turn, and on towards the final value."""
    start, final, rate = values["start"], values["final"], 1.6 / values["turn"]
    return lambda epoch: final + (start - final) * math.exp(-rate * epoch)


def gap(values: dict[str, Any]) -> Any:
    """How much worse the validation set is: a little at first, and growing from the turn on."""
    turn, most = values["turn"], 0.45 if values["loss"] else 0.32
    return lambda epoch: (
        0.04 * min(1.0, epoch / turn) + most * max(0.0, epoch - turn) / (LAST - turn)
    )


def both(values: dict[str, Any], gap_of: Any) -> dict[str, list[list[float]]]:
    worse = 1 if values["loss"] else -1
    learned = training(values)
    return {
        "training": sketch.points(learned, 0, LAST),
        "validation": sketch.points(lambda epoch: learned(epoch) + worse * gap_of(epoch), 0, LAST),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    start, turn, loss = values["start"], values["turn"], values["loss"]
    improves, worsens = (sketch.falls, sketch.rises) if loss else (sketch.rises, sketch.falls)
    apart = ("validation", "training") if loss else ("training", "validation")
    measure, direction = values["measure"], "fall" if loss else "rise"
    began = f"Both begin near {start:g}."
    features = [
        sketch.passes("training", 0, start, slack=0.1, says=began),
        sketch.passes("validation", 0, start, slack=0.1, says=began),
        improves(
            "training",
            0,
            turn,
            0.2,
            says=f"The {measure} on the training set must {direction} first.",
        ),
        improves(
            "validation",
            0,
            turn - 4,
            0.12,
            says=f"At first the {measure} on the validation set must {direction} as well.",
        ),
        sketch.ends("training", "right", values["final"], slack=0.09),
        sketch.above(
            *apart,
            turn + 8,
            LAST,
            0.08,
            says="After the turn the validation curve must be clearly the worse one.",
        ),
        sketch.widens(
            *apart, turn, LAST, 0.1, says="From the turn on, the gap between the two must grow."
        ),
    ]
    if loss:
        says = "The loss on the validation set must rise again after the turn."
        features.append(worsens("validation", turn + 6, LAST, 0.06, says=says))
    else:
        says = "The accuracy on the validation set must not go on rising after the turn."
        level = max(y for _, y in both(values, gap(values))["validation"])
        features.append(sketch.stays_below("validation", level, 0.1, says=says))
    return {"curves": both(values, gap(values)), "features": features}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """The same curves with NumPy, the decay as a power and the gap by interpolation."""
    epochs = np.linspace(0, LAST, 121)
    start, final, turn = values["start"], values["final"], values["turn"]
    learned = final + (start - final) * np.power(np.exp(-1.6), epochs / turn)
    most = 0.45 if values["loss"] else 0.32
    apart = np.interp(epochs, [0, turn, LAST], [0, 0.04, 0.04 + most])
    held_out = learned + (apart if values["loss"] else -apart)
    return {
        "curves": {
            name: np.stack([epochs, curve], axis=1).tolist()
            for name, curve in (("training", learned), ("validation", held_out))
        }
    }


def mistakes(values: dict[str, Any]) -> dict[str, Any]:
    true = both(values, gap(values))
    turned = {
        name: [[x, max(0.0, min(1.2, 1.15 - y))] for x, y in curve] for name, curve in true.items()
    }
    return {
        "curves-exchanged": {
            "curves": {"training": true["validation"], "validation": true["training"]}
        },
        "both-improve": {"curves": both(values, lambda epoch: 0.04 * min(1.0, epoch / 20))},
        "wrong-direction": {"curves": turned},
    }
