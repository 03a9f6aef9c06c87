"""One submission in one child: load its source, call its functions, end it."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any

from heldout.errors import SandboxError

from .cgroups import GroupGone
from .decoding import decode_all
from .encoding import encode_all
from .frames import Frame, Kind, pack
from .limits import Limits
from .parents import Exit, ParentGone, Spawned, WarmParent
from .results import Failure, Loaded, Missing, Mode, Raised, Reason, Returned, Stopped
from .values import FrameError, Value
from .wire import Broken, Wire, clean, cpu_time

__all__ = ["Session"]

_DEATH_SECONDS = 5.0
_GRACE_SECONDS = 0.3  # between a closed channel and the end of the process that closed it
_NAMES_CAP = 1000
_UNNAMED = re.compile("argument [0-9]+")  # as child.py calls an argument without a parameter


class Session:
    """A child with one source in it; a context manager, for one thread at a time.

    `loaded` is the result of executing the source. When that is a failure every call gives it
    back, and after a `Stopped` every further call gives the same `Stopped`.
    """

    def __init__(
        self,
        parent: WarmParent,
        child: Spawned,
        channel: socket.socket,
        printed: int,
        limits: Limits,
        mode: Mode,
        forget: Callable[[Session], None],
    ) -> None:
        self.mode: Mode = mode
        self._forget = forget
        self.pid = child.pid
        self._parent = parent
        self._handle = child.handle
        self.group = child.group
        self._limits = limits
        self._number = 0
        self._open = True
        self._stopped: Stopped | None = None
        self._exit: Exit | None = None
        self._wire = Wire(child.pid, channel, printed, limits)
        self.loaded: Loaded | Failure

    def load(self, source: str) -> None:
        """Send the source and keep the result in `loaded`; done once, by the judge."""
        try:
            self._wire.await_ready()
        except OSError as error:
            self._refuse_closed(error)
            self.close()
            raise
        except BaseException:
            self.close()
            raise
        size = len(source.encode("utf-8", "surrogatepass"))
        if size > self._limits.source_bytes:
            message = f"The source is {size} bytes; at most {self._limits.source_bytes} are read."
            self.loaded = Raised("SourceTooLong", message, None, "", "", 0.0, self.mode)
            return
        if self.group is not None:
            with contextlib.suppress(GroupGone):  # then the child is gone, as asking it will tell
                self.group.limit(self._limits.memory_bytes)
        cpu = int(-(-self._limits.cpu_seconds // 1))
        body = encode_all((source, cpu, self._limits.memory_bytes))
        answer = self._ask(Kind.LOAD, body, None)
        if isinstance(answer, Missing | Returned):
            answer = self._stop("protocol", "What came back is not an answer to loading.")
        self.loaded = answer

    def call(
        self,
        function: str,
        args: Sequence[Value] = (),
        kwargs: Mapping[str, Value] | None = None,
        *,
        seconds: float | None = None,
        wishes: Mapping[str, Value] | None = None,
    ) -> Returned | Raised | Missing | Stopped:
        """What the call does, with fresh copies of the arguments.

        `seconds` is a tighter wall limit for this call than what is left of the session's; `wishes`
        are what the harness does beside calling (harness.py). Raises `SandboxError` for arguments
        that cannot be sent.
        """
        if not self._open:
            raise SandboxError("A session must be open to be called; this one has been closed.")
        if not isinstance(self.loaded, Loaded):
            return self.loaded
        if self._stopped is not None:
            return self._stopped
        named = dict(kwargs or {})
        values = (*args, *named.values())
        try:
            body = encode_all((function, list(named), dict(wishes or {}), *values), lossless=True)
        except FrameError as error:
            raise SandboxError(
                "An argument must be made of None, numbers, text, lists, tuples, dictionaries and "
                f"numeric arrays; {error} was given. Convert it before the call."
            ) from error
        answer = self._ask(Kind.CALL, body, seconds)
        if isinstance(answer, Loaded):
            return self._stop("protocol", "What came back is not an answer to a call.")
        if isinstance(answer, Missing):
            return Missing(function, answer.defined, self.mode)
        return answer

    def close(self) -> None:
        """Kill the child with all its threads and free everything; may be called again."""
        if self._open:
            self._open = False
            self._forget(self)
            self._kill()
            self._wire.close()
            with contextlib.suppress(ParentGone):  # then its children are gone as well
                self._reap()
            if self._handle is not None:
                os.close(self._handle)

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- asking -------------------------------------------------------------------------------

    def _ask(
        self, kind: Kind, body: bytes, seconds: float | None
    ) -> Loaded | Returned | Raised | Missing | Stopped:
        self._number += 1
        try:
            frame, taken = self._wire.exchange(pack(kind, self._number, body), seconds)
            if frame.number != self._number:
                raise Broken("protocol", "What came back answers another question.")
            return self._understand(frame, taken)
        except Broken as broken:
            return self._stop(broken.reason, broken.detail)
        except FrameError as error:
            return self._stop("protocol", f"What came back is not an answer: {error}.")
        except OSError as error:
            self._refuse_closed(error)
            raise

    def _refuse_closed(self, error: OSError) -> None:
        """Say so when another thread has closed the session under this one, as a server that
        stops does; any other failure of the system is for the caller to raise."""
        if not self._open:
            raise SandboxError(
                "A session must stay open while it is used; it was closed, as Heldout is stopping."
            ) from error

    def _understand(self, frame: Frame, taken: float) -> Loaded | Returned | Raised | Missing:
        values = [value for value, _ in decode_all(frame.body, allow_strides=False)]
        match frame.kind, values:
            case Kind.LOADED, [tuple(names)]:
                return Loaded(_words(names), self._wire.printed(), taken, self.mode)
            case Kind.MISSING, [tuple(names)]:
                return Missing("", _words(names), self.mode)
            case Kind.RETURNED, [tuple(changed), tuple(aliased), dict(notes), value]:
                names = _arguments(changed), _arguments(aliased)
                return Returned(value, *names, self._wire.printed(), taken, self.mode, notes)
            case Kind.RAISED, [str(name), str(message), None | int() as line, str(trace)]:
                texts = clean(name[:200]), clean(message[:2000])
                printed = self._wire.printed()
                return Raised(*texts, line, clean(trace[:8000]), printed, taken, self.mode)
            case Kind.OUT_OF_MEMORY, []:
                raise Broken("memory", self._memory_detail(", and its answer did not fit"))
        raise FrameError(f"a frame of kind {frame.kind.name} with {len(values)} values")

    # --- ending -------------------------------------------------------------------------------

    def _stop(self, reason: Reason | None, detail: str) -> Stopped:
        """End the child; without a reason, how it ended gives one."""
        if reason is None:
            ended_itself = self._await_death(_GRACE_SECONDS)
            self._kill()
            reason, detail = self._cause(ended_itself)
        else:
            self._kill()
        self._wire.drain_last()
        self._stopped = Stopped(reason, detail, self._wire.printed(), self.mode)
        return self._stopped

    def _kill(self) -> None:
        """Kill without a chance of hitting another process: it is not reaped before we say so."""
        with contextlib.suppress(ProcessLookupError):
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            elif self._exit is None:
                os.kill(self.pid, signal.SIGKILL)

    def _await_death(self, seconds: float) -> bool:
        """Whether the child is dead within so many seconds (unknown without a pidfd: True)."""
        if self._handle is None:
            return True
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def _reap(self) -> Exit:
        if self._exit is None:
            self._await_death(_DEATH_SECONDS)  # so that the parent need not wait for it
            self._exit = self._parent.reap(self.pid)
        return self._exit

    def _cause(self, ended_itself: bool) -> tuple[Reason, str]:
        try:
            # Asked first: once the child is reaped, its group is for others.
            ran_out = self.group is not None and self.group.ran_out()
            ended = self._reap()
        except (ParentGone, GroupGone):
            return "process", "The judge's own process ended; the code is not to blame."
        if not ended_itself:
            return "protocol", "The code closed its connection to the judge."
        code = os.waitstatus_to_exitcode(ended.status)
        if code >= 0:
            return "exited", f"The code ended its own process (exit status {code})."
        if ran_out:
            return "memory", self._memory_detail(", and was stopped")
        return self._signalled(-code, ended.cpu_seconds)

    def _signalled(self, number: int, cpu_seconds: float) -> tuple[Reason, str]:
        if number == signal.SIGXCPU or cpu_seconds >= self._limits.cpu_seconds:
            broken = cpu_time(self._limits)
            return "cpu-time", broken.detail
        if number == signal.SIGKILL:
            return "memory", "The process was killed from outside, as when memory runs out."
        if number == getattr(signal, "SIGSYS", None):
            return "forbidden", "It tried a system call of another architecture."
        description = (signal.strsignal(number) or "unknown").lower()
        return "crashed", f"The process died of signal {number} ({description})."

    def _memory_detail(self, consequence: str) -> str:
        mebibytes = self._limits.memory_bytes >> 20
        return f"The code used up its memory ({mebibytes} MiB){consequence}."


def _words(values: tuple[Any, ...]) -> tuple[str, ...]:
    """The values as names; `FrameError` when they are anything else."""
    if not all(isinstance(value, str) for value in values):
        raise FrameError("names that are not text")
    return tuple(clean(value[:200]) for value in values[:_NAMES_CAP])


def _arguments(values: tuple[Any, ...]) -> tuple[str, ...]:
    """The values as names of arguments, which stand in sentences: nothing there but a name."""
    names = _words(values)
    if not all(name.isidentifier() or _UNNAMED.fullmatch(name) for name in names):
        raise FrameError("an argument of no possible name")
    return names
