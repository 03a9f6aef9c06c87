"""One node with two or three inputs: its sum, its output, and the PyTorch line that agrees."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np

from heldout.authoring import Draw

KEYS = ["first", "second", "third", "fourth", "fifth"]
NAMES = {"relu": "ReLU", "leaky": "leaky ReLU", "step": "the step function"}

# What an option computes, as a template over the activation's call.
SUMS = ["(x * w).sum() + b", "torch.dot(w, x) + b", "w @ x + b"]
WRONG_SUMS = {
    "sum-missing": "x * w + b",
    "bias-per-input": "(x * w + b).sum()",
    "bias-as-factor": "(x * w).sum() * b",
}


def call(values: dict[str, Any], inner: str) -> str:
    """The PyTorch call that applies the node's activation to an expression."""
    if values["kind"] == "relu":
        return f"torch.relu({inner})"
    if values["kind"] == "leaky":
        return f"F.leaky_relu({inner}, {values['slope']})"
    return f"torch.where({inner} > 0, 1.0, 0.0)"


def candidate_lines(values: dict[str, Any], right_sum: str) -> dict[str, str]:
    """The right line and every wrong one, by the name of the mistake ("" for the right one)."""
    after = values["target"] == "output"
    wrap = (lambda inner: call(values, inner)) if after else (lambda inner: inner)
    lines = {"": wrap(right_sum)}
    lines |= {name: wrap(inner) for name, inner in WRONG_SUMS.items()}
    lines["wrong-stage"] = right_sum if after else call(values, right_sum)
    lines["activation-too-early"] = (
        f"{call(values, '(x * w).sum()')} + b" if after else f"{call(values, 'x * w')}.sum() + b"
    )
    return lines


def draw(rng: Draw) -> dict[str, object]:
    while True:
        kind = "relu" if rng.chance(0.38) else "leaky" if rng.chance(0.8) else "step"
        inputs = rng.choice([2, 2, 3])
        x = [rng.sign() * rng.decimal(0.1, 0.9, 1) for _ in range(inputs)]
        w = [rng.sign() * rng.decimal(0.05, 0.95, 2) for _ in range(inputs)]
        b = rng.sign() * rng.choice([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1])
        exact = [Fraction(str(p)) * Fraction(str(q)) for p, q in zip(x, w, strict=True)]
        z = sum(exact) + Fraction(str(b))
        # Both signs must occur among the products, or no sign can be lost.
        dull = abs(z) < Fraction(1, 20) or min(exact) > 0 or max(exact) < 0
        sizes = sum(abs(term) for term in exact)
        # Nor may two mistakes come to the same sum.
        dull = (
            dull or abs(sum(exact) + inputs * Fraction(str(b)) - sizes - Fraction(str(b))) < 0.001
        )
        if dull or (z > 0 and rng.chance(0.7)):
            continue
        break
    values: dict[str, Any] = {
        "kind": kind,
        "activation": NAMES[kind],
        "slope": rng.choice([0.01, 0.1, 0.2]) if kind == "leaky" else 0.0,
        "inputs": inputs,
        "x": x,
        "w": w,
        "b": b,
        "target": rng.choice(["sum", "output", "output"]),
    }
    right_sum = rng.choice(SUMS)
    lines = candidate_lines(values, right_sum)
    names = rng.sample([name for name in lines if name], 4)
    shown = rng.shuffled(["", *names])
    values["lines"] = [lines[name] for name in shown]
    values["wrong"] = {name: KEYS[shown.index(name)] for name in names}
    values["output_line"] = call(values, "z")
    values["products"] = [signed(term, first=term is exact[0]) for term in exact]
    values["z"] = float(z)
    values["a"] = round(activate(values, float(z)), 6)
    return values


def signed(term: Fraction, first: bool) -> str:
    """A term of a printed sum, with its sign set apart unless it comes first."""
    return str(float(term)) if first else f"{'-' if term < 0 else '+'} {float(abs(term))}"


def activate(values: dict[str, Any], z: float) -> float:
    """The activation of one number."""
    if values["kind"] == "relu":
        return max(0.0, z)
    if values["kind"] == "leaky":
        return z if z >= 0 else values["slope"] * z
    return 1.0 if z > 0 else 0.0


def agreeing_line(values: dict[str, Any]) -> str:
    """The key of the one line that gives the node's value at points of both signs."""
    stand_ins = {"torch": torch_stand_in(), "F": SimpleNamespace(leaky_relu=leaky_relu)}
    rng = np.random.default_rng(0)
    keys = list(KEYS)
    for _ in range(20):
        x, w = rng.normal(size=(2, values["inputs"]))
        b = rng.normal()
        z = sum(p * q for p, q in zip(x, w, strict=True)) + b
        wanted = z if values["target"] == "sum" else activate(values, z)
        for key in list(keys):
            line = values["lines"][KEYS.index(key)]
            got = np.asarray(eval(line, {**stand_ins, "x": x, "w": w, "b": b}))
            if got.shape != () or abs(got - wanted) > 1e-12:
                keys.remove(key)
    (key,) = keys
    return key


def leaky_relu(z: Any, slope: float) -> Any:
    """NumPy's equivalent of torch.nn.functional.leaky_relu."""
    return np.where(z >= 0, z, slope * z)


def torch_stand_in() -> SimpleNamespace:
    """NumPy's equivalents of the PyTorch functions that the lines call."""
    return SimpleNamespace(relu=lambda z: np.maximum(z, 0.0), dot=np.dot, where=np.where)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    z = float(np.dot(values["x"], values["w"]) + values["b"])
    return {"sum": z, "output": activate(values, z), "torch": agreeing_line(values)}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions for the numbers; for the code, the line that no mistake has claimed."""
    z = Fraction(str(values["b"]))
    for x, w in zip(values["x"], values["w"], strict=True):
        z += Fraction(str(x)) * Fraction(str(w))
    below = Fraction(str(values["slope"]))  # 0 for ReLU
    output = z if z > 0 else below * z
    if values["kind"] == "step":
        output = Fraction(int(z > 0))
    (unclaimed,) = set(KEYS) - set(values["wrong"].values())
    return {"sum": float(z), "output": float(output), "torch": unclaimed}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    x, w, b = np.array(values["x"]), np.array(values["w"]), values["b"]
    z = float(x @ w + b)
    output = activate(values, z)
    of_output = {"activation-skipped": z}
    if values["kind"] != "step" and z < 0:
        of_output["minus-sign-dropped"] = -z
        if values["kind"] == "leaky":
            of_output |= {"slope-returned": values["slope"], "cut-to-zero": 0.0}
    return {
        "sum": {
            "bias-left-out": float(x @ w),
            "bias-per-input": float(x @ w + len(x) * b),
            "minus-sign-lost": float(np.abs(x * w).sum() + b),
            "bias-as-factor": float((x @ w) * b),
        },
        "output": {
            name: wrong for name, wrong in of_output.items() if abs(wrong - output) > 0.0002
        },
        "torch": dict(values["wrong"]),
    }
