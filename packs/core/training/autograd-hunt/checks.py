"""What the mended class is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("data", "gradients")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """A random graph: results are used again, near and far, also with themselves."""
    count = draw.integer(1, 3)
    data = [round(float(value), 3) for value in draw.between(-1.5, 1.5, count)]
    steps, size = [], list(data)
    for _ in range(draw.integer(2, 2 + 2 * draw.scale)):
        name = draw.one_of("mul", "add", "tanh")
        last = len(size) - 1
        place = last if draw.chance(0.6) else draw.integer(0, last)
        other = draw.integer(0, last)
        value = {
            "mul": size[place] * size[other],
            "add": size[place] + size[other],
            "tanh": math.tanh(size[place]),
        }[name]
        if abs(value) > 20:
            name, value = "tanh", math.tanh(size[place])
        size.append(value)
        steps.append([name, place] if name == "tanh" else [name, place, other])
    return {"inputs": data, "steps": steps}


def _case(says, data, *steps):
    return point(says, inputs=list(data), steps=[list(step) for step in steps])


_TWICE = "A value may be used any number of times"
_ALL = "the derivative of the last value by every value"

POINTS = {
    "a sum with itself": _case(_TWICE, [0.5], ["add", 0, 0]),
    "the first summand again": _case(_TWICE, [0.5, 2.0], ["mul", 0, 1], ["add", 0, 2]),
    "the second summand again": _case(_TWICE, [0.5, 2.0], ["mul", 0, 1], ["add", 2, 0]),
    "a product with itself": _case(_TWICE, [0.5], ["mul", 0, 0]),
    "the first factor again": _case(_TWICE, [0.5, 2.0], ["add", 0, 1], ["mul", 0, 2]),
    "the second factor again": _case(_TWICE, [0.5, 2.0], ["add", 0, 1], ["mul", 2, 0]),
    "tanh, and the input again": _case(_TWICE, [0.5], ["tanh", 0], ["mul", 1, 0], ["tanh", 2]),
    "tanh twice": _case(_ALL, [0.5], ["tanh", 0], ["tanh", 1]),
    "a product of a product": _case(_ALL, [0.5, 3.0], ["mul", 0, 1], ["mul", 2, 1]),
    "short way first": _case(
        _TWICE, [1.5, 0.5], ["mul", 0, 1], ["tanh", 2], ["mul", 3, 3], ["add", 2, 4]
    ),
    "long way first": _case(
        _TWICE, [1.5, 0.5], ["mul", 0, 1], ["tanh", 2], ["mul", 3, 3], ["add", 4, 2]
    ),
    "an input by itself": _case("with respect to itself it is 1", [0.5]),
    "unused": _case("those that it does not depend on get 0", [0.5, 2.0], ["tanh", 0]),
}

CREDIT = [
    credit(
        20,
        "`+`, with values that are used again",
        points=("a sum with itself", "the first summand again", "the second summand again"),
    ),
    credit(
        20,
        "`*`, with values that are used again",
        points=(
            "a product with itself",
            "the first factor again",
            "the second factor again",
            "a product of a product",
        ),
    ),
    credit(20, "`tanh`", points=("tanh, and the input again", "tanh twice")),
    credit(20, "paths of unequal length", points=("short way first", "long way first")),
    credit(20, "ordinary expressions"),
]

EXAMPLE = {"inputs": [2.0, -0.5], "steps": [["mul", 0, 1], ["add", 2, 0], ["tanh", 3]]}


def second_opinion(inputs, steps):
    """Forwards: beside every value stands its derivative by each of the values before it."""
    total = len(inputs) + len(steps)
    data, slopes = [], []
    for value in inputs:
        slopes.append(np.eye(total)[len(data)])
        data.append(value)
    for name, place, *other in steps:
        own = np.eye(total)[len(data)]
        if name == "tanh":
            slope = slopes[place] / math.cosh(data[place]) ** 2
            data.append(math.tanh(data[place]))
        elif name == "add":
            slope = slopes[place] + slopes[other[0]]
            data.append(data[place] + data[other[0]])
        else:
            slope = data[other[0]] * slopes[place] + data[place] * slopes[other[0]]
            data.append(data[place] * data[other[0]])
        slopes.append(own + slope)
    return data[-1], slopes[-1].tolist()
