"""Stochastic and full-batch gradients compared: noise, memory, and a step out of a minimum."""

from __future__ import annotations

from math import sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")


def draw(rng: Draw) -> dict[str, Any]:
    n = rng.choice((4, 5))
    while True:
        x = [rng.sign() * rng.integer(1, 3) for _ in range(n)]
        y = [rng.integer(-6, 7) for _ in range(n)]
        w = rng.sign() * rng.integer(1, 4) / 2
        each = [(w * a - b) * a for a, b in zip(x, y, strict=True)]
        g = sum(each) / n
        noise = sqrt(sum((one - g) ** 2 for one in each) / n)
        against = sum(one * g < 0 for one in each)
        clear = all(abs(abs(one) - 0.0) > 0.01 for one in each)
        if abs(g) > 0.4 and clear and (0 < against < n / 2 or (against == 0 and rng.chance(0.1))):
            break
    layers = [rng.integer(10, 90) for _ in range(rng.integer(2, 3))]
    values = {
        "n": n,
        "numbers": list(range(1, n + 1)),
        "x": x,
        "y": y,
        "w": w,
        "each": each,
        "g": g,
        "noise": noise,
        "against": against,
        "inputs": rng.integer(20, 200),
        "layers": layers,
        "rows": rng.integer(5, 60) * 1000,
        "spot": rng.sign() * rng.integer(5, 30) / 10,
        "slope": rng.sign() * rng.integer(2, 9),
        "eta": rng.choice((0.05, 0.1, 0.2)),
        "sample": rng.choice((1, 2)),
    }
    flight = values["inputs"] + sum(layers)
    values["memory"] = [flight, flight * values["rows"]]
    values["escape"] = escape(values)
    while True:
        offered = claims_of(rng, values)
        picked = [rng.choice(pair) for pair in offered]
        if 1 <= sum(claim["true"] for claim in picked) <= 3:
            return values | {"claims": rng.shuffled(picked)}


def escape(values: dict[str, Any]) -> list[float]:
    one = values["slope"] if values["sample"] == 1 else -values["slope"]
    return [values["spot"], round(values["spot"] - values["eta"] * one, 6)]


