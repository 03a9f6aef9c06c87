"""A planner of VGG-like networks with one or two lines spoilt, and the plan that it prints."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

PROGRAM = """\
def plan(image, blocks, hidden, classes):
    channels, height, width = image
    body = []
    for convolutions, outputs in blocks:
        for _ in range(convolutions):
            weights = outputs * channels * 3 * 3
            body.append(["conv", channels, outputs, weights + outputs])
            body.append(["relu", outputs, outputs, 0])
            channels = outputs
        body.append(["pool", channels, channels, 0])
        height = height // 2
        width = width // 2
    features = channels * height * width
    head = []
    head.append(["linear", features, hidden, features * hidden + hidden])
    head.append(["relu", hidden, hidden, 0])
    head.append(["linear", hidden, classes, hidden * classes + classes])
    return body, features, head
"""
SOUND = PROGRAM.splitlines()
# the line, what may stand there instead, and the cause
FAULTS = (
    ("            channels = outputs", "        channels = outputs", "inputs"),
    ("            channels = outputs", "            pass", "inputs"),
    ("            channels = outputs", "            channels = image[0]", "inputs"),
    (
        '        body.append(["pool", channels, channels, 0])',
        '            body.append(["pool", channels, channels, 0])',
        "order",
    ),
    ("        height = height // 2", "        height = height - 2", "pooling"),
    ("        height = height // 2", "        height = (height + 1) // 2", "pooling"),
    ("        width = width // 2", "        width = height", "pooling"),
    ("        width = width // 2", "    width = width // 2", "pooling"),
    ("    features = channels * height * width", "    features = height * width", "flatten"),
    (
        "    features = channels * height * width",
        "    features = image[0] * height * width",
        "flatten",
    ),
    (
        "    features = channels * height * width",
        "    features = blocks[0][1] * height * width",
        "flatten",
    ),
    (
        "            weights = outputs * channels * 3 * 3",
        "            weights = outputs * channels * 3",
        "parameters",
    ),
    (
        "            weights = outputs * channels * 3 * 3",
        "            weights = outputs * channels * height * width",
        "parameters",
    ),
    (
        '    head.append(["linear", features, hidden, features * hidden + hidden])',
        '    head.append(["linear", features, hidden, features * hidden + features])',
        "parameters",
    ),
    (
        '    head.append(["linear", hidden, classes, hidden * classes + classes])',
        '    head.append(["linear", features, classes, features * classes + classes])',
        "final",
    ),
    (
        '    head.append(["linear", hidden, classes, hidden * classes + classes])',
        '    head.append(["linear", hidden, hidden, hidden * hidden + hidden])',
        "final",
    ),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A network on which each fault shows by itself."""
    faults = [rng.choice(FAULTS)]
    if rng.chance(0.5):
        other = rng.choice(FAULTS)
        # What hangs on another line's place in the loop is told apart only by itself.
        if other[2] != faults[0][2] and "order" not in (other[2], faults[0][2]):
            faults.append(other)
    while True:
        image = [rng.choice((1, 3)), *rng.sample((18, 22, 26, 27, 30, 31, 35), 2)]
        widths = sorted(rng.sample((4, 6, 8, 10, 12, 16), rng.choice((2, 3))))
        depths = [rng.choice((1, 2)) for _ in widths]
        depths[rng.integer(0, len(depths) - 1)] = 2
        blocks = [list(pair) for pair in zip(depths, widths, strict=True)]
        hidden, classes = rng.choice((20, 32, 50)), rng.choice((3, 5, 10))
        call = [image, blocks, hidden, classes]
        right = _run(PROGRAM, call)
        if all(_run(_spoilt([fault]), call) != right for fault in faults):
            break
    program = _spoilt(faults)
    return {
        "program": program,
        "changed": [list(fault) for fault in faults],
        "found": [[SOUND.index(a) + 1, b.strip(), a.strip()] for a, b, _ in faults],
        "image": image,
        "blocks": "[" + ", ".join(f"({n}, {c})" for n, c in blocks) + "]",
        "pairs": blocks,
        "hidden": hidden,
        "classes": classes,
        "printed": _printed(_run(program, call)),
    }


def _spoilt(faults: list[tuple[str, str, str]]) -> str:
    lines = list(SOUND)
    for before, after, _ in faults:
        lines[SOUND.index(before)] = after
    return "\n".join(lines) + "\n"


def _run(program: str, call: list[Any]) -> Any:
    space: dict[str, Any] = {}
    exec(program, space)
    image, blocks, hidden, classes = call
    return space["plan"](tuple(image), [tuple(pair) for pair in blocks], hidden, classes)


def _printed(found: Any) -> str:
    body, features, head = found
    rows = [f"{row[0]:<7}{row[1]:>6} -> {row[2]:>5}{row[3]:>9}" for row in body]
    rows.append(f"features {features}")
    rows += [f"{row[0]:<7}{row[1]:>6} -> {row[2]:>5}{row[3]:>9}" for row in head]
    return "\n".join(rows)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    convolutions = [row for row in _run(PROGRAM, _call(values))[0] if row[0] == "conv"]
    return {
        "faults": sorted(SOUND.index(before) + 1 for before, _, _ in values["changed"]),
        "cause": sorted({cause for _, _, cause in values["changed"]}),
        "first": convolutions[1][3],
    }


def _call(values: dict[str, Any]) -> list[Any]:
    return [values["image"], values["pairs"], values["hidden"], values["classes"]]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Each line by itself in the sound program; what changes in the plan tells the cause."""
    lines, call = values["program"].splitlines(), _call(values)
    right = _run(PROGRAM, call)
    faults, causes = [], set()
    for number, line in enumerate(lines):
        mixed = "\n".join([*SOUND[:number], line, *SOUND[number + 1 :]])
        found = _run(mixed, call)
        if found != right:
            faults.append(number + 1)
            causes.add(_trace(right, found, mixed))
    flow = [values["image"][0]]
    for depth, width in values["pairs"]:
        flow += [width] * depth
    taps = [(u, v) for u in "123" for v in "123"]
    kernels = [(i, o, tap) for i in range(flow[1]) for o in range(flow[2]) for tap in taps]
    return {"faults": faults, "cause": sorted(causes), "first": len(kernels) + flow[2]}


def _trace(right: Any, found: Any, program: str) -> str:
    """Compares two plans part by part."""
    if [row[0] for row in right[0]] != [row[0] for row in found[0]]:
        return "order"
    if [row[1:3] for row in right[0]] != [row[1:3] for row in found[0]]:
        return "inputs"
    if right[2][-1][1:3] != found[2][-1][1:3]:
        return "final"
    if right[1] == found[1]:
        return "parameters"
    # With one channel everywhere, only height and width can go wrong.
    one = [[1, 9, 13], [[1, 1], [1, 1]], 1, 1]
    return "flatten" if _run(program, one) == _run(PROGRAM, one) else "pooling"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)["first"]
    image, pairs = values["image"], values["pairs"]
    flow = [image[0]]
    for depth, width in pairs:
        flow += [width] * depth
    size = (image[1] // 2) * (image[2] // 2) if pairs[0][0] == 1 else image[1] * image[2]
    first = {
        "bias-forgotten": truth - flow[2],
        "kernel-forgotten": flow[1] * flow[2] + flow[2],
        "images-size-counted": 9 * flow[1] * flow[2] * size + flow[2],
    }
    return {
        "faults": {
            "relu-blamed": ['["relu", hidden'],
            "unpacking-blamed": ["channels, height, width = image"],
        },
        "cause": {"no-padding-suspected": ["padding"], "batch-suspected": ["batch"]},
        "first": first,
    }
