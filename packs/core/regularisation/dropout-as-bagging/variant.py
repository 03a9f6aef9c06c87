"""All thinned networks of one sigmoid output, averaged in three ways, against weight scaling."""

from __future__ import annotations

from itertools import product
from math import exp, log, prod
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")


def draw(rng: Draw) -> dict[str, Any]:
    n = rng.choice((2, 3, 3, 4))
    while True:
        values = {
            "n": n,
            "keep": rng.choice((0.5, 0.5, 0.6, 0.75, 0.8)),
            "h": [rng.integer(1, 6) / 2 for _ in range(n)],
            "w": [rng.sign() * rng.integer(2, 6) / 2 for _ in range(n)],
            "b": rng.sign() * rng.integer(1, 6) / 4,
            "parameters": rng.integer(20, 900) * 10,
            "bags": rng.choice((3, 5, 10, 20)),
        }
        found = means(values)
        gap = abs(found["probabilities"][0] - found["probabilities"][1])
        if (
            gap > 0.02
            and abs(found["sums"][0] - values["b"]) > 0.2
            and 0.03 < found["scaled"] < 0.97
        ):
            break
    while True:
        claims = [rng.choice(pair) for pair in claims_of(rng, values)]
        claims = rng.sample(claims, 4)
        if 1 <= sum(claim["true"] for claim in claims) <= 3:
            break
    return values | {
        "inverted": rng.chance(0.5),
        "scales": rng.chance(0.5),
        "members": 2**n,
        "sums": found["sums"],
        "probabilities": found["probabilities"],
        "claims": claims,
    }


def sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def members(values: dict[str, Any]) -> list[tuple[float, float]]:
    """Of each mask: its share and its sum."""
    keep = values["keep"]
    found = []
    for mask in product((0, 1), repeat=values["n"]):
        share = prod(keep if m else 1 - keep for m in mask)
        terms = (w * m * h for w, m, h in zip(values["w"], mask, values["h"], strict=True))
        found.append((share, sum(terms) + values["b"]))
    return found


def means(values: dict[str, Any]) -> dict[str, Any]:
    all_of_them = members(values)
    terms = zip(values["w"], values["h"], strict=True)
    scaled = values["keep"] * sum(w * h for w, h in terms) + values["b"]
    on = exp(sum(share * log(sigmoid(z)) for share, z in all_of_them))
    off = exp(sum(share * log(1 - sigmoid(z)) for share, z in all_of_them))
    return {
        "sums": [sum(share * z for share, z in all_of_them), scaled],
        "probabilities": [sum(share * sigmoid(z) for share, z in all_of_them), sigmoid(scaled)],
        "geometric": on / (on + off),
        "plain": on,
        "scaled": sigmoid(scaled),
    }


