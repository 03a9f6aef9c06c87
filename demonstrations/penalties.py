"""Penalties and linear models on real tables

On the diabetes data (442 patients, 10 measurements) the lasso sets weights to exactly 0, ridge only
makes them small, and the elastic net stands between. A penalty is a prior, and noise on the inputs
is ridge; decay is an L2 penalty under gradient descent, not under Adam. On breast cancer logistic
regression learns from a start that is certain and wrong, where squared error on the same sigmoid
has no gradient to learn from.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, make_moons

from heldout.nn.linear import (
    elastic_net,
    lasso,
    least_squares,
    least_squares_descent,
    logistic_loss,
    logistic_regression,
    predict_probability,
    ridge,
    ridge_path,
    strength_of_all_zeros,
)
from heldout.nn.optimizers import Adam, GradientDescent, Momentum, coupled_decay, shrink
from heldout.nn.regularizers import (
    add_noise,
    gaussian_prior,
    gaussian_prior_strength,
    gradient_penalty,
    input_gradient,
    laplace_prior,
    laplace_prior_strength,
    likeliest_on_grid,
    noise_as_ridge,
)
from heldout.nn.shapes import Array, Parameters

from .finding import Finding

TITLE = "Penalties and linear models on real tables"
ROWS = (
    "Linear regression",
    "Logistic regression",
    "Generalized linear model",
    "L1 penalty / lasso",
    "L2 penalty / ridge",
    "Elastic net",
    "MAP view of penalties",
    "Weight decay",
    "Noise robustness / injecting noise",
    "Gradient penalties",
)


def _standardised(x: Array) -> Array:
    return (x - x.mean(axis=0)) / x.std(axis=0)


def _prior_gap(x: Array, y: Array) -> float:
    """Largest distance, in steps of the grid, of the likeliest weights to the penalised ones."""
    x, y = x[:, [2, 8]], y - y.mean()  # body mass and a blood value
    noise, axis = 56.0, np.linspace(-5, 45, 101)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    found = likeliest_on_grid(x, y, noise, lambda w: gaussian_prior(w, 10), grid)
    smooth, _ = ridge(x, y, gaussian_prior_strength(noise, 10))
    sparse, _ = lasso(x, y, laplace_prior_strength(noise, 0.5) / len(x))
    other = likeliest_on_grid(x, y, noise, lambda w: laplace_prior(w, 0.5), grid)
    return float(max(np.abs(found - smooth).max(), np.abs(other - sparse).max())) / 0.5


def _decay_gap(x: Array, y: Array, optimizer: Adam | GradientDescent, other: object) -> float:
    """How far 200 steps with the penalty and 200 with the decay end from each other, relative."""
    ends = []
    for decoupled, steps in ((False, optimizer), (True, other)):
        p: Parameters = {"w": np.zeros(x.shape[1])}
        for _ in range(200):
            gradients = {"w": x.T @ (x @ p["w"] - y) / len(x)}
            if decoupled:
                shrink(p, steps.learning_rate * 0.5)
            else:
                gradients = coupled_decay(p, gradients, 0.5)
            steps.step(p, gradients)
        ends.append(p["w"])
    return float(np.linalg.norm(ends[0] - ends[1]) / np.linalg.norm(ends[0]))


def _steps_to_learn(x: Array, y: Array, squared: bool) -> int:
    """Steps of descent from a start that is certain and wrong, until 90 % are right."""
    best, _ = logistic_regression(x, y, strength=0.01)
    w, b = -5 * best, np.zeros(())
    for step in range(20_000):
        if np.mean((x @ w + b > 0) == y) >= 0.9:
            return step
        a = predict_probability(x, w, b)
        if squared:
            d = (a - y) * a * (1 - a) / len(x)
            dw, db = x.T @ d, d.sum()
        else:
            _, dw, db = logistic_loss(x, y, w, b)
        w, b = w - 0.1 * dw, b - 0.1 * db
    return 20_000


def _flattened(strength: float) -> tuple[float, float]:
    """Accuracy in percent and steepest input gradient of a tanh net on two moons."""
    x, y = make_moons(300, noise=0.2, random_state=0)
    x, targets = _standardised(x), 2.0 * y - 1
    rng = np.random.default_rng(0)
    p: Parameters = {
        "w1": rng.standard_normal((2, 16)),
        "b1": rng.standard_normal(16),
        "w2": 0.3 * rng.standard_normal(16),
        "b2": np.zeros(1),
    }
    adam = Adam(0.02)
    for _ in range(800):
        h = np.tanh(x @ p["w1"] + p["b1"])  # (N, 16)
        d = 2 * (h @ p["w2"] + p["b2"] - targets) / len(x)  # (N,)
        dz = d[:, None] * p["w2"] * (1 - h**2)  # (N, 16)
        _, dw1, db1, dw2 = gradient_penalty(x, p["w1"], p["b1"], p["w2"], strength)
        gradients = {
            "w1": x.T @ dz + dw1,
            "b1": dz.sum(axis=0) + db1,
            "w2": h.T @ d + dw2,
            "b2": d.sum(keepdims=True),
        }
        adam.step(p, gradients)
    slopes = np.linalg.norm(input_gradient(x, p["w1"], p["b1"], p["w2"]), axis=1)
    scores = np.tanh(x @ p["w1"] + p["b1"]) @ p["w2"] + p["b2"]
    return 100 * float(np.mean((scores > 0) == y)), float(slopes.max())


def findings() -> list[Finding]:
    """Both tables standardised; strengths stated."""
    x, y = load_diabetes(return_X_y=True)
    x = _standardised(x)
    plain, offset = least_squares(x, y)
    slow, bias, _ = least_squares_descent(x, y, Momentum(0.1), 5000)
    most = strength_of_all_zeros(x, y)
    few, _ = lasso(x, y, most / 10)
    both, _ = elastic_net(x, y, most / 10, 0.5)
    path = ridge_path(x, y, [1, 10, 100, 1000])
    norms = [float(np.linalg.norm(w)) for w, _ in path]

    copies = np.random.default_rng(0)
    noisy = np.concatenate([add_noise(x, 0.5, copies) for _ in range(300)])
    shrunk, _ = least_squares(noisy, np.tile(y, 300))
    as_ridge, _ = ridge(x, y, noise_as_ridge(len(x), 0.5))

    cx, cy = load_breast_cancer(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(cx))
    cx, cy = _standardised(cx)[order], cy[order]
    weight, b = logistic_regression(cx[:400], cy[:400], strength=0.01)
    right = np.mean((cx[400:] @ weight + b > 0) == cy[400:])
    between = np.linspace(0, 1, 21)[:, None] * (cx[cy == 1].mean(0) - cx[cy == 0].mean(0))
    p = predict_probability(cx[cy == 0].mean(0) + between, weight, b)

    scaled = y / y.std()
    gap = partial(_decay_gap, x, scaled - scaled.mean())
    accuracy, steep = _flattened(0.0)
    smooth_accuracy, smooth = _flattened(0.1)
    return [
        Finding(
            "Linear regression, closed form and 5,000 steps of descent: weights differ by",
            1e6 * float(max(np.abs(plain - slow).max(), abs(offset - bias))),
            50,
            "millionths",
            0,
            at_most=1000,
        ),
        Finding(
            "Weights of the lasso that are exactly 0, of 10", (few == 0).sum(), 0, "", 0, at_least=4
        ),
        Finding("of the elastic net", (both == 0).sum(), 0, "", 0, at_least=1, at_most=4),
        Finding(
            "of ridge, at any of four strengths",
            sum(int((w == 0).sum()) for w, _ in path),
            0,
            "",
            0,
            at_most=0,
        ),
        Finding(
            "Norm of ridge's weights at strength 1,000 against 1",
            100 * norms[3] / norms[0],
            0.1,
            "%",
            1,
            at_most=60,
        ),
        Finding(
            "Its largest step along four rising strengths (below 0: the norm always falls)",
            float(np.diff(norms).max()),
            0.05,
            at_most=0,
        ),
        Finding(
            "Likeliest weights under both priors, distance to ridge and lasso, steps of the grid",
            _prior_gap(x, y),
            0.05,
            at_most=0.501,
        ),
        Finding(
            "300 noisy copies, weights against ridge's, relative",
            100 * float(np.linalg.norm(shrunk - as_ridge) / np.linalg.norm(as_ridge)),
            0.5,
            "%",
            1,
            at_most=3,
        ),
        Finding(
            "and against those without noise",
            100 * float(np.linalg.norm(shrunk - plain) / np.linalg.norm(plain)),
            1,
            "%",
            0,
            at_least=30,
        ),
        Finding(
            "L2 penalty and decay under gradient descent: digits that agree",
            -np.log10(gap(GradientDescent(0.1), GradientDescent(0.1)) + 1e-16),
            2,
            "",
            0,
            at_least=12,
        ),
        Finding(
            "under Adam: difference of the weights",
            100 * gap(Adam(0.01), Adam(0.01)),
            2,
            "%",
            0,
            at_least=5,
        ),
        Finding(
            "Logistic regression, breast cancer held out", 100 * right, 0.6, "%", 1, at_least=95
        ),
        Finding(
            "Along a line through the patients its log-odds bend by",
            float(np.abs(np.diff(np.log(p / (1 - p)), 2)).max()),
            1e-6,
            at_most=1e-6,
        ),
        Finding(
            "and its probabilities by (largest second difference)",
            float(np.abs(np.diff(p, 2)).max()),
            0.005,
            digits=3,
            at_least=0.005,
        ),
        Finding(
            "Steps to 90 % from a start that is certain and wrong, cross-entropy",
            _steps_to_learn(cx, cy, squared=False),
            5,
            "",
            0,
            at_most=500,
        ),
        Finding(
            "squared error on the same sigmoid (20,000: given up)",
            _steps_to_learn(cx, cy, squared=True),
            0,
            "",
            0,
            at_least=20_000,
        ),
        Finding("Steepest input gradient on two moons", steep, 0.5, "", 1, at_least=4),
        Finding("with a gradient penalty of 0.1", smooth, 0.2, "", 1, at_most=3.5),
        Finding("at a cost in accuracy of", accuracy - smooth_accuracy, 1, "points", 1, at_most=5),
    ]
