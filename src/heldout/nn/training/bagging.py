"""Bagging: the same way to fit, on k bootstrap samples of the data, and the mean of the answers.

    rows_i: N draws *with* replacement out of N          distinct share 1 − (1 − 1/N)ᴺ → 63.2 %
    E[(mean of k errors)²] = v/k + (k − 1) c/k           v variance, c covariance of the errors

Letters: k models, N samples. The formula falls like 1/k towards c, not along a line: with c = v
nothing is gained, with c = 0 the error is v/k. Two traps. Disjoint parts are no bootstrap: each
model would see N/k rows only. And the rows that a model has not drawn (36.8 %) are a free test set,
but only for that model: an out-of-bag answer averages those models alone that never saw the row.
Source: Breiman, 1996; the formula: Goodfellow, Bengio and Courville, 2016, section 7.11.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..data.sampling import out_of_bag, with_replacement
from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["Bagged", "bagging", "error_moments", "expected_error", "out_of_bag_prediction"]


@dataclass(frozen=True)
class Bagged:
    """One model of the bag, and the rows it was fitted on, repeats included."""

    model: Any
    rows: Labels  # (N,)


def bagging(
    fit: Callable[[Array, Any], Any], x: Array, y: Any, k: int, rng: np.random.Generator
) -> list[Bagged]:
    """k models, each from `fit(x[rows], y[rows])` on its own bootstrap rows."""
    must(k >= 1, "k must be at least 1", k, "A bag holds a model or more.")
    must(len(x) == len(y), "x and y must have one row each", f"{len(x)}, {len(y)}", "Cut both.")
    drawn = [with_replacement(len(x), len(x), rng) for _ in range(k)]  # k of (N,)
    return [Bagged(fit(x[rows], y[rows]), rows) for rows in drawn]


def out_of_bag_prediction(
    predict: Callable[[Any, Array], Array], bag: Sequence[Bagged], x: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """For each row the mean answer (N, …) of the models that never saw it, and which rows have one.

    Rows that every model has drawn are 0 and False: with k models about 0.632ᵏ of all.
    """
    must(len(bag) >= 1, "the bag must hold a model or more", 0, "Fit with bagging(…).")
    unseen = [out_of_bag(len(x), member.rows) for member in bag]
    answers = [
        floating("predict(model, x)", predict(member.model, x[rows]))
        for member, rows in zip(bag, unseen, strict=True)
    ]  # k arrays of (unseen, …)
    wide = np.result_type(answers[0], np.float32)
    total = np.zeros((len(x), *answers[0].shape[1:]), wide)  # (N, …)
    votes = np.zeros(len(x), np.int64)  # (N,)
    for rows, answer in zip(unseen, answers, strict=True):
        total[rows] += answer
        votes[rows] += 1
    counts = np.maximum(votes, 1).reshape(-1, *(1 for _ in total.shape[1:])).astype(wide)
    return (total / counts).astype(answers[0].dtype), votes > 0


def expected_error(variance: float, covariance: float, k: int) -> float:
    """The expected squared error of the mean of k models whose errors have mean 0."""
    must(k >= 1, "k must be at least 1", k, "One model has the error v.")
    slack = 1e-9 * variance  # equal models are at the upper bound, but for rounding
    must(
        -variance - slack <= (k - 1) * covariance and covariance <= variance + slack,
        "the covariance must lie from −v/(k − 1) to v",
        f"v = {variance}, c = {covariance}, k = {k}",
        "No k errors with one variance can be more opposed, or more alike, than that.",
    )
    return variance / k + (k - 1) * covariance / k


def error_moments(errors: Array) -> tuple[float, float]:
    """v and c of the errors (k, N) of k models: mean square, and mean product of two models'.

    Taken about 0, as the formula wants them: with these, it is exact for these k models.
    """
    errors = floating("errors", errors)
    k, N = sizes("errors", errors, "k N", "One row for each model.")
    must(k >= 2, "errors must be of two models or more", k, "One model has no covariance.")
    wide = errors.astype(np.result_type(errors, np.float32))
    products = wide @ wide.T / N  # (k, k)
    on_diagonal = float(np.trace(products))
    return on_diagonal / k, float(products.sum() - on_diagonal) / (k * (k - 1))
