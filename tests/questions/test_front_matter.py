"""The YAML at the top of a question: fields, their lines, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import PackError
from heldout.questions.front_matter import FrontMatter, split_front_matter

names = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="ascii"), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the text of a test goes."""
    return tmp_path_factory.mktemp("front") / "question.md"


def split(file: Path, text: str) -> tuple[FrontMatter, str, int]:
    """The file's parts when it holds these characters, byte for byte."""
    file.write_bytes(text.encode("utf-8"))
    return split_front_matter(file)


def refusal(file: Path, text: str) -> PackError:
    """What is said about the text."""
    with pytest.raises(PackError) as caught:
        split(file, text)
    assert caught.value.file == file
    return caught.value


@given(fields=st.dictionaries(names, values, min_size=1, max_size=6), flow=st.booleans())
def test_fields_come_back_as_yaml_says(file: Path, fields: dict[str, object], flow: bool) -> None:
    """Whatever the style in which they are written."""
    head, _, _ = split(file, f"---\n{yaml.safe_dump(fields, default_flow_style=flow)}---\nBody\n")
    assert head.fields == fields


@given(blanks=st.lists(st.integers(0, 3), min_size=1, max_size=6), body=st.integers(0, 4))
def test_each_field_has_its_line(file: Path, blanks: list[int], body: int) -> None:
    """With comments and empty lines between them, counted from one; and so has the body."""
    lines = ["---"]
    for index, gap in enumerate(blanks):
        lines += ["# a comment", *[""] * gap, f"field-{index}:", "  inner:", "  - one", "  - two"]
    lines += ["---", *[""] * body, "# Prompt"]
    head, text, first = split(file, "\n".join(lines))
    for index in range(len(blanks)):
        here = lines.index(f"field-{index}:") + 1
        name = f"field-{index}"
        assert head.lines[(name,)] == here
        assert head.lines[(name, "inner")] == here + 1
        assert head.lines[(name, "inner", 0)] == here + 2
        assert head.lines[(name, "inner", 1)] == here + 3
    assert lines[first - 1 :] == text.split("\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("fence", ["---", "--- "])
def test_files_of_other_editors_read_alike(file: Path, ends: str, mark: str, fence: str) -> None:
    """Windows line ends, a byte order mark and spaces behind a fence change nothing."""
    lines = [fence, "id: größe", "title: 数", fence, "# Prompt", "Ω", ""]
    head, body, first = split(file, mark + ends.join(lines))
    assert head.fields == {"id": "größe", "title": "数"}
    assert (body, first) == ("# Prompt\nΩ\n", 5)
    assert head.lines[("title",)] == 3


def test_a_second_rule_belongs_to_the_body(file: Path) -> None:
    """Only the first two fences count."""
    _, body, _ = split(file, "---\na: 1\n---\nOne\n\n---\n\nTwo\n")
    assert body == "One\n\n---\n\nTwo\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# Prompt\n", 1, "front matter between two lines of ---"),
        ("---\nid: a\n# Prompt\n", 1, "front matter between two lines of ---"),
        ("---\n---\n# Prompt\n", 2, "must be fields"),
        ("---\n- a\n---\n", 2, "must be fields"),
        ("---\nid: a\ntitle: one: two\n---\n", 3, "put a text that holds a colon in quotes"),
        ("---\nid: a\nskills: [a\nlevel: 1\n---\n", 4, "',' or ']'"),
        ("---\nid: a\n\ttitle: b\n---\n", 3, "cannot start any token"),
        ("---\nid: a\ntitle: !!python/name:os.system\n---\n", 3, "constructor"),
        ("---\nid: a\nlevel: 1\nid: b\n---\n", 4, "must be given once; line 2 has it already"),
        ("---\nid: a\nn:\n  b: 1\n  b: 2\n---\n", 5, "must be given once; line 4"),
        ("---\nid: a\ntitle: x\x07y\n---\n", 3, r"no control characters; given '\x07'"),
        ("---\nid: 2024-13-45\n---\n", 2, "put what is meant as text in quotes"),
        ("---\nid: &a [*a]\n---\n", 2, "must not refer to itself"),
        ("---\nid: " + "[" * 2000 + "]" * 2000 + "\n---\n", 2, "nested hundreds deep"),
    ],
)
def test_bad_front_matter_is_refused_with_its_line(
    file: Path, text: str, line: int, message: str
) -> None:
    """The line of the file, not of the YAML inside it."""
    error = refusal(file, text)
    assert error.line == line
    assert message in error.message


