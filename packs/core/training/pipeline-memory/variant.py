"""A training script whose numbers do not fit: into the memory, or to each other."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

HEAD = """\
images = ImageFolder("train", transform={transform})
loader = DataLoader(images, batch_size={batch}, shuffle=True)
"""
MODEL = """\
model = Net({channels}).to("cuda")
criterion = nn.CrossEntropyLoss()
"""
LOOP = """\
for epoch in range({epochs}):
    for x, labels in loader:
        x, labels = x.to("cuda"), labels.to("cuda")
        optimiser.zero_grad()
        loss = criterion(model(x), labels)
        loss.backward()
        optimiser.step()
"""
STANDARD = "Compose([ToTensor(), Normalize(MEANS, DEVIATIONS)])"
SCHEDULE = "schedule = optim.lr_scheduler.OneCycleLR(optimiser, max_lr={rate}, total_steps=STEPS)\n"
GIB = 2**30


def _program(values: dict[str, Any], order: list[str]) -> str:
    """The script; its two halves before the optimiser and the options of this come in any order."""
    options = "".join(f"    {option}=" + "{" + option + "},\n" for option in order)
    halves = [HEAD, MODEL] if values["data_first"] else [MODEL, HEAD]
    optimiser = "optimiser = optim.SGD(\n    model.parameters(),\n" + options + ")\n"
    loop = LOOP + ("        schedule.step()\n" if values["scheduled"] else "")
    schedule = SCHEDULE if values["scheduled"] else ""
    return "".join([*halves, optimiser, schedule, loop]).format(**values, lr=values["rate"])


def draw(rng: Draw) -> dict[str, Any]:
    """Image, batch, first feature map and card; the batch never fits."""
    side = rng.choice((512, 768, 1024, 1024, 1536, 2048))
    while True:
        batch = rng.choice((256, 384, 512, 768, 1024, 1024, 2048))
        maps = rng.choice((16, 32, 64, 64, 96))
        stride = rng.choice((1, 2))
        card = rng.choice((8, 12, 16, 24, 40, 80))
        width = rng.choice((2, 4, 4, 4))
        one = (3 + maps // stride**2) * side * side * width
        if batch * one > 1.5 * card * GIB and 2 <= card * GIB // one < batch // 2:
            break
    values = {
        "side": side,
        "batch": batch,
        "channels": maps,
        "stride": stride,
        "card": card,
        "width": width,
        "transform": STANDARD if rng.chance(0.4) else "ToTensor()",
        "rate": rng.choice((0.1, 0.1, 0.2)),
        "momentum": 0.9,
        "weight_decay": 0.0001,
        "epochs": rng.choice((30, 60, 90)),
        "data_first": rng.chance(0.5),
        "scheduled": rng.chance(0.4),
    }
    order = rng.shuffled(["lr", "momentum", "weight_decay"])
    return {**values, "program": _program(values, order)}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    pixels, width = values["side"] ** 2, values["width"]
    batch = values["batch"] * 3 * pixels * width
    first = values["batch"] * values["channels"] * pixels * width // values["stride"] ** 2
    marked = ["batch_size="]
    marked += ["transform="] if values["transform"] != STANDARD else []
    marked += [] if values["scheduled"] else ["    lr="]
    one = (3 * pixels + values["channels"] * pixels // values["stride"] ** 2) * width
    return {
        "batch": batch / GIB,
        "first": first / GIB,
        "most": values["card"] * GIB // one,
        "lines": marked,
        "accumulate": -(-values["batch"] // (values["card"] * GIB // one)),
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Asks NumPy how large such arrays are, without making them, and fits images in one by one."""
    import numpy as np

    kind = {2: np.float16, 4: np.float32}[values["width"]]
    side, stride = values["side"], values["stride"]

    def size(*shape: int) -> int:
        return int(np.lib.stride_tricks.as_strided(np.zeros(1, kind), shape, (0,) * 4).nbytes)

    images = size(values["batch"], 3, side, side)
    maps = size(values["batch"], values["channels"], side // stride, side // stride)
    most, left = 0, values["card"] * GIB
    one = size(1, 3, side, side) + size(1, values["channels"], side // stride, side // stride)
    while left >= one:
        most, left = most + 1, left - one
    rounds, done = 0, 0
    while done < values["batch"]:
        done, rounds = done + most, rounds + 1
    text = values["program"].splitlines()
    warmed = any("schedule.step()" in line for line in text)
    lines = [n for n, line in enumerate(text, 1) if _speaks_of_fault(line, values, warmed)]
    return {
        "batch": images / GIB,
        "first": maps / GIB,
        "most": most,
        "lines": lines,
        "accumulate": rounds,
    }


def _speaks_of_fault(line: str, values: dict[str, Any], warmed: bool) -> bool:
    """No normalisation, a batch beyond the card, or a large rate without a schedule."""
    if "transform=" in line:
        return "Normalize" not in line
    if "batch_size=" in line:
        return int(line.split("batch_size=")[1].split(",")[0]) >= values["batch"]
    return line.startswith("    lr=") and not warmed and float(line[7:].strip(",")) >= 0.1


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, width = answers(values), values["width"]
    first = {
        "stride-forgotten": truth["first"] * values["stride"] ** 2,
        "stride-once": truth["first"] * values["stride"],
        "as-many-as-colours": truth["batch"] / values["stride"] ** 2,
    }
    kept: dict[str, float] = {}
    for name, value in first.items():
        if all(abs(value - other) > 0.02 * other for other in (truth["first"], *kept.values())):
            kept[name] = value
    lines = {
        "decay-blamed": ["weight_decay"],
        "momentum-blamed": ["momentum"],
        "zero-grad-blamed": ["zero_grad"],
    }
    if values["transform"] == STANDARD:
        lines["transform-always-blamed"] = ["transform="]
    if values["scheduled"]:
        lines["rate-always-blamed"] = ["    lr="]
    return {
        "batch": {
            "bytes-forgotten": truth["batch"] / width,
            "one-channel": truth["batch"] / 3,
            "decimal-gigabytes": truth["batch"] * GIB / 1e9,
            "bits-for-bytes": truth["batch"] * 8,
        },
        "first": kept,
        "most": {"images-only": int(values["card"] * GIB // (3 * values["side"] ** 2 * width))},
        "lines": lines,
    }
