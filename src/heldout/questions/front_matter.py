"""The YAML at the top of a question, with the line on which each field stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from heldout.errors import PackError

__all__ = ["FieldPath", "FrontMatter", "split_front_matter"]

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class FrontMatter:
    """Fields as plain Python values; `lines` maps the path of a field to its line in the file."""

    file: Path
    fields: Mapping[str, Any]
    lines: Mapping[FieldPath, int]

    def refuse(self, message: str, *path: str | int) -> NoReturn:
        """Raise the PackError that points at the field, or at the nearest field around it."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), ())
        name = ".".join(str(step) for step in path) or None
        raise PackError(message, file=self.file, line=self.lines.get(known, 1), field=name)

    def text(self, name: str, *, default: str | None = None) -> str:
        """A field that must be text."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"must be text; given {value!r}", name)
        return value.strip()

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """A field that must be a list of texts."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(f"must be a list of texts, such as [one, two]; given {value!r}", name)
        if needed and not value:
            self.refuse("must name at least one", name)
        return tuple(value)


def split_front_matter(file: Path) -> tuple[FrontMatter, str, int]:
    """The front matter, the Markdown below it, and the line on which that begins."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise PackError(f"must be there and readable: {error.strerror}", file=file) from None
    except UnicodeDecodeError as error:
        raise PackError(f"must be UTF-8 text: {error.reason}", file=file) from None
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not fence:
        raise PackError("must begin with front matter between two lines of ---", file=file, line=1)
    return _read(file, head), body, head.count("\n") + 4


def _read(file: Path, head: str) -> FrontMatter:
    loader = yaml.SafeLoader(head)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise PackError("front matter must be fields, such as 'id: …'", file=file, line=2)
        lines: dict[FieldPath, int] = {}
        _note_lines(loader, node, (), lines)
        fields = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise PackError(f"must be valid YAML: {error.problem}", file=file, line=line) from None
    finally:
        loader.dispose()
    return FrontMatter(file, fields, lines)


def _note_lines(
    loader: yaml.SafeLoader, node: yaml.Node, path: FieldPath, lines: dict[FieldPath, int]
) -> None:
    lines[path] = node.start_mark.line + 2  # one for counting from 0, one for the fence
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = (*path, str(key.value))
            _note_lines(loader, value, step, lines)
            lines[step] = key.start_mark.line + 2
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(loader, value, (*path, index), lines)
