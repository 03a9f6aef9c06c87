"""The forward pass of a 2-3-k network with ReLU, softmax and cross-entropy."""

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from heldout.authoring import Draw, figures

BIASES = [0.001, 0.002, 0.01, 0.02, 0.05, 0.1, -0.01, -0.02, -0.05, -0.1]
CLOSEST = 0.0005  # no mistake may come nearer to the truth than this


def draw(rng: Draw) -> dict[str, object]:
    while True:
        classes = rng.choice([2, 3, 3])
        values: dict[str, Any] = {
            "classes": classes,
            "layout": rng.choice(["rows", "rows", "columns"]),
            "x": [rng.sign() * rng.decimal(0.1, 0.9, 1) for _ in range(2)],
            "b": rng.choice(BIASES),
            "label": rng.integer(1, classes),
        }
        units = [[rng.sign() * rng.decimal(0.1, 0.95, 2) for _ in range(2)] for _ in range(3)]
        heads = [[rng.sign() * rng.decimal(0.1, 0.95, 2) for _ in range(3)] for _ in range(classes)]
        by_rows = values["layout"] == "rows"
        values["W"] = units if by_rows else [list(column) for column in zip(*units, strict=True)]
        values["V"] = heads if by_rows else [list(column) for column in zip(*heads, strict=True)]
        if interesting(values):
            break
    truth = answers(values)
    values["shown"] = {
        name: [f"{number:.5g}" for number in truth[name]]
        for name in ("before", "hidden", "outputs", "probabilities")
    } | {"loss": f"{truth['loss']:.5f}"}
    return values


def interesting(values: dict[str, Any]) -> bool:
    """Whether some units are silent and some not, and no mistake hides behind the truth."""
    truth = answers(values)
    silent = sum(z < 0 for z in truth["before"])
    if silent not in (1, 2) or min(abs(z) for z in truth["before"]) < 0.01:
        return False
    if abs(sum(truth["outputs"])) < 0.05:
        return False
    return all(
        np.max(np.abs(np.array(wrong) - np.array(truth[part]))) > CLOSEST
        for part, known in mistakes(values).items()
        for wrong in known.values()
    )


def matrices(values: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """W of shape (3, 2) and V of shape (classes, 3), one row for each unit."""
    W, V = np.array(values["W"]), np.array(values["V"])
    return (W, V) if values["layout"] == "rows" else (W.T, V.T)


def softmax(z: np.ndarray) -> np.ndarray:
    """Exponentials divided by their sum."""
    powers = np.exp(z - z.max())
    return powers / powers.sum()


def answers(values: dict[str, Any]) -> dict[str, Any]:
    W, V = matrices(values)
    before = W @ np.array(values["x"]) + values["b"]  # (3,)
    hidden = np.maximum(before, 0.0)  # (3,)
    outputs = V @ hidden  # (classes,)
    p = softmax(outputs)  # (classes,)
    return {
        "before": before.tolist(),
        "hidden": hidden.tolist(),
        "outputs": outputs.tolist(),
        "probabilities": p.tolist(),
        "loss": float(-np.log(p[values["label"] - 1])),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions unit by unit; the loss from the outputs, at fifty digits."""

    def weight(matrix: list[list[float]], unit: int, source: int) -> Fraction:
        by_rows = values["layout"] == "rows"
        return Fraction(str(matrix[unit][source] if by_rows else matrix[source][unit]))

    x = [Fraction(str(number)) for number in values["x"]]
    before = []
    for unit in range(3):
        total = Fraction(str(values["b"]))
        for source in range(2):
            total += weight(values["W"], unit, source) * x[source]
        before.append(total)
    hidden = [z if z > 0 else Fraction(0) for z in before]
    outputs = [
        sum((weight(values["V"], unit, k) * hidden[k] for k in range(3)), Fraction(0))
        for unit in range(values["classes"])
    ]
    with mpmath.workdps(50):
        z = [mpmath.mpf(o.numerator) / o.denominator for o in outputs]
        # p_i = 1 / sum_j exp(z_j - z_i), so the loss is the logarithm of that sum.
        inverse = [sum(mpmath.exp(other - own) for other in z) for own in z]
        probabilities = [float(1 / total) for total in inverse]
        loss = float(mpmath.log(inverse[values["label"] - 1]))
    return {
        "before": [float(z) for z in before],
        "hidden": [float(h) for h in hidden],
        "outputs": [float(o) for o in outputs],
        "probabilities": probabilities,
        "loss": loss,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    W, V = matrices(values)
    x, b = np.array(values["x"]), values["b"]
    before, outputs = np.array(truth["before"]), np.array(truth["outputs"])
    without_bias = np.maximum(W @ x, 0.0)
    p = np.array(truth["probabilities"])
    own = values["label"] - 1
    of_outputs = {
        "relu-left-out": (V @ before).tolist(),
        "bias-left-out": (V @ without_bias).tolist(),
        "bias-on-outputs": (outputs + b).tolist(),
    }
    if values["classes"] == 3:  # only a square matrix can be read either way
        of_outputs["weights-transposed"] = (V.T @ np.array(truth["hidden"])).tolist()
    return {
        "before": {"bias-left-out": (W @ x).tolist(), "bias-per-input": (W @ x + 2 * b).tolist()},
        "hidden": {
            "relu-left-out": before.tolist(),
            "absolute-value": np.abs(before).tolist(),
            "bias-left-out": without_bias.tolist(),
        },
        "outputs": of_outputs,
        "probabilities": {
            "exponentials-left-out": (outputs / outputs.sum()).tolist(),
            "relu-left-out": softmax(V @ before).tolist(),
        },
        "loss": {
            "entropy-of-output": float(-(p * np.log(p)).sum()),
            "minus-sign-left-out": float(np.log(p[own])),
            "logarithm-base-2": float(-np.log2(p[own])),
            "logarithm-base-10": float(-np.log10(p[own])),
            "other-class": float(-np.log(p[(own + 1) % values["classes"]])),
        },
    }


def figure(values: dict[str, Any]) -> str:
    """The network: inputs on the left, outputs on the right."""
    classes = values["classes"]
    return figures.network(
        [
            figures.Layer(["x_1", "x_2"], "inputs"),
            figures.Layer(["h_1", "h_2", "h_3"], "hidden"),
            figures.Layer([f"z_{unit}" for unit in range(1, classes + 1)], "outputs"),
        ],
        title=f"Two inputs, three hidden units, {classes} outputs",
        between=["W, b", "V"],
    )
