"""The candidate's process: enter the jail, load the source, answer calls.

From the first line of the source on, nothing here can be relied on: the code that it runs may
change any of it. So nothing here is a safeguard; it only makes honest code convenient to judge.
"""

from __future__ import annotations

import array
import inspect
import os
import random
import signal
import socket
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from . import frames
from .decoding import decode_all
from .encoding import encode, encode_all
from .failures import MODULE, describe, remember_source
from .frames import Frame, Kind
from .harness import invoke
from .jail import Jail

__all__ = ["run"]

_CHANNEL = 3
_CANNOT_CHANGE = (type(None), bool, int, float, complex, str)
_MAX_ARRAYS = 1000

_may_share_memory, _ndarray = np.may_share_memory, np.ndarray


def run(jail: Jail, mode: str, channel: int, printed: int) -> None:
    """Serve the judge on `channel` until it goes; leaves the process without any clean-up."""
    _settle(channel, printed)
    # Made now: making it looks at the descriptor in ways that the filter forbids later.
    messenger = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=_CHANNEL)
    try:
        listener = jail.enter(mode)
    except OSError as error:
        frames.write(_CHANNEL, frames.pack(Kind.UNREADY, 0, encode(str(error))))
        os._exit(1)
    rights = [] if listener is None else [_passing(listener)]
    messenger.sendmsg([frames.pack(Kind.READY, 0)], rights)
    messenger.detach()
    if not jail.device:
        os.closerange(_CHANNEL + 1, 1 << 16)
    random.seed()
    np.random.seed()
    Candidate(jail).serve()
    os._exit(0)


def _settle(channel: int, printed: int) -> None:
    """Own session, null input (the parent's), captured output, and the channel as 3."""
    if os.getsid(0) != os.getpid():  # a spawned worker has its own already
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.dup2(channel, _CHANNEL)


def _passing(descriptor: int) -> tuple[int, int, array.array[int]]:
    return (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))


class Candidate:
    """The module made from the source, and the calls into it."""

    def __init__(self, jail: Jail) -> None:
        self.jail = jail
        self.module = types.ModuleType(MODULE)

    def serve(self) -> None:
        """Answer each request with exactly one frame until the judge closes the channel."""
        while (request := frames.read(_CHANNEL)) is not None:
            try:
                kind, body = self.answer(request)
                frame = frames.pack(kind, request.number, body)
            except MemoryError:
                kind, body = Kind.OUT_OF_MEMORY, b""
                frame = frames.pack(kind, request.number, body)
            _flush()
            frames.write(_CHANNEL, frame)
            del request, body, frame

    def answer(self, request: Frame) -> tuple[Kind, bytes]:
        """The kind and body of the answer to one request."""
        if request.kind is Kind.LOAD:
            [(source, _), (cpu_seconds, _), (memory_bytes, _)] = decode_all(request.body)
            self.jail.limit(cpu_seconds, memory_bytes)
            return self.load(source)
        return self.call(decode_all(request.body))

    def load(self, source: str) -> tuple[Kind, bytes]:
        """Execute the source as module "answer", which `sys.modules` knows (dataclasses look)."""
        remember_source(source)
        sys.modules[MODULE] = self.module
        try:
            code = compile(source, f"{MODULE}.py", "exec", dont_inherit=True)
            exec(code, self.module.__dict__)
        except BaseException as error:
            return Kind.RAISED, encode_all(describe(error))
        return Kind.LOADED, encode(self.names())

    def names(self) -> tuple[str, ...]:
        """Public callables that the source defines, those that it only imports left out."""
        return tuple(
            name
            for name, thing in list(self.module.__dict__.items())
            if not name.startswith("_") and callable(thing) and not _is_imported(name, thing)
        )

    def call(self, request: list[tuple[Any, memoryview]]) -> tuple[Kind, bytes]:
        """Call a function with arguments made anew from the request's bytes."""
        name, keywords, wishes = (value for value, _ in request[:3])
        sent = request[3:]
        function = self.module.__dict__.get(name)
        if not callable(function):
            return Kind.MISSING, encode(self.names())
        values = [value for value, _ in sent]
        count = len(values) - len(keywords)
        named = dict(zip(keywords, values[count:], strict=True))
        try:
            result, notes = invoke(function, values[:count], named, wishes)
        except BaseException as error:
            return Kind.RAISED, encode_all(describe(error))
        changed = [place for place, (value, piece) in enumerate(sent) if _changed(value, piece)]
        aliased = _aliased(result, values)
        labels = _labels(function, count, keywords) if changed or aliased else []
        return Kind.RETURNED, encode_all(
            (
                tuple(labels[place] for place in changed),
                tuple(labels[place] for place in aliased),
                notes,
                result,
            ),
            keep_strides=False,  # the judge takes none, since strides could ask for much memory
        )


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            continue  # the candidate has closed or replaced it: then there is nothing to flush


def _is_imported(name: str, thing: Any) -> bool:
    """Whether a callable came in by an import rather than by a definition or an assignment."""
    return getattr(thing, "__module__", None) != MODULE and getattr(thing, "__name__", None) == name


def _changed(value: Any, piece: memoryview) -> bool:
    return not isinstance(value, _CANNOT_CHANGE) and encode(value) != piece


def _aliased(result: Any, values: list[Any]) -> list[int]:
    """Places of the arguments whose memory the result shares, or which it contains."""
    if type(result) in _CANNOT_CHANGE:
        return []
    made = list(_parts(result))
    return [
        place
        for place, value in enumerate(values)
        if any(_shares(mine, part) for part in _parts(value) for mine in made)
    ]


def _shares(result: Any, argument: Any) -> bool:
    if isinstance(result, _ndarray) and isinstance(argument, _ndarray):
        return bool(_may_share_memory(result, argument))
    return result is argument


def _parts(value: Any) -> Iterator[Any]:
    """Arrays, lists and dictionaries in a value, at any depth, up to a thousand of them."""
    waiting, found = [value], 0
    while waiting and found < _MAX_ARRAYS:
        part = waiting.pop()
        if isinstance(part, (_ndarray, list, dict)):
            found += 1
            yield part
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, (list, tuple)):
            waiting.extend(part)


def _labels(function: Callable[..., Any], count: int, keywords: list[str]) -> list[str]:
    """A name for each argument: the parameter's where the signature tells, else its place."""
    names = [f"argument {place + 1}" for place in range(count)]
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return [*names, *keywords]
    positional = [
        parameter.name
        for parameter in parameters
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    known = positional[:count]
    return [*known, *names[len(known) :], *keywords]
