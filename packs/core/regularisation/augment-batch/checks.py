"""What an augmentation is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("mixed", "targets")


def tolerance(arguments):
    """float32 carries seven digits."""
    narrow = any(arguments[name].dtype == np.float32 for name in ("images", "noise", "share"))
    return (1e-5, 1e-5) if narrow else (1e-9, 1e-9)


def inputs(draw):
    """A batch with every step in it; some draws leave out single steps."""
    count, channels, side = draw.sizes("N", "C", "S", most=5)
    classes = draw.integer(2, 6)
    kind = draw.dtype("float64", "float32")
    shape = (count, channels, side, side)
    return {
        "images": draw.numbers(*shape, dtype=kind),
        "labels": draw.whole(0, classes - 1, count),
        "classes": classes,
        "flip": draw.whole(0, draw.one_of(1, 1, 0), count) == 1,
        "turns": draw.whole(0, draw.one_of(3, 3, 0), count),
        "noise": draw.numbers(*shape, spread=draw.one_of(0.5, 0.0), dtype=kind),
        "partner": np.argsort(draw.between(0.0, 1.0, count)),
        "share": draw.between(draw.one_of(0.0, 0.0, 1.0), 1.0, count, dtype=kind),
    }


def _case(says, **options):
    """Three little pictures; only what a case is about differs from doing nothing."""
    images = np.array(
        [
            [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]],
            [[[0.0, 1.0], [1.0, 0.0]], [[2.0, 2.0], [0.0, 0.0]]],
            [[[9.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, -9.0]]],
        ]
    )
    arguments = {
        "images": images,
        "labels": np.array([0, 2, 1]),
        "classes": 4,
        "flip": np.array([False, False, False]),
        "turns": np.array([0, 0, 0]),
        "noise": np.zeros(images.shape),
        "partner": np.array([1, 2, 0]),
        "share": np.ones(3),
    }
    return point(says, **(arguments | options))


_FLIP = "where `flip` (N,) is true, the image is mirrored left to right"
_TURN = "the image is turned **counter-clockwise** by a right angle"
_ORDER = "Four steps, in this order"
_MIX = "Mixup mixes them with the same"
_AFTER = "both as they are **after step 3**"
_LABELS = "Flips, turns and noise leave them as they are."
_CLASSES = "`classes` may be larger than any label needs"

_TRUE, _QUARTERS = np.array([True, False, True]), np.array([1, 2, 3])

POINTS = {
    "nothing to do": _case(_CLASSES),
    "flips alone": _case(_FLIP, flip=_TRUE),
    "turns alone": _case(_TURN, turns=_QUARTERS),
    "flip and turn": _case(_ORDER, flip=_TRUE, turns=np.array([1, 1, 3])),
    "turns with noise": _case(
        _LABELS, turns=_QUARTERS, noise=np.arange(24.0).reshape(3, 2, 2, 2) / 8.0
    ),
    "mixup alone": _case(_MIX, share=np.array([0.75, 0.5, 0.25])),
    "all from the partner": _case(_MIX, share=np.zeros(3)),
    "its own partner": _case(_MIX, share=np.array([0.3, 0.6, 0.9]), partner=np.array([0, 1, 2])),
    "one partner for all": _case(
        _MIX, share=np.array([0.3, 0.6, 0.9]), partner=np.array([2, 2, 2])
    ),
    "everything at once": _case(
        _AFTER,
        flip=_TRUE,
        turns=_QUARTERS,
        noise=np.arange(24.0).reshape(3, 2, 2, 2) / 8.0,
        share=np.array([0.75, 0.5, 0.25]),
    ),
}

CREDIT = [
    credit(30, "flips and turns", points=("flips alone", "turns alone", "flip and turn")),
    credit(30, "the images", output="mixed"),
    credit(30, "the targets", output="targets"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.sums_to(1.0, 1, output=1), laws.bounded(0.0, 1.0, output=1)]

EXAMPLE = {
    "images": np.array([[[[1.0, 2.0], [3.0, 4.0]]], [[[0.0, 0.0], [8.0, 8.0]]]]),
    "labels": np.array([0, 1]),
    "classes": 2,
    "flip": np.array([False, True]),
    "turns": np.array([1, 0]),
    "noise": np.zeros((2, 1, 2, 2)),
    "partner": np.array([1, 0]),
    "share": np.array([0.75, 1.0]),
}


def second_opinion(images, labels, classes, flip, turns, noise, partner, share):
    """Pixel by pixel: each place of the result asks where it came from."""
    count, channels, side = images.shape[:3]
    shape = (count, channels, side, side)
    finished, mixed = np.zeros(shape), np.zeros(shape)
    for n, c, row, column in np.ndindex(*shape):
        r, k = row, column
        for _ in range(int(turns[n])):
            r, k = k, side - 1 - r  # turned left, the pixel at the top left was at the top right
        if flip[n]:
            k = side - 1 - k
        finished[n, c, row, column] = float(images[n, c, r, k]) + float(noise[n, c, row, column])
    targets = np.zeros((count, classes))
    for n in range(count):
        own, other = float(share[n]), int(partner[n])
        mixed[n] = own * finished[n] + (1.0 - own) * finished[other]
        targets[n, labels[n]] += own
        targets[n, labels[other]] += 1.0 - own
    return mixed, targets
