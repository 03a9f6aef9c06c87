"""A decoder with one or two faulty lines, and what it finds in a small table of scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def decode(scores, width, length, p=1.0, temperature=1.0):
    z = scores / temperature
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    order = np.argsort(-logp, kind="stable")
    ranked = -np.sort(-np.exp(logp))
    before = np.cumsum(ranked, axis=1) - ranked
    beam = [((), 0.0)]
    for _ in range(length):
        grown = []
        for tokens, score in beam:
            last = tokens[-1] if tokens else 0
            for token in order[last][before[last] < p].tolist():
                grown.append(((*tokens, token), score + logp[last, token]))
        grown.sort(key=lambda pair: (-round(pair[1], 9), pair[0]))
        beam = grown[:width]
    return [list(tokens) for tokens, _ in beam], [float(score) for _, score in beam]
"""
SOUND = PROGRAM.splitlines()
# what is exchanged, for what, the cause, and what the reader is told
FAULTS = (
    (
        "    z = scores / temperature",
        "    z = scores",
        "no-temperature",
        "the temperature is never used; it divides the scores",
    ),
    (
        "    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))",
        "    logp = (z - np.log(np.exp(z).sum(axis=1, keepdims=True))) / temperature",
        "twice",
        "the temperature divides once more, after the softmax, so that nothing sums to 1",
    ),
    (
        "    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))",
        "    logp = z - np.log(np.exp(z).sum(axis=0, keepdims=True))",
        "axis",
        "the softmax runs down the columns; each row is the distribution of what follows a token",
    ),
    (
        "    before = np.cumsum(ranked, axis=1) - ranked",
        "    before = np.cumsum(ranked, axis=1)",
        "nucleus",
        "the token with which the sum reaches p is cut off; the sum **before** a token decides",
    ),
    (
        "            for token in order[last][before[last] < p].tolist():",
        "            for token in np.flatnonzero(before[last] < p).tolist():",
        "unsorted",
        "places in the ranking are taken for tokens; the order has to be undone",
    ),
    (
        "            last = tokens[-1] if tokens else 0",
        "            last = tokens[0] if tokens else 0",
        "first",
        "the next token depends on the last one, not on the first",
    ),
    (
        "                grown.append(((*tokens, token), score + logp[last, token]))",
        "                grown.append(((*tokens, token), logp[last, token]))",
        "last-only",
        "the score of what came before is dropped, so that only the last step is compared",
    ),
    (
        "                grown.append(((*tokens, token), score + logp[last, token]))",
        "                grown.append(((*tokens, token), score + np.exp(logp[last, token])))",
        "summed",
        "probabilities are added; what adds up is their logarithms",
    ),
    (
        "        beam = grown[:width]",
        "        beam = grown[: width - 1] if len(grown) > 1 else grown",
        "narrow",
        "one hypothesis too few is kept",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """One fault or two, and a table on which each of them shows."""
    first = rng.choice(FAULTS)
    faults = [first]
    if rng.chance(0.5):
        faults.append(rng.choice([fault for fault in FAULTS if _together(first, fault)]))
    faults.sort(key=lambda fault: SOUND.index(fault[0]))
    program = _spoilt(faults)
    while True:
        case = {
            "scores": [[rng.decimal(-3, 3, 1) for _ in range(4)] for _ in range(4)],
            "width": rng.integer(2, 3),
            "length": rng.integer(3, 4),
            "p": rng.choice((0.7, 0.8, 0.9)),
            "temperature": rng.choice((0.5, 2.0)),
        }
        right, shown = _run(PROGRAM, case), _run(program, case)
        singles = [_run(_spoilt([fault]), case) for fault in faults]
        if right is None or shown is None or None in singles:
            continue
        if all(one != right for one in singles) and (
            len(faults) == 1 or all(one != shown for one in singles)
        ):
            break
    z = np.array(case["scores"][0]) / case["temperature"]
    ranking = np.argsort(-z, kind="stable")
    shares = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    sums = np.cumsum(shares[ranking]) - shares[ranking]
    if np.abs(sums - case["p"]).min() < 1e-6:
        return draw(rng)
    return {
        "program": program,
        "faults": [list(fault) for fault in faults],
        "several": len(faults) > 1,
        "case": case,
        **{name: case[name] for name in ("width", "length", "p", "temperature")},
        "table": [", ".join(f"{v:g}" for v in row) for row in case["scores"]],
        "found": shown[0],
        "said": shown[1],
        "wanted": right[0],
        "right": right[1],
        "nucleus": int((sums < case["p"]).sum()),
    }


# Mending only one of these two would not be seen.
APART = (
    {"narrow", "first"},
    {"narrow", "last-only"},
    {"narrow", "summed"},
    {"nucleus", "no-temperature"},
    {"nucleus", "unsorted"},
    {"nucleus", "twice"},
)


def _together(first: Any, other: Any) -> bool:
    """Whether these two may be in one program."""
    return first[0] != other[0] and {first[2], other[2]} not in APART


def _spoilt(faults: Any) -> str:
    program = PROGRAM
    for before, after, *_ in faults:
        program = program.replace(before + "\n", after + "\n")
    return program


def _run(program: str, case: dict[str, Any]) -> Any:
    """Tokens and scores as text with three decimals; None where nothing is found."""
    space: dict[str, Any] = {}
    exec(program, space)
    tokens, scores = space["decode"](
        np.array(case["scores"]), case["width"], case["length"], case["p"], case["temperature"]
    )
    return (tokens, [f"{score:.3f}" for score in scores]) if tokens else None


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "nucleus": values["nucleus"],
        "lines": [SOUND.index(fault[0]) + 1 for fault in values["faults"]],
        "cause": sorted(fault[2] for fault in values["faults"]),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Mends one line at a time and runs; adds up likely tokens until p is reached."""
    lines, case = values["program"].splitlines(), values["case"]
    whole = _run(values["program"], case)
    found = []
    for number, line in enumerate(lines):
        mended = "\n".join([*lines[:number], SOUND[number], *lines[number + 1 :]]) + "\n"
        if line != SOUND[number] and _run(mended, case) != whole:
            found.append(number)
    marks = (
        ("z = scores", "no-temperature"),
        (") / temperature", "twice"),
        ("axis=0", "axis"),
        ("before = ", "nucleus"),
        ("flatnonzero", "unsorted"),
        ("tokens[0]", "first"),
        ("score + np.exp", "summed"),
        ("grown.append", "last-only"),
        ("width - 1", "narrow"),
    )
    causes = [next(cause for mark, cause in marks if mark in lines[number]) for number in found]
    weights = sorted(2.718281828459045 ** (s / case["temperature"]) for s in case["scores"][0])
    whole_weight, taken = sum(weights), 0.0
    count = 0
    while taken < case["p"] * whole_weight:
        taken += weights.pop()
        count += 1
    return {
        "nucleus": count,
        "lines": [number + 1 for number in found],
        "cause": sorted(causes),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    lines = {
        "shift-blamed": ["z = z - z.max"],
        "sort-blamed": ["grown.sort"],
        "start-blamed": ["beam = [("],
    }
    count = values["nucleus"]
    return {
        "lines": lines,
        "cause": {},
        "nucleus": {"crossing-token-dropped": count - 1, "one-too-many": count + 1},
    }
