"""A batch normalisation with one or two lines exchanged, and what it makes of one feature."""

from __future__ import annotations

import statistics
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def run(batches, test, gamma, beta, momentum=0.1, eps=1e-5):
    mean = np.zeros(gamma.shape)
    var = np.ones(gamma.shape)
    outs = []
    for x in batches:
        count = len(x)
        batch_mean = x.mean(axis=0)
        batch_var = x.var(axis=0)
        mean = (1 - momentum) * mean + momentum * batch_mean
        var = (1 - momentum) * var + momentum * batch_var * count / (count - 1)
        x_hat = (x - batch_mean) / np.sqrt(batch_var + eps)
        outs.append(gamma * x_hat + beta)
    test_hat = (test - mean) / np.sqrt(var + eps)
    return outs, mean, var, gamma * test_hat + beta
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    (
        "mean = (1 - momentum) * mean + momentum * batch_mean",
        "mean = momentum * mean + (1 - momentum) * batch_mean",
        "momentum",
    ),
    (
        "var = (1 - momentum) * var + momentum * batch_var * count / (count - 1)",
        "var = momentum * var + (1 - momentum) * batch_var * count / (count - 1)",
        "momentum",
    ),
    (
        "mean = (1 - momentum) * mean + momentum * batch_mean",
        "mean = mean + momentum * batch_mean",
        "grows",
    ),
    (
        "var = (1 - momentum) * var + momentum * batch_var * count / (count - 1)",
        "var = (1 - momentum) * var + momentum * batch_var",
        "biased",
    ),
    (
        "x_hat = (x - batch_mean) / np.sqrt(batch_var + eps)",
        "x_hat = (x - batch_mean) / np.sqrt(batch_var * count / (count - 1) + eps)",
        "unbiased",
    ),
    (
        "x_hat = (x - batch_mean) / np.sqrt(batch_var + eps)",
        "x_hat = (x - mean) / np.sqrt(var + eps)",
        "running",
    ),
    (
        "test_hat = (test - mean) / np.sqrt(var + eps)",
        "test_hat = (test - test.mean(axis=0)) / np.sqrt(test.var(axis=0) + eps)",
        "own",
    ),
    (
        "test_hat = (test - mean) / np.sqrt(var + eps)",
        "test_hat = (test - batch_mean) / np.sqrt(batch_var + eps)",
        "last",
    ),
    (
        "var = np.ones(gamma.shape)",
        "var = np.zeros(gamma.shape)",
        "start",
    ),
)
MOMENTUM, EPSILON = 0.1, 1e-5


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults on different lines, and numbers on which each of them shows by itself."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 2, 2)))
        program = PROGRAM
        for before, after, _ in faults:
            program = program.replace("    " + before, "    " + after)
        batches = [_numbers(rng, rng.integer(3, 5)) for _ in range(3)]
        test = _numbers(rng, rng.integer(2, 4))
        gamma, beta = rng.choice((0.5, 1.5, 2.0)), rng.choice((-1.0, 0.5, 1.0))
        given = {"batches": batches, "test": test, "gamma": gamma, "beta": beta}
        sound = _run(PROGRAM, given)
        lines = [n for n, line in enumerate(program.splitlines()) if line != SOUND[n]]
        if len(lines) == len(faults) and all(
            _apart(_run(_with(program, [n]), given), sound) for n in lines
        ):
            break
    return {
        **given,
        "program": program,
        "faults": [list(fault) for fault in sorted(faults, key=FAULTS.index)],
        "sound": sound,
        "faulty": _run(program, given),
    }


def _numbers(rng: Draw, count: int) -> list[float]:
    return [float(number) for number in rng.sample(range(10), count)]


def _with(program: str, kept: list[int]) -> str:
    """The sound program with those lines of another."""
    lines = program.splitlines()
    return "\n".join(lines[n] if n in kept else line for n, line in enumerate(SOUND))


