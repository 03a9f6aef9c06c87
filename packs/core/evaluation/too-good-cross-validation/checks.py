"""What the mended cross-validation is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Patients with rows of both classes, numbered with gaps, in any order."""
    k, width = draw.integer(2, 4), draw.integer(1, 4)
    names = [7 * patient + 3 for patient in range(k + draw.integer(0, 3))]
    groups = [name for name in names for _ in range(2 + draw.integer(0, 2))]
    labels = [place % 2 for place in range(len(groups))]
    own = np.array(draw.numbers(max(groups) + 1, width, spread=2.0))
    x = own[groups] + draw.numbers(len(groups), width)
    x = x + np.outer(labels, draw.numbers(width))
    order = np.argsort(draw.numbers(len(groups)))
    return {
        "x": draw.laid_out(x[order] * (10.0 ** np.arange(width))),
        "y": draw.laid_out(np.array(labels)[order], "int64"),
        "groups": draw.laid_out(np.array(groups)[order], "int64"),
        "k": k,
        "keep": draw.integer(1, width),
    }


def _case(says, x, y, groups, k, keep):
    return point(
        says,
        x=np.array([row.split() for row in x.split(";")], dtype=float),
        y=np.array(y),
        groups=np.array(groups),
        k=k,
        keep=keep,
    )


_DEALT = "The different patients in ascending order are dealt out to the folds in turn"
_ONLY = "All other rows, and only these, are for training."
_SCALE = "Each feature is divided by its standard deviation"
_GAP = "gap of a feature is the mean of class 1 minus that of class 0"
_SHARE = "The accuracy of a fold is the share of the test rows that are classified rightly."
_CONSTANT = "where it is 0, by 1"

POINTS = {
    "patients with several rows": _case(
        _DEALT,
        "-1.5 2 0.7; -1.3 -0.8 0.8; 0.1 -2.1 0.4; -0.2 0.1 -1.8; 0.2 -2.9 1.7; -1 0.5 3",
        [0, 0, 1, 1, 1, 0],
        [0, 0, 1, 2, 2, 3],
        2,
        3,
    ),
    "three patients": _case(
        _DEALT,
        "-0.6 -0.3; -1.1 -1; -2.3 0.3; 0.8 -2.6; 1.1 0.5; 2.2 -2.1; -1.4 -2; 0.7 0.3; 1.3 -1.4",
        [1, 1, 1, 0, 1, 0, 1, 1, 0],
        [0, 1, 1, 1, 1, 1, 2, 2, 2],
        3,
        2,
    ),
    "rows that the model must not have seen": _case(
        _ONLY,
        "0.9 -1; 2.7 2.4; 1.8 1.3; -3.5 1.3; 0.2 -3.2; 0.1 -1.3; -1.9 -1.2; -0.9 0.6",
        [0, 1, 1, 1, 1, 0, 0, 0],
        [0, 0, 1, 1, 2, 2, 3, 3],
        2,
        2,
    ),
    "a scale that the test rows would change": _case(
        _SCALE,
        "4.1 -0.2 -2; 0.9 1.1 -0.2; -1.8 -1.1 0; -3 -0.8 1.4; "
        "-1.7 -1.7 0.3; 1.8 -2.6 -1.9; 0.4 4.5 1.6; 2 1.4 2.8",
        [1, 0, 0, 0, 0, 1, 0, 0],
        [0, 0, 0, 0, 0, 3, 3, 3],
        2,
        3,
    ),
    "a scale that changes the choice": _case(
        _SCALE,
        "-1.4 -1.8; -1.4 0.6; 3 1.6; 4.8 -1.3; -2 -1; -0.9 1.7; -0.2 -2.4",
        [1, 1, 0, 0, 1, 1, 1],
        [0, 0, 0, 1, 1, 1, 3],
        3,
        1,
    ),
    "test labels that would change the choice": _case(
        _GAP,
        "0.5 0.2 -0.1; 1.8 2.4 -0.7; 0.1 2.4 0.1; "
        "-2.1 0.7 0.8; 5.3 -2 0.6; 1.8 0.1 -1.6; 0 -0.2 1.9",
        [1, 0, 0, 1, 1, 1, 1],
        [0, 1, 2, 2, 2, 3, 3],
        2,
        1,
    ),
    "test labels that would change the weights": _case(
        _GAP,
        "-0.5 -0.7 1.3; -3.3 0.5 3.1; 2.2 0.1 2.6; 0.9 1.3 -0.1; "
        "0.4 -1.1 -1.5; -0.3 2.9 2.4; -2.2 -3.2 0.5; -1.2 -0.3 -1.6",
        [0, 0, 1, 1, 0, 1, 0, 0],
        [0, 1, 2, 2, 2, 3, 3, 3],
        2,
        3,
    ),
    "tested, not trained on": _case(
        _SHARE,
        "-0.1 0.7; 0.1 -0.3; -3.4 0.3; 0.2 -3.6; -1.2 -1; -3.5 -0.8; 2.7 1.6; 0.5 1.9; -4.3 2.2",
        [0, 1, 1, 0, 1, 1, 0, 0, 0],
        [0, 0, 0, 1, 1, 1, 2, 2, 3],
        2,
        1,
    ),
    "a constant feature": _case(
        _CONSTANT,
        "1 5; 2.1 5; 0.9 5; 2.2 5; 1.3 5; 0.8 5",
        [0, 1, 0, 1, 1, 0],
        [1, 1, 2, 2, 3, 3],
        2,
        2,
    ),
    "a score of zero": _case(
        "Above 0 means class 1.",
        "1; 3; 1; 3; 2; 2",
        [0, 1, 0, 1, 0, 0],
        [1, 1, 2, 2, 3, 3],
        3,
        1,
    ),
}

