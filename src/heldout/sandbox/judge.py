"""The judge: owns the warm parents and makes a session of each submission."""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType

from heldout.errors import JudgeClosed, JudgeLost, SandboxError

from . import proof
from .limits import Limits
from .parents import ParentGone, WarmParent
from .results import Mode
from .session import Session

__all__ = ["Judge"]


class Judge:
    """Runs submissions, each in a single-use child; a context manager, for any thread.

    `mode` None takes the best mode that this platform proves; "basic" or "standard" insists.
    """

    def __init__(self, limits: Limits = Limits(), mode: str | None = None) -> None:  # noqa: B008
        if mode not in (None, "standard", "basic"):
            raise SandboxError(
                f'A mode must be "standard" or "basic"; {mode!r} was given. '
                "Leave it out to get the best that this machine proves."
            )
        self.limits = limits
        self._wanted = mode
        self._proven: Mode | None = "basic" if mode == "basic" else None
        self._lock = threading.RLock()
        self._parents: dict[str, WarmParent] = {}
        self._sessions: set[Session] = set()
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

    def start(self, source: str, *, image: str = "numpy", limits: Limits | None = None) -> Session:
        """A session with the source executed in it; see its `loaded`."""
        return self._start(source, image, limits or self.limits, self.mode)

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

    def _parent(self, image: str) -> WarmParent:
        with self._lock:
            self._refuse_closed()
            if image not in self._parents:
                try:
                    self._parents[image] = WarmParent(image)
                except ParentGone as gone:
                    raise _lost() from gone
            return self._parents[image]

    def _refuse_closed(self) -> None:
        if self._closed:
            raise JudgeClosed("A judge must be open to be used; this one has been closed.")

    def _forget(self, parent: WarmParent) -> None:
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
        with self._lock:  # so that closing sees every session before it ends their parents
            if self._closed:
                session.close()
            self._refuse_closed()
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
                    raise _lost() from gone
                continue
            finally:
                theirs.close()
                os.close(printing)
            return Session(parent, child, ours, printed, limits, mode, self._sessions.discard)
        raise AssertionError("the loop returns or raises")


def _lost() -> JudgeLost:
    return JudgeLost(
        "The judge's own process must live to start a submission; it died again and again. "
        "Look for a lack of memory on this machine."
    )
