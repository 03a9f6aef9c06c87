"""What a reply form sends, read as a reply; and a reply, put back into the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, TypeAlias

from fastapi import Depends, Request
from starlette.datastructures import FormData

from heldout.records import Reply, ReplyValue, VariantPart

__all__ = ["FORM_FIELDS", "Form", "place_field", "read_reply"]


async def _read_form(request: Request) -> FormData:
    return await request.form()


Form = Annotated[FormData, Depends(_read_form)]


def read_reply(part: VariantPart, form: FormData) -> Reply:
    """The reply to that part; fields left out make an empty one, which the grader explains."""
    return Reply(part.id, FORM_FIELDS[part.kind](part, form))


def place_field(key: str) -> str:
    """The name of the field that holds the place of a step."""
    return f"place-{key}"


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _read_text(part: VariantPart, form: FormData) -> ReplyValue:
    return _text(form, "reply").replace("\r\n", "\n")


def _read_keys(part: VariantPart, form: FormData) -> ReplyValue:
    return tuple(value for value in form.getlist("reply") if isinstance(value, str))


def _read_places(part: VariantPart, form: FormData) -> ReplyValue:
    """The keys by their places. Of steps that share a place all but one are left out, so that the
    grader sees that the reply is no order."""
    at: dict[str, str] = {}
    for option in part.options:
        place = _text(form, place_field(option.key))
        if place.isascii() and place.isdigit():
            at.setdefault(place, option.key)
    return tuple(at[place] for place in sorted(at, key=int))


Reader: TypeAlias = Callable[[VariantPart, FormData], ReplyValue]

FORM_FIELDS: Mapping[str, Reader] = {
    "choice": _read_keys,
    "fill": _read_text,
    "number": _read_text,
    "array": _read_text,
    "expression": _read_text,
    "order": _read_places,
    "code": _read_text,
}
