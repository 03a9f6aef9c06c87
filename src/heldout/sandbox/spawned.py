"""Single-use workers in place of forks: the judge's side of interpreters started in advance.

A fork of a warm interpreter is unsafe where its libraries keep state in threads or in the kernel:
on macOS once Accelerate or Objective-C has been loaded, and everywhere with a CUDA context. There
each submission gets a fresh interpreter (worker.py), of which a few wait; one thread refills them.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from heldout.errors import SandboxError

from .images import IMAGES
from .parents import (
    Birth,
    Exit,
    ParentGone,
    Spawned,
    WarmParent,
    image_config,
    library_is_readable,
)
from .results import Mode
from .worker import JOB
from .zygote import MODES

__all__ = ["Parent", "SpawnedWorkers", "is_spawned", "start_parent"]

_PROGRAM = (
    "import sys, types\n"
    "package = types.ModuleType('heldout_child')\n"
    "package.__path__ = [sys.argv.pop(1)]\n"
    "sys.modules['heldout_child'] = package\n"
    "from heldout_child.worker import main\n"
    "main()\n"
)
_START_SECONDS = 120.0
_LEAVE_SECONDS = 5.0


@dataclass(frozen=True)
class _Worker:
    """A process that waits for its job, and the socket that the job will travel over."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    report: dict[str, Any]


