from __future__ import annotations

from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    inputs, outputs = rng.sample(range(3, 40), 2)
    return {"inputs": inputs, "outputs": outputs, "bias": rng.chance(0.6)}


def answers(values: dict[str, Any]) -> int:
    biases = values["outputs"] if values["bias"] else 0
    return values["inputs"] * values["outputs"] + biases


def second_opinion(values: dict[str, Any]) -> int:
    """Counts the numbers one by one: what feeds each output."""
    feeds = [*range(values["inputs"]), *(["one"] if values["bias"] else [])]
    return sum(1 for _ in range(values["outputs"]) for _ in feeds)


def mistakes(values: dict[str, Any]) -> dict[str, int]:
    weights = values["inputs"] * values["outputs"]
    if not values["bias"]:
        return {"bias-without-need": weights + values["outputs"]}
    return {"bias-forgotten": weights, "bias-per-input": weights + values["inputs"]}
