"""What the documentation says is what the program does."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from heldout.grading import KINDS
from heldout.settings import TABLE
from heldout.verification import verify

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "heldout"
PACKAGES = (
    "cli",
    "grading",
    "learner",
    "questions",
    "sandbox",
    "store",
    "typeset",
    "verification",
    "web",
)


def test_every_setting_has_its_row() -> None:
    """Name, default and help of each stand in docs/settings.md."""
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    for row in TABLE:
        default = f"`{row.default}`" if row.default else "unset"
        assert f"| `{row.variable}` | {default} | {row.help} |" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_documented_shown_and_tested(kind: str) -> None:
    """A kind has a heading for authors, a template for the page, and tests of its own."""
    assert f"### `{kind}`\n" in (DOCS / "authoring.md").read_text(encoding="utf-8")
    assert (SOURCE / "web" / "templates" / "parts" / f"{kind}.html").is_file()
    assert (ROOT / "tests" / "grading" / f"test_{kind}.py").is_file()


def test_the_authoring_page_shows_the_files_of_the_example() -> None:
    """Each block that names a file is that file, to the letter."""
    page = (DOCS / "authoring.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- file: (\S+) -->\n(`{3,})\w+\n(.*?)\n\2\n", page, flags=re.S)
    assert len(blocks) == 3
    for name, _, text in blocks:
        assert text + "\n" == (DOCS / name).read_text(encoding="utf-8"), name


def test_the_example_pack_can_be_proven() -> None:
    """The question that authors copy from has nothing wrong with it."""
    report = verify([DOCS / "example-pack"], seeds=20)
    assert report.problems == ()
    assert [item.question_id for item in report.questions] == ["linear-parameters"]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_exports_what_it_says(name: str) -> None:
    """Every name in __all__ exists."""
    package = importlib.import_module(f"heldout.{name}")
    assert [item for item in package.__all__ if not hasattr(package, item)] == []


def test_modules_are_small_and_named_for_what_they_hold() -> None:
    """No module has more than 600 lines, and none is a drawer for everything."""
    for file in SOURCE.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 600, file
        assert file.stem not in {"utils", "helpers", "manager", "common", "core"}, file


def test_importing_heldout_loads_the_standard_library_only() -> None:
    """A fresh interpreter has nothing of others' after `import heldout, heldout.settings`."""
    program = (
        "import sys; before = set(sys.modules); import heldout, heldout.settings, heldout.records;"
        "print(' '.join({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert set(told.stdout.split()) <= {*sys.stdlib_module_names, "heldout"}


def test_the_architecture_fits_on_one_page() -> None:
    """docs/architecture.md stays under 150 lines."""
    assert len((DOCS / "architecture.md").read_text(encoding="utf-8").splitlines()) < 150