def claims_of(rng: Draw, values: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Claims about one thing each; what they say is settled by the numbers drawn."""
    g, noise, n = values["g"], values["noise"], values["n"]
    one, all_of_them = values["memory"]
    stays, moves = values["escape"]
    percent = 100 * noise / abs(g)
    # Limits on either side of the typical deviation, none close to it.
    limits = [limit for limit in (10, 25, 50, 100, 200, 400) if abs(limit / percent - 1) > 0.2]
    low, high = rng.choice(limits), rng.choice(limits)
    size = [
        {
            "kind": "near",
            "limit": low,
            "text": f"Here a single gradient typically lies within {low} % of the full one.",
            "true": percent <= low,
            "why": f"the typical deviation is {percent:.0f} % of the full gradient.",
        },
        {
            "kind": "far",
            "limit": high,
            "text": "Here a single gradient typically differs from the full one by more than "
            f"{high} % of the full one's size.",
            "true": percent > high,
            "why": f"the typical deviation is {percent:.0f} % of the full gradient.",
        },
        {
            "kind": "smooth",
            "limit": 10,
            "text": "A single gradient is nearly the full one, so the path is as stable as that of "
            "full-batch descent, and faster.",
            "true": percent <= 10,
            "why": f"here the typical deviation is {percent:.0f} % of the full gradient.",
        },
    ]
    factor = rng.choice((values["rows"], values["rows"], one, values["rows"] // 10))
    memory = [
        {
            "kind": "more",
            "text": "Updating after each sample needs more memory than computing the full "
            "gradient in one batch.",
            "true": one > all_of_them,
            "why": f"{one:,} numbers against {all_of_them:,}.",
        },
        {
            "kind": "fewer",
            "factor": factor,
            "text": "Updating after each sample keeps fewer numbers than the one big batch, by a "
            f"factor of {factor:,}.",
            "true": one * factor == all_of_them,
            "why": f"{one:,} numbers against {all_of_them:,}.",
        },
    ]
    leave = [
        {
            "kind": "can",
            "text": "The noise can carry a run out of a poor minimum in which full-batch descent "
            "stays, which is why SGD usually avoids such minima.",
            "true": stays == values["spot"] != moves,
            "why": "the full step is 0, the single one is not. It is a tendency.",
        },
        {
            "kind": "must",
            "text": "The noise guarantees that a run leaves every poor minimum in which "
            "full-batch descent stays.",
            "true": False,
            "why": "a step with the other sample leads back.",
        },
    ]
    passes = rng.integer(1, 4)
    seen = "once" if passes == 1 else f"{('two', 'three', 'four')[passes - 2]} times"
    updates = rng.choice((n * passes, n * passes, passes, n if passes > 1 else 1))
    turn = [
        {
            "kind": "updates",
            "passes": passes,
            "updates": updates,
            "text": f"In its pure form SGD has made {updates} update{'s' if updates > 1 else ''} "
            f"when it has seen these samples {seen}.",
            "true": updates == n * passes,
            "why": f"one for each sample and pass, {n} × {passes} = {n * passes}.",
        },
    ]
    return [size, memory, leave, turn]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "each": values["each"],
        "noise": [values["g"], values["noise"]],
        "against": values["against"],
        "memory": values["memory"],
        "escape": values["escape"],
        "true-ones": [k for k, c in zip(KEYS, values["claims"], strict=True) if c["true"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's gradients, one sample at a time and together; memory and claims by counting."""
    import torch

    x, y = (torch.tensor(values[name], dtype=torch.float64) for name in ("x", "y"))

    def gradient(x: Any, y: Any) -> float:
        w = torch.tensor(values["w"], dtype=torch.float64, requires_grad=True)
        (((w * x - y) ** 2).mean() / 2).backward()
        return float(w.grad)

    each = torch.tensor([gradient(a, b) for a, b in zip(x, y, strict=True)], dtype=torch.float64)
    full = gradient(x, y)
    noise = float(each.std(correction=0))
    in_flight = sum(1 for size in (values["inputs"], *values["layers"]) for _ in range(size))
    slopes = {1: values["slope"], 2: -values["slope"]}
    spot, eta = values["spot"], values["eta"]
    steps = [spot - eta * sum(slopes.values()) / 2, spot - eta * slopes[values["sample"]]]
    back = [steps[1] - eta * slope for slope in slopes.values()]  # if slopes stay as they are
    holds = {
        "near": lambda claim: noise <= claim["limit"] / 100 * abs(full),
        "far": lambda claim: noise > claim["limit"] / 100 * abs(full),
        "smooth": lambda claim: noise <= claim["limit"] / 100 * abs(full),
        "more": lambda claim: in_flight > in_flight * values["rows"],
        "fewer": lambda claim: claim["factor"] == values["rows"],  # each row keeps as much
        "can": lambda claim: abs(steps[0] - spot) < 1e-9 < abs(steps[1] - spot),
        "must": lambda claim: all(abs(place - spot) > 1e-9 for place in back),
        "updates": lambda claim: (
            claim["updates"] == sum(1 for _ in range(claim["passes"]) for _ in each)
        ),
    }
    return {
        "each": each.tolist(),
        "noise": [full, noise],
        "against": int((torch.sign(each) == -torch.sign(torch.tensor(full))).sum()),
        "memory": [in_flight, in_flight * values["rows"]],
        "escape": steps,
        "true-ones": [
            k for k, c in zip(KEYS, values["claims"], strict=True) if holds[c["kind"]](c)
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    n, each, g, noise = (values[name] for name in ("n", "each", "g", "noise"))
    w, x, y, rows = (values[name] for name in ("w", "x", "y", "rows"))
    plain = [w * a - b for a, b in zip(x, y, strict=True)]
    layers, inputs = values["layers"], values["inputs"]
    weights = sum(a * b for a, b in zip([inputs, *layers], layers, strict=False))
    one = values["escape"][1] - values["spot"]
    spot, eta = values["spot"], values["eta"]
    keys = {claim["kind"]: key for key, claim in zip(KEYS, values["claims"], strict=True)}
    picked = {}
    for kind in ("near", "smooth"):
        if kind in keys and keys[kind] not in truth["true-ones"]:
            picked["near-the-true-one"] = sorted({*truth["true-ones"], keys[kind]})
    if "updates" in keys and keys["updates"] not in truth["true-ones"]:
        picked["updates-miscounted"] = sorted({*truth["true-ones"], keys["updates"]})
    if "must" in keys:
        picked["always-said"] = sorted({*truth["true-ones"], keys["must"]})
    return {
        "each": told_apart(
            each,
            {
                "factor-left-out": plain,
                "sign-turned": [-gradient for gradient in each],
                "doubled": [2 * gradient for gradient in each],
            },
        ),
        "noise": told_apart(
            [g, noise],
            {
                "sum-not-mean": [n * g, noise],
                "noise-n-minus-one": [g, noise * sqrt(n / (n - 1))],
                "variance-given": [g, noise**2],
            },
        ),
        "against": {"right-ones-counted": n - values["against"]},
        "memory": {
            "parameters-counted": [weights, weights * rows],
            "input-left-out": [sum(layers), sum(layers) * rows],
            "same-for-both": [values["memory"][0]] * 2,
        },
        "escape": {
            "full-moves": [spot + one, spot + one],
            "wrong-way": [spot, spot - one],
            "rate-left-out": [spot, spot + one / eta],
        },
        "true-ones": picked,
    }


def told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong lists that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(
            max(abs(a - b) for a, b in zip(value, other, strict=True)) > 0.005
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
