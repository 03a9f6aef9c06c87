"""Ridge regression solved: the factors of the objective decide what is added to the diagonal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

# In front of the squared residuals and of w'w, as LaTeX and in formulas.
DATA = {"1": "", "1/2": r"\tfrac12\,", "1/n": r"\tfrac1n\,", "1/(2n)": r"\tfrac{1}{2n}\,"}
PENALTY = {"alpha": r"\alpha", "(1/2) alpha": r"\tfrac{\alpha}{2}", "2 alpha": r"2\alpha"}
# The same as numbers: how many of the residuals' squares over n (or over 1), how many alpha.
PARTS = {"1": Fraction(1), "1/2": Fraction(1, 2), "1/n": Fraction(1), "1/(2n)": Fraction(1, 2)}
SHARE = {"alpha": Fraction(1), "(1/2) alpha": Fraction(1, 2), "2 alpha": Fraction(2)}


def draw(rng: Draw) -> dict[str, Any]:
    """An objective, and small sums of squares of two features that do not overlap."""
    usual = [("1", "alpha"), ("1/2", "(1/2) alpha"), ("1", "(1/2) alpha")]
    data, penalty = rng.choice(list(DATA)), rng.choice(list(PENALTY))
    if rng.chance(0.4):
        data, penalty = rng.choice(usual)
    multiple = SHARE[penalty] / PARTS[data]
    rows = rng.choice([4, 5, 8, 10, 20])
    alpha = rng.choice([1, 2, 3, 4, 6])
    small, large = rng.integer(2, 6), rng.integer(12, 40)
    return {
        "data": data,
        "penalty": penalty,
        "shown_data": DATA[data],
        "shown_penalty": PENALTY[penalty],
        "mean": "n" in data,
        "multiple": float(multiple),
        "rows": rows,
        "alpha": alpha,
        "squares": [small, large],
        "products": [rng.sign() * rng.integer(5, 20), rng.sign() * rng.integer(5, 40)],
        "slope_data": {
            "1": r"2\,",
            "1/2": "",
            "1/n": r"\tfrac2n\,",
            "1/(2n)": r"\tfrac1n\,",
        }[data],
        "slope_penalty": {"alpha": r"2\,", "(1/2) alpha": "", "2 alpha": r"4\,"}[penalty],
        "on_diagonal": shown(multiple, "n" in data),
    }


def shown(multiple: Fraction, mean: bool) -> str:
    """What is added to the diagonal, in LaTeX."""
    number = "" if multiple == 1 else f"{multiple}\\,"
    number = r"\tfrac12\," if multiple == Fraction(1, 2) else number
    return f"{number}{'n' if mean else ''}\\alpha"


def added(values: dict[str, Any]) -> str:
    """The multiple of the identity that joins X'X, as a formula."""
    return f"{front(values['multiple'])}{'n ' if values['mean'] else ''}alpha"


def front(number: float | Fraction) -> str:
    """A factor before a product; nothing for 1."""
    return "" if number == 1 else f"{float(number):g} "


def on_numbers(values: dict[str, Any]) -> float:
    rows = values["rows"] if values["mean"] else 1
    return float(values["multiple"] * rows * values["alpha"])


def answers(values: dict[str, Any]) -> dict[str, Any]:
    plus = on_numbers(values)
    twice = 2 * PARTS[values["data"]]
    data = f"({twice}/n) " if values["mean"] else front(twice)
    return {
        "gradient": f"{data}X^T (X w - y) + {front(2 * SHARE[values['penalty']])}alpha w",
        "matrix": f"X^T X + {added(values)} I",
        "solution": f"(X^T X + {added(values)} I)^-1 X^T y",
        "weights": [
            t / (s + plus) for s, t in zip(values["squares"], values["products"], strict=True)
        ],
        "diagonal": [s + plus for s in values["squares"]],
        "shrinkage": [s / (s + plus) for s in values["squares"]],
        "slip": slip(values),
    }


def other(values: dict[str, Any]) -> float:
    """What somebody adds who has the solution of another convention in mind."""
    plus = on_numbers(values)
    return plus / 2 if values["multiple"] == 1 and not values["mean"] else float(values["alpha"])


def slip(values: dict[str, Any]) -> float:
    """The slope of the objective by the first weight, at the solution of the other convention."""
    s, t = values["squares"][0], values["products"][0]
    w = t / (s + other(values))
    front = coefficient(values)
    return 2 * front * (s * w - t) + 2 * front * on_numbers(values) * w


