"""From a penalised cost to weight decay, and for which optimisers the two are one."""

from __future__ import annotations

from fractions import Fraction
from math import inf, isclose, isfinite, sqrt
from typing import Any

from heldout.authoring import Draw

FACTORS = {"1/2": r"\tfrac12", "1": "", "1/4": r"\tfrac14", "2": "2", "3/2": r"\tfrac32"}
RULES = {
    "sgd": "plain SGD",
    "halved": "SGD whose learning rate is halved after the first step",
    "momentum": r"SGD with momentum: $v \leftarrow 0.9\,v + d$, step $\eta v$; $v$ starts at 0",
    "averaged": r"averaging SGD: $v \leftarrow 0.9\,v + 0.1\,d$, step $\eta v$; $v$ starts at 0",
    "rmsprop": (
        r"RMSProp: $s \leftarrow 0.9\,s + 0.1\,d^2$, step $\eta\, d / \sqrt{s}$; $s$ starts at 0"
    ),
    "adagrad": r"AdaGrad: $s \leftarrow s + d^2$, step $\eta\, d / \sqrt{s}$; $s$ starts at 0",
    "sign": r"sign descent: step $\eta \operatorname{sign}(d)$",
    "adam": "Adam with its usual constants 0.9 and 0.999, both averages corrected for their start",
}
INTERVALS = {
    "half-open": lambda x: 0 <= x < inf,
    "closed": lambda x: x >= 0,
    "unit": lambda x: 0 <= x <= 1,
    "all": lambda x: -inf < x < inf,
}


