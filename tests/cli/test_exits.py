"""What the shell sees: exit codes, standard error, closed pipes, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from heldout.cli.exits import Exit, code_of_error
from heldout.errors import (
    HeldoutError,
    NotFound,
    PackError,
    SandboxError,
    SettingsError,
    StoreError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("x"), Exit.USAGE),
        (SettingsError("x"), Exit.DATA),
        (StoreError("x"), Exit.DATA),
        (PackError("x", file="p"), Exit.DATA),
        (SandboxError("x"), Exit.OUR_FAULT),
        (HeldoutError("x"), Exit.DATA),
    ],
)
def test_every_error_has_its_code(error, code):
    """Also one that was added to the tree and not to the table."""
    assert code_of_error(error) is code


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"HELDOUT_PORT": "many"}, "HELDOUT_PORT must be"),
        ({"HELDOUT_DATA_DIR": "/dev/null/x"}, ""),
        ({"HELDOUT_DATABASE_URL": "nonsense"}, ""),
    ],
)
def test_bad_settings_are_one_sentence_and_no_traceback(variables, said, process):
    """Exit code 5, nothing on standard output."""
    done = process("progress", **variables)
    assert done.returncode == 5
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_broken_pack_is_told_and_the_rest_works(process, tmp_path):
    """The problem goes to standard error, the list to standard output."""
    done = process("list", "--json", HELDOUT_PACKS=str(tmp_path))
    assert done.returncode == 0
    assert "1 problem in the packs" in done.stderr
    assert str(tmp_path) in done.stderr
    assert done.stdout.startswith("{")


def test_an_unknown_command_is_a_usage_error(process):
    """Exit code 2, with the nearest command."""
    done = process("practise")
    assert done.returncode == 2
    assert "practice" in done.stderr


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["show", "desk-sum", "--json"]])
def test_a_closed_pipe_ends_quietly(arguments, environment):
    """As with `| head`: no traceback, no complaint on the way out."""
    with subprocess.Popen(
        [sys.executable, "-m", "heldout", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == Exit.PIPE_CLOSED
    assert errors == ""


def test_ctrl_c_while_verifying_is_one_line(environment, pack):
    """A whole group of processes is interrupted; one line is said."""
    with subprocess.Popen(
        [sys.executable, "-m", "heldout", "verify", str(pack), "--seeds", "5000"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        first = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert first.startswith("[1/")
    assert process.returncode == 130
    assert output == ""
    assert "Traceback" not in errors


@pytest.mark.parametrize("coding", ["ascii", "latin-1"])
def test_an_old_terminal_gets_question_marks(coding, process):
    """What its encoding lacks is replaced; JSON is escaped and so loses nothing."""
    shown = process("show", "desk-matrix", "--answers", PYTHONIOENCODING=coding, PYTHONUTF8="0")
    assert shown.returncode == 0
    listed = process("show", "desk-double", "--json", PYTHONIOENCODING=coding, PYTHONUTF8="0")
    assert listed.stdout.isascii()
