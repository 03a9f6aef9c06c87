"""What a campaign leaves behind: processes, descriptors, files. For Linux."""

from __future__ import annotations

import ctypes
import os
import tempfile
from pathlib import Path
from types import TracebackType

__all__ = ["Traces"]

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)
_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/")
_BUILDING = "heldout-building-"  # elsewhere it is another process that compiles there
_SUBMISSIONS = range(61184, 65535)  # the users that a privileged judge gives its children


class Traces:
    """From entering on, every orphan among our descendants becomes our child and is counted."""

    def __enter__(self) -> Traces:
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
        self._descriptors = _descriptors()
        self._processes = self.children()
        self._files = set(_planted())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 0, 0, 0, 0)

    def children(self) -> set[int]:
        """Process ids of our children."""
        return {pid for pid, parent in _parents() if parent == os.getpid()}

    def left(self) -> list[str]:
        """What is there that was not, in words."""
        processes = self.children() - self._processes
        descriptors = _descriptors() - self._descriptors
        return [
            *(f"process {pid} is left" for pid in processes),
            *(f"descriptor {name} is left" for name in descriptors),
            *(f"file {path} is left" for path in set(_planted()) - self._files),
        ]


def _parents() -> list[tuple[int, int]]:
    """Every process with its parent's id."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # it ended while we looked
                continue
            found.append((int(entry.name), int(stat.rpartition(")")[2].split()[1])))
    return found


def _descriptors() -> set[str]:
    own = Path("/proc/self/fd")
    links = {entry.name: os.readlink(entry) for entry in own.iterdir() if entry.is_symlink()}
    return {f"{name}: {link}" for name, link in links.items() if "/proc/" not in link}


def _planted() -> list[Path]:
    """Files of submissions: by their owner, or by the name that all attacks give theirs."""
    ours = tempfile.gettempdir()
    places = [own for place in {*_PLACES, ours} if (own := Path(place)).is_dir()]
    return [
        path
        for place in places
        for path, user in _in(place)
        if "planted" in path.name
        or (user in _SUBMISSIONS and (str(place) == ours or not path.name.startswith(_BUILDING)))
    ]


def _in(place: Path) -> list[tuple[Path, int]]:
    try:
        names = os.listdir(place)
    except OSError:  # not ours to read, so nothing of ours is there
        return []
    found = []
    for name in names:
        try:
            found.append((place / name, os.lstat(place / name).st_uid))
        except OSError:  # somebody else's, and gone by now
            continue
    return found
