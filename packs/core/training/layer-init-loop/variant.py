"""A loop that fills weights and biases, with a few of its lines spoilt."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def initialise(layer_dims, seed):
    rng = np.random.default_rng(seed)
    parameter = {}
    for i in range(1, len(layer_dims)):
        rows = layer_dims[i]
        columns = layer_dims[i - 1]
        parameter["W" + str(i)] = rng.standard_normal((rows, columns)) * 0.01
        parameter["b" + str(i)] = np.zeros((rows, 1))
    return parameter
"""
SOUND = PROGRAM.splitlines()
# number of the line: what may stand there instead, and what the reader is told of it
FAULTS: dict[int, tuple[tuple[str, str], ...]] = {
    7: (
        ("    for (i in range(1, len(layer_dims))):", "Python's `for` has no brackets round it"),
        ("    for i in range(1, len(layer_dims))", "a `for` line ends in a colon"),
        ("    for i in range(1, len(layer_dims) - 1):", "`range` leaves its end out as it is"),
        ("    for i in range(len(layer_dims)):", "layer 0 is the input and has no weights"),
        ("    for i in range(1, len(layers)):", "the argument is called `layer_dims`"),
    ),
    8: (
        ("        rows = layers[i]", "the argument is called `layer_dims`"),
        ("        rows = layer_dims(i)", "an entry is taken with square brackets"),
    ),
    9: (
        ("        columns = layer_dims[i] - 1", "that is a size minus one, not the size before"),
        ("        columns = layer_dims[i - 1]]", "a bracket is closed that was never opened"),
    ),
    10: (
        (
            '        parameter["W" + str(i)] = rng.standard_normal((rows, columns))) * 0.01',
            "a bracket is closed that was never opened",
        ),
        (
            '        parameter["W" + i] = rng.standard_normal((rows, columns)) * 0.01',
            "text and a number cannot be added",
        ),
        (
            "        parameter[“W” + str(i)] = rng.standard_normal((rows, columns)) * 0.01",
            "curly quotes are no quotes to Python",
        ),
        (
            '        parameter["W" + str(i)] = rng.standard_normal((columns, rows)) * 0.01',
            "the rows belong to the layer that is fed, not to the one that feeds",
        ),
        (
            '        parameter["W" + str(i)] = rng.standard_normal(rows, columns) * 0.01',
            "this method takes the shape as one tuple",
        ),
    ),
    11: (
        ('        parameter["b" + str(i)] = np.zeros(rows, 1)', "the shape must be one tuple"),
        (
            '        parameter["b" + str(i)] = rng.standard_normal((rows, 1)) * 0.01',
            "biases were to start at zero",
        ),
        ('        parameter["b" + str(i)] = np.zeros((1, rows))', "a bias is a column here"),
        ('        parameter["b" + str(1)] = np.zeros((rows, 1))', "1 is not `i`"),
    ),
}


def draw(rng: Draw) -> dict[str, Any]:
    """Two to four spoilt lines, and a network whose neighbouring layers differ in size."""
    lines = sorted(rng.sample(sorted(FAULTS), rng.choice((2, 2, 3, 3, 4))))
    faults = [[number, *rng.choice(FAULTS[number])] for number in lines]
    program = list(SOUND)
    for number, line, _ in faults:
        program[number - 1] = line
    sizes = rng.sample(range(3, 40), rng.integer(3, 5))
    return {"faults": faults, "program": "\n".join(program) + "\n", "layer_dims": sizes}


def _outcome(source: str, sizes: list[int]) -> Any:
    """What a call makes, or the name of the exception that comes first."""
    space: dict[str, Any] = {}
    try:
        exec(compile(source, "listing", "exec"), space)
        return space["initialise"](sizes, 1)
    except Exception as error:
        return type(error).__name__


def answers(values: dict[str, Any]) -> dict[str, Any]:
    found = _outcome(values["program"], values["layer_dims"])
    sizes = values["layer_dims"]
    pairs = zip(sizes[1:], sizes[:-1], strict=True)
    return {
        "faults": [number for number, _, _ in values["faults"]],
        "first": found if isinstance(found, str) else "none",
        "count": sum(rows * (columns + 1) for rows, columns in pairs),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line by itself into the sound program; compiles and runs in two steps."""
    sizes, lines = values["layer_dims"], values["program"].splitlines()
    right = _outcome(PROGRAM, sizes)
    faults = []
    for number, line in enumerate(lines, 1):
        mixed = "\n".join([*SOUND[: number - 1], line, *SOUND[number:]])
        if not _same(_outcome(mixed, sizes), right):
            faults.append(number)
    return {
        "faults": faults,
        "first": _first(values["program"], sizes),
        "count": sum(array.size for array in right.values()),
    }


def _first(source: str, sizes: list[int]) -> str:
    import ast

    try:
        ast.parse(source)
    except SyntaxError:
        return "SyntaxError"
    found = _outcome(source, sizes)
    return found if isinstance(found, str) else "none"


def _same(one: Any, other: dict[str, Any]) -> bool:
    return (
        isinstance(one, dict)
        and one.keys() == other.keys()
        and all(np.array_equal(one[name], other[name]) for name in other)
    )


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, sizes = answers(values), values["layer_dims"]
    weights = sum(a * b for a, b in zip(sizes[1:], sizes[:-1], strict=True))
    first = {
        "runs-until-the-fault": "NameError" if truth["first"] == "SyntaxError" else "",
        "reads-well": "SyntaxError" if truth["first"] != "SyntaxError" else "",
    }
    return {
        "faults": {"seed-blamed": [5], "dictionary-blamed": [6]},
        "first": {name: key for name, key in first.items() if key},
        "count": {"biases-forgotten": weights, "input-biased": truth["count"] + sizes[0]},
    }
