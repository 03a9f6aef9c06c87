"""The candidate's process: enter the jail, load the source, answer calls.

From the first line of the source on, nothing here can be relied on: the code that it runs may
change any of it. So nothing here is a safeguard; it only makes honest code convenient to judge.
"""

from __future__ import annotations

import _socket
import array
import functools
import inspect
import os
import socket
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from . import frames, native, printing
from .decoding import decode_all
from .encoding import encode, encode_all
from .failures import DRIVER, MODULE, describe, remember_source
from .frames import Frame, Kind, Requests
from .harness import invoke
from .jail import Jail
from .rehearsal import rehearse
from .seccomp import CHANNEL
from .values import Body

__all__ = ["PLACES", "run"]

PLACES = _ANSWERS, _REQUESTS = 3, 4
_CANNOT_CHANGE = frozenset((type(None), bool, int, float, complex, str))
_MAX_ARRAYS = 1000
_QUIET = encode_all(((), (), {}))  # nothing changed, nothing shared, nothing noted

_READY = frames.pack(Kind.READY, 0)

_may_share_memory, _ndarray = np.may_share_memory, np.ndarray


def _make_messenger() -> _socket.socket:
    """A socket object on the messenger's place, which each child fills with a socket of its own.

    Made once, in the warm parent, since making it costs a child more than using it. Nothing closes
    it, since a child leaves by _exit.
    """
    one, other = socket.socketpair()
    with one, other:
        os.dup2(one.fileno(), CHANNEL, inheritable=False)
    return _socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, CHANNEL)


# In the warm parent too: what each child leaves out of its start is a page less to copy.
_messenger = _make_messenger()
printing.count()


def run(jail: Jail, mode: str, ends: Sequence[int], to_wait: bool = False) -> None:
    """Serve the judge until it goes; leaves the process without any clean-up.

    `ends` are those of a `Line`: for answers, for requests, for what is printed, and for READY.
    """
    _settle(*ends)
    try:
        listener = jail.enter(mode)
    except OSError as error:
        frames.write(CHANNEL, frames.pack(Kind.UNREADY, 0, encode(str(error))))
        os._exit(1)
    if to_wait:
        # In the jail already, and before anybody takes it: copies the pages that the submission
        # will write to. Its few milliseconds of processor time count as the submission's.
        rehearse(Candidate(jail), rounds=1)
    rights = [] if listener is None else [_passing(listener)]
    _messenger.sendmsg([_READY], rights)
    if jail.device:  # all that lies between is the driver's
        for place in {*ends, CHANNEL} - {*PLACES}:
            os.close(place)
    else:
        os.closerange(_REQUESTS + 1, 1 << 16)
    Candidate(jail).serve()
    os._exit(0)


def _settle(answers: int, requests: int, printed: int, channel: int) -> None:
    """Own session, null input (the parent's), and each end in its place.

    They came in this order, hence each with a higher number than the one before: so none takes the
    place of one that is still to move.
    """
    if os.getsid(0) != os.getpid():  # a spawned worker has its own already
        os.setsid()
    os.dup2(answers, _ANSWERS)
    os.dup2(requests, _REQUESTS)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.dup2(channel, CHANNEL)


def _passing(descriptor: int) -> tuple[int, int, array.array[int]]:
    return (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))


