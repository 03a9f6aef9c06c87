"""How a child calls the candidate's function, and what it notes beside the value.

Runs in the candidate's process, so what it notes can be forged: nothing is judged *right* by it.
A wish is a name with its details:

    tensors    arrays go in as PyTorch tensors that share their memory, and come out as arrays
    gradients  names of arguments: the value becomes (value, [gradient for each])
    watch      names of functions: the note `called` lists those that were called
    steps      the note `steps` counts the lines of the candidate's Python that were executed
    raises     name of a built-in exception: one that derives from it is raised as that one
"""

from __future__ import annotations

import builtins
import functools
import inspect
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .failures import FILE

__all__ = ["invoke"]


def invoke(
    function: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    wishes: Mapping[str, Any],
) -> tuple[Any, dict[str, Any]]:
    """The value of the call and the notes that were wished for, by name."""
    if not wishes:
        return function(*positional, **named), {}
    call = _raising(function, wishes["raises"]) if wishes.get("raises") else function
    if wishes.get("tensors"):
        call = _with_tensors(call, wishes.get("gradients", ()))
    notes: dict[str, Any] = {}
    if "watch" in wishes:
        return _watched(call, positional, named, wishes["watch"], notes), notes
    if wishes.get("steps"):
        return _counted(call, positional, named, notes), notes
    return call(*positional, **named), notes


# --- exceptions -------------------------------------------------------------------------------


def _raising(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Who demands a `ValueError` gets one: also where NumPy raises a kind of its own."""
    wanted = getattr(builtins, name, None)

    @functools.wraps(function)
    def call(*positional: Any, **named: Any) -> Any:
        try:
            return function(*positional, **named)
        except Exception as error:
            if isinstance(wanted, type) and isinstance(error, wanted) and type(error) is not wanted:
                raise wanted(str(error)).with_traceback(error.__traceback__) from None
            raise

    return call


# --- tensors ----------------------------------------------------------------------------------


def _with_tensors(function: Callable[..., Any], gradients: Sequence[str]) -> Callable[..., Any]:
    torch: Any = sys.modules["torch"]

    def tensor(value: Any) -> Any:
        if isinstance(value, list):
            return [tensor(item) for item in value]
        if isinstance(value, tuple):
            return tuple(tensor(item) for item in value)
        return torch.from_numpy(value) if isinstance(value, np.ndarray) else value

    def array(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return type(value)(array(item) for item in value)
        if isinstance(value, dict):
            return {key: array(item) for key, item in value.items()}
        if isinstance(value, torch.Tensor) and value.layout is torch.strided:
            return value.detach().cpu().resolve_conj().resolve_neg().numpy()
        return value

    def call(*positional: Any, **named: Any) -> Any:
        given = inspect.signature(function).bind(*map(tensor, positional))
        given.arguments.update({name: tensor(value) for name, value in named.items()})
        leaves = [given.arguments[name] for name in gradients if name in given.arguments]
        for leaf in leaves:
            leaf.requires_grad_()
        value = function(*given.args, **given.kwargs)
        if not gradients:
            return array(value)
        slopes = iter(_slopes(torch, value, leaves))
        found = [next(slopes) if name in given.arguments else None for name in gradients]
        return array(value), array(found)

    return call


def _slopes(torch: Any, value: Any, leaves: list[Any]) -> list[Any]:
    """Gradients of a fixed weighted sum of all floating entries of the value; None where the
    value does not depend on the leaf."""
    parts = [item for item in (value if isinstance(value, (list, tuple)) else [value])]
    total = None
    for part in parts:
        if isinstance(part, torch.Tensor) and part.is_floating_point() and part.requires_grad:
            places = torch.arange(part.numel(), dtype=torch.float64)
            weights = torch.cos(0.7 * places + 0.3).to(part.dtype).reshape(part.shape)
            share = (part * weights).sum()
            total = share if total is None else total + share
    if total is None:
        return [None] * len(leaves)
    return list(torch.autograd.grad(total, leaves, allow_unused=True))


# --- what is called ---------------------------------------------------------------------------


def _watched(
    call: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    names: Sequence[str],
    notes: dict[str, Any],
) -> Any:
    """The value, with `called` noted: by calls made, so that no alias hides one."""
    found: dict[str, None] = {}
    codes: dict[types.CodeType, str] = {}
    builtins: dict[int, str] = {}
    operations = {name for name in names if "::" in name}
    proxies: list[tuple[str, Any]] = []
    for name in names:
        thing = None if name in operations else _named(name)
        code = _code_of(thing)
        if code is not None:
            codes[code] = name
        elif isinstance(thing, (types.BuiltinFunctionType, types.MethodDescriptorType)):
            builtins[id(thing)] = name
        elif thing is not None:
            proxies.append((name, thing))

    def note(frame: types.FrameType, event: str, thing: Any) -> None:
        if event == "call" and frame.f_code in codes:
            found[codes[frame.f_code]] = None
        elif event == "c_call" and id(thing) in builtins:
            found[builtins[id(thing)]] = None

    undo = [_replaced(thing, name, found) for name, thing in proxies]
    sys.setprofile(note)
    try:
        return _observing(call, operations, found)(*positional, **named)
    finally:
        sys.setprofile(None)
        for restore in undo:
            restore()
        notes["called"] = list(found)


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
    """The call under a mode in which PyTorch tells its operations, such as `aten::_softmax`."""
    if not operations:
        return call
    from torch.utils._python_dispatch import TorchDispatchMode

    class Telling(TorchDispatchMode):  # type: ignore[misc, no-untyped-call, unused-ignore]
        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            # Yes would load the whole compiler at the first operation: 800 modules, some of which
            # the jail does not let in. Nothing is compiled here.
            return False

        def __torch_dispatch__(
            self, func: Any, kinds: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if func.name() in operations or func.name().split(".")[0] in operations:
                found[func.name().split(".")[0]] = None
            return func(*args, **(kwargs or {}))

    def observed(*positional: Any, **named: Any) -> Any:
        with Telling():  # type: ignore[no-untyped-call, unused-ignore]
            return call(*positional, **named)

    return observed


# --- steps ------------------------------------------------------------------------------------


def _counted(
    call: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    notes: dict[str, Any],
) -> Any:
    """The value, with `steps` noted: executed lines and calls in the candidate's own file."""
    count = 0

    def local(frame: types.FrameType, event: str, thing: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: types.FrameType, event: str, thing: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != FILE:
            return None
        count += 1  # a comprehension or a generator that runs on one line
        return local

    sys.settrace(trace)
    try:
        return call(*positional, **named)
    finally:
        sys.settrace(None)
        notes["steps"] = count