def _run(program: str, given: dict[str, Any]) -> list[list[float]]:
    """Outputs of the last batch, running mean, running variance, outputs of the test examples."""
    space: dict[str, Any] = {}
    exec(program, space)
    batches = [np.array(batch)[:, None] for batch in given["batches"]]
    scale, shift = np.array([given["gamma"]]), np.array([given["beta"]])
    test = np.array(given["test"])[:, None]
    outs, mean, var, tested = space["run"](batches, test, scale, shift, MOMENTUM, EPSILON)
    return [[round(float(v), 4) for v in part.ravel()] for part in (outs[-1], mean, var, tested)]


def _apart(one: list[list[float]], other: list[list[float]]) -> bool:
    """So far that it can be seen in two decimals."""
    return (
        max(abs(a - b) for p, q in zip(one, other, strict=True) for a, b in zip(p, q, strict=True))
        > 0.02
    )


def answers(values: dict[str, Any]) -> dict[str, Any]:
    mended = [before for before, _, _ in values["faults"]]
    lines = [n for n, line in enumerate(SOUND, 1) if line.strip() in mended]
    first = np.array(values["batches"][0])
    return {
        "guess": (1 - MOMENTUM) + MOMENTUM * first.var() * len(first) / (len(first) - 1),
        "lines": lines,
        "causes": sorted({cause for _, _, cause in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program; what it changes tells the cause."""
    program = values["program"]
    lines, causes = [], set()
    sound = _run(PROGRAM, values)
    for number in range(len(SOUND)):
        found = _run(_with(program, [number]), values)
        if found != sound:
            lines.append(number + 1)
            causes.add(_cause(found, sound, values))
    change = statistics.variance(values["batches"][0]) - 1
    return {"guess": 1 + change / 10, "lines": lines, "causes": sorted(causes)}


def _cause(found: list[list[float]], sound: list[list[float]], values: dict[str, Any]) -> str:
    """Which part of the results is off, and what it is instead."""
    gamma, beta = values["gamma"], values["beta"]
    changed = [a != b for a, b in zip(found, sound, strict=True)]
    if changed == [True, False, False, False]:  # training alone
        spread = statistics.pstdev(found[0]) / gamma
        return (
            "unbiased" if _near(statistics.fmean(found[0]), beta) and spread < 0.99 else "running"
        )
    if changed == [False, False, False, True]:  # test alone
        last = values["batches"][-1]
        centre, width = statistics.fmean(last), statistics.pstdev(last)
        by_last = [gamma * (v - centre) / width + beta for v in values["test"]]
        same = all(_near(a, b) for a, b in zip(found[3], by_last, strict=True))
        return "last" if same else "own"
    if changed[1]:  # the running mean
        means = [statistics.fmean(batch) for batch in values["batches"]]
        return "grows" if _near(found[1][0], sum(means) / 10) else "momentum"
    turned, biased, zero = 1.0, 1.0, 0.0
    for batch in values["batches"]:
        fair = statistics.variance(batch)
        turned = 0.1 * turned + 0.9 * fair
        biased += 0.1 * (statistics.pvariance(batch) - biased)
        zero += 0.1 * (fair - zero)
    guesses = {"momentum": turned, "biased": biased, "start": zero}
    return min(guesses, key=lambda name: abs(guesses[name] - found[2][0]))


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.001


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    first = values["batches"][0]
    fair, plain = statistics.variance(first), statistics.pvariance(first)
    guess = {
        "guess-biased": 0.9 + 0.1 * plain,
        "guess-turned": 0.1 + 0.9 * fair,
        "guess-from-zero": 0.1 * fair,
    }
    right = 0.9 + 0.1 * fair
    kept: dict[str, float] = {}
    for name, value in guess.items():
        if all(abs(value - other) > 0.01 for other in (right, *kept.values())):
            kept[name] = value
    return {
        "guess": kept,
        "lines": {
            "mean-start-blamed": ["mean = np.zeros"],
            "batch-variance-blamed": ["batch_var = x.var"],
            "scale-blamed": ["outs.append"],
        },
    }
