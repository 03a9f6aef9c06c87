# 92 Imports itself, and runs its source again and again.
# must: raised ModuleNotFoundError | returned

import importlib
import sys

if "again" not in globals():
    again = True
    sys.modules.pop("answer", None)


def f():
    return importlib.import_module("answer")
