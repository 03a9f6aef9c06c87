"""docs/references.md: which system is where, and what the demonstrations measured."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from .finding import Finding

__all__ = ["PAGE", "Place", "demonstrations", "page", "places", "rows"]

ROOT = Path(__file__).parents[1]
SHELF = ROOT / "src" / "heldout" / "nn"
PAGE = ROOT / "docs" / "references.md"
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


@dataclass(frozen=True)
class Place:
    """Where the product covers one system of the syllabus."""

    row: str
    parts: tuple[str, ...] = ()  # dotted, below heldout.nn
    instead: str = ""  # for a row that is not code: where it is covered


def places() -> list[Place]:
    """What every shelf.toml says, by the name of the row; a row may have several places."""
    found = []
    for path in sorted(SHELF.rglob("shelf.toml")):
        package = ".".join(path.parent.relative_to(SHELF).parts)
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]:
            parts = tuple(f"{package}.{part}" for part in row.get("parts", ()))
            found.append(Place(row["name"], parts, row.get("instead", "")))
    return sorted(found, key=lambda place: place.row.casefold())


def rows() -> list[str]:
    """The systems of the syllabus."""
    return (SHELF / "systems.txt").read_text(encoding="utf-8").splitlines()


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
    for row in rows():
        text += f"| {row.replace('|', chr(92) + '|')} | {_where(row)} |\n"
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


def _where(row: str) -> str:
    here = [place for place in places() if place.row == row]
    parts = dict.fromkeys(f"`{part}`" for place in here for part in place.parts)
    return "; ".join(filter(None, [", ".join(parts), *(place.instead for place in here)]))
