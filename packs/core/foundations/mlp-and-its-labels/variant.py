"""Whether a loss uses labels: decided by changing the labels and looking at the loss."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth", "sixth")

# What the output is compared with: text, and which of the loss functions below.
SETUPS = {
    "class": "It predicts the digit that a person wrote under each scan",
    "price": "It predicts the price at which each house was sold, from its size and age",
    "score": "It predicts the marks that readers gave to each essay",
    "box": "It predicts the two corners that an annotator marked in each picture",
    "noisy": "It predicts a class from labels of which every tenth is wrong",
    "diagnosis": "It predicts from blood values which of two diagnoses a doctor made",
    "self": "It predicts its own input through a narrow hidden layer",
    "denoise": "It gets each input with noise added by us and predicts it without the noise",
    "masked": "It gets each input with one entry hidden by us and predicts that entry",
    "next": "It gets two samples of a recorded signal and predicts the sample that follows",
    "turned": "It gets each picture turned by us, and predicts by how far we turned it",
    "near": "It maps two distorted copies of one picture to vectors that should agree",
    "flat": "It maps each input to a code whose entries should have spread 1 over the data",
}
PERSONAL = ("class", "price", "score", "box", "noisy", "diagnosis")


def draw(rng: Draw) -> dict[str, Any]:
    kind = rng.choice(("labels", "self"))
    while True:
        x, out, t, t2 = ([rng.integer(-9, 14) / 10 for _ in range(2)] for _ in range(4))
        four = [distance(out, x), distance(out, t), distance(out, t2)]
        if min(four) > 0.1 and min(abs(a - b) for a, b in pairwise(four)) > 0.1:
            break
    count = rng.integer(2, 4)
    others = [name for name in SETUPS if name not in PERSONAL]
    names = rng.shuffled(rng.sample(PERSONAL, count) + rng.sample(others, 6 - count))
    setups = [
        {"name": name, "text": SETUPS[name], "supervised": uses_labels(name)} for name in names
    ]
    values = {"kind": kind, "x": x, "out": out, "t": t, "t2": t2, "setups": setups}
    first, second = losses(values)
    return values | {"loss": first, "loss2": second}


def distance(one: list[float], other: list[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def losses(values: dict[str, Any]) -> list[float]:
    pairs = ("t", "t2") if values["kind"] == "labels" else ("x", "x")
    return [distance(values["out"], values[target]) for target in pairs]


def loss_of(name: str, labels: list[float]) -> float:
    """The loss of a small network, f(x) = tanh(0.7 x + 0.1), on four inputs, in that set-up."""
    from math import tanh

    def f(number: float) -> float:
        return tanh(0.7 * number + 0.1)

    x = [0.2, -0.5, 0.9, 0.4]
    out = [f(number) for number in x]
    if name in PERSONAL:
        return distance(out, labels)
    if name == "self":
        return distance(out, x)
    if name == "denoise":
        return distance([f(number + 0.1) for number in x], x)
    if name == "masked":
        return distance([f(0.0)], x[:1])
    if name == "next":
        return distance([f(a + b) for a, b in pairwise(x)][:2], x[2:])
    if name == "turned":
        turns = [0.0, 0.25, 0.5, 0.75]
        return distance([f(number + turn) for number, turn in zip(x, turns, strict=True)], turns)
    if name == "near":
        return distance([f(number + 0.1) for number in x], [f(number - 0.1) for number in x])
    mean = sum(out) / 4
    return (sum((number - mean) ** 2 for number in out) / 4 - 1) ** 2


def uses_labels(name: str) -> bool:
    """The experiment: other labels, and see whether the loss is another."""
    return loss_of(name, [0, 1, 0, 1]) != loss_of(name, [1, 0, 0, 1])


def answers(values: dict[str, Any]) -> dict[str, Any]:
    named = {
        "labels": ["supervised", "supervised learning"],
        "self": [
            "unsupervised",
            "self-supervised",
            "unsupervised learning",
            "self-supervised learning",
            "non-supervised",
            "unsupervised (self-supervised)",
            "self supervision",
            "representation",
        ],
    }
    return {
        "losses": losses(values),
        "supervised": [k for k, s in zip(KEYS, values["setups"], strict=True) if s["supervised"]],
        "name": named[values["kind"]],
        "neutral": "usual",
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch: a loss is supervised when a gradient reaches the labels that came with the data."""
    import torch

    out, x, t, t2 = (
        torch.tensor(values[name], dtype=torch.float64) for name in ("out", "x", "t", "t2")
    )
    label = t.clone().requires_grad_()
    target = label if values["kind"] == "labels" else x
    loss = torch.nn.functional.mse_loss(out.requires_grad_(), target, reduction="sum")
    loss.backward()
    reached = label.grad is not None
    after = torch.nn.functional.mse_loss(out, t2 if reached else x, reduction="sum")
    # Of each set-up: who made what it is compared with, a person (or the market), or nobody.
    makers = ("person", "sold", "readers", "annotator", "labels of", "doctor")
    supervised = [
        key
        for key, setup in zip(KEYS, values["setups"], strict=True)
        if any(maker in setup["text"] for maker in makers)
    ]
    return {
        "losses": [loss.item(), after.item()],
        "supervised": supervised,
        "name": "supervised" if reached else "unsupervised",
        "neutral": "usual",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    first, second = losses(values)
    out = values["out"]
    if values["kind"] == "labels":
        other, unchanged = [distance(out, values["x"])] * 2, [first, first]
    else:
        other = [distance(out, values["t"]), distance(out, values["t2"])]
        unchanged = [first, distance(out, values["t2"])]
    wrong = {
        "mean-not-sum": [first / 2, second / 2],
        "root-taken": [sqrt(first), sqrt(second)],
        "target-exchanged": other,
        "label-changed-input": unchanged,
    }
    truth = answers(values)
    with_target = [
        k for k, s in zip(KEYS, values["setups"], strict=True) if s["name"] not in ("near", "flat")
    ]
    classes = [
        k
        for k, s in zip(KEYS, values["setups"], strict=True)
        if s["name"] in ("class", "noisy", "diagnosis")
    ]
    chosen = {"targets-taken-for-labels": with_target, "classes-only": classes}
    kept: dict[str, list[float]] = {}
    for name, pair in wrong.items():
        if all(
            max(abs(a - b) for a, b in zip(pair, seen, strict=True)) > 0.002
            for seen in ([first, second], *kept.values())
        ):
            kept[name] = pair
    return {
        "losses": kept,
        "supervised": {
            name: keys for name, keys in chosen.items() if keys and keys != truth["supervised"]
        },
        "name": {
            "other-paradigm": "supervised" if values["kind"] == "self" else "unsupervised",
        },
        "neutral": {"always-supervised": "always"},
    }
