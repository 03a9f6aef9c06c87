"""The documentation says what the code does, and the code keeps its own rules of form."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heldout.grading import KINDS
from heldout.settings import TABLE
from heldout.verification import verify
from heldout.verification.coded import FINDINGS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "heldout"
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
LONGEST = 600  # lines


def relative(paths: list[Path]) -> list[str]:
    """Names for tests, as in the repository."""
    return [str(path.relative_to(ROOT)) for path in paths]


# --- settings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", TABLE, ids=lambda row: row.variable)
def test_a_setting_is_documented(setting) -> None:  # type: ignore[no-untyped-def]
    """By a row with its default, and a heading."""
    row = re.search(rf"^\| `{setting.variable}` \| (.+) \| .+ \|$", SETTINGS, re.M)
    assert row, setting.variable
    if setting.default:
        assert row[1] == f"`{setting.default}`"
    assert f"\n## `{setting.variable}`\n" in SETTINGS


def test_only_settings_are_documented() -> None:
    """A row for each, in the order of the table; no setting that is gone."""
    assert re.findall(r"^\| `(\w+)`", SETTINGS, re.M) == [row.variable for row in TABLE]
    assert re.findall(r"^## `(\w+)`", SETTINGS, re.M) == [row.variable for row in TABLE]


def test_no_module_reads_a_variable_of_its_own() -> None:
    """What is called HELDOUT_ anywhere in the source is in the table."""
    named = {
        name
        for path in MODULES
        for name in re.findall(r"HELDOUT_[A-Z]+(?:_[A-Z]+)*", path.read_text(encoding="utf-8"))
    }
    assert named <= {row.variable for row in TABLE}


@pytest.mark.parametrize("script", ["run", "test"])
def test_the_variables_of_the_scripts_are_documented(script: str) -> None:
    """Also those that are no settings."""
    text = (ROOT / script).read_text(encoding="utf-8")
    for name in set(re.findall(r"HELDOUT_[A-Z]+(?:_[A-Z]+)*", text)):
        assert f"`{name}" in SETTINGS, name


# --- kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_all_that_belongs_to_it(kind: str) -> None:
    """A heading for authors, a form, a module and a test."""
    assert f"\n### `{kind}`\n" in AUTHORING
    assert (SOURCE / "web" / "templates" / "parts" / f"{kind}.html").is_file()
    assert (SOURCE / "grading" / f"{kind}.py").is_file()
    assert (ROOT / "tests" / "grading" / f"test_{kind}.py").is_file()


def test_only_kinds_are_documented() -> None:
    """In the order of the table."""
    section = AUTHORING.partition("\n## Kinds of part\n")[2].partition("\n## ")[0]
    assert re.findall(r"^### `(\w+)`$", section, re.M) == list(KINDS)


def test_the_findings_that_authors_are_told_of_exist() -> None:
    """What docs/authoring.md names as a finding can be expected."""
    (sentence,) = re.findall(
        r"a mistake of\s+`question\.md`, or a finding such as ([^|]+) \|", AUTHORING
    )
    named = re.findall(r"`([a-z-]+)`", sentence)
    assert named
    assert set(named) <= set(FINDINGS)


# --- the example ------------------------------------------------------------------------------

EXAMPLE = ROOT / "docs" / "example-pack"


def test_the_page_holds_the_files_of_the_example() -> None:
    """Each file once, to the letter."""
    blocks = re.findall(r"<!-- file: (\S+) -->\n(`{3,})\w+\n(.*?)\n\2\n", AUTHORING, re.S)
    shown = {name: text for name, _, text in blocks}
    files = [path for path in sorted(EXAMPLE.rglob("*")) if path.is_file()]
    assert sorted(shown) == [str(path.relative_to(ROOT / "docs")) for path in files]
    for name, text in shown.items():
        assert text + "\n" == (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["layers", "arrays"])
def test_the_example_passes_as_the_page_says(folder: str) -> None:
    """With as many questions, replies and mutants."""
    report = verify([EXAMPLE / folder])
    assert report.good
    (question,) = report.questions
    line = f"1 question, {question.grades} replies judged, {question.tally.tried} mutants tried"
    assert f"\n{line}" in AUTHORING


def test_the_fault_of_the_page_is_found_as_it_says(tmp_path: Path) -> None:
    """The same seed, sentence and value."""
    pack = Path(shutil.copytree(EXAMPLE, tmp_path / "example-pack"))
    (file,) = pack.rglob("variant.py")
    text = file.read_text(encoding="utf-8")
    before = '"bias-without-need": weights + values["outputs"]'
    assert text.count(before) == 1
    file.write_text(text.replace(before, '"bias-without-need": weights'), encoding="utf-8")
    problem = verify([pack], seeds=4).problems[0]
    told = f"  seed {problem.seed}, part {problem.part}: {problem.message}\n"
    assert f"{told}  value: {problem.value}\n" in AUTHORING


# --- pages ------------------------------------------------------------------------------------


def links() -> Iterator[tuple[str, str]]:
    """Page and address of each link that points into the repository."""
    for page in PAGES:
        text = re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        for address in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`\B", "", text)):
            if not re.match(r"[a-z]+:|#", address):
                yield str(page.relative_to(ROOT)), address


@pytest.mark.parametrize(("page", "address"), list(links()))
def test_a_link_leads_somewhere(page: str, address: str) -> None:
    """To a file or folder of the repository."""
    assert ((ROOT / page).parent / address.partition("#")[0]).exists()


def test_the_architecture_fits_on_one_page() -> None:
    """A map is for looking at, not for scrolling: under 150 lines."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert text.count("\n") < 150


