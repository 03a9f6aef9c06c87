"""Networks that read a sequence step by step."""

from __future__ import annotations

from .adaptors import (
    many_to_many,
    many_to_many_backward,
    many_to_one,
    many_to_one_backward,
    one_to_many,
    one_to_many_backward,
)
from .bidirectional import bidirectional, bidirectional_backward, reverse_within
from .character_model import CharacterModel
from .echo_state import EchoStateNetwork, memory_capacity, spectral_radius
from .embedding import embedding, embedding_backward
from .gru import gru, gru_backward, gru_step
from .lstm import lstm, lstm_backward, lstm_step
from .truncated import truncated_rnn_backward
from .vanilla import rnn, rnn_backward
from .weights import recurrent_parameters

__all__ = [
    "CharacterModel",
    "EchoStateNetwork",
    "bidirectional",
    "bidirectional_backward",
    "embedding",
    "embedding_backward",
    "gru",
    "gru_backward",
    "gru_step",
    "lstm",
    "lstm_backward",
    "lstm_step",
    "many_to_many",
    "many_to_many_backward",
    "many_to_one",
    "many_to_one_backward",
    "memory_capacity",
    "one_to_many",
    "one_to_many_backward",
    "recurrent_parameters",
    "reverse_within",
    "rnn",
    "rnn_backward",
    "spectral_radius",
    "truncated_rnn_backward",
]
