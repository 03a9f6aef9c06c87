"""Which activations commute with a dropout mask, with the scaling and without."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import erf, exp, log, sin, sqrt, tanh
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")

LATEX = {
    "relu": r"\max(0, x)",
    "leaky": r"\max(x, 0.1\,x)",
    "abs": r"|x|",
    "linear": r"2\,x",
    "negative": r"\min(0, x)",
    "sigmoid": r"\sigma(x)",
    "tanh": r"\tanh(x)",
    "softplus": r"\ln(1 + e^x)",
    "elu": r"x \text{ if } x > 0, \text{ else } e^x - 1",
    "swish": r"x\,\sigma(x)",
    "gelu": r"x\,\Phi(x), \text{ with the normal distribution function } \Phi",
    "softsign": r"\frac{x}{1 + |x|}",
    "square": r"\max(0, x)^2",
    "sine": r"\sin(x)",
    "hard": r"\min(1, \max(0, x))",
    "shifted": r"\max(0, x + 1)",
    "bump": r"e^{-x^2}",
}
ASKED = (
    "relu",
    "leaky",
    "sigmoid",
    "sigmoid",
    "tanh",
    "tanh",
    "softplus",
    "elu",
    "swish",
    "softsign",
    "square",
    "abs",
    "bump",
    "shifted",
)
F: dict[str, Callable[[float], float]] = {
    "relu": lambda x: max(0.0, x),
    "leaky": lambda x: max(x, 0.1 * x),
    "abs": abs,
    "linear": lambda x: 2 * x,
    "negative": lambda x: min(0.0, x),
    "sigmoid": lambda x: 1 / (1 + exp(-x)),
    "tanh": tanh,
    "softplus": lambda x: log(1 + exp(x)),
    "elu": lambda x: x if x > 0 else exp(x) - 1,
    "swish": lambda x: x / (1 + exp(-x)),
    "gelu": lambda x: x * (1 + erf(x / sqrt(2))) / 2,
    "softsign": lambda x: x / (1 + abs(x)),
    "square": lambda x: max(0.0, x) ** 2,
    "sine": sin,
    "hard": lambda x: min(1.0, max(0.0, x)),
    "shifted": lambda x: max(0.0, x + 1),
    "bump": lambda x: exp(-x * x),
}


def draw(rng: Draw) -> dict[str, Any]:
    name = rng.choice(ASKED)
    scaled = rng.chance(0.5)
    drop = rng.choice((0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75))
    keep = round(1 - drop, 2)
    x = (
        rng.integer(3, 20) / 10
        if name in ("relu", "square")
        else rng.sign() * rng.integer(3, 20) / 10
    )
    if name == "shifted":
        x = rng.integer(-6, 20) / 10 or 0.5
    while True:
        others = rng.sample([other for other in LATEX if other != name], 5)
        fine = sum(commutes(other, scaled) for other in others)
        telling = any(commutes(other, False) and not commutes(other, True) for other in others)
        if 2 <= fine <= 3 and telling:
            break
    f, m = F[name], 1 / keep if scaled else 1.0
    kept = [f(m * x), m * f(x)]
    zero, product = f(0.0), commutes_at(name, m)
    if abs(zero) < 1e-12:
        equal = "both" if product else "zeros"
    else:
        equal = "scaled" if product else "neither"
    return {
        "name": name,
        "latex": LATEX[name],
        "scaled": scaled,
        "drop": drop,
        "keep": keep,
        "x": x,
        "f0": zero,
        "kept": kept,
        "mean": [keep * kept[0] + drop * zero, keep * kept[1]],
        "equal": equal,
        "shown": [
            {
                "name": other,
                "latex": LATEX[other],
                "fine": commutes(other, scaled),
                "why": why(other, scaled),
            }
            for other in others
        ],
    }


def commutes_at(name: str, m: float) -> bool:
    """Tries f(mx) = m f(x) on a grid."""
    f = F[name]
    return all(abs(f(m * i / 8) - m * f(i / 8)) < 1e-9 for i in range(-40, 41))


@cache
def commutes(name: str, scaled: bool) -> bool:
    return all(commutes_at(name, m) for m in ((0.0, 1.25, 2.0) if scaled else (0.0, 1.0)))


def why(name: str, scaled: bool) -> str:
    if commutes(name, scaled):
        return "may be exchanged"
    zero = F[name](0.0)
    if abs(zero) > 1e-12:
        return f"no, it gives {zero:.3g} at 0"
    return "no, it is 0 at 0 but does not let factors through"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "dropped": [values["f0"], 0],
        "kept": values["kept"],
        "mean": values["mean"],
        "equal": values["equal"],
        "commute": [k for k, one in zip(KEYS, values["shown"], strict=True) if one["fine"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's own activations on tensors; properties read off many random points."""
    import torch

    functional = torch.nn.functional
    torch_f: dict[str, Callable[[Any], Any]] = {
        "relu": torch.relu,
        "leaky": lambda x: functional.leaky_relu(x, 0.1),
        "abs": torch.abs,
        "linear": lambda x: x + x,
        "negative": lambda x: -torch.relu(-x),
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": functional.softplus,
        "elu": functional.elu,
        "swish": functional.silu,
        "gelu": functional.gelu,
        "softsign": functional.softsign,
        "square": lambda x: torch.relu(x).square(),
        "sine": torch.sin,
        "hard": lambda x: x.clamp(0, 1),
        "shifted": lambda x: torch.relu(x + 1),
        "bump": lambda x: torch.exp(-x.square()),
    }
    chance = torch.Generator().manual_seed(7)
    points = 3 * torch.randn(50, generator=chance, dtype=torch.float64)
    keep, drop = values["keep"], values["drop"]

    def same(name: str, m: float) -> bool:
        f = torch_f[name]
        return torch.allclose(f(m * points), m * f(points), rtol=0, atol=1e-9)

    f = torch_f[values["name"]]
    m = 1 / keep if values["scaled"] else 1.0
    masks = torch.tensor([0.0, m], dtype=torch.float64)
    x = torch.tensor(values["x"], dtype=torch.float64)
    first, last = f(masks * x), masks * f(x)
    chances = torch.tensor([drop, keep], dtype=torch.float64)
    verdicts = {
        (True, True): "both",
        (True, False): "zeros",
        (False, True): "scaled",
        (False, False): "neither",
    }
    factors = (0.0, 1 / 0.7, 3.0) if values["scaled"] else (0.0, 1.0)
    return {
        "dropped": [first[0].item(), last[0].item()],
        "kept": [first[1].item(), last[1].item()],
        "mean": [(chances @ first).item(), (chances @ last).item()],
        "equal": verdicts[same(values["name"], 0.0), same(values["name"], m)],
        "commute": [
            key
            for key, one in zip(KEYS, values["shown"], strict=True)
            if all(same(one["name"], factor) for factor in factors)
        ],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    f, x, f0 = F[values["name"]], values["x"], values["f0"]
    keep, drop, scaled = values["keep"], values["drop"], values["scaled"]
    kept, mean = values["kept"], values["mean"]
    if scaled:
        of_kept = {
            "scaled-outside": [f(x) / keep, f(x) / keep],
            "scale-left-out": [f(x), f(x)],
            "multiplied": [f(keep * x), keep * f(x)],
        }
    else:
        of_kept = {"scaled-always": [f(x / keep), f(x) / keep]}
    of_kept["orders-swapped"] = kept[::-1]
    of_mean = {
        "zero-assumed": [keep * kept[0], mean[1]],
        "rates-exchanged": [drop * kept[0] + keep * f0, drop * kept[1]],
        "kept-only": kept,
        "orders-swapped": mean[::-1],
    }
    shown = list(zip(KEYS, values["shown"], strict=True))
    zero = [key for key, one in shown if abs(F[one["name"]](0.0)) < 1e-12]
    strict = [key for key, one in shown if commutes(one["name"], True)]
    commute = {"through-zero-only": zero} if scaled else {"homogeneous-demanded": strict}
    equal = {"no-always": "neither"} if values["equal"] != "neither" else {}
    if values["equal"] != "both":
        equal["yes-always"] = "both"
    return {
        "dropped": told_apart(
            truth["dropped"], {"zero-assumed": [0, 0], "orders-swapped": [0, f0]}
        ),
        "kept": told_apart(kept, of_kept),
        "mean": told_apart(mean, of_mean),
        "equal": equal,
        "commute": {k: v for k, v in commute.items() if v and v != truth["commute"]},
    }


def told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong pairs that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, pair in wrong.items():
        if all(
            max(abs(a - b) for a, b in zip(pair, other, strict=True)) > 0.005
            for other in (truth, *kept.values())
        ):
            kept[name] = pair
    return kept
