"""Shapes inside VGG11: eight convolutions that keep the size, five pools that halve it."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

CONFIG = (64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M")
KINDS = {"Conv2d": "conv", "ReLU": "relu", "MaxPool2d": "pool"}


def draw(rng: Draw) -> dict[str, Any]:
    """An image size, a slice of the features, and a module to name."""
    height, width = _sides(rng)
    slice_end = 3 if rng.chance(0.35) else rng.choice((5, 6, 8, 10, 11, 13, 16, 18))
    asked = rng.choice(("features", "whole", "slice"))
    named_end = rng.choice((1, 2, 3, 7, 9, 11, 14, 15, 17, 19, 20)) if asked == "slice" else 21
    return {
        "images": rng.integer(1, 8),
        "height": height,
        "width": width,
        "slice_end": slice_end,
        "asked": asked,
        "named_end": named_end,
    }


def _sides(rng: Draw) -> tuple[int, int]:
    """Sometimes square, mostly not multiples of 32."""
    if rng.chance(0.2):
        side = rng.choice((224, 256, 384, 512))
        return side, side
    while True:
        height, width = rng.integer(25, 128) * 8, rng.integer(25, 128) * 8
        if rng.chance(0.7):
            height, width = height + rng.integer(-5, 5), width + rng.integer(-5, 5)
        if height != width and (height % 32 or width % 32):
            return height, width


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "features": _shape(values, 21),
        "slice": _shape(values, values["slice_end"]),
        "last": _last(values),
    }


def _modules() -> list[tuple[str, int]]:
    """The 21 modules of the features in order: (kind, channels that come out)."""
    modules: list[tuple[str, int]] = []
    for entry in CONFIG:
        if isinstance(entry, int):
            modules += [("Conv2d", entry), ("ReLU", entry)]
        else:
            modules.append(("MaxPool2d", modules[-1][1]))
    return modules


def _shape(values: dict[str, Any], end: int) -> list[int]:
    """By counting pools: each halves both sides and drops an odd row or column."""
    kept = _modules()[:end]
    halving = 2 ** sum(kind == "MaxPool2d" for kind, _ in kept)
    sides = [values["height"] // halving, values["width"] // halving]
    return [values["images"], kept[-1][1], *sides]


def _last(values: dict[str, Any]) -> str:
    if values["asked"] == "whole":
        return "linear"
    return KINDS[_modules()[: values["named_end"]][-1][0]]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Walks through a list written out by hand, sliding every window over every position."""
    listing = "CRP CRP CRCRP CRCRP CRCRP".replace(" ", "")
    widths = iter((64, 128, 256, 256, 512, 512, 512, 512))
    shape = [values["images"], 3, values["height"], values["width"]]
    shapes = []
    for letter in listing:
        if letter == "C":
            shape = [shape[0], next(widths), *(_slide(side, 3, 1, 1) for side in shape[2:])]
        elif letter == "P":
            shape = [*shape[:2], *(_slide(side, 2, 2, 0) for side in shape[2:])]
        shapes.append(shape)
    whole = listing + "AF" + "LRDLRDL"
    letter = whole[-1] if values["asked"] == "whole" else listing[values["named_end"] - 1]
    return {
        "features": shapes[-1],
        "slice": shapes[values["slice_end"] - 1],
        "last": {"C": "conv", "R": "relu", "P": "pool", "L": "linear", "D": "dropout"}[letter],
    }


def _slide(side: int, window: int, stride: int, padding: int) -> int:
    end = side + 2 * padding
    return sum(start + window <= end for start in range(0, end, stride))


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    end = values["slice_end"]
    return {
        "features": _told_apart(truth["features"], _wrong_shapes(values, 21)),
        "slice": _told_apart(
            truth["slice"],
            {"slice-end-included": _shape(values, end + 1), **_wrong_shapes(values, end)},
        ),
        "last": _wrong_names(values, truth["last"]),
    }


def _wrong_shapes(values: dict[str, Any], end: int) -> dict[str, list[int]]:
    """Wrong ways through the first `end` modules; those that leave no pixel are left out."""
    kept = _modules()[:end]
    pools = sum(kind == "MaxPool2d" for kind, _ in kept)
    convolutions = sum(kind == "Conv2d" for kind, _ in kept)
    images, channels, *right = _shape(values, end)
    sides = (values["height"], values["width"])
    wrong = {
        "pool-after-every-convolution": [side // 2**convolutions for side in sides],
        "one-pool-short": [side // 2 ** max(pools - 1, 0) for side in sides],
        "rounded-up": [-(-side // 2**pools) for side in sides],
        "padding-ignored": [_shrink(side, kept) for side in sides],
        "sides-swapped": right[::-1],
    }
    return {name: [images, channels, *found] for name, found in wrong.items() if min(found) > 0}


def _shrink(side: int, modules: list[tuple[str, int]]) -> int:
    for kind, _ in modules:
        side = {"Conv2d": side - 2, "MaxPool2d": side // 2}.get(kind, side)
    return side


def _wrong_names(values: dict[str, Any], truth: str) -> dict[str, str]:
    if values["asked"] == "whole":
        return {"features-for-the-whole": "pool", "softmax-expected": "softmax"}
    if values["asked"] == "features":
        return {"whole-for-the-features": "linear"}
    following = KINDS[_modules()[values["named_end"]][0]]
    return {"slice-end-included": following} if following != truth else {}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept
