"""What the code of packs finds in its jail, and a candidate's code does not."""

from __future__ import annotations

import pytest

from heldout.sandbox import Judge, Raised, Returned
from heldout.sandbox.images import IMAGES

IMPORT = "def f(name):\n    import importlib\n    return importlib.import_module(name).__name__\n"


def test_the_authors_part_of_heldout_is_there(judge: Judge) -> None:
    """With all that it imports itself."""
    with judge.start(IMPORT, image="author") as session:
        for name in ("heldout.authoring", "heldout.authoring.task", "heldout.authoring.draw"):
            result = session.call("f", (name,))
            assert isinstance(result, Returned), result
            assert result.value == name


@pytest.mark.parametrize("name", ["heldout.records", "heldout.authored", "heldout.sandbox.judge"])
def test_nothing_else_of_heldout_is_there(judge: Judge, name: str) -> None:
    """Neither by name nor as a file."""
    with judge.start(IMPORT, image="author") as session:
        result = session.call("f", (name,))
        assert isinstance(result, Raised)
        assert result.type == "ModuleNotFoundError"


@pytest.mark.parametrize("image", sorted(set(IMAGES) - {"author", "torch", "cuda", "cpp"}))
def test_candidates_have_no_part_of_heldout(judge: Judge, image: str) -> None:
    """What draws the inputs would tell them what to expect."""
    with judge.start(IMPORT, image=image) as session:
        result = session.call("f", ("heldout.authoring",))
        assert isinstance(result, Raised)
        assert result.type == "ModuleNotFoundError"
    assert all(not item.parts for key, item in IMAGES.items() if key != "author")
