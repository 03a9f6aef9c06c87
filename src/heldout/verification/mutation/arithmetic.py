"""Changes to sums, products, signs and numbers."""

from __future__ import annotations

import ast

from heldout.verification.mutation.sites import (
    Changes,
    Site,
    called,
    is_epsilon,
    signed,
    written,
)

__all__ = ["accumulate", "constant", "dropped_term", "epsilon", "max_subtraction", "operator"]

AXIS_WORDS = {"axis", "axes", "dim", "dims", "keepdims", "keepdim", "axis1", "axis2"}
SHAPED = {  # calls whose literal whole numbers are axes
    *("sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "prod", "std", "var"),
    *("any", "all", "cumsum", "cumprod", "softmax", "log_softmax", "logsumexp", "norm"),
    *("squeeze", "unsqueeze", "expand_dims", "swapaxes", "transpose", "permute", "moveaxis"),
    *("flip", "roll", "take_along_axis", "gather", "concatenate", "stack", "cat", "flatten"),
}
LARGEST = {"max", "amax"}


def operator(site: Site) -> Changes:
    """Another operator; the operands exchanged where that matters."""
    node = site.node
    if isinstance(node, ast.BinOp):
        for other in _OPERATORS.get(type(node.op), ()):
            kind = "boolean" if isinstance(node.op, ast.BitAnd | ast.BitOr) else "operator"
            yield kind, ast.BinOp(node.left, other(), node.right)
        if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow | ast.MatMult):
            yield "operator", ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.UnaryOp) and signed(node) is None:
        if isinstance(node.op, ast.USub):
            yield "sign", node.operand
        elif isinstance(node.op, ast.Not | ast.Invert):
            yield "boolean", node.operand


def dropped_term(site: Site) -> Changes:
    """A summand or a factor left out."""
    node = site.node
    if not isinstance(node, ast.BinOp):
        return
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow | ast.MatMult):
        yield "dropped-term", node.left
    if isinstance(node.op, ast.Add | ast.Mult | ast.MatMult):
        yield "dropped-term", node.right
    elif isinstance(node.op, ast.Sub):
        yield "dropped-term", ast.UnaryOp(ast.USub(), node.right)
    elif isinstance(node.op, ast.Div):
        yield "dropped-term", ast.BinOp(ast.Constant(1.0), node.op, node.right)


def epsilon(site: Site) -> Changes:
    """Epsilon left out, on the other side of a root, or fixed whatever the caller gives."""
    match site.node:
        case ast.BinOp(left=left, op=ast.Add(), right=right) if is_epsilon(right):
            yield "epsilon", left
            if isinstance(left, ast.Call) and called(left) == "sqrt" and len(left.args) == 1:
                inside = ast.BinOp(left.args[0], ast.Add(), right)
                yield "epsilon", ast.Call(left.func, [inside], left.keywords)
        case ast.BinOp(left=left, op=ast.Add(), right=right) if is_epsilon(left):
            yield "epsilon", right
        case ast.Call(args=[ast.BinOp(left=left, op=ast.Add(), right=right)]) as call if called(
            call
        ) in ("sqrt", "rsqrt") and is_epsilon(right):
            root = ast.Call(call.func, [left], call.keywords)
            yield "epsilon", ast.BinOp(root, ast.Add(), right)
        case ast.BinOp(
            left=ast.BinOp(left=left, op=ast.Add(), right=right), op=ast.Pow(), right=power
        ) if is_epsilon(right):
            root_of = ast.BinOp(left, ast.Pow(), power)
            yield "epsilon", ast.BinOp(root_of, ast.Add(), right)
        case ast.Call(args=[one, other]) as call if called(call) in ("maximum", "clip", "max"):
            if is_epsilon(other) or is_epsilon(one):
                yield "epsilon", one if is_epsilon(other) else other
        case ast.Name(ctx=ast.Load()) as name if is_epsilon(name):
            yield "epsilon", ast.Constant(1e-05)


def max_subtraction(site: Site) -> Changes:
    """The shift that keeps an exponential finite: left out, by the smallest, by the wrong slice."""
    match site.node:
        case ast.BinOp(left=left, op=ast.Sub(), right=ast.Call() as call) if (
            called(call) in LARGEST
        ):
            yield "max-subtraction", left
            for changed in _other_shifts(call):
                yield "max-subtraction", ast.BinOp(left, ast.Sub(), changed)
        case ast.BinOp(left=left, op=ast.Sub(), right=ast.Name(id=name)) if name in _largest_names(
            site
        ):
            yield "max-subtraction", left
        case ast.AugAssign(op=ast.Sub(), value=value) if called(value) in LARGEST or (
            isinstance(value, ast.Name) and value.id in _largest_names(site)
        ):
            yield "max-subtraction", ast.Pass()


