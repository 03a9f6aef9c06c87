"""What the mended training loop is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("rates", "norms", "params")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Some arrays, batches with large and with small gradients, and every length of warm-up."""
    shapes = [draw.sizes("a", "b", most=3)[: draw.integer(1, 2)] for _ in range(draw.integer(1, 3))]
    count, epochs = draw.integer(1, 4), draw.integer(1, 3)
    scales = [draw.one_of(1.0, 0.05, 4.0) for _ in range(count)]
    return {
        "params": [draw.numbers(*shape) for shape in shapes],
        "batches": [[draw.numbers(*shape, spread=s) for shape in shapes] for s in scales],
        "epochs": epochs,
        "warmup": draw.integer(0, count * epochs - 1),
        **draw.options(base_lr=(0.5, 1.0), max_norm=(0.3, 2.0)),
    }


_BATCHES = (((3.0, 0.0), (-4.0,)), ((0.1, -0.2), (0.2,)), ((1.0, 2.0), (-1.0,)))


def _case(says, epochs, warmup, batches=_BATCHES, **options):
    return point(
        says,
        params=[np.array([1.0, -1.0]), np.array([0.5])],
        batches=[[np.array(grad) for grad in batch] for batch in batches],
        epochs=epochs,
        warmup=warmup,
        **options,
    )


_RAMP = "the rate is `base_lr * (step + 1) / warmup`"
_COSINE = "After that it is half a cosine"
_LEAST = "`warmup` is 0 or more and less than the number of all steps."
_NORM = "is that of all entries of all its gradients together"
_FACTOR = r"All gradients are multiplied by $\min(1, \text{max\_norm} / (\text{norm} + 10^{-6}))$"
_ONE = "`epochs` is at least 1, and there is at least one batch."

POINTS = {
    "three epochs": _case(_COSINE, 3, 2),
    "no warm-up": _case(_LEAST, 2, 0),
    "nearly all warm-up": _case(_LEAST, 2, 5),
    "one epoch": _case(_RAMP, 1, 2),
    "one batch": _case(_ONE, 4, 1, _BATCHES[:1]),
    "a single step": _case(_ONE, 1, 0, _BATCHES[:1]),
    "a single step of small gradients": _case(_FACTOR, 1, 0, _BATCHES[1:2]),
    "only large gradients": _case(_FACTOR, 2, 1, _BATCHES[::2], max_norm=0.5),
    "only small gradients": _case(_FACTOR, 2, 1, _BATCHES[1:2]),
    "gradients of zero": _case(_NORM, 1, 1, (((0.0, 0.0), (0.0,)), ((0.0, 1.0), (0.0,)))),
    "one array large, one small": _case(_NORM, 1, 0, (((0.1, 0.0), (8.0,)),)),
}

CREDIT = [
    credit(35, "the rates", output="rates"),
    credit(20, "the norms before clipping", output="norms"),
    credit(
        25,
        "steps of a single rate: clipping by itself",
        points=(
            "a single step",
            "a single step of small gradients",
            "one array large, one small",
        ),
    ),
    credit(10, "the parameters at the end", output="params"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

SURVIVORS = {
    "step - warmup → warmup - step": "equivalent: the cosine of an angle is that of its negative",
    "total - warmup → warmup - total": "equivalent: the cosine of an angle is that of its negative",
    "strict=True → strict=False": "equivalent: there is one gradient for each parameter",
}

EXAMPLE = {
    "params": [np.array([1.0, -1.0]), np.array([0.5])],
    "batches": [[np.array([3.0, 0.0]), np.array([-4.0])], [np.array([0.0, 0.5]), np.array([0.0])]],
    "epochs": 2,
    "warmup": 2,
}


def second_opinion(params, batches, epochs, warmup, base_lr=0.1, max_norm=1.0):
    """The whole schedule first, from a table of cosines; then entry by entry in plain Python."""
    total = epochs * len(batches)
    rates = [base_lr * float(Fraction(k, warmup)) for k in range(1, warmup + 1)]
    # Half the cosine of an angle plus one is the square of the cosine of half of it.
    halves = np.linspace(0.0, np.pi / 2, total - warmup + 1)[:-1]
    rates += [base_lr * float(np.cos(half)) ** 2 for half in halves]
    places = [[float(v) for v in p.flat] for p in params]
    norms = []
    for step, rate in enumerate(rates):
        grads = [[float(v) for v in g.flat] for g in batches[step % len(batches)]]
        norm = sum(v * v for grad in grads for v in grad) ** 0.5
        norms.append(norm)
        factor = 1.0 if norm + 1e-6 <= max_norm else max_norm / (norm + 1e-6)
        for place, grad in zip(places, grads, strict=True):
            for k, v in enumerate(grad):
                place[k] -= rate * factor * v
    shaped = [np.array(v).reshape(p.shape) for v, p in zip(places, params, strict=True)]
    return np.array(rates), np.array(norms), shaped
