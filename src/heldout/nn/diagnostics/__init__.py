"""What tells that something is wrong, and where."""

from __future__ import annotations

from .dead_units import DeadUnits
from .gradient_check import gradient_errors, numerical_gradient, relative_error
from .gradient_norms import GradientMonitor, gradient_sizes
from .growth import Alarm, GrowthMonitor
from .learning_curve import LearningCurve, learning_curve
from .not_falling import Suspect, Symptom, diagnose
from .overfit import Overfit, overfit_one_batch
from .report import bars, curve
from .saturation import saturation
from .validation_curve import ValidationCurve, validation_curve

__all__ = [
    "Alarm",
    "DeadUnits",
    "GradientMonitor",
    "GrowthMonitor",
    "LearningCurve",
    "Overfit",
    "Suspect",
    "Symptom",
    "ValidationCurve",
    "bars",
    "curve",
    "diagnose",
    "gradient_errors",
    "gradient_sizes",
    "learning_curve",
    "numerical_gradient",
    "overfit_one_batch",
    "relative_error",
    "saturation",
    "validation_curve",
]
