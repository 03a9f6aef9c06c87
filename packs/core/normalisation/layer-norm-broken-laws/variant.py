"""A block with layer normalisation, one or two lines exchanged, and the laws that it breaks."""

from __future__ import annotations

import statistics
from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def block(x, gamma, beta, w1, w2, eps=1e-5):
    normed = layer_norm(x, gamma, beta, eps)
    hidden = np.maximum(normed @ w1, 0)
    return normed, x + hidden @ w2
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, and the cause
FAULTS = (
    ("mean = x.mean(axis=-1, keepdims=True)", "mean = x.mean(axis=0, keepdims=True)", "tokens"),
    ("mean = x.mean(axis=-1, keepdims=True)", "mean = x.mean(keepdims=True)", "tokens"),
    ("var = x.var(axis=-1, keepdims=True)", "var = x.var(axis=0, keepdims=True)", "tokens"),
    (
        "var = x.var(axis=-1, keepdims=True)",
        "var = x.var(axis=-1, keepdims=True, ddof=1)",
        "unbiased",
    ),
    (
        "var = x.var(axis=-1, keepdims=True)",
        "var = (x**2).mean(axis=-1, keepdims=True)",
        "uncentred",
    ),
    (
        "return gamma * (x - mean) / np.sqrt(var + eps) + beta",
        "return gamma * (x - mean) / (np.sqrt(var) + eps) + beta",
        "epsilon",
    ),
    (
        "return gamma * (x - mean) / np.sqrt(var + eps) + beta",
        "return (gamma * x - mean) / np.sqrt(var + eps) + beta",
        "order",
    ),
    ("normed = layer_norm(x, gamma, beta, eps)", "normed = layer_norm(x, gamma, beta)", "default"),
    ("return normed, x + hidden @ w2", "return normed, normed + hidden @ w2", "residual"),
)
# the pattern of laws kept that a fault leaves, by itself, and what it is then
SIGNS = {
    (False, True, True, True, True, False): "uncentred",
    (True, True, True, True, True, False): "unbiased",
    (True, True, True, True, False, True): "epsilon",
    (False, True, False, True, True, True): "order",
    (True, True, True, False, False, True): "default",
    (False, True, False, True, False, True): "residual",
}


def draw(rng: Draw) -> dict[str, Any]:
    """One or two faults on different lines; sizes and a token to be normalised by hand."""
    while True:
        faults = rng.sample(FAULTS, rng.choice((1, 2, 2)))
        if len({before for before, _, _ in faults}) == len(faults):
            break
    program = PROGRAM
    for before, after, _ in faults:
        program = program.replace("    " + before, "    " + after)
    tokens, features = rng.sample(range(3, 7), 2)
    start = rng.integer(1, 10**6)
    return {
        "program": program,
        "faults": [list(fault) for fault in sorted(faults, key=FAULTS.index)],
        "tokens": tokens,
        "features": features,
        "start": start,
        "kept": _kept(program, tokens, features, start),
        "token": rng.sample(range(1, 10), 4),
    }


def _kept(program: str, tokens: int, features: int, start: int) -> list[bool]:
    """Which of six laws a program keeps."""
    space: dict[str, Any] = {}
    exec(program, space)
    norm, block = space["layer_norm"], space["block"]
    rng = np.random.default_rng(start)
    x = rng.normal(1.0, 2.0, (tokens, features)) + 3 * np.arange(tokens)[:, None]
    gamma, beta = rng.uniform(0.5, 2.0, features), rng.normal(size=features)
    w1, w2 = rng.normal(size=(features, 7)), rng.normal(size=(7, features))
    plain, zero, tiny = np.ones(features), np.zeros(features), 1e-12

    def run(x: Any, shift: Any = beta, eps: float = 0.5) -> Any:
        return block(x, gamma, shift, w1, w2, eps)[1]

    lifted, other = x.copy(), x.copy()
    lifted[0] += 5.0
    other[-1] += rng.normal(size=features)
    flat = x.copy()
    flat[0] = 4.0
    level = norm(x, plain, zero, tiny)
    return [
        _same(run(lifted)[0] - run(x)[0], 5.0),
        _same(run(other)[:-1], run(x)[:-1]),
        _same(run(flat, zero)[0], flat[0]),
        not _same(run(x, eps=1.0), run(x, eps=tiny)),
        _same(run(10 * x, eps=50.0) - 10 * x, run(x) - x),
        _same((level**2).mean(axis=-1), 1.0),
    ]


def _same(one: Any, other: Any) -> bool:
    return bool(np.allclose(one, other, rtol=1e-6, atol=1e-6))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    mended = [before for before, _, _ in values["faults"]]
    token = np.array(values["token"], dtype=float)
    return {
        "guess": float((token[0] - token.mean()) / token.std()),
        "lines": [n for n, line in enumerate(SOUND, 1) if line.strip() in mended],
        "causes": sorted({cause for _, _, cause in values["faults"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program; the laws that it breaks tell the cause."""
    given = (values["tokens"], values["features"], values["start"])
    lines, causes = [], set()
    for number, line in enumerate(values["program"].splitlines()):
        mixed = [line if n == number else own for n, own in enumerate(SOUND)]
        kept = _kept("\n".join(mixed), *given)
        if not all(kept):
            lines.append(number + 1)
            causes.add(SIGNS.get(tuple(kept), "none") if kept[1] else "tokens")
    token = values["token"]
    guess = (token[0] - statistics.fmean(token)) / statistics.pstdev(token)
    return {"guess": guess, "lines": lines, "causes": sorted(causes)}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    token = values["token"]
    gap, width = token[0] - statistics.fmean(token), statistics.pstdev(token)
    guess = {
        "guess-unbiased": gap / statistics.stdev(token),
        "guess-not-centred": token[0] / (sum(v * v for v in token) / 4) ** 0.5,
        "guess-by-variance": gap / width**2,
    }
    kept: dict[str, float] = {}
    for name, value in guess.items():
        if all(abs(value - other) > 0.03 for other in (gap / width, *kept.values())):
            kept[name] = value
    return {
        "guess": kept,
        "lines": {"bend-blamed": ["hidden = np.maximum"], "header-blamed": ["def block("]},
    }
