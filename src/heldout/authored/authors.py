"""Who runs which file: what we shipped runs here, what anybody else wrote runs in a jail."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from heldout.authored.author import Author, InProcess
from heldout.authored.jailed import SECONDS, Jailed
from heldout.sandbox import Judge

__all__ = ["Authors"]

CHECKS, SOLUTION = "checks.py", "solution.py"
DRIVER = "driver.py"  # where there is one
_FILES = 512  # that stay loaded
_PROCESSES = 8  # jailed files whose process may wait for the next question
_IDLE_SECONDS = 60.0  # after which it waits no longer


def _stamp(folder: Path, name: str) -> int | None:
    """When the file was changed last, None when it is not there."""
    try:
        return os.stat(os.path.join(folder, name)).st_mtime_ns
    except OSError:
        return None


class Authors:
    """Opens the files of questions and keeps them open; a file that is shipped needs no judge.

    A context manager, for any thread; close it before its judge. `seconds` of processor time are
    what one call into a jail may take.
    """

    def __init__(self, judge: Judge, seconds: float = SECONDS) -> None:
        self._judge = judge
        self._seconds = seconds
        self._lock = threading.Lock()
        self._files: OrderedDict[Hashable, Author] = OrderedDict()
        self._running: set[Jailed] = set()
        self._watch: threading.Timer | None = None
        self._closed = False

    def open(self, file: Path, version: str, *, shipped: bool) -> Author:
        """The file as it was under that version; PackError when it is missing or does not run."""
        return self._open((file,), None, version, shipped)

    def open_task(self, folder: Path, function: str, *, alone: bool, shipped: bool) -> Author:
        """checks.py and solution.py of that folder, and driver.py where there is one, as one task
        (authoring/task.py), read again when one of them has changed. `alone` means checks.py
        without the others, which are run elsewhere."""
        stamps = tuple(_stamp(folder, name) for name in (CHECKS, SOLUTION, DRIVER))
        names = [CHECKS] if alone else [CHECKS, SOLUTION]
        if not alone and stamps[-1] is not None:
            names.append(DRIVER)
        return self._open(tuple(folder / name for name in names), function, stamps, shipped)

    def _open(
        self, files: Sequence[Path], function: str | None, version: Hashable, shipped: bool
    ) -> Author:
        key = (files, function, version, shipped)
        with self._lock:
            found = self._files.get(key)
            if found is not None:
                self._files.move_to_end(key)
                return found
        opened: Author
        if shipped:
            opened = InProcess(files, function)
        else:
            opened = Jailed(files, function, self._judge, self._seconds, self._note)
        with self._lock:
            found = self._files.setdefault(key, opened)
            if len(self._files) > _FILES:
                self._files.popitem(last=False)  # its process, if it has one, ends when idle
            return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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
            self._running.add(author)
            surplus = max(0, len(self._running) - _PROCESSES)
            for older in sorted(self._running, key=lambda one: one.used_at)[:surplus]:
                self._end(older, 0.0)
            self._rewatch()

    def _end(self, author: Jailed, idle_seconds: float) -> None:
        """End its process unless it is in use; then it is tried again later. Needs the lock."""
        if author.close_if_idle(idle_seconds):
            self._running.discard(author)

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
