"""The loop, fed by a pipe: each line is one reply."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from heldout.practice import Practice
from heldout.records import Reply
from heldout.settings import read_settings

SUM = ("practice", "--question", "desk-sum", "--seed", "5")
LETTERS = ("practice", "--question", "desk-letters", "--seed", "5")


@pytest.fixture
def answer(heldout):
    """The right answer of desk-sum under seed 5."""
    done = heldout("show", "desk-sum", "--seed", "5", "--json", "--answers")
    return json.loads(done.stdout)["answers"]["right"]["answer"].strip("`")


@pytest.fixture
def stored(environment):
    """What the database holds: the attempts, oldest first, and the schedules."""

    def read():
        with Practice.open(read_settings(environment)) as practice:
            attempts = practice.store.attempts()[::-1]
            return attempts, practice.store.schedules()

    return read


def test_a_right_reply_is_praised_explained_and_scheduled(heldout, answer, stored):
    """The whole way of one question."""
    done = heldout(*SUM, replies=f"{answer}\n")
    assert done.exit_code == 0
    for text in ("A small sum", "✓ Right.", "Explanation", "if b were negative", "Next review in"):
        assert text in done.stdout
    attempts, schedules = stored()
    assert [attempt.verdict.right for attempt in attempts] == [True]
    assert list(schedules) == ["desk-sum"]


def test_a_wrong_reply_shows_its_mistake_and_the_answer(heldout, answer, stored):
    """The named mistake is told, then the right answer."""
    shown = json.loads(heldout("show", "desk-sum", "--seed", "5", "--json", "--answers").stdout)
    prompt = shown["variant"]["prompt"]
    a, b = (int(word.split("$")[0]) for word in prompt.split("= ")[1:])
    done = heldout(*SUM, replies=f"{a * b}\n")
    assert "✗ Not right." in done.stdout
    assert "You multiplied. The sign is a plus." in done.stdout
    assert f"The answer\n{answer}\n" in done.stdout
    assert [attempt.verdict.score for attempt in stored()[0]] == [0.0]


def test_an_unreadable_reply_is_explained_kept_and_asked_again(heldout, answer, stored):
    """It costs nothing: the next reply still counts as the first."""
    done = heldout(*SUM, replies=f"sixty\n{answer}\n")
    assert "Could not be read. This costs nothing." in done.stdout
    assert "✓ Right." in done.stdout
    attempts, schedules = stored()
    assert [attempt.verdict.outcome for attempt in attempts] == ["unreadable", "graded"]
    assert len(schedules) == 1


def test_hints_come_one_at_a_time_until_there_are_no_more(heldout, stored, answer):
    """`?` and :hint uncover the next hint, and the attempt remembers how many."""
    done = heldout(*SUM, replies=f"?\n:hint\n?\n{answer}\n")
    assert done.stdout.index("Hint 1 of 2: Take your fingers") < done.stdout.index("Hint 2 of 2")
    assert "There are no more hints." in done.stdout
    assert [attempt.hints for attempt in stored()[0]] == [2]


def test_giving_up_shows_the_answer_and_counts(heldout, answer, stored):
    """:show reveals, and the question comes back."""
    done = heldout(*SUM, replies=":show\n")
    assert f"The answer\n{answer}\n" in done.stdout
    attempts, schedules = stored()
    assert not attempts
    assert list(schedules) == ["desk-sum"]


def test_skipping_stores_nothing_and_goes_on(heldout, stored):
    """:skip takes the next question without a trace of this one."""
    done = heldout(*SUM, replies=":skip\n:quit\n")
    assert done.stdout.count("A small sum") == 2
    assert stored() == ((), {})


def test_again_draws_another_variant_of_the_question(heldout):
    """:again asks the same question with another seed."""
    done = heldout("practice", "-s", "desk/code", "-l", "2", replies=":again\n:again\n")
    seeds = [line for line in done.stdout.splitlines() if "seed" in line]
    assert done.stdout.count("Doubling") == 3
    assert len(set(seeds)) == 3


def test_an_empty_line_and_an_unknown_command_are_no_replies(heldout, stored):
    """Neither is handed in; both are answered by a sentence."""
    done = heldout(*SUM, replies="\n:nonsense\n:help\n")
    assert "Type a reply, or :help" in done.stdout
    assert "There is no one command ':nonsense'" in done.stdout
    assert "another variant of this question" in done.stdout
    assert stored() == ((), {})


def test_letters_answer_choices_and_orders(heldout, stored):
    """The parts follow each other; a letter that names nothing is not handed in."""
    done = heldout(*LETTERS, replies="z\na\na b c\ncab\n")
    assert "The options are a to c; 'z' is none of them." in done.stdout
    assert all(f"Part {place} of 3" in done.stdout for place in (1, 2, 3))
    values = [attempt.reply.value for attempt in stored()[0]]
    assert [len(value) for value in values] == [1, 3, 3]
    assert set(values[2]) == {"wake", "eat", "sleep"}


def test_an_array_may_be_typed_row_by_row(heldout, stored):
    """Rows end with an empty line, or with the pipe."""
    shown = heldout("show", "desk-matrix", "--seed", "1", "--json", "--answers")
    rows = json.loads(json.loads(shown.stdout)["answers"]["right"]["answer"].strip("`"))
    lines = "\n".join(" ".join(map(str, row)) for row in rows)
    for ending in ("\n\n", "\n"):
        done = heldout("practice", "-q", "desk-matrix", "--seed", "1", replies=lines + ending)
        assert "✓ Right." in done.stdout
    assert all(attempt.verdict.right for attempt in stored()[0])


def test_code_is_judged_from_its_file(heldout, stored, tmp_path):
    """The starter is laid out, is not worth judging, and what replaces it is judged."""
    folder = tmp_path / "answers"
    command = ("practice", "-q", "desk-double", "--dir", str(folder))
    done = heldout(*command, replies="\n")
    path = folder / "desk_double.py"
    assert str(path) in done.stdout.replace("\n", "")
    assert "still the starter" in done.stdout
    assert not stored()[0]
    path.write_text("def double(x):\n    return x * x\n")
    done = heldout(*command, replies="\n:quit\n")
    assert "You squared x; twice is not the square." in done.stdout
    assert "as you left it" in done.stdout
    assert path.read_text() == "def double(x):\n    return x * x\n"
    path.write_text("def double(x):\n    return x + x\n")
    done = heldout(*command, replies="\n:quit\n")
    assert "✓ Right." in done.stdout
    assert [attempt.verdict.right for attempt in stored()[0]] == [False, True]


def test_a_folder_that_cannot_be_written_is_named(heldout, tmp_path):
    """The sentence says what to do; the exit code is that of the settings."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = heldout("practice", "-q", "desk-double", "--dir", str(blocked), replies="\n")
    assert done.exit_code == 5
    assert "--dir" in done.stderr


