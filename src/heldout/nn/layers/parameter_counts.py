"""How many numbers a layer learns, before it is made.

    dense        D·K + K                      convolution   O·C·A·B + O, whatever the image's size
    batch norm   2C (γ and β)                 embedding     V·E
    RNN          E·R + R² + R                 LSTM  4 times that          GRU  3 times that
    attention    4(E² + E): query, key, value and output; the number of heads changes nothing

Letters: D inputs, K outputs, C channels in, O channels out, A×B kernel, V words, E embedding (or
inputs of a step), R recurrent units. Three traps: there is one bias for each output, not for each
weight; running mean and variance of batch norm are kept but not learned; and PyTorch's recurrent
layers have two biases, of the input and of the recurrent part (`biases=2`). In the RNN and the LSTM
these act only as their sum; in the GRU's candidate the reset gate multiplies the second alone.
"""

from __future__ import annotations

from ..shapes import Parameters, must
from .output_shape import Pair, pair

__all__ = [
    "attention_parameters",
    "batch_norm_parameters",
    "conv2d_parameters",
    "count_parameters",
    "dense_parameters",
    "embedding_parameters",
    "gru_parameters",
    "lstm_parameters",
    "rnn_parameters",
]


def count_parameters(parameters: Parameters) -> int:
    """All numbers in the arrays of a model; one array under two names is counted once."""
    return sum({id(array): array.size for array in parameters.values()}.values())


def dense_parameters(inputs: int, outputs: int, *, bias: bool = True) -> int:
    """D·K weights and K biases."""
    _counts(inputs, outputs)
    return inputs * outputs + bias * outputs


def conv2d_parameters(channels: int, outputs: int, kernel: Pair, *, bias: bool = True) -> int:
    """O·C·A·B weights and O biases; stride, padding and the image's size do not count."""
    A, B = pair("kernel", kernel)
    return dense_parameters(channels * A * B, outputs, bias=bias)


def batch_norm_parameters(channels: int) -> int:
    """γ and β for each channel; layer norm has them by feature, group norm by channel."""
    _counts(channels)
    return 2 * channels


def embedding_parameters(words: int, embedding: int) -> int:
    """A row for each word."""
    _counts(words, embedding)
    return words * embedding


def rnn_parameters(inputs: int, units: int, *, biases: int = 1) -> int:
    """Weights from the input and from the last state, and one bias a unit or two."""
    _counts(inputs, units)
    must(biases in (0, 1, 2), "biases must be 0, 1 or 2", biases, "PyTorch's layers have 2.")
    return (inputs + units + biases) * units


def lstm_parameters(inputs: int, units: int, *, biases: int = 1) -> int:
    """Four times an RNN: input, forget and output gate, and the candidate."""
    return 4 * rnn_parameters(inputs, units, biases=biases)


def gru_parameters(inputs: int, units: int, *, biases: int = 1) -> int:
    """Three times an RNN: reset gate, update gate, and the candidate."""
    return 3 * rnn_parameters(inputs, units, biases=biases)


def attention_parameters(embedding: int, *, bias: bool = True) -> int:
    """Four square dense layers, for any number of heads."""
    return 4 * dense_parameters(embedding, embedding, bias=bias)


def _counts(*given: int) -> None:
    must(min(given) >= 1, "sizes must be at least 1", given, "Count the inputs and the outputs.")
