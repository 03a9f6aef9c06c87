"""Accuracy (right of all) and what it is mistaken for (right over wrong)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")
NAMES = (
    ("cat", "dog", "horse"),
    ("rock", "jazz", "folk"),
    ("rye", "oats", "wheat"),
    ("noun", "verb", "adverb"),
    ("sun", "rain", "snow"),
)


def draw(rng: Draw) -> dict[str, Any]:
    k = rng.choice((2, 3))
    names = list(rng.choice(NAMES)[:k])
    weak = rng.chance(0.35)  # less than half right
    while True:
        table = [
            [rng.integer(4, 30) if (i == j) != weak else rng.integer(1, 12) for j in range(k)]
            for i in range(k)
        ]
        right = sum(table[i][i] for i in range(k))
        total = sum(map(sum, table))
        wrong = total - right
        shares = [right / total, wrong / total, right / wrong, table[0][0] / sum(table[0])]
        gaps = [abs(a - b) for i, a in enumerate(shares) for b in shares[:i]]
        if min(gaps) > 0.01 and abs(right - wrong) > 2:
            break
    offered = statements(rng)
    while True:
        claims = rng.sample(offered, 4)
        kinds = {claim["kind"] for claim in claims}
        opposite = {"possible", "never"} <= kinds or {"not-smaller", "not-larger"} <= kinds
        if 1 <= sum(claim["true"] for claim in claims) <= 3 and not opposite:
            break
    return {
        "k": k,
        "names": names,
        "table": table,
        "right": right,
        "wrong": wrong,
        "total": total,
        "accuracy": right / total,
        "odds": right / wrong,
        "ratio": rng.choice((0.25, 0.6, 1.5, 2, 3, 4, 5, 7, 9, 11.5, 19)),
        "ask": rng.choice(("accuracy", "wrong")),
        "claims": claims,
    }


def statements(rng: Draw) -> list[dict[str, Any]]:
    """Claims about all models, with their numbers drawn, each settled by counting."""
    n = rng.choice((1, 2, 3, 4, 9))
    bound = rng.choice((Fraction(n, n + 1), Fraction(1, n + 1), Fraction(n + 1, n + 2)))
    shift, low = rng.choice((1, 1, 2)), rng.choice((1, 2, 3))
    part = rng.choice((Fraction(1, 2), Fraction(1, 3), 1, 2))
    texts = {
        "possible": f"$r$ exceeds {n} for some classifiers.",
        "exactly": f"$r$ exceeds {n} exactly when the accuracy exceeds {bound}.",
        "never": f"$r$ never exceeds {n}.",
        "not-smaller": "$r$ is never smaller than the accuracy.",
        "not-larger": "$r$ is never larger than the accuracy.",
        "share": f"The share of wrong answers is $1/(r + {shift})$.",
        "minus": f"The accuracy is $1 - {low}/r$.",
        "product": f"The accuracy is never larger than ${times(part)}$.",
    }
    claims = [
        {
            "kind": kind,
            "text": text,
            "n": n,
            "bound": str(bound),
            "shift": shift,
            "low": low,
            "part": str(part),
        }
        for kind, text in texts.items()
    ]
    return [claim | {"true": settled(claim)} for claim in claims]


def times(part: Fraction | int) -> str:
    """The product with r, in LaTeX."""
    if part == 1:
        return "r"
    return f"{part}\\,r" if part > 1 else f"r/{1 / part}"


def settled(claim: dict[str, Any]) -> bool:
    """Tries the claim on every model with up to 12 right and 1 to 3 wrong answers."""
    names = ("n", "bound", "shift", "low", "part")
    n, bound, shift, low, part = (Fraction(claim[name]) for name in names)
    held = []
    for right in range(13):
        for wrong in range(1, 4):
            a, r = Fraction(right, right + wrong), Fraction(right, wrong)
            held.append(
                {
                    "possible": r > n,
                    "exactly": (r > n) == (a > bound),
                    "never": r <= n,
                    "not-smaller": r >= a,
                    "not-larger": r <= a,
                    "share": 1 - a == 1 / (r + shift),
                    "minus": r > 0 and a == 1 - low / r,
                    "product": a <= part * r,
                }[claim["kind"]]
            )
    return any(held) if claim["kind"] == "possible" else all(held)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    ratio = values["ratio"]
    return {
        "accuracy": values["right"] / values["total"],
        "reported": values["right"] / values["wrong"],
        "back": "r/(r + 1)",
        "undo": (ratio if values["ask"] == "accuracy" else 1) / (ratio + 1),
        "decide": [k for k, claim in zip(KEYS, values["claims"], strict=True) if claim["true"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Answer by answer counted; claims by algebra, with a = r / (r + 1)."""
    answers_given = [
        truth == said
        for truth, line in enumerate(values["table"])
        for said, count in enumerate(line)
        for _ in range(count)
    ]
    right = sum(answers_given)
    wrong = len(answers_given) - right
    ratio = Fraction(str(values["ratio"]))
    share = 1 - 1 / (1 + ratio)  # of right answers, with one wrong one among 1 + ratio
    by_algebra = {
        "possible": lambda c: True,  # r has no upper bound
        "exactly": lambda c: Fraction(c["bound"]) == 1 - Fraction(1, c["n"] + 1),
        "never": lambda c: False,
        "not-smaller": lambda c: True,  # r - r/(r+1) = r^2/(r+1)
        "not-larger": lambda c: False,
        "share": lambda c: c["shift"] == 1,
        "minus": lambda c: False,  # it would be 1 - 1/(r+1)
        "product": lambda c: Fraction(c["part"]) >= 1,  # for small r, a is nearly r
    }
    return {
        "accuracy": sum(answers_given) / len(answers_given),
        "reported": float(Fraction(right, wrong)),
        "back": "1 - 1/(1 + r)",
        "undo": float(share if values["ask"] == "accuracy" else 1 - share),
        "decide": [
            key
            for key, claim in zip(KEYS, values["claims"], strict=True)
            if by_algebra[claim["kind"]](claim)
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    right, wrong, total, ratio = (values[name] for name in ("right", "wrong", "total", "ratio"))
    asked_accuracy = values["ask"] == "accuracy"
    truth = answers(values)["undo"]
    if asked_accuracy:
        undo = {"odds-of-being-wrong": 1 / (ratio + 1), "right-over-wrong": ratio}
    else:
        undo = {"share-of-right-given": ratio / (ratio + 1), "just-more-right": 1 / ratio}
    first = values["table"][0]
    return {
        "accuracy": {
            "right-over-wrong": right / wrong,
            "share-of-wrong": wrong / total,
            "first-class-only": first[0] / sum(first),
        },
        "reported": {"accuracy-again": right / total, "wrong-over-right": wrong / right},
        "back": {
            "odds-of-being-wrong": "1/(r + 1)",
            "minus-for-plus": "r/(1 - r)",
            "inverse-ratio": "1/r",
        },
        "undo": {name: value for name, value in undo.items() if abs(value - truth) > 0.002},
    }
