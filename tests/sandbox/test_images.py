"""Which warm parent suits a submission, and what it can import from there."""

from __future__ import annotations

import pytest

from heldout.sandbox import Driven, Judge, Program
from heldout.sandbox.images import IMAGES, image_for, loaded_modules
from heldout.sandbox.programs import text_of

PLAIN = "import numpy as np\ndef f(x): return np.tanh(x)\n"
LARGER = {
    "import numpy as np\ndef f(): return np.random.rand()\n": "random",
    "import random\ndef f(): return random.random()\n": "random",
    "from numpy import *\ndef f(): return random.rand()\n": "whole",
    "from numpy import*\ndef f(): return exp(1.0)\n": "whole",
    "import numpy as np\ndef f(): np.testing.assert_equal(1, 1)\n": "whole",
}


@pytest.mark.parametrize("text", LARGER)
def test_a_submission_gets_the_parent_that_has_what_it_speaks_of(text: str) -> None:
    """A larger one takes longer to fork, and importing inside a child takes longer still."""
    assert image_for("numpy", text) == LARGER[text]
    assert image_for("numpy", PLAIN) == "numpy"
    assert image_for("torch", text) == "torch"


def test_larger_parents_hold_what_they_are_for() -> None:
    """And the plain one does not, where a submission could import it by itself."""
    held = {name: loaded_modules(IMAGES[name], importable=True) for name in IMAGES}
    assert "numpy.random" not in held["numpy"]
    assert "numpy.random" in held["random"]
    assert {"numpy.random", "numpy.testing", "numpy.ma"} <= set(held["whole"])
    assert set(held["numpy"]) < set(held["random"])
    assert "numpy.random" in loaded_modules(IMAGES["numpy"], importable=False)


def test_the_whole_of_numpy_leaves_nothing_to_import(standard: Judge) -> None:
    """What a child imports itself takes longer, and may try what it is killed for."""
    source = (
        "import sys\nBEFORE = set(sys.modules)\nfrom numpy import *\n"
        "def f(): return sorted(name for name in set(sys.modules) - BEFORE if 'numpy' in name)\n"
    )
    with standard.start(source) as session:
        assert session.call("f").value == []


def test_no_child_waits_because_of_a_word_in_a_submission(standard: Judge) -> None:
    """Else any visitor could have two further parents keep children for ever."""
    with Judge(mode="standard", pool=1) as judge:
        judge.warm()
        with judge.start(next(iter(LARGER))) as session:
            assert session.parent.image == "random"
        assert set(judge._pool._waiting) == {"numpy"}
        judge.warm("random")  # as the page of a question does whose solution draws
        assert set(judge._pool._waiting) == {"numpy", "random"}


def test_what_is_compiled_speaks_of_nothing() -> None:
    """There is no Python in it."""
    assert text_of(Program("/tmp/random.so", "random")) == ""


def test_the_driver_counts_as_part_of_the_submission(standard: Judge) -> None:
    """It runs in the same process."""
    driver = "import numpy as np\ndef drive(f, x): return f(np.random.default_rng(0).random(x))\n"
    with (
        standard.start(PLAIN) as plain,
        standard.start(Driven(PLAIN, driver)) as driven,
    ):
        assert plain.parent.image == "numpy"
        assert driven.parent.image == "random"
        assert driven.call("f", (3,)).value.shape == (3,)


def test_what_draws_without_saying_so_draws_other_numbers_each_time(standard: Judge) -> None:
    """It imports NumPy's generators itself, which seeds them."""
    source = "import numpy as np\ndef f(): return getattr(np, 'ran' + 'dom').rand()\n"
    drawn = set()
    for _ in range(3):
        with standard.start(source) as session:
            assert session.parent.image == "numpy"
            drawn.add(session.call("f").value)
    assert len(drawn) == 3
