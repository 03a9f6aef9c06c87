"""Weight decay: the factor of a step, its power, and what Adam makes of a penalty."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import isclose, sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")
SAYS = {
    "descent": "plain gradient descent",
    "momentum": "momentum 0.9: $v \\leftarrow 0.9\\,v + G$, $w \\leftarrow w - \\eta v$",
    "nesterov": "Nesterov, 0.9: $v \\leftarrow 0.9\\,v + G$, "
    "$w \\leftarrow w - \\eta\\,(G + 0.9\\,v)$",
    "adagrad": "Adagrad: $s \\leftarrow s + G^2$, $w \\leftarrow w - \\eta\\,G/\\sqrt{s}$",
    "rmsprop": "RMSProp: $s \\leftarrow 0.9\\,s + 0.1\\,G^2$, "
    "$w \\leftarrow w - \\eta\\,G/\\sqrt{s}$",
    "adam": "Adam, with corrected averages",
    "sign": "sign descent: $w \\leftarrow w - \\eta\\,G/|G|$",
}
NAMES = {"descent": "plain gradient descent", "nesterov": "Nesterov's momentum"}
# The penalty, its slope and what a step takes off in LaTeX; the last again, as in replies.
PENALTIES = {
    "half": (r"\tfrac{\lambda}{2} \lVert w \rVert^2", r"\lambda w", r"\eta\lambda", "a*l"),
    "full": (r"\lambda \lVert w \rVert^2", r"2\lambda w", r"2\eta\lambda", "2*a*l"),
    "mean": (
        r"\tfrac{\lambda}{2m} \lVert w \rVert^2",
        r"\tfrac{\lambda}{m} w",
        r"\tfrac{\eta\lambda}{m}",
        "a*l/m",
    ),
}


def draw(rng: Draw) -> dict[str, Any]:
    form = rng.choice(list(PENALTIES))
    penalty, slope, share, _ = PENALTIES[form]
    rows = rng.choice((4, 5, 8, 10, 20))
    values: dict[str, Any] = {
        "form": form,
        "penalty": penalty,
        "penalty_name": f"${penalty}$",
        "slope": slope,
        "share": share,
        "rows": rows,
        "rows_name": "$m$ examples" if form == "mean" else "the training data",
        "also_m": ", and `m` for the number of examples" if form == "mean" else "",
        "letters": "`w`, `g`, `a`, `l` and `m`" if form == "mean" else "`w`, `g`, `a` and `l`",
        "with_m": f" and $m = {rows}$" if form == "mean" else "",
        "start": rng.sign() * rng.integer(2, 9),
        "count": rng.choice((5, 10, 20, 50)),
        "rate": rng.choice((0.05, 0.1, 0.2)),
        "strength": rng.choice((0.1, 0.2, 0.5, 0.8)),
        "adam_rate": rng.choice((0.001, 0.002, 0.01)),
        "adam_strength": rng.choice((0.1, 0.2, 0.05)),
    }
    while True:  # one large gradient, one small one that the penalty may outweigh
        weights = [rng.sign() * rng.integer(1, 8), rng.sign() * rng.integer(1, 8)]
        gradients = [rng.sign() * rng.integer(3, 20), rng.sign() * rng.decimal(0.01, 0.3, 2)]
        sums = [g + values["adam_strength"] * w for g, w in zip(gradients, weights, strict=True)]
        if all(abs(total) > 0.02 for total in sums):
            break
    mixed = rng.shuffled(list(zip(weights, gradients, strict=True)))
    values |= {"weights": [w for w, _ in mixed], "gradients": [g for _, g in mixed]}
    steps = rng.choice((1, 1, 2, 3))
    names = ["descent", *rng.sample([name for name in SAYS if name != "descent"], 3)]
    if rng.chance(0.6) and "momentum" not in names:
        names[1] = "momentum"
    values["steps"] = steps
    values["optimisers"] = [
        {"name": name, "says": SAYS[name], "same": _agrees(name, steps)}
        for name in rng.shuffled(names)
    ]
    values["agreeing"] = " and ".join(
        NAMES.get(item["name"], item["name"]) for item in values["optimisers"] if item["same"]
    )
    values["taken"] = _taken(values)
    return values | {"answer": answers(values)}


def _taken(values: dict[str, Any]) -> float:
    """The share that a step takes off a weight."""
    share = values["rate"] * values["strength"]
    return {"half": share, "full": 2 * share, "mean": share / values["rows"]}[values["form"]]


def _agrees(name: str, steps: int) -> bool:
    return isclose(_run(name, steps, True), _run(name, steps, False), rel_tol=1e-9)


def _run(name: str, steps: int, coupled: bool) -> float:
    """The weight after some steps on a parabola, with the penalty in the gradient or beside it."""
    w, v, s, rate, strength = 1.0, 0.0, 0.0, 0.1, 0.5
    for step in range(1, steps + 1):
        g = w - 3 + (strength * w if coupled else 0.0)
        if name == "adam":
            v, s = 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g * g
            move = v / (1 - 0.9**step) / sqrt(s / (1 - 0.999**step))
        else:
            v = 0.9 * v + g
            s = s + g * g if name == "adagrad" else 0.9 * s + 0.1 * g * g
            moves = {"descent": g, "momentum": v, "nesterov": g + 0.9 * v, "sign": g / abs(g)}
            move = moves.get(name, g / sqrt(s))
        w = (w if coupled else (1 - rate * strength) * w) - rate * move
    return w


def answers(values: dict[str, Any]) -> dict[str, Any]:
    share = PENALTIES[values["form"]][3]
    rate, strength = values["adam_rate"], values["adam_strength"]
    pairs = list(zip(values["weights"], values["gradients"], strict=True))
    return {
        "update": f"(1 - {share})*w - a*g",
        "factor": f"1 - {share}",
        "shrink": values["start"] * (1 - _taken(values)) ** values["count"],
        "coupled": [w - rate * _sign(g + strength * w) for w, g in pairs],
        "decoupled": [w - rate * strength * w - rate * _sign(g) for w, g in pairs],
        "same": [
            key
            for key, item in zip(KEYS, values["optimisers"], strict=True)
            if _agrees(item["name"], values["steps"])
        ],
    }


def _sign(number: float) -> int:
    return 1 if number > 0 else -1


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the penalty; optimisers written out in fractions take the steps."""
    import sympy

    w, g, a, strength, m = sympy.symbols("w g a l m", real=True)
    number = {"half": strength / 2, "full": strength, "mean": strength / (2 * m)}[values["form"]]
    cost = g * w + number * w**2  # near the weight, the data cost is a straight line of slope g
    after = sympy.expand(w - a * sympy.diff(cost, w))
    factor = after.coeff(w, 1)
    share = factor.subs(
        {
            a: sympy.Rational(str(values["rate"])),
            strength: sympy.Rational(str(values["strength"])),
            m: values["rows"],
        }
    )
    weight = Fraction(values["start"])
    for _ in range(values["count"]):
        weight *= Fraction(share.p, share.q)

    return {
        "update": str(after),
        "factor": str(factor),
        "shrink": float(weight),
        "coupled": _first_of_adam(values, coupled=True),
        "decoupled": _first_of_adam(values, coupled=False),
        "same": [
            key
            for key, item in zip(KEYS, values["optimisers"], strict=True)
            if _gap(item["name"], values["steps"]) < Decimal("1e-30")
        ],
    }


