"""What a child is once it is jailed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from heldout.sandbox import Judge, Session
from heldout.sandbox.capabilities import TO_CHANGE_USER

LOOK = """
import os, resource
def f():
    names = ("CPU", "FSIZE", "CORE", "NOFILE", "NPROC")
    return {
        "users": list(os.getresuid()) + list(os.getresgid()),
        "groups": os.getgroups(),
        "limits": {n: list(resource.getrlimit(getattr(resource, "RLIMIT_" + n))) for n in names},
        "leader": os.getsid(0) == os.getpid(),
        "environment": dict(os.environ),
    }
def open_descriptors():
    found = []
    for descriptor in range(1024):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    return found
"""


def look(judge: Judge) -> dict[str, Any]:
    """What a child sees of itself."""
    with judge.start(LOOK) as session:
        found: dict[str, Any] = session.call("f").value
    return found


def test_no_child_is_root(judge: Judge) -> None:
    """Real, effective and saved ids are those of nobody in particular, in no group."""
    found = look(judge)
    assert 0 not in found["users"]
    if os.getuid() == 0:
        assert found["groups"] == []


def test_children_are_strangers_to_each_other(judge: Judge) -> None:
    """Where the judge may choose users, two children never share one."""
    with judge.start(LOOK) as one, judge.start(LOOK) as other:
        users = [session.call("f").value["users"][0] for session in (one, other)]
    expected = 2 if os.getuid() == 0 else 1
    assert len(set(users)) == expected


def test_limits_are_in_force(judge: Judge) -> None:
    """Each resource limit, soft and hard."""
    limits = look(judge)["limits"]
    loading = 1 if judge._spawn else 0  # a worker has used less than a second before its job
    assert limits["CPU"] == [1 + loading, 2 + loading]
    assert limits["FSIZE"] == limits["CORE"] == [0, 0]
    assert limits["NPROC"] == [1, 1]
    assert max(limits["NOFILE"]) <= 32


def test_a_child_has_five_descriptors_and_nothing_but_a_home(judge: Judge) -> None:
    """Input, output, errors, requests and answers: nothing of the judge's or the parent's."""

    def descriptors(session: Session) -> object:
        return session.call("open_descriptors").value

    with judge.start(LOOK) as one, judge.start(LOOK) as other:
        assert descriptors(one) == descriptors(other) == [0, 1, 2, 3, 4]
    found = look(judge)
    assert found["environment"] == {"HOME": "/"}
    assert found["leader"]


ENTER = """
import os, signal, sys
from heldout.sandbox import capabilities
from heldout.sandbox.jail import Jail
if os.geteuid() == 0:
    capabilities.keep(*capabilities.TO_CHANGE_USER)  # as the warm parent does
jail = Jail([])
jail.parent = int(sys.argv[1])
jail._drop_user = lambda: None
jail.enter("full")
print("entered", flush=True)
signal.pause()
"""


def test_mode_full_leaves_no_capability_to_whoever_has_some() -> None:
    """Even were root to stay root, it could do nothing that others cannot."""
    with subprocess.Popen(
        [sys.executable, "-c", ENTER, str(os.getpid())], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "entered\n"
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        process.kill()
    sets = [int(line.split()[1], 16) for line in lines if line.startswith("Cap")]
    inheritable, permitted, effective, bounding, ambient = sets
    assert (inheritable, permitted, effective, ambient) == (0, 0, 0, 0)
    if os.geteuid() == 0:  # what a program could gain, were one to be run, which none can
        assert bounding & ~sum(1 << one for one in TO_CHANGE_USER) == 0
