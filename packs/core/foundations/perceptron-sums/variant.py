"""The truth table of one step unit with two inputs, and the name of the gate it makes."""

from fractions import Fraction
from typing import Any

import numpy as np

from heldout.authoring import Draw

INPUTS = [[0, 0], [0, 1], [1, 0], [1, 1]]
MEANINGS = {
    "and": lambda p, q: p and q,
    "or": lambda p, q: p or q,
    "nand": lambda p, q: not (p and q),
    "nor": lambda p, q: not (p or q),
}
WISHES = ["and", "or", "nand", "nor", "constant", "constant", "one-input", "mixed"]
WEIGHTS = [-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0]


def draw(rng: Draw) -> dict[str, object]:
    wish = rng.choice(WISHES)
    # A sum of exactly 0 on one row; in OR that could only be the first, with no bias at all.
    with_tie = wish != "or" and rng.chance(0.5)
    while True:
        w = [rng.choice(WEIGHTS), rng.choice(WEIGHTS)]
        if rng.chance(0.35):
            w[1] = w[0]
        b = rng.sign() * rng.integer(1, 14) / 4
        table = step(np.array(INPUTS) @ np.array(w) + b)
        sums = [w[0] * p + w[1] * q + b for p, q in INPUTS]
        if gate_of(table) == wish and (0.0 in sums) == with_tie:
            break
    return {
        "w": w,
        "b": b,
        "gate": wish,
        "tie": with_tie,
        "table": [
            {"x1": p, "x2": q, "sum": total, "y": int(total > 0)}
            for (p, q), total in zip(INPUTS, sums, strict=True)
        ],
    }


def step(sums: np.ndarray) -> list[int]:
    """1 where a sum lies above 0, else 0."""
    return [int(total > 0) for total in sums]


def gate_of(table: list[int]) -> str:
    """The key of the gate with that truth table, rows as in INPUTS."""
    for name, meaning in MEANINGS.items():
        if table == [int(meaning(bool(p), bool(q))) for p, q in INPUTS]:
            return name
    if len(set(table)) == 1:
        return "constant"
    follows_first = table[0] == table[1] and table[2] == table[3]
    follows_second = table[0] == table[2] and table[1] == table[3]
    return "one-input" if follows_first or follows_second else "mixed"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sums = np.array(INPUTS) @ np.array(values["w"]) + values["b"]  # (4,)
    outputs = step(sums)
    return {"sums": sums.tolist(), "outputs": outputs, "gate": gate_of(outputs)}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Exact fractions; the gate from the table read as a binary number."""
    first, second = (Fraction(str(w)) for w in values["w"])
    bias = Fraction(str(values["b"]))
    sums = [bias, bias + second, bias + first, bias + first + second]
    outputs = [1 if total > 0 else 0 for total in sums]
    number = int("".join(map(str, outputs)), 2)  # row (0, 0) is the highest bit
    names = {0b0001: "and", 0b0111: "or", 0b1110: "nand", 0b1000: "nor"}
    names |= {0b0000: "constant", 0b1111: "constant"}
    names |= dict.fromkeys((0b0011, 0b1100, 0b0101, 0b1010), "one-input")
    return {
        "sums": [float(total) for total in sums],
        "outputs": outputs,
        "gate": names.get(number, "mixed"),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    plain = np.array(INPUTS) @ np.array(values["w"])
    sums = np.array(truth["sums"])
    outputs = truth["outputs"]
    tables = {
        "zero-counts-as-firing": [int(total >= 0) for total in sums],
        "bias-left-out": step(plain),
    }
    gates = {name: gate_of(table) for name, table in tables.items()}
    return {
        "sums": telling(
            truth["sums"],
            {
                "bias-left-out": plain.tolist(),
                "bias-subtracted": (plain - values["b"]).tolist(),
                "inputs-swapped": sums[[0, 2, 1, 3]].tolist(),
            },
        ),
        "outputs": telling(outputs, tables | {"minus-one-for-off": [2 * y - 1 for y in outputs]}),
        "gate": telling(
            truth["gate"], gates | {"output-inverted": gate_of([1 - y for y in outputs])}
        ),
    }


def telling(truth: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The mistakes whose value is neither the truth nor that of an earlier one."""
    kept: dict[str, Any] = {}
    for name, wrong in known.items():
        if wrong != truth and wrong not in kept.values():
            kept[name] = wrong
    return kept
