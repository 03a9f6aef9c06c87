"""A few threads that judge stored replies, and what can be watched of each while they do."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from heldout.errors import HeldoutError
from heldout.records import Finding, Listener, Progress
from heldout.web.turns import Turns

__all__ = ["Judging", "Sight", "Watch"]

EACH, PLACES = 32, 256  # replies that may wait: of one client, and of all

log = logging.getLogger(__name__)

Judge: TypeAlias = Callable[[int, Listener], object]
"""Judges and stores one attempt, given its id; what it returns is not looked at."""


@dataclass(frozen=True)
class Sight:
    """What can be seen of one judging at one moment."""

    progress: Progress | None = None
    findings: tuple[Finding, ...] = ()
    done: bool = False  # the verdict is stored, unless there is trouble
    trouble: str | None = None  # why no verdict could be stored: a sentence


@dataclass(eq=False)
class Watch:
    """One judging under way. Written by its judging thread, read by pages and streams."""

    attempt_id: int
    sight: Sight = field(default_factory=Sight)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _wakers: set[Callable[[], None]] = field(default_factory=set)

    def hear(self, news: Progress | Finding) -> None:
        """Take in what the grader tells."""
        if isinstance(news, Progress):
            self._show(progress=news)
        elif news not in self.sight.findings:  # a reply that is judged once more tells it again
            self._show(findings=(*self.sight.findings, news))

    def finish(self, trouble: str | None = None) -> None:
        """No more will come."""
        self._show(done=True, trouble=trouble)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, in a thread, until it is done; False when it is not, after that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.sight.done, seconds)

    async def over(self, seconds: float | None = None) -> bool:
        """Wait, without a thread, until it is done; False when it is not, after that time."""
        try:
            async with asyncio.timeout(seconds):
                async for _ in self.sights(alive=None):
                    pass
        except TimeoutError:
            pass  # then it is not done, which is what is told
        return self.sight.done

    async def sights(
        self, *, alive: float | None, pause: float = 0.0
    ) -> AsyncIterator[Sight | None]:
        """Each sight from now on, the last one done; None every `alive` seconds of silence.

        Between two that differ in progress alone, those of `pause` seconds are left out.
        """
        loop, changed, telling = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        told = 0

        def notice() -> None:
            changed.set()
            if self.sight.done or len(self.sight.findings) > told:
                telling.set()

        def wake() -> None:
            loop.call_soon_threadsafe(notice)

        with self._changed:
            self._wakers.add(wake)
        try:
            changed.set()
            while True:
                try:
                    await asyncio.wait_for(changed.wait(), alive)
                except TimeoutError:
                    yield None
                    continue
                changed.clear()
                sight = self.sight
                told = len(sight.findings)
                telling.clear()
                yield sight
                if sight.done:
                    return
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(telling.wait(), pause)
        finally:
            with self._changed:
                self._wakers.discard(wake)

    def _show(self, **changes: object) -> None:
        with self._changed:
            self.sight = replace(self.sight, **changes)  # type: ignore[arg-type]
            self._changed.notify_all()
            for wake in self._wakers:
                wake()


class Judging:
    """A bounded number of judging threads; each attempt is under way once at most.

    The threads are daemons: an attempt whose judging is cut off by the end of the program was
    stored when it was received, and is judged at the next start.
    """

    def __init__(
        self,
        judge: Judge,
        *,
        threads: int = 2,
        each: int = EACH,
        places: int = PLACES,
    ) -> None:
        self._judge = judge
        self._turns: Turns[Watch] = Turns(each=each, places=places)
        self._watches: dict[int, Watch] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"judging-{index}", daemon=True)
            for index in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def admit(self, client: str, receive: Callable[[], int]) -> Watch:
        """Receive a reply of that client, which gives its id, and see that it gets judged.

        Busy when too many wait: then nothing has been received.
        """
        self._turns.reserve(client)
        try:
            attempt_id = receive()
        except BaseException:
            self._turns.release(client)
            raise
        return self._queue(attempt_id, client, held=True)

    def start(self, attempt_id: int) -> Watch:
        """See that the attempt gets judged; the watch that is already on it, if there is one.

        For what was received before: it is owed a verdict, however many wait.
        """
        return self._queue(attempt_id, _OURSELVES, held=False)

    def _queue(self, attempt_id: int, client: str, *, held: bool) -> Watch:
        with self._lock:
            watch = self._watches.get(attempt_id)
            if watch is None and not self._closed:
                watch = self._watches[attempt_id] = Watch(attempt_id)
                self._turns.put(client, watch, held=held)
                return watch
        if held:
            self._turns.release(client)
        if watch is None:
            watch = Watch(attempt_id)
            watch.finish(_CLOSING)
        return watch

    def close(self, *, patience: float = 0.5) -> None:
        """End every watch, so that nobody waits on; give the threads so many seconds to finish.

        May be called again, to wait longer.
        """
        with self._lock:
            self._closed = True
            watches = tuple(self._watches.values())
        for watch in watches:
            watch.finish(_CLOSING)
        self._turns.close()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        while (turn := self._turns.take()) is not None:
            watch = turn.item
            trouble = self._judge_one(watch)
            with self._lock:
                self._watches.pop(watch.attempt_id, None)
            self._turns.finish(turn)
            watch.finish(trouble)

    def _judge_one(self, watch: Watch) -> str | None:
        try:
            self._judge(watch.attempt_id, watch.hear)
        except HeldoutError as error:
            return None if self._closed else str(error)
        except Exception:
            # The thread must live on for other replies; whoever watches is told that it failed.
            if not self._closed:
                log.exception("Attempt %d could not be judged.", watch.attempt_id)
            return "Something in Heldout failed while it judged this reply."
        return None


_OURSELVES = ""  # the client on whose behalf we judge what was left over
_CLOSING = "Heldout is being closed. The reply is kept, and judged at the next start."
