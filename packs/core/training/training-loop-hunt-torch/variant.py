"""A training loop in PyTorch with one fault or two, and what it prints and leaves."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import torch
from torch import nn


def run(w1, w2, x, y, x_val, y_val, epochs=3, lr=0.5):
    model = nn.Sequential(
        nn.Linear(*w1.shape, bias=False),
        nn.BatchNorm1d(w1.shape[1], affine=False),
        nn.Tanh(),
        nn.Linear(*w2.shape, bias=False),
    ).double()
    model[0].weight.data = w1.T.clone()
    model[3].weight.data = w2.T.clone()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        model.train()
        for first in range(0, len(x), 4):
            xs, ys = x[first : first + 4], y[first : first + 4]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(xs), ys)
            loss.backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            loss = nn.functional.cross_entropy(model(x_val), y_val)
        losses.append(loss.item())
    return losses, model[0].weight.T, model[3].weight.T
"""
SOUND = PROGRAM.splitlines()
# the cause, and which lines are exchanged for which
FAULTS: dict[str, tuple[tuple[str, str], ...]] = {
    "cleared": (("optimizer.zero_grad()", "optimizer.zero_grad"),),
    "softmax": (
        (
            "loss = nn.functional.cross_entropy(model(xs), ys)",
            "loss = nn.functional.cross_entropy(model(xs).softmax(dim=1), ys)",
        ),
    ),
    "cut": (
        (
            "loss = nn.functional.cross_entropy(model(xs), ys)",
            "loss = nn.functional.cross_entropy(model(xs).detach(), ys).requires_grad_()",
        ),
    ),
    "training": (("model.train()", "model.training"),),
    "validation": (("model.eval()", "model.eval"),),
    "never": (("optimizer.step()", "optimizer.step"),),
    "order": (
        ("loss.backward()", "optimizer.step()"),
        ("optimizer.step()", "loss.backward()"),
    ),
    "head": (
        (
            "optimizer = torch.optim.SGD(model.parameters(), lr=lr)",
            "optimizer = torch.optim.SGD(model[3].parameters(), lr=lr)",
        ),
    ),
    "rest": (("for first in range(0, len(x), 4):", "for first in range(0, len(x) - 3, 4):"),),
}
HALTS = ("cut", "never", "order")  # nothing is learnt any more
EPOCHS, RATE = 4, 0.5


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults that do not hide each other, and a small problem on which they show."""
    while True:
        faults = rng.sample(sorted(FAULTS), rng.choice((1, 2, 2)))
        touched = [before for fault in faults for before, _ in FAULTS[fault]]
        if len(set(touched)) < len(touched) or (len(faults) > 1 and set(faults) & set(HALTS)):
            continue
        given = _problem(rng)
        sound = _simulated(given, ())
        losses, moved = _simulated(given, faults)
        alone = [_simulated(given, (fault,)) for fault in faults]
        # a fault that the other makes harmless is no cause of what is shown
        shows = len(faults) < 2 or all(_apart(one, (losses, moved)) for one in alone)
        if shows and all(_apart(one, sound) for one in alone):
            break
    lines = [_exchanged(line, faults) for line in SOUND]
    return {
        "program": "\n".join(lines) + "\n",
        "faults": sorted(faults),
        "pairs": [list(pair) for fault in sorted(faults) for pair in FAULTS[fault]],
        "examples": len(given["x"]),
        "rest": len(given["x"]) % 4,
        "given": given,
        "losses": losses,
        "moved": moved,
        "sound": list(sound),
    }


def _exchanged(line: str, faults: list[str]) -> str:
    for fault in faults:
        for before, after in FAULTS[fault]:
            if line.strip() == before:
                return line.replace(before, after)
    return line


def _problem(rng: Draw) -> dict[str, Any]:
    """Two features, three hidden units, two classes; the last batch is not full."""

    def table(rows: int, columns: int) -> list[list[float]]:
        return [[rng.decimal(-2, 2, 1) for _ in range(columns)] for _ in range(rows)]

    def labels(rows: list[list[float]]) -> list[int]:
        return [int(a + b + rng.decimal(-0.5, 0.5, 1) > 0) for a, b in rows]

    x, x_val = table(8 + rng.integer(2, 3), 2), table(4, 2)
    return {
        "w1": table(2, 3),
        "w2": table(3, 2),
        "x": x,
        "y": labels(x),
        "x_val": x_val,
        "y_val": labels(x_val),
    }


def _simulated(given: dict[str, Any], faults: Any) -> tuple[list[float], list[float]]:
    """The losses after each epoch, and how far both weights have moved: the loop in NumPy."""
    w1, w2, x, x_val = (np.array(given[name], float) for name in ("w1", "w2", "x", "x_val"))
    y, y_val = np.array(given["y"]), np.array(given["y_val"])
    starts = w1.copy(), w2.copy()
    memory = [np.zeros(w1.shape[1]), np.ones(w1.shape[1])]
    g1, g2 = np.zeros_like(w1), np.zeros_like(w2)
    training, losses = True, []
    stop = len(x) - 3 if "rest" in faults else len(x)
    for _ in range(EPOCHS):
        training = training or "training" not in faults
        for first in range(0, stop, 4):
            xs, ys = x[first : first + 4], y[first : first + 4]
            hat, sigma = _normed(xs @ w1, memory, training)
            units = np.tanh(hat)
            d_scores = _slopes(units @ w2, ys, "softmax" in faults)
            d_hat = d_scores @ w2.T * (1 - units**2)
            if training:
                along = (d_hat * hat).mean(axis=0)
                d_hat = d_hat - d_hat.mean(axis=0) - hat * along
            if "cleared" not in faults:
                g1, g2 = np.zeros_like(w1), np.zeros_like(w2)
            if not set(HALTS) & set(faults):
                g1, g2 = g1 + xs.T @ (d_hat / sigma), g2 + units.T @ d_scores
            w1 = w1 - RATE * g1 * ("head" not in faults)
            w2 = w2 - RATE * g2
        training = training and "validation" in faults
        hat, _ = _normed(x_val @ w1, memory, training)
        p = _softmax(np.tanh(hat) @ w2)
        losses.append(round(float(-np.log(p[np.arange(len(p)), y_val]).mean()), 4))
    moved = [float(np.abs(new - old).max()) for new, old in zip((w1, w2), starts, strict=True)]
    return losses, [round(far, 4) for far in moved]


def _normed(z: Any, memory: list[Any], training: bool) -> tuple[Any, Any]:
    """Normalised values and the divisor; in training the memory moves."""
    mean, var = memory
    if training:
        mean, var = z.mean(axis=0), z.var(axis=0)
        memory[0] = 0.9 * memory[0] + 0.1 * mean
        memory[1] = 0.9 * memory[1] + 0.1 * z.var(axis=0, ddof=1)
    sigma = np.sqrt(var + 1e-5)
    return (z - mean) / sigma, sigma


def _softmax(scores: Any) -> Any:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _slopes(scores: Any, labels: Any, twice: bool) -> Any:
    """Of the mean cross-entropy with respect to the scores; `twice` with a softmax in between."""
    wanted = np.eye(scores.shape[1])[labels]
    p = _softmax(scores)
    if not twice:
        return (p - wanted) / len(scores)
    inner = (_softmax(p) - wanted) / len(scores)
    return p * (inner - (inner * p).sum(axis=1, keepdims=True))


def _apart(one: Any, other: Any) -> bool:
    """So far that it can be seen in two decimals."""
    return bool(np.abs(np.subtract([*one[0], *one[1]], [*other[0], *other[1]])).max() > 0.02)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    mended = [before for before, _ in values["pairs"]]
    return {
        "lines": [n for n, line in enumerate(SOUND, 1) if line.strip() in mended],
        "causes": values["faults"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch runs the program, which must give what is shown, and each of its lines by itself in
    the sound one."""
    given, lines = values["given"], values["program"].splitlines()
    losses, moved = _run(lines, given, EPOCHS, 99)
    if not np.allclose([*losses, *moved], [*values["losses"], *values["moved"]], atol=2e-4):
        return {"lines": [], "causes": []}
    sound = _run(SOUND, given, EPOCHS, 99)
    faulty, causes = [], set()
    for number, line in enumerate(lines):
        if line == SOUND[number]:
            continue
        mixed = [line if n == number else own for n, own in enumerate(SOUND)]
        try:
            found = _run(mixed, given, EPOCHS, 99)
        except RuntimeError:  # two backward passes through one graph: its step is elsewhere
            faulty.append(number + 1)
            causes.add("order")
            continue
        if not _equal(found, sound):
            faulty.append(number + 1)
            causes.add(_cause(mixed, line.strip(), found, sound, given))
    return {"lines": faulty, "causes": sorted(causes)}


