"""What a candidate could not read in a variant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.questions import make_variant
from heldout.records import Mistake, Option, Variant
from heldout.verification.texts import text_problems

from .packs import question_in, write_drawn

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<title>A dot</title><circle cx="5" cy="5" r="1" fill="currentColor"/></svg>'
)


@pytest.fixture
def variant(tmp_path: Path, authors: Authors) -> Variant:
    """A sound variant."""
    return make_variant(question_in(write_drawn(tmp_path / "pack")), 0, authors)


def with_part(variant: Variant, **changes: object) -> Variant:
    """The variant with its one part changed."""
    return replace(variant, parts=(replace(variant.parts[0], **changes),))  # type: ignore[arg-type]


def test_a_sound_variant_reads_well(variant: Variant) -> None:
    """With and without a figure."""
    assert list(text_problems(variant)) == []
    assert list(text_problems(replace(variant, figure=FIGURE))) == []


BAD = "$\\foo$"
OPTIONS = (Option("a", "A"), Option("b", BAD))
MISTAKES = (Mistake("lost", BAD),)


@pytest.mark.parametrize(
    "where", ["Prompt", "Explanation", "hint 2", "follow-up 1", "mistake lost"]
)
def test_every_text_is_looked_at(variant: Variant, where: str) -> None:
    """An unreadable formula is told with the text that holds it."""
    changed = {
        "Prompt": replace(variant, prompt=BAD),
        "Explanation": replace(variant, explanation=BAD),
        "hint 2": replace(variant, hints=("fine", BAD)),
        "follow-up 1": replace(variant, follow_ups=(BAD,)),
        "mistake lost": with_part(variant, mistakes=MISTAKES),
    }
    ((told, what),) = text_problems(changed[where])
    assert told == where
    assert "cannot be read" in what


def test_options_are_looked_at(variant: Variant) -> None:
    """By the key of the option."""
    ((where, _),) = text_problems(with_part(variant, options=OPTIONS))
    assert where == "option b of part answer"


def test_parts_have_prompts_when_there_are_several(variant: Variant) -> None:
    """A single one is asked by the question's own prompt."""
    part = variant.parts[0]
    several = replace(variant, parts=(replace(part, id="one", prompt="Fine?"), part))
    assert list(text_problems(several)) == [("part answer", "is empty")]


def test_what_is_empty_or_unfilled_is_told(variant: Variant) -> None:
    """A draw may empty a text, and a value may hold an expression."""
    assert list(text_problems(replace(variant, prompt=" \n"))) == [("Prompt", "is empty")]
    ((where, what),) = text_problems(replace(variant, explanation="It is @{a}."))
    assert (where, what) == ("Explanation", "still holds a template expression: '@{a}.'")


def test_two_options_that_read_the_same_are_told(variant: Variant) -> None:
    """A candidate could not choose between them."""
    options = (Option("a", "4"), Option("b", "4"), Option("c", "5"))
    ((where, what),) = text_problems(with_part(variant, options=options))
    assert where == "part answer"
    assert what == "two options read the same: ['4', '4', '5']"


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("</title>", "", "must return well-formed SVG"),
        (' viewBox="0 0 10 10"', "", "an <svg> with a viewBox"),
        ("<title>A dot</title>", "", "must hold a <title>"),
        ('fill="currentColor"', 'style="fill: red"', "must do without style"),
        ('fill="currentColor"', 'class="dot"', "must do without class"),
        ('fill="currentColor"', 'onclick="x()"', "must do without onclick"),
        ("<title>", "<script>x()</script><title>", "must do without script"),
        ("<title>", "<style>*{}</style><title>", "must do without style"),
    ],
)
def test_a_bad_figure_is_told(variant: Variant, before: str, after: str, what: str) -> None:
    """A page would refuse it, or not everybody could see it."""
    assert before in FIGURE
    figure = FIGURE.replace(before, after, 1)
    ((where, told),) = text_problems(replace(variant, figure=figure))
    assert where == "figure()"
    assert what in told


def test_a_figure_must_be_svg(variant: Variant) -> None:
    """Another element is named."""
    told = [what for _, what in text_problems(replace(variant, figure="<p>x</p>"))]
    assert told[0] == "must return an <svg> with a viewBox; given <p>"


def test_a_demanding_question_goes_on(variant: Variant) -> None:
    """From level 3 an interviewer has two more questions at least; below, one may do."""
    one = replace(variant, follow_ups=("And then?",))
    hard = replace(one, question=replace(one.question, level=3))
    assert list(text_problems(one)) == []
    ((where, what),) = text_problems(hard)
    assert where == "Follow-ups"
    assert what == "must be two at least at level 3 and above; there are 1"
    assert list(text_problems(replace(hard, follow_ups=("And then?", "Why?")))) == []
