"""Momentum unrolled: weights of old gradients, the steady step, the damping of a zigzag."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

BETAS = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99]


def draw(rng: Draw) -> dict[str, Any]:
    averaged = rng.chance(0.4)
    beta = rng.choice(BETAS)
    share = rng.choice([0.5, 0.5, 0.1, 0.01, 0.25, 0.05])
    rate = rng.choice([0.001, 0.01, 0.02, 0.05, 0.1, 0.3])
    gradients = [rng.sign() * rng.integer(1, 5) for _ in range(3)]
    values = {
        "averaged": averaged,
        "beta": beta,
        "rate": rate,
        "share": share,
        "small": rng.choice([0.2, 0.3, 0.4, 0.6]),
        "gradients": gradients,
        "rule": "\\beta\\,v + (1 - \\beta)\\,g_t" if averaged else "\\beta\\,v + g_t",
        "front": "(1 - \\beta)" if averaged else "",
        "limit": "g" if averaged else "\\dfrac{g}{1 - \\beta}",
        "quotient": f"{(1 + beta) / (1 - beta):.3g}",
    }
    found = answers(values)
    values["half"] = found["half"]
    values["effective"] = f"{found['effective']:.3g}"
    values["zigzag"] = f"{found['zigzag']:.3g}"
    return values


def steps_to(beta: float, share: float) -> int:
    """The least k with beta to the k at most the share, in exact fractions."""
    left, steps = Fraction(1), 0
    while left > Fraction(str(share)):
        left *= Fraction(str(beta))
        steps += 1
    return steps


def answers(values: dict[str, Any]) -> dict[str, Any]:
    beta, rate = values["beta"], values["rate"]
    front = "(1 - b)*" if values["averaged"] else ""
    factor = 1 - beta if values["averaged"] else 1.0
    theta, v, places = 0.0, 0.0, []
    entering = 1 - values["small"] if values["averaged"] else 1.0
    for g in values["gradients"]:
        v = values["small"] * v + entering * g
        theta -= v
        places.append(theta)
    return {
        "third": "(1 - b)*(h + b*g + b^2*f)" if front else "h + b*g + b^2*f",
        "weight": f"{front}b^k",
        "constant": "(1 - b^k)*g" if values["averaged"] else "g*(1 - b^k)/(1 - b)",
        "effective": rate * factor / (1 - beta),
        "half": steps_to(beta, values["share"]),
        "zigzag": rate * factor / (1 + beta),
        "run": places,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy runs the update; fixed points of it for the limits; the run as a matrix product."""
    import numpy as np
    import sympy

    b, k, f, g, h, v = sympy.symbols("b k f g h v", positive=True)
    entering = 1 - b if values["averaged"] else sympy.Integer(1)

    def unrolled(gradients: list[Any]) -> Any:
        velocity = sympy.Integer(0)
        for gradient in gradients:
            velocity = b * velocity + entering * gradient
        return sympy.expand(velocity)

    # The weight of a gradient from two of the powers that it passes through.
    powers = [unrolled([g, *[0] * age]).coeff(g) if age else entering for age in (0, 1)]
    ratio = sympy.cancel(unrolled([g, 0]) / unrolled([g]))
    steady = sympy.solve(sympy.Eq(v, b * v + entering * g), v)[0]
    swing = sympy.solve(sympy.Eq(-v, b * v - entering), v)[0]  # the sign turns at each update
    at = {b: sympy.Rational(str(values["beta"]))}
    rate, small = values["rate"], values["small"]
    # The whole run as one product: row t holds the powers of beta for the gradients up to t.
    ages = np.subtract.outer(np.arange(3), np.arange(3))
    weights = np.where(ages >= 0, float(small) ** np.maximum(ages, 0), 0.0)
    velocities = weights @ np.array(values["gradients"], dtype=float)
    places = -np.cumsum(velocities) * ((1 - small) if values["averaged"] else 1.0)
    exact = math.log(values["share"]) / math.log(values["beta"])
    return {
        "third": str(unrolled([f, g, h])),
        "weight": f"({powers[0]})*({ratio})^k",
        "constant": str(steady - steady * ratio**k),
        "effective": rate * float(steady.subs(at) / g),
        "half": math.ceil(round(exact, 9)),
        "zigzag": rate * float(swing.subs(at)),
        "run": places.tolist(),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    beta, rate, averaged = values["beta"], values["rate"], values["averaged"]
    truth = answers(values)
    other = answers({**values, "averaged": not averaged})
    front = "(1 - b)*" if averaged else ""
    factor = 1 - beta if averaged else 1.0
    thumb = math.ceil(round(1 / (1 - beta), 9))
    of_half = {"floor-for-ceil": truth["half"] - 1}
    if thumb not in (truth["half"], truth["half"] - 1):
        of_half["rule-of-thumb"] = thumb
    of_effective = {"no-effect": other["effective"]}
    if beta != 0.5:
        of_effective["divided-by-beta"] = rate * factor / beta
    small, gradients = values["small"], values["gradients"]
    entering = 1 - small if averaged else 1.0
    plain, theta = [], 0.0
    for gradient in gradients:
        theta -= entering * gradient
        plain.append(theta)
    decayed, theta, v = [], 0.0, 0.0
    for gradient in gradients:
        v = (1 - small) * v + small * gradient if averaged else v + small * gradient
        theta -= v
        decayed.append(theta)
    return {
        "third": {
            "newest-decayed-too": f"{front}(b*h + b^2*g + b^3*f)",
            "decay-once": f"{front}(h + b*g + b*f)",
            "decay-forgotten": f"{front}(f + g + h)",
            "order-turned": f"{front}(f + b*g + b^2*h)",
            "other-convention": other["third"],
        },
        "weight": {
            "counted-one-more": f"{front}b^(k + 1)",
            "weight-linear": f"{front}b*k",
            "weight-of-sum": f"{front}(1 - b^(k + 1))/(1 - b)",
            "other-convention": other["weight"],
        },
        "constant": {
            "limit-given": "g" if averaged else "g/(1 - b)",
            "first-term-forgotten": f"{front}g*(1 - b^(k - 1))/(1 - b)",
            "counted-one-more": f"{front}g*(1 - b^(k + 1))/(1 - b)",
            "other-convention": other["constant"],
        },
        "effective": {
            name: wrong
            for name, wrong in of_effective.items()
            if not math.isclose(wrong, truth["effective"], rel_tol=0.03)
        },
        "half": of_half,
        "zigzag": {
            "not-damped": truth["effective"],
            "cancelled": 0.0,
            "other-convention": other["zigzag"],
        },
        "run": {
            "velocity-not-carried": plain,
            "gradient-for-velocity": decayed,
            "other-convention": other["run"],
        },
    }
