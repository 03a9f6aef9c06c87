"""What the optimiser class is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("path", "in place", "gradients kept", "cleared")


def tolerance(arguments):
    """Steps can be far smaller than the parameter, so little is forgiven in float64."""
    narrow = any(value.dtype == np.float32 for value in arguments["values"])
    return (1e-5, 1e-5) if narrow else (1e-12, 1e-9)


def inputs(draw):
    """Two or three parameters over some steps, some gradients missing."""
    kinds = [draw.dtype("float64", "float32") for _ in range(draw.integer(2, 3))]
    shapes = [draw.sizes("a", "b", most=3)[: draw.integer(1, 2)] for _ in kinds]
    steps = draw.integer(2, 4)
    pairs = list(zip(shapes, kinds, strict=True))
    return {
        "values": [_numbers(draw, *pair) for pair in pairs],
        "grads": [[_numbers(draw, *pair) for pair in pairs] for _ in range(steps)],
        "present": [[not draw.chance(0.25) for _ in pairs] for _ in range(steps)],
        "options": draw.options(
            lr=(0.1, 0.5),
            betas=((0.5, 0.9), (0.8, 0.6), (0.0, 0.5)),
            eps=(0.1, 1e-3),
            weight_decay=(0.1, 0.5, 0.0),
        ),
    }


def _wave(shift, *shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(shift + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _numbers(draw, shape, kind):
    """Laid out plainly: arrays in lists become tensors as they are."""
    return np.array(draw.numbers(*shape, dtype=kind), order="C")


_TWO = ((2,), (2, 3))
_WIDE = ("float64", "float64")


def _case(says, present, shapes=_TWO, kinds=_WIDE, grads=None, **options):
    """A case of those parameters; `present` has a row for each step."""
    pairs = list(zip(shapes, kinds, strict=True))
    made = [
        [_wave(k + 0.6 * j + 1, *shape).astype(kind) for j, (shape, kind) in enumerate(pairs)]
        for k in range(len(present))
    ]
    return point(
        says,
        values=[3.0 * _wave(j, *shape).astype(kind) + 1 for j, (shape, kind) in enumerate(pairs)],
        grads=grads or made,
        present=present,
        options=options,
    )


_BOTH = [[True, True]]
_OWN = "which begin at zero, and its **own** $t$"
_NONE = "neither it nor its state changes, and it does not decay"
_TYPES = "(also without axes) and are float64 or float32; one model may mix both"
_OPTIONS = "`betas` come as a pair, list or tuple"
_BEFORE = r"both parts are taken of $\theta$ as it was before the step"
_PLACE = "they stay the same leaf tensors in the same memory"

POINTS = {
    "one step": _case(_PLACE, _BOTH),
    "five steps": _case(_OWN, 5 * _BOTH, lr=0.1),
    "a latecomer": _case(_OWN, [[True, False]] * 3 + [[True, True]] * 2, lr=0.1),
    "one that drops out": _case(_NONE, [[True, True]] * 2 + [[False, True]] * 2, lr=0.1),
    "a frozen parameter": _case(_NONE, [[True, False]] * 3, lr=0.5, weight_decay=0.5),
    "nobody has a gradient": _case(_NONE, [[False, False]], weight_decay=0.5),
    "two types": _case(_TYPES, 2 * _BOTH, kinds=("float32", "float64"), lr=0.1),
    "without axes": _case(_TYPES, 2 * _BOTH, shapes=((), (2,)), lr=0.1),
    "strong decay": _case(_BEFORE, 2 * _BOTH, lr=1.0, weight_decay=0.5),
    "no decay": _case(_BEFORE, 2 * _BOTH, lr=0.1, weight_decay=0.0),
    "a list of betas": _case(_OPTIONS, 3 * _BOTH, lr=0.1, betas=[0.5, 0.75], eps=0.1),
    "betas of zero": _case(_OPTIONS, 2 * _BOTH, lr=0.1, betas=(0.0, 0.0)),
    "tiny gradients": _case(
        _BEFORE,
        2 * _BOTH,
        grads=[[1e-8 * _wave(1, 2), -1e-8 * _wave(2, 2, 3)]] * 2,
        lr=1.0,
        weight_decay=0.0,
    ),
    "no parameters": _case(_PLACE, [[]], shapes=(), kinds=()),
}

CREDIT = [
    credit(40, "the parameters after every step", output="path"),
    credit(
        20,
        "parameters that have no gradient at some steps",
        points=(
            "a latecomer",
            "one that drops out",
            "a frozen parameter",
            "nobody has a gradient",
        ),
    ),
    credit(20, "the same leaves, changed in place", output="in place"),
    credit(10, "gradients that `step` leaves alone", output="gradients kept"),
    credit(10, "gradients that `zero_grad` clears", output="cleared"),
]

FORBIDDEN = {"torch.optim.Optimizer.__init__": "`torch.optim`"}

EXAMPLE = {
    "values": [np.array([1.0, -2.0]), np.array([4.0])],
    "grads": [
        [np.array([0.5, 1.0]), np.array([1.0])],
        [np.array([0.5, -1.0]), np.array([1.0])],
    ],
    "present": [[True, False], [True, True]],
    "options": {"lr": 0.1, "weight_decay": 0.5},
}


def second_opinion(values, grads, present, options):
    """Each entry's own history: averages as weighted sums of the gradients that it had."""
    rate, decay = options.get("lr", 1e-3), options.get("weight_decay", 1e-2)
    beta1, beta2 = options.get("betas", (0.9, 0.999))
    eps = options.get("eps", 1e-8)
    places = [value.astype(float) for value in values]
    had = [[] for _ in values]
    path = []
    for step, has in zip(grads, present, strict=True):
        for j, (grad, there) in enumerate(zip(step, has, strict=True)):
            if there:
                had[j].insert(0, grad.astype(float))  # newest first
                mean = _average(had[j], beta1)
                square = _average([g * g for g in had[j]], beta2)
                pull = mean / (np.sqrt(square) + eps)
                places[j] = (1 - rate * decay) * places[j] - rate * pull
        path.append(list(places))
    return path, True, True, True


def _average(values, beta):
    """The mean with weights that fall by beta from one to the next, which sum to one."""
    weights = np.array([beta**k for k in range(len(values))])
    return sum(w * value for w, value in zip(weights / weights.sum(), values, strict=True))
