"""Weights of two convolutions in a row, in the order of PyTorch or of Keras."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw, figures


def draw(rng: Draw) -> dict[str, Any]:
    side = rng.choice((3, 5, 7))
    high, wide = (side, side) if rng.chance(0.7) else rng.sample((1, 3, 5, 7), 2)
    rows, columns = rng.sample((24, 28, 32, 36, 40, 48, 64), 2)
    kernels, more = rng.sample((6, 8, 10, 12, 16, 20, 24, 32), 2)
    torch = rng.chance(0.65)
    values: dict[str, Any] = {
        "images": rng.integer(2, 16),
        "channels": rng.choice((3, 3, 3, 1, 4)),
        "rows": rows,
        "columns": columns,
        "high": high,
        "wide": wide,
        "kernels": kernels,
        "more": more,
        "next": rng.choice([size for size in (2, 3, 5) if size != high]),
        "stride": rng.choice((1, 1, 2)),
        "padding": rng.choice((0, 1, 2)),
        "bias": rng.chance(0.7),
        "torch": torch,
        "library": "PyTorch" if torch else "Keras",
    }
    return {**values, "truth": answers(values)}


def ordered(values: dict[str, Any], kernels: list[int], slices: int, sides: list[int]) -> list[int]:
    """A tensor of weights; `kernels` is empty where there is only one."""
    return [*kernels, slices, *sides] if values["torch"] else [*sides, slices, *kernels]


def output(values: dict[str, Any], stride: int, padding: int, channels: int) -> list[int]:
    """What comes out of convolution 1."""
    sides = [
        (values[length] + 2 * padding - values[window]) // stride + 1
        for length, window in (("rows", "high"), ("columns", "wide"))
    ]
    shape = [channels, *sides] if values["torch"] else [*sides, channels]
    return [values["images"], *shape]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sides, channels, kernels = (
        [values["high"], values["wide"]],
        values["channels"],
        values["kernels"],
    )
    weights = sides[0] * sides[1] * channels * kernels
    return {
        "kernel": ordered(values, [], channels, sides),
        "weights": ordered(values, [kernels], channels, sides),
        "parameters": weights + (kernels if values["bias"] else 0),
        "output": output(values, values["stride"], values["padding"], kernels),
        "second": ordered(values, [values["more"]], kernels, [values["next"]] * 2),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Runs it: arrays are contracted with each other, which only the right shapes allow."""
    stride, rim = values["stride"], values["padding"]
    image = np.ones((1, values["channels"], values["rows"], values["columns"]))
    padded = np.pad(image, ((0, 0), (0, 0), (rim, rim), (rim, rim)))
    sides = (values["high"], values["wide"])
    seen = np.lib.stride_tricks.sliding_window_view(padded, sides, (2, 3))[:, :, ::stride, ::stride]
    one = np.ones(seen.shape[1:2] + seen.shape[4:])  # what one kernel has to cover
    made = np.einsum("nchwij,cij->nhw", seen[:, :, :2, :2], one)
    assert made.shape == (1, 2, 2)
    bank = np.stack([one] * values["kernels"])
    out = (values["images"], len(bank), *seen.shape[2:4])
    deeper = np.ones((values["more"], len(bank), values["next"], values["next"]))
    bias = np.zeros(len(bank)) if values["bias"] else np.zeros(0)
    if values["torch"]:
        shapes = [one.shape, bank.shape, out, deeper.shape]
    else:
        shapes = [
            one.transpose(1, 2, 0).shape,
            bank.transpose(2, 3, 1, 0).shape,
            (out[0], *out[2:], out[1]),
            deeper.transpose(2, 3, 1, 0).shape,
        ]
    kernel, weights, output, second = map(list, shapes)
    return {
        "kernel": kernel,
        "weights": weights,
        "parameters": bank.size + bias.size,
        "output": output,
        "second": second,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    other = {**values, "torch": not values["torch"]}
    sides, deep = [values["high"], values["wide"]], [values["next"]] * 2
    channels, kernels, more = values["channels"], values["kernels"], values["more"]
    stride, padding = values["stride"], values["padding"]
    weights = sides[0] * sides[1] * channels * kernels
    if values["bias"]:
        of_count = {"bias-left-out": weights, "bias-for-each-slice": weights + kernels * channels}
    else:
        of_count = {"no-bias-there": weights + kernels}
    of_count["input-channels-left-out"] = truth["parameters"] - weights + weights // channels
    of_output = {
        "channels-kept": output(values, stride, padding, channels),
        "stride-forgotten": output(values, 1, padding, kernels),
        "padding-forgotten": output(values, stride, 0, kernels),
    }
    if not padding:
        same = [values["rows"], values["columns"]]
        shape = [kernels, *same] if values["torch"] else [*same, kernels]
        of_output["padding-imagined"] = [values["images"], *shape]
    wrong: dict[str, dict[str, Any]] = {
        "kernel": {
            "flat-kernel": sides,
            "all-kernels": truth["weights"],
            "other-library": ordered(other, [], channels, sides),
        },
        "weights": {
            "other-library": ordered(other, [kernels], channels, sides),
            "in-and-out-exchanged": ordered(values, [channels], kernels, sides),
            "input-channels-left-out": [kernels, *sides] if values["torch"] else [*sides, kernels],
            "batch-counted": [values["images"], *truth["weights"]],
        },
        "parameters": of_count,
        "output": of_output,
        "second": {
            "image-channels-again": ordered(values, [more], channels, deep),
            "in-and-out-exchanged": ordered(values, [kernels], more, deep),
            "other-library": ordered(other, [more], kernels, deep),
        },
    }
    return {part: _told_apart(truth[part], known) for part, known in wrong.items()}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept


def figure(values: dict[str, Any]) -> str:
    """The layers with what is given about them."""
    size = f"{values['high']}×{values['wide']}"
    return figures.blocks(
        [
            figures.Box("images", bare=True),
            figures.Box(f"convolution 1: {values['kernels']} kernels, {size}"),
            figures.Box("ReLU"),
            figures.Box(
                f"convolution 2: {values['more']} kernels, {values['next']}×{values['next']}"
            ),
            figures.Box("ReLU"),
        ],
        title="Two convolutions with ReLU",
    )
