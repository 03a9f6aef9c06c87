"""Why a validation loss can lie below the training loss: dropout, averaging, leaks, easier text."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """A unit under dropout, an epoch whose loss falls, a leak, and five measured losses."""
    while True:
        outputs = [rng.integer(1, 6) for _ in range(3)]
        weights = [rng.sign() * rng.choice((0.5, 1, 1.5, 2)) for _ in range(3)]
        sum_ = sum(w * h for w, h in zip(weights, outputs, strict=True))
        if abs(sum_) >= 1:
            break
    off = rng.sign() * rng.choice((0.5, 1, 1.5, 2))
    honest = rng.decimal(2.6, 3.2, 2)
    averaging = rng.decimal(0.05, 0.2, 2)
    dropout = rng.decimal(0.1, 0.25, 2)
    leaked = rng.decimal(0.02, 0.12, 2)
    easier = 0.0 if rng.chance(0.2) else rng.sign() * rng.decimal(0.03, 0.12, 2)
    losses = {
        "reported": honest + dropout + averaging,
        "after": honest + dropout,
        "eval": honest,
        "clean": honest - easier,
        "validation": honest - easier - leaked,
    }
    return {
        "drop": rng.choice((0.1, 0.2, 0.25, 0.4, 0.5)),
        "outputs": outputs,
        "weights": weights,
        "target": sum_ + off,
        "updates": rng.choice((200, 400, 500, 800)),
        "fall": rng.choice((0.9985, 0.999, 0.9992, 0.9995)),
        "start": rng.decimal(3.2, 6.0, 1),
        "share": rng.choice((0.1, 0.15, 0.2, 0.25, 0.3, 0.4)),
        "seen": (seen := rng.decimal(1.6, 2.2, 2)),
        "mixed": round(seen + rng.decimal(0.15, 0.5, 2), 2),
        "losses": {name: round(loss, 2) for name, loss in losses.items()},
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    drop, target = values["drop"], values["target"]
    parts = [w * h for w, h in zip(values["weights"], values["outputs"], strict=True)]
    bias = (sum(parts) - target) ** 2
    fall, updates, start = values["fall"], values["updates"], values["start"]
    share, losses = values["share"], values["losses"]
    gaps = [
        losses["reported"] - losses["after"],
        losses["after"] - losses["eval"],
        losses["clean"] - losses["validation"],
        losses["eval"] - losses["clean"],
    ]
    return {
        "modes": [bias + drop / (1 - drop) * sum(p * p for p in parts), bias],
        "epoch": [start * (1 - fall**updates) / (updates * (1 - fall)), start * fall**updates],
        "leak": (values["mixed"] - share * values["seen"]) / (1 - share),
        "shares": [round(gap, 2) for gap in gaps],
        "honest": _like_with_like(round(gaps[3], 2)),
    }


def _like_with_like(gap: float) -> str:
    """By how much the training texts cost more than the clean validation texts, in words."""
    if gap == 0:
        return "equal"
    return "easier" if gap > 0 else "usual"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """All masks one by one, the epoch update by update, and the mixture solved by trying."""
    from scipy.optimize import brentq

    keep = 1 - values["drop"]
    training = evaluated = 0.0
    for mask in product((0, 1), repeat=3):
        chance, said = 1.0, 0.0
        for kept, w, h in zip(mask, values["weights"], values["outputs"], strict=True):
            chance *= keep if kept else 1 - keep
            said += kept * w * h / keep
        training += chance * (said - values["target"]) ** 2
        evaluated += chance * said  # the mean over the masks is what evaluation says
    loss, seen = values["start"], []
    for _ in range(values["updates"]):
        seen.append(loss)
        loss *= values["fall"]
    share = values["share"]
    unseen = brentq(
        lambda new: share * values["seen"] + (1 - share) * new - values["mixed"], 0, 20, xtol=1e-14
    )
    cents = {name: round(100 * loss) for name, loss in values["losses"].items()}
    chain = ["reported", "after", "eval", "clean", "validation"]
    steps = {one: cents[one] - cents[two] for one, two in pairwise(chain)}
    return {
        "modes": [training, (evaluated - values["target"]) ** 2],
        "epoch": [sum(seen) / len(seen), loss],
        "leak": unseen,
        "shares": [steps[name] / 100 for name in ("reported", "after", "clean", "eval")],
        "honest": ["equal", "easier", "usual"][
            (cents["clean"] < cents["eval"]) + 2 * (cents["clean"] > cents["eval"])
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    drop, share, losses = values["drop"], values["share"], values["losses"]
    parts = [w * h for w, h in zip(values["weights"], values["outputs"], strict=True)]
    noisy, bias = truth["modes"]
    scatter = sum(p * p for p in parts)
    end = truth["epoch"][1]
    averaging, dropout, leaked, easier = truth["shares"]
    return {
        "modes": _apart(
            truth["modes"],
            {
                "mask-averaged-first": [bias, bias],
                "not-divided-by-keep": [bias + drop * (1 - drop) * scatter, bias],
                "modes-exchanged": [bias, noisy],
                "scatter-only": [noisy - bias, bias],
            },
        ),
        "epoch": _apart(
            truth["epoch"],
            {
                "start-reported": [values["start"], end],
                "end-for-both": [end, end],
                "halfway": [(values["start"] + end) / 2, end],
            },
        ),
        "leak": _apart(
            [truth["leak"]],
            {
                "shares-exchanged": [(values["mixed"] - (1 - share) * values["seen"]) / share],
                "seen-not-taken-off": [values["mixed"] / (1 - share)],
                "gap-scaled-only": [values["mixed"] + share * (values["mixed"] - values["seen"])],
            },
        ),
        "shares": _apart(
            truth["shares"],
            {
                "signs-turned": [-gap for gap in truth["shares"]],
                "order-of-losses": [averaging, dropout, easier, leaked],
                "leak-inside": [averaging, dropout, leaked, losses["eval"] - losses["validation"]],
            },
        ),
        "honest": {"taken-as-reported": "usual" if truth["honest"] == "easier" else "easier"},
    }


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > 0.013 for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
