"""Children that wait for a submission, and the thread that makes them and buries the dead.

Forking, jailing and reaping cost more than a verdict does, so they happen between verdicts: the
thread makes nothing while a submission is being judged. A child that is taken never comes back.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from heldout.errors import SandboxError

from .session import Session
from .spawned import Parent

__all__ = ["Pool"]


class Pool:
    """Up to `size` waiting children of each wanted image; every method from any thread.

    `make` gives a jailed child without a source, `is_busy` says whether one is being judged, and
    `tend` is called between verdicts. None of them is called with a lock of the pool held.
    """

    def __init__(
        self,
        size: int,
        make: Callable[[str], Session],
        is_busy: Callable[[], bool],
        tend: Callable[[], None],
    ) -> None:
        self.size = size
        self._make, self._is_busy, self._tend = make, is_busy, tend
        self._changed = threading.Condition()
        self._waiting: dict[str, list[Session]] = {}
        self._dead: deque[Session] = deque()
        self._thread: threading.Thread | None = None
        self._news = False
        self._closed = False

    def want(self, image: str) -> None:
        """Keep children of this image from now on."""
        with self._changed:
            if self.size and not self._closed and image not in self._waiting:
                self._waiting[image] = []
                self._wake()

    def take(self, image: str) -> Session | None:
        """A waiting child that is well, for the caller to use once; None when there is none."""
        while True:
            with self._changed:
                waiting = self._waiting.get(image)
                if not waiting:
                    return None
                session = waiting.pop()
            if session.is_fresh():
                return session
            session.close()

    def drop(self, parent: Parent) -> None:
        """End the waiting children of a parent that is to be used no more."""
        with self._changed:
            dropped = []
            for image, waiting in self._waiting.items():
                dropped += [session for session in waiting if session.parent is parent]
                self._waiting[image] = [one for one in waiting if one.parent is not parent]
        for session in dropped:
            session.close()

    def bury(self, session: Session) -> None:
        """See to the end of a closed session, soon; at once when the pool is closed."""
        with self._changed:
            late = self._closed
            if not late:
                self._dead.append(session)
                self._wake()
        if late:
            session.bury()

    def waiting(self, image: str) -> tuple[Session, ...]:
        """The children of the image that wait now."""
        with self._changed:
            return tuple(self._waiting.get(image, ()))

    def close(self) -> None:
        """End all that wait, and return when every child is reaped."""
        with self._changed:
            waiting = [session for sessions in self._waiting.values() for session in sessions]
            self._waiting.clear()
        for session in waiting:
            session.close()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        while self._dead:
            self._dead.popleft().bury()

    def _wake(self) -> None:
        """Have the thread look; it starts with the first thing there is to do."""
        self._news = True
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="heldout-pool", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _work(self) -> None:
        while self._await_news():
            while self._dead:
                self._dead.popleft().bury()
            if not self._is_busy():
                self._tend()
                self._refill()

    def _await_news(self) -> bool:
        with self._changed:
            while not (self._news or self._closed):
                self._changed.wait()
            self._news = False
            return not self._closed

    def _refill(self) -> None:
        """Make what is missing, one after the other, until somebody submits something."""
        while not self._is_busy() and (image := self._missing()) is not None:
            try:
                session = self._make(image)
            except SandboxError:
                # Whoever submits next is told the reason; trying again and again helps nobody.
                with self._changed:
                    self._waiting.pop(image, None)
                return
            with self._changed:
                kept = not self._closed and image in self._waiting
                if kept:
                    self._waiting[image].append(session)
            if not kept:
                session.close()

    def _missing(self) -> str | None:
        with self._changed:
            if self._closed:
                return None
            short = (image for image, have in self._waiting.items() if len(have) < self.size)
            return next(short, None)
