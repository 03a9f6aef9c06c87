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


FOUR = KEYS[:4]
CLAIMS = {
    "every": "Every training of an MLP is supervised.",
    "none": "No training of an MLP is supervised.",
    "some": "Some trainings of an MLP are supervised.",
    "some-not": "Some trainings of an MLP are not supervised.",
    "usual": "An MLP that is trained as a classifier of labelled pictures is supervised.",
    "auto": "An MLP that is trained to put out its own input is supervised.",
    "layers": "Whether it is supervised can be read off the layers.",
    "loss": "Whether it is supervised shows in what the loss compares.",
    "noise": "With noise added to the inputs no training of an MLP is supervised.",
    "wrong": "With some wrong labels the training is no longer supervised.",
}


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
    while True:
        claims = [
            {"name": name, "text": CLAIMS[name], "true": holds(name)}
            for name in rng.sample(list(CLAIMS), 4)
        ]
        if 1 <= sum(claim["true"] for claim in claims) <= 3:
            break
    values = {
        "kind": kind,
        "x": x,
        "out": out,
        "t": t,
        "t2": t2,
        "setups": setups,
        "claims": claims,
    }
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


def holds(name: str) -> bool:
    """A claim, settled by the set-ups of one and the same network."""
    found = {setup: uses_labels(setup) for setup in SETUPS}
    return {
        "every": all(found.values()),
        "none": not any(found.values()),
        "some": any(found.values()),
        "some-not": not all(found.values()),
        "usual": found["class"],
        "auto": found["self"],
        "layers": len(set(found.values())) == 1,  # the layers are the same in all set-ups
        "loss": len(set(found.values())) == 2,  # and only the losses differ
        "noise": not found["class"],  # which compares with labels, whatever is done to the inputs
        "wrong": not found["noisy"],
    }[name]


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
        ],
    }
    return {
        "losses": losses(values),
        "supervised": [k for k, s in zip(KEYS, values["setups"], strict=True) if s["supervised"]],
        "name": named[values["kind"]],
        "neutral": [k for k, c in zip(FOUR, values["claims"], strict=True) if c["true"]],
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
    made = {name: any(maker in text for maker in makers) for name, text in SETUPS.items()}
    supervised = [k for k, s in zip(KEYS, values["setups"], strict=True) if made[s["name"]]]
    count = sum(made.values())
    by_makers = {
        "every": count == len(made),
        "none": count == 0,
        "some": count > 0,
        "some-not": count < len(made),
        "usual": made["class"],
        "auto": made["self"],
        "layers": count in (0, len(made)),  # one network, so one answer for all
        "loss": 0 < count < len(made),  # one network, and yet two answers
        "noise": not any(made[name] for name in ("class", "price")),  # noise adds no maker
        "wrong": not made["noisy"],
    }
    neutral = [k for k, c in zip(FOUR, values["claims"], strict=True) if by_makers[c["name"]]]
    return {
        "losses": [loss.item(), after.item()],
        "supervised": supervised,
        "name": "supervised" if reached else "unsupervised",
        "neutral": neutral,
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
            "other-paradigm": ["supervised", "supervised learning"]
            if values["kind"] == "self"
            else ["unsupervised", "self-supervised", "unsupervised learning"],
        },
        "neutral": {"always-supervised": list(FOUR)},
    }
