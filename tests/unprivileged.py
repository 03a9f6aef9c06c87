"""Runs a command as an ordinary user, also where only root can reach the interpreter.

`command` gives the command line for subprocess; this file itself is the program that it starts.
As root, that program makes the way to what is needed passable in a mount namespace of its own: a
folder on the way that only its owner may enter is covered by an empty one, in which the needed
places are mounted again under their own names. Nothing of the machine is changed, and nothing is
left behind.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["USER", "command"]

USER = 61000  # like the judge's own, a number that no account has
REPOSITORY = Path(__file__).resolve().parents[1]


def command(*arguments: str, readable: Iterable[Path] = ()) -> list[str]:
    """The command line that runs these arguments unprivileged; as it is for who is so already.

    The interpreter, its packages and this repository are readable to it, and `readable` as well.
    """
    if os.geteuid() != 0:
        return list(arguments)
    needed = [sys.base_prefix, sys.prefix, str(REPOSITORY), *_imported_from(), *map(str, readable)]
    return [sys.executable, "-I", str(Path(__file__).resolve()), json.dumps(needed), *arguments]


def _imported_from() -> list[str]:
    """The folders that this process imports from (an editable install may lie anywhere)."""
    return [folder for folder in sys.path if os.path.isdir(folder)]


def main(needed: Sequence[str], arguments: Sequence[str]) -> None:
    """Make the way passable, become the user, run."""
    sys.path.insert(0, str(REPOSITORY / "src"))
    places = sorted({Path(place).resolve() for place in needed})
    closed = {barrier for place in places if (barrier := _barrier(place)) is not None}
    if closed:
        _open(closed, places)
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    os.execv(arguments[0], arguments)


def _barrier(place: Path) -> Path | None:
    """The outermost folder on the way that only its owner may enter."""
    ways = [*reversed(place.parents), place]
    return next((way for way in ways if not way.stat().st_mode & stat.S_IXOTH), None)


def _open(closed: set[Path], places: Sequence[Path]) -> None:
    from heldout.sandbox import kernel

    kernel.library("unshare", 0x20000)  # CLONE_NEWNS
    kernel.mount_private()
    inside = [place for place in places if closed & {place, *place.parents}]
    opened = {place: os.open(place, os.O_PATH) for place in inside}
    for barrier in closed:
        kernel.library("mount", b"none", os.fsencode(barrier), b"tmpfs", 0, b"mode=755")
    for place, descriptor in opened.items():  # outer ones come first
        if not place.exists():
            place.mkdir(parents=True, mode=0o755)
            source = os.fsencode(f"/proc/self/fd/{descriptor}")
            kernel.library("mount", source, os.fsencode(place), None, 0x5000, None)  # bind, all
        os.close(descriptor)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
