"""Code beside other parts: what a folder must hold, and what its editor and listings show."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.errors import PackError
from heldout.questions import make_variant
from heldout.records import Variant
from heldout.sandbox import Judge

from .packs import read

AUTHORS = Authors(Judge())
STARTER = "def f(x):\n    return x - 1\n"
PARTS = """\
parts:
  - {id: fault, kind: lines, listing: LISTING}
  - {id: repair, kind: code, function: f, starter: LISTING}
"""
DRAWN = """\
def draw(rng):
    return {"program": f"def f(x):\\n    return x - {rng.integer(2, 99)}\\n"}


def answers(values):
    return {"fault": [2]}


second_opinion = answers
"""
FIXED = DRAWN[DRAWN.index("def answers") :]


def mixed(
    folder: Path, listing: str, variant: str | None, parts: str = PARTS, seed: int = 1
) -> Variant:
    """The variant of a question with two parts, about that listing."""
    sections = "# Part fault\nWhere?\n\n# Part repair\nMend it.\n\n# Hints"
    text = f"---\nid: adding\ntitle: A\nskills: [sums/small]\nlevel: 1\n{parts}---\n" + BODY
    text = text.replace("LISTING", listing).replace("# Hints", sections)
    files = {"starter.py": STARTER, **({"variant.py": variant} if variant else {})}
    return make_variant(read(folder / "adding", text, files), seed, AUTHORS)


BODY = "# Prompt\nIt adds one.\n\n# Hints\n1. A\n\n# Explanation\nB\n\n# Follow-ups\n- C\n"


def test_each_variant_may_open_with_a_program_of_its_own(tmp_path: Path) -> None:
    """The listing that is marked is the one that the editor opens with."""
    one, other = (mixed(tmp_path, "program", DRAWN, seed=seed) for seed in (1, 2))
    assert one.parts[0].listing == one.parts[1].listing == one.values["program"]
    assert one.parts[1].listing != other.parts[1].listing


def test_where_nothing_varies_nothing_need_be_drawn(tmp_path: Path) -> None:
    """Code is judged on fresh inputs anyway; the listing is starter.py."""
    variant = mixed(tmp_path, "starter.py", FIXED)
    assert variant.values == {}
    assert {part.listing for part in variant.parts} == {STARTER}
    assert variant.parts[0].truth == [2]


def test_a_listing_that_is_not_drawn_is_named(tmp_path: Path) -> None:
    """With the part that shows it."""
    with pytest.raises(PackError, match="'code', which part fault shows"):
        mixed(tmp_path, "code", DRAWN)


def test_other_parts_need_a_variant_file(tmp_path: Path) -> None:
    """Somebody must say what is right."""
    with pytest.raises(PackError, match="must be there"):
        mixed(tmp_path, "starter.py", None)


def test_without_code_something_must_be_drawn(tmp_path: Path) -> None:
    """Else one would learn the answer."""
    parts = PARTS.replace("kind: code, function: f, starter: LISTING", "kind: number")
    with pytest.raises(PackError, match="must define draw"):
        mixed(tmp_path, "starter.py", FIXED, parts)


def test_code_is_asked_for_once(tmp_path: Path) -> None:
    """There is one checks.py."""
    parts = PARTS.replace("kind: lines, listing: LISTING", "kind: code, function: g")
    with pytest.raises(PackError, match="must be asked for once"):
        mixed(tmp_path, "program", DRAWN, parts)
