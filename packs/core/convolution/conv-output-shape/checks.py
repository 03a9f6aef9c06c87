"""What the output shape is tried with."""

from heldout.authoring import credit, invalid, point

TOLERANCE = (0.0, 0.0)


def inputs(draw):
    """Sizes into which at least one window fits, with one number or a pair for everything."""
    pairs = {
        "stride": [draw.integer(1, 4), draw.integer(1, 4)],
        "padding": [draw.integer(0, 4), draw.integer(0, 4)],
        "dilation": [draw.integer(1, 4), draw.integer(1, 4)],
    }
    kernel = [draw.integer(1, 6), draw.integer(1, 6)]
    given = {}
    for name, both in pairs.items():
        if draw.chance(0.75):
            given[name] = tuple(both)
        elif draw.chance(0.6):
            given[name] = both[0]
    together = draw.chance(0.25)
    padding, dilation = (
        given[name] if isinstance(given.get(name), tuple) else (given.get(name, usual),) * 2
        for name, usual in (("padding", 0), ("dilation", 1))
    )
    sizes = []
    for axis in (0, 1):
        reach = dilation[axis] * (kernel[0 if together else axis] - 1) + 1
        sizes.append(max(1, reach - 2 * padding[axis]) + draw.integer(0, 12))
    return {
        "height": sizes[0],
        "width": sizes[1],
        "kernel": kernel[0] if together else tuple(kernel),
        **given,
    }


_NONE = "when not a single window fits, in either direction, however little is missing;"
_BELOW = "number of `kernel`, `stride` or `dilation` is below 1, or one of `padding` is negative."
_BOTH = "each one whole number for both directions, or a pair (for the height, for the width)"
_GAPS = "`dilation` pixels apart: 1 means no gaps"
_DROPPED = "Windows that do not fit completely into the padded image are dropped."
_HUGE = "The numbers may be huge (up to $10^{18}$)"

POINTS = {
    "a square picture, an oblong kernel": point(_BOTH, height=7, width=7, kernel=(5, 2)),
    "a stride for each direction": point(
        _BOTH, height=9, width=9, kernel=3, stride=(1, 4), padding=1
    ),
    "padding for each direction": point(_BOTH, height=4, width=4, kernel=3, padding=(2, 0)),
    "dilation for each direction": point(_BOTH, height=9, width=9, kernel=3, dilation=(4, 1)),
    "one pixel": point(_DROPPED, height=1, width=1, kernel=1),
    "the kernel just fits": point(_DROPPED, height=5, width=3, kernel=(5, 3), stride=2),
    "the kernel just fits with its gaps": point(_GAPS, height=7, width=10, kernel=4, dilation=2),
    "a kernel of one entry has no gaps": point(_GAPS, height=1, width=2, kernel=1, dilation=5),
    "the first layer of a ResNet": point(
        _DROPPED, height=224, width=225, kernel=7, stride=2, padding=3
    ),
    "beyond the whole numbers of floats": point(
        _HUGE, height=10**18 + 1, width=10**18, kernel=2, stride=(1, 3), padding=(0, 1)
    ),
    "too high by one pixel": invalid(
        _NONE, "ValueError", height=4, width=9, kernel=5, stride=1, padding=0
    ),
    "too high, by less than a stride": invalid(
        _NONE, "ValueError", height=2, width=9, kernel=4, stride=3
    ),
    "too wide by one pixel": invalid(_NONE, "ValueError", height=9, width=4, kernel=5, stride=9),
    "too wide with padding": invalid(
        _NONE, "ValueError", height=3, width=1, kernel=4, stride=2, padding=1
    ),
    "too wide with gaps": invalid(
        _NONE, "ValueError", height=5, width=4, kernel=3, dilation=2, stride=2
    ),
    "a stride of 0": invalid(_BELOW, "ValueError", height=5, width=5, kernel=2, stride=0),
    "a stride of 0 for the width": invalid(
        _BELOW, "ValueError", height=5, width=5, kernel=2, stride=(1, 0)
    ),
    "a negative stride": invalid(_BELOW, "ValueError", height=5, width=5, kernel=5, stride=-1),
    "a kernel of 0": invalid(_BELOW, "ValueError", height=5, width=5, kernel=(0, 1)),
    "a dilation of 0": invalid(_BELOW, "ValueError", height=5, width=5, kernel=2, dilation=(1, 0)),
    "negative padding": invalid(_BELOW, "ValueError", height=9, width=9, kernel=2, padding=(0, -1)),
    "no rows": invalid(_BELOW, "ValueError", height=0, width=5, kernel=1, padding=2),
    "no columns": invalid(_BELOW, "ValueError", height=5, width=0, kernel=1, padding=2),
}

CREDIT = [
    credit(60, "the right shape for whole numbers and pairs"),
    credit(
        25,
        "an error where no window fits",
        points=(
            "too high by one pixel",
            "too high, by less than a stride",
            "too wide by one pixel",
            "too wide with padding",
            "too wide with gaps",
        ),
    ),
    credit(
        15,
        "an error for numbers that make no sense",
        points=(
            "a stride of 0",
            "a stride of 0 for the width",
            "a negative stride",
            "a kernel of 0",
            "a dilation of 0",
            "negative padding",
            "no rows",
            "no columns",
        ),
    ),
]

EXAMPLE = {"height": 7, "width": 9, "kernel": (3, 2), "stride": 2, "padding": (1, 0), "dilation": 2}


def second_opinion(height, width, kernel, stride=1, padding=0, dilation=1):
    """Counts the places where a window may start, as a range; no formula for their number."""
    found = []
    for axis, length in enumerate((height, width)):
        k, s, p, d = (
            given[axis] if isinstance(given, tuple | list) else given
            for given in (kernel, stride, padding, dilation)
        )
        if length < 1 or k < 1 or s < 1 or d < 1 or p < 0:
            raise ValueError("out of range")
        last_entry = range(0, d * k, d)[k - 1]  # where the kernel's last entry lies
        starts = range(-p, length + p - last_entry, s)
        if not starts:
            raise ValueError("nothing fits")
        found.append((starts[-1] - starts[0]) // s + 1)
    return tuple(found)
