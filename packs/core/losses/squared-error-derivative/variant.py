"""Squared error with a drawn factor: derivative at the output and through one neuron."""

from typing import Any

from heldout.authoring import Draw

# The factor in front: its LaTeX, its value as a formula, and twice it in LaTeX and as a formula.
FRONTS = {
    "half": ("\\tfrac12", "1/2", "", ""),
    "one": ("", "1", "2\\,", "2*"),
    "third": ("\\tfrac13", "1/3", "\\tfrac23", "2/3*"),
    "quarter": ("\\tfrac14", "1/4", "\\tfrac12", "1/2*"),
    "three": ("3\\,", "3", "6\\,", "6*"),
}
NAMES = {
    "cost": "a cost function",
    "gradient": "the gradient of the cost",
    "step-size": "the learning rate",
    "metric": "an evaluation metric that is not the cost",
}
NEURONS = {"sigmoid": "\\sigma(wx + b)", "tanh": "\\tanh(wx + b)", "identity": "wx + b"}
SLOPES = {"sigmoid": "p\\,(1 - p)", "tanh": "(1 - p^2)", "identity": "1"}


def draw(rng: Draw) -> dict[str, object]:
    front = rng.choice(["half", "half", "one", "third", "quarter", "three"])
    target_first = rng.chance(0.5)  # (y - p) or (p - y), the same square
    by_target = rng.chance(0.2)
    activation = rng.choice(["sigmoid", "sigmoid", "tanh", "tanh", "identity"])
    parameter = rng.choice(["w", "w", "b"])
    wanted = rng.choice(["cost", "cost", "gradient", "step-size", "metric"])
    latex, _, doubled, _ = FRONTS[front]
    bracket = "(y - p)" if target_first else "(p - y)"
    symbol = "\\dfrac{\\partial C}{\\partial " + ("y" if by_target else "p") + "}"
    return {
        "front": front,
        "front_name": latex.removesuffix("\\,") or "1",
        "bracket": f"{bracket}^2",
        "cost": f"{latex}{bracket}^2",
        "by_target": by_target,
        "activation": activation,
        "parameter": parameter,
        "wanted": wanted,
        "wanted_name": NAMES[wanted],
        "neuron": NEURONS[activation],
        "output_symbol": symbol,
        "output_name": f"${symbol}$"
        + (" (with respect to the *target*, for once)" if by_target else ""),
        "output_result": f"{doubled}({'y - p' if by_target else 'p - y'})",
        "cost_by_p": f"{doubled}(p - y)",
        "activation_slope": SLOPES[activation],
        "last_link": "x" if parameter == "w" else "1",
    }


def neuron_and_slope(values: dict[str, Any]) -> tuple[str, str]:
    """The neuron's output and its derivative by the sum, as formulas."""
    if values["activation"] == "sigmoid":
        return "sigmoid(w*x + b)", "sigmoid(w*x + b)*(1 - sigmoid(w*x + b))"
    if values["activation"] == "tanh":
        return "tanh(w*x + b)", "(1 - tanh(w*x + b)^2)"
    return "(w*x + b)", "1"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    twice = FRONTS[values["front"]][3]
    p, slope = neuron_and_slope(values)
    links = [f"({p.strip('()') if slope == '1' else p} - y)"]
    links += [slope] if slope != "1" else []
    links += ["x"] if values["parameter"] == "w" else []
    difference = "y - p" if values["by_target"] else "p - y"
    return {
        "meaning": values["wanted"],
        "output": f"{twice}({difference})" if twice else difference,
        "parameter": twice + "*".join(links),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the cost, multiplied out, with the neuron put in."""
    import sympy

    w, x, b, y, p = sympy.symbols("w x b y p")
    front = sympy.Rational(FRONTS[values["front"]][1])
    cost = front * (y**2 - 2 * y * p + p**2)
    z = w * x + b
    neuron = {
        "sigmoid": 1 / (1 + sympy.exp(-z)),
        "tanh": sympy.tanh(z),
        "identity": z,
    }[values["activation"]]
    by = y if values["by_target"] else p
    parameter = {"w": w, "b": b}[values["parameter"]]
    described = {name: key for key, name in NAMES.items()}
    return {
        "meaning": described[values["wanted_name"]],
        "output": str(sympy.diff(cost, by)),
        "parameter": str(sympy.diff(cost.subs(p, neuron), parameter)),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    front = FRONTS[values["front"]][1]
    right = answers(values)
    p, slope = neuron_and_slope(values)
    link, other = ("x", "1") if values["parameter"] == "w" else ("1", "x")
    difference = "y - p" if values["by_target"] else "p - y"
    # With a half in front people leave the 2 standing; otherwise they drop it.
    wrong_front = "2" if values["front"] == "half" else front
    of_parameter = {
        "sign-reversed": f"-({right['parameter']})",
        "factor-wrong": f"{wrong_front} * ({p} - y) * {slope} * {link}",
        "input-misplaced": f"2 * ({front}) * ({p} - y) * {slope} * {other}",
    }
    if values["activation"] != "identity":
        of_parameter["slope-of-activation-forgotten"] = f"2 * ({front}) * ({p} - y) * {link}"
        of_parameter["activation-of-sum-as-slope"] = f"2 * ({front}) * ({p} - y) * {p} * {link}"
    meanings = {
        "taken-for-metric": "metric",
        "taken-for-gradient": "gradient",
        "taken-for-cost": "cost",
    }
    return {
        "meaning": {name: key for name, key in meanings.items() if key != values["wanted"]},
        "output": {
            "sign-reversed": f"-({right['output']})",
            "factor-wrong": f"{wrong_front} * ({difference})",
            "not-differentiated": f"({front}) * (y - p)^2",
        },
        "parameter": of_parameter,
    }
