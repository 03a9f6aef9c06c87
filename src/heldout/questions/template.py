"""Puts the values of a variant into its text: `@{expression|filter}`.

LaTeX is full of braces, so the usual `{{ }}` would clash; `@{` does not occur in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["TemplateError", "fill", "show"]


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The text with every expression replaced; TemplateError says what is wrong."""
    if "@{" not in template and "{%" not in template:
        return template
    try:
        return _compiled(template).render(values)
    except TemplateError:
        raise
    except Exception as error:  # a filter or an operator met a value that it is not made for
        raise TemplateError(f"{type(error).__name__}: {error}") from error


def show(value: Any) -> str:
    """A value as it stands in text: floats in shortest form, whole floats without '.0'."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, float):
        return _show_float(value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, list | tuple):
        return row(value)
    return str(value)


def _show_float(value: float) -> str:
    value = float(value)  # NumPy's own floats name their type in repr
    if not math.isfinite(value) or abs(value) >= 1e16:
        return repr(value)
    if value == int(value):
        return str(int(value))
    # Decimal writes out what repr abbreviates (1e-05), digit for digit.
    return f"{Decimal(repr(value)):f}" if abs(value) >= 1e-7 else repr(value)


def row(items: Iterable[Any]) -> str:
    """A list on one line: `[0.9, 0.7]`."""
    return "[" + ", ".join(show(item) for item in items) + "]"


def shape(items: Iterable[Any]) -> str:
    """A shape as NumPy prints it: `(1, 3, 224, 224)`, `(3,)`."""
    sizes = [show(item) for item in items]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def matrix(rows: Iterable[Iterable[Any]]) -> str:
    """A nested list as a LaTeX matrix."""
    body = r" \\ ".join(" & ".join(show(item) for item in line) for line in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def column(items: Iterable[Any]) -> str:
    """A list as a LaTeX column vector."""
    return matrix([item] for item in items)


def signed(value: Any) -> str:
    """A term to add, with its sign apart: `+ 3`, `- 0.5`."""
    return f"- {show(-value)}" if value < 0 else f"+ {show(value)}"


def grouped(value: int) -> str:
    """A whole number with its thousands apart: `10,000,000`."""
    return f"{value:,}"


def fixed(value: float, places: int) -> str:
    """The number with exactly that many decimals."""
    return f"{value:z.{places}f}"  # z: -0.001 is 0.00, not -0.00


def sig(value: float, digits: int) -> str:
    """The number rounded to that many significant digits."""
    return show(float(f"{value:.{digits}g}"))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        variable_start_string="@{",
        variable_end_string="}",
        comment_start_string="@{#",  # Jinja's own, {#, begins the body of a LaTeX macro
        comment_end_string="#}",
        undefined=StrictUndefined,
        autoescape=False,  # the text is Markdown; it is escaped when it becomes HTML
        finalize=show,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    own = (row, shape, matrix, column, signed, grouped, fixed, sig)
    environment.filters.update({function.__name__: function for function in own})
    return environment


@lru_cache(maxsize=4096)
def _compiled(template: str) -> Template:
    # Jinja would read a minus right behind the brace as "strip the spaces before", and drop it.
    return _environment().from_string(template.replace("@{-", "@{ -").replace("@{+", "@{ +"))
