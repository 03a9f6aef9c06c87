"""docs/references.md: which system is where, and what the demonstrations measured."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType

from heldout.shelf import places, systems

from .finding import Finding

__all__ = ["PAGE", "demonstrations", "page"]

PAGE = Path(__file__).parents[1] / "docs" / "references.md"
_OURS = {"__init__", "__main__", "data", "finding", "page"}

_HEAD = """# The reference shelf

Written by `python -m demonstrations`; the tests compare it with the code and measure again.

`heldout.nn` holds the systems that interviews ask about, in NumPy, each small enough to read in a
sitting: formula first, then code. `src/heldout/nn/README.md` says how it is written.

## Where each system is

| system | where |
|---|---|
"""
_MEASURED = """
## What was measured

Seeds are fixed. Another processor sums in another order, so that each number may land a little
elsewhere; the tests allow what the last column says.
"""


def demonstrations() -> dict[str, ModuleType]:
    """The modules that show something, by name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return {
        name: importlib.import_module(f"demonstrations.{name}")
        for name in names
        if name not in _OURS
    }


def page(measured: Mapping[str, Iterable[Finding]]) -> str:
    """The whole text, from the findings of every demonstration by its name."""
    modules = demonstrations()
    text = _HEAD
    for system in systems():
        text += f"| {system.replace('|', chr(92) + '|')} | {_where(system)} |\n"
    text += _MEASURED
    for name, findings in measured.items():
        module = modules[name]
        text += f"\n### {module.TITLE}\n\n{_prose(module)}\n\n"
        text += "| measured | value | claim | drift allowed |\n|---|--:|---|--:|\n"
        for one in findings:
            text += f"| {one.says} | {one.written()} | {one.claim()} | {one.within:g} |\n"
    return text


def _prose(module: ModuleType) -> str:
    """Its docstring without the first line, which says the same as the title."""
    _, _, rest = (module.__doc__ or "").strip().partition("\n")
    return f"{rest.strip()}\n\n`demonstrations/{module.__name__.rpartition('.')[2]}.py`".strip()


def _where(system: str) -> str:
    here = [place for place in places() if place.system == system]
    parts = dict.fromkeys(f"`{part}`" for place in here for part in place.parts)
    return "; ".join(filter(None, [", ".join(parts), *(place.instead for place in here)]))