# --- modules ----------------------------------------------------------------------------------


def tree_of(path: Path) -> ast.Module:
    """The module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def exported(tree: ast.Module) -> list[str] | None:
    """What __all__ lists; None where there is none."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                found: list[str] = ast.literal_eval(value)
                return found
    return None


def defined(tree: ast.Module) -> set[str]:
    """What the module binds at its top level, imports included."""
    names: set[str] = set()
    for node in tree.body:
        match node:
            case ast.ImportFrom(module="__future__"):
                continue
            case ast.ImportFrom(names=aliases) | ast.Import(names=aliases):
                names |= {alias.asname or alias.name.partition(".")[0] for alias in aliases}
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                names.add(name)
            case ast.Assign(targets=targets):
                bound = (item for target in targets for item in ast.walk(target))
                names |= {item.id for item in bound if isinstance(item, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


PACKAGES = [path for path in MODULES if path.name == "__init__.py"]
PLAIN = [path for path in MODULES if path.name != "__init__.py" and "migrations" not in path.parts]


@pytest.mark.parametrize("path", PACKAGES, ids=relative(PACKAGES))
def test_a_package_exports_what_it_lists(path: Path) -> None:
    """Its __init__ is a table of contents: every public name in it, and nothing else."""
    tree = tree_of(path)
    public = {name for name in defined(tree) if not name.startswith("_")}
    listed = exported(tree)
    assert listed is not None
    assert len(set(listed)) == len(listed)
    assert {name for name in listed if not name.startswith("_")} == public
    assert set(listed) <= defined(tree)


@pytest.mark.parametrize("path", PLAIN, ids=relative(PLAIN))
def test_a_module_has_what_it_lists(path: Path) -> None:
    """Each name of __all__ is there, once; only the door of `python -m` needs none."""
    tree = tree_of(path)
    listed = exported(tree)
    assert listed is not None or path.name == "__main__.py"
    assert len(set(listed or [])) == len(listed or [])
    assert set(listed or []) <= defined(tree)


@pytest.mark.parametrize("path", MODULES, ids=relative(MODULES))
def test_a_module_is_one_idea(path: Path) -> None:
    """Not over 600 lines, not a drawer for odds and ends, and its docstring says which idea."""
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST
    assert not re.search(r"utils?|helpers?|managers?|common|misc", path.stem)
    assert ast.get_docstring(tree_of(path))


def test_importing_heldout_is_cheap() -> None:
    """It loads the standard library and itself, in an interpreter that has loaded nothing else."""
    code = (
        "import sys; before = set(sys.modules); import heldout, heldout.settings; "
        "print(*(set(sys.modules) - before), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "heldout" in loaded
    assert loaded <= {"heldout", *sys.stdlib_module_names}
