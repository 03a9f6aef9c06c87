"""One-sided difference quotients at 0, of activations with kinks, cusps and endless swings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, sin, sqrt, tanh
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")
PHASES = (
    ("1/2", 0.5),
    ("3/2", 1.5),
    ("1/6", 1 / 6),
    ("7/6", 7 / 6),
    ("1/3", 1 / 3),
    ("4/3", 4 / 3),
    ("1", 1.0),
)


def draw(rng: Draw) -> dict[str, Any]:
    p = rng.sign() * rng.integer(2, 5)
    q = rng.integer(2, 6)
    linear = rng.choice((0, 0, 2, 3, 4, -2))
    while linear == p:
        linear = rng.choice((0, 2, 3))
    right = f"{q}\\,x^2" + (f" {'+' if linear > 0 else '-'} {abs(linear)}\\,x" if linear else "")
    k, c = rng.integer(2, 5), rng.integer(2, 6)
    phases = rng.sample(PHASES, 2)
    x0 = rng.choice((0.5, 1.5, 2.0, 2.5, 3.0))
    swing = [c * sin(phase * pi) for _, phase in phases]
    while True:
        shown = rng.sample(catalogue(rng), 5)
        states = [state_of(one) for one in shown]
        if {"none", "smooth", "kink"} <= set(states) and states.count("none") <= 2:
            break
    for one, state in zip(shown, states, strict=True):
        one["state"] = state
        one["why"] = {
            "none": "no limit from either side, the quotient swings for ever",
            "smooth": "both one-sided slopes exist and agree",
            "kink": "both one-sided slopes exist and differ, a subgradient does",
            "steep": "the quotient grows beyond all bounds, so it has no finite slope",
        }[state]
    return {
        "p": p,
        "q": q,
        "linear": linear,
        "right": right,
        "right_slope": f"{linear}",
        "k": k,
        "c": c,
        "phases": [text for text, _ in phases],
        "turns": [phase for _, phase in phases],
        "swing": [round(value, 9) for value in swing],
        "x0": x0,
        "slope0": c * (sin(k / x0) - k / x0 * cos(k / x0)),
        "shown": shown,
    }


def catalogue(rng: Draw) -> list[dict[str, Any]]:
    """Functions of several kinds, by name and one number."""
    n = rng.integer(2, 4)
    part = rng.choice((0.1, 0.2, 0.3))
    latex = {
        "abs": f"{n}\\,|x|",
        "leaky": f"\\max(x, {part}\\,x)",
        "identity": f"{n}\\,x",
        "swing": "x \\sin(1 / x)",
        "swing-cos": f"{n}\\,x \\cos({n} / x)",
        "swing-abs": f"|x| \\sin({n} / x)",
        "calm": "x^2 \\sin(1 / x)",
        "calm-cos": f"x\\,|x| \\cos({n} / x)",
        "root": "\\sqrt{|x|}",
        "odd-root": "\\mathrm{sign}(x) \\sqrt{|x|}",
        "signed-square": "x\\,|x|",
        "parabola": "\\max(0, x)^2",
        "bend": f"\\max(-x, {n}\\,x^2)",
        "tanh-abs": "\\tanh(|x|)",
    }
    return [{"name": name, "n": n, "part": part, "latex": text} for name, text in latex.items()]


def function(one: dict[str, Any]) -> Callable[[float], float]:
    n, part = one["n"], one["part"]
    found: dict[str, Callable[[float], float]] = {
        "abs": lambda x: n * abs(x),
        "leaky": lambda x: max(x, part * x),
        "identity": lambda x: n * x,
        "swing": lambda x: x * sin(1 / x),
        "swing-cos": lambda x: n * x * cos(n / x),
        "swing-abs": lambda x: abs(x) * sin(n / x),
        "calm": lambda x: x * x * sin(1 / x),
        "calm-cos": lambda x: x * abs(x) * cos(n / x),
        "root": lambda x: sqrt(abs(x)),
        "odd-root": lambda x: sqrt(abs(x)) * (1 if x > 0 else -1),
        "signed-square": lambda x: x * abs(x),
        "parabola": lambda x: max(0.0, x) ** 2,
        "bend": lambda x: max(-x, n * x * x),
        "tanh-abs": lambda x: tanh(abs(x)),
    }
    return found[one["name"]]


def state_of(one: dict[str, Any]) -> str:
    """Looks at the quotients at many small h on either side: do they settle, and where?"""
    f = function(one)
    limits = []
    for side in (-1, 1):
        near = [side / (1e6 + 0.37 * i) for i in range(40)]
        quotients = [f(h) / h for h in near]
        if max(map(abs, quotients)) > 100:
            return "steep"
        if max(quotients) - min(quotients) > 1e-3:
            return "none"
        limits.append(sum(quotients) / len(quotients))
    return "smooth" if abs(limits[0] - limits[1]) < 1e-3 else "kink"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "one-sided": [values["p"], values["linear"]],
        "quotient": f"{values['c']}*sin({values['k']}/h)",
        "swings": values["swing"],
        "elsewhere": values["slope0"],
        "neither": [k for k, f in zip(KEYS, values["shown"], strict=True) if f["state"] == "none"],
        "smooth": [k for k, f in zip(KEYS, values["shown"], strict=True) if f["state"] == "smooth"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Limits and derivatives by SymPy; for the lists, the growth of f and of f's two halves."""
    import sympy

    h = sympy.symbols("h", real=True)
    k, c = values["k"], values["c"]
    left = sympy.limit(values["p"] * h / h, h, 0, "-")
    right = sympy.limit((values["q"] * h**2 + values["linear"] * h) / h, h, 0, "+")
    v = c * h * sympy.sin(k / h)
    m = 10
    at = [k / ((2 * m + turn) * pi) for turn in values["turns"]]
    slope = float(sympy.diff(v, h).subs(h, sympy.Rational(str(values["x0"]))))
    kinds = {"neither": [], "smooth": []}
    for key, one in zip(KEYS, values["shown"], strict=True):
        first = sorted({round(size, 2) for size in accumulated(one)})
        if first and first[-1] - first[0] > 0.3 and swings(one):
            kinds["neither"].append(key)
        elif len(first) == 1:
            kinds["smooth"].append(key)
    return {
        "one-sided": [float(left), float(right)],
        "quotient": f"({c}*h*sin({k}/h) - 0)/h",
        "swings": [round(float(v.subs(h, place)) / place, 9) for place in at],
        "elsewhere": slope,
        **kinds,
    }


