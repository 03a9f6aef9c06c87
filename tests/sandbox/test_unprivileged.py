"""An ordinary user is protected as root is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..unprivileged import REPOSITORY, USER, command

TESTS = ["test_full.py", "test_jail.py", "test_proof.py", "test_zygote.py"]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What became of a command of an ordinary user, who may write in that folder."""
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, USER, USER)
    return subprocess.run(
        command(*arguments, readable=[folder]),
        capture_output=True,
        text=True,
        timeout=300,
        env={
            "PYTHONPATH": str(REPOSITORY / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "PATH": os.defpath,
        },
        cwd=REPOSITORY,
        check=False,
    )


def test_the_command_is_run_by_nobody_in_particular(tmp_path: Path) -> None:
    """Real, effective and saved; and what it needs can be read and written."""
    source = (
        "import os, tempfile, heldout\n"
        "tempfile.TemporaryFile().close()\nprint(*os.getresuid(), *os.getgroups())\n"
    )
    done = run(sys.executable, "-c", source, folder=tmp_path / "home")
    user = USER if os.geteuid() == 0 else os.geteuid()
    assert done.stderr == ""
    assert done.stdout.split()[:3] == [str(user)] * 3
    assert "0" not in done.stdout.split()


@pytest.mark.parametrize("name", TESTS)
def test_an_ordinary_user_gets_the_same_protections(name: str, tmp_path: Path) -> None:
    """The same tests, run by a user who may change no user and make no group."""
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    path = str(REPOSITORY / "tests" / "sandbox" / name)
    done = run(sys.executable, "-m", "pytest", *options, path, folder=tmp_path / "home")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_the_probes_hold_for_an_ordinary_user(mode: str, tmp_path: Path) -> None:
    """All that the mode promises, tried on the spot."""
    source = (
        "import sys\nfrom heldout.sandbox import Judge, probe\n"
        "with Judge(mode=sys.argv[1]) as judge:\n"
        "    found = probe(judge)\n"
        "print([one for one in found if one.held is False])\n"
        "print(sum(one.held is True for one in found))\n"
    )
    done = run(sys.executable, "-c", source, mode, folder=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    failed, held = done.stdout.splitlines()
    assert failed == "[]"
    assert int(held) >= {"full": 27, "standard": 23, "basic": 12}[mode]
