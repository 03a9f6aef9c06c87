"""The judge: owns the warm parents and makes a session of each submission."""

from __future__ import annotations

import threading
from collections import Counter
from types import TracebackType

from heldout.errors import SandboxError

from . import proof
from .cores import free_thread
from .limits import Limits
from .line import Line
from .parents import ParentGone, WarmParent
from .pool import Pool
from .results import Mode, Stopped
from .session import Session

__all__ = ["Judge"]

_FORKS_PER_PARENT = 10_000  # all children of a parent share its memory layout: not for ever
_LARGEST_POOL = 4


class Judge:
    """Runs submissions, each in a single-use child; a context manager, for any thread.

    `mode` None takes the best mode that this platform proves; "basic" or "standard" insists.
    `pool` is how many jailed children of each image in use wait for a submission, 0 to 4.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008
        mode: str | None = None,
        pool: int = 0,
    ) -> None:
        if mode not in (None, "standard", "basic"):
            raise SandboxError(
                f'A mode must be "standard" or "basic"; {mode!r} was given. '
                "Leave it out to get the best that this machine proves."
            )
        if not 0 <= pool <= _LARGEST_POOL:
            raise SandboxError(
                f"A pool must hold 0 to {_LARGEST_POOL} waiting children; {pool} was given. "
                "One or two serve a learner, four a server."
            )
        self.limits = limits
        self._wanted = mode
        self._proven: Mode | None = "basic" if mode == "basic" else None
        self._lock = threading.RLock()
        self._parents: dict[str, WarmParent] = {}
        self._retired: list[WarmParent] = []
        self._sessions: set[Session] = set()
        self._forks: Counter[str] = Counter()  # by image, of the parent that it has now
        self._pool = Pool(pool, self._make_waiting, self._is_busy, self._renew_parents)
        self._closed = False

    @property
    def mode(self) -> Mode:
        """The mode that submissions run in: "standard" once proven here, else "basic"."""
        with self._lock:
            if self._proven is None:
                self._proven = self._prove()
            return self._proven

    def warm(self, image: str = "numpy") -> None:
        """Start the image's parent now, so that the first submission need not wait for it."""
        self._parent(image)
        self._pool.want(image)

    def start(self, source: str, *, image: str = "numpy", limits: Limits | None = None) -> Session:
        """A session with the source executed in it; see its `loaded`."""
        return self._start(source, image, limits or self.limits, self.mode)

    def waiting(self, image: str = "numpy") -> tuple[Session, ...]:
        """The jailed children of that image that wait for a submission."""
        return self._pool.waiting(image)

    def close(self) -> None:
        """End every session and every warm parent; no process stays behind."""
        with self._lock:
            self._closed = True
            sessions = list(self._sessions)
            parents = [*self._parents.values(), *self._retired]
            self._parents.clear()
            self._retired.clear()
        for session in sessions:
            session.close()
        self._pool.close()
        for parent in parents:
            parent.close()

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- parents ------------------------------------------------------------------------------

    def _parent(self, image: str) -> WarmParent:
        with self._lock:
            if self._closed:
                raise SandboxError("A judge must be open to be used; this one has been closed.")
            if image not in self._parents:
                free_thread()
                self._parents[image] = WarmParent(image)
                self._forks[image] = 0
            return self._parents[image]

    def _forget(self, parent: WarmParent) -> None:
        """Drop a parent that has died, unless another thread has done so already."""
        with self._lock:
            if self._parents.get(parent.image) is parent:
                del self._parents[parent.image]
                parent.close()
        self._pool.drop(parent)

    def _renew_parents(self) -> None:
        """Replace a parent that has forked enough, and end one whose last child has gone."""
        with self._lock:
            old = [parent for image, parent in self._parents.items() if self._is_worn(image)]
        for parent in old:
            fresh = WarmParent(parent.image)
            with self._lock:
                if self._closed or self._parents.get(parent.image) is not parent:
                    fresh.close()
                    continue
                self._parents[parent.image] = fresh
                self._forks[parent.image] = 0
                self._retired.append(parent)
            self._pool.drop(parent)
        with self._lock:
            used = {session.parent for session in self._sessions}
            idle = [parent for parent in self._retired if parent not in used]
            self._retired = [parent for parent in self._retired if parent in used]
        for parent in idle:
            parent.close()

    def _is_worn(self, image: str) -> bool:
        return self._forks[image] >= _FORKS_PER_PARENT

    def _prove(self) -> Mode:
        """Try mode standard's protections on hostile code; what does not hold is not claimed."""
        parent = self._parent("numpy")
        failure = "the kernel has no Landlock, or no seccomp with listeners"
        if parent.offers_standard:
            failure = proof.find_weakness(
                lambda source: self._start(source, "numpy", self.limits, "standard")
            )
        if not failure:
            return "standard"
        if self._wanted == "standard":
            raise SandboxError(
                f"Mode standard must hold on this machine, and it does not: {failure}. "
                'Use a newer Linux kernel, or mode "basic", which isolates less.'
            )
        return "basic"

    # --- sessions -----------------------------------------------------------------------------

    def _start(self, source: str, image: str, limits: Limits, mode: Mode) -> Session:
        """A session with the source in it; one that is lost by no fault of the code starts again,
        once, in a new child."""
        if mode == self._proven:
            self._pool.want(image)
            session = self._adopt(self._pool.take(image)) or self._fork(image, mode)
        else:
            session = self._fork(image, mode)
        try:
            session.load(source, limits)
        except SandboxError:
            if self._closed:
                raise
        else:
            loaded = session.loaded
            if not (isinstance(loaded, Stopped) and loaded.reason == "process"):
                return session
        session.close()
        session = self._fork(image, mode)
        session.load(source, limits)
        return session

    def _fork(self, image: str, mode: Mode) -> Session:
        """A session around a new child; a parent that has died is replaced once."""
        for attempt in (1, 2):
            parent = self._parent(image)
            line = Line()
            try:
                child = parent.fork(line.theirs.fileno(), line.printing, mode)
            except ParentGone as gone:
                line.close()
                self._forget(parent)
                if attempt == 2:
                    raise SandboxError(
                        "The judge's own process must live to start a submission; it died twice "
                        "in a row. Look for a lack of memory on this machine."
                    ) from gone
                continue
            finally:
                line.give_away()
            session = Session(parent, child, line, mode, self._bury)
            with self._lock:
                self._forks[image] += 1
                self._sessions.add(session)
            return session
        raise AssertionError("the loop returns or raises")

    def _adopt(self, session: Session | None) -> Session | None:
        if session is not None:
            with self._lock:
                self._sessions.add(session)
        return session

    def _bury(self, session: Session) -> None:
        """A session has been closed: its child is reaped, another one made, between verdicts."""
        with self._lock:
            self._sessions.discard(session)
        self._pool.bury(session)

    # --- what the pool asks for ---------------------------------------------------------------

    def _make_waiting(self, image: str) -> Session:
        session = self._fork(image, self.mode)
        session.await_ready()
        with self._lock:
            self._sessions.discard(session)
        return session

    def _is_busy(self) -> bool:
        with self._lock:
            return bool(self._sessions)