def accumulated(one: dict[str, Any]) -> list[float]:
    """Quotients along h = ±1/(j + 1/4) for j from 10^5: what a limit would have to be."""
    f = function(one)
    steps = [sign / (100_000 + j + 0.25) for j in range(40) for sign in (-1, 1)]
    return [f(h) / h for h in steps]


def swings(one: dict[str, Any]) -> bool:
    """Whether f crosses 0 again and again on the right of 0, as fast as it shrinks."""
    f = function(one)
    signs = [f(1 / (1000 + 0.2 * j)) > 0 for j in range(200)]
    return sum(a != b for a, b in pairwise(signs)) > 5


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    p, q, linear, k, c = (values[name] for name in ("p", "q", "linear", "k", "c"))
    x0, shown = values["x0"], values["shown"]
    angle = k / x0
    sided = {
        "sides-swapped": [linear, p],
        "left-sign-lost": [-p, linear],
        "square-counted": [p, q + linear],
    }
    by_state = {
        state: [key for key, f in zip(KEYS, shown, strict=True) if f["state"] == state]
        for state in ("none", "kink", "smooth")
    }
    sines = [key for key, f in zip(KEYS, shown, strict=True) if "/ x" in f["latex"]]
    neither = {"kinks-too": sorted(by_state["none"] + by_state["kink"])}
    if set(sines) != set(by_state["none"]):
        neither["every-sine"] = sines
    return {
        "one-sided": told_apart(truth["one-sided"], sided),
        "quotient": {
            "h-not-divided": f"{c}*h*sin({k}/h)",
            "differentiated-first": f"{c}*(sin({k}/h) - {k}/h*cos({k}/h))",
            "inverse-lost": f"{c}*sin({k}*h)",
        },
        "swings": told_apart(
            truth["swings"],
            {
                "limit-zero": [0, 0],
                "amplitude-lost": [sin(turn * pi) for turn in values["turns"]],
                "cosine-for-sine": [c * cos(turn * pi) for turn in values["turns"]],
            },
        ),
        "elsewhere": told_apart(
            [truth["elsewhere"]],
            {
                "product-rule-half": c * sin(angle),
                "chain-forgotten": c * (sin(angle) + x0 * cos(angle)),
                "chain-sign": c * (sin(angle) + angle * cos(angle)),
            },
        ),
        "neither": neither,
        "smooth": {"jump-of-slope-is-smooth": sorted(by_state["smooth"] + by_state["kink"])},
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.01 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
