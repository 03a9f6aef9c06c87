"""Accuracy, recall and precision where one class is rare."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

SCENES = (
    ("requests", "attack", "normal"),
    ("payments", "fraud", "honest"),
    ("scans", "tumour", "healthy"),
    ("parts", "defect", "sound"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A classifier that says the same of everything, or one with all four kinds of outcome."""
    kind = rng.choice(("never", "never", "always", "mixed", "mixed", "mixed"))
    things, positive, negative = rng.choice(SCENES)
    total = 10 ** rng.integer(4, 6)
    if kind == "mixed":
        cells = _mixed(rng, total)
    else:
        positives = rng.choice((1, 1, 2, 5, 10, 20)) * (total // 10**4 if rng.chance(0.4) else 1)
        negatives = total - positives
        cells = [0, positives, 0, negatives] if kind == "never" else [positives, 0, negatives, 0]
    found, missed, alarms, quiet = cells
    return {
        "kind": kind,
        "things": things,
        "positive": positive,
        "negative": negative,
        "total": total,
        "found": found,
        "missed": missed,
        "alarms": alarms,
        "quiet": quiet,
        "asked": rng.choice(("missed", "false", "disturbed")),
    }


def _mixed(rng: Draw, total: int) -> list[int]:
    """A detector that finds something: with more, as many, or fewer false alarms than finds."""
    positives = rng.choice((20, 40, 50, 80, 100))
    found = rng.integer(positives // 4, positives - 2)
    scene = rng.choice(("worse", "worse", "better", "tied"))
    alarms = {
        "worse": found + rng.integer(5, 4 * positives),
        "better": rng.integer(1, found - 1),
        "tied": found,
    }[scene]
    return [found, positives - found, alarms, total - positives - alarms]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    found, missed, alarms, quiet = _cells(values)
    called = found + alarms
    gain = found - alarms  # against calling everything negative
    return {
        "accuracy": (found + quiet) / values["total"],
        "rates": [found / (found + missed), found / called if called else 0.0],
        "baseline": "equal" if gain == 0 else "higher" if gain > 0 else "lower",
        "watch": {"missed": "recall", "false": "precision", "disturbed": "specificity"}[
            values["asked"]
        ],
    }


def _cells(values: dict[str, Any]) -> tuple[int, int, int, int]:
    return values["found"], values["missed"], values["alarms"], values["quiet"]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Goes through pairs (true class, called class), each with how often it occurs."""
    outcomes = {
        (True, True): values["found"],
        (True, False): values["missed"],
        (False, True): values["alarms"],
        (False, False): values["quiet"],
    }
    agreeing = sum(n for (true, called), n in outcomes.items() if true == called)
    silent = sum(n for (true, _), n in outcomes.items() if not true)
    order = (agreeing > silent) - (agreeing < silent)
    return {
        "accuracy": float(Fraction(agreeing, sum(outcomes.values()))),
        "rates": [_share(outcomes, 0, 1), _share(outcomes, 1, 0)],
        "baseline": {1: "higher", 0: "equal", -1: "lower"}[order],
        "watch": _moving(values["asked"]),
    }


def _share(outcomes: dict[tuple[bool, bool], int], given: int, wanted: int) -> float:
    """Among the cases that are positive in one respect, the share that is so in the other."""
    cases = {pair: count for pair, count in outcomes.items() if pair[given]}
    both = sum(count for pair, count in cases.items() if pair[wanted])
    return float(Fraction(both, sum(cases.values()))) if sum(cases.values()) else 0.0


def _moving(asked: str) -> str:
    """The measure that is one minus the asked share on made-up counts, and no other."""
    found, missed, alarms, quiet = 30, 20, 45, 905
    share = {
        "missed": Fraction(missed, found + missed),
        "false": Fraction(alarms, found + alarms),
        "disturbed": Fraction(alarms, alarms + quiet),
    }[asked]
    measures = {
        "accuracy": Fraction(found + quiet, 1000),
        "recall": Fraction(found, 50),
        "precision": Fraction(found, 75),
        "specificity": Fraction(quiet, 950),
    }
    return next(name for name, measure in measures.items() if measure == 1 - share)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    found, _, alarms, quiet = _cells(values)
    total, right = values["total"], truth["accuracy"]
    accuracy = {
        **({"one-nine-too-many": 1 - (1 - right) / 10} if right > 0.9 else {}),
        "error-rate": 1 - right,
        "in-per-cent": 100 * right,
        "negatives-only": quiet / (quiet + alarms),
    }
    recall, precision = truth["rates"]
    rates = {
        "rates-swapped": [precision, recall],
        "specificity-for-recall": [quiet / (quiet + alarms), precision],
        "shares-of-all": [found / total, found / total],
        "missed-for-found": [1 - recall, precision],
    }
    baseline = {
        "equal": {"must-be-better": "higher"},
        "lower": {"must-be-better": "higher", "balance-assumed": "equal"},
        "higher": {"balance-assumed": "equal"},
    }[truth["baseline"]]
    watch = {
        "recall": {"recall-or-precision": "precision"},
        "precision": {"recall-or-precision": "recall"},
        "specificity": {"recall-or-precision": "precision"},
    }[truth["watch"]]
    return {
        "accuracy": _told_apart([right], accuracy, 1e-8),
        "rates": _told_apart([recall, precision], rates, 0.01),
        "baseline": baseline,
        "watch": watch,
    }


def _told_apart(truth: list[float], wrong: dict[str, Any], gap: float) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    seen = [truth]
    for name, value in wrong.items():
        listed = value if isinstance(value, list) else [value]
        if all(max(abs(a - b) for a, b in zip(listed, s, strict=True)) > gap for s in seen):
            kept[name] = value
            seen.append(listed)
    return kept
