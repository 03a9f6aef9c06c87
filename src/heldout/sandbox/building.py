"""Makes a shared object of a submission in C++, in a jail of its own, and reads it as bytes.

The scratch folder is the one place that a compiler can write to. This process opens one file of a
fixed name there, follows no link, and only once every process of the compiler is dead.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from heldout.errors import SandboxError

from .builder import REFUSED
from .cleaning import clean
from .results import Mode, Raised, Stopped
from .toolchain import PRELUDE, Toolchain, find_toolchain

__all__ = ["COMPILE_ERROR", "SOURCE_FILE", "Drop", "compile_program"]

COMPILE_ERROR = "CompileError"  # the type of a `Raised` that is a compiler's
SOURCE_FILE = "answer.cpp"
_ENTRY, _OUTPUT = "entry.cpp", "answer.so"
_CPU_SECONDS, _WALL_SECONDS = 15, 45.0
_MEMORY_BYTES, _FILE_BYTES, _OUTPUT_BYTES = 2 << 30, 64 << 20, 32 << 20
_TOLD_BYTES = 1 << 20  # of what the compiler prints; the rest is thrown away
_FIRST_USER, _USERS = 61184, 4336  # as in jail.py
_MOST_LINES, _LINE_CAP = 8, 300
_KEPT = 48  # compiled submissions that can be loaded again
_PROGRAM = (
    "import sys, types\n"
    "package = types.ModuleType('heldout_child')\n"
    "package.__path__ = [sys.argv.pop(1)]\n"
    "sys.modules['heldout_child'] = package\n"
    "from heldout_child.builder import main\n"
    "main()\n"
)
_TOLD = re.compile(r"([^:\s][^:]*):(\d+):(?:\d+:)? +(?:fatal )?error: (.*)")
_INDEXING = "ATen/TensorIndexing.h"  # read for whoever uses it: it takes as long as all the rest
_INDEXED = re.compile(r"\bindexing\b|\bindex(_put_)?\s*\(")
_REQUIRED = re.compile(rf"{re.escape(SOURCE_FILE)}:(\d+):(?:\d+:)? +required from")
_MISSING = "'::{0}' has not been declared|no member named '{0}' in the global namespace"
_DIED = re.compile(
    r"Killed signal|Segmentation fault|CPU time limit|Cputime limit|signal terminated"
)
_FULL = re.compile(
    r"out of memory|cannot allocate|Cannot allocate|virtual memory exhausted|bad_alloc"
)


class Drop:
    """A folder from which children load what was compiled: by names that nobody can guess, and
    that nobody can list. Gone when closed."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heldout-built-"))
        self.folder.chmod(0o711)
        self._lock = threading.Lock()
        self._files: dict[tuple[str, str], Path] = {}

    def find(self, source: str, function: str) -> str | None:
        """Where the compiled source is, if it was compiled lately."""
        with self._lock:
            path = self._files.pop((source, function), None)
            if path is not None:
                self._files[source, function] = path  # the last to go
            return None if path is None else str(path)

    def put(self, source: str, function: str, content: bytes) -> str:
        """Keep what was compiled; of what was used longest ago there is no more."""
        path = self.folder / f"{secrets.token_hex(16)}.so"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), 0o444)
        with self._lock:
            self._files[source, function] = path
            if len(self._files) > _KEPT:
                oldest = next(iter(self._files))
                self._files.pop(oldest).unlink(missing_ok=True)
        return str(path)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def compile_program(source: str, function: str, mode: Mode) -> bytes | Raised | Stopped:
    """The shared object, what the compiler complains of, or why it had to be stopped."""
    toolchain = find_toolchain()
    with _scratch() as (scratch, user):
        (scratch / SOURCE_FILE).write_text(source, encoding="utf-8", errors="replace")
        # On a line of its own, whatever the source ends with.
        first = f"#include <{_INDEXING}>\n" if _INDEXED.search(source) else ""
        entry = f'{first}#include "{SOURCE_FILE}"\n\nEXPORT_ANSWER({function})\n'
        (scratch / _ENTRY).write_text(entry, encoding="utf-8")
        for name in (SOURCE_FILE, _ENTRY):
            (scratch / name).chmod(0o444)
        started = time.monotonic()
        status, told = _run(_config(toolchain, scratch, user, mode))
        seconds = time.monotonic() - started
        if status == 0:
            content = _read(scratch)
            if content is not None:
                return content
            told = "the compiler made no file that can be loaded"
        if status == REFUSED:
            raise SandboxError(
                "The compiler must run in a jail, which could not be made here: "
                f"{clean(told.strip()[:500])}. Leave HELDOUT_SANDBOX unset to use the best mode."
            )
    return _explain(status, told, function, toolchain, mode, seconds)


