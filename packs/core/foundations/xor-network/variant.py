"""XOR and its neighbours: how many hidden units, which output unit, what a broken net does."""

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import numpy as np

from heldout.authoring import Draw

INPUTS = [(0, 0), (0, 1), (1, 0), (1, 1)]
XOR, XNOR = [0, 1, 1, 0], [1, 0, 0, 1]
SEPARABLE = [[0, 1, 1, 1], [1, 1, 1, 0], [0, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 0], [1, 1, 0, 1]]
# Each gate with two ways to build it: weights of x1 and x2, bias.
UNITS = {
    "OR": [[1, 1, -0.5], [2, 2, -1]],
    "AND": [[1, 1, -1.5], [2, 2, -3]],
    "NAND": [[-1, -1, 1.5], [-2, -2, 3]],
    "NOR": [[-1, -1, 0.5], [-2, -2, 1]],
    "$x_1$ and not $x_2$": [[1, -1, -0.5], [2, -2, -1]],
    "$x_2$ and not $x_1$": [[-1, 1, -0.5], [-2, 2, -1]],
}
PAIRS = [
    ("OR", "AND"),
    ("OR", "NAND"),
    ("NOR", "AND"),
    ("NOR", "NAND"),
    ("$x_1$ and not $x_2$", "$x_2$ and not $x_1$"),
]
Network = list[list[float]]  # first and second hidden unit, output unit


def draw(rng: Draw) -> dict[str, object]:
    asked = rng.choice([XOR, XNOR]) if rng.chance(0.6) else rng.choice(SEPARABLE)
    wanted = rng.choice([XOR, XOR, XNOR])
    names = rng.shuffled(rng.choice(PAIRS))
    hidden = [rng.choice(UNITS[name]) for name in names]
    pairs = [[fire(unit, point) for unit in hidden] for point in INPUTS]
    faulty = draw_faulty(rng, wanted)
    values: dict[str, Any] = {
        "asked": asked,
        "asked_separable": asked in SEPARABLE,
        "wanted": wanted,
        "wanted_name": "XOR" if wanted == XOR else "XNOR, the inverse of XOR",
        "names": names,
        "hidden": hidden,
        "rows": [
            {"input": f"$({p},{q})$", "h1": pair[0], "h2": pair[1], "wanted": y}
            for (p, q), pair, y in zip(INPUTS, pairs, wanted, strict=True)
        ],
        "faulty": faulty,
    }
    values["example"] = fitted_output_unit(values)
    return values


def draw_faulty(rng: Draw, wanted: list[int]) -> dict[str, Any]:
    """A network with a fault that shows, and in which a sum is exactly 0 or a step matters."""
    while True:
        names = rng.shuffled(rng.choice(PAIRS))
        network = [list(rng.choice(UNITS[name])) for name in names]
        network.append([rng.sign() * rng.integer(1, 2) for _ in range(2)])
        network[2].append(rng.sign() * rng.choice([0.5, 1, 1.5]))
        unit = rng.integer(0, 2)
        network[unit][2] += rng.choice([-1, -0.5, 0.5, 1])  # the fault
        table = run(network)
        alternatives = [wanted, run(network, at_zero=1), run(network, step_hidden=False)]
        if len(set(table)) == 1 or 0 in (network[0][2], network[1][2]):
            continue
        if table != wanted and sum(other != table for other in alternatives) == 3:
            break
    return {
        "network": network,
        "table": table,
        "sums": [written(network[0], "x"), written(network[1], "x"), written(network[2], "h")],
        "pairs": [f"({fire(network[0], point)}, {fire(network[1], point)})" for point in INPUTS],
    }


def written(unit: list[float], letter: str) -> str:
    """A unit's sum as a formula."""
    terms = []
    for place, weight in enumerate(unit[:2], 1):
        size = "" if abs(weight) == 1 else f"{abs(weight):g}\\,"
        sign = "-" if weight < 0 else "+" if terms else ""
        terms.append(f"{sign} {size}{letter}_{place}".strip())
    bias = f" {'-' if unit[2] < 0 else '+'} {abs(unit[2]):g}" if unit[2] else ""
    return " ".join(terms) + bias


def fire(unit: list[float], point: tuple[float, float], at_zero: int = 0) -> int:
    """The output of a step unit; `at_zero` is what it gives for a sum of exactly 0."""
    total = unit[0] * point[0] + unit[1] * point[1] + unit[2]
    return at_zero if total == 0 else int(total > 0)


def run(network: Network, at_zero: int = 0, step_hidden: bool = True) -> list[int]:
    """The four outputs of a 2-2-1 network, right or with one of two known errors."""
    outputs = []
    for p, q in INPUTS:
        if step_hidden:
            hidden = [fire(unit, (p, q), at_zero) for unit in network[:2]]
        else:
            hidden = [unit[0] * p + unit[1] * q + unit[2] for unit in network[:2]]
        outputs.append(fire(network[2], (hidden[0], hidden[1]), at_zero))
    return outputs


