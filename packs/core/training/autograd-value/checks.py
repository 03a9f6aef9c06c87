"""What the class Value is tried with."""

import math

import numpy as np

from heldout.authoring import credit, growth, point

OUTPUTS = ("data", "gradients of the inputs", "gradients of the steps")
TOLERANCE = (1e-9, 1e-9)

BOTH = ("a + b", "a * b", "a - b", "a / b")
NUMBER = (
    "number * a",
    "a + number",
    "number + a",
    "a - number",
    "number - a",
    "a * number",
    "a / number",
    "number / a",
    "a ** number",
)
ONE = ("tanh", "relu", "exp", "-a")


def _result(name, a, other=None):
    """The data of an operation, and its derivatives by a and by the other operand."""
    if "number" in name or name in BOTH:
        left, sign, _ = name.split()
        one, two = (a, other) if left == "a" else (other, a)
        turn = 1 if left == "a" else -1
        value, slopes = {
            "+": lambda: (one + two, (1.0, 1.0)),
            "-": lambda: (one - two, (1.0, -1.0)),
            "*": lambda: (one * two, (two, one)),
            "/": lambda: (one / two, (1 / two, -one / two**2)),
            "**": lambda: (one**two, (two * one ** (two - 1), 0.0)),
        }[sign]()
        return value, slopes[::turn]
    if name == "tanh":
        return math.tanh(a), (1 / math.cosh(a) ** 2, 0.0)
    if name == "exp":
        return math.exp(a), (math.exp(a), 0.0)
    if name == "relu":
        return max(0.0, a), (1.0 if a > 0 else 0.0, 0.0)
    return -a, (-1.0, 0.0)


def inputs(draw):
    """A random graph: results are used again, near and far, also by themselves."""
    count = draw.integer(1, 3)
    data = [round(float(v), 3) for v in draw.between(0.3, 2.0, count)]
    data = [-v if draw.chance(0.4) else v for v in data]
    values, steps = list(data), []
    wanted = draw.integer(2, 3 + 2 * draw.scale)
    while len(steps) < wanted:
        name = draw.one_of(*BOTH, *BOTH, *NUMBER, *ONE)
        last = len(values) - 1
        place = last if draw.chance(0.6) else draw.integer(0, last)
        step = [name, place]
        if name in BOTH:
            step.append(draw.integer(0, last))
        elif name == "a ** number":
            step.append(draw.one_of(2, 3, -1, -2, 0.5 if values[place] > 0 else 4))
        elif "number" in name:
            step.append(draw.one_of(2, 0.5, -1.5, 3, -4))
        other = values[step[2]] if name in BOTH else (step[2] if len(step) > 2 else None)
        below = {"a / b": other, "number / a": values[place], "a ** number": values[place]}
        if abs(below.get(name, 1.0)) < 0.1 or (name == "exp" and values[place] > 3):
            continue
        value = _result(name, values[place], other)[0]
        if abs(value) > 50:
            continue
        values.append(value)
        steps.append(step)
    return {"inputs": data, "steps": steps}


def _case(says, data, *steps):
    return point(says, inputs=list(data), steps=[list(step) for step in steps])


def _doubled(times):
    return {"inputs": [0.5], "steps": [["a + b", k, k] for k in range(times)]}


_TWICE = "A `Value` may be used any number of times, by operations far apart"
_ITSELF = "also by itself, as in `v * v`"
_EITHER = "between a `Value` and an int or float on **either** side: `2 - v`, `1 / v`"
_KINK = "The slope of ReLU at exactly 0 is 0."
_POWER = "`v ** n` takes an int or float `n` as exponent, which may be negative."
_ONCE = "with 40 values made by `v = v + v` it may not walk $2^{40}$ paths"
_DEEP = "Expressions are at most 300 operations deep, so recursion is allowed."
_ALL = "the `grad` of every `Value` from which `v` was computed, directly or through others"

