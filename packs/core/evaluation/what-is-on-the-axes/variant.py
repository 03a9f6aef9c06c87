"""A small classifier is really trained with something varied; the axes lose their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.authoring import Draw, figures

Array = NDArray[np.float64]

TRAIN, VALID = 60, 100
KEYS = ("first", "second", "third", "fourth", "fifth")
SETTINGS: dict[str, Sequence[float]] = {
    "neighbours": (1, 3, 5, 9, 15, 21, 29, 39, 49, 59),
    "penalty": (1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100),
    "epochs": (1, 2, 4, 7, 10, 15, 20, 30, 40, 50),
    "size": (5, 8, 12, 18, 25, 32, 40, 50, 60),
}
METRICS = {
    "accuracy": "accuracy",
    "error": "error rate",
    "loss": "log-loss",
    "f1": "F1 score, averaged over the classes",
    "auc": "area under the ROC curve, averaged over the classes",
    "kappa": "Cohen's kappa with the labels",
}
SETTING_WORDS = {
    "rate": "learning rate",
    "parameters": "number of parameters",
    "batch": "batch size",
    "seconds": "seconds per epoch",
    "share": "share of the data that is kept for validation",
    "decay": "factor of the learning-rate schedule",
}


def draw(rng: Draw) -> dict[str, Any]:
    """Drawn again until the curves show what is typical of what is varied."""
    family = rng.choice(tuple(SETTINGS))
    # Of a penalty and of epochs the share of right answers often shows nothing.
    metrics = ("loss", "perplexity", "loss", "accuracy", "error", "error")
    metric = rng.choice(metrics[:3] if family in ("penalty", "epochs") else metrics[1:])
    while True:
        values = _experiment(rng, family, metric)
        wide = abs(values["gap_left"] - values["gap_right"]) > 0.1 * values["span"]
        late = values["gap_right"] > values["gap_left"]
        if wide and late == (family == "epochs") and _typical(values) and _told(values):
            return values


def _typical(values: dict[str, Any]) -> bool:
    """Whether the validation curve goes as it should."""
    good = 1 if values["metric"] == "accuracy" else -1
    heights = [good * height for height in values["validation"]]
    fall, rise = ((max(heights) - heights[end]) / values["span"] for end in (-1, 0))
    if values["family"] == "size":
        return rise > 0.15 and fall < 0.1
    return values["family"] == "epochs" or fall > 0.2


def _told(values: dict[str, Any]) -> bool:
    """Whether the height of A fits one measure only."""
    height = values["validation"][values["at"]]
    measures = _measures(values).items()
    return all(abs(value - height) > 0.04 for name, value in measures if name != values["metric"])


def _measures(values: dict[str, Any]) -> dict[str, float]:
    """What A would be in each measure, from the counts."""
    right, size = values["right"], values["validation_size"]
    loss = -values["log_sum"] / size
    return {
        "accuracy": right / size,
        "error": (size - right) / size,
        "loss": loss,
        "perplexity": math.exp(loss),
        "square": values["square"],
    }


def _read(values: dict[str, Any]) -> str:
    """What is varied, by the numbers at the axis and the shape of the curves."""
    good = 1 if values["metric"] == "accuracy" else -1
    training, validation = (
        [good * height for height in values[name]] for name in ("training", "validation")
    )
    if min(values["settings"]) < 1:
        return "penalty"
    if training[-1] > training[0]:
        return "epochs"
    lost = (max(validation) - validation[-1]) / values["span"]
    return "neighbours" if lost > 0.25 else "size"


def _experiment(rng: Draw, family: str, metric: str) -> dict[str, Any]:
    classes = rng.integer(2, 5)
    x, labels = _data(rng, classes)
    training, valid = _curves(family, x, labels, classes)
    at = rng.integer(2, len(SETTINGS[family]) - 3)
    right, logs, square = valid[at]
    heights = [[_height(metric, *facts) for facts in run] for run in (training, valid)]
    gaps = [abs(heights[1][place] - heights[0][place]) for place in (0, -1)]
    wanted = "loss" if metric in ("accuracy", "error") else rng.choice(("accuracy", "error"))
    options = rng.sample(sorted(set(METRICS) - {metric, wanted}), rng.choice((2, 2, 3)))
    others = rng.sample(sorted(SETTING_WORDS), 5 - len(options))
    words = {**METRICS, **SETTING_WORDS}
    return {
        "family": family,
        "metric": metric,
        "classes": classes,
        "settings": list(SETTINGS[family]),
        "training": heights[0],
        "validation": heights[1],
        "at": at,
        "validation_size": VALID,
        "right": round(right * VALID),
        "log_sum": round(logs * VALID, 2),
        "square": round(square, 3),
        "loss": -logs,
        "gap_left": gaps[0],
        "gap_right": gaps[1],
        "span": max(map(max, heights)) - min(map(min, heights)),
        "wanted": wanted,
        "candidates": [{"key": key, "words": words[key]} for key in rng.shuffled(options + others)],
    }


def _data(rng: Draw, classes: int) -> tuple[Array, NDArray[np.int64]]:
    """Clouds around a circle, and some labels that are wrong."""
    x, labels = [], []
    for place in range(TRAIN + VALID):
        label = place % classes
        radius = math.sqrt(-2 * math.log(rng.decimal(0.0001, 0.9999, 4)))
        turn, angle = math.tau * rng.decimal(0, 1, 4), math.tau * label / classes
        x.append(
            [
                2 * math.cos(angle) + radius * math.cos(turn),
                2 * math.sin(angle) + radius * math.sin(turn),
            ]
        )
        labels.append(rng.integer(0, classes - 1) if rng.chance(0.12) else label)
    return np.array(x), np.array(labels)


Facts = tuple[float, float, float]  # share right, mean logarithm, mean square


def _curves(
    family: str, x: Array, labels: NDArray[np.int64], classes: int
) -> tuple[list[Facts], list[Facts]]:
    """What is found on both sets, for each setting."""
    far = ((x[:, None] - x[None, :TRAIN]) ** 2).sum(axis=2)  # (all, train)
    hot = np.eye(classes)[labels]
    if family == "neighbours":
        order = np.argsort(far, axis=1, kind="stable")
        votes = np.cumsum(hot[:TRAIN][order], axis=1)  # (all, train, classes)
        shares = [
            (votes[:, int(k) - 1] + 0.5 / classes) / (k + 0.5) for k in SETTINGS["neighbours"]
        ]
    else:
        shares = _descended(family, np.exp(-far / (6 if family == "size" else 1)), hot)
    facts = [
        [_facts(share[part], labels[part]) for share in shares]
        for part in (slice(TRAIN), slice(TRAIN, None))
    ]
    if family == "size":  # the training curve is that of the examples in use
        sizes = map(int, SETTINGS["size"])
        facts[0] = [
            _facts(share[:size], labels[:size]) for share, size in zip(shares, sizes, strict=True)
        ]
    return facts[0], facts[1]


def _descended(family: str, kernel: Array, hot: Array) -> list[Array]:
    """Softmax of a kernel machine, by gradient descent; all settings at once where they can be."""
    settings = np.array(SETTINGS[family])
    runs = 1 if family == "epochs" else len(settings)
    penalty = settings if family == "penalty" else np.full(runs, {"size": 0.1}.get(family, 1e-3))
    used = np.ones((runs, TRAIN, 1))
    if family == "size":
        used = (np.arange(TRAIN) < settings[:, None])[..., None].astype(float)
    weights = np.zeros((runs, TRAIN, hot.shape[1]))
    inside, target, rate = kernel[:TRAIN], hot[:TRAIN], 0.25 if family == "epochs" else 0.4
    found = []
    for epoch in range(1, 51 if family == "epochs" else 81):
        slope = used * (_softmax(inside @ weights) - target)
        weights = (weights - rate * slope) / (1 + rate * penalty[:, None, None])
        if family == "epochs" and epoch in SETTINGS["epochs"]:
            found.append(_softmax(kernel @ weights)[0])
    return found or list(_softmax(kernel @ weights))


def _softmax(z: Array) -> Array:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _facts(shares: Array, labels: NDArray[np.int64]) -> Facts:
    given = np.maximum(shares[np.arange(len(labels)), labels], 1e-12)
    right = float((shares.argmax(axis=1) == labels).mean())
    return right, float(np.log(given).mean()), float(((1 - given) ** 2).mean())


def _height(metric: str, right: float, logs: float, square: float) -> float:
    return {
        "accuracy": right,
        "error": 1 - right,
        "loss": -logs,
        "perplexity": math.exp(-logs),
        "square": square,
    }[metric]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    right = values["right"] / values["validation_size"]
    logs = values["log_sum"] / values["validation_size"]
    return {
        "across": values["family"],
        "up": values["metric"],
        "overfits": "left" if values["gap_left"] > values["gap_right"] else "right",
        "other": _height(values["wanted"], right, logs, 0.0),
        "common": [
            key
            for key, candidate in zip(KEYS, values["candidates"], strict=True)
            if candidate["key"] in METRICS
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """From the picture alone: by the ticks, by the ends of the curves, by the height of A."""
    height, could_be = values["validation"][values["at"]], _measures(values)
    nearest = min(could_be, key=lambda name: abs(could_be[name] - height))
    gaps = np.abs(np.subtract(values["validation"], values["training"]))
    readable = {word: key for key, word in METRICS.items()}
    return {
        "across": _read({**values, "metric": nearest, "family": ""}),
        "up": nearest,
        "overfits": ("left", "right")[int(gaps[-1] > gaps[0])],
        "other": could_be[values["wanted"]],
        "common": [
            key
            for key, candidate in zip(KEYS, values["candidates"], strict=True)
            if candidate["words"] in readable
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    family, metric = values["family"], values["metric"]
    confused = {"neighbours": "size", "size": "neighbours", "epochs": "size", "penalty": "rate"}
    scale = {"neighbours": "penalty", "size": "dropout", "epochs": "rate", "penalty": "neighbours"}
    of_up = {
        "complement-taken": "error" if metric == "accuracy" else "accuracy",
        "logarithms-ignored": "loss" if metric in ("accuracy", "error") else "error",
    }
    size, logs = values["validation_size"], values["log_sum"]
    if values["wanted"] == "loss":
        of_other = {
            "sign-kept": logs / size,
            "base-ten": -logs / size / math.log(10),
            "not-divided": -logs,
        }
    else:
        of_other = {"wrong-share": 1 - truth["other"]}
    wrong: dict[str, dict[str, Any]] = {
        "across": {"training-overlooked": confused[family], "numbers-on-the-axis": scale[family]},
        "up": of_up,
        "overfits": {"largest-loss": "right" if truth["overfits"] == "left" else "left"},
        "other": {
            name: value for name, value in of_other.items() if abs(value - truth["other"]) > 0.02
        },
        "common": {"settings-chosen": [key for key in KEYS if key not in truth["common"]]},
    }
    return wrong


def figure(values: dict[str, Any]) -> str:
    """Both curves, with the numbers at the axes but without their names."""
    settings = values["settings"]
    heights = [*values["training"], *values["validation"]]
    least, most = min(heights), max(heights)
    step = next(s for s in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10) if (most - least) / s <= 6)
    low, high = step * math.floor(least / step), step * math.ceil(most / step)
    ticks = [low + step * place for place in range(round((high - low) / step) + 1)]
    return figures.plot(
        title="How good a classifier is on two sets",
        x=(settings[0], settings[-1]),
        y=(ticks[0], ticks[-1]),
        x_label="?",
        y_label="?",
        log_x=values["family"] == "penalty",
        x_ticks=settings,
        y_ticks=[round(tick, 4) for tick in ticks],
        curves=[
            figures.Curve(_points(values, "training"), "training", "dashed", dots=True),
            figures.Curve(_points(values, "validation"), "validation", dots=True),
        ],
        marks=[figures.Mark(settings[values["at"]], values["validation"][values["at"]], "A")],
    )


def _points(values: dict[str, Any], name: str) -> list[tuple[float, float]]:
    return list(zip(values["settings"], values[name], strict=True))
