"""The author's Python files as modules, and their errors as places."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from heldout.authored import author_error, load_module
from heldout.errors import PackError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the source goes."""
    folder = tmp_path / "some-question"
    folder.mkdir()
    return folder / "variant.py"


def refusal(file: Path, source: str) -> PackError:
    """What is said about the source."""
    file.write_text(source, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_module(file)
    assert caught.value.file == file
    return caught.value


def test_each_load_is_fresh(file: Path) -> None:
    """Two modules share nothing, and a changed file is read again."""
    file.write_text("items = []\n", encoding="utf-8")
    one, other = load_module(file), load_module(file)
    one.items.append(1)
    assert other.items == []
    file.write_text("items = [2]\n", encoding="utf-8")
    assert load_module(file).items == [2]


def test_nothing_is_left_behind(file: Path) -> None:
    """No byte code beside the file, no entry among the modules."""
    file.write_text("x = 1\n", encoding="utf-8")
    before = set(sys.modules)
    module = load_module(file)
    assert module.__file__ == str(file)
    assert module.__name__ == "heldout_pack.some_question.variant"
    assert set(sys.modules) == before
    assert [path.name for path in file.parent.iterdir()] == ["variant.py"]


def test_dataclasses_find_their_module(file: Path) -> None:
    """With annotations that are text they look it up by name."""
    file.write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n"
        "@dataclass\nclass Point:\n    x: int\n\npoint = Point(3)\n",
        encoding="utf-8",
    )
    assert load_module(file).point.x == 3


def test_a_file_has_no_future_that_it_did_not_import(file: Path) -> None:
    """It runs in Heldout as it runs by hand: annotations are evaluated."""
    assert "NameError" in refusal(file, "def draw(rng: Unknown): ...\n").message


def test_two_threads_may_load_one_file(file: Path) -> None:
    """The web app draws the same question for two pages at once."""
    file.write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n"
        "busy = sum(range(10**6))\n\n@dataclass\nclass Point:\n    x: int\n\nx = Point(1).x\n",
        encoding="utf-8",
    )
    found: list[object] = []

    def load() -> None:
        try:
            found.append(load_module(file).x)
        except (KeyError, PackError) as error:
            found.append(error)

    threads = [threading.Thread(target=load) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_other_editors_load(file: Path, ends: str, mark: str) -> None:
    """Windows line ends, a byte order mark, and text of any script."""
    file.write_bytes((mark + f"größe = '数'{ends}x = 1{ends}").encode())
    assert vars(load_module(file))["größe"] == "数"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("x = 1\ny = (\n", 2, "must be valid Python: '(' was never closed"),
        ("x = 1\n\ndef f():\nreturn 1\n", 4, "must be valid Python: expected an indented block"),
        ("x = 1\ny = x / 0\n", 2, "raised ZeroDivisionError: division by zero"),
        ("def f():\n    raise KeyError('a')\n\nf()\n", 2, "raised KeyError: 'a'"),
        ("import no_such_module_at_all\n", 1, "raised ModuleNotFoundError"),
        ("\nimport json\njson.loads('{')\n", 3, "raised JSONDecodeError"),
        ("\nimport ast\nast.parse('(')\n", 3, "raised SyntaxError"),
        ("import sys\nsys.exit('over')\n", 2, "raised SystemExit: over"),
    ],
)
def test_what_does_not_run_is_named_with_its_line(
    file: Path, source: str, line: int, message: str
) -> None:
    """The last line of the author's file that was being run, not one of a library."""
    error = refusal(file, source)
    assert error.line == line
    assert message in error.message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """With what the system says."""
    with pytest.raises(PackError, match="must be there and readable: No such file"):
        load_module(tmp_path / "variant.py")


def test_another_encoding_is_refused(file: Path) -> None:
    """With the byte."""
    file.write_bytes(b"x = '\xfc'\n")
    with pytest.raises(PackError, match=r"saved as UTF-8 text: .* at byte 5"):
        load_module(file)


def test_an_error_from_elsewhere_has_no_line(tmp_path: Path) -> None:
    """Nothing is pointed at that was not run."""
    error = author_error(tmp_path / "variant.py", ValueError("x"))
    assert error.line is None
    assert error.message == "raised ValueError: x"
