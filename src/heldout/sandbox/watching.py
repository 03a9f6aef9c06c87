"""Which functions a call makes use of: noticed by the calls made, not by searching the source."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["watched"]


def watched(
    call: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    names: Sequence[str],
) -> tuple[Any, list[str]]:
    """The value of the call, and which of the names were called on the way.

    A name is dotted, as `numpy.convolve`, or an operation of PyTorch, as `aten::softmax`: then
    functions, methods and modules that come down to it are noticed alike.
    """
    found: dict[str, None] = {}
    operations = {name for name in names if "::" in name}
    things = {name: _named(name) for name in names if name not in operations}
    watch = _Watch(things, found)
    undo = [_replaced(thing, name, found) for name, thing in watch.unseen]
    sys.setprofile(watch.note)
    try:
        return _observing(call, operations, found)(*positional, **named), list(found)
    finally:
        sys.setprofile(None)
        for restore in undo:
            restore()


class _Watch:
    """A profile function that knows what it looks for by identity, so that no alias hides it."""

    def __init__(self, things: Mapping[str, Any], found: dict[str, None]) -> None:
        self.found = found
        self.codes: dict[types.CodeType, str] = {}
        self.builtins: dict[int, str] = {}
        self.methods: dict[str, list[tuple[type, str]]] = {}  # by their own name: owner, and ours
        self.unseen: list[tuple[str, Any]] = []  # what no profile sees being called
        for name, thing in things.items():
            code = _code_of(thing)
            if code is not None:
                self.codes[code] = name
            elif isinstance(thing, types.BuiltinFunctionType):
                self.builtins[id(thing)] = name
            elif isinstance(thing, types.MethodDescriptorType):
                self.methods.setdefault(thing.__name__, []).append((thing.__objclass__, name))
            elif thing is not None:
                self.unseen.append((name, thing))

    def note(self, frame: types.FrameType, event: str, thing: Any) -> None:
        """What `sys.setprofile` calls."""
        if event == "call" and frame.f_code in self.codes:
            self.found[self.codes[frame.f_code]] = None
        elif event == "c_call" and id(thing) in self.builtins:
            self.found[self.builtins[id(thing)]] = None
        elif event == "c_call":  # a method comes bound to its object
            for owner, name in self.methods.get(getattr(thing, "__name__", ""), ()):
                if isinstance(getattr(thing, "__self__", None), owner):
                    self.found[name] = None


def _named(name: str) -> Any:
    """The object of a dotted name, None where its module is not loaded: then nobody calls it."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        thing: Any = sys.modules.get(".".join(parts[:cut]))
        if thing is not None:
            for part in parts[cut:]:
                thing = getattr(thing, part, None)
            return thing
    return None


def _code_of(thing: Any) -> types.CodeType | None:
    """The code that runs when a Python function is called, under whatever wraps it."""
    for _ in range(8):
        code = getattr(thing, "__code__", None)
        if isinstance(code, types.CodeType):
            return code
        # NumPy dispatches from C, and keeps the Python function behind this name.
        thing = getattr(thing, "_implementation", None) or getattr(thing, "__wrapped__", None)
    return None


def _replaced(thing: Any, name: str, found: dict[str, None]) -> Callable[[], None]:
    """Put something that notes calls in place of an object that no profile sees, as ufuncs are."""

    class Noting:
        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            found[name] = None
            return thing(*args, **kwargs)

        def __getattr__(self, attribute: str) -> Any:
            return getattr(thing, attribute)

    stand_in = Noting()
    places = [
        (module, key)
        for module in list(sys.modules.values())
        for key, value in list(getattr(module, "__dict__", {}).items())
        if value is thing
    ]
    for module, key in places:
        setattr(module, key, stand_in)

    def restore() -> None:
        for module, key in places:
            setattr(module, key, thing)

    return restore


def _observing(
    call: Callable[..., Any], operations: set[str], found: dict[str, None]
) -> Callable[..., Any]:
    """The call under a mode in which PyTorch tells its functions, each under any of its names."""
    if not operations:
        return call
    mode: Any = sys.modules["torch"].overrides.TorchFunctionMode
    wanted = {_plain(name): name for name in operations}

    class Telling(mode):  # type: ignore[misc]
        def __torch_function__(
            self, func: Any, kinds: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            name = wanted.get(_plain(str(getattr(func, "__name__", ""))))
            if name is not None:
                found[name] = None
            return func(*args, **(kwargs or {}))

    def observed(*positional: Any, **named: Any) -> Any:
        with Telling():
            return call(*positional, **named)

    return observed


def _plain(name: str) -> str:
    """`aten::_softmax`, `special_softmax`, `softmax.int` and `softmax_` are all softmax."""
    return name.removeprefix("aten::").strip("_").removeprefix("special_").split(".")[0]
