"""What the backward pass of max-pooling is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["grad_out"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Planes that are not square, with few or many choices of the same entry."""
    images, channels, height, width, rows, columns = draw.sizes(*"NCHWPQ", most=7)
    kind = draw.dtype("float64", "float32")
    most = height * width - 1
    if draw.chance(0.4):
        most = min(most, 3)  # the same few entries again and again
    whole = draw.one_of("int64", "int32", "uint8", "int8", "uint16")
    return {
        "grad_out": draw.numbers(images, channels, rows, columns, centre=1.0, dtype=kind),
        "indices": draw.whole(0, most, images, channels, rows, columns, dtype=whole),
        "height": height,
        "width": width,
    }


_ADDED = "several of them may have chosen the same entry: their gradients are **added** there"
_PLACE = "column $c$ has the index $r W + c$"
_OWN = "**flattened H × W plane** of the same image and channel"
_TYPE = "of any NumPy integer type, signed or not, eight bits included"
_REST = "Entries that were not chosen get 0."

POINTS = {
    "one entry wins every window": point(
        _ADDED,
        grad_out=np.array([[[[1.0, 2.0], [-4.0, 8.0]]]]),
        indices=np.full((1, 1, 2, 2), 4),
        height=3,
        width=3,
    ),
    "windows side by side": point(
        _REST,
        grad_out=np.array([[[[1.0, -2.0], [0.5, 3.0]]]]),
        indices=np.array([[[[5, 2], [9, 15]]]]),
        height=4,
        width=4,
    ),
    "two channels, the same place": point(
        _OWN,
        grad_out=np.array([[[[1.0]], [[2.0]]], [[[4.0]], [[8.0]]]]),
        indices=np.full((2, 2, 1, 1), 3),
        height=2,
        width=2,
    ),
    "a flat plane": point(
        _PLACE,
        grad_out=np.array([[[[1.0, 2.0, 3.0]]]]),
        indices=np.array([[[[1, 4, 9]]]]),
        height=2,
        width=5,
    ),
    "a tall plane": point(
        _PLACE,
        grad_out=np.array([[[[1.0], [2.0], [3.0]]]]),
        indices=np.array([[[[1], [4], [9]]]]),
        height=5,
        width=2,
    ),
    "eight bits, beyond 255 entries in all": point(
        _TYPE,
        grad_out=np.arange(1.0, 7.0).reshape(2, 3, 1, 1),
        indices=np.array([150, 100, 155, 100, 3, 150], dtype=np.uint8).reshape(2, 3, 1, 1),
        height=12,
        width=13,
    ),
    "eight bits with a sign": point(
        _TYPE,
        grad_out=np.arange(1.0, 4.0).reshape(1, 3, 1, 1),
        indices=np.array([99, 0, 99], dtype=np.int8).reshape(1, 3, 1, 1),
        height=10,
        width=10,
    ),
    "sixteen bits, beyond 255": point(
        _TYPE,
        grad_out=np.array([[[[1.0, 2.0, 4.0]]]]),
        indices=np.array([[[[300, 44, 300]]]], dtype=np.int16),
        height=16,
        width=20,
    ),
    "one pixel": point(
        "H' and W' may be larger than H and W",
        grad_out=np.array([[[[1.0, 2.5], [3.0, -0.5]]]], dtype=np.float32),
        indices=np.zeros((1, 1, 2, 2), dtype=np.int32),
        height=1,
        width=1,
    ),
    "gradients of zero and of both signs": point(
        _ADDED,
        grad_out=np.array([[[[0.0, 5.0, -5.0]]]]),
        indices=np.array([[[[1, 2, 2]]]]),
        height=1,
        width=4,
    ),
}

CREDIT = [
    credit(50, "gradients at their places, added where windows agree"),
    credit(
        20,
        "every plane by itself, tall and flat ones",
        points=("two channels, the same place", "a flat plane", "a tall plane"),
    ),
    credit(
        20,
        "indices of few bits",
        points=(
            "eight bits, beyond 255 entries in all",
            "eight bits with a sign",
            "sixteen bits, beyond 255",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("grad_out")]

EXAMPLE = {
    "grad_out": np.array([[[[1.0, 2.0], [3.0, 4.0]]]]),
    "indices": np.array([[[[1, 1], [3, 5]]]]),
    "height": 2,
    "width": 3,
}


def second_opinion(grad_out, indices, height, width):
    """From the input's side: each entry gathers from all windows that chose it."""
    grad = np.zeros((*grad_out.shape[:2], height, width))
    for n, c in np.ndindex(grad_out.shape[:2]):
        chosen = indices[n, c].ravel().tolist()
        slopes = grad_out[n, c].ravel().tolist()
        gathered = [0.0] * (height * width)
        for place, slope in zip(chosen, slopes, strict=True):
            gathered[place] += slope
        for row in range(height):
            grad[n, c, row] = gathered[row * width : (row + 1) * width]
    return grad