def _other_shifts(call: ast.Call) -> list[ast.expr]:
    func = call.func
    name = "amin" if called(call) == "amax" else "min"
    changed: list[ast.expr] = []
    if isinstance(func, ast.Attribute):
        smallest = ast.Attribute(func.value, name, func.ctx)
        changed.append(ast.Call(smallest, call.args, call.keywords))
    if any(word.arg in AXIS_WORDS for word in call.keywords):
        rest = [word for word in call.keywords if word.arg not in AXIS_WORDS]
        changed.append(ast.Call(func, call.args, rest))
    return changed


def _largest_names(site: Site) -> set[str]:
    """Names to which the function assigns a largest value."""
    inside = ast.walk(site.function) if site.function else ()
    return {
        target.id
        for node in inside
        if isinstance(node, ast.Assign) and called(node.value) in LARGEST
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def accumulate(site: Site) -> Changes:
    """`+=` for `=`, `=` for `+=`, and the other operators that write to what is there."""
    match site.node:
        case ast.AugAssign(target=target, op=op, value=value):
            yield "accumulate", ast.Assign([target], value)
            for other in _IN_PLACE.get(type(op), ()):
                yield "accumulate", ast.AugAssign(target, other(), value)
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute() as target], value=value):
            yield "accumulate", ast.AugAssign(target, ast.Add(), value)
        case ast.Assign(targets=[ast.Name() as target], value=value) as node if _is_bound_before(
            target.id, node, site
        ):
            yield "accumulate", ast.AugAssign(target, ast.Add(), value)


def _is_bound_before(name: str, node: ast.Assign, site: Site) -> bool:
    if site.function is None:
        return False
    arguments = site.function.args
    if name in {one.arg for one in (*arguments.args, *arguments.kwonlyargs)}:
        return True
    return any(
        isinstance(other, ast.Name)
        and other.id == name
        and isinstance(other.ctx, ast.Store)
        and other.lineno < node.lineno
        for other in ast.walk(site.function)
    )


def constant(site: Site) -> Changes:
    """A number one more or one less, twice as large or zero; a truth value turned over."""
    node, kind = site.node, _place(site)
    number = signed(node)
    negated = isinstance(site.parent, ast.UnaryOp) and signed(site.parent) is not None
    if number is not None and not negated:  # the sign's node speaks for both
        yield kind, written(number + 1)
        if number != -1 or not _is_size_left_open(site):
            yield kind, written(number - 1)
    match node:
        case ast.Constant(value=bool(truth)):
            yield kind, ast.Constant(not truth)
        case ast.Constant(value=float(value)):
            if kind == "constant" and is_epsilon(node):
                yield "epsilon", ast.Constant(value * 1000)
                yield "epsilon", ast.Constant(0.0)
            else:
                yield kind, ast.Constant(value * 2 if value else 1.0)
                yield kind, ast.Constant(0.0)
        case ast.Attribute(attr="inf"):
            yield kind, ast.Constant(0.0)


def _is_size_left_open(site: Site) -> bool:
    """Whether it is a size for `reshape`, which takes any negative number for an open one."""
    above = site.above[1:] if isinstance(site.parent, ast.Tuple) else site.above
    return bool(above) and called(above[0]) == "reshape"


def _place(site: Site) -> str:
    """What a number at this place says: an axis, a place in a shape, a bound, or just a number."""
    below = site.node
    for node in site.above:
        match node:
            case ast.keyword(arg=word) if word in AXIS_WORDS:
                return "axis"
            case ast.Subscript(value=ast.Attribute(attr="shape")):
                return "shape-index"
            case ast.Slice():
                return "range"
            case ast.arguments():
                return "default"
            case ast.Call() if called(node) in ("range", "arange"):
                return "range"
            case ast.Call(func=ast.Attribute(attr="size")):
                return "shape-index"
            case ast.Call() if called(node) in SHAPED and below is site.node:
                return "axis"
            case ast.Call() | ast.stmt():
                return "constant"
        below = node
    return "constant"


_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_IN_PLACE: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
