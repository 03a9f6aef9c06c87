"""The tree of errors, and how the place of one reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heldout import errors
from heldout.errors import FieldError, HeldoutError, PackError


def test_everything_that_a_person_reads_has_one_root() -> None:
    """Doors catch one class."""
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), HeldoutError)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """Each class once."""
    assert errors.__doc__ is not None
    drawn = re.findall(r"^(?:│   )?(?:[├└]── )?([A-Z]\w+)", errors.__doc__, re.M)
    assert sorted(set(drawn) - {"Everything", "Each"}) == sorted(errors.__all__)


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [
        (None, None, "a/question.md: must hold"),
        (3, None, "a/question.md:3: must hold"),
        (None, "id", "a/question.md: id: must hold"),
        (3, "parts.0.id", "a/question.md:3: parts.0.id: must hold"),
    ],
)
def test_a_pack_error_reads_like_a_compilers(
    line: int | None, field: str | None, text: str
) -> None:
    """Editors jump to `file:line`; what is not known is left out."""
    error = PackError("must hold", file=Path("a/question.md"), line=line, field=field)
    assert str(error) == text
    assert error.args == (text,)


def test_a_field_error_keeps_its_field() -> None:
    """For whoever knows in which file it stands."""
    error = FieldError("count", "must be above zero")
    assert (error.field, error.message) == ("count", "must be above zero")
    assert str(error) == "count: must be above zero"
