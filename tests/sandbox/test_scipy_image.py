"""The image for tasks that allow SciPy, with a SciPy of our own and without any."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from heldout.sandbox import Judge, Raised, Returned
from heldout.sandbox.images import IMAGES

IMPORT = "from scipy import linalg\ndef f(): return linalg.__name__\n"
LOADED = "import sys\nloaded = sorted(sys.modules)\ndef f(): return loaded\n"


@pytest.fixture
def scipy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every module that the image loads, each of them empty."""
    for module in IMAGES["scipy"].extras:
        folder = tmp_path.joinpath(*module.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.parametrize("spawn", [None, True])
def test_where_scipy_is_installed_it_is_loaded(scipy: None, spawn: bool | None) -> None:
    """Before the submission comes, and in no image that does not name it."""
    with Judge(spawn=spawn) as judge:
        with judge.start(IMPORT, image="scipy") as session:
            assert session.call("f").value == "scipy.linalg"
        with judge.start(LOADED, image="scipy") as session:
            assert set(IMAGES["scipy"].extras) <= set(session.call("f").value)
        with judge.start(IMPORT) as session:
            assert isinstance(session.loaded, Raised)
            assert session.loaded.type == "ModuleNotFoundError"


def test_where_scipy_is_missing_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that allows it can still be solved without it."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "scipy" else find(name)
    )
    with Judge() as judge:
        with judge.start("def f(): return 1", image="scipy") as session:
            assert isinstance(session.call("f"), Returned)
        with judge.start(IMPORT, image="scipy") as session:
            assert isinstance(session.loaded, Raised)
            assert session.loaded.type == "ModuleNotFoundError"
