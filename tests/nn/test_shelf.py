"""Every system of the syllabus has its place, and every place exists."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from demonstrations.page import demonstrations

import heldout.nn
from heldout.shelf import Place, places, systems

PACKAGE = Path(heldout.nn.__file__).parent
PLACES = places()
NAMES = {place.system for place in PLACES}


def test_the_syllabus_is_complete() -> None:
    """172 rows, no two the same."""
    assert len(systems()) == len(set(systems())) == 172


def test_every_system_is_implemented_or_says_where_it_is_covered() -> None:
    """By one shelf.toml or several."""
    assert sorted(set(systems()) - NAMES) == []


def test_only_systems_of_the_syllabus_are_listed() -> None:
    """A name that is written otherwise would be counted nowhere."""
    assert sorted(NAMES - set(systems())) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.system)
def test_a_place_exists(place: Place) -> None:
    """Each part is a public name of its package; or else a sentence says where to look."""
    assert bool(place.parts) != bool(place.instead)
    for part in place.parts:
        package, _, name = part.rpartition(".")
        module = importlib.import_module(f"heldout.nn.{package}")
        assert name in module.__all__
        assert getattr(module, name).__doc__


def test_the_contents_name_every_package() -> None:
    """`heldout.nn.__all__` is the table of contents."""
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    there |= {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert set(heldout.nn.__all__) == there


def test_the_shelf_needs_numpy_only() -> None:
    """All of it, imported in a fresh interpreter."""
    names = [
        ".".join(["heldout", "nn", *path.relative_to(PACKAGE).with_suffix("").parts])
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    code = (
        f"import sys, importlib; before = set(sys.modules); import numpy; "
        f"[importlib.import_module(name) for name in {names!r}]; "
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = set(done.stdout.split()) - set(sys.stdlib_module_names) - {"numpy", "heldout"}
    assert {name for name in foreign if not name.startswith("_")} == set()


def test_a_demonstration_shows_systems_of_the_syllabus() -> None:
    """By their names."""
    for name, module in demonstrations().items():
        assert module.TITLE
        assert set(module.ROWS) <= set(systems()), name
