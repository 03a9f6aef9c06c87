"""Words as numbers."""

from __future__ import annotations

from .attributes import AttributeClassifier
from .cosine import cosine_similarity
from .decoding import Hypothesis, beam_search, top_k_top_p
from .entailment import EntailmentScorer
from .fusion import Fusion
from .logistic import Logistic
from .summary import sentence_scores, summarize
from .tf_idf import TfIdf, inverse_document_frequency, term_frequency
from .tokens import count_words, sentences, vocabulary, words
from .word_vectors import WordVectors, co_occurrences, positive_pmi
from .zero_shot import prompts, zero_shot_scores

__all__ = [
    "AttributeClassifier",
    "EntailmentScorer",
    "Fusion",
    "Hypothesis",
    "Logistic",
    "TfIdf",
    "WordVectors",
    "beam_search",
    "co_occurrences",
    "cosine_similarity",
    "count_words",
    "inverse_document_frequency",
    "positive_pmi",
    "prompts",
    "sentence_scores",
    "sentences",
    "summarize",
    "term_frequency",
    "top_k_top_p",
    "vocabulary",
    "words",
    "zero_shot_scores",
]
