"""What the address of a request says: numbers in its path, words in its query."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request

from heldout.errors import SettingsError

__all__ = ["number_in", "word_in"]

_NUMBERS = 2**63  # as far as the store can count
_DIGITS = re.compile("[0-9]{1,19}")


def number_in(request: Request, name: str) -> int:
    """That whole number of the path; for anything else the page that says there is nothing."""
    text: str = request.path_params[name]
    if not _DIGITS.fullmatch(text) or int(text) >= _NUMBERS:
        raise HTTPException(404)
    return int(text)


def word_in(request: Request, name: str, most: int) -> str:
    """What the query says for that name, empty when it says nothing; SettingsError when that is of
    more characters than anybody would mean."""
    word = request.query_params.get(name, "")
    if len(word) > most:
        raise SettingsError("A part of the address is too long to be meant.")
    return word
