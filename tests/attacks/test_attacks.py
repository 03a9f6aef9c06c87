"""Every attack meets the end that its file says: in each mode, on each image, by each user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from heldout.errors import SandboxError
from heldout.sandbox import Judge

from ..unprivileged import command
from .loading import IMAGES, MODES, ROOT, load_attacks
from .playing import AFTERWARDS

ATTACKS = load_attacks()
USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)
_SECONDS = 300  # for one campaign


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


@cache
def campaign(user: str, mode: str, image: str) -> dict[str, Any]:
    """What became of each attack, played one after the other in a process of that user."""
    program = [sys.executable, "-W", "error", "-m", "tests.attacks.playing", mode, image]
    finished = subprocess.run(
        command(*program) if user == "ordinary" else program,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
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
    marks = {"numpy": (), "torch": pytest.mark.torch}
    return [
        pytest.param(user, mode, image, id=f"{user}-{mode}-{image}", marks=marks[image])
        for image in IMAGES
        for mode in MODES
        if offered(mode)
        for user in USERS
    ]


def _encounters() -> list[Any]:
    return [
        pytest.param(*field.values, attack.name, id=f"{field.id}-{attack.name}", marks=field.marks)
        for field in _fields()
        for attack in ATTACKS.values()
        if attack.runs_in(field.values[1], field.values[2])
    ]


@pytest.mark.parametrize(("user", "mode", "image", "name"), _encounters())
def test_attack(user: str, mode: str, image: str, name: str) -> None:
    """It ends as its file says, with plain texts, and honest code is judged right after it."""
    found = campaign(user, mode, image)[name]
    assert found["problems"] == [], found


@pytest.mark.parametrize(("user", "mode", "image"), _fields())
def test_nothing_is_left(user: str, mode: str, image: str) -> None:
    """The warm parents are those of the beginning, and no process, descriptor or file is new."""
    assert campaign(user, mode, image)[AFTERWARDS]["problems"] == []


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


def test_every_number_of_the_list_is_somewhere() -> None:
    """As a file, or in README.md with the reason why it is none."""
    readme = (ROOT / "tests" / "attacks" / "README.md").read_text(encoding="utf-8")
    played = {attack.number for attack in ATTACKS.values()}
    missing = [n for n in range(1, 77) if n not in played and f"\n| {n} |" not in readme]
    assert missing == []
