"""A question's folder becomes a question, or the place of the mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.errors import PackError
from heldout.questions.reading import ANSWER, content_hash
from heldout.records import Question

from .packs import BODY, QUESTION, VARIANT, read, write_question

PARTS = f"""\
---
id: adding
title: Adding
skills: [sums/small]
level: 1
parts:
  - id: sum
    kind: number
    integer: true
  - id: word
    kind: choice
    options: {{one: Größer, none: 0}}
---
{BODY}
# Part sum
The sum?

# Part word
Is it?
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the question lies."""
    return tmp_path / "adding"


def changed(before: str, after: str, text: str = QUESTION) -> str:
    """The text with the one place changed."""
    assert text.count(before) == 1
    return text.replace(before, after)


def refusal(folder: Path, text: str) -> PackError:
    """What is said about the text."""
    with pytest.raises(PackError) as caught:
        read(folder, text)
    assert caught.value.file == folder / "question.md"
    return caught.value


def line_of(text: str, start: str) -> int:
    """The one line that begins so, counted from one."""
    (found,) = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)]
    return found


def test_all_that_is_written_is_read(folder: Path) -> None:
    """Fields, sections and the single part."""
    question = read(folder, QUESTION)
    assert (question.id, question.pack, question.title) == ("adding", "test", "Adding")
    assert (question.skills, question.level, question.pool) == (("sums/small",), 1, "any")
    assert question.prompt == "What is $@{a} @{b|signed}$?"
    assert question.hints == ("Count.", "Use your fingers.")
    assert question.explanation == "It is @{a + b}."
    assert question.follow_ups == ("And the other way round?",)
    assert question.mistakes == {"subtracted": "You took @{b} away."}
    assert (question.sources, question.needs, question.folder) == ((), (), folder)
    (part,) = question.parts
    assert (part.id, part.kind, part.prompt, part.options) == (ANSWER, "number", "", ())
    assert part.spec.count == 1


def test_several_parts_have_sections_and_options_of_their_own(folder: Path) -> None:
    """In the order in which they are written; a number may stand as the text of an option."""
    first, second = read(folder, PARTS).parts
    assert (first.id, first.prompt, first.spec.integer) == ("sum", "The sum?", True)
    assert [(option.key, option.text) for option in second.options] == [
        ("one", "Größer"),
        ("none", "0"),
    ]


def test_windows_line_ends_read_the_same(folder: Path) -> None:
    """The same question with the same hash."""
    one = read(folder, QUESTION)
    (folder / "question.md").write_bytes(QUESTION.replace("\n", "\r\n").encode())
    other = read_again(folder)
    assert (other.prompt, other.hints, other.hash) == (one.prompt, one.hints, one.hash)


def read_again(folder: Path) -> Question:
    """The question as it lies there."""
    from heldout.grading import read_spec
    from heldout.questions.reading import read_question

    return read_question(folder, "test", read_spec)


def test_text_may_be_of_any_script(folder: Path) -> None:
    """In fields, sections and code."""
    text = changed("title: Adding", "title: Größe 数 🙂").replace("Count.", "Zähle.")
    question = read(folder, text)
    assert question.title == "Größe 数 🙂"
    assert question.hints[0] == "Zähle."


MISTAKES = [
    # what is changed, into what, the field that is named, how the line begins, the message
    ("id: adding", "id: addingg", "id", "id:", "must be the folder's name, 'adding'"),
    ("title: Adding\n", "", "title", "id:", "must be given, as text"),
    ("title: Adding", "title: [a]", "title", "title:", "must be text"),
    ("skills: [sums/small]\n", "", "skills", "id:", "must name at least one"),
    ("skills: [sums/small]", "skills: sums/small", "skills", "skills:", "must be a list of texts"),
    ("level: 1", "level: 6", "level", "level:", "from 1 (easy) to 5 (hard); given 6"),
    ("level: 1", "level: true", "level", "level:", "given True"),
    ("level: 1", "level: 1.0", "level", "level:", "given 1.0"),
    ("level: 1\n", "", "level", "id:", "given None"),
    ("level: 1", "level: 1\npool: exam", "pool", "pool:", "one of any, practice, interview"),
    ("kind: number\n", "", "kind", "id:", "'kind' for a single part, or 'parts' for several"),
    ("kind: number", "kind: numbr", "kind", "kind:", "must be one of choice,"),
    ("kind: number", "kind: 3", "kind", "kind:", "must name a kind of part; given 3"),
    ("kind: number", "kind: number\nparts: []", "kind", "kind:", "must not stand beside 'parts'"),
    ("kind: number", "kind: number\nintegr: true", "integr", "integr:", "is not a field of"),
    ("kind: number", "kind: number\ninteger: 1", "integer", "integer:", "must be true or false"),
    ("kind: number", "kind: number\ntolerance: [1]", "tolerance", "tolerance:", "given [1]"),
    ("kind: number", "kind: choice", "options", "id:", "at least two keys"),
    (
        "kind: number",
        "kind: choice\noptions: {a: A}",
        "options",
        "options:",
        "at least two keys to their texts; given {'a': 'A'}",
    ),
    (
        "kind: number",
        "kind: choice\noptions:\n  yes: A\n  b: B",
        "options.True",
        "  b:",
        "a key must be text, in quotes; given True",
    ),
    (
        "kind: number",
        "kind: choice\noptions:\n  a: A\n  b: no",
        "options.b",
        "  b:",
        "must be text, in quotes; given False",
    ),
    (
        "  subtracted: You took @{b} away.",
        "  - subtracted",
        "mistakes",
        "mistakes:",
        "must map each name to the sentence",
    ),
    (
        "  subtracted: You took",
        "  Sub_tracted: You took",
        "mistakes.Sub_tracted",
        "  Sub_tracted",
        "looks like forgot-padding; given 'Sub_tracted'",
    ),
    ("  subtracted: You took", "  12: You took", "mistakes.12", "  12", "given 12"),
    (
        "subtracted: You took @{b} away.",
        "subtracted:",
        "mistakes.subtracted",
        "  subtracted",
        "must be a sentence; given None",
    ),
]


@pytest.mark.parametrize(("before", "after", "field", "start", "message"), MISTAKES)
def test_a_mistake_is_named_with_field_and_line(
    folder: Path, before: str, after: str, field: str, start: str, message: str
) -> None:
    """File, line, field, and what must hold."""
    text = changed(before, after)
    error = refusal(folder, text)
    if field == "options.True":  # the key is written `yes`: the field around it has the line
        start = "options:"
    assert (error.field, error.line) == (field, line_of(text, start))
    assert message in error.message


PART_MISTAKES = [
    ("  - id: sum\n    kind", "  - kind", "parts.0.id", "  - kind", "hidden-values; given None"),
    ("id: word", "id: Word", "parts.1.id", "  - id: Word", "given 'Word'"),
    ("id: word", "id: sum", "parts.1.id", "  - id: sum\n    kind: choice", "given 'sum' twice"),
    ("    kind: choice\n", "", "parts.1.kind", "  - id: word", "must name a kind of part"),
    ("kind: choice", "kind: chioce", "parts.1.kind", "    kind: chioce", "must be one of"),
    ("integer: true", "integr: true", "parts.0.integr", "    integr", "is not a field"),
    ("level: 1", "level: 1\nlabels: [a]", "labels", "labels", "is not a field of a question with"),
    ("    kind: number\n    integer: true", "    3: x", "parts.0.3", "    3: x", "must be text"),
]


@pytest.mark.parametrize(("before", "after", "field", "start", "message"), PART_MISTAKES)
def test_a_mistake_in_a_part_is_named(
    folder: Path, before: str, after: str, field: str, start: str, message: str
) -> None:
    """With the place of the part among the parts, and the line of its own field."""
    text = changed(before, after, PARTS)
    error = refusal(folder, text)
    assert error.field == field
    assert error.line == text[: text.index(start)].count("\n") + 1
    assert message in error.message


def test_references_are_read(folder: Path) -> None:
    """Names of the shelf, in the author's order."""
    text = changed("level: 1", "level: 1\nreferences: [layers.dense_backward, optimizers.Adam]")
    assert read(folder, text).references == ("layers.dense_backward", "optimizers.Adam")


