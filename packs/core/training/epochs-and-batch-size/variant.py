"""Epochs and updates to a loss at two batch sizes, on a parabola with noisy gradients."""

from __future__ import annotations

from math import ceil, inf, log
from typing import Any

from heldout.authoring import Draw

# Measured (docs/references.md, learning rates): epochs to a training loss of 0.1 at rate 0.1.
MEASURED = {8: 7, 32: 24, 128: 88}
DIGITS = 1797


def draw(rng: Draw) -> dict[str, Any]:
    """A noise whose floor lies below the target, and counts that are not on a knife's edge."""
    while True:
        values = _case(rng)
        needed = [_exact(values, values["rate"], b, values["target"]) for b in values["batches"]]
        clear = all(n < inf and 0.03 < n % 1 < 0.97 for n in needed)
        noiseless = log(values["target"] / values["start"] ** 2 * 2) / log(1 - values["rate"]) / 2
        epochs = _epochs(values, [ceil(n) for n in needed]) if clear else [0, 0]
        if (
            1 < epochs[0] < epochs[1]
            and needed[0] > 1.1 * needed[1]
            and 0.03 < noiseless % 1 < 0.97
        ):
            return values


def _case(rng: Draw) -> dict[str, Any]:
    rate = rng.choice((0.01, 0.02, 0.03, 0.04, 0.05))
    small = rng.choice((2, 4, 8))
    large = small * rng.choice((4, 8))
    start, target = rng.integer(3, 8), rng.choice((0.2, 0.25, 0.4, 0.5))
    below = rng.choice((0.5, 0.6, 0.7, 0.8, 0.9))
    noise = max(1, round(below * target * 2 * small * (2 - rate) / rate))
    situation = rng.choice(("same", "proportional", "steeper", "floor", "raised"))
    share = {"same": 1, "proportional": 4, "steeper": 16, "floor": 1, "raised": 0.5}[situation]
    before = small * 16
    # 2.5 times the floor with the batch before: out of reach with a quarter of that batch.
    floor = rate * noise / (2 * before * (2 - rate))
    measured = rng.sample(list(MEASURED), 2)
    goal = 2.5 * floor if situation == "floor" else target
    return {
        "rate": rate,
        "batches": [small, large],
        "start": start,
        "target": target,
        "noise": noise,
        "examples": large * rng.integer(2, 20),
        "measured": measured,
        "taken": [MEASURED[batch] for batch in measured],
        "situation": situation,
        "before": before,
        "after": before // 4,
        "rate_after": round(rate / share, 6),
        "goal": float(f"{goal:.2g}"),
    }


def _floor(values: dict[str, Any], rate: float, batch: int) -> float:
    """The expected loss that is left for ever."""
    return float(rate * values["noise"] / (2 * batch * (2 - rate)))


def _exact(values: dict[str, Any], rate: float, batch: int, target: float) -> float:
    """How many updates bring the expected loss to the target, not rounded."""
    floor, start = _floor(values, rate, batch), values["start"] ** 2 / 2
    if floor >= target:
        return inf
    return log((target - floor) / (start - floor)) / (2 * log(1 - rate))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    rate, target = values["rate"], values["target"]
    needed = [ceil(_exact(values, rate, batch, target)) for batch in values["batches"]]
    return {
        "measured": [MEASURED[b] * ceil(DIGITS / b) for b in values["measured"]],
        "recursion": "(1 - eta)^2 * m + eta^2 * v / b",
        "floor": [_floor(values, rate, batch) for batch in values["batches"]],
        "updates": needed,
        "epochs": _epochs(values, needed),
        "quarter": _told(
            _exact(values, values["rate_after"], values["after"], values["goal"]),
            _exact(values, rate, values["before"], values["goal"]),
        ),
    }


def _epochs(values: dict[str, Any], updates: list[int]) -> list[int]:
    return [
        ceil(count * batch / values["examples"])
        for count, batch in zip(updates, values["batches"], strict=True)
    ]


