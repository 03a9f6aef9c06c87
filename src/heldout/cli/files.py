"""Reads the files that candidates write."""

from __future__ import annotations

import sys
from pathlib import Path

from heldout.errors import HeldoutError

__all__ = ["FileUnreadable", "read_source"]

_LARGEST = 1 << 20  # far above what the judge takes, and far below what would fill the memory


class FileUnreadable(HeldoutError):
    """A file that was named cannot be read as text."""


def read_source(path: Path) -> str:
    """The text of the file, or of standard input for `-`; FileUnreadable says what is wrong."""
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
    except OSError as error:
        raise FileUnreadable(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > _LARGEST:
        raise FileUnreadable(f"{path} is larger than 1 MiB; a reply is a short text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(
            f"{path} must be text in UTF-8; byte {error.start + 1} does not fit that."
        ) from None