class _Descent:
    """As much of PyTorch's optimiser as the program asks for."""

    def __init__(self, parameters: Any, lr: float) -> None:
        self.parameters, self.lr = list(parameters), lr

    def zero_grad(self) -> None:
        for parameter in self.parameters:
            parameter.grad = None

    def step(self) -> None:
        for parameter in self.parameters:
            if parameter.grad is not None:
                parameter.data -= self.lr * parameter.grad


def _run(lines: list[str], given: dict[str, Any], epochs: int, most: int) -> Any:
    import torch

    space: dict[str, Any] = {"SGD": _Descent}  # loading PyTorch's own takes seconds
    exec("\n".join(lines).replace("torch.optim.SGD", "SGD"), space)
    w1, w2, x, y, x_val, y_val = (
        torch.tensor(given[name], dtype=torch.int64 if name[0] == "y" else torch.float64)
        for name in ("w1", "w2", "x", "y", "x_val", "y_val")
    )
    losses, new1, new2 = space["run"](w1, w2, x[:most], y[:most], x_val, y_val, epochs, RATE)
    return losses, [float((a - b).detach().abs().max()) for a, b in ((new1, w1), (new2, w2))]


def _equal(one: Any, other: Any) -> bool:
    return bool(np.allclose([*one[0], *one[1]], [*other[0], *other[1]], atol=1e-9))


def _cause(mixed: list[str], line: str, found: Any, sound: Any, given: dict[str, Any]) -> str:
    """What the line alone changes: nothing learnt, one layer, the reports only, or from when."""
    if max(found[1]) == 0:
        if "detach" in line:
            return "cut"
        return "never" if line == "optimizer.step" else "order"
    if found[1][0] == 0:
        return "head"
    if found[1] == sound[1]:
        return "validation"
    if _equal(_run(mixed, given, 1, 99), _run(SOUND, given, 1, 99)):
        return "training"
    if not _equal(_run(mixed, given, 1, 4), _run(SOUND, given, 1, 4)):
        return "softmax"
    return "rest" if _equal(_run(mixed, given, 1, 8), _run(SOUND, given, 1, 8)) else "cleared"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "lines": {
            "graph-switch-blamed": ["with torch.no_grad"],
            "list-blamed": ["losses.append"],
            "clone-blamed": ["w1.T.clone"],
        }
    }
