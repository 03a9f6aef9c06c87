"""Places in a syntax tree where something may be changed, and what surrounds them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

__all__ = [
    "Changes",
    "Rule",
    "Site",
    "called",
    "is_epsilon",
    "replaced",
    "signed",
    "sites",
    "swapped",
    "written",
]

Step: TypeAlias = tuple[str, int | None]
Changes: TypeAlias = Iterator[tuple[str, ast.AST]]

_NOT_RUN = {"annotation", "returns", "decorator_list", "type_comment", "type_params"}


@dataclass(frozen=True, slots=True)
class Site:
    """A node, what it lies in (nearest first), and the steps that lead to it from the root."""

    node: ast.AST
    above: tuple[ast.AST, ...]
    path: tuple[Step, ...]

    @property
    def parent(self) -> ast.AST | None:
        """What holds the node directly."""
        return self.above[0] if self.above else None

    @property
    def function(self) -> ast.FunctionDef | None:
        """The function in which the node lies."""
        return next((node for node in self.above if isinstance(node, ast.FunctionDef)), None)


Rule: TypeAlias = Callable[[Site], Changes]


def sites(tree: ast.AST) -> Iterator[Site]:
    """Every node that is run, from the outside in; no annotation, docstring or import."""
    waiting = [Site(tree, (), ())]
    for site in waiting:
        yield site
        for step, child in _children(site.node):
            waiting.append(Site(child, (site.node, *site.above), (*site.path, step)))


def _children(node: ast.AST) -> Iterator[tuple[Step, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if name in _NOT_RUN:
            continue
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, ast.AST) and not _is_idle(item):
                yield (name, index), item


def _is_idle(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr)


def called(node: ast.AST | None) -> str:
    """The last name of what a call calls: `sum` of both `np.sum(x)` and `x.sum()`; else ''."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
    return ""


def signed(node: ast.AST | None) -> int | None:
    """The value of a literal whole number with its sign."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int(number)):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
    return None


def written(number: int) -> ast.expr:
    """A whole number as source has it: a negative one is a sign and a literal."""
    if number >= 0:
        return ast.Constant(number)
    return ast.UnaryOp(ast.USub(), ast.Constant(-number))


def is_epsilon(node: ast.AST) -> bool:
    """Whether it is the small number that keeps a quotient or a logarithm finite."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lower().startswith("eps")
        case ast.Constant(value=float(number)):
            return 0 < number <= 1e-3
    return False


def swapped(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """The list with two neighbours exchanged, for each pair of neighbours that differ."""
    for index, (one, other) in enumerate(pairwise(items)):
        starred = isinstance(one, ast.Starred) or isinstance(other, ast.Starred)
        if not starred and ast.dump(one) != ast.dump(other):
            yield [*items[:index], other, one, *items[index + 2 :]]


def replaced(call: ast.Call, args: list[ast.expr]) -> ast.Call:
    """The call with other positional arguments."""
    return ast.Call(call.func, args, call.keywords)
