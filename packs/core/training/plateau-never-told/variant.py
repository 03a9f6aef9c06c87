"""A scheduler that nobody tells anything, and a rate that may be far too small anyway."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any

from heldout.authoring import Draw

HEAD = """\
optimiser = SGD(model.parameters(), lr={rate}, momentum={momentum})
scheduler = ReduceLROnPlateau(optimiser, factor={factor}, patience={patience})
{more}for epoch in range({epochs}):
{train}    for x, labels in train_batches:
        optimiser.zero_grad()
        loss = criterion(model(x), labels)
        loss.backward()
{clip}        optimiser.step()
{evaluate}    val_loss = mean_loss(model, val_batches)
{report}"""
REPORTS = (
    "    print(epoch, val_loss)\n",
    "    history.append(val_loss)\n    print(epoch, val_loss)\n",
    "    history.append(val_loss)\n",
)


def draw(rng: Draw) -> dict[str, Any]:
    """A run, validation losses that stall here and there, and a rate too small or not."""
    rate = rng.choice(("0.00001", "0.00001", "0.00002", "0.001", "0.001", "0.1", "0.05"))
    report = rng.choice(REPORTS)
    lines = {
        "rate": rate,
        "momentum": rng.choice(("0.9", "0.9", "0.8")),
        "factor": rng.choice(("0.1", "0.5", "0.2")),
        "patience": rng.integer(1, 3),
        "epochs": rng.choice((30, 50, 60, 90, 100)),
        "more": rng.choice(("", "history = []\n")) if "history" not in report else "history = []\n",
        "train": rng.choice(("", "    model.train()\n")),
        "clip": rng.choice(("", "        clip_grad_norm_(model.parameters(), 5.0)\n")),
        "evaluate": rng.choice(("", "    model.eval()\n")),
        "report": report,
    }
    while True:
        losses = _losses(rng)
        cuts = _cuts(losses, lines["patience"])
        if 1 <= cuts <= 3:
            break
    images = rng.integer(20, 200) * 1000
    reach = ceil(images / 1024) * lines["epochs"] * float(rate) / (1 - float(lines["momentum"]))
    return {
        **lines,
        "program": HEAD.format(**lines),
        "losses": losses,
        "images": images,
        "tiny": rate.startswith("0.0000"),
        "reach_shown": f"{reach:.2g}" if reach < 100 else f"{reach:.0f}",
    }


def _losses(rng: Draw) -> list[float]:
    """Falling losses with stretches where nothing gets better."""
    level, losses = rng.integer(70, 120), []
    for _ in range(12):
        level += rng.choice((-9, -6, -3, 0, 1, 2, 3))
        losses.append(level / 100)
    return losses


def _cuts(losses: list[float], patience: int) -> int:
    best, waited, cuts = float("inf"), 0, 0
    for loss in losses:
        if loss < best * (1 - 1e-4):
            best, waited = loss, 0
        else:
            waited += 1
        if waited > patience:
            waited, cuts = 0, cuts + 1
    return cuts


def answers(values: dict[str, Any]) -> dict[str, Any]:
    program = values["program"].splitlines()
    first = next(n for n, line in enumerate(program, 1) if "val_loss = " in line)
    cuts = _cuts(values["losses"], values["patience"])
    rate, momentum = float(values["rate"]), float(values["momentum"])
    updates = ceil(values["images"] / 1024) * values["epochs"]
    return {
        "place": [[number] for number in range(first, len(program) + 1)],
        "untold": rate,
        "told": rate * float(values["factor"]) ** cuts,
        "reach": updates * rate / (1 - momentum),
        "opinion": _opinion(rate),
    }


def _opinion(rate: float) -> str:
    """Noisy descent on w²/2 for 5000 steps from w = 1: expected w² for three ways to go on."""

    def after(rates: list[float]) -> float:
        square = 1.0
        for eta in rates:
            square = (1 - eta) ** 2 * square + eta**2 * 0.25
        return square

    ways = {
        "lower": after([rate] * 2500 + [rate / 10] * 2500),
        "raise": after([min(rate * 1000, 100.0)] * 1000),
        "leave": after([rate] * 5000),
    }
    return min(ways, key=lambda way: ways[way])


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Indents, exact fractions, looking back for the best, and the limits of the noisy descent."""
    program = values["program"].splitlines()
    place, known = [], False
    for number, line in enumerate(program, 1):
        indent = len(line) - len(line.lstrip())
        known = known or line.strip().startswith("val_loss =")
        if known and indent == 4:
            place.append([number])
    losses = [Fraction(str(loss)) for loss in values["losses"]]
    better = [
        k for k, loss in enumerate(losses)
        if all(loss < other * (1 - Fraction(1, 10000)) for other in losses[:k])
    ]  # fmt: skip
    cuts: list[int] = []
    for k in range(len(losses)):
        since = max([mark for mark in (*better, *cuts) if mark <= k])
        if k - since > values["patience"]:
            cuts.append(k)
    rate, factor = Fraction(values["rate"]), Fraction(values["factor"])
    batches = sum(1 for _ in range(0, values["images"], 1024))
    step = rate / (1 - Fraction(values["momentum"]))
    return {
        "place": place,
        "untold": float(rate),
        "told": float(rate * factor ** len(cuts)),
        "reach": float(batches * values["epochs"] * step),
        "opinion": _in_closed_form(float(rate)),
    }


def _in_closed_form(rate: float) -> str:
    """w² goes to the floor η/4(2 − η) as (1 − η)^2t; beyond η = 2 it goes nowhere."""
    from math import expm1, log1p

    def after(square: float, eta: float, updates: int) -> float:
        if eta >= 2:
            return float("inf")
        floor = eta * 0.25 / (2 - eta)
        gone = 1.0 if eta == 1 else -expm1(2 * updates * log1p(-eta)) if eta < 1 else 1.0
        return square + (floor - square) * gone

    lower = after(after(1.0, rate, 2500), rate / 10, 2500)
    ways = {lower: "lower", after(1.0, 1000 * rate, 5000): "raise", after(1.0, rate, 5000): "leave"}
    return ways[min(ways)]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    rate, factor = float(values["rate"]), float(values["factor"])
    told = {
        "patience-too-short": rate * factor ** _cuts(values["losses"], values["patience"] - 1),
        "once-only": rate * factor,
        "compared-with-the-last": rate * factor ** _against_last(values),
    }
    kept: dict[str, float] = {}
    for name, value in told.items():
        if all(abs(value / other - 1) > 0.01 for other in (truth["told"], *kept.values())):
            kept[name] = value
    batches = values["images"] / 1024
    return {
        "place": {"every-batch": ["optimiser.step"], "already-made": ["ReduceLROnPlateau"]},
        "untold": {"believed-to-act": rate * factor},
        "told": kept,
        "reach": {
            "momentum-forgotten": truth["reach"] * (1 - float(values["momentum"])),
            "one-epoch": truth["reach"] / values["epochs"],
            "images-for-batches": truth["reach"] * values["images"] / ceil(batches),
        },
        "opinion": {
            name: key
            for name, key in {"friend-believed": "lower", "raised-by-habit": "raise"}.items()
            if key != truth["opinion"]
        },
    }


def _against_last(values: dict[str, Any]) -> int:
    """Cuts, when each loss is compared with the one before instead of the best."""
    waited = cuts = 0
    losses = values["losses"]
    for before, loss in pairwise(losses):
        waited = 0 if loss < before * (1 - 1e-4) else waited + 1
        if waited > values["patience"]:
            waited, cuts = 0, cuts + 1
    return cuts
