"""What a reply form sends, read as a reply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import parse_qs

from starlette.requests import Request

from heldout.records import Reply, ReplyValue, VariantPart

__all__ = ["FORM_FIELDS", "Fields", "field_text", "read_form", "read_reply"]


Fields: TypeAlias = Mapping[str, list[str]]
"""What each field of a form sent, in order."""


async def read_form(request: Request) -> Fields:
    """The fields of a form as HTML sends it by default; no form of ours uploads a file."""
    body = (await request.body()).decode("utf-8", "replace")
    return parse_qs(body, keep_blank_values=True)


def read_reply(part: VariantPart, form: Fields) -> Reply:
    """The reply to that part; fields left out make an empty one, which the grader explains."""
    return Reply(part.id, FORM_FIELDS[part.kind](part, form))


def field_text(form: Fields, name: str) -> str:
    """What that field sent; empty when it sent nothing."""
    return form.get(name, [""])[0]


def _read_text(part: VariantPart, form: Fields) -> ReplyValue:
    return field_text(form, "reply").replace("\r\n", "\n")


def _read_keys(part: VariantPart, form: Fields) -> ReplyValue:
    return tuple(form.get("reply", ()))


def _read_places(part: VariantPart, form: Fields) -> ReplyValue:
    """The keys by their places. Of steps that share a place all but one are left out, so that the
    grader sees that the reply is no order."""
    places = [str(place) for place in range(1, len(part.options) + 1)]
    at: dict[str, str] = {}
    for option in part.options:
        at.setdefault(field_text(form, f"place-{option.key}"), option.key)
    return tuple(at[place] for place in places if place in at)


Reader: TypeAlias = Callable[[VariantPart, Fields], ReplyValue]

FORM_FIELDS: Mapping[str, Reader] = {
    "choice": _read_keys,
    "fill": _read_text,
    "number": _read_text,
    "array": _read_text,
    "expression": _read_text,
    "order": _read_places,
    "sketch": _read_text,
    "lines": _read_keys,
    "code": _read_text,
}
