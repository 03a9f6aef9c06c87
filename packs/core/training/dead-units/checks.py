"""What a detector of dead units is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("dead", "share", "idle")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """A few batches; each unit answers in one of three on average, so that some never do."""
    batches, units = draw.sizes("B", "K", most=6)
    examples = draw.integer(1, 5)
    places = draw.one_of((), (2,), (2, 3))
    kind = draw.dtype("float64", "float32")
    leak = draw.one_of(0.0, -0.5)

    def recorded(count, below):
        values = draw.numbers(count, examples, *places, units)
        speaks = draw.whole(0, 2, count, *(1 for _ in (0, *places)), units) == 1
        return draw.laid_out(
            np.where(speaks, np.where(values > 0, values, below * values), 0), kind
        )

    return {
        "activations": recorded(batches, leak),
        "gradients": recorded(draw.integer(2, 5), 1.0),
    }


def _case(says, activations, gradients):
    return point(
        says,
        activations=np.array(activations, dtype=float),
        gradients=np.array(gradients, dtype=float),
    )


_WHOLE = "A unit is dead when its activation is **exactly** 0 everywhere in the whole data set."
_TINY = "A value of $10^{-30}$ is not 0."
_NEGATIVE = "Activations and gradients may be negative."
_BACK = "counted back **from the last step**"
_EXACT = "brought it no gradient but exact zeros"
_LEAST = "with the same K and without empty axes"

POINTS = {
    "alive in the first batch only": _case(
        _WHOLE,
        [[[0.0, 2.0, 0.0]], [[0.0, 0.0, 1.0]], [[0.0, 0.0, 0.0]]],
        [[[0.0, 1.0, 1.0]], [[0.0, 0.0, 2.0]]],
    ),
    "a gradient from one example of two": _case(
        _EXACT,
        [[[1.0, 0.0], [0.0, 2.0]]],
        [[[1.0, 0.0], [0.0, 1.0]], [[0.5, 2.0], [0.0, 0.0]]],
    ),
    "alive for one example of many": _case(
        _WHOLE,
        [np.zeros((4, 2)), np.eye(4, 2) * 3.0, np.zeros((4, 2))],
        [np.zeros((4, 2)), np.zeros((4, 2))],
    ),
    "a tiny answer": _case(_TINY, [[[1e-30, 0.0], [0.0, 0.0]]], [[[0.0, 1e-30]]]),
    "answers that cancel": _case(
        _NEGATIVE, [[[1.0, 0.0, -0.5], [-1.0, 0.0, -0.1]]], [[[1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]]]
    ),
    "answers that cancel between batches": _case(
        _NEGATIVE, [[[2.0, 0.0]], [[-2.0, 0.0]]], [[[0.5, 0.0]], [[-0.5, 0.0]]]
    ),
    "a gradient in the middle": _case(
        _BACK,
        [[[1.0, 0.0, 1.0]]],
        [
            [[0.0, 1.0, 0.0]],
            [[0.0, 0.0, 0.0]],
            [[0.0, 0.0, 0.0]],
            [[2.0, 0.0, 0.0]],
            [[0.0, 0.0, 0.0]],
        ],
    ),
    "a gradient in the last step": _case(
        _BACK, [[[0.0, 1.0]]], [np.zeros((2, 2)), np.ones((2, 2)), [[0.0, 0.0], [0.0, 1.0]]]
    ),
    "all dead": _case(_WHOLE, np.zeros((2, 3, 4)), np.zeros((3, 3, 4))),
    "one unit": _case(_LEAST, [[[0.0], [0.5]]], [[[0.0], [0.0]]]),
    "places of an image": _case(
        "perhaps with further axes (places of an image) before the last",
        np.arange(48.0).reshape(2, 2, 2, 2, 3) * [0.0, 1.0, 0.0],
        np.ones((2, 2, 2, 2, 3)) * [0.0, 1.0, 0.0],
    ),
}

CREDIT = [
    credit(35, "`dead`", output="dead"),
    credit(20, "`share`", output="share"),
    credit(35, "`idle`", output="idle"),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "activations": np.array([[[0.0, 1.5, 0.0]], [[0.0, 0.0, 0.7]]]),
    "gradients": np.array([[[0.0, 0.3, -0.2]], [[0.0, 0.1, 0.0]], [[0.0, 0.0, 0.0]]]),
}


def second_opinion(activations, gradients):
    """Unit by unit over plain lists; the steps are read backwards."""
    units = range(activations[0].shape[-1])

    def silent(array, unit):
        return all(value == 0.0 for value in array[..., unit].ravel().tolist())

    dead = [silent(activations, unit) for unit in units]
    idle = []
    for unit in units:
        steps = 0
        for grad in gradients[::-1]:
            if not silent(grad, unit):
                break
            steps += 1
        idle.append(steps)
    return np.array(dead), float(Fraction(sum(dead), len(dead))), np.array(idle)