def draw(rng: Draw) -> dict[str, Any]:
    factor = rng.choice(list(FACTORS))
    rule = rng.choice(["sgd", "halved", "momentum", "momentum", *list(RULES)[3:]])
    steepness, target = rng.integer(1, 5), rng.sign() * rng.integer(2, 9)
    twice = float(2 * Fraction(factor))
    while True:
        alpha, eta = rng.choice([0.1, 0.2, 0.4, 0.5, 1.0, 2.0]), rng.choice([0.05, 0.1, 0.2])
        if 0.03 <= twice * alpha * eta <= 0.3:
            break
    return {
        "factor": factor,
        "shown": FACTORS[factor],
        "twice": twice,
        "a": steepness,
        "b": target,
        "alpha": alpha,
        "eta": eta,
        "steps": rng.integer(4, 10),
        "start": rng.integer(2, 9),
        "rule": rule,
        "optimiser": RULES[rule],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    twice, a, b = values["twice"], values["a"], values["b"]
    alpha, eta = values["alpha"], values["eta"]
    shrunk = values["start"] * (1 - eta * twice * alpha) ** values["steps"]
    front = "" if twice == 1 else f"{twice:g} "
    factor = {"1": "", "2": "2 "}.get(values["factor"], f"({values['factor']}) ")
    return {
        "cost": "J + alpha * Omega",
        "minimiser": f"{2 * a * b} / ({2 * a} + {front}alpha)",
        "range": "half-open",
        "objective": f"J + {factor}alpha w^T w",
        "gradient": f"g + {front}alpha w",
        "update": f"(1 - {front}eta alpha) w - eta g",
        "decay": [shrunk, 1 / (twice * alpha)],
        "same-steps": compare(values["rule"]),
    }


def compare(rule: str) -> str:
    """Two steps of the rule, with the decay in the gradient and beside it."""
    slopes, rate, decay = (0.7, -1.3), 0.1, 0.5
    paths = []
    for inside in (True, False):
        w, memory, path = 2.0, (0.0, 0.0), []
        for count, slope in enumerate(slopes, 1):
            direction = slope + decay * w if inside else slope
            eta = rate / 2 if rule == "halved" and count == 2 else rate
            step, memory = scaled_step(rule, direction, memory, count)
            w = (w if inside else (1 - eta * decay) * w) - eta * step
            path.append(w)
        paths.append(path)
    alike = [isclose(one, other, rel_tol=1e-9) for one, other in zip(*paths, strict=True)]
    return "always" if all(alike) else "first" if alike[0] else "never"


def scaled_step(
    rule: str, d: float, memory: tuple[float, float], count: int
) -> tuple[float, tuple[float, float]]:
    """The step, before the learning rate, and what the rule remembers."""
    v, s = memory
    match rule:
        case "momentum":
            v = 0.9 * v + d
            return v, (v, s)
        case "averaged":
            v = 0.9 * v + 0.1 * d
            return v, (v, s)
        case "rmsprop" | "adagrad":
            s = 0.9 * s + 0.1 * d * d if rule == "rmsprop" else s + d * d
            return d / sqrt(s), (v, s)
        case "sign":
            return (1.0 if d > 0 else -1.0), memory
        case "adam":
            v, s = 0.9 * v + 0.1 * d, 0.999 * s + 0.001 * d * d
            return v / (1 - 0.9**count) / sqrt(s / (1 - 0.999**count)), (v, s)
    return d, memory


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Derivatives by SymPy and difference quotients; the decay by stepping, in exact fractions."""
    import sympy

    w, alpha = sympy.symbols("w alpha", real=True)
    size = sympy.Rational(values["factor"]) * w**2
    cost = values["a"] * (w - values["b"]) ** 2 + alpha * size
    (least,) = sympy.solve(sympy.diff(cost, w), w)
    # The coefficient of alpha w in the gradient: a central difference of the penalty is exact.
    c, h = Fraction(values["factor"]), Fraction(1, 8)
    pull = (c * (3 + h) ** 2 - c * (3 - h) ** 2) / (2 * h) / 3
    share = Fraction(str(values["eta"])) * Fraction(str(values["alpha"])) * pull
    weight = Fraction(values["start"])
    for _ in range(values["steps"]):
        weight -= share * weight
    largest = 1 / (Fraction(str(values["alpha"])) * pull)
    return {
        "cost": str(sympy.Symbol("J") + alpha * sympy.Symbol("Omega")),
        "minimiser": str(least),
        "range": allowed(values),
        "objective": f"J + alpha norm(w)^2 * ({pull / 2})",
        "gradient": f"g + alpha ({pull}) w",
        "update": f"w - eta (g + ({pull}) alpha w)",
        "decay": [float(weight), float(largest)],
        "same-steps": to_first_order(values["rule"]),
    }


def allowed(values: dict[str, Any]) -> str:
    """The interval of just those strengths with finite costs and no reward for large weights."""

    def fits(alpha: float) -> bool:
        near, far = (alpha * float(Fraction(values["factor"])) * w * w for w in (1.0, 10.0))
        return isfinite(near) and far >= near

    tried = (-1.0, -1e-9, 0.0, 0.5, 1.0, 7.0, 1e9, inf)
    (name,) = (
        name
        for name, holds in INTERVALS.items()
        if list(map(holds, tried)) == list(map(fits, tried))
    )
    return name


def to_first_order(rule: str) -> str:
    """Which direction moves which step? A decay is a penalty that acts once, at once, and whole.

    At a step t the penalty adds strength * w_t to direction t, and so moves step s by the
    derivative of step s by direction t. The decay moves step t by as much as it adds, no other.
    """
    directions, h = (1.1, -0.6), 1e-6

    def moved(step: int, by: int) -> float:
        up, down = list(directions), list(directions)
        up[by] += h
        down[by] -= h
        return (unrolled(rule, up[: step + 1]) - unrolled(rule, down[: step + 1])) / (2 * h)

    if not isclose(moved(0, 0), 1, abs_tol=1e-6):
        return "never"
    later = (moved(1, 0), moved(1, 1))
    return "always" if isclose(later[0], 0, abs_tol=1e-6) and isclose(later[1], 1) else "first"


def unrolled(rule: str, directions: list[float]) -> float:
    """The last step over its learning rate, as one formula of all directions so far."""
    ages = range(len(directions) - 1, -1, -1)

    def summed(keep: float, power: int) -> float:
        pairs = zip(ages, directions, strict=True)
        return sum(keep**age * direction**power for age, direction in pairs)

    last = directions[-1]
    return {
        "sgd": last,
        "halved": last,  # decay and step are halved alike
        "momentum": summed(0.9, 1),
        "averaged": 0.1 * summed(0.9, 1),
        "rmsprop": last / sqrt(0.1 * summed(0.9, 2)),
        "adagrad": last / sqrt(summed(1, 2)),
        "sign": last / abs(last),
        "adam": summed(0.9, 1)
        / sum(0.9**age for age in ages)
        / sqrt(summed(0.999, 2) / sum(0.999**age for age in ages)),
    }[rule]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    twice, a, b = values["twice"], values["a"], values["b"]
    alpha, eta, steps, start = (values[name] for name in ("alpha", "eta", "steps", "start"))
    shrunk = start * (1 - eta * twice * alpha) ** steps
    of_gradient = {"not-differentiated": f"g + ({values['factor']}) alpha w"}
    of_update = {
        "grows": f"(1 + {twice} eta alpha) w - eta g",
        "rate-forgotten": f"(1 - {twice} alpha) w - eta g",
    }
    if twice != 1:
        if twice != 2:
            of_gradient["convention-of-half"] = "g + alpha w"
        of_update["convention-of-half"] = "(1 - eta alpha) w - eta g"
    return {
        "cost": {"shares": "(1 - alpha) J + alpha Omega", "only-penalty": "alpha * Omega"},
        "minimiser": {
            "penalty-ignored": f"{b}",
            "denominator-halved": f"{2 * a * b} / ({2 * a} + {twice / 2} alpha)",
        },
        "range": {"infinite-weight": "closed", "as-a-share": "unit"},
        "objective": {
            "bias-penalised": f"J + ({values['factor']}) alpha (w^T w + b^T b)",
            "not-squared": f"J + ({values['factor']}) alpha norm(w)",
        },
        "gradient": of_gradient,
        "update": of_update,
        "decay": {
            "taken-off-each-time": [
                start * (1 - steps * eta * twice * alpha),
                1 / (twice * alpha),
            ],
            "double-bound": [shrunk, 2 / (twice * alpha)],
        },
        "same-steps": (
            {} if values["rule"] in ("sgd", "halved") else {"penalty-is-decay": "always"}
        ),
    }
