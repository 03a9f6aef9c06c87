"""What a process and all below it hold at one moment: what is still held afterwards has leaked."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path

__all__ = ["Holdings", "look", "resident"]


SLACK = {
    "threads": 8,  # pools of threads grow to their size as they are needed
    "descriptors": 8,  # the line in reserve for the next child may be laid or not at that moment
}


@dataclass(frozen=True)
class Holdings:
    """Counts, of a process and its descendants and of what they may leave on the machine."""

    processes: int
    threads: int
    descriptors: int
    mounts: int
    control_groups: int
    temporary_files: int
    shared_memory: int

    def beyond(self, before: Holdings) -> dict[str, int]:
        """What is more than it was, by name."""
        grown = {
            item.name: getattr(self, item.name) - getattr(before, item.name)
            for item in fields(self)
        }
        return {name: count for name, count in grown.items() if count > SLACK.get(name, 0)}


def look(pid: int, temporary: Path) -> Holdings:
    """What is held now. Temporary files are counted in that folder."""
    tree = [pid, *_descendants(pid)]
    return Holdings(
        processes=len(tree),
        threads=sum(_count(f"/proc/{one}/task") for one in tree),
        descriptors=sum(_count(f"/proc/{one}/fd") for one in tree),
        mounts=len(_text(f"/proc/{pid}/mountinfo").splitlines()),
        control_groups=sum(
            name.startswith(tuple(f"heldout-{one}-" for one in tree))
            for _, names, _ in os.walk("/sys/fs/cgroup")
            for name in names
        ),
        temporary_files=sum(1 for _ in temporary.rglob("*")),
        shared_memory=_count("/dev/shm"),
    )


def resident(pid: int) -> int:
    """KiB of memory that the process has in use."""
    for line in _text(f"/proc/{pid}/status").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _descendants(pid: int) -> list[int]:
    found = []
    for task in _names(f"/proc/{pid}/task"):
        for child in map(int, _text(f"/proc/{pid}/task/{task}/children").split()):
            found += [child, *_descendants(child)]
    return found


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""  # it has ended meanwhile


def _names(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []


def _count(path: str) -> int:
    return len(_names(path))
