"""The script `run`, with a Python that only pretends: nothing is downloaded here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = (
    *("sh", "cat", "chmod", "cksum", "cp", "date", "dirname", "env", "find", "grep", "head", "id"),
    *("kill", "ls", "mkdir", "mktemp", "mv", "printf", "readlink", "rm", "rmdir", "sed", "sleep"),
    *("sort", "tail", "tee", "touch", "tr"),
)

# A stand-in for Python: answers the probe, makes environments and "installs" into them.
PYTHON = r"""#!/bin/sh
case "$*" in
  "-c "*) [ "$FAKE_STATE" != broken ] || exit 127
          echo "${FAKE_VERSION:-3.12.1} ${FAKE_STATE:-ready}" ;;
  "-m venv "*)
      [ -z "$FAKE_VENV_ERROR" ] || { echo "$FAKE_VENV_ERROR" >&2; exit 1; }
      echo venv >>"$FAKE_LOG"
      mkdir -p "$3/bin"; : >"$3/pyvenv.cfg"; cp "$0" "$3/bin/python" ;;
  "-m pip --version") echo "pip 26" ;;
  "-m pip install "*)
      echo "install $*" >>"$FAKE_LOG"
      echo "Collecting numpy"
      [ -z "$FAKE_PIP_SLEEP" ] || sleep "$FAKE_PIP_SLEEP"
      [ -z "$FAKE_PIP_ERROR" ] || { echo "$FAKE_PIP_ERROR" >&2; exit 1; }
      bin=${0%/*}
      printf '#!/bin/sh\necho "heldout:$*"\n' >"$bin/heldout"; chmod +x "$bin/heldout" ;;
  *) echo "unexpected: $*" >&2; exit 99 ;;
esac
"""


class Checkout:
    """A copy of what `run` needs, and a PATH on which every Python is a stand-in."""

    def __init__(self, place: Path) -> None:
        self.root = place / "check out"  # a space, as in many a home folder
        self.root.mkdir()
        shutil.copy(ROOT / "run", self.root)
        shutil.copy(ROOT / "pyproject.toml", self.root)
        self.bin = place / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            if found:
                (self.bin / tool).symlink_to(found)
        self.log = place / "log"
        self.venv = self.root / ".venv"
        self.add_python("python3")

    def add_python(self, name: str) -> None:
        """One more stand-in on the PATH."""
        path = self.bin / name
        path.write_text(PYTHON)
        path.chmod(0o755)

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of a run."""
        return {"PATH": str(self.bin), "FAKE_LOG": str(self.log), "HOME": "/nonexistent", **more}

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """`./run` with those arguments, from another folder."""
        return subprocess.run(
            [str(self.root / "run"), *arguments],
            env=self.variables(**more),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @property
    def made(self) -> list[str]:
        """What was done, in order: `venv`, or the extras of an installation in brackets."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return ["[" + line.partition("[")[2] if "install" in line else line for line in lines]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout."""
    return Checkout(tmp_path)


def test_the_first_run_makes_the_environment_and_starts(checkout: Checkout) -> None:
    """With PyTorch, and with the arguments passed on as they are."""
    done = checkout.run("grade", "a b", "--json")
    assert (done.returncode, done.stdout) == (0, "heldout:grade a b --json\n")
    assert checkout.made == ["venv", "[torch]"]
    assert "Installing Heldout with torch" in done.stderr


def test_the_second_run_installs_nothing(checkout: Checkout) -> None:
    """And says nothing of its own."""
    checkout.run()
    done = checkout.run("practice")
    assert (done.stdout, done.stderr) == ("heldout:practice\n", "")
    assert checkout.made == ["venv", "[torch]"]


def test_a_changed_project_file_installs_again(checkout: Checkout) -> None:
    """As a `git pull` may bring; the environment itself is kept."""
    checkout.run()
    with (checkout.root / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    checkout.run()
    checkout.run()
    assert checkout.made == ["venv", "[torch]", "[torch]"]


def test_light_is_remembered_until_full_is_asked_for(checkout: Checkout) -> None:
    """--light once, then nothing; --full upgrades; going back to light removes nothing."""
    checkout.run("--light")
    checkout.run("list")
    assert checkout.made == ["venv", "["]
    checkout.run("--full", "list")
    checkout.run("list")
    assert checkout.made == ["venv", "[", "[torch]"]
    checkout.run("--light")
    checkout.run()
    assert checkout.made == ["venv", "[", "[torch]"]


def test_tests_add_their_extras_without_changing_the_choice(checkout: Checkout) -> None:
    """What ./test asks for joins what is there."""
    checkout.run("--light")
    checkout.run("--install", HELDOUT_EXTRAS="dev,torch")
    checkout.run("--install", HELDOUT_EXTRAS="dev")
    done = checkout.run("list")
    assert done.stdout == "heldout:list\n"
    assert checkout.made == ["venv", "[", "[dev,torch]"]


def test_another_place_for_the_environment(checkout: Checkout, tmp_path: Path) -> None:
    """HELDOUT_VENV, also when it does not exist yet."""
    checkout.run(HELDOUT_VENV=str(tmp_path / "else" / "where"))
    assert (tmp_path / "else" / "where" / "bin" / "heldout").exists()
    assert not checkout.venv.exists()


def test_a_folder_with_other_things_is_left_alone(checkout: Checkout, tmp_path: Path) -> None:
    """A slip in HELDOUT_VENV must not cost anybody's files."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    done = checkout.run(HELDOUT_VENV=str(mine))
    assert done.returncode == 1
    assert "folder with other things in it" in done.stderr
    assert (mine / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("half", ["interrupted", "no pip", "failed", "moved"])
def test_a_half_made_environment_is_repaired(checkout: Checkout, half: str) -> None:
    """Whatever stopped the first run, the second one ends well."""
    if half == "interrupted":
        checkout.venv.mkdir()
        (checkout.venv / "heldout-making").touch()
        (checkout.venv / "lib").mkdir()
    elif half == "no pip":
        (checkout.venv / "bin").mkdir(parents=True)
        (checkout.venv / "pyvenv.cfg").touch()
    elif half == "failed":
        assert checkout.run(FAKE_PIP_ERROR="something").returncode == 1
    else:
        checkout.run()
        moved = checkout.root.with_name("moved")
        checkout.root.rename(moved)
        checkout.root, checkout.venv = moved, moved / ".venv"
    done = checkout.run("list")
    assert (done.returncode, done.stdout) == (0, "heldout:list\n")
    assert not (checkout.venv / "heldout-making").exists()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"FAKE_STATE": "old", "FAKE_VERSION": "3.9.2"}, "python3 is 3.9.2"),
        ({"FAKE_STATE": "bare"}, "apt install python3-venv"),
        ({"FAKE_STATE": "broken"}, "apt install python3 python3-venv"),
        ({"FAKE_VENV_ERROR": "Error: No module named 'ensurepip'"}, "apt install python3-venv"),
        ({"FAKE_VENV_ERROR": "OSError: [Errno 28] No space left on device"}, "disk is full"),
        ({"FAKE_PIP_ERROR": "ERROR: [Errno 28] No space left on device"}, "disk is full"),
        ({"FAKE_PIP_ERROR": "NewConnectionError: Network is unreachable"}, "check the network"),
        (
            {"FAKE_PIP_ERROR": "ERROR: No matching distribution found for torch==2.13.0"},
            "./run --light",
        ),
        ({"FAKE_PIP_ERROR": "ERROR: Something unheard of"}, "ERROR: Something unheard of"),
    ],
)
def test_each_failure_is_one_sentence_with_its_remedy(
    variables: dict[str, str], said: str, checkout: Checkout
) -> None:
    """No traceback, a non-zero exit code, and nothing is started."""
    done = checkout.run("list", **variables)
    assert done.returncode == 1
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert said in last
    assert "Traceback" not in done.stderr


def test_no_python_at_all(checkout: Checkout) -> None:
    """The sentence says what to install."""
    (checkout.bin / "python3").unlink()
    done = checkout.run()
    assert done.returncode == 1
    assert "there is none" in done.stderr


def test_a_newer_python_is_found_beside_an_old_one(checkout: Checkout) -> None:
    """python3 may be too old while python3.12 is there."""
    checkout.add_python("python3.12")
    old = checkout.bin / "python3"
    old.write_text("#!/bin/sh\necho 3.9.2 old\n")
    done = checkout.run("list")
    assert done.stdout == "heldout:list\n"


def test_a_place_that_cannot_be_written_is_named(checkout: Checkout, tmp_path: Path) -> None:
    """A file stands where a folder must be: the same for root and for everybody."""
    (tmp_path / "file").write_text("")
    done = checkout.run(HELDOUT_VENV=str(tmp_path / "file" / "venv"))
    assert done.returncode == 1
    assert "cannot be written: set HELDOUT_VENV" in done.stderr


def test_a_lock_left_by_a_dead_process_is_taken_over(checkout: Checkout) -> None:
    """A killed installation does not block the next one for ever."""
    lock = checkout.root / ".venv.lock"
    lock.mkdir()
    dead = subprocess.Popen(["true"])
    dead.wait()
    (lock / "pid").write_text(str(dead.pid))
    assert checkout.run("list").stdout == "heldout:list\n"
    assert not lock.exists()


def test_two_at_once_install_once(checkout: Checkout) -> None:
    """The second waits for the first and then just starts."""
    both = [
        subprocess.Popen(
            [str(checkout.root / "run"), name],
            env=checkout.variables(FAKE_PIP_SLEEP="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    assert [process.communicate(timeout=60)[0] for process in both] == [
        "heldout:one\n",
        "heldout:two\n",
    ]
    assert checkout.made == ["venv", "[torch]"]


def test_ctrl_c_while_installing_stops_in_one_line(checkout: Checkout) -> None:
    """Exit code 130, pip is gone, and the next run goes on."""
    with subprocess.Popen(
        [str(checkout.root / "run")],
        env=checkout.variables(FAKE_PIP_SLEEP="30"),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert "private environment" in process.stderr.readline()
        assert "Installing" in process.stderr.readline()
        assert any("[torch]" in checkout.made for _ in range(100_000))
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped; run this again" in errors
    assert checkout.run("list").stdout == "heldout:list\n"


def test_it_can_be_called_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    """From anywhere, by another name."""
    (tmp_path / "shortcut").symlink_to(checkout.root / "run")
    done = subprocess.run(
        [str(tmp_path / "shortcut"), "list"],
        env=checkout.variables(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "heldout:list\n"


def test_its_own_help_installs_nothing(checkout: Checkout) -> None:
    """--help explains --light and --full."""
    done = checkout.run("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("--light", "--full", "HELDOUT_VENV"))
    assert not checkout.made


@pytest.mark.parametrize("script", ["run", "test", ".ci/run"])
def test_the_scripts_are_plain_and_executable(script: str) -> None:
    """POSIX sh reads them, whichever shell that is."""
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/bin/sh\n")
    for shell in filter(None, map(shutil.which, ("sh", "dash", "bash"))):
        subprocess.run([shell, "-n", str(path)], check=True)


@pytest.fixture
def stages(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a copy of ./test in which every tool is a stand-in that does as it is told."""
    shutil.copy(ROOT / "test", tmp_path)
    (tmp_path / "run").write_text("#!/bin/sh\nexit 0\n")
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    closing = "echo '=== 3 passed, 1 skipped in 0.10s ==='"
    for name in ("ruff", "mypy", "lint-imports", "heldout", "python"):
        said = closing if name == "python" else f"echo {name} ran"
        fail = f'case " $FAIL " in *" {name} "*) exit 1 ;; esac'
        page = ': >"$3"' if name == "heldout" else ""  # what `verify --quality FILE` writes
        (bin_folder / name).write_text(f'#!/bin/sh\n{said} "$@"\n{page}\n{fail}\n')
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "quality.md").write_text("")
    for path in (tmp_path / "run", *bin_folder.iterdir()):
        path.chmod(0o755)
    chromium = tmp_path / "bin" / "chromium"
    chromium.parent.mkdir()
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)

    def run(*arguments: str, fail: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(tmp_path / "test"), *arguments],
            env={"PATH": f"{chromium.parent}:{os.environ['PATH']}", "FAIL": fail},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_all_stages_run_in_order_and_are_totalled(stages) -> None:
    """Every heading, then one line that adds up both runs of pytest."""
    done = stages()
    assert done.returncode == 0
    headings = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("===")]
    names = [
        *("format:", "lint:", "types:", "imports:", "tests:", "verify:", "quality:"),
        "browser:",
    ]
    assert [name for name in headings if name.endswith(":")] == [
        name for name in names for _ in range(2)
    ]
    last = done.stdout.splitlines()[-1]
    assert last.startswith("All is well (8 stages, ")
    assert last.endswith("6 passed, 0 failed, 2 skipped")


def test_a_failing_stage_does_not_hide_the_others(stages) -> None:
    """All run, the last line names those that failed, and the exit code says so."""
    done = stages(fail="mypy heldout")
    assert done.returncode == 1
    assert "=== browser: ok" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("FAILED: types, verify (of 8 stages, ")


def test_quick_leaves_out_what_takes_long(stages) -> None:
    """No browser, no PyTorch, no proof of the whole pack."""
    text = stages("quick").stdout
    assert "not browser and not torch" in text
    assert "=== verify" not in text
    assert "=== browser" not in text


def test_names_go_to_pytest(stages) -> None:
    """`./test tests/cli -k word` runs just that."""
    done = stages("tests/cli", "-k", "word")
    assert "pytest tests/cli -k word" in done.stdout
    assert "(1 stage, " in done.stdout