POINTS = {
    "a value times itself": _case(_ITSELF, [3.0], ["a * b", 0, 0]),
    "a value plus itself": _case(_ITSELF, [-2.5], ["a + b", 0, 0]),
    "a value over itself": _case(_ITSELF, [-2.5], ["a / b", 0, 0]),
    "a value minus itself": _case(_ITSELF, [2.5], ["a - b", 0, 0], ["exp", 1]),
    "paths of unequal length": _case(
        _TWICE,
        [0.7],
        ["tanh", 0],
        ["exp", 1],
        ["a * b", 2, 1],
        ["a + b", 3, 0],
        ["a * b", 4, 1],
        ["a - b", 5, 2],
    ),
    "short way first, long way second": _case(
        _TWICE, [1.5, 0.5], ["a * b", 0, 1], ["tanh", 2], ["a * b", 3, 3], ["a + b", 2, 4]
    ),
    "long way first, short way second": _case(
        _TWICE, [1.5, 0.5], ["a * b", 0, 1], ["tanh", 2], ["a * b", 3, 3], ["a + b", 4, 2]
    ),
    "numbers on the left": _case(
        _EITHER,
        [2.0],
        ["number - a", 0, 5],
        ["number / a", 1, 2.5],
        ["number * a", 2, 3],
        ["number + a", 3, 1],
    ),
    "numbers on the right": _case(
        _EITHER,
        [2.0],
        ["a - number", 0, 5],
        ["a / number", 1, 2.5],
        ["a * number", 2, 3],
        ["a + number", 3, 1],
    ),
    "ReLU of zero": _case(
        _KINK,
        [1.0],
        ["a - number", 0, 1.0],
        ["relu", 1],
        ["number * a", 0, -3],
        ["relu", 3],
        ["a + b", 2, 4],
        ["a + b", 5, 0],
    ),
    "ReLU under a negative gradient": _case(_KINK, [1.0], ["relu", 0], ["-a", 1]),
    "ReLU of a negative value": _case(_KINK, [-1.0], ["relu", 0], ["a + b", 1, 0]),
    "one operand each, behind other operations": _case(
        _ALL,
        [2.0, 0.5],
        ["a * b", 0, 1],
        ["relu", 2],
        ["a + b", 3, 0],
        ["tanh", 4],
        ["a * b", 5, 1],
        ["exp", 6],
        ["a - b", 7, 0],
        ["a ** number", 8, 2],
    ),
    "one value under every operation": _case(
        _TWICE,
        [1.5],
        ["relu", 0],
        ["relu", 0],
        ["tanh", 0],
        ["exp", 0],
        ["a ** number", 0, 3],
        ["a + b", 1, 2],
        ["a * b", 6, 3],
        ["a * b", 7, 4],
        ["a - b", 8, 5],
    ),
    "negative base": _case(_POWER, [-2.0], ["a ** number", 0, 3], ["a ** number", 1, -2]),
    "a root": _case(_POWER, [2.25], ["a ** number", 0, 0.5], ["a ** number", 1, 1]),
    "to the power of zero": _case(_POWER, [2.25], ["a ** number", 0, 0], ["a + b", 1, 0]),
    "an input by itself": _case("To `v.grad` itself it adds 1.", [4.0]),
    "an input that is not used": _case(_ALL, [4.0, 2.0], ["a * number", 0, 2]),
    "a result that is not used": _case(_ALL, [4.0], ["exp", 0], ["a * number", 0, 2]),
    "a dozen doublings": point(_ONCE, **_doubled(12)),
    "two hundred operations": _case(
        _DEEP, [0.5], *[["a * number" if k % 2 else "a + number", k, -1] for k in range(200)]
    ),
}

CREDIT = [
    credit(10, "the numbers themselves", output="data"),
    credit(30, "the gradients of ordinary expressions"),
    credit(
        20,
        "a value that is used twice",
        points=("a value times itself", "a value plus itself", "a value over itself"),
    ),
    credit(
        20,
        "paths of unequal length",
        points=(
            "paths of unequal length",
            "short way first, long way second",
            "long way first, short way second",
        ),
    ),
    credit(10, "numbers on either side", points=("numbers on the left", "numbers on the right")),
    credit(10, "ReLU at zero and below", points=("ReLU of zero", "ReLU of a negative value")),
]

GROWTH = [growth.steps(_ONCE, 1, (4, 8, 12), _doubled)]

EXAMPLE = {
    "inputs": [2.0, -3.0],
    "steps": [["a * b", 0, 1], ["a + b", 2, 0], ["tanh", 3], ["number - a", 4, 1]],
}


def second_opinion(inputs, steps):
    """Forwards instead of backwards: for each value in turn, all later ones with their derivative
    by it."""
    data, local = list(inputs), [()] * len(inputs)
    for name, place, *other in steps:
        second = data[other[0]] if name in BOTH else (other[0] if other else None)
        value, (by_a, by_b) = _result(name, data[place], second)
        data.append(value)
        local.append(((place, by_a), (other[0], by_b)) if name in BOTH else ((place, by_a),))
    grads = []
    for start in range(len(data)):
        slopes = np.zeros(len(data))
        slopes[start] = 1.0
        for later in range(start + 1, len(data)):
            slopes[later] = sum(by * slopes[place] for place, by in local[later])
        grads.append(float(slopes[-1]))
    return data[-1], grads[: len(inputs)], grads[len(inputs) :]


SURVIVORS = {
    "strict=True → strict=False": "equivalent: there is a slope for each operand",
}
