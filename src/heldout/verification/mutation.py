"""First-order mutants of a solution: one small change each, of the kinds that people make."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Mutant", "mutants"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed solution. `change` reads `before → after`, the key under SURVIVORS."""

    kind: str
    change: str
    line: int
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the source, each once."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for index, node in enumerate(ast.walk(tree)):
        for kind, changed in _changes(node):
            mutated = copy.deepcopy(tree)
            target = _nth(mutated, index)
            before = ast.unparse(node)
            _become(mutated, target, changed)
            text = ast.unparse(ast.fix_missing_locations(mutated))
            if text not in seen:
                seen.add(text)
                change = f"{_short(before)} → {_short(ast.unparse(changed))}"
                yield Mutant(kind, change, getattr(node, "lineno", 0), text)


def _nth(tree: ast.AST, index: int) -> ast.AST:
    for number, node in enumerate(ast.walk(tree)):
        if number == index:
            return node
    raise IndexError(index)


def _become(tree: ast.AST, target: ast.AST, changed: ast.AST) -> None:
    class Replace(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return changed if node is target else self.generic_visit(node)

    Replace().visit(tree)


def _short(text: str) -> str:
    first = text.partition("\n")[0]
    return first if first == text else f"{first} …"


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The ways to change this one node, by kind of mutation."""
    match node:
        case ast.BinOp():
            yield from _operator_changes(node)
        case ast.Compare(ops=[op], left=left, comparators=comparators):
            for other in _COMPARISONS.get(type(op), ()):
                yield "comparison", ast.Compare(left, [other()], comparators)
        case ast.BoolOp(op=op, values=values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "comparison", ast.BoolOp(other_op, values)
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand) if not isinstance(
            operand, ast.Constant
        ):
            yield "sign", operand
        case ast.Constant(value=value):
            for changed in _constant_changes(value):
                yield "constant", ast.Constant(changed)
        case ast.keyword(arg="axis", value=value):
            yield from (("axis", ast.keyword("axis", new)) for new in _axis_changes(value))
        case ast.keyword(arg="keepdims", value=ast.Constant(value=True)):
            yield "axis", ast.keyword("keepdims", ast.Constant(False))
        case ast.Attribute(attr="T", value=value):
            yield "transpose", value
        case ast.Attribute(attr=name) if name in _FUNCTIONS:
            yield "function", ast.Attribute(node.value, _FUNCTIONS[name], node.ctx)
        case ast.AugAssign(target=target, value=value):
            yield "accumulate", ast.Assign([target], value)
        case ast.If(body=body, orelse=orelse):
            yield "guard", ast.If(ast.Constant(False), body, orelse)
            yield "guard", ast.If(ast.Constant(True), body, orelse)
        case ast.IfExp(body=body, orelse=orelse):
            yield "guard", body
            yield "guard", orelse


def _operator_changes(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield "operator", ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        yield "drop-term", node.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield "drop-term", node.right


def _constant_changes(value: object) -> Iterator[bool | int | float]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, float):
        yield value * 2 if value else 1.0
        yield 0.0


def _axis_changes(value: ast.expr) -> Iterator[ast.expr]:
    match value:
        case ast.Constant(value=int(number)):
            yield ast.Constant(0 if number else 1)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            yield ast.Constant(0)
            yield ast.UnaryOp(ast.USub(), ast.Constant(number + 1))
        case ast.Tuple(elts=[_, *rest]) if rest:
            yield ast.Tuple(rest, ast.Load())


_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_FUNCTIONS = {
    "argmax": "argmin",
    "cumsum": "cumprod",
    "exp": "expm1",
    "log": "log1p",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum",
    "min": "max",
    "minimum": "maximum",
    "sqrt": "square",
    "std": "var",
    "sum": "mean",
    "tanh": "sinh",
    "var": "std",
    "zeros": "ones",
    "zeros_like": "ones_like",
}