class SpawnedWorkers:
    """Does what a `WarmParent` does, without forking; every method for any thread.

    A worker leaves no namespace of the machine, so there is no mode full.
    """

    private = False
    groups = None
    no_groups = "a worker shares the world of its judge"

    def __init__(self, image_name: str, drop: Path | None = None) -> None:
        self.image = image_name
        self._config = image_config(image_name, drop=drop)
        self._config |= {"judge": os.getpid(), "device": IMAGES[image_name].device}
        self._config |= {"library": library_is_readable()}
        self._wanted = IMAGES[image_name].waiting
        self._changed = threading.Condition()
        self._waiting: deque[_Worker] = deque()
        self._busy: dict[int, tuple[subprocess.Popen[bytes], float]] = {}
        self._starting: subprocess.Popen[bytes] | None = None
        self._failure: SandboxError | None = None
        self._closed = False
        # The kernel ends a worker with the thread that started it, so it must be one that stays.
        self._keeper = threading.Thread(target=self._keep, name=f"workers-{image_name}")
        self._keeper.daemon = True
        self._keeper.start()
        try:
            first = self._take()
        except BaseException:
            self.close()
            raise
        self.report = first.report
        with self._changed:
            self._waiting.appendleft(first)

    @property
    def pid(self) -> int:
        """The process id of the worker that has waited longest, else of this process."""
        with self._changed:
            return self._waiting[0].process.pid if self._waiting else os.getpid()

    @property
    def offers_standard(self) -> bool:
        """Whether a worker can enter mode standard (which is not yet a proof)."""
        return bool(self.report["standard"])

    def fork(self, ends: list[int], mode: Mode, *, to_wait: bool = False) -> Birth:
        """A jailed child that serves on these ends of a `Line`, or `ParentGone`.

        Named as in `WarmParent`; nothing is forked: a waiting worker gets the job. One that has
        died while it waited is passed over.
        """
        while True:
            worker = self._take()
            handle = _open_handle(worker.process.pid)
            spent = _time_used(worker.process.pid)
            with self._changed:
                self._busy[worker.process.pid] = (worker.process, spent)
            job = JOB.pack(MODES.index(mode))
            try:
                socket.send_fds(worker.control, [job], ends)
            except OSError:
                if handle is not None:
                    os.close(handle)
                self._kill_busy(worker.process.pid)
                continue
            finally:
                worker.control.close()
            return _born(Spawned(worker.process.pid, handle, spent=spent))

    def reap(self, pid: int) -> Exit:
        """How a child ended that is dead or has been killed, or `ParentGone`."""
        with self._changed:
            if pid not in self._busy:
                raise ParentGone  # the end of all workers has seen to it
            process, spent = self._busy.pop(pid)
        _, status, usage = os.wait4(pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return Exit(status, max(0.0, usage.ru_utime + usage.ru_stime - spent))

    def close(self) -> None:
        """End every worker; returns when the processes are gone."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if self._starting is not None:
                self._starting.kill()
        self._keeper.join()
        with self._changed:
            idle = [self._waiting.popleft() for _ in range(len(self._waiting))]
            busy = list(self._busy)
        for worker in idle:
            _end(worker)
        for pid in busy:
            self._kill_busy(pid)

    def _kill_busy(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)  # it is there, alive or dead, until it is reaped
        self.reap(pid)

    # --- keeping workers ready ----------------------------------------------------------------

    def _take(self) -> _Worker:
        """The next worker that is ready; `SandboxError` when none can be started."""
        with self._changed:
            self._failure = None
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._failure or self._closed)
            if self._closed:
                raise ParentGone
            if not self._waiting and self._failure is not None:
                raise self._failure
            worker = self._waiting.popleft()
            self._changed.notify_all()
            return worker

    def _keep(self) -> None:
        """Start workers until enough wait, again and again; after a failure, when asked anew."""
        while True:
            with self._changed:
                self._changed.wait_for(self._is_short)
                if self._closed:
                    return
            try:
                worker = self._start()
            except SandboxError as failure:
                with self._changed:
                    self._failure = failure
                    self._changed.notify_all()
                continue
            with self._changed:
                self._waiting.append(worker)
                self._changed.notify_all()

    def _is_short(self) -> bool:
        short = len(self._waiting) < self._wanted and self._failure is None
        return self._closed or short

    def _start(self) -> _Worker:
        """A worker that has loaded its image; `SandboxError` when it could not."""
        control, theirs = socket.socketpair()
        try:
            with theirs:
                process = self._launch(theirs)
        except OSError as error:
            control.close()
            raise SandboxError(
                "The judge must be able to start a process for each submission, and the system "
                f"refuses: {error.strerror}. Look for a lack of memory or of processes."
            ) from error
        assert process.stderr is not None
        with process.stderr as complaints:
            text = _hear(control)
            if not text:
                control.close()
                process.kill()
                said = complaints.read()
                process.wait()
                raise SandboxError(self._explain(said))
        with self._changed:
            self._starting = None
        return _Worker(process, control, json.loads(text))

    def _launch(self, control: socket.socket) -> subprocess.Popen[bytes]:
        arguments = (str(Path(__file__).parent), str(control.fileno()), json.dumps(self._config))
        with self._changed:
            self._starting = subprocess.Popen(
                [sys.executable, "-I", "-S", "-X", "utf8", "-c", _PROGRAM, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={},  # nothing of ours for a submission to find
                pass_fds=[control.fileno()],
                start_new_session=True,  # Ctrl-C in a terminal is for the judge
            )
            if self._closed:
                self._starting.kill()
            return self._starting

    def _explain(self, complaints: bytes) -> str:
        lines = complaints.decode(errors="replace").strip().splitlines()
        last = lines[-1] if lines else "it said nothing"
        if IMAGES[self.image].device:
            return (
                "A GPU that PyTorch can compute on must be there for this code, and none works "
                f"here: {last}"
            )
        return (
            f"A Python process for image {self.image!r} must start before code can be judged, but "
            f"it ended first: {last}. Check that {sys.executable} runs and can import "
            f"{', '.join(IMAGES[self.image].packages)}."
        )


Parent: TypeAlias = WarmParent | SpawnedWorkers


def is_spawned(image_name: str, spawn: bool | None = None) -> bool:
    """Whether the children of an image are workers: where a fork is unsafe, or when told so."""
    image = IMAGES.get(image_name)
    needed = image is not None and image.spawned
    return needed or (sys.platform == "darwin" if spawn is None else spawn)


def start_parent(
    image_name: str,
    spawn: bool | None = None,
    *,
    private: bool = False,
    drop: Path | None = None,
) -> Parent:
    """What makes the children of an image; `private` is for what forks (`WarmParent`), `drop` the
    folder that compiled code is loaded from."""
    if is_spawned(image_name, spawn):
        return SpawnedWorkers(image_name, drop)
    return WarmParent(image_name, private=private, drop=drop)


def _hear(control: socket.socket) -> bytes:
    """The report of a worker, empty when there will be none."""
    control.settimeout(_START_SECONDS)
    try:
        size = control.recv(4, socket.MSG_WAITALL)
        if len(size) < 4:
            return b""
        return control.recv(struct.unpack("<I", size)[0], socket.MSG_WAITALL)
    except OSError:  # it died with its end open, or takes too long: what it wrote says more
        return b""
    finally:
        control.settimeout(None)


def _born(child: Spawned) -> Birth:
    """A child that need not be waited for."""
    return Birth(lambda: child)


def _end(worker: _Worker) -> None:
    worker.control.close()
    try:
        worker.process.wait(_LEAVE_SECONDS)
    except subprocess.TimeoutExpired:
        worker.process.kill()
        worker.process.wait()


def _open_handle(pid: int) -> int | None:
    """A descriptor that can never mean another process, where there are such."""
    return os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None


def _time_used(pid: int) -> float:
    """Seconds of processor time that a process has used, 0 where that cannot be asked."""
    if not hasattr(os, "pidfd_open"):
        return 0.0
    try:
        return time.clock_gettime((~pid << 3) | 2)  # as in wire.py
    except OSError:  # it has died; whoever gives it the job will notice
        return 0.0
