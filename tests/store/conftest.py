"""A store of its own for each test, closed afterwards, and children that write to one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heldout.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a folder of its own."""
    with Store.open(data_dir=tmp_path) as opened:
        yield opened


def start_child(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """A Python process running that script, strict about warnings, with pipes to talk through."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
