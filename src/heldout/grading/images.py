"""Where the code of a part runs: which of the sandbox's images, and what that needs."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from heldout.records import Part, Question, VariantPart
from heldout.sandbox import image_for

__all__ = ["LANGUAGES", "image_of", "images_of", "needs_of"]

LANGUAGES = ("numpy", "torch", "cpp")
_IMPLIED = {"torch": ("torch",), "cpp": ("compiler", "torch")}


def image_of(part: Part | VariantPart, needs: Collection[str] = ()) -> str | None:
    """The image that judges a part of a question with those needs; None when none does."""
    if part.kind == "expression":
        return "sympy"
    if part.kind != "code":
        return None
    image: str = part.spec.image
    return "cuda" if image == "torch" and "cuda" in needs else image


def images_of(question: Question) -> tuple[str, ...]:
    """The images in which replies to the question will be judged, should they use what its solution
    uses."""
    found = []
    for part in question.parts:
        image = image_of(part, question.needs)
        if image == "numpy" and part.kind == "code":
            image = image_for(image, _python_of(question.folder, question.hash))
        if image is not None and image not in found:
            found.append(image)
    return tuple(found)


@lru_cache(maxsize=512)
def _python_of(folder: Path, _hash: str) -> str:
    """What the solution and its driver say; read when the question has changed."""
    files = [folder / name for name in ("solution.py", "driver.py")]
    return "".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


def needs_of(question: Question) -> frozenset[str]:
    """What the question says that it needs, and what its parts need whether it says so or not."""
    code = [part.spec.language for part in question.parts if part.kind == "code"]
    implied = [need for language in code for need in _IMPLIED.get(language, ())]
    return frozenset({*question.needs, *implied})
