"""What the warm parent lets its children read and import."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from heldout.sandbox.parents import ParentGone, WarmParent
from heldout.sandbox.zygote import ImageFinder, readable_files


def test_installed_packages_are_not_part_of_the_standard_library(tmp_path: Path) -> None:
    """Packages beside the image, Heldout's own solutions among them, are in no readable folder."""
    numpy = Path(np.__file__).parent
    readable = readable_files([str(numpy), str(tmp_path / "absent")], library=True)
    library = Path(os.__file__).parent
    assert library / "json" in readable
    assert numpy in readable
    hidden = [library / "site-packages", library / "dist-packages", Path(__file__)]
    for place in readable:
        assert place.exists()
        assert not any(other == place or place in other.parents for other in hidden)


def test_a_library_out_of_reach_is_not_allowed_either() -> None:
    """Where nobody but us may enter its folder, a child is allowed the image and nothing else."""
    numpy = Path(np.__file__).parent
    assert readable_files([str(numpy)], library=False) == [numpy]


def test_only_packages_of_the_image_are_found() -> None:
    """What happens to be installed beside them is not there for a submission."""
    finder = ImageFinder({"numpy": str(Path(np.__file__).parent.parent)})
    assert finder.find_spec("numpy") is not None
    assert finder.find_spec("pytest") is None
    assert finder.find_spec("numpy.linalg", ["elsewhere"]) is None


def test_a_child_that_is_gone_before_it_is_known_has_lost_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only its parent reaps it, so that was killed: nobody asks a dead parent for number -1."""
    parent = WarmParent("numpy")
    handle = os.open(os.devnull, os.O_RDONLY)
    try:
        with monkeypatch.context() as patched:
            reply = SimpleNamespace(handles=[handle])
            patched.setattr(parent, "_order", lambda order, ends: reply)
            patched.setattr(parent, "_hear", lambda reply: (-1, 0, 0.0))
            birth = parent.fork([], "basic")
            for _ in range(2):
                with pytest.raises(ParentGone):
                    birth.child()
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
    finally:
        parent.close()
