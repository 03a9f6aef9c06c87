"""A small class that differentiates itself, with one or two lines exchanged."""

from __future__ import annotations

import math
from typing import Any

from heldout.authoring import Draw

PROGRAM = """\
import math


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.push = None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.push = push
        return out

    def tanh(self):
        out = Value(math.tanh(self.data), (self,))

        def push():
            self.grad += (1 - out.data**2) * out.grad

        out.push = push
        return out

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            if node.push:
                node.push()
"""
SOUND = PROGRAM.splitlines()
# number of the line: what stands there instead, and the cause
FAULTS: dict[int, tuple[tuple[str, str], ...]] = {
    16: (("            other.grad = out.grad", "assigned"),),
    15: (("            self.grad = out.grad", "assigned"),),
    25: (
        ("            self.grad = other.data * out.grad", "assigned"),
        ("            self.grad += self.data * out.grad", "rule"),
        ("            self.grad += other.data", "chain"),
    ),
    26: (
        ("            other.grad = self.data * out.grad", "assigned"),
        ("            other.grad += self.data", "chain"),
    ),
    35: (
        ("            self.grad = (1 - out.data**2) * out.grad", "assigned"),
        ("            self.grad += (1 - self.data**2) * out.grad", "rule"),
        ("            self.grad += (1 - out.data) ** 2 * out.grad", "rule"),
        ("            self.grad += 1 - out.data**2", "chain"),
    ),
    44: (("            if True:", "visited"),),
    51: (("        self.grad += 0.0", "start"), ("        self.grad = self.data", "start")),
    52: (("        for node in order:", "order"),),
}
# the causes that a drawn fault can have are found by name in question.md


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults that show in the gradients of an expression."""
    while True:
        numbers = sorted(rng.sample(sorted(FAULTS), rng.choice((1, 2))))
        faults = [[number, *rng.choice(FAULTS[number])] for number in numbers]
        program = list(SOUND)
        for number, line, _ in faults:
            program[number - 1] = line
        data = [rng.decimal(-1.5, 1.5, 1) for _ in range(3)]
        text = rng.choice(EXPRESSIONS)
        if min(abs(value) for value in data) < 0.3 or len({abs(value) for value in data}) < 3:
            continue
        right = _run(SOUND, text, data)
        found = _run(program, text, data)
        alone = [_run(_only(number, line), text, data) for number, line, _ in faults]
        if all(_apart(one, right) for one in [found, *alone]):
            break
    asked = rng.choice(faults)
    return {
        "program": "\n".join(program) + "\n",
        "faults": faults,
        "count": len(faults),
        "expression": text,
        "data": data,
        "rows": [
            [name, f"{value:g}", f"{a:.4f}", f"{b:.4f}"]
            for name, value, a, b in zip("abc", data, found, right, strict=True)
        ],
        "asked": asked,
        "which": ("first", "second")[faults.index(asked)],  # its number would answer the first part
    }


# Every operation, values used twice next to each other and far apart.
EXPRESSIONS = (
    "((a * b + c).tanh() + a) * (b + b)",
    "(a * a + b).tanh() * c + a * b.tanh()",
    "((a + b).tanh() * c + a) * (c * c + b)",
    "((a + a) * b.tanh() + c) * (b + c * a)",
)


def _only(number: int, line: str) -> list[str]:
    return [*SOUND[: number - 1], line, *SOUND[number:]]


def _run(program: list[str], text: str, data: list[float]) -> list[float]:
    space: dict[str, Any] = {}
    exec("\n".join(program), space)
    leaves = {name: space["Value"](value) for name, value in zip("abc", data, strict=True)}
    eval(text, {}, leaves).backward()
    return [float(leaf.grad) for leaf in leaves.values()]


def _apart(one: list[float], other: list[float]) -> bool:
    return any(abs(a - b) > 0.01 for a, b in zip(one, other, strict=True))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "lines": [number for number, _, _ in values["faults"]],
        "cause": values["asked"][2],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Central differences of the expression itself say what is right; each line of the listing is
    put alone into the sound program."""
    text, data = values["expression"], values["data"]
    slopes = []
    for place in range(3):
        ends = []
        for step in (1e-5, -1e-5):
            moved = [x + step * (k == place) for k, x in enumerate(data)]
            ends.append(_plain(text, moved))
        slopes.append((ends[0] - ends[1]) / 2e-5)
    lines = values["program"].splitlines()
    found = [
        number
        for number, line in enumerate(lines, 1)
        if line != SOUND[number - 1] and _apart(_run(_only(number, line), text, data), slopes)
    ]
    number = values["asked"][0]
    return {"lines": found, "cause": _cause(lines[number - 1])}


def _plain(text: str, data: list[float]) -> float:
    """The expression with numbers that know only their value."""
    a, b, c = (_Plain(value) for value in data)
    return float(eval(text, {}, {"a": a, "b": b, "c": c}))


class _Plain(float):
    def __add__(self, other: float) -> _Plain:
        return _Plain(float(self) + float(other))

    def __mul__(self, other: float) -> _Plain:
        return _Plain(float(self) * float(other))

    def tanh(self) -> _Plain:
        return _Plain(math.tanh(self))


def _cause(line: str) -> str:
    """What the line does when it is run on three numbers beside the sound one."""
    text = line.strip()
    if text.startswith("for"):
        return "order"
    if text.startswith("if"):
        return "visited"

    class Thing:
        def __init__(self, data: float, grad: float) -> None:
            self.data, self.grad = data, grad

    def after(own: float, above: float) -> float:
        """The gradient that the line writes to, which was `own` before."""
        names = {"self": Thing(0.5, own), "other": Thing(0.7, own), "out": Thing(0.2, above)}
        exec(text, {}, names)
        return names[text.split(".")[0]].grad

    if "out" not in text and "other" not in text and text not in CHAINED:
        return "start"
    if after(5.0, 3.0) == after(0.0, 3.0):
        return "assigned"
    return "chain" if after(0.0, 3.0) == after(0.0, 6.0) else "rule"


CHAINED = ("other.grad += self.data",)  # looks like a start, and stands in a product


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {
            "tanh-blamed": ["math.tanh"],
            "guard-blamed": ["if node.push:"],
            "append-blamed": ["order.append"],
        }
    }
