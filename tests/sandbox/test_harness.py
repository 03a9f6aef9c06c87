"""What a call may be wished, in this process: the candidate's process is tested elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from heldout.sandbox.harness import invoke


class OwnError(ValueError):
    """An exception of a candidate's own."""


def fail(error: BaseException) -> Any:
    """Raises what it is given."""
    raise error


@pytest.mark.parametrize("error", [OwnError("too long"), UnicodeError("too long")])
def test_a_derived_exception_is_raised_as_the_one_that_is_wished(error: ValueError) -> None:
    """With its message, so that the judge can compare names."""
    with pytest.raises(ValueError, match="too long") as caught:
        invoke(fail, [error], {}, {"raises": "ValueError"})
    assert caught.type is ValueError


@pytest.mark.parametrize("wishes", [{}, {"raises": "TypeError"}, {"raises": "no such name"}])
def test_other_exceptions_stay_what_they_are(wishes: dict[str, Any]) -> None:
    """Nothing else becomes what was demanded."""
    with pytest.raises(OwnError):
        invoke(fail, [OwnError("no")], {}, wishes)


def test_a_value_is_returned_all_the_same() -> None:
    """A function that does not raise has its value told."""
    assert invoke(abs, [-3], {}, {"raises": "ValueError"}) == (3, {})
