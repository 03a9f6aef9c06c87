"""What the mended branches are tried with."""

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)
OUTPUTS = ("maps", "pooled")


def inputs(draw):
    """Images and kernels that are not square, with every option off its default at times."""
    height, width = draw.sizes("H", "W", least=4, most=7)
    count = draw.integer(1, 3)
    k_h, k_w = draw.one_of((2, 3), (3, 2), (1, 2), (4, 1), (2, 2))
    size = draw.one_of(2, 3, 4)
    return {
        "image": draw.numbers(height, width),
        "kernels": draw.numbers(count, k_h, k_w, centre=0.3),
        **draw.options(stride=(2, 3), padding=(1, 2)),
        "size": size,
        **draw.options(step=(1, 3)),
    }


def _ramp(*shape):
    return np.round(np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 1.5 / 5.0 - 3.0, 1)


_PLACE = "at every `stride`-th place in both directions"
_FIT = "at least one window of each kind fits"
_NEGATIVE = "also where all are negative"
_EACH = "with `padding` zeros on each side"
_WIDE = "Images may be wider than high or the other way round"

POINTS = {
    "one place each": point(_FIT, image=_ramp(3, 2), kernels=_ramp(2, 3, 2), size=2),
    "an image of one pixel": point(
        _FIT, image=np.array([[2.0]]), kernels=np.array([[[1.5]]]), size=1, step=1
    ),
    "padding alone": point(_EACH, image=_ramp(3, 4), kernels=_ramp(1, 2, 2), padding=1),
    "padding as wide as the kernel": point(
        _EACH, image=_ramp(2, 3), kernels=np.ones((1, 2, 2)), padding=2
    ),
    "a stride that does not divide": point(
        _PLACE, image=_ramp(6, 5), kernels=_ramp(1, 3, 2), stride=2, size=3
    ),
    "a stride that divides": point(
        _PLACE, image=_ramp(5, 7), kernels=_ramp(1, 1, 3), stride=2, size=3, step=2
    ),
    "negative numbers": point(_NEGATIVE, image=-_ramp(4, 6) - 8.0, kernels=np.ones((1, 2, 2))),
    "overlapping windows": point(_WIDE, image=_ramp(4, 3), kernels=_ramp(1, 1, 1), size=2, step=1),
    "windows far apart": point(_WIDE, image=_ramp(3, 9), kernels=_ramp(1, 1, 1), size=1, step=3),
}
CREDIT = [
    credit(40, "`maps`, whatever the stride and the padding", output="maps"),
    credit(40, "`pooled`, whatever the step", output="pooled"),
    credit(
        10,
        "both, for windows of one pixel",
        points=("an image of one pixel", "windows far apart"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]
EXAMPLE = {
    "image": np.array([[1.0, 2.0, 0.0], [4.0, -1.0, 3.0], [0.0, 5.0, 2.0]]),
    "kernels": np.array([[[1.0, -1.0]]]),
    "padding": 1,
    "step": 1,
}


def second_opinion(image, kernels, stride=1, padding=0, size=2, step=2):
    """Pixel by pixel: a dictionary of what is known, and 0 for what lies outside."""
    known = {place: float(image[place]) for place in np.ndindex(image.shape)}
    tall, wide = image.shape
    k_h, k_w = kernels.shape[1:]
    tops = range(-padding, tall + padding - k_h + 1, stride)
    lefts = range(-padding, wide + padding - k_w + 1, stride)
    maps = [
        [
            [
                max(
                    0.0,
                    sum(
                        known.get((top + u, left + v), 0.0) * float(kernel[u, v])
                        for u in range(k_h)
                        for v in range(k_w)
                    ),
                )
                for left in lefts
            ]
            for top in tops
        ]
        for kernel in kernels
    ]
    pooled = [
        [
            max(known[row, column] for row in range(r, r + size) for column in range(c, c + size))
            for c in range(0, wide - size + 1, step)
        ]
        for r in range(0, tall - size + 1, step)
    ]
    return np.array(maps), np.array(pooled)
