"""Starting: quick, told apart from the packs and the database."""

from __future__ import annotations

import subprocess
import sys

import pytest

from heldout import __version__
from heldout.cli.exits import MEANINGS, Exit

SLOW = {"numpy", "sympy", "sqlalchemy", "alembic", "starlette", "torch", "uvicorn"}
COMMANDS = ["practice", "review", "list", "show", "grade"]
COMMANDS += ["progress", "serve", "verify", "selfcheck"]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["practice", "--help"]])
def test_version_and_help_load_nothing_slow(arguments, environment):
    """A fresh interpreter that answers them has imported none of the heavy packages."""
    program = (
        "import sys; from heldout.cli import main; "
        f"sys.argv = ['heldout', *{arguments!r}]; main(); "
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    assert not SLOW & set(done.stderr.split())


def test_the_module_can_be_run(process):
    """`python -m heldout --version` says the version."""
    assert process("--version").stdout == f"heldout {__version__}\n"


def test_help_names_every_command_and_exit_code(heldout):
    """The help is complete."""
    text = heldout("--help").stdout
    assert all(f" {command} " in text for command in COMMANDS)
    assert all(f"{code.value}  {meaning}" in text for code, meaning in MEANINGS.items())


def test_every_exit_code_has_a_meaning():
    """No code is left out of the table."""
    assert set(MEANINGS) == set(Exit)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_in_a_narrow_terminal(command, heldout):
    """--help works everywhere."""
    done = heldout(command, "--help", COLUMNS="40")
    assert done.exit_code == 0
    assert "Usage" in done.stdout


def test_completion_offers_the_questions(process):
    """The shell is given the ids that begin with what was typed."""
    done = process(
        _HELDOUT_COMPLETE="complete_bash", COMP_WORDS="heldout show desk-su", COMP_CWORD="2"
    )
    assert "desk-sum" in done.stdout


def test_without_a_command_the_web_app_starts(heldout, monkeypatch):
    """`heldout` alone does what `heldout serve` does."""
    calls = []
    monkeypatch.setattr(
        "heldout.web.serve",
        lambda practice, host, port, *, open_browser: calls.append((host, port, open_browser)),
    )
    assert heldout().exit_code == 0
    assert heldout("serve", "--port", "0", "--host", "::1", "--no-browser").exit_code == 0
    assert calls == [("127.0.0.1", 8321, True), ("::1", 0, False)]
