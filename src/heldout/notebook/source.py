"""A function with all that it needs from its notebook, as the source of one file.

Functions and classes of the notebook are carried by their source, modules as import lines,
constants by their value. What can be carried in none of these ways is refused by name: a guess
would be judged in the candidate's place.
"""

from __future__ import annotations
import __future__

import builtins
import inspect
import sys
import types
from collections.abc import Callable, Collection, Mapping
from typing import Any

from heldout.errors import HeldoutError
from heldout.notebook.definitions import NoSource, definition_of, is_own
from heldout.notebook.names import attributes_of, names_of

__all__ = ["Uncarried", "carry"]

_LONGEST = 4096  # characters of a constant: more is data, and data is an argument
_PLAIN = (type(None), bool, int, str, bytes, type(...))


class Uncarried(HeldoutError):
    """What was given cannot be judged outside the notebook; says which name, and what to do."""


def carry(function: Callable[..., Any], wanted: str, packages: Collection[str]) -> str:
    """Source that defines `wanted` as that function; Uncarried when it cannot be written.

    `packages` can be imported where it will run, beside the standard library.
    """
    return _Carrier(_checked(function), wanted, packages).text()


def _checked(thing: Any) -> Any:
    """The thing, once it is sure to be a function with a name and a source."""
    if isinstance(thing, str):
        raise Uncarried(
            "A function must be given, not text: check(question, my_function), without quotes "
            "round the function's name."
        )
    if inspect.ismethod(thing):
        raise Uncarried(
            f"A function must be given, and {thing.__name__} is a method of an object, whose state "
            "cannot be carried. Write a function that does the same."
        )
    plain = inspect.unwrap(thing) if callable(thing) else thing
    if isinstance(plain, types.FunctionType) and plain.__name__ == "<lambda>":
        raise Uncarried("A lambda has no source of its own to judge. Define the function with def.")
    if not isinstance(plain, types.FunctionType):
        kind = "built in" if inspect.isroutine(plain) else f"of type {type(plain).__name__}"
        raise Uncarried(
            f"A function that was defined with def must be given; this one is {kind}, so there is "
            "no Python source to judge. Write a function that does the work itself."
        )
    return thing


