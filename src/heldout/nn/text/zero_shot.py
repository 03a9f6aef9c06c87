"""Naive zero-shot classification: a text belongs to the class whose description is most like it.

    prompt_c = "This text is about {c}."          ŷ(x) = argmax_c cos(f(x), f(prompt_c))

Letters: N texts, C classes, E numbers a sentence vector, f any function from texts to vectors. No
text of the classes has been seen with its label; that is what zero-shot means. Seen it has: f was
made from other texts, and knows what the label's words mean only from them.

The trap is the prompt: the words all prompts share pull every score the same way, and how strongly
depends on their number. The shared part (the mean prompt) is subtracted before the angles are
taken, from the prompts only. A label whose words f does not know has a vector of zeros: it is
refused.

Source: Chang et al., 2008 (dataless classification).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..shapes import Array, must
from .cosine import cosine_similarity

__all__ = ["prompts", "zero_shot_scores"]


def prompts(labels: Sequence[str], template: str = "This text is about {}.") -> list[str]:
    """The template with each label in the place of {}."""
    must("{}" in template, "template must have a place {} for the label", template, "Add {}.")
    return [template.replace("{}", label) for label in labels]


def zero_shot_scores(
    texts: Sequence[str],
    labels: Sequence[str],
    vectors_of: Callable[[Sequence[str]], Array],
    *,
    template: str = "This text is about {}.",
) -> Array:
    """The cosine of each text with each label's prompt: (N, C). The class is `.argmax(axis=1)`."""
    known = vectors_of(labels)  # (C, E)
    must(
        bool((known != 0).any(axis=1).all()),
        "every label must have a word that the vectors know",
        [label for label, row in zip(labels, known, strict=True) if not row.any()],
        "Describe the class in other words.",
    )
    classes = vectors_of(prompts(labels, template))  # (C, E)
    if len(labels) > 1:
        classes = classes - classes.mean(axis=0)  # (C, E)
    return cosine_similarity(vectors_of(texts), classes)  # (N, C)
