"""Templates and what they may call. Everything is escaped unless it was made by the typesetter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache, lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from heldout import __version__
from heldout.typeset import html, html_inline
from heldout.typeset.figures import in_words
from heldout.web.assets import asset_url

__all__ = ["ago", "ahead", "block", "code", "inline", "render"]

_SPAN = (
    (86400 * 365, "year"),
    (86400 * 30, "month"),
    (86400, "day"),
    (3600, "hour"),
    (60, "minute"),
)


def render(template: str, **values: object) -> str:
    """The template filled in."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("heldout.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(md=block, md_line=inline, code=code, count=count, words=in_words)
    environment.globals.update(asset=asset_url, version=__version__)
    return environment


@lru_cache(maxsize=1024)
def block(markdown: str) -> Markup:
    """Markdown as HTML blocks."""
    return Markup(html(markdown))


@lru_cache(maxsize=128)
def code(python: str) -> Markup:
    """Python in colours."""
    fence = "`" * (1 + max(map(len, re.findall("`+", python)), default=2))
    return Markup(html(f"{fence}python\n{python}\n{fence}"))


@lru_cache(maxsize=1024)
def inline(markdown: str) -> Markup:
    """One line of Markdown as HTML."""
    return Markup(html_inline(markdown))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 question`, `3 questions`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `3 hours ago`."""
    span = _span(now - moment)
    return f"{span} ago" if span else "just now"


def ahead(moment: datetime, now: datetime) -> str:
    """`soon`, `in 3 days`."""
    span = _span(moment - now)
    return f"in {span}" if span else "soon"


def _span(length: timedelta) -> str | None:
    seconds = length.total_seconds()
    for size, noun in _SPAN:
        if seconds >= size:
            return count(round(seconds / size), noun)
    return None