@pytest.mark.parametrize("name", ["dense", "layers.danse", "layers.numpy"])
def test_a_reference_must_be_on_the_shelf(folder: Path, name: str) -> None:
    """A name that leads nowhere is the author's to mend, not the candidate's to find."""
    text = changed("level: 1", f"level: 1\nreferences:\n- layers.dense\n- {name}")
    error = refusal(folder, text)
    assert (error.field, error.line) == ("references.1", line_of(text, f"- {name}"))
    assert f"such as layers.dense; given '{name}'" in error.message


@pytest.mark.parametrize("parts", ["3", "[]", "{id: a}"])
def test_parts_must_be_a_list(folder: Path, parts: str) -> None:
    """What was given is told."""
    error = refusal(folder, changed("kind: number", f"parts: {parts}"))
    assert error.field == "parts"
    assert "must be a list of parts; given" in error.message


def test_a_part_must_be_fields(folder: Path) -> None:
    """A bare name is none."""
    error = refusal(folder, changed("kind: number", "parts:\n- sum"))
    assert "with at least id and kind; given 'sum'" in error.message
    assert error.field == "parts.0"


@pytest.mark.parametrize("name", ["Prompt", "Hints", "Explanation", "Follow-ups"])
def test_each_section_is_needed(folder: Path, name: str) -> None:
    """A missing one is named."""
    text = changed(f"# {name}", f"# Hints {name}" if name == "Hints" else "## gone", QUESTION)
    if name == "Prompt":
        text = changed("# Prompt\nWhat is $@{a} @{b|signed}$?\n\n", "")
    if name == "Hints":
        text = changed("# Hints\n1. Count.\n2. Use your fingers.\n\n", "")
    assert f"'# {name}'" in refusal(folder, text).message


