"""What the schedule is tried with."""

import numpy as np

from heldout.authoring import credit, invalid, point

TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    """Steps in all three stretches."""
    warmup = draw.integer(1, 9)
    decay = draw.integer(2, 15)
    total = warmup + decay
    step = draw.one_of(
        warmup + draw.integer(1, decay - 1),
        draw.integer(0, warmup - 1),
        warmup + draw.integer(0, decay - 1),
        total + draw.integer(0, decay),
    )
    return {
        "step": step,
        "warmup": warmup,
        "total": total,
        "base_lr": draw.one_of(1.0, 0.1, 3e-4, 0.5),
        **draw.options(min_lr=(0.01, 1e-5, 0.2)),
    }


def _at(says, step, warmup, total, base_lr=1.0, **options):
    return point(says, step=step, warmup=warmup, total=total, base_lr=base_lr, **options)


_RAMP = "it reaches `base_lr` with the last step of the warm-up"
_FIRST = "`step` counts from **0**"
_COSINE = "half a cosine"
_END = "From step `total` on, the rate is `min_lr`."
_NONE = "`warmup` may be 0, and may be equal to `total`; then there is no cosine."
_WRONG = "A negative `step`, a negative `warmup`, or a"
_LARGER = "larger than `total` raises `ValueError`"

POINTS = {
    "the first step": _at(_FIRST, 0, 10, 100),
    "the first step, with a floor": _at(_FIRST, 0, 4, 20, min_lr=0.1),
    "the last step of the ramp": _at(_RAMP, 9, 10, 100, min_lr=0.1),
    "the first step of the cosine": _at(_COSINE, 10, 10, 100, min_lr=0.1),
    "in the middle of the cosine": _at(_COSINE, 55, 10, 100, min_lr=0.1),
    "the last step of the cosine": _at(_COSINE, 99, 10, 100, min_lr=0.1),
    "a third of the way": _at(_COSINE, 40, 10, 100),
    "at the end": _at(_END, 100, 10, 100, min_lr=0.1),
    "after the end": _at(_END, 130, 10, 100, min_lr=0.1),
    "no warm-up, first step": _at(_NONE, 0, 0, 8, min_lr=0.25),
    "no warm-up, a later step": _at(_NONE, 3, 0, 8),
    "a warm-up of one step": _at(_RAMP, 0, 1, 8),
    "nothing but warm-up": _at(_NONE, 7, 8, 8, min_lr=0.25),
    "nothing but warm-up, at its end": _at(_NONE, 8, 8, 8, min_lr=0.25),
    "no steps at all": _at(_NONE, 0, 0, 0, min_lr=0.25),
    "a negative step": invalid(_WRONG, "ValueError", step=-1, warmup=2, total=8, base_lr=1.0),
    "a negative warm-up": invalid(_WRONG, "ValueError", step=3, warmup=-1, total=8, base_lr=1.0),
    "more warm-up than steps": invalid(
        _LARGER, "ValueError", step=3, warmup=9, total=8, base_lr=1.0
    ),
}

CREDIT = [
    credit(50, "the ramp and the cosine"),
    credit(
        30,
        "the joints: first step, end of the ramp, end of the cosine, and after",
        points=(
            "the first step",
            "the first step, with a floor",
            "the last step of the ramp",
            "the first step of the cosine",
            "the last step of the cosine",
            "at the end",
            "after the end",
        ),
    ),
    credit(
        10,
        "no warm-up, or nothing else",
        points=(
            "no warm-up, first step",
            "no warm-up, a later step",
            "nothing but warm-up",
            "nothing but warm-up, at its end",
            "no steps at all",
        ),
    ),
    credit(
        10,
        "`ValueError` where it is due",
        points=("a negative step", "a negative warm-up", "more warm-up than steps"),
    ),
]

SURVIVORS = {
    "step - warmup → warmup - step": "equivalent: the cosine of an angle is that of its negative",
    "total - warmup → warmup - total": "equivalent: the cosine of an angle is that of its negative",
}

EXAMPLE = {"step": 2, "warmup": 4, "total": 12, "base_lr": 0.1, "min_lr": 0.01}


def second_opinion(step, warmup, total, base_lr, min_lr=0.0):
    """The rates of all steps one after the other; the cosine by turning a pointer."""
    if step < 0 or warmup < 0 or warmup > total:
        raise ValueError("no such schedule")
    rates = [base_lr * k / warmup for k in range(1, warmup + 1)]
    pointer = np.longdouble(1.0) + 0j
    if total > warmup:
        half = np.pi / (total - warmup)
        turn = np.sqrt(1 - np.sin(half) ** 2) * (1 if half <= np.pi / 2 else -1) + 1j * np.sin(half)
        for _ in range(total - warmup):
            share = (1 + pointer.real) / 2
            rates.append(float(share * base_lr + (1 - share) * min_lr))
            pointer = pointer * turn
    return rates[step] if step < len(rates) else min_lr
