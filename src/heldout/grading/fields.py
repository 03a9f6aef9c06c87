"""Reads the fields that a kind of part declares, and refuses those that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heldout.errors import FieldError

__all__ = ["Fields", "Tolerance"]


ROUNDING = 1e-9  # relative: what double precision may lose in a few steps


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Two numbers agree when they differ by at most absolute + relative * |expected|."""

    absolute: float = 0.0
    relative: float = ROUNDING

    def __str__(self) -> str:
        parts = [f"{self.absolute:g}"] if self.absolute else []
        parts += [f"{self.relative:g} of the value"] if self.relative > ROUNDING else []
        return " plus ".join(parts) or "rounding error"


class Fields:
    """The raw fields of one part; `finish` complains about what nobody asked for."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = dict(raw)

    def flag(self, name: str, default: bool) -> bool:
        """A field that is true or false."""
        value = self._raw.pop(name, default)
        if not isinstance(value, bool):
            raise FieldError(name, f"must be true or false; given {value!r}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is text."""
        value = self._raw.pop(name, default)
        if not isinstance(value, str):
            raise FieldError(name, f"must be text; given {value!r}")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """A field that is one of a few words, the first by default."""
        value = self._raw.pop(name, allowed[0])
        if value not in allowed:
            raise FieldError(name, f"must be one of {', '.join(allowed)}; given {value!r}")
        return str(value)

    def count(self, name: str, default: int) -> int:
        """A field that is a whole number above zero."""
        value = self._raw.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise FieldError(name, f"must be a whole number above zero; given {value!r}")
        return value

    def number(self, name: str, default: float) -> float:
        """A field that is a number above zero."""
        value = self._raw.pop(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
            raise FieldError(name, f"must be a number above zero; given {value!r}")
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that is a list of texts, empty by default."""
        value = self._raw.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise FieldError(name, f"must be a list of texts; given {value!r}")
        return tuple(value)

    def raw(self, name: str) -> Any:
        """A field as it stands, or None."""
        return self._raw.pop(name, None)

    def tolerance(self, integer: bool = False) -> Tolerance:
        """`tolerance: 0.001`, or `{absolute: …, relative: …}`.

        Whole numbers are exact unless the author says otherwise: rounding error would let a count
        of ten milliards be wrong by ten.
        """
        if integer and "tolerance" not in self._raw:
            return Tolerance(absolute=1e-6, relative=1e-14)
        value = self._raw.pop("tolerance", 0.0)
        given = value if isinstance(value, dict) else {"absolute": value, "relative": ROUNDING}
        if set(given) - {"absolute", "relative"} or not all(
            isinstance(item, int | float) and not isinstance(item, bool) and 0 <= item < 1e9
            for item in given.values()
        ):
            raise FieldError(
                "tolerance", f"must be a number, or {{absolute: …, relative: …}}; given {value!r}"
            )
        return Tolerance(**{name: float(item) for name, item in given.items()})

    def options(self) -> None:
        """Require `options`, which every question reads in the same way."""
        if self._raw.pop("options", None) is None:
            raise FieldError("options", "must map at least two keys to their texts")

    def finish(self) -> None:
        """Refuse the fields that nobody has read."""
        for name in self._raw:
            raise FieldError(name, "is not a field of this kind of part; see docs/authoring.md")