def test_an_empty_section_is_named_with_its_line(folder: Path) -> None:
    """There, not at the top."""
    text = changed("It is @{a + b}.", "")
    error = refusal(folder, text)
    assert error.line == line_of(text, "# Explanation")
    assert "must have a section '# Explanation' with text in it" in error.message


def test_a_part_needs_its_section(folder: Path) -> None:
    """By the name that it must have."""
    error = refusal(folder, changed("# Part word\nIs it?\n", "", PARTS))
    assert "'# Part word'" in error.message


def test_an_unknown_section_is_named_with_its_line(folder: Path) -> None:
    """And with the sections that are known."""
    text = QUESTION + "\n# Solution\nx\n"
    error = refusal(folder, text)
    assert error.line == line_of(text, "# Solution")
    assert "known here: Explanation, Follow-ups, Hints, Part answer, Prompt" in error.message


def test_a_body_without_headings_lacks_its_prompt(folder: Path) -> None:
    """Nothing below the front matter is a missing section like any other."""
    assert "'# Prompt'" in refusal(folder, QUESTION.partition("# Prompt")[0]).message


def test_the_hash_tells_content_apart(folder: Path) -> None:
    """Each file that decides what is asked or how it is judged counts; other files do not."""
    write_question(folder.parent)
    hashes = [content_hash(folder)]
    for name in ("question.md", "variant.py", "starter.py", "solution.py", "checks.py"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n# more\n")
        hashes.append(content_hash(folder))
    assert len(set(hashes)) == 6
    assert all(len(digest) == 16 for digest in hashes)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert content_hash(folder) == hashes[-1]


def test_the_hash_tells_files_apart(folder: Path) -> None:
    """The same bytes in another file are another question."""
    write_question(folder.parent, variant=None)
    (folder / "solution.py").write_text(VARIANT, encoding="utf-8")
    one = content_hash(folder)
    (folder / "solution.py").rename(folder / "checks.py")
    assert content_hash(folder) != one