class Candidate:
    """The module made from the source, and the calls into it."""

    def __init__(self, jail: Jail) -> None:
        self.jail = jail
        self.module = types.ModuleType(MODULE)
        self.drive: Callable[..., Any] | None = None  # calls what the source defines
        self.last: tuple[str, list[str], dict[str, Any]] = ("", [], {})  # of a CALL, for AGAIN

    def serve(self) -> None:
        """Answer each request with exactly one frame until the judge closes its end."""
        requests = Requests(_REQUESTS)
        while (request := requests.next()) is not None:
            try:
                kind, body = self.answer(request)
                _flush()
                frame = frames.pack(kind, request.number, body, printing.said())
            except MemoryError:
                body = b""
                _flush()
                frame = frames.pack(Kind.OUT_OF_MEMORY, request.number, body, printing.said())
            frames.write(_ANSWERS, frame)
            del request, body, frame

    def answer(self, request: Frame) -> tuple[Kind, bytes]:
        """The kind and body of the answer to one request."""
        kind, body = request.kind, request.body
        if kind is Kind.LOAD:
            source, cpu_seconds, memory_bytes, *more = decode_all(body)
            self.jail.limit(cpu_seconds, memory_bytes)
            return self.load_compiled(source, *more) if len(more) > 1 else self.load(source, *more)
        ends = [0]
        values = decode_all(body, ends=ends)
        if kind is Kind.CALL:
            name, keywords, wishes, *values = values
            self.last = (name, keywords, wishes)
            del ends[:3]
        return self.call(values, ends, body)

    def load(self, source: str, driver: str | None = None) -> tuple[Kind, bytes]:
        """Execute the source as module "answer", which `sys.modules` knows (dataclasses look);
        then the driver, if there is one."""
        sys.modules[MODULE] = self.module
        try:
            _execute(source, MODULE, self.module.__dict__)
            if driver is not None:
                space: dict[str, Any] = {"__name__": DRIVER}
                _execute(driver, DRIVER, space)
                self.drive = space["drive"]
        except BaseException as error:
            return Kind.RAISED, encode_all(describe(error))
        return Kind.LOADED, encode(self.names())

    def load_compiled(
        self, path: str, function: str, parameters: Sequence[str]
    ) -> tuple[Kind, bytes]:
        """Load the shared object, which may run code of theirs, and bind its function."""
        try:
            self.module.__dict__[function] = native.bind(path, parameters)
        except BaseException as error:
            return Kind.RAISED, encode_all(describe(error))
        return Kind.LOADED, encode((function,))

    def names(self) -> tuple[str, ...]:
        """Public callables that the source defines, those that it only imports left out."""
        return tuple(
            name
            for name, thing in list(self.module.__dict__.items())
            if not name.startswith("_") and callable(thing) and not _is_imported(name, thing)
        )

    def call(self, values: list[Any], ends: list[int], body: Body) -> tuple[Kind, bytes]:
        """Call a function with arguments just made from the request's bytes.

        `ends` are the places in them where each argument begins, and where the last one ends.
        """
        name, keywords, wishes = self.last
        function = self.module.__dict__.get(name)
        if not callable(function):
            return Kind.MISSING, encode(self.names())
        if self.drive is not None:
            function = functools.partial(self.drive, function)
        count = len(values) - len(keywords)
        named = dict(zip(keywords, values[count:], strict=True)) if keywords else {}
        try:
            result, notes = invoke(function, values[:count], named, wishes)
        except BaseException as error:
            return Kind.RAISED, encode_all(describe(error))
        changed = [
            place
            for place, value in enumerate(values)
            if type(value) not in _CANNOT_CHANGE
            and encode(value) != bytes(body[ends[place] : ends[place + 1]])
        ]
        aliased = _aliased(result, values)
        # In C order always, since the judge takes no strides: they could ask for much memory.
        encoded = encode(result, keep_strides=False)
        if not (changed or aliased or notes):
            return Kind.RETURNED, _QUIET + encoded
        labels = _labels(function, count, keywords)
        told = (
            tuple(labels[place] for place in changed),
            tuple(labels[place] for place in aliased),
            notes,
        )
        return Kind.RETURNED, encode_all(told, keep_strides=False) + encoded


def _execute(source: str, module: str, space: dict[str, Any]) -> None:
    remember_source(source, module)
    exec(compile(source, f"{module}.py", "exec", dont_inherit=True), space)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            continue  # the candidate has closed or replaced it: then there is nothing to flush


def _is_imported(name: str, thing: Any) -> bool:
    """Whether a callable came in by an import rather than by a definition or an assignment."""
    return getattr(thing, "__module__", None) != MODULE and getattr(thing, "__name__", None) == name


def _aliased(result: Any, values: list[Any]) -> list[int]:
    """Places of the arguments whose memory the result shares, or which it contains."""
    if type(result) in _CANNOT_CHANGE:
        return []
    if type(result) is _ndarray and result.base is None:
        # It owns its memory, so only an argument that is it, or looks into it, can share that.
        for value in values:
            kind = type(value)
            if kind is _ndarray:
                if value is result or value.base is result:
                    break
            elif kind not in _CANNOT_CHANGE:
                break
        else:
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