def _first_of_adam(values: dict[str, Any], *, coupled: bool) -> list[float]:
    """Adam's recurrences from a fresh state, in 50 digits, with an epsilon far below all."""
    rate, decay = (Decimal(str(values[name])) for name in ("adam_rate", "adam_strength"))
    moved = []
    with localcontext(prec=50):
        for weight, gradient in zip(values["weights"], values["gradients"], strict=True):
            w, g = Decimal(str(weight)), Decimal(str(gradient))
            if coupled:
                g += decay * w
            else:
                w -= rate * decay * w
            m, v = Decimal("0.1") * g, Decimal("0.001") * g * g
            m_hat, v_hat = m / (1 - Decimal("0.9")), v / (1 - Decimal("0.999"))
            moved.append(float(w - rate * m_hat / (v_hat.sqrt() + Decimal("1e-40"))))
    return moved


def _gap(name: str, steps: int) -> Decimal:
    """How far both ways come apart, in 50 digits, from the optimisers' histories of gradients."""
    with localcontext(prec=50):
        ends = []
        for coupled in (True, False):
            w, past = Decimal(1), []
            for _ in range(steps):
                past.append(w - 3 + (w / 2 if coupled else 0))
                kept = w if coupled else w - w / 20
                w = kept - _direction(name, past) / 10
            ends.append(w)
        return abs(ends[0] - ends[1])