def _told(after: float, before: float) -> str:
    """What a quarter of the batch does to epochs and updates."""
    if after == inf:
        return "never"
    epochs = after / before / 4
    if epochs > 1.15:
        return "more"
    if epochs > 0.85:
        return "same"
    return "fewer" if after >= before else "fewer-both"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Walks through the epochs of the digits, and step by step down the expected loss."""
    import sympy

    m, eta, v, b, w = sympy.symbols("m eta v b w", positive=True)
    # The noise of a batch as plus or minus its deviation: the same mean and variance.
    ends = [(w - eta * (w + sign * sympy.sqrt(v / b))) ** 2 for sign in (1, -1)]
    mean = sympy.expand(sum(ends) / 2).subs(w, sympy.sqrt(m))

    def walk(rate: float, batch: int, target: float) -> tuple[float, float]:
        """The first update at which the target is reached, and where the loss ends."""
        second, count, first = float(values["start"] ** 2), 0, inf
        for count in range(1, 6000):
            second = (1 - rate) * (1 - rate) * second + rate * rate * values["noise"] / batch
            if second / 2 <= target and first == inf:
                first = count
        return first, second / 2

    counts = []
    for batch in values["measured"]:
        steps = 0
        for _ in range(MEASURED[batch]):
            steps += len(range(0, DIGITS, batch))
        counts.append(steps)
    walked = [walk(values["rate"], batch, values["target"]) for batch in values["batches"]]
    updates = [int(first) for first, _ in walked]
    after, _ = walk(values["rate_after"], values["after"], values["goal"])
    before, _ = walk(values["rate"], values["before"], values["goal"])
    epochs = []
    for count, batch in zip(updates, values["batches"], strict=True):
        done = 0
        while done * values["examples"] < count * batch:
            done += 1
        epochs.append(done)
    return {
        "measured": counts,
        "recursion": str(mean),
        "floor": [end for _, end in walked],
        "updates": updates,
        "epochs": epochs,
        "quarter": _told(after, before),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    rate, (small, large) = values["rate"], values["batches"]
    start, target, examples = values["start"] ** 2 / 2, values["target"], values["examples"]
    noiseless = ceil(log(target / start) / (2 * log(1 - rate)))
    unsquared = [2 * _exact(values, rate, b, target) for b in values["batches"]]
    believed = {"same": "more", "raised": "more"} | dict.fromkeys(
        ("proportional", "steeper", "floor"), "fewer"
    )
    return {
        "measured": _apart(
            truth["measured"],
            {
                "last-batch-dropped": [MEASURED[b] * (DIGITS // b) for b in values["measured"]],
                "one-epoch-only": [ceil(DIGITS / b) for b in values["measured"]],
                "epochs-for-updates": [MEASURED[b] for b in values["measured"]],
            },
        ),
        "recursion": {
            "rate-not-squared": "(1 - eta)^2 * m + eta * v / b",
            "batch-forgotten": "(1 - eta)^2 * m + eta^2 * v",
            "factor-not-squared": "(1 - eta) * m + eta^2 * v / b",
            "noise-forgotten": "(1 - eta)^2 * m",
        },
        "floor": _apart(
            truth["floor"],
            {
                "half-forgotten": [2 * floor for floor in truth["floor"]],
                "last-step-only": [rate**2 * values["noise"] / (2 * b) for b in (small, large)],
            },
        ),
        "updates": _apart(
            truth["updates"],
            {
                "noise-forgotten": [noiseless, noiseless],
                "factor-not-squared": [ceil(count) for count in unsquared],
            },
        ),
        "epochs": _apart(
            truth["epochs"],
            {
                "updates-for-epochs": truth["updates"],
                "one-update-an-example": [ceil(count / examples) for count in truth["updates"]],
                "exchanged": truth["epochs"][::-1],
            },
        ),
        "quarter": {"set-up-overlooked": believed[values["situation"]]},
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > 0.03 * abs(y) for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
