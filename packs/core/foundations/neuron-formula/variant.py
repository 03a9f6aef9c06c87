"""One neuron: an affine map, then an activation."""

from __future__ import annotations

from fractions import Fraction
from math import exp, tanh
from typing import Any

from heldout.authoring import Draw

LATEX = {
    "sigmoid": r"\sigma(@) = \frac{1}{1 + e^{-@}}",
    "tanh": r"\tanh(@)",
    "relu": r"\mathrm{relu}(@) = \max(0, @)",
}


def draw(rng: Draw) -> dict[str, Any]:
    name = rng.choice(("sigmoid", "tanh", "relu"))
    while True:
        w = [rng.sign() * rng.integer(1, 5) / 2 for _ in range(2)]
        b = rng.sign() * rng.integer(1, 6) / 2
        x = [rng.sign() * rng.integer(1, 4) / 2 for _ in range(2)]
        z = w[0] * x[0] + w[1] * x[1] + b
        parts = [w[0] * x[0], w[1] * x[1]]
        # For ReLU the wrong orders must show: at least one product below 0 and a living sum.
        shows = name != "relu" or (z > 0 and (min(parts) < 0 or b < 0))
        if 0.2 <= abs(z) <= 2.5 and abs(z - b) > 0.2 and shows:
            break
    units, inputs = rng.sample(range(3, 60), 2)
    sum_latex = f"{w[0]:g}\\,x_1 {signed(w[1])}\\,x_2 {signed(b)}".replace("1\\,x", "x")
    return {
        "name": name,
        "w": w,
        "b": b,
        "x": x,
        "z": z,
        "y": activate(name, z),
        "u": [rng.integer(1, 4), rng.sign() * rng.integer(1, 4)],
        "v": [rng.sign() * rng.integer(1, 4), rng.integer(1, 4)],
        "units": units,
        "inputs": inputs,
        "latex": LATEX[name].replace("@", "z"),
        "latex_z": LATEX[name].split(" =")[0].replace("@", "z"),
        "sum_latex": sum_latex,
    }


def signed(number: float) -> str:
    return f"{'-' if number < 0 else '+'} {abs(number):g}"


def activate(name: str, z: float) -> float:
    return {"sigmoid": 1 / (1 + exp(-z)), "tanh": tanh(z), "relu": max(0.0, z)}[name]


def total(values: dict[str, Any], x: Any) -> float:
    return values["w"][0] * x[0] + values["w"][1] * x[1] + values["b"]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    w, b, name = values["w"], values["b"], values["name"]
    u, v = values["u"], values["v"]
    both = [u[0] + v[0], u[1] + v[1]]
    return {
        "formula": f"{name}({w[0]:g}*x1 {signed(w[1])}*x2 {signed(b)})",
        "output": activate(name, total(values, values["x"])),
        "superposition": total(values, both) - total(values, u) - total(values, v),
        "map": [
            "affine",
            "affine map",
            "affine function",
            "affine transformation",
            "affine-linear",
            "affine linear map",
        ],
        "second": [
            "activation function",
            "activation",
            "non-linearity",
            "non-linear activation",
            "non-linear activation function",
            "non-linear function",
            "transfer function",
        ],
        "layer": values["units"] * (values["inputs"] + 1),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """The output by PyTorch's layer, its parameters counted by it; z in exact fractions."""
    import torch

    layer = torch.nn.Linear(2, 1).double()
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([values["w"]]))
        layer.bias.fill_(values["b"])
        z = layer(torch.tensor(values["x"], dtype=torch.float64))
    w = [Fraction(str(weight)) for weight in values["w"]]
    exact = f"(({w[0]})*x1 + ({w[1]})*x2 + ({Fraction(str(values['b']))}))"
    formula = {
        "sigmoid": f"1/(1 + exp(-{exact}))",
        "tanh": f"(exp({exact}) - exp(-{exact}))/(exp({exact}) + exp(-{exact}))",
        "relu": f"({exact} + abs{exact})/2",
    }[values["name"]]
    dense = torch.nn.Linear(values["inputs"], values["units"], device="meta")
    with torch.no_grad():
        u, v = (torch.tensor(values[name], dtype=torch.float64) for name in ("u", "v"))
        apart = (layer(u + v) - layer(u) - layer(v)).item()
    return {
        "formula": formula,
        "output": float(getattr(torch, values["name"])(z)),
        "superposition": apart,
        "map": "affine",
        "second": "activation function",
        "layer": sum(parameter.numel() for parameter in dense.parameters()),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    w, b, x, name = values["w"], values["b"], values["x"], values["name"]
    z, units, inputs = values["z"], values["units"], values["inputs"]
    one, two = f"{w[0]}*x1", f"({w[1]})*x2"
    wrong = {
        "bias-outside": activate(name, z - b) + b,
        "bias-missing": activate(name, z - b),
        "activation-per-input": activate(name, w[0] * x[0]) + activate(name, w[1] * x[1]) + b,
    }
    if name != "relu":
        wrong["activation-missing"] = z
    return {
        "formula": {
            "bias-outside": f"{name}({one} + {two}) + ({b})",
            "bias-missing": f"{name}({one} + {two})",
            "activation-per-input": f"{name}({one}) + {name}({two}) + ({b})",
            "activation-missing": f"{one} + {two} + ({b})",
        },
        "output": told_apart(activate(name, z), wrong),
        "superposition": {"bias-counted-once-more": b, "taken-for-linear": 0},
        "map": {
            "said-linear": ["linear", "linear map", "linear function", "linear transformation"]
        },
        "second": {
            "own-name": [
                *("sigmoid", "sigmoid function", "logistic function"),
                *("tanh", "hyperbolic tangent", "tangens hyperbolicus"),
                *("ReLU", "rectified linear unit", "rectifier"),
            ]
        },
        "layer": {
            "biases-forgotten": units * inputs,
            "bias-per-input-counted": units * inputs + inputs,
            "one-bias-shared": units * inputs + 1,
        },
    }


def told_apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.002 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
