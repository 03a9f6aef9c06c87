"""The judge: owns the warm parents and makes a session of each submission."""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType

from heldout.errors import SandboxError

from . import proof
from .images import IMAGES
from .limits import Limits
from .parents import ParentGone
from .results import Mode
from .session import Session
from .spawned import Parent, start_parent

__all__ = ["Judge"]


class Judge:
    """Runs submissions, each in a single-use child; a context manager, for any thread.

    `mode` None takes the best mode that this platform proves; "basic" or "standard" insists.
    `spawn` None forks warm parents where that is safe; True starts an interpreter a submission.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008
        mode: str | None = None,
        *,
        spawn: bool | None = None,
    ) -> None:
        if mode not in (None, "standard", "basic"):
            raise SandboxError(
                f'A mode must be "standard" or "basic"; {mode!r} was given. '
                "Leave it out to get the best that this machine proves."
            )
        self.limits = limits
        self._wanted = mode
        self._spawn = spawn
        self._proven: Mode | None = "basic" if mode == "basic" else None
        self._lock = threading.RLock()
        self._proving = threading.RLock()
        self._starting: dict[str, threading.RLock] = {}
        self._parents: dict[str, Parent] = {}
        self._sessions: set[Session] = set()
        self._closed = False

    @property
    def mode(self) -> Mode:
        """The mode that submissions run in: "standard" once proven here, else "basic"."""
        with self._proving:
            if self._proven is None:
                self._proven = self._prove()
            return self._proven

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

    def warm(self, image: str = "numpy") -> None:
        """Start the image's parent now, so that the first submission need not wait for it."""
        self._parent(image)

    def start(self, source: str, *, image: str = "numpy", limits: Limits | None = None) -> Session:
        """A session with the source executed in it; see its `loaded`."""
        return self._start(source, image, limits or self.limits, self.mode_in(image))

    def close(self) -> None:
        """End every session and every warm parent; no process stays behind."""
        with self._lock:
            self._closed = True
            for session in list(self._sessions):
                session.close()
            while self._parents:
                self._parents.popitem()[1].close()

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

    def _parent(self, image: str) -> Parent:
        with self._lock:
            starting = self._starting.setdefault(image, threading.RLock())
        # One start an image; a slow one holds up nobody who wants another, nor the end.
        with starting:
            with self._lock:
                self._refuse_closed()
                if image in self._parents:
                    return self._parents[image]
            parent = start_parent(image, self._spawn)
            try:
                with self._lock:
                    self._refuse_closed()
                    self._parents[image] = parent
            except SandboxError:
                parent.close()
                raise
            return parent

    def _refuse_closed(self) -> None:
        if self._closed:
            raise SandboxError("A judge must be open to be used; this one has been closed.")

    def _forget(self, parent: Parent) -> None:
        """Drop a parent that has died, unless another thread has done so already."""
        with self._lock:
            if self._parents.get(parent.image) is parent:
                del self._parents[parent.image]
                parent.close()

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
        session = self._fork(image, limits, mode)
        self._sessions.add(session)
        session.load(source)
        return session

    def _fork(self, image: str, limits: Limits, mode: Mode) -> Session:
        """A session around a new child; a parent that has died is replaced once."""
        for attempt in (1, 2):
            parent = self._parent(image)
            ours, theirs = socket.socketpair()
            printed, printing = os.pipe()
            try:
                child = parent.fork(theirs.fileno(), printing, mode)
            except ParentGone as gone:
                ours.close()
                os.close(printed)
                self._forget(parent)
                if attempt == 2:
                    raise SandboxError(
                        "The judge's own process must live to start a submission; it died twice "
                        "in a row. Look for a lack of memory on this machine."
                    ) from gone
                continue
            except SandboxError:
                ours.close()
                os.close(printed)
                raise
            finally:
                theirs.close()
                os.close(printing)
            return Session(parent, child, ours, printed, limits, mode, self._sessions.discard)
        raise AssertionError("the loop returns or raises")
