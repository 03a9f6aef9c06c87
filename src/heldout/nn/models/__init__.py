"""Whole networks, put together from the parts."""

from __future__ import annotations

from .approximation import polyline_network
from .autoencoder import Autoencoder
from .bottleneck import binary_bottleneck, line_bottleneck, linear_bottleneck_error
from .capacity import dichotomies, parameter_count, separable_share
from .cnn import CNN
from .data_recovery import recover_direction, recover_input
from .denoising import fit_denoising, gaussian_noise, masking_noise
from .fit import Model, fit
from .gates import AND, NAND, OR, XOR, Gate, gate_share, realises
from .image_compression import Codec, CodeQuantizer, psnr, rate_distortion
from .mlp import MLP, Activation
from .multitask import Multitask
from .one_shot import Recognizer, one_shot_accuracy
from .pca import PCA, pca, subspace_angle
from .perceptron import perceptron, perceptron_sums, truth_inputs
from .perceptron_rule import PerceptronFit, learn_perceptron, mistake_bound
from .residual_network import ResidualNetwork
from .siamese import Siamese, random_triplets
from .vgg import VGG, VGG11, LayerRow, vgg_table
from .xor import train_xor, xor_by_layers, xor_by_skip

__all__ = [
    "AND",
    "CNN",
    "MLP",
    "NAND",
    "OR",
    "PCA",
    "VGG",
    "VGG11",
    "XOR",
    "Activation",
    "Autoencoder",
    "CodeQuantizer",
    "Codec",
    "Gate",
    "LayerRow",
    "Model",
    "Multitask",
    "PerceptronFit",
    "Recognizer",
    "ResidualNetwork",
    "Siamese",
    "binary_bottleneck",
    "dichotomies",
    "fit",
    "fit_denoising",
    "gate_share",
    "gaussian_noise",
    "learn_perceptron",
    "line_bottleneck",
    "linear_bottleneck_error",
    "masking_noise",
    "mistake_bound",
    "one_shot_accuracy",
    "parameter_count",
    "pca",
    "perceptron",
    "perceptron_sums",
    "polyline_network",
    "psnr",
    "random_triplets",
    "rate_distortion",
    "realises",
    "recover_direction",
    "recover_input",
    "separable_share",
    "subspace_angle",
    "train_xor",
    "truth_inputs",
    "vgg_table",
    "xor_by_layers",
    "xor_by_skip",
]
