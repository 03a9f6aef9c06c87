"""Where the source of a function or class lies: a file, a cell, or a line typed at the prompt."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import textwrap
import types
from collections.abc import Iterator
from typing import Any

__all__ = ["NoSource", "definition_of", "is_own"]


class NoSource(Exception):
    """A sentence on why there is no source."""


def is_own(value: Any, home: str) -> bool:
    """Whether it is a function or class that was defined where the judged function was."""
    try:
        plain = inspect.unwrap(value) if callable(value) else value
    except ValueError:  # wrappers in a circle
        return False
    made = isinstance(plain, types.FunctionType | type)
    return made and getattr(plain, "__module__", None) in ("__main__", home)


def definition_of(value: Any) -> str:
    """The source of its definition, decorators included; NoSource when it cannot be had."""
    plain = inspect.unwrap(value)
    if isinstance(plain, type):
        return _class_source(plain)
    if plain.__name__ == "<lambda>":
        raise NoSource("it is a lambda, which has no source of its own. Define it with def.")
    try:
        text = textwrap.dedent(inspect.getsource(plain))
    except (OSError, TypeError):
        raise NoSource(
            "its source cannot be found. Define it in a cell or in a file, not by exec or at a "
            "prompt that keeps no lines."
        ) from None
    _refuse_fragment(text)
    return text


def _refuse_fragment(text: str) -> None:
    """What was found must be a definition by itself, which part of a line is not."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        raise NoSource(
            "its source is only a part of a larger statement. Define it at the top of a cell."
        ) from None
    if len(tree.body) != 1 or not isinstance(tree.body[0], _DEFINITIONS):
        raise NoSource("its source has changed since it was defined. Run its cell again.")


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _class_source(made: type) -> str:
    """The last definition of that name where its methods come from, else in any cell.

    A class in a cell has no file of its own, so that inspect finds none.
    """
    for file in _places(made):
        lines = linecache.getlines(file)
        found = _class_in("".join(lines), made)
        if found is not None:
            return found
    raise NoSource("the source of this class cannot be found. Define it in a cell or in a file.")


def _places(made: type) -> Iterator[str]:
    """Names of files to look in, the likelier first."""
    for item in vars(made).values():
        plain = getattr(item, "__func__", getattr(item, "fget", item))
        plain = inspect.unwrap(plain) if callable(plain) else plain
        if isinstance(plain, types.FunctionType):
            yield plain.__code__.co_filename
    home = getattr(sys.modules.get(made.__module__), "__file__", None)
    if home:
        yield home
    yield from [file for file in reversed(list(linecache.cache)) if not file.endswith(".pyc")]


def _class_in(text: str, made: type) -> str | None:
    """The source of the last top-level class of that name which has all that the class has."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    for node in reversed(tree.body):
        if isinstance(node, ast.ClassDef) and node.name == made.__qualname__ and _fits(node, made):
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
            lines = text.splitlines(keepends=True)
            return "".join(lines[first - 1 : node.end_lineno])
    return None


def _fits(node: ast.ClassDef, made: type) -> bool:
    """Whether the methods written there are the class's own."""
    written = {item.name for item in node.body if isinstance(item, _DEFINITIONS)}
    known = {name.removeprefix(f"_{made.__name__.lstrip('_')}") for name in vars(made)}
    return written <= {*known, *vars(made)}
