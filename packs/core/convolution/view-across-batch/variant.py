"""A small transformer for images whose axes are turned wrongly, and what its scores depend on."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import torch


def scores(images, embed, head, patch=2, heads=2):
    n, c, h, w = images.shape
    rows, columns = h // patch, w // patch
    grid = images.reshape(n, c, rows, patch, columns, patch)
    cut = grid.permute(0, 2, 4, 1, 3, 5)
    tokens = cut.reshape(n, rows * columns, c * patch * patch)
    x = tokens @ embed.T
    length, width = x.shape[1:]
    split = x.reshape(n, length, heads, width // heads)
    parts = split.transpose(1, 2)
    mix = torch.softmax(parts @ parts.transpose(2, 3), dim=-1)
    back = (mix @ parts).transpose(1, 2)
    merged = back.reshape(n, length, width)
    flat = merged.reshape(n, length * width)
    return tokens.clone(), merged, flat @ head.T
"""
SOUND = PROGRAM.splitlines()
# what stands in the sound program, what may stand there instead, and the cause
BEFORE = (
    ("grid.permute(0, 2, 4, 1, 3, 5)", "grid.permute(0, 1, 2, 4, 3, 5)", "patches"),
    ("grid.permute(0, 2, 4, 1, 3, 5)", "grid.permute(0, 2, 4, 3, 5, 1)", "patches"),
    ("grid.permute(0, 2, 4, 1, 3, 5)", "grid.permute(2, 4, 0, 1, 3, 5)", "examples"),
    (
        "images.reshape(n, c, rows, patch, columns, patch)",
        "images.reshape(n, c, rows, columns, patch, patch)",
        "patches",
    ),
    (
        "cut.reshape(n, rows * columns, c * patch * patch)",
        "cut.reshape(rows * columns, n, c * patch * patch).transpose(0, 1)",
        "examples",
    ),
)
BEHIND = (
    (
        "x.reshape(n, length, heads, width // heads)",
        "x.reshape(n, heads, length, width // heads)",
        "heads",
    ),
    (
        "x.reshape(n, length, heads, width // heads)",
        "x.transpose(0, 1).reshape(n, length, heads, width // heads)",
        "examples",
    ),
    ("split.transpose(1, 2)", "split.reshape(n, heads, length, width // heads)", "heads"),
    ("(mix @ parts).transpose(1, 2)", "(mix @ parts)", "merge"),
    ("(mix @ parts).transpose(1, 2)", "(mix @ parts).transpose(2, 3)", "merge"),
    (
        "back.reshape(n, length, width)",
        "back.reshape(length, n, width).transpose(0, 1)",
        "examples",
    ),
    (
        "merged.reshape(n, length * width)",
        "merged.transpose(1, 2).reshape(n, length * width)",
        "flatten",
    ),
    (
        "merged.reshape(n, length * width)",
        "merged.transpose(0, 1).reshape(n, length * width)",
        "examples",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault before the embedding, one behind it, or both; a batch on which each shows."""
    which = rng.choice(("before", "behind", "both"))
    faults = []
    if which != "behind":
        faults.append(rng.choice(BEFORE))
    if which != "before":
        faults.append(rng.choice(BEHIND))
    while True:
        call = _call(rng)
        right = _numpy(PROGRAM, call)
        alone = [_numpy(PROGRAM.replace(before, after), call) for before, after, _ in faults]
        if all(np.abs(one[2] - right[2]).max() > 0.01 for one in alone):
            break
    program = PROGRAM
    for before, after, _ in faults:
        program = program.replace(before, after)
    n, c, h, w = call["images"].shape
    shown = _numpy(program, call)[2]
    return {
        "program": program,
        "changed": [list(fault) for fault in faults],
        "found": [[_line(before), after, before] for before, after, _ in faults],
        "call": {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in call.items()},
        "n": n,
        "c": c,
        "h": h,
        "w": w,
        "patch": call["patch"],
        "heads": call["heads"],
        "touched": ", ".join(str(k + 1) for k in _touched(program, call)),
        "shown": [round(float(v), 3) for v in shown[0]],
        "right": [round(float(v), 3) for v in right[2][0]],
    }


def _call(rng: Draw) -> dict[str, Any]:
    """A small batch, with as few numbers as show a wrong order."""
    patch, heads = 2, 2
    rows, columns = rng.choice(((1, 2), (2, 1), (2, 3), (3, 2), (1, 3), (3, 1)))
    n, c = rng.choice((3, 4, 5)), rng.choice((2, 3))
    return {
        "images": _numbers(rng, n, c, rows * patch, columns * patch),
        "embed": _numbers(rng, 4, c * patch * patch),
        "head": _numbers(rng, rng.choice((2, 3)), rows * columns * 4),
        "patch": patch,
        "heads": heads,
    }


def _numbers(rng: Draw, *shape: int) -> Any:
    count = int(np.prod(shape))
    return np.array([rng.decimal(-1, 1, 2) for _ in range(count)]).reshape(shape)


class _Softmax:
    """As much of PyTorch as the program needs, for NumPy arrays."""

    @staticmethod
    def softmax(x: Any, dim: int) -> Any:
        powers = np.exp(x - x.max(axis=dim, keepdims=True))
        return powers / powers.sum(axis=dim, keepdims=True)


def _numpy(program: str, call: dict[str, Any]) -> Any:
    """NumPy's names for the same: `transpose` takes all axes there, `swapaxes` two."""
    text = program.replace("import torch", "").replace(".clone()", ".copy()")
    space: dict[str, Any] = {"torch": _Softmax}
    text = text.replace(".transpose(", ".swapaxes(").replace(".permute(", ".transpose(")
    exec(text, space)
    return space["scores"](**call)


def _touched(program: str, call: dict[str, Any]) -> list[int]:
    """The images whose scores change when the first one does."""
    images = np.array(call["images"])
    images[0] = 1.5 - images[0]
    before, after = _numpy(program, call)[2], _numpy(program, {**call, "images": images})[2]
    return [int(k) for k in np.flatnonzero(np.abs(before - after).max(axis=1) > 1e-9)]


def _line(text: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if text in line]
    return number


def answers(values: dict[str, Any]) -> dict[str, Any]:
    faults = sorted(_line(before) for before, _, _ in values["changed"])
    found: Any = faults
    if ["(mix @ parts).transpose(1, 2)", "(mix @ parts)", "merge"] in values["changed"]:
        # The next line could turn the axes back as well.
        (missing,) = [line for line in faults if "mix @ parts" in SOUND[line - 1]]
        found = [faults, sorted(line + (line == missing) for line in faults)]
    return {
        "faults": found,
        "cause": sorted({cause for _, _, cause in values["changed"]}),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch itself: each line by itself in the sound program, and what then depends on what."""
    import torch

    given = values["call"]
    call = {
        name: torch.tensor(value, dtype=torch.float64) if isinstance(value, list) else value
        for name, value in given.items()
    }
    right = _torch(PROGRAM, call)
    faults, causes, instead = [], set(), {}
    for number, line in enumerate(values["program"].splitlines()):
        if line == SOUND[number]:
            continue
        mixed = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]]) + "\n"
        found = _torch(mixed, call)
        if all(torch.allclose(a, b) for a, b in zip(found, right, strict=True)):
            continue
        faults.append(number + 1)
        # A step that is missing here may be made up for in the line that comes next.
        late = mixed.replace("= back.reshape", "= back.transpose(1, 2).reshape")
        if torch.equal(_torch(late, call)[1], right[1]):
            instead[number + 1] = number + 2
        images = call["images"].clone().requires_grad_()
        _torch(mixed, {**call, "images": images})[2][0].sum().backward()
        assert images.grad is not None
        if images.grad[1:].abs().max() > 0:
            causes.add("examples")
        elif not torch.allclose(found[0], right[0]):
            causes.add("patches")
        elif torch.allclose(found[1], right[1]):
            causes.add("flatten")
        else:
            inner = [_torch(text, call, "parts") for text in (mixed, PROGRAM)]
            same = inner[0].shape == inner[1].shape and torch.allclose(*inner)
            causes.add("merge" if same else "heads")
    either = [faults, sorted(instead.get(line, line) for line in faults)]
    return {"faults": either if instead else faults, "cause": sorted(causes)}


def _torch(program: str, call: dict[str, Any], wanted: str = "") -> Any:
    if wanted:
        program = program.replace(
            "return tokens.clone(), merged, flat @ head.T", f"return {wanted}"
        )
    space: dict[str, Any] = {}
    exec(program, space)
    return space["scores"](**call)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "faults": {
            "softmax-blamed": ["torch.softmax"],
            "embedding-blamed": ["embed.T"],
            "shape-blamed": ["length, width = x.shape"],
        },
        "cause": {"softmax-suspected": ["softmax"], "gradient-suspected": ["gradient"]},
    }
