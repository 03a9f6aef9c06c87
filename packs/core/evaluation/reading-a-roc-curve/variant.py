"""A curve of all thresholds whose axes are found from one point; then precision when rare."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from heldout.authoring import Draw, figures

KEYS = ("first", "second", "third", "fourth", "fifth")
MEASURES = {
    "recall": "recall",
    "fpr": "the false-positive rate",
    "specificity": "specificity",
    "miss": "the share of real ones that is missed",
    "auc": "the area under the ROC curve",
    "balanced": "the mean of recall and specificity",
    "precision": "precision",
    "accuracy": "accuracy",
    "f1": "the F1 score",
    "quiet": "the share of requests without an alarm that are normal",
    "load": "the share of all requests that raise an alarm",
}


def draw(rng: Draw) -> dict[str, Any]:
    """Three points between the corners, in twentieths; the lower left one is not too low."""
    while True:
        across = sorted(rng.sample(range(1, 14), 3))
        up = sorted(rng.sample(range(5, 20), 3))
        low, high = (across[0], up[0]), (across[-1], up[-1])
        if all(b > a + 1 for a, b in zip(across, up, strict=True)) and low != high:
            break
    letters = rng.shuffled(("A", "B", "C"))
    a, b = letters.index("A"), letters.index("B")
    thing = rng.choice(("attack", "fraud", "fault", "forgery"))
    constant = {"recall", "fpr", "specificity", "miss", "auc", "balanced"}
    mixed = [
        *rng.sample(sorted(constant), rng.choice((2, 3))),
        *rng.sample(sorted(set(MEASURES) - constant), 3),
    ][:5]
    values: dict[str, Any] = {
        "kind": rng.choice(("roc", "roc", "roc", "miss", "quiet")),
        "across": across,
        "up": up,
        "letters": letters,
        "caught": up[a],
        "alarms": across[a],
        "at": b,
        "thing": thing,
        "things": "forgeries" if thing == "forgery" else f"{thing}s",
        "rarity": rng.choice((100_000, 100_000, 10_000, 20_000, 50_000, 2_000)),
        "slight": rng.choice(("0.1", "0.1", "0.2", "0.5", "1")),
        "ask_changes": rng.chance(0.5),
        "measures": [{"key": key, "words": MEASURES[key]} for key in rng.shuffled(mixed)],
        "path": ", ".join(f"({x / 20:g}, {y / 20:g})" for x, y in zip(across, up, strict=True)),
    }
    kinds = ("roc", "miss", "quiet", "exchanged", "precision")
    if len({spot(kind, up[a], across[a]) for kind in kinds}) < len(kinds):
        return draw(rng)
    return {**values, "truth": answers(values)}


def spot(kind: str, caught: int, alarms: int) -> tuple[Fraction, Fraction]:
    """Where so many of 20 real ones found, and so many of 20 normal ones disturbed, are drawn."""
    recall, false = Fraction(caught, 20), Fraction(alarms, 20)
    return {
        "roc": (false, recall),
        "miss": (false, 1 - recall),
        "quiet": (1 - false, recall),
        "exchanged": (recall, false),
        "precision": (recall, recall / ((recall + false) or 1)),
    }[kind]


def points(values: dict[str, Any]) -> list[tuple[float, float]]:
    """The ROC curve, from (0, 0) to (1, 1)."""
    inner = zip(values["across"], values["up"], strict=True)
    return [(0.0, 0.0), *((x / 20, y / 20) for x, y in inner), (1.0, 1.0)]


def rates(values: dict[str, Any]) -> tuple[float, float]:
    """Recall and false-positive rate at B."""
    return values["up"][values["at"]] / 20, values["across"][values["at"]] / 20


def precision(recall: float, false: float, share: float) -> float:
    """The share of alarms that is real."""
    return recall * share / (recall * share + false * (1 - share))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    recall, false = rates(values)
    share = 1 / values["rarity"]
    corner = spot(values["kind"], 20, 0)
    curve = points(values)
    fixed = ("recall", "fpr", "specificity", "miss", "auc", "balanced")
    if recall == 1 - false:  # then accuracy is a mean of two equal numbers
        fixed += ("accuracy",)
    return {
        "axes": values["kind"],
        "rates": [recall, false],
        "area": sum((x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in pairwise(curve)),
        "ideal": [int(corner[0]), int(corner[1])],
        "precision": precision(recall, false, share),
        "better": precision(1.0, float(values["slight"]) / 100, share),
        "moved": [
            key
            for key, measure in zip(KEYS, values["measures"], strict=True)
            if (measure["key"] not in fixed) == values["ask_changes"]
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Counts requests: in exact numbers, on the test set and in operation."""
    curve = [(Fraction(0), Fraction(0))]
    curve += [(Fraction(x, 20), Fraction(y, 20)) for x, y in _pairs(values)]
    curve += [(Fraction(1), Fraction(1))]
    # The area by pairs: both requests of a pair fall into one of the stretches between points.
    area = Fraction(0)
    for i, ((_, y0), (_, y1)) in enumerate(pairwise(curve)):
        for j, ((u0, _), (u1, _)) in enumerate(pairwise(curve)):
            pair = (y1 - y0) * (u1 - u0)  # a real one scored in stretch i, a normal one in j
            area += pair if i < j else pair / 2 if i == j else 0
    caught, alarms = values["up"][values["at"]], values["across"][values["at"]]
    test = _measures(Fraction(caught), 20, Fraction(alarms), 20, area)
    many = values["rarity"] - 1
    live = _measures(Fraction(caught, 20), 1, Fraction(alarms, 20) * many, many, area)
    slight = Fraction(values["slight"]) / 100 * many
    marked = {values["letters"][i]: pair for i, pair in enumerate(_pairs(values))}
    x, y = spot(values["kind"], marked["A"][1], marked["A"][0])
    found = [
        kind
        for kind in ("roc", "miss", "quiet", "exchanged", "precision")
        if spot(kind, values["caught"], values["alarms"]) == (x, y)
    ]
    assert len(found) == 1
    return {
        "axes": found[0],
        "rates": [float(test["recall"]), float(test["fpr"])],
        "area": float(area),
        "ideal": [int(number) for number in spot(values["kind"], 20, 0)],
        "precision": float(live["precision"]),
        "better": float(1 / (1 + slight)),
        "moved": [
            key
            for key, measure in zip(KEYS, values["measures"], strict=True)
            if (test[measure["key"]] != live[measure["key"]]) == values["ask_changes"]
        ],
    }


