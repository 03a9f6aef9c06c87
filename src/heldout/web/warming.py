"""What a page will need, made ready in the background when the page is opened.

A warm parent takes from a tenth of a second (NumPy) to seconds (PyTorch) to start, so none is
started with the server, and few replies should have to wait for one.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import TypeAlias

from heldout.errors import HeldoutError
from heldout.grading import shrinking
from heldout.practice import Practice
from heldout.records import Question

__all__ = ["Plan", "Warming", "plan_images", "plan_shrinking"]

log = logging.getLogger(__name__)

Plan: TypeAlias = Callable[[Question], Iterable[tuple[Hashable, Callable[[], object]]]]
"""What the page of a question will need: a name for each thing, and what makes it ready."""


class Warming:
    """One thread that makes ready whatever the plans name, each thing once."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._plans = tuple(plans)
        self._seen: set[Hashable] = set()
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def expect(self, question: Question) -> None:
        """Begin with what the page of that question will need; returns at once."""
        with self._lock:
            for plan in self._plans:
                for name, make_ready in plan(question):
                    if name not in self._seen:
                        self._seen.add(name)
                        self._waiting.put(make_ready)
                        self._see_to_thread()

    def close(self) -> None:
        """Begin nothing more."""
        with self._lock:
            while not self._waiting.empty():
                self._waiting.get_nowait()
            self._waiting.put(None)

    def _see_to_thread(self) -> None:
        if self._thread is None:
            # A daemon: what it has begun may take seconds, and the end should not wait for it.
            self._thread = threading.Thread(target=self._work, name="warming", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (make_ready := self._waiting.get()) is not None:
            try:
                make_ready()
            except HeldoutError as error:
                # Whoever hands in a reply is told the same; the server need not fail over it.
                log.warning("Something could not be made ready in advance: %s", error)


def plan_images(practice: Practice) -> Plan:
    """The images of the sandbox in which replies to a question are judged, and its mode."""

    def plan(question: Question) -> Iterable[tuple[Hashable, Callable[[], object]]]:
        for image in practice.images(question):
            yield ("image", image), partial(practice.judge.warm, image)
            yield "mode", lambda: practice.judge.mode  # proven before the first reply asks

    return plan


def plan_shrinking(question: Question) -> Iterable[tuple[Hashable, Callable[[], object]]]:
    """What makes a failing input smaller, for questions that are answered in code."""
    if any(part.kind == "code" for part in question.parts):
        yield "shrinking", shrinking.warm
