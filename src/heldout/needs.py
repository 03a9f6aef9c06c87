"""What a question may need beside Python and NumPy, and whether this machine has it.

Looking is cheap and loads nothing: PyTorch is looked up, not imported, and a GPU is looked for in
the places where its driver shows it. The proof that it computes is made by the process that judges.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NEEDS", "Need", "find_compiler", "first_missing"]

_DEVICES = (  # of NVIDIA's driver on Linux, twice, and inside Windows' own Linux
    "/dev/nvidia[0-9]*",
    "/proc/driver/nvidia/gpus/*",
    "/dev/dxg",
)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a question may name under `needs`."""

    name: str
    badge: str  # what a list shows where it is missing
    sentence: str  # what must be there, what is not, what to do


NEEDS = {
    need.name: need
    for need in (
        Need(
            "compiler",
            "needs a C++ compiler: apt install g++",
            "This question needs a C++ compiler, g++ or clang++ on Linux, and none is on the "
            "search path here: apt install g++",
        ),
        Need(
            "cuda",
            "needs a GPU",
            "This question needs a GPU: an NVIDIA device with its driver, and none is to be seen "
            "here. Practise it on a machine that has one.",
        ),
        Need(
            "torch",
            "needs PyTorch: pip install heldout[torch]",
            "This question needs PyTorch, which is not installed here: pip install heldout[torch]",
        ),
    )
}


def first_missing(names: Collection[str]) -> Need | None:
    """The first of those needs that this machine does not meet, None when it meets them all."""
    wanted = {*names, "torch"} if {"cuda", "compiler"} & {*names} else names
    return next(
        (need for need in NEEDS.values() if need.name in wanted and not _is_met(need)), None
    )


def find_compiler() -> str | None:
    """The C++ compiler of this machine, None where there is none that can be jailed."""
    if not sys.platform.startswith("linux"):
        return None
    return shutil.which("g++") or shutil.which("clang++")


def _is_met(need: Need) -> bool:
    if need.name == "compiler":
        return find_compiler() is not None
    if need.name == "torch":
        return importlib.util.find_spec("torch") is not None
    return any(True for pattern in _DEVICES for _ in Path("/").glob(pattern.lstrip("/")))
