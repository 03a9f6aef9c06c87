"""`heldout shelf`: the list, one file, and what is not there."""

from __future__ import annotations

import json

from heldout.shelf import find, references


def test_the_list_has_every_file(heldout):
    """By the name under which it is shown."""
    said = heldout("shelf").stdout
    assert all(f"  {item.name} " in said for item in references())
    assert f"{len(references())} files." in said


def test_a_file_goes_into_a_pipe_as_it_is(process):
    """It runs from there; any name in it will do."""
    assert process("shelf", "dense_backward").stdout == find("layers.dense").code


def test_a_person_sees_it_in_colours(terminal):
    """With the name to import."""
    session = terminal("shelf", "layers.dense")
    session.expect("heldout.nn.layers.dense")
    session.expect("def dense_backward(")
    assert session.wait() == 0
    assert "\x1b[" in session.raw


def test_what_is_not_there_is_said_with_what_is_like_it(process):
    """Exit code 2, as for every name that does not exist."""
    done = process("shelf", "adan")
    assert done.returncode == 2
    assert "has no 'adan'. Is it adam or adamw?" in done.stderr


def test_json_has_the_text_of_one_and_the_names_of_all(heldout):
    """The text only where one file was asked for."""
    every = json.loads(heldout("shelf", "--json").stdout)["references"]
    assert [item["name"] for item in every] == [item.name for item in references()]
    assert all("code" not in item for item in every)
    (one,) = json.loads(heldout("shelf", "adam", "--json").stdout)["references"]
    assert one["code"] == find("adam").code


def test_the_end_of_a_question_points_to_it(process):
    """Where it is written out."""
    said = process("practice", "-q", "desk-sum", "--seed", "5", replies="24\n").stdout
    assert "How it is written out: heldout shelf layers.dense" in said
