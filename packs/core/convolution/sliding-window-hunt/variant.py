"""Two branches of sliding windows with one or two lines spoilt, and what they print."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

PROGRAM = """\
import numpy as np


def branches(image, kernels, stride=1, padding=0, size=2, step=2):
    height, width = image.shape
    count, k_h, k_w = kernels.shape
    padded = np.zeros((height + 2 * padding, width + 2 * padding))
    padded[padding : padding + height, padding : padding + width] = image
    rows = (height + 2 * padding - k_h) // stride + 1
    columns = (width + 2 * padding - k_w) // stride + 1
    maps = np.zeros((count, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[top : top + k_h, left : left + k_w]
            maps[:, i, j] = (kernels * window).sum(axis=(1, 2))
    maps = np.maximum(maps, 0)

    p_rows = (height - size) // step + 1
    p_columns = (width - size) // step + 1
    pooled = np.zeros((p_rows, p_columns))
    for i in range(p_rows):
        for j in range(p_columns):
            top, left = i * step, j * step
            pooled[i, j] = image[top : top + size, left : left + size].max()
    return maps, pooled
"""
SOUND = PROGRAM.splitlines()
# what stands in the sound program, and what may stand there instead
CONVOLUTION = (
    ("rows = (height + 2 * padding - k_h) // stride + 1", "rows = (height - k_h) // stride + 1"),
    (
        "rows = (height + 2 * padding - k_h) // stride + 1",
        "rows = (height + 2 * padding - k_h) // stride",
    ),
    (
        "columns = (width + 2 * padding - k_w) // stride + 1",
        "columns = (width + padding - k_w) // stride + 1",
    ),
    ("for i in range(rows):", "for i in range(rows - 1):"),
    ("for j in range(columns):", "for j in range(1, columns):"),
    ("top, left = i * stride, j * stride", "top, left = i * stride, j"),
    ("top, left = i * stride, j * stride", "top, left = i, j * stride"),
    (
        "padded[padding : padding + height, padding : padding + width] = image",
        "padded[:height, :width] = image",
    ),
    (
        "padded[padding : padding + height, padding : padding + width] = image",
        "padded[padding : padding + height, 2 * padding :] = image",
    ),
)
POOLING = (
    ("p_rows = (height - size) // step + 1", "p_rows = (height - size) // step"),
    ("p_columns = (width - size) // step + 1", "p_columns = (width - size) // step"),
    ("for i in range(p_rows):", "for i in range(p_rows - 1):"),
    ("for j in range(p_columns):", "for j in range(1, p_columns):"),
    ("top, left = i * step, j * step", "top, left = i, j * step"),
    ("top, left = i * step, j * step", "top, left = i * step, j"),
    (
        "image[top : top + size, left : left + size]",
        "image[top : top + size - 1, left : left + size]",
    ),
    (
        "image[top : top + size, left : left + size]",
        "image[top : top + size, left : left + size - 1]",
    ),
    (
        "image[top : top + size, left : left + size]",
        "image[top : top + size + 1, left : left + size]",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault in one branch or in each, and an image that shows it."""
    which = rng.choice(("convolution", "pooling", "both", "both"))
    faults = []
    if which != "pooling":
        faults.append(rng.choice(CONVOLUTION))
    if which != "convolution":
        faults.append(rng.choice(POOLING))
    while True:
        case = _case(rng)
        right = _run(PROGRAM, case)
        alone = [_run(PROGRAM.replace(*fault), case) for fault in faults]
        if any(_same(one, right) for one in alone) or min(right[1].shape) < 2:
            continue
        program = PROGRAM
        for fault in faults:
            program = program.replace(*fault)
        maps, pooled = _run(program, case)
        if maps.size and pooled.size:
            break
    (height, width), (count, k_h, k_w) = case[0].shape, case[1].shape
    return {
        "program": program,
        "changed": [list(fault) for fault in faults],
        "found": [[_line(before), after, before] for before, after in faults],
        "case": [part.tolist() if isinstance(part, np.ndarray) else part for part in case],
        "image": _indented(case[0]),
        "kernels": _indented(case[1]),
        "height": height,
        "width": width,
        "count": count,
        "k_h": k_h,
        "k_w": k_w,
        **dict(zip(("stride", "padding", "size", "step"), case[2:], strict=True)),
        "maps": _printed(maps),
        "pooled": _printed(pooled),
        "maps_shape": list(maps.shape),
        "pooled_shape": list(pooled.shape),
    }


def _case(rng: Draw) -> list[Any]:
    """A small image of whole numbers and everything that a call needs."""
    height, width = rng.sample((5, 6, 7), 2)
    count, k_h, k_w = rng.choice(((1, 2, 3), (1, 3, 2), (2, 2, 2), (2, 2, 1), (1, 3, 3)))
    image = [[rng.integer(-4, 9) for _ in range(width)] for _ in range(height)]
    kernels = [[[rng.integer(-1, 2) for _ in range(k_w)] for _ in range(k_h)] for _ in range(count)]
    size, step = rng.choice(((2, 2), (3, 2), (2, 1), (3, 1), (2, 3)))
    numbers = [np.array(image, dtype=float), np.array(kernels, dtype=float)]
    return [*numbers, rng.choice((1, 2, 2)), rng.choice((0, 1, 1, 2)), size, step]


def _run(program: str, case: list[Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    return space["branches"](np.array(case[0]), np.array(case[1]), *case[2:])


def _same(one: Any, other: Any) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def _line(text: str) -> int:
    (number,) = [n for n, line in enumerate(SOUND, 1) if text in line]
    return number


def _indented(array: Any) -> str:
    return str(array.astype(int).tolist()).replace("], [", "],\n     [")


def _printed(array: Any) -> str:
    return str(array.astype(int))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    stride, padding = values["stride"], values["padding"]
    return {
        "shape": [
            values["count"],
            (values["height"] + 2 * padding - values["k_h"]) // stride + 1,
            (values["width"] + 2 * padding - values["k_w"]) // stride + 1,
        ],
        "faults": sorted(_line(before) for before, _ in values["changed"]),
        "cause": sorted({_kind(after) for _, after in values["changed"]}),
    }


def _kind(after: str) -> str:
    name = after.split("=")[0].split("[")[0].strip()
    if name.endswith(("rows", "columns")):
        return "size"
    if after.startswith("for"):
        return "skipped"
    return {"top, left": "moved", "padded": "frame", "image": "window"}[name]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line of the listing by itself in the sound program, and what it does there."""
    lines, case = values["program"].splitlines(), values["case"]
    right = _run(PROGRAM, case)
    faults, causes = [], set()
    for number, line in enumerate(lines):
        if line == SOUND[number]:
            continue
        mixed = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]])
        result = _run(mixed, case)
        if not _same(result, right):
            faults.append(number + 1)
            causes.add(_trace(mixed))
    tall, wide = (
        len(range(-values["padding"], n + values["padding"] - k + 1, values["stride"]))
        for n, k in ((values["height"], values["k_h"]), (values["width"], values["k_w"]))
    )
    return {"shape": [values["count"], tall, wide], "faults": faults, "cause": sorted(causes)}


def _trace(program: str) -> str:
    """What becomes of an image of ones under kernels of ones, large enough to see it."""
    ones = [np.ones((9, 8)), np.ones((1, 3, 2))]
    sound, faulty = _run(PROGRAM, [*ones, 2, 1, 3, 2]), _run(program, [*ones, 2, 1, 3, 2])
    if any(a.shape != b.shape for a, b in zip(sound, faulty, strict=True)):
        return "size"
    for before, after in zip(sound, faulty, strict=True):
        gone = (before > 0) & (after == 0)
        if gone.any() and (before[~gone] == after[~gone]).all():
            return "skipped"
    if not _same(sound, faulty) and not np.array_equal(sound[0], faulty[0]):
        # In a frame that stands askew the sums at the edges change, and so they do if windows
        # move askew; without a frame only the second is wrong.
        ramp = [np.arange(72.0).reshape(9, 8), np.ones((1, 3, 2)), 2, 0, 3, 2]
        return "frame" if _same(_run(PROGRAM, ramp), _run(program, ramp)) else "moved"
    # The first window starts at the corner however windows move: is its largest entry right?
    for sign in (1, -1):
        spot = np.arange(72.0).reshape(9, 8) * sign
        for turned in (spot, spot[:, ::-1]):
            call = [turned, np.ones((1, 3, 2)), 2, 0, 3, 2]
            if _run(PROGRAM, call)[1][0, 0] != _run(program, call)[1][0, 0]:
                return "window"
    return "moved"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    count, tall, wide = truth["shape"]
    stride, padding = values["stride"], values["padding"]
    free = [values["height"] - values["k_h"], values["width"] - values["k_w"]]
    shape = {
        "frame-forgotten": [count, *(n // stride + 1 for n in free)],
        "first-window-forgotten": [count, tall - 1, wide - 1],
        "rounded-up": [count, *(-(-(n + 2 * padding) // stride) + 1 for n in free)],
    }
    kept: dict[str, Any] = {}
    for name, value in shape.items():
        if value not in (truth["shape"], *kept.values()):
            kept[name] = value
    return {
        "shape": kept,
        "faults": {
            "relu-blamed": ["maps = np.maximum"],
            "zeros-blamed": ["maps = np.zeros"],
            "product-blamed": ["kernels * window"],
        },
        "cause": {"flip-suspected": ["flipped"], "zeros-suspected": ["start"]},
    }
