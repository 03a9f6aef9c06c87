"""Changes to what is compared, guarded, called, and left to a default."""

from __future__ import annotations

import ast

from heldout.verification.mutation.sites import Changes, Site, called, replaced, swapped

__all__ = ["argument_order", "branch", "comparison", "function", "guard", "statement"]

_EITHER_WAY = {
    *("maximum", "minimum", "max", "min", "add", "multiply", "swapaxes", "allclose", "isclose"),
    *("array_equal", "logical_and", "logical_or", "hypot", "isinstance", "getattr", "einsum"),
}


def comparison(site: Site) -> Changes:
    """Another comparison, in chains too; `and` for `or`."""
    match site.node:
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            for index, op in enumerate(ops):
                for other in _COMPARISONS.get(type(op), ()):
                    changed = [*ops[:index], other(), *ops[index + 1 :]]
                    yield "comparison", ast.Compare(left, changed, comparators)
        case ast.BoolOp(op=op, values=values):
            yield "boolean", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for index in range(len(values)):
                rest = [*values[:index], *values[index + 1 :]]
                yield "boolean", ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]


def guard(site: Site) -> Changes:
    """A condition that never holds, always holds, or holds when it must not."""
    match site.node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield "guard", ast.If(ast.Constant(False), body, orelse)
            yield "guard", ast.If(ast.Constant(True), body, orelse)
            yield "guard", ast.If(_negated(test), body, orelse)
        case ast.While(test=test, body=body, orelse=orelse):
            yield "guard", ast.While(ast.Constant(False), body, orelse)
            yield "guard", ast.While(_negated(test), body, orelse)
        case ast.IfExp(test=test, body=body, orelse=otherwise):
            yield "guard", body
            yield "guard", otherwise
            yield "guard", ast.IfExp(test, otherwise, body)
        case ast.comprehension(target=target, iter=items, ifs=[test], is_async=is_async):
            yield "guard", ast.comprehension(target, items, [], is_async)
            yield "guard", ast.comprehension(target, items, [_negated(test)], is_async)
        case ast.Assert():
            yield "guard", ast.Pass()


def _negated(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def branch(site: Site) -> Changes:
    """The branches of `where` exchanged, or one of them for all."""
    match site.node:
        case ast.Call(args=[condition, one, other]) as call if called(call) == "where":
            yield "branch", replaced(call, [condition, other, one])
            yield "branch", one
            yield "branch", other


def argument_order(site: Site) -> Changes:
    """Two neighbouring arguments, or two names that are unpacked, exchanged."""
    match site.node:
        case ast.Call(args=args) as call if called(call) not in _EITHER_WAY:
            for order in swapped(args):
                yield "argument-order", replaced(call, order)
        case ast.Assign(targets=[ast.Tuple(elts=items)], value=value):
            for order in swapped(items):
                yield "argument-order", ast.Assign([ast.Tuple(order, ast.Store())], value)
        case ast.For(target=ast.Tuple(elts=items), iter=over, body=body, orelse=orelse):
            for order in swapped(items):
                yield "argument-order", ast.For(ast.Tuple(order, ast.Store()), over, body, orelse)


def function(site: Site) -> Changes:
    """A function's neighbour in the manual; an elementwise function left out."""
    match site.node:
        case ast.Call(func=ast.Attribute(value=value, attr=name, ctx=ctx), args=args) as call:
            for twin in _TWINS.get(name, "").split():
                func = ast.Attribute(value, twin, ctx)
                yield "function", ast.Call(func, args, call.keywords)
            if name in _ELEMENTWISE:
                yield "function", args[0] if args else value
            if name in ("var", "std"):
                yield from _spreads(call)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            for twin in _TWINS.get(name, "").split():
                if name in ("max", "min", "any", "all"):
                    yield "function", ast.Call(ast.Name(twin, ast.Load()), args, keywords)
            if name == "abs" and args:
                yield "function", args[0]


def _spreads(call: ast.Call) -> Changes:
    """The other divisor: N for N - 1, N - 1 for N."""
    words = ("ddof", "correction", "unbiased")
    rest = [word for word in call.keywords if word.arg not in words]
    if len(rest) < len(call.keywords):
        yield "function", ast.Call(call.func, call.args, rest)
    else:
        other = ast.keyword("ddof", ast.Constant(1))
        yield "function", ast.Call(call.func, call.args, [*rest, other])


def statement(site: Site) -> Changes:
    """A statement left out; a loop left instead of continued."""
    match site.node:
        case ast.AugAssign() | ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield "statement", ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield "statement", ast.Pass()
        case ast.Break():
            yield "statement", ast.Continue()
        case ast.Continue():
            yield "statement", ast.Break()


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}

# empty is no twin of zeros: what it holds is chance, and ones show the same gap for certain.
_TWINS = {
    "all": "any",
    "amax": "amin",
    "amin": "amax",
    "any": "all",
    "argmax": "argmin",
    "argmin": "argmax",
    "ceil": "floor",
    "cos": "sin",
    "cumprod": "cumsum",
    "cumsum": "cumprod",
    "exp": "exp2 expm1",
    "exp2": "exp",
    "expm1": "exp",
    "floor": "ceil",
    "log": "log2 log1p",
    "log10": "log",
    "log1p": "log",
    "log2": "log",
    "logical_and": "logical_or",
    "logical_or": "logical_and",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum median",
    "median": "mean",
    "min": "max",
    "minimum": "maximum",
    "ones": "zeros",
    "ones_like": "zeros_like",
    "prod": "sum",
    "round": "floor",
    "sin": "cos",
    "sqrt": "square",
    "square": "sqrt",
    "std": "var",
    "sum": "mean max",
    "tanh": "arctan",
    "tril": "triu",
    "triu": "tril",
    "var": "std",
    "zeros": "ones",
    "zeros_like": "ones_like",
}
_ELEMENTWISE = {
    *("abs", "absolute", "ceil", "clip", "cumsum", "exp", "floor", "log", "log1p", "log2"),
    *("relu", "round", "rint", "sigmoid", "sign", "sort", "sqrt", "square", "tanh", "expm1"),
}
