"""Who runs which file: what we shipped runs here, what anybody else wrote runs in a jail."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from heldout.authored.author import Author, InProcess
from heldout.authored.jailed import Jailed
from heldout.sandbox import Judge

__all__ = ["Authors"]

_FILES = 512  # that stay loaded
_PROCESSES = 8  # jailed files whose process may wait for the next question
_IDLE_SECONDS = 60.0  # after which it waits no longer


class Authors:
    """Opens the files of questions and keeps them open; a file that is shipped needs no judge.

    For any thread. Close it before its judge.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._lock = threading.Lock()
        self._files: OrderedDict[tuple[Path, str], Author] = OrderedDict()
        self._running: OrderedDict[Jailed, None] = OrderedDict()  # the latest started last
        self._watch: threading.Timer | None = None
        self._closed = False

    def open(self, file: Path, version: str, *, shipped: bool) -> Author:
        """The file as it was under that version; PackError when it is missing or does not run."""
        with self._lock:
            found = self._files.get((file, version))
            if found is not None:
                self._files.move_to_end((file, version))
                return found
        opened = InProcess(file) if shipped else Jailed(file, self._judge, self._note)
        with self._lock:
            found = self._files.setdefault((file, version), opened)
            if len(self._files) > _FILES:
                self._files.popitem(last=False)  # its process, if it has one, ends when idle
            return found

    def close(self) -> None:
        """End every process and forget every file."""
        with self._lock:
            self._closed = True
            running = list(self._running)
            self._running.clear()
            self._files.clear()
            if self._watch is not None:
                self._watch.cancel()
        for author in running:
            author.close()

    def _note(self, author: Jailed) -> None:
        """A process was started: too many must not wait, and none for long."""
        with self._lock:
            self._running[author] = None
            self._running.move_to_end(author)
            for older in list(self._running)[: max(0, len(self._running) - _PROCESSES)]:
                self._end(older, 0.0)
            self._rewatch()

    def _end(self, author: Jailed, idle_seconds: float) -> None:
        """End its process unless it is in use; then it is tried again later. Needs the lock."""
        if author.close_if_idle(idle_seconds):
            self._running.pop(author, None)

    def _rewatch(self) -> None:
        """Look again later, as long as there is something to look at. Needs the lock."""
        if self._watch is None and self._running and not self._closed:
            self._watch = threading.Timer(_IDLE_SECONDS, self._look)
            self._watch.daemon = True
            self._watch.start()

    def _look(self) -> None:
        with self._lock:
            for author in list(self._running):
                self._end(author, _IDLE_SECONDS)
            self._watch = None
            self._rewatch()
