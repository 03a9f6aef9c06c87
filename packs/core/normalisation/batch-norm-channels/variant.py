"""A block of four layers in PyTorch with a fault: where does it stop, and what was meant?"""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

PROGRAM = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d({inputs}, {outputs}, {kernel}, padding={padding})
        self.norm = nn.BatchNorm2d({outputs})
        self.act = nn.PReLU({slopes})
        self.drop = nn.Dropout2d({drop})

    def forward(self, x):
        return self.drop(self.act(self.norm(self.conv(x))))
"""

# What the editor opens with: the block of the interview question, in small.
SMALL = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__() self.conv = nn.Conv2d(3, 8, 3, padding=2)
            self.norm = nn.BatchNorm2d(4)
        self.act = nn.PReLU()
        self.drop = nn.Dropout2d(0.05)

    def forward(self, x):
        return self.drop(self.act(self.norm(self.conv(x))))


def run(x, weight, bias):
    block = Block().double()
    with torch.no_grad():
        block.conv.weight.copy_(weight)
        block.conv.bias.copy_(bias)
    return block.eval()(x)
"""


def draw(rng: Draw) -> dict[str, Any]:
    """The sizes of a block, and one or two faults in it."""
    outputs = rng.choice((16, 24, 32, 48, 64, 96, 128))
    other = rng.choice((outputs // 2, outputs * 2))
    kernel = rng.choice((3, 3, 5))
    sizes = {
        "inputs": rng.choice((1, 3, 8)),
        "outputs": outputs,
        "kernel": kernel,
        "padding": rng.integer(0, kernel // 2 + 1),
        "slopes": rng.choice(("", outputs)),
        "drop": rng.choice((0.05, 0.1, 0.2)),
    }
    sound = PROGRAM.format(**sizes)
    faults = rng.sample(("norm", "norm", "norm", "slopes", "glued", "call", "indent"), 2)
    if rng.chance(0.6):
        faults = faults[:1]
    program = sound
    for fault in sorted(set(faults)):
        program = _spoil(program, fault, other)
    return {
        **sizes,
        "other": other,
        "faults": sorted(set(faults)),
        "sound": sound,
        "program": program,
        "small": SMALL,
        "batch": rng.integer(2, 16),
        "height": rng.integer(8, 40),
        "width": rng.integer(8, 40),
    }


def _spoil(program: str, fault: str, other: int) -> str:
    lines = program.splitlines()
    for number, line in enumerate(lines):
        head, _, rest = line.partition(" = ")
        if fault == "norm" and "BatchNorm2d" in line:
            lines[number] = f"{head} = nn.BatchNorm2d({other})"
        if fault == "slopes" and "PReLU" in line:
            lines[number] = f"{head} = nn.PReLU({other})"
        if fault == "call" and "super()" in line:
            lines[number] = line.replace("__init__()", "__init__")
        if fault == "glued" and "self.drop =" in line:
            lines[number] = f"{head} = nn.Dropout2d({rest.partition('(')[2]} self.ready = True"
        if fault == "indent" and "self.act =" in line:
            lines[number] = "    " + line
    return "\n".join(lines) + "\n"


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sound, lines = values["sound"].splitlines(), values["program"].splitlines()
    n, c, k = values["outputs"], values["inputs"], values["kernel"]
    grown = 2 * values["padding"] - k + 1
    return {
        "lines": [i for i, (a, b) in enumerate(zip(sound, lines, strict=True), 1) if a != b],
        "stops": _stops(values["program"], values),
        "shape": [values["batch"], n, values["height"] + grown, values["width"] + grown],
        "parameters": n * c * k * k + n + 2 * n + (values["slopes"] or 1),
    }


class _Module:
    """As much of nn.Module as shows when it complains; shapes go through instead of tensors."""

    def __init__(self, *sizes: Any, padding: int = 0) -> None:
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "padding", padding)

    def __setattr__(self, name: str, value: Any) -> None:
        if not hasattr(self, "sizes"):
            raise AttributeError("cannot assign module before Module.__init__() call")
        object.__setattr__(self, name, value)

    def __call__(self, shape: Any) -> Any:
        return self.forward(shape)

    def forward(self, shape: Any) -> Any:
        return shape


class _Conv(_Module):
    def forward(self, shape: Any) -> Any:
        inputs, outputs, kernel = self.sizes  # type: ignore[attr-defined]
        if shape[1] != inputs:
            raise RuntimeError("channels")
        grown = 2 * self.padding - kernel + 1
        return (shape[0], outputs, shape[2] + grown, shape[3] + grown)


class _PerChannel(_Module):
    def forward(self, shape: Any) -> Any:
        if self.sizes not in ((), (1,), (shape[1],)):  # type: ignore[attr-defined]
            raise RuntimeError("channels")
        return shape


class _nn:
    Module, Conv2d, BatchNorm2d = _Module, _Conv, _PerChannel
    PReLU, Dropout2d = _PerChannel, _Module


def _stops(program: str, values: dict[str, Any]) -> str:
    source = program.partition("nn\n\n\n")[2]
    space: dict[str, Any] = {"nn": _nn}
    try:
        exec(compile(source, "listing", "exec"), space)
    except SyntaxError:
        return "read"
    try:
        block = space["Block"]()
    except Exception:
        return "made"
    try:
        block((values["batch"], values["inputs"], values["height"], values["width"]))
    except Exception:
        return "called"
    return "never"


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch itself: each line alone in the sound block, then the whole."""
    import torch

    shape = (values["batch"], values["inputs"], values["height"], values["width"])
    sound, lines = values["sound"].splitlines(), values["program"].splitlines()
    faulty = []
    for number, line in enumerate(lines, 1):
        mixed = "\n".join([*sound[: number - 1], line, *sound[number:]])
        if line != sound[number - 1] and _torch_stops(mixed, shape)[0] != "never":
            faulty.append(number)
    block = _torch_stops(values["sound"], shape)[1]
    with torch.no_grad():
        out = block(torch.zeros(shape))
    return {
        "lines": faulty,
        "stops": _torch_stops(values["program"], shape)[0],
        "shape": list(out.shape),
        "parameters": sum(p.numel() for p in block.parameters()),
    }


def _torch_stops(program: str, shape: tuple[int, ...]) -> tuple[str, Any]:
    import torch

    space: dict[str, Any] = {}
    try:
        exec(compile(program, "listing", "exec"), space)
    except SyntaxError:
        return "read", None
    try:
        block = space["Block"]()
    except Exception:
        return "made", None
    try:
        with torch.no_grad():
            block(torch.zeros(shape))
    except Exception:
        return "called", None
    return "never", block


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    n, total = values["outputs"], truth["parameters"]
    same = [values["batch"], n, values["height"], values["width"]]
    small = [
        values["batch"],
        n,
        values["height"] - values["kernel"] + 1,
        values["width"] - values["kernel"] + 1,
    ]
    shape = {
        "size-kept": same,
        "padding-forgotten": small,
        "padding-once": [*small[:2], small[2] + values["padding"], small[3] + values["padding"]],
    }
    stops = {
        "too-early": "made" if truth["stops"] == "called" else "called",
    }
    kept: dict[str, Any] = {}
    for name, value in shape.items():
        if value not in (truth["shape"], *kept.values()):
            kept[name] = value
    return {
        "lines": {"conv-blamed": ["nn.Conv2d("]},
        "stops": stops,
        "shape": kept,
        "parameters": {
            "norm-counted-once": total - n,
            "running-statistics-counted": total + 2 * n,
            "conv-bias-forgotten": total - n - (values["slopes"] or 1),
        },
    }
