"""The judge: owns the warm parents and makes a session of each submission."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from heldout.errors import JudgeClosed, JudgeLost, SandboxError

from . import proof
from .building import Drop, compile_program
from .cores import free_thread
from .images import IMAGES, image_for
from .limits import Limits
from .line import Lines
from .parents import ParentGone
from .pool import Pool
from .programs import Loadable, Program, text_of
from .proof import Claim
from .results import Mode, Raised, Stopped
from .session import Session
from .spawned import Parent, is_spawned, start_parent

__all__ = ["Judge"]

_FORKS_PER_PARENT = 10_000  # all children of a parent share its memory layout: not for ever
_LARGEST_POOL = 4

Key: TypeAlias = tuple[str, bool]  # of a parent: its image, and whether its root is private


class Judge:
    """Runs submissions, each in a single-use child; a context manager, for any thread.

    `mode` None takes the best mode that this machine proves; "full", "standard" or "basic" insists.
    `pool` is how many jailed children of each image in use wait for a submission, 0 to 4.
    `spawn` None forks warm parents where that is safe; True starts an interpreter a submission.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008
        mode: str | None = None,
        pool: int = 0,
        *,
        spawn: bool | None = None,
    ) -> None:
        if mode not in (None, "full", "standard", "basic"):
            raise SandboxError(
                f'A mode must be "full", "standard" or "basic"; {mode!r} was given. '
                "Leave it out to get the best that this machine proves."
            )
        if not 0 <= pool <= _LARGEST_POOL:
            raise SandboxError(
                f"A pool must hold 0 to {_LARGEST_POOL} waiting children; {pool} was given. "
                "One or two serve a learner, four a server."
            )
        self.limits = limits
        self._wanted: Mode | None = mode  # type: ignore[assignment]  # checked just now
        self._spawn = spawn
        self._claim: Claim | None = None
        self._lock = threading.RLock()
        self._proving = threading.RLock()
        self._starting: dict[Key, threading.RLock] = {}
        self._parents: dict[Key, Parent] = {}
        self._retired: list[Parent] = []
        self._sessions: set[Session] = set()
        self._forks: Counter[Key] = Counter()  # of the parent that is there now
        self._lines = Lines()
        self._drop: Drop | None = None
        self._pool = Pool(pool, self._make_waiting, self._is_busy, self._renew_parents)
        self._closed = False

    @property
    def mode(self) -> Mode:
        """The mode that submissions run in: the best that has been proven here."""
        return self.claim.mode

    @property
    def claim(self) -> Claim:
        """What has been proven here, and what has not and why; asked for the first time, it is
        proven now."""
        with self._proving:
            if self._claim is None:
                self._claim = proof.prove(
                    self._wanted,
                    lambda mode: self._parent("numpy", mode),
                    lambda source, mode: self._await(
                        self._start(source, "numpy", self.limits, mode), source, self.limits, mode
                    ),
                )
            return self._claim

    def mode_in(self, image: str) -> Mode:
        """The mode that submissions in that image run in; beside a GPU never more than basic.

        Its driver is called in ways that the filter of system calls cannot tell from an attack.
        """
        if image not in IMAGES or not IMAGES[image].device:
            return self.mode
        if self._wanted not in (None, "basic"):
            raise SandboxError(
                f'Code that uses a GPU can be judged in mode "basic" only, and mode '
                f'"{self._wanted}" is insisted on here. Leave HELDOUT_SANDBOX unset to judge it.'
            )
        return "basic"

    def warm(self, image: str = "numpy") -> Parent:
        """The image's parent, started now so that the first submission need not wait for it."""
        parent = self._parent(image)
        self._want(image)
        return parent

    def build(
        self, source: str, function: str, parameters: Sequence[str] = ()
    ) -> Program | Raised | Stopped:
        """The C++ source as a program to start in image "cpp", or what came of compiling it.

        What was compiled lately is not compiled again.
        """
        if len(source.encode("utf-8", "surrogatepass")) > self.limits.source_bytes:
            text = f"The source is too long; at most {self.limits.source_bytes} bytes are read."
            return Raised("SourceTooLong", text, None, "", "", 0.0, self.mode)
        drop = self._dropping()
        path = drop.find(source, function)
        if path is None:
            made = compile_program(source, function, self.mode)
            if not isinstance(made, bytes):
                return made
            path = drop.put(source, function, made)
        return Program(path, function, tuple(parameters))

    def start(
        self, source: Loadable, *, image: str = "numpy", limits: Limits | None = None
    ) -> Session:
        """A session with the source executed in it; see its `loaded`."""
        mode, limits = self.mode_in(image), limits or self.limits
        return self._await(self._start(source, image, limits, mode), source, limits, mode)

    def begin(
        self, source: Loadable, *, image: str = "numpy", limits: Limits | None = None
    ) -> Session:
        """A session that is being started: whoever looks at its `loaded` or calls waits for it.

        Until then the caller has time for other things; a child that is lost is not replaced.
        """
        return self._start(source, image, limits or self.limits, self.mode_in(image))

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
        self._lines.close()
        for parent in parents:
            parent.close()
        if self._drop is not None:
            self._drop.close()

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

    def _parent(self, image: str, mode: Mode | None = None) -> Parent:
        mode = mode or self.mode_in(image)
        key = image, mode == "full" and not is_spawned(image, self._spawn)
        with self._lock:
            starting = self._starting.setdefault(key, threading.RLock())
        # One start an image; a slow one holds up nobody who wants another, nor the end.
        with starting:
            with self._lock:
                self._refuse_closed()
                if key in self._parents:
                    return self._parents[key]
            parent = self._start_parent(key)
            try:
                with self._lock:
                    self._refuse_closed()
                    self._parents[key] = parent
                    self._forks[key] = 0
            except JudgeClosed:
                parent.close()
                raise
            return parent

    def _start_parent(self, key: Key) -> Parent:
        free_thread()
        try:
            return start_parent(key[0], self._spawn, private=key[1], drop=self._drop_of(key[0]))
        except ParentGone as gone:
            raise _lost() from gone

    def _dropping(self) -> Drop:
        """The folder of what has been compiled, made when it is first asked for."""
        with self._lock:
            self._refuse_closed()
            if self._drop is None:
                self._drop = Drop()
            return self._drop

    def _drop_of(self, image: str) -> Path | None:
        compiled = image in IMAGES and IMAGES[image].compiled
        return self._dropping().folder if compiled else None

    def _refuse_closed(self) -> None:
        if self._closed:
            raise _closed()

    def _forget(self, parent: Parent) -> None:
        """Drop a parent that has died, unless another thread has done so already."""
        with self._lock:
            key = _key(parent)
            if self._parents.get(key) is parent:
                del self._parents[key]
                parent.close()
        self._pool.drop(parent)

    def _renew_parents(self) -> None:
        """Replace a parent that has forked enough, and end one whose last child has gone."""
        with self._lock:
            old = [parent for key, parent in self._parents.items() if self._is_worn(key)]
        for parent in old:
            key = _key(parent)
            drop = self._drop_of(parent.image)
            fresh = start_parent(parent.image, self._spawn, private=parent.private, drop=drop)
            with self._lock:
                if self._closed or self._parents.get(key) is not parent:
                    fresh.close()
                    continue
                self._parents[key] = fresh
                self._forks[key] = 0
                self._retired.append(parent)
            self._pool.drop(parent)
        with self._lock:
            used = {session.parent for session in self._sessions}
            idle = [parent for parent in self._retired if parent not in used]
            self._retired = [parent for parent in self._retired if parent in used]
        for parent in idle:
            parent.close()

    def _is_worn(self, key: Key) -> bool:
        return self._forks[key] >= _FORKS_PER_PARENT

    # --- sessions -----------------------------------------------------------------------------

    def _start(self, source: Loadable, image: str, limits: Limits, mode: Mode) -> Session:
        """A session to which the source has been sent."""
        usual = image
        if not is_spawned(image, self._spawn):
            image = image_for(image, text_of(source))
        if self._claim is not None and mode == self._claim.mode:
            self._want(usual)  # of the larger ones none waits because of a word in a submission
            session = self._adopt(self._pool.take(image)) or self._fork(image, mode)
        else:
            session = self._fork(image, mode)
        session.load(source, limits)
        return session

    def _await(self, session: Session, source: Loadable, limits: Limits, mode: Mode) -> Session:
        """The session once its source has been executed; in a new child when it was lost with its
        parent, or could not be jailed just now."""
        try:
            _ = session.loaded
        except JudgeClosed:
            raise
        except SandboxError:
            session.close()
            session = self._fork(session.parent.image, mode)
            session.load(source, limits)
            _ = session.loaded
        return session

    def _fork(self, image: str, mode: Mode, *, to_wait: bool = False) -> Session:
        """A session around a new child; a parent that has died is replaced once."""
        for attempt in (1, 2):
            parent = self._parent(image, mode)
            line = self._lines.take()
            try:
                birth = parent.fork(line.ends, mode, to_wait=to_wait)
            except ParentGone as gone:
                line.close()
                self._forget(parent)
                if attempt == 2:
                    raise _lost() from gone
                continue
            except SandboxError:
                line.close()
                raise
            finally:
                line.give_away()
            session = Session(parent, birth, line, mode, self._bury)
            with self._lock:
                self._forks[_key(parent)] += 1
            self._lines.lay()  # while the child gets ready
            return self._own(session)
        raise AssertionError("the loop returns or raises")

    def _adopt(self, session: Session | None) -> Session | None:
        return None if session is None else self._own(session)

    def _own(self, session: Session) -> Session:
        """The session, known from now on, so that closing sees it before it ends its parent."""
        with self._lock:
            if not self._closed:
                self._sessions.add(session)
                return session
        session.close()
        raise _closed()

    def _bury(self, session: Session) -> None:
        """A session has been closed: its child is reaped, another one made, between verdicts."""
        with self._lock:
            self._sessions.discard(session)
        self._pool.bury(session)

    # --- what the pool asks for ---------------------------------------------------------------

    def _want(self, image: str) -> None:
        """Keep jailed children of the image; of those that are spawned enough wait already."""
        if not is_spawned(image, self._spawn):
            self._pool.want(image)

    def _make_waiting(self, image: str) -> Session:
        session = self._fork(image, self.mode, to_wait=True)
        session.await_ready()
        with self._lock:
            self._sessions.discard(session)
        return session

    def _is_busy(self) -> bool:
        with self._lock:
            return bool(self._sessions)


def _key(parent: Parent) -> Key:
    return parent.image, parent.private


def _closed() -> JudgeClosed:
    return JudgeClosed("A judge must be open to be used; this one has been closed.")


def _lost() -> JudgeLost:
    return JudgeLost(
        "The judge's own process must live to start a submission; it died again and again. "
        "Look for a lack of memory on this machine."
    )
