"""Changes to axes, transpositions, shapes, ranges, dtypes and copies."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from heldout.verification.mutation.sites import Changes, Site, called, replaced, signed, swapped

__all__ = ["axis", "copy", "dtype", "range_bounds", "shape_index", "transpose"]

_TRANSPOSERS = {"transpose", "swapaxes", "moveaxis", "permute", "t"}
_USUAL_AXIS = {  # what is meant when none is given; all others mean every axis, or insist on one
    **dict.fromkeys(("sort", "argsort", "partition", "argpartition", "diff", "cross"), -1),
    **dict.fromkeys(("take_along_axis", "unwrap", "trapezoid", "fft", "ifft"), -1),
    **dict.fromkeys(("concatenate", "concat", "stack", "cat", "split", "array_split"), 0),
}
_LIBRARIES = {"np", "numpy", "torch"}


def axis(site: Site) -> Changes:
    """An axis argument left out or shortened; a new axis in another place."""
    match site.node:
        case ast.Call(func=func, args=args, keywords=keywords) as call:
            for word in keywords:
                given = word.arg in ("axis", "axes", "dim", "dims")
                if given and signed(word.value) != _USUAL_AXIS.get(called(call), ""):
                    rest = [other for other in keywords if other is not word]
                    yield "axis", ast.Call(func, args, rest)
            if called(call) in ("expand_dims", "unsqueeze", "squeeze"):
                yield "axis", _receiver(call)
        case ast.keyword(arg="axis" | "axes" | "dim" | "dims" as word, value=value):
            for shorter in _shorter(value):
                yield "axis", ast.keyword(word, shorter)
        case ast.Subscript(value=value, slice=ast.Tuple(elts=items), ctx=ctx):
            if any(_is_new_axis(item) for item in items):
                for order in _other_places(items):
                    yield "axis", ast.Subscript(value, ast.Tuple(order, ast.Load()), ctx)


def _shorter(value: ast.expr) -> Iterator[ast.expr]:
    """The tuple of axes without one of them."""
    if isinstance(value, ast.Tuple) and len(value.elts) > 1:
        for index in range(len(value.elts)):
            rest = [*value.elts[:index], *value.elts[index + 1 :]]
            if all(signed(item) is not None for item in value.elts):
                yield ast.Tuple(rest, ast.Load())


def _is_new_axis(node: ast.expr) -> bool:
    return (isinstance(node, ast.Constant) and node.value is None) or (
        isinstance(node, ast.Attribute) and node.attr == "newaxis"
    )


def _other_places(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for order in swapped(items):
        moved = [before for before, after in zip(items, order, strict=True) if before is not after]
        if any(map(_is_new_axis, moved)):
            yield order


def transpose(site: Site) -> Changes:
    """A transposition left out, put in where a product has none, or of other axes."""
    match site.node:
        case ast.Attribute(attr="T" | "mT" | "H", value=value):
            yield "transpose", value
        case ast.Call() as call if called(call) in _TRANSPOSERS:
            yield "transpose", _receiver(call)
        case ast.Call(args=[ast.Constant(value=str(subscripts)), *rest]) as call if (
            called(call) == "einsum"
        ):
            for other in _other_subscripts(subscripts):
                yield "transpose", replaced(call, [ast.Constant(other), *rest])
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            if not _is_transposed(right):
                yield "transpose", ast.BinOp(left, ast.MatMult(), _transposed(right))
            if not _is_transposed(left):
                yield "transpose", ast.BinOp(_transposed(left), ast.MatMult(), right)


def _is_transposed(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("T", "mT")


def _transposed(node: ast.expr) -> ast.expr:
    return ast.Attribute(node, "T", ast.Load())


def _other_subscripts(subscripts: str) -> Iterator[str]:
    """Each operand and the result with two neighbouring letters exchanged."""
    for index in range(len(subscripts) - 1):
        one, other = subscripts[index], subscripts[index + 1]
        if one.isalpha() and other.isalpha() and one != other:
            yield subscripts[:index] + other + one + subscripts[index + 2 :]


def _receiver(call: ast.Call) -> ast.AST:
    """The array itself: x of both x.f(…) and np.f(x, …)."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name)) if name in _LIBRARIES:
            return call.args[0] if call.args else call
        case ast.Attribute(value=value):
            return value
    return call.args[0] if call.args else call


