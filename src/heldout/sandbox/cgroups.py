"""How much a child may use in all, counted by the kernel: control groups of memory and processes.

An address-space limit bounds what a process maps; a group bounds what it uses, whatever it maps.
Every warm parent has a folder of groups, one for each living child, used again by later children.
Both versions of control groups will do (man 7 cgroups), each controller where this machine has it.

The warm parent runs this file too: what waits outside its namespaces removes the folder at the end.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Group", "GroupGone", "Groups", "NoGroups", "Place", "find_places", "remove"]

_CONTROLLERS = ("memory", "pids")
_PREFIX = "heldout-"
_LEAF = f"{_PREFIX}judge"  # where version 2 wants the processes of a folder that has groups in it
_PAGES_BESIDE = 32 << 20  # page tables, pipes, and the pages of the parent that a child changes
_PROCESSES = 1


class GroupGone(Exception):
    """The group has been removed, as it is when its warm parent has ended."""


class NoGroups(Exception):
    """This machine, or this user, can have none; says why in a few words."""


@dataclass(frozen=True)
class Place:
    """Where groups of a controller can be made."""

    version: int
    controllers: tuple[str, ...]
    folder: Path


class Group:
    """A group for one child at a time; knows its limit and how often it ran out of memory."""

    def __init__(self, places: tuple[Place, ...], name: str) -> None:
        self._places = tuple(Place(p.version, p.controllers, p.folder / name) for p in places)
        self._memory = next(place for place in self._places if "memory" in place.controllers)
        self._allowed = 0
        for place in self._places:
            place.folder.mkdir()
            if "pids" in place.controllers:
                _write(place.folder / "pids.max", _PROCESSES)
        self._kills = self._count_kills()

    def doors(self) -> list[int]:
        """Descriptors for the child: it is in the group once it has written "0" to each.

        With version 1 a single thread that moves itself is let in at once; anybody else who moves
        it, and every move with version 2, waits for the kernel to halt forks everywhere: 6 ms.
        """
        names = [("tasks" if p.version == 1 else "cgroup.procs", p.folder) for p in self._places]
        with _gone_or_raised():
            self._kills = self._count_kills()
            return [os.open(folder / name, os.O_WRONLY | os.O_CLOEXEC) for name, folder in names]

    def limit(self, memory_bytes: int) -> None:
        """Let the child use so much memory, beside what the kernel needs for any child."""
        self.allow(memory_bytes + _PAGES_BESIDE)

    def allow(self, memory_bytes: int) -> None:
        """Let everything in the group use exactly so much memory and no swap space."""
        if memory_bytes != self._allowed:
            with _gone_or_raised():
                self._set_memory(memory_bytes)
            self._allowed = memory_bytes

    def _set_memory(self, memory_bytes: int) -> None:
        folder = self._memory.folder
        if self._memory.version == 2:
            _write(folder / "memory.max", memory_bytes)
            _write_if_there(folder / "memory.swap.max", 0)
        else:
            # The limit of both together may never be the lower one, not even in between.
            _write_if_there(folder / "memory.memsw.limit_in_bytes", -1)
            _write(folder / "memory.limit_in_bytes", memory_bytes)
            _write_if_there(folder / "memory.memsw.limit_in_bytes", memory_bytes)

    def ran_out(self) -> bool:
        """Whether the kernel has killed something in it for want of memory since `doors`."""
        with _gone_or_raised():
            return self._count_kills() > self._kills

    def _count_kills(self) -> int:
        name = "memory.events" if self._memory.version == 2 else "memory.oom_control"
        lines = (self._memory.folder / name).read_text("ascii").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


class Groups:
    """The groups of one warm parent; any thread may take and give back."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Make its folders; NoGroups where the system refuses."""
        name = f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        self._places = tuple(Place(p.version, p.controllers, p.folder / name) for p in places)
        self._lock = threading.Lock()
        self._free: list[Group] = []
        self._made = 0
        try:
            for place in self._places:
                _sweep(place.folder.parent)
                place.folder.mkdir()
                if place.version == 2:
                    _hand_down(place.folder, place.controllers)
            self.give_back(self.take())  # made now: a first child need not find out that it cannot
        except (OSError, GroupGone) as error:
            remove(self.folders)
            cause = error.__cause__ or error
            text = getattr(cause, "strerror", "")
            raise NoGroups(f"{self._places[0].folder.parent}: {text}") from error

    @property
    def folders(self) -> tuple[Path, ...]:
        """What must be removed at the end."""
        return tuple(place.folder for place in self._places)

    def take(self) -> Group:
        """A group that nobody is in."""
        with self._lock:
            if self._free:
                return self._free.pop()
            self._made += 1
            number = self._made
        with _gone_or_raised():
            return Group(self._places, str(number))

    def give_back(self, group: Group) -> None:
        """For the next child; the last one must have been reaped."""
        with self._lock:
            self._free.append(group)

    def __str__(self) -> str:
        return ", ".join(f"{name} (v{p.version})" for p in self._places for name in p.controllers)


