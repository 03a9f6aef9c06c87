"""The judge's side of a warm parent: start it, have it fork, have it reap, end it."""

from __future__ import annotations

import importlib.util
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heldout.errors import SandboxError

from . import cgroups
from .cgroups import Group, GroupGone, Groups, NoGroups
from .images import IMAGES, Image, loaded_modules
from .results import Mode
from .toolchain import torch_libraries
from .zygote import FORK, MODES, ORDER, REAP, REPLY

__all__ = [
    "Birth",
    "Exit",
    "NotPrivate",
    "ParentGone",
    "Spawned",
    "WarmParent",
    "image_config",
    "library_is_readable",
]

_PROGRAM = Path(__file__).with_name("zygote.py")
_START_SECONDS = 120.0
_REPLY_SECONDS = 30.0
_LEAVE_SECONDS = 5.0


class ParentGone(Exception):
    """The warm parent is not there any more; the judge starts another one."""


class NotPrivate(SandboxError):
    """The kernel refuses what mode full is made of."""

    def __init__(self, refusal: str) -> None:
        super().__init__(
            "Mode full needs namespaces and a root of its own, which the kernel refuses: "
            f'{refusal}. Let this user have namespaces, or use mode "standard".'
        )
        self.refusal = refusal


@dataclass(frozen=True)
class Spawned:
    """A child: its process id, and the descriptor that can never mean another process."""

    pid: int
    handle: int | None
    number: int = 0  # its process id as its own parent knows it
    group: Group | None = None
    spent: float = 0.0  # seconds of processor time that it had used before it got its job


class Birth:
    """A child that has been asked for; whoever needs to know it waits until there is one."""

    def __init__(self, await_child: Callable[[], Spawned], group: Group | None = None) -> None:
        self.group = group
        self._await_child = await_child
        self._lock = threading.Lock()
        self._child: Spawned | ParentGone | None = None

    def child(self) -> Spawned:
        """The child, or `ParentGone`; for any thread, and again."""
        with self._lock:
            if self._child is None:
                try:
                    self._child = self._await_child()
                except ParentGone as gone:
                    self._child = gone
            if isinstance(self._child, ParentGone):
                raise self._child
            return self._child


@dataclass(frozen=True)
class Exit:
    """How a child ended, as the kernel told its parent."""

    status: int  # as of waitpid(2)
    cpu_seconds: float


@dataclass(eq=False)
class _Reply:
    """What the parent says to one order, once that has been read."""

    words: tuple[Any, ...] | None = None
    handles: list[int] = field(default_factory=list)


