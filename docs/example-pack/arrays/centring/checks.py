import numpy as np

from heldout.authoring import credit, invalid, laws, point

TOLERANCE = (1e-9, 1e-7)  # absolute, relative


def inputs(draw):
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)])
    x = draw.numbers(*shape, centre=draw.one_of(0.0, 50.0))
    return {"x": x, **draw.options(axis=range(-len(shape), len(shape)))}


POINTS = {
    "one entry": point("none of them is empty", x=np.array([3.0])),
    "a square matrix": point(
        "`axis` may count from the end", x=np.array([[1.0, 2.0], [5.0, 8.0]]), axis=-1
    ),
    "no such axis": invalid(
        "An `axis` that `x` does not have must raise `ValueError`.",
        "ValueError",
        x=np.array([1.0, 2.0]),
        axis=1,
    ),
}

CREDIT = [
    credit(70, "the right values along every axis"),
    credit(20, "`ValueError` for an axis that is not there", points=("no such axis",)),
    credit(10, "a new array, and `x` left alone", effects=True),
]

LAWS = [laws.sums_to(0.0, "axis", default=0), laws.shift_free("x")]

EXAMPLE = {"x": np.array([[1.0, 2.0, 6.0], [3.0, 2.0, 0.0]]), "axis": 1}


def second_opinion(x, axis=0):
    """Slice by slice, in plain Python."""
    slices = np.moveaxis(x, axis, -1)
    result = np.zeros(slices.shape)
    for place in np.ndindex(slices.shape[:-1]):
        entries = slices[place].tolist()
        result[place] = [entry - sum(entries) / len(entries) for entry in entries]
    return np.moveaxis(result, -1, axis)
