"""One example, two parameters, one step of gradient descent."""

import math
from typing import Any

import mpmath
import numpy as np

from heldout.authoring import Draw

FORMULAS = {
    "identity": "z",
    "sigmoid": "\\sigma(z) = \\dfrac{1}{1 + e^{-z}}",
    "tanh": "\\tanh(z)",
    "relu": "\\max(0, z)",
}
NAMES = {"identity": "z", "sigmoid": "\\sigma", "tanh": "\\tanh", "relu": "\\operatorname{ReLU}"}
SLOPES = {
    "identity": "1",
    "sigmoid": "h\\,(1 - h)",
    "tanh": "(1 - h^2)",
    "relu": "\\operatorname{ReLU}'(z)",
}
LOSSES = {
    "half": "\\tfrac12 (p - y)^2",
    "square": "(p - y)^2",
    "cross-entropy": "-\\big(y \\ln p + (1 - y) \\ln(1 - p)\\big)",
}
ROLES = {
    "backpropagation": ("derivatives", "backpropagation"),
    "descent": ("step", "gradient descent"),
    "gradient": ("uphill", "the gradient of the loss"),
}
CLOSEST = 0.0005  # mistakes nearer than this to the truth or to each other are left out


def draw(rng: Draw) -> dict[str, object]:
    while True:
        network = rng.choice(["neuron", "chain"])
        if network == "neuron":
            activation = rng.choice(["sigmoid", "sigmoid", "tanh", "identity"])
        else:
            activation = rng.choice(["tanh", "sigmoid", "tanh", "identity", "relu"])
        loss = rng.choice(["half", "half", "square"])
        if network == "neuron" and activation == "sigmoid" and rng.chance(0.5):
            loss = "cross-entropy"
        binary = network == "neuron" and activation == "sigmoid"
        values: dict[str, Any] = {
            "network": network,
            "activation": activation,
            "loss": loss,
            "x": rng.sign() * rng.choice([0.5, 1.5, 2, 3]),
            "y": rng.choice([0, 1]) if binary else rng.sign() * rng.choice([0.5, 1, 1.5, 2]),
            "first": rng.sign() * rng.decimal(0.1, 1.2, 1),
            "second": rng.sign() * rng.decimal(0.1, 1.2, 1),
            "rate": rng.choice([0.1, 0.2, 0.5]),
        }
        values["dead"] = activation == "relu" and values["x"] * values["first"] <= 0
        if interesting(values):
            break
    return described(values, rng.choice(list(ROLES)))


def interesting(values: dict[str, Any]) -> bool:
    """Whether both derivatives are worth computing, or the unit is quite dead."""
    truth = answers({**values, "asked": "gradient"})
    sizes = [abs(entry) for entry in truth["gradient"]]
    return values["dead"] or (min(sizes) >= 0.02 and max(sizes) <= 12)


def described(values: dict[str, Any], asked: str) -> dict[str, object]:
    """The values with all that the texts show."""
    values = {**values, "asked": asked, "asked_name": ROLES[asked][1]}
    neuron = values["network"] == "neuron"
    truth, trace = answers(values), forward(values)
    slope = {"sigmoid": "\\,p\\,(1 - p)", "tanh": "\\,(1 - p^2)"}.get(values["activation"], "")
    error = "2\\,(p - y)" if values["loss"] == "square" else "(p - y)"
    if neuron and values["loss"] != "cross-entropy":
        error += slope
    name = NAMES[values["activation"]]
    return values | {
        "names": ["w", "b"] if neuron else ["w_1", "w_2"],
        "activation_name": name,
        "output_formula": FORMULAS[values["activation"]],
        "hidden_formula": FORMULAS[values["activation"]],
        "hidden_slope": SLOPES[values["activation"]],
        "loss_formula": LOSSES[values["loss"]],
        "error_formula": error,
        "shown": {
            **{name: plainly(trace[name]) for name in ("z", "h", "p", "error")},
            "gradient": [plainly(entry) for entry in truth["gradient"]],
            "updated": [plainly(entry) for entry in truth["updated"]],
        },
    }


def plainly(number: float) -> str:
    """A number with up to six decimals, without trailing zeros or a negative zero."""
    return f"{round(number, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def activate(kind: str, z: float) -> tuple[float, float]:
    """The activation of a sum, and its derivative there."""
    if kind == "sigmoid":
        value = 1 / (1 + math.exp(-z))
        return value, value * (1 - value)
    if kind == "tanh":
        return math.tanh(z), 1 - math.tanh(z) ** 2
    if kind == "relu":
        return max(z, 0.0), float(z > 0)
    return z, 1.0


def forward(values: dict[str, Any]) -> dict[str, float]:
    """Every intermediate value, with the derivative of the loss that the backward pass starts at.

    That is by z for a neuron and by p for a chain.
    """
    x, y, first, second = (values[name] for name in ("x", "y", "first", "second"))
    neuron = values["network"] == "neuron"
    z = first * x + (second if neuron else 0)
    h, slope = activate(values["activation"], z)
    p = h if neuron else second * h + 0.0  # the 0.0 turns -0.0 into 0.0
    error = (2 if values["loss"] == "square" else 1) * (p - y)
    if neuron and values["loss"] != "cross-entropy":  # there the slope cancels
        error *= slope
    return {"z": z, "h": h, "slope": slope, "p": p, "error": error}


