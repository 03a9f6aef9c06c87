"""A question's folder, read and checked: files in, `Question` out, or the place of the mistake."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, cast, get_args

from heldout import shelf
from heldout.errors import FieldError, PackError
from heldout.needs import NEEDS
from heldout.questions.front_matter import FrontMatter, split_front_matter
from heldout.questions.sections import Section, split_items, split_sections
from heldout.records import Level, Option, Part, Pool, Question

__all__ = ["ANSWER", "CODE", "SpecReader", "read_question"]

SpecReader: TypeAlias = Callable[[str, Mapping[str, Any]], Any]
"""Turns a kind's own fields into what its grader works with; FieldError when they are wrong."""

ANSWER = "answer"
"""The id of the part in a question that has only one."""

CODE = "code"
"""The one kind whose truth is not a value but what checks.py finds."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_FIELDS = {
    *("id", "title", "skills", "level", "sources", "references", "needs", "pool"),
    *("mistakes", "parts"),
}
_HASHED = (
    "question.md",
    "variant.py",
    "starter.py",
    "solution.py",
    "checks.py",
    "driver.py",
    "starter.cpp",
    "solution.cpp",
)


def read_question(folder: Path, pack: str, read_spec: SpecReader) -> Question:
    """The question in that folder; PackError names file, line and field of what is wrong."""
    head, body, first_line = split_front_matter(folder / "question.md")
    sections = split_sections(body, head.file, first_line)
    question_id = head.text("id")
    if question_id != folder.name or not _ID.fullmatch(question_id):
        wanted = f"must be the folder's name, {folder.name!r}, in small letters, digits and hyphens"
        head.refuse(f"{wanted}; given {question_id!r}", "id")
    parts = _read_parts(head, sections, read_spec)
    _refuse_stray_sections(head, sections, parts)
    return Question(
        id=question_id,
        pack=pack,
        title=head.text("title"),
        skills=head.texts("skills", needed=True),
        level=_read_level(head),
        parts=parts,
        prompt=_needed(head, sections, "Prompt").text,
        hints=split_items(_needed(head, sections, "Hints"), head.file),
        explanation=_needed(head, sections, "Explanation").text,
        follow_ups=split_items(_needed(head, sections, "Follow-ups"), head.file),
        mistakes=_read_mistakes(head),
        sources=head.texts("sources"),
        references=_read_references(head),
        needs=_read_needs(head),
        pool=_read_pool(head),
        folder=folder,
        hash=content_hash(folder),
    )


def content_hash(folder: Path) -> str:
    """Sixteen hex digits that change whenever what is asked or how it is judged changes."""
    digest = hashlib.sha256()
    there = set(os.listdir(folder))
    for name in _HASHED:
        if name in there:
            with open(os.path.join(folder, name), "rb") as file:
                # Line ends may differ between checkouts; the question does not.
                content = file.read().replace(b"\r\n", b"\n")
            digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()[:16]


def _read_level(head: FrontMatter) -> Level:
    given = head.fields.get("level")
    if type(given) is not int or given not in get_args(Level):  # True is 1 as well
        head.refuse(f"must be a whole number from 1 (easy) to 5 (hard); given {given!r}", "level")
    return cast(Level, given)


def _read_needs(head: FrontMatter) -> tuple[str, ...]:
    needs = head.texts("needs")
    for index, need in enumerate(needs):
        if need not in NEEDS:
            head.refuse(f"must be of {', '.join(sorted(NEEDS))}; given {need!r}", "needs", index)
    return needs


def _read_references(head: FrontMatter) -> tuple[str, ...]:
    references = head.texts("references")
    for index, part in enumerate(references):
        if not shelf.knows(part):
            text = "must be a public name of the reference shelf, such as layers.dense"
            head.refuse(f"{text}; given {part!r}. `heldout shelf` lists them", "references", index)
    return references


def _read_pool(head: FrontMatter) -> Pool:
    given = head.fields.get("pool", "any")
    if given not in get_args(Pool):
        head.refuse(f"must be one of {', '.join(get_args(Pool))}; given {given!r}", "pool")
    return cast(Pool, given)


def _read_mistakes(head: FrontMatter) -> dict[str, str]:
    mistakes = head.fields.get("mistakes", {})
    if not isinstance(mistakes, dict):
        text = "must map each name to the sentence that is shown, such as {forgot-padding: You …}"
        head.refuse(f"{text}; given {mistakes!r}", "mistakes")
    for name, message in mistakes.items():
        if not isinstance(name, str) or not _ID.fullmatch(name):
            text = f"a name must be text that looks like forgot-padding; given {name!r}"
            head.refuse(text, "mistakes", str(name))
        if not isinstance(message, str) or not message.strip():
            head.refuse(f"must be a sentence; given {message!r}", "mistakes", name)
    return {name: message.strip() for name, message in mistakes.items()}


def _read_parts(
    head: FrontMatter, sections: Mapping[str, Section], read_spec: SpecReader
) -> tuple[Part, ...]:
    """The parts under `parts:`, or the single one whose fields stand at the top level."""
    if "parts" not in head.fields and "kind" not in head.fields:
        head.refuse("must be given: 'kind' for a single part, or 'parts' for several", "kind")
    if "parts" in head.fields and "kind" in head.fields:
        head.refuse("must not stand beside 'parts': each part has a kind of its own", "kind")
    if "kind" in head.fields:
        fields = {key: value for key, value in head.fields.items() if key not in _OWN_FIELDS}
        return (_read_part(head, (), {"id": ANSWER, **fields}, "", read_spec),)
    for name in head.fields:
        if name not in _OWN_FIELDS:
            known = ", ".join(sorted(_OWN_FIELDS))
            head.refuse(f"is not a field of a question with parts; it has {known}", str(name))
    entries = head.fields["parts"]
    if not isinstance(entries, list) or not entries:
        head.refuse(f"must be a list of parts; given {entries!r}", "parts")
    parts: list[Part] = []
    for index, entry in enumerate(entries):
        part = _read_entry(head, ("parts", index), entry, sections, read_spec)
        if any(part.id == other.id for other in parts):
            head.refuse(f"must be the part's own; given {part.id!r} twice", "parts", index, "id")
        if part.kind == CODE and any(other.kind == CODE for other in parts):
            text = "code must be asked for once: checks.py and solution.py are about one function"
            head.refuse(text, "parts", index, "kind")
        parts.append(part)
    return tuple(parts)


def _read_entry(
    head: FrontMatter,
    path: tuple[str | int, ...],
    entry: object,
    sections: Mapping[str, Section],
    read_spec: SpecReader,
) -> Part:
    """One of several parts, with the section of its own that asks it."""
    if not isinstance(entry, dict):
        head.refuse(f"must be fields, with at least id and kind; given {entry!r}", *path)
    part = _read_part(head, path, entry, "", read_spec)
    return replace(part, prompt=_needed(head, sections, f"Part {part.id}").text)


def _read_part(
    head: FrontMatter,
    path: tuple[str | int, ...],
    fields: Mapping[str, Any],
    prompt: str,
    read_spec: SpecReader,
) -> Part:
    for name in fields:
        if not isinstance(name, str):
            head.refuse(f"the name of a field must be text; given {name!r}", *path, str(name))
    part_id, kind = fields.get("id"), fields.get("kind")
    if not isinstance(part_id, str) or not _ID.fullmatch(part_id):
        head.refuse(f"must look like hidden-values; given {part_id!r}", *path, "id")
    if not isinstance(kind, str):
        head.refuse(f"must name a kind of part; given {kind!r}", *path, "kind")
    options = _read_options(head, path, fields.get("options"))
    own = {key: value for key, value in fields.items() if key not in ("id", "kind")}
    try:
        spec = read_spec(kind, own)
    except FieldError as error:
        head.refuse(error.message, *path, error.field)
    return Part(part_id, kind, prompt, options, spec)


def _read_options(
    head: FrontMatter, path: tuple[str | int, ...], options: object
) -> tuple[Option, ...]:
    if options is None:
        return ()
    if not isinstance(options, dict) or len(options) < 2:
        text = f"must map at least two keys to their texts; given {options!r}"
        head.refuse(text, *path, "options")
    for key, text in options.items():
        if not isinstance(key, str):
            head.refuse(f"a key must be text, in quotes; given {key!r}", *path, "options", str(key))
        if isinstance(text, bool) or not isinstance(text, str | int | float):
            head.refuse(f"must be text, in quotes; given {text!r}", *path, "options", key)
    return tuple(Option(key, str(text)) for key, text in options.items())


def _needed(head: FrontMatter, sections: Mapping[str, Section], name: str) -> Section:
    section = sections.get(name)
    if section is None or not section.text:
        line = section.line if section else None
        raise PackError(
            f"must have a section '# {name}' with text in it", file=head.file, line=line
        )
    return section


def _refuse_stray_sections(
    head: FrontMatter, sections: Mapping[str, Section], parts: tuple[Part, ...]
) -> None:
    known = {"Prompt", "Hints", "Explanation", "Follow-ups"} | {f"Part {part.id}" for part in parts}
    for section in sections.values():
        if section.name not in known:
            raise PackError(
                f"unknown section '# {section.name}'; known here: {', '.join(sorted(known))}",
                file=head.file,
                line=section.line,
            )
