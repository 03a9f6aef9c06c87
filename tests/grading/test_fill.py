"""Kind fill: terms, and what is forgiven in writing them."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heldout.grading import check_truth, kind_of, right_answer

from .parts import Grade, make_part, only_finding

FILL = kind_of(make_part("fill", ["x"]))


def same(one: str, other: str) -> bool:
    """Whether two spellings are one term."""
    return FILL.same(make_part("fill", [one]), [one], [other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Batch Normalization", "batch-normalization"),
        ("the learning rate", "Learning rates"),
        ("the loss of the network", "loss of network"),
        ("Übergang", "ubergang"),
        ("L∞ norm", "l-infinity norm"),
        ("ℓ₂", "L2"),
        ("L²", "L^2"),
        ("ＢＥＲＴ", "bert"),
        ("losses", "loss"),
        ("entropies", "entropy"),
        ("−1", "-1"),
        ("don’t", "don't"),
        ("A*", "a*"),
        ("“dropout”", "dropout."),
    ],
)
def test_the_same_term_written_differently(one: str, other: str) -> None:
    """Case, hyphens, accents, articles, plurals, quotes and typography do not matter."""
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L∞", "L"),
        ("C++", "C"),
        ("0.5", "05"),
        ("1.5", "15"),
        ("-1", "1"),
        ("≠", "="),
        ("n/2", "n2"),
        ("A* search", "search"),
        ("<", ">"),
        ("σ", "s"),
        ("L1", "L2"),
        ("top-1", "top-5"),
        ("n+1", "n1"),
    ],
)
def test_symbols_digits_and_signs_matter(one: str, other: str) -> None:
    """What changes the meaning is not thrown away."""
    assert not same(one, other)


@pytest.mark.parametrize(
    ("given_term", "term"),
    [
        ("regularization", "regularisation"),
        ("gradeint descent", "gradient descent"),
        ("batchnormalizaton", "batch normalization"),
        ("momentun", "momentum"),
        ("droppout", "dropout"),
    ],
)
def test_one_typo_in_a_long_word_is_right_and_corrected(
    verdict: Grade, given_term: str, term: str
) -> None:
    """It earns everything, and the right spelling is shown."""
    part = make_part("fill", [term])
    assert verdict(part, given_term).right
    assert term in verdict(part, given_term).findings[0].message
    assert not verdict(make_part("fill", [term], typos=False), given_term).right


@pytest.mark.parametrize(
    ("given_term", "term"),
    [
        ("gelu", "relu"),
        ("L1 regularisation", "L2 regularisation"),
        ("top-1 accuracy", "top-5 accuracy"),
        ("type i error", "type ii error"),
        ("type ii mistake", "type i mistake"),
        ("asymmetric", "symmetric"),
        ("gradeint dezcent", "gradient descent"),
        ("momentum", "momentous"),
    ],
)
def test_what_could_be_another_term_is_no_typo(verdict: Grade, given_term: str, term: str) -> None:
    """Short words, digits, first letters and second typos are not forgiven."""
    given_verdict = verdict(make_part("fill", [term]), given_term)
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)


def edit_distance(one: str, other: str) -> int:
    """Letters wrong, missing, too many or swapped with a neighbour, counted by trying them all."""
    letters = string.ascii_lowercase
    if one == other:
        return 0
    cuts = [(one[:i], one[i:]) for i in range(len(one) + 1)]
    edits = {a + b[1:] for a, b in cuts if b}
    edits |= {a + letter + b for a, b in cuts for letter in letters}
    edits |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    edits |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return 1 if other in edits else 2


LETTERS = st.sampled_from("abct")
WORDS = st.text(LETTERS, min_size=4, max_size=9)


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and what up to two accidents made of it."""
    word = draw(WORDS)
    written = list(word)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(written) - 1))
        accident = draw(st.sampled_from(["drop", "add", "change", "swap"]))
        if accident == "drop" and len(written) > 1:
            del written[place]
        elif accident == "add":
            written.insert(place, draw(LETTERS))
        elif accident == "change":
            written[place] = draw(LETTERS)
        else:
            written[place : place + 2] = reversed(written[place : place + 2])
    return word, "".join(written)


@given(misspelt())
def test_forgiven_is_just_what_is_one_edit_away(pair: tuple[str, str]) -> None:
    """One edit, in a word of six letters or more, whose first letter is right."""
    word, written = pair
    part = make_part("fill", [word])
    assume(written not in ("a", "an", "the"))
    distance = edit_distance(written, word)
    forgiven = distance == 0 or (distance == 1 and len(word) >= 6 and written[0] == word[0])
    assert FILL.grade(part, written, None).right == forgiven


def test_a_known_wrong_term_is_named_even_when_it_is_one_letter_away(verdict: Grade) -> None:
    """A mistake goes before a typo."""
    part = make_part("fill", ["precision"], wrong={"other-word": ["prevision", "revision"]})
    assert only_finding(verdict(part, "Prevision")) == ("mistake", "other-word")


@pytest.mark.parametrize("reply", ["", "  ", "?!", "...", "momentum" * 40, ("momentum",)])
def test_what_is_no_term_is_unreadable(verdict: Grade, reply: object) -> None:
    """Nothing, punctuation, an essay, and keys of options."""
    assert verdict(make_part("fill", ["momentum"]), reply).outcome == "unreadable"


def test_the_answer_shows_the_first_term_and_few_others() -> None:
    """At most three spellings, and none that differs only in writing."""
    part = make_part("fill", ["step size", "Step-Size", "learning rate", "eta", "alpha", "gain"])
    assert right_answer(part) == "step size (also: learning rate, eta)"
    assert right_answer(make_part("fill", "momentum")) == "momentum"


@pytest.mark.parametrize("truth", [[], "", [""], ["?"], [3], None, 3])
def test_a_truth_that_is_no_term_is_the_authors_fault(truth: object) -> None:
    """It is told, not tripped over."""
    assert check_truth(make_part("fill", truth))


@given(st.text(max_size=130))
def test_any_text_gets_a_verdict_and_is_right_about_itself(text: str) -> None:
    """No text at all stops the grader, and a term is always equal to itself."""
    part = make_part("fill", [text])
    if check_truth(part) is None and len(text) <= 120:
        assert FILL.grade(part, text, None).right
