"""Who looks at whom: scaled dot products, masks, heads, a transformer block."""

from __future__ import annotations

from .additive import additive_attention, additive_attention_backward
from .big_bird import big_bird_mask
from .encoder import TransformerEncoder
from .grouped_query import grouped_query_attention, grouped_query_attention_backward
from .key_value_cache import KeyValueCache
from .masked_language_model import MaskedLanguageModel, SentenceClassifier, hide_words
from .masks import causal_mask, padding_mask
from .multi_head import multi_head_attention, multi_head_attention_backward
from .positions import rotary, rotary_backward, sinusoidal_positions
from .scaled_dot_product import attention, attention_backward, attention_weights, masked_softmax
from .sequence_to_sequence import SequenceToSequence
from .transformer_block import block_parameters, transformer_block, transformer_block_backward

__all__ = [
    "KeyValueCache",
    "MaskedLanguageModel",
    "SentenceClassifier",
    "SequenceToSequence",
    "TransformerEncoder",
    "additive_attention",
    "additive_attention_backward",
    "attention",
    "attention_backward",
    "attention_weights",
    "big_bird_mask",
    "block_parameters",
    "causal_mask",
    "grouped_query_attention",
    "grouped_query_attention_backward",
    "hide_words",
    "masked_softmax",
    "multi_head_attention",
    "multi_head_attention_backward",
    "padding_mask",
    "rotary",
    "rotary_backward",
    "sinusoidal_positions",
    "transformer_block",
    "transformer_block_backward",
]
