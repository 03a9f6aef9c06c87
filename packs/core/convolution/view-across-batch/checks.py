"""What the mended transformer is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point

TOLERANCE = (1e-9, 1e-9)
OUTPUTS = ("tokens", "merged", "scores")


def inputs(draw):
    """Images that are not square, with patches and heads of one or more."""
    n, rows, columns = draw.sizes("N", "R", "S", most=4)
    c, classes = draw.integer(1, 3), draw.integer(1, 3)
    options = draw.options(patch=(1, 3), heads=(1, 3))
    patch, heads = options.get("patch", 2), options.get("heads", 2)
    width = heads * draw.integer(1, 3)
    return {
        "images": draw.numbers(n, c, rows * patch, columns * patch),
        "embed": draw.numbers(width, c * patch * patch, spread=0.5),
        "head": draw.numbers(classes, rows * columns * width),
        **options,
    }


def _ramp(*shape):
    """Numbers that differ from entry to entry, within -1 and 1."""
    return np.sin(np.arange(1.0, 1.0 + math.prod(shape)) ** 1.3).reshape(shape)


_ONE = "all sizes are at least 1"
_CUT = "cut into patches of `patch` × `patch`, row by row"
_HEAD = "Each head gets D / heads **neighbouring** features of every token."

POINTS = {
    "one pixel": point(
        _ONE, images=np.ones((1, 1, 1, 1)), embed=_ramp(2, 1), head=_ramp(1, 2), patch=1
    ),
    "one grey image, patches of a pixel": point(
        _CUT, images=_ramp(1, 1, 2, 3), embed=_ramp(4, 1), head=_ramp(2, 24), patch=1
    ),
    "grey images, patches of a pixel, one head": point(
        _CUT, images=_ramp(3, 1, 1, 2), embed=_ramp(3, 1), head=_ramp(2, 6), patch=1, heads=1
    ),
    "one head": point(
        _HEAD, images=_ramp(2, 3, 4, 2), embed=_ramp(3, 12), head=_ramp(2, 6), heads=1
    ),
    "one token": point(_CUT, images=_ramp(3, 2, 2, 2), embed=_ramp(4, 8), head=_ramp(2, 4)),
    "a head for each feature": point(
        _HEAD, images=_ramp(2, 1, 2, 4), embed=_ramp(3, 4), head=_ramp(2, 6), heads=3
    ),
}
CREDIT = [
    credit(30, "`tokens`", output="tokens"),
    credit(30, "`merged`", output="merged"),
    credit(20, "`scores`", output="scores"),
    credit(
        20,
        "all three, for one grey image cut into pixels",
        points=("one pixel", "one grey image, patches of a pixel"),
    ),
]
LAWS = [laws.follows_permutation("images", 0, output=2)]
EXAMPLE = {
    "images": np.array([[[[1.0, 2.0], [3.0, 4.0]]]]),
    "embed": np.array([[0.5, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, -0.5]]),
    "head": np.array([[1.0, 2.0], [1.0, -1.0]]),
}


def second_opinion(images, embed, head, patch=2, heads=2):
    """Image by image, token by token and head by head, in plain Python."""
    c, h, w = images.shape[1:]
    width = len(embed)
    tokens, merged, scores = [], [], []
    for image in images:
        own = [
            [
                float(image[k, top + y, left + x])
                for k in range(c)
                for y in range(patch)
                for x in range(patch)
            ]
            for top in range(0, h, patch)
            for left in range(0, w, patch)
        ]
        features = [[_product(token, row) for row in embed.tolist()] for token in own]
        out = [[0.0] * width for _ in own]
        for start in range(0, width, width // heads):
            part = [row[start : start + width // heads] for row in features]
            for t, query in enumerate(part):
                powers = [math.exp(_product(query, key)) for key in part]
                for k in range(len(query)):
                    mixed = _product(powers, [row[k] for row in part])
                    out[t][start + k] = mixed / sum(powers)
        flat = [value for row in out for value in row]
        tokens.append(own)
        merged.append(out)
        scores.append([_product(flat, row) for row in head.tolist()])
    return np.array(tokens), np.array(merged), np.array(scores)


def _product(one, other):
    return math.fsum(a * b for a, b in zip(one, other, strict=True))
