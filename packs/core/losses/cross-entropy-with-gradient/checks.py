"""What cross-entropy and its gradient are tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(rng, size):
    """A batch of logits in several layouts, with labels of several integer types."""
    count, classes = distinct_sizes(rng, size, 2)
    if rng.random() < 0.15:
        count = 1
    elif rng.random() < 0.1:
        classes = 1
    logits = rng.normal(scale=rng.choice([0.5, 3.0, 15.0]), size=(count, classes))
    labels = rng.integers(classes, size=count)
    return {
        "logits": laid_out(rng, logits.astype(rng.choice(["float64", "float64", "float32"]))),
        "labels": laid_out(rng, labels.astype(rng.choice(["int64", "int32", "uint8"]))),
    }


POINTS = {
    "the true class far behind": {
        "logits": np.array([[0.0, 1000.0], [-2000.0, 3.0]]),
        "labels": np.array([0, 0]),
    },
    "logits around a thousand": {
        "logits": np.array([[1000.0, 1001.0, 999.0], [1500.0, 1500.0, 1500.0]]),
        "labels": np.array([2, 1]),
    },
    "logits around minus a thousand": {
        "logits": np.array([[-1000.0, -1001.0, -999.0]]),
        "labels": np.array([1]),
    },
    "rows thousands apart": {
        "logits": np.array([[0.0, 1.0], [3000.0, 3001.0], [-3000.0, -3002.0]]),
        "labels": np.array([0, 1, 0]),
    },
    "the loss of an exact guess among ten": {
        "logits": np.zeros((3, 10)),
        "labels": np.array([9, 0, 0]),
    },
    "one example": {"logits": np.array([[0.2, -1.0, 0.7]]), "labels": np.array([2])},
    "one class": {"logits": np.array([[5.0], [-3.0]]), "labels": np.array([0, 0])},
    "one label many times": {
        "logits": np.array([[0.1, 2.0, -1.0], [1.0, 0.0, 0.5], [0.3, 0.2, 0.1], [2.0, 1.0, 0.0]]),
        "labels": np.array([1, 1, 1, 1]),
    },
    "as many examples as classes": {
        "logits": np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0], [1.0, 1.5, -2.0]]),
        "labels": np.array([2, 0, 1]),
    },
    "labels of eight bits": {
        "logits": np.array([[0.5, 1.5], [2.5, -0.5]]),
        "labels": np.array([1, 0], dtype=np.uint8),
    },
}

EXAMPLE = {
    "logits": np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
    "labels": np.array([0, 2]),
}


def properties(arguments, output):
    """Laws that hold whatever the logits are."""
    loss, grad = output
    if loss < -1e-6:
        yield "A cross-entropy with one true class must not be negative."
    if not np.allclose(grad.sum(axis=1), 0.0, atol=1e-5):
        yield "Each row of the gradient must sum to zero: a shift of its logits changes nothing."


def second_opinion(logits, labels):
    """The definition in 60 decimal digits, and its gradient by central differences."""
    rows = [[Decimal(float(value)) for value in row] for row in logits]
    count, step = len(rows), Decimal("1e-15")
    grad = np.zeros(logits.shape)
    with localcontext(prec=60):
        terms = [_loss(row, int(label)) for row, label in zip(rows, labels, strict=True)]
        for place in np.ndindex(logits.shape):
            row, label = rows[place[0]], int(labels[place[0]])
            up, down = list(row), list(row)
            up[place[1]] += step
            down[place[1]] -= step
            grad[place] = (_loss(up, label) - _loss(down, label)) / (2 * step) / count
        return float(sum(terms) / count), grad


def _loss(row, label):
    """Minus the logarithm of the share that the label's exponential has."""
    return -(row[label].exp() / sum(value.exp() for value in row)).ln()
