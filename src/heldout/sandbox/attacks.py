"""Hostile code to try protections with, as data.

A source defines `attempt`, which returns True when the attack got through, and False or an
exception when it did not. Being stopped counts only for the reason that the attack expects.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .limits import Limits
from .proof import EXCEED, LOOK_AROUND, TOGETHER
from .results import Mode, Reason
from .values import Value

__all__ = ["FORBIDDEN", "Attack", "attacks"]

_LIMITS = Limits(cpu_seconds=1.0, wall_seconds=3.0, memory_bytes=256 << 20, output_bytes=1 << 20)


@dataclass(frozen=True)
class Attack:
    """Hostile code, and the ways of stopping it that count as holding beside its being refused."""

    name: str
    title: str
    source: str
    stops: tuple[Reason, ...] = ()
    since: Mode = "basic"  # the weakest mode that promises to hold it
    arguments: tuple[Value, ...] = ()
    limits: Limits = _LIMITS
    asks_again: bool = False  # the lie, if any, must break the next call
    together: int | None = None  # bytes that the control group lets it use, where there is one


def _open(name: str, title: str, path: str) -> Attack:
    source = "def attempt(path):\n    with open(path, 'rb') as file:\n        file.read(1)\n"
    return Attack(name, title, source + "    return True\n", (), "standard", (path,))


FORBIDDEN: tuple[Reason, ...] = ("forbidden",)
_FORGED = """
import os, struct
def attempt():
    body = b"U\\0\\0\\0\\0U\\0\\0\\0\\0T"
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<B3xIQI", 6, {number}, len(body), 0) + body)
        except OSError:
            pass
    return False