def gradient(values: dict[str, Any], trace: dict[str, float]) -> list[float]:
    """The two derivatives, by the chain rule."""
    x, error = values["x"], trace["error"]
    if values["network"] == "neuron":
        return [error * x, error]
    by_first = error * values["second"] * trace["slope"] * x
    return [by_first + 0.0, error * trace["h"] + 0.0]  # no -0.0


def answers(values: dict[str, Any]) -> dict[str, Any]:
    trace = forward(values)
    by = gradient(values, trace)
    old = [values["first"], values["second"]]
    return {
        "prediction": trace["p"],
        "gradient": by,
        "updated": [w - values["rate"] * g for w, g in zip(old, by, strict=True)],
        "roles": ROLES[values["asked"]][0],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """No chain rule: central differences of the loss at 50 digits."""
    functions = {
        "identity": lambda z: z,
        "sigmoid": lambda z: 1 - 1 / (1 + mpmath.exp(z)),
        "tanh": lambda z: (mpmath.exp(2 * z) - 1) / (mpmath.exp(2 * z) + 1),
        "relu": lambda z: (z + abs(z)) / 2,
    }
    activation = functions[values["activation"]]
    x, y, rate = (mpmath.mpf(str(values[name])) for name in ("x", "y", "rate"))

    def predict(first: Any, second: Any) -> Any:
        if values["network"] == "neuron":
            return activation(first * x + second)
        return second * activation(first * x)

    def loss(first: Any, second: Any) -> Any:
        p = predict(first, second)
        if values["loss"] == "cross-entropy":
            return -mpmath.log(p if y == 1 else 1 - p)
        return (y - p) ** 2 / (2 if values["loss"] == "half" else 1)

    with mpmath.workdps(50):
        old = [mpmath.mpf(str(values["first"])), mpmath.mpf(str(values["second"]))]
        step = mpmath.mpf(10) ** -15
        by = [
            (loss(old[0] + step, old[1]) - loss(old[0] - step, old[1])) / (2 * step),
            (loss(old[0], old[1] + step) - loss(old[0], old[1] - step)) / (2 * step),
        ]
        new = [w - rate * g for w, g in zip(old, by, strict=True)]
        keys = {name: key for key, name in ROLES.values()}
        return {
            "prediction": float(predict(*old)),
            "gradient": [float(g) for g in by],
            "updated": [float(w) for w in new],
            "roles": keys[values["asked_name"]],
        }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, trace = answers(values), forward(values)
    by, old = np.array(truth["gradient"]), np.array([values["first"], values["second"]])
    rate, x = values["rate"], values["x"]
    neuron = values["network"] == "neuron"
    if neuron:
        of_prediction = {
            "bias-left-out": activate(values["activation"], values["first"] * x)[0],
            "activation-skipped": trace["z"],
        }
    else:
        of_prediction = {"activation-skipped": values["second"] * trace["z"]}
    slope = trace["slope"]
    if values["loss"] == "cross-entropy":
        wrong_slope = by * slope
    elif slope:
        wrong_slope = by / slope if neuron else by / np.array([slope, 1.0])
    else:  # a dead unit: as if it were a linear one
        wrong_slope = np.array([trace["error"] * values["second"] * x, 0.0])
    of_gradient = {"sign-reversed": -by}
    if values["loss"] != "cross-entropy":
        of_gradient["factor-wrong"] = by * (2 if values["loss"] == "half" else 0.5)
    of_gradient["activation-slope-wrong"] = wrong_slope
    of_gradient["input-forgotten"] = by / np.array([x, 1.0])
    of_update = {
        "uphill-step": old + rate * by,
        "learning-rate-forgotten": old - by,
        "step-for-value": -rate * by,
    }
    if not neuron:
        renewed = {**values, "second": truth["updated"][1]}
        late = gradient(renewed, trace)  # the trace is the old one, only w2 is new
        of_update["new-weight-used"] = np.array([old[0] - rate * late[0], truth["updated"][1]])
    return {
        "prediction": telling(truth["prediction"], of_prediction),
        "gradient": telling(truth["gradient"], of_gradient),
        "updated": telling(truth["updated"], of_update),
        "roles": {
            "minimum-believed": "to-minimum",
            **(
                {}
                if values["asked"] == "gradient"
                else {
                    "roles-exchanged": "step" if truth["roles"] == "derivatives" else "derivatives"
                }
            ),
        },
    }


def telling(truth: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The mistakes that lie clear of the truth and of each earlier one."""
    kept: dict[str, Any] = {}
    for name, wrong in known.items():
        others = [truth, *kept.values()]
        if all(np.max(np.abs(np.array(wrong) - np.array(other))) > CLOSEST for other in others):
            kept[name] = np.asarray(wrong).tolist()
    return kept
