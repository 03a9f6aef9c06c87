"""Whose reply is judged next: a bounded queue in which nobody waits for somebody else's haste.

A client that hands in one reply is served before the second reply of one that hands in a hundred;
and the hundred are refused once so many wait, before anything of them is stored.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from heldout.errors import Busy

__all__ = ["Turn", "Turns"]

T = TypeVar("T")


@dataclass(frozen=True)
class Turn(Generic[T]):
    """One thing whose turn it is, and whose it is."""

    client: str
    item: T
    held: bool  # it stands on a place that was reserved


class Turns(Generic[T]):
    """At most `each` places for one client and `places` for all; thread-safe."""

    def __init__(self, *, each: int, places: int) -> None:
        self._each, self._all = each, places
        self._changed = threading.Condition()
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, deque[Turn[T]]] = {}
        self._running: Counter[str] = Counter()
        self._served: dict[str, int] = {}  # by client that waits or runs: when it was served last
        self._count = 0
        self._closed = False

    def reserve(self, client: str) -> None:
        """Take a place for something that `put` will bring; Busy when there is none."""
        with self._changed:
            if self._held[client] >= self._each:
                raise Busy(
                    f"At most {self._each} replies of one sender may wait to be judged, and that "
                    "many of yours do. Nothing is lost: send this one again in a moment."
                )
            if self._held.total() >= self._all:
                raise Busy(
                    f"At most {self._all} replies may wait to be judged, and that many do. "
                    "Nothing is lost: send this one again in a moment."
                )
            self._held[client] += 1

    def release(self, client: str) -> None:
        """Give a reserved place back."""
        with self._changed:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]

    def put(self, client: str, item: T, *, held: bool) -> None:
        """Let it wait for its turn, on a reserved place or (what we owe already) without one."""
        with self._changed:
            self._waiting.setdefault(client, deque()).append(Turn(client, item, held))
            self._served.setdefault(client, 0)
            self._changed.notify()

    def take(self) -> Turn[T] | None:
        """Wait for something, of the client who has least running and was served longest ago; None
        once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            client = min(self._waiting, key=lambda name: (self._running[name], self._served[name]))
            turn = self._waiting[client].popleft()
            if not self._waiting[client]:
                del self._waiting[client]
            self._count += 1
            self._served[client] = self._count
            self._running[client] += 1
            return turn

    def finish(self, turn: Turn[T]) -> None:
        """What was taken is done with."""
        with self._changed:
            self._running[turn.client] -= 1
            if not self._running[turn.client]:
                del self._running[turn.client]
                if turn.client not in self._waiting:
                    del self._served[turn.client]
        if turn.held:
            self.release(turn.client)

    def close(self) -> None:
        """Nothing is taken any more; whoever waits to take is sent away."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