"""


def _exhausting() -> list[Attack]:
    """Attacks on time, memory, processes and pipes; every mode must hold them."""
    short = replace(_LIMITS, cpu_seconds=0.25, wall_seconds=2.0)
    return [
        Attack(
            "endless-loop",
            "An endless loop is stopped",
            "def attempt():\n    while True: pass\n",
            ("cpu-time",),
            limits=short,
        ),
        Attack(
            "sleep",
            "Waiting for ever is stopped",
            "import time\ndef attempt():\n    time.sleep(60)\n    return True\n",
            ("wall-time",),
            limits=replace(_LIMITS, wall_seconds=0.25),
        ),
        Attack(
            "memory-bomb",
            "Memory is limited",
            "def attempt():\n    kept = []\n    for _ in range(64): kept.append(bytes(1 << 24))\n"
            "    return True\n",
            ("memory",),
        ),
        Attack(
            "fork",
            "No process can be started",
            "import os\ndef attempt():\n    if os.fork() == 0: os._exit(0)\n    return True\n",
            FORBIDDEN,
        ),
        Attack(
            "thread-bomb",
            "Threads cannot multiply",
            "import threading, time\ndef attempt():\n    for _ in range(64):\n"
            "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
            "    return True\n",
        ),
        Attack(
            "file-size",
            "No file can be filled",
            "import tempfile\ndef attempt():\n    with tempfile.TemporaryFile() as file:\n"
            "        file.write(b'x' * 4096)\n        file.flush()\n    return True\n",
        ),
        Attack(
            "print-flood",
            "Printed output is limited",
            "def attempt():\n    while True: print('x' * 1000)\n",
            ("printed",),
        ),
        Attack(
            "huge-answer",
            "The size of an answer is limited",
            "import numpy as np\ndef attempt():\n    return np.zeros(1 << 20)\n",
            ("output",),
        ),
    ]


def _forging() -> list[Attack]:
    """Attacks on the verdict; every mode must hold them."""
    return [
        Attack(
            "exit",
            "Ending the process is not an answer",
            "import os\ndef attempt():\n    os._exit(0)\n",
            ("exited",),
        ),
        Attack(
            "forged-frames",
            "Answers to other questions are refused",
            _FORGED.format(number=77),
            ("protocol",),
        ),
        Attack(
            "early-answer",
            "Answers before the question are refused",
            _FORGED.format(number=2),
            ("protocol",),
            asks_again=True,
        ),
        Attack(
            "null-pointer",
            "A crash stays in its process",
            "import ctypes\ndef attempt():\n    ctypes.string_at(0)\n",
            ("crashed",),
        ),
        Attack(
            "environment",
            "The environment holds nothing of the machine's",
            "import os\ndef attempt():\n    return os.environ != {'HOME': '/'}\n",
        ),
    ]


def _reaching() -> list[Attack]:
    """Attacks on the machine; mode standard promises to hold them."""
    call = "import ctypes, os\ndef attempt():\n    ctypes.CDLL(None)"
    connect = "import socket\ndef attempt():\n    socket.socket({})\n    return True\n"
    listing = "import os\ndef attempt(path):\n    return len(os.listdir(path)) >= 0\n"
    writing = (
        "def attempt(path):\n    open(path + '/heldout-probe', 'w').close()\n    return True\n"
    )
    parent = "import os\ndef attempt():\n    os.kill(os.getppid(), 0)\n    return True\n"
    execute = "import os, sys\ndef attempt():\n    os.execv(sys.executable, ['x', '-c', ''])\n"
    environ = "/proc/{}/environ"
    parents_file = (
        "import os\ndef attempt(path):\n    open(path.format(os.getppid())).read()\n"
        "    return True\n"
    )
    return [
        Attack("execute", "No program can be run", execute, FORBIDDEN, "standard"),
        Attack("tcp", "No network", connect.format("socket.AF_INET"), FORBIDDEN, "standard"),
        Attack("unix-socket", "No local sockets", connect.format("1"), FORBIDDEN, "standard"),
        _open("etc-passwd", "System files cannot be read", "/etc/passwd"),
        Attack(
            "home", "The home folder cannot be listed", listing, (), "standard", (str(Path.home()),)
        ),
        _open("own-files", "The judge's files cannot be read", str(Path(__file__).resolve())),
        Attack(
            "write", "Nothing can be written", writing, (), "standard", (tempfile.gettempdir(),)
        ),
        Attack("signal", "No other process can be signalled", parent, FORBIDDEN, "standard"),
        Attack(
            "ptrace",
            "No other process can be traced",
            call + ".ptrace(16, os.getppid(), 0, 0)\n    return True\n",
            FORBIDDEN,
            "standard",
        ),
        Attack(
            "proc", "No other process can be looked at", parents_file, (), "standard", (environ,)
        ),
    ]


def _looking(pids: Sequence[int]) -> list[Attack]:
    """Looks at the machine that open nothing; only mode full promises to hold them."""
    looking = "import os\ndef attempt(path):\n    {}\n    return True\n"
    here = str(Path(__file__).resolve())
    return [
        Attack(
            "stat",
            "Other files are out of sight",
            looking.format("os.stat(path)"),
            (),
            "full",
            (here,),
        ),
        Attack(
            "readlink",
            "Links are out of sight",
            looking.format("os.readlink(path)"),
            (),
            "full",
            ("/proc/self",),
        ),
        Attack("pids", "Other processes are out of sight", LOOK_AROUND, (), "full", (list(pids),)),
        Attack(
            "host-name",
            "The name of the machine is out of sight",
            "import os\ndef attempt(name):\n    return os.uname().nodename == name\n",
            (),
            "full",
            (os.uname().nodename,),
        ),
        Attack(
            "memory-together",
            "Memory is limited in all, whatever is mapped",
            EXCEED,
            ("memory",),
            "full",
            together=TOGETHER,
        ),
    ]


def attacks(pids: Sequence[int]) -> list[Attack]:
    """All of them; `pids` are processes that mode full hides."""
    return [*_exhausting(), *_forging(), *_reaching(), *_looking(pids)]
