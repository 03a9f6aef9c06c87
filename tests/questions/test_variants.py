"""A question with its seed drawn, and what is said when its code is not as it must be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from heldout.authored import Author, Authors
from heldout.errors import PackError
from heldout.grading import read_spec
from heldout.questions import author_values, make_variant, second_opinion
from heldout.questions.reading import read_question
from heldout.records import Question
from heldout.sandbox import Judge

from .packs import QUESTION, VARIANT, write_question

CHOICE = QUESTION.replace(
    "kind: number",
    'kind: choice\noptions: {a: "@{a}", b: "B", c: "C", d: "D", e: "E"}',
)
PARTS = QUESTION.replace(
    "kind: number", "parts:\n- {id: sum, kind: number}\n- {id: product, kind: number}"
)
PARTS += "\n# Part sum\nThe sum of @{a}?\n# Part product\nThe product?\n"
PARTS_VARIANT = """\
def draw(rng):
    return {"a": 2, "b": 3}


def answers(values):
    return {"sum": 5, "product": 6}


def second_opinion(values):
    return {"sum": 2 + 3, "product": 2 * 3}


def mistakes(values):
    return {"sum": {"subtracted": -1}}
"""


class OneWay(Authors):
    """Runs every file in the same way, wherever it lies."""

    def __init__(self, judge: Judge, shipped: bool) -> None:
        super().__init__(judge)
        self.shipped = shipped

    def open(self, file: Path, version: str, *, shipped: bool) -> Author:
        return super().open(file, version, shipped=self.shipped)


@pytest.fixture(params=[True, False], ids=["in process", "jailed"])
def authors(request: pytest.FixtureRequest, judge: Judge) -> Iterator[Authors]:
    """Both ways: what is true of one must be true of the other."""
    with OneWay(judge, request.param) as opened:
        yield opened


def question(tmp_path: Path, text: str = QUESTION, variant: str | None = VARIANT) -> Question:
    """The question with these two files."""
    return read_question(write_question(tmp_path, "adding", text, variant), "test", read_spec)


def refusal(found: Question, authors: Authors) -> PackError:
    """What is said when it is drawn."""
    with pytest.raises(PackError) as caught:
        make_variant(found, 0, authors)
    return caught.value


def test_every_text_is_filled(tmp_path: Path, authors: Authors) -> None:
    """Prompt, explanation, mistakes and options with the drawn values."""
    variant = make_variant(question(tmp_path), 4, authors)
    a, b = variant.values["a"], variant.values["b"]
    assert variant.prompt == f"What is ${a} + {b}$?"
    assert variant.explanation == f"It is {a + b}."
    assert variant.hints == ("Count.", "Use your fingers.")
    (part,) = variant.parts
    assert part.truth == a + b
    (mistake,) = part.mistakes
    message = f"You took {b} away."
    assert (mistake.name, mistake.message, mistake.value) == ("subtracted", message, a - b)


def test_a_seed_always_draws_the_same(tmp_path: Path, authors: Authors) -> None:
    """In another folder, read again; and other seeds draw other values."""
    one = question(tmp_path / "one")
    other = question(tmp_path / "two")
    drawn = [make_variant(one, seed, authors).values for seed in range(20)]
    assert drawn == [make_variant(other, seed, authors).values for seed in range(20)]
    assert len({tuple(values.items()) for values in drawn}) > 10
    assert drawn[3] == author_values(one, 3, authors)


def test_options_are_shown_in_an_order_of_the_seed(tmp_path: Path, authors: Authors) -> None:
    """Another for other seeds, filled in; the keys stay with their texts."""
    found = question(tmp_path, CHOICE, VARIANT.replace('values["a"] + values["b"]', "'b'"))
    orders = set()
    for seed in range(30):
        variant = make_variant(found, seed, authors)
        texts = {option.key: option.text for option in variant.parts[0].options}
        assert texts == {"a": str(variant.values["a"]), "b": "B", "c": "C", "d": "D", "e": "E"}
        orders.add(tuple(texts))
        assert tuple(texts) == tuple(
            o.key for o in make_variant(found, seed, authors).parts[0].options
        )
    assert len(orders) > 20


def test_options_may_keep_their_order(tmp_path: Path, authors: Authors) -> None:
    """Where `shuffle` is false."""
    text = CHOICE.replace("kind: choice", "kind: choice\nshuffle: false")
    found = question(tmp_path, text, VARIANT.replace('values["a"] + values["b"]', "'b'"))
    for seed in range(5):
        keys = [option.key for option in make_variant(found, seed, authors).parts[0].options]
        assert keys == ["a", "b", "c", "d", "e"]


def test_parts_have_truths_and_mistakes_of_their_own(tmp_path: Path, authors: Authors) -> None:
    """By part id; a part may have no mistakes."""
    found = question(tmp_path, PARTS, PARTS_VARIANT)
    first, second = make_variant(found, 0, authors).parts
    assert (first.truth, second.truth) == (5, 6)
    assert [mistake.name for mistake in first.mistakes] == ["subtracted"]
    assert (first.prompt, second.mistakes) == ("The sum of 2?", ())
    assert second_opinion(found, {}, authors) == {"sum": 5, "product": 6}


def test_a_single_part_is_answered_without_its_id(tmp_path: Path, authors: Authors) -> None:
    """The second opinion comes back by part all the same."""
    assert second_opinion(question(tmp_path), {"a": 2, "b": 3}, authors) == {"answer": 5}


def test_rules_and_figures_are_handed_on(tmp_path: Path, authors: Authors) -> None:
    """Both are optional."""
    more = "\ndef accepts(values):\n    return {'answer': lambda reply: 'No.'}\n"
    more += "\ndef figure(values):\n    return f'<svg>{values[\"a\"]}</svg>'\n"
    variant = make_variant(question(tmp_path, variant=VARIANT + more), 0, authors)
    assert variant.parts[0].accepts is not None
    assert variant.parts[0].accepts(1) == "No."
    assert variant.figure == f"<svg>{variant.values['a']}</svg>"


@pytest.mark.parametrize("name", ["mistakes", "accepts", "figure"])
def test_what_is_optional_may_be_left_out(tmp_path: Path, name: str, authors: Authors) -> None:
    """Draws and answers are all that a variant needs."""
    text = VARIANT.partition("def mistakes")[0]
    variant = make_variant(question(tmp_path, variant=text), 0, authors)
    assert not getattr(variant.parts[0], name, None)
    assert variant.figure is None


def test_code_questions_have_no_values(tmp_path: Path, authors: Authors) -> None:
    """Nothing is drawn; the mistakes are those that the attempts show."""
    text = QUESTION.replace("kind: number", "kind: code\nfunction: add")
    text = text.replace("@{a} @{b|signed}", "1 + 1").replace("@{a + b}", "2").replace("@{b}", "one")
    asked = question(tmp_path, text, None)
    with pytest.raises(PackError, match=r"starter\.py: must be there"):
        make_variant(asked, 0, authors)
    (asked.folder / "starter.py").write_text("def add(): ...\n", encoding="utf-8")
    variant = make_variant(asked, 0, authors)
    assert variant.values == {}
    assert variant.parts[0].listing == "def add(): ...\n"
    assert variant.parts[0].truth is None
    assert [mistake.name for mistake in variant.parts[0].mistakes] == ["subtracted"]


BROKEN = {
    'return {"a": rng': ("return [rng", None, "must be valid Python"),
    '    return values["a"] + values["b"]': (
        "    return values['x']",
        6,
        "raised KeyError: 'x'",
    ),
    "def answers": ("def answer", None, "must define answers()"),
    "def draw": ("def drew", None, "must define draw()"),
    'return {"a": rng.integer(1, 9), "b": rng.integer(1, 9)}': (
        "return [1, 2]",
        None,
        "draw() must return a dict of named values; given [1, 2]",
    ),
    'return {"subtracted": values["a"] - values["b"]}': (
        "pass",
        None,
        "mistakes() must map names to wrong values for part 'answer'; given None",
    ),
    "integer(1, 9), ": ("integer(9, 1), ", 2, "raised ValueError: low must not exceed high"),
    '    return values["a"] + values': (
        "    raise SystemExit\n    return values",
        6,
        "raised SystemExit",
    ),
}


@pytest.mark.parametrize("before", BROKEN)
def test_broken_code_is_named_with_its_line(tmp_path: Path, before: str, authors: Authors) -> None:
    """File, line and what was raised or returned."""
    after, line, message = BROKEN[before]
    assert VARIANT.count(before) == 1
    error = refusal(question(tmp_path, variant=VARIANT.replace(before, after)), authors)
    assert error.file == tmp_path / "adding" / "variant.py"
    assert message in error.message
    assert error.line == (2 if "valid Python" in message else line)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "def accepts(values):\n    return None\n",
            "accepts() must return a dict by part (answer)",
        ),
        ("def accepts(values):\n    return {'x': len}\n", "accepts() names ['x']; the parts are"),
        ("def accepts(values):\n    return {'answer': 3}\n", "a function for 'answer'; given 3"),
        (
            "def figure(values):\n    return 3\n",
            "figure() must return SVG as text, or None; given 3",
        ),
    ],
)
def test_a_bad_addition_is_named(tmp_path: Path, more: str, message: str, authors: Authors) -> None:
    """What must come back, and what did."""
    assert message in refusal(question(tmp_path, variant=VARIANT + "\n\n" + more), authors).message


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('{"sum": 5, "product": 6}', "5", "answers() must return a dict by part (product, sum)"),
        ('{"sum": 5, "product": 6}', '{"sum": 5}', "answers() leaves out ['product']"),
        ('"product": 6', '"prod": 6', "answers() names ['prod']; the parts are product, sum"),
        ('{"sum": {"subtracted": -1}}', '{"sum": [-1]}', "for part 'sum'; given [-1]"),
        ('{"sum": {"subtracted": -1}}', "{3: {}}", "mistakes() names ['3']"),
    ],
)
def test_answers_must_be_by_part(
    tmp_path: Path, before: str, after: str, message: str, authors: Authors
) -> None:
    """What is missing, and what is too much."""
    assert PARTS_VARIANT.count(before) == 1
    found = question(tmp_path, PARTS, PARTS_VARIANT.replace(before, after))
    assert message in refusal(found, authors).message


def test_an_unknown_mistake_is_named_where_it_must_be_written(
    tmp_path: Path, authors: Authors
) -> None:
    """In question.md, at the field."""
    error = refusal(
        question(tmp_path, variant=VARIANT.replace('"subtracted"', '"doubled"')), authors
    )
    assert (error.file.name, error.field, error.line) == ("question.md", "mistakes", 7)
    assert "must say what to tell for ['doubled'], which variant.py names" in error.message


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("It is @{a + b}.", "It is\nindeed @{c}.", 18),
        ("1. Count.", "1. Count @{c}.", 14),
        ("You took @{b} away.", "You took @{c} away.", 8),
    ],
)
def test_a_text_that_cannot_be_filled_is_named(
    tmp_path: Path, before: str, after: str, line: int, authors: Authors
) -> None:
    """How it begins, what is wrong, and the line."""
    error = refusal(question(tmp_path, QUESTION.replace(before, after)), authors)
    assert (error.file.name, error.line) == ("question.md", line)
    assert "cannot be filled: 'c' is undefined" in error.message


def test_a_drawn_question_needs_its_variant_file(tmp_path: Path, authors: Authors) -> None:
    """The missing file is named."""
    error = refusal(question(tmp_path, variant=None), authors)
    assert (error.file.name, error.message) == ("variant.py", "must be there: it draws the values")


def test_a_code_module_is_loaded_once(tmp_path: Path, authors: Authors) -> None:
    """And again when the content has changed."""
    found = question(tmp_path, variant="print('loaded')\n" + VARIANT)
    assert make_variant(found, 0, authors).values == make_variant(found, 0, authors).values
    changed = VARIANT.replace("rng.integer(1, 9), ", "11, ")
    assert make_variant(question(tmp_path, variant=changed), 0, authors).values["a"] == 11
