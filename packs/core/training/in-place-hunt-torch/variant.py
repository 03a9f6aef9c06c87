"""A training program with one line exchanged, and what becomes of it."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

PROGRAM = """\
import torch


def train(x, y, w, b, v, steps=3, rate=0.02):
    w = w.clone().requires_grad_()
    b = b.clone().requires_grad_()
    v = v.clone().requires_grad_()
    x = x - x.mean(dim=0)
    losses = []
    for _ in range(steps):
        z = x @ w.T + b
        gate = torch.sigmoid(z)
        gate = gate * 2
        a = gate + z.relu_() * 2
        gap = torch.mv(a, v) - y
        loss = (gap**2).mean()
        losses.append(loss.detach())
        loss.backward()
        with torch.no_grad():
            for p in (w, b, v):
                p -= rate * p.grad
                p.grad = None
    return torch.stack(losses), w.detach(), b.detach(), v.detach()
"""
SOUND = PROGRAM.splitlines()
# the sound line, what stands there instead, the cause
FAULTS = (
    ("        with torch.no_grad():", "        with torch.enable_grad():", "leaf"),
    ("                p -= rate * p.grad", "                p = p - rate * p.grad", "rebound"),
    ("        gate = gate * 2", "        gate = gate.mul_(2)", "saved"),
    ("        gate = gate * 2", "        gate *= 2", "saved"),
    ("        gate = gate * 2", "        gate = gate.detach() * 2", "no_graph"),
    ("        gate = torch.sigmoid(z)", "        gate = torch.sigmoid(z.detach())", "no_graph"),
    ("    x = x - x.mean(dim=0)", "    x -= x.mean(dim=0)", "argument"),
    ("    x = x - x.mean(dim=0)", "    x = x.sub_(x.mean(dim=0))", "argument"),
    ("    v = v.clone().requires_grad_()", "    v = v.detach().requires_grad_()", "argument"),
    ("    w = w.clone().requires_grad_()", "    w = w.requires_grad_()", "argument"),
    ("                p.grad = None", "                p.grad.detach_()", "no_zeroing"),
)


def draw(rng: Draw) -> dict[str, Any]:
    """A fault, and a small batch on which the losses tell it from the sound program."""
    before, after, cause = rng.choice(FAULTS)
    program = PROGRAM.replace(before, after)
    while True:
        examples, columns, units = rng.integer(3, 6), rng.integer(2, 3), rng.integer(2, 4)
        batch = {
            "x": _numbers(rng, examples, columns),
            "y": _numbers(rng, examples),
            "w": _numbers(rng, units, columns),
            "b": _numbers(rng, units),
            "v": _numbers(rng, units),
        }
        sound, _, _ = _run(PROGRAM, batch)
        found, changed, _ = _run(program, batch)
        shown = [[f"{x:.4f}" for x in row] for row in (found, sound)] if _numeric(found) else []
        # Losses that agree to the digits shown, or explode, would tell nothing.
        if max(sound) < 50 and (not shown or changed or shown[0] != shown[1]):
            break
    return {
        "program": program,
        "fault": [before, after, cause],
        "sound": before,
        "faulty": after,
        "cause": cause,
        "batch": batch,
        "symptom": _symptom(found, changed),
        "table": [] if changed else shown,
    }


def _symptom(found: Any, changed: bool) -> str:
    if not _numeric(found):
        return f"`RuntimeError: {found}`"
    if changed:
        return "No error, and the losses are right. But a tensor that was given has changed."
    return "No error, but the losses are wrong."


def _numeric(found: Any) -> bool:
    return not isinstance(found, str)


def _numbers(rng: Draw, *shape: int) -> Any:
    if len(shape) == 1:
        return [rng.decimal(-2, 2, 1) for _ in range(shape[0])]
    return [_numbers(rng, *shape[1:]) for _ in range(shape[0])]


def _run(program: str, batch: dict[str, Any]) -> tuple[Any, bool, list[bool]]:
    """The losses or the start of the error, whether an argument changed, which parameters moved."""
    import torch

    space: dict[str, Any] = {}
    exec(program, space)
    given = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in batch.items()}
    kept = {name: tensor.clone() for name, tensor in given.items()}
    try:
        losses, *after = space["train"](**given, steps=4)
    except RuntimeError as error:
        return str(error).split(":")[0].split(";")[0], False, []
    changed = any(not torch.equal(given[name].detach(), kept[name]) for name in given)
    moved = [not torch.equal(p, kept[name]) for name, p in zip("wbv", after, strict=True)]
    return losses.tolist(), changed, moved


def answers(values: dict[str, Any]) -> dict[str, Any]:
    before, _, cause = values["fault"]
    return {"line": [SOUND.index(before) + 1], "cause": cause}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Mends one line at a time and runs; what the faulty program does tells the cause."""
    lines, batch = values["program"].splitlines(), values["batch"]
    right = _run(PROGRAM, batch)
    mended = []
    for number, line in enumerate(SOUND):
        if lines[number] != line:
            program = "\n".join([*lines[:number], line, *lines[number + 1 :]])
            if _run(program, batch) == right:
                mended.append(number + 1)
    return {"line": mended, "cause": _cause(values["program"], batch, right[0])}


def _cause(program: str, batch: dict[str, Any], right: list[float]) -> str:
    found, changed, moved = _run(program, batch)
    if isinstance(found, str):
        return "leaf" if "leaf" in found else "saved"
    if changed:
        return "argument"
    if not any(moved):
        return "rebound"
    # The first step is right where gradients are only kept too long.
    return "no_zeroing" if abs(found[1] - right[1]) < 1e-9 else "no_graph"


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "line": {
            "relu-blamed": ["z.relu_()"],
            "clone-blamed": ["b = b.clone()"],
            "detach-blamed": ["losses.append"],
            "gradient-kept-blamed": ["loss.backward()"],
        }
    }
