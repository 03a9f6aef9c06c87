"""The reference shelf as its readers meet it: which system is where, and each file as text.

Nothing of `heldout.nn` is imported for that: the files are read, so that a page about one costs
no NumPy, and what is shown is what is run.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heldout.errors import NotFound

__all__ = ["Place", "Reference", "find", "knows", "packages", "places", "references", "systems"]

_ROOT = Path(__file__).parent / "nn"

# By their form, which the tests hold to: parsing would be slow, and in threads that is not safe in
# every version of Python.
_TITLE = re.compile(r'"""(.+?)\.?(?:"""|\n)')
_LISTED = re.compile(r"^__all__(?:: list\[str\])? = \[(.*?)\]", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the product covers one system of the syllabus."""

    system: str
    parts: tuple[str, ...]  # public names, such as layers.conv2d
    instead: str  # for a system that is no code: where it is covered


@dataclass(frozen=True, slots=True)
class Reference:
    """One file of the shelf: one idea, its formula and its code."""

    name: str  # layers.dense
    title: str  # the first line of its docstring
    parts: tuple[str, ...]  # the public names that it defines
    systems: tuple[str, ...]  # of the syllabus
    code: str


@cache
def systems() -> tuple[str, ...]:
    """The systems of the syllabus, in its order."""
    return tuple((_ROOT / "systems.txt").read_text(encoding="utf-8").splitlines())


@cache
def places() -> tuple[Place, ...]:
    """What every shelf.toml says; a system may have several places."""
    return tuple(
        Place(
            row["name"],
            tuple(f"{path.parent.name}.{part}" for part in row.get("parts", ())),
            row.get("instead", ""),
        )
        for path in sorted(_ROOT.glob("*/shelf.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    )


@cache
def packages() -> dict[str, str]:
    """What each package of the shelf is about, by its name."""
    return {
        path.parent.name: _title(path.read_text(encoding="utf-8"))
        for path in sorted(_ROOT.glob("*/__init__.py"))
    }


@cache
def references() -> tuple[Reference, ...]:
    """Every file, package by package."""
    return tuple(
        _read(path)
        for package in packages()
        for path in sorted((_ROOT / package).glob("*.py"))
        if path.name != "__init__.py"
    )


def knows(part: str) -> bool:
    """Whether that is a public name of a package, such as layers.conv2d; reads one file."""
    package, _, name = part.partition(".")
    return (_ROOT / package / "__init__.py").is_file() and name in _exports(package)


def find(name: str) -> Reference:
    """The file of that name or with that name in it: layers.dense, layers.dense_backward, dense.

    NotFound, with what looks like it, when there is none.
    """
    known = _by_name()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, sorted(known), n=3)
    like = f" Is it {' or '.join(close)}?" if close else ""
    raise NotFound(
        f"The reference shelf has no {name!r}.{like} `heldout shelf` lists what it holds."
    )


@cache
def _by_name() -> dict[str, Reference]:
    """Each file by its names, whole and without the package; of two, the first in the list."""
    known: dict[str, Reference] = {}
    for reference in references():
        package, _, module = reference.name.partition(".")
        for name in (module, *reference.parts):
            known.setdefault(f"{package}.{name}", reference)
    for whole, reference in list(known.items()):
        known.setdefault(whole.partition(".")[2], reference)
    return known


def _read(path: Path) -> Reference:
    code = path.read_text(encoding="utf-8")
    package = path.parent.name
    parts = _listed(code)
    dotted = {f"{package}.{part}" for part in parts}
    shown = (place.system for place in places() if dotted & set(place.parts))
    return Reference(
        f"{package}.{path.stem}", _title(code), parts, tuple(dict.fromkeys(shown)), code
    )


@cache
def _exports(package: str) -> frozenset[str]:
    return frozenset(_listed((_ROOT / package / "__init__.py").read_text(encoding="utf-8")))


def _listed(code: str) -> tuple[str, ...]:
    """What __all__ lists."""
    found = _LISTED.search(code)
    return tuple(re.findall(r'"(\w+)"', found[1])) if found else ()


def _title(code: str) -> str:
    """The first line of the docstring, without its full stop."""
    found = _TITLE.match(code)
    return found[1] if found else ""
