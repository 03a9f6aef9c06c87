"""Words as numbers."""

from __future__ import annotations

from .attributes import AttributeClassifier
from .cosine import cosine_similarity
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
    "Logistic",
    "TfIdf",
    "WordVectors",
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
    "vocabulary",
    "words",
    "zero_shot_scores",
]
