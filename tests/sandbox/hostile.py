"""Hostile programs as data: what each tries, and what must become of it.

`expected` is a tuple of acceptable outcomes: a reason of `Stopped`, "raised:Type", or
"returned" (then the value is in `value`: the attack ran and found nothing). `basic` marks those
that must fail even without isolation: they forge, crash or exhaust.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Attack:
    """One program; the call is `f(*args)`, repeated once when `again`."""

    name: str
    source: str
    expected: tuple[str, ...]
    basic: bool = False
    args: tuple[Any, ...] = ()
    value: Any = None
    again: bool = False


DENIED = ("raised:PermissionError",)

_FRAME = "import os, struct\ndef frame(kind, number, body):\n" + (
    "    return struct.pack('<B3xIQ', kind, number, len(body)) + body\n"
    "ANSWER = b'U\\0\\0\\0\\0' * 2 + b'T'\n"
)
_PTRACE = "import ctypes\ndef f(request):\n    return ctypes.CDLL(None).ptrace(request, 1, 0, 0)\n"
_RAW = (
    "import ctypes\ndef f(number, *args):\n"
    "    libc = ctypes.CDLL(None, use_errno=True)\n"
    "    if libc.syscall(number, *args) < 0:\n"
    "        raise OSError(ctypes.get_errno(), 'refused')\n    return 'it worked'\n"
)
_OPEN = "def f(path):\n    return open(path, 'rb').read(10)\n"
_LIST = "import os\ndef f(path):\n    return os.listdir(path)\n"

FORGING = [
    Attack("exit-0", "import sys\ndef f(): sys.exit(0)\n", ("raised:SystemExit",), True),
    Attack("os-exit", "import os\ndef f(): os._exit(0)\n", ("exited",), True),
    Attack("os-exit-at-load", "import os\nos._exit(0)\n", ("exited",), True),
    Attack("exit-at-load", "raise SystemExit(0)\n", ("raised:SystemExit",), True),
    Attack(
        "atexit-verdict",
        "import atexit, os\natexit.register(lambda: os.write(3, b'PASS'))\ndef f(): os._exit(0)\n",
        ("exited",),
        True,
    ),
    Attack("print-verdict", "def f():\n    print('accepted')\n", ("returned",), True),
    Attack("close-channel", "import os\ndef f(): os.close(3); return 1\n", ("exited",), True),
    Attack(
        "close-channel-and-live",
        "import os\ndef f():\n    os.close(3)\n    while True: pass\n",
        ("protocol",),
        True,
    ),
    Attack(
        "close-everything",
        "import os\ndef f():\n    os.closerange(0, 99)\n    while True: pass\n",
        ("protocol",),
        True,
    ),
    Attack("garbage", "import os\ndef f(): os.write(3, b'x' * 99)\n", ("protocol",), True),
    Attack(
        "garbage-at-load", "import os\nos.write(3, b'\\6' * 64)\nf = print\n", ("output",), True
    ),
    Attack(
        "answer-twice",
        _FRAME + "def f():\n    os.write(3, frame(6, 2, ANSWER))\n    return True\n",
        ("protocol",),
        True,
        again=True,
    ),
    Attack(
        "answer-ahead",
        _FRAME + "def f():\n    os.write(3, frame(6, 3, ANSWER))\n    return True\n",
        ("protocol",),
        True,
    ),
    Attack(
        "wrong-kind",
        _FRAME + "def f(): os.write(3, frame(5, 2, b'U\\0\\0\\0\\0'))\n",
        ("protocol",),
        True,
    ),
    Attack("ready-again", _FRAME + "def f(): os.write(3, frame(3, 2, b''))\n", ("protocol",), True),
    Attack(
        "half-a-frame",
        _FRAME + "def f():\n    os.write(3, frame(6, 2, ANSWER)[:-1])\n    while True: pass\n",
        ("cpu-time",),
        True,
    ),
    Attack(
        "huge-length",
        "import os, struct\ndef f(): os.write(3, struct.pack('<B3xIQ', 6, 2, 1 << 63))\n",
        ("output",),
        True,
    ),
    Attack(
        "huge-shape",
        _FRAME + "BOMB = b'A' + bytes([7, 1, 2]) + struct.pack('<QQ', 1 << 33, 1 << 33)\n"
        "def f(): os.write(3, frame(6, 2, ANSWER[:-1] + BOMB))\n",
        ("protocol",),
        True,
    ),
    Attack(
        "strides-amplify",
        _FRAME + "BOMB = b'A' + bytes([7, 5, 1]) + struct.pack('<Qqd', 1, 1 << 40, 0)\n"
        "def f(): os.write(3, frame(6, 2, ANSWER[:-1] + BOMB))\n",
        ("protocol",),
        True,
    ),
    Attack(
        "always-equal",
        "class Yes:\n    def __eq__(self, other): return True\ndef f(): return Yes()\n",
        ("returned",),
        True,
    ),
    Attack(
        "patched-numpy",
        "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
        "np.testing.assert_allclose = lambda *a, **k: None\ndef f(): return np.zeros(2)\n",
        ("returned",),
        True,
    ),
    Attack(
        "patched-builtins",
        "import builtins\nbuiltins.len = lambda x: 0\nbuiltins.isinstance = lambda *a: True\n"
        "def f(): return 1\n",
        ("returned", "exited", "protocol", "raised:TypeError"),
        True,
    ),
    Attack(
        "pickle",
        "import os\nclass P:\n    def __reduce__(self): return os.system, ('true',)\n"
        "def f(): return P()\n",
        ("returned",),
        True,
    ),
    Attack(
        "bad-str",
        "class E(Exception):\n    def __str__(self): raise SystemExit\ndef f(): raise E()\n",
        ("raised:E",),
        True,
    ),
    Attack(
        "frames-to-expected",
        "import sys\ndef f():\n    frame, names = sys._getframe(), []\n"
        "    while frame: names += [n for n in frame.f_locals if 'expect' in n or 'solut' in n]"
        "; frame = frame.f_back\n    return names\n",
        ("returned",),
        True,
        value=[],
    ),
    Attack(
        "gc-for-the-solution",
        "import gc, sys\ndef f():\n    return [n for n in sys.modules if n.split('.')[0] in "
        "('heldout', 'pytest', 'hypothesis', 'packs')]\n",
        ("returned",),
        True,
        value=[],
    ),
]

EXHAUSTING = [
    Attack("loop", "def f():\n    while True: pass\n", ("cpu-time",), True),
    Attack("loop-at-load", "while True: pass\n", ("cpu-time",), True),
    Attack(
        "loop-ignoring-signals",
        "import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\ndef f():\n    while True: pass\n",
        ("cpu-time",),
        True,
    ),
    Attack(
        "loop-catching-all",
        "def f():\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass\n",
        ("cpu-time",),
        True,
    ),
    Attack("sleep", "import time\ndef f(): time.sleep(99)\n", ("wall-time",), True),
    Attack("big-int", "def f(): return 7 ** 7 ** 9\n", ("cpu-time", "raised:MemoryError"), True),
    Attack(
        "regex",
        "import re\ndef f(): return re.match('(a+)+$', 'a' * 40 + 'b')\n",
        ("cpu-time",),
        True,
    ),
    Attack("one-huge-array", "import numpy\ndef f(): numpy.ones(1 << 37)\n", ("raised:*",), True),
    Attack(
        "memory-growth",
        "def f():\n    kept = []\n    while True: kept.append(bytes(1 << 22))\n",
        ("raised:MemoryError",),
        True,
    ),
    Attack(
        "huge-answer", "import numpy\ndef f(): return numpy.zeros(1 << 20)\n", ("output",), True
    ),
    Attack("print-flood", "def f():\n    while True: print('x' * 999)\n", ("printed",), True),
    Attack(
        "stderr-flood",
        "import os\ndef f():\n    while True: os.write(2, b'x' * 4096)\n",
        ("printed",),
        True,
    ),
    Attack(
        "recursion",
        "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\n",
        ("raised:MemoryError", "crashed", "cpu-time", "memory", "exited"),
        True,
    ),
    Attack(
        "threads",
        "import threading, time\ndef f():\n    for _ in range(99):\n"
        "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n",
        ("raised:RuntimeError",),
        True,
    ),
    Attack("deep-source", "x = " + "(" * 4000 + ")" * 4000 + "\n", ("raised:*", "crashed"), True),
    Attack("null-pointer", "import ctypes\ndef f(): ctypes.string_at(0)\n", ("crashed",), True),
    Attack("abort", "import os\ndef f(): os.abort()\n", ("crashed",), True),
    Attack(
        "deep-answer",
        "def f():\n    x = []\n    for _ in range(10 ** 5): x = [x]\n    return x\n",
        ("returned",),
        True,
    ),
    Attack("cycle", "def f():\n    x = []\n    x.append(x)\n    return x\n", ("returned",), True),
]

REACHING = [
    Attack("fork", "import os\ndef f(): return os.fork()\n", ("forbidden",)),
    Attack("execve", "import os\ndef f(): os.execv('/bin/true', ['true'])\n", ("forbidden",)),
    Attack("shell", "import os\ndef f(): return os.system('true')\n", ("forbidden",)),
    Attack("subprocess", "import subprocess\ndef f(): subprocess.run(['/bin/true'])\n", ("*",)),
    Attack("tcp", "import socket\ndef f(): socket.socket()\n", ("forbidden",)),
    Attack("udp", "import socket\ndef f(): socket.socket(2, 2)\n", ("forbidden",)),
    Attack("unix", "import socket\ndef f(): socket.socket(1)\n", ("forbidden",)),
    Attack("netlink", "import socket\ndef f(): socket.socket(16, 3)\n", ("forbidden",)),
    Attack("vsock", "import socket\ndef f(): socket.socket(40, 1)\n", ("forbidden",)),
    Attack("ptrace-attach", _PTRACE, ("forbidden",), args=(16,)),
    Attack("ptrace-seize", _PTRACE, ("forbidden",), args=(0x4206,)),
    Attack("kill-parent", "import os\ndef f(): os.kill(os.getppid(), 9)\n", ("forbidden",)),
    Attack("kill-all", "import os\ndef f(): os.kill(-1, 9)\n", ("forbidden",)),
    Attack("etc-passwd", _OPEN, DENIED, args=("/etc/passwd",)),
    Attack("own-source", _OPEN, DENIED, args=(__file__,)),
    Attack("proc-environ", _OPEN, DENIED, args=("/proc/self/environ",)),
    Attack("proc-mem", _OPEN, DENIED, args=("/proc/self/mem",)),
    Attack("list-root", _LIST, DENIED, args=("/",)),
    Attack("list-tmp", _LIST, DENIED, args=("/tmp",)),
    Attack("list-proc", _LIST, DENIED, args=("/proc",)),
    Attack("write-tmp", "def f(): open('/tmp/planted', 'w')\n", DENIED),
    Attack("write-shm", "def f(): open('/dev/shm/planted', 'w')\n", DENIED),
    Attack("symlink", "import os\ndef f(): os.symlink('/etc', '/tmp/planted')\n", DENIED),
    Attack("chmod", "import os\ndef f(): os.chmod('/tmp', 0o777)\n", DENIED),
    Attack("setuid", "import os\ndef f(): os.setuid(0)\n", ("forbidden",)),
    Attack("memfd", "import os\ndef f(): os.memfd_create('x')\n", ("forbidden",)),
    Attack("set-affinity", "import os\ndef f(): os.sched_setaffinity(0, {0})\n", DENIED),
    Attack(
        "terminal", "import fcntl\ndef f(): fcntl.ioctl(3, 0x5412, b'x')\n", ("raised:OSError",)
    ),
    Attack("signal-owner", "import fcntl, os\ndef f(): fcntl.fcntl(3, 8, os.getppid())\n", DENIED),
    Attack(
        "raise-limit",
        "import resource\ndef f(): resource.setrlimit(resource.RLIMIT_CPU, (-1, -1))\n",
        ("raised:ValueError", "raised:PermissionError"),
    ),
    Attack(
        "siblings-limit",
        "import os, resource\ndef f():\n"
        "    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))\n",
        DENIED,
    ),
    Attack("unknown-call", _RAW, ("raised:OSError",), args=(499,)),
    Attack("x32-call", _RAW, ("forbidden",), args=(0x40000000 | 39,)),
]

# Raw calls by name, so that each architecture uses its own numbers.
RAW_CALLS = (
    *("io_uring_setup", "unshare", "setns", "mount", "process_vm_readv", "bpf", "keyctl"),
    *("userfaultfd", "perf_event_open", "pidfd_open", "pidfd_getfd", "tkill", "open_by_handle_at"),
    *("recvmsg", "setresuid", "shmget", "rt_sigqueueinfo"),
)
RAW_SOURCE = _RAW

ATTACKS = [*FORGING, *EXHAUSTING, *REACHING]
