"""Every attack meets the end that its file says: in each mode, on each image, by each user."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from heldout.errors import SandboxError
from heldout.sandbox import Judge
from heldout.sandbox.toolchain import cache_folder, find_toolchain

from ..compiled import WANTED
from ..unprivileged import command
from .loading import DOUBLE, IMAGES, MODES, ROOT, Attack, load_attack, load_attacks
from .playing import AFTERWARDS, LIMITS, play

ATTACKS = load_attacks()
USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)
_SECONDS = 600  # for one campaign; each in C++ takes the compiler some seconds


@cache
def offered(mode: str) -> bool:
    """Whether the judge knows and proves this mode here; the lesser ones it must."""
    if mode != "full":
        return True
    try:
        with Judge(mode=mode) as judge:
            return judge.mode == mode
    except SandboxError:
        return False


def campaign(user: str, mode: str, image: str) -> dict[str, Any]:
    """What became of each attack, played one after the other in a process of that user."""
    variables = dict(os.environ)
    if image == "cpp":
        find_toolchain()  # the headers are read by whom the cache belongs to, for all users
        variables["HELDOUT_CACHE_DIR"] = str(cache_folder())
    program = [sys.executable, "-W", "error", "-m", "tests.attacks.playing", mode, image]
    variables["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    # A folder of its own for what is temporary: what others compile meanwhile is not left by it.
    with tempfile.TemporaryDirectory(prefix="heldout-campaign-") as scratch:
        os.chmod(scratch, 0o1777)
        finished = subprocess.run(
            command(*program) if user == "ordinary" else program,
            cwd=ROOT,
            env={**variables, "TMPDIR": scratch},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr
    told = [json.loads(line) for line in finished.stdout.splitlines()]
    return {entry["name"]: entry for entry in told}


def _fields() -> list[Any]:
    """Each user, mode and image; those of PyTorch are marked."""
    marks = {"numpy": (), "torch": pytest.mark.torch, "cpp": pytest.mark.torch}
    return [
        pytest.param(user, mode, image, id=f"{user}-{mode}-{image}", marks=marks[image])
        for image in IMAGES
        if image != "cpp" or WANTED
        for mode in MODES
        if offered(mode)
        for user in USERS
    ]


@pytest.mark.parametrize(("user", "mode", "image"), _fields())
def test_every_attack_meets_its_end(user: str, mode: str, image: str) -> None:
    """As its file says, with plain texts; honest code is judged right after it; nothing is left."""
    found = campaign(user, mode, image)
    expected = {attack.name for attack in ATTACKS.values() if attack.runs_in(mode, image)}
    assert set(found) == {*expected, AFTERWARDS}
    assert {name: entry["problems"] for name, entry in found.items() if entry["problems"]} == {}


def test_a_spawned_worker_holds_what_a_fork_holds() -> None:
    """One attack of each number meets its end in an interpreter of its own as well; those on
    questions are the grader's to withstand, whatever the process."""
    plain = [item for item in ATTACKS.values() if item.against in ("", DOUBLE)]
    chosen = {item.number: item for item in plain if item.runs_in("basic", "numpy")}
    with Judge(LIMITS["numpy"], mode="basic", spawn=True) as judge:
        found = {attack.name: play(judge, attack, "numpy")[1] for attack in chosen.values()}
    assert len(found) > 40
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_attacks_have_teeth() -> None:
    """Without isolation, the file attacks do read and the processes do see each other."""
    reading = {
        name: attack
        for name, attack in ATTACKS.items()
        if name in ("reaching/48-reads-passwd", "reaching/49-lists-tmp", "reaching/42-tcp-socket")
    }
    with Judge(mode="basic") as judge:
        for attack in reading.values():
            with judge.start(attack.source) as session:
                assert type(session.call("f")).__name__ == "Returned", attack.name
    assert len(reading) == 3


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("# Opens a socket.\n# must: raised", "NUMBER Sentence"),
        ("# 1 Opens a socket.\nimport os", "key: value"),
        ("# 1 Opens a socket.\n# must: raised\n# modes: strict", "modes: strict"),
        ("# 1 Opens a socket.\n# musst: raised", "musst"),
    ],
)
def test_a_heading_that_says_nothing_is_refused(tmp_path: Path, heading: str, says: str) -> None:
    """An attack whose expectation is not understood would pass for one that is met."""
    path = tmp_path / "1-opens-a-socket.py"
    path.write_text(f"{heading}\n\nx = 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        load_attack(path)


@pytest.mark.parametrize(
    "end",
    ["stopped wall-time", "raised ValueError", "returned 2", "right", "missing", "unreadable"],
)
def test_another_end_than_the_one_that_must_be_is_told(judge: Judge, end: str) -> None:
    """An attack that ends otherwise has a problem, and one that ends so has none."""
    attack = Attack("x", 0, "X.", "def f(): return 1\n", (end,))
    assert play(judge, attack, "numpy")[1] == [
        f"must be {end}; it is anything, returned, returned 1"
    ]
    assert play(judge, dataclasses.replace(attack, must=("returned 1",)), "numpy")[1] == []


def test_every_number_of_the_list_is_somewhere() -> None:
    """As a file, or in README.md with the reason why it is none."""
    readme = (ROOT / "tests" / "attacks" / "README.md").read_text(encoding="utf-8")
    played = {attack.number for attack in ATTACKS.values()}
    missing = [n for n in range(1, 77) if n not in played and f"\n| {n} |" not in readme]
    assert missing == []
