# 75 Builds an extension in C++.
# images: torch
# modes: standard full
# must: raised | stopped

from torch.utils.cpp_extension import load_inline


def f():
    load_inline("planted", "int f() { return 1; }", functions=["f"])