def _direction(name: str, past: list[Decimal]) -> Decimal:
    """What is subtracted, times the rate, written as a sum over all gradients so far."""

    def average(values: list[Decimal], keep: str) -> Decimal:
        factor, ages = Decimal(keep), range(len(values) - 1, -1, -1)
        return sum((factor**age * x for age, x in zip(ages, values, strict=True)), Decimal(0))

    g, squares = past[-1], [x * x for x in past]
    velocity = average(past, "0.9")
    corrected = average([Decimal(1)] * len(past), "0.999")
    rules = {
        "descent": lambda: g,
        "momentum": lambda: velocity,
        "nesterov": lambda: g + Decimal("0.9") * velocity,
        "adagrad": lambda: g / sum(squares, Decimal(0)).sqrt(),
        "rmsprop": lambda: g / (average(squares, "0.9") / 10).sqrt(),
        "adam": lambda: (
            velocity
            / average([Decimal(1)] * len(past), "0.9")
            / (average(squares, "0.999") / corrected).sqrt()
        ),
        "sign": lambda: g / abs(g),
    }
    return rules[name]()


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    form, share = values["form"], PENALTIES[values["form"]][3]
    other = PENALTIES["full" if form == "half" else "half"][3]
    start, count, taken = values["start"], values["count"], _taken(values)
    misread = 2 * taken if form == "half" else values["rate"] * values["strength"]
    rate, strength = values["adam_rate"], values["adam_strength"]
    pairs = list(zip(values["weights"], values["gradients"], strict=True))
    descent = [w - rate * (g + strength * w) for w, g in pairs]
    plain = [w - rate * _sign(g) for w, g in pairs]
    names = [item["name"] for item in values["optimisers"]]
    same = {}
    if "momentum" in names:
        key = KEYS[names.index("momentum")]
        changed = {*truth["same"]} ^ {key}
        same["momentum-misjudged"] = sorted(changed)
    return {
        "update": {
            "penalty-pushes-out": f"(1 + {share})*w - a*g",
            "rate-not-on-penalty": f"w - a*g - {share}*w/a",
            "convention-overlooked": f"(1 - {other})*w - a*g",
            "penalty-alone": f"(1 - {share})*w",
        },
        "factor": {
            "penalty-pushes-out": f"1 + {share}",
            "share-taken-off": share,
            "rate-not-on-penalty": f"1 - {share}/a",
            "convention-overlooked": f"1 - {other}",
        },
        "shrink": _told_apart(
            [truth["shrink"]],
            {
                "convention-overlooked": [start * (1 - misread) ** count],
                "not-repeated": [start * (1 - taken)],
                "straight-line": [start * (1 - count * taken)],
                "penalty-pushes-out": [start * (1 + taken) ** count],
            },
            0.002,
        ),
        "coupled": _told_apart(
            truth["coupled"],
            {
                "decay-beside-adam": truth["decoupled"],
                "penalty-vanished": plain,
                "plain-descent": descent,
            },
            0.00003,
        ),
        "decoupled": _told_apart(
            truth["decoupled"],
            {
                "decay-inside-adam": truth["coupled"],
                "decay-without-rate": [w - strength * w - rate * _sign(g) for w, g in pairs],
                "plain-descent": descent,
            },
            0.00003,
        ),
        "same": same,
    }


def _told_apart(
    truth: list[float], wrong: dict[str, list[float]], least: float
) -> dict[str, list[float] | float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if not any(_close(value, other, least) for other in (truth, *kept.values())):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}


def _close(one: list[float], other: list[float], least: float) -> bool:
    return all(isclose(a, b, abs_tol=least) for a, b in zip(one, other, strict=True))
