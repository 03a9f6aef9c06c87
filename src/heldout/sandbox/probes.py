"""Each protection, tried: hostile code is run, and what became of it is told.

A probe's source defines `attempt`, which returns True when the attack got through, and False or an
exception when it did not. Being stopped counts only for the reason that the probe expects.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from .judge import Judge
from .limits import Limits
from .results import Loaded, Missing, Raised, Reason, Returned, Stopped
from .session import Session

__all__ = ["Probe", "probe"]

_LIMITS = Limits(cpu_seconds=1.0, wall_seconds=3.0, memory_bytes=256 << 20, output_bytes=1 << 20)


@dataclass(frozen=True)
class Probe:
    """One protection: whether it held (None: this mode does not promise it), and what was seen."""

    name: str
    title: str
    held: bool | None
    detail: str


@dataclass(frozen=True)
class _Attack:
    """Hostile code, and the ways of stopping it that count as holding beside its being refused."""

    name: str
    title: str
    source: str
    stops: tuple[Reason, ...] = ()
    standard_only: bool = False
    arguments: tuple[str, ...] = ()
    limits: Limits = _LIMITS
    asks_again: bool = False  # the lie, if any, must break the next call


def _open(name: str, title: str, path: str) -> _Attack:
    source = "def attempt(path):\n    with open(path, 'rb') as file:\n        file.read(1)\n"
    return _Attack(name, title, source + "    return True\n", (), True, (path,))


_FORBIDDEN: tuple[Reason, ...] = ("forbidden",)
# What a refusal by the kernel looks like in Python; any other exception is a broken probe.
_REFUSALS = (
    *("PermissionError", "FileNotFoundError", "BlockingIOError", "OSError"),
    *("MemoryError", "RuntimeError"),
)

_FORGED = """
import os, struct
def attempt():
    body = b"U\\0\\0\\0\\0U\\0\\0\\0\\0T"
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<B3xIQ", 6, {number}, len(body)) + body)
        except OSError:
            pass
    return False
"""


def _exhausting() -> list[_Attack]:
    """Attacks on time, memory, processes and pipes; every mode must hold them."""
    short = replace(_LIMITS, cpu_seconds=0.25, wall_seconds=2.0)
    return [
        _Attack(
            "endless-loop",
            "An endless loop is stopped",
            "def attempt():\n    while True: pass\n",
            ("cpu-time",),
            limits=short,
        ),
        _Attack(
            "sleep",
            "Waiting for ever is stopped",
            "import time\ndef attempt():\n    time.sleep(60)\n    return True\n",
            ("wall-time",),
            limits=replace(_LIMITS, wall_seconds=0.25),
        ),
        _Attack(
            "memory-bomb",
            "Memory is limited",
            "def attempt():\n    kept = []\n    for _ in range(64): kept.append(bytes(1 << 24))\n"
            "    return True\n",
            ("memory",),
        ),
        _Attack(
            "fork",
            "No process can be started",
            "import os\ndef attempt():\n    if os.fork() == 0: os._exit(0)\n    return True\n",
            _FORBIDDEN,
        ),
        _Attack(
            "thread-bomb",
            "Threads cannot multiply",
            "import threading, time\ndef attempt():\n    for _ in range(64):\n"
            "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
            "    return True\n",
        ),
        _Attack(
            "file-size",
            "No file can be filled",
            "import tempfile\ndef attempt():\n    with tempfile.TemporaryFile() as file:\n"
            "        file.write(b'x' * 4096)\n        file.flush()\n    return True\n",
        ),
        _Attack(
            "print-flood",
            "Printed output is limited",
            "def attempt():\n    while True: print('x' * 1000)\n",
            ("printed",),
        ),
        _Attack(
            "huge-answer",
            "The size of an answer is limited",
            "import numpy as np\ndef attempt():\n    return np.zeros(1 << 20)\n",
            ("output",),
        ),
    ]


def _forging() -> list[_Attack]:
    """Attacks on the verdict; every mode must hold them."""
    return [
        _Attack(
            "exit",
            "Ending the process is not an answer",
            "import os\ndef attempt():\n    os._exit(0)\n",
            ("exited",),
        ),
        _Attack(
            "forged-frames",
            "Answers to other questions are refused",
            _FORGED.format(number=77),
            ("protocol",),
        ),
        _Attack(
            "early-answer",
            "Answers before the question are refused",
            _FORGED.format(number=2),
            ("protocol",),
            asks_again=True,
        ),
        _Attack(
            "null-pointer",
            "A crash stays in its process",
            "import ctypes\ndef attempt():\n    ctypes.string_at(0)\n",
            ("crashed",),
        ),
        _Attack(
            "environment",
            "The environment is empty",
            "import os\ndef attempt():\n    return bool(os.environ)\n",
        ),
    ]


def _reaching() -> list[_Attack]:
    """Attacks on the machine; only mode standard promises to hold them."""
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
        _Attack("execute", "No program can be run", execute, _FORBIDDEN, True),
        _Attack("tcp", "No network", connect.format("socket.AF_INET"), _FORBIDDEN, True),
        _Attack("unix-socket", "No local sockets", connect.format("1"), _FORBIDDEN, True),
        _open("etc-passwd", "System files cannot be read", "/etc/passwd"),
        _Attack("home", "The home folder cannot be listed", listing, (), True, (str(Path.home()),)),
        _open("own-files", "The judge's files cannot be read", str(Path(__file__).resolve())),
        _Attack("write", "Nothing can be written", writing, (), True, (tempfile.gettempdir(),)),
        _Attack("signal", "No other process can be signalled", parent, _FORBIDDEN, True),
        _Attack(
            "ptrace",
            "No other process can be traced",
            call + ".ptrace(16, os.getppid(), 0, 0)\n    return True\n",
            _FORBIDDEN,
            True,
        ),
        _Attack("proc", "No other process can be looked at", parents_file, (), True, (environ,)),
    ]


def probe(judge: Judge) -> list[Probe]:
    """Every protection as it held just now in the judge's mode; takes a few seconds."""
    attacks = [*_exhausting(), *_forging(), *_reaching()]
    return [_try(judge, attack) for attack in attacks]


def _try(judge: Judge, attack: _Attack) -> Probe:
    if attack.standard_only and judge.mode != "standard":
        detail = f"Not promised in mode {judge.mode}; not tried."
        return Probe(attack.name, attack.title, None, detail)
    with judge.start(attack.source, limits=attack.limits) as session:
        outcome = _run(session, attack)
    return Probe(attack.name, attack.title, _held(outcome, attack), _told(outcome))


def _run(session: Session, attack: _Attack) -> Loaded | Returned | Raised | Missing | Stopped:
    outcome = session.call("attempt", attack.arguments)
    if attack.asks_again and isinstance(outcome, Returned):
        outcome = session.call("attempt", attack.arguments)
    return outcome


def _held(outcome: object, attack: _Attack) -> bool:
    match outcome:
        case Stopped(reason=reason):
            return reason in attack.stops
        case Raised(type=name):
            return name in _REFUSALS
        case Returned(value=False):
            return not attack.stops or attack.stops == _FORBIDDEN
    return False


def _told(outcome: object) -> str:
    match outcome:
        case Stopped(detail=detail):
            return detail
        case Raised(type=name, message=message):
            return f"{name}: {message}"
        case Returned(value=False):
            return "It found nothing."
    return "The attack got through."
