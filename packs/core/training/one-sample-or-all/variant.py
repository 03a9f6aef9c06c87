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
    offered = claims_of(values)
    while True:
        picked = [rng.choice(pair) for pair in offered]
        if 1 <= sum(claim["true"] for claim in picked) <= 3:
            return values | {"claims": rng.shuffled(picked)}


def escape(values: dict[str, Any]) -> list[float]:
    one = values["slope"] if values["sample"] == 1 else -values["slope"]
    return [values["spot"], round(values["spot"] - values["eta"] * one, 6)]


def claims_of(values: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Pairs of claims about one thing each; what they say is settled by the numbers drawn."""
    g, noise = values["g"], values["noise"]
    one, all_of_them = values["memory"]
    stays, moves = values["escape"]
    share = [round(100 * limit) for limit in (0.1, 0.5)]
    near = [
        {
            "kind": "near",
            "limit": limit,
            "text": f"A single gradient here typically lies within {limit} % of the full one, "
            "so the path is as smooth as that of full-batch descent.",
            "true": noise <= limit / 100 * abs(g),
            "why": f"the typical deviation is {100 * noise / abs(g):.0f} %.",
        }
        for limit in share
    ] + [
        {
            "kind": "far",
            "limit": 20,
            "text": "A single gradient here typically differs from the full one by more than 20 % "
            "of its size, so the path is noisy.",
            "true": noise > 0.2 * abs(g),
            "why": f"the typical deviation is {100 * noise / abs(g):.0f} %.",
        }
    ]
    memory = [
        {
            "kind": "more",
            "text": "Updating after each sample needs more memory than computing the full "
            "gradient in one batch.",
            "true": one > all_of_them,
            "why": f"{one:,} numbers against {all_of_them:,}.",
        },
        {
            "kind": "less",
            "text": "Updating after each sample needs less memory than computing the full "
            "gradient in one batch.",
            "true": one < all_of_them,
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
    turn = [
        {
            "kind": "after-each",
            "text": f"In its pure form SGD has made {values['n']} updates when it has seen these "
            "samples once.",
            "true": True,
            "why": "the gradient is taken for one sample and used at once.",
        },
        {
            "kind": "after-all",
            "text": "In its pure form SGD has made one update when it has seen these samples once.",
            "true": False,
            "why": f"that is full-batch descent; SGD has made {values['n']}.",
        },
    ]
    return [near, memory, leave, turn]


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
        "near": lambda claim: (
            ((each - full) ** 2).mean().sqrt() <= claim["limit"] / 100 * abs(full)
        ),
        "far": lambda claim: ((each - full) ** 2).mean().sqrt() > 0.2 * abs(full),
        "more": lambda claim: in_flight > in_flight * values["rows"],
        "less": lambda claim: in_flight < in_flight * values["rows"],
        "can": lambda claim: abs(steps[0] - spot) < 1e-9 < abs(steps[1] - spot),
        "must": lambda claim: all(abs(place - spot) > 1e-9 for place in back),
        "after-each": lambda claim: len(each) == values["n"],
        "after-all": lambda claim: len(each) == 1,
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
    if "near" in keys and keys["near"] not in truth["true-ones"]:
        picked["near-the-true-one"] = sorted({*truth["true-ones"], keys["near"]})
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
