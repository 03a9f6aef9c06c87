import numpy as np


def drive(answer, x):
    """One call, in which whatever overflows or is undefined raises FloatingPointError."""
    with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
        return answer(x)
