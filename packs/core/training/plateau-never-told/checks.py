"""What the schedule is tried with."""

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-15, 1e-9)


def inputs(draw):
    losses = 1.0 + np.abs(draw.numbers(*draw.sizes("epochs", least=1, most=25)))
    given = {"patience": draw.one_of(1, 0, 2, 3), "factor": draw.one_of(0.5, 0.1)}
    return {"losses": losses, "rate": draw.one_of(0.1, 1.0), **given}


_FLAT = np.full(26, 2.0)
_NEARLY = np.array([1.0, 0.9995, 0.9990, 0.9985, 0.9980, 0.5])
POINTS = {
    "a flat loss": point("`patience` to 10", losses=_FLAT, rate=1.0),
    "slightly better": point(
        "`threshold` to $10^{-4}$", losses=np.array([1.0, 0.99995, 0.9998]), rate=1.0, patience=0
    ),
    "a coarse threshold": point(
        "less than the best so far times (1 − `threshold`)",
        losses=_NEARLY,
        rate=1.0,
        patience=1,
        threshold=0.01,
    ),
    "creeping down": point(
        "the best so far",
        losses=np.array([1.0, 0.97, 0.94, 0.98, 0.95, 0.90]),
        rate=0.5,
        factor=0.2,
        patience=1,
    ),
    "exactly the threshold": point(
        "less than the best so far times (1 − `threshold`)",
        losses=np.array([4.0, 2.0, 1.0, 0.5, 0.5]),
        rate=1.0,
        factor=0.5,
        patience=0,
        threshold=0.5,
    ),
    "no epoch": point("There may be no losses at all", losses=np.zeros(0), rate=0.3),
}
CREDIT = [
    credit(60, "ordinary losses"),
    credit(
        40,
        "the defaults, thresholds and edges",
        points=(
            "a flat loss",
            "slightly better",
            "a coarse threshold",
            "creeping down",
            "exactly the threshold",
            "no epoch",
        ),
    ),
]
_FIRST = "equivalent: the first loss beats infinity and sets the count to 0"
SURVIVORS = {
    "best, waited = (np.inf, 0) → best, waited = (np.inf, 1)": _FIRST,
    "best, waited = (np.inf, 0) → best, waited = (np.inf, -1)": _FIRST,
}
EXAMPLE = {"losses": np.array([1.0, 0.8, 0.9, 0.9, 0.7]), "rate": 0.1, "patience": 1}


def second_opinion(losses, rate, factor=0.1, patience=10, threshold=1e-4):
    """Looks back from every epoch: the last better one or the last cut, whichever is nearer."""
    values = losses.tolist()
    better, best = [], float("inf")
    for epoch, loss in enumerate(values):
        if loss < best * (1 - threshold):
            best = loss
            better.append(epoch)
    cuts = []
    for epoch in range(len(values)):
        marks = [mark for mark in (*better, *cuts) if mark <= epoch]
        if epoch not in better and epoch - max(marks) > patience:
            cuts.append(epoch)
    done = [sum(1 for cut in cuts if cut < epoch) for epoch in range(len(values) + 1)]
    return np.array([rate * factor**count for count in done])
