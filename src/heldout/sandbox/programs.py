"""What a child can load beside plain source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Driven", "Loadable", "Program", "text_of"]


@dataclass(frozen=True, slots=True)
class Driven:
    """A source whose functions and classes are not called with the arguments themselves: the
    function `drive` of the driver gets them together with the arguments, and calls."""

    source: str
    driver: str


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled submission: the file, the function that it exports, and its parameters."""

    path: str
    function: str
    parameters: tuple[str, ...] = ()


Loadable: TypeAlias = str | Driven | Program


def text_of(source: Loadable) -> str:
    """All the Python in it; none in what is compiled."""
    match source:
        case Driven(text, driver):
            return text + driver
        case Program():
            return ""
    return source
