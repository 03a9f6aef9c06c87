"""What counting parameters is tried with."""

import math
from fractions import Fraction

from heldout.authoring import credit, invalid, point

TOLERANCE = (0.0, 0.0)


def inputs(draw):
    """A few layers of all types, each with some of its optional entries."""
    makers = [_linear, _conv2d, _embedding, _batch_norm, _layer_norm, _recurrent, _untrained]
    return {"layers": [draw.one_of(*makers)(draw) for _ in range(draw.integer(1, 4))]}


def _linear(draw):
    return {
        "type": "linear",
        "in": draw.integer(1, 40),
        "out": draw.integer(1, 40),
        **_some(draw, bias=(False, True)),
    }


def _conv2d(draw):
    groups = draw.integer(1, 4)
    kernel = draw.integer(1, 5)
    return {
        "type": "conv2d",
        "in": groups * draw.integer(1, 6),
        "out": groups * draw.integer(1, 6),
        "kernel": (kernel, draw.integer(1, 5)) if draw.chance(0.5) else kernel,
        **({"groups": groups} if groups > 1 or draw.chance(0.5) else {}),
        **_some(draw, bias=(False, True)),
    }


def _embedding(draw):
    return {"type": "embedding", "words": draw.integer(1, 99), "size": draw.integer(1, 20)}


def _batch_norm(draw):
    return {
        "type": "batch_norm",
        "features": draw.integer(1, 40),
        **_some(draw, affine=(False, True)),
    }


def _layer_norm(draw):
    shape = [draw.integer(1, 9) for _ in range(draw.integer(1, 3))]
    return {
        "type": "layer_norm",
        "shape": tuple(shape) if draw.chance(0.6) else shape[0],
        **_some(draw, affine=(False, True)),
    }


def _recurrent(draw):
    return {
        "type": draw.one_of("lstm", "gru"),
        "in": draw.integer(1, 12),
        "hidden": draw.integer(1, 12),
        **_some(draw, layers=(2, 3, 1), bias=(False, True), bidirectional=(True, False)),
    }


def _untrained(draw):
    return {"type": draw.one_of("relu", "dropout", "max_pool2d", "flatten"), "kernel": 2}


def _some(draw, **choices):
    return {name: draw.one_of(*values) for name, values in choices.items() if draw.chance(0.6)}


def _net(says, *layers):
    return point(says, layers=list(layers))


_GROUPS = "every output channel has a kernel over `in / groups` input channels"
_KERNEL = "`kernel` (one number, or a pair)"
_NOT = "the running mean and variance are **not** trained"
_ENTRY = "a scale and a shift for each entry of that shape"
_BIASES = "with `bias` **two** biases for each unit"
_STACK = "every further one the output of the layer\nbelow"
_TWO = "its output is the states of both directions side by side"
_LIKE = "whatever they like"
_TABLE = "Raise `ValueError` for a type that is not in the table"
_MULTIPLE = "a convolution whose `in` or `out` is not a multiple of `groups`"

