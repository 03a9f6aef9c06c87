"""`heldout grade`."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys

import pytest

from heldout.practice import Practice
from heldout.records import Finding, Verdict

RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x * x\n"


@pytest.fixture
def file(tmp_path):
    """Writes the candidate's file and returns its path."""

    def write(text: str | bytes) -> str:
        path = tmp_path / "answer.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


@pytest.mark.parametrize(
    ("source", "code", "said"),
    [
        (RIGHT, 0, "✓ Right."),
        (WRONG, 1, "twice is not the square"),
        ("def double(x:\n", 3, "Could not be read"),
        ("x = 1\n", 3, "must define double"),
    ],
)
def test_the_exit_code_tells_the_outcome(source, code, said, heldout, file):
    """0 right, 1 wrong, 3 unreadable, with the findings in words."""
    done = heldout("grade", "desk-double", file(source))
    assert done.exit_code == code
    assert said in done.stdout


def test_our_own_fault_has_its_own_exit_code(heldout, file, monkeypatch):
    """A failed grader is neither right nor wrong."""
    failed = Verdict("grader_failed", 0.0, (Finding("grader-failed", "It broke."),))
    monkeypatch.setattr(Practice, "try_reply", lambda *_: failed)
    done = heldout("grade", "desk-double", file(RIGHT))
    assert done.exit_code == 4
    assert "our fault" in done.stdout


def test_nothing_is_stored_unless_it_is_asked_for(heldout, file):
    """--record keeps the attempt and names it."""
    heldout("grade", "desk-double", file(WRONG))
    assert json.loads(heldout("progress", "--json").stdout)["attempts"] == 0
    done = heldout("grade", "desk-double", file(WRONG), "--record")
    assert "Stored as attempt 1." in done.stdout
    assert json.loads(heldout("progress", "--json").stdout)["attempts"] == 1


def test_json_holds_the_verdict_and_nothing_else_is_printed(heldout, file):
    """One object, with the finding's mistake and evidence."""
    done = heldout("grade", "desk-double", file(WRONG), "--json")
    verdict = json.loads(done.stdout)["verdict"]
    assert (verdict["outcome"], verdict["right"]) == ("graded", False)
    assert verdict["findings"][0]["mistake"] == "squared"
    assert done.stderr == ""


def test_standard_input_can_be_judged(heldout):
    """`-` stands for it."""
    assert heldout("grade", "desk-double", "-", replies=RIGHT).exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.py", None, "No such file"),
        (".", None, "directory"),
        ("binary.py", b"\xff\xfe\x00", "must be text in UTF-8"),
        ("huge.py", b"#" * (2 << 20), "larger than 1 MiB"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(name, content, said, heldout, tmp_path):
    """Exit code 3 and one sentence."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = heldout("grade", "desk-double", str(path))
    assert done.exit_code == 3
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_drawn_question_needs_its_seed(heldout, file):
    """Without it nobody could know which variant was answered."""
    done = heldout("grade", "desk-sum", file("12"))
    assert done.exit_code == 2
    assert "--seed" in done.stderr


def test_any_kind_can_be_judged_from_a_file(heldout, file):
    """A number by its text, options by letters or keys, one part of several by name."""
    shown = heldout("show", "desk-sum", "--seed", "5", "--json", "--answers")
    answer = json.loads(shown.stdout)["answers"]["right"]["answer"].strip("`")
    assert heldout("grade", "desk-sum", file(f"{answer}\n"), "--seed", "5").exit_code == 0
    letters = ("grade", "desk-letters", "--seed", "5")
    assert heldout(*letters, file("wake, eat, sleep"), "--part", "steps").exit_code == 0
    assert heldout(*letters, file("b"), "--part", "one").exit_code in (0, 1)
    assert heldout(*letters, file("q"), "--part", "one").exit_code == 3
    assert "--part must be" in heldout(*letters, file("b")).stderr
    assert "no part 'two'" in heldout(*letters, file("b"), "--part", "two").stderr


def test_a_watched_file_is_judged_at_every_save(environment, file, tmp_path):
    """Also when an editor moves the new file into the old one's place; Ctrl-C ends it."""
    path = file(WRONG)
    command = [sys.executable, "-m", "heldout", "grade", "desk-double", path, "--watch", "--json"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert next_verdict(process)["right"] is False
        fresh = tmp_path / "fresh.py"
        fresh.write_text(RIGHT)
        fresh.replace(path)
        assert next_verdict(process)["right"] is True
        file("def double(x:\n")
        assert next_verdict(process)["outcome"] == "unreadable"
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130
    assert rest == ""
    assert errors == "Stopped. Everything that was handed in is kept.\n"


def next_verdict(process):
    """The verdict on the next line of a watching process, which must come in time."""
    ready, _, _ = select.select([process.stdout], [], [], 30)
    assert ready, "no verdict came"
    return json.loads(process.stdout.readline())["verdict"]


def test_what_cannot_be_watched_is_refused(heldout, tmp_path):
    """Standard input, and a file that is not there."""
    assert heldout("grade", "desk-double", "-", "--watch").exit_code == 2
    done = heldout("grade", "desk-double", str(tmp_path / "none.py"), "--watch")
    assert done.exit_code == 3
    assert "must exist" in done.stderr
