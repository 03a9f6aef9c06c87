"""Pack files become questions, and questions become variants."""

from heldout.authoring import Draw
from heldout.questions.library import Library, load_library, load_pack, shipped_packs
from heldout.questions.reading import ANSWER
from heldout.questions.variants import author_values, make_variant, second_opinion

__all__ = [
    "ANSWER",
    "Draw",
    "Library",
    "author_values",
    "load_library",
    "load_pack",
    "make_variant",
    "second_opinion",
    "shipped_packs",
]
