"""What the mended planner is tried with."""

from heldout.authoring import credit, point

TOLERANCE = (0.0, 0.0)
OUTPUTS = ("body", "features", "head")


def inputs(draw):
    """One to three blocks, on images that are not square and often odd."""
    blocks = [(draw.integer(1, 3), draw.integer(1, 9)) for _ in range(draw.integer(1, 3))]
    least = 2 ** len(blocks)
    return {
        "image": (draw.integer(1, 4), least + draw.integer(0, 25), least + draw.integer(0, 25)),
        "blocks": blocks,
        "hidden": draw.integer(1, 30),
        "classes": draw.integer(1, 12),
    }


_ONE = "at least one block of at least one convolution"
_ODD = "Sizes may be odd, and height and width differ; at least one pixel is left at the end."
_MANY = "A block is that many times"

POINTS = {
    "one convolution": point(_ONE, image=(3, 8, 4), blocks=[(1, 5)], hidden=7, classes=2),
    "one pixel is left": point(_ODD, image=(1, 7, 4), blocks=[(1, 2), (2, 3)], hidden=1, classes=1),
    "odd sizes": point(_ODD, image=(2, 15, 9), blocks=[(2, 3), (1, 4)], hidden=6, classes=3),
    "three convolutions in a block": point(
        _MANY, image=(3, 6, 10), blocks=[(3, 4)], hidden=5, classes=10
    ),
    "fewer channels further on": point(
        _MANY, image=(4, 8, 12), blocks=[(2, 6), (1, 2)], hidden=3, classes=4
    ),
    "VGG-16": point(
        _MANY,
        image=(3, 224, 224),
        blocks=[(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)],
        hidden=4096,
        classes=1000,
    ),
}
CREDIT = [
    credit(35, "`body`: the rows of all blocks", output="body"),
    credit(25, "`features`", output="features"),
    credit(20, "`head`: the linear layers", output="head"),
    credit(20, "odd sizes, and one pixel left", points=("one pixel is left", "odd sizes")),
]
EXAMPLE = {"image": (3, 10, 6), "blocks": [(1, 4), (2, 8)], "hidden": 16, "classes": 2}


def second_opinion(image, blocks, hidden, classes):
    """Names all layers first, then walks once through them with the shape of one image."""
    names = []
    for depth, width in blocks:
        names += [("conv", width), ("relu", None)] * depth + [("pool", None)]
    shape, body = list(image), []
    for name, width in names:
        before = shape[0]
        if name == "conv":
            shape[0] = width
            body.append([name, before, width, sum(9 * before + 1 for _ in range(width))])
        else:
            body.append([name, before, before, 0])
        if name == "pool":
            shape[1:] = [len(range(0, size - 1, 2)) for size in shape[1:]]
    features = sum(1 for _ in range(shape[0]) for _ in range(shape[1])) * shape[2]
    first = ["linear", features, hidden, (features + 1) * hidden]
    last = ["linear", hidden, classes, (hidden + 1) * classes]
    return body, features, [first, ["relu", hidden, hidden, 0], last]
