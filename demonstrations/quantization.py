"""int8: a quarter of the bytes, and what it costs

A digit network in float32 and the same in int8, weights and activations, summed in whole numbers.
The accuracy stays. Then each hidden unit is given a scale of its own, taken back by the next layer:
the same function in float32, but with one step size for the whole array the small units drown in
rounding, and a step size for each channel keeps them. Time is not measured: NumPy multiplies int8
no faster than float32, and where int8 is fast depends on the device and its kernels.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.activations.rectifiers import relu
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Parameters
from heldout.nn.training.quantization import (
    dequantize,
    quantize,
    quantized_dense,
    stored_bytes,
)

from .data import Split, digits
from .finding import Finding

TITLE = "int8: a quarter of the bytes, and what it costs"
ROWS = ["TensorFlow Lite / latency"]
SEEDS = 3


def findings() -> list[Finding]:
    """Means over three networks."""
    runs = [_run(seed) for seed in range(SEEDS)]
    names = list(runs[0])
    mean = dict(zip(names, np.mean([list(run.values()) for run in runs], axis=0), strict=True))
    return [
        Finding("accuracy in float32", mean["float"], 1, "%", 1, at_least=95),
        Finding("accuracy in int8, per tensor", mean["tensor"], 1, "%", 1),
        Finding("accuracy in int8, per channel", mean["channel"], 1, "%", 1),
        Finding("lost, per channel", mean["float"] - mean["channel"], 0.5, "%", 1, at_most=0.5),
        Finding("bytes of the weights, float32 over int8 per tensor", mean["smaller"], 0.01, "×"),
        Finding("and per channel", mean["smaller_channel"], 0.01, "×", at_least=3.5),
        Finding("error of a weight over the spread of weights, per tensor", mean["off"], 0.3, "%"),
        Finding("and per channel", mean["off_channel"], 0.3, "%", at_most=1.5),
        Finding(
            "units of unlike scale: accuracy per tensor", mean["unlike"], 8, "%", 1, at_most=95
        ),
        Finding("and per channel", mean["unlike_channel"], 2, "%", 1, at_least=95),
    ]


def _run(seed: int) -> dict[str, float]:
    data, rng = digits(seed), np.random.default_rng(seed)
    model = MLP((64, 64, 10), rng, dtype=np.float32)
    train_x, test_x = data.train_x.astype(np.float32), data.test_x.astype(np.float32)
    fit(model, train_x, data.train_y, cross_entropy, Adam(3e-3), rng, epochs=30)
    p = model.parameters
    scale = np.exp(1.5 * rng.standard_normal(64)).astype(np.float32)
    unlike = {
        "weight1": p["weight1"] * scale,
        "bias1": p["bias1"] * scale,
        "weight2": p["weight2"] / scale[:, None],
        "bias2": p["bias2"],
    }
    found = {"float": _accuracy(model.forward(test_x)[0], data)}
    for name, axis in (("", None), ("_channel", 1)):
        weight1, weight2 = (quantize(p[w], axis, symmetric=True) for w in ("weight1", "weight2"))
        hidden = relu(quantized_dense(quantize(test_x), weight1, p["bias1"]))
        scores = quantized_dense(quantize(hidden), weight2, p["bias2"])
        found["channel" if name else "tensor"] = _accuracy(scores, data)
        stored = stored_bytes(weight1) + stored_bytes(weight2)
        found[f"smaller{name}"] = (p["weight1"].nbytes + p["weight2"].nbytes) / stored
        off = (dequantize(weight1) - p["weight1"]).std() / p["weight1"].std()
        found[f"off{name}"] = 100 * float(off)
        found[f"unlike{name}"] = _accuracy(_weights_only(unlike, test_x, axis), data)
    return found


def _weights_only(p: Parameters, x: Array, axis: int | None) -> Array:
    """Scores with weights that went to int8 and back, and activations as they are."""
    weight1, weight2 = (
        dequantize(quantize(p[name], axis, symmetric=True)) for name in ("weight1", "weight2")
    )
    return relu(x @ weight1 + p["bias1"]) @ weight2 + p["bias2"]


def _accuracy(scores: Array, data: Split) -> float:
    return 100 * float((scores.argmax(axis=1) == data.test_y).mean())