class _Carrier:
    """Collects pieces: imports first, constants next, then definitions, each after what it needs
    to be executed."""

    def __init__(self, function: Any, wanted: str, packages: Collection[str]) -> None:
        self.function = function
        self.plain: types.FunctionType = inspect.unwrap(function)
        self.wanted = wanted
        self.packages = packages
        self.imports: dict[str, None] = {}
        self.constants: list[str] = []
        self.definitions: list[str] = []
        self.bound: dict[str, Any] = {}

    def text(self) -> str:
        """The whole file."""
        name = self.plain.__name__
        self._carry(name, self.function, self._names_seen_by(self.plain))
        lines = [*self.imports, *self.constants]
        if self.plain.__code__.co_flags & _ANNOTATIONS:
            lines.insert(0, "from __future__ import annotations")
        if name != self.wanted:
            if self.wanted in self.bound:
                raise Uncarried(
                    f"{name} is judged under the name {self.wanted}, but it uses something else "
                    f"of that name. Rename that in the notebook."
                )
            self.definitions.append(f"{self.wanted} = {name}\n")
        blocks = ["\n".join(lines) + "\n" if lines else "", *self.definitions]
        return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"

    def _names_seen_by(self, thing: Any) -> Mapping[str, Any]:
        """What names mean inside a function, or inside a class by way of its functions."""
        if isinstance(thing, types.FunctionType):
            inner = inspect.getclosurevars(thing).nonlocals
            return {**thing.__globals__, **inner}
        if thing.__module__ == self.plain.__module__:
            return self.plain.__globals__
        return vars(sys.modules.get(thing.__module__, builtins))

    def _carry(self, name: str, value: Any, seen: Mapping[str, Any]) -> None:
        """Have `name` mean that value in the file."""
        if name in self.bound:
            if self.bound[name] is not value:
                raise Uncarried(
                    f"The name {name} means two different things in what {self.plain.__name__} "
                    "uses. Rename one of them."
                )
            return
        self.bound[name] = value
        if isinstance(value, types.ModuleType):
            self._import(name, value)
        elif is_own(value, self.plain.__module__):
            self._define(name, value)
        elif (line := self._import_line(name, value)) is not None:
            self.imports[line] = None
        else:
            self.constants.append(f"{name} = {self._written(name, value)}")

    # --- modules ------------------------------------------------------------------------------

    def _import(self, name: str, module: types.ModuleType) -> None:
        full = module.__name__
        self._demand_package(name, full)
        line = f"import {full}" if name == full else f"import {full} as {name}"
        self.imports[line] = None

    def _import_submodules(self, source: str, name: str, module: types.ModuleType) -> None:
        """`import a` does not bring `a.b`, which somebody may have imported and the code uses."""
        for path in attributes_of(source, name):
            full = module.__name__ + path.removeprefix(name)
            if isinstance(sys.modules.get(full), types.ModuleType) and name == module.__name__:
                self.imports[f"import {full}"] = None

    def _demand_package(self, name: str, full: str) -> None:
        package = full.partition(".")[0]
        if package not in self.packages and package not in sys.stdlib_module_names:
            there = ", ".join(sorted(self.packages))
            raise Uncarried(
                f"{self.plain.__name__} uses {name}, from {package}, which is not there where "
                f"answers are judged; what is: the standard library, {there}. Do without it."
            )

    def _import_line(self, name: str, value: Any) -> str | None:
        """`from module import thing as name`, where a module has that very thing."""
        own = getattr(value, "__name__", None) or getattr(value, "_name", None) or name
        homes = (getattr(value, "__module__", None), type(value).__module__)
        for home in homes:
            module = sys.modules.get(home) if isinstance(home, str) else None
            for known in (own, name):
                if module is None or home in ("__main__", "builtins"):
                    continue
                if isinstance(known, str) and getattr(module, known, _ABSENT) is value:
                    self._demand_package(name, module.__name__)
                    tail = "" if known == name else f" as {name}"
                    return f"from {module.__name__} import {known}{tail}"
        return None

    # --- definitions --------------------------------------------------------------------------

    def _define(self, name: str, value: Any) -> None:
        try:
            source = definition_of(value)
        except NoSource as problem:
            raise Uncarried(f"{self._about(name)}: {problem}") from None
        own = inspect.unwrap(value).__name__
        inside = self._names_seen_by(inspect.unwrap(value))
        names = names_of(source)
        self._carry_all(names.early, source, inside)
        self.definitions.append(source)
        if own != name:
            self._bind(own, value)
            self.definitions.append(f"{name} = {own}\n")
        self._carry_all(names.late, source, inside)

    def _bind(self, own: str, value: Any) -> None:
        if self.bound.setdefault(own, value) is not value:
            raise Uncarried(
                f"The name {own} means two different things in what {self.plain.__name__} uses. "
                "Rename one of them."
            )

    def _carry_all(self, names: Collection[str], source: str, seen: Mapping[str, Any]) -> None:
        for name in sorted(names):
            if name in seen and not (name.startswith("__") and name.endswith("__")):
                value = seen[name]
                self._carry(name, value, seen)
                if isinstance(value, types.ModuleType):
                    self._import_submodules(source, name, value)
            # A name that is nowhere is an error of the code, which its run will show.

    def _about(self, name: str) -> str:
        mine = self.plain.__name__
        return f"{mine} cannot be judged" if name == mine else f"{mine} uses {name}"

    # --- constants ----------------------------------------------------------------------------

    def _written(self, name: str, value: Any) -> str:
        text = _literal(value)
        if text is None or len(text) > _LONGEST:
            what = "is too long to be carried" if text else "cannot be carried out of the notebook"
            raise Uncarried(
                f"{self.plain.__name__} uses {name}, a value of type {type(value).__name__} that "
                f"{what}. Make it an argument, or compute it inside the function."
            )
        return text


_ABSENT = object()
_ANNOTATIONS = __future__.annotations.compiler_flag


def _literal(value: Any) -> str | None:
    """An expression for a plain constant, None for anything else."""
    kind = type(value)
    if kind is types.GenericAlias or (kind.__module__ == "typing" and kind is not type):
        return '__import__("typing").Any'  # said about types, and nothing that runs
    if kind is types.UnionType and all(item.__module__ == "builtins" for item in value.__args__):
        return repr(value)
    if kind in _PLAIN:
        return repr(value)
    if kind in (float, complex):
        return repr(value) if _is_finite(value) else f"{kind.__name__}({str(value)!r})"
    if kind in (list, tuple, set, frozenset):
        return _collection(kind, [_literal(item) for item in value])
    if kind is dict:
        pairs = [(_literal(key), _literal(item)) for key, item in value.items()]
        known = [f"{key}: {item}" for key, item in pairs if key is not None and item is not None]
        return "{" + ", ".join(known) + "}" if len(known) == len(pairs) else None
    if kind.__module__ == "numpy" and hasattr(value, "dtype") and value.shape == ():
        inner = _literal(value.item())
        return None if inner is None else f'__import__("numpy").{value.dtype.name}({inner})'
    return None


def _is_finite(value: complex) -> bool:
    return abs(value) < float("inf")


def _collection(kind: type, items: list[str | None]) -> str | None:
    known = [item for item in items if item is not None]
    if len(known) < len(items):
        return None
    inside = ", ".join(known)
    if kind is list:
        return f"[{inside}]"
    if kind is tuple:
        return f"({inside},)" if known else "()"
    return f"{kind.__name__}([{inside}])"
