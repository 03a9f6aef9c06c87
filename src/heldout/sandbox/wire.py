"""The judge's end of one child: send a request, wait for one answer, with every way out.

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
import time

from heldout.errors import SandboxError

from . import syscalls
from .decoding import decode
from .frames import HEADING, Frame, FrameReader, FrameTooLong, Kind
from .limits import Limits
from .results import Reason
from .values import FrameError

__all__ = ["Broken", "Wire"]

_NOTIFICATION_BYTES = 80  # struct seccomp_notif
_RECEIVE_NOTIFICATION = 0xC0502100  # SECCOMP_IOCTL_NOTIF_RECV
_CHUNK = 1 << 18
_READY_SECONDS = 20.0
_CPU_TICK_SECONDS = 0.005  # how late the end of processor time may be noticed
_ANSWER_OVERHEAD = 4096  # names of arguments, beside the value


class Broken(Exception):
    """No answer will come: why, in a word and in a sentence."""

    def __init__(self, reason: Reason | None, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Wire:
    """Channel, printed output and listener of one child, and the budgets of its session."""

    def __init__(self, pid: int, channel: socket.socket, printed: int, limits: Limits) -> None:
        self._pid = pid
        self._channel = channel
        self._printed = printed
        self._listener: int | None = None
        self._limits = limits
        self._wall_left = limits.wall_seconds
        self._cap = limits.output_bytes + _ANSWER_OVERHEAD
        self._output = bytearray()
        self._taken = 0
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)
        self._poll.register(printed, select.POLLIN)
        channel.setblocking(False)
        os.set_blocking(printed, False)

    def await_ready(self) -> None:
        """Wait until the child is jailed; `SandboxError` when it could not be."""
        self._channel.settimeout(_READY_SECONDS)
        try:
            message, descriptors, _, _ = socket.recv_fds(self._channel, HEADING.size, 1)
            if descriptors:
                self._listener = descriptors[0]
                os.set_inheritable(self._listener, False)
                self._poll.register(self._listener, select.POLLIN)
            if message[:1] != bytes([Kind.READY]):
                complaint = decode(self._channel.recv(_CHUNK)) if message else "it died first"
                raise SandboxError(
                    f"A submission must run in a jail, and it could not be entered: {complaint}. "
                    'Use a Linux kernel with Landlock and seccomp, or mode "basic".'
                )
        except TimeoutError as error:
            raise SandboxError(
                f"A submission must be jailed within {_READY_SECONDS:g} s; this machine is too "
                "busy, or its judge is stopped. Try again."
            ) from error
        finally:
            self._channel.setblocking(False)

    def exchange(self, request: bytes, seconds: float | None) -> tuple[Frame, float]:
        """The one answer to a request, and the seconds it took; `Broken` when there is none."""
        self._refuse_early_bytes()
        left = max(0.0, self._wall_left)
        budget = left if seconds is None else min(seconds, left)
        started = time.monotonic()
        try:
            frame = self._await_answer(memoryview(request), started, budget)
        finally:
            taken = time.monotonic() - started
            self._wall_left -= taken
        self._drain_printed()
        return frame, taken

    def printed(self) -> str:
        """What has been printed since this was last asked: plain text."""
        fresh = bytes(self._output[self._taken : self._limits.printed_bytes])
        self._taken = len(self._output)
        return clean(fresh.decode("utf-8", "replace"))

    def drain_last(self) -> None:
        """Take what a dead child has left in its pipe, up to the cap."""
        with contextlib.suppress(Broken):
            self._drain_printed()

    def close(self) -> None:
        """Close every descriptor."""
        self._channel.close()
        os.close(self._printed)
        if self._listener is not None:
            os.close(self._listener)

    # --- one exchange -------------------------------------------------------------------------

    def _refuse_early_bytes(self) -> None:
        try:
            early = self._channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except ConnectionError:
            early = b""
        if early:
            raise Broken("protocol", "The code answered before it was asked.")
        raise Broken(None, "")

    def _await_answer(self, request: memoryview, started: float, budget: float) -> Frame:
        reader = FrameReader(self._cap)
        request = self._send(request)
        while True:
            left = budget - (time.monotonic() - started)
            left = min(left, max(self._cpu_left(), _CPU_TICK_SECONDS))
            ready = self._poll.poll(max(0.0, left) * 1000)
            if not ready:
                self._check_budgets(started, budget)
            if self._channel.fileno() < 0:
                raise Broken(None, "")  # another thread has closed the session
            for descriptor, events in ready:
                if descriptor != self._channel.fileno():
                    self._attend(descriptor, events)
                    continue
                if events & select.POLLOUT and request:
                    request = self._send(request)
                if events & ~select.POLLOUT and (frame := self._receive(reader)) is not None:
                    if request:
                        raise Broken("protocol", "The code answered before it was asked in full.")
                    return frame

    def _send(self, request: memoryview) -> memoryview:
        """Send what the socket takes; returns the rest and asks to be told when there is room."""
        try:
            rest = request[self._channel.send(request) :]
        except BlockingIOError:
            rest = request
        except ConnectionError as error:
            raise Broken(None, "") from error
        events = select.POLLIN | select.POLLOUT if rest else select.POLLIN
        self._poll.modify(self._channel, events)
        return rest

    def _receive(self, reader: FrameReader) -> Frame | None:
        try:
            piece = self._channel.recv(_CHUNK)
        except BlockingIOError:
            return None
        except ConnectionError:
            piece = b""
        if not piece:
            raise Broken(None, "")
        try:
            return reader.feed(piece)
        except FrameTooLong as error:
            detail = f"The answer takes {_size(error.length)}; at most {_size(self._cap)} fit."
            raise Broken("output", detail) from error
        except FrameError as error:
            raise Broken("protocol", f"What came back is not an answer: {error}.") from error

    def _attend(self, descriptor: int, events: int) -> None:
        """Printed output or a forbidden call; a descriptor without a writer is dropped."""
        if descriptor == self._listener and events & select.POLLIN:
            raise self._forbidden()
        if descriptor == self._printed and events & select.POLLIN:
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

    def _cpu_left(self) -> float:
        """Seconds of processor time left: by the child's own clock where it can be read.

        The clock's number is the process id with its bits turned, as clock_getcpuclockid(3) makes
        it; elsewhere the kernel's own limit does the work, in whole seconds.
        """
        if not hasattr(os, "pidfd_open"):
            return float("inf")
        try:
            used = time.clock_gettime((~self._pid << 3) | 2)
        except OSError:  # it is dead: the channel says so at once
            used = 0.0
        return self._limits.cpu_seconds - used

    def _check_budgets(self, started: float, budget: float) -> None:
        if self._cpu_left() <= 0:
            raise cpu_time(self._limits)
        if time.monotonic() - started >= budget:
            allowed = f"{min(budget, self._limits.wall_seconds):.2g}"
            raise Broken("wall-time", f"The code was stopped: no answer within {allowed} s.")


def cpu_time(limits: Limits) -> Broken:
    """The way out of a process that has used up its processor time."""
    seconds = f"{limits.cpu_seconds:g}"
    return Broken("cpu-time", f"The code was stopped after {seconds} s of processor time.")


def clean(text: str) -> str:
    """The text with control characters made visible, so that no terminal obeys them."""
    return text.translate(_CONTROL)


_CONTROL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), *range(0x202A, 0x202F))
    if chr(code) not in "\n\t\r"
} | {ord("\r"): "\n", **dict.fromkeys(range(0x2066, 0x206A), "\N{REPLACEMENT CHARACTER}")}


def _size(count: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