def test_a_repeated_field_is_named(file: Path) -> None:
    """With the fields around it."""
    assert refusal(file, "---\nn: {b: 1, b: 2}\n---\n").field == "n.b"


def test_bytes_that_are_not_text_are_refused(file: Path) -> None:
    """A file in another encoding is named, with the byte."""
    file.write_bytes(b"---\nid: gr\xf6\xdfe\n---\n")
    with pytest.raises(PackError, match=r"saved as UTF-8 text: .* at byte 10"):
        split_front_matter(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """With what the system says."""
    with pytest.raises(PackError, match="must be there and readable: No such file"):
        split_front_matter(tmp_path / "question.md")


def test_a_problem_points_at_the_nearest_field(file: Path) -> None:
    """A missing field has no line; the field around it has."""
    head, _, _ = split(file, "---\nid: a\nparts:\n- id: b\n- id: c\n---\n")
    assert head.problem("m", "parts", 1, "kind").line == 5
    assert head.problem("m", "parts", 1, "kind").field == "parts.1.kind"
    assert head.problem("m", "level").line == 2
    assert str(head.problem("m", "id")) == f"{file}:2: id: m"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "must be given, as text"),
        ("2024", "in quotes if need be; given 2024"),
        ("[a]", "given ['a']"),
        ("' '", "given ' '"),
    ],
)
def test_a_text_must_be_text(file: Path, value: str, message: str) -> None:
    """Missing, of another type or blank are told apart by what was given."""
    head, _, _ = split(file, f"---\ntitle: {value}\n---\n")
    with pytest.raises(PackError) as caught:
        head.text("title")
    assert message in caught.value.message
    assert (caught.value.field, caught.value.line) == ("title", 2)


def test_a_missing_text_is_named(file: Path) -> None:
    """As something to be given."""
    with pytest.raises(PackError, match="title: must be given"):
        split(file, "---\nid: a\n---\n")[0].text("title")


@pytest.mark.parametrize("value", ["one", "[1]", "{a: b}"])
def test_a_list_of_texts_must_be_one(file: Path, value: str) -> None:
    """A single text is not taken for a list."""
    head, _, _ = split(file, f"---\nskills: {value}\n---\n")
    with pytest.raises(PackError, match="must be a list of texts, such as"):
        head.texts("skills")


def test_an_empty_list_is_refused_where_one_is_needed(file: Path) -> None:
    """And taken elsewhere, as is a missing one."""
    head, _, _ = split(file, "---\nskills: []\n---\n")
    assert head.texts("skills") == head.texts("sources") == ()
    with pytest.raises(PackError, match="must name at least one"):
        head.texts("skills", needed=True)


@pytest.mark.parametrize(
    "head",
    [
        "a: 1\nb: 0x1F\nc: 1_000\nd: 2.5e3\ne: .inf\nf: yes\ng: ~\nh: 'no'\ni: text",
        "day: 2026-01-02\nlist: [1, two, [3.0, null], {x: y}]\nempty: []\nnone: {}",
        "base: &base {x: 1, y: two}\nother:\n  <<: *base\n  y: three\nagain: *base",
        "1: one\ntrue: [a]\n~: nothing\nset: !!set {a, b}\nbytes: !!binary aGk=",
        "folded: >\n  one\n  two\nkept: |\n  one\n  two\n",
    ],
)
def test_fields_are_what_yaml_says(tmp_path: Path, head: str) -> None:
    """Also where most of them, which are text, take a shorter way."""
    file = tmp_path / "question.md"
    file.write_text(f"---\n{head}\n---\n", encoding="utf-8")
    fields = split_front_matter(file)[0].fields
    assert fields == yaml.safe_load(head)
    assert repr(fields) == repr(yaml.safe_load(head))
