"""What the mended batch normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("outs", "mean", "var", "test_out")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Some batches of different sizes, and test examples that come from elsewhere."""
    features, tests = draw.sizes("C", "T", most=5)
    count = draw.one_of(2, 1, 4)
    centre, spread = draw.numbers(features), draw.between(0.5, 3.0, features)
    sizes = [draw.integer(2, 6) for _ in range(count)]
    return {
        "batches": [draw.numbers(n, features, centre=centre, spread=spread) for n in sizes],
        "test": draw.numbers(tests, features, centre=3.0),
        "gamma": draw.numbers(features, centre=1.0),
        "beta": draw.numbers(features),
        **draw.options(momentum=(0.3, 0.9, 0.01), eps=(0.1, 1e-3, 1.0)),
    }


_ONE = np.array([[1.0, -2.0], [3.0, 0.5], [2.0, 4.0]])
_TWO = np.array([[0.0, 5.0], [4.0, 1.0]])
_GIVEN = {
    "test": np.array([[2.0, 7.0]]),
    "gamma": np.array([0.5, 2.0]),
    "beta": np.array([1.0, -1]),
}

POINTS = {
    "one batch": point("the running mean starts at 0", batches=[_ONE], **_GIVEN),
    "no batch": point("There may be no batch at all", batches=[], **_GIVEN),
    "batches of two": point("of two examples or more", batches=[_TWO, _TWO + 1.0], **_GIVEN),
    "several test examples": point(
        "of any number of examples", batches=[_ONE, _TWO], **{**_GIVEN, "test": 2.0 * _ONE}
    ),
    "a momentum of 1": point("from 0 to 1", batches=[_ONE, _TWO], **_GIVEN, momentum=1.0),
    "a momentum of 0": point("from 0 to 1", batches=[_ONE, _TWO], **_GIVEN, momentum=0.0),
    "a feature that does not vary": point(
        "`eps` is positive", batches=[np.array([[2.0, 1.0], [2.0, 3.0]])], **_GIVEN, eps=0.5
    ),
}
CREDIT = [
    credit(25, "the outputs in training", output="outs"),
    credit(20, "the running mean", output="mean"),
    credit(25, "the running variance", output="var"),
    credit(20, "the outputs of the test examples", output="test_out"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]
EXAMPLE = {"batches": [_ONE, _TWO], **_GIVEN}


def second_opinion(batches, test, gamma, beta, momentum=0.1, eps=1e-5):
    """Feature by feature with the statistics module."""
    outs = [np.zeros(batch.shape) for batch in batches]
    mean, var, tested = np.zeros(len(gamma)), np.ones(len(gamma)), np.zeros(test.shape)
    for c in range(len(gamma)):
        for out, batch in zip(outs, batches, strict=True):
            values = [float(v) for v in batch[:, c]]
            centre, width = statistics.fmean(values), statistics.pvariance(values)
            mean[c] += momentum * (centre - mean[c])
            var[c] += momentum * (statistics.variance(values) - var[c])
            out[:, c] = [(v - centre) * (width + eps) ** -0.5 * gamma[c] + beta[c] for v in values]
        tested[:, c] = (test[:, c] - mean[c]) * (var[c] + eps) ** -0.5 * gamma[c] + beta[c]
    return outs, mean, var, tested