POINTS = {
    "no layers": _net("0 for an empty list"),
    "one number": _net(
        "All sizes are whole numbers of at least 1", {"type": "linear", "in": 1, "out": 1}
    ),
    "a linear layer": _net(
        "a weight for each pair of input and output; a bias for each output",
        {"type": "linear", "in": 7, "out": 3},
    ),
    "a linear layer without bias": _net(
        "a bias for each output", {"type": "linear", "in": 7, "out": 3, "bias": False}
    ),
    "a convolution": _net(_KERNEL, {"type": "conv2d", "in": 3, "out": 8, "kernel": 5}),
    "an oblong kernel": _net(_KERNEL, {"type": "conv2d", "in": 2, "out": 5, "kernel": (1, 7)}),
    "two groups": _net(_GROUPS, {"type": "conv2d", "in": 6, "out": 10, "kernel": 3, "groups": 2}),
    "a depthwise convolution": _net(
        _GROUPS, {"type": "conv2d", "in": 8, "out": 16, "kernel": (3, 2), "groups": 8}
    ),
    "an embedding": _net(
        "a row of `size` numbers for each word", {"type": "embedding", "words": 11, "size": 4}
    ),
    "batch normalisation": _net(_NOT, {"type": "batch_norm", "features": 6}),
    "batch normalisation without scale": _net(
        _NOT, {"type": "batch_norm", "features": 6, "affine": False}, {"type": "relu"}
    ),
    "layer normalisation": _net(_ENTRY, {"type": "layer_norm", "shape": 12}),
    "layer normalisation over three axes": _net(_ENTRY, {"type": "layer_norm", "shape": (2, 3, 4)}),
    "layer normalisation without scale": _net(
        _ENTRY, {"type": "layer_norm", "shape": (5, 2), "affine": False}
    ),
    "an LSTM": _net(_BIASES, {"type": "lstm", "in": 5, "hidden": 3}),
    "a GRU": _net(_BIASES, {"type": "gru", "in": 5, "hidden": 3}),
    "a GRU without biases": _net(_BIASES, {"type": "gru", "in": 2, "hidden": 3, "bias": False}),
    "three layers of an LSTM": _net(_STACK, {"type": "lstm", "in": 5, "hidden": 3, "layers": 3}),
    "both directions": _net(_TWO, {"type": "lstm", "in": 5, "hidden": 3, "bidirectional": True}),
    "both directions, two layers": _net(
        _TWO, {"type": "gru", "in": 5, "hidden": 3, "layers": 2, "bidirectional": True}
    ),
    "layers without parameters": _net(
        _LIKE,
        {"type": "relu", "in": 3, "out": 5},
        {"type": "dropout", "p": 0.5},
        {"type": "max_pool2d", "kernel": (2, 2)},
        {"type": "flatten"},
    ),
    "the same layer twice": _net(
        "It adds up",
        {"type": "conv2d", "in": 2, "out": 2, "kernel": 3},
        {"type": "conv2d", "in": 2, "out": 2, "kernel": 3},
    ),
    "a very large table": _net(
        "exact however large", {"type": "embedding", "words": 10**17 + 1, "size": 10**17 + 4}
    ),
    "a very large convolution in groups": _net(
        "exact however large",
        # chosen so that rounding on the way shows in the nearest float of the result as well
        {
            "type": "conv2d",
            "in": 3 * (10**17 + 3),
            "out": 3 * (10**17 + 7),
            "kernel": 3,
            "groups": 3,
            "bias": False,
        },
    ),
    "a very large layer normalisation": _net(
        "exact however large", {"type": "layer_norm", "shape": (10**8 + 7, 10**8 + 9, 10**8 + 1)}
    ),
    "an unknown type": invalid(
        _TABLE, "ValueError", layers=[{"type": "attention", "in": 4, "out": 4}]
    ),
    "an unknown type after others": invalid(
        _TABLE, "ValueError", layers=[{"type": "relu"}, {"type": "conv3d", "in": 1, "out": 1}]
    ),
    "inputs that are no multiple": invalid(
        _MULTIPLE,
        "ValueError",
        layers=[{"type": "conv2d", "in": 5, "out": 4, "kernel": 3, "groups": 2}],
    ),
    "outputs that are no multiple": invalid(
        _MULTIPLE,
        "ValueError",
        layers=[{"type": "conv2d", "in": 6, "out": 4, "kernel": 3, "groups": 3}],
    ),
}

_RECURRENT = (
    "an LSTM",
    "a GRU",
    "a GRU without biases",
    "three layers of an LSTM",
    "both directions",
    "both directions, two layers",
)
_ERRORS = (
    "an unknown type",
    "an unknown type after others",
    "inputs that are no multiple",
    "outputs that are no multiple",
)
CREDIT = [
    credit(55, "networks of all kinds of layers"),
    credit(25, "LSTM and GRU, stacked and in both directions", points=_RECURRENT),
    credit(10, "`ValueError` where the statement asks for it", points=_ERRORS),
    credit(10, "layers left as they were given", effects=True),
]

EXAMPLE = {
    "layers": [
        {"type": "conv2d", "in": 3, "out": 8, "kernel": 3, "bias": False},
        {"type": "batch_norm", "features": 8},
        {"type": "relu"},
        {"type": "flatten"},
        {"type": "linear", "in": 800, "out": 10},
    ]
}


def second_opinion(layers):
    """Names the shape of every tensor that PyTorch would make, then multiplies out."""
    return sum(math.prod(shape) for layer in layers for shape in _tensors(layer))


def _tensors(layer):
    kind = layer["type"]
    if kind in ("relu", "dropout", "max_pool2d", "flatten"):
        return
    if kind == "embedding":
        yield (layer["words"], layer["size"])
    elif kind in ("batch_norm", "layer_norm"):
        shape = layer["features"] if kind == "batch_norm" else layer["shape"]
        if layer.get("affine", True):
            for _ in ("scale", "shift"):
                yield (shape,) if isinstance(shape, int) else tuple(shape)
    elif kind in ("linear", "conv2d"):
        kernel, groups = layer.get("kernel", ()), layer.get("groups", 1)
        if kind == "linear":
            kernel = ()
        elif isinstance(kernel, int):
            kernel = (kernel, kernel)
        shares = [Fraction(layer[side], groups) for side in ("in", "out")]
        if any(share.denominator > 1 for share in shares):
            raise ValueError("groups")
        yield (layer["out"], shares[0].numerator, *kernel)
        if layer.get("bias", True):
            yield (layer["out"],)
    elif kind in ("lstm", "gru"):
        rows = {"lstm": "ifgo", "gru": "rzn"}[kind]
        ways = ("forward", "backward")[: 1 + layer.get("bidirectional", False)]
        for depth in range(layer.get("layers", 1)):
            for _ in ways:
                below = layer["in"] if depth == 0 else len(ways) * layer["hidden"]
                yield (len(rows), layer["hidden"], below)
                yield (len(rows), layer["hidden"], layer["hidden"])
                if layer.get("bias", True):
                    yield (2, len(rows), layer["hidden"])
    else:
        raise ValueError(kind)
