"""Batches and updates of a training run with a last, smaller batch and gradient accumulation."""

from __future__ import annotations

from math import ceil
from typing import Any

from heldout.authoring import Draw

DEFINITIONS = {
    "the batch size": "group",
    "an epoch": "pass",
    "an update (an optimiser step)": "change",
    "the number of epochs": "passes",
}


def draw(rng: Draw) -> dict[str, Any]:
    """A run; the batch size divides the number of examples only now and then."""
    batch = rng.choice((8, 10, 16, 20, 25, 32, 50, 64, 100))
    full = rng.integer(9, 40)
    return {
        "examples": batch * full + (0 if rng.chance(0.2) else rng.integer(1, batch - 1)),
        "batch": batch,
        "epochs": rng.integer(3, 7),
        "keeps_last": rng.chance(0.5),
        "group": rng.integer(2, 5) if rng.chance(0.65) else 1,
        "keeps_rest": rng.chance(0.5),
        "asked": rng.choice(list(DEFINITIONS)),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    examples, batch = values["examples"], values["batch"]
    batches = _batches(values)
    last = examples - (batches - 1) * batch if values["keeps_last"] else batch
    return {
        "batches": batches,
        "last": last,
        "updates": values["epochs"] * _updates_per_epoch(values),
        "term": DEFINITIONS[values["asked"]],
    }


def _batches(values: dict[str, Any]) -> int:
    quotient = values["examples"] / values["batch"]
    return ceil(quotient) if values["keeps_last"] else int(quotient)


def _updates_per_epoch(values: dict[str, Any]) -> int:
    quotient = _batches(values) / values["group"]
    return ceil(quotient) if values["keeps_rest"] else int(quotient)


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Runs the loop on numbered examples and counts; the terms by what the counts belong to."""
    sizes: list[int] = []
    updates = visits_of_first = 0
    for _ in range(values["epochs"]):
        waiting, gathered, sizes = list(range(values["examples"])), 0, []
        while waiting:
            taken, waiting = waiting[: values["batch"]], waiting[values["batch"] :]
            if len(taken) < values["batch"] and not values["keeps_last"]:
                continue
            sizes.append(len(taken))
            visits_of_first += 0 in taken
            gathered += 1
            if gathered == values["group"]:
                updates, gathered = updates + 1, 0
        if gathered and values["keeps_rest"]:
            updates += 1
    # (what kind of thing, how many of it in the run): each option describes one of them.
    described = {
        "pass": ("event", visits_of_first),
        "change": ("event", updates),
        "group": ("size", max(sizes)),
        "passes": ("amount", visits_of_first),
    }
    measured = {
        "the batch size": ("size", values["batch"]),
        "an epoch": ("event", values["epochs"]),
        "an update (an optimiser step)": ("event", updates),
        "the number of epochs": ("amount", values["epochs"]),
    }[values["asked"]]
    return {
        "batches": len(sizes),
        "last": sizes[-1],
        "updates": updates,
        "term": next(key for key, found in described.items() if found == measured),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    other_last = values | {"keeps_last": not values["keeps_last"]}
    other_rest = values | {"keeps_rest": not values["keeps_rest"]}
    epochs, group, batch = values["epochs"], values["group"], values["batch"]
    batches = {"last-batch": _batches(other_last), "examples-left-over": values["examples"] % batch}
    last = {"full-last-batch": batch, "dropped-but-counted": values["examples"] % batch}
    updates = {
        "one-epoch-only": _updates_per_epoch(values),
        "accumulation-ignored": epochs * truth["batches"],
        "rest-of-the-epoch": epochs * _updates_per_epoch(other_rest),
        "last-batch": epochs * _updates_per_epoch(other_last),
        "epochs-run-together": epochs * values["examples"] // (batch * group),
    }
    term = {
        "the batch size": {"neighbouring-term": "whole"},
        "an epoch": {"epoch-for-update": "change"},
        "an update (an optimiser step)": {"epoch-for-update": "pass"},
        "the number of epochs": {"neighbouring-term": "pass"},
    }[values["asked"]]
    return {
        "batches": _told_apart(truth["batches"], batches),
        "last": _told_apart(truth["last"], last),
        "updates": _told_apart(truth["updates"], updates),
        "term": term,
    }


def _told_apart(truth: int, wrong: dict[str, int]) -> dict[str, int]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, int] = {}
    for name, value in wrong.items():
        if value > 0 and value != truth and value not in kept.values():
            kept[name] = value
    return kept
