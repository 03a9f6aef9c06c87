"""A file system that holds nothing but what a child may read: not even names of other files.

Landlock refuses to open a file, but not to tell that it is there and how large it is. Here the
root is a small read-only tmpfs in which each readable place is mounted under its own name, and the
old root is gone. Made with the kernel's file descriptors for mounts (open_tree(2), move_mount(2),
mount_setattr(2)), so that no directory of the machine is needed to build it in.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from . import kernel

__all__ = ["enter"]

_HERE = -100  # AT_FDCWD
_CLONE, _CLOSE_ON_EXEC = 1, 0o2000000
_EMPTY_PATH, _RECURSIVE = 0x1000, 0x8000  # AT_*
_FROM_DESCRIPTOR = 4  # MOVE_MOUNT_F_EMPTY_PATH
_SET_STRING, _CREATE = 1, 6  # fsconfig(2)
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXECUTE = 1, 2, 4, 8  # MOUNT_ATTR_*
_FILES = _READ_ONLY | _NO_SUID | _NO_DEVICES  # extension modules are mapped to be executed
_DEVICE = _READ_ONLY | _NO_SUID | _NO_EXECUTE
_SCRATCH = _NO_SUID | _NO_DEVICES | _NO_EXECUTE
_EMPTY = _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_EXECUTE
_DETACH = 2  # umount2(2)


def enter(
    readable: Iterable[Path],
    hidden: Iterable[Path],
    devices: Iterable[Path],
    writable: Iterable[Path] = (),
) -> None:
    """Make the caller's root one that holds these places, with nothing in the hidden ones.

    A hidden place lies inside a readable one, and may itself hold further readable ones. Needs a
    mount namespace of its own; raises OSError where the kernel refuses.
    """
    places = _outermost(readable, hidden)
    attributes = {place: _FILES for place in places} | dict.fromkeys(devices, _DEVICE)
    attributes |= dict.fromkeys(writable, _SCRATCH)
    # Opened before anything covers them.
    mounts = {place: _clone(place, bits) for place, bits in attributes.items()}
    covers = {place: _small_tmpfs() for place in hidden}
    root = _small_tmpfs()
    _attach(root, _HERE, "/")
    for place, mount in sorted((mounts | covers).items()):
        _make_mount_point(root, place, mount)
        _attach(mount, root, _below(place))
    for tmpfs in (*covers.values(), root):
        _restrict(tmpfs, _EMPTY, 0)
    _leave_old_root(root)
    for descriptor in (*mounts.values(), *covers.values(), root):
        os.close(descriptor)


def _outermost(readable: Iterable[Path], hidden: Iterable[Path]) -> list[Path]:
    """The readable places without those that lie in another one and are not hidden there."""
    chosen: list[Path] = []
    covers = list(hidden)
    for place in sorted(set(readable)):
        around = max((one for one in (*chosen, *covers) if one in place.parents), default=None)
        if around is None or around in covers:
            chosen.append(place)
    return chosen


def _clone(place: Path, attributes: int) -> int:
    """A mount, attached nowhere yet, of what lies there."""
    flags = _CLONE | _CLOSE_ON_EXEC | _RECURSIVE
    mount = kernel.call("open_tree", _HERE, os.fsencode(place), flags)
    _restrict(mount, attributes, _RECURSIVE)
    return mount


def _small_tmpfs() -> int:
    """An empty file system that takes names and nothing else."""
    context = kernel.call("fsopen", b"tmpfs", 1)
    for key, value in ((b"mode", b"755"), (b"size", b"64k"), (b"nr_inodes", b"1024")):
        kernel.call("fsconfig", context, _SET_STRING, key, value, 0)
    kernel.call("fsconfig", context, _CREATE, None, None, 0)
    mount = kernel.call("fsmount", context, 1, _NO_SUID | _NO_DEVICES | _NO_EXECUTE)
    os.close(context)
    return mount


def _restrict(mount: int, attributes: int, depth: int) -> None:
    wanted = struct.pack("<4Q", attributes, 0, 0, 0)  # set, clear, propagation, user namespace
    kernel.call("mount_setattr", mount, b"", _EMPTY_PATH | depth, wanted, len(wanted))


def _attach(mount: int, folder: int, name: str) -> None:
    kernel.call("move_mount", mount, b"", folder, os.fsencode(name), _FROM_DESCRIPTOR)


def _make_mount_point(root: int, place: Path, mount: int) -> None:
    """The folder or file to mount on; those above it are open to every user."""
    names = _below(place).split(os.sep)
    for depth in range(1, len(names)):
        _make_folder(root, os.sep.join(names[:depth]))
    if os.path.isdir(mount):
        _make_folder(root, _below(place))
    else:
        os.close(os.open(_below(place), os.O_CREAT | os.O_EXCL, 0o444, dir_fd=root))


def _make_folder(root: int, name: str) -> None:
    try:
        os.stat(name, dir_fd=root)
    except FileNotFoundError:
        os.mkdir(name, dir_fd=root)
        os.chmod(name, 0o755, dir_fd=root)  # whatever the mask says


def _below(place: Path) -> str:
    """The name of an absolute place as seen from the root."""
    return str(place.relative_to("/"))


def _leave_old_root(root: int) -> None:
    os.fchdir(root)
    kernel.call("pivot_root", b".", b".")  # puts the old root on top of the new one
    kernel.library("umount2", b".", _DETACH)
    os.chdir("/")
