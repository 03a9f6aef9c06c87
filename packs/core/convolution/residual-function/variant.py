"""A residual block: what its layers must compute, its derivative, and the gradient over many."""

from __future__ import annotations

import graphlib
import math
from fractions import Fraction
from typing import Any

from heldout.authoring import Draw

BUMPS = {"sin": "\\sin", "tanh": "\\tanh", "exp": "\\exp", "sigmoid": "\\sigma"}
SLOPES = {
    "tanh": "(1 - tanh({z})^2)",
    "sin": "cos({z})",
    "sigmoid": "sigmoid({z})*(1 - sigmoid({z}))",
}
BLOCKS = [10, 12, 16, 20, 25, 30]


def draw(rng: Draw) -> dict[str, Any]:
    scale = rng.choice([0.2, 0.4, 0.6, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 1])
    bump, layer = rng.choice(list(BUMPS)), rng.choice(list(SLOPES))
    part = rng.sign() * rng.integer(1, 9) / 10
    frequency = rng.choice([2, 3, 0.5])
    u = rng.sign() * rng.choice([0.3, 0.5, 0.7, 1.5, 2])
    v = rng.choice([0.5, 1.5, 2, 3])
    f = rng.choice([0.05, 0.1, 0.15, 0.2, 0.25, -0.05, -0.1, -0.15, -0.2])
    blocks = rng.choice(BLOCKS)
    bump_shown = f"{BUMPS[bump]}({frequency:g}\\,x)"
    extra = f"{'-' if part < 0 else '+'} {abs(part):g}\\,{bump_shown}"
    rest = round(scale - 1, 2)
    return {
        "scale": scale,
        "bump": bump,
        "part": part,
        "frequency": frequency,
        "layer": layer,
        "u": u,
        "v": v,
        "f": f,
        "blocks": blocks,
        "base": round(1 + f, 2),
        "plain": scientific(f**blocks),
        "with_skip": f"{(1 + f) ** blocks:.3g}",
        "wanted": f"{'' if scale == 1 else f'{scale:g}' + chr(92) + ','}x {extra}",
        "residual_shown": f"${f'{rest:g}' + chr(92) + ',x ' if rest else ''}{extra}$".replace(
            "$+ ", "$"
        ),
        "layers": f"{u:g}\\,{BUMPS[layer]}({v:g}\\,x)",
        "inner": f"{v:g}\\,x",
    }


def scientific(number: float) -> str:
    """Three digits and a power of ten, in LaTeX."""
    digits, _, exponent = f"{number:.2e}".partition("e")
    return f"{digits} \\cdot 10^{{{int(exponent)}}}"


FEEDS = {  # what each step of the block takes in
    "add": {"second-norm"},
    "second-norm": {"second-conv"},
    "second-conv": {"relu"},
    "relu": {"first-norm"},
    "first-norm": {"first-conv"},
    "last-relu": {"add"},
}
ORDER = ["first-conv", "first-norm", "relu", "second-conv", "second-norm", "add", "last-relu"]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    part, f, blocks = values["part"], values["f"], values["blocks"]
    rest = round(values["scale"] - 1, 2)
    bump = f"{part:g}*{values['bump']}({values['frequency']:g}*x)"
    slope = SLOPES[values["layer"]].format(z=f"{values['v']:g}*x")
    sign = "-" if values["u"] < 0 else "+"
    return {
        "residual": f"{rest:g}*x + {bump}" if rest else bump,
        "slope": f"1 {sign} {abs(values['u'] * values['v']):g}*{slope}",
        "chain": "g*(1 + r)*(1 + s)",
        "direct": "g",
        "depth": [f**blocks, (1 + f) ** blocks],
        "layers": ORDER,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """SymPy subtracts and differentiates; the deep stacks as sums over all their paths, in exact
    fractions; the order follows from what each step takes in."""
    import sympy

    x, g, r, s = sympy.symbols("x g r s")
    functions = {
        "sin": sympy.sin,
        "tanh": sympy.tanh,
        "exp": sympy.exp,
        "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    }

    def exact(name: str) -> Any:
        return sympy.Rational(str(values[name]))

    wanted = exact("scale") * x + exact("part") * functions[values["bump"]](exact("frequency") * x)
    block = x + exact("u") * functions[values["layer"]](exact("v") * x)
    # Linear layers with derivatives r and s, differentiated through both blocks.
    first = x + r * x
    gradient = sympy.expand(sympy.diff(g * (first + s * first), x))
    # Each path goes through the layers of some of the blocks and past those of the others.
    share, blocks = Fraction(str(values["f"])), values["blocks"]
    paths = [math.comb(blocks, through) * share**through for through in range(blocks + 1)]
    return {
        "residual": str(wanted - x),
        "slope": str(sympy.diff(block, x)),
        "chain": str(gradient),
        "direct": str(gradient.subs({r: 0, s: 0})),
        "depth": [float(paths[-1]), float(sum(paths))],
        "layers": list(graphlib.TopologicalSorter(FEEDS).static_order()),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    scale, part, u, v, f, blocks = (
        values[name] for name in ("scale", "part", "u", "v", "f", "blocks")
    )
    bump = f"{part}*{values['bump']}({values['frequency']}*x)"
    layer, z = values["layer"], f"({v}*x)"
    slope = SLOPES[layer].format(z=z)
    return {
        "residual": {
            "mapping-itself": f"{scale}*x + {bump}",
            "sum-not-difference": f"{scale + 1}*x + {bump}",
            "sign-reversed": f"-({answers(values)['residual']})",
        },
        "slope": {
            "identity-forgotten": f"{u * v}*{slope}",
            "inner-weight-forgotten": f"1 + {u}*{slope}",
            "activation-not-differentiated": f"1 + {u * v}*{layer}{z}",
        },
        "chain": {
            "no-skip": "g*r*s",
            "added-not-multiplied": "g*(2 + r + s)",
            "one-skip": "g*r*(1 + s)",
            "paths-lost": "g*(1 + r*s)",
        },
        "direct": {
            "everything": "g*(1 + r)*(1 + s)",
            "only-last-block": "g + g*s",
            "no-skip": "g*r*s",
        },
        "depth": {
            "exchanged": [(1 + f) ** blocks, f**blocks],
            "sum-of-blocks": [blocks * f, 1 + blocks * f],
        },
    }
