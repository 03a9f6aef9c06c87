"""What a pre-activation residual block is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "w1", "w2")


def tolerance(arguments):
    """float32 carries seven digits, and two convolutions lose some of them."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """All sizes different, one of them sometimes 1; with a shortcut and without."""
    channels, height, width = draw.sizes("C", "H", "W", most=5)
    images, middle = draw.integer(1, 3), draw.integer(1, 3)
    kind = draw.dtype("float64", "float32")
    outputs = draw.one_of(channels, channels, draw.integer(1, 3))
    turned = outputs != channels or draw.chance(0.4)
    given = {
        "x": draw.numbers(images, channels, height, width, dtype=kind),
        "w1": draw.numbers(middle, channels, 3, 3, spread=0.5, dtype=kind),
        "w2": draw.numbers(outputs, middle, 3, 3, spread=0.5, dtype=kind),
    }
    if turned:
        given["shortcut"] = draw.numbers(outputs, channels, 1, 1, dtype=kind)
        given["stride"] = draw.one_of(1, 2, 2)
    return given


def _waves(*shape, phase=0.0):
    return np.sin(1.7 * np.arange(np.prod(shape)) + phase).reshape(shape).round(2)


_X, _W1, _W2 = (
    _waves(1, 2, 4, 4, phase=0.5),
    _waves(2, 2, 3, 3, phase=1),
    _waves(2, 2, 3, 3, phase=2),
)
_HALF = _W1 * np.array([0.0, 1.0]).reshape(2, 1, 1, 1)  # the first unit is 0 everywhere
_AROUND = "Without `shortcut`, $s(x)$ is `x` itself"
_SHORTCUT = "with the stride `stride` and no padding"
_STRIDE = "The first has the stride `stride`, 1 or 2; the second has stride 1."
_LEAST = "No axis is empty."

POINTS = {
    "two channels throughout": point(_AROUND, x=_X, w1=_W1, w2=_W2),
    "a negative image": point(_AROUND, x=-np.abs(_X) - 0.1, w1=_W1, w2=_W2),
    "a branch of zeros": point(_AROUND, x=_X, w1=_W1, w2=0 * _W2),
    "a shortcut that could be left out": point(
        _SHORTCUT, x=_X, w1=_W1, w2=_W2, shortcut=_waves(2, 2, 1, 1)
    ),
    "a stride of two": point(_STRIDE, x=_X, w1=_W1, w2=_W2, shortcut=_waves(2, 2, 1, 1), stride=2),
    "a stride of two, odd size": point(
        _STRIDE,
        x=_waves(2, 2, 5, 3),
        w1=_W1,
        w2=_waves(3, 2, 3, 3),
        shortcut=_waves(3, 2, 1, 1),
        stride=2,
    ),
    "pre-activations of exactly zero": point(
        "ReLU has slope 0 at exactly 0.", x=np.where(_X > 0.5, _X, 0.0), w1=_HALF, w2=_W2
    ),
    "a single pixel": point(
        _LEAST, x=np.array([[[[-2.0]]]]), w1=_waves(1, 1, 3, 3), w2=_waves(1, 1, 3, 3, phase=1)
    ),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        20,
        "shortcuts and strides",
        points=(
            "a shortcut that could be left out",
            "a stride of two",
            "a stride of two, odd size",
        ),
    ),
    credit(10, "entries of exactly 0", points=("pre-activations of exactly zero",)),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

EXAMPLE = {"x": _X[:, :, :2, :2], "w1": _W1, "w2": _W2}


def _table(height, width, size, stride, padding):
    """Which pixels meet: for every place of the kernel, those of the output and of the input."""
    tall = (height + 2 * padding - size) // stride + 1
    wide = (width + 2 * padding - size) // stride + 1
    meet = np.zeros((tall, wide, size, size, height, width))
    for i, j, k, m in np.ndindex(tall, wide, size, size):
        row, column = i * stride + k - padding, j * stride + m - padding
        if 0 <= row < height and 0 <= column < width:
            meet[i, j, k, m, row, column] = 1
    return meet


def second_opinion(x, w1, w2, shortcut=None, stride=1):
    """Convolutions as sums over a table of which pixels meet, and their gradients by the same
    table read in other directions."""
    kind = x.dtype
    x, w1, w2 = (array.astype(float) for array in (x, w1, w2))
    meet1 = _table(*x.shape[2:], 3, stride, 1)
    meet2 = _table(*meet1.shape[:2], 3, 1, 1)
    forward, to_input, to_weight = (
        "ijkmrc,nqrc,oqkm->noij",
        "ijkmrc,noij,oqkm->nqrc",
        "ijkmrc,noij,nqrc->oqkm",
    )

    def sums(rule, *arrays):
        return np.einsum(rule, *arrays, optimize=True)

    a = np.where(x > 0, x, 0.0)
    z = sums(forward, meet1, a, w1)
    b = np.where(z > 0, z, 0.0)
    y = sums(forward, meet2, b, w2)
    around = x
    if shortcut is not None:
        meet = _table(*x.shape[2:], 1, stride, 0)
        around = sums(forward, meet, x, shortcut.astype(float))
    g = np.cos(0.7 * np.arange(y.size) + 0.3).reshape(y.shape)
    grad_w2 = sums(to_weight, meet2, g, b)
    grad_z = sums(to_input, meet2, g, w2) * (z > 0)
    grad_w1 = sums(to_weight, meet1, grad_z, a)
    grad_x = sums(to_input, meet1, grad_z, w1) * (x > 0)
    grad_x += g if shortcut is None else sums(to_input, meet, g, shortcut.astype(float))
    return (around + y).astype(kind), [array.astype(kind) for array in (grad_x, grad_w1, grad_w2)]
