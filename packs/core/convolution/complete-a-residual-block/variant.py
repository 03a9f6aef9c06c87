"""A residual block of one of several forms: two boxes are missing, and what meets at its end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np

from heldout.authoring import Draw, figures

WORDS = {"conv": "convolution", "norm": "batch norm", "relu": "ReLU"}


def draw(rng: Draw) -> dict[str, Any]:
    form = rng.choice(("plain", "bottleneck", "normed", "normed", "before", "before"))
    bottleneck, norm = form == "bottleneck", form in ("normed", "before")
    order = "before" if form == "before" else "after"
    branch = _branch(3 if bottleneck else 2, order, norm)
    missing = sorted(rng.sample(range(len(branch)), 2))
    changes = rng.chance(0.6)
    stride = rng.choice((1, 2, 2)) if changes else 1
    channels, side = rng.choice((16, 24, 32, 48, 64)), rng.choice((8, 14, 16, 28, 56))
    tall = rng.choice((side, side * 2))
    out = channels * rng.choice((2, 4)) if changes else channels
    tried = [rng.sign() * rng.decimal(1.2, 2.9, 1), rng.sign() * rng.decimal(0.2, 0.9, 1)]
    tried += [round(rng.decimal(0.1, 0.4, 1) - tried[0], 1), rng.sign() * rng.decimal(1.1, 3, 1)]
    a, b, c, d = tried
    x = [rng.decimal(0.2, 2, 1) for _ in range(4)]
    added = [
        -x[0] - rng.decimal(0.2, 1, 1),
        rng.decimal(0.2, 2, 1),
        -x[2] / 2,
        rng.decimal(0, 1, 1),
    ]
    values: dict[str, Any] = {
        "bottleneck": bottleneck,
        "convolutions": 3 if bottleneck else 2,
        "order": order,
        "norm": norm,
        "branch": branch,
        "gaps": missing,
        "missing": [WORDS[branch[place]] for place in missing],
        "names": ", ".join(WORDS[kind] for kind in branch),
        "input": [channels, tall, side],
        "out": out,
        "stride": stride,
        "operation": (operation := rng.choice(("sum", "product", "larger", "stack"))),
        "tried": [[x, y, _result(operation, x, y)] for x, y in ((a, b), (c, d))],
        "values_x": x,
        "values_branch": [round(number, 2) for number in added],
    }
    values["x"] = _shown(x)
    values["branch_values"] = _shown(values["values_branch"])
    return {**values, "truth": answers(values)}


def _shown(numbers: list[float]) -> str:
    return "(" + ", ".join(f"{number:g}" for number in numbers) + ")"


def _result(operation: str, x: float, y: float) -> str:
    """What comes out of a circle, as it is written."""
    if operation == "stack":
        return f"${x:g}$ and ${y:g}$ come out, in two channels"
    out = {"sum": x + y, "product": x * y, "larger": max(x, y)}[operation]
    return f"${out:.4g}$ comes out"


def _branch(convolutions: int, order: str, norm: bool) -> list[str]:
    """Kinds of the boxes, from top to bottom."""
    if order == "before":
        return ["norm", "relu", "conv"] * convolutions
    step = ["conv", "norm", "relu"] if norm else ["conv", "relu"]
    return (step * convolutions)[:-1]  # the last ReLU comes after the sum


def answers(values: dict[str, Any]) -> dict[str, Any]:
    branch, stride, out = values["branch"], values["stride"], values["out"]
    channels, high, wide = values["input"]
    total = np.round(np.add(values["values_x"], values["values_branch"]), 6)
    same = out == channels and stride == 1
    return {
        "box-a": branch[values["gaps"][0]],
        "box-b": branch[values["gaps"][1]],
        "sign": values["operation"],
        "value": (total if values["order"] == "before" else np.maximum(total, 0)).tolist(),
        "shape": [out, -(-high // stride), -(-wide // stride)],
        "shortcut": 0 if same else channels * out,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Tries every box in the gaps until the branch follows the rule; runs shapes and the sign."""
    shown = [None if place in values["gaps"] else k for place, k in enumerate(values["branch"])]
    fitting = []
    for first in WORDS:
        for other in WORDS:
            filled = list(shown)
            filled[values["gaps"][0]], filled[values["gaps"][1]] = first, other
            if _follows(filled, values):
                fitting.append((first, other))
    assert len(fitting) == 1, fitting
    operations: dict[str, Any] = {
        "sum": lambda x, y: {x + y},
        "product": lambda x, y: {x * y},
        "larger": lambda x, y: {max(x, y)},
        "stack": lambda x, y: {x, y},
    }
    signs = [
        name
        for name, f in operations.items()
        if all(_numbers(out) == {round(r, 6) for r in f(x, y)} for x, y, out in values["tried"])
    ]
    assert len(signs) == 1
    channels, high, wide = values["input"]
    image = np.zeros((channels, high, wide))[:, :: values["stride"], :: values["stride"]]
    made = np.zeros((values["out"], *image.shape[1:]))
    project = np.zeros((values["out"], channels))
    needed = made.shape != (channels, high, wide)
    around = np.tensordot(project, image, 1) if needed else image
    value = [
        p + q if values["order"] == "before" or p + q > 0 else 0.0
        for p, q in zip(values["values_x"], values["values_branch"], strict=True)
    ]
    return {
        "box-a": fitting[0][0],
        "box-b": fitting[0][1],
        "sign": signs[0],
        "value": [round(number, 6) for number in value],
        "shape": list((made + around).shape),
        "shortcut": project.size if needed else 0,
    }


