"""What happens to data before and beside training."""

from __future__ import annotations

from .distribution_shift import rank_auc, shift_auc
from .flips_and_shifts import flip, flip_safely, random_crop, shift
from .folds import folds, grouped_folds, stratified_folds
from .imbalance import class_weights, oversample, undersample, weighted_cross_entropy
from .leakage import exact_overlap, near_overlap, row_hashes, shingles, text_overlap
from .min_max import MinMaxScaler
from .mixup import cutmix, mixup
from .noise import add_noise, cutout
from .one_hot import one_hot
from .rotation import rotate
from .sampling import missed_share, out_of_bag, with_replacement, without_replacement
from .sequences import SequenceDataset, bucketed, pad
from .splits import grouped_split, split, stratified_split
from .standardization import Standardizer
from .token_edits import random_deletion, random_insertion, random_swap, synonym_replacement

__all__ = [
    "MinMaxScaler",
    "SequenceDataset",
    "Standardizer",
    "add_noise",
    "bucketed",
    "class_weights",
    "cutmix",
    "cutout",
    "exact_overlap",
    "flip",
    "flip_safely",
    "folds",
    "grouped_folds",
    "grouped_split",
    "missed_share",
    "mixup",
    "near_overlap",
    "one_hot",
    "out_of_bag",
    "oversample",
    "pad",
    "random_crop",
    "random_deletion",
    "random_insertion",
    "random_swap",
    "rank_auc",
    "rotate",
    "row_hashes",
    "shift",
    "shift_auc",
    "shingles",
    "split",
    "stratified_folds",
    "stratified_split",
    "synonym_replacement",
    "text_overlap",
    "undersample",
    "weighted_cross_entropy",
    "with_replacement",
    "without_replacement",
]
