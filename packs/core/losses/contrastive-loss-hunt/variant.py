"""SimCLR's loss with one or two faulty lines, and what it gives on four probes."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def contrastive_loss(one, two, temperature=0.5):
    n = len(one)
    z = np.concatenate([one, two])
    z = z / np.linalg.norm(z, axis=1, keepdims=True)
    scores = z.dot(z.T) / temperature
    np.fill_diagonal(scores, -np.inf)
    partner = np.concatenate([np.arange(n, 2 * n), np.arange(n)])
    top = np.array([max(row) for row in scores])
    total = np.exp(scores - top[:, None]).sum(axis=1)
    own = scores[np.arange(2 * n), partner]
    return np.mean(np.log(total) + top - own)
"""
# what is exchanged, for what, the cause, and what the reader is told of it
FAULTS = {
    "self": (
        (
            "np.fill_diagonal(scores, -np.inf)",
            "np.fill_diagonal(scores, 0.0)",
            "$e^0 = 1$ still stands in the sum",
        ),
        (
            "np.fill_diagonal(scores, -np.inf)",
            "scores = scores * (1 - np.eye(2 * n))",
            "a score of 0 is not left out: $e^0 = 1$ stands in the sum",
        ),
        (
            "np.fill_diagonal(scores, -np.inf)",
            "np.fill_diagonal(scores.copy(), -np.inf)",
            "a copy is masked, and thrown away",
        ),
    ),
    "length": (
        (
            "np.linalg.norm(z, axis=1, keepdims=True)",
            "np.linalg.norm(z, axis=0, keepdims=True)",
            "the columns are scaled, not the rows",
        ),
        (
            "np.linalg.norm(z, axis=1, keepdims=True)",
            "np.linalg.norm(z)",
            "one length of the whole matrix is taken",
        ),
        (
            "np.linalg.norm(z, axis=1, keepdims=True)",
            "np.sum(z**2, axis=1, keepdims=True)",
            "the root is missing: a row of length 2 gets the length 1/2",
        ),
    ),
    "temperature": (
        (
            "z.dot(z.T) / temperature",
            "z.dot(z.T) * temperature",
            "a small temperature has to sharpen",
        ),
        ("z.dot(z.T) / temperature", "z.dot(z.T) / temperature**2", "the temperature counts twice"),
    ),
    "partner": (
        (
            "np.concatenate([np.arange(n, 2 * n), np.arange(n)])",
            "np.arange(2 * n)[::-1]",
            "row 0 gets the last row for its partner, and so on inwards",
        ),
        (
            "np.concatenate([np.arange(n, 2 * n), np.arange(n)])",
            "np.arange(2 * n) ^ 1",
            "neighbouring rows are paired, as if the views were interleaved",
        ),
    ),
    "mean": (
        (
            "np.mean(np.log(total) + top - own)",
            "np.sum(np.log(total) + top - own)",
            "the loss now grows with the batch",
        ),
        (
            "np.mean(np.log(total) + top - own)",
            "np.sum(np.log(total) + top - own) / n",
            "there are $2n$ rows, and so $2n$ terms",
        ),
    ),
}


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults, and a batch for the probes."""
    kinds = rng.sample(sorted(FAULTS), 2)
    if rng.chance(0.5):
        kinds = kinds[:1]
    faults = [[*rng.choice(FAULTS[kind]), kind] for kind in sorted(kinds)]
    program = PROGRAM
    for before, after, _, _ in faults:
        program = program.replace(before, after)
    n, width = rng.integer(3, 5), rng.integer(2, 4)
    one = [[rng.decimal(-2, 2, 1) + 0.05 for _ in range(width)] for _ in range(n)]
    two = [[entry + rng.decimal(-0.4, 0.4, 2) for entry in row] for row in one]
    batch = {"one": one, "two": [[round(entry, 2) for entry in row] for row in two]}
    names = (
        f"all {2 * n} rows equal, of length 1",
        "a batch of views, temperature 1",
        "the same, the first of each view three times as long",
        "the same, temperature 0.2",
        "one pair only",
    )
    got, wanted = _probes(program, batch), _probes(PROGRAM, batch)
    return {
        "program": program,
        "faults": faults,
        "pairs": n,
        "batch": batch,
        "probes": [
            [name, f"{a:.4f}", f"{b:.4f}"] for name, a, b in zip(names, got, wanted, strict=True)
        ],
    }


def _load(program: str) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["contrastive_loss"]


def _probes(program: str, batch: dict[str, Any]) -> list[float]:
    """The loss of a collapsed batch, of views, with long ones among them, colder, and of a pair."""
    loss = _load(program)
    one, two = np.array(batch["one"]), np.array(batch["two"])
    same = np.full(one.shape, one.shape[1] ** -0.5)
    stretched = np.ones((len(one), 1))
    stretched[0] = 3.0
    return [
        float(loss(same, same, 1.0)),
        float(loss(one, two, 1.0)),
        float(loss(stretched * one, stretched * two, 1.0)),
        float(loss(one, two, 0.2)),
        float(loss(one[:1], two[:1], 1.0)),
    ]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    return {
        "lines": [n for n, (a, b) in enumerate(zip(sound, lines, strict=True), 1) if a != b],
        "causes": sorted(kind for *_, kind in values["faults"]),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Puts each line alone into the sound program, and asks which of its properties is lost."""
    sound, lines = PROGRAM.splitlines(), values["program"].splitlines()
    found, causes = [], []
    for number, line in enumerate(lines, 1):
        cause = _lost("\n".join([*sound[: number - 1], line, *sound[number:]]) + "\n")
        if cause is not None:
            found.append(number)
            causes.append(cause)
    return {"lines": found, "causes": sorted(causes)}


def _lost(program: str) -> str | None:
    """Which property the loss has lost, tried in an order in which each is told from the rest."""
    loss, sound = _load(program), _load(PROGRAM)
    angles = np.array([0.1, 1.4, 3.3])
    one = np.stack([np.cos(angles), np.sin(angles)], axis=1)  # rows of length 1
    two = np.stack([np.cos(2 * angles + 1), np.sin(2 * angles + 1)], axis=1)
    equal, stretched = one[[0, 0, 0]], one * np.array([[1.0], [3.0], [0.5]])
    if abs(loss(one[:1], two[:1], 1.0)) > 1e-9:
        return "self"  # a pair alone has no other candidate
    if abs(loss(equal, equal, 1.0) - np.log(5)) > 1e-9:
        return "mean"  # nobody can be told apart
    if abs(loss(stretched, two, 1.0) - loss(one, two, 1.0)) > 1e-9:
        return "length"
    if abs(loss(one, two, 1.0) - sound(one, two, 1.0)) > 1e-9:
        return "partner"
    return "temperature" if abs(loss(one, two, 0.3) - sound(one, two, 0.3)) > 1e-9 else None


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)["causes"]
    return {
        "lines": {"top-blamed": ["top = np.array"], "own-blamed": ["own = scores["]},
        "causes": {"overflow-blamed": ["overflow"], "gone-blamed": ["positive"]}
        | ({"one-of-two": truth[:1]} if len(truth) > 1 else {}),
    }