class WarmParent:
    """One running warm parent; every method may be called from any thread."""

    def __init__(self, image_name: str, *, private: bool = False, drop: Path | None = None) -> None:
        """Returns when it can fork. `private`: with a world of its own, as mode full needs;
        `NotPrivate` where the kernel refuses that. `drop`: where compiled code will lie."""
        self.image = image_name
        self.private = private
        self._lock = threading.Lock()
        self._gone = False
        self._due: deque[_Reply] = deque()  # in the order in which they will come
        library = private or library_is_readable()
        config = image_config(image_name, library, drop) | {"library": library}
        self.groups, self.no_groups = _make_groups() if private else (None, "")
        folders = self.groups.folders if self.groups else ()
        config |= {"private": private, "groups": [str(folder) for folder in folders]}
        self._children: dict[int, Spawned] = {}
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = _launch(config, theirs)
            self.report = self._hear_report()
            self._first = self._open_first()
        except BaseException:
            self._control.close()
            cgroups.remove(folders)
            raise

    @property
    def pid(self) -> int:
        """The process id of the warm parent."""
        return self._process.pid

    @property
    def offers_standard(self) -> bool:
        """Whether its kernel has what mode standard is made of (which is not yet a proof)."""
        return bool(self.report["standard"])

    def fork(self, ends: list[int], mode: Mode, *, to_wait: bool = False) -> Birth:
        """A jailed child that will serve on these ends of a `Line`, or `ParentGone`. One that is
        `to_wait` for its submission rehearses first."""
        if mode == "full" and not self.private:
            raise SandboxError(
                "Mode full needs a private warm parent; start one with private=True."
            )
        group, doors = self._open_group()
        try:
            reply = self._order(ORDER.pack(FORK, MODES.index(mode), to_wait), [*ends, *doors])
        finally:
            for door in doors:
                os.close(door)
        return Birth(lambda: self._meet(reply, group), group)

    def _meet(self, reply: _Reply, group: Group | None) -> Spawned:
        """The child that was born, or `ParentGone`."""
        number, _, _ = self._hear(reply)
        handle = reply.handles[0] if reply.handles else None
        pid = _number_outside(handle) if self.private and handle is not None else number
        if pid < 0:  # nobody but its parent would have reaped it: that has been killed
            os.close(reply.handles[0])
            raise ParentGone
        child = Spawned(pid, handle, number, group)
        self._children[pid] = child
        return child

    def reap(self, pid: int) -> Exit:
        """How a child ended that is dead or has been killed, or `ParentGone`."""
        child = self._children.pop(pid, None)
        number = pid if child is None else child.number
        _, status, cpu_seconds = self._hear(self._order(ORDER.pack(REAP, 0, number), []))
        if self.groups is not None and child is not None and child.group is not None:
            self.groups.give_back(child.group)
        return Exit(status, cpu_seconds)

    def _open_group(self) -> tuple[Group | None, list[int]]:
        """A group for the next child and the descriptors by which it joins; none without groups."""
        if self.groups is None:
            return None, []
        try:
            group = self.groups.take()
            return group, group.doors()
        except GroupGone as error:
            raise ParentGone from error

    def close(self) -> None:
        """End it and all its children; returns when the process is gone."""
        with self._lock:
            self._gone = True
            self._control.close()
            if self._first is not None:
                self._await_first(self._first)
                self._first = None
                self._process.kill()  # it would only remove the groups, as is done below
            try:
                self._process.wait(_LEAVE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self.groups is not None:
            cgroups.remove(self.groups.folders)

    def _open_first(self) -> int | None:
        """A pidfd of process 1 of a private parent's namespaces, with which all in them end."""
        if not self.private:
            return None
        try:
            return os.pidfd_open(self.report["init"])
        except ProcessLookupError as error:
            raise SandboxError(self._start_failure("it was killed")) from error

    def _await_first(self, first: int) -> None:
        """Until nothing is left in the namespaces, which process 1 is the last to leave."""
        poll = select.poll()
        poll.register(first, select.POLLIN)
        if not poll.poll(_LEAVE_SECONDS * 1000):
            signal.pidfd_send_signal(first, signal.SIGKILL)
            poll.poll(_LEAVE_SECONDS * 1000)
        os.close(first)

    def _order(self, order: bytes, descriptors: list[int]) -> _Reply:
        """The reply that will come to this order; after one failure all later ones fail, since
        the two ends may disagree."""
        with self._lock:
            if self._gone:
                raise ParentGone
            try:
                socket.send_fds(self._control, [order], descriptors)
            except OSError as error:
                self._gone = True
                raise ParentGone from error
            reply = _Reply()
            self._due.append(reply)
            return reply

    def _hear(self, reply: _Reply) -> tuple[Any, ...]:
        """What that reply says, after all that come before it."""
        with self._lock:
            while reply.words is None:
                if self._gone:
                    raise ParentGone
                self._gone = True
                try:
                    words, handles, _, _ = socket.recv_fds(self._control, REPLY.size, 1)
                except OSError as error:
                    raise ParentGone from error
                if len(words) < REPLY.size:
                    raise ParentGone
                self._gone = False
                for handle in handles:
                    os.set_inheritable(handle, False)
                first = self._due.popleft()
                first.words, first.handles = REPLY.unpack(words), handles
            return reply.words

    def _hear_report(self) -> dict[str, Any]:
        self._control.settimeout(_START_SECONDS)
        size = self._control.recv(4, socket.MSG_WAITALL)
        text = self._control.recv(struct.unpack("<I", size)[0], socket.MSG_WAITALL) if size else b""
        assert self._process.stderr is not None
        with self._process.stderr as complaints:
            if not text:
                self._process.kill()
                ended, said = self._process.wait(), complaints.read().decode(errors="replace")
                if ended < 0 and not said:
                    raise ParentGone  # killed from outside: it had nothing to complain of
                raise SandboxError(self._start_failure(said))
        self._control.settimeout(_REPLY_SECONDS)
        report: dict[str, Any] = json.loads(text)
        if "refused" in report:
            self._process.wait()
            raise NotPrivate(report["refused"])
        return report

    def _start_failure(self, complaints: str) -> str:
        last = complaints.strip().splitlines()[-1:] or ["it said nothing"]
        return (
            f"The judge's Python process for image {self.image!r} must start, but it ended first: "
            f"{last[0]}. Check that {sys.executable} runs and can import "
            f"{', '.join(IMAGES[self.image].packages)}."
        )


def _launch(config: dict[str, Any], control: socket.socket) -> subprocess.Popen[bytes]:
    descriptor = control.fileno()
    return subprocess.Popen(
        [
            *(sys.executable, "-I", "-S", "-X", "utf8"),
            *(str(_PROGRAM), str(descriptor), json.dumps(config)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={},  # nothing of ours for a child to find
        pass_fds=[descriptor],
        start_new_session=True,  # Ctrl-C in a terminal is for the judge, which then ends this
    )


def _make_groups() -> tuple[Groups | None, str]:
    """Control groups for one parent's children, or why there are none."""
    try:
        return Groups(cgroups.find_places()), ""
    except NoGroups as refusal:
        return None, str(refusal)


def _number_outside(handle: int) -> int:
    """The process id, in this process's own numbering, of what a pidfd means."""
    with open(f"/proc/self/fdinfo/{handle}", "rb") as file:
        lines = file.read().splitlines()
    return next(int(line[4:]) for line in lines if line.startswith(b"Pid:"))


def library_is_readable() -> bool:
    """Whether whom a child becomes can read the standard library: everybody can, or it stays us."""
    library = Path(os.__file__).parent
    if os.geteuid() != 0:
        return True
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (library, *library.parents))


def image_config(
    image_name: str, importable: bool = False, drop: Path | None = None
) -> dict[str, Any]:
    """What the warm parent is told: modules to load, where packages are, what may be read."""
    image = IMAGES.get(image_name)
    if image is None:
        raise SandboxError(
            f"An image must be one of {', '.join(IMAGES)}; {image_name!r} was given. "
            "Use one of these names."
        )
    packages = {name: folder for name in image.packages if (folder := _folder_of(name, image))}
    extras = [module for module in image.extras if module.split(".")[0] in packages]
    places = sorted(set(packages.values()))
    libraries = [str(Path(place, name)) for place in places for name in image.libraries]
    files = [str(Path(folder, name)) for name, folder in packages.items()]
    files += [file + ".py" for file in files]
    parts = {
        name: str(Path(str(_folder_of(name, image)), name.split(".")[-1])) for name in image.parts
    }
    return {
        "modules": [*loaded_modules(image, importable), *extras],
        "packages": packages,
        "parts": parts,
        "readable": [*files, *libraries, *parts.values()],
        "unlisted": [str(drop)] if drop else [],
        "shared": torch_libraries() if image.compiled else [],
    }


def _folder_of(package: str, image: Image) -> str | None:
    """The folder that a package is installed in; None for one that the image can do without."""
    spec = importlib.util.find_spec(package)
    if spec is not None and spec.origin is not None:
        origin = Path(spec.origin)
        home = origin.parent.parent if origin.name == "__init__.py" else origin.parent
        return os.path.abspath(home)
    if package in {module.split(".")[0] for module in image.modules}:
        raise SandboxError(
            f"Image {image.name!r} needs the Python package {package!r}, which is not installed "
            f"here. Install it beside Heldout: pip install {package}"
        )
    return None