def test_a_reply_left_over_from_a_crash_is_judged_first(heldout, environment, stored, answer):
    """What was received and never judged gets its verdict at the next start."""
    with Practice.open(read_settings(environment)) as practice:
        variant = practice.variant("desk-sum", 5)
        practice.receive_reply(variant, Reply("answer", answer), datetime.now(UTC))
    done = heldout("practice", "--question", "desk-letters", replies=":quit\n")
    assert "Judged 1 reply left over" in done.stderr
    assert [attempt.verdict.right for attempt in stored()[0]] == [True]


def test_a_finished_variant_says_that_it_does_not_count(heldout, answer):
    """The same seed twice is told."""
    heldout(*SUM, replies=f"{answer}\n")
    assert "another try does not count" in heldout(*SUM, replies=":quit\n").stdout


def test_filters_that_fit_nothing_say_so(heldout):
    """An empty choice is a sentence and no error."""
    done = heldout("practice", "-s", "desk/code", "-k", "number")
    assert done.exit_code == 0
    assert done.stdout == "No question fits these filters.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "desk-summ"], "Did you mean desk-sum"),
        (["--skill", "dsk"], "Did you mean desk"),
        (["--kind", "essay"], "The kinds are"),
        (["--seed", "4"], "--question"),
        (["--seed", "-4", "--question", "desk-sum"], "seed must lie"),
        (["--level", "9"], "less than or equal to 5"),
    ],
)
def test_a_name_that_does_not_exist_is_a_usage_error(arguments, said, heldout):
    """One sentence with the nearest that exists, and exit code 2."""
    done = heldout("practice", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_review_asks_nothing_before_anything_was_practised(heldout):
    """A sentence points to practice."""
    done = heldout("review")
    assert "Nothing is due." in done.stdout
    assert "heldout practice" in done.stdout


def test_review_lists_and_asks_what_is_due(heldout, environment):
    """What was forgotten long ago comes first, with its due time in the JSON."""
    with Practice.open(read_settings(environment)) as practice:
        practice.reveal(practice.variant("desk-sum", 3), datetime(2020, 1, 1, tzinfo=UTC))
    listed = json.loads(heldout("review", "--json").stdout)
    assert [row["id"] for row in listed["due"]] == ["desk-sum"]
    assert listed["due"][0]["due"].startswith("2020-01-01T")
    assert "A small sum" in heldout("review", replies=":quit\n").stdout
    assert json.loads(heldout("review", "--json", "-l", "5").stdout)["due"] == []


def test_review_says_when_the_next_one_comes(heldout, answer):
    """Nothing due yet, but something scheduled."""
    heldout(*SUM, replies=f"{answer}\n")
    assert "the next review comes in" in heldout("review").stdout


def test_bytes_that_are_no_text_are_not_the_end(process):
    """A reply in a foreign encoding is unreadable; the loop goes on."""
    done = process(*SUM, replies="\udcff\n")  # the byte 0xff
    assert done.returncode == 0
    assert "Could not be read" in done.stdout
