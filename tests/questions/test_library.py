"""Packs and libraries: what is sound is loaded, what is not is set aside and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.errors import NotFound, PackError
from heldout.grading import read_spec
from heldout.questions import Library, front_matter, load_library, shipped_packs

from .packs import PACK, QUESTION, VARIANT, load, write_pack, write_question


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one sound question, `adding`."""
    return write_pack(tmp_path / "pack")


def library(*folders: Path) -> Library:
    """All of them together."""
    return load_library(folders, read_spec)


def test_a_sound_pack_is_loaded(pack: Path) -> None:
    """Head, skills, and questions at any depth."""
    write_question(pack / "deep" / "deeper", "other", QUESTION.replace("id: adding", "id: other"))
    loaded = load(pack)
    assert (loaded.id, loaded.title, loaded.licence) == ("test", "Test", "CC-BY-4.0")
    assert sorted(loaded.questions) == ["adding", "other"]
    assert loaded.skills["sums/large"].requires == ("sums/small",)
    assert loaded.skills["sums/small"].title == "Small sums"
    assert loaded.problems == ()


def test_windows_files_load(pack: Path) -> None:
    """A pack whose files all have a byte order mark and carriage returns."""
    for file in pack.rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(pack).problems == ()
    assert list(load(pack).questions) == ["adding"]


BAD_QUESTIONS = {
    "missing-field": (QUESTION.replace("title: Adding\n", ""), "title", 2, "must be given"),
    "bad-yaml": (QUESTION.replace("level: 1", "level: ["), None, 7, "sequence (begun on line 5)"),
    "unknown-section": (QUESTION + "# Solution\nx\n", None, 22, "unknown section '# Solution'"),
    "bad-kind-field": (
        QUESTION.replace("kind: number", "kind: number\ncount: 0"),
        "count",
        7,
        "above zero; given 0",
    ),
    "unknown-skill": (
        QUESTION.replace("[sums/small]", "\n- sums/small\n- sums/tiny"),
        "skills.1",
        6,
        "must be skills of pack.toml; given 'sums/tiny'",
    ),
}


@pytest.mark.parametrize("name", BAD_QUESTIONS)
def test_a_bad_question_is_set_aside(pack: Path, name: str) -> None:
    """The problem names file, line and field; the rest of the pack still loads."""
    text, field, line, message = BAD_QUESTIONS[name]
    folder = write_question(pack, name, text.replace("id: adding", f"id: {name}"))
    loaded = load(pack)
    assert list(loaded.questions) == ["adding"]
    (problem,) = loaded.problems
    assert problem.file == folder / "question.md"
    assert (problem.field, problem.line) == (field, line)
    assert message in problem.message


def test_all_bad_questions_are_named_at_once(pack: Path) -> None:
    """One round of mending, not five."""
    for name, (text, *_) in BAD_QUESTIONS.items():
        write_question(pack, name, text.replace("id: adding", f"id: {name}"))
    assert len(load(pack).problems) == len(BAD_QUESTIONS)


def test_an_id_is_taken_once(pack: Path) -> None:
    """The second of two in a pack is set aside, and told where the first is."""
    second = write_question(pack / "more")
    loaded = load(pack)
    assert loaded.questions["adding"].folder == pack / "adding"
    (problem,) = loaded.problems
    assert (problem.file, problem.field, problem.line) == (second / "question.md", "id", 2)
    assert f"'adding' is taken by {pack / 'adding'}" in problem.message


def test_an_id_is_taken_once_over_all_packs(pack: Path, tmp_path: Path) -> None:
    """The pack that comes first keeps it."""
    other = write_pack(tmp_path / "other", PACK.replace('"test"', '"other"'))
    found = library(pack, other)
    assert found.question("adding").pack == "test"
    assert [problem.file for problem in found.problems] == [other / "adding" / "question.md"]


def test_a_folder_named_twice_is_one_pack(pack: Path) -> None:
    """However it is written; the order stays that of the first mention."""
    found = library(pack, pack / ".." / "pack", pack)
    assert found.problems == ()
    assert [loaded.folder for loaded in found.packs] == [pack]


BAD_TOML = {
    'id = "test"\n': ("", "id", "must be given, as text; given None"),
    'title = "Test"': ("title = 3", "title", "given 3"),
    'licence = "CC-BY-4.0"': ('licence = " "', "licence", "given ' '"),
    "format = 1": ("format = 2", "format", "must be 1, the format that this version"),
    '{ title = "Small sums" }': ('{ titel = "Small sums" }', "skills.sums/small", "must look like"),
    '{ title = "Large sums", requires = ["sums/small"] }': (
        '{ title = "Large sums", needs = [] }',
        "skills.sums/large",
        "must look like",
    ),
    '["sums/small"]': ('["sums/tiny"]', "skills.sums/large", "given ['sums/tiny']"),
    'requires = ["sums/small"]': ('requires = "sums/small"', "skills.sums/large", "list of skills"),
    '"sums/small"] }': ('["sums/small"]] }', "skills.sums/large", "must be a list of skills"),
    '"Small sums" }': (
        '"Small sums", requires = ["sums/large"] }',
        "skills",
        "sums/small → sums/large → sums/small",
    ),
}


