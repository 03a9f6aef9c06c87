"""The shelf as text: what each file is called, and how it is found."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from heldout.errors import NotFound
from heldout.shelf import find, knows, packages, places, references, systems


def test_every_module_is_a_reference_with_its_text() -> None:
    """The text is the file's, and its names are those that Python exports."""
    assert len({item.name for item in references()}) == len(references())
    for item in references():
        module = importlib.import_module(f"heldout.nn.{item.name}")
        assert tuple(module.__all__) == item.parts
        assert (module.__doc__ or "").startswith(item.title)
        compile(item.code, item.name, "exec")


def test_every_package_says_what_it_is_about() -> None:
    """In one line, in the order of the alphabet."""
    assert list(packages()) == sorted({item.name.partition(".")[0] for item in references()})
    assert all(packages().values())


@pytest.mark.parametrize(
    "name", ["layers.dense", "dense", "layers.dense_backward", "dense_backward"]
)
def test_a_file_is_found_by_each_of_its_names(name: str) -> None:
    """With the package or without."""
    assert find(name).name == "layers.dense"


def test_an_unknown_name_is_refused_with_what_looks_like_it() -> None:
    """And with where to look."""
    with pytest.raises(NotFound, match=r"no 'sofmax'\. Is it .*softmax.*`heldout shelf` lists"):
        find("sofmax")
    with pytest.raises(NotFound, match=r"no '../errors'\. `heldout shelf`"):
        find("../errors")


def test_only_public_names_of_packages_are_known() -> None:
    """Not modules, not what is elsewhere."""
    assert knows("layers.dense_backward")
    assert not knows("dense_backward")
    assert not knows("layers.numpy")
    assert not knows("../errors.NotFound")
    assert not knows("")


def test_a_file_names_the_systems_that_it_implements() -> None:
    """Each system that is code is named by the files of its parts."""
    named = {system for item in references() for system in item.systems}
    assert named == {place.system for place in places() if place.parts}
    assert named <= set(systems())


def test_many_may_look_at_once() -> None:
    """A page asks from a thread, and the first to ask are several."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor; from heldout.shelf import find\n"
        "with ThreadPoolExecutor(16) as pool:\n"
        "    print({item.name for item in pool.map(find, ['dense'] * 64)})"
    )
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout == "{'layers.dense'}\n"


def test_reading_the_shelf_loads_no_numpy() -> None:
    """A page about a system costs none of what the system needs."""
    code = (
        "import sys; from heldout import shelf; shelf.find('dense'); print('numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False\n"
