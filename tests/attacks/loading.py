"""Attacks as data: each is one file in programs/, its heading says what must become of it.

    # 42 Opens a TCP socket.
    # modes: standard full
    # must: stopped forbidden

    def f(): ...

README.md lists the keys. The number is that of the list in README.md.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["IMAGES", "MODES", "ROOT", "Attack", "load_attack", "load_attacks"]

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).with_name("programs")
FRAMES = Path(__file__).with_name("frames.py")
MODES = ("basic", "standard", "full")
IMAGES = ("numpy", "torch", "cpp")
PYTHON = ("numpy", "torch")
QUESTIONS = ("stable-softmax", "layer-norm-forward", "adam-step")
DOUBLE = "double"

_TITLE = re.compile(r"# (\d+) (.+\.)")
_PAIR = re.compile(r"# ([a-z]+): (.+)")


@dataclass(frozen=True)
class Attack:
    """One hostile (or honest) submission, and the ways in which it may end."""

    name: str
    number: int
    title: str
    source: str
    must: tuple[str, ...]
    against: str = ""  # a question of packs/core, "double", or nothing: then `f` is called
    images: tuple[str, ...] = PYTHON
    modes: tuple[str, ...] = MODES
    args: tuple[Any, ...] = ()
    calls: int = 1
    limits: dict[str, Any] = field(default_factory=dict)

    def runs_in(self, mode: str, image: str) -> bool:
        """Whether it says anything about that mode and image."""
        return mode in self.modes and image in self.images


def load_attacks() -> dict[str, Attack]:
    """All of them by name, in the order of their numbers."""
    paths = [path for suffix in ("py", "cpp") for path in PROGRAMS.rglob(f"*.{suffix}")]
    found = [load_attack(path) for path in paths]
    return {attack.name: attack for attack in sorted(found, key=lambda a: (a.number, a.name))}


def load_attack(path: Path) -> Attack:
    """The attack in that file; ValueError when its heading is not as README.md says."""
    text = path.read_text(encoding="utf-8")
    heading, _, program = text.partition("\n\n")
    first, *rest = [re.sub("^//", "#", line) for line in heading.splitlines()]
    title = _TITLE.fullmatch(first)
    pairs = [_PAIR.fullmatch(line) for line in rest]
    if title is None or None in pairs:
        raise ValueError(f"{path}: the heading must be '# NUMBER Sentence.' and '# key: value'")
    said = {pair[1]: pair[2] for pair in pairs if pair is not None}
    if said.pop("built", "no") == "yes":
        scope: dict[str, Any] = {}
        exec(compile(program, str(path), "exec"), scope)
        program = scope["SOURCE"]
    if said.pop("with", "") == "frames":
        program = FRAMES.read_text(encoding="utf-8") + program
    values = {key: _read(path, key, value) for key, value in said.items()}
    if path.suffix == ".cpp":
        values["images"] = ("cpp",)
    if values.get("against") in QUESTIONS:
        values.setdefault("images", ("numpy",))
    # The folder of Heldout itself, for attackers who know where it is.
    source = program.replace("@ROOT@", str(ROOT))
    return Attack(f"{path.parent.name}/{path.stem}", int(title[1]), title[2], source, **values)


def _read(path: Path, key: str, value: str) -> Any:
    match key:
        case "must":
            return tuple(value.split(" | "))
        case "against" if value in (*QUESTIONS, DOUBLE):
            return value
        case "modes" if set(value.split()) <= set(MODES):
            return tuple(value.split())
        case "images" if set(value.split()) <= set(IMAGES):
            return tuple(value.split())
        case "args" | "calls" | "limits":
            return ast.literal_eval(value)
    known = ", ".join(part.name for part in dataclasses.fields(Attack))
    raise ValueError(f"{path}: {key}: {value} is not understood; the keys are {known}")
