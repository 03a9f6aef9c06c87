"""What happens around the steps."""

from __future__ import annotations

from .accumulation import accumulated_gradient
from .bagging import Bagged, bagging, error_moments, expected_error, out_of_bag_prediction
from .batches import batches
from .checkpoint import Checkpoint, checkpoint, load_parameters, resume, save_parameters
from .cross_validation import Fit, Fold, Score, cross_validate
from .distillation import distillation_loss, soft_targets
from .dropout_tuning import tune_dropout
from .early_stopping import EarlyStopping
from .ensemble import ambiguity, average_predictions
from .epoch import LossOf, Optimizer, train_epoch
from .feature_extraction import extract_features, linear_probe
from .fine_tuning import GroupedOptimizer, discriminative_rates, unfrozen_groups
from .grid_search import grid, grid_search
from .grid_search_cv import GridSearchCV, grid_search_cv
from .label_noise import flip_labels, memorised
from .low_rank import low_rank_dense, low_rank_dense_backward, merged
from .multitask import uncertainty_weighted, weighted_sum
from .pruning import (
    MaskedOptimizer,
    Masks,
    apply_masks,
    gradual_sparsity,
    magnitude_masks,
    prune_iteratively,
    random_masks,
    sparsity_of,
)
from .quantization import Quantized, dequantize, quantize, quantized_dense, stored_bytes
from .random_search import Draw, chance_of_top, log_uniform, random_search, uniform
from .snapshot import restore, snapshot
from .test_time_augmentation import average_embeddings, five_views, predict_with_views
from .transfer import random_head, swap_head, unfrozen
from .trials import Settings, Trial, best_trial, distinct_values

__all__ = [
    "Bagged",
    "Checkpoint",
    "Draw",
    "EarlyStopping",
    "Fit",
    "Fold",
    "GridSearchCV",
    "GroupedOptimizer",
    "LossOf",
    "MaskedOptimizer",
    "Masks",
    "Optimizer",
    "Quantized",
    "Score",
    "Settings",
    "Trial",
    "accumulated_gradient",
    "ambiguity",
    "apply_masks",
    "average_embeddings",
    "average_predictions",
    "bagging",
    "batches",
    "best_trial",
    "chance_of_top",
    "checkpoint",
    "cross_validate",
    "dequantize",
    "discriminative_rates",
    "distillation_loss",
    "distinct_values",
    "error_moments",
    "expected_error",
    "extract_features",
    "five_views",
    "flip_labels",
    "gradual_sparsity",
    "grid",
    "grid_search",
    "grid_search_cv",
    "linear_probe",
    "load_parameters",
    "log_uniform",
    "low_rank_dense",
    "low_rank_dense_backward",
    "magnitude_masks",
    "memorised",
    "merged",
    "out_of_bag_prediction",
    "predict_with_views",
    "prune_iteratively",
    "quantize",
    "quantized_dense",
    "random_head",
    "random_masks",
    "random_search",
    "restore",
    "resume",
    "save_parameters",
    "snapshot",
    "soft_targets",
    "sparsity_of",
    "stored_bytes",
    "swap_head",
    "train_epoch",
    "tune_dropout",
    "uncertainty_weighted",
    "unfrozen",
    "unfrozen_groups",
    "uniform",
    "weighted_sum",
]
