"""The same loop in front of a person: a pseudo-terminal, an editor, Ctrl-C."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from heldout.practice import Practice
from heldout.settings import read_settings

SUM = ("practice", "--question", "desk-sum", "--seed", "5")
NEXT = "Enter for the next question"


@pytest.fixture
def answer(heldout):
    """The right answer of desk-sum under seed 5."""
    done = heldout("show", "desk-sum", "--seed", "5", "--json", "--answers")
    return json.loads(done.stdout)["answers"]["right"]["answer"].strip("`")


@pytest.fixture
def attempts(environment):
    """The stored attempts, oldest first."""

    def read():
        with Practice.open(read_settings(environment)) as practice:
            return practice.store.attempts()[::-1]

    return read


def test_a_wrong_reply_may_be_tried_again(terminal, answer, attempts):
    """Only an empty line, or being right, leads on to the explanation."""
    session = terminal(*SUM)
    session.expect("> ")
    session.type("1")
    assert "Explanation" not in session.expect("Try again, or press Enter")
    session.type(answer)
    assert "✓ Right." in session.expect("Explanation")
    session.expect(f"{NEXT}, :again for another variant > ")
    session.type("q")
    assert session.wait() == 0
    assert [attempt.verdict.right for attempt in attempts()] == [False, True]


def test_enter_goes_on_after_a_wrong_reply(terminal, answer):
    """The right answer is shown; Enter again asks the next question; Ctrl-D ends it all."""
    session = terminal(*SUM)
    session.expect("> ")
    session.type("1")
    session.expect("press Enter to go on")
    session.type("")
    assert answer in session.expect(NEXT)
    session.type("")
    session.expect("A small sum")
    session.expect("> ")
    session.press(b"\x04")
    assert "1 question finished" in session.expect("kept.")
    assert session.wait() == 0


def test_another_variant_can_be_asked_for_at_the_end(terminal):
    """:again works where the next question is offered."""
    session = terminal(*SUM)
    session.expect("> ")
    session.type(":show")
    session.expect(f"{NEXT}, :again for another variant > ")
    session.type(":again")
    session.expect("A small sum")
    session.expect("> ")
    session.press(b"\x04")
    assert session.wait() == 0


def test_the_editor_opens_the_file_and_what_it_leaves_is_judged(terminal, tmp_path, attempts):
    """$EDITOR, with arguments, is run on the file; left unchanged it goes on."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nshift\nprintf "def double(x):\\n    return x * x\\n" >"$1"\n')
    editor.chmod(0o755)
    session = terminal("practice", "-q", "desk-double", EDITOR=f"{editor} --wait")
    session.expect("Enter opens it in editor >")
    session.type("")
    assert "twice is not the square" in session.expect("left unchanged, it goes on >")
    session.type("")
    session.expect(f"{NEXT}, :again for another variant > ")
    session.press(b"\x04")
    assert session.wait() == 0
    assert [attempt.verdict.right for attempt in attempts()] == [False]


def test_an_editor_that_does_not_start_is_named(terminal):
    """The path of the file is told, and nothing is judged."""
    session = terminal("practice", "-q", "desk-double", VISUAL="/no/such/editor")
    session.expect("Enter opens it in editor >")
    session.type("")
    session.expect("/no/such/editor does not start")
    session.expect("Enter opens it in editor > ")
    session.press(b"\x04")
    assert session.wait() == 0


def test_ctrl_c_at_a_prompt_ends_in_one_line_and_130(terminal, attempts):
    """No traceback, and what was handed in is kept."""
    session = terminal(*SUM)
    session.expect("> ")
    session.type("1")
    session.expect("press Enter to go on")
    session.expect("> ")
    session.press(b"\x03")
    said = session.expect("Everything that was handed in is kept.")
    assert session.wait() == 130
    assert "Traceback" not in said
    assert len(attempts()) == 1


def test_ctrl_c_while_code_is_judged_loses_nothing(terminal, heldout, environment, attempts):
    """The attempt was stored before it was judged; the next start gives its verdict."""
    path = Path(environment["HELDOUT_DATA_DIR"]) / "answers" / "desk_double.py"
    path.parent.mkdir(parents=True)
    path.write_text("def double(x):\n    while True:\n        pass\n")
    session = terminal("practice", "-q", "desk-double")
    session.expect("press Enter to judge it >")
    session.type("")
    session.expect("Judging")
    assert any(attempts() for _ in range(1000))
    session.press(b"\x03")
    session.expect("Everything that was handed in is kept.")
    assert session.wait() == 130
    assert "Traceback" not in session.screen
    heldout("practice", replies=":quit\n")
    assert [attempt.verdict.right for attempt in attempts()] == [False]


def test_no_colour_means_no_escape_sequences_for_colour(terminal):
    """NO_COLOR is obeyed; without it there are colours."""
    plain, coloured = terminal("list", NO_COLOR="1"), terminal("list")
    assert plain.wait() == coloured.wait() == 0
    assert "desk-sum" in plain.screen
    assert "\x1b[36m" not in plain.raw
    assert "\x1b[36m" in coloured.raw
