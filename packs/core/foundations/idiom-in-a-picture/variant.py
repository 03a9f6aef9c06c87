"""A network that restores its input, and what an amendment of it worsens."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from heldout.authoring import Draw, figures

KINDS = (*("copies",) * 2, "loses", "exposed", *("ignores",) * 2, *("detour",) * 2)


def draw(rng: Draw) -> dict[str, Any]:
    """A and B as (units in the middle, whether there is a skip connection)."""
    kind = rng.choice(KINDS)
    inputs = rng.integer(4, 9)
    narrow, wide = rng.integer(1, inputs - 2), rng.integer(inputs, 2 * inputs - 1)
    if kind == "copies":
        a, b = (narrow, False), (wide, False)
    elif kind == "loses":
        a, b = (wide, False), (narrow, False)
    elif kind == "exposed":  # what went around has to pass the few units now
        a, b = (narrow, True), (narrow, False)
    elif kind == "ignores":
        a, b = (narrow, False), (narrow, True)
    else:  # the layer stays wide, so that only the direct way is lost
        a, b = (wide, True), (wide + rng.integer(0, 2), False)
        if rng.chance(0.4):
            a = (wide + rng.integer(0, 2), True)
    variances = sorted((rng.decimal(0.05, 3, 2) for _ in range(inputs)), reverse=True)
    variances = [round(v + 0.01 * (inputs - i), 2) for i, v in enumerate(variances)]
    values: dict[str, Any] = {
        "inputs": inputs,
        "a": list(a),
        "b": list(b),
        "middle": a[0],
        "skip_a": a[1],
        "variances": variances,
        "shown": ", ".join(f"{v:g}" for v in rng.shuffled(variances)),
    }
    truth = answers(values)
    return {**values, "idiom": truth["idiom"], "truth": truth}


def parameters(values: dict[str, Any], net: list[Any]) -> int:
    inputs, middle = values["inputs"], net[0]
    return inputs * middle + middle + middle * inputs + inputs


def error(values: dict[str, Any], net: list[Any]) -> float:
    """What gets lost at best: the smallest variances."""
    middle, skip = net
    return 0.0 if skip else sum(values["variances"][middle:])


def answers(values: dict[str, Any]) -> dict[str, Any]:
    nets = [values["a"], values["b"]]
    (middle, skip), inputs = nets[0], values["inputs"]
    narrow = middle < inputs
    if skip:
        idiom = "bypassed" if narrow else "residual"
    else:
        idiom = "bottleneck" if narrow else "expansion"
    return {
        "idiom": idiom,
        "parameters": [parameters(values, net) for net in nets],
        "error": [error(values, net) for net in nets],
        "disadvantage": _disadvantage(inputs, *nets),
    }


def _disadvantage(inputs: int, a: list[Any], b: list[Any]) -> str:
    """What holds for B and not for A."""
    if a[1] and not b[1]:
        return "detour" if b[0] >= inputs else "loses"
    if b[1] and not a[1]:
        return "ignores"
    return "copies" if b[0] >= inputs > a[0] else "loses"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Builds the matrices: ranks, eigenvalues, and what weights of zero do."""
    inputs, names, nets = values["inputs"], [], [values["a"], values["b"]]
    rng = np.random.default_rng(len(values["shown"]))
    spread = np.array([float(word) for word in values["shown"].split(", ")])
    counts, errors, facts = [], [], []
    for middle, skip in nets:
        down, up = rng.normal(size=(inputs, middle)), rng.normal(size=(middle, inputs))
        counts.append(down.size + up.size + middle + inputs)
        rank = int(np.linalg.matrix_rank(down @ up))
        axes = np.linalg.eigh(np.diag(spread))[1][:, ::-1][:, :rank]  # the best projection
        best = np.eye(inputs) if skip else axes @ axes.T
        left = np.eye(inputs) - best
        errors.append(float(np.trace(left @ np.diag(spread) @ left.T)))
        facts.append({"all": rank == inputs, "zero": skip})
        names.append(("residual" if rank == inputs else "bypassed") if skip else None)
    a, b = facts
    if b["zero"] and not a["zero"]:
        worse = "ignores"
    elif a["zero"] and not b["zero"]:
        worse = "detour" if b["all"] else "loses"
    else:
        worse = "copies" if b["all"] and not a["all"] else "loses"
    return {
        "idiom": names[0] or ("expansion" if a["all"] else "bottleneck"),
        "parameters": counts,
        "error": errors,
        "disadvantage": worse,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    inputs, variances = values["inputs"], values["variances"]
    nets = [values["a"], values["b"]]
    flipped = {"bottleneck": "expansion", "expansion": "bottleneck"}
    flipped |= {"residual": "bypassed", "bypassed": "residual"}
    arcs = {"bottleneck": "bypassed", "expansion": "residual"}
    arcs |= {"residual": "expansion", "bypassed": "bottleneck"}
    other = {"copies": "loses", "loses": "copies", "ignores": "loses", "detour": "copies"}
    if nets[0] == [nets[1][0], True] and nets[0][0] < inputs:  # a bottleneck and its way around
        other["loses"] = "ignores"
    edges = [2 * inputs * middle for middle, _ in nets]
    of_error = {
        "kept-not-lost": [
            sum(variances) if skip else sum(variances[:middle]) for middle, skip in nets
        ],
        "smallest-kept": [
            0.0 if skip else sum(variances[: max(inputs - middle, 0)]) for middle, skip in nets
        ],
        "deviations": [
            0.0 if skip else sum(math.sqrt(v) for v in variances[middle:]) for middle, skip in nets
        ],
        "arc-ignored": [sum(variances[middle:]) for middle, _ in nets],
    }
    of_count = {
        "biases-left-out": edges,
        "biases-of-inputs": [count + inputs for count in truth["parameters"]],
    }
    if any(skip for _, skip in nets):
        of_count["arc-counted"] = [
            count + inputs * skip
            for count, (_, skip) in zip(truth["parameters"], nets, strict=True)
        ]
    return {
        "idiom": {
            "width-overlooked": flipped[truth["idiom"]],
            "arc-overlooked": arcs[truth["idiom"]],
        },
        "parameters": of_count,
        "error": _told_apart(truth["error"], of_error),
        "disadvantage": {"wrong-way-round": other[truth["disadvantage"]]},
    }


def _told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(math.dist(value, other) > 0.004 for other in [truth, *kept.values()]):
            kept[name] = value
    return kept


def figure(values: dict[str, Any]) -> str:
    """A beside B."""
    inputs = values["inputs"]
    drawn = []
    for letter in "ab":
        middle, skip = values[letter]
        layers = [figures.Layer(count, str(count)) for count in (inputs, middle, inputs)]
        picture = figures.network(
            layers,
            title=f"network {letter.upper()}",
            skips=[(0, 2)] if skip else [],
            width=figures.panel_width(2),
        )
        drawn.append((letter.upper(), picture))
    return figures.panels(*drawn, title="A network and its amended version")
