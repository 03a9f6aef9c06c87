"""Reading the fields of a part, and refusing those that are wrong."""

from __future__ import annotations

from typing import Any

import pytest

from heldout.errors import FieldError
from heldout.grading.fields import Fields, Tolerance


def test_fields_are_read_with_their_defaults() -> None:
    """What is not there is what it is by default."""
    own = Fields({"a": True, "b": "text", "c": 3, "d": 2.5, "e": ["x"], "f": "two"})
    assert own.flag("a", False) is True
    assert own.text("b") == "text"
    assert own.count("c", 1) == 3
    assert own.number("d", 1.0) == 2.5
    assert own.texts("e") == ("x",)
    assert own.one_of("f", ("one", "two")) == "two"
    own.finish()
    assert (own.flag("a", False), own.count("c", 1), own.texts("e")) == (False, 1, ())
    assert own.one_of("f", ("one", "two")) == "one"


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("flag", "yes"),
        ("flag", 1),
        ("text", 3),
        ("count", 0),
        ("count", True),
        ("count", 2.0),
        ("number", 0),
        ("number", "2"),
        ("number", True),
        ("texts", "x"),
        ("texts", [1]),
    ],
)
def test_a_field_of_another_type_is_refused_by_name(reader: str, value: Any) -> None:
    """The message says what was given."""
    defaults = () if reader == "texts" else (1,)
    with pytest.raises(FieldError) as error:
        getattr(Fields({"field": value}), reader)("field", *defaults)
    assert error.value.field == "field"
    assert repr(value) in str(error.value)


def test_a_field_that_is_needed_must_be_there() -> None:
    """Text without a default, a word that is none of those allowed, and options."""
    for read in (
        lambda own: own.text("function"),
        lambda own: own.options(),
        lambda own: Fields({"of": "size"}).one_of("of", ("values", "shape")),
    ):
        with pytest.raises(FieldError):
            read(Fields({}))


def test_a_field_that_nobody_read_is_refused() -> None:
    """A typo in a field must not go unnoticed."""
    own = Fields({"tolerence": 0.1})
    with pytest.raises(FieldError) as error:
        own.finish()
    assert error.value.field == "tolerence"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0.01, Tolerance(0.01, 1e-9)),
        (0, Tolerance(0.0, 1e-9)),
        ({"absolute": 0.5}, Tolerance(0.5, 1e-9)),
        ({"relative": 0.1}, Tolerance(0.0, 0.1)),
        ({"absolute": 1, "relative": 0}, Tolerance(1.0, 0.0)),
    ],
)
def test_a_tolerance_is_a_number_or_two(given: Any, expected: Tolerance) -> None:
    """Absolute alone, or by name."""
    assert Fields({"tolerance": given}).tolerance() == expected
    assert Fields({"tolerance": given}).tolerance(integer=True) == expected


@pytest.mark.parametrize(
    "given", [-1, "1", True, float("nan"), float("inf"), {"abs": 1}, [1], None]
)
def test_a_tolerance_must_be_finite_and_not_negative(given: Any) -> None:
    """Anything else would accept everything or nothing."""
    with pytest.raises(FieldError):
        Fields({"tolerance": given}).tolerance()


def test_whole_numbers_have_next_to_no_tolerance_of_their_own() -> None:
    """Rounding error only, and less than a half even for ten billions."""
    tolerance = Fields({}).tolerance(integer=True)
    assert tolerance.absolute + tolerance.relative * 1e13 < 0.5
    assert Fields({}).tolerance() == Tolerance()


@pytest.mark.parametrize(
    ("tolerance", "text"),
    [
        (Tolerance(), "rounding error"),
        (Tolerance(0.01), "0.01"),
        (Tolerance(0.0, 0.1), "0.1 of the value"),
        (Tolerance(0.01, 0.1), "0.01 plus 0.1 of the value"),
    ],
)
def test_a_tolerance_says_what_it_is(tolerance: Tolerance, text: str) -> None:
    """For people."""
    assert str(tolerance) == text
