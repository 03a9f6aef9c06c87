"""Training error for a learning rate that is too high, too low and good, to be drawn."""

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw, sketch

LAST = 50
WHATS = {
    "swings": "goes up and down and never settles",
    "diverges": "grows until it leaves the paper",
    "stalls": "falls a little at first and then stays high",
}
HINTS = {
    "swings": "With a rate that is too high each step leaps over the valley to its other side.",
    "diverges": (
        "When each step lands farther from the minimum than it began, the error grows without end."
    ),
    "stalls": (
        "Between two steep walls a large step only leaps to and fro: on average the error stays "
        "where it is."
    ),
}
WHYS = {
    "swings": "each step leaps over the valley; the error goes up and down and does not settle.",
    "diverges": (
        "$|1 - \\eta\\lambda| > 1$, so that each step lands farther away; the error grows until it "
        "leaves the paper."
    ),
    "stalls": (
        "in the steep directions the steps leap to and fro between the walls, so that the error "
        "falls only as far as the flat directions let it, and then stays high."
    ),
}


def draw(rng: Draw) -> dict[str, object]:
    kind = rng.choice(list(WHATS))
    return {
        "kind": kind,
        "what": WHATS[kind],
        "hint": HINTS[kind],
        "why": WHYS[kind],
        "start": rng.integer(18, 26) / 20,
        "floor": rng.integer(2, 7) / 20,
    }


def decay(start: float, floor: float, rate: float) -> Any:
    """From the start to the floor, by the same factor each epoch."""
    return lambda epoch: floor + (start - floor) * math.exp(-rate * epoch)


def high(values: dict[str, Any]) -> Any:
    start, floor = values["start"], values["floor"]
    if values["kind"] == "diverges":
        return lambda epoch: min(2.0, start * math.exp(epoch * math.log(2 / start) / 25))
    if values["kind"] == "stalls":
        return decay(start, floor + 0.65 * (start - floor), 0.25)
    middle = floor + 0.75 * (start - floor)
    return lambda epoch: middle + (start - middle) * math.cos(2 * math.pi * epoch / 12)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    start, floor = values["start"], values["floor"]
    curves = {
        "too high": sketch.points(high(values), 0, LAST),
        "too low": sketch.points(decay(start, floor, 0.012), 0, LAST),
        "good": sketch.points(decay(start, floor, 0.14), 0, LAST),
    }
    same_start = "All three begin at the same error: it is the same network, before the first step."
    features = [
        *(sketch.passes(name, 0, start, slack=0.1, says=same_start) for name in curves),
        sketch.falls("good", 0, 20, 0.15, says="*Good* must fall clearly in the first epochs."),
        sketch.ends("good", "right", floor, slack=0.08, says=f"*Good* must end near {floor:g}."),
        sketch.flat("good", 38, LAST, slack=0.05, says="*Good* must be level in the last epochs."),
        sketch.falls("too low", 0, LAST, 0.05, says="*Too low* falls all the time, only slowly."),
        sketch.above(
            "too low", "good", 10, LAST, 0.08, says="*Too low* must stay well above *good*."
        ),
        sketch.above(
            "too high", "good", 20, LAST, 0.12, says="*Too high* must end well above *good*."
        ),
        *_behaviour(values),
    ]
    return {"curves": curves, "features": features}


def _behaviour(values: dict[str, Any]) -> list[dict[str, Any]]:
    name, start = "too high", values["start"]
    if values["kind"] == "diverges":
        says = "*Too high* grows here, until it leaves the paper."
        return [
            sketch.rises(name, 5, LAST, 0.15, says=says),
            sketch.ends(name, "right", 2, 0.15, says=says),
        ]
    if values["kind"] == "swings":
        says = "*Too high* goes up and down here, again and again."
        return [sketch.swings(name, 0, LAST, 3, says=says)]
    says = "*Too high* falls a little at first here, and then stays high."
    return [
        sketch.flat(name, 30, LAST, 0.07, says=says),
        sketch.stays_below(name, start, 0.08, says=says),
    ]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """The decays as what they are the limit of: many small steps that each multiply the distance
    from the bottom; the swing by the half-angle formula."""
    start, floor = values["start"], values["floor"]
    epochs = np.linspace(0, LAST, 121)

    def descent(bottom: float, rate: float) -> list[list[float]]:
        steps = 10_000_000  # in an epoch
        distance = (start - bottom) * (1 - rate / steps) ** (steps * epochs)
        return [[float(x), float(y)] for x, y in zip(epochs, bottom + distance, strict=True)]

    curves = {
        "good": descent(floor, 0.14),
        "too low": descent(floor, 0.012),
    }
    if values["kind"] == "diverges":
        grown = start * (2 / start) ** (epochs / 25)
        curves["too high"] = np.stack([epochs, np.minimum(grown, 2)], axis=1).tolist()
    elif values["kind"] == "stalls":
        curves["too high"] = descent(floor + 0.65 * (start - floor), 0.25)
    else:
        middle = floor + 0.75 * (start - floor)
        half = np.sin(np.pi * epochs / 12) ** 2  # cos 2a = 1 - 2 sin² a
        curves["too high"] = np.stack(
            [epochs, start - 2 * (start - middle) * half], axis=1
        ).tolist()
    return {"curves": curves}


def mistakes(values: dict[str, Any]) -> dict[str, Any]:
    start, floor = values["start"], values["floor"]
    true = answers(values)["curves"]
    fastest = sketch.points(decay(start, floor, 0.3), 0, LAST)
    return {
        "low-as-good": {"curves": {**true, "good": true["too low"], "too low": true["good"]}},
        "high-as-fast": {"curves": {**true, "too high": fastest}},
    }
