"""The compiler of this machine, and headers read for it once and for all.

LibTorch's headers take seven seconds to read; read in advance (a precompiled header) they cost
less than one. That is made once for each compiler, PyTorch and version of our own headers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heldout.errors import SandboxError
from heldout.needs import find_compiler
from heldout.settings import read_settings

__all__ = ["FLAGS", "PRELUDE", "Toolchain", "cache_folder", "find_toolchain", "torch_libraries"]

FLAGS = (
    *("-std=c++20", "-O0", "-fPIC", "-w", "-pipe", "-fmax-errors=5", "-ftemplate-depth=200"),
    *("-fno-diagnostics-show-caret", "-fdiagnostics-color=never"),
)
PRELUDE = "heldout.hpp"
_FUNCTIONS = "functions.hpp"  # included by it where it is there
_HEADERS = Path(__file__).with_name("headers")
_MACHINE = f"{platform.machine()}-linux-gnu"
_SYSTEM = (  # what compilers and what they start are made of, where it is there
    *("/usr/bin", "/usr/include", "/usr/local/include", "/usr/lib/gcc", "/usr/libexec/gcc"),
    *("/usr/lib/" + _MACHINE, "/lib/" + _MACHINE, "/lib64", "/usr/lib64/gcc", "/etc/alternatives"),
    *("/etc/ld.so.cache", "/usr/" + _MACHINE),
)
_PROGRAMS = ("cc1plus", "as", "ld", "collect2")
_FILES = ("crti.o", "crtbeginS.o", "libstdc++.so", "libgcc_s.so", "libc.so", "libc.so.6", "libm.so")
_QUESTION_SECONDS = 10.0
_READING_SECONDS = 600.0  # for the headers, on a machine that has much else to do
_UNUSED_SECONDS = 7 * 24 * 3600.0
_building = threading.Lock()


@dataclass(frozen=True)
class Toolchain:
    """How to compile here: the program, where headers are, and what has to be readable for it."""

    compiler: str
    headers: Path  # with the precompiled header where there is one
    include: Path  # LibTorch's
    readable: tuple[Path, ...]

    def arguments(self, source: str, output: str) -> list[str]:
        """The command line that makes a shared object of a source."""
        places = (f"-I{self.headers}", f"-isystem{self.include}")
        return [
            *(self.compiler, *FLAGS, *places, "-include", PRELUDE),
            *("-shared", "-Wl,-z,now", "-o", output, source),
        ]


def find_toolchain() -> Toolchain:
    """The toolchain, its headers read; `SandboxError` where there is no compiler or no LibTorch."""
    with _building:
        return _find()


@cache
def _find() -> Toolchain:
    compiler, include = find_compiler(), _torch_folder() / "include"
    if compiler is None:
        raise SandboxError(
            "C++ needs a compiler to be judged, g++ or clang++, and neither is on the search path "
            "here: apt install g++"
        )
    if not (include / "ATen").is_dir():
        raise SandboxError(
            f"C++ is judged with LibTorch, whose headers must lie in {include}, and they do not. "
            "Install PyTorch from its wheels: pip install heldout[torch]"
        )
    headers = _prepared(compiler, include)
    readable = (*_parts_of(compiler), headers, include)
    return Toolchain(compiler, headers, include, readable)


def torch_libraries() -> list[str]:
    """The shared objects that a compiled submission takes its names from."""
    folder = _torch_folder() / "lib"
    return [str(folder / name) for name in ("libc10.so", "libtorch_cpu.so")]


def _torch_folder() -> Path:
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        raise SandboxError(
            "C++ is judged with LibTorch, which is a part of PyTorch, and that is not installed "
            "here: pip install heldout[torch]"
        )
    return Path(spec.origin).resolve().parent


def _parts_of(compiler: str) -> tuple[Path, ...]:
    """Folders and files that the compiler must be able to read and run."""
    asked = [f"-print-prog-name={name}" for name in _PROGRAMS]
    asked += [f"-print-file-name={name}" for name in _FILES]
    said = [_ask(compiler, question).strip() for question in asked]
    found = [Path(path).parent for path in said if os.path.isabs(path) and os.path.exists(path)]
    found += [Path(path).resolve().parent for path in (compiler, *said) if os.path.isabs(path)]
    prefix = Path(compiler).resolve().parent.parent
    if prefix not in (Path("/"), Path("/usr"), Path("/usr/local")):
        found.append(prefix)  # a compiler that has a folder of its own
    system = [Path(path) for path in _SYSTEM]
    places = {place for place in (*system, *found) if place.exists() and len(place.parts) > 2}
    return tuple(sorted({Path(os.path.abspath(place)) for place in places} | _roots(system)))


def _roots(system: list[Path]) -> set[Path]:
    """What lies at the top: the loader that programs name is there under one fixed name."""
    return {place for place in system if len(place.parts) == 2 and place.exists()}


def _ask(compiler: str, *questions: str) -> str:
    try:
        told = subprocess.run(
            [compiler, *questions],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_QUESTION_SECONDS,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout


# --- headers that are read once -------------------------------------------------------------------


def _prepared(compiler: str, include: Path) -> Path:
    """The folder of our headers with a precompiled one; without it where none can be kept."""
    try:
        folder = cache_folder() / "cpp" / _key(compiler, include)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not _is_whole(folder):
            with _alone(folder.parent):  # whoever comes second waits, and finds it made
                if not _is_whole(folder):
                    _prepare(compiler, include, folder)
                _sweep(folder)
        with suppress(OSError):  # another user's
            os.utime(folder)
        return folder
    except (OSError, subprocess.SubprocessError):
        return _HEADERS  # then each verdict reads them all


def _is_whole(folder: Path) -> bool:
    """Whether a precompiled header is there, and nobody else can have put it there."""
    made = folder / f"{PRELUDE}.gch"
    if not made.is_file():
        return False
    told = [place.stat() for place in (folder, made)]
    trusted = (0, os.geteuid())
    return all(one.st_uid in trusted and not one.st_mode & stat.S_IWOTH for one in told)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process of this machine is here; one that dies makes room."""
    import fcntl  # there is none on Windows, and no C++ either

    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _prepare(compiler: str, include: Path, folder: Path) -> None:
    """Make the folder beside its place and move it there: whoever looks finds all or nothing."""
    making = Path(tempfile.mkdtemp(prefix="making-", dir=folder.parent))
    try:
        shutil.copytree(_HEADERS, making, dirs_exist_ok=True)
        (making / _FUNCTIONS).write_text(_functions(include), encoding="utf-8")
        subprocess.run(
            [
                *(compiler, *FLAGS, f"-I{making}", f"-isystem{include}"),
                *("-x", "c++-header", str(making / PRELUDE), "-o", str(making / f"{PRELUDE}.gch")),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_READING_SECONDS,
            env={"PATH": os.environ.get("PATH", os.defpath), "TMPDIR": str(making)},
            check=True,
        )
        for place in (making, *making.rglob("*")):
            place.chmod(0o755 if place.is_dir() else 0o644)  # whoever compiles is somebody else
        shutil.rmtree(folder, ignore_errors=True)  # of which only a part is there
        os.rename(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _functions(include: Path) -> str:
    """What includes the tensors' functions, without those that are LibTorch's own affair."""
    told = (include / "ATen" / "Functions.h").read_text(encoding="utf-8")
    names = re.findall(r"^#include <ATen/ops/([a-z]\w*)\.h>", told, re.MULTILINE)
    return "".join(["#pragma once\n", *(f"#include <ATen/ops/{name}.h>\n" for name in names)])


def _sweep(kept: Path) -> None:
    """Remove what other compilers and other versions of PyTorch have left and nobody has used for
    a week, and what was never finished."""
    for folder in kept.parent.iterdir():
        with suppress(OSError):
            age = time.time() - folder.stat().st_mtime
            unfinished = folder.name.startswith("making-")  # not in use: we hold the lock
            if folder.is_dir() and folder != kept and (unfinished or age > _UNUSED_SECONDS):
                shutil.rmtree(folder, ignore_errors=True)


def _key(compiler: str, include: Path) -> str:
    """Sixteen hex digits that change with anything the precompiled header depends on."""
    digest = hashlib.sha256(_ask(compiler, "--version").encode())
    version = include.parent / "version.py"
    told = version.read_bytes() if version.is_file() else b""
    for piece in (compiler.encode(), str(include).encode(), told, "\0".join(FLAGS).encode()):
        digest.update(piece + b"\0")
    for file in sorted(_HEADERS.rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Heldout's own folder for what can be made again; root's can be read by whom it runs as."""
    from platformdirs import user_cache_path

    given = read_settings().cache_dir
    if given is not None:
        return given.absolute()
    if sys.platform == "linux" and os.geteuid() == 0:
        return Path("/var/cache/heldout")
    return user_cache_path("heldout", appauthor=False)