@contextlib.contextmanager
def _gone_or_raised() -> Iterator[None]:
    """`GroupGone` for what the kernel says of a removed folder; other errors as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENODEV):
            raise GroupGone from error
        raise


def remove(folders: Iterable[Path]) -> None:
    """Remove folders of groups, which must hold no process any more; they may be gone already."""
    for folder in folders:
        with contextlib.suppress(FileNotFoundError):
            for inner in [entry for entry in folder.iterdir() if entry.is_dir()]:
                with contextlib.suppress(FileNotFoundError):
                    inner.rmdir()
            folder.rmdir()


def find_places(mounts: str | None = None, own: str | None = None) -> tuple[Place, ...]:
    """Where this process may have groups made that limit memory; NoGroups says why nowhere.

    `mounts` and `own` are the texts of /proc/self/mountinfo and /proc/self/cgroup.
    """
    if not os.path.exists("/proc/self/cgroup"):
        raise NoGroups("this system has no control groups")
    mounts = Path("/proc/self/mountinfo").read_text() if mounts is None else mounts
    own = Path("/proc/self/cgroup").read_text() if own is None else own
    memberships = _memberships(own)
    found: dict[Path, tuple[int, list[str]]] = {}
    for controller in _CONTROLLERS:
        for version, folder in _folders(controller, mounts, memberships):
            found.setdefault(folder, (version, []))[1].append(controller)
            break
    if not any("memory" in names for _, names in found.values()):
        raise NoGroups("no controller of memory is mounted where this process could use it")
    places = tuple(Place(version, tuple(names), at) for at, (version, names) in found.items())
    for place in places:
        if place.version == 2:
            _open_up(place)
    return places


def _memberships(own: str) -> Mapping[str, str]:
    """The path of this process in each hierarchy, by controller; version 2 has the name ""."""
    rows = (line.split(":", 2) for line in own.splitlines())
    return {name: path for _, names, path in rows for name in names.split(",")}


def _folders(
    controller: str, mounts: str, memberships: Mapping[str, str]
) -> Iterable[tuple[int, Path]]:
    """Version and folder of this process's own group, where that controller is to be had."""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        root, mount_point = before.split()[3:5]
        kind, options = after.split()[0], after.split()[-1].split(",")
        if kind == "cgroup" and controller in options and controller in memberships:
            version, path = 1, memberships[controller]
        elif kind == "cgroup2" and "" in memberships:
            version, path = 2, memberships[""]
        else:
            continue
        below = os.path.relpath(path, root)
        if below.startswith(".."):
            continue  # only some other part of the hierarchy is mounted here
        folder = Path(mount_point, below)
        if version == 2 and folder.name == _LEAF:  # moved there by an earlier judge
            folder = folder.parent
        if version == 1 or controller in _words(folder / "cgroup.controllers"):
            yield version, folder


def _open_up(place: Place) -> None:
    """Let groups in this version-2 folder have controllers.

    The kernel wants no processes beside such groups, so this one moves to a leaf of its own; that
    is what a folder delegated to one program is for. Others found there are not ours to move.
    """
    missing = set(place.controllers) - set(_words(place.folder / "cgroup.subtree_control"))
    if not missing:
        return
    try:
        there = [int(pid) for pid in _words(place.folder / "cgroup.procs")]
        if there and there != [os.getpid()]:
            raise NoGroups(f"other processes are in {place.folder}; delegate one to Heldout alone")
        leaf = place.folder / _LEAF
        leaf.mkdir(exist_ok=True)
        for pid in there:
            _write(leaf / "cgroup.procs", pid)
        _hand_down(place.folder, place.controllers)
    except OSError as error:
        raise NoGroups(f"{error.filename}: {error.strerror}") from error


def _hand_down(folder: Path, controllers: Iterable[str]) -> None:
    _write(folder / "cgroup.subtree_control", " ".join(f"+{name}" for name in controllers))


def _sweep(folder: Path) -> None:
    """Remove what judges left that were killed together with everything of theirs."""
    for entry in folder.glob(f"{_PREFIX}*-*"):
        pid = entry.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdigit() and not Path("/proc", pid).exists():
            with contextlib.suppress(OSError):  # somebody lives there: then it is not ours
                remove([entry])


def _words(path: Path) -> list[str]:
    return path.read_text("ascii").split()


def _write(path: Path, value: object) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)  # never made: the kernel's names only
    try:
        os.write(descriptor, str(value).encode("ascii"))
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)


def _write_if_there(path: Path, value: object) -> None:
    with contextlib.suppress(FileNotFoundError):  # a kernel that does not count swap space
        _write(path, value)
