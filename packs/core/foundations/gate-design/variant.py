"""Weights and bias for a drawn gate, the biases that keep one, and what no unit can do."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from heldout.authoring import Draw

INPUTS = [(0, 0), (0, 1), (1, 0), (1, 1)]
GATES = {
    "AND": [0, 0, 0, 1],
    "OR": [0, 1, 1, 1],
    "NAND": [1, 1, 1, 0],
    "NOR": [1, 0, 0, 0],
    "$x_1$ and not $x_2$": [0, 0, 1, 0],
    "$x_2$ and not $x_1$": [0, 1, 0, 0],
    "$x_1$ or not $x_2$": [1, 0, 1, 1],
    "$x_2$ or not $x_1$": [1, 1, 0, 1],
}
XOR, XNOR = [0, 1, 1, 0], [1, 0, 0, 1]
NEARLY_ZERO = 1e-9  # decimals such as 0.1 + 0.2 - 0.3 must count as 0


def draw(rng: Draw) -> dict[str, object]:
    words = rng.choice([*GATES, "AND"])
    table = GATES[words]
    example = canonical_design(table)
    fixed_words = rng.choice([name for name in ("AND", "OR", "NAND", "NOR") if name != words])
    sizes = rng.sample([0.5, 1, 1.5, 2, 2.5, 3, 4, 5], 2)
    sign = -1 if fixed_words in ("NAND", "NOR") else 1
    fixed_w = [sign * size for size in sizes]
    fixed_sums = [fixed_w[0] * p + fixed_w[1] * q + 0.0 for p, q in INPUTS]
    fixed_table = GATES[fixed_words]
    asked = rng.choice([XOR, XNOR]) if rng.chance(0.62) else rng.choice(list(GATES.values()))
    ones = [f"$({p},{q})$" for (p, q), y in zip(INPUTS, asked, strict=True) if y]
    return {
        "gate": {
            "words": words,
            "table": table,
            "example": example,
            "sums": [f"{example[0] * p + example[1] * q + example[2]:g}" for p, q in INPUTS],
        },
        "fixed": {
            "words": fixed_words,
            "w": fixed_w,
            "table": fixed_table,
            "sums": fixed_sums,
            "sums_shown": [f"{total:g}" for total in fixed_sums],
            "silent": max(s for s, y in zip(fixed_sums, fixed_table, strict=True) if not y),
            "firing": min(s for s, y in zip(fixed_sums, fixed_table, strict=True) if y),
        },
        "asked": {
            "table": asked,
            "ones": ", ".join(ones[:-1]) + " and " + ones[-1] if len(ones) > 1 else ones[0],
            "separable": asked not in (XOR, XNOR),
        },
    }


def canonical_design(table: list[int]) -> list[float]:
    """Weights of size 1 and the bias midway between the silent and the firing sums."""
    w = [
        1 if table[2] + table[3] > table[0] + table[1] else -1,
        1 if table[1] + table[3] > table[0] + table[2] else -1,
    ]
    sums = [w[0] * p + w[1] * q for p, q in INPUTS]
    silent = max(s for s, y in zip(sums, table, strict=True) if not y)
    firing = min(s for s, y in zip(sums, table, strict=True) if y)
    return [w[0], w[1], -(silent + firing) / 2]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    fixed = values["fixed"]
    rows = list(zip(fixed["sums"], fixed["table"], strict=True))
    low = max(-total + 0.0 for total, y in rows if y)
    high = min(-total + 0.0 for total, y in rows if not y)
    table = values["asked"]["table"]
    crossed = table[0] == table[3] and table[1] == table[2] and table[0] != table[1]
    return {
        "design": canonical_design(values["gate"]["table"]),
        "biases": [low, high],
        "possible": "impossible" if crossed else "possible",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Search: small designs one by one, a fine grid of biases, all weights from a grid."""
    fixed = values["fixed"]
    w, wanted = np.array(fixed["w"]), np.array(fixed["table"])
    grid = np.arange(-1600, 1601) / 100  # steps far below the spacing of the sums
    fires = np.array(INPUTS) @ w + grid[:, None] > NEARLY_ZERO  # (3201, 4)
    kept = grid[(fires == wanted).all(axis=1)]
    found = search_design(values["asked"]["table"], np.arange(-6, 7) / 2)
    design = search_design(values["gate"]["table"], np.array([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5]))
    return {
        "design": design,
        "biases": [float(kept.min()) - 0.01, float(kept.max())],
        "possible": "impossible" if found is None else "possible",
    }


def search_design(table: list[int], grid: np.ndarray) -> list[float] | None:
    """The first design on a grid that computes the table, or None."""
    for w1, w2, b in product(grid, repeat=3):
        if [int(w1 * p + w2 * q + b > 0) for p, q in INPUTS] == table:
            return [float(w1), float(w2), float(b)]
    return None


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    gate, fixed = values["gate"], values["fixed"]
    w1, w2, b = truth["design"]
    firing = min(w1 * p + w2 * q for (p, q), y in zip(INPUTS, gate["table"], strict=True) if y)
    low, high = truth["biases"]
    # The middle row that does not decide, put in the place of the one that does.
    middle = sorted(-total for total in fixed["sums"][1:3])
    upper_is_tight = fixed["words"] in ("AND", "NOR")
    loose = [low, middle[1]] if upper_is_tight else [middle[0], high]
    of_choice = {"saved-by-size": "larger-weights", "saved-by-sigmoid": "smooth"}
    if values["asked"]["separable"]:
        of_choice["believed-impossible"] = "impossible"
    else:
        of_choice["believed-possible"] = "possible"
    return {
        "design": {
            "threshold-as-bias": [w1, w2, -b],
            "sum-of-zero": [w1, w2, -firing],
            "sign-of-weights": [-w1, -w2, b],
        },
        "biases": {
            "thresholds-for-ends": [0.0 - high, 0.0 - low],
            "wrong-row-binds": loose,
            "ends-exchanged": [high, low],
        },
        "possible": of_choice,
    }


def accepts(values: dict[str, Any]) -> dict[str, Callable[[Any], str | None]]:
    def judge(reply: Any) -> str | None:
        numbers = np.asarray(reply, dtype=float)
        if numbers.shape != (3,):
            return "Three numbers are wanted, $[w_1, w_2, b]$."
        if not np.isfinite(numbers).all():
            return "All three numbers must be finite."
        w1, w2, b = numbers
        near = NEARLY_ZERO * max(abs(w1), abs(w2), abs(b))
        for (p, q), wanted in zip(INPUTS, values["gate"]["table"], strict=True):
            total = w1 * p + w2 * q + b
            if int(total > near) != wanted:
                shown = 0.0 if abs(total) <= near else total
                outcome = "fires" if total > near else "does not fire"
                return (
                    f"For the input $({p},{q})$ the sum is {shown:.6g}, so the unit {outcome}; "
                    f"the gate wants {wanted} there."
                )
        return None

    return {"design": judge}