CREDIT = [
    credit(25, "ordinary patients"),
    credit(15, "patients kept together", points=("patients with several rows", "three patients")),
    credit(15, "nothing tested is trained on", points=("rows that the model must not have seen",)),
    credit(
        15,
        "a scale from the training rows",
        points=("a scale that the test rows would change", "a scale that changes the choice"),
    ),
    credit(
        15,
        "a choice and weights from the training rows",
        points=(
            "test labels that would change the choice",
            "test labels that would change the weights",
        ),
    ),
    credit(10, "accuracy on the test rows", points=("tested, not trained on",)),
    credit(5, "arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[1.0, 0.2], [2.5, 0.1], [0.8, 0.4], [2.0, 0.3], [1.5, 0.9], [2.9, 0.5]]),
    "y": np.array([0, 1, 0, 1, 0, 1]),
    "groups": np.array([4, 4, 9, 9, 6, 6]),
    "k": 3,
    "keep": 1,
}


def second_opinion(x, y, groups, k, keep):
    """Row by row in plain Python, with sums that are rounded once."""
    names = sorted(set(groups.tolist()))
    found = []
    for fold in range(k):
        tested = {name for place, name in enumerate(names) if place % k == fold}
        train = [i for i, name in enumerate(groups.tolist()) if name not in tested]
        model = []
        for j in range(x.shape[1]):
            column = [float(x[i, j]) for i in train]
            mean = math.fsum(column) / len(column)
            spread = math.sqrt(math.fsum((v - mean) ** 2 for v in column) / len(column))
            spread = spread if spread > 0 else 1.0
            sides = []
            for c in (1, 0):
                own = [float(x[i, j]) / spread for i in train if y[i] == c]
                sides.append(math.fsum(own) / len(own))
            model.append((sides[0] - sides[1], (sides[0] + sides[1]) / 2, spread))
        chosen = sorted(range(len(model)), key=lambda j: (-abs(model[j][0]), j))[:keep]
        right = count = 0
        for i, name in enumerate(groups.tolist()):
            if name in tested:
                score = math.fsum(
                    model[j][0] * (float(x[i, j]) / model[j][2] - model[j][1]) for j in chosen
                )
                count += 1
                right += (score > 0) == bool(y[i])
        found.append(right / count)
    return np.array(found)


SURVIVORS = {
    "((z - middle) * gap)[:, best].sum(axis=1) → ((z - middle) * gap)[:, best].mean(axis=1)": (
        "equivalent: only the sign of a score counts"
    ),
    "x[train].std(axis=0) → x[train].std(axis=0, ddof=1)": "equivalent: all features are scaled by "
    "one more factor, which changes no choice and no sign",
    "np.where(spread > 0, spread, 1.0) → np.where(spread > 0, spread, 2.0)": "equivalent: what "
    "is constant in training has a gap of 0",
}
