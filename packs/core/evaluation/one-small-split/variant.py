"""One small split and the number that comes of it: which lines, and how sure is it?"""

from __future__ import annotations

from fractions import Fraction
from math import comb, sqrt
from typing import Any

from heldout.authoring import Draw

PROGRAM = """\
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

x, y = load_iris(return_X_y=True)
{before}
x_train, x_test, y_train, y_test = train_test_split(x, y, {split})
scaler = StandardScaler().fit(x_train)
models = [LogisticRegression({option}C=c) for c in ({values})]
for model in models:
    model.fit(scaler.transform(x_train), y_train)
best = {best}
print(best.score(scaler.transform(x_test), y_test))
"""
LEAKS = (
    "x = StandardScaler().fit_transform(x)",
    "x = (x - x.mean(axis=0)) / x.std(axis=0)",
    "x = x / abs(x).max(axis=0)",
)
SOUND = ("assert len(x) == len(y)", "print(x.shape, y.shape)")
UNKNOWN = ("data_norm=12, ", "l2=True, ", "standardise=True, ")
TUNED = "max(models, key=lambda m: m.score(scaler.transform(x_test), y_test))"
PLAIN = "models[0]"


def draw(rng: Draw) -> dict[str, Any]:
    """Which faults the script has beside its split, and the sizes for the estimates."""
    while True:
        leak, option, tuned, loose = (rng.chance(p) for p in (0.5, 0.5, 0.5, 0.6))
        if leak or option or tuned or loose:
            break
    share = rng.choice((0.1, 0.2, 0.2, 0.3))
    program = PROGRAM.format(
        before=rng.choice(LEAKS if leak else SOUND),
        split=f"test_size={share}" + ("" if loose else ", stratify=y, random_state=0"),
        option=rng.choice(UNKNOWN) if option else "",
        values="0.1, 1.0, 10.0" if tuned else "1.0,",
        best=TUNED if tuned else PLAIN,
    )
    rows = rng.choice((60, 90, 100, 120, 150, 150, 150, 200, 240))
    test = round(rows * share)
    while True:
        rare = rng.integer(3, 12)
        none = comb(rows - rare, test) / comb(rows, test)
        if 0.03 < none < 0.6:
            break
    return {
        "program": program,
        "leak": leak,
        "option": option,
        "tuned": tuned,
        "loose": loose,
        "share": share,
        "rows": rows,
        "test": test,
        "accuracy": rng.choice((80, 85, 90, 92, 95, 96)),
        "rare": rare,
        "folds": rng.choice((5, 10)),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    p, test, rows = values["accuracy"] / 100, values["test"], values["rows"]
    lines = [8] if values["loose"] else []
    lines += [7] if values["leak"] else []
    lines += [10] if values["option"] else []
    lines += [13] if values["tuned"] else []
    return {
        "lines": sorted(lines),
        "first": [100 / test, 100 * sqrt(p * (1 - p) / test)],
        "missed": comb(rows - values["rare"], test) / comb(rows, test),
        "cross": [values["folds"], 100 * sqrt(p * (1 - p) / rows)],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Reads the program as a tree; sums the binomial distribution; draws rows one by one."""
    import ast

    lines = set()
    defined = {"C", "penalty", "max_iter"}  # of the options of LogisticRegression
    for node in ast.walk(ast.parse(values["program"])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called, given = node.func.id, {word.arg for word in node.keywords}
            names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            if called == "train_test_split":
                split = node.lineno
            if (
                (called == "LogisticRegression" and not given <= defined)
                or (called == "train_test_split" and not given >= {"stratify", "random_state"})
                or (called == "max" and "x_test" in names)
            ):
                lines.add(node.lineno)
    for node in ast.walk(ast.parse(values["program"])):
        # Whatever changes x before the split has looked at the test rows.
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "x"
            and node.lineno < split
        ):
            lines.add(node.lineno)
    p = Fraction(values["accuracy"], 100)
    missed = Fraction(1)
    for taken in range(values["test"]):
        left = values["rows"] - taken
        missed *= Fraction(left - values["rare"], left)
    return {
        "lines": sorted(lines),
        "first": [100 / values["test"], 100 * _deviation(p, values["test"])],
        "missed": float(missed),
        "cross": [values["folds"], 100 * _deviation(p, values["rows"])],
    }


def _deviation(p: Fraction, count: int) -> float:
    """Of the share of successes: from the whole distribution, in exact fractions."""
    chances = [comb(count, k) * p**k * (1 - p) ** (count - k) for k in range(count + 1)]
    mean = sum(chance * Fraction(k, count) for k, chance in enumerate(chances))
    square = sum(chance * Fraction(k, count) ** 2 for k, chance in enumerate(chances))
    return sqrt(square - mean**2)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    p, test, rows = values["accuracy"] / 100, values["test"], values["rows"]
    step, _ = truth["first"]
    folds, narrow = truth["cross"]
    first = {
        "all-rows-counted": [100 / rows, 100 * sqrt(p * (1 - p) / rows)],
        "variance-given": [step, 100 * p * (1 - p) / test],
        "root-forgotten": [step, 100 * p * (1 - p) / sqrt(test)],
    }
    cross = {
        "one-fit": [1, narrow],
        "fold-for-all": [folds, 100 * sqrt(p * (1 - p) * folds / rows)],
    }
    missed = {"with-replacement": (1 - values["rare"] / rows) ** test}
    lines = {"fit-blamed": ["StandardScaler().fit(x_train)"], "loop-blamed": ["model.fit("]}
    if not values["loose"]:
        lines["sound-split-blamed"] = ["train_test_split(x"]
    return {
        "lines": lines,
        "first": _apart(truth["first"], first),
        "missed": {
            name: value for name, value in missed.items() if abs(value - truth["missed"]) > 0.003
        },
        "cross": _apart(truth["cross"], cross),
    }


def _apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(max(abs(a - b) for a, b in zip(value, other, strict=True)) > 0.03
               for other in (truth, *kept.values())):  # fmt: skip
            kept[name] = value
    return kept
