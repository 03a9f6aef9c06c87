"""`heldout list` and `heldout show`."""

from __future__ import annotations

import json

import pytest


def ids(done):
    return [row["id"] for row in json.loads(done.stdout)["questions"]]


def test_the_list_follows_the_filters(heldout):
    """Skill, group, kind and level each leave out what does not fit."""
    assert set(ids(heldout("list", "-s", "desk", "--json"))) == {
        "desk-sum",
        "desk-letters",
        "desk-matrix",
        "desk-double",
        "desk-slope",
        "desk-mend",
    }
    assert ids(heldout("list", "-s", "desk/code", "--json")) == ["desk-double", "desk-mend"]
    assert ids(heldout("list", "-s", "desk", "-k", "order", "--json")) == ["desk-letters"]
    assert ids(heldout("list", "-s", "desk", "-l", "1", "-l", "3", "--json")) == [
        "desk-sum",
        "desk-matrix",
        "desk-slope",
    ]


def test_the_table_keeps_ids_whole(heldout):
    """An id can be copied from it at 80 columns and at 40."""
    everything = ids(heldout("list", "--json"))
    for columns in ("80", "40"):
        text = heldout("list", COLUMNS=columns).stdout
        lines = [line.split()[0] for line in text.splitlines() if line.strip()]
        assert set(everything) <= set(lines)
        assert max(map(len, text.splitlines())) <= int(columns)


def test_the_list_says_when_a_question_returns(heldout):
    """A practised question shows its review; the JSON has the time."""
    heldout("practice", "-q", "desk-sum", replies=":show\n")
    assert "review" in heldout("list", "-s", "desk").stdout
    rows = json.loads(heldout("list", "-s", "desk", "--json").stdout)["questions"]
    assert [row["id"] for row in rows if row["due"]] == ["desk-sum"]


def test_a_seed_shows_the_same_variant_every_time(heldout):
    """Reproducible from id and seed; fresh without one."""
    once, twice = (heldout("show", "desk-sum", "--seed", "9").stdout for _ in range(2))
    assert once == twice
    assert "seed 9" in once
    fresh = {heldout("show", "desk-sum").stdout for _ in range(3)}
    assert len(fresh) == 3


def test_nothing_gives_the_answer_away_unless_it_is_asked_for(heldout):
    """Neither the page nor the JSON holds hints, truths or explanation."""
    plain = heldout("show", "desk-letters", "--seed", "2")
    assert "Explanation" not in plain.stdout
    assert "Read it again" not in plain.stdout
    shown = json.loads(heldout("show", "desk-letters", "--seed", "2", "--json").stdout)
    assert set(shown) == {"variant"}
    assert "it is." not in json.dumps(shown)


def test_answers_show_everything(heldout):
    """Hints, right answers, explanation and follow-ups."""
    text = heldout("show", "desk-sum", "--answers").stdout
    for part in ("Hint 2 of 2", "The answer", "Explanation", "An interviewer might go on"):
        assert part in text


def test_a_code_question_shows_its_example(heldout):
    """The call with its result stands before how to reply."""
    text = heldout("show", "desk-double").stdout
    assert ">>> double(x=np.array([1., 2.]))" in text
    assert "np.array([2., 4.])" in text


def test_showing_stores_nothing(heldout):
    """Looking is free."""
    heldout("show", "desk-sum", "--answers")
    assert json.loads(heldout("progress", "--json").stdout)["attempts"] == 0


@pytest.mark.parametrize("columns", ["20", "34", "200"])
def test_every_width_will_do(columns, heldout):
    """Neither a very narrow nor a wide terminal breaks a page."""
    for question in ("desk-sum", "desk-letters", "desk-double"):
        done = heldout("show", question, "--answers", COLUMNS=columns)
        assert done.exit_code == 0
        assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_a_figure_is_told_in_words(heldout):
    """So that it can be answered without the page; the place of the picture is said too."""
    text = " ".join(heldout("show", "mlp-forward", "--seed", "3").stdout.split())
    assert "Layer 2 (hidden) has 3 units: h1, h2, h3." in text
    assert "The web app shows it at /questions/mlp-forward/3." in text
    shown = json.loads(heldout("show", "mlp-forward", "--seed", "3", "--json").stdout)["variant"]
    assert "Between layers 1 and 2: W, b." in shown["figure_in_words"]
    plain = json.loads(heldout("show", "desk-sum", "--json").stdout)["variant"]
    assert plain["figure_in_words"] is None
