"""What was found good is known again, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.verification import Proofs, proofs

from .packs import plant, question_in, write_coded, write_drawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where proofs are kept; made with the first."""
    return tmp_path / "deep" / "proofs"


def kept(folder: Path, seeds: int = 60, mutants: bool = True) -> Proofs:
    """The proofs there."""
    return Proofs(folder, seeds=seeds, mutants=mutants)


def test_what_was_kept_holds_until_a_file_changes(tmp_path: Path, folder: Path) -> None:
    """In another run too; the older proof is forgotten."""
    place = write_drawn(tmp_path / "pack")
    question = question_in(place)
    assert not kept(folder).holds(question)
    kept(folder).keep(question)
    assert kept(folder).holds(question)
    changed = plant(place, "variant.py", 'values["a"] - values["b"]', 'values["b"] - values["a"]')
    assert not kept(folder).holds(changed)
    kept(folder).keep(changed)
    assert len(list(folder.iterdir())) == 1


def test_an_attempt_is_part_of_what_is_proved(tmp_path: Path, folder: Path) -> None:
    """It is no part of what is asked, but of what was tried."""
    place = write_coded(tmp_path / "pack")
    kept(folder).keep(question_in(place))
    (place / "attempts" / "wrong-new.py").write_text("# expect: raised\n")
    assert not kept(folder).holds(question_in(place))


def test_less_that_was_tried_proves_no_more(tmp_path: Path, folder: Path) -> None:
    """Other seeds, or no mutants, are another proof."""
    question = question_in(write_drawn(tmp_path / "pack"))
    kept(folder, seeds=8).keep(question)
    assert not kept(folder).holds(question)
    kept(folder, mutants=False).keep(question)
    assert not kept(folder).holds(question)


def test_our_own_code_is_part_of_the_grounds(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of Heldout proves everything anew."""
    question = question_in(write_drawn(tmp_path / "pack"))
    kept(folder).keep(question)
    monkeypatch.setattr(proofs, "_ours", lambda: "another version")
    assert not kept(folder).holds(question)


def test_questions_of_one_beginning_keep_their_own(tmp_path: Path, folder: Path) -> None:
    """`adding` does not forget the proof of `adding-up`."""
    longer = question_in(write_drawn(tmp_path / "pack"))
    folder.mkdir(parents=True)
    (folder / "adding-up.0123").touch()
    kept(folder).keep(longer)
    assert (folder / "adding-up.0123").exists()