def fitted_output_unit(values: dict[str, Any]) -> list[float]:
    """The output unit whose sum is 0.5 where it must fire and -0.5 where it must not."""
    pairs = [[row["h1"], row["h2"], 1] for row in values["rows"]]
    wanted = [row["wanted"] - 0.5 for row in values["rows"]]
    # Three different pairs occur, so the four equations have exactly one solution.
    solution = np.linalg.lstsq(np.array(pairs, float), np.array(wanted), rcond=None)[0]
    return [float(number) for number in np.round(solution, 9) + 0.0]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    crossed = values["asked"] in (XOR, XNOR)
    return {
        "layered": 2 if crossed else 0,
        "skipping": 1 if crossed else 0,
        "output-unit": fitted_output_unit(values),
        "faulty": run(values["faulty"]["network"]),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Search through all small networks; the faulty one by matrices."""
    table = tuple(values["asked"])
    *hidden, output = np.array(values["faulty"]["network"], dtype=float)
    points = np.hstack([np.array(INPUTS), np.ones((4, 1))])  # (4, 3)
    steps = points @ np.array(hidden).T > 0  # (4, 2)
    outputs = np.hstack([steps, np.ones((4, 1))]) @ output > 0  # (4,)
    return {
        "layered": fewest_units(table, skip=False),
        "skipping": fewest_units(table, skip=True),
        "output-unit": searched_output_unit(values),
        "faulty": [int(y) for y in outputs],
    }


def reachable(columns: list[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """All tables that one step unit with small weights can make of those input columns."""
    grid = np.array(list(product((-2, -1, 0, 1, 2), repeat=len(columns))))  # (n, columns)
    sums = grid @ np.array(columns)  # (n, 4)
    found: set[tuple[int, ...]] = set()
    for bias in np.arange(-4.5, 5.0):
        found |= {tuple(map(int, row)) for row in sums + bias > 0}
    return found


@cache
def fewest_units(table: tuple[int, ...], skip: bool) -> int:
    """The fewest hidden units with which some network on the grid has that table."""
    inputs = [tuple(point[0] for point in INPUTS), tuple(point[1] for point in INPUTS)]
    first = reachable(inputs)
    for count in range(3):
        for chosen in product(sorted(first), repeat=count):
            seen = [*chosen, *inputs] if skip or count == 0 else list(chosen)
            if table in reachable(seen):
                return count
    raise ValueError("two hidden units are enough for every function of two inputs")


def searched_output_unit(values: dict[str, Any]) -> list[float]:
    """The first output unit on a grid that gives the wanted table."""
    grid = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)
    for v1, v2, c in product(grid, repeat=3):
        if judge_output_unit(values, [v1, v2, c]) is None:
            return [v1, v2, c]
    raise ValueError("the grid holds a solution for every pair of hidden units")


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    v1, v2, c = fitted_output_unit(values)
    network, table = values["faulty"]["network"], values["faulty"]["table"]
    of_faulty: dict[str, list[int]] = {}
    for name, wrong in (
        ("zero-counts-as-firing", run(network, at_zero=1)),
        ("hidden-step-skipped", run(network, step_hidden=False)),
        ("believed-to-work", values["wanted"]),
    ):
        if wrong != table and wrong not in of_faulty.values():
            of_faulty[name] = wrong
    if values["asked_separable"]:
        layered = {"hidden-layer-assumed": 2, "output-unit-counted": 1}
        skipping = {"hidden-layer-assumed": 1}
    else:
        layered = {"skip-assumed": 1, "output-unit-counted": 3, "one-unit-believed-enough": 0}
        skipping = {"skip-unused": 2, "one-unit-believed-enough": 0}
    of_unit = {"sign-exchanged": [-v1, -v2, -c], "bias-forgotten": [v1, v2, 0.0]}
    return {
        "layered": layered,
        "skipping": skipping,
        "output-unit": {
            name: wrong
            for name, wrong in of_unit.items()
            if judge_output_unit(values, wrong) is not None
        },
        "faulty": of_faulty,
    }


def judge_output_unit(values: dict[str, Any], reply: Any) -> str | None:
    """None if the output unit is right on all four rows, else what fails."""
    numbers = np.asarray(reply, dtype=float)
    if numbers.shape != (3,):
        return "Three numbers are wanted, $[v_1, v_2, c]$."
    if not np.isfinite(numbers).all():
        return "All three numbers must be finite."
    v1, v2, c = numbers
    near = 1e-9 * max(abs(v1), abs(v2), abs(c))  # 0.1 + 0.2 - 0.3 must count as 0
    for row in values["rows"]:
        total = v1 * row["h1"] + v2 * row["h2"] + c
        if int(total > near) != row["wanted"]:
            shown = 0.0 if abs(total) <= near else total
            return (
                f"For the input {row['input']} the hidden outputs are {row['h1']} and "
                f"{row['h2']}, the sum is {shown:.6g} and the output {int(total > near)}; "
                f"{row['wanted']} is wanted."
            )
    return None


def accepts(values: dict[str, Any]) -> dict[str, Callable[[Any], str | None]]:
    return {"output-unit": lambda reply: judge_output_unit(values, reply)}
