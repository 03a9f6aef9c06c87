"""What a teacher's soft targets tell a student, and what of a measured gain they explain."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, exp, log
from typing import Any

from heldout.authoring import Draw

# Measured on digits (docs/references.md, distillation): test errors in per cent.
EXPERIMENTS = {
    "same": {"student": 3.6, "teacher": 2.0, "distilled": 2.9},
    "soft": {"student": 8.9, "teacher": 7.0, "distilled": 7.6},
    "hard": {"student": 8.9, "teacher": 7.0, "distilled": 7.3},
}


def draw(rng: Draw) -> dict[str, Any]:
    """Logits of teacher and student, a class that is not certain, and a measured experiment."""
    top = rng.integer(4, 9)
    second = top - rng.integer(1, 3)
    third = second - rng.integer(1, 4)
    teacher = rng.shuffled([top, second, third])
    student = [float(rng.integer(-2, 2)) for _ in range(3)]
    if len(set(student)) == 1:
        student[0] += 1
    experiment = rng.choice(("same", "same", "soft", "hard"))
    chance = rng.choice((0.6, 0.7, 0.75, 0.8, 0.9))
    off = rng.choice((0.03, 0.05, 0.06, 0.07, 0.08, 0.1))
    return {
        "classes": rng.choice(
            (["cat", "dog", "car"], ["four", "nine", "one"], ["oak", "elm", "tulip"])
        ),
        "teacher": teacher,
        "student": student,
        "temperature": rng.choice((2, 3, 4, 5)),
        "chance": chance,
        "off": off,
        "worth": _worth(chance, off),
        "experiment": experiment,
        "same_images": experiment == "same",
        "errors": EXPERIMENTS[experiment],
        "told": "as plain labels (its most probable class)"
        if experiment == "hard"
        else "as soft targets (its logits at temperature 2)",
        "target": rng.choice((0.8, 0.9, 0.95)),
        "gap": rng.integer(2, 6),
    }


def _worth(chance: float, off: float) -> int:
    """From how many labels on their mean errs no more than a target that is off by so much."""
    p = Fraction(str(chance))
    return ceil(p * (1 - p) / Fraction(str(off)) ** 2)


def _softmax(logits: list[float], temperature: float = 1) -> list[float]:
    powers = [exp((z - max(logits)) / temperature) for z in logits]
    return [p / sum(powers) for p in powers]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    t = values["temperature"]
    p = _softmax(values["teacher"], t)
    q = _softmax(values["student"], t)
    errors = values["errors"]
    odds = log(values["target"] / (1 - values["target"]))
    return {
        "soft": p,
        "gradient": [t * (b - a) for a, b in zip(p, q, strict=True)],
        "temperature": values["gap"] / odds,
        "worth": _worth(values["chance"], values["off"]),
        "closed": 100
        * (errors["student"] - errors["distilled"])
        / (errors["student"] - errors["teacher"]),
        "reading": "targets" if values["same_images"] else "images",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's softmax and gradient, a search over temperatures and numbers of labels."""
    import torch
    from scipy.optimize import brentq

    t = values["temperature"]
    p = torch.softmax(torch.tensor(values["teacher"], dtype=torch.float64) / t, dim=0)
    z = torch.tensor(values["student"], dtype=torch.float64, requires_grad=True)
    loss = -(p * torch.log_softmax(z / t, dim=0)).sum() * t * t
    loss.backward()
    assert z.grad is not None
    found = brentq(
        lambda s: 1 / (1 + exp(-values["gap"] / s)) - values["target"], 0.05, 50, xtol=1e-14
    )
    p_wrong, p_right = 1 - values["chance"], values["chance"]
    # The squared error of one label as an estimate of the chance, over its two outcomes.
    single = p_right * (1 - p_right) ** 2 + p_wrong * p_right**2
    count = 1
    while single / count > values["off"] ** 2 + 1e-12:
        count += 1
    # What differs between the two students: their images, or only what they were told.
    of_lot = {
        (e["student"], e["teacher"]): [
            other["distilled"] for other in EXPERIMENTS.values() if other["student"] == e["student"]
        ]
        for e in EXPERIMENTS.values()
    }
    errors = values["errors"]
    rivals = of_lot[errors["student"], errors["teacher"]]
    tenths = {name: round(10 * error) for name, error in errors.items()}
    gained = Fraction(
        tenths["student"] - tenths["distilled"], tenths["student"] - tenths["teacher"]
    )
    return {
        # The last bits of PyTorch's exponentials depend on where the numbers lie in memory.
        "soft": [round(x, 12) for x in p.tolist()],
        "gradient": [round(x, 12) for x in z.grad.tolist()],
        "temperature": found,
        "worth": count,
        "closed": float(100 * gained),
        "reading": "targets" if len(rivals) == 1 else "images",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    t, chance, off = values["temperature"], values["chance"], values["off"]
    p, q = truth["soft"], _softmax(values["student"], t)
    hard = [float(z == max(values["teacher"])) for z in values["teacher"]]
    plain = _softmax(values["student"])
    errors = values["errors"]
    gained = errors["student"] - errors["distilled"]
    spread = chance * (1 - chance)
    return {
        "soft": {
            "temperature-left-out": _softmax(values["teacher"]),
            "multiplied": _softmax(values["teacher"], 1 / t),
            "divided-afterwards": [x / t for x in _softmax(values["teacher"])],
        },
        "gradient": _apart(
            truth["gradient"],
            {
                "factor-forgotten": [(b - a) / t for a, b in zip(p, q, strict=True)],
                "no-inner-derivative": [t * t * (b - a) for a, b in zip(p, q, strict=True)],
                "turned-round": [t * (a - b) for a, b in zip(p, q, strict=True)],
                "hard-label": [b - a for a, b in zip(hard, plain, strict=True)],
            },
            0.004,
        ),
        "temperature": _apart(
            [truth["temperature"]],
            {
                "upside-down": [1 / truth["temperature"]],
                "odds-forgotten": [values["gap"] / -log(values["target"])],
            },
            0.02,
        ),
        "worth": _apart(
            [truth["worth"]],
            {
                "root-forgotten": [ceil(spread / off)],
                "one-divided": [ceil(1 / off**2)],
                "deviation-for-variance": [ceil(spread**0.5 / off)],
            },
            0.5,
        ),
        "closed": _apart(
            [truth["closed"]],
            {
                "share-of-all-errors": [100 * gained / errors["student"]],
                "what-is-left": [100 - truth["closed"]],
                "points": [gained],
            },
            0.7,
        ),
        "reading": {"set-up-overlooked": "images" if values["same_images"] else "targets"},
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]], near: float) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > near for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