def coefficient(values: dict[str, Any]) -> float:
    """In front of the squared residuals."""
    return float(PARTS[values["data"]]) / (values["rows"] if values["mean"] else 1)


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Differences of the objective on random data give the coefficients; the least point comes from
    least squares with a row of its own for each penalised weight."""
    import numpy as np

    stream = np.random.default_rng(1)
    X, y, w = stream.normal(size=(5, 2)), stream.normal(size=5), stream.normal(size=2)
    strength = float(SHARE[values["penalty"]])

    def objective(X: Any, y: Any, w: Any, alpha: float) -> float:
        front = coefficient(values | {"rows": len(X)})
        return float(front * ((X @ w - y) ** 2).sum() + alpha * strength * (w**2).sum())

    def slopes(X: Any, y: Any, w: Any, alpha: float) -> Any:
        """Central differences, which are exact for a square."""
        moves = np.eye(2) / 8
        quotients = [
            4 * (objective(X, y, w + move, alpha) - objective(X, y, w - move, alpha))
            for move in moves
        ]
        return np.array(quotients)

    directions = np.stack([X.T @ (X @ w - y), 3.0 * w], 1)
    by_data, by_weight = np.linalg.solve(directions, slopes(X, y, w, 3.0)).tolist()
    scale = 5 if values["mean"] else 1
    n = "n" if values["mean"] else "1"
    by_data = round(by_data * scale, 9)
    by_weight = round(by_weight, 9)
    ratio = by_weight / by_data
    # The same numbers from a table of two features that do not overlap.
    X, y = table(values, np)
    front = coefficient(values)
    wide = np.vstack([X, np.eye(2) * np.sqrt(strength * values["alpha"] / front)])
    best = np.linalg.lstsq(wide, np.concatenate([y, [0, 0]]), rcond=None)[0]
    plain = np.linalg.lstsq(X, y, rcond=None)[0]
    at = values["products"][0] / (values["squares"][0] + other(values))
    return {
        "gradient": f"({by_data}/{n}) (X^T X w - X^T y) + {by_weight} alpha w",
        "matrix": f"({ratio} * {n} * alpha) I_d + X^T X",
        "solution": f"X^T (X X^T + ({ratio} * {n} * alpha) I)^-1 y",
        "weights": best.tolist(),
        "diagonal": np.diag(wide.T @ wide).tolist(),
        "shrinkage": (best / plain).tolist(),
        "slip": float(slopes(X, y, np.array([at, 0.0]), values["alpha"])[0]),
    }


def table(values: dict[str, Any], np: Any) -> tuple[Any, Any]:
    """Two columns with those sums of squares and those products with y, and no overlap."""
    X = np.zeros((values["rows"], 2))
    y = np.zeros(values["rows"])
    for j, (s, t) in enumerate(zip(values["squares"], values["products"], strict=True)):
        X[j, j], y[j] = np.sqrt(s), t / np.sqrt(s)
    return X, y


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    data, penalty = values["data"], values["penalty"]
    plus, squares, products = on_numbers(values), values["squares"], values["products"]
    of_matrix = {"penalty-as-written": "X^T X + alpha I"}
    if values["multiple"] == 1 and not values["mean"]:
        of_matrix = {"half-too-much": "X^T X + (1/2) alpha I"}
    elif values["mean"] and values["multiple"] != 1:
        of_matrix["n-forgotten"] = f"X^T X + {values['multiple']} alpha I"
    usual = next(iter(of_matrix))
    return {
        "gradient": {
            "residual-turned": f"2 ({data}) X^T (y - X w) + 2 ({penalty}) w",
            "two-forgotten": f"({data}) X^T (X w - y) + ({penalty}) w",
            "penalty-forgotten": f"2 ({data}) X^T (X w - y)",
        },
        "matrix": of_matrix | {"sign-turned": f"X^T X - {added(values)} I"},
        "solution": {
            "no-penalty": "(X^T X)^-1 X^T y",
            "inverse-forgotten": f"(X^T X + {added(values)} I) X^T y",
            **{name: f"({matrix})^-1 X^T y" for name, matrix in of_matrix.items()},
        },
        "weights": {
            "penalty-forgotten": [t / s for s, t in zip(squares, products, strict=True)],
            usual: [t / (s + other(values)) for s, t in zip(squares, products, strict=True)],
        },
        "diagonal": {
            usual: [s + other(values) for s in squares],
            "diagonal-of-inverse": [1 / s + plus for s in squares],
            "products-shrunk": [1 / (s + plus) for s in squares],
        },
        "shrinkage": {
            "share-taken": [plus / (s + plus) for s in squares],
            "both-alike": [min(squares) / (min(squares) + plus)] * 2,
        },
        "slip": {"zero-slope": 0},
    }
