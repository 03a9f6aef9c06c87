"""The loss of a variational autoencoder with one or two faulty lines, tried on five probes."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def vae_loss(x, mu, log_var, noise, weight, beta=1.0):
    code = mu + np.exp(0.5 * log_var) * noise
    decoded = np.tanh(code.dot(weight))
    error = x - decoded
    fit = 0.5 * np.sum(error**2, axis=1)
    variance = np.exp(log_var)
    kl = 0.5 * np.sum(variance + mu**2 - 1 - log_var, axis=1)
    fit, kl = np.mean(fit), np.mean(kl)
    loss = fit + beta * kl
    return loss, fit, kl
"""
# what is exchanged, for what, the cause, and what the reader is told of it
FAULTS = {
    "code": (
        (
            "mu + np.exp(0.5 * log_var) * noise",
            "mu + np.exp(log_var) * noise",
            "sample",
            "the noise is multiplied by the variance, not by the standard deviation",
        ),
        (
            "mu + np.exp(0.5 * log_var) * noise",
            "mu + 0.5 * log_var * noise",
            "sample",
            "half the log-variance is no standard deviation: the exponential is missing",
        ),
        (
            "mu + np.exp(0.5 * log_var) * noise",
            "mu + np.exp(-0.5 * log_var) * noise",
            "sample",
            "that is one over the standard deviation",
        ),
    ),
    "fit": (
        (
            "0.5 * np.sum(error**2, axis=1)",
            "0.5 * np.mean(error**2, axis=1)",
            "mean",
            "a mean over the pixels makes this term smaller by their number",
        ),
        (
            "0.5 * np.sum(error**2, axis=1)",
            "0.5 * np.sum(np.abs(error), axis=1)",
            "square",
            "the log-density of a Gaussian has the **square** of the error",
        ),
    ),
    "spread": (
        (
            "variance = np.exp(log_var)",
            "variance = np.exp(0.5 * log_var)",
            "deviation",
            "the divergence has the variance, and this is the standard deviation",
        ),
        (
            "variance = np.exp(log_var)",
            "variance = np.exp(2 * log_var)",
            "deviation",
            "`log_var` is the logarithm of the variance already: nothing is left to be squared",
        ),
    ),
    "kl": (
        (
            "0.5 * np.sum(variance + mu**2 - 1 - log_var, axis=1)",
            "0.5 * np.sum(1 + log_var - mu**2 - variance, axis=1)",
            "sign",
            "the sign is that of the term in the lower bound, which is maximised",
        ),
        (
            "0.5 * np.sum(variance + mu**2 - 1 - log_var, axis=1)",
            "0.5 * np.mean(variance + mu**2 - 1 - log_var, axis=1)",
            "mean",
            "a mean over the code makes this term smaller by its width",
        ),
        (
            "0.5 * np.sum(variance + mu**2 - 1 - log_var, axis=1)",
            "0.5 * np.sum(variance + mu - 1 - log_var, axis=1)",
            "square",
            "the mean has to be squared; as it stands, a negative mean is a reward",
        ),
    ),
    "loss": (
        ("fit + beta * kl", "fit - beta * kl", "sign", "the divergence is a cost: it is added"),
        ("fit + beta * kl", "beta * fit + kl", "weight", "the weight belongs to the divergence"),
    ),
}


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults in different lines, and what the program gives on five probes."""
    lines = rng.sample(sorted(FAULTS), 2)
    if rng.chance(0.45):
        lines = lines[:1]
    faults = [list(rng.choice(FAULTS[line])) for line in sorted(lines)]
    program = PROGRAM
    for before, after, _, _ in faults:
        program = program.replace(before, after)
    sizes = {"batch": rng.integer(2, 4), "width": rng.integer(2, 3), "pixels": rng.integer(4, 5)}
    numbers = [
        [[rng.decimal(-1.5, 1.5, 1) for _ in range(columns)] for _ in range(rows)]
        for rows, columns in (
            (sizes["batch"], sizes["pixels"]),
            (sizes["batch"], sizes["width"]),
            (sizes["batch"], sizes["width"]),
            (sizes["batch"], sizes["width"]),
            (sizes["width"], sizes["pixels"]),
        )
    ]
    names = ("x", "mu", "log_var", "noise", "weight")
    data = dict(zip(names, numbers, strict=True))
    got, wanted = _probes(program, data), _probes(PROGRAM, data)
    texts = (
        "means 0, variances 1, noise 0",
        "the same with means −1",
        "means 0, variances 4, noise 0",
        "means 0, variances 4, noise 1",
        "a batch as it comes, β = 3",
    )
    return {
        **sizes,
        "program": program,
        "faults": faults,
        "probes": [
            [text, *(f"{value:.3f}" for value in (*a, *b))]
            for text, a, b in zip(texts, got, wanted, strict=True)
        ],
    }


def _load(program: str) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["vae_loss"]


def _probes(program: str, data: dict[str, Any]) -> list[tuple[float, ...]]:
    """Loss, fit and divergence, first where each part of the program can be seen alone."""
    given = {name: np.array(rows) for name, rows in data.items()}
    shape, four = given["mu"].shape, np.log(4.0)
    changed = (
        {"mu": 0.0, "log_var": 0.0, "noise": 0.0, "beta": 1.0},
        {"mu": -1.0, "log_var": 0.0, "noise": 0.0, "beta": 1.0},
        {"mu": 0.0, "log_var": four, "noise": 0.0, "beta": 1.0},
        {"mu": 0.0, "log_var": four, "noise": 1.0, "beta": 1.0},
        {"beta": 3.0},
    )
    loss = _load(program)
    rows = []
    for change in changed:
        more = {n: v if n == "beta" else np.full(shape, v) for n, v in change.items()}
        rows.append(tuple(float(value) for value in loss(**(given | more))))
    return rows


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    return {
        "lines": [n for n, (a, b) in enumerate(zip(sound, lines, strict=True), 1) if a != b],
        "causes": sorted({cause for _, _, cause, _ in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line alone into the sound program and reads the cause from a single number."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    found, causes = [], set()
    for number, line in enumerate(lines, 1):
        cause = _cause("\n".join([*sound[: number - 1], line, *sound[number:]]) + "\n")
        if cause is not None:
            found.append(number)
            causes.add(cause)
    return {"lines": found, "causes": sorted(causes)}


def _cause(program: str) -> str | None:
    """One example, a code of 2 entries, 3 pixels; nothing is decoded unless noise comes in."""
    run, x = _load(program), np.array([[2.0, -2.0, 2.0]])
    none, ones = np.zeros((1, 2)), np.ones((1, 2))
    off, on = np.zeros((2, 3)), np.ones((2, 3))
    _, fit, _ = run(x, none, none, none, off)
    if abs(fit - 6.0) > 1e-9:  # half of 3 · 4
        return "mean" if abs(fit - 2.0) < 1e-9 else "square"
    _, _, away = run(x, -ones, none, none, off)  # two means of -1: half of 2
    if abs(away - 1.0) > 1e-9:
        if abs(away - 0.5) < 1e-9:
            return "mean"
        return "square" if abs(run(x, ones, none, none, off)[2] - 1.0) < 1e-9 else "sign"
    wide = none + np.log(9.0)
    if abs(run(x, none, wide, none, off)[2] - (9 - 1 - np.log(9.0))) > 1e-9:
        return "deviation"
    small = none + np.log(0.01)  # standard deviation 0.1, twice: tanh of 0.2
    if abs(run(x * 0, none, small, ones, on)[1] - 1.5 * np.tanh(0.2) ** 2) > 1e-9:
        return "sample"
    total, fit, kl = run(x, ones, none, none, off, 5.0)
    if abs(total - (fit + 5 * kl)) > 1e-9:
        return "sign" if total < fit else "weight" if abs(total - 5 * fit - kl) < 1e-9 else "sign"
    return None


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)["causes"]
    return {
        "lines": {"decoder-blamed": ["decoded = "], "means-blamed": ["fit, kl = np.mean"]},
        "causes": {"overflow-blamed": ["overflow"], "order-blamed": ["order"]}
        | ({"one-of-two": truth[:1]} if len(truth) > 1 else {}),
    }
