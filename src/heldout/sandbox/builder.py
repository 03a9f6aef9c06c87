"""The program that compiles one submission: into a jail, and become the compiler there.

Started by building.py as `python -I -S -c ...` for each submission, so it holds nothing secret.
The source is as foreign while it is compiled as when it runs: it may include any file, and make a
compiler compute for ever. So the compiler sees its own files and a scratch folder, and no more.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from . import capabilities, kernel, landlock, namespaces, private_root, seccomp

__all__ = ["REFUSED", "main"]

REFUSED = 99  # exit status: the jail could not be made; why stands in what was printed
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)
_STACK_BYTES = 64 << 20


def main() -> None:
    """Does not return: exits, or is the compiler."""
    config = json.loads(sys.argv[1])
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    try:
        _enter(config)
    except OSError as error:
        print(error.strerror or error, file=sys.stderr, flush=True)
        os._exit(REFUSED)
    environment = {"PATH": config["path"], "LC_ALL": "C", "TMPDIR": config["scratch"]}
    os.execve(config["command"][0], config["command"], environment)


def _enter(config: dict[str, Any]) -> None:
    mode, scratch = config["mode"], Path(config["scratch"])
    readable = [Path(place) for place in config["readable"]]
    if mode == "full":
        namespaces.enter(lambda: None)
        private_root.enter(readable, (), [Path(os.devnull)], [scratch])
    os.chdir(scratch)
    _limit(config)
    if config["user"] is not None:
        os.setgroups([])
        os.setgid(config["user"])
        os.setuid(config["user"])
    if sys.platform == "linux":
        # The change of user has forgotten it.
        kernel.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if mode == "basic":
        return
    if mode == "full":
        capabilities.keep()
    landlock.forbid_new_privileges()
    landlock.restrict(
        landlock.make_ruleset((), [Path(os.devnull)], programs=readable, scratch=[scratch])
    )
    seccomp.restrict_build()


def _limit(config: dict[str, Any]) -> None:
    """Of each process; the judge counts the wall time of all together."""
    for which, wanted in (
        (resource.RLIMIT_CPU, config["cpu_seconds"]),
        (resource.RLIMIT_AS, config["memory_bytes"]),
        (resource.RLIMIT_FSIZE, config["file_bytes"]),
        (resource.RLIMIT_STACK, _STACK_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _lower(which, wanted)
    if config["user"] is not None:  # nobody else's processes count for that user
        _lower(resource.RLIMIT_NPROC, 16)


def _lower(which: int, wanted: int) -> None:
    ceiling = resource.getrlimit(which)[1]
    top = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    resource.setrlimit(which, (top, top))
