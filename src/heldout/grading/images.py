"""Where the code of a part runs: which of the sandbox's images, and what that needs."""

from __future__ import annotations

from collections.abc import Collection

from heldout.records import Part, Question, VariantPart

__all__ = ["LANGUAGES", "image_of", "needs_of"]

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


def needs_of(question: Question) -> frozenset[str]:
    """What the question says that it needs, and what its parts need whether it says so or not."""
    code = [part.spec.language for part in question.parts if part.kind == "code"]
    implied = [need for language in code for need in _IMPLIED.get(language, ())]
    return frozenset({*question.needs, *implied})
