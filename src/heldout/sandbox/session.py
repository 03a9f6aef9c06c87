"""One submission in one child: load its source, call its functions, end it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, TypeAlias

from heldout.errors import JudgeClosed, SandboxError

from .calls import Call, Writer
from .cgroups import Group
from .cleaning import clean
from .decoding import decode, decode_all
from .encoding import encode_all
from .frames import Frame, Kind
from .limits import Limits
from .line import Line
from .parents import Birth, ParentGone
from .process import Process, lost, memory_used_up
from .programs import Driven, Loadable, Program
from .results import Failure, Loaded, Missing, Mode, Raised, Reason, Returned, Stopped
from .spawned import Parent
from .values import FrameError, Value
from .wire import Broken, Wire

__all__ = ["Session"]

_GRACE_SECONDS = 0.3  # between a closed pipe and the end of the process that closed it
_NAMES_CAP = 1000
_AHEAD = 32  # requests that may be on their way at once
_AHEAD_BYTES = 60_000  # of them all: less than a pipe holds, so that sending never waits
_FEW, _FEW_BYTES = _AHEAD // 2, _AHEAD_BYTES // 2  # on their way: then the next ones follow
_QUIET = encode_all(((), (), {}))  # how most answers begin: nothing changed, shared or noted

Answer: TypeAlias = Returned | Raised | Missing | Stopped
_Request: TypeAlias = tuple[bytes, int, str]  # as it is sent, its number, and what it calls
_UNNAMED = re.compile("argument [0-9]+")  # as child.py calls an argument without a parameter


class _Asked(NamedTuple):
    """A request on its way: its number, what it calls, its size, and why it could not be sent."""

    number: int
    function: str
    size: int
    broken: Exception | None


class Session:
    """A child with one source in it; a context manager, for one thread at a time.

    `loaded` is the result of executing the source. When that is a failure every call gives it
    back, and after a `Stopped` every further call gives the same `Stopped`.
    """

    def __init__(
        self,
        parent: Parent,
        birth: Birth,
        line: Line,
        mode: Mode,
        on_close: Callable[[Session], None],
    ) -> None:
        self.mode: Mode = mode
        self.parent = parent
        self._process = Process(parent, birth)
        self._on_close = on_close
        self._writer = Writer()
        self._open = True
        self._ready = False
        self._asked: deque[_Asked] = deque()  # what awaits its answer
        self._asked_bytes = 0
        self._stopped: Stopped | None = None
        self._wire = Wire(line)
        self._loaded: Loaded | Failure | None = None

    @property
    def pid(self) -> int:
        """The process id of the child, once there is one."""
        return self._process.born().pid

    @property
    def group(self) -> Group | None:
        """The control group that bounds what the child may use in all, where there are any."""
        return self._process.group

    @property
    def loaded(self) -> Loaded | Failure:
        """What came of executing the source; waits until that is known."""
        if self._loaded is None:
            self._loaded = self._await_loaded()
        return self._loaded

    def await_ready(self) -> None:
        """Return when the child is jailed; `SandboxError`, and closed, when it could not be."""
        if self._ready:
            return
        try:
            child = self._process.born()
            self._wire.meet(child.pid, child.spent)
            self._wire.await_ready()
            self._ready = True
        except (OSError, ParentGone, SandboxError) as error:
            self._blame(error)
            self.close()
            raise
        except BaseException:
            self.close()
            raise

    def keep_apart(self) -> None:
        """For a session that lives long or is called by many threads: none of them is held on the
        child's core, which speeds up many quick calls of one."""
        self._wire.keep_apart()

    def is_fresh(self) -> bool:
        """Whether a jailed child that has no source yet is alive and has said nothing."""
        return self._open and self._wire.is_quiet() and not self._process.is_dead()

    def load(self, source: Loadable, limits: Limits) -> None:
        """Send the source, and do not wait for what comes of it; done once, by the judge."""
        self._limits = limits
        self._wire.set_limits(limits)
        text, *more = _parts(source)
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > limits.source_bytes:
            message = f"The source is {size} bytes; at most {limits.source_bytes} are read."
            self._loaded = Raised("SourceTooLong", message, None, "", "", 0.0, self.mode)
            return
        self._process.limit(limits.memory_bytes)
        numbers = int(-(-limits.cpu_seconds // 1)), limits.memory_bytes
        body = encode_all((text, *numbers, *more))
        # Sent before the child is jailed, to save waking it: it reads nothing until it is.
        self._send([(*self._writer.request(Kind.LOAD, body), "")])

    def _await_loaded(self) -> Loaded | Failure:
        self.await_ready()
        answer = self._receive()
        if isinstance(answer, Missing | Returned):
            return self._stop("protocol", "What came back is not an answer to loading.")
        return answer

    def call(
        self,
        function: str,
        args: Sequence[Value] = (),
        kwargs: Mapping[str, Value] | None = None,
        *,
        seconds: float | None = None,
        wishes: Mapping[str, Value] | None = None,
    ) -> Answer:
        """What the call does, with fresh copies of the arguments.

        `seconds` is a tighter wall limit for this call than what is left of the session's; `wishes`
        are what the harness does beside calling (harness.py). Raises `SandboxError` for arguments
        that cannot be sent.
        """
        self._refuse_closed()
        loaded = self.loaded
        self._refuse_asked()
        if not isinstance(loaded, Loaded):
            return loaded
        if self._stopped is not None:
            return self._stopped
        request, number = self._writer.call(Call(function, args, kwargs, wishes))
        try:
            frame, taken = self._wire.exchange(request, seconds)
            answer = self._understand(frame, number, taken)
        except Exception as error:
            return self._fail(error)
        return answer if type(answer) is Returned else self._told(answer, function)

    def call_each(self, calls: Iterable[Call]) -> Iterator[Answer]:
        """What each call does, in turn, as `call` tells it; all answers must be taken.

        Several calls are on their way at once, the first of them when this returns, so that
        neither side waits for the other: only the waiting is taken off the budgets, and is what
        `seconds` of an answer says.
        """
        self._refuse_closed()
        self._refuse_asked()
        self._wire.part()  # both compute at once now
        waiting = iter(calls)
        self._send_ahead(waiting)
        return self._answer_each(waiting)

    def close(self) -> None:
        """Kill the child with all its threads and let go of it; may be called again.

        It is dead when this returns or a moment later; the judge reaps it (`bury`).
        """
        if self._open:
            self._open = False
            self._wire.send_away()
            self._process.kill()
            self._wire.close()
            self._on_close(self)

    def bury(self) -> None:
        """Wait for the end of a closed session's child and free its process id."""
        self._process.bury()

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

    def _send_ahead(self, calls: Iterator[Call]) -> None:
        """As many calls as may be on their way, those that are new in one piece.

        Should one of them not come or not be written, those before it are sent all the same: the
        writer leaves out what it has written once.
        """
        requests: list[_Request] = []
        count, size = len(self._asked), self._asked_bytes
        try:
            while not count or (count < _AHEAD and size < _AHEAD_BYTES):
                call = next(calls, None)
                if call is None:
                    break
                request, number = self._writer.call(call)
                requests.append((request, number, call.function))
                count, size = count + 1, size + len(request)
        finally:
            self._send(requests)

    def _send(self, requests: Sequence[_Request]) -> None:
        """Send what fits into the pipe; that it could not be sent is told in its turn, since what
        was sent before may have been answered."""
        broken = None
        try:
            if self._stopped is None and not isinstance(self._loaded, Raised | Stopped):
                self._wire.send([request for request, _, _ in requests])
        except Exception as error:
            broken = error
        for request, number, function in requests:
            self._asked.append(_Asked(number, function, len(request), broken))
            self._asked_bytes += len(request)

    def _answer_each(self, calls: Iterator[Call]) -> Iterator[Answer]:
        loaded = self.loaded
        self._send_ahead(calls)  # a long source may have left no room
        while self._asked:
            function = self._asked[0].function
            answer = self._receive() if isinstance(loaded, Loaded) else self._skip(loaded)
            if len(self._asked) <= _FEW and self._asked_bytes <= _FEW_BYTES:
                self._send_ahead(calls)
            yield self._told(answer, function)

    def _skip(self, answer: Failure) -> Failure:
        """That answer for what was asked first, which nobody will answer."""
        self._pop()
        return answer

    def _pop(self) -> _Asked:
        """What was asked first, which is answered now."""
        asked = self._asked.popleft()
        self._asked_bytes -= asked.size
        return asked

    def _receive(self) -> Loaded | Answer:
        """The answer to what was asked first."""
        asked = self._pop()
        if self._stopped is not None:
            return self._stopped
        try:
            if asked.broken is not None:
                raise asked.broken
            frame, taken = self._wire.receive()
            return self._understand(frame, asked.number, taken)
        except Exception as error:
            return self._fail(error)

    def _fail(self, error: Exception) -> Stopped:
        """What an exchange comes to that broke; raises what is not the code's fault. Any kind of
        error can mean that the descriptors were closed under it."""
        self._refuse_closed(error)
        if isinstance(error, Broken):
            return self._stop(error.reason, error.detail)
        if isinstance(error, FrameError):
            return self._stop("protocol", f"What came back is not an answer: {error}.")
        raise error

    def _refuse_closed(self, error: Exception | None = None) -> None:
        """Say so when the session has been closed, as another thread does when a server stops:
        the code that was running is killed by that, and must not be blamed for its death."""
        if not self._open:
            raise JudgeClosed(
                "A session must stay open while it is used; it was closed, as Heldout is stopping."
            ) from error

    def _refuse_asked(self) -> None:
        """Say so when answers have not been taken: the next one would be that of another call."""
        asked = len(self._asked) - (self._loaded is None)  # loading is one of them
        if asked > 0 and self._stopped is None:
            raise SandboxError("A call must come alone; take all answers of call_each() first.")

    def _blame(self, error: Exception) -> None:
        """Tell a child that never got ready from one that was taken away with its parent."""
        self._refuse_closed(error)
        self._process.kill()
        try:
            self._process.reap()
        except ParentGone as gone:
            raise lost() from gone

    def _told(self, answer: Any, function: str) -> Answer:
        """The answer to a call, which loading is not."""
        if isinstance(answer, Loaded):
            return self._stop("protocol", "What came back is not an answer to a call.")
        if isinstance(answer, Missing):
            return Missing(function, answer.defined, self.mode)
        told: Answer = answer
        return told

    def _understand(self, frame: Frame, number: int, taken: float) -> Loaded | Answer:
        kind, answered, body, said = frame
        if answered != number:
            raise Broken("protocol", "The code answered before it was asked.")
        if kind is Kind.RETURNED and body[: len(_QUIET)] == _QUIET:
            value = decode(body, start=len(_QUIET), allow_strides=False)
            return Returned(value, (), (), self._wire.printed(said), taken, self.mode)
        values = decode_all(body, allow_strides=False)
        match kind, values:
            case Kind.LOADED, [tuple(names)]:
                return Loaded(_words(names), self._wire.printed(said), taken, self.mode)
            case Kind.MISSING, [tuple(names)]:
                return Missing("", _words(names), self.mode)
            case Kind.RETURNED, [tuple(changed), tuple(aliased), dict(notes), value]:
                names = _arguments(changed), _arguments(aliased)
                return Returned(value, *names, self._wire.printed(said), taken, self.mode, notes)
            case Kind.RAISED, [str(name), str(message), None | int() as line, str(trace)]:
                texts = clean(name[:200]), clean(message[:2000])
                printed = self._wire.printed(said)
                return Raised(*texts, line, clean(trace[:8000]), printed, taken, self.mode)
            case Kind.OUT_OF_MEMORY, []:
                raise Broken("memory", memory_used_up(self._limits, ", and its answer did not fit"))
        raise FrameError(f"a frame of kind {kind.name} with {len(values)} values")

    # --- ending -------------------------------------------------------------------------------

    def _stop(self, reason: Reason | None, detail: str) -> Stopped:
        """End the child; without a reason, how it ended gives one."""
        by_itself = reason is None and self._process.await_death(_GRACE_SECONDS)
        self._process.kill()
        if reason is None:
            reason, detail = self._process.cause(self._limits, by_itself=by_itself)
        self._wire.drain_last()
        self._refuse_closed()
        self._stopped = Stopped(reason, detail, self._wire.printed(), self.mode)
        return self._stopped


def _parts(source: Loadable) -> tuple[Any, ...]:
    """The text or the path, and what a child has to know beside it."""
    match source:
        case Driven(text, driver):
            return text, driver
        case Program(path, function, parameters):
            return path, function, list(parameters)
    return (source,)


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