def _pairs(values: dict[str, Any]) -> list[tuple[int, int]]:
    return list(zip(values["across"], values["up"], strict=True))


def _measures(
    tp: Fraction, real: int, fp: Fraction, normal: int, area: Fraction
) -> dict[str, Fraction]:
    """All measures, from counts."""
    fn, tn = real - tp, normal - fp
    return {
        "recall": tp / real,
        "fpr": fp / normal,
        "specificity": tn / normal,
        "miss": fn / real,
        "auc": area,
        "balanced": (tp / real + tn / normal) / 2,
        "precision": tp / (tp + fp),
        "accuracy": (tp + tn) / (real + normal),
        "f1": 2 * tp / (2 * tp + fp + fn),
        "quiet": tn / (tn + fn),
        "load": (tp + fp) / (real + normal),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    recall, false = truth["rates"]
    curve = points(values)
    steps = [(x1 - x0, y0, y1) for (x0, y0), (x1, y1) in pairwise(curve)]
    kind = values["kind"]
    others = [key for key in KEYS if key not in truth["moved"]]
    slight = float(values["slight"]) / 100
    wrong: dict[str, dict[str, Any]] = {
        "axes": {
            "axis-by-habit": "roc" if kind != "roc" else "exchanged",
            "precision-curve": "precision",
        },
        "rates": {
            "rates-exchanged": [false, recall],
            "complement-read": [recall, 1 - false] if kind == "quiet" else [1 - recall, false],
        },
        "area": {
            "lower-steps": sum(wide * low for wide, low, _ in steps),
            "upper-steps": sum(wide * high for wide, _, high in steps),
            "area-beside": 1 - truth["area"],
            "above-the-diagonal": truth["area"] - 0.5,
        },
        "ideal": {
            "worst-corner": [1 - place for place in truth["ideal"]],
            "usual-corner": [0, 1],
        },
        "precision": {
            "balanced": recall / (recall + false),
            "recall-for-precision": recall,
            "specificity-for-precision": 1 - false,
        },
        "better": {
            "balanced": 1 / (1 + slight),
            "recall-for-precision": 1.0,
            "specificity-for-precision": 1 - slight,
        },
        "moved": {"other-question": others} if others else {},
    }
    return {part: _told_apart(truth[part], known) for part, known in wrong.items()}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ clearly from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if all(value != other and not _close(value, other) for other in [truth, *kept.values()]):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return not isinstance(one[0], str) and all(map(_close, one, other))
    return not isinstance(one, str) and abs(one - other) < 0.04 * max(abs(one), abs(other)) + 1e-9


def figure(values: dict[str, Any]) -> str:
    """The curve on its axes, which are not named."""
    pairs = [(0, 0), *_pairs(values), (20, 20)]
    places = [spot(values["kind"], y, x) for x, y in pairs]
    drawn = [(float(x), float(y)) for x, y in places]
    ticks = [place / 10 for place in range(11)]
    return figures.plot(
        title="A curve with three lettered points",
        x=(0, 1),
        y=(0, 1),
        x_label="?",
        y_label="?",
        x_ticks=ticks,
        y_ticks=ticks,
        curves=[figures.Curve(drawn, dots=True)],
        marks=[
            figures.Mark(x, y, letter)
            for (x, y), letter in zip(drawn[1:-1], values["letters"], strict=True)
        ],
    )
