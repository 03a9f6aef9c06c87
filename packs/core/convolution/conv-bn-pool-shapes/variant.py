"""A convolution, batch normalisation and one pool used twice, printed as code."""

from __future__ import annotations

import ast
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """A module whose pool is written with two numbers or with one pair of them."""
    while True:
        values = _module(rng)
        second = answers(values)["second-pool"]
        if 4 <= second[2] <= 70 and 4 <= second[3] <= 70:
            return values


def _module(rng: Draw) -> dict[str, Any]:
    in_pair = rng.chance(0.4)
    if in_pair:
        numbers = rng.sample((1, 2, 3, 4), 2)
    else:
        numbers = (
            [2, 2] if rng.chance(0.2) else rng.choice(([3, 2], [2, 1], [4, 2], [2, 3], [4, 3]))
        )
    window, step = (numbers, numbers) if in_pair else ([numbers[0]] * 2, [numbers[1]] * 2)
    height = rng.integer(40, 224)
    kernel = rng.choice((3, 5, 7))
    return {
        "images": rng.choice((1, 2, 4, 8, 16)),
        "in_channels": rng.choice((1, 3)),
        "channels": rng.choice((8, 16, 32, 64)),
        "height": height,
        "width": height if rng.chance(0.25) else rng.integer(40, 224),
        "kernel": kernel,
        "padding": rng.integer(1, 3) if kernel != 3 else 1,
        "stride": rng.choice((1, 1, 2)),
        "in_pair": in_pair,
        "pool_call": f"({numbers[0]}, {numbers[1]})" if in_pair else f"{numbers[0]}, {numbers[1]}",
        "window": window,
        "step": step,
        "asked": rng.choice(("eval", "left-out", "no-grad")),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    batch = [values["images"], values["channels"]]
    norm = _convolved(values, 2 * values["padding"])
    first = _pooled(values, norm)
    second = _pooled(values, first)
    return {
        "numbers": "height-width" if values["in_pair"] else "window-stride",
        "after-norm": [*batch, *norm],
        "first-pool": [*batch, *first],
        "second-pool": [*batch, *second],
        "features": values["channels"] * second[0] * second[1],
        "mode": {"eval": "stored", "left-out": "batch", "no-grad": "graph"}[values["asked"]],
    }


def _convolved(values: dict[str, Any], added: int) -> list[int]:
    sides = (values["height"], values["width"])
    return [(side + added - values["kernel"]) // values["stride"] + 1 for side in sides]


def _pooled(values: dict[str, Any], sides: list[int]) -> list[int]:
    axes = zip(sides, values["window"], values["step"], strict=True)
    return [(side - window) // step + 1 for side, window, step in axes]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Reads the pool's call as Python would, slides every window, and runs a toy batch norm."""
    window, step = _pool(*ast.literal_eval(f"({values['pool_call']},)"))
    sides = [values["height"], values["width"]]
    shapes = []
    for size, stride, padding in (
        (values["kernel"], values["stride"], values["padding"]),
        (window, step, 0),
        (window, step, 0),
    ):
        sides = [
            _slide(side, along, by, padding)
            for side, along, by in zip(sides, _both(size), _both(stride), strict=True)
        ]
        shapes.append([values["images"], values["channels"], *sides])
    return {
        "numbers": "height-width" if isinstance(window, tuple) else "window-stride",
        "after-norm": shapes[0],
        "first-pool": shapes[1],
        "second-pool": shapes[2],
        "features": sum(1 for _ in range(shapes[2][1]) for _ in range(sides[0] * sides[1])),
        "mode": _observed(values["asked"]),
    }


def _pool(
    kernel_size: int | tuple[int, int], stride: int | tuple[int, int] | None = None
) -> tuple[Any, Any]:
    """Window and stride, bound to their names as MaxPool2d binds them."""
    return kernel_size, kernel_size if stride is None else stride


def _both(size: Any) -> tuple[int, int]:
    return size if isinstance(size, tuple) else (size, size)


def _slide(side: int, window: int, stride: int, padding: int) -> int:
    end = side + 2 * padding
    return sum(start + window <= end for start in range(0, end, stride))


def _observed(asked: str) -> str:
    """What changes in a toy batch norm when the line is there, or is not."""

    def run(training: bool, recording: bool) -> tuple[float, float, int]:
        batch, running, tape = [4.0, 8.0], 0.0, []
        centre = sum(batch) / len(batch) if training else running
        running = 0.9 * running + 0.1 * centre if training else running
        if recording:
            tape.append("subtract")
        return batch[0] - centre, running, len(tape)

    usual = run(training=False, recording=False)
    other = {
        "eval": run(training=True, recording=False),
        "left-out": run(training=True, recording=False),
        "no-grad": run(training=False, recording=True),
    }[asked]
    if usual[:2] == other[:2]:
        return "graph"
    with_line = usual if asked == "eval" else other
    return "stored" if with_line[1] == 0.0 else "batch"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    batch = truth["after-norm"][:2]
    norm, first = truth["after-norm"][2:], truth["first-pool"][2:]
    second = truth["second-pool"][2:]
    features = {
        "batch-multiplied-in": truth["features"] * values["images"],
        "channels-left-out": second[0] * second[1],
        "one-pool-only": values["channels"] * first[0] * first[1],
    }
    wrong = {
        "numbers": _wrong_numbers(values),
        "after-norm": {
            "padding-once": [*batch, *_convolved(values, values["padding"])],
            "forgot-padding": [*batch, *_convolved(values, 0)],
        },
        "first-pool": {n: [*batch, *s] for n, s in _wrong_pools(values, norm).items()},
        "second-pool": {
            "one-pool-only": truth["first-pool"],
            **{n: [*batch, *s] for n, s in _wrong_pools(values, first).items()},
        },
        "features": features,
        "mode": {
            "eval": {"eval-for-no-grad": "graph"},
            "left-out": {"modes-swapped": "stored"},
            "no-grad": {"no-grad-for-eval": "stored"},
        }[values["asked"]],
    }
    return {part: _told_apart(truth[part], named) for part, named in wrong.items()}


def _wrong_numbers(values: dict[str, Any]) -> dict[str, str]:
    if values["in_pair"]:
        return {"pair-for-two-arguments": "window-stride"}
    return {"two-arguments-for-a-pair": "height-width", "stride-first": "stride-window"}


def _wrong_pools(values: dict[str, Any], sides: list[int]) -> dict[str, list[int]]:
    """Results of the three usual ways to misread the pool or its rounding."""
    axes = list(zip(sides, values["window"], values["step"], strict=True))
    rounded_up = [-(-(side - window) // step) + 1 for side, window, step in axes]
    if values["in_pair"]:
        misread = {"pair-for-two-arguments": [(s - axes[0][1]) // axes[1][1] + 1 for s in sides]}
    else:
        misread = {"divided-by-the-window": [side // window for side, window, _ in axes]}
    return misread | {"rounded-up": rounded_up}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept
