"""A spawned worker's program: loads an image in advance, then serves one submission and dies.

Where a fork of a warm interpreter is unsafe, a fresh one takes its place. It is started as
`python -I -S -c …` (spawned.py), so it holds neither heldout nor anything secret, and knows the
files beside this one as the package that children know them by. It lives as long as the judge
holds the other end of its control socket, or of the channel once it has its job.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from pathlib import Path
from typing import Any

from .zygote import ENDS, MODES, move_up, prepare

__all__ = ["JOB", "main"]

JOB = struct.Struct("<B")  # place of the mode in MODES; the ends of a line travel with it
_LOOK_SECONDS = 0.5  # between two looks at the judge, where the kernel does not tell of its end


def main() -> None:
    """Start, report once, take one job."""
    started = time.monotonic()
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number in (signal.SIGINT, signal.SIGTERM):  # the judge is told as well, and ends this one
        signal.signal(number, signal.SIG_IGN)
    control = move_up(int(sys.argv[1]))
    os.chdir("/")
    config = json.loads(sys.argv[2])
    sys.argv[:] = ["answer.py"]
    null = os.open(os.devnull, os.O_RDWR)
    jail = _prepare(config, null)
    report = {
        "standard": jail.standard and _threads() == 1 and not config["device"],
        "landlock": jail.landlock,
        "seconds": round(time.monotonic() - started, 3),
    }
    text = json.dumps(report).encode()
    control.sendall(struct.pack("<I", len(text)) + text)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    _serve_once(control, jail, config["judge"])


def _prepare(config: dict[str, Any], null: int) -> Any:
    """The jail, ready to be entered, around an interpreter that has everything loaded."""
    jail = prepare({**config, "private": False})
    jail.parent = config["judge"]
    if config["device"]:
        from .child import PLACES

        for place in {*PLACES} - {null}:
            # Else the driver would take it for its own, and lose it.
            os.dup2(null, place, inheritable=False)
        jail.prepare_device()
        _wake_device()
        gc.collect()
        gc.freeze()
    return jail


def _wake_device() -> None:
    """Compute on the device, forward and backward, so that its context and its threads are there;
    the proof that there is a device that works."""
    torch: Any = sys.modules["torch"]
    square = torch.ones((8, 8), device="cuda", requires_grad=True)
    (square @ square).sum().backward()
    torch.cuda.synchronize()


def _threads() -> int:
    """How many threads this process has; 1 where the system does not say."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def _serve_once(control: socket.socket, jail: Any, judge: int) -> None:
    message, ends, _, _ = socket.recv_fds(control, JOB.size, ENDS)
    if len(message) < JOB.size or len(ends) < ENDS:
        os._exit(0)  # the judge needs this worker no more
    control.close()
    if not sys.platform.startswith("linux"):
        threading.Thread(target=leave_with, args=[judge], daemon=True).start()
    (mode,) = JOB.unpack(message)
    jail.spent = time.process_time()
    from .child import run

    try:
        run(jail, MODES[mode], ends)
    finally:
        os._exit(70)


def leave_with(judge: int) -> None:
    """End this process once its parent is another than the judge, which has then died."""
    while os.getppid() == judge:
        time.sleep(_LOOK_SECONDS)
    os._exit(1)
