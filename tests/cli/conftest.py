"""What the tests of the command line share: a small pack, a data folder, and two ways to run."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from heldout.cli.app import app

PACK = Path(__file__).parent / "pack"
PATIENCE = 30.0  # seconds until a test gives up on a process that never says what it must
_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07)")


@pytest.fixture
def pack() -> Path:
    """The folder of the small pack."""
    return PACK


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Variables that keep a run away from the user's own data."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("HELDOUT_")
        and name not in ("VISUAL", "EDITOR", "NO_COLOR", "PYTHONUNBUFFERED")
    }
    home = tmp_path / "home"
    home.mkdir()
    return kept | {
        "HELDOUT_DATA_DIR": str(tmp_path / "data"),
        "HELDOUT_PACKS": str(PACK),
        "HOME": str(home),
        "COLUMNS": "80",
        "TERM": "xterm",
    }


@pytest.fixture
def heldout(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs one command in this process, with replies as piped input."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, replies: str = "", **variables: str) -> Result:
        result = CliRunner().invoke(
            app, list(arguments), input=replies, env=environment | variables, prog_name="heldout"
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def process(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one command as a process of its own."""

    def run(
        *arguments: str, replies: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "heldout", *arguments],
            input=replies,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            env=environment | variables,
            timeout=PATIENCE,
            check=False,
        )

    return run


class Terminal:
    """A process that believes it talks to a person."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self.screen = ""  # what a person could read
        self.raw = ""
        self._read = 0
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            os.execvpe(sys.executable, [sys.executable, "-m", "heldout", *arguments], environment)

    def expect(self, text: str) -> str:
        """What has appeared since the last call, up to and with that text."""
        deadline = time.monotonic() + PATIENCE
        while (found := self.screen.find(text, self._read)) < 0:
            if not self._more(deadline):
                raise AssertionError(f"{text!r} never appeared in:\n{self.screen}")
        seen = self.screen[self._read : found + len(text)]
        self._read = found + len(text)
        return seen

    def type(self, line: str) -> None:
        """Types a line and presses Enter."""
        os.write(self._end, f"{line}\r".encode())

    def press(self, key: bytes) -> None:
        """Sends one key, such as Ctrl-C."""
        os.write(self._end, key)

    def wait(self) -> int:
        """The exit code, once the process has ended by itself."""
        deadline = time.monotonic() + PATIENCE
        while self._more(deadline):
            pass
        _, status = os.waitpid(self._pid, 0)
        self._pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Ends the process if it is still there."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._end)

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._end], [], [], max(0.0, deadline - time.monotonic()))
        try:
            data = os.read(self._end, 65536) if ready else b""
        except OSError:  # Linux says so when the other end is closed
            return False
        self.raw += data.decode("utf-8", "replace")
        self.screen = _ESCAPES.sub("", self.raw).replace("\r", "")
        return bool(data)


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts one command in a terminal of its own."""
    opened: list[Terminal] = []

    def start(*arguments: str, **variables: str) -> Terminal:
        opened.append(Terminal(list(arguments), environment | variables))
        return opened[-1]

    yield start
    for item in opened:
        item.close()