def shape_index(site: Site) -> Changes:
    """Another length than the one that is meant; sizes unpacked in another order."""
    match site.node:
        case ast.Call(func=ast.Name(id="len"), args=[value]):
            shape = ast.Attribute(value, "shape", ast.Load())
            # Not shape[-1], which of a vector is the same.
            yield "shape-index", ast.Subscript(shape, ast.Constant(1), ast.Load())
        case ast.Attribute(attr="size", value=value) if not (
            isinstance(site.parent, ast.Call) and site.parent.func is site.node
        ):
            yield "shape-index", ast.Call(ast.Name("len", ast.Load()), [value], [])
        case ast.Assign(targets=[ast.Tuple(elts=items)], value=value) if "shape" in ast.dump(value):
            for order in swapped(items):
                yield "shape-index", ast.Assign([ast.Tuple(order, ast.Store())], value)


def range_bounds(site: Site) -> Changes:
    """Bounds of ranges and slices one off, or left out; a step left out or turned round.

    Literal bounds are for arithmetic.constant, which knows that they are bounds.
    """
    match site.node:
        case ast.Slice(lower=lower, upper=upper, step=step):
            for bound in _one_off(lower):
                yield "range", ast.Slice(bound, upper, step)
            for bound in _one_off(upper):
                yield "range", ast.Slice(lower, bound, step)
            if lower is not None:
                yield "range", ast.Slice(None, upper, step)
            elif upper is not None:
                yield "range", ast.Slice(ast.Constant(1), upper, step)
            if upper is not None:
                yield "range", ast.Slice(lower, None, step)
            if step is not None:
                yield "range", ast.Slice(lower, upper, None)
        case ast.Call(args=[stop]) as call if called(call) in ("range", "arange"):
            for bound in _one_off(stop):
                yield "range", replaced(call, [bound])
            yield "range", replaced(call, [ast.Constant(1), stop])
        case ast.Call(args=[start, stop, *step_of]) as call if called(call) in ("range", "arange"):
            for bound in _one_off(start):
                yield "range", replaced(call, [bound, stop, *step_of])
            for bound in _one_off(stop):
                yield "range", replaced(call, [start, bound, *step_of])
            if step_of:
                yield "range", replaced(call, [start, stop])
        case ast.Call(func=ast.Name(id="reversed"), args=[items]):
            yield "range", items


def _one_off(bound: ast.expr | None) -> Iterator[ast.expr]:
    if bound is not None and signed(bound) is None and not isinstance(bound, ast.Constant):
        yield ast.BinOp(bound, ast.Add(), ast.Constant(1))
        yield ast.BinOp(bound, ast.Sub(), ast.Constant(1))


def dtype(site: Site) -> Changes:
    """A dtype left out."""
    match site.node:
        case ast.Call(func=ast.Attribute(value=value, attr="astype" | "double" | "float" | "long")):
            yield "dtype", value
        case ast.Call(func=func, args=args, keywords=keywords):
            rest = [word for word in keywords if word.arg != "dtype"]
            if len(rest) < len(keywords):
                yield "dtype", ast.Call(func, args, rest)


def copy(site: Site) -> Changes:
    """A copy left out; the result written over what was given; PyTorch's graph kept or left."""
    match site.node:
        case ast.Call() as call if called(call) in ("copy", "clone", "deepcopy"):
            yield "copy", _receiver(call)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="array")) as call:
            yield "copy", _receiver(call)
        case ast.Call(func=ast.Attribute(attr="detach", value=value)):
            yield "gradient", value
        case ast.With(items=[ast.withitem(context_expr=context)], body=body) if called(context) in (
            "no_grad",
            "inference_mode",
            "enable_grad",
        ):
            yield "gradient", ast.If(ast.Constant(True), body, [])
        case ast.Assign(
            targets=[ast.Name(id=name) as target],
            value=ast.BinOp(left=ast.Name(id=first), op=op, right=right),
        ) if name == first:
            yield "copy", ast.AugAssign(target, op, right)
