"""Two pools in a row against one: which inputs does each output see, and with what weight?"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

# name: (kind, do the first pool's windows overlap, how the single pool is written, rounding up)
CASES = (
    ("Max", False, "exact", False),
    ("Max", False, "exact", True),
    ("Max", True, "exact", False),
    ("Max", True, "product", False),
    ("Max", True, "product", False),
    ("Avg", False, "exact", False),
    ("Avg", False, "exact", True),
    ("Avg", True, "exact", False),
    ("Avg", True, "exact", False),
    ("Avg", True, "product", False),
)
TILING = ((2, 2), (3, 3))
OVERLAPPING = ((3, 2), (3, 1), (2, 1))


def draw(rng: Draw) -> dict[str, Any]:
    """A pair of pools, the pool that might replace it, a map, and a short signal."""
    kind, overlapping, written, ceil = rng.choice(CASES)
    first = list(rng.choice(OVERLAPPING if overlapping else TILING))
    second = list(rng.choice(((2, 2), (3, 3), (3, 2)) if overlapping else TILING))
    window, step = _joined(first, second)
    if written == "product":
        window = first[0] * second[0]
    pool = {
        "kind": kind,
        "ceil": ceil,
        "first": first,
        "second": second,
        "single": [window, step],
    }
    length = _joined(first, second)[0] + step + rng.integer(0 if step > 2 else 1, 3)
    while True:
        signal = rng.sample(range(-15, 16), length)
        values = {**pool, "side": _side(rng, pool), "signal": signal}
        values["rest"] = ", ceil_mode=True" if ceil else ""
        if len(set(answers(values)["pooled"])) > 1:
            return values


def _side(rng: Draw, pool: dict[str, Any]) -> int:
    """A side that the strides do not divide."""
    while True:
        side = rng.integer(20, 60)
        if side % pool["first"][1] or side % pool["single"][1] or pool["single"][1] == 1:
            return side


def _joined(first: list[int], second: list[int]) -> tuple[int, int]:
    """Window and stride of the one pool that looks at the same inputs as the pair."""
    return first[0] + (second[0] - 1) * first[1], first[1] * second[1]


Weights = list[dict[int, Fraction]]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    window, step = _joined(values["first"], values["second"])
    return {
        "same": _compare(values),
        "window": [window, step],
        "pooled": _evaluate(values, _pair_weights(values, len(values["signal"]))),
    }


def _compare(values: dict[str, Any]) -> str:
    """Along one axis, which is enough: both windows are products of their sides."""
    pair = _pair_weights(values, values["side"])
    single = _weights(values["side"], *values["single"], values["ceil"])
    if len(pair) != len(single):
        return "size"
    if values["kind"] == "Max":
        same = [set(seen) for seen in pair] == [set(seen) for seen in single]
    else:
        same = pair == single
    return "same" if same else "values"


def _weights(length: int, window: int, step: int, ceil: bool) -> Weights:
    """For each output, the share of each input in the mean. A maximum looks at the same inputs."""
    starts = range(0, length, step)
    spans = [range(start, min(start + window, length)) for start in starts]
    if not ceil:
        spans = [span for span in spans if len(span) == window]
    return [{index: Fraction(1, len(span)) for index in span} for span in spans]


def _pair_weights(values: dict[str, Any], length: int) -> Weights:
    inner = _weights(length, *values["first"], values["ceil"])
    outer = _weights(len(inner), *values["second"], values["ceil"])
    joined: Weights = []
    for row in outer:
        shares: dict[int, Fraction] = {}
        for middle, share in row.items():
            for index, part in inner[middle].items():
                shares[index] = shares.get(index, Fraction(0)) + share * part
        joined.append(shares)
    return joined


def _evaluate(values: dict[str, Any], weights: Weights) -> list[float]:
    signal = values["signal"]
    if values["kind"] == "Max":
        return [max(signal[index] for index in seen) for seen in weights]
    return [float(sum(signal[index] * share for index, share in seen.items())) for seen in weights]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Pools random maps, and moves a single spike through the pair to see who notices it."""
    pools = [values["first"], values["second"]]
    stream = random.Random(5)
    side = values["side"]
    maps = [
        np.array([[stream.uniform(-1, 1) for _ in range(side)] for _ in range(side)])
        for _ in range(3)
    ]
    outcomes = {_pool_and_compare(values, pools, each) for each in maps}
    signal = np.array([values["signal"]], dtype=float)
    row = _pool_columns(values, _pool_columns(values, signal, *pools[0]), *pools[1])
    return {
        "same": outcomes.pop() if len(outcomes) == 1 else "values",
        "window": _probe(values, pools),
        "pooled": row[0].tolist(),
    }


def _pool_and_compare(values: dict[str, Any], pools: list[list[int]], image: Any) -> str:
    pair = _pool_map(values, _pool_map(values, image, *pools[0]), *pools[1])
    single = _pool_map(values, image, *values["single"])
    if pair.shape != single.shape:
        return "size"
    return "same" if np.allclose(pair, single, rtol=0, atol=1e-12) else "values"


def _pool_map(values: dict[str, Any], image: Any, window: int, step: int) -> Any:
    # A maximum over a rectangle is one over rows, then columns; so is a mean.
    rows = _pool_columns(values, image, window, step)
    return _pool_columns(values, rows.T, window, step).T


def _pool_columns(values: dict[str, Any], image: Any, window: int, step: int) -> Any:
    reduce = np.max if values["kind"] == "Max" else np.mean
    columns, start = [], 0
    while start < image.shape[1] and (values["ceil"] or start + window <= image.shape[1]):
        columns.append(reduce(image[:, start : start + window], axis=1))
        start += step
    return np.stack(columns, axis=1)


def _probe(values: dict[str, Any], pools: list[list[int]]) -> list[int]:
    """How many spike positions change the second output, and how much later the third begins."""
    seen: list[list[int]] = [[], []]
    for place in range(40):
        spike = np.zeros((1, 40))
        spike[0, place] = 1.0
        out = _pool_columns(values, _pool_columns(values, spike, *pools[0]), *pools[1])[0]
        for which in (0, 1):
            if out[which + 1] > 0:
                seen[which].append(place)
    return [len(seen[0]), seen[1][0] - seen[0][0]]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    (first, first_step), (second, second_step) = values["first"], values["second"]
    window = {
        "kernels-multiplied": [first * second, first_step * second_step],
        "kernels-added": [first + second, first_step + second_step],
        "strides-added": [truth["window"][0], first_step + second_step],
        "first-stride-ignored": [first + second - 1, first_step * second_step],
    }
    if truth["same"] == "same":
        same = {"sees-a-difference": "values", "rounding-feared": "size"}
    else:
        same = {"sees-no-difference": "same"}
    other = values | {"kind": "Avg" if values["kind"] == "Max" else "Max"}
    weights = _pair_weights(values, len(values["signal"]))
    pooled = {
        "other-kind": _evaluate(other, weights),
        "first-pool-only": _evaluate(
            values, _weights(len(values["signal"]), *values["first"], values["ceil"])
        ),
        "stride-one-step": _evaluate(
            values, _pair_weights(values | _tiled(values), len(values["signal"]))
        ),
    }
    return {
        "same": same,
        "window": _told_apart(truth["window"], window),
        "pooled": _told_apart(truth["pooled"], pooled),
    }


def _tiled(values: dict[str, Any]) -> dict[str, Any]:
    """The same pools with each stride taken for its window."""
    return {name: [values[name][0]] * 2 for name in ("first", "second")}


def _told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value and not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= 0.02 for a, b in zip(one, other, strict=True)
    )
