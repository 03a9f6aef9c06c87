"""What a tuner does with a uniform draw of the drop rate, told by lengths and by counting."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """An interval of rates, a search over it, and four of its trials."""
    while True:
        low, high = rng.choice((0, 0, 0.1, 0.2)), rng.choice((0.5, 0.6, 0.7, 0.8, 0.9, 1, 1))
        start = rng.decimal(low, high - 0.15, 2)
        good = [start, round(start + rng.choice((0.05, 0.1, 0.15)), 2)]
        least_kept = rng.decimal(1 - high + 0.1, 1 - low - 0.1, 1)
        rates = sorted({rng.decimal(max(low, 0.05), min(high, 0.9), 2) for _ in range(4)})
        if len(rates) == 4 and least_kept != 0.5 and high - low >= 0.4 and 0.5 not in rates:
            break
    best = rng.integer(1, 3)
    table = _table(rng, rates, best)
    values = {
        "low": low,
        "high": high,
        "width": round(high - low, 2),
        "units": rng.choice((40, 50, 80, 120, 200, 300, 400)),
        "trials": rng.integer(4, 12),
        "epochs": rng.choice((5, 10, 20)),
        "batches": rng.choice((30, 50, 100)),
        "least_kept": least_kept,
        "good": good,
        "table": rng.shuffled(table),
    }
    return values | {"answer": answers(values), "chance": _one_hit(values)}


def _table(rng: Draw, rates: list[float], best: int) -> list[list[float]]:
    """Training accuracy falls with the rate; validation accuracy is best at one of them."""
    rows, top = [], rng.decimal(0.93, 0.99, 3)
    peak = rng.decimal(0.84, 0.89, 3)
    for place, rate in enumerate(rates):
        top = round(top - rng.decimal(0.008, 0.025, 3), 3)
        fall = abs(place - best) * rng.decimal(0.006, 0.015, 3)
        rows.append([rate, round(max(top, peak + 0.01), 3), round(peak - fall, 3)])
    return rows


def _one_hit(values: dict[str, Any]) -> float:
    return (values["good"][1] - values["good"][0]) / (values["high"] - values["low"])


def answers(values: dict[str, Any]) -> dict[str, Any]:
    low, high, units = values["low"], values["high"], values["units"]
    rate = max(values["table"], key=lambda row: row[2])[0]
    return {
        "kept-share": [
            1 - (low + high) / 2,
            (high - (1 - values["least_kept"])) / (high - low),
        ],
        "draws": values["trials"],
        "hit": 1 - (1 - _one_hit(values)) ** values["trials"],
        "winner": [rate, units * (1 - rate), 1 / (1 - rate)],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Counts cells a thousandth wide in exact fractions, and runs the search as a loop."""
    low, high = (round(1000 * values[name]) for name in ("low", "high"))
    rates = [Fraction(2 * cell + 1, 2000) for cell in range(low, high)]
    limit = Fraction(str(values["least_kept"]))
    inside = [Fraction(str(end)) for end in values["good"]]
    miss = Fraction(sum(not inside[0] < rate < inside[1] for rate in rates), len(rates))
    none, drawn, masks = Fraction(1), 0, 0
    for _ in range(values["trials"]):
        drawn, none = drawn + 1, none * miss
        for _ in range(values["epochs"] * values["batches"]):
            masks += 1
    best = sorted((row[2], Fraction(str(row[0]))) for row in values["table"])[-1][1]
    return {
        "kept-share": [
            float(sum(1 - rate for rate in rates) / len(rates)),
            float(Fraction(sum(1 - rate < limit for rate in rates), len(rates))),
        ],
        "draws": drawn,
        "hit": float(1 - none),
        "winner": [float(best), float(values["units"] * (1 - best)), float(1 / (1 - best))],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    low, high, least = values["low"], values["high"], values["least_kept"]
    trials, epochs, units = values["trials"], values["epochs"], values["units"]
    one, truth = _one_hit(values), answers(values)
    rate = truth["winner"][0]
    remembered = max(values["table"], key=lambda row: row[1])[0]
    return {
        "kept-share": _told_apart(
            truth["kept-share"],
            {
                "rate-taken-for-keep": [(low + high) / 2, (least - low) / (high - low)],
                "interval-forgotten": [0.5, least],
            },
        ),
        "draws": _told_apart(
            truth["draws"],
            {
                "drawn-for-each-batch": trials * epochs * values["batches"],
                "drawn-for-each-epoch": trials * epochs,
                "drawn-for-each-unit": trials * units,
                "drawn-once": 1,
            },
        ),
        "hit": _told_apart(
            truth["hit"],
            {
                "chances-added": trials * one,
                "one-trial-only": one,
                "all-trials-hit": one**trials,
                "interval-forgotten": 1 - (1 - one * (high - low)) ** trials,
            },
        ),
        "winner": _told_apart(
            truth["winner"],
            {
                "rate-taken-for-keep": [rate, units * rate, 1 / rate],
                "best-in-training": [remembered, units * (1 - remembered), 1 / (1 - remembered)],
                "factor-of-dropped": [rate, units * (1 - rate), 1 / rate],
            },
        ),
    }


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    pairs = zip(_list(one), _list(other), strict=True)
    return all(isclose(a, b, abs_tol=0.02) for a, b in pairs)


def _list(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]
