"""An author's files in a jail of their own: somebody else's code, no more trusted than a reply."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heldout.authored import inside
from heldout.authored.inside import Uncrossable, from_plain, to_plain
from heldout.authored.modules import module_name, read_source
from heldout.errors import PackError, SandboxError
from heldout.sandbox import Judge, Limits, Missing, Raised, Returned, Session, Stopped
from heldout.sandbox.cleaning import clean

__all__ = ["LIMITS", "SECONDS", "AuthorStopped", "Jailed"]

SECONDS = 5.0  # of processor time for one call; the line at which it ends is named
LIMITS = Limits(
    # Of one process: it is replaced before honest calls could have used up its times.
    cpu_seconds=30.0,
    wall_seconds=60.0,
    memory_bytes=2 << 30,
    output_bytes=16 << 20,
)

_TOLD = {  # what a task is asked -> how its author calls that
    "declared": "what checks.py defines",
    "draw": "inputs()",
    "replay": "inputs()",
    "prepared": "what inputs() or the solution returns",
    "expected": "what the solution returns",
    "broken": "properties()",
    "further": "what a law of LAWS calls for",
    "grown": "what GROWTH calls for",
}
_PROGRAM = Path(inside.__file__).read_text(encoding="utf-8")
_MAY_BE = "must be made of numbers, text, None and arrays, in lists, tuples, sets or dicts"


class AuthorStopped(PackError):
    """The jail would not go on: the code took too long or too much, or did what is forbidden.
    Asked again it would do the same."""


@dataclass(frozen=True)
class _Request:
    """One call into the process: `what` names it to the author."""

    what: str
    function: str  # of inside.py
    given: Sequence[Any]


class Jailed:
    """Files that somebody else wrote; their process starts at the first question and is kept.

    May be used by any thread, one at a time. With a `function` the files are a task's checks.py
    and solution.py, and its driver.py. `started` is told each time that a process started.
    """

    far = True

    def __init__(
        self,
        files: Sequence[Path],
        function: str | None,
        judge: Judge,
        seconds: float,
        started: Callable[[Jailed], None],
    ) -> None:
        self.file = files[0]
        self._files = files
        self._function = function
        self._judge = judge
        self._seconds = seconds
        # On the wall: should the code sleep, or be deaf to the first limit, or the machine be busy.
        self._patience = 3.0 + 3 * seconds
        self._started = started
        self._lock = threading.RLock()
        self._sources: list[tuple[str, str, str]] = []  # text, path and name of each file
        self._names: dict[str, bool] | None = None  # what is defined, and whether it is a function
        self._session: Session | None = None
        self._round = 0  # counts processes: what one has kept, the next does not know
        self._spent = 0.0  # seconds that this process was waited for
        self.used_at = 0.0

    def has(self, name: str) -> bool:
        return name in self._defined()

    def value(self, name: str) -> Any:
        if name not in self._defined():
            raise PackError(f"must define {name}", file=self.file)
        return self._answer(_Request(name, "ask", (name, False, [], {})))

    def call(self, name: str, *args: Any, **named: Any) -> Any:
        if not self._defined().get(name):
            raise PackError(f"must define {name}()", file=self.file)
        what = f"{name}()" if self._function is None else _TOLD.get(name, f"{name}()")
        plain = self._plain(what, (list(args), named))
        return self._answer(_Request(what, "ask", (name, True, *plain)))

    @property
    def pid(self) -> int | None:
        """The number of its process, as seen from here; None while there is none."""
        with self._lock:
            return None if self._session is None else self._session.pid

    def close(self) -> None:
        """End the process, once it is at rest; another question starts another."""
        with self._lock:
            if self._session is not None:
                self._session.close()
                self._session = None

    def close_if_idle(self, seconds: float) -> bool:
        """End the process unless it was used so lately; whether none is left."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if time.monotonic() - self.used_at >= seconds:
                self.close()
            return self._session is None
        finally:
            self._lock.release()

    # --- questions ----------------------------------------------------------------------------

    def _defined(self) -> dict[str, bool]:
        with self._lock:
            if self._names is None:
                self._start()
            assert self._names is not None
            return self._names

    def _answer(self, request: _Request, kept: list[_Kept] | None = None) -> Any:
        """What the file says; functions in it stay behind, and are noted in `kept`."""
        found: list[_Kept] = [] if kept is None else kept

        def stand_in(words: tuple[Any, ...]) -> _Kept:
            match words:
                case ["function", int() as number]:
                    found.append(_Kept(self, request, len(found), self._round, number))
                    return found[-1]
            raise Uncrossable("a value of Heldout's own")

        with self._lock:
            self._ensure()
            answer = self._send(request)
            return self._understand(request.what, answer, stand_in)

    def call_kept(self, kept: _Kept, args: tuple[Any, ...]) -> Any:
        """What a function that stayed behind returns; where it is gone, it is made once more."""
        what = f"the function that {kept.request.what} returned"
        (given,) = self._plain(what, (list(args),))
        with self._lock:
            self._ensure()
            answer: Any = ("gone",)
            if kept.round == self._round:
                answer = self._send(_Request(what, "ask_again", (kept.number, given)))
            if answer == ("gone",):
                answer = self._send(_Request(what, "ask_again", (self._remake(kept), given)))
            return self._understand(what, answer, _refuse)

    def _remake(self, kept: _Kept) -> int:
        """The number of a function that is made again in the same way."""
        made: list[_Kept] = []
        self._answer(kept.request, made)
        if kept.place >= len(made):
            text = f"{kept.request.what} must return the same when it is called again"
            raise PackError(text, file=self.file)
        return made[kept.place].number

    # --- the process --------------------------------------------------------------------------

    def _ensure(self) -> None:
        """Have a process with time left for one more call."""
        if self._session is not None and self._spent > LIMITS.cpu_seconds / 2:
            self.close()
        if self._session is None:
            self._start()

    def _start(self) -> None:
        """Start a process, and run the file in it."""
        self.close()
        if not self._sources:
            self._sources = [(read_source(f), str(f), module_name(f)) for f in self._files]
        self._session = self._judge.start(_PROGRAM, image="author", limits=LIMITS)
        self._session.keep_apart()  # it waits for whoever asks next, on whichever thread
        self._round += 1
        self._spent = 0.0
        request = _Request("the file", "open_files", (self._sources, self._function, self._seconds))
        try:
            answer = self._send(request, inside.OPENING * self._patience)
            names = self._understand(request.what, answer, _refuse)
            if not isinstance(names, dict) or {type(item) for item in names.values()} - {bool}:
                raise self._tampered(request.what)
        except BaseException:
            self.close()
            raise
        self._names = names
        self._started(self)

    def _send(self, request: _Request, patience: float | None = None) -> Any:
        """The plain answer; AuthorStopped when none comes, and then the process is gone."""
        assert self._session is not None
        try:
            result = self._session.call(
                request.function, request.given, seconds=patience or self._patience
            )
        except BaseException:  # an answer for which nobody waits may still be under way
            self.close()
            raise
        self.used_at = time.monotonic()
        if isinstance(result, Returned):
            self._spent += result.seconds
            return result.value
        self.close()
        match result:
            case Stopped(reason="process"):
                raise SandboxError(result.detail)
            case Stopped():
                raise AuthorStopped(f"{request.what} was stopped: {result.detail}", file=self.file)
            case Raised():
                text = f"{request.what} raised {result.type}: {result.message}"
                raise AuthorStopped(text, file=self.file)
            case Missing():
                raise self._tampered(request.what)

    # --- what crosses -------------------------------------------------------------------------

    def _plain(self, what: str, given: tuple[Any, ...]) -> tuple[Any, ...]:
        try:
            return tuple(to_plain(item) for item in given)
        except Uncrossable as refusal:
            text = f"what is given to {what} {_MAY_BE}; given {refusal}"
            raise PackError(text, file=self.file) from None

    def _understand(
        self, what: str, answer: Any, stand_in: Callable[[tuple[Any, ...]], Any]
    ) -> Any:
        try:
            match answer:
                case ["value", value]:
                    return from_plain(value, stand_in)
                case ["raised", str() as message, str() as named, None | int() as line]:
                    raise PackError(clean(message[:2000]), file=self._named(named), line=line)
                case ["stopped", str() as message, str() as named, None | int() as line]:
                    raise AuthorStopped(clean(message[:2000]), file=self._named(named), line=line)
                case ["cannot", str() as refused]:
                    raise Uncrossable(refused)
        except Uncrossable as refusal:
            given = clean(str(refusal)[:200])
            raise PackError(f"{what} {_MAY_BE}; given {given}", file=self.file) from None
        raise self._tampered(what)

    def _named(self, path: str) -> Path:
        """That file, if it is one of these."""
        return next((file for file in self._files if str(file) == path), self.file)

    def _tampered(self, what: str) -> PackError:
        self.close()
        text = f"{what} must leave the process in which it runs as it is; its answer is none"
        return AuthorStopped(text, file=self.file)


@dataclass(frozen=True)
class _Kept:
    """Stands for a function that stayed behind in the jail."""

    author: Jailed
    request: _Request  # that it came from
    place: int  # among the functions that came with it
    round: int
    number: int

    def __call__(self, *args: Any) -> Any:
        return self.author.call_kept(self, args)


def _refuse(words: tuple[Any, ...]) -> Any:
    raise Uncrossable("a function, which cannot be used here")
