"""The Jacobian of a sigmoid with a vector as input, alone and behind a linear layer."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    inner = rng.choice([-3, -2, -1, 0.5, 2, 3, 4])
    outer = rng.choice([1, 2, 3, 4, 5, 6])
    return {
        "inner": inner,
        "outer": outer,
        "size": rng.integer(3, 12),
        "rows": rng.integer(3, 12),
        "of_entry": times(outer, rf"\sigma({times(inner, 'x_i')})"),
        "of_vector": times(outer, rf"\sigma({times(inner, 'x')})"),
        "of_layer": times(outer, rf"\sigma({times(inner, 'W x')})"),
        "slope": times(inner * outer, rf"\sigma({times(inner, 'x_i')})"),
        "argument": times(inner, "x_i"),
        "share": "a" if outer == 1 else rf"\tfrac{{a}}{{{outer}}}",
        "front": times(inner, ""),
    }


def times(factor: float, what: str) -> str:
    """A product in LaTeX, with a factor of 1 or -1 left unwritten."""
    if abs(factor) == 1:
        return what if factor > 0 else f"-{what}"
    return rf"{factor:g}\,{what}"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    inner, outer, size, rows = (values[name] for name in ("inner", "outer", "size", "rows"))
    share = "a" if outer == 1 else f"a/{outer}"
    return {
        "entry": slope(inner, outer, "t"),
        "nonzero": [size, rows * size],
        "jacobian": f"diag({slope(inner, outer, 'x')})",
        "layer": f"{front(inner)}diag(a .* (1 - {share})) W",
        "backward": f"{front(inner)}W^T (g .* a .* (1 - {share}))",
    }


def slope(inner: float, outer: float, name: str) -> str:
    """The derivative of outer * sigmoid(inner * name), for each entry."""
    s = f"sigmoid({front(inner)}{name})"
    return f"{front(inner * outer)}{s} {'*' if name == 't' else '.*'} (1 - {s})"


def front(factor: float) -> str:
    """A factor before a product; 1 is left unwritten."""
    return {1: "", -1: "-"}.get(factor, f"{factor:g} ")


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy differentiates the exponentials; moving each input shows which outputs it reaches."""
    import numpy as np
    import sympy

    t, a = sympy.symbols("t a", real=True)
    inner, outer = sympy.Rational(str(values["inner"])), values["outer"]
    value = outer / (1 + sympy.exp(-inner * t))
    derivative = sympy.diff(value, t)
    # At height a the exponential is outer/a - 1, which makes the derivative a polynomial of a.
    by_height = sympy.diff(outer / (1 + t), t).subs(t, outer / a - 1) * -inner * (outer / a - 1)
    linear, square = (sympy.expand(by_height).coeff(a, power) for power in (1, 2))
    slopes = f"({float(linear)} a + {float(square)} a.^2)"

    def nonzero(rows: int | None) -> int:
        stream = np.random.default_rng(0)
        x = 0.1 * stream.normal(size=values["size"])
        weights = stream.normal(size=(rows, len(x))) if rows else np.eye(len(x))

        def layer(x: Any) -> Any:
            return outer / (1 + np.exp(-float(inner) * (weights @ x)))

        moves = 1e-3 * np.eye(len(x))
        return sum(int((layer(x + move) != layer(x)).sum()) for move in moves)

    entry = str(derivative)
    return {
        "entry": entry,
        "nonzero": [nonzero(None), nonzero(values["rows"])],
        "jacobian": f"diag({entry.replace('**', '.^').replace('*', ' .* ').replace('t', 'x')})",
        "layer": f"diag{slopes} W",
        "backward": f"(g^T diag{slopes} W)^T",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    inner, outer, size, rows = (values[name] for name in ("inner", "outer", "size", "rows"))
    s = f"sigmoid({inner} x)"
    of_entry = {"value-for-slope": f"{inner * outer} * sigmoid({inner} t)"}
    of_layer = {"order-swapped": f"{inner} W^T diag(a .* (1 - a/{outer}))"}
    of_jacobian = {
        "no-diag": slope(inner, outer, "x"),
        "outer-product": f"{inner * outer} * {s} (1 - {s})^T",
    }
    t = f"sigmoid({inner} t)"
    of_entry["inner-forgotten"] = f"{outer} {t} (1 - {t})"
    of_backward = {
        "not-transposed": f"{inner} diag(a .* (1 - a/{outer})) W",
        "slope-forgotten": "W^T g",
        "inner-forgotten": f"W^T (g .* a .* (1 - a/{outer}))",
    }
    of_layer["inner-forgotten"] = f"diag(a .* (1 - a/{outer})) W"
    if outer not in (1, inner):
        of_entry["outer-forgotten"] = f"{inner} {t} (1 - {t})"
    if outer != 1:
        of_backward["height-not-undone"] = f"{inner} W^T (g .* a .* (1 - a))"
        of_layer["height-not-undone"] = f"{inner} diag(a .* (1 - a)) W"
    return {
        "entry": of_entry,
        "nonzero": {
            "dense": [size * size, rows * size],
            "sparse-twice": [size, min(rows, size)],
            "off-diagonal": [size * size - size, rows * size],
        },
        "jacobian": of_jacobian,
        "layer": of_layer,
        "backward": of_backward,
    }