def _numbers(words: str) -> set[float]:
    return {round(float(word), 6) for word in re.findall(r"-?[\d.]+", words)}


def _follows(branch: list[Any], values: dict[str, Any]) -> bool:
    """Whether the statement's words about this form hold for the branch."""
    if branch.count("conv") != values["convolutions"]:
        return False
    at = [place for place, kind in enumerate(branch) if kind == "conv"]
    if values["order"] == "before":
        return all(branch[place - 2 : place] == ["norm", "relu"] for place in at)
    if not values["norm"]:
        apart = all(pair != ("conv", "conv") for pair in pairwise(branch))
        return branch[-1] == "conv" and "norm" not in branch and apart
    return all(branch[p + 1 : p + 2] == ["norm"] for p in at) and branch.count("norm") == len(at)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    x, branch = np.array(values["values_x"]), np.array(values["values_branch"])
    channels, high, wide = values["input"]
    _, rows, columns = truth["shape"]
    cut = values["order"] != "before"
    total = x + branch
    of_value = {
        "activation-forgotten" if cut else "activation-imagined": (
            total if cut else np.maximum(total, 0)
        ).tolist(),
        "way-around-forgotten": (np.maximum(branch, 0) if cut else branch).tolist(),
        "branch-cut-first": (x + np.maximum(branch, 0)).tolist(),
    }
    of_shape = {"stacked": [channels + values["out"], rows, columns]}
    if truth["shortcut"]:
        of_shape["input-shape-kept"] = [channels, high, wide]
        of_count = {
            "no-projection": 0,
            "weights-of-three-by-three": 9 * truth["shortcut"],
            "biases-counted": truth["shortcut"] + values["out"],
        }
    else:
        of_count = {"identity-has-weights": channels * values["out"]}
    if values["stride"] > 1:
        of_shape["stride-forgotten"] = [values["out"], high, wide]
    return {
        "box-a": _of_box(truth["box-a"]),
        "box-b": _of_box(truth["box-b"]),
        "sign": {"sign-not-tried": "product" if truth["sign"] == "sum" else "sum"},
        "value": of_value,
        "shape": of_shape,
        "shortcut": of_count,
    }


def _of_box(kind: str) -> dict[str, str]:
    """Another box of the rhythm, and a convolution too many."""
    known = {"order-of-the-others": {"conv": "relu", "norm": "relu", "relu": "norm"}[kind]}
    return known if kind == "conv" else {**known, "weights-everywhere": "conv"}


def figure(values: dict[str, Any]) -> str:
    """The branch with two gaps, and the way around it."""
    boxes = [
        figures.Box("AB"[values["gaps"].index(place)], missing=True)
        if place in values["gaps"]
        else figures.Box(WORDS[kind])
        for place, kind in enumerate(values["branch"])
    ]
    end = [figures.Box("y", bare=True)]
    if values["order"] != "before":
        end.insert(0, figures.Box("ReLU"))
    return figures.blocks(
        [figures.Box("x", bare=True), *boxes, figures.Add(), *end],
        title="A residual block with two boxes missing",
        skips=[figures.Skip(0, len(boxes) + 1)],
    )