def claims_of(rng: Draw, values: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Pairs of claims, settled by counts: masks, parameters, and how often each is visited."""
    masks, stored, bags = 2 ** values["n"], values["parameters"], values["bags"]
    steps = rng.choice((1, 2)) * 1000
    units = rng.choice((50, 100, 500))
    visited = min(1.0, steps / 2**units)
    return [
        [
            said("share", "Changing one weight changes several members at once.", masks > 1),
            said("apart", "Each member has its own copy of every weight that it uses.", False),
        ],
        [
            said(
                "most",
                f"With {units} hidden units, {steps:,} steps train most members directly.",
                visited > 0.5,
                visits=[units, steps],
            ),
            said(
                "few",
                f"With {units} hidden units, {steps:,} steps visit only a vanishing part of "
                "the members.",
                visited < 0.01,
                visits=[units, steps],
            ),
        ],
        [
            said(
                "mean", "At test one scaled network stands in for the average of the members.", True
            ),
            said("each", "At test every member has to be evaluated on its own.", False),
        ],
        [
            said(
                "memory",
                f"Storing all members costs less than bagging {bags} networks.",
                stored < bags * stored,
            ),
            said(
                "dear",
                f"Storing all members costs more than bagging {bags} networks.",
                stored > bags * stored,
            ),
        ],
        [
            said("independent", "The members are trained independently of each other.", False),
            said("batch", "Different members are trained on different mini-batches.", True),
        ],
    ]


def said(kind: str, text: str, true: bool, **counted: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, "true": true, **counted}


def hits(values: dict[str, Any]) -> list[str]:
    """Which means of its own ensemble the colleague's test hits."""
    keep, b = values["keep"], values["b"]
    scale = 1 / keep if values["inverted"] else 1.0
    full = sum(w * h for w, h in zip(values["w"], values["h"], strict=True))
    z = (keep if values["scales"] else 1.0) * full + b
    found = means(values | {"w": [scale * w for w in values["w"]]})
    wanted = {
        "sums": (z, found["sums"][0]),
        "arithmetic": (sigmoid(z), found["probabilities"][0]),
        "geometric": (sigmoid(z), found["geometric"]),
    }
    return [name for name, (a, b) in wanted.items() if abs(a - b) < 1e-9] or ["none"]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    found = means(values)
    return {
        "members": 2 ** values["n"],
        "weights": [values["parameters"], values["bags"] * values["parameters"]],
        "sums": found["sums"],
        "probabilities": found["probabilities"],
        "geometric": found["geometric"],
        "exact": hits(values),
        "differences": [k for k, c in zip(KEYS, values["claims"], strict=True) if c["true"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """NumPy over all masks as bits; the geometric mean by its closed form; claims by trying."""
    import numpy as np

    n, keep, b = values["n"], values["keep"], values["b"]
    masks = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    shares = keep ** masks.sum(1) * (1 - keep) ** (n - masks.sum(1))
    w, h = np.array(values["w"]), np.array(values["h"])
    z = (masks * h) @ w + b
    p = 1 / (1 + np.exp(-z))
    scaled = (keep * w) @ h + b
    p_scaled = 1 / (1 + np.exp(-scaled))
    # One weight moved: how many members answer otherwise?
    moved = (masks * h) @ (w + np.eye(n)[0]) + b
    touched = int((moved != z).sum())
    visits = [tuple(claim["visits"]) for claim in values["claims"] if "visits" in claim]
    holds = {
        "share": touched > 1,
        "apart": touched == 1,
        "most": any(2 * steps > 2**units for units, steps in visits),
        "few": all(100 * steps < 2**units for units, steps in visits),
        "mean": bool(np.isclose(shares @ z, scaled)),
        "each": not np.isclose(shares @ z, scaled),
        "memory": values["bags"] > 1,
        "dear": values["bags"] < 1,
        "independent": touched == 1,
        "batch": True,
    }
    # The colleague's: training divides by keep or not, the test multiplies by it or not.
    trained = (masks * h) @ w / (keep if values["inverted"] else 1) + b
    tested = h @ w * (keep if values["scales"] else 1) + b
    q, q_tested = 1 / (1 + np.exp(-trained)), 1 / (1 + np.exp(-tested))
    on, off = (float(np.prod(one**shares)) for one in (q, 1 - q))
    exact = {
        "sums": np.isclose(shares @ trained, tested),
        "arithmetic": np.isclose(shares @ q, q_tested),
        "geometric": np.isclose(on / (on + off), q_tested),
    }
    return {
        "members": len(masks),
        "weights": [values["parameters"], sum([values["parameters"]] * values["bags"])],
        "sums": [float(shares @ z), float(scaled)],
        "probabilities": [float(shares @ p), float(p_scaled)],
        "geometric": float(1 / (1 + np.exp(-(shares @ z)))),
        "exact": [name for name, close in exact.items() if close] or ["none"],
        "differences": [k for k, c in zip(KEYS, values["claims"], strict=True) if holds[c["kind"]]],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, found = answers(values), means(values)
    n, keep, b = values["n"], values["keep"], values["b"]
    full = sum(w * h for w, h in zip(values["w"], values["h"], strict=True)) + b
    stored, bags = values["parameters"], values["bags"]
    sums, probabilities = truth["sums"], truth["probabilities"]
    alike = {"share": False, "apart": True, "independent": True, "dear": True, "each": True}
    bagging = [
        key
        for key, claim in zip(KEYS, values["claims"], strict=True)
        if alike.get(claim["kind"], claim["true"] and claim["kind"] not in ("mean", "memory"))
    ]
    return {
        "members": {"empty-left-out": 2**n - 1, **({"one-per-unit": n} if n > 1 else {})},
        "weights": {
            "copies-for-members": [stored * 2**n, stored * bags],
            "one-for-bagging": [stored, stored],
        },
        "sums": told_apart(
            sums,
            {
                "bias-scaled": [sums[0], keep * full],
                "unscaled": [sums[0], full],
            },
        ),
        "probabilities": told_apart(
            probabilities,
            {
                "one-network": [probabilities[1]] * 2,
                "unscaled": [probabilities[0], sigmoid(full)],
                "bias-scaled": [probabilities[0], sigmoid(keep * full)],
            },
        ),
        "geometric": told_apart(
            [truth["geometric"]],
            {"arithmetic-again": probabilities[0], "not-normalised": found["plain"]},
        ),
        "exact": {
            name: keys
            for name, keys in (
                ("believed-exact", ["sums", "arithmetic", "geometric"]),
                ("believed-approximate", ["none"]),
                ("sums-alone", ["sums"]),
            )
            if keys != truth["exact"]
        },
        "differences": {"all-alike": bagging}
        if bagging and set(bagging) != set(truth["differences"])
        else {},
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.005 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
