"""Layers: forward with what backward needs, and backward; and what each costs."""

from __future__ import annotations

from .batch_memory import GIBIBYTE, TrainingMemory, batch_bytes, largest_batch, training_memory
from .batch_norm import Running, batch_norm, batch_norm_backward
from .broadcasting import broadcast_shape, hadamard, hadamard_backward, unbroadcast
from .conv2d import conv2d, conv2d_backward
from .dense import dense, dense_backward
from .drop_rate import Beta, drop_rate_posterior
from .dropout import dropout, dropout2d, dropout_backward, inverted_dropout, scale_weights
from .flatten import flatten, flatten_backward
from .group_norm import group_norm, group_norm_backward, instance_norm
from .layer_norm import layer_norm, layer_norm_backward
from .output_shape import Pair, output_shape, output_size, pair, same_padding
from .parameter_counts import (
    attention_parameters,
    batch_norm_parameters,
    conv2d_parameters,
    count_parameters,
    dense_parameters,
    embedding_parameters,
    gru_parameters,
    lstm_parameters,
    rnn_parameters,
)
from .parameter_sharing import summed_gradients
from .pooling import (
    average_pool2d,
    average_pool2d_backward,
    global_average_pool,
    global_average_pool_backward,
    max_pool2d,
    max_pool2d_backward,
)
from .residual_block import ResidualBlock, basic_block, bottleneck_block
from .rms_norm import rms_norm, rms_norm_backward
from .skip import skip_add, skip_add_backward, skip_concat, skip_concat_backward
from .standardize import Standardized, standardize, standardize_backward
from .subnetworks import MOST_UNITS, subnetwork_masks, usable_subnetworks
from .weight_norm import weight_norm, weight_norm_backward
from .windows import Sliding

__all__ = [
    "GIBIBYTE",
    "MOST_UNITS",
    "Beta",
    "Pair",
    "ResidualBlock",
    "Running",
    "Sliding",
    "Standardized",
    "TrainingMemory",
    "attention_parameters",
    "average_pool2d",
    "average_pool2d_backward",
    "basic_block",
    "batch_bytes",
    "batch_norm",
    "batch_norm_backward",
    "batch_norm_parameters",
    "bottleneck_block",
    "broadcast_shape",
    "conv2d",
    "conv2d_backward",
    "conv2d_parameters",
    "count_parameters",
    "dense",
    "dense_backward",
    "dense_parameters",
    "drop_rate_posterior",
    "dropout",
    "dropout2d",
    "dropout_backward",
    "embedding_parameters",
    "flatten",
    "flatten_backward",
    "global_average_pool",
    "global_average_pool_backward",
    "group_norm",
    "group_norm_backward",
    "gru_parameters",
    "hadamard",
    "hadamard_backward",
    "instance_norm",
    "inverted_dropout",
    "largest_batch",
    "layer_norm",
    "layer_norm_backward",
    "lstm_parameters",
    "max_pool2d",
    "max_pool2d_backward",
    "output_shape",
    "output_size",
    "pair",
    "rms_norm",
    "rms_norm_backward",
    "rnn_parameters",
    "same_padding",
    "scale_weights",
    "skip_add",
    "skip_add_backward",
    "skip_concat",
    "skip_concat_backward",
    "standardize",
    "standardize_backward",
    "subnetwork_masks",
    "summed_gradients",
    "training_memory",
    "unbroadcast",
    "usable_subnetworks",
    "weight_norm",
    "weight_norm_backward",
]