@pytest.mark.parametrize("before", BAD_TOML)
def test_a_bad_pack_is_refused_with_its_field(pack: Path, before: str) -> None:
    """And the other packs of a library are there all the same."""
    after, field, message = BAD_TOML[before]
    assert PACK.count(before) == 1
    bad = write_pack(pack.parent / "bad", PACK.replace(before, after))
    with pytest.raises(PackError) as caught:
        load(bad)
    assert (caught.value.file, caught.value.field) == (bad / "pack.toml", field)
    assert message in caught.value.message
    found = library(bad, pack)
    assert [str(problem) for problem in found.problems] == [str(caught.value)]
    assert list(found.questions) == ["adding"]


def test_a_table_of_skills_must_be_one(pack: Path) -> None:
    """A list of names is not enough."""
    head = PACK.partition("[skills]")[0]
    (pack / "pack.toml").write_text(head + 'skills = ["a"]', encoding="utf-8")
    with pytest.raises(PackError, match=r"must be a table of skills, under \[skills\]"):
        load(pack)


def test_bad_toml_is_refused_with_its_line(pack: Path) -> None:
    """The line on which it goes wrong."""
    (pack / "pack.toml").write_text('id = "a"\ntitle = \n', encoding="utf-8")
    with pytest.raises(PackError, match="must be valid TOML") as caught:
        load(pack)
    assert caught.value.line == 2


def test_another_encoding_is_refused(pack: Path) -> None:
    """With the byte."""
    (pack / "pack.toml").write_bytes(b'id = "gr\xfc\xdfe"')
    with pytest.raises(PackError, match=r"saved as UTF-8 text: .* at byte 8"):
        load(pack)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    """A wrong path in the settings is named."""
    found = library(tmp_path / "nowhere")
    assert found.packs == ()
    assert "a pack must have a readable pack.toml" in str(found.problems[0])
    assert str(tmp_path / "nowhere" / "pack.toml") in str(found.problems[0])


def test_a_circle_is_told_without_what_hangs_on_it(pack: Path) -> None:
    """Skills that lead to the circle, or out of it, are not accused."""
    rows = {"a": "b", "b": "c", "c": "b", "d": "a", "e": "d"}
    skills = "\n".join(f'{k} = {{ title = "T", requires = ["{v}"] }}' for k, v in rows.items())
    head = PACK.partition("[skills]")[0]
    (pack / "pack.toml").write_text(f"{head}[skills]\n{skills}\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"in a circle: b → c → b$"):
        load(pack)


def test_the_first_pack_says_what_a_skill_is(pack: Path, tmp_path: Path) -> None:
    """A later pack cannot rename it."""
    text = PACK.replace('id = "test"', 'id = "other"').replace("Small sums", "Renamed")
    other = write_pack(tmp_path / "other", text)
    (other / "adding").rename(other / "more")
    (other / "more" / "question.md").write_text(QUESTION.replace("id: adding", "id: more"))
    found = library(pack, other)
    assert found.problems == ()
    assert found.skills["sums/small"].title == "Small sums"


def test_an_unknown_question_is_not_found(pack: Path) -> None:
    """The message says where to look."""
    with pytest.raises(NotFound, match=r"no question 'addition'\. 'heldout list' shows all"):
        library(pack).question("addition")


def test_code_of_a_pack_is_not_run_by_loading(pack: Path) -> None:
    """A broken variant.py is found when it is drawn; the rest of the list is there."""
    (pack / "adding" / "variant.py").write_text("raise SystemExit(3)\n" + VARIANT)
    assert list(load(pack).questions) == ["adding"]


def test_the_shipped_packs_load_without_problems() -> None:
    """As many questions as there are folders with a question.md."""
    packs = shipped_packs()
    assert [folder.name for folder in packs] == ["core"]
    found = library(*packs)
    assert found.problems == ()
    assert len(found.questions) == len(list(packs[0].rglob("question.md")))


def test_each_question_is_parsed_once(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading YAML is what loading costs: nothing on the good path does it twice."""
    for name in ("one", "two"):
        write_question(pack, name, QUESTION.replace("id: adding", f"id: {name}"))
    parsed = []

    load_by = front_matter._load_by

    def counted(kind: object, file: Path, head: str) -> object:
        parsed.append(head)
        return load_by(kind, file, head)

    monkeypatch.setattr(front_matter, "_load_by", counted)
    assert len(load(pack).questions) == len(parsed) == 3
