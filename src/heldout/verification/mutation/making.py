"""Makes the mutants of a source: every rule at every place, and a name for each change."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from heldout.verification.mutation import arithmetic, arrays, choices
from heldout.verification.mutation.sites import Rule, Site, sites

__all__ = ["KINDS", "Mutant", "mutants"]

KINDS = (
    "constant",
    "operator",
    "sign",
    "axis",
    "transpose",
    "dropped-term",
    "epsilon",
    "max-subtraction",
    "accumulate",
    "guard",
    "comparison",
    "boolean",
    "branch",
    "range",
    "shape-index",
    "function",
    "argument-order",
    "default",
    "dtype",
    "copy",
    "gradient",
    "statement",
)
"""The kinds of mutants, in the order of reports."""

# The telling kinds come first: a change that two rules make alike belongs to the first.
RULES: tuple[Rule, ...] = (
    arithmetic.max_subtraction,
    arithmetic.epsilon,
    arrays.shape_index,
    arrays.transpose,
    arrays.axis,
    arrays.range_bounds,
    arithmetic.accumulate,
    choices.branch,
    choices.guard,
    arrays.copy,
    arrays.dtype,
    choices.comparison,
    arithmetic.dropped_term,
    arithmetic.operator,
    arithmetic.constant,
    choices.function,
    choices.argument_order,
    choices.statement,
)

_DEEPEST = 12  # a name is widened no further
_ARBITRARY = 77.7  # what an array that nothing has been written to holds in a mutant


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed solution. `change` reads `before → after`, the key under SURVIVORS; no two
    mutants of a source share one."""

    kind: str
    change: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: str
    site: Site
    changed: ast.AST
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the source, each once, from the outside of the syntax tree in."""
    tree = ast.parse(source)
    drafts = list(_drafts(tree))
    names = [_name(tree, draft, 0) for draft in drafts]
    for level in range(1, _DEEPEST):
        double = {name for name, count in Counter(names).items() if count > 1}
        names = [
            _name(tree, draft, level) if name in double else name
            for draft, name in zip(drafts, names, strict=True)
        ]
    count = Counter(names)
    for draft, name in zip(drafts, names, strict=True):
        line = getattr(_located(draft.site), "lineno", 1)
        unique = name if count[name] == 1 else f"{name} (line {line})"
        yield Mutant(draft.kind, unique, line, _without_chance(draft.source))


def _drafts(tree: ast.Module) -> Iterator[_Draft]:
    seen = {ast.unparse(tree)}
    for site in sites(tree):
        for rule in RULES:
            for kind, changed in rule(site):
                if not _fits(site, changed):
                    continue
                ast.fix_missing_locations(changed)
                with _changed(tree, site, changed):
                    text = ast.unparse(tree)
                if text not in seen:
                    seen.add(text)
                    yield _Draft(kind, site, changed, text)


def _fits(site: Site, changed: ast.AST) -> bool:
    """Whether the syntax allows it there: a number cannot be assigned to, for one."""
    return not isinstance(getattr(site.node, "ctx", None), ast.Store | ast.Del) or isinstance(
        changed, ast.Subscript
    )


@contextmanager
def _changed(tree: ast.AST, site: Site, changed: ast.AST) -> Iterator[None]:
    """The tree with that change inside the block, and without it afterwards."""
    _put(site, changed)
    try:
        yield
    finally:
        _put(site, site.node)


def _put(site: Site, node: ast.AST) -> None:
    field, index = site.path[-1]
    if index is None:
        setattr(site.parent, field, node)
    else:
        getattr(site.parent, field)[index] = node


# --- names ------------------------------------------------------------------------------------


def _name(tree: ast.AST, draft: _Draft, level: int) -> str:
    """`before → after` of the node, or of what holds it so many levels up; no further than its
    statement."""
    if isinstance(draft.site.parent, ast.arguments) and level < 2:
        return _default_name(draft)
    scopes = [node for node in (draft.site.node, *draft.site.above) if _is_telling(node)]
    inside = [node for node in scopes if not isinstance(node, ast.stmt)]
    statement = next(node for node in (*scopes, tree) if isinstance(node, ast.stmt | ast.Module))
    near = [*inside[: _depth(scopes, statement)], statement]
    node = near[min(level, len(near) - 1)]
    before = _short(node)
    if node is draft.site.node:
        return f"{before} → {_short(draft.changed)}"
    with _changed(tree, draft.site, draft.changed):
        return f"{before} → {_short(node)}"


def _default_name(draft: _Draft) -> str:
    """The same for the default of a parameter."""
    arguments, (field, index) = draft.site.parent, draft.site.path[-1]
    assert isinstance(arguments, ast.arguments)
    assert index is not None, "a default has a place in a list"
    own = [*arguments.posonlyargs, *arguments.args]
    names = arguments.kwonlyargs if field == "kw_defaults" else own[-len(arguments.defaults) :]
    name = names[index].arg
    return f"{name}={_short(draft.site.node)} → {name}={_short(draft.changed)}"


def _depth(scopes: list[ast.AST], statement: ast.AST) -> int:
    return next(index for index, node in enumerate([*scopes, statement]) if node is statement)


def _is_telling(node: ast.AST) -> bool:
    """Whether a reader sees from it alone what is meant: not from a 1, nor from a slice."""
    return not isinstance(
        node, ast.Constant | ast.Name | ast.Tuple | ast.Slice | ast.arguments | ast.comprehension
    ) and not (isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant))


def _short(node: ast.AST) -> str:
    text = ast.unparse(node)
    first = text.partition("\n")[0]
    return first if first == text else f"{first} …"


def _located(site: Site) -> ast.AST:
    return next(node for node in (site.node, *site.above) if hasattr(node, "lineno"))


# --- chance -----------------------------------------------------------------------------------


def _without_chance(source: str) -> str:
    """The source with np.empty() filled: no mutant may live or die by what memory happens to
    hold."""
    if "empty" not in source:
        return source
    return ast.unparse(_Fill().visit(ast.parse(source)))


class _Fill(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node.func:
            case ast.Attribute(
                value=ast.Name(id="np" | "numpy") as library, attr="empty" | "empty_like" as name
            ) if node.args:
                full = ast.Attribute(library, name.replace("empty", "full"), ast.Load())
                args = [node.args[0], ast.Constant(_ARBITRARY), *node.args[1:]]
                return ast.Call(full, args, node.keywords)
        return node
