"""Is mode standard what it says, here and now? Asked once, of a kernel that claims it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .results import Raised, Returned, Stopped
from .session import Session

__all__ = ["find_weakness"]

_READ = "def attempt(path):\n    with open(path, 'rb') as file:\n        return len(file.read(1))\n"
_FORK = "import os\ndef attempt():\n    return os.fork() >= 0\n"
_CONNECT = "import socket\ndef attempt():\n    return bool(socket.socket())\n"
_COMPUTE = "import numpy as np\ndef attempt(x):\n    return x @ np.eye(2)\n"


def find_weakness(start: Callable[[str], Session]) -> str:
    """What does not hold, in a few words; empty when a handful of attacks all fail."""
    with start(_READ) as session:
        # This file is readable to the judge, so only the jail can be what denies it.
        result = session.call("attempt", (str(Path(__file__).resolve()),))
        if not (isinstance(result, Raised) and result.type == "PermissionError"):
            return "a submission can read files"
    for source, what in ((_FORK, "start processes"), (_CONNECT, "open sockets")):
        with start(source) as session:
            outcome = session.call("attempt")
            if not (isinstance(outcome, Stopped) and outcome.reason == "forbidden"):
                return f"a submission can {what}"
    with start(_COMPUTE) as session:
        honest = session.call("attempt", ([[1.0, 2.0]],))
        if not isinstance(honest, Returned):
            return "honest code does not run"
    return ""