def _config(toolchain: Toolchain, scratch: Path, user: int | None, mode: Mode) -> str:
    return json.dumps(
        {
            "mode": mode,
            "command": toolchain.arguments(_ENTRY, _OUTPUT),
            "path": os.pathsep.join(
                dict.fromkeys((os.path.dirname(toolchain.compiler), "/usr/bin", "/bin"))
            ),
            "scratch": str(scratch),
            "readable": [str(place) for place in toolchain.readable],
            "user": user,
            "cpu_seconds": _CPU_SECONDS,
            "memory_bytes": _MEMORY_BYTES,
            "file_bytes": _FILE_BYTES,
        }
    )


@contextmanager
def _scratch() -> Iterator[tuple[Path, int | None]]:
    """A folder for one compiler, and the user that it is to be run as (None: as we are)."""
    folder = Path(tempfile.mkdtemp(prefix="heldout-building-"))
    user = None
    try:
        if os.geteuid() == 0:
            user = _FIRST_USER + secrets.randbelow(_USERS)
            os.chown(folder, user, user)
        yield folder, user
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(config: str) -> tuple[int, str]:
    """Exit status of the compiler (124: it took too long), and what it printed."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _PROGRAM, str(Path(__file__).parent), config],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={},
        start_new_session=True,  # a group of its own, to be ended as one
    )
    told = bytearray()
    assert process.stdout is not None
    reader = threading.Thread(target=_keep_first, args=[process.stdout.fileno(), told])
    reader.start()
    try:
        status = process.wait(_WALL_SECONDS)
    except subprocess.TimeoutExpired:
        status = 124
    finally:
        # Also whatever a compiler that has ended may have left; the group is there until reaped.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        reader.join()
        process.stdout.close()
    return status, bytes(told).decode("utf-8", "replace")


def _keep_first(descriptor: int, told: bytearray) -> None:
    """Read to the end, so that nobody waits to be read, and keep the beginning."""
    while piece := os.read(descriptor, 1 << 16):
        told += piece[: _TOLD_BYTES - len(told)]


def _read(scratch: Path) -> bytes | None:
    """The compiled file, when it is one: not a link, a device, or larger than it may be."""
    try:
        descriptor = os.open(
            scratch / _OUTPUT, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        )
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _OUTPUT_BYTES:
            return None
        return file.read(_OUTPUT_BYTES)


# --- what the compiler said -----------------------------------------------------------------------


def _explain(
    status: int, told: str, function: str, toolchain: Toolchain, mode: Mode, seconds: float
) -> Raised | Stopped:
    if status == 124:
        detail = f"The compiler did not end within {_WALL_SECONDS:g} s."
        return Stopped("wall-time", detail, "", mode)
    lines = list(_lines(told, toolchain))
    if not lines and _FULL.search(told):
        detail = f"The compiler used up its memory ({_MEMORY_BYTES >> 20} MiB)."
        return Stopped("memory", detail, "", mode)
    if not lines and (status in (-signal.SIGXCPU, -signal.SIGKILL, 137, 152) or _DIED.search(told)):
        detail = f"The compiler used up its processor time ({_CPU_SECONDS} s) or crashed."
        return Stopped("cpu-time", detail, "", mode)
    lines = [told for told in lines if told[0] is not None] or lines  # theirs alone, if any is
    if lines and lines[0][0] is None and re.search(_MISSING.format(function), lines[0][1]):
        lines = [(None, f"the code must define {function}, at the top level and once")]
    if not lines:
        lines = [(None, "the compiler refuses it, and names no line of yours")]
    shown = "\n".join(
        f"{SOURCE_FILE}:{line}: error: {text}" if line else f"error: {text}"
        for line, text in lines[:_MOST_LINES]
    )
    line, text = lines[0]
    return Raised(COMPILE_ERROR, text, line, shown, "", seconds, mode)


def _lines(told: str, toolchain: Toolchain) -> Iterator[tuple[int | None, str]]:
    """Line in the submission and words of each error; those of files that are nobody's business
    are left out, since what they quote may be such a file's content."""
    line = None
    for text in told.splitlines():
        if required := _REQUIRED.match(text):
            line = int(required[1])
        if found := _TOLD.match(text):
            file, number, words = found.groups()
            words = _shown(words, toolchain)
            if file == SOURCE_FILE:
                yield int(number), words
            elif file == _ENTRY or _is_ours(file, toolchain):
                yield line, words
                line = None
        elif "undefined reference to" in text or "multiple definition of" in text:
            yield None, _shown(text.rpartition(": ")[2], toolchain)


def _is_ours(file: str, toolchain: Toolchain) -> bool:
    """Whether an error lies in a header of ours or of LibTorch's, where a wrong type leads to. Ours
    were read in advance, under a name that they had then."""
    return os.path.basename(file) == PRELUDE or file.startswith(f"{toolchain.include}{os.sep}")


def _shown(words: str, toolchain: Toolchain) -> str:
    for place in (toolchain.headers, toolchain.include):
        words = words.replace(f"{place}{os.sep}", "")
    return clean(words[:_LINE_CAP])
