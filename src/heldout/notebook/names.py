"""Which names a piece of source takes from outside itself, and when it looks them up."""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass

__all__ = ["Names", "attributes_of", "names_of"]

_INLINE = ("listcomp", "setcomp", "dictcomp", "genexpr")  # tables that run where they stand


@dataclass(frozen=True)
class Names:
    """Names from outside: `early` are needed when the source is executed (decorators, defaults,
    bases), `late` only when what it defines is called."""

    early: frozenset[str]
    late: frozenset[str]


def names_of(source: str) -> Names:
    """The names that the source uses and does not define, by Python's own rules of scope."""
    top = symtable.symtable(source, "<cell>", "exec")
    defined = {item.get_name() for item in top.get_symbols() if item.is_assigned()}
    early, late = set[str](), set[str]()
    _collect(top, early, late, running=True)
    return Names(frozenset(early - defined), frozenset(late - early - defined))


def _collect(table: symtable.SymbolTable, early: set[str], late: set[str], running: bool) -> None:
    for item in table.get_symbols():
        outside = item.is_global() or table.get_type() == "module"
        if outside and item.is_referenced():
            (early if running else late).add(item.get_name())
    for inner in table.get_children():
        called_later = inner.get_type() == "function" and inner.get_name() not in _INLINE
        _collect(inner, early, late, running and not called_later)


def attributes_of(source: str, name: str) -> list[str]:
    """The dotted names that begin with that name in the source: `a.b` and `a.b.c` of `a.b.c`."""
    found: dict[str, None] = {}
    for node in ast.walk(ast.parse(source)):
        path = _dotted(node)
        if path is not None and path[0] == name:
            found[".".join(path)] = None
    return sorted(found)


def _dotted(node: ast.AST) -> list[str] | None:
    if not isinstance(node, ast.Attribute):
        return None
    if isinstance(node.value, ast.Name):
        return [node.value.id, node.attr]
    inner = _dotted(node.value)
    return None if inner is None else [*inner, node.attr]
