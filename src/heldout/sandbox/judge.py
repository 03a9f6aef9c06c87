"""The judge: owns the warm parents and makes a session of each submission."""

from __future__ import annotations

import os
import socket
import threading
from types import TracebackType

from heldout.errors import SandboxError

from . import proof
from .limits import Limits
from .parents import ParentGone, WarmParent
from .proof import Claim
from .results import Mode
from .session import Session

__all__ = ["Judge"]


class Judge:
    """Runs submissions, each in a single-use child; a context manager, for any thread.

    `mode` None takes the best mode that this machine proves; "full", "standard" or "basic" insists.
    """

    def __init__(self, limits: Limits = Limits(), mode: str | None = None) -> None:  # noqa: B008
        if mode not in (None, "full", "standard", "basic"):
            raise SandboxError(
                f'A mode must be "full", "standard" or "basic"; {mode!r} was given. '
                "Leave it out to get the best that this machine proves."
            )
        self.limits = limits
        self._wanted: Mode | None = mode  # type: ignore[assignment]  # checked just now
        self._claim: Claim | None = None
        self._lock = threading.RLock()
        self._parents: dict[tuple[str, bool], WarmParent] = {}  # by image, and whether private
        self._sessions: set[Session] = set()
        self._closed = False

    @property
    def mode(self) -> Mode:
        """The mode that submissions run in: the best that has been proven here."""
        return self.claim.mode

    @property
    def claim(self) -> Claim:
        """What has been proven here, and what has not and why; asked for the first time, it is
        proven now."""
        with self._lock:
            if self._claim is None:
                self._claim = proof.prove(
                    self._wanted,
                    lambda mode: self._parent("numpy", mode),
                    lambda source, mode: self._start(source, "numpy", self.limits, mode),
                )
            return self._claim

    def warm(self, image: str = "numpy") -> WarmParent:
        """The image's parent, started now so that the first submission need not wait for it."""
        return self._parent(image)

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

    def _parent(self, image: str, mode: Mode | None = None) -> WarmParent:
        """The image's parent for that mode (None: the judge's), started where there is none."""
        with self._lock:
            if self._closed:
                raise SandboxError("A judge must be open to be used; this one has been closed.")
            private = (mode or self.mode) == "full"
            if (image, private) not in self._parents:
                self._parents[image, private] = WarmParent(image, private=private)
            return self._parents[image, private]

    def _forget(self, parent: WarmParent) -> None:
        """Drop a parent that has died, unless another thread has done so already."""
        with self._lock:
            key = parent.image, parent.private
            if self._parents.get(key) is parent:
                del self._parents[key]
                parent.close()

    # --- sessions -----------------------------------------------------------------------------

    def _start(self, source: str, image: str, limits: Limits, mode: Mode) -> Session:
        session = self._fork(image, limits, mode)
        self._sessions.add(session)
        session.load(source)
        return session

    def _fork(self, image: str, limits: Limits, mode: Mode) -> Session:
        """A session around a new child; a parent that has died is replaced once."""
        for attempt in (1, 2):
            parent = self._parent(image, mode)
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
            finally:
                theirs.close()
                os.close(printing)
            return Session(parent, child, ours, printed, limits, mode, self._sessions.discard)
        raise AssertionError("the loop returns or raises")
