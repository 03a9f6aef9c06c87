"""The Markdown of a question, cut at its first-level headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from heldout.errors import PackError

__all__ = ["Section", "split_items", "split_sections"]

_HEADING = re.compile(r"^# +(.+?)\s*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"^((?:\d+[.)]|[-*])\s+)(.*)$")


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, and the line of that heading in the file."""

    name: str
    text: str
    line: int


def split_sections(body: str, file: Path, first_line: int) -> dict[str, Section]:
    """The sections by name; PackError when one comes twice or text stands before the first."""
    lines = body.split("\n")
    cuts = _headings(lines, file, first_line)
    for index, line in enumerate(lines[: cuts[0][0]] if cuts else lines):
        if line.strip():
            text = f"text must stand under a heading such as '# Prompt'; given {line.strip()!r}"
            raise PackError(text, file=file, line=first_line + index)
    sections: dict[str, Section] = {}
    if not cuts:
        return sections
    for (start, name), (end, _) in zip(cuts, [*cuts[1:], (len(lines), "")], strict=True):
        if name in sections:
            raise PackError(f"'# {name}' must come once", file=file, line=first_line + start)
        text = "\n".join(lines[start + 1 : end]).strip()
        sections[name] = Section(name, text, first_line + start)
    return sections


def _headings(lines: list[str], file: Path, first_line: int) -> list[tuple[int, str]]:
    """Line number and name of each first-level heading that is not inside a code fence."""
    found, fence, opened = [], "", 0
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            bare = line.strip()
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                fence = ""
        elif mark:
            fence, opened = mark[1], number
        elif heading := _HEADING.match(line):
            found.append((number, heading[1]))
    if fence:
        text = f"the code fence that opens here must be closed by a line of {fence}"
        raise PackError(text, file=file, line=first_line + opened)
    return found


def split_items(section: Section, file: Path) -> tuple[str, ...]:
    """The items of a list; what is indented or follows without a marker belongs to the item."""
    items: list[list[str]] = []
    indent = re.compile("")
    for line in section.text.split("\n"):
        start = _ITEM.match(line)
        if start:
            items.append([start[2]])
            indent = re.compile(f" {{0,{len(start[1])}}}")
        elif items:
            items[-1].append(indent.sub("", line, count=1))
        elif line.strip():
            text = f"'# {section.name}' must be a list ('1. …' or '- …'); given {line.strip()!r}"
            raise PackError(text, file=file, line=section.line)
    return tuple("\n".join(item).strip() for item in items)
