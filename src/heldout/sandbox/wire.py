"""The judge's end of one child: send requests, wait for their answers, with every way out.

Nothing here blocks past its deadline, reads past a cap, or believes a length. Each way out that is
not an answer is a `Broken`, whose reason may be None: then how the process ended tells.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import platform
import select
import socket
import struct
import threading
import time
from collections.abc import Sequence

from heldout.errors import SandboxError

from . import syscalls
from .cleaning import clean
from .cores import Pair
from .decoding import decode
from .frames import HEADING, Frame, FrameReader, FrameTooLong, Kind
from .limits import Limits
from .line import Line
from .results import Reason
from .values import FrameError

__all__ = ["Broken", "Wire"]

_NOTIFICATION_BYTES = 80  # struct seccomp_notif
_RECEIVE_NOTIFICATION = 0xC0502100  # SECCOMP_IOCTL_NOTIF_RECV
_CHUNK = 1 << 18
_READY_SECONDS = 20.0
_CPU_TICK_SECONDS = 0.005  # how late the end of processor time may be noticed
_QUICK_MILLISECONDS = 2
_QUICK_SECONDS = _QUICK_MILLISECONDS / 1000  # what takes longer has no use for the judge's own core
_EAGER_SECONDS = 1e-4  # that the judge looks out for an answer where the last one came soon
_ANSWER_OVERHEAD = 4096  # names of arguments, beside the value
_CORES = os.cpu_count() or 1
_monotonic = time.monotonic


class Broken(Exception):
    """No answer will come: why, in a word and in a sentence."""

    def __init__(self, reason: Reason | None, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Wire:
    """Pipes, printed output and listener of one child, and the budgets of its session.

    Each `send` is answered in its turn, which `receive` waits for. Another thread may close it
    under an exchange, once the child has been killed; the descriptors go when that has seen it.
    """

    def __init__(self, line: Line) -> None:
        self._pid: int | None = None
        self._spent = 0.0
        self._pair: Pair | None = None
        self._line = line
        self._requests, self._answers, self._printed = line.requests, line.answers, line.printed
        self._listener: int | None = None
        self._busy = threading.RLock()
        self._closed = False
        self._quick = True
        self._eager = False
        self._output = bytearray()
        self._taken = 0
        self._rest: memoryview | bytes = b""
        self._due = 0  # answers that have not been received
        self._only_answer = [(self._answers, select.POLLIN)]
        self._poll = select.poll()
        # Answers first: what was printed before an answer is then seen along with it.
        self._poll.register(self._answers, select.POLLIN)
        self._poll.register(self._printed, select.POLLIN)

    def set_limits(self, limits: Limits) -> None:
        """Begin the budgets of a session; done once, before the first request."""
        self._limits = limits
        self._quick = True
        self._wall_left = limits.wall_seconds
        self._cap = limits.output_bytes + _ANSWER_OVERHEAD
        self._reader = FrameReader(self._cap)
        self._cpu_end = _monotonic() + limits.cpu_seconds / _CORES

    def meet(self, pid: int, spent: float) -> None:
        """The child is that process, which had `spent` so much processor time before its job."""
        self._pid, self._spent, self._pair = pid, spent, Pair(pid)

    def await_ready(self) -> None:
        """Wait until the child is jailed; `SandboxError` when it could not be."""
        messenger = self._line.messenger
        messenger.settimeout(_READY_SECONDS)
        try:
            message, descriptors, _, _ = socket.recv_fds(messenger, HEADING.size, 1)
            if descriptors:
                self._listener = descriptors[0]
                os.set_inheritable(self._listener, False)
                self._poll.register(self._listener, select.POLLIN)
            if message[:1] != bytes([Kind.READY]):
                complaint = decode(messenger.recv(_CHUNK)) if message else "it died first"
                raise SandboxError(
                    f"A submission must run in a jail, and it could not be entered: {complaint}. "
                    'Use a Linux kernel with Landlock and seccomp, or mode "basic".'
                )
        except TimeoutError as error:
            raise SandboxError(
                f"A submission must be jailed within {_READY_SECONDS:g} s; this machine is too "
                "busy, or its judge is stopped. Try again."
            ) from error
        messenger.close()  # no descriptor can come from the child any more

    def is_quiet(self) -> bool:
        """Whether a child that has been asked nothing is still there and has said nothing."""
        return not self._poll.poll(0)

    def exchange(self, request: bytes, seconds: float | None) -> tuple[Frame, float]:
        """The one answer to a request, and the seconds it took; `Broken` when there is none."""
        with self._busy:
            pair = self._pair
            if self._quick and pair is not None and pair.possible and not pair.joined:
                pair.join()
            begun = _monotonic()
            frame = None
            try:
                self._start(request, begun)
                self._allow(seconds)
                # Nearly always there is soon one thing to see: the whole answer.
                if self._may_wait and self._poll.poll(_QUICK_MILLISECONDS) == self._only_answer:
                    frame = self._read()
                if frame is None:
                    frame = self._await_answer(begun)
            finally:
                ended = self._charge(begun)
            taken = ended - begun
            self._quick = taken < _QUICK_SECONDS
            return frame, taken

    def send(self, requests: Sequence[bytes]) -> None:
        """Send requests, or what the pipe takes of them now; others may be on their way."""
        if not requests:
            return
        with self._busy:
            begun = _monotonic()
            try:
                self._start(b"".join(requests), begun, len(requests))
            finally:
                self._charge(begun)

    def receive(self) -> tuple[Frame, float]:
        """The answer to the first request that has none, and the seconds that were waited for it;
        `Broken` without one.

        Only the waiting is taken off the budgets, so what the judge does meanwhile costs the
        candidate nothing.
        """
        with self._busy:
            frame = self._take()
            if frame is not None:
                return frame, 0.0
            begun = _monotonic()
            self._allow(None)
            try:
                if self._eager:
                    self._look_out(begun + _EAGER_SECONDS)
                frame = self._await_answer(begun)
            finally:
                ended = self._charge(begun)
            self._eager = _CORES > 1 and ended - begun < 2 * _EAGER_SECONDS
            return frame, ended - begun

    def _look_out(self, end: float) -> None:
        """Until something comes, or that time has come, and without going to sleep: to wake a core
        again costs the child more than to answer."""
        while not self._poll.poll(0) and _monotonic() < end:
            pass

    def printed(self, until: int | None = None) -> str:
        """What has been printed since this was last asked: plain text.

        `until` is how many bytes the child says to have printed by now: what may have come from
        later requests, which are on their way, is left for their answers.
        """
        if until is not None and until > len(self._output):
            self._drain_printed()
        end = len(self._output) if until is None or not self._due else until
        fresh = bytes(self._output[self._taken : min(end, self._limits.printed_bytes)])
        self._taken = max(self._taken, min(end, len(self._output)))
        return clean(fresh.decode("utf-8", "replace")) if fresh else ""

    def drain_last(self) -> None:
        """Take what a dead child has left in its pipe, up to the cap; nothing once it is closed,
        since the descriptor may be another's by then."""
        with contextlib.suppress(Broken), self._busy:
            if not self._closed:
                self._drain_printed()

    def keep_apart(self) -> None:
        """Never bring the child to the core of a thread that calls."""
        self.part()
        if self._pair is not None:
            self._pair.possible = False

    def part(self) -> None:
        """Give thread and child their cores back."""
        if self._pair is not None:
            self._pair.part()

    def send_away(self) -> None:
        """Give the thread its cores back, and the child, which is to die, the others."""
        if self._pair is not None:
            self._pair.send_away()

    def close(self) -> None:
        """Close every descriptor, after the exchange that may be going on."""
        self.keep_apart()
        with self._busy:
            self.keep_apart()  # that exchange may have brought them together once more
            self._closed = True
            self._line.close()
            if self._listener is not None:
                os.close(self._listener)

    # --- one exchange -------------------------------------------------------------------------

    def _start(self, request: bytes, begun: float, count: int = 1) -> None:
        if begun >= self._cpu_end:
            self._renew_cpu_end(begun)
        self._due += count
        if self._rest:  # nor does the rest of an earlier one fit into the pipe
            self._rest = bytes(self._rest) + request
        else:
            self._write(request)
            if self._rest:
                self._poll.register(self._requests, select.POLLOUT)

    def _allow(self, seconds: float | None) -> None:
        """What is left for the wait that begins."""
        left = max(0.0, self._wall_left)
        self._allowed = left if seconds is None else min(seconds, left)
        self._may_wait = not self._rest and self._allowed > _QUICK_SECONDS

    def _charge(self, begun: float) -> float:
        """Take the time since then off the budgets; returns what the clock says."""
        now = _monotonic()
        self._wall_left -= now - begun
        return now

    def _await_answer(self, begun: float) -> Frame:
        end = begun + self._allowed
        now = begun
        while True:
            wake = min(end, self._cpu_end)
            if self._pair is not None and self._pair.joined:
                wake = min(wake, begun + _QUICK_SECONDS)
            ready = self._poll.poll(max(0.0, wake - now) * 1000)
            frame = None
            for descriptor, events in ready:
                if descriptor == self._answers:
                    frame = self._read()
                else:
                    self._attend(descriptor, events)
            if frame is not None:
                return frame
            now = _monotonic()
            if not ready:
                self._look_at_clocks(now, begun, end)

    def _read(self) -> Frame | None:
        """What has arrived of the answer; the frame once it is whole."""
        try:
            piece = os.read(self._answers, _CHUNK)
        except BlockingIOError:
            return None
        if not piece:
            raise Broken(None, "")
        self._reader.feed(piece)
        return self._take()

    def _take(self) -> Frame | None:
        """The answer that is due next, if it is there."""
        try:
            frame = self._reader.take()
        except FrameTooLong as error:
            detail = f"The answer takes {_size(error.length)}; at most {_size(self._cap)} fit."
            raise Broken("output", detail) from error
        except FrameError as error:
            raise Broken("protocol", f"What came back is not an answer: {error}.") from error
        if frame is None:
            return None
        self._due -= 1
        if self._reader.left and not self._due:
            raise Broken("protocol", "The code answered before it was asked.")
        if self._rest and not self._due:
            raise Broken("protocol", "The code answered before it was asked in full.")
        return frame

    def _write(self, request: bytes | memoryview) -> None:
        try:
            sent = os.write(self._requests, request)
            self._rest = memoryview(request)[sent:] if sent < len(request) else b""
        except BlockingIOError:
            self._rest = request
        except BrokenPipeError as error:
            raise Broken(None, "") from error

    def _attend(self, descriptor: int, events: int) -> None:
        """Room for a request, printed output, a forbidden call; one without a writer is dropped."""
        if descriptor == self._requests:
            self._write(self._rest)
            if not self._rest:
                self._poll.unregister(descriptor)
        elif descriptor == self._listener and events & select.POLLIN:
            raise self._forbidden()
        elif descriptor == self._printed and events & select.POLLIN:
            self._drain_printed()
        elif events & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
            self._poll.unregister(descriptor)

    def _drain_printed(self) -> None:
        cap = self._limits.printed_bytes
        while len(self._output) <= cap:
            try:
                piece = os.read(self._printed, cap + 1 - len(self._output))
            except BlockingIOError:
                return
            if not piece:
                return
            self._output += piece
        raise Broken("printed", f"The code printed more than {_size(cap)}.")

    def _forbidden(self) -> Broken:
        """The call that the kernel holds, by number and name."""
        assert self._listener is not None
        notification = bytearray(_NOTIFICATION_BYTES)
        try:
            fcntl.ioctl(self._listener, _RECEIVE_NOTIFICATION, notification)
        except FileNotFoundError:  # it died before we looked
            return Broken("forbidden", "It tried something the judge forbids.")
        number = struct.unpack_from("<i", notification, 16)[0]
        name = syscalls.name_of(number, platform.machine())
        detail = f"It tried something the judge forbids (system call {number}, {name})."
        return Broken("forbidden", detail)

    # --- budgets ------------------------------------------------------------------------------

    def _look_at_clocks(self, now: float, begun: float, end: float) -> None:
        """Nothing has come for a while: is a budget used up, or should the pair part?"""
        if now >= self._cpu_end:
            self._renew_cpu_end(now)
        if now >= end:
            allowed = f"{self._allowed:.2g}"
            raise Broken("wall-time", f"The code was stopped: no answer within {allowed} s.")
        if now - begun >= _QUICK_SECONDS and self._pair is not None:
            self._pair.part()

    def _renew_cpu_end(self, now: float) -> None:
        """Put off the next look at the child's clock until it could, on all cores at once, have
        used up what is left."""
        left = self._cpu_left()
        if left <= 0:
            raise cpu_time(self._limits)
        self._cpu_end = now + max(left / _CORES, _CPU_TICK_SECONDS)

    def _cpu_left(self) -> float:
        """Seconds of processor time left: by the child's own clock where it can be read.

        The clock's number is the process id with its bits turned, as clock_getcpuclockid(3) makes
        it; elsewhere the kernel's own limit does the work, in whole seconds.
        """
        if self._pid is None or not hasattr(os, "pidfd_open"):
            return float("inf")
        try:
            used = time.clock_gettime((~self._pid << 3) | 2) - self._spent
        except OSError:  # it is dead: its pipe says so at once
            used = 0.0
        return self._limits.cpu_seconds - used


def cpu_time(limits: Limits) -> Broken:
    """The way out of a process that has used up its processor time."""
    seconds = f"{limits.cpu_seconds:g}"
    return Broken("cpu-time", f"The code was stopped after {seconds} s of processor time.")


def _size(count: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
